//! `Edit` and `apply`: one match for doing and for undoing.

use crate::base::ids::IndicatorId;
use crate::model::{
    Annotations, Draft, FieldPath, Goal, Indicator, OtherTask, RowId, Slot, Task, access,
};

/// The smallest change of a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Writes the text of a field.
    Set {
        /// Which field.
        path: FieldPath,
        /// What is typed there.
        text: String,
    },
    /// Puts a row into its list, before the row that stands at `index` now.
    Insert {
        /// From 0 to the list's length.
        index: usize,
        /// The row, with an id that the list does not hold.
        row: Box<Row>,
    },
    /// Takes a row out.
    Remove {
        /// Which row.
        row: RowId,
    },
    /// Puts a row where `index` counts without it.
    Move {
        /// Which row.
        row: RowId,
        /// Its place among the others.
        index: usize,
    },
    /// Puts an indicator under another 二级.
    Place {
        /// Which indicator.
        id: IndicatorId,
        /// The branch.
        slot: Slot,
    },
    /// Puts another draft in the place of all of it: an earlier version, or what was recovered.
    Replace(Box<Draft>),
    /// Puts other annotations in the place of all of them.
    Annotate(Annotations),
}

/// A row of any list.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "rows are boxed where they are kept"
)]
pub enum Row {
    /// A goal.
    Goal(Goal),
    /// A task.
    Task(Task),
    /// An other task.
    OtherTask(OtherTask),
    /// An indicator.
    Indicator(Indicator),
}

impl Row {
    /// Its id.
    pub fn id(&self) -> RowId {
        match self {
            Self::Goal(row) => RowId::Goal(row.id),
            Self::Task(row) => RowId::Task(row.id),
            Self::OtherTask(row) => RowId::OtherTask(row.id),
            Self::Indicator(row) => RowId::Indicator(row.id),
        }
    }
}

/// An edit that does not fit the draft: a mistake of the caller, or a fix that came too late.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no such field.
    #[error("there is no field {0}")]
    NoField(FieldPath),
    /// There is no such row.
    #[error("there is no row {0:?}")]
    NoRow(RowId),
    /// The list already holds this id.
    #[error("row {0:?} exists already")]
    Exists(RowId),
    /// The list is shorter.
    #[error("the list ends before place {0}")]
    BeyondEnd(usize),
}

/// Applies one edit and returns the edit that takes it back.
///
/// # Errors
/// The draft is unchanged then.
pub fn apply(draft: &mut Draft, edit: &Edit) -> Result<Edit, EditError> {
    match edit {
        Edit::Set { path, text } => access::set_text(draft, path, text)
            .map(|before| Edit::Set {
                path: path.clone(),
                text: before,
            })
            .ok_or_else(|| EditError::NoField(path.clone())),
        Edit::Insert { index, row } => insert(draft, *index, Row::clone(row)),
        Edit::Remove { row } => {
            let (index, row) = take(draft, *row)?;
            Ok(Edit::Insert {
                index,
                row: Box::new(row),
            })
        }
        Edit::Move { row, index } => {
            let (before, taken) = take(draft, *row)?;
            match insert(draft, *index, taken.clone()) {
                Ok(_) => Ok(Edit::Move {
                    row: *row,
                    index: before,
                }),
                Err(err) => insert(draft, before, taken).and(Err(err)),
            }
        }
        Edit::Place { id, slot } => {
            let row = draft.indicators.iter_mut().find(|row| row.id == *id);
            let row = row.ok_or(EditError::NoRow(RowId::Indicator(*id)))?;
            let before = std::mem::replace(&mut row.slot, slot.clone());
            Ok(Edit::Place {
                id: *id,
                slot: before,
            })
        }
        Edit::Replace(other) => {
            let before = std::mem::replace(draft, Draft::clone(other));
            Ok(Edit::Replace(Box::new(before)))
        }
        Edit::Annotate(annotations) => {
            let before = std::mem::replace(&mut draft.annotations, annotations.clone());
            Ok(Edit::Annotate(before))
        }
    }
}

/// Applies all edits in order, or none; returns the edits that take them back, in order.
///
/// # Errors
/// The draft is unchanged then.
pub fn apply_all(draft: &mut Draft, edits: &[Edit]) -> Result<Vec<Edit>, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match apply(draft, edit) {
            Ok(inverse) => inverses.push(inverse),
            Err(err) => {
                for inverse in inverses.iter().rev() {
                    apply(draft, inverse)?;
                }
                return Err(err);
            }
        }
    }
    inverses.reverse();
    Ok(inverses)
}

fn insert(draft: &mut Draft, index: usize, row: Row) -> Result<Edit, EditError> {
    let id = row.id();
    match row {
        Row::Goal(row) => insert_into(&mut draft.goals, index, row, id, |a, b| a.id == b.id),
        Row::Task(row) => insert_into(&mut draft.tasks, index, row, id, |a, b| a.id == b.id),
        Row::OtherTask(row) => {
            insert_into(&mut draft.other_tasks, index, row, id, |a, b| a.id == b.id)
        }
        Row::Indicator(row) => {
            insert_into(&mut draft.indicators, index, row, id, |a, b| a.id == b.id)
        }
    }
}

fn insert_into<T>(
    list: &mut Vec<T>,
    index: usize,
    row: T,
    id: RowId,
    same: fn(&T, &T) -> bool,
) -> Result<Edit, EditError> {
    if list.iter().any(|other| same(other, &row)) {
        return Err(EditError::Exists(id));
    }
    if index > list.len() {
        return Err(EditError::BeyondEnd(index));
    }
    list.insert(index, row);
    Ok(Edit::Remove { row: id })
}

fn take(draft: &mut Draft, id: RowId) -> Result<(usize, Row), EditError> {
    let taken = match id {
        RowId::Goal(id) => take_from(&mut draft.goals, |row| row.id == id, Row::Goal),
        RowId::Task(id) => take_from(&mut draft.tasks, |row| row.id == id, Row::Task),
        RowId::OtherTask(id) => {
            take_from(&mut draft.other_tasks, |row| row.id == id, Row::OtherTask)
        }
        RowId::Indicator(id) => {
            take_from(&mut draft.indicators, |row| row.id == id, Row::Indicator)
        }
    };
    taken.ok_or(EditError::NoRow(id))
}

fn take_from<T>(
    list: &mut Vec<T>,
    wanted: impl Fn(&T) -> bool,
    wrap: fn(T) -> Row,
) -> Option<(usize, Row)> {
    let index = list.iter().position(wanted)?;
    Some((index, wrap(list.remove(index))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::{GoalId, TaskId};
    use crate::model::{Link, sample};

    #[track_caller]
    fn goes_and_comes_back(edit: &Edit) -> Draft {
        let before = sample::awkward();
        let mut draft = before.clone();
        let inverse = apply(&mut draft, edit).unwrap();
        let after = draft.clone();
        let again = apply(&mut draft, &inverse).unwrap();
        assert_eq!(draft, before, "the inverse of {edit:?} does not lead back");
        apply(&mut draft, &again).unwrap();
        assert_eq!(
            draft, after,
            "the inverse of the inverse differs from {edit:?}"
        );
        after
    }

    #[test]
    fn every_edit_has_an_inverse() {
        let path: FieldPath = "tasks/t4/amount".parse().unwrap();
        let after = goes_and_comes_back(&Edit::Set {
            path: path.clone(),
            text: "12".to_owned(),
        });
        assert_eq!(access::text(&after, &path).as_deref(), Some("12.00"));
        let goal = Goal {
            id: GoalId(90),
            text: "新目标".to_owned(),
        };
        let after = goes_and_comes_back(&Edit::Insert {
            index: 1,
            row: Box::new(Row::Goal(goal)),
        });
        assert_eq!(after.goals[1].id, GoalId(90));
        let after = goes_and_comes_back(&Edit::Remove {
            row: RowId::Task(TaskId(4)),
        });
        assert!(after.tasks.is_empty());
        let after = goes_and_comes_back(&Edit::Move {
            row: RowId::Goal(GoalId(1)),
            index: 2,
        });
        assert_eq!(
            after.goals.iter().map(|row| row.id.0).collect::<Vec<_>>(),
            [2, 3, 1]
        );
        let slot = Slot::new("产出指标", "质量指标");
        let after = goes_and_comes_back(&Edit::Place {
            id: IndicatorId(6),
            slot: slot.clone(),
        });
        assert_eq!(after.indicators[0].slot, slot);
        let other = sample::complete();
        let after = goes_and_comes_back(&Edit::Replace(Box::new(other.clone())));
        assert_eq!(after, other);
        let link = Link::between(RowId::Goal(GoalId(1)), RowId::Task(TaskId(4)));
        let annotations = Annotations::new(Vec::new(), vec![link.unwrap()]);
        let after = goes_and_comes_back(&Edit::Annotate(annotations.clone()));
        assert_eq!(after.annotations, annotations);
    }

    #[test]
    fn edits_that_do_not_fit_change_nothing() {
        let before = sample::awkward();
        let goal = RowId::Goal(GoalId(1));
        for edit in [
            Edit::Set {
                path: FieldPath::Goals,
                text: String::new(),
            },
            Edit::Remove {
                row: RowId::Task(TaskId(99)),
            },
            Edit::Move {
                row: goal,
                index: 3,
            },
            Edit::Insert {
                index: 9,
                row: Box::new(Row::Goal(Goal::blank(GoalId(50)))),
            },
            Edit::Insert {
                index: 0,
                row: Box::new(Row::Goal(Goal::blank(GoalId(1)))),
            },
            Edit::Place {
                id: IndicatorId(99),
                slot: Slot::new("", ""),
            },
        ] {
            let mut draft = before.clone();
            let edits = [
                Edit::Remove {
                    row: RowId::Goal(GoalId(2)),
                },
                edit.clone(),
            ];
            let fits = matches!(edit, Edit::Move { .. });
            assert!(apply(&mut draft, &edit).is_err() || !fits, "{edit:?}");
            assert_eq!(draft, before, "{edit:?}");
            assert!(apply_all(&mut draft, &edits).is_err(), "{edit:?}");
            assert_eq!(draft, before, "{edit:?} left half a transaction");
        }
    }
}
