//! two indicators have the same name.

use super::common::{Seen, exact_hash};
use crate::check::context::Row;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::{IndicatorField, RowId};

pub(super) static RULE: Rule = Rule {
    id: "duplicate-indicator",
    code: "A-26",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "两个三级指标的名称相同。",
    why: "重名的指标会重复计分，系统导入时也会被拒绝。",
    example: "“培训人次”在数量指标下写了两次，或者在数量指标和社会效益指标下各写一次。",
    how: "指标值也相同的删去一个；不同的，在名称里写明区别。",
    source: "申报系统检查指标名称是否重复（常见审核要求）。",
};

/// With fewer indicators none is offered to be taken out.
const ENOUGH: usize = 3;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let rows = ctx.rows();
    let mut seen = Seen::for_names(rows.len());
    for (idx, row) in rows.iter().enumerate() {
        let name = row.name();
        if name.is_empty() {
            continue;
        }
        if let Some(first) = seen.before(exact_hash(name), idx)
            && let Some(first) = rows.get(first)
            && first.name() == name
        {
            report(ctx, sink, first, row);
        }
    }
}

fn report(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>, first: &Row<'_>, row: &Row<'_>) {
    let slot = &first.indicator.slot;
    let message = if *slot == row.indicator.slot {
        format!("{}下已有同名的指标", slot.level2)
    } else {
        format!("和{}下的指标同名", slot.level2)
    };
    sink.at(row.path(IndicatorField::Name), message)
        .related(first.path(IndicatorField::Name), "同名的指标在这里")
        .fix(without(ctx, first, row));
}

/// Takes out a row that says the very same as the first.
fn without(ctx: &CheckCtx<'_>, first: &Row<'_>, row: &Row<'_>) -> Option<Fix> {
    let (one, other) = (first.indicator, row.indicator);
    let same_cycle = one.cycle == other.cycle || !ctx.template.has_cycle();
    let same = one.slot == other.slot && one.year == other.year && same_cycle;
    if !same || ctx.totals.indicators <= ENOUGH {
        return None;
    }
    let edit = Edit::Remove {
        row: RowId::Indicator(other.id),
    };
    Some(Fix::changes_meaning(
        Transaction::new("删去这个重复的指标", vec![edit]).at(first.path(IndicatorField::Name)),
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_fix, check_rule};

    #[test]
    fn the_second_of_two_in_a_branch_is_reported() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | 社区课堂场次\\s | ≥120场 | ≥120场 #! A-26 warning: 数量指标下已有同名的指标 [fix]
            indicators/i7/name #! C-21 hint: “三级指标”里的“社区课堂场次 ”处首尾有多余的空白 [safe]
            indicators/+ 数量指标 | 社区课堂场次 | ≥60场 | ≥60场 #! A-26 warning: 数量指标下已有同名的指标",
        );
    }

    #[test]
    fn the_same_name_in_another_branch_is_reported() {
        check_rule(
            "base minimal
            indicators/+ 社会效益指标 | 社区课堂场次 | ≥120场 | ≥120场 #! A-26 warning: 和数量指标下的指标同名",
        );
    }

    #[test]
    fn names_with_a_difference_and_blank_names_are_in_order() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | 社区课堂学员数 | ≥120人 | ≥120人
            indicators/+ 数量指标 | 线上社区课堂场次 | ≥20场 | ≥20场
            indicators/+ 数量指标 | | | #! A-20 hint: 这一行指标还没有填写
            indicators/+ 数量指标 | | | #! A-20 hint: 这一行指标还没有填写",
        );
    }

    #[test]
    fn a_row_that_says_the_same_is_taken_out() {
        check_fix(
            "base minimal
            indicators/+ 数量指标 | 社区课堂场次 | ≥120场 | ≥120场
            indicators/i7/name #! A-26 warning: 数量指标下已有同名的指标 [fix]",
            "base minimal",
        );
    }
}
