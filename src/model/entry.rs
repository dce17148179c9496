//! `Entry<T>`: what was typed survives, even where it is not a value yet.

use std::fmt;

use crate::base::amount::Amount;
use crate::base::date::Year;
use crate::base::text;

/// A field that holds nothing, a value, or a text that is not a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Entry<T> {
    /// 未填; not the same as 0.00.
    #[default]
    Empty,
    /// Understood.
    Value(T),
    /// Kept as typed; a rule reports it, and it prints as typed.
    Raw(String),
}

/// What an [`Entry`] can hold: read from typing, written canonically.
pub trait Typed: Sized + fmt::Display {
    /// `None` where the text is not such a value.
    fn read(text: &str) -> Option<Self>;
}

impl Typed for Amount {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Typed for Year {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

/// A whole number of people or units.
impl Typed for u32 {
    fn read(text: &str) -> Option<Self> {
        let folded: String = text::fold_width(text)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != ',')
            .collect();
        (!folded.is_empty() && folded.chars().all(|c| c.is_ascii_digit()))
            .then(|| folded.parse().ok())
            .flatten()
    }
}

impl<T: Typed> Entry<T> {
    /// Reads what was typed; nothing visible is [`Entry::Empty`].
    pub fn read(typed: &str) -> Self {
        if text::is_blank(typed) {
            Self::Empty
        } else {
            T::read(typed).map_or_else(|| Self::Raw(typed.to_owned()), Self::Value)
        }
    }

    /// The text that reads back to this very entry.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Value(value) => value.to_string(),
            Self::Raw(raw) => raw.clone(),
        }
    }
}

impl<T> Entry<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Raw(_) => None,
        }
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The typed text that is not a value.
    pub fn raw(&self) -> Option<&str> {
        match self {
            Self::Raw(raw) => Some(raw),
            Self::Empty | Self::Value(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_back_to_the_same_entry() {
        for typed in ["", "  ", "866.56", "1, 430, 400. 00", "约120万", "０"] {
            let entry = Entry::<Amount>::read(typed);
            assert_eq!(Entry::read(&entry.text()), entry, "{typed}");
        }
    }

    #[test]
    fn blank_is_not_zero() {
        assert_eq!(Entry::<Amount>::read(" \u{3000}"), Entry::Empty);
        assert_eq!(Entry::<Amount>::read("0"), Entry::Value(Amount::ZERO));
    }

    #[test]
    fn counts_are_whole_numbers() {
        assert_eq!(Entry::read("２１"), Entry::Value(21_u32));
        assert_eq!(Entry::read("1,021"), Entry::Value(1021_u32));
        for typed in ["-1", "2.5", "二十", "99999999999", "21人"] {
            assert_eq!(Entry::<u32>::read(typed), Entry::Raw(typed.to_owned()));
        }
    }
}
