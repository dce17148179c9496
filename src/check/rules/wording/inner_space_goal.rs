//! C-03: stray spaces inside a goal or another text of several lines.

use super::common::{Layout, ListMark, Numerals, if_changed, list_mark, report_mendable};
use crate::base::text::spacing::{Spacing, is_space, without_stray_spaces};
use crate::base::text::{count_chars, is_han};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "inner-space-goal",
    code: "C-03",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &["markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "目标、内容等文字中间夹着多余的空格。",
    why: "汉字之间和标点后面不留空格，多出来的空格多半来自扫描或粘贴，排版会参差不齐。",
    example: "“引导居民 参与学习”。",
    how: "一键去掉；汉字与外文、数字之间的空格会保留。",
    source: "中文排版的惯例，申报系统也会校验空格（常见审核要求）。",
};

/// Headings are not longer than this.
const MAX_HEADING_CHARS: usize = 40;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let told = ("有多余的空格", "去掉多余的空格");
    report_mendable(ctx, sink, Traits::SPACE, told, mended);
}

/// Without stray spaces in and around its lines; `None` also where only the ends of lines have
/// some, which is another fault.
pub(super) fn mended(typed: &str, layout: Layout) -> Option<String> {
    if layout != Layout::Prose {
        return None;
    }
    let trimmed = |line: &'_ str| -> String { line.trim().to_owned() };
    let ragged: Vec<String> = typed.split('\n').map(trimmed).collect();
    let tidy: Vec<String> = ragged.iter().map(|line| tidied(line)).collect();
    if tidy == ragged {
        return None;
    }
    if_changed(tidy.join("\n").trim().to_owned(), typed)
}

fn tidied(line: &str) -> String {
    if !line.contains(is_space) {
        return line.to_owned();
    }
    let (heading, body) = heading(line).unwrap_or(("", line));
    let tidy = |part: &str| -> String {
        let chars: Vec<char> = part.chars().collect();
        without_stray_spaces(&chars, Spacing::Scripts)
            .into_iter()
            .collect()
    };
    if heading.is_empty() {
        return tidy(body);
    }
    format!("{heading} {}", tidy(body))
}

/// A heading with a body behind it on the same line: the one space between them divides them.
fn heading(line: &str) -> Option<(&str, &str)> {
    let ListMark { len, numerals, .. } = list_mark(line)?;
    let (_, title) = line.split_at_checked(len)?;
    let divide = title.find(is_space)? + len;
    let (heading, body) = line.split_at_checked(divide)?;
    let body = body.trim_start();
    let is_title = |c: char| is_han(c) || matches!(c, '“' | '”' | '《' | '》' | '（' | '）');
    let between_words = heading.ends_with(is_title) && body.starts_with(is_title);
    let is_sentence = heading.contains(['，', '。', '；', '：', ',', ';', ':']);
    let title_chars = count_chars(heading);
    (numerals == Numerals::Chinese
        && between_words
        && !is_sentence
        && title_chars <= MAX_HEADING_CHARS)
        .then_some((heading, body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn spaces_after_punctuation_and_between_han_go() {
        check_rule(
            "base minimal
            tasks/t2/content = 在十个 社区开设公益课程。 #! C-03 hint: “主要实施内容”里的“在十个 社区开设公益课”处有多余的空格 [safe]",
        );
        check_fix(
            "base minimal
            goals/g1 = 通过“社区课堂”项目， 引导 居民参与。\\n第二， 服务 10 个社区。\\s",
            "base minimal
            goals/g1 = 通过“社区课堂”项目，引导居民参与。\\n第二，服务 10 个社区。",
        );
    }

    #[test]
    fn spaces_that_divide_stay() {
        for typed in [
            "使用 App 报名",
            "服务 10 个社区",
            "1. 24小时热线",
            "甲 \n 乙",
            "甲\r\n乙",
            "Open Day and more",
            "一、法治课堂 学生有所得",
            "（一）法治课堂 学生有所得",
        ] {
            assert_eq!(mended(typed, Layout::Prose), None, "{typed}");
        }
    }
}
