//! From text to the structs of a version, with errors that know their place.
//!
//! The whole file is first read for its marker and version alone; this finds every mistake of
//! syntax. What the second reading complains about is therefore a mistake of content.

use ron::error::{Error, SpannedError};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::bounded::{TEXT_TOO_LONG, TOO_MANY_ROWS};
use super::error::{self, Cause, FormatError, Position, Shape, Slip};
use super::{MARKER, MAX_ROWS, MAX_TEXT_CHARS, checksum};

/// What every version of a draft file begins with; other fields are passed over.
#[derive(Deserialize)]
#[serde(rename = "File")]
struct Header {
    format: String,
    version: u32,
}

/// Finds out the version of a file.
pub(super) fn version(text: &str) -> Result<u32, FormatError> {
    let header: Header = ron::from_str(text).map_err(|err| {
        content_error(&err)
            .or_else(|| cut_off(text, &err))
            .or_else(|| slip(text, &err))
            .or_else(|| wrong_type(&err).filter(|found| is_of_header(text, found)))
            .unwrap_or_else(|| syntax_error(&err))
    })?;
    if header.format == MARKER && header.version > 0 {
        Ok(header.version)
    } else {
        Err(FormatError::NotADraft)
    }
}

/// Reads all fields of a file whose version is known.
pub(super) fn fields<T: DeserializeOwned>(text: &str) -> Result<T, FormatError> {
    ron::from_str(text).map_err(|err| {
        content_error(&err)
            .or_else(|| wrong_type(&err))
            .unwrap_or_else(|| FormatError::WrongType {
                at: place_of(&err),
                expected: None,
                source: Cause::of(&err.code),
            })
    })
}

/// What is wrong with the content, where the parser's code says so by itself.
fn content_error(err: &SpannedError) -> Option<FormatError> {
    let at = place_of(err);
    Some(match &err.code {
        Error::ExceededRecursionLimit => FormatError::TooDeep { at },
        Error::NoSuchStructField {
            expected, found, ..
        } => FormatError::UnknownField {
            at,
            name: error::cut(found),
            expected,
        },
        Error::MissingStructField { field, .. } => FormatError::MissingField { at, name: field },
        Error::DuplicateStructField { field, .. } => {
            FormatError::DuplicateField { at, name: field }
        }
        Error::Message(message) if message == TEXT_TOO_LONG => FormatError::TextTooLong {
            at,
            max_chars: MAX_TEXT_CHARS,
        },
        Error::Message(message) if message == TOO_MANY_ROWS => FormatError::TooManyRows {
            at,
            max_rows: MAX_ROWS,
        },
        _ => return None,
    })
}

/// The parser ran out of text, and the line that ends every file is not there.
fn cut_off(text: &str, err: &SpannedError) -> Option<FormatError> {
    // Zeros stand where a disk lost the end of a file.
    let written = text.trim_end_matches(|c: char| c == '\0' || c.is_whitespace());
    // The parser points at the beginning of a text that has no end.
    let at = Position::end_of(written);
    let ran_out = matches!(
        err.code,
        Error::Eof | Error::ExpectedStringEnd | Error::UnclosedBlockComment
    ) || Position::from(err.span.end) >= at;
    (ran_out && checksum::fits(text).is_none()).then_some(FormatError::Incomplete { at })
}

/// A full-width character stands where the parser stopped.
fn slip(text: &str, err: &SpannedError) -> Option<FormatError> {
    let places = [err.span.end.into(), err.span.start.into()];
    let (at, slip) = places.into_iter().find_map(|at: Position| {
        let slip = at.char_in(text).and_then(Slip::of)?;
        Some((at, slip))
    })?;
    Some(FormatError::Syntax {
        at,
        slip: Some(slip),
        missing: None,
        source: Cause::of(&err.code),
    })
}

fn wrong_type(err: &SpannedError) -> Option<FormatError> {
    let expected = match &err.code {
        Error::ExpectedString => Shape::Text,
        Error::ExpectedArray => Shape::List,
        Error::ExpectedInteger | Error::IntegerOutOfBounds => Shape::Number,
        Error::ExpectedStructLike
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedDifferentStructName { .. } => Shape::Fields,
        _ => return None,
    };
    Some(FormatError::WrongType {
        at: place_of(err),
        expected: Some(expected),
        source: Cause::of(&err.code),
    })
}

/// Whether a complaint about a type is about the header's own fields: what it passes over has no
/// type, only a syntax.
fn is_of_header(text: &str, found: &FormatError) -> bool {
    let FormatError::WrongType { at, expected, .. } = found else {
        return false;
    };
    let line = text.split('\n').nth(at.line.saturating_sub(1));
    let speaks_of = |name| line.is_some_and(|line| line.contains(name));
    match expected {
        Some(Shape::Text) => speaks_of("format"),
        Some(Shape::Number) => speaks_of("version"),
        Some(Shape::List) => false,
        Some(Shape::Fields) | None => true,
    }
}

fn syntax_error(err: &SpannedError) -> FormatError {
    FormatError::Syntax {
        at: place_of(err),
        slip: None,
        missing: match err.code {
            Error::ExpectedComma => Some(','),
            Error::ExpectedMapColon => Some(':'),
            Error::ExpectedArrayEnd => Some(']'),
            Error::ExpectedStructLikeEnd => Some(')'),
            Error::ExpectedStringEnd => Some('"'),
            _ => None,
        },
        source: Cause::of(&err.code),
    }
}

/// Where the thing stands that the parser complains about: it complains about names, numbers and
/// texts after it read them, about everything else before.
fn place_of(err: &SpannedError) -> Position {
    match &err.code {
        Error::NoSuchStructField { .. }
        | Error::DuplicateStructField { .. }
        | Error::ExpectedDifferentStructName { .. }
        | Error::IntegerOutOfBounds
        | Error::Message(_) => err.span.start.into(),
        _ => err.span.end.into(),
    }
}
