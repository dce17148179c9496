//! From bytes to rows of written cells, each row with its line.
//!
//! Columns are parted by tabs; a cell that a spreadsheet quoted may hold line ends.

use std::borrow::Cow;

use super::{ImportError, Limit, MAX_BYTES, MAX_ROWS};
use crate::base::text;
use crate::exchange::cleaning;

/// A written cell.
#[derive(Debug, Clone)]
pub(super) struct Cell<'t> {
    /// Its column, from 0.
    pub(super) col: usize,
    /// What stands in it, as written.
    pub(super) raw: Cow<'t, str>,
    /// The word it is as a label: without width, spaces, markup, brackets and what stands in
    /// round brackets; empty for prose.
    pub(super) word: String,
}

impl<'t> Cell<'t> {
    pub(super) fn new(col: usize, raw: Cow<'t, str>) -> Self {
        let word = label_word(&raw);
        Self { col, raw, word }
    }

    /// Holds nothing that a person would see.
    fn is_blank(&self) -> bool {
        match cleaning::without_markup(&self.raw) {
            Some(plain) => text::is_blank(&plain),
            None => text::is_blank(&self.raw),
        }
    }
}

/// The written cells of a row.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    /// Where it begins, from 1.
    pub(super) line: usize,
    /// Never empty.
    pub(super) cells: Vec<Cell<'t>>,
}

/// Labels are not longer than this.
const MAX_LABEL_CHARS: usize = 60;

/// What a text is as a label.
pub(super) fn label_word(raw: &str) -> String {
    if raw.chars().nth(MAX_LABEL_CHARS).is_some() {
        return String::new();
    }
    let plain = cleaning::without_markup(raw);
    let folded = text::fold_width(plain.as_deref().unwrap_or(raw));
    let mut word = String::new();
    let mut depth = 0_usize;
    for c in folded.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '【' | '】' | '[' | ']' => {}
            _ if depth > 0 || c.is_whitespace() || text::is_invisible(c) => {}
            _ => word.push(c),
        }
    }
    word.trim_end_matches(':').to_owned()
}

/// The text of a file in UTF-8, or in UTF-16 with its mark; line ends become `\n`.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge(Limit::Bytes));
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => from_utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => from_utf16(rest, u16::from_be_bytes)?,
        _ => from_utf8(bytes)?,
    };
    if text.contains('\r') {
        return Ok(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    Ok(text)
}

fn from_utf8(bytes: &[u8]) -> Result<String, ImportError> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned()),
        Err(err) => Err(ImportError::NotUtf8 {
            looks_like_gbk: looks_like_gbk(bytes),
            offset: err.valid_up_to(),
        }),
    }
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    // The byte order mark.
    let mut offset = 2;
    let broken = |offset| ImportError::NotUtf8 {
        looks_like_gbk: false,
        offset,
    };
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = decoded.map_err(|_err| broken(offset))?;
        offset += c.len_utf16() * 2;
        text.push(c);
    }
    if odd.is_empty() {
        Ok(text)
    } else {
        Err(broken(offset))
    }
}

/// Whether the bytes read as GBK throughout, and mostly as its common characters.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let (mut pairs, mut common) = (0_usize, 0_usize);
    while let Some((first, tail)) = rest.split_first() {
        if first.is_ascii() {
            rest = tail;
            continue;
        }
        match tail.split_first() {
            Some((second, tail)) if is_gbk_pair(*first, *second) => {
                pairs += 1;
                common += usize::from(matches!((first, second), (0xA1..=0xF7, 0xA1..=0xFE)));
                rest = tail;
            }
            Some(_) => return false,
            // A file that was cut off.
            None => break,
        }
    }
    pairs > 0 && common * 2 > pairs
}

fn is_gbk_pair(first: u8, second: u8) -> bool {
    matches!(first, 0x81..=0xFE) && matches!(second, 0x40..=0x7E | 0x80..=0xFE)
}

/// The rows in which anything is written.
pub(super) fn rows(text: &str) -> Result<Vec<Row<'_>>, ImportError> {
    let mut rows = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while !rest.is_empty() {
        let (cells, tail) = next_row(rest);
        let taken = rest.len() - tail.len();
        let written: Vec<Cell<'_>> = cells.into_iter().filter(|cell| !cell.is_blank()).collect();
        if !written.is_empty() {
            rows.push(Row {
                line,
                cells: written,
            });
        }
        if rows.len() > MAX_ROWS {
            return Err(ImportError::TooLarge(Limit::Rows));
        }
        line += rest
            .get(..taken)
            .map_or(0, |part| part.matches('\n').count());
        rest = tail;
    }
    Ok(rows)
}

/// The cells that are not empty up to the end of the row, and what follows the row.
fn next_row(text: &str) -> (Vec<Cell<'_>>, &str) {
    let mut cells = Vec::new();
    let mut rest = text;
    for col in 0.. {
        let (raw, tail) = next_cell(rest);
        if !raw.is_empty() {
            cells.push(Cell::new(col, raw));
        }
        match tail.strip_prefix('\t') {
            Some(next) => rest = next,
            None => return (cells, tail.strip_prefix('\n').unwrap_or(tail)),
        }
    }
    (cells, "")
}

fn next_cell(text: &str) -> (Cow<'_, str>, &str) {
    if let Some((inner, tail)) = quoted_cell(text) {
        return (Cow::Owned(inner), tail);
    }
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    let (raw, tail) = text.split_at_checked(end).unwrap_or((text, ""));
    (Cow::Borrowed(raw), tail)
}

/// A cell as spreadsheets quote it, because it holds a line end or a quote. Quotes around other
/// texts are the writer's own, and a tab in between means that the cells are not quoted at all.
fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut inner = String::new();
    let mut needs_quotes = false;
    loop {
        let end = rest.find(['"', '\t'])?;
        let (part, tail) = rest.split_at_checked(end)?;
        inner.push_str(part);
        needs_quotes |= part.contains('\n');
        let tail = tail.strip_prefix('"')?;
        if let Some(next) = tail.strip_prefix('"') {
            inner.push('"');
            needs_quotes = true;
            rest = next;
            continue;
        }
        let ends_cell = tail.is_empty() || tail.starts_with(['\t', '\n']);
        return (ends_cell && needs_quotes).then_some((inner, tail));
    }
}
