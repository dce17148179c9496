//! G-04: a date of a value is not written with 年, 月 and 日.

use crate::check::context::quoted;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::model::target::{Aspect, DateForm};

pub(super) static RULE: Rule = Rule {
    id: "nonstandard-date",
    code: "G-04",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &["impossible-date"],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标值里的日期没有写成“某年某月某日”的样子。",
    why: "同一张表里日期写法不一，读起来费力，“24年”“2024.12”还容易看成数量。",
    example: "“2024.12”“2024-12-31”“24年12月前”。",
    how: "写成“2024年12月”“2024年12月31日”。",
    source: "公文中日期用阿拉伯数字将年、月、日标全的惯例（常见审核要求：格式规范）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    for value in ctx.values_of(Kinds::DATE.or(Kinds::PERIOD)) {
        if is_plain(value.value.raw()) {
            continue;
        }
        let notation = value.value.notation();
        if notation
            .dates
            .iter()
            .all(|form| *form == DateForm::Standard)
        {
            continue;
        }
        let raw = value.value.raw();
        let mended = value.value.mended(Aspect::Dates);
        let fix = mended
            .filter(|mended| mended != raw)
            .map(|mended| Fix::safe(value.set(format!("改为“{mended}”"), &mended)));
        let message = format!("日期{}没有用年、月、日标明", quoted(raw));
        value.report(ctx, sink, message).fix(fix);
    }
}

/// Digits with 年, 月 and 日, the year with all of its digits: what most dates are.
fn is_plain(raw: &str) -> bool {
    let is_of_date = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '前' | '底');
    let year = raw.find('年').unwrap_or(4);
    let is_one = year == 4 && raw.matches('年').count() <= 1;
    is_one && raw.contains(['年', '月']) && raw.chars().all(is_of_date)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[track_caller]
    fn check_told(value: &str, standard: &str) {
        let fixture = |value: &str| {
            format!("base complete\nindicators/i27/cycle = {value}\nindicators/i27/year = {value}")
        };
        let told =
            format!("indicators/i27/year #! G-04 hint: 日期“{value}”没有用年、月、日标明 [safe]");
        let before = format!("{}\n{told}", fixture(value));
        check_rule(&before);
        check_fix(&before, &fixture(standard));
    }

    #[test]
    fn dates_with_signs_and_short_years_are_written_out() {
        check_told("2025.12", "2025年12月");
        check_told("2025-12", "2025年12月");
        check_told("2025/12/31", "2025年12月31日");
        check_told("25年12月前", "2025年12月前");
        check_told("2025-12-31前完成", "2025年12月31日前完成");
    }

    #[test]
    fn written_dates_and_other_values_stay() {
        for value in [
            "2025年12月31日前",
            "年底前",
            "2025年上半年",
            "≥2025.12",
            "1.5年",
        ] {
            check_rule(&format!(
                "base complete
                indicators/i27/cycle = {value}
                indicators/i27/year = {value}"
            ));
        }
    }
}
