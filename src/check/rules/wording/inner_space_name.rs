//! C-02: spaces inside a name or a value.

use super::common::{Layout, if_changed, passages};
use crate::base::text::spacing::{Spacing, without_stray_spaces};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "inner-space-name",
    code: "C-02",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &["control-char", "markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "名称或指标值中间夹着空格。",
    why: "申报系统会校验空格并拒绝保存，名称里多一个空格还会对不上目标和任务。",
    example: "“社区 课堂场次”“≥ 60 个”。",
    how: "一键去掉；外文单词之间的一个空格会保留。",
    source: "绩效申报系统对指标名称和指标值有空格校验（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for passage in passages(ctx, Traits::SPACE).filter(|passage| passage.layout == Layout::Line) {
        let Some(mended) = mended(passage.typed, passage.layout) else {
            continue;
        };
        let told = ("有多余的空格", "去掉多余的空格");
        let severity = match passage.path {
            FieldPath::Indicator(..) => Severity::Warning,
            _ => Severity::Hint,
        };
        passage
            .report_mended(ctx, sink, told, &mended)
            .severity(severity);
    }
}

/// Without spaces that are not between foreign words; `None` also where only its ends have some,
/// which is another fault.
pub(super) fn mended(typed: &str, layout: Layout) -> Option<String> {
    if layout != Layout::Line {
        return None;
    }
    let core: Vec<char> = typed.trim().chars().collect();
    let kept = without_stray_spaces(&core, Spacing::Words);
    if_changed(kept.into_iter().collect(), typed.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn spaces_in_names_and_values_are_told_once() {
        check_rule(
            "base minimal
            department = 示例市 社区教育中心 #! C-02 hint: “部门名称”里的“示例市 社区教育中心”处有多余的空格 [safe]
            tasks/t2/name = 社区\u{3000}课堂 #! C-02 hint: “名称”里的“社区\u{3000}课堂”处有多余的空格 [safe]
            indicators/i3/name = 社区 课堂 场次\\s #! C-02 warning: “三级指标”里的“社区 课堂 场次 ”处有多余的空格 [safe]",
        );
        check_fix(
            "base minimal
            indicators/i3/cycle = ≥ 120 场
            indicators/i3/year = ≥ 120 场",
            "base minimal
            indicators/i3/cycle = ≥120场
            indicators/i3/year = ≥120场",
        );
    }

    #[test]
    fn every_stray_space_goes_and_foreign_words_stay_apart() {
        for (typed, left) in [
            ("社区\u{A0}课堂", "社区课堂"),
            (" 使用  App 人次 ", "使用App人次"),
            ("Open  Day 场次", "Open Day场次"),
            ("≥ 85 %", "≥85%"),
            ("1 200 人次", "1 200人次"),
        ] {
            assert_eq!(
                mended(typed, Layout::Line).as_deref(),
                Some(left),
                "{typed}"
            );
        }
        for typed in ["Open Day", "课堂 ", "\u{3000}课堂", "社区课堂", "10 20"] {
            assert_eq!(mended(typed, Layout::Line), None, "{typed}");
        }
    }
}
