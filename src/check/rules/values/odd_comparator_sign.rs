//! D-01: a comparator is typed with the keys at hand or with a sign that only looks like the usual one.

use super::common::{odd_marks, respell};
use crate::check::context::quoted;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Aspect, Comparator, Mark, MarkForm};

pub(super) static RULE: Rule = Rule {
    id: "odd-comparator-sign",
    code: "D-01",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "计算符号是用键盘上的符号凑成的，或者是形近的符号。",
    why: "申报系统只认“≥＞＝＜≤”，别的写法导入时读不出来，同一张表里也显得杂乱。",
    example: "“>=85%”、“≧90%”、“》60个”。",
    how: "改成“≥85%”、“≥90%”、“≥60个”。",
    source: "申报系统把指标值分为计算符号、数值、计量单位各一栏（常见审核要求）。",
};

/// Every sign that is not the usual one has one of these.
const SIGNS: [char; 18] = [
    '>', '<', '≧', '≦', '⩾', '⩽', '＞', '＜', '》', '《', '〉', '〈', '﹥', '﹤', '≮', '≯', '≫',
    '≪',
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_where(|_, text| text.any(Traits::ODD_SIGN)) {
        let raw = value.value.raw();
        if !raw.contains(SIGNS) {
            continue;
        }
        let mut marks = odd_marks(value.value);
        marks.retain(|mark| mark.comparator != Comparator::Equal);
        let told = marks.iter().map(|mark| (severity(mark, raw), mark));
        let Some((severity, mark)) = told.max_by_key(|(severity, _)| *severity) else {
            continue;
        };
        let sign = quoted(raw.get(mark.span.clone()).unwrap_or_default());
        let usual = mark.comparator.sign();
        let message = format!("计算符号写成了{sign}，不是“{usual}”");
        value
            .report(ctx, sink, message)
            .severity(severity)
            .fix(respell(&value, value.value.mended(Aspect::Signs)));
    }
}

/// A single half-width `>` is read by everybody; two keys for one sign are not.
fn severity(mark: &Mark, raw: &str) -> Severity {
    let is_single = matches!(raw.get(mark.span.clone()), Some(">" | "<"));
    if mark.form == MarkForm::Typed && !is_single {
        Severity::Warning
    } else {
        Severity::Hint
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn signs_out_of_keys_are_warned_of_and_look_alikes_told() {
        for value in [">=85%", "=>85%", "》=85%", "＞＝85%"] {
            check_value(
                "质量指标",
                "学员合格率",
                value,
                &["D-01 warning: 计算符号写成了"],
            );
            check_mended_value(["质量指标", "学员合格率", value], "D-01", "≥85%");
        }
        for value in ["≧85%", "⩾85%", "≧ 85%"] {
            check_value(
                "质量指标",
                "学员合格率",
                value,
                &["D-01 hint: 计算符号写成了"],
            );
        }
        check_value(
            "质量指标",
            "投诉率",
            "<=5%",
            &["D-01 warning: 计算符号写成了“<=”，不是“≤”"],
        );
        check_mended_value(["质量指标", "投诉率", "≦5%"], "D-01", "≤5%");
        check_value("质量指标", "学员合格率", ">85%", &["D-01 hint"]);
    }

    #[test]
    fn usual_signs_and_titles_in_brackets_are_in_order() {
        for value in ["≥85%", "＞85%", "≤85人以内", "＝100%"] {
            check_value(
                "社会效益指标",
                "读书情况",
                value,
                if value.ends_with("内") {
                    &["D-04"]
                } else {
                    &[]
                },
            );
        }
        check_value("可持续影响指标", "制度建设", "印发《管理办法》", &[]);
    }
}
