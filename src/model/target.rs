//! `TargetValue`: the raw text of an 指标值 and, beside it, what the text says.
//!
//! The raw text is never changed by reading, and reading never fails: what is not understood is
//! free text, which the form allows.

mod date;
mod notation;
mod reading;

pub use date::{DatePart, DateRole, Every, PartialDate, Period, TargetDate};
pub use notation::{
    Aspect, DateForm, Mark, MarkForm, Notation, NumberNotation, NumeralForm, Part, PercentForm,
};
pub use reading::{
    Change, Comparator, Duration, Grade, Quantity, Rank, RankKind, Reading, Recurring, Relative,
    Scale, Vague, VagueKind,
};

use crate::base::date::Date;
use crate::base::number::Number;
use crate::base::text;

/// An 指标值 as typed, with its reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetValue {
    raw: String,
    reading: Reading,
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

    /// It can be measured: a number, several, a range, a ratio, a rank, a date, a period, a
    /// duration, a figure in a sentence, or a change with a number.
    pub fn is_quantitative(&self) -> bool {
        match &self.reading {
            Reading::Quantity(_)
            | Reading::Compound(_)
            | Reading::Range { .. }
            | Reading::Ratio { .. }
            | Reading::Rank(_)
            | Reading::Date(_)
            | Reading::Period(_)
            | Reading::Recurring(_)
            | Reading::Duration(_)
            | Reading::Figure(_) => true,
            Reading::Relative(relative) => relative.amount.is_some(),
            Reading::Empty
            | Reading::ImpossibleDate(_)
            | Reading::Grade(_)
            | Reading::Undetermined
            | Reading::Vague(_)
            | Reading::Free => false,
        }
    }

    /// The one number that it says: of a quantity, a duration or a figure in a sentence.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.reading {
            Reading::Quantity(quantity) | Reading::Figure(quantity) => Some(quantity),
            Reading::Duration(duration) => Some(&duration.limit),
            _ => None,
        }
    }

    /// All numbers that count something: of a compound and a range as well, and of a change.
    pub fn quantities(&self) -> Vec<&Quantity> {
        match &self.reading {
            Reading::Compound(parts) => parts.iter().collect(),
            Reading::Range { low, high } => vec![low, high],
            Reading::Relative(relative) => relative.amount.iter().collect(),
            _ => self.quantity().into_iter().collect(),
        }
    }

    /// How it is written.
    pub fn notation(&self) -> Notation {
        Notation::default()
    }

    /// The quantities of a compound with their places; empty for every other reading.
    pub fn parts(&self) -> Vec<Part<'_>> {
        Vec::new()
    }

    /// The same value in the form's standard spelling, equal to the raw text where that is
    /// standard already; `None` where nothing standard is known. Reads as the raw text does.
    pub fn canonical(&self) -> Option<String> {
        None
    }

    /// The text with one aspect of its spelling mended and all else as typed; `None` where there
    /// is nothing to mend. Reads as the raw text does.
    pub fn mended(&self, aspect: Aspect) -> Option<String> {
        let _ = aspect;
        None
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
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day)?;
    let part = date
        .day
        .map_or(DatePart::Month(date.month), |day| DatePart::Day {
            month: date.month,
            day,
        });
    Some(Reading::Date(TargetDate {
        date: PartialDate {
            year: Some(date.year),
            part,
        },
        role: DateRole::Plain,
    }))
}

fn read_grade(value: &str) -> Option<Reading> {
    let (grade, _comparator) = without_suffix(value);
    GRADES.contains(&grade).then(|| {
        Reading::Grade(Grade {
            name: grade.to_owned(),
            comparator: None,
            scale: Scale::Words,
        })
    })
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
                is_approximate: false,
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
