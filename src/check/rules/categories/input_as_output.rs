//! E-03: money or staff that is put in stands as an output or a benefit.

use super::common::{Destination, has_word, reading};
use crate::check::context::{Row, quoted};
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;
use crate::model::target::Reading;
use crate::model::template::{Level1Role, Level2Role};

pub(super) static RULE: Rule = Rule {
    id: "input-as-output",
    code: "E-03",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &["execution-rate-indicator"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "把投入的资金、人力或购买标准当作数量指标或效益指标。",
    why: "投入多少不等于做成多少；财力、人力、物力的投入数量通常不能作为绩效目标。",
    example: "数量指标下的“投入资金”，指标值是“119.19万元”。",
    how: "资金和标准移到成本指标，数量指标写用这些投入做成的事。",
    source: "绩效目标应是产出和效果而不是投入（常见审核要求）。",
};

/// Money that comes from others, and what is saved, are effects.
const EFFECTS: [&str; 15] = [
    "带动",
    "撬动",
    "引导",
    "吸引",
    "引进",
    "招商",
    "社会资本",
    "社会投入",
    "社会资金",
    "企业投入",
    "节约",
    "节省",
    "减少",
    "降低",
    "压减",
];

/// Input of these is money and belongs to the costs.
const MONEY: [&str; 6] = ["资金", "经费", "金额", "标准", "财政", "预算"];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let mut cost = None;
    for row in ctx.rows() {
        if !row.subject.any(Subject::INPUT) || !is_input(row, reading(ctx, row)) {
            continue;
        }
        let name = row.name();
        let message = format!("{}说的是投入，不是产出或效果", quoted(name));
        let finding = sink.at(row.path(IndicatorField::Name), message);
        if !has_word(name, &MONEY) {
            finding.hint("写这些投入做成的事，例如服务的人数和场次");
            continue;
        }
        if cost.is_none() {
            cost = Destination::of(ctx, Level2Role::Cost);
        }
        finding.fix(cost.as_ref().map(|cost| cost.fix(row)));
    }
}

fn is_input(row: &Row<'_>, value: &Reading) -> bool {
    let is_result = match row.roles {
        Some((Level1Role::Output, level2)) => level2 == Level2Role::Quantity,
        Some((Level1Role::Benefit, _)) => true,
        _ => false,
    };
    let is_share = matches!(value, Reading::Quantity(quantity) if quantity.is_percent());
    is_result
        && !is_share
        && !row.subject.any(Subject::RATIO.or(Subject::TIME))
        && !has_word(row.name(), &EFFECTS)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn what_is_put_in_is_no_result() {
        check_rule(
            "base complete
            indicators/+ 数量指标 | 投入资金 | 119.19万元 | 119.19万元 #! E-03 hint: “投入资金”说的是投入，不是产出或效果 [fix]
            indicators/+ 社会效益指标 | 财政投入总额 | 200万元 | 200万元 #! E-03 hint: “财政投入总额”说的是投入，不是产出或效果 [fix]
            indicators/+ 数量指标 | 社工岗位购买标准 | 11.92万元 | 11.92万元 #! E-03 hint: “社工岗位购买标准”说的是投入，不是产出或效果 [fix]
            indicators/+ 数量指标 | 人员配备数量 | ≥10人 | ≥10人 #! E-03 hint: “人员配备数量”说的是投入，不是产出或效果",
        );
    }

    #[test]
    fn money_of_others_shares_and_costs_are_in_order() {
        for (branch, name, value) in [
            ("成本指标", "社工岗位购买标准", "≤11.92万元"),
            ("经济效益指标", "带动社会资金投入", "≥500万元"),
            ("经济效益指标", "节约财政投入", "≥50万元"),
            ("数量指标", "资金拨付率", "100%"),
            ("时效指标", "资金拨付及时率", "100%"),
            ("数量指标", "发放补贴金额", "≥100万元"),
            ("数量指标", "新投入使用站点数量", "≥3个"),
        ] {
            let row = format!("{branch} | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }

    #[test]
    fn money_goes_to_the_costs() {
        check_fix(
            "base complete
            indicators/+ 数量指标 | 资金投入 | 119.19万元 | 119.19万元 #! E-03 hint: “资金投入”说的是投入，不是产出或效果 [fix]",
            "base complete
            indicators/+ 成本指标 | 资金投入 | 119.19万元 | 119.19万元",
        );
    }
}
