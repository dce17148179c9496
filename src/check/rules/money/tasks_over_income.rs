//! B-10: the tasks cost more than the department takes in.

use super::common::{Slips, all_tasks, budget_in_yuan, finest, in_wan, known};
use super::task_in_yuan::divided;
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "tasks-over-income",
    code: "B-10",
    severity: Severity::Error,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "任务资金合计超过收入合计。",
    why: "任务的钱不会比部门的全部收入还多；多出十倍以上的，一定是单位填错了。",
    example: "收入合计 2,083.42 万元，各项任务合计 6,198,300.00 万元。",
    how: "核对任务资金的单位是元还是万元，再核对收入金额。",
    source: "收支关系的常理；财预〔2015〕88号所附审核表的适当性要求：目标与资金相匹配。",
};

/// From so many times on it is the unit.
const UNIT_MIXED_UP: u32 = 10;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Some(income) = known(ctx.totals.income) else {
        return;
    };
    // Without 财政拨款 the income is not known as yet.
    if ctx.draft.budget.fiscal.value().is_none() {
        return;
    }
    let unit = ctx.totals.task_unit;
    let typed = all_tasks(ctx);
    let tasks = typed.converted(unit, MoneyUnit::Wan);
    if tasks <= income.plus(ctx.template.small_bound()) || !budget_in_yuan(ctx).is_empty() {
        return;
    }
    let is_mixed_up = tasks > income.times(UNIT_MIXED_UP);
    let fix = match Slips::of(ctx) {
        // Told of the single task.
        Slips::Some(_) => return,
        Slips::All(rows) => divided(&rows),
        Slips::None => fix(ctx).filter(|_| is_mixed_up && in_wan(tasks) <= income),
    };
    let severity = if is_mixed_up {
        Severity::Error
    } else {
        Severity::Warning
    };
    let (sum, cap) = (tasks.grouped_exact(), income.grouped_exact());
    let message = format!("任务资金合计 {sum} 万元，超过收入合计 {cap} 万元");
    let unit = unit.label();
    sink.at(FieldPath::Tasks, message)
        .severity(severity)
        .hint(format!(
            "任务资金的单位是{unit}，合计 {} {unit}",
            typed.grouped_exact()
        ))
        .fix(fix);
}

/// All tasks with an amount ten thousand times smaller.
fn fix(ctx: &CheckCtx<'_>) -> Option<Fix> {
    let decimals = finest(ctx.totals.task_unit);
    let smaller = |amount: &Amount| in_wan(*amount).rounded(decimals);
    let amounts = ctx.amounts();
    let tasks = amounts.filter(|(path, _)| !matches!(path, FieldPath::Budget(_)));
    let edits: Vec<Edit> = tasks
        .filter_map(|(path, entry)| {
            let smaller = entry.value().map(smaller)?;
            let text = smaller.plain();
            (smaller > Amount::ZERO).then_some(Edit::Set { path, text })
        })
        .collect();
    let label = "任务资金都缩小一万倍";
    (!edits.is_empty())
        .then(|| Fix::changes_meaning(Transaction::new(label, edits).at(FieldPath::Tasks)))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_hints, check_rule};

    const WAN: &str = "base minimal
        template zhanjiang-2024
        indicators/i6 -
        indicators/+ 服务对象 | 居民满意度 | | ≥90%
        tasks/t2/amount = 30
        tasks/+ 读书会 | 每月在社区举办读书会。 | 20 | 更多居民养成读书习惯。
        indicators/+ 数量指标 | 读书会场次 | ≥10场 | ≥10场";

    #[test]
    fn more_than_the_income_is_a_warning() {
        check_rule(
            "base minimal
            tasks/t2/amount = 4100000
            tasks #! B-10 warning: 任务资金合计 410.00 万元，超过收入合计 400.00 万元",
        );
        check_hints(
            "base minimal\ntasks/t2/amount = 4100000",
            &["任务资金的单位是元，合计 4,100,000.00 元"],
        );
    }

    #[test]
    fn an_income_without_its_main_line_tells_nothing() {
        check_rule(
            "base minimal
            budget/other_income = 20.00
            budget/fiscal = \\e #! A-06 warning: “财政拨款”未填
            tasks/t2/amount = 410000",
        );
    }

    #[test]
    fn ten_times_the_income_is_an_error_and_divided() {
        check_rule(
            "base minimal
            tasks/t2/amount = 5000000000
            tasks #! B-10 error: 任务资金合计 500,000.00 万元，超过收入合计 400.00 万元 [fix]",
        );
        check_fix("base minimal\ntasks/t2/amount = 5000000000", "base minimal");
    }

    #[test]
    fn a_column_of_yuan_in_a_form_in_wan_is_one_finding() {
        check_rule(&format!(
            "{WAN}
            tasks/t2/amount = 300000
            tasks/t7/amount = 200000
            tasks #! B-10 error: 任务资金合计 500,000.00 万元，超过收入合计 400.00 万元 [fix]"
        ));
        check_fix(
            &format!("{WAN}\ntasks/t2/amount = 300000\ntasks/t7/amount = 200000"),
            WAN,
        );
    }

    #[test]
    fn what_the_income_bears_is_in_order() {
        check_rule(WAN);
        check_rule(
            "base minimal
            budget/project = 400
            budget/basic = 0
            tasks/t2/amount = 4000000",
        );
    }
}
