//! From the bytes of a journal to the last state that it holds.
//!
//! Invariants: any bytes are taken without a panic; what comes out is a state that was recorded,
//! or nothing; more bytes of the same journal never give an older state.

use super::Origin;
use super::record::{self, MAGIC, Next, Record};
use crate::base::moment::Moment;

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// Whose journal it is; `None` where the beginning is not readable.
    pub origin: Option<Origin>,
    /// When the last readable state was recorded.
    pub last_at: Option<Moment>,
    /// The last readable state: the text of a draft.
    pub body: Option<String>,
    /// Why reading stopped.
    pub damage: Damage,
}

/// Why reading a journal stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// At its end.
    None,
    /// The journal ends inside a record: the last state was being written.
    TornTail,
    /// A record is not the one that belongs there, or the journal is of a later version.
    Broken,
}

/// Reads a journal up to its end or its first bad record.
pub fn replay(bytes: &[u8]) -> Replay {
    let mut state = State::default();
    let damage = match bytes.strip_prefix(MAGIC) {
        Some(records) => state.read(records),
        None if MAGIC.starts_with(bytes) => Damage::TornTail,
        None => Damage::Broken,
    };
    state.finish(damage)
}

#[derive(Default)]
struct State {
    origin: Option<Origin>,
    last_at: Option<Moment>,
    body: Option<Vec<u8>>,
}

impl State {
    fn read(&mut self, mut bytes: &[u8]) -> Damage {
        for index in 0.. {
            match record::next(bytes, index) {
                Next::Record(record, rest) => {
                    if self.take(index, record).is_none() {
                        return Damage::Broken;
                    }
                    bytes = rest;
                }
                Next::End if self.body.is_some() => return Damage::None,
                Next::End | Next::Torn => return Damage::TornTail,
                Next::Bad => return Damage::Broken,
            }
        }
        Damage::Broken
    }

    /// Takes a record in; `None` where it does not belong here, and nothing has changed.
    fn take(&mut self, index: u32, record: Record<'_>) -> Option<()> {
        match (index, record) {
            (0, Record::Header(origin)) => self.origin = Some(origin),
            (1, Record::Snapshot { at, body }) => {
                self.body = Some(body.to_vec());
                self.last_at = Some(at);
            }
            (2.., Record::Delta { at, change }) => {
                change.apply(self.body.as_mut()?)?;
                self.last_at = Some(at);
            }
            _ => return None,
        }
        Some(())
    }

    fn finish(self, damage: Damage) -> Replay {
        let (body, last_at, damage) = match self.body.map(String::from_utf8) {
            None => (None, None, damage),
            Some(Ok(body)) => (Some(body), self.last_at, damage),
            // Every state was a text when it was recorded: these bytes are not ours.
            Some(Err(_)) => (None, None, Damage::Broken),
        };
        Replay {
            origin: self.origin,
            last_at,
            body,
            damage,
        }
    }
}
