//! D-29: the name of an indicator is a statement.

use crate::check::subject::core;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;

pub(super) static RULE: Rule = Rule {
    id: "statement-as-name",
    code: "D-29",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[
        "activity-as-benefit",
        "activity-as-lasting-effect",
        "execution-rate-indicator",
        "input-as-output",
        "misplaced-cost",
        "misplaced-count",
        "misplaced-quality",
        "misplaced-satisfaction",
        "misplaced-time",
        "non-ecological-indicator",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标名称写成了一句话或者一件要做的事。",
    why: "名称应当是可以度量的名词，“得到提升”这样的话既是名称又是结论，指标值就无处着落。",
    example: "“自我保护能力得到提升”、“搭建引才聚才平台”。",
    how: "改成可以度量的名称，例如“自我保护能力提升率”“引才平台服务人次”。",
    source: "指标名称应当简短、指向明确（常见审核要求）。",
};

/// Words before a verb that judge it.
const ADVERBS: [&str; 17] = [
    "得到",
    "有所",
    "不断",
    "有效",
    "显著",
    "明显",
    "持续",
    "逐步",
    "稳步",
    "进一步",
    "大幅",
    "大力",
    "日益",
    "更加",
    "全面",
    "切实",
    "健康",
];

/// Verbs with which a statement ends.
const VERBS: [&str; 25] = [
    "提升", "提高", "发展", "控制", "改善", "增强", "完善", "加强", "保障", "优化", "促进", "增长",
    "增加", "下降", "降低", "减少", "巩固", "缓解", "扩大", "规范", "健全", "满足", "落实", "推进",
    "解决",
];

/// Verbs with which a thing to be done begins.
const DEEDS: [&str; 18] = [
    "搭建",
    "促进",
    "推动",
    "加强",
    "提升",
    "提高",
    "完善",
    "开展",
    "举办",
    "改善",
    "增强",
    "营造",
    "确保",
    "推进",
    "助力",
    "带动",
    "引导",
    "组织开展",
];

/// Last words of what is measured, or of what only begins like a deed.
const MEASURES: [&str; 49] = [
    "率", "数", "量", "次", "度", "比", "比例", "比重", "占比", "情况", "结果", "效果", "成效",
    "作用", "水平", "时间", "时限", "期限", "金额", "总额", "面积", "里程", "质量", "规模", "范围",
    "面", "性", "成本", "费用", "经费", "标准", "等级", "排名", "得分", "评分", "指数", "名额",
    "贡献", "影响", "程度", "幅度", "增幅", "增速", "进度", "工程", "行动", "计划", "期数", "长度",
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for row in ctx.rows() {
        let name = core(&row.indicator.name);
        let message = if says_a_result(name) {
            "指标名称写成了结论，不是可以度量的名称"
        } else if is_a_deed(name) {
            "指标名称写成了要做的事，不是可以度量的名称"
        } else {
            continue;
        };
        sink.at(row.path(IndicatorField::Name), message)
            .hint("改成名词，例如“某某数量”“某某率”");
    }
}

/// …得到有效控制, …不断完善.
fn says_a_result(name: &str) -> bool {
    let verb = VERBS.iter().find_map(|verb| name.strip_suffix(verb));
    let is_adverb = |rest: &str| ADVERBS.iter().any(|adverb| rest.ends_with(adverb));
    verb.is_some_and(|rest| is_adverb(rest) && !rest.ends_with("可持续"))
}

/// 搭建…平台 and the like, without a measure at the end.
fn is_a_deed(name: &str) -> bool {
    let begins = DEEDS.iter().any(|deed| name.starts_with(deed));
    begins && !MEASURES.iter().any(|measure| name.ends_with(measure))
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_row;

    #[test]
    fn statements_are_told_once() {
        for name in [
            "青少年身心健康得到发展",
            "自我保护能力得到提升",
            "再犯率得到有效控制",
            "公共服务体系不断完善",
            "居民法治意识显著增强",
        ] {
            check_row(
                ["社会效益指标", name, "≤80%", "≤80%"],
                &["name D-29 hint: 指标名称写成了结论，不是可以度量的名称"],
            );
        }
        for name in [
            "搭建引才聚才平台，使更多青年融入本市",
            "促进就业",
            "举办文艺汇演",
            "开展宣传活动",
        ] {
            check_row(
                ["社会效益指标", name, "≥80%", "≥80%"],
                &["name D-29 hint: 指标名称写成了要做的事，不是可以度量的名称"],
            );
        }
    }

    #[test]
    fn names_with_a_measure_are_in_order() {
        for name in [
            "开展培训情况知晓率",
            "搭建平台覆盖面",
            "促进就业比例",
            "提升改造工程",
            "提高班学员合格率",
            "青少年法治意识提升",
            "可持续发展",
            "对保持就业局势总体稳定发挥的影响",
            "经济发展",
        ] {
            check_row(["社会效益指标", name, "≥80%", "≥80%"], &[]);
        }
    }
}
