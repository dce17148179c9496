//! B-11: the money of a task was typed in 万元, where 元 are asked for.

use super::common::{Plausible, Slips, in_yuan, known, positive, whole_budget};
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::template::OtherTasksForm;
use crate::model::{FieldPath, OtherTaskField, Task, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "task-in-wan",
    code: "B-11",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "任务资金不足 1,000 元，可能是按万元填的。",
    why: "这一栏的单位是元，按万元填会把任务资金缩小一万倍。",
    example: "“拟投入的资金（元）”填了“119.19”。",
    how: "换算成元再填：119.19 万元填“1,191,900.00”。",
    source: "本表表样：各地的任务资金有的用元、有的用万元，容易填错（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if ctx.totals.task_unit != MoneyUnit::Yuan {
        return;
    }
    if ctx.template.other_tasks == OtherTasksForm::Table {
        report_others(ctx, sink);
    }
    match Slips::of(ctx) {
        Slips::None => {}
        Slips::Some(rows) => {
            for row in &rows {
                let path = amount_path(row.0);
                let amount = ctx.money(&path, row.1);
                let message = format!("{}只有 {amount}，可能是按万元填的", ctx.label(&path));
                sink.at(path, message).fix(fix(ctx, &[*row]));
            }
        }
        Slips::All(rows) => {
            let message = "各项任务的资金都不足 1,000 元，可能是按万元填的";
            sink.at(FieldPath::Tasks, message).fix(fix(ctx, &rows));
        }
    }
}

/// The tasks of the other list, each by itself: they may be smaller than the main ones, but not
/// by so much.
fn report_others(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let plausible = Plausible::of(ctx);
    for row in &ctx.draft.other_tasks {
        let amount = positive(&row.amount).filter(|amount| plausible.excludes(*amount));
        let Some(typed) = amount else { continue };
        let path = FieldPath::OtherTask(row.id, OtherTaskField::Amount);
        let amount = ctx.money(&path, typed);
        let message = format!("{}只有 {amount}，可能是按万元填的", ctx.label(&path));
        let is_there = whole_budget(ctx).is_none_or(|cap| typed <= cap);
        let fix = is_there.then(|| {
            let label = format!("换算为 {} 元", in_yuan(typed).grouped_exact());
            let text = in_yuan(typed).plain();
            Fix::changes_meaning(Transaction::set(label, path.clone(), text))
        });
        sink.at(path, message).fix(fix);
    }
}

pub(super) fn amount_path(row: &Task) -> FieldPath {
    FieldPath::Task(row.id, TaskField::Amount)
}

/// Offered where the department spends that much and takes that much in.
fn fix(ctx: &CheckCtx<'_>, rows: &[(&Task, Amount)]) -> Option<Fix> {
    let (first, amount) = rows.first()?;
    let sum = rows.iter().fold(Amount::ZERO, |sum, row| sum.plus(row.1));
    let caps = [whole_budget(ctx), known(ctx.totals.income)];
    if caps.into_iter().flatten().any(|cap| sum > cap) {
        return None;
    }
    let label = match rows.len() {
        1 => format!("换算为 {} 元", in_yuan(*amount).grouped_exact()),
        count => format!("{count} 项任务都换算成元"),
    };
    let edits = rows.iter().map(|(row, amount)| Edit::Set {
        path: amount_path(row),
        text: in_yuan(*amount).plain(),
    });
    let transaction = Transaction::new(label, edits.collect()).at(amount_path(first));
    Some(Fix::changes_meaning(transaction))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn a_task_of_a_few_yuan_is_told() {
        check_rule(
            "base minimal
            tasks/t2/amount = 50.00 #! B-11 warning: “拟投入的资金”只有 50.00 元，可能是按万元填的 [fix]",
        );
        check_rule(
            "base complete
            tasks/t7/amount = 119.19 #! B-11 warning: “拟投入的资金”只有 119.19 元，可能是按万元填的 [fix]",
        );
        check_rule(
            "base minimal
            tasks/t2/amount = 999.99 #! B-11 warning: “拟投入的资金”只有 999.99 元，可能是按万元填的",
        );
    }

    #[test]
    fn a_whole_column_in_the_other_unit_is_one_finding() {
        let before = "base minimal
            tasks/t2/amount = 30
            tasks/+ 读书会 | 每月在社区举办读书会。 | 20 | 更多居民养成读书习惯。
            indicators/+ 数量指标 | 读书会场次 | ≥10场 | ≥10场";
        check_rule(&format!(
            "{before}
            tasks #! B-11 warning: 各项任务的资金都不足 1,000 元，可能是按万元填的 [fix]"
        ));
        check_fix(
            before,
            "base minimal
            tasks/t2/amount = 300000
            tasks/+ 读书会 | 每月在社区举办读书会。 | 200000 | 更多居民养成读书习惯。
            indicators/+ 数量指标 | 读书会场次 | ≥10场 | ≥10场",
        );
    }

    #[test]
    fn more_than_the_income_is_not_proposed() {
        check_rule(
            "base minimal
            budget/fiscal = 1
            budget #! B-06 warning: 支出合计 400.00 万元比收入合计 1.00 万元多 399.00 万元
            tasks/t2/amount = 50 #! B-11 warning: “拟投入的资金”只有 50.00 元，可能是按万元填的",
        );
    }

    #[test]
    fn another_task_of_a_few_yuan_is_told() {
        let others = "base minimal\nother_tasks/+ 场地维护 | 完成两处场地的日常维修。 |";
        check_rule(&format!(
            "{others} 15
            other_tasks/o7/amount #! B-11 warning: “拟投入的资金”只有 15.00 元，可能是按万元填的 [fix]"
        ));
        check_fix(&format!("{others} 15"), &format!("{others} 150000"));
        check_rule(&format!("{others} 1500"));
    }

    #[test]
    fn small_tasks_and_forms_in_wan_are_in_order() {
        check_rule("base minimal\ntasks/t2/amount = 60000");
        check_rule(
            "base minimal
            template zhanjiang-2024
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%
            tasks/t2/amount = 50",
        );
    }
}
