//! The clock of the machine; nothing else asks for the time.

use crate::base::date::{Date, Year};
use crate::base::moment::Moment;

/// The present moment; the beginning of 1970 where the clock shows a date beyond all calendars.
pub fn now() -> Moment {
    moment_of(&jiff::Zoned::now()).unwrap_or_default()
}

fn moment_of(time: &jiff::Zoned) -> Option<Moment> {
    let date = Date::new(
        u16::try_from(time.year()).ok()?,
        u8::try_from(time.month()).ok()?,
        u8::try_from(time.day()).ok(),
    )?;
    let part = |number: i8| u8::try_from(number).ok();
    Moment::new(
        date,
        part(time.hour())?,
        part(time.minute())?,
        part(time.second())?,
        u16::try_from(time.millisecond()).ok()?,
    )
}

/// Today; `None` where the clock shows a date beyond all calendars.
pub fn today() -> Option<Date> {
    moment_of(&jiff::Zoned::now()).map(Moment::date)
}

/// The year that a new draft is for: forms are written in autumn for the year to come, and mended
/// in spring.
pub fn drafting_year() -> Option<Year> {
    let today = jiff::Zoned::now().date();
    let ahead = i16::from(today.month() >= 7);
    u16::try_from(today.year().saturating_add(ahead))
        .ok()
        .and_then(Year::new)
}
