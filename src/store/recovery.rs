//! What sessions that died left behind: found, judged, and kept until a person decides.
//!
//! Invariants: the journals of a living session are not touched; two windows are not offered the
//! same journal; a journal is removed unasked only where it was read without a gap, its session
//! is known to be dead, and its draft is the one in the file or has nothing written in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{self, Disk, Held, Kind};
use super::format::{self, Loaded};
use super::journal::{self, Damage, Origin, Replay};
use super::load::{self, LoadError};
use super::places::Places;
use super::session::{self, Owned};
use crate::base::moment::Moment;
use crate::model::{Draft, Entry};

/// A journal whose session died.
#[derive(Debug)]
pub struct Leftover {
    /// Where the journal stands.
    pub journal: PathBuf,
    /// The file that its draft belongs to.
    pub origin: Origin,
    /// When the last readable state was recorded.
    pub last_at: Option<Moment>,
    /// The last readable state.
    pub content: Content,
    /// What became of the file.
    pub base: Base,
    /// Why reading the journal stopped.
    pub damage: Damage,
    /// The lock of its session, as long as any of its journals is looked at: no other window
    /// offers them meanwhile. `None` where the file system has no locks.
    held: Option<Arc<dyn Held>>,
}

/// What a journal holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A draft; its rows are numbered from 1 in the order of the form.
    Draft(Box<Draft>),
    /// A text that this version cannot read as a draft.
    Text(String),
    /// Nothing that can be read.
    Raw,
}

/// What became of the file that a journal belongs to.
#[derive(Debug)]
pub enum Base {
    /// The draft was never saved.
    Unnamed,
    /// It holds what it held when the journal was begun.
    Unchanged(Box<Loaded>),
    /// It holds something else now.
    Changed(Box<Loaded>),
    /// It is there and cannot be read.
    Unreadable(LoadError),
    /// It is gone.
    Missing,
}

/// Looks for journals of sessions that died, the newest first.
///
/// To be called before the own session writes its first journal: where the file system has no
/// locks, the journals of living sessions are found too. A file that stands on a share which
/// does not answer is waited for, as whenever one is opened.
pub fn find(disk: &dyn Disk, places: &Places) -> Vec<Leftover> {
    let folder = places.journals();
    let mut found = Vec::new();
    for (id, journals) in sessions_in(disk, &folder) {
        let held: Option<Arc<dyn Held>> = match disk.lock(&session::lock_path(&folder, &id)) {
            Ok(Some(held)) => Some(held.into()),
            Ok(None) => continue,
            Err(_) => None,
        };
        if journals.is_empty() && held.is_some() {
            session::remove_lock(disk, &folder, &id);
        }
        let leftovers = journals
            .into_iter()
            .filter_map(|path| examine(disk, path, held.clone()));
        found.extend(leftovers);
    }
    found.sort_by(|a, b| {
        let by_time = b.last_at.cmp(&a.last_at);
        by_time.then_with(|| a.journal.cmp(&b.journal))
    });
    found
}

/// The sessions that left something in a folder, each with its journals.
fn sessions_in(disk: &dyn Disk, folder: &Path) -> BTreeMap<String, BTreeSet<PathBuf>> {
    let mut sessions: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for name in disk.list(folder).unwrap_or_default() {
        let Some(owned) = Owned::of(&name) else {
            continue;
        };
        let journals = sessions.entry(owned.id().to_owned()).or_default();
        if let Owned::Journal { name, .. } = owned {
            journals.insert(folder.join(name));
        }
    }
    sessions
}

/// Reads and judges a journal; `None` where there is nothing to recover.
fn examine(disk: &dyn Disk, path: PathBuf, held: Option<Arc<dyn Held>>) -> Option<Leftover> {
    let Replay {
        origin,
        last_at,
        body,
        damage,
    } = read(disk, &path)?;
    let origin = origin.unwrap_or_default();
    let leftover = Leftover {
        base: base_of(disk, &origin),
        content: content_of(body),
        journal: path,
        origin,
        last_at,
        damage,
        held,
    };
    if !leftover.is_empty() {
        return Some(leftover);
    }
    if leftover.held.is_some() {
        // What cannot be removed is judged again the next time.
        forget(disk, &leftover).ok();
    }
    None
}

/// What a journal holds; `None` where there is no such file any more.
fn read(disk: &dyn Disk, path: &Path) -> Option<Replay> {
    // A new journal with its first text is complete, and newer than the one it was to replace.
    if let Some(Ok(new)) = read_file(disk, &journal::new_path(path))
        && new.body.is_some()
    {
        return Some(new);
    }
    read_file(disk, path)?.ok().or(Some(Replay {
        origin: None,
        last_at: None,
        body: None,
        damage: Damage::Broken,
    }))
}

fn read_file(disk: &dyn Disk, path: &Path) -> Option<io::Result<Replay>> {
    match load_bytes(disk, path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => None,
        Err(err) => Some(Err(err)),
        Ok(bytes) => Some(Ok(journal::replay(&bytes))),
    }
}

/// The bytes of a journal, no more than one can have.
///
/// Only files are opened: opening a pipe could wait for ever.
fn load_bytes(disk: &dyn Disk, path: &Path) -> io::Result<Vec<u8>> {
    match disk.metadata(path)?.kind {
        Kind::File => disk.read(path, journal::MAX_BYTES),
        Kind::Folder | Kind::Link | Kind::Other => Err(io::ErrorKind::NotFound.into()),
    }
}

fn content_of(body: Option<String>) -> Content {
    let Some(text) = body else {
        return Content::Raw;
    };
    match format::read(text.as_bytes()) {
        Ok(loaded) => Content::Draft(Box::new(loaded.draft)),
        Err(_) => Content::Text(text),
    }
}

fn base_of(disk: &dyn Disk, origin: &Origin) -> Base {
    let Some(file) = &origin.file else {
        return Base::Unnamed;
    };
    match load::load(disk, file) {
        Ok(loaded) if Some(loaded.content_hash) == origin.base => Base::Unchanged(Box::new(loaded)),
        Ok(loaded) => Base::Changed(Box::new(loaded)),
        Err(LoadError::NotFound { .. }) => Base::Missing,
        Err(err) => Base::Unreadable(err),
    }
}

impl Leftover {
    /// The session that left it, where its lock is held here: nobody else can take the session
    /// for alive or for dead meanwhile.
    pub fn held_session(&self) -> Option<&str> {
        self.held.as_ref()?;
        let owned = Owned::of(self.journal.file_name()?)?;
        Some(owned.id())
    }

    /// There is nothing to recover: what it holds is in the file, or was never typed.
    fn is_empty(&self) -> bool {
        let Content::Draft(draft) = &self.content else {
            return false;
        };
        // Behind a bad record there may be later states for patient people.
        if self.damage == Damage::Broken {
            return false;
        }
        match &self.base {
            Base::Unnamed => is_blank(draft),
            Base::Unchanged(file) | Base::Changed(file) => file.draft == **draft,
            Base::Missing | Base::Unreadable(_) => false,
        }
    }
}

/// Nothing is written in the draft but what a new one has.
fn is_blank(draft: &Draft) -> bool {
    let year = match draft.year {
        Entry::Value(year) => Some(year),
        Entry::Empty | Entry::Raw(_) => None,
    };
    *draft == Draft::blank(draft.template.as_str(), year)
}

/// Removes a journal, because its draft was taken over or a person gave it up.
///
/// # Errors
/// What the system said; the journal may still be there.
pub fn forget(disk: &dyn Disk, leftover: &Leftover) -> io::Result<()> {
    journal::remove(disk, &leftover.journal)?;
    let folder = disk::folder_of(&leftover.journal);
    let name = leftover.journal.file_name().and_then(Owned::of);
    if let Some(owned) = name {
        session::remove_lock(disk, folder, owned.id());
    }
    Ok(())
}

/// What a person gets who wants to look for themselves: the text that was readable, or else the
/// bytes of the journal.
///
/// # Errors
/// What the system said about reading the journal.
pub fn raw(disk: &dyn Disk, leftover: &Leftover) -> io::Result<Vec<u8>> {
    match &leftover.content {
        Content::Draft(draft) => Ok(format::body(draft).into_bytes()),
        Content::Text(text) => Ok(text.clone().into_bytes()),
        Content::Raw => load_bytes(disk, &leftover.journal),
    }
}

#[cfg(test)]
mod tests;
