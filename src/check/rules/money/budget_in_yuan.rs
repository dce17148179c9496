//! B-17: an amount of the budget was typed in 元, where 万元 are asked for.

use super::common::{budget_in_yuan, finest, in_wan};
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::{BudgetLine, FieldPath, access};

pub(super) static RULE: Rule = Rule {
    id: "budget-in-yuan",
    code: "B-17",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "预算金额可能是按元填的，而这一栏的单位是万元。",
    why: "单位错了，金额就扩大了一万倍，合计也不会相等。",
    example: "其他各项都是几百万元，“基本支出”填了“8,665,600.00”。",
    how: "换算成万元再填；金额确实这么大的，核对收支合计是否相等。",
    source: "本表表样：预算整体情况的单位是万元（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let lines = budget_in_yuan(ctx);
    let cells: Vec<(FieldPath, Amount)> = lines
        .iter()
        .filter_map(|line| Some((FieldPath::Budget(*line), typed(ctx, *line)?)))
        .collect();
    match cells.as_slice() {
        [] => {}
        [(path, amount)] => {
            let amount = ctx.money(path, *amount);
            let message = format!("{}为 {amount}，可能是按元填的", ctx.label(path));
            sink.at(path.clone(), message).fix(fix(&cells));
        }
        _ => {
            let message = format!("有 {} 项预算金额可能是按元填的", cells.len());
            let mut finding = sink.at(FieldPath::BudgetBlock, message);
            for (path, amount) in &cells {
                finding = finding.related(path.clone(), ctx.money(path, *amount));
            }
            finding.fix(fix(&cells));
        }
    }
}

fn typed(ctx: &CheckCtx<'_>, line: BudgetLine) -> Option<Amount> {
    access::budget_line(ctx.draft, line).value().copied()
}

fn fix(cells: &[(FieldPath, Amount)]) -> Option<Fix> {
    let converted = |amount: Amount| in_wan(amount).rounded(finest(MoneyUnit::Wan));
    let (first, amount) = cells.first()?;
    let label = match cells.len() {
        1 => format!("换算为 {} 万元", converted(*amount).grouped_exact()),
        count => format!("{count} 项都换算成万元"),
    };
    let edits = cells.iter().map(|(path, amount)| Edit::Set {
        path: path.clone(),
        text: converted(*amount).plain(),
    });
    let transaction = Transaction::new(label, edits.collect()).at(first.clone());
    Some(Fix::changes_meaning(transaction))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn a_cell_in_yuan_is_one_finding() {
        check_rule(
            "base minimal
            budget/basic = 3,000,000.00 #! B-17 warning: “基本支出”为 3,000,000.00 万元，可能是按元填的 [fix]",
        );
        check_rule(
            "base complete
            budget/fiscal = 20834200 #! B-17 warning: “财政拨款”为 20,834,200.00 万元，可能是按元填的 [fix]
            budget/city_level #! B-08 hint: “市本级使用资金”未填，按事业发展性支出推算为 824.40 万元 [fix]",
        );
    }

    #[test]
    fn a_cell_far_above_the_others_is_told_though_the_sums_would_not_meet() {
        check_rule(
            "base minimal
            budget/project = 1050000 #! B-17 warning: “项目支出”为 1,050,000.00 万元，可能是按元填的 [fix]",
        );
        check_rule(
            "base minimal
            budget/other_development = 50
            budget/fiscal = 450
            budget/city_level = 500000 #! B-17 warning: “市本级使用资金”为 500,000.00 万元，可能是按元填的 [fix]",
        );
    }

    #[test]
    fn several_cells_are_told_together() {
        check_rule(
            "base minimal
            budget/basic = 3000000
            budget/project = 1000000
            budget #! B-17 warning: 有 2 项预算金额可能是按元填的 [fix]",
        );
        check_rule(
            "base minimal
            budget/basic = 3000000
            budget/project = 1000000
            budget/fiscal = 4000000
            budget #! B-17 warning: 有 3 项预算金额可能是按元填的 [fix]",
        );
    }

    #[test]
    fn large_budgets_are_in_order() {
        check_rule(
            "base minimal
            staff = 737
            budget/basic = 10891.615675
            budget/project = 61915.7693
            budget/fiscal = 72807.384975
            tasks/t2/amount = 205898100",
        );
        check_rule(
            "base minimal
            budget/project = 30000
            budget/fiscal = 30300
            tasks/t2/amount = 150000000",
        );
    }

    #[test]
    fn a_budget_that_is_not_written_yet_is_not_judged() {
        check_rule(
            "base minimal
            budget/project = 30000
            budget/fiscal = #! A-06 warning: “财政拨款”未填
            tasks/t2/amount = 150000000",
        );
    }

    #[test]
    fn the_fix_divides_by_ten_thousand() {
        check_fix("base minimal\nbudget/basic = 3,000,000.00", "base minimal");
        check_fix(
            "base minimal
            budget/basic = 3000000
            budget/project = 1000000",
            "base minimal",
        );
    }
}
