//! `Notation`: how an 指标值 is written, whatever it says.
//!
//! Spans are byte ranges of the raw text, on character borders.

use std::ops::Range;

use super::reading::{Comparator, Quantity};

/// How an 指标值 is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notation {
    /// The numbers that count something, in their order; those of dates, ranks, document numbers
    /// and names (12345热线) are not among them.
    pub numbers: Vec<NumberNotation>,
    /// The forms of the dates, in their order.
    pub dates: Vec<DateForm>,
}

/// How a number is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberNotation {
    /// From its comparator to the end of its unit and of the word behind.
    pub span: Range<usize>,
    /// The sign or word before it.
    pub before: Option<Mark>,
    /// Another sign or word between that one and the number: 不少于 in ≥不少于60个.
    pub again: Option<Mark>,
    /// The word behind its unit.
    pub after: Option<Mark>,
    /// How percent is written, where it is a percentage.
    pub percent: Option<PercentForm>,
    /// Its figures.
    pub numerals: NumeralForm,
    /// Its thousands are set off: 12,000.
    pub has_separators: bool,
    /// Spaces stand between its parts: ≥ 60 个.
    pub has_spaces: bool,
}

/// A comparator as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it means.
    pub comparator: Comparator,
    /// How it is spelt.
    pub form: MarkForm,
    /// Where it stands in the raw text.
    pub span: Range<usize>,
}

/// Spellings of comparators, the standard one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkForm {
    /// ≥ ≤ ＞ ＜ ＝ ±.
    Standard,
    /// A word: 不低于, 以上.
    Word,
    /// Another sign that looks alike: ≧ ≦ ⩾ ⩽.
    Variant,
    /// Typed with the keys at hand: >= => > = == 》.
    Typed,
}

/// Spellings of percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentForm {
    /// %.
    Sign,
    /// ％ or ﹪.
    WideSign,
    /// 百分之九十.
    Hundredths,
    /// 90百分比.
    Word,
    /// 九成.
    Tenths,
    /// 3个百分点, a difference of percentages and no other spelling of them.
    Points,
}

/// Kinds of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumeralForm {
    /// 1200.
    Digits,
    /// １２００, wholly or in part.
    WideDigits,
    /// 一千二百.
    Chinese,
    /// 1千2百.
    Mixed,
}

/// Forms of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// 2024年12月31日 or a part of it, with all digits of the year.
    Standard,
    /// 24年12月.
    ShortYear,
    /// 2024-12-31.
    Dashes,
    /// 2024.12.
    Dots,
    /// 2024/12/31.
    Slashes,
    /// 二〇二四年十二月, １２月.
    OtherNumerals,
}

/// What can be mended in the spelling alone, each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Signs: `>=85%` to `≥85%`, `=` to `＝`; words stay.
    Signs,
    /// Words to signs: 不低于90% and 90%以上 to ≥90%; a word doubled by a sign goes.
    Words,
    /// A word behind that repeats the comparator before: ≥85%以上 to ≥85%.
    Doubled,
    /// Percent: 百分之九十, 90百分比 and 九成 to 90%.
    Percent,
    /// Dates: 2024-12-31 to 2024年12月31日, 24年12月 to 2024年12月.
    Dates,
    /// Figures: 五百人次 and ５００人次 to 500人次.
    Numerals,
    /// Separators of thousands: 12,000人 to 12000人.
    Separators,
    /// Spaces between the parts of a number: ≥ 60 个 to ≥60个.
    Spaces,
}

/// One of several quantities in a value, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// What it says.
    pub quantity: Quantity,
    /// What stands before it and tells what is counted: 培训 in 培训1600人次; may be empty.
    pub lead: &'a str,
    /// Its text, from the comparator to the end of the unit and of the word behind: ≥66个.
    pub text: &'a str,
    /// Where its text stands in the raw text.
    pub span: Range<usize>,
}

impl NumberNotation {
    /// A comparator before and another that say the same: ≥85%以上, ≥不低于85%.
    pub fn is_doubled(&self) -> bool {
        self.says_both(|before, after| {
            (before.is_lower_bound() && after.is_lower_bound())
                || (before.is_upper_bound() && after.is_upper_bound())
        })
    }

    /// A comparator before and another that exclude each other: ≤85%以上, ≤不低于85%.
    pub fn is_contradictory(&self) -> bool {
        self.says_both(|before, after| {
            (before.is_lower_bound() && after.is_upper_bound())
                || (before.is_upper_bound() && after.is_lower_bound())
        })
    }

    fn says_both(&self, both: impl Fn(Comparator, Comparator) -> bool) -> bool {
        let Some(before) = &self.before else {
            return false;
        };
        let others = [&self.again, &self.after].into_iter().flatten();
        let mut others = others.map(|other| other.comparator);
        others.any(|other| both(before.comparator, other))
    }
}

impl Notation {
    /// The least standard spelling of a comparator in the value, before or behind a number.
    pub fn worst_mark(&self) -> Option<MarkForm> {
        self.numbers
            .iter()
            .flat_map(|number| [&number.before, &number.after])
            .flatten()
            .map(|mark| mark.form)
            .max()
    }

    /// Any number with a comparator before and a word behind that say the same.
    pub fn is_doubled(&self) -> bool {
        self.numbers.iter().any(NumberNotation::is_doubled)
    }
}
