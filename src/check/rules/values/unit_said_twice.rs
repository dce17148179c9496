//! D-06: the unit stands in the name and in the value.

use std::collections::BTreeMap;

use super::common::bracketed_unit;
use crate::check::Fix;
use crate::check::context::{Row, quoted};
use crate::check::subject::core;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::edit::Transaction;
use crate::model::{IndicatorField, TargetValue};

pub(super) static RULE: Rule = Rule {
    id: "unit-said-twice",
    code: "D-06",
    severity: Severity::Hint,
    fix: FixAvailability::Sometimes,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "计量单位在指标名称的括号里和指标值里各写了一遍。",
    why: "名称应当只是名称；单位写两遍，改一处忘一处就会互相矛盾。",
    example: "“培训人数（人）”的指标值写“≥300人”。",
    how: "去掉名称里的“（人）”。",
    source: "申报系统把指标值分为计算符号、数值、计量单位各一栏（常见审核要求）。",
};

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let mut told = ctx.rows().iter().filter_map(|row| Some((row, unit(row)?)));
    let Some(first) = told.next() else {
        return;
    };
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for row in ctx.rows() {
        *names.entry(core(&row.indicator.name)).or_default() += 1;
    }
    for (row, unit) in std::iter::once(first).chain(told) {
        let name = core(&row.indicator.name);
        // The brackets tell two indicators apart: 小组服务数量 and 小组服务数量（节次）.
        if names.get(name).is_some_and(|count| *count > 1) {
            continue;
        }
        let message = format!("计量单位{}在指标名称和指标值里各写了一遍", quoted(unit));
        let path = row.path(IndicatorField::Name);
        let fix = Transaction::set(format!("名称改为{}", quoted(name)), path.clone(), name);
        sink.at(path, message).fix(Fix::changes_meaning(fix));
    }
}

/// The unit in the brackets of the name, where the value has it too.
fn unit<'a>(row: &Row<'a>) -> Option<&'a str> {
    let name = &row.indicator.name;
    if !name.trim_end().ends_with(['）', ')']) {
        return None;
    }
    let unit = bracketed_unit(name)?;
    let has_it = |value: &TargetValue| {
        let quantity = value.quantity();
        quantity.is_some_and(|quantity| quantity.unit == unit || quantity.scaled().1 == unit)
    };
    (has_it(&row.indicator.year) || has_it(&row.indicator.cycle)).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::{check_mended, check_row, check_value};
    use crate::check::testing::check_rule;

    #[test]
    fn a_unit_in_both_places_is_told() {
        check_row(
            ["数量指标", "培训人数（人）", "≥300人", "≥300人"],
            &["name D-06 hint: 计量单位“人”在指标名称和指标值里各写了一遍"],
        );
        check_row(
            ["质量指标", "学员合格率（%）", "≥90%", "≥90%"],
            &["name D-06"],
        );
        check_mended(
            ["数量指标", "补贴资金(万元)", "≥300万元", "≥300万元"],
            "D-06",
            ["数量指标", "补贴资金", "≥300万元", "≥300万元"],
        );
    }

    #[test]
    fn other_brackets_and_brackets_that_tell_two_rows_apart_are_in_order() {
        check_value("数量指标", "帮教个案（含即时辅导个案）数量", "≥50个", &[]);
        check_value("数量指标", "培训人数（含网络培训）", "≥300人", &[]);
        check_rule(
            "base minimal
            indicators/+ 数量指标 | 社区课堂场次（场） | ≥20场 | ≥20场",
        );
    }
}
