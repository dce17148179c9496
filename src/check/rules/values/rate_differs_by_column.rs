//! D-26: a rate differs between the columns.

use super::common::{Family, differing_numbers, family, report_beside_cycle};
use crate::check::context::quoted;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Comparator, Quantity};
use crate::model::{Indicator, TargetValue};

pub(super) static RULE: Rule = Rule {
    id: "rate-differs-by-column",
    code: "D-26",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &["columns-of-two-kinds"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "同一个比率在两栏里的数不同。",
    why: "比率不像数量可以逐年累加，周期和当年一般是同一个要求；不同时多半有一栏忘了改。",
    example: "“合格率”实施周期“≥95%”，年度“≥90%”。",
    how: "核对两栏；确实逐年提高的可以忽略这一条。",
    source: "同一指标分列总体和年度两个指标值，口径应当一致（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for (row, of_cycle, of_year) in differing_numbers(ctx) {
        let are_rates = of_cycle.is_percent() && of_year.is_percent();
        let quoted = |value: &TargetValue| quoted(value.raw());
        let Indicator { cycle, year, .. } = row.indicator;
        let message = if are_rates && of_cycle.number != of_year.number {
            let (cycle, year) = (quoted(cycle), quoted(year));
            format!("比率在两栏里不同，实施周期是{cycle}，年度是{year}")
        } else if is_dearer(of_cycle, of_year) {
            let (cycle, year) = (quoted(cycle), quoted(year));
            format!("年度的单位成本{year}超过了实施周期的{cycle}")
        } else {
            continue;
        };
        report_beside_cycle(sink, row, message);
    }
}

/// A price for one, such as 900元/人, of which the year may spend more than the cycle.
fn is_dearer(cycle: &Quantity, year: &Quantity) -> bool {
    let at_most = |quantity: &Quantity| quantity.comparator.is_some_and(Comparator::is_upper_bound);
    let ((of_cycle, unit), (of_year, _)) = (cycle.scaled(), year.scaled());
    let is_price = unit.contains(['/', '每']) && family(unit) == Some(Family::Money);
    let is_same = cycle.unit_key() == year.unit_key();
    is_price && is_same && at_most(cycle) && at_most(year) && of_year > of_cycle
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_row;

    #[test]
    fn two_rates_are_told() {
        check_row(
            ["质量指标", "学员合格率", "≥95%", "≥90%"],
            &["year D-26 hint: 比率在两栏里不同，实施周期是“≥95%”，年度是“≥90%”"],
        );
        check_row(
            ["成本指标", "人均成本", "≤800元/人", "≤900元/人"],
            &["year D-26 hint: 年度的单位成本“≤900元/人”超过了实施周期的“≤800元/人”"],
        );
        check_row(
            ["质量指标", "学员合格率", "≤95%", "≥90%"],
            &["cycle D-16", "year D-24"],
        );
    }

    #[test]
    fn equal_rates_and_counts_are_in_order() {
        check_row(["质量指标", "学员合格率", "≥95%", "≥95%"], &[]);
        check_row(["质量指标", "学员合格率", "≥95%", "≥95.0%"], &[]);
        check_row(["数量指标", "活动场次", "≥900场", "≥300场"], &[]);
        check_row(["成本指标", "人均成本", "≤900元/人", "≤800元/人"], &[]);
        check_row(["成本指标", "人均成本", "≤0.09万元/人", "≤900元/人"], &[]);
    }
}
