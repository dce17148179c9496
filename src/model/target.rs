//! `TargetValue`: the raw text of an 指标值 and, beside it, what the text says.
//!
//! The raw text is never changed by reading, and reading never fails: what is not understood is
//! free text, which the form allows.

use crate::base::date::Date;
use crate::base::number::Number;
use crate::base::text;

/// An 指标值 as typed, with its reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetValue {
    raw: String,
    reading: Reading,
}

/// What an 指标值 says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reading {
    /// Nothing is written.
    #[default]
    Empty,
    /// One number with its comparator and unit: ≥60个, 100%.
    Quantity(Quantity),
    /// Two or more numbers with units in one value: ≥66个388节次.
    Compound(Vec<Quantity>),
    /// From one number to another: 80%-90%.
    Range {
        /// The first number.
        low: Quantity,
        /// The second number.
        high: Quantity,
    },
    /// A date, with or without 前: 2024年12月前.
    Date(Date),
    /// A grade of a scale: 良好, 合格以上.
    Grade(String),
    /// A sentence with a figure in it: 按每名社工11.92万元/年的购买服务标准执行.
    Figure(Quantity),
    /// Anything else: 按合同服务周期完成.
    Free,
}

/// A number in an 指标值.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// ≥ and the like; absent in 100%.
    pub comparator: Option<Comparator>,
    /// The number.
    pub number: Number,
    /// What is counted, e.g. 个, %, 元每人每月; may be empty.
    pub unit: String,
}

/// How an indicator is to compare with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// ≥, 不低于, 以上.
    AtLeast,
    /// ＞.
    MoreThan,
    /// ＝.
    Equal,
    /// ＜.
    LessThan,
    /// ≤, 不超过, 以内.
    AtMost,
    /// ±.
    Within,
}

impl TargetValue {
    /// Keeps the text and reads it.
    pub fn read(raw: &str) -> Self {
        Self {
            raw: raw.to_owned(),
            reading: read(raw),
        }
    }

    /// The text as typed.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// What it says.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Nothing visible is written.
    pub fn is_empty(&self) -> bool {
        self.reading == Reading::Empty
    }

    /// It can be measured: a number, several, a range, a date, or a figure in a sentence.
    pub fn is_quantitative(&self) -> bool {
        match self.reading {
            Reading::Quantity(_)
            | Reading::Compound(_)
            | Reading::Range { .. }
            | Reading::Date(_)
            | Reading::Figure(_) => true,
            Reading::Empty | Reading::Grade(_) | Reading::Free => false,
        }
    }
}

/// Written before a number; longer forms first.
const COMPARATORS: [(&str, Comparator); 24] = [
    (">=", Comparator::AtLeast),
    ("=>", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("=<", Comparator::AtMost),
    ("==", Comparator::Equal),
    ("≥", Comparator::AtLeast),
    ("≧", Comparator::AtLeast),
    ("⩾", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("≦", Comparator::AtMost),
    ("⩽", Comparator::AtMost),
    ("±", Comparator::Within),
    (">", Comparator::MoreThan),
    ("<", Comparator::LessThan),
    ("=", Comparator::Equal),
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("至少", Comparator::AtLeast),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("大于", Comparator::MoreThan),
    ("小于", Comparator::LessThan),
];

/// Written after a unit.
const SUFFIXES: [(&str, Comparator); 6] = [
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("及以下", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("以内", Comparator::AtMost),
];

const GRADES: [&str; 14] = [
    "优秀", "优良", "良好", "较好", "合格", "达标", "中等", "一般", "满意", "优", "良", "中", "好",
    "差",
];

fn read(raw: &str) -> Reading {
    let folded = text::fold_width(raw);
    let value = folded.trim();
    if text::is_blank(value) {
        return Reading::Empty;
    }
    read_date(value)
        .or_else(|| read_grade(value))
        .or_else(|| read_numbers(value))
        .or_else(|| read_figure(value))
        .unwrap_or(Reading::Free)
}

/// 2024年12月前, 2024年12月31日, 2024-12-31, 2024.12, each with 前 / 底前 / 之前 / 内 / 完成 behind it.
fn read_date(value: &str) -> Option<Reading> {
    let (year, rest) = leading_digits(value);
    if year.len() != 4 {
        return None;
    }
    let rest = rest.strip_prefix(['年', '-', '.', '/'])?;
    let (month, rest) = leading_digits(rest);
    let rest = rest.strip_prefix(['月', '-', '.', '/']).unwrap_or(rest);
    let (day, rest) = leading_digits(rest);
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    let only_time_words = [
        "",
        "前",
        "底",
        "底前",
        "之前",
        "以前",
        "内",
        "前完成",
        "底前完成",
        "完成",
    ]
    .contains(&rest);
    if !only_time_words {
        return None;
    }
    let day = if day.is_empty() {
        None
    } else {
        Some(day.parse().ok()?)
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day).map(Reading::Date)
}

fn read_grade(value: &str) -> Option<Reading> {
    let (grade, _comparator) = without_suffix(value);
    GRADES
        .contains(&grade)
        .then(|| Reading::Grade(grade.to_owned()))
}

fn read_numbers(value: &str) -> Option<Reading> {
    let (first, mut rest) = quantity(value)?;
    if let Some(after) = rest.strip_prefix(['-', '~', '～', '—', '－', '至', '到']) {
        let (high, tail) = quantity(after.trim_start())?;
        return tail
            .is_empty()
            .then_some(Reading::Range { low: first, high });
    }
    let mut found = vec![first];
    while !rest.is_empty() {
        let (next, tail) =
            quantity(rest.trim_start_matches(['、', ',', ';', '；', '，', '和', '及', ' ']))?;
        found.push(next);
        rest = tail;
    }
    if let [only] = found.as_slice() {
        return Some(Reading::Quantity(only.clone()));
    }
    let counted = |part: &Quantity| !part.unit.is_empty() && !is_part_of_date(&part.unit);
    found
        .iter()
        .all(counted)
        .then_some(Reading::Compound(found))
}

/// The first number in a sentence that counts something; the numbers of dates and of ordinals
/// count nothing.
fn read_figure(value: &str) -> Option<Reading> {
    let start = value.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = value.split_at_checked(start)?;
    let (mut found, _) = quantity(rest)?;
    if let Some(end) = found.unit.find('的') {
        found.unit.truncate(end);
    }
    let counts = !found.unit.is_empty() && !is_part_of_date(&found.unit) && !before.ends_with('第');
    counts.then_some(Reading::Figure(found))
}

fn is_part_of_date(unit: &str) -> bool {
    ["年", "月", "日", "号"]
        .iter()
        .any(|word| unit.starts_with(word))
}

/// A comparator, a number and a unit at the start, and what follows.
fn quantity(value: &str) -> Option<(Quantity, &str)> {
    let (comparator, rest) = COMPARATORS
        .iter()
        .find_map(|(sign, comparator)| {
            value
                .strip_prefix(sign)
                .map(|rest| (Some(*comparator), rest))
        })
        .unwrap_or((None, value));
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(rest.len());
    let (digits, rest) = rest.split_at_checked(end)?;
    let number = Number::parse(&digits.replace(',', ""))?;
    let end = rest.find(ends_unit).unwrap_or(rest.len());
    let (unit, rest) = rest.split_at_checked(end)?;
    let (unit, suffix) = without_suffix(unit.trim_end());
    let comparator = comparator.or(suffix);
    let well_formed = unit
        .chars()
        .all(|c| c.is_alphanumeric() || "%‰/·（）()²³℃".contains(c) || c.is_whitespace());
    well_formed.then(|| {
        (
            Quantity {
                comparator,
                number,
                unit: unit.trim().to_owned(),
            },
            rest,
        )
    })
}

/// Where a unit ends: at the next number, a separator or the sign of a range.
fn ends_unit(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '、' | ',' | ';' | '；' | '，' | '-' | '~' | '～' | '—' | '至' | '到' | '和'
        )
}

fn without_suffix(unit: &str) -> (&str, Option<Comparator>) {
    SUFFIXES
        .iter()
        .find_map(|(word, comparator)| {
            unit.strip_suffix(word)
                .map(|rest| (rest, Some(*comparator)))
        })
        .unwrap_or((unit, None))
}

fn leading_digits(value: &str) -> (&str, &str) {
    let end = value
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(value.len());
    value.split_at_checked(end).unwrap_or((value, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The reading in one line, for the table below.
    fn told(raw: &str) -> String {
        let value = TargetValue::read(raw);
        match value.reading() {
            Reading::Empty => "empty".to_owned(),
            Reading::Quantity(quantity) => tell(quantity),
            Reading::Compound(parts) => parts.iter().map(tell).collect::<Vec<_>>().join(" + "),
            Reading::Range { low, high } => format!("{} .. {}", tell(low), tell(high)),
            Reading::Date(date) => format!("date {}-{}-{:?}", date.year, date.month, date.day),
            Reading::Grade(grade) => format!("grade {grade}"),
            Reading::Figure(quantity) => format!("figure {}", tell(quantity)),
            Reading::Free => "free".to_owned(),
        }
    }

    fn tell(quantity: &Quantity) -> String {
        let sign = match quantity.comparator {
            Some(Comparator::AtLeast) => "≥",
            Some(Comparator::MoreThan) => ">",
            Some(Comparator::Equal) => "=",
            Some(Comparator::LessThan) => "<",
            Some(Comparator::AtMost) => "≤",
            Some(Comparator::Within) => "±",
            None => "",
        };
        format!("{sign}{}[{}]", quantity.number, quantity.unit)
    }

    #[test]
    fn reads_the_values_of_real_tables() {
        for (raw, expected) in [
            ("", "empty"),
            (" \u{3000}", "empty"),
            ("≥60个", "≥60[个]"),
            (">=85%", "≥85[%]"),
            ("＞＝85％", "≥85[%]"),
            ("≧95%", "≥95[%]"),
            ("不低于90%", "≥90[%]"),
            ("85%以上", "≥85[%]"),
            ("90%及以上", "≥90[%]"),
            ("≤5%", "≤5[%]"),
            ("30天以内", "≤30[天]"),
            ("100%", "100[%]"),
            ("＝100%", "=100[%]"),
            ("50000", "50000[]"),
            ("≥1,200人次", "≥1200[人次]"),
            ("≥ 3.5 分", "≥3.5[分]"),
            ("≥190元每人每月", "≥190[元每人每月]"),
            ("±3%以内", "±3[%]"),
            ("≥66个388节次", "≥66[个] + 388[节次]"),
            ("1600人、200人", "1600[人] + 200[人]"),
            ("80%-90%", "80[%] .. 90[%]"),
            ("3~5次", "3[] .. 5[次]"),
            ("80%至90%", "80[%] .. 90[%]"),
            ("2024年12月前", "date 2024-12-None"),
            ("2024-12-31", "date 2024-12-Some(31)"),
            ("2024年6月30日前", "date 2024-6-Some(30)"),
            ("2024.12", "date 2024-12-None"),
            ("良好", "grade 良好"),
            ("合格以上", "grade 合格"),
            ("按合同服务周期完成", "free"),
            (
                "按每名社工11.92万元/年的购买服务标准执行",
                "figure 11.92[万元/年]",
            ),
            ("根据2024年要求确定", "free"),
            ("不低于上年度水平", "free"),
            ("2024年2月30日", "free"),
            ("第1名", "free"),
            ("1:2", "free"),
            ("≥", "free"),
        ] {
            assert_eq!(told(raw), expected, "{raw}");
        }
    }

    #[test]
    fn the_text_stays_as_typed() {
        assert_eq!(TargetValue::read(" ＞＝85％ ").raw(), " ＞＝85％ ");
    }

    proptest! {
        #[test]
        fn reading_never_panics(raw in "[≥≤>=<±0-9.,%个人次年月日前以上及至、 -]{0,24}|\\PC{0,24}") {
            let value = TargetValue::read(&raw);
            prop_assert_eq!(value.raw(), raw.as_str());
        }
    }
}
