//! there is no 年度重点工作任务.

use super::nameless_task::is_blank_row;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "no-task",
    code: "A-11",
    severity: Severity::Warning,
    // A blank row as a fix would only be the next finding.
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "年度重点工作任务一项也没有写。",
    why: "没有任务，看不出预算资金用来做什么，目标和指标也没有依托。",
    example: "写了目标和指标，“年度重点工作任务”整块空着。",
    how: "列出本年度的重点任务，每项写明名称、内容、资金和期望达到的目标。",
    source: "本表表样：年度重点工作任务是必填的一块（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if ctx.draft.tasks.iter().all(is_blank_row) {
        let message = format!("{}一项也没有写", ctx.template.labels.tasks);
        sink.missing(ctx, FieldPath::Tasks, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_rule, check_rule_when};
    use crate::check::{Occasion, Situation};

    #[test]
    fn a_form_without_tasks_is_reported_once_the_part_is_begun() {
        check_rule(
            "base minimal
            tasks/t2 -
            tasks #! A-11 hint: 年度重点工作任务一项也没有写",
        );
        check_rule(
            "base minimal
            tasks/t2 -
            other_tasks/+ 会议 | 召开会议。 | 20000
            tasks #! A-11 warning: 年度重点工作任务一项也没有写",
        );
        let submitting = Situation {
            occasion: Occasion::Submitting,
            ..Situation::default()
        };
        check_rule_when(
            submitting,
            "base minimal
            tasks/t2 -
            tasks #! A-11 warning: 年度重点工作任务一项也没有写",
        );
    }

    #[test]
    fn a_blank_row_is_no_task_and_one_word_is() {
        check_rule(
            "base minimal
            tasks/t2 -
            tasks/+ | | |
            tasks/t7/name #! A-12 hint: 这一行任务还没有填写
            tasks #! A-11 hint: 年度重点工作任务一项也没有写",
        );
        check_rule(
            "base minimal
            tasks/t2/content = #! A-13 warning: “主要实施内容”未填
            tasks/t2/amount = #! A-13 warning: “拟投入的资金”未填
            tasks/t2/goal = #! A-13 warning: “期望达到的目标（概述）”未填",
        );
    }
}
