//! E-02: 预算执行率 and the like serve as an indicator.

use crate::check::context::quoted;
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;

pub(super) static RULE: Rule = Rule {
    id: "execution-rate-indicator",
    code: "E-02",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "把预算执行率、支出进度一类指标当作绩效指标。",
    why: "执行率说的是钱花了没有，不说明花钱办成了什么；绩效自评时它另行计分，写进指标会重复。",
    example: "成本指标下的“预算执行率”，指标值是“≥90%”。",
    how: "换成单位成本、成本节约等指标；本级财政要求填写的，可以忽略这一条。",
    source: "绩效自评把预算执行率单列计分的通行做法；部分地区的旧表样有预算控制指标，所以只作提示。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.rows() {
        if row.subject.any(Subject::EXECUTION) && row.roles.is_some() {
            let message = format!("{}说的是预算执行，不是产出或效果", quoted(row.name()));
            sink.at(row.path(IndicatorField::Name), message)
                .hint("预算执行率在绩效自评时另行计分，可以换成单位成本一类的指标");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn the_execution_of_the_budget_is_no_result() {
        check_rule(
            "base complete
            indicators/i29/name = 预算执行率 #! E-02 hint: “预算执行率”说的是预算执行，不是产出或效果
            indicators/+ 时效指标 | 专项资金支出进度 | ≥90% | ≥90% #! E-02 hint: “专项资金支出进度”说的是预算执行，不是产出或效果
            indicators/+ 数量指标 | 资金支付率 | ≥90% | ≥90% #! E-02 hint: “资金支付率”说的是预算执行，不是产出或效果",
        );
    }

    #[test]
    fn the_execution_of_work_is_a_result() {
        for name in ["帮教计划执行率", "判决执行到位率", "巡查制度执行率"] {
            check_rule(&format!(
                "base complete\nindicators/+ 质量指标 | {name} | ≥90% | ≥90%"
            ));
        }
    }
}
