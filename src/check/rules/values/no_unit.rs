//! D-05: a number that counts something has no unit.

use super::common::{
    likely_comparator, quantity, rewrite, unit_of_name, with_comparator, with_unit,
};
use crate::check::Value;
use crate::check::context::{Row, quoted};
use crate::check::subject::{Subject, core};
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::TargetValue;
use crate::model::target::Quantity;
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "no-unit",
    code: "D-05",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "数量指标的指标值没有计量单位。",
    why: "单看“50000”不知道是人、场还是元；申报系统的计量单位是必录项，名称括号里的单位不算。",
    example: "“补贴人数（人）”的指标值写“50000”。",
    how: "把单位写进指标值：“≥50000人”。",
    source: "申报系统规定定量指标必须录入计量单位（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::BARE) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        if !quantity.unit.is_empty() || quantity.number.is_zero() || !counts(value.row) {
            continue;
        }
        let typed = quoted(value.value.raw());
        let message = match quantity.comparator {
            Some(_) => format!("{typed}没有计量单位"),
            None => format!("{typed}没有计算符号和计量单位"),
        };
        let whole = completed(&value, quantity);
        value.report(ctx, sink, message).fix(rewrite(&value, whole));
    }
}

/// Something is counted here, and not a share, an index or a mark.
fn counts(row: &Row<'_>) -> bool {
    const UNITLESS: [&str; 6] = ["指数", "系数", "分数", "得分", "评分", "倍数"];
    let counts = row.is_in(Level2Role::Quantity) || row.subject.any(Subject::COUNT);
    let core = core(&row.indicator.name);
    let is_unitless = UNITLESS.iter().any(|word| core.ends_with(word));
    counts && !is_unitless && !row.subject.any(Subject::RATIO)
}

/// With the unit that the name gives away, and with a comparator.
fn completed(value: &Value<'_>, quantity: &Quantity) -> Option<String> {
    let unit = unit_of_name(&value.row.indicator.name)?;
    let with_unit = with_unit(value.value, unit)?;
    if quantity.comparator.is_some() {
        return Some(with_unit);
    }
    let likely = likely_comparator(value.row, quantity);
    with_comparator(&TargetValue::read(&with_unit), likely)
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended, check_mended_value, check_row, check_value};

    #[test]
    fn a_bare_number_under_quantity_is_told_once() {
        check_value(
            "数量指标",
            "补贴人数",
            "50000",
            &["D-05 warning: “50000”没有计算符号和计量单位"],
        );
        check_mended_value(["数量指标", "补贴人数", "50000"], "D-05", "≥50000人");
        check_value(
            "数量指标",
            "惠民活动",
            "≥20",
            &["D-05 warning: “≥20”没有计量单位"],
        );
        check_value(
            "经济效益指标",
            "新增就业人数（人）",
            "1500",
            &["D-05 warning"],
        );
        check_mended_value(["数量指标", "惠民活动场次", "≥20"], "D-05", "≥20场");
        check_mended_value(
            ["数量指标", "受益群众（人次）", "20以上"],
            "D-05",
            "20人次以上",
        );
    }

    #[test]
    fn each_column_is_completed_by_itself() {
        check_row(
            ["数量指标", "培训人数（人）", "900", "300"],
            &["cycle D-05", "year D-05"],
        );
        check_mended(
            ["数量指标", "培训人数（人）", "900", "≥300人"],
            "D-05",
            ["数量指标", "培训人数（人）", "≥900人", "≥300人"],
        );
    }

    #[test]
    fn units_nothing_and_what_has_no_unit_are_in_order() {
        for (branch, name, value) in [
            ("数量指标", "培训人数", "≥300人"),
            ("数量指标", "培训规模", "≥1.2万人次"),
            ("数量指标", "安全责任事故数", "＝0"),
            ("数量指标", "设备配置比例", "1:50"),
            ("经济效益指标", "营商环境指数", "≥90"),
            ("社会效益指标", "群众测评得分", "≥90"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
