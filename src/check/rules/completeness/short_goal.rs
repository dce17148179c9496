//! a goal is too short to say what is to be reached.

use super::blank_goal::says_nothing;
use super::typed_goal_number::without_number;
use crate::base::text;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "short-goal",
    code: "A-09",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["markup-in-text"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "总体绩效目标中的一条不足 15 字。",
    why: "太短的目标说不清做什么、达到什么效果，会被认为不够明确。",
    example: "“完成全年工作任务”。",
    how: "写明通过什么工作或项目，为谁达到什么产出和效果。",
    source: "财预〔2015〕88号所附审核表的明确清晰性要求；15 字是经验数，所以只作提示。",
};

/// A goal with fewer characters is short.
const ENOUGH: usize = 15;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in &ctx.draft.goals {
        let own = without_number(&row.text);
        let count = text::count_chars(own);
        if count < ENOUGH && !says_nothing(own) {
            let message = format!("这条目标只有 {count} 字，看不出要达到什么");
            sink.at(FieldPath::Goal(row.id), message)
                .hint("写明通过什么工作、为谁、达到什么产出和效果");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_goal_of_a_few_words_is_told() {
        check_rule(
            "base minimal
            goals/g1 = 完成全年工作任务。 #! A-09 hint: 这条目标只有 9 字，看不出要达到什么",
        );
        check_rule(
            "base minimal
            goals/g1 = 十四个字的目标还说不清楚什么 #! A-09 hint: 这条目标只有 14 字，看不出要达到什么",
        );
    }

    #[test]
    fn fifteen_characters_are_enough_and_numbers_do_not_count() {
        check_rule("base minimal\ngoals/g1 = 十五个字的目标就可以说得清楚了");
        check_rule(
            "base minimal
            goals/g1 = 目标1：做好全年各项工作。
            goals/g1 #! A-09 hint: 这条目标只有 9 字，看不出要达到什么
            goals/g1 #! A-10 hint: 开头的“目标1：”会和自动编号重复 [safe]",
        );
    }
}
