//! D-13: one 指标值 holds two or more quantities.

use std::collections::BTreeSet;

use crate::base::ids::IdAllocator;
use crate::base::text;
use crate::check::value::Kinds;
use crate::check::{CheckCtx, Docs, Fix, FixAvailability, Rule, Severity, Sink};
use crate::edit::{Edit, Row, Transaction};
use crate::model::target::{Comparator, Quantity, Reading};
use crate::model::{FieldPath, Indicator, IndicatorField, TargetValue};

pub(super) static RULE: Rule = Rule {
    id: "compound-target-value",
    code: "D-13",
    severity: Severity::Warning,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "一个指标值里写了两个以上的数量。",
    why: "两个数量只要有一个没有完成，就说不清这个指标算不算完成，也无法分别计分。",
    example: "“小组服务数量”的指标值写成“≥66个388节次”。",
    how: "拆成两个三级指标，各写一个数量：“≥66个”和“≥388节次”。",
    source: "财预〔2015〕88号要求绩效目标细化量化；申报系统把指标值分为计算符号、数值、计量单位各一栏（常见审核要求）。",
};

/// Quantities are told up to this many characters.
const TOLD_CHARS: usize = 40;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    // Searched for once: every fix fits the draft as it is now, so all may take the same new ids.
    let mut largest_id = None;
    for value in ctx.values_of(Kinds::COMPOUND) {
        let Some(found) = quantities(value.value) else {
            continue;
        };
        let largest_id = *largest_id.get_or_insert_with(|| ctx.draft.largest_id());
        let row = value.row;
        let fix = split(ctx, row.indicator, row.index, found.len(), largest_id);
        value.report(ctx, sink, message(found)).fix(fix);
    }
}

fn quantities(value: &TargetValue) -> Option<&[Quantity]> {
    match value.reading() {
        Reading::Compound(quantities) => Some(quantities),
        _ => None,
    }
}

fn message(found: &[Quantity]) -> String {
    let told: Vec<String> = found
        .iter()
        .map(|part| format!("{}{}", part.number, part.unit))
        .collect();
    let told = text::shortened(&told.join("、"), TOLD_CHARS);
    format!("一个指标值里有{}数量（{told}）", how_many(found.len()))
}

fn how_many(n: usize) -> String {
    let words = ["两个", "三个", "四个", "五个"];
    let word = n.checked_sub(2).and_then(|idx| words.get(idx));
    word.map_or_else(|| format!("{n} 个"), |word| (*word).to_owned())
}

/// The first quantity stays, each further one becomes a row behind; `None` where the rows could
/// not be named or the other column does not divide in the same way.
fn split(
    ctx: &CheckCtx<'_>,
    row: &Indicator,
    idx: usize,
    n: usize,
    largest_id: u32,
) -> Option<Fix> {
    if text::is_blank(&row.name) {
        return None;
    }
    let units = quantities(&row.year).or_else(|| quantities(&row.cycle))?;
    let mut rows = columns(ctx, row, n)?;
    let (first_cycle, first_year) = rows.next()?;
    let set = |field, text| Edit::Set {
        path: FieldPath::Indicator(row.id, field),
        text,
    };
    let mut edits = vec![
        set(IndicatorField::Cycle, first_cycle),
        set(IndicatorField::Year, first_year),
    ];
    let mut ids = IdAllocator::after(largest_id);
    edits.extend((1..).zip(rows).map(|(nth, (cycle, year))| {
        let part = Indicator {
            name: format!("{}（{}）", row.name.trim(), suffix(units, nth)),
            cycle: TargetValue::read(&cycle),
            year: TargetValue::read(&year),
            ..Indicator::blank(ids.fresh(), row.slot.clone())
        };
        Edit::Insert {
            index: idx + nth,
            row: Box::new(Row::Indicator(part)),
        }
    }));
    let label = format!("拆成{}指标", how_many(n));
    let focus = FieldPath::Indicator(row.id, IndicatorField::Name);
    Some(Fix::changes_meaning(
        Transaction::new(label, edits).at(focus),
    ))
}

/// What each of the rows is to hold in the two columns.
fn columns(
    ctx: &CheckCtx<'_>,
    row: &Indicator,
    n: usize,
) -> Option<impl Iterator<Item = (String, String)> + use<>> {
    let cycle = if ctx.template.has_cycle() {
        divided(&row.cycle, n)?
    } else {
        // Not shown by this form; it goes along unchanged.
        vec![row.cycle.raw().to_owned(); n]
    };
    Some(cycle.into_iter().zip(divided(&row.year, n)?))
}

/// What each of the rows is to hold in a column: its quantity, with the comparator of the first
/// where it has none of its own.
fn divided(value: &TargetValue, n: usize) -> Option<Vec<String>> {
    match value.reading() {
        Reading::Empty => Some(vec![String::new(); n]),
        Reading::Compound(parts) if parts.len() == n => {
            let first = parts.first().and_then(|part| part.comparator);
            let text = |part: &Quantity| {
                let sign = part.comparator.or(first).map_or("", Comparator::sign);
                format!("{sign}{}{}", part.number, part.unit)
            };
            Some(parts.iter().map(text).collect())
        }
        _ => None,
    }
}

/// The unit, or the number of the row where two of the rows count the same unit.
fn suffix(parts: &[Quantity], nth: usize) -> String {
    let units: BTreeSet<&str> = parts.iter().map(|part| part.unit.as_str()).collect();
    match parts.get(nth) {
        Some(part) if units.len() == parts.len() => part.unit.clone(),
        _ => (nth + 1).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_value;
    use crate::check::testing::{check_fix, check_rule, report};
    use crate::model::{FieldPath, sample};

    #[test]
    fn two_quantities_in_both_columns_are_one_finding() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | 小组服务数量 | ≥66个388节次 | ≥66个388节次
            indicators/i7/year #! D-13 warning: 一个指标值里有两个数量（66个、388节次） [fix]",
        );
        let report = report(&sample::complete(), &sample::template());
        let item = report
            .worst_at(&"indicators/i15/year".parse().unwrap())
            .unwrap();
        let cycle: FieldPath = "indicators/i15/cycle".parse().unwrap();
        assert_eq!(
            item.related,
            [(cycle, "“实施周期指标值”也是这样写的".to_owned())]
        );
    }

    #[test]
    fn different_columns_are_reported_each() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | 服务人数 | 1600人、200户 | 160人、20户
            indicators/i7/cycle #! D-13 warning: 一个指标值里有两个数量（1600人、200户） [fix]
            indicators/i7/year #! D-13 warning: 一个指标值里有两个数量（160人、20户） [fix]
            indicators/+ 数量指标 | 培训场次 | 10场20人 | ≥10场
            indicators/i8/cycle #! D-13 warning: 一个指标值里有两个数量（10场、20人）",
        );
    }

    #[test]
    fn one_quantity_a_range_a_rate_and_a_date_are_one_value() {
        for value in [
            "≥1,200人次",
            "80%～90%",
            "≥190元每人每月",
            "2025年12月31日前",
            "1:2",
        ] {
            check_value("社会效益指标", "社区课堂情况", value, &[]);
        }
    }

    #[test]
    fn a_nameless_value_is_not_divided() {
        check_rule(
            "base minimal
            indicators/+ 数量指标 | | ≥66个388节次 | ≥66个388节次 #! A-20 error: 有指标值，而“三级指标”未填
            indicators/i7/year #! D-13 warning: 一个指标值里有两个数量（66个、388节次）",
        );
    }

    #[test]
    fn a_form_with_one_column_leaves_the_other_alone() {
        let zhanjiang = "base minimal
            template zhanjiang-2024
            tasks/t2/amount = 50
            indicators/i6 -
            indicators/+ 服务对象 | 居民满意度 | | ≥90%
            indicators/i3/cycle = 3个4次";
        check_rule(zhanjiang);
        check_fix(
            &format!("{zhanjiang}\nindicators/i3/year = ≥5个6次"),
            &format!(
                "{zhanjiang}
                indicators/i3/year = ≥5个
                indicators/+ 数量指标 | 社区课堂场次（次） | 3个4次 | ≥6次"
            ),
        );
    }

    #[test]
    fn each_quantity_becomes_a_row() {
        check_fix(
            "base minimal
            indicators/i3/name = 小组服务数量
            indicators/i3/cycle = ≥66个388节次
            indicators/i3/year = ≥66个388节次",
            "base minimal
            indicators/i3/name = 小组服务数量
            indicators/i3/cycle = ≥66个
            indicators/i3/year = ≥66个
            indicators/+ 数量指标 | 小组服务数量（节次） | ≥388节次 | ≥388节次",
        );
        check_fix(
            "base minimal
            indicators/+ 数量指标 | 服务人数 | | 10人、≤20人、30人以内
            indicators/i7/year #! D-13 warning: 一个指标值里有三个数量（10人、20人、30人） [fix]",
            "base minimal
            indicators/+ 数量指标 | 服务人数 | | 10人
            indicators/+ 数量指标 | 服务人数（2） | | ≤20人
            indicators/+ 数量指标 | 服务人数（3） | | ≤30人",
        );
    }
}
