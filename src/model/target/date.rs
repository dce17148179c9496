//! Dates of an 指标值, as exact as they are written.
//!
//! Every value of these types exists in the calendar; 2月29日 without a year does.

use crate::base::date::Date;

/// A date with what is said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetDate {
    /// The date.
    pub date: PartialDate,
    /// How the value stands to it.
    pub role: DateRole,
}

/// A year or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    /// The year with four digits, also where two are written; absent in 12月底前.
    pub year: Option<u16>,
    /// The part of the year.
    pub part: DatePart,
}

/// A part of a year, from the whole to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// The year as a whole.
    Year,
    /// 上半年 (1) or 下半年 (2).
    Half(u8),
    /// 第一季度 (1) to 第四季度 (4).
    Quarter(u8),
    /// A month, 1–12.
    Month(u8),
    /// A day.
    Day {
        /// 1–12.
        month: u8,
        /// 1–31 as the month allows.
        day: u8,
    },
}

/// How a value stands to its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    /// The date alone: 2024年12月31日.
    Plain,
    /// 前, 之前, 以前.
    Before,
    /// 底, 末.
    End,
    /// 底前, 末前.
    BeforeEnd,
    /// 内, 之内.
    Within,
    /// 完成 alone: 2024年12月完成.
    Done,
}

/// From one date to another, both included; the same twice for 全年.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first date.
    pub from: PartialDate,
    /// The last date; has the year of the first where it is written without.
    pub to: PartialDate,
}

/// How often something comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// 每日, 每天.
    Day,
    /// 每周.
    Week,
    /// 每月.
    Month,
    /// 每季度.
    Quarter,
    /// 每半年.
    HalfYear,
    /// 每年.
    Year,
}

impl TargetDate {
    /// Something is to be done by then: anything but a date alone.
    pub fn is_deadline(self) -> bool {
        self.role != DateRole::Plain
    }
}

impl PartialDate {
    /// The first day of it; `year` stands in where none is written.
    ///
    /// `None` for 2月29日 in a year without.
    pub fn first_day(self, year: u16) -> Option<Date> {
        let year = self.year.unwrap_or(year);
        let (month, day) = match self.part {
            DatePart::Year => (1, 1),
            DatePart::Half(half) => (half.checked_sub(1)?.checked_mul(6)?.checked_add(1)?, 1),
            DatePart::Quarter(nth) => (nth.checked_sub(1)?.checked_mul(3)?.checked_add(1)?, 1),
            DatePart::Month(month) => (month, 1),
            DatePart::Day { month, day } => (month, day),
        };
        Date::new(year, month, Some(day))
    }

    /// The last day of it; `year` stands in where none is written.
    ///
    /// `None` for 2月29日 in a year without.
    pub fn last_day(self, year: u16) -> Option<Date> {
        let year = self.year.unwrap_or(year);
        let month = match self.part {
            DatePart::Year => 12,
            DatePart::Half(half) => half.checked_mul(6)?,
            DatePart::Quarter(nth) => nth.checked_mul(3)?,
            DatePart::Month(month) => month,
            DatePart::Day { month, day } => return Date::new(year, month, Some(day)),
        };
        (28..=31)
            .rev()
            .find_map(|day| Date::new(year, month, Some(day)))
    }
}
