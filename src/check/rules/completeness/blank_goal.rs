//! no 总体绩效目标 is written, or one of them is empty.

use super::typed_goal_number::without_number;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "blank-goal",
    code: "A-08",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "总体绩效目标没有写，或者其中一条只有空格和标点。",
    why: "没有绩效目标的预算不予安排；空着的一条会印成一个没有内容的目标。",
    example: "只写了“——”或“目标2：”，或者添加了一条目标却没有写内容。",
    how: "写明本年度要达到的产出和效果；多余的空目标请删除。",
    source: "粤财绩〔2019〕11号《广东省省级财政预算绩效目标管理办法（试行）》：未设定绩效目标或审核不通过的，不得列入预算；申报系统通常也拒绝只有标点的目标。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let goals = &ctx.draft.goals;
    if goals.iter().all(|row| says_nothing(&row.text)) {
        let message = format!("{}一条也没有写", ctx.template.labels.goals);
        sink.missing(ctx, FieldPath::Goals, message);
        return;
    }
    for row in goals.iter().filter(|row| says_nothing(&row.text)) {
        let finding = sink.at(FieldPath::Goal(row.id), "这条目标没有写内容");
        finding
            .severity(Severity::Warning)
            .hint("不需要这一条时请删除，后面的目标会自动重新编号");
    }
}

/// Nothing but spaces, punctuation and a number that is printed anyway.
pub(super) fn says_nothing(goal: &str) -> bool {
    !without_number(goal).contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_form_without_goals_is_an_error_once_one_is_begun() {
        check_rule(
            "base minimal
            goals/g1 = ——
            goals #! A-08 error: 总体绩效目标一条也没有写",
        );
        check_rule(
            "base minimal
            goals/g1 =
            goals #! A-08 hint: 总体绩效目标一条也没有写",
        );
    }

    #[test]
    fn an_empty_goal_among_others_is_a_warning() {
        check_rule(
            "base minimal
            goals/+ * #! A-08 warning: 这条目标没有写内容
            goals/+ 目标3： #! A-08 warning: 这条目标没有写内容",
        );
    }
}
