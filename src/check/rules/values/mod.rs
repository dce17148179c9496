//! D: can the indicator values be measured (明确清晰性 – 量化).

use crate::check::Rule;

mod always_true_target;
mod base_number_missing;
mod columns_of_two_kinds;
mod common;
mod compound_target_value;
mod cost_as_lower_bound;
mod cycle_below_year;
mod cycle_same_as_year;
mod direction_against_name;
mod fraction_for_percent;
mod hundred_as_lower_bound;
mod judging_word_in_name;
mod low_satisfaction;
mod no_comparator;
mod no_unit;
mod number_in_name;
mod odd_comparator_sign;
mod odd_equal_sign;
mod percent_above_hundred;
mod percent_sign_missing;
mod range_target_value;
mod rate_differs_by_column;
mod satisfaction_out_of_range;
mod spelled_percent;
mod statement_as_name;
mod undetermined_target_value;
mod unit_not_fitting;
mod unit_said_twice;
mod vague_target_value;
mod worded_comparator;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &always_true_target::RULE,
    &base_number_missing::RULE,
    &columns_of_two_kinds::RULE,
    &compound_target_value::RULE,
    &cost_as_lower_bound::RULE,
    &cycle_below_year::RULE,
    &cycle_same_as_year::RULE,
    &direction_against_name::RULE,
    &fraction_for_percent::RULE,
    &hundred_as_lower_bound::RULE,
    &judging_word_in_name::RULE,
    &low_satisfaction::RULE,
    &no_comparator::RULE,
    &no_unit::RULE,
    &number_in_name::RULE,
    &odd_comparator_sign::RULE,
    &odd_equal_sign::RULE,
    &percent_above_hundred::RULE,
    &percent_sign_missing::RULE,
    &range_target_value::RULE,
    &rate_differs_by_column::RULE,
    &satisfaction_out_of_range::RULE,
    &spelled_percent::RULE,
    &statement_as_name::RULE,
    &undetermined_target_value::RULE,
    &unit_not_fitting::RULE,
    &unit_said_twice::RULE,
    &vague_target_value::RULE,
    &worded_comparator::RULE,
];
