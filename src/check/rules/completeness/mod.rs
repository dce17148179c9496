//! A: is everything there that the form asks for (完整性).

use crate::check::{CheckCtx, Rule, Sink};
use crate::model::template::Level1Role;
use crate::model::{FieldPath, Slot};

mod blank_amount;
mod blank_cycle_value;
mod blank_department;
mod blank_goal;
mod blank_main_amount;
mod blank_target_value;
mod common;
mod distant_year;
mod duplicate_indicator;
mod duplicate_task;
mod empty_branch;
mod nameless_indicator;
mod nameless_task;
mod no_benefit_indicator;
mod no_output_indicator;
mod no_quantity_or_quality_indicator;
mod no_satisfaction_indicator;
mod no_task;
mod no_timeliness_or_cost_indicator;
mod short_goal;
mod similar_indicator_names;
mod typed_goal_number;
mod unfinished_other_task;
mod unfinished_task;
mod unusable_staff_count;
mod unusable_subunit_count;
mod unusable_year;
mod unusual_indicator_count;

/// The rules of this group, in the order of the ids.
pub(super) static RULES: &[&Rule] = &[
    &blank_amount::RULE,
    &blank_cycle_value::RULE,
    &blank_department::RULE,
    &blank_goal::RULE,
    &blank_main_amount::RULE,
    &blank_target_value::RULE,
    &distant_year::RULE,
    &duplicate_indicator::RULE,
    &duplicate_task::RULE,
    &empty_branch::RULE,
    &nameless_indicator::RULE,
    &nameless_task::RULE,
    &no_benefit_indicator::RULE,
    &no_output_indicator::RULE,
    &no_quantity_or_quality_indicator::RULE,
    &no_satisfaction_indicator::RULE,
    &no_task::RULE,
    &no_timeliness_or_cost_indicator::RULE,
    &short_goal::RULE,
    &similar_indicator_names::RULE,
    &typed_goal_number::RULE,
    &unfinished_other_task::RULE,
    &unfinished_task::RULE,
    &unusable_staff_count::RULE,
    &unusable_subunit_count::RULE,
    &unusable_year::RULE,
    &unusual_indicator_count::RULE,
];

/// Reports a 一级 of the frame under which no indicator is written.
fn report_empty_level1(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, role: Level1Role, count: usize) {
    let level1 = ctx.template.frame.iter().find(|level1| level1.role == role);
    if let Some(level1) = level1.filter(|_| count == 0) {
        let branch = FieldPath::Branch(Slot::new(level1.name.as_str(), ""));
        let message = format!("{}下一个{}也没有", level1.name, ctx.template.labels.level3);
        sink.missing(ctx, branch, message);
    }
}
