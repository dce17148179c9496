//! there is no indicator under 满意度指标.

use super::report_empty_level1;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::template::Level1Role;

pub(super) static RULE: Rule = Rule {
    id: "no-satisfaction-indicator",
    code: "A-16",
    severity: Severity::Warning,
    // A blank row as a fix would only be the next finding.
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "满意度指标下没有三级指标。",
    why: "面向群众或单位提供服务的部门，满意度是评价的必要一面。",
    example: "满意度指标一行空着。",
    how: "写一个满意度指标，例如“居民满意度”“≥90%”；确实没有服务对象的可以不写。",
    source: "中发〔2018〕34号要求绩效指标包括服务对象满意度；财预〔2021〕101号允许没有服务对象的项目不设，所以只作警告。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let count = ctx.totals.by_level1.satisfaction;
    report_empty_level1(ctx, sink, Level1Role::Satisfaction, count);
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_form_without_satisfaction_is_a_warning() {
        check_rule(
            "base minimal
            indicators/i6 -
            indicators/满意度指标/ #! A-16 warning: 满意度指标下一个三级指标也没有",
        );
    }

    #[test]
    fn a_row_in_a_branch_that_the_form_does_not_have_does_not_count() {
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/满意度指标/ #! A-16 warning: 满意度指标下一个三级指标也没有",
        );
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/+ 服务对象 | 学员满意度 | | ≥90%",
        );
    }
}
