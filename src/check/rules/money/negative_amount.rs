//! B-04: an amount is negative.

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};

pub(super) static RULE: Rule = Rule {
    id: "negative-amount",
    code: "B-04",
    severity: Severity::Error,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "金额是负数。",
    why: "预算安排的收入和支出都不会小于 0，负数多半是误输入或误粘贴。",
    example: "“项目支出”写成“-1.5”，或者用括号表示负数。",
    how: "核对后改为正数；没有这笔资金的填 0.00。",
    source: "预算金额的常理；申报系统不接受负数（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for (path, entry) in ctx.amounts() {
        if let Some(amount) = entry.value().filter(|amount| amount.is_negative()) {
            let message = format!("{}是负数 {}", ctx.label(&path), ctx.money(&path, *amount));
            sink.at(path, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn negative_amounts_are_errors() {
        check_rule(
            "base minimal
            budget/basic = -1.5 #! B-04 error: “基本支出”是负数 -1.50 万元
            budget/fiscal = 98.50
            tasks/t2/amount = (1,000) #! B-04 error: “拟投入的资金”是负数 -1,000.00 元",
        );
    }

    #[test]
    fn minus_zero_is_zero() {
        check_rule("base minimal\nbudget/special = -0");
    }
}
