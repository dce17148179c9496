//! E-08: an indicator under 生态效益 that says nothing of the environment.

use std::sync::LazyLock;

use crate::base::text;
use crate::check::context::{Row, quoted};
use crate::check::lexicon::Lexicon;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "non-ecological-indicator",
    code: "E-08",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[
        "execution-rate-indicator",
        "input-as-output",
        "misplaced-satisfaction",
        "misplaced-time",
        "placeholder-text",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "生态效益指标与环境、资源和能源无关。",
    why: "为了不留空而填上的指标会被认为相关性不足；没有生态效益的部门可以不填这一项。",
    example: "生态效益指标下的“居民法律意识提升”。",
    how: "移到合适的位置，或者写对环境的影响；没有的留空。",
    source: "生态效益指标的通行含义；生态效益不是必填项（常见审核要求）。",
};

/// One of these speaks of nature, resources, energy or cleanliness.
const WORDS: [&str; 69] = [
    "生态",
    "环境",
    "环保",
    "节能",
    "节水",
    "节电",
    "节约",
    "能耗",
    "能源",
    "耗能",
    "降耗",
    "电耗",
    "排放",
    "减排",
    "碳",
    "污染",
    "污水",
    "废水",
    "废气",
    "废物",
    "废弃",
    "危废",
    "固废",
    "垃圾",
    "绿",
    "水质",
    "水体",
    "水资源",
    "用水",
    "水源",
    "水土",
    "水域",
    "水环境",
    "黑臭",
    "河",
    "湖",
    "海",
    "湿地",
    "森林",
    "林",
    "树",
    "植",
    "草",
    "花",
    "土壤",
    "耕地",
    "土地",
    "大气",
    "空气",
    "噪",
    "扬尘",
    "粉尘",
    "循环",
    "回收",
    "再生",
    "无纸化",
    "纸张",
    "资源",
    "生物",
    "动物",
    "物种",
    "野生",
    "卫生",
    "清洁",
    "保洁",
    "人居",
    "景观",
    "美化",
    "自然",
];

/// More of them, and words that say that there is no such effect.
const MORE_WORDS: [&str; 22] = [
    "美丽",
    "宜居",
    "用电",
    "油烟",
    "秸秆",
    "农药",
    "化肥",
    "辐射",
    "矿山",
    "洁净",
    "文明",
    "公园",
    "气候",
    "防洪",
    "灾",
    "新能源",
    "电动",
    "充电",
    "无",
    "不适用",
    "不涉及",
    "暂无",
];

static ENVIRONMENT: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let words = WORDS.iter().chain(&MORE_WORDS);
    Lexicon::new(words.map(|word| (*word, ())))
});

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.rows() {
        if row.is_in(Level2Role::Ecological) && is_foreign(row) {
            let message = format!("{}看不出与生态环境的关系", quoted(row.name()));
            sink.at(row.path(IndicatorField::Name), message)
                .hint("没有生态效益的，这一项可以留空");
        }
    }
}

fn is_foreign(row: &Row<'_>) -> bool {
    let name = row.name();
    let speaks = |typed: &str| ENVIRONMENT.first_in(typed).is_some();
    let is_named = name.chars().any(text::is_han);
    let is_written = !row.indicator.year.is_empty() || !row.indicator.cycle.is_empty();
    is_named && is_written && !speaks(name) && !speaks(row.indicator.year.raw())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn what_has_nothing_to_do_with_nature_is_noticed() {
        check_rule(
            "base complete
            indicators/+ 生态效益指标 | 居民法律意识水平 | ≥80% | ≥80% #! E-08 hint: “居民法律意识水平”看不出与生态环境的关系",
        );
    }

    #[test]
    fn nature_resources_and_cleanliness_are_in_order() {
        for (name, value) in [
            ("单位能耗下降率", "≥3%"),
            ("垃圾分类覆盖率", "≥95%"),
            ("办公用纸节约量", "≥10%"),
            ("城区绿化覆盖率", "≥42%"),
            ("空气优良天数比例", "≥90%"),
            ("河道保洁率", "≥95%"),
            ("施工扬尘控制率", "≥95%"),
            ("新能源公交车占比", "≥80%"),
            ("对周边居民生活的影响", "改善人居环境"),
        ] {
            let row = format!("生态效益指标 | {name} | {value} | {value}");
            check_rule(&format!("base complete\nindicators/+ {row}"));
        }
    }

    #[test]
    fn that_there_is_nothing_is_told_as_such() {
        for nothing in ["无", "/"] {
            check_rule(&format!(
                "base complete
                indicators/+ 生态效益指标 | {nothing} | {nothing} | {nothing}
                indicators/i37/name #! C-14 warning: “三级指标”里只写了“{nothing}”，等于没有填写
                indicators/i37/year #! C-14 warning: “年度指标值”里只写了“{nothing}”，等于没有填写"
            ));
        }
    }
}
