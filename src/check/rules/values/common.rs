//! What rules on indicator values share: who is measured in what, and a value with one part changed.
//!
//! A changed value is read again before it is proposed: nothing else in it may have become another.

use crate::base::number::Number;
use crate::check::context::{Row, quoted};
use crate::check::sink::Finding;
use crate::check::subject::{Subject, core};
use crate::check::value::Columns;
use crate::check::{CheckCtx, Fix, Sink, Value};
use crate::model::target::{Comparator, Mark, MarkForm, Quantity, Reading};
use crate::model::template::Level2Role;
use crate::model::{IndicatorField, TargetValue};

/// The one number that the value consists of.
pub(super) fn quantity<'a>(value: &Value<'a>) -> Option<&'a Quantity> {
    quantity_of(value.value)
}

/// Comparators in another spelling than the form's, in their order; words are none.
pub(super) fn odd_marks(value: &TargetValue) -> Vec<Mark> {
    let numbers = value.notation().numbers.into_iter();
    let marks = numbers.flat_map(|number| [number.before, number.after]);
    let is_odd = |mark: &Mark| matches!(mark.form, MarkForm::Variant | MarkForm::Typed);
    marks.flatten().filter(is_odd).collect()
}

/// A share that cannot lie above 100 %.
pub(super) fn is_capped(row: &Row<'_>) -> bool {
    let is_share = row.subject.any(Subject::RATIO) || is_satisfaction(row);
    is_share && !row.subject.any(Subject::UNCAPPED.or(Subject::EXECUTION))
}

/// It measures how content people are; 满意度调查次数 does not.
pub(super) fn is_satisfaction(row: &Row<'_>) -> bool {
    let says_so = row.subject.any(Subject::SATISFACTION)
        && core(&row.indicator.name).ends_with(['度', '率', '例'])
        && row.subject.any(Subject::RATIO);
    says_so || (stands_under_satisfaction(row) && !row.subject.any(Subject::NEGATIVE))
}

/// Under the heading of the frame, or under one outside of it that is named so.
fn stands_under_satisfaction(row: &Row<'_>) -> bool {
    let slot = &row.indicator.slot;
    let is_called_so = || slot.level1.contains("满意") || slot.level2.contains("满意");
    row.is_in(Level2Role::Satisfaction) || (row.roles.is_none() && is_called_so())
}

/// The sign that fits: that of the other column, or else what the name suggests.
pub(super) fn likely_comparator(row: &Row<'_>, quantity: &Quantity) -> Comparator {
    let others = [&row.indicator.cycle, &row.indicator.year].into_iter();
    let of_other = others
        .filter_map(quantity_of)
        .find_map(|other| other.comparator);
    if let Some(comparator) = of_other {
        return comparator;
    }
    let is_full = quantity.is_percent() && quantity.number == Number::whole(100);
    if quantity.number.is_zero() || is_full {
        Comparator::Equal
    } else if row.subject.any(Subject::NEGATIVE.or(Subject::COST)) || row.is_in(Level2Role::Cost) {
        Comparator::AtMost
    } else {
        Comparator::AtLeast
    }
}

/// Proposes another text for the value; none where it would be the same.
pub(super) fn rewrite(value: &Value<'_>, text: Option<String>) -> Option<Fix> {
    let text = text.filter(|text| text != value.value.raw())?;
    let label = format!("写成{}", quoted(&text));
    Some(Fix::changes_meaning(value.set(label, &text)))
}

/// The same for another spelling of what the value says already.
pub(super) fn respell(value: &Value<'_>, text: Option<String>) -> Option<Fix> {
    let text = text.filter(|text| text != value.value.raw())?;
    let label = format!("写成{}", quoted(&text));
    Some(Fix::safe(value.set(label, &text)))
}

/// The value with this comparator as a sign, and without a word behind that says another.
pub(super) fn with_comparator(value: &TargetValue, comparator: Comparator) -> Option<String> {
    let pieces = Pieces::of(value)?;
    let sign = comparator.sign();
    let text = format!(
        "{}{sign}{}{}",
        pieces.head,
        pieces.body.trim_start(),
        pieces.tail
    );
    let before = quantity_of(value)?;
    let read = TargetValue::read(&text);
    let after = quantity_of(&read)?;
    let same = after.number == before.number && after.unit == before.unit;
    (same && after.comparator == Some(comparator)).then_some(text)
}

/// The value with another number and unit, its comparator as it is.
pub(super) fn with_number(value: &TargetValue, number: Number, unit: &str) -> Option<String> {
    with_body(value, &format!("{number}{unit}"), number, unit)
}

/// The value with a unit behind its number, which has none.
pub(super) fn with_unit(value: &TargetValue, unit: &str) -> Option<String> {
    let number = quantity_of(value)?.number;
    let body = Pieces::of(value)?.body;
    with_body(value, &format!("{}{unit}", body.trim_end()), number, unit)
}

fn with_body(value: &TargetValue, body: &str, number: Number, unit: &str) -> Option<String> {
    let before = quantity_of(value)?;
    let pieces = Pieces::of(value)?;
    let text = [pieces.head, pieces.sign, body, pieces.word, pieces.tail].concat();
    let read = TargetValue::read(&text);
    let after = quantity_of(&read)?;
    let same = after.comparator == before.comparator;
    (same && after.number == number && after.unit == unit).then_some(text)
}

/// The rows whose two columns say different things and are one number each, the cycle's first.
pub(super) fn differing_numbers<'c>(
    ctx: &'c CheckCtx<'_>,
) -> impl Iterator<Item = (&'c Row<'c>, &'c Quantity, &'c Quantity)> {
    let rows = if ctx.template.has_cycle() {
        ctx.rows()
    } else {
        &[]
    };
    let differing = rows.iter().filter(|row| row.columns == Columns::One);
    differing.filter_map(|row| {
        let (cycle, year) = (&row.indicator.cycle, &row.indicator.year);
        Some((row, quantity_of(cycle)?, quantity_of(year)?))
    })
}

/// Reports the year's value of a row, beside that of the cycle which it does not go with.
pub(super) fn report_beside_cycle<'s>(
    sink: &'s mut Sink<'_>,
    row: &Row<'_>,
    message: String,
) -> Finding<'s> {
    let cycle = quoted(row.indicator.cycle.raw());
    sink.at(row.path(IndicatorField::Year), message).related(
        row.path(IndicatorField::Cycle),
        format!("这里写的是{cycle}"),
    )
}

/// The one number that a value consists of.
pub(super) fn quantity_of(value: &TargetValue) -> Option<&Quantity> {
    match value.reading() {
        Reading::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

/// The text of a value around its only number.
struct Pieces<'a> {
    /// What stands before the comparator.
    head: &'a str,
    /// The comparator before the number.
    sign: &'a str,
    /// The number with its unit.
    body: &'a str,
    /// The word behind it: 以上.
    word: &'a str,
    /// The rest.
    tail: &'a str,
}

impl<'a> Pieces<'a> {
    fn of(value: &'a TargetValue) -> Option<Self> {
        let notation = value.notation();
        let [number] = notation.numbers.as_slice() else {
            return None;
        };
        let raw = value.raw();
        let span = &number.span;
        let sign = number.before.as_ref().map(|mark| mark.span.clone());
        let word = number.after.as_ref().map(|mark| mark.span.clone());
        let sign = sign.unwrap_or(span.start..span.start);
        let word = word.unwrap_or(span.end..span.end);
        Some(Self {
            head: raw.get(..sign.start)?,
            sign: raw.get(sign.clone())?,
            body: raw.get(sign.end..word.start)?,
            word: raw.get(word.clone())?,
            tail: raw.get(word.end..)?,
        })
    }
}

/// What is counted, as far as units can stand for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// 人, 名, 人次.
    People,
    /// 次, 场, 期.
    Events,
    /// 户.
    Households,
    /// 个, 项, 篇.
    Things,
    /// 元.
    Money,
    /// %.
    Percent,
    /// Time, length, area and whatever else is measured.
    Measures,
}

/// Which units there are; 万 and 亿 may stand before each.
const UNITS: [(Family, &[&str]); 7] = [
    (
        Family::People,
        &["人", "名", "位", "人次", "人/次", "人·次"],
    ),
    (
        Family::Events,
        &[
            "次", "场", "场次", "期", "批", "批次", "节", "节次", "班次", "轮", "课次", "届", "班",
        ],
    ),
    (Family::Households, &["户", "户次"]),
    (
        Family::Things,
        &[
            "个", "项", "家", "处", "座", "所", "间", "条", "套", "台", "件", "份", "篇", "本",
            "册", "部", "辆", "艘", "株", "棵", "例", "宗", "起", "单", "幅", "张", "支", "只",
            "头", "盏", "块", "组", "队", "栋", "幢", "床", "门", "幕", "集", "宗次", "件次",
            "家次", "台次", "例次", "台套",
        ],
    ),
    (Family::Money, &["元"]),
    (Family::Percent, &["%"]),
    (
        Family::Measures,
        &[
            "天",
            "日",
            "小时",
            "课时",
            "学时",
            "分钟",
            "个月",
            "月",
            "年",
            "工作日",
            "个工作日",
            "米",
            "公里",
            "千米",
            "平方米",
            "平方公里",
            "㎡",
            "亩",
            "公顷",
            "吨",
            "千克",
            "公斤",
            "立方米",
            "千瓦时",
            "度",
            "字",
            "分",
            "倍",
            "级",
        ],
    ),
];

/// What a unit counts; `None` where it is not known.
pub(super) fn family(unit: &str) -> Option<Family> {
    let unit = unit.trim_start_matches(['万', '亿']);
    let first = unit.split(['/', '每', '·']).next().unwrap_or(unit);
    let known = |unit: &str| {
        let found = UNITS.iter().find(|(_, units)| units.contains(&unit));
        found.map(|(family, _)| *family)
    };
    known(unit).or_else(|| known(first))
}

/// The unit in brackets at the end of a name: 人 in 培训人数（人） and in 培训人数（单位：人）.
pub(super) fn bracketed_unit(name: &str) -> Option<&str> {
    let name = name.trim();
    let inner = name.strip_suffix('）').or_else(|| name.strip_suffix(')'))?;
    let (before, unit) = inner.rsplit_once(['（', '('])?;
    let unit = unit.trim();
    let labelled = unit.strip_prefix("单位");
    let unit = labelled.map_or(unit, |unit| unit.trim_start_matches(['：', ':', ' ']));
    (!before.trim().is_empty() && family(unit).is_some()).then_some(unit)
}

/// The unit that the name gives away, in brackets or as its last word: 人数 is counted in 人.
pub(super) fn unit_of_name(name: &str) -> Option<&str> {
    let last_word = || {
        let core = core(name);
        if core.ends_with("人次") {
            return Some("人次");
        }
        let counted = core.strip_suffix("数")?;
        let tail_of = |n: usize| {
            let (start, _) = counted.char_indices().rev().nth(n - 1)?;
            counted.get(start..)
        };
        let unit = [3, 2, 1].into_iter().filter_map(tail_of).find(|unit| {
            let plain = |c: char| matches!(c, '万' | '亿' | '每' | '/' | '·');
            family(unit).is_some() && !unit.contains(plain)
        })?;
        Some(if unit == "场次" { "场" } else { unit })
    };
    let word_of_events = || core(name).strip_suffix("场次").map(|_| "场");
    bracketed_unit(name)
        .or_else(last_word)
        .or_else(word_of_events)
}

#[cfg(test)]
pub(super) mod testing {
    //! Rows by themselves: what this group of rules finds in one row beside those of a good draft.

    use crate::base::ids::IndicatorId;
    use crate::check::testing::{prove, report};
    use crate::edit::apply_all;
    use crate::model::{Draft, Indicator, Slot, TargetValue, sample};

    /// A good draft with one more row, numbered i7.
    fn draft(branch: &str, name: &str, cycle: &str, year: &str) -> Draft {
        let template = sample::template();
        let slot = template.slots().find(|slot| slot.level2 == branch);
        let slot = slot.unwrap_or_else(|| Slot::new("效益指标", branch));
        let mut draft = sample::minimal();
        draft.indicators.push(Indicator {
            name: name.to_owned(),
            cycle: TargetValue::read(cycle),
            year: TargetValue::read(year),
            ..Indicator::blank(IndicatorId(7), slot)
        });
        draft
    }

    /// The findings of this group, each at least as far as the expected line goes:
    /// `year D-05 warning: message`.
    #[track_caller]
    pub(in super::super) fn check_row(row: [&str; 4], expected: &[&str]) {
        let [branch, name, cycle, year] = row;
        let draft = draft(branch, name, cycle, year);
        let template = sample::template();
        let report = report(&draft, &template);
        let mut found: Vec<String> = report
            .items()
            .iter()
            .filter(|item| item.rule.code.starts_with("D-"))
            .map(|item| {
                let path = item.path.to_string();
                let place = path.strip_prefix("indicators/i7/").unwrap_or(&path);
                let code = item.rule.code;
                format!("{place} {code} {}: {}", item.severity, item.message)
            })
            .collect();
        found.sort();
        let fits = found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(found, line)| found.starts_with(line));
        assert!(fits, "{row:?}: {found:#?} and not {expected:#?}");
        prove(&draft, &template);
    }

    /// What is found in the row keeps the house rules, whatever it is.
    #[track_caller]
    pub(in super::super) fn prove_row([branch, name, cycle, year]: [&str; 4]) {
        prove(&draft(branch, name, cycle, year), &sample::template());
    }

    /// The same for one value in both columns; each expectation is about 年度指标值.
    #[track_caller]
    pub(in super::super) fn check_value(branch: &str, name: &str, value: &str, expected: &[&str]) {
        let expected: Vec<String> = expected.iter().map(|line| format!("year {line}")).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check_row([branch, name, value, value], &expected);
    }

    /// The first fix of this rule turns the row into another.
    #[track_caller]
    pub(in super::super) fn check_mended(row: [&str; 4], code: &str, mended: [&str; 4]) {
        let [branch, name, cycle, year] = row;
        let mut draft = draft(branch, name, cycle, year);
        let report = report(&draft, &sample::template());
        let mut items = report.items().iter().filter(|item| item.rule.code == code);
        let fix = items.find_map(|item| item.fixes.first());
        let fix = fix.unwrap_or_else(|| panic!("{row:?}: no fix of {code}"));
        apply_all(&mut draft, &fix.transaction.edits).unwrap();
        let row = draft.indicators.last().unwrap();
        let text = [&row.slot.level2, &row.name, row.cycle.raw(), row.year.raw()];
        assert_eq!(text, mended);
    }

    /// The same for one value in both columns.
    #[track_caller]
    pub(in super::super) fn check_mended_value(
        [branch, name, value]: [&str; 3],
        code: &str,
        mended: &str,
    ) {
        check_mended(
            [branch, name, value, value],
            code,
            [branch, name, mended, mended],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_their_units_away() {
        for (name, unit) in [
            ("培训人数", Some("人")),
            ("培训人数（人次）", Some("人次")),
            ("培训人数（单位：人）", Some("人")),
            ("参与居民人次", Some("人次")),
            ("活动场次", Some("场")),
            ("活动场次数", Some("场")),
            ("报道次数", Some("次")),
            ("培训课时数", Some("课时")),
            ("惠及户数", Some("户")),
            ("活动数量", None),
            ("景气指数", None),
            ("帮教个案（含即时辅导个案）数量", None),
            ("帮教个案（含即时辅导个案）", None),
            ("（人）", None),
        ] {
            assert_eq!(unit_of_name(name), unit, "{name}");
        }
    }
}
