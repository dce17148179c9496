//! C-21: blanks at the beginning or at the end of a text or of one of its lines.

use super::common::{Layout, if_changed, report_mendable};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "ragged-ends",
    code: "C-21",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[
        "control-char",
        "inner-space-goal",
        "inner-space-name",
        "markup-in-text",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "文字的开头或结尾有多余的空格、空行。",
    why: "看不出来的空白会让同一个名称变成两个，印出来也不整齐；段落缩进由表格统一处理。",
    example: "“社区课堂 ”的末尾多一个空格。",
    how: "一键去掉首尾的空白。",
    source: "数据录入的惯例（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let wanted = Traits::RAGGED.or(Traits::SPACE);
    let told = ("首尾有多余的空白", "去掉首尾的空白");
    report_mendable(ctx, sink, wanted, told, mended);
}

/// Without blanks around it and around each of its lines.
pub(super) fn mended(typed: &str, layout: Layout) -> Option<String> {
    let mended = match layout {
        Layout::Line => typed.trim().to_owned(),
        Layout::Prose => {
            let lines = typed.split('\n').map(|line| {
                // The line ends of Windows are no blanks.
                let end = if line.ends_with('\r') { "\r" } else { "" };
                line.trim().to_owned() + end
            });
            let lines: Vec<String> = lines.collect();
            lines.join("\n").trim().to_owned()
        }
    };
    if_changed(mended, typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn blanks_at_the_ends_are_told_once() {
        check_rule(
            "base minimal
            indicators/i3/name = \\e\u{3000}社区课堂场次 #! C-21 hint: “三级指标”里的“\u{3000}社区课堂场次”处首尾有多余的空白 [safe]
            indicators/i4/name = 课程完成率\\s #! C-21 hint: “三级指标”里的“课程完成率 ”处首尾有多余的空白 [safe]
            tasks/t2/content = 开设公益课程。\\n\\n #! C-21 hint: “主要实施内容”里的“设公益课程。”处首尾有多余的空白 [safe]",
        );
    }

    #[test]
    fn lines_lose_their_ends_and_keep_their_order() {
        check_fix(
            "base minimal
            goals/g1 = \u{3000}\u{3000}开设课程。\\n\u{3000}\u{3000}扩大参与。\\s\\n\\n第三段。",
            "base minimal
            goals/g1 = 开设课程。\\n扩大参与。\\n\\n第三段。",
        );
        assert_eq!(mended("甲\r\n乙", Layout::Prose), None);
        assert_eq!(mended("甲 乙", Layout::Line), None);
    }
}
