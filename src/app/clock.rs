//! The clock of the machine; nothing else asks for the time.

use crate::base::date::Year;

/// The time of day, `10:32`.
pub fn time_of_day() -> String {
    jiff::Zoned::now().strftime("%H:%M").to_string()
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
