//! 基本支出, 项目支出 or 财政拨款 is blank.

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{BudgetLine, FieldPath, access};

pub(super) static RULE: Rule = Rule {
    id: "blank-main-amount",
    code: "A-06",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "基本支出、项目支出或财政拨款未填。",
    why: "这三项是部门预算的主体，空着会被视为漏填，合计也无从核对。",
    example: "“项目支出”一栏空着。",
    how: "按部门预算填写，单位万元；确实没有的填 0.00。",
    source: "财预〔2015〕88号《中央部门预算绩效目标管理办法》所附审核表的完整性要求：内容完整、没有缺项（地方参照执行）。",
};

/// The lines that every department has.
const LINES: [BudgetLine; 3] = [BudgetLine::Basic, BudgetLine::Project, BudgetLine::Fiscal];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for line in LINES {
        if access::budget_line(ctx.draft, line).is_empty() {
            let finding = sink.unfilled(ctx, FieldPath::Budget(line));
            finding.hint("确实没有的填 0.00，空白会被视为漏填");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn each_blank_line_is_reported() {
        check_rule(
            "base minimal
            budget/basic = #! A-06 warning: “基本支出”未填
            budget/project = #! A-06 warning: “项目支出”未填
            budget/fiscal = #! A-06 warning: “财政拨款”未填
            budget/other_income =
            budget/other_income #! A-07 hint: “其他资金”未填，没有这笔资金的填 0.00 [fix]
            tasks #! B-09 warning: 任务资金合计 50.00 万元，超过项目支出与事业发展性支出之和 0.00 万元",
        );
    }

    #[test]
    fn zero_is_filled() {
        check_rule(
            "base minimal
            budget/basic = 0
            budget/fiscal = 100",
        );
    }
}
