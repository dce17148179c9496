//! Amounts as cells write them: with or without a unit of their own.

use crate::base::amount::{Amount, MoneyUnit};
use crate::base::text;

/// The unit that stands in brackets in a head, e.g. `拟投入的资金（元）`.
pub(super) fn unit_in_head(raw: &str) -> Option<MoneyUnit> {
    let folded: String = text::fold_width(raw)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let (_, inner) = folded.split_once('(')?;
    if inner.contains("万元") {
        Some(MoneyUnit::Wan)
    } else if inner.contains('元') {
        Some(MoneyUnit::Yuan)
    } else {
        None
    }
}

/// Reads a cell as an amount, with the unit that stands behind the number.
pub(super) fn read(raw: &str) -> Option<(Amount, Option<MoneyUnit>)> {
    let folded = text::fold_width(raw);
    let number = folded.trim();
    let (number, unit) = if let Some(number) = number.strip_suffix("万元") {
        (number, Some(MoneyUnit::Wan))
    } else if let Some(number) = number.strip_suffix('元') {
        (number, Some(MoneyUnit::Yuan))
    } else {
        (number, None)
    };
    Some((Amount::parse(number).ok()?, unit))
}

/// Whether an amount was written as people write it, so that reading it needs no word.
pub(super) fn is_plainly_written(raw: &str) -> bool {
    raw.trim()
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}
