//! `Index`: which rows a text speaks of, found in one walk over its letters.
//!
//! Invariant: a walk costs the length of the text times a small constant, however many rows there
//! are; all rows together take a bounded number of letters into the index.

use std::collections::BTreeMap;

use super::grams::{Grams, Place};
use super::letters::{self, Letter};

/// So many letters of all rows together are indexed, shared among the rows.
const ALL_LETTERS: usize = 12_000;
/// So many letters of a row are indexed at least, so that its name always is.
const ROW_LETTERS: usize = 80;
/// So many letters of a text are walked.
const WALKED: usize = 2_000;
/// So many names that begin alike are told apart.
const ALIKE: usize = 8;

/// A text of a row that is to be found again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) row: u16,
    pub(super) place: Place,
    pub(super) text: &'a str,
}

/// What rows say, to be looked up.
#[derive(Debug, Clone)]
pub(super) struct Index {
    /// Which pairs occur at all, one bit each: most lookups end here.
    known: Vec<u64>,
    pairs: Grams,
    fours: Grams,
    /// Which pairs a whole or a quoted name begins with.
    beginnings: Vec<u64>,
    /// Whole names and quoted names, by their first four letters, or two where they are shorter.
    names: BTreeMap<u64, Vec<Name>>,
    /// A run in more rows than this says nothing.
    limit: usize,
    /// How many telling pairs the name of each row has.
    name_pairs: Vec<usize>,
    n_rows: usize,
}

#[derive(Debug, Clone)]
struct Name {
    row: u16,
    codes: Vec<u16>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The whole name of a row.
    Whole,
    /// A name in quotation marks.
    Quoted,
}

/// How well a text fits a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hit {
    /// Its whole name, in bytes of the text.
    pub(super) whole: Option<(u32, u32)>,
    /// A quoted name of it.
    pub(super) quoted: Option<(u32, u32)>,
    /// Four letters of its name, or more.
    pub(super) named: u16,
    /// Four letters of its other texts, or more.
    pub(super) told: u16,
    /// Pairs of its name that no other name has, and of its content that no other row has.
    pub(super) pairs: u16,
    /// Pairs at an edge of its name that no other row has in any text.
    pub(super) own_pairs: u16,
    /// Different pairs of its name that no other name has.
    pub(super) name_pairs: u16,
    /// In how few rows its rarest run stands.
    pub(super) rarest: u8,
    /// The longest run of shared letters: the first and the last letter, by number.
    run: (u32, u32),
    open: (u32, u32),
}

/// What a walk found; kept between walks so that none allocates.
#[derive(Debug, Clone, Default)]
pub(super) struct Walk {
    letters: Vec<Letter>,
    hits: Vec<Hit>,
    touched: Vec<u16>,
    seen: Vec<(u16, u64)>,
    end: u32,
}

impl Index {
    /// Indexes the texts of so many rows; `places` are the names of places that all of them share.
    pub(super) fn new(n_rows: usize, sources: &[Source<'_>], places: &[String]) -> Self {
        let share = (ALL_LETTERS / n_rows.max(1)).max(ROW_LETTERS);
        let mut left = vec![share; n_rows];
        let mut index = Self {
            known: vec![0; FILTER_WORDS],
            beginnings: vec![0; FILTER_WORDS],
            pairs: Grams::with_room(0),
            fours: Grams::with_room(0),
            names: BTreeMap::new(),
            limit: (n_rows / 3).clamp(1, 4),
            name_pairs: vec![0; n_rows],
            n_rows,
        };
        let mut texts = Vec::with_capacity(sources.len());
        for source in sources {
            let Some(left) = left.get_mut(usize::from(source.row)) else {
                continue;
            };
            let text: Vec<Letter> = letters::letters(source.text, *left).collect();
            *left -= text.len();
            texts.push((source, text));
        }
        // Names first; the sort keeps the order of rows.
        texts.sort_by_key(|(source, _)| std::cmp::Reverse(source.place));
        let n_letters = texts.iter().map(|(_, text)| text.len()).sum();
        index.pairs = Grams::with_room(n_letters);
        index.fours = Grams::with_room(n_letters);
        for (source, text) in texts {
            index.add(source, &text, places);
        }
        index.forget_common_names();
        index
    }

    fn add(&mut self, source: &Source<'_>, text: &[Letter], places: &[String]) {
        let Source { row, place, .. } = *source;
        let says = letters::contents(source.text, text, places);
        let tells = |at: usize| says.get(at).copied().unwrap_or(false);
        for at in 0..text.len() {
            let Some(pair) = text.get(at..).and_then(letters::pair) else {
                break;
            };
            mark(&mut self.known, pair);
            if !(tells(at) && tells(at + 1)) {
                continue;
            }
            let is_edge = !tells(at + 2) || !at.checked_sub(1).is_some_and(tells);
            let place = match place {
                Place::Name if !is_edge => Place::Inner,
                other => other,
            };
            self.pairs.add(pair, row, place);
            if place >= Place::Inner
                && let Some(n) = self.name_pairs.get_mut(usize::from(row))
            {
                *n += 1;
            }
        }
        for at in 0..text.len().saturating_sub(3) {
            // Two words with a filler between them are no run: 全市|青年.
            let is_run = tells(at) && tells(at + 3) && (tells(at + 1) || tells(at + 2));
            if is_run && let Some(four) = text.get(at..).and_then(letters::four) {
                self.fours.add(four, row, place);
            }
        }
        if place == Place::Name {
            let own = says.iter().position(|says| *says).unwrap_or(0);
            let own = if own < 4 { own } else { 0 };
            let codes = text.iter().skip(own).map(|letter| letter.code);
            self.add_name(row, codes.collect(), Kind::Whole);
        }
        if place != Place::Prose || !self.has_names(row) {
            for phrase in letters::quoted(source.text) {
                let codes = letters::letters(phrase, 16).map(|letter| letter.code);
                self.add_name(row, codes.collect(), Kind::Quoted);
            }
        }
    }

    fn has_names(&self, row: u16) -> bool {
        let n_pairs = self.name_pairs.get(usize::from(row));
        n_pairs.is_some_and(|n| *n > 0)
    }

    fn add_name(&mut self, row: u16, codes: Vec<u16>, kind: Kind) {
        let fits = match kind {
            Kind::Whole => codes.len() >= 4,
            Kind::Quoted => codes.len() >= 2,
        };
        if !fits {
            return;
        }
        let n = if codes.len() >= 4 { 4 } else { 2 };
        let key = codes
            .iter()
            .take(n)
            .fold(0, |key, code| key << 16 | u64::from(*code));
        if let [a, b, ..] = codes.as_slice() {
            mark(&mut self.beginnings, u64::from(*a) << 16 | u64::from(*b));
        }
        let alike = self.names.entry(key).or_default();
        let is_new = !alike
            .iter()
            .any(|name| name.row == row && name.codes == codes);
        if is_new && alike.len() < ALIKE * 2 {
            alike.push(Name { row, codes, kind });
        }
    }

    /// A quoted name that many rows have is none of theirs: “十四五”.
    fn forget_common_names(&mut self) {
        let limit = self.limit;
        for alike in self.names.values_mut() {
            let all = alike.clone();
            alike.retain(|name| {
                let same = all.iter().filter(|other| other.codes == name.codes);
                name.kind == Kind::Whole || same.count() <= limit
            });
            alike.truncate(ALIKE);
        }
    }

    /// One of these pairs stands in some row.
    pub(super) fn knows_any(&self, pairs: &[u64]) -> bool {
        pairs.iter().any(|pair| is_marked(&self.known, *pair))
    }

    /// Walks over the text that `walk` has read; what it found stands there until the next one.
    pub(super) fn walk(&self, walk: &mut Walk) {
        walk.begin(self.n_rows);
        // Taken out while the hits are written.
        let all = std::mem::take(&mut walk.letters);
        for at in 0..all.len() {
            let Some(rest) = all.get(at..) else { break };
            let Some(pair) = letters::pair(rest) else {
                break;
            };
            if is_marked(&self.known, pair) {
                self.look_at_pair(pair, at, walk);
                let next = rest.get(2..).and_then(letters::pair);
                if next.is_some_and(|next| is_marked(&self.known, next))
                    && let Some(four) = letters::four(rest)
                {
                    self.look_at_four(four, at, walk);
                }
            }
            if is_marked(&self.beginnings, pair) {
                self.look_for_names(pair, rest, walk);
                if let Some(four) = letters::four(rest) {
                    self.look_for_names(four, rest, walk);
                }
            }
        }
        walk.letters = all;
        walk.finish();
    }

    fn look_at_pair(&self, pair: u64, at: usize, walk: &mut Walk) {
        let Some(gram) = self.pairs.find(pair) else {
            return;
        };
        let (alone, in_one_name) = (gram.n_rows() == 1, gram.n_names() == 1);
        for (row, place) in gram.rows() {
            if place >= Place::Inner && in_one_name {
                walk.seen.push((row, pair));
            }
            let tells = match place {
                Place::Name => in_one_name,
                Place::Content => alone,
                Place::Inner | Place::Prose => false,
            };
            if tells && let Some(hit) = walk.hit(row) {
                hit.pairs += 1;
                hit.own_pairs += u16::from(alone && place == Place::Name);
                hit.extend(at, 2);
            }
        }
    }

    fn look_at_four(&self, four: u64, at: usize, walk: &mut Walk) {
        let Some(gram) = self.fours.find(four) else {
            return;
        };
        let n_names = gram.n_names();
        let n = if n_names > 0 { n_names } else { gram.n_rows() };
        if n > self.limit {
            return;
        }
        for (row, place) in gram.rows() {
            if n_names > 0 && place < Place::Inner {
                continue;
            }
            let Some(hit) = walk.hit(row) else { continue };
            match place {
                Place::Name | Place::Inner => hit.named += 1,
                Place::Content | Place::Prose => hit.told += 1,
            }
            hit.rarest = hit.rarest.min(n as u8);
            hit.extend(at, 4);
        }
    }

    fn look_for_names(&self, key: u64, rest: &[Letter], walk: &mut Walk) {
        let Some(alike) = self.names.get(&key) else {
            return;
        };
        for name in alike {
            let here = rest.get(..name.codes.len());
            let same = here.is_some_and(|here| {
                let codes = here.iter().map(|letter| letter.code);
                codes.eq(name.codes.iter().copied())
            });
            let first = rest.first().map_or(0, |letter| letter.at);
            let behind = rest.get(name.codes.len());
            let end = behind.map_or(walk.end, |letter| letter.at);
            if same && let Some(hit) = walk.hit(name.row) {
                let found = match name.kind {
                    Kind::Whole => &mut hit.whole,
                    Kind::Quoted => &mut hit.quoted,
                };
                found.get_or_insert((first, end));
            }
        }
    }

    /// The share of the row's name, in percent, that the walk met.
    pub(super) fn name_share(&self, row: u16, hit: &Hit) -> usize {
        let n = self.name_pairs.get(usize::from(row)).copied().unwrap_or(0);
        (usize::from(hit.name_pairs) * 100)
            .checked_div(n)
            .unwrap_or(0)
    }
}

impl Hit {
    fn extend(&mut self, at: usize, n: usize) {
        let at = at as u32;
        let last = at + n as u32 - 1;
        let (start, end) = self.open;
        self.open = if self.run != (0, 0) && at <= end {
            (start, end.max(last))
        } else {
            (at, last)
        };
        let longer = self.open.1 - self.open.0 > self.run.1.saturating_sub(self.run.0);
        if longer || self.run == (0, 0) {
            self.run = self.open;
        }
    }
}

impl Walk {
    /// Takes the text over which the next walks go.
    pub(super) fn read(&mut self, text: &str) {
        self.letters.clear();
        self.letters.extend(letters::letters(text, WALKED));
        self.end = text.len() as u32;
    }

    fn begin(&mut self, n_rows: usize) {
        self.hits
            .resize(n_rows.max(self.hits.len()), Hit::default());
        self.touched.clear();
        self.seen.clear();
    }

    fn hit(&mut self, row: u16) -> Option<&mut Hit> {
        let hit = self.hits.get_mut(usize::from(row))?;
        if hit.rarest == 0 {
            hit.rarest = u8::MAX;
            self.touched.push(row);
        }
        Some(hit)
    }

    fn finish(&mut self) {
        self.seen.sort_unstable();
        self.seen.dedup();
        for (row, _) in &self.seen {
            if let Some(hit) = self.hits.get_mut(usize::from(*row))
                && hit.rarest > 0
            {
                hit.name_pairs += 1;
            }
        }
        self.touched.sort_unstable();
    }

    /// The rows that have something to do with the text, with how they do.
    pub(super) fn hits(&self) -> impl Iterator<Item = (u16, &Hit)> {
        let rows = self.touched.iter();
        rows.filter_map(|row| Some((*row, self.hits.get(usize::from(*row))?)))
    }

    /// Forgets what was found, so that the next walk begins anew.
    pub(super) fn clear(&mut self) {
        for row in self.touched.drain(..) {
            if let Some(hit) = self.hits.get_mut(usize::from(row)) {
                *hit = Hit::default();
            }
        }
    }

    /// The longest run of letters that the row shares, in bytes of the text.
    pub(super) fn span(&self, hit: &Hit) -> (u32, u32) {
        let at = |nth: u32| self.letters.get(nth as usize).map(|letter| letter.at);
        let start = at(hit.run.0).unwrap_or(0);
        (start, at(hit.run.1 + 1).unwrap_or(self.end))
    }
}

/// 65,536 bits.
const FILTER_WORDS: usize = 1024;

/// The word and the bit of a pair in a filter.
fn filter_place(pair: u64) -> (usize, u32) {
    let hash = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
    ((hash >> 6) as usize, (hash & 63) as u32)
}

fn mark(filter: &mut [u64], pair: u64) {
    let (word, bit) = filter_place(pair);
    if let Some(word) = filter.get_mut(word) {
        *word |= 1 << bit;
    }
}

/// Perhaps it was marked; certainly not where this says so.
fn is_marked(filter: &[u64], pair: u64) -> bool {
    let (word, bit) = filter_place(pair);
    filter.get(word).is_some_and(|word| word >> bit & 1 == 1)
}
