//! a 年度重点工作任务 lacks its content, its money or its goal.

use super::nameless_task::is_blank_row;
use crate::base::text;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "unfinished-task",
    code: "A-13",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "年度重点工作任务缺少主要实施内容、拟投入的资金或期望达到的目标。",
    why: "任务要说清楚做什么、花多少钱、达到什么效果，缺一项就无法审核。",
    example: "任务“社区课堂”填了内容和目标，没有填资金。",
    how: "补齐空着的一项；不花钱的任务，资金填 0.00。",
    source: "财预〔2015〕88号所附审核表的完整性要求：内容完整、没有缺项（地方参照执行）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.draft.tasks.iter().filter(|row| !is_blank_row(row)) {
        for (field, blank) in [
            (TaskField::Content, text::is_blank(&row.content)),
            (TaskField::Amount, row.amount.is_empty()),
            (TaskField::Goal, text::is_blank(&row.goal)),
        ] {
            if blank {
                sink.unfilled(ctx, FieldPath::Task(row.id, field));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn each_blank_field_is_reported() {
        check_rule(
            "base minimal
            tasks/t2/content = #! A-13 warning: “主要实施内容”未填
            tasks/t2/amount = #! A-13 warning: “拟投入的资金”未填
            tasks/t2/goal = #! A-13 warning: “期望达到的目标（概述）”未填",
        );
    }

    #[test]
    fn money_of_zero_is_filled() {
        check_rule(
            "base minimal
            tasks/t2/amount = 0 #! B-13 hint: “拟投入的资金”是 0，重点任务一般都有资金",
        );
    }
}
