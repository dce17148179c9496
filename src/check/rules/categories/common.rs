//! What the rules of this group share: what an indicator's value counts, and moving it to another
//! branch.

use std::collections::BTreeSet;

use crate::check::context::{Row, quoted};
use crate::check::{CheckCtx, Fix, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::target::{Quantity, Reading};
use crate::model::template::{Level1, Level2, Level2Role};
use crate::model::{IndicatorField, RowId, Slot, Template};

/// Units of time: what has them is no count.
const TIME_UNITS: [&str; 16] = [
    "年",
    "个月",
    "月",
    "天",
    "日",
    "个工作日",
    "工作日",
    "小时",
    "个小时",
    "分钟",
    "秒",
    "周",
    "星期",
    "个星期",
    "季度",
    "个季度",
];

/// The reading that stands for an indicator: the year's, or that of the cycle where the year's is
/// blank and the form shows it.
pub(super) fn reading<'a>(ctx: &CheckCtx<'_>, row: &Row<'a>) -> &'a Reading {
    let (cycle, year) = (&row.indicator.cycle, &row.indicator.year);
    if year.is_empty() && ctx.template.has_cycle() {
        cycle.reading()
    } else {
        year.reading()
    }
}

/// A number of things or people: no share, no money and no time.
pub(super) fn is_count(reading: &Reading) -> bool {
    match reading {
        Reading::Quantity(quantity) => is_countable(quantity),
        Reading::Compound(parts) => parts.iter().all(is_countable),
        _ => false,
    }
}

fn is_countable(quantity: &Quantity) -> bool {
    let unit = quantity.unit.as_str();
    !matches!(unit, "%" | "‰") && !unit.contains('元') && !TIME_UNITS.contains(&unit)
}

/// The amount of money that a value names.
pub(super) fn money(reading: &Reading) -> Option<&Quantity> {
    let quantity = match reading {
        Reading::Quantity(quantity) | Reading::Figure(quantity) => quantity,
        Reading::Range { low, .. } => low,
        _ => return None,
    };
    quantity.unit.contains('元').then_some(quantity)
}

/// The text holds one of these words.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The text ends with one of these words.
pub(super) fn ends_with_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// Where rows go that belong to a role: behind the last of its branch.
#[derive(Debug)]
pub(super) struct Destination {
    slot: Slot,
    /// Where the last row of the branch stands in the draft's list.
    last: Option<usize>,
    n_rows: usize,
}

impl Destination {
    /// `None` where the form has no branch with this role.
    pub(super) fn of(ctx: &CheckCtx<'_>, role: Level2Role) -> Option<Self> {
        let slot = ctx.template.slot_of(role)?;
        Some(Self::branch(ctx, slot))
    }

    /// The branch itself.
    pub(super) fn branch(ctx: &CheckCtx<'_>, slot: Slot) -> Self {
        let indicators = &ctx.draft.indicators;
        Self {
            last: indicators.iter().rposition(|row| row.slot == slot),
            n_rows: indicators.len(),
            slot,
        }
    }

    /// Moves an indicator of another branch there.
    pub(super) fn fix(&self, row: &Row<'_>) -> Fix {
        // The place counts without the row itself.
        let end = self.last.map_or(self.n_rows, |last| last + 1);
        let index = if row.index < end { end - 1 } else { end };
        let id = row.indicator.id;
        let edits = vec![
            Edit::Move {
                row: RowId::Indicator(id),
                index,
            },
            Edit::Place {
                id,
                slot: self.slot.clone(),
            },
        ];
        let transaction = Transaction::new(format!("移到{}", self.slot.level2), edits);
        Fix::changes_meaning(transaction.at(row.path(IndicatorField::Name)))
    }
}

/// Reports the named indicators of which `is_misplaced` holds, each with a move to the branch of
/// this role; `looks` says what they look like.
pub(super) fn report_misplaced(
    ctx: &CheckCtx<'_>,
    sink: &mut Sink<'_>,
    role: Level2Role,
    looks: &str,
    is_misplaced: impl Fn(&Row<'_>) -> bool,
) {
    let mut destination = None;
    for row in ctx.rows() {
        let Some((_, own)) = row.roles else {
            continue;
        };
        if own == role || !is_misplaced(row) || row.name().is_empty() {
            continue;
        }
        if destination.is_none() {
            destination = Destination::of(ctx, role);
        }
        let Some(destination) = &destination else {
            return;
        };
        let message = format!(
            "{}{looks}，现在放在“{}”下",
            quoted(row.name()),
            row.indicator.slot.level2
        );
        sink.at(row.path(IndicatorField::Name), message)
            .fix(destination.fix(row));
    }
}

/// The branches with written rows that the frame does not have, in the order of their names.
pub(super) fn foreign_branches<'a>(ctx: &CheckCtx<'a>) -> BTreeSet<&'a Slot> {
    let mut branches = BTreeSet::new();
    let mut last = None;
    for row in ctx.rows().iter().filter(|row| row.roles.is_none()) {
        let slot = &row.indicator.slot;
        if last != Some(slot) {
            branches.insert(slot);
        }
        last = Some(slot);
    }
    branches
}

/// What a branch outside of the frame means.
#[derive(Debug)]
pub(super) enum Meant {
    /// Nothing that the frame has.
    Unknown,
    /// This branch, under another name.
    Branch(Slot),
    /// This branch, which belongs to another 一级.
    OtherLevel1(Slot),
}

/// Reads the names of a branch that the frame does not have.
pub(super) fn meant(template: &Template, slot: &Slot) -> Meant {
    let frame = &template.frame;
    let branch = |level1: &Level1, level2: &Level2| {
        Meant::Branch(Slot::new(level1.name.as_str(), level2.name.as_str()))
    };
    let (key1, key2) = (key(&slot.level1), key(&slot.level2));
    let level1 = frame.iter().find(|level1| key(&level1.name) == key1);
    if let Some(level1) = level1
        && let Some(level2) = child(level1, key2)
    {
        return branch(level1, level2);
    }
    let elsewhere = |wanted: &str| {
        frame.iter().find_map(|level1| {
            let level2 = level1
                .level2
                .iter()
                .find(|level2| is_called(level2, wanted))?;
            Some(Slot::new(level1.name.as_str(), level2.name.as_str()))
        })
    };
    match (level1, elsewhere(key2)) {
        (Some(_), Some(found)) => Meant::OtherLevel1(found),
        (None, Some(found)) => Meant::Branch(found),
        (Some(level1), None) => match level1.level2.as_slice() {
            [only] => branch(level1, only),
            _ => Meant::Unknown,
        },
        // The frame of 2021 has the costs as a 一级.
        (None, None) => elsewhere(key1).map_or(Meant::Unknown, Meant::Branch),
    }
}

/// The 二级 with this name, or the only one that begins like it: 社会 for 社会效益指标.
fn child<'t>(level1: &'t Level1, wanted: &str) -> Option<&'t Level2> {
    let children = &level1.level2;
    let called = children.iter().find(|level2| is_called(level2, wanted));
    called.or_else(|| {
        let mut alike = children
            .iter()
            .filter(|level2| !wanted.is_empty() && level2.name.starts_with(wanted));
        let only = alike.next()?;
        alike.next().is_none().then_some(only)
    })
}

fn is_called(level2: &Level2, wanted: &str) -> bool {
    let names = std::iter::once(&level2.name).chain(&level2.also);
    !wanted.is_empty() && names.into_iter().any(|name| key(name) == wanted)
}

/// A name of a level without the words that forms write or leave out.
fn key(name: &str) -> &str {
    let name = name.trim();
    let name = name.strip_suffix("指标").unwrap_or(name);
    let name = name.strip_prefix("预期").unwrap_or(name);
    // Forms of 2019 say 效果 for 效益.
    if name == "效果" { "效益" } else { name }
}

/// Moves all rows of a branch behind those of another, in their order.
pub(super) fn gather(ctx: &CheckCtx<'_>, from: &Slot, target: &Slot) -> Fix {
    let indicators = &ctx.draft.indicators;
    let last = indicators.iter().rposition(|row| row.slot == *target);
    let rows = || {
        indicators
            .iter()
            .enumerate()
            .filter(|(_, row)| row.slot == *from)
    };
    let mut behind = last;
    let mut edits = Vec::new();
    for (index, row) in rows() {
        if let Some(end) = &mut behind {
            // A row from before the end makes room for itself; one from behind makes it longer.
            if Some(index) > last {
                *end += 1;
            }
            edits.push(Edit::Move {
                row: RowId::Indicator(row.id),
                index: *end,
            });
        }
        edits.push(Edit::Place {
            id: row.id,
            slot: target.clone(),
        });
    }
    let label = format!("移到“{}”下的“{}”", target.level1, target.level2);
    let mut transaction = Transaction::new(label, edits);
    if let Some((_, first)) = rows().next() {
        transaction = transaction.at(RowId::Indicator(first.id).first_field());
    }
    Fix::changes_meaning(transaction)
}
