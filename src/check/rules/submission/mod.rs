//! H: what stands in the way of printing and publishing the form.

use crate::check::Rule;

mod missing_glyph;
mod overflowing_cell;
mod private_number;
mod secrecy_marking;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &missing_glyph::RULE,
    &overflowing_cell::RULE,
    &private_number::RULE,
    &secrecy_marking::RULE,
];
