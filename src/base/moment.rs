//! `Moment`: the date and time on the clock of the room; there is no clock in here.

use std::fmt;
use std::str::FromStr;

use super::date::Date;

/// A date and a time of day, by the local clock, to the millisecond.
///
/// Limitation: where clocks are put back an hour, the moments of that hour cannot be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The date, with its day.
    date: Date,
    /// Milliseconds since midnight, below 86,400,000.
    millis: u32,
}

const MILLIS_OF_DAY: u32 = 86_400_000;
const MILLIS_OF_HOUR: u32 = 3_600_000;
const MILLIS_OF_MINUTE: u32 = 60_000;

impl Moment {
    /// `None` for dates without a day and times that do not exist.
    pub fn new(date: Date, hour: u8, minute: u8, second: u8, milli: u16) -> Option<Self> {
        let exists = date.day.is_some() && hour < 24 && minute < 60 && second < 60 && milli < 1000;
        exists.then(|| Self {
            date,
            millis: u32::from(hour) * MILLIS_OF_HOUR
                + u32::from(minute) * MILLIS_OF_MINUTE
                + u32::from(second) * 1000
                + u32::from(milli),
        })
    }

    /// Its date.
    pub fn date(self) -> Date {
        self.date
    }

    /// The next millisecond; `None` at the end of the last year that can be counted.
    pub fn next(self) -> Option<Self> {
        let Self { date, millis } = self;
        if millis + 1 < MILLIS_OF_DAY {
            let millis = millis + 1;
            return Some(Self { date, millis });
        }
        let date = day_after(date)?;
        Some(Self { date, millis: 0 })
    }

    /// For people, to the minute: `2026-11-22 14:05`.
    pub fn to_the_minute(self) -> String {
        format!("{} {}", day_text(self.date), self.time_of_day())
    }

    /// For people, where several may lie in one minute: `2026-11-22 14:05:09`.
    pub fn to_the_second(self) -> String {
        format!("{}:{:02}", self.to_the_minute(), self.clock().second)
    }

    /// For people: `14:05`.
    pub fn time_of_day(self) -> String {
        let Clock { hour, minute, .. } = self.clock();
        format!("{hour:02}:{minute:02}")
    }

    fn clock(self) -> Clock {
        Clock {
            hour: self.millis / MILLIS_OF_HOUR,
            minute: self.millis % MILLIS_OF_HOUR / MILLIS_OF_MINUTE,
            second: self.millis % MILLIS_OF_MINUTE / 1000,
            milli: self.millis % 1000,
        }
    }
}

impl Default for Moment {
    /// The beginning of 1970.
    fn default() -> Self {
        let date = Date {
            year: 1970,
            month: 1,
            day: Some(1),
        };
        Self { date, millis: 0 }
    }
}

struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    milli: u32,
}

fn day_after(date: Date) -> Option<Date> {
    let Date { year, month, day } = date;
    let new = |year, month, day| Date::new(year, month, Some(day));
    new(year, month, day? + 1)
        .or_else(|| new(year, month + 1, 1))
        .or_else(|| new(year.checked_add(1)?, 1, 1))
}

fn day_text(date: Date) -> String {
    let day = date.day.unwrap_or_default();
    format!("{:04}-{:02}-{day:02}", date.year, date.month)
}

impl fmt::Display for Moment {
    /// `2026-11-22 14.05.09.123`: sorts by time as text, and may stand in a file name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Clock {
            hour,
            minute,
            second,
            milli,
        } = self.clock();
        let day = day_text(self.date);
        write!(f, "{day} {hour:02}.{minute:02}.{second:02}.{milli:03}")
    }
}

/// A text that is no moment as [`Moment`] writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a moment")]
pub struct NotAMoment;

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let read = || {
            let mut parts = text.split(['-', ' ', '.']);
            let date = Date::new(
                number(parts.next()?)?,
                number(parts.next()?)?,
                Some(number(parts.next()?)?),
            )?;
            let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
            let (second, milli) = (number(parts.next()?)?, number(parts.next()?)?);
            Self::new(date, hour, minute, second, milli)
        };
        read()
            .filter(|moment| moment.to_string() == text)
            .ok_or(NotAMoment)
    }
}

fn number<T: FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_and_read() {
        let date = Date::new(2026, 1, Some(2)).unwrap();
        let moment = Moment::new(date, 23, 5, 9, 7).unwrap();
        assert_eq!(moment.to_string(), "2026-01-02 23.05.09.007");
        assert_eq!("2026-01-02 23.05.09.007".parse(), Ok(moment));
        assert_eq!(moment.to_the_minute(), "2026-01-02 23:05");
        assert_eq!(moment.to_the_second(), "2026-01-02 23:05:09");
        let later = Moment::new(date, 23, 5, 9, 8).unwrap();
        assert!(later > moment && later.to_string() > moment.to_string());
    }

    #[test]
    fn the_next_millisecond_may_be_of_another_day_or_year() {
        #[track_caller]
        fn check(moment: &str, next: Option<&str>) {
            let moment: Moment = moment.parse().unwrap();
            assert_eq!(moment.next().map(|next| next.to_string()).as_deref(), next);
        }
        check("2026-01-02 23.05.09.999", Some("2026-01-02 23.05.10.000"));
        check("2024-02-28 23.59.59.999", Some("2024-02-29 00.00.00.000"));
        check("2026-02-28 23.59.59.999", Some("2026-03-01 00.00.00.000"));
        check("2026-12-31 23.59.59.999", Some("2027-01-01 00.00.00.000"));
        check("65535-12-31 23.59.59.999", None);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "2026-01-02",
            "2026-02-30 00.00.00.000",
            "2026-01-02 24.00.00.000",
            "2026-01-02 00.60.00.000",
            "2026-01-02 00.00.60.000",
            "2026-1-2 00.00.00.000",
            "2026-01-02 00.00.00.000.ron",
            "2026.01.02 00.00.00.000",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(NotAMoment), "{text}");
        }
        let date = Date::new(2026, 1, None).unwrap();
        assert_eq!(Moment::new(date, 0, 0, 0, 0), None);
    }
}
