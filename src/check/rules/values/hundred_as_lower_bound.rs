//! D-11: a share is to be at least 100 %.

use super::common::{is_capped, quantity, rewrite, with_comparator};
use crate::base::number::Number;
use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::Comparator;

pub(super) static RULE: Rule = Rule {
    id: "hundred-as-lower-bound",
    code: "D-11",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "比率写成了“≥100%”或者“＞100%”。",
    why: "合格率这样的比率最多是100%，“≥”没有意义，“＞”永远达不到。",
    example: "“发放准确率”写“≥100%”。",
    how: "改成“＝100%”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_where(|kinds, _| kinds.all(Kinds::AT_LEAST.or(Kinds::PERCENT))) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        let is_lower = quantity.comparator.is_some_and(Comparator::is_lower_bound);
        let is_hundred = quantity.is_percent() && quantity.number == Number::whole(100);
        if is_lower && is_hundred && is_capped(value.row) {
            let message = format!(
                "指标最多是 100%，而指标值写的是{}",
                quoted(value.value.raw())
            );
            let text = with_comparator(value.value, Comparator::Equal);
            value.report(ctx, sink, message).fix(rewrite(&value, text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn at_least_all_is_told_once() {
        for value in ["≥100%", "＞100%", "100%以上"] {
            check_value(
                "质量指标",
                "发放准确率",
                value,
                &["D-11 hint: 指标最多是 100%，而指标值写的是"],
            );
            check_mended_value(["质量指标", "发放准确率", value], "D-11", "＝100%");
        }
    }

    #[test]
    fn exactly_all_and_rates_without_a_cap_are_in_order() {
        check_value("质量指标", "发放准确率", "＝100%", &[]);
        check_value("质量指标", "任务完成率", "≥100%", &[]);
        check_value("经济效益指标", "产值增长率", "≥100%", &[]);
    }
}
