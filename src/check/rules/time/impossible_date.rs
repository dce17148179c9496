//! G-03: a date that no calendar has.

use super::common::impossible_day;
use crate::check::context::quoted;
use crate::check::traits::Traits;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink, Value};
use crate::edit::Transaction;
use crate::model::target::Reading;
use crate::model::{Entry, FieldPath, IndicatorField};

pub(super) static RULE: Rule = Rule {
    id: "impossible-date",
    code: "G-03",
    severity: Severity::Error,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "写了日历上没有的日期。",
    why: "不存在的日期无法作为时限，公开之后尤其显眼。",
    example: "“2月30日前”“11月31日”“2025年13月”。",
    how: "核对日期；写到月底的，改成当月的最后一天。",
    source: "日历。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for text in ctx.texts() {
        let is_prose = !matches!(
            text.path,
            FieldPath::Indicator(_, IndicatorField::Cycle | IndicatorField::Year)
        );
        if is_prose
            && text.traits.all(Traits::DIGIT.or(Traits::MONTH_WORD))
            && let Some(found) = mistake(text.typed)
        {
            let fix = found.mended.map(|mended| {
                let label = format!("改为“{}”", mended.day);
                Transaction::set(label, text.path.clone(), mended.text)
            });
            sink.at(text.path.clone(), found.message)
                .fix(fix.map(Fix::changes_meaning));
        }
    }
    let dated = Kinds::IMPOSSIBLE_DATE.or(Kinds::DATE).or(Kinds::PERIOD);
    let worded = Kinds::VAGUE.or(Kinds::FREE).or(Kinds::FIGURE);
    for value in ctx.values_of(dated.or(worded)) {
        report_value(ctx, &value, sink);
    }
}

fn report_value(ctx: &CheckCtx<'_>, value: &Value<'_>, sink: &mut Sink<'_>) {
    let raw = value.value.raw();
    let is_impossible = match value.reading() {
        Reading::ImpossibleDate(_) => true,
        Reading::Date(date) => {
            is_leap_day_of_another_year(ctx, |year| date.date.last_day(year).is_none())
        }
        Reading::Vague(_) | Reading::Free | Reading::Figure(_) | Reading::Period(_) => false,
        _ => return,
    };
    let found = mistake(raw);
    let (message, mended) = match found {
        Some(found) => (found.message, found.mended),
        None if is_impossible => (message(raw), None),
        None => return,
    };
    let fix = mended.map(|mended| value.set(format!("改为“{}”", mended.day), &mended.text));
    value
        .report(ctx, sink, message)
        .fix(fix.map(Fix::changes_meaning));
}

/// 2月29日 in a form for a year that has none.
fn is_leap_day_of_another_year(ctx: &CheckCtx<'_>, is_missing: impl Fn(u16) -> bool) -> bool {
    match &ctx.draft.year {
        Entry::Value(year) => is_missing(year.number()),
        Entry::Empty | Entry::Raw(_) => false,
    }
}

fn message(written: &str) -> String {
    format!("日历上没有{}", quoted(written))
}

/// A date that there is not, and the text with the last day of its month.
struct Mistake {
    message: String,
    mended: Option<Mended>,
}

struct Mended {
    text: String,
    day: String,
}

fn mistake(text: &str) -> Option<Mistake> {
    let found = impossible_day(text)?;
    let written = text.get(found.span.clone())?;
    let mended = found.last_day.and_then(|(digits, last)| {
        let before = text.get(..digits.start)?;
        let behind = text.get(digits.end..)?;
        let month = text.get(found.span.start..digits.start)?;
        let sign = text.get(digits.end..found.span.end)?;
        Some(Mended {
            text: format!("{before}{last}{behind}"),
            day: format!("{month}{last}{sign}"),
        })
    });
    Some(Mistake {
        message: message(written),
        mended,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn days_that_there_are_not_are_errors_everywhere() {
        check_rule(
            "base minimal
            goals/g1 = 通过“社区课堂”项目，2月30日前开课。 #! G-03 error: 日历上没有“2月30日” [fix]
            tasks/t2/goal = 2025年13月前完成。 #! G-03 error: 日历上没有“2025年13月”",
        );
        check_rule(
            "base complete
            indicators/i27/cycle = 2025年11月31日前
            indicators/i27/year = 2025年11月31日前 #! G-03 error: 日历上没有“2025年11月31日” [fix]",
        );
    }

    #[test]
    fn days_that_there_are_stay() {
        check_rule(
            "base minimal
            goals/g1 = 通过“社区课堂”项目，2024年2月29日后的1.5月内、12月31日前、满13月龄。
            year = 2024",
        );
    }

    #[test]
    fn the_last_day_of_the_month_is_proposed() {
        check_fix(
            "base minimal
            tasks/t2/content = 社区课堂于6月31日、2025年2月29日各开一场。 #! G-03 error: 日历上没有“6月31日” [fix]",
            "base minimal
            tasks/t2/content = 社区课堂于6月30日、2025年2月29日各开一场。",
        );
    }
}
