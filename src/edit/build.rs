//! Transactions for what people do to rows: add, duplicate, remove, move; each with its name.
//! What they note about them is in `annotate.rs`.
//!
//! Every function returns `None` where there is nothing to do: the row is gone, or stands at the
//! end already.

mod annotate;

pub use annotate::{ignore, link, unignore, unlink};

use super::apply::{Edit, Row};
use super::transaction::Transaction;
use crate::base::ids::{IdAllocator, IndicatorId};
use crate::model::place::row_name;
use crate::model::{
    Draft, FieldPath, Goal, Indicator, IndicatorField, OtherTask, RowId, Slot, Task, Template,
    access,
};

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Towards the start.
    Up,
    /// Towards the end.
    Down,
}

/// Typing in a field; `None` where the field already holds the text.
pub fn typing(
    draft: &Draft,
    template: &Template,
    path: &FieldPath,
    typed: &str,
) -> Option<Transaction> {
    let before = access::text(draft, path)?;
    if before == access::kept_text(path, typed) {
        return None;
    }
    let label = format!("修改{}", field_name(draft, template, path));
    Some(Transaction::typing(label, path.clone(), typed))
}

/// A goal behind `after`, or at the end.
pub fn add_goal(draft: &Draft, ids: &mut IdAllocator, after: Option<RowId>) -> Transaction {
    let index = index_behind(draft, after).unwrap_or(draft.goals.len());
    inserted("添加目标", index, Row::Goal(Goal::blank(ids.fresh())))
}

/// A task behind `after`, or at the end.
pub fn add_task(draft: &Draft, ids: &mut IdAllocator, after: Option<RowId>) -> Transaction {
    let index = index_behind(draft, after).unwrap_or(draft.tasks.len());
    inserted(
        "添加重点工作任务",
        index,
        Row::Task(Task::blank(ids.fresh())),
    )
}

/// An other task at the end.
pub fn add_other_task(draft: &Draft, ids: &mut IdAllocator) -> Transaction {
    let row = Row::OtherTask(OtherTask::blank(ids.fresh()));
    inserted("添加其他任务", draft.other_tasks.len(), row)
}

/// An indicator behind `after`, or at the end of the branch.
pub fn add_indicator(
    draft: &Draft,
    ids: &mut IdAllocator,
    slot: &Slot,
    after: Option<IndicatorId>,
) -> Transaction {
    let behind = after.and_then(|id| index_behind(draft, Some(RowId::Indicator(id))));
    let last = draft.indicators.iter().rposition(|row| row.slot == *slot);
    let index = behind
        .or(last.map(|idx| idx + 1))
        .unwrap_or(draft.indicators.len());
    let row = Indicator::blank(ids.fresh(), slot.clone());
    inserted(
        &format!("在{}下添加指标", slot.level2),
        index,
        Row::Indicator(row),
    )
}

/// The same row once more, behind itself.
pub fn duplicate(draft: &Draft, ids: &mut IdAllocator, row: RowId) -> Option<Transaction> {
    let name = row_name(draft, &row.first_field());
    let copy = match row {
        RowId::Goal(id) => Row::Goal(Goal {
            id: ids.fresh(),
            ..draft.goal(id)?.clone()
        }),
        RowId::Task(id) => Row::Task(Task {
            id: ids.fresh(),
            ..draft.task(id)?.clone()
        }),
        RowId::OtherTask(id) => Row::OtherTask(OtherTask {
            id: ids.fresh(),
            ..draft.other_task(id)?.clone()
        }),
        RowId::Indicator(id) => Row::Indicator(Indicator {
            id: ids.fresh(),
            ..draft.indicator(id)?.clone()
        }),
    };
    let index = index_behind(draft, Some(row))?;
    Some(inserted(&format!("复制{name}"), index, copy))
}

/// Takes a row out; looking goes to its neighbour.
pub fn remove(draft: &Draft, row: RowId) -> Option<Transaction> {
    let siblings = siblings(draft, row);
    let idx = siblings.iter().position(|other| *other == row)?;
    let neighbour = siblings
        .get(idx + 1)
        .or_else(|| siblings.get(idx.checked_sub(1)?));
    let focus = neighbour.map_or(row.list(), |other| other.first_field());
    let label = format!("删除{}", kind_and_name(draft, row));
    Some(Transaction::new(label, vec![Edit::Remove { row }]).at(focus))
}

/// One place up or down; an indicator at the edge of its branch goes on into the next branch.
pub fn shift(
    draft: &Draft,
    template: &Template,
    row: RowId,
    direction: Direction,
) -> Option<Transaction> {
    let siblings = siblings(draft, row);
    let idx = siblings.iter().position(|other| *other == row)?;
    let target = match direction {
        Direction::Up => idx.checked_sub(1),
        Direction::Down => Some(idx + 1).filter(|idx| *idx < siblings.len()),
    };
    match (target, row) {
        (Some(target), _) => {
            let edit = Edit::Move {
                row,
                index: index_of(draft, *siblings.get(target)?)?,
            };
            Some(moved(draft, row, vec![edit]))
        }
        (None, RowId::Indicator(id)) => shift_across(draft, template, id, direction),
        (None, _) => None,
    }
}

/// Into the branch before or behind, at the edge that is nearer.
fn shift_across(
    draft: &Draft,
    template: &Template,
    id: IndicatorId,
    direction: Direction,
) -> Option<Transaction> {
    let branches = template.branches(draft);
    let here = draft.indicator(id)?;
    let idx = branches.iter().position(|slot| *slot == here.slot)?;
    let (slot, position) = match direction {
        Direction::Up => {
            let slot = branches.get(idx.checked_sub(1)?)?;
            (slot, draft.indicators_in(slot).count())
        }
        Direction::Down => (branches.get(idx + 1)?, 0),
    };
    place(draft, id, slot, position)
}

/// An indicator into a branch, before the `position`-th of the others there.
pub fn place(draft: &Draft, id: IndicatorId, slot: &Slot, position: usize) -> Option<Transaction> {
    let here = draft.indicator(id)?;
    let others: Vec<&Indicator> = draft.indicators.iter().filter(|row| row.id != id).collect();
    let in_branch: Vec<usize> = others
        .iter()
        .enumerate()
        .filter_map(|(idx, row)| (row.slot == *slot).then_some(idx))
        .collect();
    let index = match (in_branch.get(position), in_branch.last()) {
        (Some(idx), _) => *idx,
        (None, Some(last)) => last + 1,
        (None, None) => others.len(),
    };
    let row = RowId::Indicator(id);
    let stays = here.slot == *slot && index_of(draft, row) == Some(index);
    if stays {
        return None;
    }
    let mut edits = vec![Edit::Move { row, index }];
    if here.slot != *slot {
        edits.push(Edit::Place {
            id,
            slot: slot.clone(),
        });
    }
    let label = format!(
        "将指标{}移到{}",
        row_name(draft, &row.first_field()),
        slot.level2
    );
    Some(Transaction::new(label, edits).at(row.first_field()))
}

/// A row to another place of its list; `index` counts without the row.
pub fn move_to(draft: &Draft, row: RowId, index: usize) -> Option<Transaction> {
    let here = index_of(draft, row)?;
    (here != index).then(|| moved(draft, row, vec![Edit::Move { row, index }]))
}

/// 同左: the value of 实施周期 into 年度.
pub fn copy_cycle_to_year(draft: &Draft, id: IndicatorId) -> Option<Transaction> {
    let row = draft.indicator(id)?;
    if row.cycle.raw() == row.year.raw() {
        return None;
    }
    let path = FieldPath::Indicator(id, IndicatorField::Year);
    let label = format!("年度值同左：{}", row_name(draft, &path));
    Some(Transaction::set(label, path, row.cycle.raw()))
}

fn inserted(label: &str, index: usize, row: Row) -> Transaction {
    let focus = row.id().first_field();
    let row = Box::new(row);
    Transaction::new(label, vec![Edit::Insert { index, row }]).at(focus)
}

fn moved(draft: &Draft, row: RowId, edits: Vec<Edit>) -> Transaction {
    Transaction::new(format!("移动{}", kind_and_name(draft, row)), edits).at(row.first_field())
}

fn kind_and_name(draft: &Draft, row: RowId) -> String {
    let name = row_name(draft, &row.first_field());
    match row {
        RowId::Goal(_) => name,
        RowId::Task(_) => format!("重点工作任务{name}"),
        RowId::OtherTask(_) => format!("其他任务{name}"),
        RowId::Indicator(_) => format!("指标{name}"),
    }
}

fn field_name(draft: &Draft, template: &Template, path: &FieldPath) -> String {
    match path.row() {
        None => format!("“{}”", template.label(path)),
        Some(RowId::Goal(_)) => row_name(draft, path),
        Some(_) => format!("{}的“{}”", row_name(draft, path), template.label(path)),
    }
}

/// The rows among which this one moves: its list, or its branch.
fn siblings(draft: &Draft, row: RowId) -> Vec<RowId> {
    match row {
        RowId::Goal(_) => draft.goals.iter().map(|row| RowId::Goal(row.id)).collect(),
        RowId::Task(_) => draft.tasks.iter().map(|row| RowId::Task(row.id)).collect(),
        RowId::OtherTask(_) => draft
            .other_tasks
            .iter()
            .map(|row| RowId::OtherTask(row.id))
            .collect(),
        RowId::Indicator(id) => draft.indicator(id).map_or_else(Vec::new, |here| {
            draft
                .indicators_in(&here.slot)
                .map(|row| RowId::Indicator(row.id))
                .collect()
        }),
    }
}

fn index_of(draft: &Draft, row: RowId) -> Option<usize> {
    match row {
        RowId::Goal(id) => draft.goals.iter().position(|row| row.id == id),
        RowId::Task(id) => draft.tasks.iter().position(|row| row.id == id),
        RowId::OtherTask(id) => draft.other_tasks.iter().position(|row| row.id == id),
        RowId::Indicator(id) => draft.indicators.iter().position(|row| row.id == id),
    }
}

fn index_behind(draft: &Draft, row: Option<RowId>) -> Option<usize> {
    index_of(draft, row?).map(|idx| idx + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fingerprint::Fingerprint;
    use crate::base::ids::{GoalId, TaskId};
    use crate::edit::apply_all;
    use crate::model::sample;
    use proptest::prelude::*;

    fn names_in(draft: &Draft, level2: &str) -> Vec<String> {
        let in_branch = draft
            .indicators
            .iter()
            .filter(|row| row.slot.level2 == level2);
        in_branch.map(|row| row.name.clone()).collect()
    }

    #[track_caller]
    fn done(draft: &Draft, tx: Option<Transaction>) -> (Draft, String) {
        let tx = tx.expect("there is something to do");
        let mut after = draft.clone();
        apply_all(&mut after, &tx.edits).unwrap();
        (after, tx.label)
    }

    #[test]
    fn an_indicator_moves_inside_its_branch_and_on_into_the_next() {
        let template = sample::template();
        let draft = sample::complete();
        let last = RowId::Indicator(IndicatorId(17));
        let (up, label) = done(&draft, shift(&draft, &template, last, Direction::Up));
        assert_eq!(names_in(&up, "数量指标")[3..], ["驿站建设数量", "活动数量"]);
        assert_eq!(label, "移动指标“驿站建设数量”");
        let (down, label) = done(&draft, shift(&draft, &template, last, Direction::Down));
        assert_eq!(
            names_in(&down, "质量指标")[..2],
            ["驿站建设数量", "项目计划执行率"]
        );
        assert_eq!(label, "将指标“驿站建设数量”移到质量指标");
        let first = RowId::Indicator(IndicatorId(13));
        assert_eq!(shift(&draft, &template, first, Direction::Up), None);
    }

    #[test]
    fn an_empty_branch_is_reached_and_left() {
        let template = sample::template();
        let draft = sample::complete();
        let row = RowId::Indicator(IndicatorId(29));
        let (down, _) = done(&draft, shift(&draft, &template, row, Direction::Down));
        assert_eq!(names_in(&down, "经济效益指标"), ["预算执行率"]);
        let (back, _) = done(&down, shift(&down, &template, row, Direction::Up));
        assert_eq!(
            names_in(&back, "成本指标"),
            ["社会工作服务项目购买标准", "预算执行率"]
        );
    }

    #[test]
    fn removing_looks_at_the_neighbour_and_names_the_row() {
        let draft = sample::complete();
        let tx = remove(&draft, RowId::Indicator(IndicatorId(16))).unwrap();
        assert_eq!(tx.label, "删除指标“活动数量”");
        assert_eq!(tx.focus.unwrap().to_string(), "indicators/i17/name");
        let tx = remove(&draft, RowId::Goal(GoalId(6))).unwrap();
        assert_eq!(
            (tx.label.as_str(), tx.focus.unwrap()),
            ("删除目标6", FieldPath::Goal(GoalId(5)))
        );
        assert_eq!(remove(&draft, RowId::Task(TaskId(99))), None);
    }

    #[test]
    fn typing_what_stands_there_is_no_step() {
        let draft = sample::minimal();
        let template = sample::template();
        let path = FieldPath::Department;
        assert_eq!(typing(&draft, &template, &path, "示例市社区教育中心"), None);
        let tx = typing(&draft, &template, &path, "示例局").unwrap();
        assert_eq!(tx.label, "修改“部门名称”");
        let path: FieldPath = "tasks/t2/content".parse().unwrap();
        let tx = typing(&draft, &template, &path, "内容").unwrap();
        assert_eq!(tx.label, "修改第 1 项“社区课堂”的“主要实施内容”");
    }

    #[test]
    fn the_year_takes_the_value_of_the_cycle() {
        let draft = sample::awkward();
        let (after, _) = done(&draft, copy_cycle_to_year(&draft, IndicatorId(8)));
        assert!(after.indicator(IndicatorId(8)).unwrap().year.is_empty());
        assert_eq!(copy_cycle_to_year(&after, IndicatorId(8)), None);
    }

    /// One random action on a draft.
    fn act(
        draft: &Draft,
        ids: &mut IdAllocator,
        choice: (u8, usize, String),
    ) -> Option<Transaction> {
        let template = sample::template();
        let (kind, n, text) = choice;
        let pick = |rows: Vec<RowId>| rows.get(n.checked_rem(rows.len())?).copied();
        let indicators = || {
            draft
                .indicators
                .iter()
                .map(|row| RowId::Indicator(row.id))
                .collect()
        };
        let tasks = || draft.tasks.iter().map(|row| RowId::Task(row.id)).collect();
        let direction = if n.is_multiple_of(2) {
            Direction::Up
        } else {
            Direction::Down
        };
        match kind % 12 {
            0 => {
                let fields = access::all_fields(draft);
                typing(draft, &template, &fields[n % fields.len()], &text)
            }
            1 => Some(add_goal(draft, ids, None)),
            2 => Some(add_task(draft, ids, pick(tasks()))),
            3 => {
                let slots = template.branches(draft);
                Some(add_indicator(draft, ids, &slots[n % slots.len()], None))
            }
            4 => remove(draft, pick(indicators())?),
            5 => remove(draft, pick(tasks())?),
            6 => duplicate(draft, ids, pick(tasks())?),
            7 => shift(draft, &template, pick(indicators())?, direction),
            8 => {
                let fields = access::all_fields(draft);
                let seen = Fingerprint::of(&text);
                Some(ignore(draft, "a", &fields[n % fields.len()], seen, &text))
            }
            9 => {
                let ignored = draft.annotations.ignored();
                let ignored = ignored.get(n.checked_rem(ignored.len())?)?;
                unignore(draft, &ignored.rule, &ignored.path)
            }
            10 => link(draft, pick(tasks())?, pick(indicators())?),
            _ => shift(draft, &template, pick(tasks())?, direction),
        }
    }

    proptest! {
        #[test]
        fn undoing_everything_leads_back_and_redoing_everything_leads_on(
            choices in prop::collection::vec((any::<u8>(), any::<usize>(), "[一二1,.a\n]{0,6}"), 0..60)
        ) {
            let start = sample::awkward();
            let mut draft = start.clone();
            let mut ids = IdAllocator::after(start.largest_id());
            let mut history = crate::edit::History::saved();
            let mut now = std::time::Duration::ZERO;
            for choice in choices {
                now += std::time::Duration::from_millis(choice.1 as u64 % 2_000);
                if let Some(tx) = act(&draft, &mut ids, choice) {
                    let inverse = apply_all(&mut draft, &tx.edits).unwrap();
                    history.commit(tx, inverse, now);
                }
            }
            let end = draft.clone();
            while let Some(step) = history.undo() {
                apply_all(&mut draft, &step.edits).unwrap();
            }
            prop_assert_eq!(&draft, &start);
            while let Some(step) = history.redo() {
                apply_all(&mut draft, &step.edits).unwrap();
            }
            prop_assert_eq!(&draft, &end);
        }
    }
}
