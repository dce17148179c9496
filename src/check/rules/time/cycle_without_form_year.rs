//! G-07: a span of years that does not hold the year of the form.

use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::Entry;
use crate::model::target::{Period, Reading};

pub(super) static RULE: Rule = Rule {
    id: "cycle-without-form-year",
    code: "G-07",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &["deadline-after-year"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值里的起止年份不包含本表的年度。",
    why: "实施周期应当包含本年度，否则这个指标与本年度的预算无关，多半是沿用旧表忘了改。",
    example: "2025年的表，实施周期指标值是“2022年—2024年”。",
    how: "核对起止年份。",
    source: "实施周期包含预算年度（常见审核要求：时限性）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Entry::Value(form_year) = &ctx.draft.year else {
        return;
    };
    let form_year = form_year.number();
    for value in ctx.values_of(Kinds::PERIOD) {
        if let Reading::Period(period) = value.reading()
            && misses(period, form_year)
        {
            let raw = quoted(value.value.raw());
            value.report(ctx, sink, format!("{raw}不包含本表的 {form_year} 年"));
        }
    }
}

/// A span within one earlier year is a stale year and told as such.
fn misses(period: &Period, form_year: u16) -> bool {
    match (period.from.year, period.to.year) {
        (Some(from), Some(to)) => form_year < from || (to < form_year && from < to),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn a_cycle_that_is_over_or_not_begun_is_told() {
        check_rule(
            "base complete
            indicators/i27/cycle = 2022年1月-2024年12月 #! G-07 warning: “2022年1月-2024年12月”不包含本表的 2025 年
            indicators/i26/cycle = 2026年1月-2028年12月 #! G-07 warning: “2026年1月-2028年12月”不包含本表的 2025 年",
        );
    }

    #[test]
    fn a_cycle_with_the_year_is_in_order() {
        for cycle in [
            "2024年1月至2026年12月",
            "2025年1月—12月",
            "2023年7月至2025年6月",
            "全年",
        ] {
            check_rule(&format!("base complete\nindicators/i27/cycle = {cycle}"));
        }
    }
}
