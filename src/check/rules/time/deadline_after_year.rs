//! G-02: the year's value is due after the year.

use super::common::years;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink, Value};
use crate::model::target::Reading;
use crate::model::{Entry, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "deadline-after-year",
    code: "G-02",
    severity: Severity::Warning,
    fix: FixAvailability::None,
    yields_to: &["impossible-date"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "年度指标值里的日期晚于本表年度的12月31日。",
    why: "年度指标值要在本年度内完成，晚于年底的时限在年终自评时无法评价。",
    example: "2025年的表，年度指标值是“2026年3月前”。",
    how: "写本年度要完成的进度；跨年的最终时限写在实施周期指标值里。",
    source: "年度指标值按预算年度填写（常见审核要求：时限性）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let Entry::Value(form_year) = &ctx.draft.year else {
        return;
    };
    let form_year = form_year.number();
    let dated = Kinds::DATE
        .or(Kinds::PERIOD)
        .or(Kinds::VAGUE)
        .or(Kinds::FREE);
    for value in ctx.values_of(dated) {
        if value.field == IndicatorField::Year
            && let Some(year) = year_of(&value)
            && year > form_year
        {
            let message = format!("年度指标值的时间在{year}年，晚于本表的 {form_year} 年");
            value
                .report(ctx, sink, message)
                .hint("年度指标值写本年度内要完成的进度");
        }
    }
}

/// The year in which the value is due.
fn year_of(value: &Value<'_>) -> Option<u16> {
    match value.reading() {
        Reading::Date(date) => date.date.year,
        Reading::Period(period) => period.from.year,
        Reading::Vague(_) | Reading::Free => {
            let raw = value.value.raw();
            // 2025—2026年 may be what the matter takes, and 到2030年 is far away.
            let mut found = years(raw).filter(|found| found.range_from.is_none());
            let due = found.next()?;
            let rest = raw.get(due.end..)?;
            let is_due = ["前", "底", "完成", "建成", "交付"];
            let is_due = is_due.iter().any(|word| rest.contains(word));
            is_due.then_some(due.year)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::check_rule;

    #[test]
    fn the_year_ends_with_december() {
        check_rule(
            "base minimal
            indicators/+ 时效指标 | 站点建设完成时间 | 2026年3月前 | 2026年3月前
            indicators/i7/year #! G-02 warning: 年度指标值的时间在2026年，晚于本表的 2025 年
            indicators/+ 时效指标 | 站点验收时间 | 2026年3月前 | 2026年6月30日
            indicators/i8/year #! G-02 warning: 年度指标值的时间在2026年，晚于本表的 2025 年",
        );
    }

    #[test]
    fn dates_of_the_year_and_of_the_whole_matter_are_in_order() {
        check_rule(
            "base minimal
            indicators/+ 时效指标 | 站点建设完成时间 | 2026年3月前 | 2025年12月31日前
            indicators/+ 时效指标 | 站点验收时间 | 2026年3月前 | 2025年12月31日",
        );
    }
}
