//! E-05: an indicator of quality stands outside 质量.

use super::common::{has_word, is_count, reading, report_misplaced};
use crate::check::context::Row;
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::Reading;
use crate::model::template::{Level1Role, Level2Role};

pub(super) static RULE: Rule = Rule {
    id: "misplaced-quality",
    code: "E-05",
    severity: Severity::Hint,
    fix: FixAvailability::Always,
    yields_to: &[
        "execution-rate-indicator",
        "misplaced-satisfaction",
        "misplaced-time",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "合格率、准确率、验收结果一类指标没有放在质量指标下。",
    why: "它们衡量工作做得好不好，是产出的质量；放在数量或效益下，质量指标就显得空缺。",
    example: "数量指标下的“培训考核合格率”。",
    how: "移到质量指标。",
    source: "产出指标分为数量、质量、时效、成本的通行分类（常见审核要求：指标分类调整）。",
};

/// Words of quality, wherever among the outputs they stand.
const WORDS: [&str; 15] = [
    "合格率",
    "准确率",
    "正确率",
    "差错率",
    "达标率",
    "达标情况",
    "优良率",
    "优秀率",
    "通过率",
    "完好率",
    "验收",
    "规范性",
    "合规率",
    "合规性",
    "工程质量",
];

/// Words of quality that are so under the benefits too.
const WORDS_OF_WORK: [&str; 7] = [
    "合格率",
    "准确率",
    "正确率",
    "差错率",
    "达标率",
    "验收",
    "工程质量",
];

/// What the public has of the work: 食品抽检合格率 and 水质达标率 are effects.
const EFFECTS: [&str; 19] = [
    "食品",
    "药品",
    "农产品",
    "水质",
    "饮用水",
    "用水",
    "空气",
    "环境",
    "排放",
    "污水",
    "废气",
    "噪声",
    "土壤",
    "体质",
    "健康",
    "学生",
    "学业",
    "抽检",
    "疫苗",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    report_misplaced(ctx, sink, Level2Role::Quality, "说的是质量", |row| {
        row.subject.any(QUALITY) && is_of_quality(row, reading(ctx, row))
    });
}

/// 完好率 is a share and no more to the subject.
const QUALITY: Subject = Subject::QUALITY.or(Subject::RATIO);

fn is_of_quality(row: &Row<'_>, value: &Reading) -> bool {
    let other = Subject::COUNT.or(Subject::TIME).or(Subject::COST);
    if row.subject.any(other) || !is_judgement(value) {
        return false;
    }
    let name = row.name();
    match row.roles {
        Some((_, Level2Role::Ecological)) | None => false,
        Some((Level1Role::Benefit, _)) => {
            has_word(name, &WORDS_OF_WORK) && !has_word(name, &EFFECTS)
        }
        Some((Level1Role::Output | Level1Role::Satisfaction, _)) => has_word(name, &WORDS),
    }
}

/// Not a count, not a date and not money.
fn is_judgement(value: &Reading) -> bool {
    match value {
        Reading::Quantity(quantity) => {
            !is_count(value) && (quantity.is_percent() || quantity.unit == "‰")
        }
        Reading::Range { low, .. } => low.is_percent(),
        Reading::Empty
        | Reading::Grade(_)
        | Reading::Vague(_)
        | Reading::Free
        | Reading::Relative(_)
        | Reading::Undetermined => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn words_of_quality_are_found_under_other_headings() {
        check_rule(
            "base complete
            indicators/+ 数量指标 | 培训考核合格率 | ≥95% | ≥95% #! E-05 hint: “培训考核合格率”说的是质量，现在放在“数量指标”下 [fix]
            indicators/+ 社会效益指标 | 补贴发放准确率 | 100% | 100% #! E-05 hint: “补贴发放准确率”说的是质量，现在放在“社会效益指标”下 [fix]
            indicators/+ 成本指标 | 平台验收结果 | 合格 | 合格 #! E-05 hint: “平台验收结果”说的是质量，现在放在“成本指标”下 [fix]
            indicators/+ 数量指标 | 设备完好率（%） | ≥98% | ≥98% #! E-05 hint: “设备完好率（%）”说的是质量，现在放在“数量指标”下 [fix]
            indicators/i40/name #! D-06 hint: 计量单位“%”在指标名称和指标值里各写了一遍 [fix]",
        );
    }

    #[test]
    fn counts_dates_and_public_effects_are_in_order() {
        for (branch, name, value) in [
            ("数量指标", "达标学校数量", "≥3所"),
            ("数量指标", "通过验收项目个数", "≥5个"),
            ("时效指标", "项目验收时间", "2025年12月前"),
            ("生态效益指标", "水质达标率", "≥95%"),
            ("社会效益指标", "学生体质健康达标率", "≥92%"),
            ("社会效益指标", "食品抽检合格率", "≥98%"),
            ("社会效益指标", "学员餐食食品安全抽检合格率", "＝100%"),
            ("社会效益指标", "居民法律知识知晓率", "≥85%"),
            ("质量指标", "工程验收合格率", "100%"),
            ("数量指标", "服务覆盖率", "≥90%"),
        ] {
            let row = format!("{branch} | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }

    #[test]
    fn it_moves_to_quality() {
        check_fix(
            "base complete
            indicators/+ 数量指标 | 培训合格率 | ≥95% | ≥95% #! E-05 hint: “培训合格率”说的是质量，现在放在“数量指标”下 [fix]",
            "base complete
            indicators/+ 质量指标 | 培训合格率 | ≥95% | ≥95%",
        );
    }
}
