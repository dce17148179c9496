//! `Diagnostic`: one finding, with its place, its words and its fixes.

use std::fmt;

use super::fix::{Fix, Safety};
use super::rule::Rule;
use crate::model::FieldPath;

/// How bad a finding is; the greater, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Could be better, or is not written yet.
    Hint,
    /// A reviewer will probably object.
    Warning,
    /// The form cannot be handed in like this.
    Error,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Hint, Self::Info];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Hint => "提示",
            Self::Info => "说明",
        }
    }
}

/// The name in machine-readable output and in fixtures.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
            Self::Info => "info",
        })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// Where it is.
    pub path: FieldPath,
    /// What is the matter: one Chinese sentence, understood alone.
    pub message: String,
    /// What helps to understand or to mend it, a sentence each.
    pub hints: Vec<String>,
    /// Other places that have to do with it, and what they have to do with it.
    pub related: Vec<(FieldPath, String)>,
    /// Ways to mend it, the likeliest first.
    pub fixes: Vec<Fix>,
    /// What it means to the person who writes.
    pub standing: Standing,
}

impl Diagnostic {
    /// It can be mended without a look.
    pub fn has_safe_fix(&self) -> bool {
        self.fixes.iter().any(|fix| fix.safety == Safety::Safe)
    }
}

/// What a finding means to the person who writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// It is to be looked at.
    #[default]
    Open,
    /// Its part of the form is not begun; it is told when somebody asks.
    NotBegun,
    /// It was looked at and is left as it is, for this reason.
    Ignored(String),
}
