//! 部门名称 is blank.

use crate::base::text;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::FieldPath;

pub(super) static RULE: Rule = Rule {
    id: "blank-department",
    code: "A-01",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "部门名称未填，或者只有标点。",
    why: "没有部门名称，就不知道这张表是谁的，打印和上报都无法使用。",
    example: "“部门名称”一栏空着，或者只有空格。",
    how: "填写部门的规范全称，与预算批复和印章一致。",
    source: "本表表头的必填项；申报系统通常在保存时就要求填写（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    if text::is_blank(&ctx.draft.department) {
        sink.unfilled(ctx, FieldPath::Department);
    } else if !ctx.draft.department.contains(char::is_alphanumeric) {
        let message = "“部门名称”里只有标点，没有写名称";
        sink.at(FieldPath::Department, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_blank_name_is_an_error_once_the_part_is_begun() {
        check_rule(
            "base minimal
            department = \\s #! A-01 error: “部门名称”未填",
        );
    }

    #[test]
    fn punctuation_is_no_name() {
        check_rule(
            "base minimal
            department = 。 #! A-01 error: “部门名称”里只有标点，没有写名称",
        );
    }

    #[test]
    fn any_name_will_do() {
        check_rule(
            "base minimal
            department = 局",
        );
    }
}
