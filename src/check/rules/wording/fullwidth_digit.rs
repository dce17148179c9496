//! C-05: full-width digits, letters or percent signs.

use super::common::{Layout, if_changed, list_mark, report_mendable};
use crate::base::text::fold_width;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "fullwidth-digit",
    code: "C-05",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "数字、字母或百分号是全角的。",
    why: "全角数字印出来间距很宽，查找和统计时也不会被当作数字。",
    example: "“达到８５％以上”。",
    how: "一键换成半角。",
    source: "《出版物上数字用法》（GB/T 15835）和公文排版的惯例。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let told = ("有全角的数字、字母或百分号", "换成半角");
    report_mendable(ctx, sink, Traits::FULL_WIDTH, told, mended);
}

/// With half-width digits, letters and signs of numbers. `．` counts between digits only, and not
/// behind the number of a list's item, where it is a usual mark.
pub(super) fn mended(typed: &str, layout: Layout) -> Option<String> {
    let lines: Vec<String> = typed
        .split('\n')
        .map(|line| {
            let begins_item = layout == Layout::Prose && item_dot(line);
            narrowed(line, begins_item.then_some('．'))
        })
        .collect();
    if_changed(lines.join("\n"), typed)
}

/// The line begins with `1．`, as items do; a short number with digits behind may be one too.
fn item_dot(line: &str) -> bool {
    let line = line.trim_start();
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let behind = line.trim_start_matches(is_digit);
    let digits = line.len() - behind.len();
    list_mark(line).is_some_and(|mark| mark.divider == '．')
        || (digits > 0 && behind.starts_with('．'))
}

/// Everything narrow but the first `kept`.
fn narrowed(line: &str, mut kept: Option<char>) -> String {
    let is_digit =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let mut out = String::with_capacity(line.len());
    let mut last = None;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let is_number_dot = c == '．' && is_digit(last) && is_digit(rest.peek().copied());
        if kept == Some(c) {
            kept = None;
            out.push(c);
        } else if is_number_dot || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％')
        {
            out.push_str(&fold_width(c.encode_utf8(&mut [0; 4])));
        } else {
            out.push(c);
        }
        last = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn full_width_digits_become_half_width() {
        check_rule(
            "base minimal
            goals/g1 = 社区居民知晓率达到８５％以上，较上年提高。 #! C-05 hint: “总体绩效目标”里的“民知晓率达到８５％以上，较上”处有全角的数字、字母或百分号 [safe]",
        );
        check_fix(
            "base minimal
            tasks/t2/goal = Ａ类课程１，２００节、８５．５％，５Ｇ覆盖。",
            "base minimal
            tasks/t2/goal = A类课程1，200节、85.5%，5G覆盖。",
        );
    }

    #[test]
    fn a_wide_dot_is_a_point_only_inside_a_number() {
        for (typed, left) in [
            ("１．开设课程", "1．开设课程"),
            ("１．２４小时热线", "1．24小时热线"),
            ("增长１．５倍", "增长1.5倍"),
        ] {
            assert_eq!(
                mended(typed, Layout::Prose).as_deref(),
                Some(left),
                "{typed}"
            );
        }
        assert_eq!(mended("１．５", Layout::Line).as_deref(), Some("1.5"));
        for typed in ["1．开设课程", "甲＋乙", "“甲”－“乙”", "约翰．史密斯"]
        {
            assert_eq!(mended(typed, Layout::Prose), None, "{typed}");
        }
    }
}
