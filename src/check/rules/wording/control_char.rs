//! C-09: control characters, and line ends or tabs where a field has one line.

use super::common::{Layout, if_changed, report_mendable};
use crate::base::text::is_blank;
use crate::base::text::spacing::{Spacing, without_stray_spaces};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "control-char",
    code: "C-09",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &["markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "名称或指标值里有换行或制表符，或者文字里有控制字符。",
    why: "申报系统不接受单行栏目里的换行，控制字符导出后会变成乱码。",
    example: "名称“社区课堂”中间按了一次回车。",
    how: "一键连成一行，控制字符去掉。",
    source: "绩效申报系统不接受回车换行（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let wanted = Traits::CONTROL.or(Traits::LINE_END).or(Traits::SPACE);
    let told = ("有换行、制表符或控制字符", "去掉换行和控制字符");
    report_mendable(ctx, sink, wanted, told, mended);
}

/// Without control characters; a field of one line becomes one line, with no more spaces than its
/// foreign words need. The line and page feeds of word processors become line ends.
/// Nothing where nothing would be left: such a text counts as not written.
pub(super) fn mended(typed: &str, layout: Layout) -> Option<String> {
    without_controls(typed, layout).filter(|kept| !is_blank(kept))
}

fn without_controls(typed: &str, layout: Layout) -> Option<String> {
    let is_line_end = |c: char| {
        matches!(
            c,
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    match layout {
        Layout::Prose => {
            let shown = typed.chars().filter_map(|c| match c {
                '\r' | '\t' => Some(c),
                _ if is_line_end(c) => Some('\n'),
                _ => (!c.is_control()).then_some(c),
            });
            if_changed(shown.collect(), typed)
        }
        Layout::Line => {
            if !typed.contains(|c: char| c.is_control() || is_line_end(c)) {
                return None;
            }
            let shown = typed.chars().filter_map(|c| match c {
                '\r' | '\t' => Some(' '),
                _ if is_line_end(c) => Some(' '),
                _ => (!c.is_control()).then_some(c),
            });
            let shown: Vec<char> = shown.collect();
            let kept: String = without_stray_spaces(&shown, Spacing::Words)
                .into_iter()
                .collect();
            Some(kept)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn a_line_end_or_a_tab_in_a_name_is_told_once() {
        check_rule(
            "base minimal
            indicators/i3/name = 社区课堂\\n场次 #! C-09 warning: “三级指标”里的“社区课堂场次”处有换行、制表符或控制字符 [safe]
            tasks/t2/name = 社区\t课堂 #! C-09 warning: “名称”里的“社区 课堂”处有换行、制表符或控制字符 [safe]
            department = 示例市 社区教育中心\\n #! C-09 warning: “部门名称”里的“示例市 社区教育中心”处有换行、制表符或控制字符 [safe]",
        );
        check_fix(
            "base minimal\nindicators/i3/name = \\sOpen\\nDay 社区\\n 场次\\n",
            "base minimal\nindicators/i3/name = Open Day社区场次",
        );
    }

    #[test]
    fn control_characters_go_from_every_text() {
        check_rule(
            "base minimal
            goals/g1 = 开设\u{7}课程，让更多居民就近学习。 #! C-09 warning: “总体绩效目标”里的“开设课程，让更多居民”处有换行、制表符或控制字符 [safe]",
        );
        assert_eq!(
            mended("甲\u{B}乙\u{1}", Layout::Prose).as_deref(),
            Some("甲\n乙")
        );
        assert_eq!(mended("甲\n乙\r\n丙", Layout::Prose), None);
    }

    #[test]
    fn a_text_of_nothing_else_is_not_emptied() {
        check_rule(
            "base minimal
            goals/+ \u{7}\u{1} #! A-08 warning: 这条目标没有写内容",
        );
    }
}
