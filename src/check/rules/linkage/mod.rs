//! F: do goals, tasks and indicators speak of the same things (目标相关性).

use crate::check::Rule;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[];
