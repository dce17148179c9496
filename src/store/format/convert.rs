//! Between the draft as the program has it and the newest version of the file.

use std::collections::BTreeMap;

use super::bounded::{Lines, Rows, Text};
use super::{MARKER, VERSION, placing, v2};
use crate::base::ids::IdAllocator;
use crate::model::entry::Typed;
use crate::model::{
    Annotations, Basic, Budget, Draft, Entry, Goal, Indicator, OtherTask, RowId, Slot, TargetValue,
    Task,
};

/// What the file of a draft holds.
pub(super) fn file_of(draft: &Draft) -> v2::File {
    let Draft {
        template,
        year,
        department,
        basic,
        budget,
        goals,
        tasks,
        other_tasks,
        other_tasks_text,
        indicators,
        annotations: _, // Written by their places.
    } = draft;
    let Basic { staff, subunits } = basic;
    let (ignored, links) = placing::to_file(draft);
    v2::File {
        format: text(MARKER),
        version: VERSION,
        template: text(template),
        year: typed(year),
        department: text(department),
        staff: typed(staff),
        subunits: typed(subunits),
        budget: budget_to_file(budget),
        goals: Rows(goals.iter().map(|row| Lines::of(&row.text)).collect()),
        tasks: Rows(tasks.iter().map(task_to_file).collect()),
        other_tasks: Rows(other_tasks.iter().map(other_task_to_file).collect()),
        other_tasks_text: Lines::of(other_tasks_text),
        indicators: Rows(indicators.iter().map(indicator_to_file).collect()),
        ignored,
        links,
    }
}

fn budget_to_file(budget: &Budget) -> v2::Budget {
    let Budget {
        basic,
        project,
        special,
        other_development,
        fiscal,
        other_income,
        city_level,
        transfer,
    } = budget;
    v2::Budget {
        basic: typed(basic),
        project: typed(project),
        special: typed(special),
        other_development: typed(other_development),
        fiscal: typed(fiscal),
        other_income: typed(other_income),
        city_level: typed(city_level),
        transfer: typed(transfer),
    }
}

fn task_to_file(task: &Task) -> v2::Task {
    let Task {
        id: _,
        name,
        content,
        amount,
        goal,
    } = task;
    v2::Task {
        name: text(name),
        content: Lines::of(content),
        amount: typed(amount),
        goal: Lines::of(goal),
    }
}

fn other_task_to_file(task: &OtherTask) -> v2::OtherTask {
    let OtherTask {
        id: _,
        name,
        content,
        amount,
    } = task;
    v2::OtherTask {
        name: text(name),
        content: Lines::of(content),
        amount: typed(amount),
    }
}

fn indicator_to_file(indicator: &Indicator) -> v2::Indicator {
    let Indicator {
        id: _,
        slot: Slot { level1, level2 },
        name,
        cycle,
        year,
    } = indicator;
    v2::Indicator {
        level1: text(level1),
        level2: text(level2),
        name: text(name),
        cycle: text(cycle.raw()),
        year: text(year.raw()),
    }
}

fn text(text: &str) -> Text {
    Text(text.to_owned())
}

fn typed<T: Typed>(entry: &Entry<T>) -> Text {
    Text(entry.text())
}

/// The draft that a file holds, and how many of its annotations have no place in it; rows are
/// numbered from 1 in the order of the file.
pub(super) fn draft_of(file: v2::File) -> (Draft, usize) {
    let v2::File {
        format: _,
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
        ignored,
        links,
    } = file;
    let mut ids = IdAllocator::default();
    let goals = goals.0.iter().map(|row| goal(&mut ids, row)).collect();
    let tasks = tasks.0.into_iter().map(|row| task(&mut ids, row)).collect();
    let other_tasks = other_tasks.0.into_iter();
    let other_tasks = other_tasks.map(|row| other_task(&mut ids, row)).collect();
    let indicators = indicators.0.into_iter();
    let indicators = indicators.map(|row| indicator(&mut ids, row)).collect();
    let mut draft = Draft {
        template: template.0,
        year: entry(&year),
        department: department.0,
        basic: Basic {
            staff: entry(&staff),
            subunits: entry(&subunits),
        },
        budget: budget_of(&budget),
        goals,
        tasks,
        other_tasks,
        other_tasks_text: other_tasks_text.joined(),
        indicators,
        annotations: Annotations::default(),
    };
    let (annotations, lost) = placing::of_file(&draft, (ignored, links));
    draft.annotations = annotations;
    (draft, lost)
}

fn budget_of(budget: &v2::Budget) -> Budget {
    Budget {
        basic: entry(&budget.basic),
        project: entry(&budget.project),
        special: entry(&budget.special),
        other_development: entry(&budget.other_development),
        fiscal: entry(&budget.fiscal),
        other_income: entry(&budget.other_income),
        city_level: entry(&budget.city_level),
        transfer: entry(&budget.transfer),
    }
}

fn goal(ids: &mut IdAllocator, lines: &Lines) -> Goal {
    Goal {
        id: ids.fresh(),
        text: lines.joined(),
    }
}

fn task(ids: &mut IdAllocator, row: v2::Task) -> Task {
    Task {
        id: ids.fresh(),
        name: row.name.0,
        content: row.content.joined(),
        amount: entry(&row.amount),
        goal: row.goal.joined(),
    }
}

fn other_task(ids: &mut IdAllocator, row: v2::OtherTask) -> OtherTask {
    OtherTask {
        id: ids.fresh(),
        name: row.name.0,
        content: row.content.joined(),
        amount: entry(&row.amount),
    }
}

fn indicator(ids: &mut IdAllocator, row: v2::Indicator) -> Indicator {
    Indicator {
        id: ids.fresh(),
        slot: Slot::new(row.level1.0, row.level2.0),
        name: row.name.0,
        cycle: TargetValue::read(&row.cycle.0),
        year: TargetValue::read(&row.year.0),
    }
}

fn entry<T: Typed>(text: &Text) -> Entry<T> {
    Entry::read(&text.0)
}

/// A draft as it is once it was saved and loaded: rows numbered from 1 in the order of the form,
/// every entry read from its text.
///
/// Does not go by way of the file's structs, so that it can find a mistake in the conversions.
pub(super) fn as_loaded(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    let mut ids = IdAllocator::default();
    reread(&mut draft.year);
    reread(&mut draft.basic.staff);
    reread(&mut draft.basic.subunits);
    let budget = &mut draft.budget;
    for amount in [
        &mut budget.basic,
        &mut budget.project,
        &mut budget.special,
        &mut budget.other_development,
        &mut budget.fiscal,
        &mut budget.other_income,
        &mut budget.city_level,
        &mut budget.transfer,
    ] {
        reread(amount);
    }
    let mut fresh = BTreeMap::new();
    for row in &mut draft.goals {
        renumber(&mut row.id, &mut ids, &mut fresh, RowId::Goal);
    }
    for row in &mut draft.tasks {
        renumber(&mut row.id, &mut ids, &mut fresh, RowId::Task);
        reread(&mut row.amount);
    }
    for row in &mut draft.other_tasks {
        renumber(&mut row.id, &mut ids, &mut fresh, RowId::OtherTask);
        reread(&mut row.amount);
    }
    for row in &mut draft.indicators {
        renumber(&mut row.id, &mut ids, &mut fresh, RowId::Indicator);
    }
    draft.annotations = draft.annotations.renamed(|id| fresh.get(&id).copied());
    draft
}

/// Gives a row a fresh id, and remembers what it was called.
fn renumber<T: Copy + From<u32>>(
    id: &mut T,
    ids: &mut IdAllocator,
    fresh: &mut BTreeMap<RowId, RowId>,
    row: fn(T) -> RowId,
) {
    let before = std::mem::replace(id, ids.fresh());
    fresh.insert(row(before), row(*id));
}

fn reread<T: Typed>(entry: &mut Entry<T>) {
    *entry = Entry::read(&entry.text());
}
