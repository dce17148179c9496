//! `Year` and `Date`; there is no clock in here, today comes from outside.

use std::fmt;

use super::text;

/// A budget year that the form accepts: 2000–2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

impl Year {
    /// The first accepted year.
    pub const MIN: u16 = 2000;
    /// The last accepted year.
    pub const MAX: u16 = 2100;

    /// `None` outside 2000–2100.
    pub fn new(number: u16) -> Option<Self> {
        (Self::MIN..=Self::MAX)
            .contains(&number)
            .then_some(Self(number))
    }

    /// Reads four digits, full-width ones too, with or without 年.
    pub fn parse(input: &str) -> Option<Self> {
        let folded = text::fold_width(input);
        let digits = folded.trim().trim_end_matches('年').trim();
        if digits.len() != 4 || !digits.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().and_then(Self::new)
    }

    /// The number, e.g. 2025.
    pub fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A calendar date, or a month of it where no day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, e.g. 2025; not limited to the years of the form.
    pub year: u16,
    /// 1–12.
    pub month: u8,
    /// 1–31 as the month allows; absent in 2025年12月.
    pub day: Option<u8>,
}

impl Date {
    /// `None` for dates that do not exist, such as 2月30日.
    pub fn new(year: u16, month: u8, day: Option<u8>) -> Option<Self> {
        let last = days_in(year, month)?;
        day.is_none_or(|day| (1..=last).contains(&day))
            .then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01, below 0 before; a month without a day counts from its first.
    pub fn day_number(self) -> i32 {
        // Years that begin in March put the leap day at their end.
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let year = if month > 2 { year } else { year - 1 };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.day.unwrap_or(1)) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

fn days_in(year: u16, month: u8) -> Option<u8> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if leap => Some(29),
        2 => Some(28),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_years_as_people_write_them() {
        for input in ["2025", " 2025 ", "２０２５", "2025年"] {
            assert_eq!(Year::parse(input).map(Year::number), Some(2025), "{input}");
        }
        for input in ["", "25", "1999", "2101", "20255", "二〇二五", "+202"] {
            assert_eq!(Year::parse(input), None, "{input}");
        }
    }

    #[test]
    fn knows_the_calendar() {
        assert!(Date::new(2024, 2, Some(29)).is_some());
        assert!(Date::new(2025, 2, Some(29)).is_none());
        assert!(Date::new(2100, 2, Some(29)).is_none());
        assert!(Date::new(2025, 13, None).is_none());
        assert!(Date::new(2025, 12, None).is_some());
        assert!(Date::new(2025, 4, Some(0)).is_none());
    }

    #[test]
    fn days_are_counted_through_all_months_and_leap_years() {
        let number = |year, month, day| Date::new(year, month, Some(day)).unwrap().day_number();
        assert_eq!(number(1970, 1, 1), 0);
        assert_eq!(number(2000, 3, 1), 11_017);
        let mut last = number(1999, 12, 31);
        for year in 2000..=2004 {
            for month in 1..=12 {
                for day in 1..=days_in(year, month).unwrap() {
                    assert_eq!(number(year, month, day), last + 1, "{year}-{month}-{day}");
                    last += 1;
                }
            }
        }
    }
}
