//! D-17: a cost is to be at least something.

use super::common::{Family, family, quantity, rewrite, with_comparator};
use crate::check::context::{Row, quoted};
use crate::check::subject::{Subject, core};
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Quantity};
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "cost-as-lower-bound",
    code: "D-17",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &["direction-against-name"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "成本指标写成了“≥”。",
    why: "成本、单价应当控制在一定数额以内，写“≥”就成了越贵越好。",
    example: "“培训人均成本”写“≥500元”。",
    how: "改成“≤500元”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_where(|kinds, _| kinds.all(Kinds::AT_LEAST.or(Kinds::COUNTED))) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        let Some(comparator) = quantity.comparator.filter(|sign| sign.is_lower_bound()) else {
            continue;
        };
        if is_cost(value.row, quantity) {
            let text = comparator.flipped();
            let text = text.and_then(|flipped: Comparator| with_comparator(value.value, flipped));
            value
                .report(
                    ctx,
                    sink,
                    format!(
                        "成本应当有上限，而指标值写的是{}",
                        quoted(value.value.raw())
                    ),
                )
                .fix(rewrite(&value, text));
        }
    }
}

/// Money that is spent; not what is saved, earned or paid out to people.
fn is_cost(row: &Row<'_>, quantity: &Quantity) -> bool {
    const COSTS: [&str; 6] = ["成本", "单价", "造价", "费用", "经费", "开支"];
    // What the name ends with: 户均补助成本 is a cost, whatever is paid with it.
    const SURE: [&str; 3] = ["成本", "单价", "造价"];
    const SAVINGS: [&str; 11] = [
        "节约", "节省", "节支", "降低", "降本", "减少", "压减", "压缩", "下降", "收回", "回收",
    ];
    const GAINS: [&str; 25] = [
        "执行",
        "补助",
        "补贴",
        "津贴",
        "养老金",
        "发放",
        "救助",
        "低保",
        "工资",
        "待遇",
        "奖励",
        "收入",
        "引进",
        "筹集",
        "带动",
        "撬动",
        "争取",
        "配套",
        "到位",
        "供养",
        "抚恤",
        "慰问",
        "募集",
        "资助",
        "保障标准",
    ];
    let is_money = family(&quantity.unit) == Some(Family::Money);
    if !is_money || row.subject.any(Subject::RATIO.or(Subject::EXECUTION)) {
        return false;
    }
    let name = row.name();
    let is_named = COSTS.iter().any(|word| name.contains(word));
    let stands_there = row.is_in(Level2Role::Cost);
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_sure = SURE.iter().any(|word| core(name).ends_with(word));
    (is_named || stands_there) && !has(&SAVINGS) && (is_sure || !has(&GAINS))
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn a_cost_without_a_limit_is_told() {
        check_value(
            "成本指标",
            "人均培训成本",
            "≥500元",
            &["D-17 warning: 成本应当有上限，而指标值写的是“≥500元”"],
        );
        check_mended_value(
            ["成本指标", "人均培训成本", "≥500元/人"],
            "D-17",
            "≤500元/人",
        );
        check_value("成本指标", "社工购买标准", "≥11.92万元/人·年", &["D-17"]);
        check_value("成本指标", "项目总额", "不低于90万元", &["D-04", "D-17"]);
        check_value("成本指标", "户均补助成本", "≥4000元/户", &["D-17"]);
        check_value("数量指标", "单位造价", "≥3000元/平方米", &["D-17"]);
    }

    #[test]
    fn savings_payments_and_rates_are_in_order() {
        for (branch, name, value) in [
            ("成本指标", "人均培训成本", "≤500元"),
            ("成本指标", "预算执行率", "≥90%"),
            ("成本指标", "节支率", "≥3%"),
            ("成本指标", "成本节约率", "≥3%"),
            ("成本指标", "节约经费", "≥3万元"),
            ("数量指标", "城乡居民基础养老金标准", "≥190元每人每月"),
            ("成本指标", "户均补助成本", "≤4000元/户"),
            ("成本指标", "户均节约成本", "≥400元/户"),
            ("成本指标", "困难群众补助标准", "≥500元/人"),
            ("经济效益指标", "社会投入带动金额", "≥500万元"),
            ("经济效益指标", "引进资金总额", "≥5亿元"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
