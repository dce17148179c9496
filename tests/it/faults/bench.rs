//! The bench: a clean draft on which the steps of an entry are done.
//!
//! ```text
//! set PLACE = text                 types into a field
//! empty PLACE                      takes its text away
//! replace PLACE: old -> new        the first `old`, which must be there
//! stretch PLACE to 700             its text again and again, until it has so many characters
//! swap PLACE <-> PLACE             the texts of two fields
//! add LIST = cell | cell           a row at the end; in indicators the list is a branch
//! double ROW                       the row once more, behind it
//! remove ROW                       the row; with a list or a branch all of its rows
//! move ROW to BRANCH               under another 二级; 一级/二级 where the frame has no such
//! ```
//!
//! Places are addresses of the draft, with rows by place (`tasks/2/amount`), by a part of the name
//! that no other row has (`indicators/“探访次数”/year`), or `new` for the row of that list that was
//! added last. `value` stands for all value columns. In texts `\n` is a line end, `\t` a tab, `\s`
//! a space, `\u{200b}` a character by its number.

use mubiao::base::ids::{GoalId, IndicatorId, OtherTaskId, TaskId};
use mubiao::edit::{Edit, Row, apply};
use mubiao::model::{
    Draft, Entry, FieldPath, Goal, Indicator, OtherTask, RowId, Slot, TargetValue, Task, Template,
    access,
};

/// A draft being spoilt.
pub(super) struct Bench {
    pub(super) draft: Draft,
    base: Draft,
    template: Template,
    added: Vec<RowId>,
}

/// Where something is done or found.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Spot {
    /// Exactly there.
    At(FieldPath),
    /// Any field of the row.
    Row(RowId),
}

impl Spot {
    pub(super) fn holds(&self, path: &FieldPath) -> bool {
        match self {
            Self::At(at) => at == path,
            Self::Row(row) => path.row() == Some(*row),
        }
    }
}

type Done<T> = Result<T, String>;

impl Bench {
    pub(super) fn new(base: &Draft, template: &Template) -> Self {
        Self {
            draft: base.clone(),
            base: base.clone(),
            template: template.clone(),
            added: Vec::new(),
        }
    }

    /// Does one step.
    pub(super) fn act(&mut self, step: &str) -> Done<()> {
        let (word, rest) = pair(step, " ")?;
        match word {
            "set" => {
                let (place, text) = pair(rest, " = ")?;
                self.set(place, |_| Ok(unescaped(text)))
            }
            "empty" => self.set(rest, |_| Ok(String::new())),
            "replace" => {
                let (place, change) = pair(rest, ": ")?;
                let (old, new) = pair(change, " -> ")?;
                let (old, new) = (unescaped(old), unescaped(new));
                self.set(place, |before| {
                    let is_there = before.contains(&old);
                    let changed = is_there.then(|| before.replacen(&old, &new, 1));
                    changed.ok_or_else(|| format!("{place} has no {old}"))
                })
            }
            "stretch" => {
                let (place, length) = pair(rest, " to ")?;
                let length: usize = length.parse().map_err(|_err| no_place(length))?;
                self.set(place, |text| {
                    let times = length.div_ceil(text.chars().count().max(1));
                    Ok(text.repeat(times))
                })
            }
            "swap" => {
                let (one, other) = pair(rest, " <-> ")?;
                let (first, second) = (self.text(one)?, self.text(other)?);
                self.set(one, |_| Ok(second.clone()))?;
                self.set(other, |_| Ok(first.clone()))
            }
            "add" => {
                let (list, cells) = pair(rest, " = ")?;
                self.add(list, cells)
            }
            "double" => self.double(rest),
            "remove" => self.remove(rest),
            "move" => {
                let (row, branch) = pair(rest, " to ")?;
                self.place(row, branch)
            }
            _ => Err(format!("no such step: {word}")),
        }
    }

    /// The spots that an address of the list means.
    pub(super) fn spots(&self, address: &str) -> Done<Vec<Spot>> {
        let parts: Vec<&str> = address.split('/').collect();
        match parts.as_slice() {
            ["other_tasks", "text"] => Ok(vec![Spot::At(FieldPath::OtherTasksText)]),
            ["goals" | "tasks" | "other_tasks" | "indicators", row] => {
                match self.row(parts[0], row) {
                    Ok(RowId::Goal(id)) => Ok(vec![Spot::At(FieldPath::Goal(id))]),
                    Ok(row) => Ok(vec![Spot::Row(row)]),
                    Err(_) if parts[0] == "indicators" => {
                        let slot = self.slot(row).or_else(|_| self.level1(row))?;
                        Ok(vec![Spot::At(FieldPath::Branch(slot))])
                    }
                    Err(err) => Err(err),
                }
            }
            [list @ ("tasks" | "other_tasks" | "indicators"), row, field] => {
                match self.row(list, row) {
                    Ok(row) => self.fields(row, field),
                    Err(_) if *list == "indicators" && !row.starts_with('“') => {
                        Ok(vec![Spot::At(FieldPath::Branch(Slot::new(*row, *field)))])
                    }
                    Err(err) => Err(err),
                }
            }
            _ => {
                let path = address.parse().map_err(|_err| no_place(address))?;
                Ok(vec![Spot::At(path)])
            }
        }
    }

    fn fields(&self, row: RowId, field: &str) -> Done<Vec<Spot>> {
        let fields: &[&str] = match field {
            "value" if self.template.has_cycle() => &["cycle", "year"],
            "value" => &["year"],
            _ => &[field],
        };
        let list = row.list();
        let fields = fields.iter().map(|field| {
            let address = match row {
                RowId::Goal(id) => format!("{list}/{id}"),
                RowId::Task(id) => format!("{list}/{id}/{field}"),
                RowId::OtherTask(id) => format!("{list}/{id}/{field}"),
                RowId::Indicator(id) => format!("{list}/{id}/{field}"),
            };
            let path = address.parse().map_err(|_err| no_place(&address))?;
            Ok(Spot::At(path))
        });
        fields.collect()
    }

    /// A row by place, by a part of its name, or the one of the list added last. Names are looked for in the
    /// clean draft first, so that a row keeps its address when its name is spoilt.
    fn row(&self, list: &str, row: &str) -> Done<RowId> {
        if row == "new" {
            let added = self.added.iter().rev();
            let found = added.copied().find(|row| row.list().to_string() == list);
            return found.ok_or_else(|| "no row was added".to_owned());
        }
        if let Ok(place) = row.parse::<usize>() {
            let rows = rows(&self.base, list);
            let found = place.checked_sub(1).and_then(|index| rows.get(index));
            return found.map(|(id, _)| *id).ok_or_else(|| no_place(row));
        }
        let part = row.strip_prefix('“').and_then(|row| row.strip_suffix('”'));
        let part = part.ok_or_else(|| no_place(row))?;
        let named = |draft| -> Vec<RowId> {
            let rows = rows(draft, list).into_iter();
            let named = rows.filter(|(_, name)| name.contains(part));
            named.map(|(id, _)| id).collect()
        };
        let mut found = named(&self.base);
        if found.is_empty() {
            found = named(&self.draft);
        }
        match found.as_slice() {
            [id] => Ok(*id),
            _ => Err(format!("{} rows are called {part}", found.len())),
        }
    }

    fn slot(&self, branch: &str) -> Done<Slot> {
        if let Some((level1, level2)) = branch.split_once('/') {
            return Ok(Slot::new(level1, level2));
        }
        let mut slots = self.template.slots();
        let found = slots.find(|slot| slot.level2 == branch);
        found.ok_or_else(|| no_place(branch))
    }

    fn level1(&self, name: &str) -> Done<Slot> {
        let mut slots = self.template.slots();
        let is_there = slots.any(|slot| slot.level1 == name);
        is_there
            .then(|| Slot::new(name, ""))
            .ok_or_else(|| no_place(name))
    }

    fn text(&self, place: &str) -> Done<String> {
        let spots = self.spots(place)?;
        let Some(Spot::At(path)) = spots.last() else {
            return Err(no_place(place));
        };
        let text = access::text(&self.draft, path);
        text.map(String::from).ok_or_else(|| no_place(place))
    }

    fn set(&mut self, place: &str, to: impl Fn(&str) -> Done<String>) -> Done<()> {
        for spot in self.spots(place)? {
            let Spot::At(path) = spot else {
                return Err(no_place(place));
            };
            let before = access::text(&self.draft, &path).ok_or_else(|| no_place(place))?;
            let text = to(&before)?;
            self.edit(&Edit::Set { path, text })?;
        }
        Ok(())
    }

    fn edit(&mut self, edit: &Edit) -> Done<()> {
        apply(&mut self.draft, edit)
            .map(|_| ())
            .map_err(|err| err.to_string())
    }

    fn insert(&mut self, index: usize, row: Row) -> Done<()> {
        self.added.push(row.id());
        let row = Box::new(row);
        self.edit(&Edit::Insert { index, row })
    }

    fn add(&mut self, list: &str, cells: &str) -> Done<()> {
        let id = self.draft.largest_id() + 1;
        let cells: Vec<String> = cells
            .split('|')
            .map(|cell| unescaped(cell.trim()))
            .collect();
        let cell = |index: usize| cells.get(index).cloned().unwrap_or_default();
        let (index, row) = match list {
            "goals" => {
                let mut row = Goal::blank(GoalId(id));
                row.text = cell(0);
                (self.draft.goals.len(), Row::Goal(row))
            }
            "tasks" => {
                let mut row = Task::blank(TaskId(id));
                (row.name, row.content, row.goal) = (cell(0), cell(1), cell(3));
                row.amount = Entry::read(&cell(2));
                (self.draft.tasks.len(), Row::Task(row))
            }
            "other_tasks" => {
                let mut row = OtherTask::blank(OtherTaskId(id));
                (row.name, row.content) = (cell(0), cell(1));
                row.amount = Entry::read(&cell(2));
                (self.draft.other_tasks.len(), Row::OtherTask(row))
            }
            _ => {
                let branch = list.strip_prefix("indicators/");
                let slot = self.slot(branch.ok_or_else(|| no_place(list))?)?;
                let mut row = Indicator::blank(IndicatorId(id), slot);
                row.name = cell(0);
                row.year = TargetValue::read(&cell(1));
                if self.template.has_cycle() {
                    row.cycle = row.year.clone();
                }
                (self.draft.indicators.len(), Row::Indicator(row))
            }
        };
        self.insert(index, row)
    }

    fn double(&mut self, address: &str) -> Done<()> {
        let id = self.draft.largest_id() + 1;
        let (list, row) = pair(address, "/")?;
        let row = self.row(list, row)?;
        let rows = rows(&self.draft, list);
        let index = rows.iter().position(|(id, _)| *id == row);
        let index = index.ok_or_else(|| no_place(address))?;
        let copy = match row {
            RowId::Goal(_) => Row::Goal(Goal {
                id: GoalId(id),
                ..self.draft.goals[index].clone()
            }),
            RowId::Task(_) => Row::Task(Task {
                id: TaskId(id),
                ..self.draft.tasks[index].clone()
            }),
            RowId::OtherTask(_) => Row::OtherTask(OtherTask {
                id: OtherTaskId(id),
                ..self.draft.other_tasks[index].clone()
            }),
            RowId::Indicator(_) => Row::Indicator(Indicator {
                id: IndicatorId(id),
                ..self.draft.indicators[index].clone()
            }),
        };
        self.insert(index + 1, copy)
    }

    fn remove(&mut self, address: &str) -> Done<()> {
        let (list, row) = address.split_once('/').unwrap_or((address, ""));
        let doomed: Vec<RowId> = if row.is_empty() {
            rows(&self.draft, list)
                .into_iter()
                .map(|(id, _)| id)
                .collect()
        } else if let Ok(row) = self.row(list, row) {
            vec![row]
        } else {
            let rows = self.draft.indicators.iter();
            let inside = rows.filter(|it| it.slot.level1 == row || it.slot.level2 == row);
            inside.map(|it| RowId::Indicator(it.id)).collect()
        };
        if doomed.is_empty() {
            return Err(no_place(address));
        }
        for row in doomed {
            self.edit(&Edit::Remove { row })?;
        }
        Ok(())
    }

    fn place(&mut self, address: &str, branch: &str) -> Done<()> {
        let (list, row) = pair(address, "/")?;
        let RowId::Indicator(id) = self.row(list, row)? else {
            return Err(no_place(address));
        };
        let slot = self.slot(branch)?;
        self.edit(&Edit::Place { id, slot })
    }
}

/// The rows of a list with their names; a goal is called what it says.
fn rows<'a>(draft: &'a Draft, list: &str) -> Vec<(RowId, &'a str)> {
    match list {
        "goals" => {
            let rows = draft.goals.iter();
            rows.map(|it| (RowId::Goal(it.id), it.text.as_str()))
                .collect()
        }
        "tasks" => {
            let rows = draft.tasks.iter();
            rows.map(|it| (RowId::Task(it.id), it.name.as_str()))
                .collect()
        }
        "other_tasks" => {
            let rows = draft.other_tasks.iter();
            rows.map(|it| (RowId::OtherTask(it.id), it.name.as_str()))
                .collect()
        }
        _ => {
            let rows = draft.indicators.iter();
            rows.map(|it| (RowId::Indicator(it.id), it.name.as_str()))
                .collect()
        }
    }
}

fn pair<'a>(text: &'a str, sign: &str) -> Done<(&'a str, &'a str)> {
    let parts = text.split_once(sign);
    parts.ok_or_else(|| format!("no “{sign}” in: {text}"))
}

fn no_place(address: &str) -> String {
    format!("no such place: {address}")
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let number = after
            .strip_prefix("u{")
            .and_then(|after| after.split_once('}'));
        if let Some((number, after)) = number {
            let number = u32::from_str_radix(number, 16).ok();
            plain.extend(number.and_then(char::from_u32));
            rest = after;
            continue;
        }
        let mut signs = after.chars();
        match signs.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('s') => plain.push(' '),
            other => plain.extend(other),
        }
        rest = signs.as_str();
    }
    plain + rest
}
