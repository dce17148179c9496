//! a budget cell that is often blank is blank, where 0.00 is expected.

use crate::base::amount::Amount;
use crate::check::rules::money::blank_level_amount;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{BudgetLine, FieldPath, access};

pub(super) static RULE: Rule = Rule {
    id: "blank-amount",
    code: "A-07",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "财政专项资金、其他资金等预算金额空着，而不是 0.00。",
    why: "空白看不出是没有这笔资金，还是漏填了。",
    example: "“其他资金”一栏空着。",
    how: "没有这笔资金的填 0.00；有的填金额，单位万元。",
    source: "财预〔2015〕88号所附审核表的完整性要求：没有缺项；已公开的同类表格也常有空白，所以只作提示。",
};

/// The lines that a department may not have; the others are A-06's.
const LINES: [BudgetLine; 5] = [
    BudgetLine::Special,
    BudgetLine::OtherDevelopment,
    BudgetLine::OtherIncome,
    BudgetLine::CityLevel,
    BudgetLine::Transfer,
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let told_by_remainder = blank_level_amount::remainder(ctx).map(|(line, _)| line);
    for line in LINES {
        if access::budget_line(ctx.draft, line).is_empty() && told_by_remainder != Some(line) {
            let path = FieldPath::Budget(line);
            let message = format!("{}未填，没有这笔资金的填 0.00", ctx.label(&path));
            let finding = sink.missing(ctx, path.clone(), message);
            finding.fix(fix(ctx, path));
        }
    }
}

fn fix(ctx: &CheckCtx<'_>, path: FieldPath) -> Fix {
    let label = format!("{}填 0.00", ctx.label(&path));
    Fix::changes_meaning(Transaction::set(label, path, Amount::ZERO.plain()))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn blank_cells_are_hints() {
        check_rule(
            "base minimal
            budget/special = #! A-07 hint: “财政专项资金”未填，没有这笔资金的填 0.00 [fix]
            budget/city_level = #! A-07 hint: “市本级使用资金”未填，没有这笔资金的填 0.00 [fix]",
        );
    }

    #[test]
    fn where_the_remainder_is_known_the_other_rule_speaks() {
        check_rule(
            "base minimal
            budget/special = 100.00
            budget/fiscal = 500.00
            budget/city_level = #! B-08 hint: “市本级使用资金”未填，按事业发展性支出推算为 100.00 万元 [fix]",
        );
    }

    #[test]
    fn the_fix_fills_in_zero() {
        check_fix(
            "base minimal\nbudget/special =",
            "base minimal\nbudget/special = 0.00",
        );
    }
}
