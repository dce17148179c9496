//! Which row of one list became which row of another.
//!
//! Equal rows find each other first, as in a patience diff: common start and end, rows that occur
//! once, what adjoins them, the others in order. What is left goes by name, then by what else it
//! has in common, and at last by place between two rows that stayed.
//!
//! - Rows are numbers here: what is equal has the same number, so that no text is read twice.
//! - Which list comes first does not matter: the two are put into one fixed order before any choice
//!   is made, so that aligning them the other way round gives the same pairs.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use super::rows::Row;
use crate::base::text;
use crate::model::draft::Slot;

/// The pairs of rows of two lists.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// For every row after, its row before.
    pub(super) before_of: Vec<Option<usize>>,
    /// For every row before, its row after.
    pub(super) after_of: Vec<Option<usize>>,
    /// Pairs, before and after, that stand in the same order on both sides: as many as can be.
    pub(super) kept: Vec<(usize, usize)>,
}

/// Finds the pairs.
pub(super) fn align(before: &[Row<'_>], after: &[Row<'_>]) -> Alignment {
    if before <= after {
        let Matching { left, right, kept } = Matching::new(before, after).completed();
        Alignment {
            before_of: right.partner,
            after_of: left.partner,
            kept,
        }
    } else {
        let Matching { left, right, kept } = Matching::new(after, before).completed();
        Alignment {
            before_of: left.partner,
            after_of: right.partner,
            kept: kept
                .into_iter()
                .map(|(left, right)| (right, left))
                .collect(),
        }
    }
}

/// Characters that an opening has.
const OPENING_CHARS: usize = 8;

/// The numbers of a row; `None` where there is nothing visible to compare.
#[derive(Debug, Clone, Copy)]
struct Key {
    /// Of all of it.
    content: usize,
    /// Of its branch.
    slot: usize,
    name: Option<usize>,
    /// Of all its texts without its branch.
    texts: Option<usize>,
    /// Of all its texts but the first.
    rest: Option<usize>,
    /// Of the first characters of its first text.
    opening: Option<usize>,
}

/// The numbers given so far.
#[derive(Debug, Default)]
struct Numbering<'r> {
    slots: HashMap<Option<&'r Slot>, usize>,
    words: HashMap<&'r str, usize>,
    texts: HashMap<&'r [Cow<'r, str>], usize>,
    contents: HashMap<(usize, usize), usize>,
}

/// The number of a thing: the one it was given, or the next.
fn number<T: Eq + Hash>(numbers: &mut HashMap<T, usize>, thing: T) -> usize {
    let next = numbers.len();
    *numbers.entry(thing).or_insert(next)
}

impl<'r> Numbering<'r> {
    fn key(&mut self, row: &'r Row<'r>) -> Key {
        let slot = number(&mut self.slots, row.slot);
        let texts = row.texts.as_slice();
        let all = number(&mut self.texts, texts);
        let rest = texts.get(1..).unwrap_or_default();
        let first = texts.first().map_or("", |text| text.as_ref());
        let opening = match first.char_indices().nth(OPENING_CHARS) {
            Some((end, _)) => first.get(..end).unwrap_or(first),
            None => first,
        };
        Key {
            content: number(&mut self.contents, (slot, all)),
            slot,
            name: row.name().map(|name| number(&mut self.words, name)),
            texts: is_written(texts).then_some(all),
            rest: is_written(rest).then(|| number(&mut self.texts, rest)),
            opening: (!text::is_blank(opening)).then(|| number(&mut self.words, opening)),
        }
    }
}

/// One of the lists.
#[derive(Debug)]
struct Side {
    keys: Vec<Key>,
    partner: Vec<Option<usize>>,
    /// How many of the kept pairs stand before the row.
    gap: Vec<usize>,
}

#[derive(Debug)]
struct Matching {
    left: Side,
    right: Side,
    kept: Vec<(usize, usize)>,
}

impl Matching {
    fn new<'r>(left: &'r [Row<'r>], right: &'r [Row<'r>]) -> Self {
        let mut numbering = Numbering::default();
        Self {
            left: Side::new(left.iter().map(|row| numbering.key(row)).collect()),
            right: Side::new(right.iter().map(|row| numbering.key(row)).collect()),
            kept: Vec::new(),
        }
    }

    fn completed(mut self) -> Self {
        self.pair_equal_rows();
        self.pair_by(|key, gap| Some((gap, key.slot, key.name?)));
        self.pair_by(|key, _| Some((key.slot, key.name?)));
        self.pair_by(|key, gap| Some((gap, key.name?)));
        self.pair_by(|key, _| key.name);
        self.pair_by(|key, _| key.texts);
        self.keep();
        self.pair_by(|key, gap| Some((gap, key.slot, key.rest?)));
        self.pair_by(|key, gap| Some((gap, key.slot, key.opening?)));
        self.keep();
        self.pair_by(|key, gap| Some((gap, key.slot)));
        self.keep();
        self
    }

    fn pair_equal_rows(&mut self) {
        self.pair_forward(0, 0);
        self.pair_backward(self.left.keys.len(), self.right.keys.len());
        let single = self.single_contents();
        self.pair_by(|key, _| single.binary_search(&key.content).ok());
        self.keep();
        for (left, right) in std::mem::take(&mut self.kept) {
            self.pair_forward(left + 1, right + 1);
            self.pair_backward(left, right);
        }
        self.keep();
        self.pair_by(|key, gap| Some((gap, key.content)));
        self.pair_by(|key, _| Some(key.content));
        self.keep();
    }

    /// The contents that one free row has on either side, sorted.
    fn single_contents(&self) -> Vec<usize> {
        let once = |side: &Side| {
            let mut contents: Vec<usize> = side.free().map(|(_, key, _)| key.content).collect();
            contents.sort_unstable();
            let single = contents.chunk_by(|a, b| a == b);
            single
                .filter_map(|same| match same {
                    [only] => Some(*only),
                    _ => None,
                })
                .collect::<Vec<usize>>()
        };
        let on_the_right = once(&self.right);
        let mut single = once(&self.left);
        single.retain(|content| on_the_right.binary_search(content).is_ok());
        single
    }

    /// Pairs equal free rows from these on, until two differ.
    fn pair_forward(&mut self, left: usize, right: usize) {
        let mut step = 0;
        while self.pair_if_equal(left + step, right + step) {
            step += 1;
        }
    }

    /// Pairs equal free rows before these, until two differ.
    fn pair_backward(&mut self, left: usize, right: usize) {
        let (mut left, mut right) = (left, right);
        while left > 0 && right > 0 && self.pair_if_equal(left - 1, right - 1) {
            left -= 1;
            right -= 1;
        }
    }

    fn pair_if_equal(&mut self, left: usize, right: usize) -> bool {
        let content = self.left.free_content(left);
        let is_pair = content.is_some() && content == self.right.free_content(right);
        if is_pair {
            self.pair(left, right);
        }
        is_pair
    }

    /// Pairs free rows with the same key, the first with the first and so on.
    fn pair_by<T: Ord>(&mut self, key: impl Fn(&Key, usize) -> Option<T>) {
        let sorted = |side: &Side| {
            let free = side.free();
            let mut keyed: Vec<(T, usize)> = free
                .filter_map(|(row, found, gap)| Some((key(found, gap)?, row)))
                .collect();
            keyed.sort_unstable();
            keyed.into_iter().peekable()
        };
        let (mut lefts, mut rights) = (sorted(&self.left), sorted(&self.right));
        while let (Some(left), Some(right)) = (lefts.peek(), rights.peek()) {
            match left.0.cmp(&right.0) {
                std::cmp::Ordering::Less => drop(lefts.next()),
                std::cmp::Ordering::Greater => drop(rights.next()),
                std::cmp::Ordering::Equal => {
                    let (left, right) = (left.1, right.1);
                    self.pair(left, right);
                    lefts.next();
                    rights.next();
                }
            }
        }
    }

    fn pair(&mut self, left: usize, right: usize) {
        if let (Some(of_left), Some(of_right)) = (
            self.left.partner.get_mut(left),
            self.right.partner.get_mut(right),
        ) {
            *of_left = Some(right);
            *of_right = Some(left);
        }
    }

    /// Finds the pairs in the same order again, and the gaps between them.
    fn keep(&mut self) {
        let partners = self.left.partner.iter().enumerate();
        let pairs: Vec<(usize, usize)> = partners
            .filter_map(|(left, right)| Some((left, (*right)?)))
            .collect();
        self.kept = longest_rising(&pairs);
        self.left.mark_gaps(self.kept.iter().map(|pair| pair.0));
        self.right.mark_gaps(self.kept.iter().map(|pair| pair.1));
    }
}

impl Side {
    fn new(keys: Vec<Key>) -> Self {
        Self {
            partner: vec![None; keys.len()],
            gap: vec![0; keys.len()],
            keys,
        }
    }

    /// The rows without a partner: index, key and gap.
    fn free(&self) -> impl Iterator<Item = (usize, &Key, usize)> {
        let rows = self.keys.iter().zip(&self.partner).zip(&self.gap);
        rows.enumerate()
            .filter(|(_, ((_, partner), _))| partner.is_none())
            .map(|(row, ((key, _), gap))| (row, key, *gap))
    }

    fn free_content(&self, row: usize) -> Option<usize> {
        match self.partner.get(row) {
            Some(None) => self.keys.get(row).map(|key| key.content),
            _ => None,
        }
    }

    fn mark_gaps(&mut self, kept: impl Iterator<Item = usize>) {
        let mut kept = kept.peekable();
        let mut passed = 0;
        for (row, gap) in self.gap.iter_mut().enumerate() {
            *gap = passed;
            if kept.next_if_eq(&row).is_some() {
                passed += 1;
            }
        }
    }
}

fn is_written(texts: &[Cow<'_, str>]) -> bool {
    !texts.iter().all(|text| text::is_blank(text))
}

/// A longest choice of these pairs, sorted by the first, in which the second rises too.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For every length, the index of the pair that ends such a choice with the smallest second.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (idx, (_, second)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|(end, _)| end < second);
        let shorter = length.checked_sub(1).and_then(|length| ends.get(length));
        previous.push(shorter.map(|(_, idx)| *idx));
        match ends.get_mut(length) {
            Some(end) => *end = (*second, idx),
            None => ends.push((*second, idx)),
        }
    }
    let mut chosen = Vec::with_capacity(ends.len());
    let mut next = ends.last().map(|(_, idx)| *idx);
    while let Some(idx) = next {
        chosen.extend(pairs.get(idx).copied());
        next = previous.get(idx).copied().flatten();
    }
    chosen.reverse();
    chosen
}
