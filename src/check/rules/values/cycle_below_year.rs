//! D-25: the number of the whole cycle is less than that of one of its years.

use super::common::differing_numbers;
use super::common::{Family, family};
use crate::check::context::quoted;
use crate::check::subject::Subject;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;
use crate::model::target::Quantity;

pub(super) static RULE: Rule = Rule {
    id: "cycle-below-year",
    code: "D-25",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "实施周期的数量比其中一年的还少。",
    why: "实施周期包含这一年，总数不应当比一年的数少，多半是两栏填反了。",
    example: "实施周期“≥100场”，年度“≥300场”。",
    how: "核对两栏；一年的事两栏写一样的数。",
    source: "实施周期指标值是整个周期的目标，年度指标值是其中当年的目标（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let not_added = Subject::RATIO.or(Subject::NEGATIVE);
    for (row, of_cycle, of_year) in differing_numbers(ctx) {
        if !row.subject.any(not_added) && is_less(of_cycle, of_year) {
            let (cycle, year) = (&row.indicator.cycle, &row.indicator.year);
            let path = row.path(IndicatorField::Cycle);
            let message = format!(
                "{}{}比年度的{}还少",
                ctx.label(&path),
                quoted(cycle.raw()),
                quoted(year.raw())
            );
            let label = ctx.label(&row.path(IndicatorField::Year));
            let year = row.path(IndicatorField::Year);
            sink.at(path, message)
                .related(year, format!("{label}比它多"));
        }
    }
}

/// Both count the same, and years add up to a cycle; averages, marks and shares do not.
fn is_less(cycle: &Quantity, year: &Quantity) -> bool {
    let ((of_cycle, unit), (of_year, _)) = (cycle.scaled(), year.scaled());
    let adds_up = !unit.contains(['/', '每'])
        && matches!(
            family(unit),
            Some(
                Family::People
                    | Family::Events
                    | Family::Households
                    | Family::Things
                    | Family::Money
            )
        );
    let same_sign = match (cycle.comparator, year.comparator) {
        (Some(cycle), Some(year)) => cycle == year,
        _ => true,
    };
    adds_up && same_sign && of_cycle < of_year && cycle.unit_key() == year.unit_key()
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_row;

    #[test]
    fn a_cycle_with_less_than_one_of_its_years_is_told() {
        check_row(
            ["数量指标", "活动场次", "≥100场", "≥300场"],
            &["cycle D-25 warning: “实施周期指标值”“≥100场”比年度的“≥300场”还少"],
        );
        check_row(
            ["数量指标", "服务规模", "≥0.2万人次", "≥3000人次"],
            &["cycle D-25"],
        );
        check_row(
            ["成本指标", "项目总成本", "≤90万元", "≤120万元"],
            &["cycle D-25"],
        );
    }

    #[test]
    fn larger_cycles_and_what_does_not_add_up_are_in_order() {
        check_row(["数量指标", "活动场次", "≥900场", "≥300场"], &[]);
        check_row(["数量指标", "服务规模", "≥1万人次", "≥3000人次"], &[]);
        check_row(["数量指标", "巡查频率", "≥2次/周", "≥3次/周"], &[]);
        check_row(["质量指标", "安全事故数", "≤2起", "≤3起"], &[]);
        check_row(["社会效益指标", "群众测评得分", "≥85分", "≥90分"], &[]);
    }
}
