//! `LinkSheet`: the goals and indicators that a task may belong with, and how they stand to it.

use crate::base::ids::TaskId;
use crate::check::Linkage;
use crate::check::linkage::{Match, Reason};
use crate::model::place::row_name;
use crate::model::{Draft, RowId, Section, Template};

/// The goals and indicators of a form, as seen from one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSheet {
    /// The task.
    pub task: TaskId,
    /// What people call it.
    pub name: String,
    /// Goals first, then indicators in the order of the form; unnamed ones are left out.
    pub rows: Vec<LinkRow>,
}

/// A goal or an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// Which row.
    pub row: RowId,
    /// The part of the form that holds it.
    pub section: Section,
    /// What people call it.
    pub name: String,
    /// How it stands to the task.
    pub bond: Bond,
}

/// How a row stands to a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bond {
    /// They have nothing in common.
    None,
    /// A person linked them.
    Linked,
    /// Their words tell that they belong together; which words, where that can be said.
    Found(Option<String>),
}

impl LinkSheet {
    /// The sheet of a task; `None` where the task is gone.
    pub fn of(draft: &Draft, template: &Template, task: TaskId) -> Option<Self> {
        let linkage = Linkage::of(draft, template);
        let row = RowId::Task(draft.task(task)?.id);
        let goals = draft.goals.iter().map(|goal| RowId::Goal(goal.id));
        let branches = template.branches(draft);
        let indicators = branches.iter().flat_map(|slot| draft.indicators_in(slot));
        let indicators = indicators
            .filter(|indicator| !indicator.name.trim().is_empty())
            .map(|indicator| RowId::Indicator(indicator.id));
        let found: Vec<&Match> = linkage.of_row(row).collect();
        let rows = goals.chain(indicators).map(|other| {
            let path = other.first_field();
            LinkRow {
                row: other,
                section: path.section(),
                name: match draft
                    .goals
                    .iter()
                    .find(|goal| RowId::Goal(goal.id) == other)
                {
                    Some(goal) => format!("{}：{}", row_name(draft, &path), goal.text),
                    None => row_name(draft, &path),
                },
                bond: bond(draft, &linkage, &found, row, other),
            }
        });
        Some(Self {
            task,
            name: row_name(draft, &row.first_field()),
            rows: rows.collect(),
        })
    }
}

fn bond(draft: &Draft, linkage: &Linkage, found: &[&Match], task: RowId, other: RowId) -> Bond {
    if draft.annotations.is_linked(task, other) {
        return Bond::Linked;
    }
    let joins = |found: &&&Match| found.from == other || found.to == other;
    match found.iter().find(joins) {
        Some(found) if found.reason != Reason::Linked => {
            Bond::Found(linkage.words(draft, found).map(str::to_owned))
        }
        _ => Bond::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply_all, build};
    use crate::model::sample;

    fn bond_of(draft: &Draft, row: &str) -> Bond {
        let sheet = LinkSheet::of(draft, &sample::template(), TaskId(2)).unwrap();
        let row = row.parse::<crate::model::FieldPath>().unwrap().row();
        let mut rows = sheet.rows.into_iter();
        rows.find(|found| Some(found.row) == row).unwrap().bond
    }

    #[test]
    fn rows_stand_to_a_task_by_their_words_or_by_hand() {
        let mut draft = sample::minimal();
        let words = Some("社区课堂".to_owned());
        assert_eq!(bond_of(&draft, "indicators/i3/name"), Bond::Found(words));
        assert_eq!(bond_of(&draft, "indicators/i6/name"), Bond::None);
        let (task, other) = ("tasks/t2/name", "indicators/i6/name");
        let row = |path: &str| path.parse::<crate::model::FieldPath>().unwrap().row();
        let tx = build::link(&draft, row(task).unwrap(), row(other).unwrap()).unwrap();
        apply_all(&mut draft, &tx.edits).unwrap();
        assert_eq!(bond_of(&draft, other), Bond::Linked);
    }

    #[test]
    fn a_task_that_is_gone_has_no_sheet() {
        let draft = sample::minimal();
        assert_eq!(LinkSheet::of(&draft, &sample::template(), TaskId(99)), None);
    }
}
