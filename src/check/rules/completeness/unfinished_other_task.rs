//! a row of 其他需完成的任务 is written in part.

use crate::base::text;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::OtherTasksForm;
use crate::model::{FieldPath, OtherTaskField};

pub(super) static RULE: Rule = Rule {
    id: "unfinished-other-task",
    code: "A-23",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "其他需完成的任务只填了一部分。",
    why: "这一块可以不填，但填了的一行要完整，否则看不出做什么、花多少钱。",
    example: "填了名称和资金，“目标内容”空着。",
    how: "补齐名称、目标内容和资金；不花钱的任务资金填 0.00，不需要的行请删除。",
    source: "财预〔2015〕88号所附审核表的完整性要求：没有缺项（地方参照执行）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if ctx.template.other_tasks != OtherTasksForm::Table {
        return;
    }
    for row in ctx.draft.other_tasks.iter().filter(|row| !row.is_blank()) {
        for (field, blank) in [
            (OtherTaskField::Name, text::is_blank(&row.name)),
            (OtherTaskField::Content, text::is_blank(&row.content)),
            (OtherTaskField::Amount, row.amount.is_empty()),
        ] {
            if blank {
                sink.unfilled(ctx, FieldPath::OtherTask(row.id, field));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn each_blank_field_of_a_row_that_is_begun_is_reported() {
        check_rule(
            "base minimal
            other_tasks/+ 会议 | | 20000
            other_tasks/o7/content #! A-23 warning: “目标内容”未填
            other_tasks/+ | 走访居民。 |
            other_tasks/o8/name #! A-23 warning: “名称”未填
            other_tasks/o8/amount #! A-23 warning: “拟投入的资金”未填",
        );
    }

    #[test]
    fn whole_rows_blank_rows_and_rows_that_are_not_shown_are_in_order() {
        check_rule(
            "base minimal
            other_tasks/+ 会议 | 召开会议。 | 0
            other_tasks/+ | |",
        );
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%
            other_tasks/+ 会议 | |",
        );
    }
}
