//! The records of a journal as bytes: length, checksum, content.
//!
//! `[length: u32][crc32: u32][payload]`, little end first; the checksum is that of the record's
//! number and the payload, so that a record that was doubled or moved does not fit. Invariant:
//! reading takes any bytes, and copies none.

use super::Origin;
use crate::base::moment::Moment;
use crate::store::ContentHash;
use crate::store::disk::paths;

/// The first line of a journal.
pub(super) const MAGIC: &[u8] = b"mubiao-journal 1\n";

/// The version of the program that wrote a journal, for whoever looks at one by hand.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

const HEADER: u8 = 1;
const SNAPSHOT: u8 = 2;
const DELTA: u8 = 3;

const NOTHING: u8 = 0;
const SOMETHING: u8 = 1;

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Record<'a> {
    /// The first: whose journal it is.
    Header(Origin),
    /// The second: a whole text.
    Snapshot {
        /// When it was recorded.
        at: Moment,
        /// The text.
        body: &'a [u8],
    },
    /// Every other: what became of the text.
    Delta {
        /// When it was recorded.
        at: Moment,
        /// What changed.
        change: Change<'a>,
    },
}

/// The difference of two texts, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change<'a> {
    /// Where it begins.
    pub(super) start: usize,
    /// How many bytes are taken away there.
    pub(super) removed: usize,
    /// What comes in their place.
    pub(super) inserted: &'a [u8],
    /// The CRC-32 of the whole text after the change.
    pub(super) sum: u32,
}

impl<'a> Change<'a> {
    /// What has to be done to the old text to get the new one.
    pub(super) fn between(old: &[u8], new: &'a [u8]) -> Self {
        let same = |pair: &(&u8, &u8)| pair.0 == pair.1;
        let start = old.iter().zip(new).take_while(same).count();
        let (_, old_rest) = old.split_at(start);
        let (_, new_rest) = new.split_at(start);
        let pairs = old_rest.iter().rev().zip(new_rest.iter().rev());
        let end = pairs.take_while(same).count();
        let (inserted, _) = new_rest.split_at(new_rest.len() - end);
        Self {
            start,
            removed: old_rest.len() - end,
            inserted,
            sum: crc32fast::hash(new),
        }
    }

    /// Changes a text; `None` where the change does not belong to it, and it stays as it is.
    pub(super) fn apply(&self, body: &mut Vec<u8>) -> Option<()> {
        let end = self.start.checked_add(self.removed)?;
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(body.get(..self.start)?);
        hasher.update(self.inserted);
        hasher.update(body.get(end..)?);
        if hasher.finalize() != self.sum {
            return None;
        }
        body.splice(self.start..end, self.inserted.iter().copied());
        Some(())
    }
}

impl<'a> Record<'a> {
    /// The bytes of the record as the `index`-th of its journal, from 0.
    pub(super) fn encode(&self, index: u32) -> Vec<u8> {
        let payload = self.payload();
        let mut bytes = Vec::with_capacity(FRAME + payload.len());
        bytes.extend((payload.len() as u32).to_le_bytes());
        bytes.extend(sum_of(index, &payload).to_le_bytes());
        bytes.extend(payload);
        bytes
    }

    fn payload(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self {
            Self::Header(origin) => {
                bytes.push(HEADER);
                put_short(&mut bytes, PROGRAM);
                put_base(&mut bytes, origin.base);
                put_file(&mut bytes, origin);
            }
            Self::Snapshot { at, body } => {
                bytes.push(SNAPSHOT);
                put_short(&mut bytes, &at.to_string());
                bytes.extend(*body);
            }
            Self::Delta { at, change } => {
                bytes.push(DELTA);
                put_short(&mut bytes, &at.to_string());
                bytes.extend((change.start as u32).to_le_bytes());
                bytes.extend((change.removed as u32).to_le_bytes());
                bytes.extend(change.sum.to_le_bytes());
                bytes.extend(change.inserted);
            }
        }
        bytes
    }

    /// Reads a payload; `None` where it is none that this version writes.
    fn parse(payload: &'a [u8]) -> Option<Self> {
        let mut fields = Fields(payload);
        Some(match fields.byte()? {
            HEADER => {
                fields.short()?;
                let base = match fields.byte()? {
                    NOTHING => None,
                    SOMETHING => Some(fields.hash()?),
                    _ => return None,
                };
                let file = match fields.byte()? {
                    NOTHING => None,
                    SOMETHING => Some(paths::from_bytes(fields.0)),
                    _ => return None,
                };
                Self::Header(Origin { file, base })
            }
            SNAPSHOT => Self::Snapshot {
                at: fields.moment()?,
                body: fields.0,
            },
            DELTA => Self::Delta {
                at: fields.moment()?,
                change: Change {
                    start: fields.number()? as usize,
                    removed: fields.number()? as usize,
                    sum: fields.number()?,
                    inserted: fields.0,
                },
            },
            _ => return None,
        })
    }
}

/// How many bytes stand before the payload of a record.
const FRAME: usize = 8;

fn sum_of(index: u32, payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&index.to_le_bytes());
    hasher.update(payload);
    hasher.finalize()
}

/// A text of at most 255 bytes; versions and moments are far shorter.
fn put_short(bytes: &mut Vec<u8>, text: &str) {
    let text = text.as_bytes();
    let text = text.get(..usize::from(u8::MAX)).unwrap_or(text);
    bytes.push(text.len() as u8);
    bytes.extend(text);
}

fn put_base(bytes: &mut Vec<u8>, base: Option<ContentHash>) {
    match base {
        None => bytes.push(NOTHING),
        Some(ContentHash { length, crc32 }) => {
            bytes.push(SOMETHING);
            bytes.extend(length.to_le_bytes());
            bytes.extend(crc32.to_le_bytes());
        }
    }
}

fn put_file(bytes: &mut Vec<u8>, origin: &Origin) {
    match &origin.file {
        None => bytes.push(NOTHING),
        Some(file) => {
            bytes.push(SOMETHING);
            bytes.extend(paths::to_bytes(file));
        }
    }
}

/// What comes next in the bytes of a journal.
#[derive(Debug)]
pub(super) enum Next<'a> {
    /// A record, and the bytes behind it.
    Record(Record<'a>, &'a [u8]),
    /// Nothing.
    End,
    /// A beginning of a record.
    Torn,
    /// Bytes that are not the record which belongs here.
    Bad,
}

/// Reads the `index`-th record, from 0.
pub(super) fn next(bytes: &[u8], index: u32) -> Next<'_> {
    if bytes.is_empty() {
        return Next::End;
    }
    let mut fields = Fields(bytes);
    let Some((length, sum)) = fields.number().zip(fields.number()) else {
        return Next::Torn;
    };
    let Some(payload) = fields.take(length as usize) else {
        return Next::Torn;
    };
    match Record::parse(payload) {
        Some(record) if sum == sum_of(index, payload) => Next::Record(record, fields.0),
        _ => Next::Bad,
    }
}

/// Bytes that are taken from the front, field by field.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn short(&mut self) -> Option<&'a str> {
        let length = self.byte()?;
        str::from_utf8(self.take(length.into())?).ok()
    }

    fn moment(&mut self) -> Option<Moment> {
        self.short()?.parse().ok()
    }

    fn hash(&mut self) -> Option<ContentHash> {
        Some(ContentHash {
            length: self.array().map(u64::from_le_bytes)?,
            crc32: self.number()?,
        })
    }
}
