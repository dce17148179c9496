//! B-06: 支出合计 and 收入合计 differ.

use super::common::{EXPENDITURE, INCOME, budget_in_yuan};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::totals::GapKind;
use crate::model::{BudgetLine, FieldPath, access};

pub(super) static RULE: Rule = Rule {
    id: "unbalanced-budget",
    code: "B-06",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "基本支出、项目支出、财政专项资金、其他事业发展性支出之和与财政拨款、其他资金之和不相等。",
    why: "收入和支出应当平衡；差额较大时，多半有一项漏填或填错。",
    example: "四项支出合计 2,183.43 万元，两项收入合计 2,083.42 万元。",
    how: "对照提示里的各项金额逐一核对；差额在 0.02 万元以内的是四舍五入，不用改。",
    source: "由三份公开的同类表格核对得出的勾稽关系；未见文件明文规定，所以只作警告。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let totals = ctx.totals;
    let (out, income) = (totals.expenditure, totals.income);
    let unread = out.unread + income.unread > 0;
    let side_blank = out.blank == EXPENDITURE.len() || income.blank == INCOME.len();
    let side_blank = side_blank || lacks_main_line(ctx);
    let severity = match totals.gap_kind {
        GapKind::None => return,
        _ if unread || side_blank || !budget_in_yuan(ctx).is_empty() => return,
        GapKind::Rounding => Severity::Info,
        GapKind::Small => Severity::Hint,
        GapKind::Large => Severity::Warning,
    };
    sink.at(FieldPath::BudgetBlock, message(ctx))
        .severity(severity)
        .hint(terms(ctx, "支出合计", &EXPENDITURE))
        .hint(terms(ctx, "收入合计", &INCOME));
}

/// The smaller side lacks one of its main lines: the blank is the fault, and it is told there.
fn lacks_main_line(ctx: &CheckCtx<'_>) -> bool {
    let budget = &ctx.draft.budget;
    if ctx.totals.gap.is_negative() {
        budget.basic.is_empty() || budget.project.is_empty()
    } else {
        budget.fiscal.is_empty()
    }
}

fn message(ctx: &CheckCtx<'_>) -> String {
    let totals = ctx.totals;
    let out = totals.expenditure.amount.grouped_exact();
    let income = totals.income.amount.grouped_exact();
    let gap = totals.gap.abs().grouped_exact();
    if totals.gap_kind == GapKind::Rounding {
        return format!(
            "支出合计 {out} 万元与收入合计 {income} 万元相差 {gap} 万元，是四舍五入造成的"
        );
    }
    let more_or_less = if totals.gap.is_negative() {
        "少"
    } else {
        "多"
    };
    format!("支出合计 {out} 万元比收入合计 {income} 万元{more_or_less} {gap} 万元")
}

/// `收入合计 = 财政拨款 2,083.42 + 其他资金 0.00`.
fn terms(ctx: &CheckCtx<'_>, sum: &str, lines: &[BudgetLine]) -> String {
    let term = |line: &BudgetLine| {
        let amount = access::budget_line(ctx.draft, *line).value();
        let amount = amount.map_or("未填".to_owned(), |amount| amount.grouped_exact());
        format!("{} {amount}", ctx.template.line_label(*line))
    };
    let terms: Vec<String> = lines.iter().map(term).collect();
    format!("{sum} = {}", terms.join(" + "))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_hints, check_rule};

    #[test]
    fn the_gap_is_graded() {
        check_rule(
            "base minimal
            budget/fiscal = 399.98
            budget #! B-06 info: 支出合计 400.00 万元与收入合计 399.98 万元相差 0.02 万元，是四舍五入造成的",
        );
        check_rule(
            "base minimal
            budget/fiscal = 400.05
            budget #! B-06 hint: 支出合计 400.00 万元比收入合计 400.05 万元少 0.05 万元",
        );
        check_rule(
            "base minimal
            budget/fiscal = 399.949999
            budget #! B-06 warning: 支出合计 400.00 万元比收入合计 399.949999 万元多 0.050001 万元",
        );
    }

    #[test]
    fn the_terms_of_both_sums_are_told() {
        check_hints(
            "base minimal
            budget/special =
            budget/fiscal = 1399.98",
            &[
                "支出合计 = 基本支出 300.00 + 项目支出 100.00 + 财政专项资金 未填 + 其他事业发展性支出 0.00",
                "收入合计 = 财政拨款 1,399.98 + 其他资金 0.00",
            ],
        );
    }

    #[test]
    fn a_side_that_is_not_begun_or_not_readable_is_not_compared() {
        check_rule(
            "base minimal
            budget/fiscal = #! A-06 warning: “财政拨款”未填
            budget/other_income = #! A-07 hint: “其他资金”未填，没有这笔资金的填 0.00 [fix]",
        );
        check_rule(
            "base minimal
            budget/fiscal = #! A-06 warning: “财政拨款”未填",
        );
        check_rule(
            "base minimal
            budget/project = 400
            budget/basic = #! A-06 warning: “基本支出”未填
            budget/fiscal = 300
            budget #! B-06 warning: 支出合计 400.00 万元比收入合计 300.00 万元多 100.00 万元",
        );
        check_rule(
            "base minimal
            budget/basic = 约三百 #! B-01 error: “基本支出”写的是“约三百”，不是金额",
        );
    }
}
