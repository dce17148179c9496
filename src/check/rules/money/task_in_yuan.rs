//! B-12: the money of a task was typed in 元, where 万元 are asked for.

use super::common::{Slips, finest, in_wan};
use super::task_in_wan::amount_path;
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::{FieldPath, Task};

pub(super) static RULE: Rule = Rule {
    id: "task-in-yuan",
    code: "B-12",
    severity: Severity::Warning,
    fix: FixAvailability::Always,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "一项任务的资金比整个部门的支出还多，可能是按元填的。",
    why: "这一栏的单位是万元，按元填会把任务资金扩大一万倍。",
    example: "支出合计 2,083.43 万元，一项任务填了“1191900”。",
    how: "换算成万元再填：1,191,900 元填“119.19”。",
    source: "本表表样：各地的任务资金有的用元、有的用万元，容易填错（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if ctx.totals.task_unit != MoneyUnit::Wan {
        return;
    }
    // Where all of them slipped, it is told of the sum.
    if let Slips::Some(rows) = Slips::of(ctx) {
        for (row, amount) in &rows {
            let path = amount_path(row);
            let message = format!("{}超过整个部门的支出，可能是按元填的", ctx.label(&path));
            let typed = format!("填的是 {}", ctx.money(&path, *amount));
            let fix = divided(&[(*row, *amount)]);
            sink.at(path, message)
                .hint(typed)
                .related(FieldPath::BudgetBlock, "部门的支出合计在这里")
                .fix(fix);
        }
    }
}

/// Every one of these tasks in 万元.
pub(super) fn divided(rows: &[(&Task, Amount)]) -> Option<Fix> {
    let converted = |amount: Amount| in_wan(amount).rounded(finest(MoneyUnit::Wan));
    let (first, amount) = rows.first()?;
    let label = match rows.len() {
        1 => format!("换算为 {} 万元", converted(*amount).grouped_exact()),
        count => format!("{count} 项任务都换算成万元"),
    };
    let edits = rows.iter().map(|(row, amount)| Edit::Set {
        path: amount_path(row),
        text: converted(*amount).plain(),
    });
    let transaction = Transaction::new(label, edits.collect()).at(amount_path(first));
    Some(Fix::changes_meaning(transaction))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    const WAN: &str = "base minimal
        template zhanjiang-2024
        indicators/i6 -
        indicators/+ 服务对象 | 居民满意度 | | ≥90%
        tasks/t2/amount = 50";

    #[test]
    fn a_task_above_the_whole_budget_is_told() {
        check_rule(&format!(
            "{WAN}
            tasks/t2/amount = 500000 #! B-12 warning: “拟投入的资金”超过整个部门的支出，可能是按元填的 [fix]"
        ));
        check_rule(&format!(
            "{WAN}
            tasks/+ 读书会 | 每月在社区举办读书会。 | 200000 | 更多居民养成读书习惯。
            indicators/+ 数量指标 | 读书会场次 | ≥10场 | ≥10场
            tasks/t7/amount #! B-12 warning: “拟投入的资金”超过整个部门的支出，可能是按元填的 [fix]"
        ));
        check_fix(&format!("{WAN}\ntasks/t2/amount = 500000"), WAN);
    }

    #[test]
    fn a_task_within_the_budget_and_an_unknown_budget_are_in_order() {
        check_rule(&format!("{WAN}\ntasks/t2/amount = 95.5"));
        check_rule(&format!(
            "{WAN}
            budget/basic = #! A-06 warning: “基本支出”未填
            budget/project = 待定 #! B-01 error: “项目支出”写的是“待定”，不是金额
            budget/fiscal = #! A-06 warning: “财政拨款”未填
            tasks/t2/amount = 500000"
        ));
    }
}
