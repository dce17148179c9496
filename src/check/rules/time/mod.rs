//! G: do years and dates belong to the year of the form (时限性).

use crate::check::Rule;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[];
