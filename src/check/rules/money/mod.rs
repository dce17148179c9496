//! B: do the amounts meet, and are they in the unit of their column (适当性 – 资金匹配).

use crate::check::Rule;

pub(super) mod blank_level_amount;
mod negative_amount;
mod tasks_over_budget;
mod unbalanced_budget;
mod unread_amount;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &blank_level_amount::RULE,
    &negative_amount::RULE,
    &tasks_over_budget::RULE,
    &unbalanced_budget::RULE,
    &unread_amount::RULE,
];
