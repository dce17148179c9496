//! B-18: 基本支出 per head lies outside what is usual.

use super::common::{budget_in_yuan, positive};
use crate::base::amount::Amount;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{BudgetLine, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "unusual-basic-per-head",
    code: "B-18",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "基本支出除以财政供养人员数，不在每人 5 万元到 100 万元之间。",
    why: "人均数太小或太大，多半是人数、金额或单位填错了。",
    example: "财政供养人员 21 人，基本支出 86.66 万元，人均只有 4.13 万元。",
    how: "核对人数和基本支出；确实如此的可以忽略这一条。",
    source: "经验数，没有文件规定，所以只作提示（常见审核要求）。",
};

/// 万元 per head.
const USUAL: (u32, u32) = (5, 100);

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let staff = ctx.draft.basic.staff.value().copied().unwrap_or_default();
    let Some(basic) = positive(&ctx.draft.budget.basic) else {
        return;
    };
    let (least, most) = USUAL;
    let is_usual =
        basic >= Amount::whole(least).times(staff) && basic <= Amount::whole(most).times(staff);
    if staff == 0 || is_usual || budget_in_yuan(ctx).contains(&BudgetLine::Basic) {
        return;
    }
    let each = basic.per(staff).unwrap_or_default().grouped_exact();
    let message = format!("基本支出按 {staff} 人计，人均 {each} 万元，不太寻常");
    sink.at(FieldPath::Budget(BudgetLine::Basic), message)
        .related(FieldPath::Staff, "人数在这里");
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn too_little_and_too_much_are_told() {
        check_rule(
            "base minimal
            staff = 61
            budget/basic #! B-18 hint: 基本支出按 61 人计，人均 4.92 万元，不太寻常",
        );
        check_rule(
            "base minimal
            staff = 2
            budget/basic #! B-18 hint: 基本支出按 2 人计，人均 150.00 万元，不太寻常",
        );
    }

    #[test]
    fn the_bounds_are_usual_and_no_staff_is_another_matter() {
        check_rule("base minimal\nstaff = 60");
        check_rule("base minimal\nstaff = 3");
        check_rule("base minimal\nstaff = 0 #! A-04 warning: “财政供养人员数”为 0");
        check_rule(
            "base minimal
            budget/basic = 0
            budget/fiscal = 100",
        );
    }
}
