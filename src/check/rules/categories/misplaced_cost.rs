//! E-12: a cost or a price stands among the other outputs.

use super::common::{ends_with_word, money, reading, report_misplaced};
use crate::check::context::Row;
use crate::check::subject::{self, Subject};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Reading};
use crate::model::template::{Level1Role, Level2Role};

pub(super) static RULE: Rule = Rule {
    id: "misplaced-cost",
    code: "E-12",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[
        "execution-rate-indicator",
        "input-as-output",
        "misplaced-satisfaction",
        "misplaced-time",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "成本、单价或费用标准没有放在成本指标下。",
    why: "花多少钱做一件事是成本，不是数量、质量或时效；审核时常被要求调整。",
    example: "数量指标下的“人均培训成本”，指标值是“≤800元”。",
    how: "移到成本指标。",
    source: "产出指标分为数量、质量、时效、成本的通行分类（常见审核要求：指标分类调整）。",
};

const COSTS: [&str; 3] = ["成本", "单价", "造价"];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    report_misplaced(ctx, sink, Level2Role::Cost, "说的是成本", |row| {
        row.subject.any(Subject::COST)
            && matches!(row.roles, Some((Level1Role::Output, _)))
            && is_cost(row, reading(ctx, row))
    });
}

/// A price, or an amount that is not to be exceeded; a benefit of at least so much is none.
fn is_cost(row: &Row<'_>, value: &Reading) -> bool {
    let Some(money) = money(value) else {
        return false;
    };
    let name = subject::core(row.name());
    let is_share = row.subject.any(Subject::RATIO.or(Subject::TIME));
    let at_least = money.comparator.is_some_and(Comparator::is_lower_bound);
    !is_share && (ends_with_word(name, &COSTS) || !at_least)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn prices_belong_to_the_costs() {
        check_rule(
            "base complete
            indicators/+ 数量指标 | 人均培训成本 | ≤800元 | ≤800元 #! E-12 hint: “人均培训成本”说的是成本，现在放在“数量指标”下 [fix]
            indicators/+ 质量指标 | 讲课费标准 | ≤500元/课时 | ≤500元/课时 #! E-12 hint: “讲课费标准”说的是成本，现在放在“质量指标”下 [fix]",
        );
    }

    #[test]
    fn benefits_and_standards_without_money_are_in_order() {
        for (branch, name, value) in [
            ("数量指标", "城乡居民基础养老金标准", "≥190元"),
            ("质量指标", "设施建设标准", "国家二级以上"),
            ("经济效益指标", "企业降低成本", "≥500万元"),
            ("成本指标", "人均培训成本", "≤800元"),
            ("质量指标", "成本控制率", "≤100%"),
        ] {
            let row = format!("{branch} | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }

    #[test]
    fn it_moves_to_the_costs() {
        check_fix(
            "base complete
            indicators/+ 数量指标 | 人均培训成本 | ≤800元 | ≤800元 #! E-12 hint: “人均培训成本”说的是成本，现在放在“数量指标”下 [fix]",
            "base complete
            indicators/+ 成本指标 | 人均培训成本 | ≤800元 | ≤800元",
        );
    }
}
