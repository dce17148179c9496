//! From bytes to text: UTF-8 or a guess at what else it is.

use std::str::{self, Utf8Error};

use super::MARKER;
use super::error::{Encoding, FormatError, Position};

/// The marker stands within this many bytes.
const NEAR: usize = 4096;

/// The text of a file, without its byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, FormatError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes
        .iter()
        .all(|byte| *byte == 0 || byte.is_ascii_whitespace())
    {
        return Err(FormatError::Empty);
    }
    let beginning = bytes.get(..NEAR).unwrap_or(bytes);
    if is_marked_in_utf16(beginning) {
        return Err(FormatError::NotUtf8 {
            at: Position::START,
            looks_like: Some(Encoding::Utf16),
        });
    }
    // Every other encoding of Chinese has the letters of ASCII in single bytes.
    if !contains(beginning, MARKER.as_bytes()) {
        return Err(FormatError::NotADraft);
    }
    str::from_utf8(bytes).map_err(|err| not_utf8(bytes, err))
}

fn is_marked_in_utf16(bytes: &[u8]) -> bool {
    let little: Vec<u8> = MARKER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = MARKER.encode_utf16().flat_map(u16::to_be_bytes).collect();
    contains(bytes, &little) || contains(bytes, &big)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn not_utf8(bytes: &[u8], err: Utf8Error) -> FormatError {
    // Zeros stand where a disk lost the end of a file.
    let n_written = 1 + bytes.iter().rposition(|byte| *byte != 0).unwrap_or(0);
    let written = bytes.get(..n_written).map(str::from_utf8);
    let err = written.and_then(Result::err).unwrap_or(err);
    let (valid, rest) = bytes.split_at(err.valid_up_to());
    let at = Position::end_of(&String::from_utf8_lossy(valid));
    if err.error_len().is_none() {
        // The file ends in the middle of a character.
        return FormatError::Incomplete { at };
    }
    FormatError::NotUtf8 {
        at,
        looks_like: looks_like_gbk(rest).then_some(Encoding::Gbk),
    }
}

/// Whether these bytes are letters of ASCII and pairs of GBK throughout.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(first) = rest.next() {
        let is_pair = match first {
            0x00..=0x7F => true,
            0x81..=0xFE => rest
                .next()
                .is_none_or(|second| matches!(second, 0x30..=0x39 | 0x40..=0x7E | 0x80..=0xFE)),
            _ => false,
        };
        if !is_pair {
            return false;
        }
    }
    true
}
