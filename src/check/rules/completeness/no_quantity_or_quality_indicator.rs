//! there is no indicator under 数量指标 or under 质量指标.

use super::common::report_empty_branches;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "no-quantity-or-quality-indicator",
    code: "A-17",
    severity: Severity::Warning,
    // A blank row as a fix would only be the next finding.
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "数量指标或质量指标下没有三级指标。",
    why: "产出要既说做多少、又说做得怎样，缺一面就评不出完成情况。",
    example: "写了五个数量指标，“质量指标”一行空着。",
    how: "数量指标写场次、人次、个数，质量指标写合格率、完成率、验收结果等。",
    source: "财预〔2015〕88号要求绩效目标细化量化；财预〔2021〕101号把数量、质量列为产出的基本方面（地方参照执行）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let roles = [Level2Role::Quantity, Level2Role::Quality];
    report_empty_branches(ctx, sink, roles, |role| match role {
        Level2Role::Quantity => "写明做多少，例如“社区课堂场次”“≥120场”",
        _ => "写明做得怎样，例如“课程完成率”“≥95%”",
    });
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn each_empty_branch_is_reported() {
        check_rule(
            "base minimal
            indicators/i3 -
            indicators/产出指标/数量指标 #! A-17 warning: 数量指标下一个三级指标也没有",
        );
        check_rule(
            "base minimal
            indicators/i4 -
            indicators/+ 质量指标 | | |
            indicators/i7/name #! A-20 hint: 这一行指标还没有填写
            indicators/产出指标/质量指标 #! A-17 warning: 质量指标下一个三级指标也没有",
        );
    }

    #[test]
    fn a_form_without_any_output_is_told_as_a_whole() {
        check_rule(
            "base minimal
            indicators/i3 -
            indicators/i4 -
            indicators/产出指标/ #! A-14 error: 产出指标下一个三级指标也没有",
        );
        check_rule("base minimal\nindicators/+ 数量指标 | 志愿者人数 | ≥20人 | ≥20人");
    }
}
