//! `Folded`: the text in half-width forms, with the way back to the raw text.
//!
//! Invisible characters are left out. The full-width comma stays as it is, because in Chinese it
//! ends a clause, except between full-width digits, where it sets off thousands.

use std::ops::Range;

use crate::base::text;

/// A text to be read.
pub(super) struct Folded {
    /// In half-width forms.
    pub(super) text: String,
    /// For every byte of the text, and for its end, the byte of the raw text it comes from.
    raw_at: Vec<usize>,
}

impl Folded {
    pub(super) fn new(raw: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(raw.len()),
            raw_at: Vec::with_capacity(raw.len() + 1),
        };
        let mut before = None;
        let mut chars = raw.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            if !text::is_invisible(c) {
                folded.push(at, fold(before, c, next));
            }
            before = Some(c);
        }
        folded.raw_at.push(raw.len());
        folded
    }

    fn push(&mut self, at: usize, c: char) {
        self.text.push(c);
        self.raw_at.resize(self.text.len(), at);
    }

    /// The range of the raw text behind a range of this one.
    pub(super) fn raw(&self, span: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.raw_at.get(byte).copied().unwrap_or_default();
        let (start, end) = (at(span.start), at(span.end));
        start..end.max(start)
    }
}

fn fold(before: Option<char>, c: char, next: Option<char>) -> char {
    let is_wide_digit = |c: Option<char>| matches!(c, Some('０'..='９'));
    match c {
        '，' if is_wide_digit(before) && is_wide_digit(next) => ',',
        '，' => '，',
        '∶' => ':',
        '﹪' => '%',
        '−' | '–' => '-',
        '～' | '〜' => '~',
        c if c.is_whitespace() => ' ',
        c => text::fold_char(c),
    }
}
