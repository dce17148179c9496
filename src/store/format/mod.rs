//! The draft file: text that people can read and compare, and that says when it is damaged.
//!
//! A file is RON in UTF-8. A comment line says what it is, then come the marker, the version and
//! the fields of the form in its order, then a comment line with the checksum. Amounts, numbers
//! and the year are the text that was typed, in quotes; blank is `""`. Long texts are lists of
//! lines, rows stand in the order of the form and have no numbers. Annotations name rows by their
//! place in their list (`placing.rs`); those of rows that are gone are left out. Line ends are `\n` on every
//! system; comments other than ours are not kept.
//!
//! Invariants: what is written reads back to the same draft, or is not written; writing what was
//! read gives the same bytes, unless it was of an older version; reading never panics and allocates no more than a small multiple of
//! the file's size.

mod bounded;
mod checksum;
mod convert;
mod decode;
mod error;
mod layout;
mod parse;
mod placing;
mod v1;
mod v2;

pub use error::{Encoding, FormatError, Position, Shape, Slip};

use super::hash::ContentHash;
use crate::model::Draft;

/// The version of the format that is written.
pub const VERSION: u32 = 2;

/// The marker by which a draft file is known.
pub const MARKER: &str = "mubiao";

/// The largest draft file, in bytes.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;

/// The longest text of a field, in characters, line ends included.
pub const MAX_TEXT_CHARS: usize = 20_000;

/// The most rows of a list: goals, tasks, other tasks or indicators; also the most findings that
/// are ignored, and the most links.
pub const MAX_ROWS: usize = 20_000;

/// A draft file as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The draft; rows are numbered from 1 in the order of the file.
    pub draft: Draft,
    /// What people should know about the file.
    pub notices: Vec<Notice>,
    /// What the file held, to tell later whether somebody else changed it.
    pub content_hash: ContentHash,
}

/// Something about a file that does not keep it from being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The checksum does not fit: the file was changed outside of this program, or damaged.
    ChecksumDiffers,
    /// So many annotations of a place that the draft does not have, or that are there twice, were
    /// left out.
    LostAnnotations(usize),
}

/// The text of a draft file.
///
/// # Errors
/// A draft beyond the limits of the format, which could not be opened again; and
/// [`FormatError::ReadBackDiffers`] for a mistake of ours.
pub fn write(draft: &Draft) -> Result<String, FormatError> {
    let text = checksum::seal(&body(draft));
    confirm(&text, draft)?;
    Ok(text)
}

/// The text of a draft file without the checksum and without a look at the limits: what a journal
/// keeps, so that nothing typed is refused there.
pub fn body(draft: &Draft) -> String {
    layout::lay_out(&convert::file_of(draft))
}

/// Reads back what is to be written.
fn confirm(text: &str, draft: &Draft) -> Result<(), FormatError> {
    match read(text.as_bytes()) {
        Ok(loaded) if loaded.draft == convert::as_loaded(draft) => Ok(()),
        Err(
            err @ (FormatError::TooLarge { .. }
            | FormatError::TextTooLong { .. }
            | FormatError::TooManyRows { .. }),
        ) => Err(err),
        Ok(_) | Err(_) => Err(FormatError::ReadBackDiffers),
    }
}

/// Reads the bytes of a draft file.
pub fn read(bytes: &[u8]) -> Result<Loaded, FormatError> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(FormatError::TooLarge {
            max_bytes: MAX_FILE_BYTES,
        });
    }
    let text = decode::text_of(bytes)?;
    let file: v2::File = match parse::version(text)? {
        1 => parse::fields::<v1::File>(text)?.into(),
        VERSION => parse::fields(text)?,
        found => {
            return Err(FormatError::NewerVersion {
                found,
                ours: VERSION,
            });
        }
    };
    let (draft, lost) = convert::draft_of(file);
    let mut notices = Vec::new();
    if checksum::fits(text) == Some(false) {
        notices.push(Notice::ChecksumDiffers);
    }
    if lost > 0 {
        notices.push(Notice::LostAnnotations(lost));
    }
    Ok(Loaded {
        draft,
        notices,
        content_hash: ContentHash::of(bytes),
    })
}

#[cfg(test)]
mod tests;
