//! Version 2 of the draft file: version 1 with annotations. Frozen: it names no type of the model
//! and is never edited.

use serde::Deserialize;

use super::bounded::{Lines, Rows, Text};
use super::v1;
pub(super) use super::v1::{Budget, Indicator, OtherTask, Task};

/// A whole file, in the order in which its fields are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) format: Text,
    pub(super) version: u32,
    pub(super) template: Text,
    pub(super) year: Text,
    pub(super) department: Text,
    pub(super) staff: Text,
    pub(super) subunits: Text,
    pub(super) budget: Budget,
    pub(super) goals: Rows<Lines>,
    pub(super) tasks: Rows<Task>,
    pub(super) other_tasks: Rows<OtherTask>,
    pub(super) other_tasks_text: Lines,
    pub(super) indicators: Rows<Indicator>,
    pub(super) ignored: Rows<Ignored>,
    pub(super) links: Rows<Link>,
}

/// A finding that is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ignored {
    pub(super) rule: Text,
    /// An address in which rows are numbered from 1, e.g. `tasks/2/amount`. As long as the names
    /// of a branch make it.
    pub(super) at: String,
    pub(super) reason: Text,
    /// 16 hex digits.
    pub(super) seen: Text,
}

/// Two rows that belong together, e.g. `("tasks/2", "indicators/5")`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Link(pub(super) Text, pub(super) Text);

impl From<v1::File> for File {
    fn from(file: v1::File) -> Self {
        let v1::File {
            format,
            version: _,
            template,
            year,
            department,
            staff,
            subunits,
            budget,
            goals,
            tasks,
            other_tasks,
            other_tasks_text,
            indicators,
        } = file;
        Self {
            format,
            version: 2,
            template,
            year,
            department,
            staff,
            subunits,
            budget,
            goals,
            tasks,
            other_tasks,
            other_tasks_text,
            indicators,
            ignored: Rows(Vec::new()),
            links: Rows(Vec::new()),
        }
    }
}
