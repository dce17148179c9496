//! E: does each indicator stand under the right heading (指标科学性 – 分类).

use crate::check::Rule;

mod activity_as_benefit;
mod activity_as_lasting_effect;
mod common;
mod execution_rate_indicator;
mod input_as_output;
mod misplaced_cost;
mod misplaced_count;
mod misplaced_quality;
mod misplaced_satisfaction;
mod misplaced_time;
mod non_ecological_indicator;
mod unknown_branch;
mod wrong_first_level;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &activity_as_benefit::RULE,
    &activity_as_lasting_effect::RULE,
    &execution_rate_indicator::RULE,
    &input_as_output::RULE,
    &misplaced_cost::RULE,
    &misplaced_count::RULE,
    &misplaced_quality::RULE,
    &misplaced_satisfaction::RULE,
    &misplaced_time::RULE,
    &non_ecological_indicator::RULE,
    &unknown_branch::RULE,
    &wrong_first_level::RULE,
];
