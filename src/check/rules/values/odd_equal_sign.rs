//! D-02: an equal sign is written half-width or twice.

use super::common::{odd_marks, respell};
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Aspect, Comparator};

pub(super) static RULE: Rule = Rule {
    id: "odd-equal-sign",
    code: "D-02",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "等号写成了半角的“=”或者“==”。",
    why: "同一张表里“=”和“＝”混用，不统一也不便于导入。",
    example: "“=100%”、“==100%”。",
    how: "改成“＝100%”。",
    source: "申报系统的计算符号用全角“＝”，导入时把半角转成全角（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_where(|_, text| text.any(Traits::EQUALS)) {
        if !value.value.raw().contains(['=', '＝']) {
            continue;
        }
        let marks = odd_marks(value.value);
        if marks
            .iter()
            .any(|mark| mark.comparator == Comparator::Equal)
        {
            value
                .report(ctx, sink, "等号没有写成全角的“＝”")
                .fix(respell(&value, value.value.mended(Aspect::Signs)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn half_width_and_doubled_equal_signs_are_told() {
        for value in ["=100%", "==100%", "= 100%"] {
            check_value(
                "质量指标",
                "学员合格率",
                value,
                &["D-02 hint: 等号没有写成全角的“＝”"],
            );
        }
        check_mended_value(["质量指标", "学员合格率", "==100%"], "D-02", "＝100%");
    }

    #[test]
    fn a_full_width_sign_and_a_sign_in_a_formula_are_in_order() {
        check_value("质量指标", "学员合格率", "＝100%", &[]);
        check_value("质量指标", "制度建设情况", "按A=B执行", &[]);
    }
}
