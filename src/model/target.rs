//! `TargetValue`: the raw text of an 指标值 and, beside it, what the text says.
//!
//! The raw text is never changed by reading, and reading never fails: what is not understood is
//! free text, which the form allows.

mod date;
mod figures;
mod folded;
mod notation;
mod read;
mod read_date;
mod read_relative;
mod read_words;
mod reading;
mod scan;
mod spelling;
#[cfg(test)]
mod tests;
mod units;
mod words;

pub use date::{DatePart, DateRole, Every, PartialDate, Period, TargetDate};
pub use notation::{
    Aspect, DateForm, Mark, MarkForm, Notation, NumberNotation, NumeralForm, Part, PercentForm,
};
pub use reading::{
    Change, Comparator, Duration, Grade, Quantity, Rank, RankKind, Reading, Recurring, Relative,
    Scale, Vague, VagueKind,
};

use folded::Folded;

/// An 指标值 as typed, with its reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetValue {
    raw: String,
    reading: Reading,
}

/// So many times one aspect of a text is mended, at most.
const MOST_MENDINGS: usize = 8;

impl TargetValue {
    /// Keeps the text and reads it.
    pub fn read(raw: &str) -> Self {
        Self {
            raw: raw.to_owned(),
            reading: read::read(&Folded::new(raw).text).reading,
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
        spelling::notation(&self.raw)
    }

    /// The quantities of a compound with their places; empty for every other reading.
    pub fn parts(&self) -> Vec<Part<'_>> {
        match self.reading {
            Reading::Compound(_) => spelling::parts(&self.raw),
            _ => Vec::new(),
        }
    }

    /// The same value in the form's standard spelling, equal to the raw text where that is
    /// standard already; `None` where nothing standard is known. Reads as the raw text does.
    pub fn canonical(&self) -> Option<String> {
        spelling::canonical(&self.raw)
    }

    /// The text with one aspect of its spelling mended and all else as typed; `None` where there
    /// is nothing to mend. Reads as the raw text does.
    pub fn mended(&self, aspect: Aspect) -> Option<String> {
        // A word that stands three times is mended twice.
        let first = spelling::mended(&self.raw, aspect)?;
        let again = |text: &String| spelling::mended(text, aspect);
        std::iter::successors(Some(first), again)
            .take(MOST_MENDINGS)
            .last()
    }
}
