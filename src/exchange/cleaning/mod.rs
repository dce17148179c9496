//! Takes what scanners and web pages leave in Chinese prose out of it, where that is safe.
//!
//! Invariant: outside markup no Han character, letter or digit is ever added, dropped or moved;
//! only spaces, line ends, half-width punctuation and invisible characters change.

mod lists;
mod markup;

use std::collections::BTreeSet;

use crate::base::text::{
    self,
    spacing::{self, Spacing},
};

pub(super) use lists::chinese_number;
pub(super) use markup::without_markup;

/// What was cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trace {
    /// Tags and entities of web pages.
    Markup,
    /// Characters that nobody sees.
    Invisible,
    /// Spaces, or half-width punctuation beside Chinese characters.
    Scanning,
    /// Line ends of a list that had become spaces.
    LineEnds,
}

impl Trace {
    fn told(self) -> &'static str {
        match self {
            Self::Markup => "去掉了网页标记",
            Self::Invisible => "去掉了看不见的字符",
            Self::Scanning => "清理了扫描留下的空格和半角标点",
            Self::LineEnds => "恢复了列表的换行",
        }
    }
}

/// A cleaned text and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// The text, without spaces at its ends.
    pub(super) text: String,
    /// What was done; empty where the text was clean.
    pub(super) traces: BTreeSet<Trace>,
}

impl Cleaned {
    /// What was done, as one sentence; `None` where the text was clean.
    pub(super) fn told(&self) -> Option<String> {
        let parts: Vec<&str> = self.traces.iter().map(|trace| trace.told()).collect();
        (!parts.is_empty()).then(|| parts.join("，"))
    }
}

/// Cleans a field of one line; line ends in it count as spaces.
pub(super) fn line(raw: &str) -> Cleaned {
    cleaned(raw, Layout::Line)
}

/// Cleans a field of several lines.
pub(super) fn prose(raw: &str) -> Cleaned {
    cleaned(raw, Layout::Prose)
}

/// Cleans a field of several lines whose markup is gone already.
pub(super) fn plain_prose(plain: &str) -> Cleaned {
    finish(plain, BTreeSet::new(), Layout::Prose)
}

fn cleaned(raw: &str, layout: Layout) -> Cleaned {
    match without_markup(raw) {
        Some(plain) => finish(&plain, BTreeSet::from([Trace::Markup]), layout),
        None => finish(raw, BTreeSet::new(), layout),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Line,
    Prose,
}

/// The character as it is shown; `None` where nobody sees it.
fn shown(c: char) -> Option<char> {
    match c {
        '\n' | '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' | '\r' | '\u{C}' => Some(' '),
        _ if c.is_control() || text::is_invisible(c) => None,
        _ => Some(c),
    }
}

fn finish(plain: &str, mut traces: BTreeSet<Trace>, layout: Layout) -> Cleaned {
    let shown: String = plain.chars().filter_map(shown).collect();
    if shown.chars().count() != plain.chars().count() {
        traces.insert(Trace::Invisible);
    }
    let lines: Vec<&str> = shown
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let joint = if layout == Layout::Prose { "\n" } else { " " };
    let original: Vec<char> = lines.join(joint).chars().collect();
    let mut chars = spacing::full_width_punctuation(&original);
    if layout == Layout::Prose
        && let Some(broken) = lists::with_line_ends(&chars, &original)
    {
        traces.insert(Trace::LineEnds);
        chars = broken;
    }
    let before_spaces = chars.len();
    let chars = spacing::without_stray_spaces(&chars, Spacing::Scripts);
    let text: String = chars.iter().collect();
    let punctuation_changed = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .ne(original.iter().copied().filter(|c| !c.is_whitespace()));
    if chars.len() != before_spaces || punctuation_changed {
        traces.insert(Trace::Scanning);
    }
    Cleaned {
        text: text.trim().to_owned(),
        traces,
    }
}

#[cfg(test)]
mod tests;
