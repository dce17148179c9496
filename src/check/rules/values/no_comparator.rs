//! D-03: a number without a comparator.

use super::common::{likely_comparator, quantity, rewrite, with_comparator};
use crate::check::context::{Row, quoted};
use crate::check::subject::Subject;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Quantity};
use crate::model::template::Level2Role;

pub(super) static RULE: Rule = Rule {
    id: "no-comparator",
    code: "D-03",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[
        "no-unit",
        "percent-sign-missing",
        "fraction-for-percent",
        "percent-above-hundred",
    ],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值是数字，却没有写计算符号。",
    why: "“500人次”可以是不少于、等于或者不超过，年末考核时无从判断算不算完成。",
    example: "“培训人次”的指标值只写“500人次”。",
    how: "补上“≥”“＝”或者“≤”，例如“≥500人次”。",
    source: "申报系统把指标值分为计算符号、数值、计量单位各一栏（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::UNSIGNED) {
        let Some(quantity) = quantity(&value) else {
            continue;
        };
        if quantity.comparator.is_some() || stands_by_itself(value.row, quantity) {
            continue;
        }
        let message = format!("{}没有计算符号", quoted(value.value.raw()));
        let likely = likely_comparator(value.row, quantity);
        let finding = value.report(ctx, sink, message);
        let finding = finding.fix(rewrite(&value, with_comparator(value.value, likely)));
        if likely != Comparator::Equal {
            let equal = with_comparator(value.value, Comparator::Equal);
            finding.fix(rewrite(&value, equal));
        }
    }
}

/// A standard (每人每月190元), a frequency (每年2次) and 约500人 say how they are meant.
fn stands_by_itself(row: &Row<'_>, quantity: &Quantity) -> bool {
    quantity.is_approximate
        || quantity.unit.contains(['/', '每'])
        || row.subject.any(Subject::COST)
        || row.is_in(Level2Role::Cost)
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended_value, check_value};

    #[test]
    fn a_bare_number_with_its_unit_is_told() {
        check_value(
            "数量指标",
            "培训人次",
            "500人次",
            &["D-03 hint: “500人次”没有计算符号"],
        );
        check_mended_value(["数量指标", "培训人次", "500人次"], "D-03", "≥500人次");
        check_mended_value(["质量指标", "学员合格率", "100%"], "D-03", "＝100%");
        check_mended_value(["质量指标", "有责投诉率", "3%"], "D-03", "≤3%");
        check_mended_value(["质量指标", "安全事故次数", "0次"], "D-03", "＝0次");
    }

    #[test]
    fn signs_words_dates_grades_and_standards_say_how_they_are_meant() {
        for (branch, name, value) in [
            ("数量指标", "培训人次", "≥500人次"),
            ("数量指标", "巡查频率", "每月2次"),
            ("质量指标", "评审结果", "国家二级以上"),
            ("质量指标", "市级排名", "前10名"),
            ("质量指标", "师生比例", "1:50"),
            ("质量指标", "造价偏差率", "±3%以内"),
            ("时效指标", "办结时限", "5个工作日内"),
            ("时效指标", "完成时间", "2025年12月前"),
            ("时效指标", "服务时间", "2025年1月-12月"),
            ("成本指标", "社工购买标准", "11.92万元/人·年"),
            ("成本指标", "讲课费标准", "800元"),
        ] {
            check_value(branch, name, value, &[]);
        }
    }
}
