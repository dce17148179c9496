//! Reads the dates of an 指标值 from folded text.
//!
//! Every function looks at a bounded number of characters, however long the text is.

use crate::base::date::Date;
use crate::base::numeral;

use super::date::{DatePart, DateRole, PartialDate, Period, TargetDate};
use super::notation::DateForm;
use super::words::strip_any;

/// A date at the start of a text.
pub(super) struct Found<'a> {
    pub(super) what: What,
    pub(super) form: DateForm,
    /// The text behind.
    pub(super) rest: &'a str,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Date(TargetDate),
    Period(Period),
    /// No calendar has it.
    Impossible,
}

/// Two-digit years are those of this century that a form can mean.
const SHORT_YEARS: std::ops::RangeInclusive<u16> = 15..=60;
const LONG_YEARS: std::ops::RangeInclusive<u16> = 1900..=2199;

/// Words for the end of a date; longer ones first.
const ROLES: [(&str, DateRole); 15] = [
    ("底之前", DateRole::BeforeEnd),
    ("底以前", DateRole::BeforeEnd),
    ("末之前", DateRole::BeforeEnd),
    ("底前", DateRole::BeforeEnd),
    ("末前", DateRole::BeforeEnd),
    ("之前", DateRole::Before),
    ("以前", DateRole::Before),
    ("以内", DateRole::Within),
    ("之内", DateRole::Within),
    ("底", DateRole::End),
    ("末", DateRole::End),
    ("前", DateRole::Before),
    ("内", DateRole::Within),
    ("完成", DateRole::Done),
    ("全部完成", DateRole::Done),
];

/// Between the dates of a period.
const TO: [&str; 8] = ["至", "到", "—", "-", "~", "－", "―", "─"];

/// The date or period at the start of a text.
pub(super) fn at(text: &str) -> Option<Found<'_>> {
    if let Some(found) = years(text) {
        return Some(found);
    }
    if let Some(rest) = text.strip_prefix("全年") {
        let year = PartialDate {
            year: None,
            part: DatePart::Year,
        };
        let whole = Period {
            from: year,
            to: year,
        };
        return Some(Found {
            what: What::Period(whole),
            form: DateForm::Standard,
            rest,
        });
    }
    let first = point(text)?;
    let Point::Real(from) = first.point else {
        let (_, rest) = role(first.rest);
        return Some(first.with(What::Impossible, rest));
    };
    if let Some(found) = period(from, &first) {
        return Some(found);
    }
    if let Some(rest) = first.rest.strip_prefix("全年") {
        let whole = Period { from, to: from };
        return (from.part == DatePart::Year).then(|| first.with(What::Period(whole), rest));
    }
    let (role, rest) = role(first.rest);
    // 12月 alone is a date; a year of two digits or none needs more.
    let enough = from.year.is_some() || from.part != DatePart::Year || role != DateRole::Plain;
    enough.then(|| first.with(What::Date(TargetDate { date: from, role }), rest))
}

/// 前, 底前 and the like at the start of a text.
pub(super) fn role(text: &str) -> (DateRole, &str) {
    let spaceless = text.trim_start_matches(' ');
    // 2024年前三季度 is no deadline.
    if strip_any(spaceless, &["前三季", "前两", "前半", "前一", "前期"]).is_some() {
        return (DateRole::Plain, text);
    }
    ROLES
        .iter()
        .find_map(|(word, role)| spaceless.strip_prefix(word).map(|rest| (*role, rest)))
        .unwrap_or((DateRole::Plain, text))
}

/// The standard spelling.
pub(super) fn written(what: What) -> Option<String> {
    match what {
        What::Date(TargetDate {
            date:
                PartialDate {
                    year: None,
                    part: DatePart::Year,
                },
            role: role @ (DateRole::Plain | DateRole::Done),
        }) => Some(format!("当年{}", suffix(role))),
        What::Date(date) => Some(format!("{}{}", spelt(date.date), suffix(date.role))),
        What::Period(period) => Some(spelt_period(period)),
        What::Impossible => None,
    }
}

fn spelt_period(period: Period) -> String {
    let Period { from, to } = period;
    if from == to {
        let year = from.year.map(|year| format!("{year}年"));
        return format!("{}全年", year.unwrap_or_default());
    }
    let to = if from.year == to.year && to.part != DatePart::Year {
        PartialDate { year: None, ..to }
    } else {
        to
    };
    format!("{}至{}", spelt(from), spelt(to))
}

fn spelt(date: PartialDate) -> String {
    let year = date
        .year
        .map(|year| format!("{year}年"))
        .unwrap_or_default();
    match date.part {
        DatePart::Year if year.is_empty() => "年".to_owned(),
        DatePart::Year => year,
        DatePart::Half(1) => format!("{year}上半年"),
        DatePart::Half(_) => format!("{year}下半年"),
        DatePart::Quarter(nth) => {
            let nth = ["一", "二", "三", "四"].get(usize::from(nth).saturating_sub(1));
            format!("{year}第{}季度", nth.unwrap_or(&""))
        }
        DatePart::Month(month) => format!("{year}{month}月"),
        DatePart::Day { month, day } => format!("{year}{month}月{day}日"),
    }
}

fn suffix(role: DateRole) -> &'static str {
    match role {
        DateRole::Plain => "",
        DateRole::Before => "前",
        DateRole::End => "底",
        DateRole::BeforeEnd => "底前",
        DateRole::Within => "内",
        DateRole::Done => "完成",
    }
}

/// One date without what is said about it.
struct PointFound<'a> {
    point: Point,
    form: DateForm,
    rest: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Point {
    Real(PartialDate),
    Impossible,
}

impl<'a> PointFound<'a> {
    fn with(&self, what: What, rest: &'a str) -> Found<'a> {
        Found {
            what,
            form: self.form,
            rest,
        }
    }
}

fn period<'a>(from: PartialDate, first: &PointFound<'a>) -> Option<Found<'a>> {
    let (_, behind) = strip_any(first.rest.trim_start_matches(' '), &TO)?;
    let second = point(behind.trim_start_matches(' '))?;
    let Point::Real(to) = second.point else {
        return None;
    };
    let to = PartialDate {
        year: to.year.or(from.year),
        part: to.part,
    };
    // 2024-2026年: a plain year takes its 年 from the second.
    (to.year.is_some() == from.year.is_some() && to != from)
        .then(|| first.with(What::Period(Period { from, to }), second.rest))
}

/// 2024-2026年, 2024—2026年.
fn years(text: &str) -> Option<Found<'_>> {
    let (from, rest) = digits(text)?;
    let (_, rest) = strip_any(rest, &TO)?;
    let (to, rest) = digits(rest)?;
    let rest = rest.strip_prefix('年')?;
    let whole = |year| PartialDate {
        year: Some(year),
        part: DatePart::Year,
    };
    let in_order = LONG_YEARS.contains(&from) && LONG_YEARS.contains(&to) && from != to;
    in_order.then_some(Found {
        what: What::Period(Period {
            from: whole(from),
            to: whole(to),
        }),
        form: DateForm::Standard,
        rest,
    })
}

fn point(text: &str) -> Option<PointFound<'_>> {
    words(text)
        .or_else(|| signs(text))
        .or_else(|| characters(text))
}

/// 年底, 年内, 当年, 本年度, 上半年: without a number.
fn words(text: &str) -> Option<PointFound<'_>> {
    let real = |part, rest| PointFound {
        point: Point::Real(PartialDate { year: None, part }),
        form: DateForm::Standard,
        rest,
    };
    if let Some(rest) = strip_any(text, &["当年度", "本年度", "当年", "本年"]).map(|(_, rest)| rest)
    {
        return Some(real(DatePart::Year, rest));
    }
    if let Some(rest) = text.strip_prefix('年')
        && role(rest).0 != DateRole::Plain
    {
        return Some(real(DatePart::Year, rest));
    }
    part_in_words(text).map(|(part, rest)| real(part, rest))
}

/// 上半年, 第四季度, 四季度.
fn part_in_words(text: &str) -> Option<(DatePart, &str)> {
    if let Some(rest) = text.strip_prefix("上半年") {
        return Some((DatePart::Half(1), rest));
    }
    if let Some(rest) = text.strip_prefix("下半年") {
        return Some((DatePart::Half(2), rest));
    }
    let text = text.strip_prefix('第').unwrap_or(text);
    let c = text.chars().next()?;
    let nth = c
        .to_digit(10)
        .map(i64::from)
        .or_else(|| numeral::digit(c))?;
    let rest = text.get(c.len_utf8()..)?;
    let rest = rest.strip_prefix('个').unwrap_or(rest);
    let rest = rest.strip_prefix("季度")?;
    let nth = u8::try_from(nth).ok().filter(|nth| (1..=4).contains(nth))?;
    Some((DatePart::Quarter(nth), rest))
}

/// 2024-12-31, 2024.12, 2024/12/31.
fn signs(text: &str) -> Option<PointFound<'_>> {
    let (year, rest) = digits(text)?;
    let year = (text.len() - rest.len() == 4 && LONG_YEARS.contains(&year)).then_some(year)?;
    let sign = rest.chars().next()?;
    let form = match sign {
        '-' => DateForm::Dashes,
        '.' => DateForm::Dots,
        '/' => DateForm::Slashes,
        _ => return None,
    };
    let (month, rest) = digits(rest.strip_prefix(sign)?)?;
    let day = rest.strip_prefix(sign).and_then(digits);
    let Some((day, rest)) = day else {
        let month = (1..=12).contains(&month).then_some(month)?;
        let rest = rest.strip_prefix('月').unwrap_or(rest);
        // 2024-12% and 2024.5万元 are numbers.
        let ends = rest.is_empty() || role(rest).0 != DateRole::Plain || !continues(rest);
        return ends.then_some(PointFound {
            point: real(Some(year), month, None),
            form,
            rest,
        });
    };
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    Some(PointFound {
        point: real(Some(year), month, Some(day)),
        form,
        rest,
    })
}

fn continues(rest: &str) -> bool {
    rest.starts_with(|c: char| {
        !matches!(
            c,
            ' ' | '，' | ',' | '。' | ';' | '；' | '-' | '~' | '至' | '到' | '—'
        )
    })
}

/// 2024年12月31日 and its parts, 24年12月, 12月31日, 二〇二四年.
fn characters(text: &str) -> Option<PointFound<'_>> {
    let (number, rest) = figures(text)?;
    let is_chinese = !text.starts_with(|c: char| c.is_ascii_digit());
    let length = text.len() - rest.len();
    let mut form = if is_chinese {
        DateForm::OtherNumerals
    } else {
        DateForm::Standard
    };
    let Some(behind) = rest.trim_start_matches(' ').strip_prefix('年') else {
        let (point, rest) = month_and_day(None, text).or_else(|| {
            let (month, rest) = month_before_another(text)?;
            Some((real(None, month.into(), None), rest))
        })?;
        return Some(PointFound { point, form, rest });
    };
    let behind = behind.strip_prefix('度').unwrap_or(behind);
    let behind = behind.trim_start_matches(' ');
    let is_short = length == 2 && SHORT_YEARS.contains(&number);
    let year = if LONG_YEARS.contains(&number) {
        number
    } else if is_short && !is_chinese {
        form = DateForm::ShortYear;
        number.checked_add(2000)?
    } else {
        return None;
    };
    let (part, rest) = part_of_year(year, behind);
    // 24年 alone counts years; 24年12月 and 24年底 are of 2024.
    let enough = !is_short
        || part
            != Point::Real(PartialDate {
                year: Some(year),
                part: DatePart::Year,
            })
        || matches!(role(rest).0, DateRole::BeforeEnd | DateRole::End);
    enough.then_some(PointFound {
        point: part,
        form,
        rest,
    })
}

fn part_of_year(year: u16, behind: &str) -> (Point, &str) {
    let of = |part| {
        Point::Real(PartialDate {
            year: Some(year),
            part,
        })
    };
    if let Some((part, rest)) = part_in_words(behind) {
        return (of(part), rest);
    }
    if let Some(found) = month_and_day(Some(year), behind) {
        return found;
    }
    if let Some(month) = month_before_another(behind) {
        return (of(DatePart::Month(month.0)), month.1);
    }
    (of(DatePart::Year), behind)
}

/// The 1 of 1-12月.
fn month_before_another(text: &str) -> Option<(u8, &str)> {
    let (month, rest) = digits(text)?;
    let month = u8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let (_, behind) = strip_any(rest, &TO)?;
    let (_, behind) = digits(behind)?;
    behind.starts_with('月').then_some((month, rest))
}

fn month_and_day(year: Option<u16>, text: &str) -> Option<(Point, &str)> {
    let (month, rest) = figures(text)?;
    let rest = rest.trim_start_matches(' ').strip_prefix(['月'])?;
    let rest = rest.strip_prefix('份').unwrap_or(rest);
    let day = figures(rest.trim_start_matches(' ')).and_then(|(day, rest)| {
        let rest = rest.trim_start_matches(' ').strip_prefix(['日', '号'])?;
        Some((day, rest))
    });
    Some(match day {
        Some((day, rest)) => (real(year, month, Some(day)), rest),
        None => (real(year, month, None), rest),
    })
}

fn real(year: Option<u16>, month: u16, day: Option<u16>) -> Point {
    // 2月29日 without a year is a date: 2024 has it.
    let date = u8::try_from(month).ok().and_then(|month| {
        let day = day.map(u8::try_from).transpose().ok()?;
        Date::new(year.unwrap_or(2024), month, day)
    });
    date.map_or(Point::Impossible, |date| {
        let part = date
            .day
            .map_or(DatePart::Month(date.month), |day| DatePart::Day {
                month: date.month,
                day,
            });
        Point::Real(PartialDate { year, part })
    })
}

/// One to four digits and no more, and the text behind.
fn digits(text: &str) -> Option<(u16, &str)> {
    let end = text
        .char_indices()
        .take(5)
        .find(|(_, c)| !c.is_ascii_digit())
        .map_or(text.len().min(5), |(at, _)| at);
    let (figures, rest) = text.split_at_checked(end)?;
    (!figures.is_empty() && figures.len() <= 4).then_some(())?;
    figures.parse().ok().map(|number| (number, rest))
}

/// Digits, or a Chinese numeral in their place.
fn figures(text: &str) -> Option<(u16, &str)> {
    digits(text).or_else(|| {
        let c = text.chars().next()?;
        let (number, rest) = numeral::leading(text).filter(|_| numeral::is_figure(c))?;
        number.to_string().parse().ok().map(|number| (number, rest))
    })
}
