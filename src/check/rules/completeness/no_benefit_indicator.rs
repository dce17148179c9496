//! there is no indicator under 效益指标.

use super::report_empty_level1;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level1Role;

pub(super) static RULE: Rule = Rule {
    id: "no-benefit-indicator",
    code: "A-15",
    severity: Severity::Error,
    // A blank row as a fix would only be the next finding.
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "效益指标下没有三级指标。",
    why: "只有产出没有效益，说明不了花钱带来的变化。",
    example: "效益指标的经济、社会、生态、可持续影响各行都空着。",
    how: "至少写一个效益指标；不必四类都写，写与部门职能最相关的。",
    source: "申报系统强制要求效益指标至少有一个三级指标（常见审核要求）；中发〔2018〕34号要求绩效指标包括经济、社会、生态效益和可持续影响。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let count = ctx.totals.by_level1.benefit;
    report_empty_level1(ctx, sink, Level1Role::Benefit, count);
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_form_without_benefits_is_an_error() {
        check_rule(
            "base minimal
            indicators/i5 -
            indicators/效益指标/ #! A-15 error: 效益指标下一个三级指标也没有",
        );
    }

    #[test]
    fn one_benefit_of_any_kind_is_enough() {
        check_rule(
            "base minimal
            indicators/i5 -
            indicators/+ 生态效益指标 | 绿化面积 | ≥3亩 | ≥3亩
            indicators #! A-19 info: 经济效益指标、社会效益指标、可持续影响指标下没有三级指标，确实无关的可以空着",
        );
    }
}
