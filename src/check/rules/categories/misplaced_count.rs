//! E-11: a mere count stands under 质量 or 时效.

use super::common::{has_word, is_count, reading, report_misplaced};
use crate::check::context::Row;
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::Reading;
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "misplaced-count",
    code: "E-11",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[
        "execution-rate-indicator",
        "input-as-output",
        "misplaced-cost",
        "misplaced-satisfaction",
        "misplaced-time",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "质量指标或时效指标只是数量。",
    why: "做了多少是数量，做得好不好、及时不及时才是质量和时效；审核时常被要求调整。",
    example: "质量指标下的“培训人数”，指标值是“≥500人”。",
    how: "移到数量指标，质量指标写合格率、完成率等。",
    source: "产出指标分为数量、质量、时效、成本的通行分类（常见审核要求：指标分类调整）。",
};

/// Counts of what is good or bad tell the quality.
const QUALITIES: [&str; 22] = [
    "获奖",
    "奖",
    "优秀",
    "优质",
    "优良",
    "精品",
    "示范",
    "达标",
    "合格",
    "认定",
    "认证",
    "通过",
    "高级",
    "高层次",
    "国家级",
    "省级",
    "市级",
    "专利",
    "平均",
    "人均",
    "最",
    "负面",
];

const OTHER: Subject = Subject::RATIO
    .or(Subject::NEGATIVE)
    .or(Subject::QUALITY)
    .or(Subject::TIME)
    .or(Subject::COST)
    .or(Subject::SATISFACTION);

const COUNTED: Subject = Subject::COUNT.or(Subject::ACTIVITY);

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    report_misplaced(ctx, sink, Level2Role::Quantity, "是数量", |row| {
        let is_here = row.is_in(Level2Role::Quality) || row.is_in(Level2Role::Timeliness);
        is_here && row.subject.any(COUNTED) && is_mere_count(row, reading(ctx, row))
    });
}

fn is_mere_count(row: &Row<'_>, value: &Reading) -> bool {
    // 每月2次 is a pace, and a point is a mark.
    let is_other_unit = |unit: &str| unit.contains(['/', '分', '倍', '级']);
    let has_unit = match value {
        Reading::Quantity(quantity) => !quantity.unit.is_empty() && !is_other_unit(&quantity.unit),
        _ => true,
    };
    is_count(value) && has_unit && !row.subject.any(OTHER) && !has_word(row.name(), &QUALITIES)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn counts_are_no_quality_and_no_time() {
        check_rule(
            "base complete
            indicators/+ 质量指标 | 培训人数 | ≥500人 | ≥500人 #! E-11 hint: “培训人数”是数量，现在放在“质量指标”下 [fix]
            indicators/+ 时效指标 | 举办讲座 | ≥10场 | ≥10场 #! E-11 hint: “举办讲座”是数量，现在放在“时效指标”下 [fix]",
        );
    }

    #[test]
    fn counts_that_judge_and_paces_are_in_order() {
        for (branch, name, value) in [
            ("质量指标", "安全事故次数", "0次"),
            ("质量指标", "学员食品安全事故起数", "＝0起"),
            ("质量指标", "获奖作品数量", "≥3件"),
            ("质量指标", "优秀学员人数", "≥20人"),
            ("质量指标", "活动完成率", "≥95%"),
            ("质量指标", "培训考核平均分数", "≥80分"),
            ("时效指标", "项目提前天数", "≥5天"),
            ("时效指标", "投诉处理时间", "≤3天"),
            ("数量指标", "培训人数", "≥500人"),
        ] {
            let row = format!("{branch} | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }

    #[test]
    fn it_moves_to_the_quantities() {
        check_fix(
            "base complete
            indicators/+ 质量指标 | 培训人数 | ≥500人 | ≥500人 #! E-11 hint: “培训人数”是数量，现在放在“质量指标”下 [fix]",
            "base complete
            indicators/+ 数量指标 | 培训人数 | ≥500人 | ≥500人",
        );
    }
}
