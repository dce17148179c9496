//! B-14: one task takes nearly all the money, or the tasks take next to none of it.

use super::common::{Slips, budget_in_yuan, positive};
use crate::base::amount::{Amount, MoneyUnit};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "uneven-task-money",
    code: "B-14",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "三项以上的任务里一项占了八成以上的资金，两项里一项占了九成半以上，或者任务资金合计不到项目类资金的 5%。",
    why: "资金过于集中的任务应当拆细；任务只占很少资金的，重点任务可能没有列全。",
    example: "项目类资金 1,216.87 万元，列出的任务合计只有 20.00 万元。",
    how: "大的任务按内容拆成几项，或者补上没有列出的重点任务；确实如此的可以忽略。",
    source: "财预〔2015〕88号所附审核表的适当性要求：目标与资金相匹配；两个比例是经验数，所以只作提示。",
};

/// From so many tasks on, one of them may not take this share, in percent; of two tasks one is
/// often the main one.
const MOST: [(usize, u32); 2] = [(3, 80), (2, 95)];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let totals = ctx.totals;
    let is_known = totals.tasks.blank == 0 && totals.tasks.unread == 0;
    let sum = totals.tasks.amount;
    if !is_known || sum <= Amount::ZERO || !Slips::of(ctx).is_none() {
        return;
    }
    largest(ctx, sink, sum);
    covered(ctx, sink, sum);
}

fn largest(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, sum: Amount) {
    let tasks = ctx.draft.tasks.iter();
    let filled: Vec<_> = tasks
        .filter_map(|row| Some((row, positive(&row.amount)?)))
        .collect();
    let Some((row, amount)) = filled.iter().max_by_key(|(_, amount)| *amount) else {
        return;
    };
    let most = MOST.iter().find(|(several, _)| filled.len() >= *several);
    if most.is_some_and(|(_, share)| amount.times(100) > sum.times(*share)) {
        let share = amount.percent_of(sum).unwrap_or_default();
        let path = FieldPath::Task(row.id, TaskField::Amount);
        let message = format!("这项任务占了全部任务资金的 {share}%");
        sink.at(path, message)
            .hint("内容多的任务可以拆成几项，分别写明资金和目标");
    }
}

fn covered(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, sum: Amount) {
    let is_known = ctx.draft.budget.project.raw().is_none() && ctx.totals.development.unread == 0;
    if !is_known || !budget_in_yuan(ctx).is_empty() {
        return;
    }
    let tasks = sum.converted(ctx.totals.task_unit, MoneyUnit::Wan);
    let money = ctx.totals.project_money(ctx.draft);
    if tasks.times(100) < money.times(5) {
        let share = tasks.percent_of(money).unwrap_or_default();
        let message = format!("任务资金合计只占项目支出与事业发展性支出的 {share}%");
        sink.at(FieldPath::Tasks, message)
            .hint("看看有没有漏列的重点任务，以及任务资金的单位");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    const THREE: &str = "base minimal
        tasks/+ 读书会 | 每月在社区举办读书会。 | 60000 | 更多居民养成读书习惯。
        tasks/+ 志愿队 | 组织居民参加志愿服务。 | 60000 | 邻里互助成为社区风气。";

    #[test]
    fn a_task_with_nearly_all_the_money_is_told() {
        check_rule(&format!(
            "{THREE}
            tasks/t2/amount #! B-14 hint: 这项任务占了全部任务资金的 80.6%"
        ));
        check_rule(&format!("{THREE}\ntasks/t2/amount = 480000"));
    }

    #[test]
    fn of_two_tasks_one_may_not_be_all_but_nothing() {
        check_rule(
            "base minimal
            tasks/+ 读书会 | 每月在社区举办读书会。 | 6000 | 更多居民养成读书习惯。
            tasks/t2/amount #! B-14 hint: 这项任务占了全部任务资金的 98.8%
            tasks/t7/name #! F-01 warning: 这项任务没有对应的绩效指标",
        );
    }

    #[test]
    fn of_two_tasks_one_may_be_large() {
        check_rule(
            "base minimal
            tasks/+ 读书会 | 每月在社区举办读书会。 | 60000 | 更多居民养成读书习惯。
            indicators/+ 数量指标 | 读书会场次 | ≥10场 | ≥10场",
        );
    }

    #[test]
    fn tasks_with_next_to_no_money_are_told() {
        check_rule(
            "base minimal
            tasks/t2/amount = 49999.99
            tasks #! B-14 hint: 任务资金合计只占项目支出与事业发展性支出的 5.0%",
        );
        check_rule("base minimal\ntasks/t2/amount = 50000");
    }

    #[test]
    fn what_is_not_complete_is_not_judged() {
        check_rule(&format!(
            "{THREE}
            tasks/t7/amount = #! A-13 warning: “拟投入的资金”未填"
        ));
        check_rule(
            "base minimal
            tasks/t2/amount = 20000
            budget/project = 待定 #! B-01 error: “项目支出”写的是“待定”，不是金额",
        );
    }
}
