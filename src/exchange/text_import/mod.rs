//! A published form as text, with the damage of scanning and web export, read into a draft.
//!
//! Labels are recognised by their words and not by their columns. What is placed with doubt is
//! reported as uncertain; what cannot be placed is reported with its line.
//! Invariant: every written cell ends up in the draft, is a label, or is named in a note.
//!
//! Reading order: `lines` (bytes to rows), `labels` and `frame` (words), `choice` (template and
//! year), `reader` (row by row), one file per block, `filling` (into the draft).

mod choice;
mod fields;
mod filling;
mod frame;
mod goals;
mod indicators;
mod labels;
mod levels;
mod lines;
mod money;
mod other_tasks;
mod placement;
mod reader;
mod tasks;

use crate::base::date::Year;
use crate::model::{Draft, FieldPath, Template};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The most rows that are read.
pub const MAX_ROWS: usize = 20_000;
/// The longest text of a field, in characters.
pub const MAX_FIELD_CHARS: usize = 20_000;

/// What the person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted<'a> {
    /// The id of the template to fill; chosen by the text where absent.
    pub template: Option<&'a str>,
    /// 年度; the text's where absent.
    pub year: Option<Year>,
}

/// A draft read from a text, and what is to be told about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What was read.
    pub draft: Draft,
    /// In the order of lines.
    pub notes: Vec<Note>,
}

/// Something that a person should know about the import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where it stands in the text, from 1.
    pub line: usize,
    /// How much it matters.
    pub kind: NoteKind,
    /// One Chinese sentence.
    pub message: String,
    /// The field it is about, where there is one.
    pub path: Option<FieldPath>,
}

/// How much a [`Note`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// Damage was cleaned; the meaning is the same.
    Cleaned,
    /// Placed, but to be looked at.
    Uncertain,
    /// Not in the draft.
    Unplaced,
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// More than the program accepts.
    #[error("too large: {0}")]
    TooLarge(Limit),
    /// Neither UTF-8 nor UTF-16 with a byte order mark.
    #[error("not readable as text from byte {offset} on")]
    NotUtf8 {
        /// It reads as Chinese in the encoding GBK.
        looks_like_gbk: bool,
        /// The first byte that cannot be read, from 0.
        offset: usize,
    },
    /// No label of the form was recognised.
    #[error("no label of the form was recognised")]
    NotTheForm,
    /// The wanted template is not among those given.
    #[error("there is no template {0}")]
    UnknownTemplate(String),
}

/// What is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The file: more than [`MAX_BYTES`].
    Bytes,
    /// Its rows: more than [`MAX_ROWS`].
    Rows,
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes => write!(f, "more than {MAX_BYTES} bytes"),
            Self::Rows => write!(f, "more than {MAX_ROWS} rows"),
        }
    }
}

/// Reads a form from the bytes of a text file.
///
/// # Errors
/// Only where nothing of a form can be read; damage inside a form is told in notes.
pub fn import(
    bytes: &[u8],
    templates: &[Template],
    wanted: Wanted<'_>,
) -> Result<Imported, ImportError> {
    let text = lines::decode(bytes)?;
    let rows = lines::rows(&text)?;
    let words = labels::Vocabulary::new(templates);
    if !rows.iter().any(|row| words.tells_a_form(row)) {
        return Err(ImportError::NotTheForm);
    }
    let features = choice::Features::of(&rows, &words);
    let (template, chosen) = choice::template(&features, templates, wanted.template)?;
    let (year, dated) = choice::year(&features, wanted.year);
    let titled = choice::title_note(&features, template);
    let mut filling = filling::Filling::new(template, year);
    filling
        .notes
        .extend(chosen.into_iter().chain(dated).chain(titled));
    let frame = frame::Frame::new(template, templates);
    let mut reader = reader::Reader::new(&words, &frame, filling);
    for row in rows {
        reader.row(row);
    }
    reader.finish()
}

#[cfg(test)]
mod tests;
