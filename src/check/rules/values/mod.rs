//! D: can the indicator values be measured (明确清晰性 – 量化).

use crate::check::Rule;

mod compound_target_value;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[&compound_target_value::RULE];
