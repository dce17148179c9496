//! Texts and lists that stop reading at the limits of the format.
//!
//! Limits are checked while reading, so that the error knows its place and a list of a million
//! rows is never built.

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

use super::{MAX_ROWS, MAX_TEXT_CHARS};

/// What the parser is told where a text is too long; told apart from its own messages by this.
pub(super) const TEXT_TOO_LONG: &str = "text too long";
/// What the parser is told where a list is too long.
pub(super) const TOO_MANY_ROWS: &str = "too many rows";

/// A text of at most [`MAX_TEXT_CHARS`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Text(pub(super) String);

impl TryFrom<String> for Text {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.chars().nth(MAX_TEXT_CHARS).is_some() {
            Err(TEXT_TOO_LONG)
        } else {
            Ok(Self(text))
        }
    }
}

/// The lines of a text that has at most [`MAX_TEXT_CHARS`] characters, line ends included.
///
/// The empty text has no line; every other text has one more than it has line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lines(pub(super) Vec<String>);

impl Lines {
    /// Splits a text at its line ends.
    pub(super) fn of(text: &str) -> Self {
        if text.is_empty() {
            Self(Vec::new())
        } else {
            Self(text.split('\n').map(str::to_owned).collect())
        }
    }

    /// The text of these lines.
    pub(super) fn joined(&self) -> String {
        self.0.join("\n")
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lines: Vec<Text> = deserializer.deserialize_seq(AtMost {
            max: MAX_TEXT_CHARS + 1,
            complaint: TEXT_TOO_LONG,
            rows: PhantomData,
        })?;
        let lines = Self(lines.into_iter().map(|line| line.0).collect());
        if lines.joined().chars().nth(MAX_TEXT_CHARS).is_some() {
            return Err(de::Error::custom(TEXT_TOO_LONG));
        }
        Ok(lines)
    }
}

/// At most [`MAX_ROWS`] rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Rows<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = deserializer.deserialize_seq(AtMost {
            max: MAX_ROWS,
            complaint: TOO_MANY_ROWS,
            rows: PhantomData,
        })?;
        Ok(Self(rows))
    }
}

/// Reads a list and complains as soon as it is longer than `max`.
struct AtMost<T> {
    max: usize,
    complaint: &'static str,
    rows: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for AtMost<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = seq.next_element()? {
            if rows.len() == self.max {
                return Err(de::Error::custom(self.complaint));
            }
            rows.push(row);
        }
        Ok(rows)
    }
}
