//! `Filter`: which findings are listed, by how bad they are and by words.

use std::collections::BTreeSet;

use crate::app::read;
use crate::check::{Diagnostic, Severity};

/// Which findings are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    hidden: BTreeSet<Severity>,
    /// Words that have to occur, as they were typed.
    pub(super) text: String,
}

impl Filter {
    /// Findings of this severity are listed.
    pub(super) fn shows(&self, severity: Severity) -> bool {
        !self.hidden.contains(&severity)
    }

    /// Lists a severity that was hidden, and the other way round.
    pub(super) fn toggle(&mut self, severity: Severity) {
        if !self.hidden.remove(&severity) {
            self.hidden.insert(severity);
        }
    }

    /// Something may be left out.
    pub(super) fn is_on(&self) -> bool {
        !self.hidden.is_empty() || !self.text.trim().is_empty()
    }

    /// A finding passes; its place is asked for only where words are looked for.
    pub(super) fn passes(&self, found: &Diagnostic, place: impl FnOnce() -> String) -> bool {
        if !self.shows(found.severity) {
            return false;
        }
        if self.text.trim().is_empty() {
            return true;
        }
        let texts = [
            &found.message,
            &place(),
            found.rule.docs.what,
            found.severity.label(),
        ];
        holds_words(&texts.join("\n"), &self.text)
    }
}

/// Every word that was typed occurs in the text, whatever the width and case of its letters.
pub fn holds_words(text: &str, typed: &str) -> bool {
    let text = plain(text);
    plain(typed)
        .split_whitespace()
        .all(|word| text.contains(word))
}

fn plain(text: &str) -> String {
    read::fold_width(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_words(typed: &str, expected: bool) {
        let text = "“小组服务数量”的年度指标值里有两个数量（66个、388节次）\n绩效指标";
        assert_eq!(holds_words(text, typed), expected, "{typed}");
    }

    #[test]
    fn every_word_has_to_occur_in_any_order_and_width() {
        check_words("", true);
        check_words("绩效指标", true);
        check_words(" 两个数量　小组 ", true);
        check_words("６６个", true);
        check_words("(66个", true);
        check_words("小组 目标", false);
    }
}
