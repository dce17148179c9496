//! G: do years and dates belong to the year of the form (时限性).

use crate::check::Rule;

mod common;
mod cycle_without_form_year;
mod deadline_after_year;
mod impossible_date;
mod nonstandard_date;
mod stale_year;
mod vague_deadline;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &cycle_without_form_year::RULE,
    &deadline_after_year::RULE,
    &impossible_date::RULE,
    &nonstandard_date::RULE,
    &stale_year::RULE,
    &vague_deadline::RULE,
];
