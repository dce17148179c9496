//! C: are the texts clean (规范性).

use crate::check::Rule;

mod markup_in_text;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[&markup_in_text::RULE];
