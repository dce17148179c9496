//! B-13: the money of a task is zero.

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "zero-task-amount",
    code: "B-13",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "年度重点工作任务的资金是 0。",
    why: "重点任务一般都要花钱；填 0 的，可能是忘了填，也可能不该列为预算任务。",
    example: "“拟投入的资金”填了“0.00”。",
    how: "有资金的填上金额；确实不花钱的，可以忽略这一条。",
    source: "财预〔2015〕88号所附审核表的适当性要求：目标与资金相匹配；有的任务确实不花钱，所以只作提示。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in &ctx.draft.tasks {
        if row.amount.value().is_some_and(|amount| amount.is_zero()) {
            let path = FieldPath::Task(row.id, TaskField::Amount);
            let message = format!("{}是 0，重点任务一般都有资金", ctx.label(&path));
            sink.at(path, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_task_without_money_is_a_hint() {
        check_rule(
            "base minimal
            tasks/t2/amount = 0.00 #! B-13 hint: “拟投入的资金”是 0，重点任务一般都有资金",
        );
    }

    #[test]
    fn blanks_and_other_tasks_are_not_this_rule_s() {
        check_rule(
            "base minimal
            tasks/t2/amount = #! A-13 warning: “拟投入的资金”未填
            other_tasks/+ 会议 | 召开会议。 | 0",
        );
    }
}
