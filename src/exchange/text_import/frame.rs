//! 一级 and 二级 indicators by their words: the template's own, and those of other templates.

use std::collections::BTreeMap;

use super::lines::{Cell, label_word};
use super::placement::Cause;
use crate::model::template::{Level1Role, Level2};
use crate::model::{Slot, Template};

/// The frame of the template that is filled, with every word that means a part of it.
#[derive(Debug)]
pub(super) struct Frame {
    level1: BTreeMap<String, String>,
    level2: BTreeMap<String, Vec<Level2Word>>,
    slots: Vec<Slot>,
}

/// What a word of the second level means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level2Word {
    /// The branch that has it.
    pub(super) slot: Slot,
    /// Only another template has this word.
    pub(super) is_foreign: bool,
}

impl Level2Word {
    /// What a row under this word was placed by.
    pub(super) fn cause(&self) -> Cause {
        if self.is_foreign {
            Cause::OtherWords
        } else {
            Cause::Words
        }
    }
}

/// Words are compared without it.
const SUFFIX: &str = "指标";

impl Frame {
    pub(super) fn new(template: &Template, templates: &[Template]) -> Self {
        let mut frame = Self {
            level1: BTreeMap::new(),
            level2: BTreeMap::new(),
            slots: template.slots().collect(),
        };
        frame.add(template, template);
        for other in templates {
            frame.add(template, other);
        }
        frame
    }

    /// Adds the words of `other` that are not known yet, as what they are to `template`.
    fn add(&mut self, template: &Template, other: &Template) {
        let is_foreign = template.id != other.id;
        let mut found: Vec<(String, Level2Word)> = Vec::new();
        for level1 in &other.frame {
            let own_name = level1_of(template, level1.role).filter(|_| is_foreign);
            self.level1
                .entry(key(&level1.name))
                .or_insert_with(|| own_name.unwrap_or(&level1.name).to_owned());
            for level2 in &level1.level2 {
                let own = Slot::new(level1.name.as_str(), level2.name.as_str());
                let slot = if is_foreign {
                    template.slot_of(level2.role).unwrap_or(own)
                } else {
                    own
                };
                found.extend(words(level2).map(|word| {
                    let slot = slot.clone();
                    (word, Level2Word { slot, is_foreign })
                }));
            }
        }
        found.retain(|(word, _)| !is_foreign || !self.level2.contains_key(word));
        for (word, meaning) in found {
            self.level2.entry(word).or_default().push(meaning);
        }
    }

    /// The first level that the cell means, by its name in the template that is filled.
    pub(super) fn level1(&self, cell: &Cell<'_>) -> Option<&str> {
        self.level1.get(&key(&cell.word)).map(String::as_str)
    }

    /// What the cell may mean on the second level.
    pub(super) fn level2(&self, cell: &Cell<'_>) -> &[Level2Word] {
        self.level2.get(&key(&cell.word)).map_or(&[], Vec::as_slice)
    }

    /// The cell is a word of the frame.
    pub(super) fn knows(&self, cell: &Cell<'_>) -> bool {
        self.level1(cell).is_some() || !self.level2(cell).is_empty()
    }

    /// The cell is a word of the frame and says so.
    pub(super) fn knows_in_full(&self, cell: &Cell<'_>) -> bool {
        has_suffix(cell) && self.knows(cell)
    }

    /// The template has this branch.
    pub(super) fn has(&self, slot: &Slot) -> bool {
        self.slots.contains(slot)
    }

    /// The second level of a first level that has no other.
    pub(super) fn only_level2(&self, level1: &str) -> Option<&str> {
        let mut branches = self.slots.iter().filter(|slot| slot.level1 == level1);
        let only = branches.next()?;
        branches.next().is_none().then_some(only.level2.as_str())
    }
}

/// The cell ends as names of levels do.
pub(super) fn has_suffix(cell: &Cell<'_>) -> bool {
    cell.word.len() > SUFFIX.len() && cell.word.ends_with(SUFFIX)
}

fn key(name: &str) -> String {
    let word = label_word(name);
    word.strip_suffix(SUFFIX).unwrap_or(&word).to_owned()
}

fn words(level2: &Level2) -> impl Iterator<Item = String> + '_ {
    [&level2.name]
        .into_iter()
        .chain(&level2.also)
        .map(|name| key(name))
}

fn level1_of(template: &Template, role: Level1Role) -> Option<&str> {
    template
        .frame
        .iter()
        .find(|level1| level1.role == role)
        .map(|level1| level1.name.as_str())
}
