//! D-24: the two columns differ in unit or comparator.

use super::common::{differing_numbers, report_beside_cycle};
use super::unit_not_fitting::is_unfit;
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Quantity};
use crate::model::{Indicator, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "columns-of-two-kinds",
    code: "D-24",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "实施周期指标值和年度指标值的计量单位或者计算符号不同。",
    why: "同一个指标在两栏里应当用同样的口径，否则无法对照年度完成了多少。",
    example: "实施周期“≥300人”，年度“≥20场”。",
    how: "统一计量单位和计算符号。",
    source: "同一指标分列总体和年度两个指标值，口径应当一致（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for (row, of_cycle, of_year) in differing_numbers(ctx) {
        let (differing, severity) = if is_unfit(row, of_cycle) || is_unfit(row, of_year) {
            continue;
        } else if differs_in_unit(of_cycle, of_year) {
            ("计量单位", Severity::Warning)
        } else if let Some(severity) = differs_in_sign(of_cycle, of_year) {
            ("计算符号", severity)
        } else {
            continue;
        };
        let label = ctx.label(&row.path(IndicatorField::Cycle));
        let Indicator { cycle, year, .. } = row.indicator;
        let (cycle, year) = (quoted(cycle.raw()), quoted(year.raw()));
        let message = format!("{year}与{label}{cycle}的{differing}不同");
        report_beside_cycle(sink, row, message).severity(severity);
    }
}

/// A unit that is missing is told as such.
fn differs_in_unit(cycle: &Quantity, year: &Quantity) -> bool {
    let known = !cycle.unit.is_empty() && !year.unit.is_empty();
    known && cycle.unit != year.unit && cycle.unit_key() != year.unit_key()
}

/// How bad it is that the signs differ; a ＝ beside a ≥ may be meant.
fn differs_in_sign(cycle: &Quantity, year: &Quantity) -> Option<Severity> {
    let (cycle, year) = (cycle.comparator?, year.comparator?);
    if cycle == year {
        return None;
    }
    let is_equal = [cycle, year].contains(&Comparator::Equal);
    Some(if is_equal {
        Severity::Hint
    } else {
        Severity::Warning
    })
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_row;
    use crate::check::testing::check_rule;

    #[test]
    fn columns_that_cannot_be_compared_are_told() {
        check_row(
            ["数量指标", "服务规模", "≥300人", "≥20场"],
            &["year D-24 warning: “≥20场”与“实施周期指标值”“≥300人”的计量单位不同"],
        );
        check_row(
            ["数量指标", "服务规模", "≥300人", "≤200人"],
            &["year D-24 warning: “≤200人”与“实施周期指标值”“≥300人”的计算符号不同"],
        );
        check_row(
            ["数量指标", "服务规模", "≥300人", "＝200人"],
            &["year D-24 hint"],
        );
    }

    #[test]
    fn the_same_in_other_words_is_in_order() {
        check_row(["数量指标", "服务规模", "≥1.2万人次", "≥3000人次"], &[]);
        check_row(
            ["数量指标", "救助标准", "≥190元每人每月", "≥190元/人/月"],
            &[],
        );
        check_row(
            ["时效指标", "完成时间", "2026年12月前", "2025年12月前"],
            &[],
        );
        check_row(["数量指标", "服务规模", "≥300人", "200人"], &["year D-03"]);
        check_row(["数量指标", "服务规模", "≥300人", "≥200"], &["year D-05"]);
    }

    #[test]
    fn a_form_with_one_column_has_nothing_to_compare() {
        check_rule(
            "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%
            indicators/i3/cycle = ≤3人",
        );
    }
}
