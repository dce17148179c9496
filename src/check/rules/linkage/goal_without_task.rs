//! F-02: no task serves a goal.

use super::common::{compares_goals, written_goals};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, Section};

pub(super) static RULE: Rule = Rule {
    id: "goal-without-task",
    code: "F-02",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "一个总体绩效目标没有对应的重点工作任务。",
    why: "目标要靠任务落实，只有目标而没有任务，资金用在哪里就说不清。",
    example: "目标3提出“办好青年夜校”，而重点工作任务里没有一项说到夜校。",
    how: "补上任务，或删去这个目标；用词不同的，在任务里关联。",
    source: "财预〔2015〕88号的审核内容：目标相关性（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if !compares_goals(ctx) || !ctx.started(Section::Tasks) {
        return;
    }
    let linkage = ctx.linkage();
    let has_task = |id| linkage.tasks_of(id).next().is_some();
    let goals = written_goals(ctx.draft);
    let met = goals.clone().filter(|goal| has_task(goal.id)).count();
    // Where most goals fit no task, the goals are worded in another way than the tasks.
    if met * 2 < goals.clone().count() {
        return;
    }
    for goal in goals.filter(|goal| !has_task(goal.id)) {
        sink.at(FieldPath::Goal(goal.id), "这个目标没有对应的重点工作任务");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    /// Two goals and two tasks that belong together.
    const TWO: &str = "base minimal
        goals/+ 办好“青年夜校”，让上班青年晚上有课可上。
        tasks/t2/amount = 300000
        tasks/+ 青年夜校 | 在三处文化站开设晚间课程。 | 200000 | 学员坚持到结业。
        indicators/+ 数量指标 | 青年夜校期数 | ≥20期 | ≥20期";

    #[test]
    fn a_goal_that_no_task_serves_is_told() {
        check_rule(&format!(
            "{TWO}
            goals/+ 推进“银龄伙伴”项目，让独居老人有人探望。
            goals/g10 #! F-02 hint: 这个目标没有对应的重点工作任务"
        ));
        check_rule(
            "base complete
            tasks/t9 -
            indicators/i24 -
            indicators/i33 -
            goals/g3 #! F-02 hint: 这个目标没有对应的重点工作任务",
        );
    }

    #[test]
    fn a_goal_is_served_by_a_task_of_its_name_or_words() {
        for goal in [
            "依托社区课堂，办好老年人手机培训。",
            "在十个社区开设公益课程，扩大居民学习的参与面。",
            "以社区为单位办好家门口的课堂。",
            "把夜校办出特色，受青年欢迎。",
        ] {
            check_rule(&format!(
                "{TWO}
                goals/+ {goal}
                goals #! F-10 info: 总体绩效目标有 3 个，重点工作任务有 2 项"
            ));
        }
    }

    #[test]
    fn goals_worded_in_another_way_than_all_tasks_are_left_alone() {
        check_rule(&format!(
            "{TWO}
            goals/g1 = 服务中心大局，争创一流业绩。
            goals/g7 = 队伍素质全面过硬。"
        ));
        check_rule("base minimal\ngoals/+ 队伍素质全面过硬。");
    }
}
