//! Earlier versions of drafts, each an ordinary draft file in the user's own folder.
//!
//! Below [`Places::versions`] each draft file has a folder, and in it `origin.txt`, which says
//! where the file is, and the versions. Invariants: a version is whole or not there; what is not
//! named like a version is neither listed nor removed; opening a version removes nothing.

use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk};
use super::places::Places;
use super::save::{SaveError, save_atomically};
use crate::base::date::Date;
use crate::base::moment::Moment;

mod name;
mod thinning;

#[cfg(test)]
mod tests;

pub use name::{Kind, Stamp};
pub use thinning::{DAILY_DAYS, DISCARDED_DAYS, MONTHLY_MONTHS, thinned};

/// An earlier version of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// A draft file like any other.
    pub path: PathBuf,
    /// When it was kept.
    pub at: Moment,
    /// Why it was kept.
    pub kind: Kind,
    /// A person wants it kept for ever.
    pub is_pinned: bool,
    /// Its size.
    pub bytes: u64,
}

impl Version {
    /// What its name says.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            at: self.at,
            kind: self.kind,
            is_pinned: self.is_pinned,
        }
    }
}

/// What became of a state that was to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Kept {
    /// It is a version now, under this path.
    Written(PathBuf),
    /// The newest version has the same bytes.
    Known,
}

/// A draft of which there are versions, wherever its file is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDraft {
    /// The folder with its versions, for [`list_in`].
    pub folder: PathBuf,
    /// The path of its file when the first version was kept, as it is shown; `None` for drafts
    /// that had no file.
    pub origin: Option<String>,
    /// When the newest version was kept.
    pub newest: Moment,
    /// How many versions there are, at least 1.
    pub count: usize,
}

/// Whether a version is kept for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// For ever.
    Keep,
    /// As long as its age allows.
    Release,
}

/// What all versions together may take, for [`shrink`].
pub const MAX_TOTAL_BYTES: u64 = 256 * 1024 * 1024;

const ORIGIN: &str = "origin.txt";
const MAX_ORIGIN_BYTES: u64 = 64 * 1024;

/// Keeps a state of a draft as a version, and removes versions that are no longer needed.
///
/// `file` is the full path of the draft's file, `None` while it has none. A state of the file is
/// not written again where the newest such state has the same bytes, nor is a discarded one where
/// the newest discarded one has. Where a version of that moment exists, the next free one is taken.
///
/// # Errors
/// The version could not be written; all others are as they were. That old ones could not be
/// removed is no error.
pub fn keep(
    disk: &dyn Disk,
    places: &Places,
    file: Option<&Path>,
    kind: Kind,
    bytes: &[u8],
    at: Moment,
) -> Result<Kept, SaveError> {
    let folder = folder_of(places, file);
    let to_error = |err| SaveError::from_io(&folder, err);
    disk.make_folder(&folder).map_err(to_error)?;
    let versions = list_in(disk, &folder).map_err(to_error)?;
    if is_known(disk, &versions, kind, bytes) {
        note_origin(disk, &folder, file);
        return Ok(Kept::Known);
    }
    let no_moment = || to_error(io::ErrorKind::AlreadyExists.into());
    let at = free_moment(&versions, at).ok_or_else(no_moment)?;
    let stamp = Stamp {
        at,
        kind,
        is_pinned: false,
    };
    let path = folder.join(stamp.to_string());
    let _durable_or_not = save_atomically(disk, &path, bytes)?;
    note_origin(disk, &folder, file);
    thin(disk, &folder, at.date());
    Ok(Kept::Written(path))
}

/// The versions of a file, newest first; of drafts without a file where it is `None`.
pub fn list(disk: &dyn Disk, places: &Places, file: Option<&Path>) -> io::Result<Vec<Version>> {
    list_in(disk, &folder_of(places, file))
}

/// The versions in a folder, newest first; none where there is no such folder.
pub fn list_in(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<Version>> {
    let mut versions = Vec::new();
    for name in names_in(disk, folder)? {
        let Some(stamp) = name.to_str().and_then(Stamp::of_name) else {
            continue;
        };
        let path = folder.join(name);
        match disk.metadata(&path) {
            Ok(found) if found.kind == disk::Kind::File => versions.push(Version {
                path,
                at: stamp.at,
                kind: stamp.kind,
                is_pinned: stamp.is_pinned,
                bytes: found.length,
            }),
            Ok(_) => {}
            // Another window thins this folder at the same time.
            Err(err) if err.kind() == io::ErrorKind::NotFound => {}
            Err(err) => return Err(err),
        }
    }
    versions.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.path.cmp(&a.path)));
    Ok(versions)
}

/// All drafts of which there are versions, the one with the newest version first.
///
/// A folder that cannot be read is left out, so that it does not hide the others.
pub fn drafts(disk: &dyn Disk, places: &Places) -> io::Result<Vec<KnownDraft>> {
    let mut drafts = Vec::new();
    for (folder, versions) in all(disk, places)? {
        if let Some(newest) = versions.first() {
            drafts.push(KnownDraft {
                origin: origin_of(disk, &folder),
                folder,
                newest: newest.at,
                count: versions.len(),
            });
        }
    }
    drafts.sort_by(|a, b| {
        let newest_first = b.newest.cmp(&a.newest);
        newest_first.then_with(|| a.folder.cmp(&b.folder))
    });
    Ok(drafts)
}

/// Has a version kept for ever, or no longer so; returns it under its new name.
///
/// # Errors
/// What the system said; the version is as it was.
pub fn pin(disk: &dyn Disk, version: &Version, pin: Pin) -> io::Result<Version> {
    let mut renamed = version.clone();
    renamed.is_pinned = match pin {
        Pin::Keep => true,
        Pin::Release => false,
    };
    if renamed.is_pinned == version.is_pinned {
        return Ok(renamed);
    }
    let folder = disk::folder_of(&version.path);
    renamed.path = folder.join(renamed.stamp().to_string());
    // A file of that name would be replaced.
    match disk.metadata(&renamed.path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => {}
        Err(err) => return Err(err),
        Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
    }
    disk.rename(&version.path, &renamed.path)?;
    // The version is there under one of its names even where the disk does not confirm this.
    disk.sync_folder(folder).ok();
    Ok(renamed)
}

/// Removes versions until all of them together take no more than so many bytes; returns how many
/// they take then.
///
/// First go those that thinning would remove, then states that files had, and last the newest
/// state of each file, always the oldest first. The bound is soft: pinned versions, those of
/// today and of the future, and what was discarded within 30 days are never removed, and what
/// cannot be removed stays.
pub fn shrink(
    disk: &dyn Disk,
    places: &Places,
    today: Date,
    max_total_bytes: u64,
) -> io::Result<u64> {
    let mut total = 0_u64;
    let mut candidates = Vec::new();
    for (_, versions) in all(disk, places)? {
        total += versions.iter().map(|version| version.bytes).sum::<u64>();
        candidates.extend(removable(versions, today));
    }
    candidates.sort_by(|(turn_a, a), (turn_b, b)| {
        let by_turn_and_age = turn_a.cmp(turn_b).then_with(|| a.at.cmp(&b.at));
        by_turn_and_age.then_with(|| a.path.cmp(&b.path))
    });
    for (_, version) in candidates {
        if total <= max_total_bytes {
            break;
        }
        if disk.remove(&version.path).is_ok() {
            total = total.saturating_sub(version.bytes);
        }
    }
    Ok(total)
}

/// What goes first where room is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Thinning would remove it.
    NotNeeded,
    /// There is a newer state of its file.
    Older,
    /// The newest state of its file.
    Newest,
}

/// The versions of one draft, newest first, that may go where room is short.
fn removable(versions: Vec<Version>, today: Date) -> Vec<(Turn, Version)> {
    let stamps: Vec<Stamp> = versions.iter().map(Version::stamp).collect();
    let not_needed = thinning::not_needed(&stamps, today);
    let newest = stamps.iter().position(|stamp| stamp.kind.was_in_the_file());
    let versions = versions.into_iter().enumerate();
    let removable =
        versions.filter(|(_, version)| !thinning::is_protected(&version.stamp(), today));
    let with_turn = removable.map(|(place, version)| {
        let turn = if not_needed.binary_search(&place).is_ok() {
            Turn::NotNeeded
        } else if newest == Some(place) {
            Turn::Newest
        } else {
            Turn::Older
        };
        (turn, version)
    });
    with_turn.collect()
}

fn folder_of(places: &Places, file: Option<&Path>) -> PathBuf {
    places.versions().join(name::folder_name(file))
}

/// The folders of all drafts with their versions.
fn all(disk: &dyn Disk, places: &Places) -> io::Result<Vec<(PathBuf, Vec<Version>)>> {
    let versions = places.versions();
    let mut names = names_in(disk, &versions)?;
    names.sort();
    let folders = names.into_iter().map(|name| versions.join(name));
    let read = folders.filter_map(|folder| {
        let found = disk.metadata(&folder).ok()?;
        let is_folder = found.kind == disk::Kind::Folder;
        let versions = is_folder.then(|| list_in(disk, &folder))?.ok()?;
        Some((folder, versions))
    });
    Ok(read.collect())
}

fn names_in(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    match disk.list(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        result => result,
    }
}

/// The newest version of this sort has these bytes; one that cannot be read does not count.
fn is_known(disk: &dyn Disk, versions: &[Version], kind: Kind, bytes: &[u8]) -> bool {
    let is_of_sort = |version: &&Version| version.kind.was_in_the_file() == kind.was_in_the_file();
    let newest = versions.iter().find(is_of_sort);
    newest.is_some_and(|newest| {
        let read = disk.read(&newest.path, bytes.len() as u64 + 1);
        read.is_ok_and(|found| found == bytes)
    })
}

/// The first moment from this one on that no version is of.
fn free_moment(versions: &[Version], at: Moment) -> Option<Moment> {
    let mut moments = std::iter::successors(Some(at), |moment| moment.next());
    moments.find(|moment| versions.iter().all(|version| version.at != *moment))
}

/// Writes where the file is, once; where that fails it is tried with the next version.
fn note_origin(disk: &dyn Disk, folder: &Path, file: Option<&Path>) {
    let path = folder.join(ORIGIN);
    let is_missing = |err: io::Error| err.kind() == io::ErrorKind::NotFound;
    if let Some(file) = file
        && disk.metadata(&path).is_err_and(is_missing)
    {
        let text = format!("{}\n", file.display());
        save_atomically(disk, &path, text.as_bytes()).ok();
    }
}

fn origin_of(disk: &dyn Disk, folder: &Path) -> Option<String> {
    let path = folder.join(ORIGIN);
    let is_file = disk.metadata(&path).ok()?.kind == disk::Kind::File;
    let bytes = is_file.then(|| disk.read(&path, MAX_ORIGIN_BYTES))?.ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let path = text.trim_end_matches(['\r', '\n']);
    (!path.is_empty()).then(|| path.to_owned())
}

/// Removes what is no longer needed. Where something cannot be removed, it stays, and so does
/// all that was to go after it: the next version brings the next try.
fn thin(disk: &dyn Disk, folder: &Path, today: Date) {
    let Ok(versions) = list_in(disk, folder) else {
        return;
    };
    let stamps: Vec<Stamp> = versions.iter().map(Version::stamp).collect();
    let mut places = thinned(&stamps, today);
    places.sort_by_key(|place| Reverse(*place));
    for version in places.into_iter().filter_map(|place| versions.get(place)) {
        if disk.remove(&version.path).is_err() {
            return;
        }
    }
}
