//! `Rule`: one thing that is looked at, as a static with its docs.

use std::fmt;

use super::context::CheckCtx;
use super::diagnostic::Severity;
use super::sink::Sink;

/// One thing that is looked at.
pub struct Rule {
    /// Names the problem; kebab-case, the file's name and the anchor in the docs.
    pub id: &'static str,
    /// The number in the list of review points, e.g. `D-13`; never reused, never shown in messages.
    pub code: &'static str,
    /// How bad it is; a rule that grades may report milder findings.
    pub severity: Severity,
    /// Whether it offers fixes.
    pub fix: FixAvailability,
    /// Ids of rules that know more of the same fault: where one of them speaks of a place, this
    /// one keeps silent there.
    pub yields_to: &'static [&'static str],
    /// What people read about it.
    pub docs: Docs,
    /// Reports what it finds.
    pub run: fn(&CheckCtx<'_>, &mut Sink<'_>),
}

/// Whether the findings of a rule come with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixAvailability {
    /// Never.
    None,
    /// Where the right value can be known.
    Sometimes,
    /// With every finding.
    Always,
}

/// What people read about a rule: whole Chinese sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Docs {
    /// 检查什么: one sentence, also in the table of rules.
    pub what: &'static str,
    /// 为什么: what goes wrong otherwise.
    pub why: &'static str,
    /// 例子: how it looks.
    pub example: &'static str,
    /// 怎么改: what to do.
    pub how: &'static str,
    /// 依据: the guidance behind it, or that it is only usual practice.
    pub source: &'static str,
}

impl Docs {
    /// Headings and texts, in reading order.
    pub fn sections(&self) -> [(&'static str, &'static str); 5] {
        [
            ("检查什么", self.what),
            ("为什么", self.why),
            ("例子", self.example),
            ("怎么改", self.how),
            ("依据", self.source),
        ]
    }
}

impl FixAvailability {
    /// As the table of rules says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "—",
            Self::Sometimes => "有时",
            Self::Always => "有",
        }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}
