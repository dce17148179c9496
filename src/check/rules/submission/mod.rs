//! H: what stands in the way of printing and publishing the form.

use crate::check::Rule;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[];
