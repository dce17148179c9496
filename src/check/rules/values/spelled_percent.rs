//! D-12: percent is spelled out.

use super::common::respell;
use crate::check::context::quoted;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Aspect, NumberNotation, PercentForm};

pub(super) static RULE: Rule = Rule {
    id: "spelled-percent",
    code: "D-12",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "百分数没有用百分号，而是写成文字。",
    why: "“百分之九十”“90百分比”不便于核对，导入申报系统时也读不出数值。",
    example: "“百分之九十”、“90百分比”、“九成”。",
    how: "改成“90%”。",
    source: "申报系统把指标值分为计算符号、数值、计量单位各一栏（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_where(|_, text| text.any(Traits::PERCENT_WORD)) {
        let raw = value.value.raw();
        let may_be = raw.contains("百分") || raw.contains('成');
        if !may_be || !value.value.is_quantitative() {
            continue;
        }
        if value.value.notation().numbers.iter().any(is_spelled) {
            value
                .report(ctx, sink, format!("{}没有用百分号", quoted(raw)))
                .fix(respell(&value, value.value.mended(Aspect::Percent)));
        }
    }
}

fn is_spelled(number: &NumberNotation) -> bool {
    matches!(
        number.percent,
        Some(PercentForm::Hundredths | PercentForm::Word | PercentForm::Tenths)
    )
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn spelled_percents_are_told() {
        check_value(
            "质量指标",
            "学员合格率",
            "≥百分之九十",
            &["D-12 hint: “≥百分之九十”没有用百分号"],
        );
        check_mended_value(["质量指标", "学员合格率", "≥百分之九十"], "D-12", "≥90%");
        check_mended_value(["质量指标", "学员合格率", "≥90百分比"], "D-12", "≥90%");
    }

    #[test]
    fn points_and_completions_are_in_order() {
        check_value("质量指标", "参保率", "提高3个百分点", &[]);
        check_value("时效指标", "完成时间", "2025年12月前完成", &[]);
        check_value("质量指标", "学员合格率", "≥90%", &[]);
    }
}
