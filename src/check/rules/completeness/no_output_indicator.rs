//! there is no indicator under 产出指标.

use super::report_empty_level1;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level1Role;

pub(super) static RULE: Rule = Rule {
    id: "no-output-indicator",
    code: "A-14",
    severity: Severity::Error,
    // A blank row as a fix would only be the next finding.
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "产出指标下没有三级指标。",
    why: "产出是目标的主体：不写产出，就看不出花钱做了什么。",
    example: "产出指标的数量、质量、时效、成本各行都空着。",
    how: "至少写一个产出指标，通常先写数量指标，例如“社区课堂场次”“≥120场”。",
    source: "申报系统强制要求产出指标至少有一个三级指标（常见审核要求）；中发〔2018〕34号要求绩效指标包括产出和成本。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let count = ctx.totals.by_level1.output;
    report_empty_level1(ctx, sink, Level1Role::Output, count);
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_form_without_outputs_is_an_error() {
        check_rule(
            "base minimal
            indicators/i3 -
            indicators/i4 -
            indicators/产出指标/ #! A-14 error: 产出指标下一个三级指标也没有",
        );
    }

    #[test]
    fn one_output_of_any_kind_is_enough() {
        check_rule(
            "base minimal
            indicators/i3 -
            indicators/产出指标/数量指标 #! A-17 warning: 数量指标下一个三级指标也没有",
        );
    }

    #[test]
    fn a_blank_row_is_no_indicator() {
        check_rule(
            "base minimal
            indicators/i3 -
            indicators/i4 -
            indicators/+ 成本指标 | | | #! A-20 hint: 这一行指标还没有填写
            indicators/产出指标/ #! A-14 error: 产出指标下一个三级指标也没有",
        );
    }
}
