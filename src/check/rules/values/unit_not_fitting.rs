//! D-07: the unit is not one of what the name measures.

use super::common::{Family, bracketed_unit, family, quantity};
use crate::check::context::{Row, quoted};
use crate::check::subject::{Subject, core};
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::Quantity;

pub(super) static RULE: Rule = Rule {
    id: "unit-not-fitting",
    code: "D-07",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "计量单位与指标名称所说的内容不相称。",
    why: "人数用“个”、比率用“次”，说明名称或者指标值写错了一个，考核时没有依据。",
    example: "“培训人数”的指标值写“≥50个”，“合格率”写“≥90人”。",
    how: "核对名称和指标值，改正其中的一个。",
    source: "财预〔2015〕88号要求绩效目标细化量化；具体写法是常见审核要求。",
};

/// Last words of names with the units that cannot go with them.
const CLASHES: [(&[&str], &[&str]); 7] = [
    (
        &["人数", "人次", "人次数"],
        &[
            "个", "场", "场次", "户", "件", "篇", "期", "批", "项", "家", "台", "套", "条", "份",
            "%",
        ],
    ),
    (
        &["次数", "场次", "场数", "场次数"],
        &[
            "个", "人", "名", "人次", "户", "件", "篇", "家", "元", "项", "%",
        ],
    ),
    (
        &["户数"],
        &["人", "名", "人次", "场", "场次", "次", "篇", "%"],
    ),
    (
        &["件数", "篇数", "家数", "个数"],
        &["人", "人次", "场", "场次", "元", "%"],
    ),
    (&["数量", "期数", "班次", "批次", "份数"], &["%"]),
    (
        &["面积", "里程"],
        &[
            "人", "名", "人次", "户", "场", "场次", "次", "件", "篇", "元", "%",
        ],
    ),
    (&["时限", "期限", "工期", "日期"], &["%"]),
];

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::COUNTED.or(Kinds::PERCENT)) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        if !quantity.unit.is_empty() && is_unfit(value.row, quantity) {
            let unit = quoted(&quantity.unit);
            let name = quoted(&value.row.indicator.name);
            value.report(ctx, sink, format!("计量单位{unit}与指标名称{name}不相称"));
        }
    }
}

/// The unit cannot be one of what the name speaks of.
pub(super) fn is_unfit(row: &Row<'_>, quantity: &Quantity) -> bool {
    let (_, unit) = quantity.scaled();
    if let Some(named) = bracketed_unit(&row.indicator.name) {
        let (named, used) = (family(named), family(unit));
        return used.is_some() && named != used;
    }
    if row.subject.any(Subject::RATIO) {
        return is_no_share(&row.indicator.name, unit);
    }
    let core = core(&row.indicator.name);
    let ends_with = |word: &&str| {
        let before = core.strip_suffix(word);
        // 培训500人次 ends with a number of its own, which is another matter.
        before.is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_digit()))
    };
    CLASHES
        .iter()
        .any(|(words, units)| units.contains(&unit) && words.iter().any(ends_with))
}

/// A unit that no rate is given in; marks, multiples and numbers per so many are.
fn is_no_share(name: &str, unit: &str) -> bool {
    // Books and goods turn over some times a year, and a wireless net covers an area.
    if name.contains("周转")
        || (core(name).ends_with('面') && family(unit) == Some(Family::Measures))
    {
        return false;
    }
    let is_share = unit.contains([
        '%', '‰', '/', '每', '万', '千', '点', '分', '倍', '成', '比', '级', '度',
    ]);
    !is_share && family(unit).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn units_of_something_else_are_told() {
        check_value(
            "数量指标",
            "培训人数",
            "≥50个",
            &["D-07 warning: 计量单位“个”与指标名称“培训人数”不相称"],
        );
        for (branch, name, value) in [
            ("数量指标", "受益人次", "≥50场"),
            ("数量指标", "宣传次数", "≥50个"),
            ("数量指标", "惠及户数", "≥500人"),
            ("数量指标", "培训人数", "≥95%"),
            ("数量指标", "培训规模（人）", "≥20场"),
            ("质量指标", "验收合格率", "≥10个"),
            ("社会效益指标", "居民参与比例", "≥500人次"),
            ("社会效益指标", "节水灌溉覆盖率", "≥80亩"),
            ("数量指标", "道路清扫面积", "≥95%"),
            ("服务对象满意度指标", "学员满意度", "≥100人"),
            ("时效指标", "申请办结时限", "≥95%"),
        ] {
            check_value(branch, name, value, &["D-07"]);
        }
    }

    #[test]
    fn units_that_go_with_the_name_are_in_order() {
        for (branch, name, value) in [
            ("数量指标", "培训人数", "≥50名"),
            ("数量指标", "培训人数", "≥1.2万人次"),
            ("数量指标", "社区活动场次", "≥20次"),
            ("数量指标", "开展培训次数", "≥12期"),
            ("数量指标", "宣传次数", "≥2次/月"),
            ("数量指标", "建设项目数量", "≥5公里"),
            ("数量指标", "巡查频率", "≥2次/周"),
            ("社会效益指标", "馆藏图书周转率", "≥2次"),
            ("社会效益指标", "公园服务覆盖面", "≥20公里"),
            ("数量指标", "道路清扫面积", "≥95万平方米"),
            ("社会效益指标", "孕产妇死亡率", "≤9/10万"),
            ("社会效益指标", "人口自然增长率", "≥5‰"),
            ("服务对象满意度指标", "学员满意度", "≥90分"),
            ("经济效益指标", "投入产出增长率", "≥2倍"),
            ("时效指标", "材料报送及时率", "≥95%"),
            // The share that is completed in time.
            ("时效指标", "项目完成时间", "≥95%"),
            ("时效指标", "项目支出进度", "≥95%"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
