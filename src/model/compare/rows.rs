//! The lists of a draft as rows of texts, and what differs between two such lists.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Difference;
use super::align::{Alignment, align};
use crate::base::ids::{IndicatorId, OtherTaskId, TaskId};
use crate::base::text;
use crate::model::draft::{Draft, Goal, Indicator, OtherTask, Slot, Task};
use crate::model::path::{FieldPath, IndicatorField, OtherTaskField, RowId, Section, TaskField};
use crate::model::place;
use crate::model::template::Template;

/// Rows are told in so many characters where an order is told.
const SHORT_CHARS: usize = 16;

/// A list of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// 总体绩效目标.
    Goals,
    /// 年度重点工作任务.
    Tasks,
    /// 其他需完成的任务.
    OtherTasks,
    /// 绩效指标.
    Indicators,
}

/// A row without its id: everything that counts when rows are compared.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row<'a> {
    /// Its branch, for an indicator.
    pub(super) slot: Option<&'a Slot>,
    /// Its fields as they would be typed, in the order of the form.
    pub(super) texts: Vec<Cow<'a, str>>,
    /// Whether the first field is a name.
    is_named: bool,
}

impl Row<'_> {
    /// Its name, where it has one that is written.
    pub(super) fn name(&self) -> Option<&str> {
        let first = self.texts.first().filter(|_| self.is_named)?;
        let name = first.trim();
        (!text::is_blank(name)).then_some(name)
    }
}

impl List {
    /// Every list, in the order of the form.
    pub(super) const ALL: [Self; 4] =
        [Self::Goals, Self::Tasks, Self::OtherTasks, Self::Indicators];

    /// Adds what differs between the two drafts in this list.
    pub(super) fn differences(
        self,
        before: &Draft,
        after: &Draft,
        template: &Template,
        found: &mut Vec<Difference>,
    ) {
        let old = self.rows(before, template);
        let new = self.rows(after, template);
        if old == new {
            return;
        }
        let alignment = align(&old, &new);
        let pair = Lists {
            list: self,
            template,
            old: &old,
            new: &new,
            alignment: &alignment,
        };
        pair.tell_rows(found);
        found.extend(pair.order_difference());
    }

    /// The rows before and the rows that they became.
    pub(super) fn partners(
        self,
        before: &Draft,
        after: &Draft,
        template: &Template,
    ) -> Vec<(RowId, RowId)> {
        let alignment = align(&self.rows(before, template), &self.rows(after, template));
        let new = self.ids(after, template);
        let old = self.ids(before, template).into_iter();
        let pairs = old.zip(alignment.after_of);
        pairs
            .filter_map(|(old, partner)| Some((old, *new.get(partner?)?)))
            .collect()
    }

    /// The rows with what people call them.
    pub(super) fn names(self, draft: &Draft, template: &Template) -> Vec<(RowId, String)> {
        let rows = self.rows(draft, template);
        let ids = self.ids(draft, template).into_iter();
        ids.zip(rows.iter().enumerate())
            .map(|(id, (idx, row))| (id, self.row_name(row, idx, row.name())))
            .collect()
    }

    /// The ids of the rows in the order of the form.
    fn ids(self, draft: &Draft, template: &Template) -> Vec<RowId> {
        match self {
            Self::Goals => draft.goals.iter().map(|row| RowId::Goal(row.id)).collect(),
            Self::Tasks => draft.tasks.iter().map(|row| RowId::Task(row.id)).collect(),
            Self::OtherTasks => {
                let rows = draft.other_tasks.iter();
                rows.map(|row| RowId::OtherTask(row.id)).collect()
            }
            Self::Indicators => {
                let ranks = branch_ranks(draft, template);
                let mut rows: Vec<&Indicator> = draft.indicators.iter().collect();
                rows.sort_by_key(|row| ranks.get(&row.slot).copied());
                rows.iter().map(|row| RowId::Indicator(row.id)).collect()
            }
        }
    }

    /// The rows in the order of the form.
    fn rows<'a>(self, draft: &'a Draft, template: &Template) -> Vec<Row<'a>> {
        match self {
            Self::Goals => draft.goals.iter().map(goal_row).collect(),
            Self::Tasks => draft.tasks.iter().map(task_row).collect(),
            Self::OtherTasks => draft.other_tasks.iter().map(other_task_row).collect(),
            Self::Indicators => {
                let ranks = branch_ranks(draft, template);
                let mut rows: Vec<Row<'a>> = draft.indicators.iter().map(indicator_row).collect();
                rows.sort_by_cached_key(|row| row.slot.and_then(|slot| ranks.get(slot).copied()));
                rows
            }
        }
    }

    fn section(self) -> Section {
        match self {
            Self::Goals => Section::Goals,
            Self::Tasks | Self::OtherTasks => Section::Tasks,
            Self::Indicators => Section::Indicators,
        }
    }

    /// What a row of it is called.
    fn noun(self) -> &'static str {
        match self {
            Self::Goals => "目标",
            Self::Tasks => "重点工作任务",
            Self::OtherTasks => "其他任务",
            Self::Indicators => "指标",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Goals => "总体目标",
            Self::Tasks => "重点工作任务",
            Self::OtherTasks => "其他任务",
            Self::Indicators => "绩效指标",
        }
    }

    /// The label of a row's field; `None` for the one field of a goal, which is the goal.
    fn label(self, field: usize, template: &Template) -> Option<String> {
        // A label does not depend on the row.
        let path = match self {
            Self::Goals => return None,
            Self::Tasks => FieldPath::Task(TaskId(0), *TaskField::ALL.get(field)?),
            Self::OtherTasks => {
                FieldPath::OtherTask(OtherTaskId(0), *OtherTaskField::ALL.get(field)?)
            }
            Self::Indicators => {
                FieldPath::Indicator(IndicatorId(0), *IndicatorField::ALL.get(field)?)
            }
        };
        match template.label(&path) {
            "" => Some("实施周期指标值".to_owned()),
            label => Some(label.to_owned()),
        }
    }

    /// The field that is told with the name of a row: its amount, or its value.
    fn telling_field(self) -> usize {
        match self {
            Self::Goals => 0,
            Self::Tasks | Self::OtherTasks | Self::Indicators => 2,
        }
    }

    /// A row as people call it; `name` is its name, or the one it had where it lost it.
    fn row_name(self, row: &Row<'_>, idx: usize, name: Option<&str>) -> String {
        match (self, name, row.slot) {
            (Self::Goals, ..) => format!("目标{}", idx + 1),
            (_, Some(name), _) => format!("{}{}", self.noun(), place::quoted(name)),
            (_, None, Some(slot)) => place::unnamed_indicator(slot),
            (_, None, None) => format!("第 {} 项{}", idx + 1, self.noun()),
        }
    }

    /// What a whole row says, in short: its name and its amount or value.
    fn row_text(self, row: &Row<'_>) -> String {
        let written = |text: &&str| !text::is_blank(text);
        let telling = row.texts.get(self.telling_field()).map(Cow::as_ref);
        match (row.name(), telling.filter(written)) {
            (Some(name), Some(value)) => format!("{name}：{value}"),
            (Some(only), None) | (None, Some(only)) => only.to_owned(),
            (None, None) => {
                let mut texts = row.texts.iter().map(Cow::as_ref);
                texts.find(written).unwrap_or("空白").to_owned()
            }
        }
    }

    /// The name of a row, or the beginning of what it says.
    fn short_text(self, row: &Row<'_>) -> String {
        match row.name() {
            Some(name) => text::shortened(name, SHORT_CHARS),
            None => text::shortened(&self.row_text(row), SHORT_CHARS),
        }
    }
}

/// The same list of two drafts.
struct Lists<'a> {
    list: List,
    template: &'a Template,
    old: &'a [Row<'a>],
    new: &'a [Row<'a>],
    alignment: &'a Alignment,
}

impl Lists<'_> {
    /// The rows after, in order; those that are gone stand before the next row that stayed.
    fn tell_rows(&self, found: &mut Vec<Difference>) {
        let Alignment {
            before_of,
            after_of,
            kept,
        } = self.alignment;
        let mut gone = self.old.iter().zip(after_of).enumerate().peekable();
        let mut kept = kept.iter().peekable();
        for (idx, (row, old)) in self.new.iter().zip(before_of).enumerate() {
            if let Some((stayed, _)) = kept.next_if(|(_, new)| *new == idx) {
                while let Some((old, (row, partner))) = gone.next_if(|(old, _)| old < stayed) {
                    if partner.is_none() {
                        found.push(self.removed(row, old));
                    }
                }
            }
            match old.and_then(|old| self.old.get(old)) {
                Some(old) => self.tell_fields(old, row, idx, found),
                None => found.push(self.added(row, idx)),
            }
        }
        for (old, (row, partner)) in gone {
            if partner.is_none() {
                found.push(self.removed(row, old));
            }
        }
    }

    fn tell_fields(&self, old: &Row<'_>, new: &Row<'_>, idx: usize, found: &mut Vec<Difference>) {
        if old == new {
            return;
        }
        let name = self.list.row_name(new, idx, new.name().or(old.name()));
        if let (Some(from), Some(to)) = (old.slot, new.slot)
            && from != to
        {
            let place = format!("{name}的{}", self.template.labels.level2);
            found.push(self.difference(place, Some(branch_text(from)), Some(branch_text(to))));
        }
        for (field, (was, is)) in old.texts.iter().zip(&new.texts).enumerate() {
            if was != is {
                let place = match self.list.label(field, self.template) {
                    Some(label) => format!("{name}的{label}"),
                    None => name.clone(),
                };
                let (was, is) = (was.clone().into_owned(), is.clone().into_owned());
                found.push(self.difference(place, Some(was), Some(is)));
            }
        }
    }

    fn added(&self, row: &Row<'_>, idx: usize) -> Difference {
        let place = self.list.row_name(row, idx, row.name());
        self.difference(place, None, Some(self.list.row_text(row)))
    }

    fn removed(&self, row: &Row<'_>, idx: usize) -> Difference {
        let place = self.list.row_name(row, idx, row.name());
        self.difference(place, Some(self.list.row_text(row)), None)
    }

    /// One difference for all rows that stand in another order, with the names from the first to
    /// the last of them; moving to another branch is told with the row.
    fn order_difference(&self) -> Option<Difference> {
        let partners = self.alignment.before_of.iter().enumerate();
        let stayed = |(new, old): (usize, &Option<usize>)| {
            let old = (*old)?;
            let is_same_branch = self.old.get(old)?.slot == self.new.get(new)?.slot;
            is_same_branch.then_some((old, new))
        };
        let now: Vec<(usize, usize)> = partners.filter_map(stayed).collect();
        let mut then = now.clone();
        then.sort_unstable();
        if now == then {
            return None;
        }
        let is_moved = |(was, is): (&(usize, usize), &(usize, usize))| was != is;
        let first = then.iter().zip(&now).position(is_moved)?;
        let last = then.iter().zip(&now).rposition(is_moved)?;
        let then = then.get(first..=last)?;
        let now = now.get(first..=last)?;
        let name = |old: usize| self.old.get(old).map(|row| self.list.short_text(row));
        let (mut before, mut after) = (joined(then, name), joined(now, name));
        if before == after {
            // The rows have the same names: only their numbers tell them apart.
            let numbered = |old: usize| Some(format!("{}（原第 {} 项）", name(old)?, old + 1));
            before = joined(then, numbered);
            after = joined(now, numbered);
        }
        let place = format!("{}的顺序", self.list.name());
        Some(self.difference(place, Some(before), Some(after)))
    }

    fn difference(
        &self,
        place: String,
        before: Option<String>,
        after: Option<String>,
    ) -> Difference {
        Difference {
            place,
            section: self.list.section(),
            before,
            after,
        }
    }
}

/// What is said of the rows before of these pairs, in one line.
fn joined(pairs: &[(usize, usize)], said: impl Fn(usize) -> Option<String>) -> String {
    let said: Vec<String> = pairs.iter().filter_map(|(old, _)| said(*old)).collect();
    said.join("、")
}

fn goal_row(goal: &Goal) -> Row<'_> {
    let Goal { id: _, text } = goal;
    Row {
        slot: None,
        texts: vec![Cow::Borrowed(text)],
        is_named: false,
    }
}

fn task_row(task: &Task) -> Row<'_> {
    let Task {
        id: _,
        name,
        content,
        amount,
        goal,
    } = task;
    Row {
        slot: None,
        texts: vec![
            Cow::Borrowed(name),
            Cow::Borrowed(content),
            Cow::Owned(amount.text()),
            Cow::Borrowed(goal),
        ],
        is_named: true,
    }
}

fn other_task_row(task: &OtherTask) -> Row<'_> {
    let OtherTask {
        id: _,
        name,
        content,
        amount,
    } = task;
    Row {
        slot: None,
        texts: vec![
            Cow::Borrowed(name),
            Cow::Borrowed(content),
            Cow::Owned(amount.text()),
        ],
        is_named: true,
    }
}

fn indicator_row(indicator: &Indicator) -> Row<'_> {
    let Indicator {
        id: _,
        slot,
        name,
        cycle,
        year,
    } = indicator;
    Row {
        slot: Some(slot),
        texts: vec![
            Cow::Borrowed(name),
            Cow::Borrowed(cycle.raw()),
            Cow::Borrowed(year.raw()),
        ],
        is_named: true,
    }
}

/// The places of the branches among each other, as [`Template::branches`] orders them, found
/// without searching the list for every row.
fn branch_ranks(draft: &Draft, template: &Template) -> HashMap<Slot, usize> {
    let mut ranks = HashMap::new();
    let of_rows = draft.indicators.iter().map(|row| row.slot.clone());
    for slot in template.slots().chain(of_rows) {
        let next = ranks.len();
        ranks.entry(slot).or_insert(next);
    }
    ranks
}

fn branch_text(slot: &Slot) -> String {
    format!("{} › {}", slot.level1, slot.level2)
}
