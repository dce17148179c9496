//! F-10: there are more goals than tasks, or fewer.

use super::common::{compares_goals, goals_and_tasks_meet, named_tasks, written_goals};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "goal-task-count",
    code: "F-10",
    severity: Severity::Info,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "总体绩效目标与重点工作任务的个数不同。",
    why: "公开的表多为一个目标对应一项任务，个数不同时容易漏写一边。",
    example: "总体绩效目标有 6 个，重点工作任务有 5 项。",
    how: "核对是否漏写；几项任务合成一个目标的，不用修改。",
    source: "填报的惯例，没有文件要求个数相同，所以只作说明。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let goals = written_goals(ctx.draft).count();
    let tasks = named_tasks(ctx.draft).count();
    // A goal without a task, or a task without a goal, says it better.
    if goals != tasks && compares_goals(ctx) && goals_and_tasks_meet(ctx) {
        let message = format!("总体绩效目标有 {goals} 个，重点工作任务有 {tasks} 项");
        sink.at(FieldPath::Goals, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn different_numbers_are_told_where_every_row_has_its_counterpart() {
        check_rule(
            "base complete
            goals/+ 让第2个服务项目的成果留得住。
            goals #! F-10 info: 总体绩效目标有 7 个，重点工作任务有 6 项",
        );
    }

    #[test]
    fn a_missing_counterpart_says_it_better() {
        check_rule(
            "base complete
            goals/g3 -
            tasks/t9/name #! F-03 hint: 总体绩效目标没有提到这项任务",
        );
        check_rule("base minimal\ngoals/+ 让社区课堂的成果留得住。");
    }
}
