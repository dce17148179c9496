//! The laws by name, and what is found against them.

use super::HOMES;
use std::fmt;

/// The laws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Law {
    Header,
    Layers,
    Crates,
    Globs,
    Disk,
    Threads,
    Network,
    Untyped,
    Purity,
    Floats,
    Colours,
    Console,
    Unfinished,
    Waiting,
    Sizes,
    Names,
    Comments,
    Wording,
    Machines,
    Sources,
}

impl Law {
    /// Every law once.
    pub(super) const ALL: &[Self] = &[
        Self::Header,
        Self::Layers,
        Self::Crates,
        Self::Globs,
        Self::Disk,
        Self::Threads,
        Self::Network,
        Self::Untyped,
        Self::Purity,
        Self::Floats,
        Self::Colours,
        Self::Console,
        Self::Unfinished,
        Self::Waiting,
        Self::Sizes,
        Self::Names,
        Self::Comments,
        Self::Wording,
        Self::Machines,
        Self::Sources,
    ];

    /// The law in one sentence.
    fn sentence(self) -> &'static str {
        match self {
            Self::Header => "a file begins with `//!` and says what it is",
            Self::Layers => "a module imports only what its row in LAYERS names",
            Self::Crates => "a module uses only the crates its row in LAYERS names",
            Self::Globs => "`use super::*` is for tests",
            Self::Disk => "only the door to the disk touches files",
            Self::Threads => "threads start in one place",
            Self::Network => "the program is offline",
            Self::Untyped => "files are read into structs; `ron::Value` forgets names",
            Self::Purity => "pure modules get the time and the machine passed in",
            Self::Floats => "money and counts are exact",
            Self::Colours => "colours have names and stand in the theme",
            Self::Console => "only the command line prints",
            Self::Unfinished => "nothing is left undone or ignored",
            Self::Waiting => "nothing sleeps",
            Self::Sizes => "files and functions stay small",
            Self::Names => "names keep the conventions",
            Self::Comments => "comments say why; no reminders, no dead code",
            Self::Wording => "Chinese texts use Chinese signs",
            Self::Machines => "no path of one machine stands in the project",
            Self::Sources => "crates come from crates.io only",
        }
    }
}

/// A place where a law is broken.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    /// From the root of the project.
    pub(super) file: String,
    /// From 1.
    pub(super) line: usize,
    /// What is broken.
    pub(super) law: Law,
    /// By what.
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            law,
            what,
        } = self;
        write!(f, "{file}:{line}: {what}: {}", law.sentence())?;
        for home in HOMES.iter().filter(|home| home.law == *law) {
            write!(f, "; allowed in {} ({})", home.under, home.reason)?;
        }
        Ok(())
    }
}

/// Collects the findings of a file.
pub(super) struct Sink<'a> {
    /// From the root of the project.
    pub(super) file: &'a str,
    /// So far.
    pub(super) findings: Vec<Finding>,
}

impl Sink<'_> {
    /// Reports a breach, unless the law does not hold in this file.
    pub(super) fn at(&mut self, line: usize, law: Law, what: impl Into<String>) {
        let is_at_home = HOMES
            .iter()
            .any(|home| home.law == law && is_under(self.file, home.under));
        if !is_at_home {
            self.findings.push(Finding {
                file: self.file.to_owned(),
                line,
                law,
                what: what.into(),
            });
        }
    }
}

/// Whether a file is `under` with `.rs`, or lies in the folder `under`.
pub(super) fn is_under(file: &str, under: &str) -> bool {
    let rest = file.strip_prefix(under);
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}
