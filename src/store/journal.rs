//! The journal of an open draft: what was typed since it last agreed with its file.
//!
//! A journal is there only while there are changes that no file has. It is a first line, then
//! records: whose it is, the text of the draft (`format::body`), and for every later state the
//! one place where the text differs from the state before. Whole texts rather than edits: no
//! change can be forgotten, and a later version reads the result as it reads any draft.
//!
//! Invariants:
//!
//! - a journal that takes the place of another is complete and on the disk before it does;
//! - after a failed write, whose beginning may be on the disk, nothing is added to the journal:
//!   the next record makes a new one;
//! - reading one takes bounded memory and time: a journal is at most [`MAX_BYTES`] long, and is
//!   made anew before replaying it gets slow.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Attributes, Disk};
use super::hash::ContentHash;
use crate::base::moment::Moment;

mod record;
pub mod replay;

pub use replay::{Damage, Replay, replay};

use record::{Change, MAGIC, Record};

/// The longest journal, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What the name of a journal has at its end until it is complete.
pub(super) const NEW_END: &str = ".new";

/// Changes may take this many bytes before a journal is made anew, however short the text is.
const ROOM_FOR_CHANGES: u64 = 256 * 1024;

/// Changes may take this many times the bytes of the whole text, where that is more.
const CHANGES_PER_TEXT: u64 = 4;

/// Replaying passes over the whole text for every change: at most so many bytes in all, about a
/// second's work.
const MAX_REPLAYED: u64 = 1024 * 1024 * 1024;

/// Journals hold what is written in somebody's draft, wherever their folder comes from.
const PRIVATE: Attributes = Attributes {
    mode: Some(0o600),
    owner: None,
};

/// Which file the draft of a journal belongs to, and what that held when they last agreed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file, from the root; `None` for a draft that was never saved.
    pub file: Option<PathBuf>,
    /// What the file held.
    pub base: Option<ContentHash>,
}

/// What recording a state did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Recorded {
    /// Nothing: the journal holds this state already.
    Unchanged,
    /// The change was added to the journal.
    Appended,
    /// The journal was made, or made anew.
    Rewritten,
}

/// Writes the journal of one open draft.
#[derive(Debug)]
pub struct JournalWriter {
    path: PathBuf,
    /// `None` where there is no journal, or one with an end that is not known.
    written: Option<Written>,
}

/// What a journal holds that was written without an error.
#[derive(Debug)]
struct Written {
    origin: Origin,
    /// The last state.
    body: String,
    /// How many records there are.
    records: u32,
    /// The length of the journal, in bytes.
    length: u64,
    /// The length of its first text, in bytes.
    snapshot: u64,
    /// What the changes take, in bytes.
    changes: u64,
    /// What replaying the changes passes over, in bytes.
    replayed: u64,
}

impl JournalWriter {
    /// A writer that has not written yet; a journal that stands there will be replaced.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            written: None,
        }
    }

    /// Where the journal stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Records a state: the text that `format::body` gives for the draft.
    ///
    /// # Errors
    /// What the system said, or [`io::ErrorKind::FileTooLarge`] for a text that no journal can
    /// hold. The journal holds the last recorded state, or this one; the next call makes it anew.
    pub fn record(
        &mut self,
        disk: &dyn Disk,
        origin: &Origin,
        body: &str,
        at: Moment,
    ) -> io::Result<Recorded> {
        let fits = |written: &Written| written.origin == *origin;
        // Until a write succeeds, the end of the journal is not known.
        let present = self.written.take().filter(fits);
        if let Some(mut written) = present.filter(|written| written.is_in(disk, &self.path)) {
            if written.body == body {
                self.written = Some(written);
                return Ok(Recorded::Unchanged);
            }
            let change = Change::between(written.body.as_bytes(), body.as_bytes());
            let bytes = Record::Delta { at, change }.encode(written.records);
            if written.has_room_for(bytes.len() as u64, body.len() as u64) {
                disk.append(&self.path, &bytes)?;
                written.add(bytes.len() as u64, body);
                self.written = Some(written);
                return Ok(Recorded::Appended);
            }
        }
        self.written = Some(write_anew(disk, &self.path, origin, body, at)?);
        Ok(Recorded::Rewritten)
    }

    /// Removes the journal, because its draft agrees with the file or was given up.
    ///
    /// # Errors
    /// What the system said; the journal may still be there.
    pub fn forget(&mut self, disk: &dyn Disk) -> io::Result<()> {
        self.written = None;
        remove(disk, &self.path)
    }
}

impl Written {
    /// The file is there and as long as it was left: nobody removed it, and the disk did not lie
    /// when it said that it had the bytes.
    fn is_in(&self, disk: &dyn Disk, path: &Path) -> bool {
        disk.metadata(path)
            .is_ok_and(|found| found.length == self.length)
    }

    /// A change of this many bytes, to a text of this many, may be added.
    fn has_room_for(&self, bytes: u64, body: u64) -> bool {
        let most = ROOM_FOR_CHANGES.max(self.snapshot.saturating_mul(CHANGES_PER_TEXT));
        self.changes + bytes <= most
            && self.length + bytes <= MAX_BYTES
            && self.replayed + body <= MAX_REPLAYED
    }

    fn add(&mut self, bytes: u64, body: &str) {
        body.clone_into(&mut self.body);
        self.records += 1;
        self.length += bytes;
        self.changes += bytes;
        self.replayed += body.len() as u64;
    }
}

/// Makes a complete journal with one state, which takes the place of any that is there.
fn write_anew(
    disk: &dyn Disk,
    path: &Path,
    origin: &Origin,
    body: &str,
    at: Moment,
) -> io::Result<Written> {
    let header = Record::Header(origin.clone());
    let text = body.as_bytes();
    let snapshot = Record::Snapshot { at, body: text };
    let bytes = [MAGIC, &header.encode(0), &snapshot.encode(1)].concat();
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    replace(disk, path, &bytes)?;
    Ok(Written {
        origin: origin.clone(),
        body: body.to_owned(),
        records: 2,
        length: bytes.len() as u64,
        snapshot: body.len() as u64,
        changes: 0,
        replayed: 0,
    })
}

fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = disk::folder_of(path);
    let new = new_path(path);
    // The folder may have been removed since the last time.
    disk.make_folder(folder)?;
    remove_if_there(disk, &new)?;
    if let Err(err) = disk.create_new(&new, bytes, Some(PRIVATE)) {
        disk.remove(&new).ok();
        return Err(err);
    }
    // Some disks say that they wrote what they did not.
    if disk.read(&new, MAX_BYTES)? != bytes {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // Where this fails the new journal stays: it is complete, and recovery knows its name.
    disk.rename(&new, path)?;
    disk.sync_folder(folder)
}

/// The name that a journal has until it is complete.
pub(super) fn new_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(NEW_END);
    name.into()
}

/// Removes a journal and what was to take its place; what is not there is fine.
pub(super) fn remove(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    // In this order: a new journal that is left alone would be taken for the journal.
    remove_if_there(disk, &new_path(path))?;
    remove_if_there(disk, path)
}

fn remove_if_there(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.remove(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests;
