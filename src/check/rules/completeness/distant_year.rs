//! the year is neither this one nor a neighbour of it.

use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::{Entry, FieldPath};

pub(super) static RULE: Rule = Rule {
    id: "distant-year",
    code: "A-03",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "年度离今年很远。",
    why: "绩效目标表在预算年度的前一年编报，年初还会修改；更远的年度多半是沿用旧表忘了改。",
    example: "2026年打开的新表，年度仍是“2023”。",
    how: "确认年度；查看往年的表时可以忽略这一条。",
    source: "预算编报的惯例：当年编报下一年度（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let (Entry::Value(year), Some(today)) = (&ctx.draft.year, ctx.situation.today) else {
        return;
    };
    if year.number().abs_diff(today.year) > 1 {
        let message = format!("年度是 {year} 年，而今年是 {} 年", today.year);
        sink.at(FieldPath::Year, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::base::date::Date;
    use crate::check::Situation;
    use crate::check::testing::{check_rule, check_rule_when};

    #[test]
    fn years_beyond_the_neighbours_of_this_one_are_told() {
        let today = Situation {
            today: Date::new(2026, 3, Some(1)),
            ..Situation::default()
        };
        for year in [2025, 2026, 2027] {
            check_rule_when(today, &format!("base minimal\nyear = {year}"));
        }
        check_rule_when(
            today,
            "base minimal\nyear = 2024 #! A-03 hint: 年度是 2024 年，而今年是 2026 年",
        );
        check_rule_when(
            today,
            "base minimal\nyear = 2028 #! A-03 hint: 年度是 2028 年，而今年是 2026 年",
        );
    }

    #[test]
    fn without_a_clock_every_year_is_in_order() {
        check_rule("base minimal\nyear = 2001");
    }
}
