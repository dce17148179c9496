//! What holds for any bytes that are opened as a draft: they are refused with a short complaint
//! about a place that exists, or they are a draft that can be saved.

use mubiao::model::Draft;
use mubiao::store::format::{self, FormatError, Position};

/// The most characters of a complaint.
const MAX_COMPLAINT: usize = 200;

/// Opens the bytes.
#[track_caller]
pub(crate) fn check(bytes: &[u8]) {
    match format::read(bytes) {
        Ok(loaded) => check_can_be_saved(&loaded.draft),
        Err(err) => check_complaint(&err, bytes),
    }
}

/// The draft is written, comes back as it is, and is written to the same bytes again; what a
/// journal keeps of it reads the same.
#[track_caller]
pub(crate) fn check_can_be_saved(draft: &Draft) {
    let text = format::write(draft).expect("what was read is within the limits");
    let again = format::read(text.as_bytes()).expect("what was written can be read");
    assert_eq!(&again.draft, draft);
    assert_eq!(again.notices, []);
    assert_eq!(format::write(&again.draft).as_ref(), Ok(&text));
    let kept = format::read(format::body(draft).as_bytes()).expect("a journal can be read");
    assert_eq!(&kept.draft, draft);
}

#[track_caller]
fn check_complaint(err: &FormatError, bytes: &[u8]) {
    let complaint = err.to_string();
    assert!(complaint.chars().count() <= MAX_COMPLAINT, "{complaint}");
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    if let Some(Position { line, column }) = place_of(err) {
        let found = line.checked_sub(1).and_then(|n| text.split('\n').nth(n));
        let found = found.unwrap_or_else(|| panic!("there is no such line: {complaint}"));
        let columns = 1..=found.chars().count() + 1;
        assert!(
            columns.contains(&column),
            "there is no such column: {complaint}"
        );
    }
}

fn place_of(err: &FormatError) -> Option<Position> {
    match err {
        FormatError::NotUtf8 { at, .. }
        | FormatError::Incomplete { at }
        | FormatError::Syntax { at, .. }
        | FormatError::TooDeep { at }
        | FormatError::UnknownField { at, .. }
        | FormatError::MissingField { at, .. }
        | FormatError::DuplicateField { at, .. }
        | FormatError::WrongType { at, .. }
        | FormatError::TextTooLong { at, .. }
        | FormatError::TooManyRows { at, .. } => Some(*at),
        FormatError::TooLarge { .. }
        | FormatError::Empty
        | FormatError::NotADraft
        | FormatError::NewerVersion { .. }
        | FormatError::ReadBackDiffers => None,
    }
}
