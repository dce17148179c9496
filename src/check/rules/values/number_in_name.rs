//! D-28: the name of an indicator holds its target.

use super::common::{Family, family, quantity_of};
use crate::base::number::Number;
use crate::base::text;
use crate::check::context::{Row, quoted};
use crate::check::subject::core;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Docs, FixAvailability, Rule, Severity, Sink};
use crate::model::IndicatorField;

pub(super) static RULE: Rule = Rule {
    id: "number-in-name",
    code: "D-28",
    severity: Severity::Hint,
    fix: FixAvailability::None,
    yields_to: &[],
    docs: DOCS,
    run,
};

const DOCS: Docs = Docs {
    what: "指标名称里写了目标数量。",
    why: "名称写“做什么”，指标值写“做多少”；数量写进名称，调整时两处都要改，容易不一致。",
    example: "“举办活动296场”。",
    how: "名称写“举办活动场次”，指标值写“≥296场”。",
    source: "申报系统把指标值分为计算符号、数值、计量单位各一栏（常见审核要求）。",
};

/// Units are at most this long.
const UNIT_CHARS: usize = 3;

fn run(ctx: &CheckCtx<'_>, sink: &mut Sink<'_>) {
    let with_digit = |row: &&Row<'_>| row.traits.any(Traits::DIGIT);
    for row in ctx.rows().iter().filter(with_digit) {
        let name = core(&row.indicator.name);
        if !name.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if let Some(target) = target_in(row, name) {
            let path = row.path(IndicatorField::Name);
            let message = format!("指标名称里写了目标数量{}", quoted(target));
            sink.at(path, message)
                .hint("名称只写考核什么，数量写在指标值里");
        }
    }
}

/// The number with its unit that ends the name, or that the value repeats.
fn target_in<'a>(row: &Row<'_>, name: &'a str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let rest = name.get(from..)?;
        let start = from + rest.find(|c: char| c.is_ascii_digit())?;
        let digits = name.get(start..)?;
        let len = digits.find(|c: char| !(c.is_ascii_digit() || c == '.'));
        let end = start + len.unwrap_or(digits.len());
        from = end;
        let (before, behind) = (name.get(..start)?, name.get(end..)?);
        if names_something(before) {
            continue;
        }
        let Some(number) = name.get(start..end).and_then(Number::parse) else {
            continue;
        };
        if let Some(unit) = target_unit(row, number, behind) {
            return name.get(start..end + unit);
        }
    }
}

/// A number here is an ordinal, a condition or part of a name: 第3期, 满40学时, A4, 1+1.
fn names_something(before: &str) -> bool {
    let joined = |c: char| c.is_ascii_alphanumeric() || "第满每+＋-—～~./第逾近〔（(“".contains(c);
    before.is_empty() || before.ends_with(joined)
}

/// How many bytes behind the number are its unit, where both are a target.
fn target_unit(row: &Row<'_>, number: Number, behind: &str) -> Option<usize> {
    let ends = behind.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.take(UNIT_CHARS).collect();
    let values = [&row.indicator.year, &row.indicator.cycle];
    ends.into_iter().rev().find(|end| {
        let (Some(unit), Some(tail)) = (behind.get(..*end), behind.get(*end..)) else {
            return false;
        };
        let counts = match family(unit) {
            Some(Family::Measures) | None => false,
            Some(_) => true,
        };
        let is_repeated = values.iter().any(|value| {
            let same = |quantity: &&crate::model::target::Quantity| {
                quantity.number == number && (quantity.unit == unit || quantity.unit.is_empty())
            };
            quantity_of(value).as_ref().is_some_and(same)
        });
        let tail = ["及以上", "以上", "以内", "左右"]
            .iter()
            .find_map(|word| tail.strip_prefix(word))
            .unwrap_or(tail);
        counts && (is_repeated || text::is_blank(tail))
    })
}

#[cfg(test)]
mod tests {
    use super::super::common::testing::check_row;

    #[test]
    fn a_target_in_the_name_is_told() {
        for (name, value) in [
            ("社区活动296场", "≥296场"),
            ("社区活动300场", "≥296场"),
            ("培训学员500人次", "＝100%"),
            ("社区296场活动", "≥296场"),
            ("社区活动20场以上", "≥20场"),
        ] {
            check_row(
                ["质量指标", name, value, value],
                &["name D-28 hint: 指标名称里写了目标数量“"],
            );
        }
    }

    #[test]
    fn ordinals_years_and_names_with_numbers_are_in_order() {
        for (name, value) in [
            ("12345热线工单数量", "≥12345个"),
            ("2025年活动场次", "≥20场"),
            ("第3期培训班学员合格率", "≥95%"),
            ("“1+3”平台建设数量", "≥1个"),
            ("60岁以上老人服务人次", "≥60人次"),
            ("参训满40学时人数", "≥40人"),
            ("12355平台接线量", "≥500个"),
            ("5A级景区数量", "≥5个"),
            ("3个工程建设情况调查覆盖率", "≥95%"),
            ("110千伏线路长度", "≥20公里"),
        ] {
            check_row(["质量指标", name, value, value], &[]);
        }
    }
}
