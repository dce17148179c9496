//! D-30: a name judges what its number is to measure.

use super::common::quantity_of;
use crate::check::context::{Row, quoted};
use crate::check::lexicon::Lexicon;
use crate::check::subject::{Subject, core};
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    id: "judging-word-in-name",
    code: "D-30",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["statement-as-name"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标名称里有“有效”“显著”这样的评价词，而指标值是数字。",
    why: "评价词和数字重复：达到数字就是完成，用不着再说“有效”“显著”。",
    example: "“有效提升居民法治意识”的指标值写“≥80%”。",
    how: "去掉评价词，名称只写考核什么。",
    source: "指标名称应当简短、指向明确（常见审核要求）。",
};

/// Words that judge; most of them judge only the deed behind them.
static JUDGING: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    Lexicon::of_words(
        &[
            "有效", "显著", "明显", "较好", "大幅", "切实", "充分", "高效", "优质", "良好", "圆满",
            "积极", "稳步", "扎实", "大力", "深入", "顺利", "有力",
        ],
        (),
    )
});

/// What is judged: 有效提升, and not 有效期, 有效专利.
const DEEDS: [&str; 43] = [
    "完成", "开展", "推进", "实施", "运行", "运营", "处置", "处理", "办理", "办结", "回应", "响应",
    "化解", "执行", "覆盖", "参与", "配合", "履行", "服务", "提升", "提高", "改善", "增强", "加强",
    "解决", "缓解", "促进", "推动", "保障", "落实", "遏制", "降低", "减少", "防控", "防范", "控制",
    "发挥", "增加", "增长", "带动", "优化", "满足", "完善",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.rows() {
        if !has_number(row) {
            continue;
        }
        let is_share = row.subject.any(Subject::RATIO);
        let name = core(&row.indicator.name);
        let judged = judging(name).find(|(word, deed)| !is_share || !is_grade(word, deed));
        if let Some((word, _)) = judged {
            let message = format!("指标值是数字，而名称里还有评价词{}", quoted(word));
            let finding = sink.at(row.path(IndicatorField::Name), message);
            // What 有效 is may be laid down somewhere.
            if is_share && word == "有效" {
                finding.severity(Severity::Info);
            }
        }
    }
}

fn has_number(row: &Row<'_>) -> bool {
    let number = quantity_of(&row.indicator.year).or_else(|| quantity_of(&row.indicator.cycle));
    number.is_some()
}

/// The words that judge a deed, and the deed; none behind the last word of a name.
fn judging(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    JUDGING.find_in(name).filter_map(move |found| {
        let behind = name.get(found.end()..).unwrap_or_default();
        if behind.is_empty() && found.start > 0 {
            return Some((found.word, ""));
        }
        let deed = DEEDS.iter().find(|deed| behind.starts_with(**deed))?;
        // 优质服务 is a thing.
        let is_thing = *deed == "服务" && found.word == "优质";
        (!is_thing).then_some((found.word, *deed))
    })
}

/// The share of those with whom a certain grade is reached: 症状明显改善比例, 疫情有效控制率.
fn is_grade(word: &str, deed: &str) -> bool {
    const CHANGES: [&str; 12] = [
        "改善", "提升", "提高", "增强", "缓解", "降低", "减少", "增加", "增长", "控制", "参与",
        "覆盖",
    ];
    let graded = ["有效", "显著", "明显", "较好", "大幅", "积极"];
    graded.contains(&word) && CHANGES.contains(&deed)
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_row;

    #[test]
    fn judging_words_beside_a_number_are_told() {
        check_row(
            ["社会效益指标", "有效提升居民法治意识", "≥80%", "≥80%"],
            &["name D-30 hint: 指标值是数字，而名称里还有评价词“有效”"],
        );
        check_row(
            ["社会效益指标", "居民服务效果明显", "≥80%", "≥80%"],
            &["name D-30"],
        );
        check_row(
            ["经济效益指标", "显著带动就业人数", "≥80人", "≥80人"],
            &["name D-30"],
        );
        for (name, severity) in [
            ("管护责任显著落实率", "hint"),
            ("年度任务圆满完成率", "hint"),
            ("设备高效运行天数", "hint"),
            ("求助有效回应率", "info"),
            ("问题有效解决率", "info"),
        ] {
            let value = if name.ends_with('率') {
                "≥95%"
            } else {
                "≥95天"
            };
            check_row(
                ["社会效益指标", name, value, value],
                &[&format!("name D-30 {severity}")],
            );
        }
    }

    #[test]
    fn words_that_name_something_and_words_for_words_are_in_order() {
        for (name, value) in [
            ("有效期内证照数量", "≥80个"),
            ("有效投诉率", "≤5%"),
            ("有效发明专利数量", "≥5个"),
            ("高效节水灌溉面积", "≥80亩"),
            ("优质服务窗口数量", "≥5个"),
            ("优质稻种植面积", "≥800亩"),
            ("空气质量良好天数", "≥300天"),
            ("入党积极分子人数", "≥20人"),
            ("疫情有效控制率", "≥95%"),
            ("灌溉水有效利用率", "≥55%"),
            ("症状明显改善比例", "≥80%"),
            ("回收有效问卷数量", "≥200份"),
        ] {
            check_row(["社会效益指标", name, value, value], &[]);
        }
        check_row(
            ["社会效益指标", "有效提升居民法治意识", "良好", "良好"],
            &["year D-18"],
        );
    }
}
