//! B-08: one of 市本级 and 对下 is blank although there is 事业发展性支出 to divide.

use super::common::budget_in_yuan;
use crate::base::amount::Amount;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{BudgetLine, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "blank-level-amount",
    code: "B-08",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "有事业发展性支出，而市本级使用资金和对下转移支付资金只填了一项。",
    why: "按预算级次划分是对事业发展性支出的划分，缺一项就看不出钱用在哪一级。",
    example: "事业发展性支出 824.40 万元，对下转移支付 0.00，市本级使用资金空着。",
    how: "填上余下的金额；如果不是这样划分的，按实际填写。",
    source: "由表样推断：“按预算级次划分”与“事业发展性支出”同在一行；未见文件明文规定，所以只作提示。",
};

const DEVELOPMENT: [BudgetLine; 2] = [BudgetLine::Special, BudgetLine::OtherDevelopment];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Some((line, rest)) = remainder(ctx) else {
        return;
    };
    let path = FieldPath::Budget(line);
    let label = ctx.label(&path);
    if rest.is_negative() {
        let other = match line {
            BudgetLine::CityLevel => BudgetLine::Transfer,
            _ => BudgetLine::CityLevel,
        };
        let other = FieldPath::Budget(other);
        let message = format!("{label}未填，而{}已超过事业发展性支出", ctx.label(&other));
        sink.at(path, message)
            .related(other, "已超过事业发展性支出");
    } else {
        let message = format!(
            "{label}未填，按事业发展性支出推算为 {}",
            ctx.money(&path, rest)
        );
        sink.at(path.clone(), message).fix(fix(ctx, path, rest));
    }
}

/// The only blank line of the two, and what 事业发展性支出 leaves for it, in 万元.
pub(in crate::check::rules) fn remainder(ctx: &CheckCtx<'_>) -> Option<(BudgetLine, Amount)> {
    let development = ctx.totals.development.amount;
    let is_divided = !development.is_zero() && !development.is_negative();
    let (line, rest) = ctx.totals.level_remainder(&ctx.draft.budget)?;
    let other = match line {
        BudgetLine::CityLevel => BudgetLine::Transfer,
        _ => BudgetLine::CityLevel,
    };
    let in_yuan = budget_in_yuan(ctx);
    let is_spoiled = |line: &BudgetLine| *line == other || DEVELOPMENT.contains(line);
    (is_divided && !in_yuan.iter().any(is_spoiled)).then_some((line, rest))
}

fn fix(ctx: &CheckCtx<'_>, path: FieldPath, rest: Amount) -> Fix {
    let label = format!("{}填 {}", ctx.label(&path), rest.grouped_exact());
    Fix::changes_meaning(Transaction::set(label, path, rest.plain()))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn the_remainder_is_proposed() {
        check_rule(
            "base minimal
            budget/other_development = 824.40
            budget/fiscal = 1224.40
            budget/city_level = 800
            budget/transfer = #! B-08 hint: “拟用于对下转移支付资金”未填，按事业发展性支出推算为 24.40 万元 [fix]",
        );
        check_fix("base complete", "base complete\nbudget/city_level = 824.40");
    }

    #[test]
    fn nothing_is_proposed_where_the_other_line_is_too_large() {
        check_rule(
            "base minimal
            budget/special = 10
            budget/fiscal = 410
            budget/transfer = 10.01
            budget/city_level = #! B-08 hint: “市本级使用资金”未填，而“拟用于对下转移支付资金”已超过事业发展性支出",
        );
    }

    #[test]
    fn where_nothing_is_to_be_divided_or_known_the_blank_is_only_a_blank() {
        check_rule(
            "base minimal
            budget/city_level = #! A-07 hint: “市本级使用资金”未填，没有这笔资金的填 0.00 [fix]",
        );
        check_rule(
            "base minimal
            budget/special = 约十 #! B-01 error: “财政专项资金”写的是“约十”，不是金额
            budget/other_development = 10
            budget/transfer = #! A-07 hint: “拟用于对下转移支付资金”未填，没有这笔资金的填 0.00 [fix]",
        );
    }
}
