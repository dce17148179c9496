//! Which versions of a draft are no longer needed: the older, the fewer.
//!
//! Invariants: nothing pinned, nothing of today or of the future, and not the newest state of the
//! file ever goes; thinning what was thinned changes nothing.
//!
//! Limit: ages are told by the clock of the computer; where it was wrong by years while versions
//! were kept, they are as old as it said.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::name::{Kind, Stamp};
use crate::base::date::Date;

/// Days for which unsaved changes are kept.
pub const DISCARDED_DAYS: i32 = 30;
/// Days of which the last state of the file is kept.
pub const DAILY_DAYS: i32 = 31;
/// Months of which the last state of the file is kept.
pub const MONTHLY_MONTHS: i32 = 12;

/// The places, in rising order, of the versions of a draft that are no longer needed.
///
/// Kept are those of today and of the future, for a clock may have been wrong; pinned ones;
/// discarded ones for 30 days; of the states that the file had, the last of each of 31 days and
/// of each of 12 months, and the newest.
pub fn thinned(stamps: &[Stamp], today: Date) -> Vec<usize> {
    let mut newest_first: Vec<(usize, &Stamp)> = stamps.iter().enumerate().collect();
    newest_first.sort_by_key(|(_, stamp)| Reverse(stamp.at));
    let mut periods = Periods::default();
    newest_first.retain(|(_, stamp)| {
        let is_last_of_period = stamp.kind.was_in_the_file() && periods.begins(stamp, today);
        !is_last_of_period && !is_protected(stamp, today)
    });
    let mut places: Vec<usize> = newest_first.into_iter().map(|(place, _)| place).collect();
    places.sort_unstable();
    places
}

/// Neither age nor lack of room removes it.
pub(super) fn is_protected(stamp: &Stamp, today: Date) -> bool {
    let age_days = today.day_number() - stamp.at.date().day_number();
    let is_fresh = match stamp.kind {
        Kind::Discarded => age_days <= DISCARDED_DAYS,
        Kind::Saved | Kind::Replaced => age_days <= 0,
    };
    stamp.is_pinned || is_fresh
}

/// The days and months seen so far, from the newest version to the oldest.
#[derive(Default)]
struct Periods {
    days: BTreeSet<i32>,
    months: BTreeSet<i32>,
}

impl Periods {
    /// This one is the last of a day or month that counts, or the newest of all.
    fn begins(&mut self, stamp: &Stamp, today: Date) -> bool {
        let date = stamp.at.date();
        let is_newest = self.days.is_empty();
        let is_new_day = self.days.insert(date.day_number());
        let is_new_month = self.months.insert(month_number(date));
        let age_days = today.day_number() - date.day_number();
        let age_months = month_number(today) - month_number(date);
        is_newest
            || (is_new_day && age_days <= DAILY_DAYS)
            || (is_new_month && age_months <= MONTHLY_MONTHS)
    }
}

fn month_number(date: Date) -> i32 {
    i32::from(date.year) * 12 + i32::from(date.month)
}
