//! F: do goals, tasks and indicators speak of the same things (目标相关性).

use crate::check::Rule;

mod common;
mod conflicting_number;
mod goal_task_count;
mod goal_without_task;
mod money_without_output;
mod satisfaction_of_nobody;
mod task_without_goal;
mod task_without_indicator;
mod uncovered_percentage;
mod unit_cost_mismatch;
mod unrelated_indicator;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &conflicting_number::RULE,
    &goal_task_count::RULE,
    &goal_without_task::RULE,
    &money_without_output::RULE,
    &satisfaction_of_nobody::RULE,
    &task_without_goal::RULE,
    &task_without_indicator::RULE,
    &uncovered_percentage::RULE,
    &unit_cost_mismatch::RULE,
    &unrelated_indicator::RULE,
];
