//! B-07: 市本级 and 对下 together are not 事业发展性支出.

use super::common::budget_in_yuan;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{BudgetLine, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "unequal-level-amounts",
    code: "B-07",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "市本级使用资金与对下转移支付资金之和不等于事业发展性支出。",
    why: "按预算级次划分是对事业发展性支出的划分，两边应当相等。",
    example: "事业发展性支出 824.40 万元，市本级 800.00，对下转移支付 0.00。",
    how: "核对两项的金额；如果是按全部支出划分的，不用改。",
    source: "由表样推断：“按预算级次划分”与“事业发展性支出”同在一行；未见文件明文规定，所以只作提示。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let totals = ctx.totals;
    let (levels, development) = (totals.levels, totals.development);
    let is_known = levels.is_complete() && development.unread == 0 && development.read > 0;
    let bound = ctx.template.rounding_bound();
    let gap = development.amount.minus(levels.amount);
    if !is_known || gap.abs() <= bound {
        return;
    }
    // Some divide all they spend.
    let all = totals.expenditure.amount.minus(levels.amount).abs();
    if all <= ctx.template.small_bound() || !budget_in_yuan(ctx).is_empty() {
        return;
    }
    let (sum, whole) = (
        levels.amount.grouped_exact(),
        development.amount.grouped_exact(),
    );
    let message = format!("按预算级次划分的两项合计 {sum} 万元，而事业发展性支出是 {whole} 万元");
    sink.at(FieldPath::Budget(BudgetLine::CityLevel), message)
        .related(FieldPath::Budget(BudgetLine::Transfer), "两项合计在内")
        .fix(fix(ctx));
}

/// What 对下 leaves for 市本级.
fn fix(ctx: &CheckCtx<'_>) -> Option<Fix> {
    let transfer = ctx.draft.budget.transfer.value().copied()?;
    let rest = ctx.totals.development.amount.minus(transfer);
    let path = FieldPath::Budget(BudgetLine::CityLevel);
    let label = format!("{}改为 {}", ctx.label(&path), rest.grouped_exact());
    let fix = Fix::changes_meaning(Transaction::set(label, path, rest.plain()));
    (!rest.is_negative()).then_some(fix)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    const DEVELOPMENT: &str = "base minimal
        budget/other_development = 824.40
        budget/fiscal = 1224.40";

    #[test]
    fn a_division_that_does_not_add_up_is_told() {
        check_rule(&format!(
            "{DEVELOPMENT}
            budget/city_level = 800
            budget/city_level #! B-07 hint: 按预算级次划分的两项合计 800.00 万元，而事业发展性支出是 824.40 万元 [fix]"
        ));
        check_rule(&format!(
            "{DEVELOPMENT}
            budget/transfer = 900
            budget/city_level #! B-07 hint: 按预算级次划分的两项合计 900.00 万元，而事业发展性支出是 824.40 万元"
        ));
    }

    #[test]
    fn roundings_and_the_division_of_all_money_are_in_order() {
        check_rule(&format!("{DEVELOPMENT}\nbudget/city_level = 824.42"));
        check_rule(&format!(
            "{DEVELOPMENT}\nbudget/city_level = 1000\nbudget/transfer = 224.4"
        ));
    }

    #[test]
    fn the_rest_is_proposed() {
        check_fix(
            &format!("{DEVELOPMENT}\nbudget/city_level = 800\nbudget/transfer = 20"),
            &format!("{DEVELOPMENT}\nbudget/city_level = 804.40\nbudget/transfer = 20"),
        );
    }
}
