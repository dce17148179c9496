//! Which versions of a draft are no longer needed: the older, the fewer.
//!
//! Invariants: nothing pinned, nothing of today or of the future, and none of the newest states of
//! the file ever goes; thinning what was thinned changes nothing.
//!
//! Ages are told by the clock of the computer. Where that is wrong by years, all versions look old
//! at once: the newest ones stay for that.

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
/// So many of the newest states of the file are kept, however old they are.
pub(super) const NEWEST: usize = 10;

/// The places, in rising order, of the versions of a draft that are no longer needed.
///
/// Kept are those of today and of the future, for a clock may have been wrong; pinned ones;
/// discarded ones for 30 days; of the states that the file had, the last of each of 31 days and
/// of each of 12 months, and the newest ten.
pub fn thinned(stamps: &[Stamp], today: Date) -> Vec<usize> {
    thinned_to(stamps, today, NEWEST)
}

/// The same where room is short: of the newest ones only the very newest stays for its place.
pub(super) fn not_needed(stamps: &[Stamp], today: Date) -> Vec<usize> {
    thinned_to(stamps, today, 1)
}

fn thinned_to(stamps: &[Stamp], today: Date, newest: usize) -> Vec<usize> {
    let mut newest_first: Vec<(usize, &Stamp)> = stamps.iter().enumerate().collect();
    newest_first.sort_by_key(|(_, stamp)| Reverse(stamp.at));
    let mut periods = Periods::default();
    newest_first.retain(|(_, stamp)| {
        let was_in_the_file = stamp.kind.was_in_the_file();
        let is_last_of_period = was_in_the_file && periods.begins(stamp, today);
        let is_among_newest = was_in_the_file && periods.states <= newest;
        !is_last_of_period && !is_among_newest && !is_protected(stamp, today)
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
    /// How many states of the file.
    states: usize,
    days: BTreeSet<i32>,
    months: BTreeSet<i32>,
}

impl Periods {
    /// This one is the last of a day or month that counts.
    fn begins(&mut self, stamp: &Stamp, today: Date) -> bool {
        let date = stamp.at.date();
        self.states += 1;
        let is_new_day = self.days.insert(date.day_number());
        let is_new_month = self.months.insert(month_number(date));
        let age_days = today.day_number() - date.day_number();
        let age_months = month_number(today) - month_number(date);
        (is_new_day && age_days <= DAILY_DAYS) || (is_new_month && age_months <= MONTHLY_MONTHS)
    }
}

fn month_number(date: Date) -> i32 {
    i32::from(date.year) * 12 + i32::from(date.month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        let moment = format!("{text} 00.00.00.000");
        moment
            .parse::<crate::base::moment::Moment>()
            .unwrap()
            .date()
    }

    /// Each line is a sign, `+` for what is kept and `-` for what goes, and a day with an hour,
    /// a kind and perhaps a pin.
    #[track_caller]
    fn check(today: &str, lines: &[&str]) {
        let stamp_of = |line: &&str| {
            let (day_and_hour, words) = line[2..].split_at("2026-11-22 10".len());
            Stamp::of_name(&format!("{day_and_hour}.00.00.000{words}.ron")).unwrap()
        };
        let stamps: Vec<Stamp> = lines.iter().map(stamp_of).collect();
        let removed = not_needed(&stamps, day(today));
        let shown = lines.iter().enumerate().map(|(place, line)| {
            let sign = if removed.contains(&place) { '-' } else { '+' };
            format!("{sign}{}", &line[1..])
        });
        assert_eq!(shown.collect::<Vec<_>>(), lines, "on {today}");
    }

    #[test]
    fn a_clock_that_jumps_ahead_leaves_the_newest_states() {
        let stamp = |day: usize| {
            let name = format!("2026-11-{day:02} 10.00.00.000 已保存.ron");
            Stamp::of_name(&name).unwrap()
        };
        let stamps: Vec<Stamp> = (1..=15).rev().map(stamp).collect();
        assert_eq!(thinned(&stamps, day("2026-11-16")), [0_usize; 0]);
        let old = NEWEST..15;
        assert_eq!(thinned(&stamps, day("2046-11-16")), old.collect::<Vec<_>>());
    }

    #[test]
    fn all_of_today_and_of_the_future_stay() {
        check(
            "2026-11-22",
            &[
                "+ 2027-05-01 10 已保存",
                "+ 2027-05-01 09 覆盖前",
                "+ 2026-11-23 09 未保存的修改",
                "+ 2026-11-22 12 已保存",
                "+ 2026-11-22 11 已保存",
                "+ 2026-11-22 10 覆盖前",
                "+ 2026-11-22 09 未保存的修改",
            ],
        );
    }

    #[test]
    fn of_thirty_one_days_the_last_state_stays() {
        check(
            "2026-11-22",
            &[
                "+ 2026-11-21 11 覆盖前",
                "- 2026-11-21 10 已保存",
                "+ 2026-11-20 10 已保存",
                "+ 2026-10-25 11 已保存",
                "+ 2026-10-22 11 已保存",
                "- 2026-10-22 10 已保存",
                "- 2026-10-21 11 已保存",
            ],
        );
    }

    #[test]
    fn of_twelve_months_the_last_state_stays() {
        check(
            "2026-11-22",
            &[
                "+ 2026-11-22 10 已保存",
                "+ 2026-09-30 11 已保存",
                "- 2026-09-30 10 已保存",
                "- 2026-09-01 10 已保存",
                "+ 2026-01-01 00 覆盖前",
                "+ 2025-12-31 23 已保存",
                "+ 2025-11-01 10 已保存",
                "- 2025-10-31 10 已保存",
                "- 2024-11-22 10 已保存",
            ],
        );
    }

    #[test]
    fn the_newest_state_stays_however_old_it_is() {
        check(
            "2026-11-22",
            &[
                "- 2026-10-01 10 未保存的修改",
                "+ 2019-03-01 11 覆盖前",
                "- 2019-03-01 10 已保存",
            ],
        );
    }

    #[test]
    fn what_was_discarded_stays_thirty_days_and_no_longer() {
        check(
            "2026-11-22",
            &[
                "+ 2026-11-22 10 已保存",
                "+ 2026-10-23 11 未保存的修改",
                "+ 2026-10-23 10 未保存的修改",
                "- 2026-10-22 10 未保存的修改",
                "+ 2026-10-22 09 未保存的修改 保留",
            ],
        );
    }

    #[test]
    fn pinned_ones_stay_and_others_are_judged_as_before() {
        check(
            "2026-11-22",
            &[
                "+ 2026-11-22 10 已保存",
                "+ 2026-11-20 12 已保存 保留",
                "- 2026-11-20 11 已保存",
                "+ 2012-01-01 10 覆盖前 保留",
            ],
        );
    }

    #[test]
    fn a_leap_day_is_a_day() {
        check(
            "2024-03-31",
            &[
                "+ 2024-03-30 10 已保存",
                "+ 2024-02-29 11 已保存",
                "- 2024-02-29 10 已保存",
                "- 2024-02-28 10 已保存",
            ],
        );
        check(
            "2024-03-30",
            &["+ 2024-03-30 10 已保存", "+ 2024-02-29 10 未保存的修改"],
        );
        check(
            "2023-03-30",
            &["+ 2023-03-30 10 已保存", "- 2023-02-27 10 未保存的修改"],
        );
    }

    #[test]
    fn the_order_of_the_versions_does_not_matter() {
        check(
            "2026-11-22",
            &[
                "- 2026-11-20 11 已保存",
                "+ 2026-11-22 10 已保存",
                "- 2024-01-01 10 已保存",
                "+ 2026-11-20 12 已保存",
            ],
        );
        check("2026-11-22", &[]);
    }

    prop_compose! {
        fn stamps()(
            parts in proptest::collection::vec((2024_u16..2028, 1_u8..=12, 1_u8..=28, 0_u8..24, 0_usize..3, 0_u8..8), 0..60)
        ) -> Vec<Stamp> {
            let stamp = |(year, month, day, hour, kind, pin): (u16, u8, u8, u8, usize, u8)| {
                let text = format!("{year}-{month:02}-{day:02} {hour:02}.00.00.000");
                Stamp { at: text.parse().unwrap(), kind: Kind::ALL[kind], is_pinned: pin == 0 }
            };
            parts.into_iter().map(stamp).collect()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn thinning_again_removes_nothing_and_what_must_stay_stays(stamps in stamps()) {
            let today = day("2026-11-22");
            let removed = thinned(&stamps, today);
            let is_kept = |place: usize| !removed.contains(&place);
            let rest: Vec<Stamp> = (0..stamps.len()).filter(|place| is_kept(*place)).map(|place| stamps[place]).collect();
            prop_assert_eq!(thinned(&rest, today), Vec::<usize>::new());
            for (place, stamp) in stamps.iter().enumerate() {
                let must_stay = stamp.is_pinned || stamp.at.date() >= today;
                prop_assert!(is_kept(place) || !must_stay, "{}", stamp);
            }
            let states = |stamps: &[Stamp]| {
                let states = stamps.iter().filter(|stamp| stamp.kind.was_in_the_file());
                states.map(|stamp| stamp.at).max()
            };
            prop_assert_eq!(states(&rest), states(&stamps));
        }

        #[test]
        fn thinned_day_by_day_is_never_less_than_thinned_at_once(stamps in stamps()) {
            let mut rest = stamps.clone();
            for date in ["2026-01-15", "2026-06-30", "2026-11-21", "2026-11-22"] {
                let removed = thinned(&rest, day(date));
                let mut place = 0..;
                rest.retain(|_| !removed.contains(&place.next().unwrap()));
            }
            let at_once = thinned(&stamps, day("2026-11-22"));
            for (place, stamp) in stamps.iter().enumerate() {
                let stays_at_once = !at_once.contains(&place);
                let is_twin = stamps.iter().filter(|other| other.at == stamp.at).count() > 1;
                prop_assert!(!stays_at_once || is_twin || rest.contains(stamp), "{}", stamp);
            }
        }
    }
}
