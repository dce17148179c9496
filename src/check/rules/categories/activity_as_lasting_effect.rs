//! E-09: a mere count of activities of one year stands under 可持续影响.

use super::common::{has_word, is_count, reading};
use crate::check::context::quoted;
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "activity-as-lasting-effect",
    code: "E-09",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["input-as-output", "misplaced-time"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "可持续影响指标只是当年活动的数量。",
    why: "可持续影响要说明当年之后还留下什么，例如机制、能力和设施；当年办了几场活动说明不了。",
    example: "可持续影响指标下的“开展培训场次”，指标值是“≥10场”。",
    how: "移到数量指标，可持续影响写长期发挥的作用。",
    source: "可持续影响指标的通行含义（常见审核要求：指标分类调整）。",
};

/// What stays when the year is over.
const LASTING: [&str; 14] = [
    "长效",
    "长期",
    "持续",
    "机制",
    "制度",
    "体系",
    "平台",
    "每年",
    "常态",
    "骨干",
    "人才",
    "队伍",
    "志愿者",
    "标准",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.rows() {
        let is_activity = row.subject.any(Subject::ACTIVITY) && !row.subject.any(Subject::OUTCOME);
        if !is_activity || !row.is_in(Level2Role::Sustainable) || !is_count(reading(ctx, row)) {
            continue;
        }
        if !has_word(row.name(), &LASTING) {
            let message = format!("{}是当年活动的数量，不是可持续影响", quoted(row.name()));
            sink.at(row.path(IndicatorField::Name), message)
                .hint("可以移到数量指标，可持续影响写当年之后还发挥的作用");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn activities_of_a_year_do_not_last() {
        check_rule(
            "base complete
            indicators/+ 可持续影响指标 | 开展培训场次 | ≥10场 | ≥10场 #! E-09 hint: “开展培训场次”是当年活动的数量，不是可持续影响
            indicators/+ 可持续影响指标 | 发放宣传册数量 | ≥2000份 | ≥2000份 #! E-09 hint: “发放宣传册数量”是当年活动的数量，不是可持续影响",
        );
    }

    #[test]
    fn what_stays_is_in_order() {
        for (name, value) in [
            ("建立长效宣传机制", "≥1个"),
            ("培训志愿者骨干人数", "≥50人"),
            ("设施使用年限", "≥10年"),
            ("培训平台搭建数量", "≥1个"),
            ("带动周边活动开展", "≥3个"),
            ("居民文化素养", "稳步提升"),
        ] {
            let row = format!("可持续影响指标 | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }
}
