//! D-18: a value is a word that nobody can measure.

use crate::base::text;
use crate::check::Value;
use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Reading, Scale};
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "vague-target-value",
    code: "D-18",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值只有“良好”“明显”一类的词，没有量化，也没有分档。",
    why: "没有尺度，年末完成得好不好全凭感觉，无法考核和计分。",
    example: "“驿站运营情况”的指标值写“良好”，“服务数量”写“明显增加”。",
    how: "能用数字的写数字；确实不能的，写明分档标准，例如“优（90分以上）”。",
    source: "财预〔2015〕88号要求指标细化量化，不能以量化形式表述的可采用定性、分级分档的形式。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let worded = Kinds::GRADE.or(Kinds::VAGUE).or(Kinds::FREE);
    for value in ctx.values_of(worded) {
        if !is_vague(&value) {
            continue;
        }
        let typed = quoted(value.value.raw());
        if value.row.is_in(Level2Role::Quantity) {
            value
                .report(
                    ctx,
                    sink,
                    format!("数量指标应当是数字，而指标值写的是{typed}"),
                )
                .severity(Severity::Warning);
        } else {
            value
                .report(ctx, sink, format!("{typed}没有量化，难以考核"))
                .hint("能用数字的写数字，不能的写明分档标准");
        }
    }
}

fn is_vague(value: &Value<'_>) -> bool {
    // What is said of time without a time is another matter under 时效.
    let is_timely = value.row.is_in(Level2Role::Timeliness);
    match value.reading() {
        Reading::Grade(grade) => matches!(grade.scale, Scale::Words | Scale::Pass) && !is_timely,
        Reading::Vague(_) => !is_timely,
        Reading::Free => value.row.is_in(Level2Role::Quantity) && is_prose(value.value.raw()),
        _ => false,
    }
}

/// Chinese words without a number, and none that only hold a place.
fn is_prose(raw: &str) -> bool {
    const PLACEHOLDERS: [&str; 9] = [
        "无",
        "略",
        "同上",
        "待定",
        "暂无",
        "待补充",
        "待填",
        "未定",
        "空",
    ];
    let raw = raw.trim();
    let is_word = |c: char| text::is_han(c) || matches!(c, '，' | '、' | '。' | '；');
    raw.chars().all(is_word) && !PLACEHOLDERS.contains(&raw)
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;

    #[test]
    fn words_for_a_value_are_told() {
        for value in [
            "良好",
            "合格以上",
            "明显提升",
            "有效改善",
            "较好",
            "保持稳定",
            "及时",
            "效果明显",
        ] {
            check_value("社会效益指标", "服务情况", value, &["D-18 hint: “"]);
        }
        check_value("服务对象满意度指标", "学员满意度", "满意", &["D-18 hint"]);
    }

    #[test]
    fn words_under_quantity_are_warned_of() {
        for value in ["明显增加", "良好", "按计划完成", "全部覆盖"] {
            check_value(
                "数量指标",
                "服务数量",
                value,
                &["D-18 warning: 数量指标应当是数字，而指标值写的是“"],
            );
        }
    }

    #[test]
    fn numbers_levels_dates_and_times_are_in_order() {
        for (branch, name, value) in [
            ("数量指标", "服务数量", "≥50个"),
            ("质量指标", "驿站评定等级", "国家二级以上"),
            ("质量指标", "信用评级", "AA级"),
            ("质量指标", "市级排名", "前10名"),
            ("时效指标", "完成时间", "2025年12月前"),
            ("时效指标", "完成时间", "按合同服务周期完成"),
            ("数量指标", "服务数量", "待定"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
