//! `Situation`: what a run of the rules has to know beside the draft: when and what for.

use crate::base::date::Date;
use crate::model::FieldPath;

/// When and what for the rules run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Situation<'a> {
    /// What the findings are for.
    pub occasion: Occasion,
    /// Today, where the clock is to be trusted.
    pub today: Option<Date>,
    /// What printing the draft came to, where it was printed.
    pub paper: Option<&'a Paper>,
}

/// What the findings are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Occasion {
    /// The form is being written: what is not begun is no fault yet.
    #[default]
    Writing,
    /// 送审前检查: the form is to be handed in as it is.
    Submitting,
}

/// What only printing can tell of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// Characters that none of the fonts has, each once.
    pub missing_glyphs: Vec<char>,
    /// Fields with a word, an address or an amount that is wider than its cell. No text leaves its
    /// cell on paper: such a word is broken in its middle.
    pub overflowing: Vec<FieldPath>,
}
