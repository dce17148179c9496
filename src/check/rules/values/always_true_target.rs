//! D-21: a target that nothing can miss.

use super::common::{is_capped, quantity};
use crate::base::number::Number;
use crate::check::context::{Row, quoted};
use crate::check::subject::Subject;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Quantity};

pub(super) static RULE: Rule = Rule {
    id: "always-true-target",
    code: "D-21",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &["direction-against-name"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值怎样都能达到。",
    why: "“≥0”“≤100%”不做任何事也算完成，起不到考核作用。",
    example: "“活动场次”写“≥0场”，“覆盖率”写“≤100%”。",
    how: "写出真正要达到的数。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::ZERO.or(Kinds::PERCENT)) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        if is_always_true(value.row, quantity) {
            let message = format!("{}怎样都能达到", quoted(value.value.raw()));
            value.report(ctx, sink, message);
        }
    }
}

fn is_always_true(row: &Row<'_>, quantity: &Quantity) -> bool {
    match quantity.comparator {
        Some(Comparator::AtLeast) => quantity.number.is_zero() && !may_be_negative(row),
        Some(Comparator::AtMost) => {
            let is_all = quantity.is_percent() && quantity.number == Number::whole(100);
            is_all && is_capped(row)
        }
        _ => false,
    }
}

/// Growth, differences, profits and temperatures may lie below 0.
fn may_be_negative(row: &Row<'_>) -> bool {
    const WORDS: [&str; 16] = [
        "增", "减", "升", "降", "差", "变", "净", "利润", "收益", "盈", "结余", "温", "涨", "提高",
        "同比", "环比",
    ];
    let name = row.name();
    let is_uncapped = row.subject.any(Subject::UNCAPPED) && !row.subject.any(Subject::POSITIVE);
    is_uncapped || WORDS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn targets_that_are_always_met_are_told_once() {
        check_value(
            "数量指标",
            "活动场次",
            "≥0场",
            &["D-21 warning: “≥0场”怎样都能达到"],
        );
        check_value("质量指标", "课程完成率", "≥0%", &["D-21"]);
        check_value("社会效益指标", "人员流动比例", "≤100%", &["D-21"]);
        check_value("质量指标", "学员合格率", "≤100%", &["D-16"]);
        check_value("质量指标", "有责投诉率", "≥0%", &["D-16"]);
    }

    #[test]
    fn nothing_growth_and_limits_of_spending_are_in_order() {
        for (branch, name, value) in [
            ("质量指标", "安全事故数", "＝0"),
            ("质量指标", "安全事故数", "≤0起"),
            ("经济效益指标", "营业收入增长率", "≥0%"),
            ("经济效益指标", "净利润", "≥0万元"),
            ("数量指标", "活动场次", "＞0场"),
            ("成本指标", "成本控制率", "≤100%"),
            ("成本指标", "预算执行率", "≤100%"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
