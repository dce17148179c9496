//! F-03: no goal speaks of a task.

use super::common::{compares_goals, lacks_indicators, written_tasks};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "task-without-goal",
    code: "F-03",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["task-without-indicator"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "一项重点工作任务在总体绩效目标里没有提到。",
    why: "总体目标应概括全年的重点任务，漏掉的任务会被认为与部门目标无关。",
    example: "任务“青年夜校”安排了 30 万元，而总体绩效目标没有一条说到夜校。",
    how: "在总体绩效目标里补一条；用词不同的，在任务里关联。",
    source: "财预〔2015〕88号的审核内容：目标相关性（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if !compares_goals(ctx) {
        return;
    }
    let linkage = ctx.linkage();
    let has_goal = |id| linkage.goals_of(id).next().is_some();
    let tasks = written_tasks(ctx.draft);
    let met = tasks.clone().filter(|task| has_goal(task.id)).count();
    if met * 2 < tasks.clone().count() {
        return;
    }
    for task in tasks.filter(|task| !has_goal(task.id)) {
        if !lacks_indicators(ctx, task) {
            let path = FieldPath::Task(task.id, TaskField::Name);
            sink.at(path, "总体绩效目标没有提到这项任务");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_task_that_no_goal_speaks_of_is_told() {
        check_rule(
            "base complete
            goals/g3 -
            tasks/t9/name #! F-03 hint: 总体绩效目标没有提到这项任务",
        );
    }

    #[test]
    fn a_task_without_indicators_and_goal_is_told_once() {
        check_rule(
            "base complete
            goals/g3 -
            indicators/i24 -
            tasks/t9/name #! F-01 warning: 这项任务没有对应的绩效指标 [fix]",
        );
    }

    #[test]
    fn a_single_goal_stands_for_all_tasks() {
        check_rule(
            "base minimal
            tasks/t2/amount = 300000
            tasks/+ 青年夜校 | 在三处文化站开设晚间课程。 | 200000 | 学员坚持到结业。
            indicators/+ 数量指标 | 青年夜校期数 | ≥20期 | ≥20期",
        );
    }
}
