//! H: what stands in the way of printing and publishing the form.

use crate::check::Rule;

mod missing_glyph;
mod overflowing_cell;
mod private_number;
mod secrecy_marking;

/// The words of the long lists that rules of this group look for in every text.
pub(super) fn listed_words() -> impl Iterator<Item = &'static str> {
    secrecy_marking::words()
}

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &missing_glyph::RULE,
    &overflowing_cell::RULE,
    &private_number::RULE,
    &secrecy_marking::RULE,
];
