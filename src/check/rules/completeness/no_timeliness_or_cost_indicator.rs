//! there is no indicator under 时效指标 or under 成本指标.

use super::common::report_empty_branches;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "no-timeliness-or-cost-indicator",
    code: "A-18",
    severity: Severity::Hint,
    // A blank row as a fix would only be the next finding.
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "时效指标或成本指标下没有三级指标。",
    why: "不写时效就没有完成的期限，不写成本就看不出花钱是否节约。",
    example: "“成本指标”一行空着。",
    how: "时效指标写完成时间、及时率，成本指标写购买标准、项目成本等；确实不适用的可以空着。",
    source: "中发〔2018〕34号要求绩效指标包括成本；已公开的同类表格常有成本指标空着，所以只作提示。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let roles = [Level2Role::Timeliness, Level2Role::Cost];
    report_empty_branches(ctx, sink, roles, |role| match role {
        Level2Role::Timeliness => "写明何时完成，例如“项目完成时间”“12月底前”",
        _ => "写明花费的限度，例如“项目总成本”“≤50万元”",
    });
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn both_empty_branches_are_hints() {
        check_rule(
            "base minimal
            indicators/产出指标/时效指标 #! A-18 hint: 时效指标下一个三级指标也没有
            indicators/产出指标/成本指标 #! A-18 hint: 成本指标下一个三级指标也没有",
        );
    }

    #[test]
    fn a_written_branch_is_in_order() {
        check_rule(
            "base complete
            indicators/i28 -
            indicators/i29 -
            indicators/产出指标/成本指标 #! A-18 hint: 成本指标下一个三级指标也没有",
        );
    }
}
