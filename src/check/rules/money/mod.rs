//! B: do the amounts meet, and are they in the unit of their column (适当性 – 资金匹配).

use crate::check::Rule;

mod ambiguous_amount;
pub(super) mod blank_level_amount;
mod broken_number;
mod budget_in_yuan;
mod common;
mod contradicting_text_amount;
mod cost_over_budget;
mod negative_amount;
mod overlong_decimals;
mod task_in_wan;
mod task_in_yuan;
mod tasks_over_budget;
mod tasks_over_income;
mod unbalanced_budget;
mod unequal_level_amounts;
mod uneven_task_money;
mod unread_amount;
mod unusual_basic_per_head;
mod zero_task_amount;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &ambiguous_amount::RULE,
    &blank_level_amount::RULE,
    &broken_number::RULE,
    &budget_in_yuan::RULE,
    &contradicting_text_amount::RULE,
    &cost_over_budget::RULE,
    &negative_amount::RULE,
    &overlong_decimals::RULE,
    &task_in_wan::RULE,
    &task_in_yuan::RULE,
    &tasks_over_budget::RULE,
    &tasks_over_income::RULE,
    &unbalanced_budget::RULE,
    &unequal_level_amounts::RULE,
    &uneven_task_money::RULE,
    &unread_amount::RULE,
    &unusual_basic_per_head::RULE,
    &zero_task_amount::RULE,
];
