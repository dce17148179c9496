//! What a power cut leaves of a simulated disk.
//!
//! What was written and not waited for may be there whole, not at all, by half, as zeros of the
//! same length, or as anything else. Of the changes of a folder's names that were not waited for,
//! the first few have happened, each folder for itself.
//!
//! Limits: a file moved between two folders may be in both or in neither, which is more than many
//! file systems do; the end of a file that is confirmed confirms the file's length.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::state::{Content, FileId, State};
use super::{Fault, Node, SimDisk};

impl SimDisk {
    /// An empty disk that loses its power at the n-th step (from 1): this and every later step
    /// fails, a write after half of its bytes.
    pub fn cut_at(n: usize) -> Self {
        Self::with_faults(move |number, _| {
            (number >= n).then_some(Fault::Error(io::ErrorKind::Other))
        })
    }

    /// What a power cut now would leave, one of the possibilities; the same for the same seed.
    ///
    /// Nothing goes wrong on the disk that is returned, and everything on it is confirmed.
    #[must_use]
    pub fn after_power_cut(&self, seed: u64) -> Self {
        let mut noise = Noise(seed);
        let mut choices = Noise(noise.next());
        let mut choose = |of: usize| choices.below(of);
        Self::holding(self.state().after_power_cut(&mut choose, &mut noise))
    }

    /// What a power cut now could leave, every possibility once; what is arbitrary in them is
    /// one example.
    ///
    /// Their number is a product: 5 for each part of a file that was not waited for, and for each
    /// folder one more than the changes of its names.
    #[must_use]
    pub fn after_every_power_cut(&self) -> Vec<Self> {
        let state = self.state();
        let mut images = Vec::new();
        // The choices of the last image, and out of how many each was made.
        let mut made: Vec<(usize, usize)> = Vec::new();
        loop {
            let mut past = made.clone().into_iter();
            let mut choose = |of: usize| {
                let (choice, _) = past.next().unwrap_or_else(|| {
                    made.push((0, of));
                    (0, of)
                });
                choice
            };
            let image = state.after_power_cut(&mut choose, &mut Noise(0));
            images.push(Self::holding(image));
            while made.pop_if(|(choice, of)| *choice + 1 == *of).is_some() {}
            match made.last_mut() {
                Some((choice, _)) => *choice += 1,
                None => return images,
            }
        }
    }

    fn holding(state: State) -> Self {
        Self {
            state: state.into(),
            ..Self::new()
        }
    }
}

impl State {
    /// What a power cut leaves; `choose` takes one of so many possibilities, counted from 0.
    fn after_power_cut(&self, choose: &mut dyn FnMut(usize) -> usize, noise: &mut Noise) -> Self {
        let names = self.names_after(choose);
        let id_of = |node: &Node| match node {
            Node::File { id, .. } => Some(*id),
            Node::Folder | Node::Link(_) | Node::Other => None,
        };
        let named: BTreeSet<FileId> = names.values().filter_map(id_of).collect();
        // In the order of their making, because the names of a saver may be different each time.
        let left = self.files.iter().enumerate().map(|(id, file)| {
            let is_named = named.contains(&id);
            is_named.then(|| file.after_power_cut(choose, noise))
        });
        let files = left.map(|bytes| Content::confirmed(bytes.unwrap_or_default()));
        let files = files.collect();
        Self {
            nodes: names.clone(),
            confirmed: names,
            files,
            ages: self.ages.clone(),
            ..Self::default()
        }
    }

    fn names_after(&self, choose: &mut dyn FnMut(usize) -> usize) -> BTreeMap<PathBuf, Node> {
        let mut names = self.confirmed.clone();
        let mut seen = BTreeSet::new();
        for folder in self.changes.iter().map(|change| &change.folder) {
            if !seen.insert(folder) {
                continue;
            }
            let changes = self.changes.iter().filter(|other| other.folder == *folder);
            let happened = choose(changes.clone().count() + 1);
            for change in changes.take(happened) {
                change.apply(&mut names);
            }
        }
        // A folder that did not come to be takes what is in it along.
        let is_gone = |path: &Path| {
            let there = self.nodes.contains_key(path);
            there && !matches!(names.get(path), Some(Node::Folder))
        };
        let mut left = names.clone();
        left.retain(|path, _| !path.ancestors().skip(1).any(is_gone));
        left
    }
}

impl Content {
    /// The bytes that a power cut leaves.
    fn after_power_cut(
        &self,
        choose: &mut dyn FnMut(usize) -> usize,
        noise: &mut Noise,
    ) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        // From the end: only where nothing follows does a part that is missing shorten the file.
        for part in self.doubtful().rev() {
            let half = part.start + part.len() / 2;
            match choose(5) {
                0 => {}
                1 => drop_part(&mut bytes, part),
                2 => drop_part(&mut bytes, half..part.end),
                3 => overwrite(&mut bytes, part, || 0),
                _ => overwrite(&mut bytes, part, || noise.byte()),
            }
        }
        bytes
    }
}

/// Shortens the file by its last part; another part becomes a hole, which reads as zeros.
fn drop_part(bytes: &mut Vec<u8>, part: Range<usize>) {
    if part.end == bytes.len() {
        bytes.truncate(part.start);
    } else {
        overwrite(bytes, part, || 0);
    }
}

fn overwrite(bytes: &mut [u8], part: Range<usize>, mut byte: impl FnMut() -> u8) {
    for place in bytes.get_mut(part).into_iter().flatten() {
        *place = byte();
    }
}

/// Numbers without a pattern, the same for the same seed: `splitmix64`.
struct Noise(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
const FACTOR_A: u64 = 0xBF58_476D_1CE4_E5B9;
const FACTOR_B: u64 = 0x94D0_49BB_1331_11EB;

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(FACTOR_A);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(FACTOR_B);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `n` - 1.
    fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % n).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        let [byte, ..] = self.next().to_le_bytes();
        byte
    }
}

#[cfg(test)]
mod tests;
