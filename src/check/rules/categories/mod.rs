//! E: does each indicator stand under the right heading (指标科学性 – 分类).

use crate::check::Rule;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[];
