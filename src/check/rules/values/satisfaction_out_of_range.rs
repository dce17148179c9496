//! D-22: a satisfaction is to be below 60 %.

use super::common::{is_satisfaction, quantity};
use crate::base::number::Number;
use crate::check::Value;
use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Quantity};

pub(super) static RULE: Rule = Rule {
    id: "satisfaction-out-of-range",
    code: "D-22",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "满意度低于60%。",
    why: "不到六成的满意度等于承诺不及格，多半是数字写错了。",
    example: "“群众满意度”写“≥9%”。",
    how: "核对后改正，一般不低于80%。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::PERCENT) {
        let Some(quantity) = promised(&value) else {
            continue;
        };
        if quantity.number < Number::whole(60) {
            let message = format!("满意度{}低于 60%，是否写错", quoted(value.value.raw()));
            value.report(ctx, sink, message);
        }
    }
}

/// The percentage of contented people that is promised.
pub(super) fn promised<'a>(value: &Value<'a>) -> Option<&'a Quantity> {
    let quantity = quantity(value)?;
    let is_upper = quantity.comparator.is_some_and(Comparator::is_upper_bound);
    let is_promise = quantity.is_percent() && !is_upper;
    (is_promise && is_satisfaction(value.row)).then_some(quantity)
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn a_failing_satisfaction_is_told() {
        check_value(
            "服务对象满意度指标",
            "学员满意度",
            "≥9%",
            &["D-22 warning: 满意度“≥9%”低于 60%，是否写错"],
        );
        check_value("社会效益指标", "群众满意率", "≥59.9%", &["D-22"]);
        check_value("服务对象满意度指标", "服务对象评价", "≥50%", &["D-22"]);
        check_value("满意度/群众", "服务对象评价", "≥50%", &["D-22"]);
    }

    #[test]
    fn what_only_sounds_like_satisfaction_is_in_order() {
        for (branch, name, value) in [
            ("服务对象满意度指标", "学员满意度", "≥80%"),
            ("服务对象满意度指标", "有责投诉率", "≤5%"),
            ("服务对象满意度指标", "学员不满意率", "≤5%"),
            ("数量指标", "满意度调查次数", "≥2次"),
            ("服务对象满意度指标", "学员满意度", "≥90分"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
