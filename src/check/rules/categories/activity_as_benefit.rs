//! E-06: a mere count of activities stands under 经济效益 or 社会效益.

use super::common::{is_count, reading};
use crate::check::context::quoted;
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "activity-as-benefit",
    code: "E-06",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["input-as-output", "misplaced-time"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "经济效益或社会效益指标只是活动的数量。",
    why: "办了多少场、培训多少人是产出，不是效益；效益要说明做了这些事之后有什么变化。",
    example: "社会效益指标下的“培训人数”，指标值是“≥500人”。",
    how: "移到数量指标，并补写一个说明变化的指标；媒体报道次数等当地认可的可以忽略这一条。",
    source: "产出与效益的区分（常见审核要求：指标分类调整）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.rows() {
        let is_activity = row.subject.any(Subject::ACTIVITY) && !row.subject.any(NO_ACTIVITY);
        let is_here = row.is_in(Level2Role::Economic) || row.is_in(Level2Role::Social);
        if is_activity && is_here && is_count(reading(ctx, row)) {
            let message = format!("{}是活动的数量，不是效益", quoted(row.name()));
            sink.at(row.path(IndicatorField::Name), message)
                .hint("可以移到数量指标，效益写活动带来的变化");
        }
    }
}

/// What is reached by an activity is a benefit.
const NO_ACTIVITY: Subject = Subject::OUTCOME
    .or(Subject::RATIO)
    .or(Subject::NEGATIVE)
    .or(Subject::SATISFACTION);

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn counts_of_activities_are_no_benefit() {
        check_rule(
            "base complete
            indicators/i30/name = 市级以上媒体报道 #! E-06 hint: “市级以上媒体报道”是活动的数量，不是效益
            indicators/+ 社会效益指标 | 培训人数 | ≥500人 | ≥500人 #! E-06 hint: “培训人数”是活动的数量，不是效益
            indicators/+ 经济效益指标 | 举办招聘会场次（场） | ≥20场 | ≥20场 #! E-06 hint: “举办招聘会场次（场）”是活动的数量，不是效益
            indicators/i38/name #! D-06 hint: 计量单位“场”在指标名称和指标值里各写了一遍 [fix]",
        );
    }

    #[test]
    fn people_reached_and_changes_are_benefits() {
        for (branch, name, value) in [
            ("社会效益指标", "活动参与人次", "≥500人次"),
            ("社会效益指标", "培训后就业人数", "≥100人"),
            ("社会效益指标", "宣传覆盖人数", "≥5000人"),
            ("社会效益指标", "受益群众人数", "≥800人"),
            ("社会效益指标", "普法宣传知晓率", "≥80%"),
            ("经济效益指标", "扶持创业企业个数", "≥20个"),
            ("经济效益指标", "展览门票收入", "≥30万元"),
            ("数量指标", "培训人数", "≥500人"),
        ] {
            let row = format!("{branch} | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }
}
