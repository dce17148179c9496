//! Version 1 of the draft file. Frozen: it names no type of the model and is never edited.

use serde::Deserialize;

use super::bounded::{Lines, Rows, Text};

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
}

/// The lines of the budget, each as typed; in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Budget {
    pub(super) basic: Text,
    pub(super) project: Text,
    pub(super) special: Text,
    pub(super) other_development: Text,
    pub(super) fiscal: Text,
    pub(super) other_income: Text,
    pub(super) city_level: Text,
    pub(super) transfer: Text,
}

/// A row of 年度重点工作任务.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    pub(super) name: Text,
    pub(super) content: Lines,
    pub(super) amount: Text,
    pub(super) goal: Lines,
}

/// A row of 其他需完成的任务.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherTask {
    pub(super) name: Text,
    pub(super) content: Lines,
    pub(super) amount: Text,
}

/// A row of 绩效指标.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicator {
    pub(super) level1: Text,
    pub(super) level2: Text,
    pub(super) name: Text,
    pub(super) cycle: Text,
    pub(super) year: Text,
}
