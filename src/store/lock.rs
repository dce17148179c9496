//! Who has a draft open: a small text file beside it, as office programs have one.
//!
//! The file itself carries no lock of the system: on Windows that would keep others from reading
//! it, and network shares do not pass it on. Whether its writer still lives is told by the lock of
//! its session in [`Places::journals`], which the system frees however the program ends.
//!
//! Invariants: a sidecar is made in one step that fails where there is one; a living session's
//! sidecar is replaced by [`seize`] alone, by the decision of a person; a [`FileLock`] is given
//! out only after the sidecar was written.
//!
//! Limit: two windows that find the same dead sidecar at the same moment are kept apart by the
//! lock of the dead session; where that file is gone, only by looking again before removing.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Disk, Kind, user};
use super::places::Places;
use crate::base::moment::Moment;

mod life;
mod sidecar;

#[cfg(test)]
mod tests;

use life::Life;
use sidecar::Said;

/// This process, as a sidecar names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// The session: sixteen hexadecimal digits.
    pub session: String,
    /// The user; empty where that is unknown.
    pub user: String,
    /// The computer; empty where that is unknown.
    pub host: String,
    /// The number of the process.
    pub pid: u32,
    /// Sessions that are known to have ended: this process held their locks to offer what they
    /// left, so that asking for those once more tells nothing.
    pub ended: Vec<String>,
}

impl Me {
    /// The session of this process on this computer.
    pub fn of_this_process(disk: &dyn Disk, session: String) -> Self {
        Self {
            session,
            user: user::user_name(disk),
            host: user::host_name(disk),
            pid: std::process::id(),
            ended: Vec::new(),
        }
    }
}

/// The right to a draft file, as far as others respect it; [`release`] gives it back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct FileLock {
    sidecar: PathBuf,
    bytes: Vec<u8>,
}

/// What came of asking for a draft file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// It is ours.
    Held(FileLock),
    /// Somebody else has it open.
    Taken(Holder),
    /// Nothing can be written beside it; it may be opened without a lock.
    Impossible,
}

/// Who has a draft open, as far as that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The user.
    pub user: Option<String>,
    /// The computer.
    pub host: Option<String>,
    /// Since when, by that computer's clock.
    pub since: Option<Moment>,
    /// On which computer.
    pub place: Where,
}

/// On which computer a draft is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Where {
    /// On this one.
    ThisComputer,
    /// On another one, or that is unknown.
    #[default]
    Elsewhere,
}

/// How often a sidecar is looked at that comes and goes, or is not whole yet.
const ATTEMPTS: usize = 5;
/// Longer than writing a few lines takes.
const PAUSE: Duration = Duration::from_millis(20);

/// Asks for a draft file; links to it lead to the same lock.
///
/// A sidecar of this session counts as ours. One of a session of this user on this computer that
/// has ended is replaced without a word; so is one of another user here whose process has ended,
/// where the system tells that.
///
/// # Errors
/// Where the path leads cannot be found out.
pub fn acquire(
    disk: &dyn Disk,
    places: &Places,
    file: &Path,
    me: &Me,
    at: Moment,
) -> io::Result<Outcome> {
    let Some(sidecar) = sidecar_of(disk, file)? else {
        return Ok(Outcome::Impossible);
    };
    let bytes = Said::of(me, at).to_text().into_bytes();
    let wanted = Wanted {
        disk,
        places,
        me,
        lock: FileLock { sidecar, bytes },
    };
    for _ in 0..ATTEMPTS {
        if let Attempt::Over(outcome) = wanted.attempt() {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Taken(Holder::default()))
}

/// Takes a draft file whoever has it, because a person decided so; in one step, so that it is
/// never without a lock. Not [`Outcome::Taken`].
///
/// # Errors
/// Where the path leads cannot be found out.
pub fn seize(disk: &dyn Disk, file: &Path, me: &Me, at: Moment) -> io::Result<Outcome> {
    let Some(sidecar) = sidecar_of(disk, file)? else {
        return Ok(Outcome::Impossible);
    };
    let bytes = Said::of(me, at).to_text().into_bytes();
    let crc32 = crc32fast::hash(&bytes);
    let temp = disk::folder_of(&sidecar).join(format!(".~{crc32:08x}.tmp"));
    let lock = FileLock { sidecar, bytes };
    if let Err(err) = disk.create_new(&temp, &lock.bytes, None) {
        // A file of that name is somebody else's.
        if err.kind() != io::ErrorKind::AlreadyExists {
            remove_fragment(disk, &temp, &lock.bytes);
        }
        return Ok(Outcome::Impossible);
    }
    if disk.rename(&temp, &lock.sidecar).is_err() {
        disk.remove(&temp).ok();
        return Ok(Outcome::Impossible);
    }
    Ok(confirmed(disk, lock).unwrap_or(Outcome::Impossible))
}

/// Who has a draft file, as its sidecar says, whether they still live or not; `None` where nobody
/// is known to.
pub fn holder(disk: &dyn Disk, places: &Places, file: &Path, me: &Me) -> Option<Holder> {
    let sidecar = sidecar_of(disk, file).ok()??;
    let bytes = Vec::new();
    let wanted = Wanted {
        disk,
        places,
        me,
        lock: FileLock { sidecar, bytes },
    };
    match wanted.look() {
        Found::Sidecar { said, .. } => Some(wanted.holder(&said)),
        Found::Nothing | Found::Unknown => None,
    }
}

/// Gives a draft file back; a sidecar that somebody else put there meanwhile stays.
///
/// # Errors
/// The sidecar could not be read or removed.
pub fn release(disk: &dyn Disk, lock: &FileLock) -> io::Result<()> {
    if !is_held(disk, lock)? {
        return Ok(());
    }
    match disk.remove(&lock.sidecar) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// The draft file is still ours: nobody seized it, or removed the sidecar.
///
/// # Errors
/// The sidecar could not be read.
pub fn is_held(disk: &dyn Disk, lock: &FileLock) -> io::Result<bool> {
    let is_file = disk
        .metadata(&lock.sidecar)
        .map(|found| found.kind == Kind::File);
    // Reading a pipe could wait for ever.
    let found = match is_file {
        Ok(true) => disk.read(&lock.sidecar, sidecar::MAX_BYTES),
        Ok(false) => return Ok(false),
        Err(err) => Err(err),
    };
    match found {
        Ok(found) => Ok(found == lock.bytes),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(err) => Err(err),
    }
}

/// The sidecar of the file that a path leads to; `None` where it leads to none.
fn sidecar_of(disk: &dyn Disk, file: &Path) -> io::Result<Option<PathBuf>> {
    let resolved = disk::follow_links(disk, file)?;
    Ok(resolved.and_then(|resolved| sidecar::path_beside(&resolved.path)))
}

/// A lock that is asked for.
struct Wanted<'a> {
    disk: &'a dyn Disk,
    places: &'a Places,
    me: &'a Me,
    lock: FileLock,
}

/// What came of one attempt.
enum Attempt {
    Over(Outcome),
    /// Things changed meanwhile, or may do so in a moment.
    Again,
}

/// What stands where the sidecar should be.
enum Found {
    Nothing,
    Sidecar {
        said: Said,
        bytes: Vec<u8>,
    },
    /// No sidecar, not a whole one, or not to be read.
    Unknown,
}

impl Wanted<'_> {
    fn attempt(&self) -> Attempt {
        match self.look() {
            Found::Nothing => self.make(),
            Found::Sidecar { said, bytes } if said.session == self.me.session => {
                let sidecar = self.lock.sidecar.clone();
                Attempt::Over(Outcome::Held(FileLock { sidecar, bytes }))
            }
            Found::Sidecar { said, bytes } => match self.life_of(&said) {
                // The proof is held until the sidecar is replaced.
                Life::Over(_proof) => self.take_over(&bytes),
                Life::GoesOn => Attempt::Over(Outcome::Taken(self.holder(&said))),
            },
            Found::Unknown => {
                self.disk.pause(PAUSE);
                Attempt::Again
            }
        }
    }

    fn look(&self) -> Found {
        let path = &self.lock.sidecar;
        let is_nothing = |err: &io::Error| err.kind() == io::ErrorKind::NotFound;
        match self.disk.metadata(path) {
            Ok(found) if found.kind == Kind::File => {}
            Err(err) if is_nothing(&err) => return Found::Nothing,
            Ok(_) | Err(_) => return Found::Unknown,
        }
        match self.disk.read(path, sidecar::MAX_BYTES) {
            Ok(bytes) => {
                Said::read(&bytes).map_or(Found::Unknown, |said| Found::Sidecar { said, bytes })
            }
            Err(err) if is_nothing(&err) => Found::Nothing,
            Err(_) => Found::Unknown,
        }
    }

    /// Makes the sidecar, unless there is one by now.
    fn make(&self) -> Attempt {
        let FileLock { sidecar, bytes } = &self.lock;
        match self.disk.create_new(sidecar, bytes, None) {
            Ok(()) => confirmed(self.disk, self.lock.clone()).map_or(Attempt::Again, Attempt::Over),
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Attempt::Again,
            Err(_) => {
                remove_fragment(self.disk, sidecar, bytes);
                Attempt::Over(Outcome::Impossible)
            }
        }
    }

    /// Replaces a dead sidecar, unless it is another one by now.
    fn take_over(&self, dead: &[u8]) -> Attempt {
        let sidecar = &self.lock.sidecar;
        match self.disk.read(sidecar, sidecar::MAX_BYTES) {
            Ok(found) if found == dead => {}
            Ok(_) | Err(_) => return Attempt::Again,
        }
        match self.disk.remove(sidecar) {
            Ok(()) => self.make(),
            Err(err) if err.kind() == io::ErrorKind::NotFound => self.make(),
            Err(_) => Attempt::Over(Outcome::Impossible),
        }
    }

    fn holder(&self, said: &Said) -> Holder {
        let known = |name: &String| (!name.is_empty()).then(|| name.clone());
        Holder {
            user: known(&said.user),
            host: known(&said.host),
            since: said.since,
            place: if self.is_here(said) {
                Where::ThisComputer
            } else {
                Where::Elsewhere
            },
        }
    }

    fn is_here(&self, said: &Said) -> bool {
        !said.host.is_empty() && said.host == sidecar::one_line(&self.me.host)
    }

    fn life_of(&self, said: &Said) -> Life {
        life::of(self.disk, self.places, said, self.me)
    }
}

/// Reads back a sidecar that was just written; `None` where it is somebody else's by now.
fn confirmed(disk: &dyn Disk, lock: FileLock) -> Option<Outcome> {
    match disk.read(&lock.sidecar, sidecar::MAX_BYTES) {
        Ok(found) if found == lock.bytes => Some(Outcome::Held(lock)),
        Ok(found) if !lock.bytes.starts_with(&found) => None,
        Ok(_) | Err(_) => {
            remove_fragment(disk, &lock.sidecar, &lock.bytes);
            Some(Outcome::Impossible)
        }
    }
}

/// Removes what is left of a sidecar of ours that could not be written, and nothing else.
///
/// An empty file counts: it is what a full disk leaves of ours.
fn remove_fragment(disk: &dyn Disk, path: &Path, bytes: &[u8]) {
    let found = disk.read(path, sidecar::MAX_BYTES);
    if found.is_ok_and(|found| bytes.starts_with(&found)) {
        // What cannot be removed names a holder that will be gone, or none.
        disk.remove(path).ok();
    }
}
