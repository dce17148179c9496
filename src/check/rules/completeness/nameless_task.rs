//! a 年度重点工作任务 has no name.

use crate::base::text;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{FieldPath, Task, TaskField};

pub(super) static RULE: Rule = Rule {
    id: "nameless-task",
    code: "A-12",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "年度重点工作任务没有名称。",
    why: "没有名称，资金、目标和指标都对不上这项任务。",
    example: "填了“主要实施内容”和资金，“名称”空着。",
    how: "填写任务或项目的名称，与预算项目一致；多余的空行请删除。",
    source: "申报系统把任务名称列为必录项（常见审核要求）；整行空白的只作提示。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx
        .draft
        .tasks
        .iter()
        .filter(|row| text::is_blank(&row.name))
    {
        let path = FieldPath::Task(row.id, TaskField::Name);
        if is_blank_row(row) {
            sink.at(path, "这一行任务还没有填写")
                .severity(Severity::Hint);
        } else {
            sink.unfilled(ctx, path);
        }
    }
}

/// Nothing is written in this task.
pub(super) fn is_blank_row(row: &Task) -> bool {
    let texts = [&row.name, &row.content, &row.goal];
    texts.into_iter().all(|typed| text::is_blank(typed)) && row.amount.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_task_without_name_is_an_error() {
        check_rule(
            "base minimal
            tasks/+ | 开展走访。 | 200000 | 了解需求。 #! A-12 error: “名称”未填
            tasks/+ | | 200000 | #! A-12 error: “名称”未填
            tasks/t8/content #! A-13 warning: “主要实施内容”未填
            tasks/t8/goal #! A-13 warning: “期望达到的目标（概述）”未填",
        );
    }

    #[test]
    fn a_blank_row_is_one_hint() {
        check_rule(
            "base minimal
            tasks/+ | | | #! A-12 hint: 这一行任务还没有填写",
        );
    }

    #[test]
    fn a_name_is_enough_for_this_rule() {
        check_rule(
            "base minimal
            tasks/+ 走访 | 开展走访。 | 200000 | 了解需求。
            indicators/+ 数量指标 | 走访人次 | ≥100人次 | ≥100人次",
        );
    }
}
