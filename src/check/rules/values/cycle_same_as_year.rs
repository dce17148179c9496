//! D-27: the goals span years and the cycle of every indicator is that of one.

use super::common::quantity_of;
use crate::check::context::Row;
use crate::check::context::Text;
use crate::check::subject::Subject;
use crate::check::traits::Traits;
use crate::check::value::Columns;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{Entry, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "cycle-same-as-year",
    code: "D-27",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "总体绩效目标跨几个年度，而每个指标的实施周期指标值都和年度指标值一样。",
    why: "跨年度的目标，数量应当随周期累加；两栏全都一样，多半是把年度值照抄了一遍。",
    example: "目标写“2025—2027年”，而所有指标两栏相同。",
    how: "按整个周期填写实施周期指标值，或者确认目标只有一年。",
    source: "实施周期指标值是整个周期的目标，年度指标值是其中当年的目标（常见审核要求）。",
};

/// As few rows as this say nothing.
const MIN_ROWS: usize = 3;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let rows = ctx.rows();
    let is_copied = |row: &Row<'_>| row.columns == Columns::Both;
    if !ctx.template.has_cycle() || rows.len() < MIN_ROWS || !rows.iter().all(is_copied) {
        return;
    }
    if !rows.iter().any(adds_up) {
        return;
    }
    let year = match &ctx.draft.year {
        Entry::Value(year) => year.number(),
        _ => return,
    };
    let goals = ctx.texts().iter();
    let mut goals = goals.filter(|text| matches!(text.path, FieldPath::Goal(_)));
    if let Some((text, (from, to))) = goals.find_map(|text| Some((text, span(text, year)?))) {
        let message = format!("目标从 {from} 年到 {to} 年，而所有指标的两栏都相同");
        let related = (text.path.clone(), format!("这里写到 {to} 年"));
        sink.at(FieldPath::Indicators, message)
            .related(related.0, related.1);
    }
}

/// A number that grows from year to year, such as 300场.
fn adds_up(row: &Row<'_>) -> bool {
    let quantity = quantity_of(&row.indicator.year);
    let counts = quantity.is_some_and(|quantity| !quantity.is_percent());
    counts
        && !row
            .subject
            .any(Subject::RATIO.or(Subject::COST).or(Subject::NEGATIVE))
}

/// The first span of years in a goal that holds the year of the form: 2025—2027年, 2025年至2027年.
fn span(text: &Text<'_>, year: u16) -> Option<(u16, u16)> {
    if !text.traits.any(Traits::YEAR_WORD) {
        return None;
    }
    let mut rest = text.typed;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (_, digits) = rest.split_at_checked(start)?;
        let (from, behind) = leading_number(digits);
        rest = behind;
        let to = from.and_then(|from| Some((from, second_year(behind)?)));
        if let Some((from, to)) = to.filter(|(from, to)| from < to && (*from..=*to).contains(&year))
        {
            return Some((from, to));
        }
    }
    None
}

/// The year behind a dash or 至, itself followed by 年.
fn second_year(behind: &str) -> Option<u16> {
    const DASHES: [char; 8] = ['-', '—', '–', '－', '~', '～', '至', '到'];
    let behind = behind.strip_prefix('年').unwrap_or(behind);
    let after = behind.trim_start_matches(DASHES);
    let (year, tail) = leading_number(after);
    (after.len() < behind.len() && tail.starts_with('年'))
        .then_some(year)
        .flatten()
}

/// A year of four digits at the start, and what follows the digits.
fn leading_number(text: &str) -> (Option<u16>, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let year = digits.parse().ok().filter(|_| digits.len() == 4);
    (year, rest)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn goals_over_years_with_copied_columns_are_told() {
        for goal in [
            "2025—2027年，每年开设课程。",
            "2024-2026年开设课程。",
            "自2025年至2027年开设社区课程。",
        ] {
            let (from, to) = match goal {
                "2024-2026年开设课程。" => (2024, 2026),
                _ => (2025, 2027),
            };
            check_rule(&format!(
                "base minimal
                goals/g1 = 通过“社区课堂”项目，{goal}
                indicators #! D-27 hint: 目标从 {from} 年到 {to} 年，而所有指标的两栏都相同"
            ));
        }
    }

    #[test]
    fn one_year_past_years_and_filled_columns_are_in_order() {
        check_rule(
            "base minimal\ngoals/g1 = 通过“社区课堂”项目，在2025年1—12月开设面向居民的课程。",
        );
        check_rule(
            "base minimal
            goals/g1 = 通过“社区课堂”项目，2025—2027年为居民开设家门口的课程。
            indicators/i3/cycle = ≥360场",
        );
    }
}
