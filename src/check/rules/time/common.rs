//! Years and days in running text.
//!
//! Every walk is linear in the text; what stands around a year is looked at in a bounded window.

use std::ops::Range;

use crate::base::date::Date;

/// Clauses are looked at this far on either side.
const WINDOW_CHARS: usize = 40;

/// Years outside of these are numbers of something else.
const YEARS: std::ops::RangeInclusive<u16> = 1950..=2100;

/// A year with four digits before 年.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearMention {
    /// The year.
    pub(super) year: u16,
    /// Its digits, in bytes.
    pub(super) digits: Range<usize>,
    /// Behind 年.
    pub(super) end: usize,
    /// The first year of a range that ends with it: 2024 in 2024—2026年.
    pub(super) range_from: Option<u16>,
}

/// The years of a text, in its order.
pub(super) fn years(text: &str) -> impl Iterator<Item = YearMention> + '_ {
    text.match_indices('年').filter_map(|(at, word)| {
        let before = text.get(..at)?;
        let digits_end = before.trim_end_matches(' ').len();
        let (year, digits_start) = four_digits_behind(before.get(..digits_end)?)?;
        Some(YearMention {
            year,
            digits: digits_start..digits_end,
            end: at + word.len(),
            range_from: range_start(text.get(..digits_start)?),
        })
    })
}

/// The year whose four digits end a text, and where they begin.
fn four_digits_behind(text: &str) -> Option<(u16, usize)> {
    let mut year = 0;
    let mut start = text.len();
    let mut chars = text.char_indices().rev();
    for place in [1, 10, 100, 1000] {
        let (at, c) = chars.next()?;
        year += digit(c)? * place;
        start = at;
    }
    let is_longer = chars.next().is_some_and(|(_, c)| digit(c).is_some());
    (!is_longer && YEARS.contains(&year)).then_some((year, start))
}

/// The year before the sign of a range that ends a text: 2024 in 2024年1月—.
fn range_start(text: &str) -> Option<u16> {
    let text = text.trim_end_matches(' ');
    let before = text.trim_end_matches(['-', '—', '－', '–', '~', '～', '至', '到', '－']);
    if before.len() == text.len() {
        return None;
    }
    let is_of_date = |c: char| digit(c).is_some() || "年月日号度初底末起/. ".contains(c);
    let start = before
        .char_indices()
        .rev()
        .take(16)
        .take_while(|(_, c)| is_of_date(*c))
        .last()?
        .0;
    let window = before.get(start..)?;
    let from = window.find(|c| digit(c).is_some())?;
    let window = window.get(from..)?;
    let len = window.find(|c| digit(c).is_none()).unwrap_or(window.len());
    let (year, start) = four_digits_behind(window.get(..len)?)?;
    (start == 0).then_some(year)
}

/// The value of a digit, also a full-width or Chinese one.
pub(super) fn digit(c: char) -> Option<u16> {
    Some(match c {
        '0'..='9' => u16::try_from(c.to_digit(10)?).ok()?,
        '０'..='９' => u16::try_from(u32::from(c) - u32::from('０')).ok()?,
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A year in digits like those that it takes the place of.
pub(super) fn year_like(year: u16, digits: &str) -> String {
    let plain = year.to_string();
    let alike: &[char; 10] = match digits.chars().next() {
        Some('０'..='９') => &['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
        Some(c) if !c.is_ascii_digit() => {
            &['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']
        }
        _ => return plain,
    };
    let like = |c: char| alike.get(usize::from(digit(c)?)).copied();
    plain.chars().filter_map(like).collect()
}

/// What stands before a place, up to one of these signs.
pub(super) fn before<'t>(text: &'t str, place: usize, ends: &str) -> &'t str {
    let head = text.get(..place).unwrap_or_default();
    let mut chars = head.char_indices().rev().take(WINDOW_CHARS);
    let mut start = place;
    for (at, c) in &mut chars {
        if ends.contains(c) {
            break;
        }
        start = at;
    }
    head.get(start..).unwrap_or_default()
}

/// What stands behind a place, up to one of these signs.
pub(super) fn behind<'t>(text: &'t str, place: usize, ends: &str) -> &'t str {
    let tail = text.get(place..).unwrap_or_default();
    let end = tail
        .char_indices()
        .take(WINDOW_CHARS)
        .take_while(|(_, c)| !ends.contains(*c))
        .map(|(at, c)| at + c.len_utf8())
        .last();
    tail.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// A day or a month that no calendar has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ImpossibleDay {
    /// From the year, where there is one, to 日 or 月.
    pub(super) span: Range<usize>,
    /// The digits of the day and the last day of that month, where only the day is too large.
    pub(super) last_day: Option<(Range<usize>, u8)>,
}

/// The first day or month of a text that no calendar has. 2月29日 without a year is one that
/// there is, and so is a bare number before 月.
pub(super) fn impossible_day(text: &str) -> Option<ImpossibleDay> {
    text.match_indices('月')
        .find_map(|(at, word)| impossible_at(text, at, at + word.len()))
}

fn impossible_at(text: &str, month_end: usize, behind_month: usize) -> Option<ImpossibleDay> {
    let head = text.get(..month_end)?;
    let (month, month_start) = short_number(head)?;
    let before_month = head.get(..month_start)?.trim_end_matches(' ');
    let year = before_month.strip_suffix('年').and_then(|head| {
        let head = head.trim_end_matches(' ');
        four_digits_behind(head)
    });
    let tail = text.get(behind_month..)?;
    let digits = tail.find(|c| digit(c).is_none()).unwrap_or(tail.len());
    let day = tail.get(..digits).and_then(short_number);
    let rest = tail.get(digits..)?;
    let has_day = rest.starts_with(['日', '号']) && !rest.starts_with("日龄");
    let start = year.map_or(month_start, |(_, start)| start);
    let day = day.filter(|(_, start)| has_day && *start == 0);
    let Some((day, _)) = day else {
        // Animals of 13月龄 are in order.
        let is_impossible = year.is_some() && !(1..=12).contains(&month) && !tail.starts_with('龄');
        return is_impossible.then_some(ImpossibleDay {
            span: start..behind_month,
            last_day: None,
        });
    };
    // A leap year stands in where none is written.
    let of_year = year.map_or(2024, |(year, _)| year);
    if Date::new(of_year, month, Some(day)).is_some() {
        return None;
    }
    let last = (28..=31)
        .rev()
        .find(|day| Date::new(of_year, month, Some(*day)).is_some());
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    let digits = behind_month..behind_month + digits;
    Some(ImpossibleDay {
        span: start..digits.end + sign,
        last_day: last
            .filter(|_| (29..=31).contains(&day))
            .map(|last| (digits, last)),
    })
}

/// The number of one or two half-width digits that ends a text, and where it begins.
fn short_number(text: &str) -> Option<(u8, usize)> {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = text.get(start..)?;
    if !(1..=2).contains(&digits.len()) || text.get(..start)?.ends_with(['.', '．', ',']) {
        return None;
    }
    digits.parse().ok().map(|number| (number, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_years(text: &str, expected: &[(u16, Option<u16>)]) {
        let found: Vec<_> = years(text)
            .map(|found| (found.year, found.range_from))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn years_are_found_in_every_kind_of_digits() {
        check_years("完成2024年任务", &[(2024, None)]);
        check_years("２０２４年和二〇二五年", &[(2024, None), (2025, None)]);
        check_years("2024 年", &[(2024, None)]);
        check_years("12024年、3年、24年、2150年、年", &[]);
        check_years("12355热线全年开放", &[]);
    }

    #[test]
    fn ranges_know_their_first_year() {
        for text in [
            "2024—2026年",
            "2024年-2026年",
            "2024至2026年",
            "2024年1月1日～2026年",
        ] {
            assert_eq!(years(text).last().unwrap().range_from, Some(2024), "{text}");
        }
        check_years("2024年，2026年", &[(2024, None), (2026, None)]);
        check_years("—2026年", &[(2026, None)]);
        check_years("到2030年", &[(2030, None)]);
    }

    #[track_caller]
    fn check_impossible(text: &str, expected: Option<&str>) {
        let found = impossible_day(text).map(|found| &text[found.span]);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_that_no_calendar_has_are_found() {
        check_impossible("于2月30日前完成", Some("2月30日"));
        check_impossible("2025年2月29日", Some("2025年2月29日"));
        check_impossible("6月1日至11月31号", Some("11月31号"));
        check_impossible("2025年13月前", Some("2025年13月"));
        check_impossible("2025年0月", Some("2025年0月"));
        check_impossible("14月3日", Some("14月3日"));
        for text in [
            "2月29日",
            "2024年2月29日",
            "12月31日",
            "13月",
            "满13月龄",
            "1.5月",
            "每月10日",
            "6个月30日内",
            "2025年12月",
            "",
        ] {
            check_impossible(text, None);
        }
    }
}
