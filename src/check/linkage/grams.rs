//! `Grams`: in which rows a short run of letters occurs; open addressing, no allocation per run.
//!
//! Invariant: names are added before other texts, so that a row that carries a run in its name is
//! never crowded out by rows that only mention it.

/// So many rows of a run are remembered; a run in more rows says nothing about any of them.
pub(super) const REMEMBERED: usize = 4;

/// What a run of letters says in the text where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In prose.
    Prose,
    /// In what is to be done.
    Content,
    /// Inside a name, where two words may meet by chance: 年人 in 青年人才.
    Inner,
    /// In a name, at the edge of what it says.
    Name,
}

/// A run of letters with the rows that have it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gram {
    key: u64,
    rows: [u16; REMEMBERED],
    /// How many rows have it; above [`REMEMBERED`] only that there are more.
    n: u8,
    /// One bit per remembered row: it stands in its name.
    named: u8,
    /// One bit per remembered row: it stands at an edge of its name.
    edge: u8,
    /// One bit per remembered row: it stands in its name or content.
    solid: u8,
}

impl Gram {
    /// How many rows have it.
    pub(super) fn n_rows(&self) -> usize {
        self.n as usize
    }

    /// In how many names it stands.
    pub(super) fn n_names(&self) -> usize {
        self.named.count_ones() as usize
    }

    /// The rows that are remembered, each with the best place there.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u16, Place)> {
        let Self {
            named, edge, solid, ..
        } = *self;
        let known = self.n_rows().min(REMEMBERED);
        let rows = self.rows.into_iter().take(known).enumerate();
        rows.map(move |(nth, row)| {
            let has = |bits: u8| bits >> nth & 1 == 1;
            let place = match () {
                () if has(edge) => Place::Name,
                () if has(named) => Place::Inner,
                () if has(solid) => Place::Content,
                () => Place::Prose,
            };
            (row, place)
        })
    }

    fn add(&mut self, row: u16, place: Place) {
        let known = self.n_rows().min(REMEMBERED);
        let here = self.rows.iter().take(known).position(|other| *other == row);
        let nth = here.unwrap_or_else(|| {
            if let Some(free) = self.rows.get_mut(known) {
                *free = row;
            }
            let full = REMEMBERED as u8 + 1;
            self.n = self.n.saturating_add(1).min(full);
            known
        });
        if nth < REMEMBERED {
            self.edge |= u8::from(place == Place::Name) << nth;
            self.named |= u8::from(place >= Place::Inner) << nth;
            self.solid |= u8::from(place != Place::Prose) << nth;
        }
    }
}

/// All runs of one length.
#[derive(Debug, Clone)]
pub(super) struct Grams {
    slots: Vec<Gram>,
    /// The upper bits of a hash are the slot.
    shift: u32,
}

impl Grams {
    /// Room for so many runs, all different.
    pub(super) fn with_room(n: usize) -> Self {
        let n_slots = (n * 2).next_power_of_two().max(16);
        Self {
            slots: vec![Gram::default(); n_slots],
            shift: u64::BITS - n_slots.trailing_zeros(),
        }
    }

    /// The row has this run there. `key` is not 0; runs beyond the room are left out.
    pub(super) fn add(&mut self, key: u64, row: u16, place: Place) {
        let found = self.slot(key);
        if let Some(gram) = found.and_then(|slot| self.slots.get_mut(slot)) {
            gram.key = key;
            gram.add(row, place);
        }
    }

    /// The run, where a row has it.
    pub(super) fn find(&self, key: u64) -> Option<&Gram> {
        let gram = self.slots.get(self.slot(key)?)?;
        (gram.key == key).then_some(gram)
    }

    /// Where the run is, or could be put.
    fn slot(&self, key: u64) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let start = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize;
        (0..self.slots.len())
            .map(|step| (start + step) & mask)
            .find(|slot| {
                let here = self.slots.get(*slot).map_or(0, |gram| gram.key);
                here == key || here == 0
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_knows_its_rows_and_where_it_stands_in_them() {
        let mut grams = Grams::with_room(8);
        grams.add(7, 3, Place::Name);
        grams.add(7, 5, Place::Prose);
        grams.add(7, 5, Place::Content);
        grams.add(7, 5, Place::Prose);
        let gram = grams.find(7).unwrap();
        assert_eq!((gram.n_rows(), gram.n_names()), (2, 1));
        let rows: Vec<_> = gram.rows().collect();
        assert_eq!(rows, [(3, Place::Name), (5, Place::Content)]);
        assert!(grams.find(8).is_none());
    }

    #[test]
    fn a_run_in_many_rows_is_only_counted() {
        let mut grams = Grams::with_room(2);
        (0..9).for_each(|row| grams.add(7, row, Place::Name));
        let gram = grams.find(7).unwrap();
        assert_eq!((gram.n_rows(), gram.n_names()), (5, 4));
        assert_eq!(gram.rows().count(), 4);
    }

    #[test]
    fn a_full_table_loses_runs_and_nothing_else() {
        let mut grams = Grams::with_room(4);
        (1..100).for_each(|key| grams.add(key, 1, Place::Name));
        assert!(grams.find(1).is_some());
        assert!(grams.find(99).is_none());
    }
}
