//! Reads values that need another to be understood: 较上年提高5%, 不低于上年度水平.
//!
//! The base is a word of a table, or a year that is compared with.

use super::read::{Parsed, comparator_before, numbers_in};
use super::reading::{Change, Comparator, Reading, Relative};
use super::scan::{Counted, Item};
use super::words::{BASES, BEFORE, FALLS, LEVELS, RISES, first_of, strip_any};

/// 较上年提高5%, 不低于上年度水平, 同比增长10%, 提高5%.
pub(super) fn relative(value: &str, items: &[Item]) -> Option<Parsed> {
    // A relative value is short; a paragraph that names last year is not one.
    if value.chars().nth(60).is_some() {
        return None;
    }
    let relative = match base(value, items) {
        Some((at, base)) => relative_to(value, items, at, base)?,
        None => plain_change(value, items)?,
    };
    Some(Parsed::partly(Reading::Relative(relative)))
}

/// 提高5%: a change without a base; 提高到90% names a level and no difference.
fn plain_change(value: &str, items: &[Item]) -> Option<Relative> {
    let (rest, change) = strip_any(value, RISES)
        .map(|(_, rest)| (rest, Change::Rise))
        .or_else(|| strip_any(value, FALLS).map(|(_, rest)| (rest, Change::Fall)))?;
    let start = value.len() - rest.trim_start_matches('了').len();
    let mut numbers = numbers_in(items);
    let only = numbers.next().filter(|found| found.span.start == start)?;
    numbers.next().is_none().then(|| Relative {
        comparator: None,
        base: String::new(),
        base_number: None,
        change,
        amount: Some(only.quantity.clone()),
    })
}

fn relative_to(value: &str, items: &[Item], base_at: usize, base: String) -> Option<Relative> {
    let base_end = base_at + base.len();
    let change = first_change(value);
    let before = comparator_before(value)
        .0
        .or_else(|| word_before(value, base_at));
    let change_at = change.map_or(base_end, |(at, _)| at.max(base_end));
    let names_level = value
        .get(base_end..)
        .is_some_and(|rest| rest.is_empty() || first_of(rest, LEVELS).is_some());
    let is_compared = change.is_some() || before.is_some() || names_level;
    let counted = |found: &&Counted| !found.quantity.unit.is_empty();
    is_compared.then(|| Relative {
        comparator: before.filter(|_| change.is_none()),
        base,
        base_number: numbers_in(items)
            .find(|found| found.span.start >= base_end && found.span.end <= change_at)
            .map(|found| found.quantity.clone()),
        change: change.map_or(Change::Level, |(_, change)| change),
        amount: numbers_in(items)
            .filter(|found| change.is_some() && found.span.start >= change_at)
            .find(counted)
            .map(|found| found.quantity.clone()),
    })
}

/// 提高, 下降 and the like, and where the first of them stands.
fn first_change(value: &str) -> Option<(usize, Change)> {
    let rise = first_of(value, RISES).map(|(at, _)| (at, Change::Rise));
    let fall = first_of(value, FALLS).map(|(at, _)| (at, Change::Fall));
    rise.into_iter().chain(fall).min_by_key(|(at, _)| *at)
}

/// 不低于 and the like directly before a place.
fn word_before(value: &str, at: usize) -> Option<Comparator> {
    let text = value.get(..at)?;
    BEFORE
        .iter()
        .find(|(word, _, _)| text.ends_with(word))
        .map(|(_, comparator, _)| *comparator)
}

/// What a value is compared with: a word of the table, or a year behind 较 or 比.
fn base(value: &str, items: &[Item]) -> Option<(usize, String)> {
    let named = first_of(value, BASES).map(|(at, word)| (at, word.to_owned()));
    named.or_else(|| {
        items.iter().find_map(|item| {
            let Item::Date { span, .. } = item else {
                return None;
            };
            let before = value.get(..span.start)?;
            let compared = before.ends_with(['较', '比'])
                || word_before(value, span.start).is_some()
                || strip_any(before, &["与", "同", "相比"]).is_some();
            let text = value.get(span.clone())?;
            compared.then(|| (span.start, text.to_owned()))
        })
    })
}
