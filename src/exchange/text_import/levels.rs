//! 一级 and 二级: the words of the frame at the front of a row, and the branch they open.
//!
//! At most one word of each level counts in a row, left to right; what is left is a name and its
//! values.

use super::frame::{Frame, Level2Word, has_suffix};
use super::labels::{Head, Heads};
use super::lines::Cell;
use super::placement::Cause;
use crate::model::target::Reading;
use crate::model::{Slot, TargetValue};

/// A row's words of the frame, and its other cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Levels<'c, 't> {
    /// The word of the first level.
    pub(super) level1: Option<&'c Cell<'t>>,
    /// The word of the second level.
    pub(super) level2: Option<&'c Cell<'t>>,
    /// What is left.
    pub(super) rest: &'c [Cell<'t>],
}

impl<'c, 't> Levels<'c, 't> {
    /// Takes the words of the frame from the front of a row.
    pub(super) fn of(frame: &Frame, heads: &Heads, cells: &'c [Cell<'t>]) -> Self {
        let mut levels = Self {
            level1: None,
            level2: None,
            rest: cells,
        };
        if let Some((cell, rest)) = levels.rest.split_first()
            && !is_name(heads, cell)
            && (frame.level1(cell).is_some() || is_unknown_level1(frame, heads, cell, rest))
        {
            levels.level1 = Some(cell);
            levels.rest = rest;
        }
        if let Some((cell, rest)) = levels.rest.split_first()
            && !is_name(heads, cell)
            && (!frame.level2(cell).is_empty()
                || (levels.level1.is_some() && frame.level1(cell).is_some())
                || is_unknown_level(heads, cell, rest))
        {
            levels.level2 = Some(cell);
            levels.rest = rest;
        }
        levels.with_name_given_back(cells, heads.value_columns())
    }

    /// The words that were taken.
    pub(super) fn words(self) -> impl Iterator<Item = &'c Cell<'t>> {
        self.level1.into_iter().chain(self.level2)
    }

    /// A word of a level without 指标 may as well be the name of a row that has no other.
    fn with_name_given_back(mut self, cells: &'c [Cell<'t>], value_columns: usize) -> Self {
        let only_values =
            (1..=value_columns).contains(&self.rest.len()) && self.rest.iter().all(is_value);
        let last = self.level2.or(self.level1);
        if !only_values || last.is_none_or(has_suffix) {
            return self;
        }
        let taken = cells.len() - self.rest.len();
        self.rest = cells.get(taken.saturating_sub(1)..).unwrap_or(self.rest);
        if self.level2.take().is_none() {
            self.level1 = None;
        }
        self
    }
}

/// The cell stands where names stand and does not say that it is a level.
fn is_name(heads: &Heads, cell: &Cell<'_>) -> bool {
    heads.column(Head::Level3) == Some(cell.col) && !has_suffix(cell)
}

/// A name of a level that no template has: it says so, and a name and values follow.
fn is_unknown_level(heads: &Heads, cell: &Cell<'_>, rest: &[Cell<'_>]) -> bool {
    let stands_as_name = heads.column(Head::Level3) == Some(cell.col);
    let name_follows = match rest {
        [name, value] => !is_value(name) && is_value(value),
        [name, _, _] => !is_value(name),
        _ => false,
    };
    has_suffix(cell) && !stands_as_name && name_follows
}

/// A name of a first level that no template has: it says so, and another level follows.
fn is_unknown_level1(frame: &Frame, heads: &Heads, cell: &Cell<'_>, rest: &[Cell<'_>]) -> bool {
    let stands_first = heads.column(Head::Level1).is_none_or(|col| cell.col <= col);
    let Some((next, behind)) = rest.split_first() else {
        return false;
    };
    let known_follows = has_suffix(next) && !frame.level2(next).is_empty();
    let level_follows = if known_follows {
        frame.level2(cell).is_empty()
    } else {
        is_unknown_level(heads, next, behind)
    };
    has_suffix(cell) && stands_first && level_follows
}

/// The branch that the rows stand in.
#[derive(Debug, Default)]
pub(super) struct Branch {
    level1: Option<String>,
    level2: Option<String>,
}

impl Branch {
    /// The branch by its names; `None` before the first word of a level.
    pub(super) fn slot(&self) -> Option<Slot> {
        let level1 = self.level1.as_deref()?;
        Some(Slot::new(
            level1,
            self.level2.as_deref().unwrap_or_default(),
        ))
    }

    /// Goes where the words of a row put it; `None` where there is no branch yet.
    pub(super) fn enter(
        &mut self,
        frame: &Frame,
        heads: &Heads,
        levels: Levels<'_, '_>,
    ) -> Option<Cause> {
        match (levels.level1, levels.level2) {
            (Some(first), Some(second)) => {
                let name = first_level_name(frame, first);
                let (second_name, cause) = second_level_name(frame, second, &name);
                self.level1 = Some(name);
                self.level2 = Some(second_name);
                Some(cause)
            }
            (Some(first), None) => Some(self.enter_level1(frame, first)),
            (None, Some(second)) => self.enter_level2(frame, heads, second),
            (None, None) => self.level1.is_some().then_some(Cause::Continued),
        }
    }

    /// A first level alone: its second level is the one before, or the only one it has.
    fn enter_level1(&mut self, frame: &Frame, first: &Cell<'_>) -> Cause {
        let level1 = first_level_name(frame, first);
        if self.level1.as_deref() == Some(level1.as_str()) && self.level2.is_some() {
            return Cause::Words;
        }
        self.level2 = frame.only_level2(&level1).map(str::to_owned);
        self.level1 = Some(level1);
        Cause::Level2Inferred
    }

    /// A second level alone: under the first level before it, unless it slipped into the first
    /// column or carries a first level of its own.
    fn enter_level2(&mut self, frame: &Frame, heads: &Heads, second: &Cell<'_>) -> Option<Cause> {
        let meanings = frame.level2(second);
        let current = self.level1.as_deref();
        let fits = |word: &&Level2Word| Some(word.slot.level1.as_str()) == current;
        if let Some(word) = meanings.iter().find(fits) {
            self.level2 = Some(word.slot.level2.clone());
            return Some(word.cause());
        }
        let Some(word) = meanings.first() else {
            self.level2 = Some(printed(second));
            return current.is_some().then_some(Cause::Words);
        };
        let is_slipped = heads
            .column(Head::Level2)
            .is_none_or(|col| second.col < col);
        let carries_first = frame.only_level2(&word.slot.level1).is_some();
        let infers = is_slipped || carries_first || current.is_none();
        self.level2 = Some(word.slot.level2.clone());
        if infers {
            self.level1 = Some(word.slot.level1.clone());
            return Some(Cause::Level1Inferred);
        }
        Some(word.cause())
    }
}

fn first_level_name(frame: &Frame, cell: &Cell<'_>) -> String {
    frame
        .level1(cell)
        .map_or_else(|| printed(cell), str::to_owned)
}

/// The name of a second level under a first: the frame's own where it has this pair.
fn second_level_name(frame: &Frame, cell: &Cell<'_>, level1: &str) -> (String, Cause) {
    let meanings = frame.level2(cell);
    let own = meanings.iter().find(|word| word.slot.level1 == level1);
    if let Some(word) = own.or(meanings.first()) {
        return (word.slot.level2.clone(), word.cause());
    }
    let only = frame
        .only_level2(level1)
        .filter(|_| frame.level1(cell).is_some());
    (
        only.map_or_else(|| printed(cell), str::to_owned),
        Cause::Words,
    )
}

/// A name of a level as printed.
fn printed(cell: &Cell<'_>) -> String {
    cell.word.clone()
}

/// The cell reads as the value of an indicator.
pub(super) fn is_value(cell: &Cell<'_>) -> bool {
    !matches!(
        TargetValue::read(cell.raw.trim()).reading(),
        Reading::Empty | Reading::Undetermined | Reading::Vague(_) | Reading::Free
    )
}
