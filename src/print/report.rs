//! 《自查报告》: what a check before handing in came to, on paper and as plain text.
//!
//! Both hold the same words in the same order. The report knows nothing of rules: whoever makes it
//! says what it says.

use serde_json::{Value, json};

use super::data;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportData {
    /// The title.
    pub title: String,
    /// What stands below it: name and value.
    pub facts: Vec<(String, String)>,
    /// The sections, in order.
    pub sections: Vec<ReportSection>,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSection {
    /// Its heading, with its number.
    pub heading: String,
    /// What it says.
    pub lines: Vec<ReportLine>,
}

/// A line of a section, which may take several lines on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    kind: LineKind,
    words: String,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A sentence.
    Body,
    /// The head of the items below it.
    Group,
    /// An item of a list, with its number.
    Item,
    /// What belongs to the item above it.
    Detail,
}

impl ReportLine {
    /// A line; what would break it or has no ink becomes a space or nothing.
    pub fn new(kind: LineKind, words: &str) -> Self {
        Self {
            kind,
            words: one_line(words),
        }
    }

    /// What it says.
    pub fn words(&self) -> &str {
        &self.words
    }
}

fn one_line(words: &str) -> String {
    let printable = data::printable(words);
    printable.split('\n').collect::<Vec<_>>().join(" ")
}

impl ReportData {
    /// A report without sections.
    pub fn new(title: &str, facts: Vec<(String, String)>) -> Self {
        let facts = facts.into_iter();
        Self {
            title: title.to_owned(),
            facts: facts.map(|(name, it)| (name, one_line(&it))).collect(),
            sections: Vec::new(),
        }
    }

    /// The report as plain text, which ends with a line end.
    pub fn text(&self) -> String {
        let Self {
            title,
            facts,
            sections,
        } = self;
        let mut lines = vec![title.clone(), String::new()];
        lines.extend(facts.iter().map(|(name, value)| format!("{name}：{value}")));
        for ReportSection { heading, lines: of } in sections {
            lines.extend([String::new(), heading.clone()]);
            lines.extend(of.iter().map(ReportLine::text));
        }
        lines.join("\n") + "\n"
    }

    /// What `assets/report.typ` reads.
    pub(super) fn json(&self, families: &[String]) -> Value {
        let Self {
            title,
            facts,
            sections,
        } = self;
        json!({
            "fonts": families,
            "title": title,
            "facts": facts,
            "sections": sections.iter().map(section_json).collect::<Value>(),
        })
    }
}

fn section_json(section: &ReportSection) -> Value {
    let ReportSection { heading, lines } = section;
    let lines = lines.iter().map(|line| {
        let ReportLine { kind, words } = line;
        let kind = match kind {
            LineKind::Body => "body",
            LineKind::Group => "group",
            LineKind::Item => "item",
            LineKind::Detail => "detail",
        };
        json!({ "kind": kind, "words": words })
    });
    json!({ "heading": heading, "lines": lines.collect::<Value>() })
}

impl ReportLine {
    fn text(&self) -> String {
        let indent = match self.kind {
            LineKind::Body | LineKind::Group => "",
            LineKind::Item => "  ",
            LineKind::Detail => "     ",
        };
        format!("{indent}{}", self.words)
    }
}
