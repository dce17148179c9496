//! `Session`: one running window, known to others by the lock that it holds.
//!
//! Invariants: a session is alive as long as its lock is taken, and the system takes the lock
//! away however the process ends; the id of a session is never used again.

use std::collections::hash_map::RandomState;
use std::ffi::OsStr;
use std::hash::BuildHasher as _;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Held, folder};
use super::places::Places;

/// One running window.
#[derive(Debug)]
pub struct Session {
    id: String,
    folder: PathBuf,
    lock: Lock,
}

/// By what others know that a session lives.
#[derive(Debug)]
enum Lock {
    Held(#[expect(dead_code, reason = "kept until the session ends")] Box<dyn Held>),
    /// The file system has no locks, or the lock is lost.
    Absent,
}

/// Two windows that hit upon the same id of 64 bits are not to be expected even once.
const ATTEMPTS: u32 = 4;

/// How many hexadecimal digits an id has.
const ID_DIGITS: usize = 16;

const LOCK_END: &str = ".lock";
const JOURNAL_END: &str = ".journal";

impl Session {
    /// Begins a session: makes the folder of the journals, picks an id and takes its lock.
    ///
    /// Where the file system has no locks the session goes on without one; other windows then
    /// take it for dead, and leave its files alone unless a person tells them otherwise.
    ///
    /// # Errors
    /// The folder cannot be made or not be written.
    pub fn start(disk: &dyn Disk, places: &Places) -> io::Result<Self> {
        let folder = places.journals();
        disk.make_folder(&folder)?;
        for _ in 0..ATTEMPTS {
            let id = random_id();
            if let Some(lock) = take(disk, &lock_path(&folder, &id))? {
                return Ok(Self { id, folder, lock });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Its id: 16 hexadecimal digits.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where the journal of its n-th draft stands.
    pub fn journal(&self, n: u32) -> PathBuf {
        self.folder.join(format!("{}-{n}{JOURNAL_END}", self.id))
    }

    /// Takes the lock again where its file is gone, because somebody emptied the folder: others
    /// would take this session for dead.
    ///
    /// # Errors
    /// The folder cannot be made or not be written.
    pub fn renew(&mut self, disk: &dyn Disk) -> io::Result<()> {
        let path = lock_path(&self.folder, &self.id);
        if folder::exists(disk, &path) {
            return Ok(());
        }
        disk.make_folder(&self.folder)?;
        self.lock = Lock::Absent;
        self.lock = take(disk, &path)?.unwrap_or(Lock::Absent);
        Ok(())
    }

    /// Ends the session; the lock's file goes, unless journals are left.
    pub fn end(self, disk: &dyn Disk) {
        remove_lock(disk, &self.folder, &self.id);
    }
}

/// Takes the lock of a session; `None` where another one has it.
fn take(disk: &dyn Disk, path: &Path) -> io::Result<Option<Lock>> {
    match disk.lock(path) {
        // Whoever tidies up may have removed the file between opening and locking; such a lock
        // is seen by nobody.
        Ok(Some(lock)) if folder::exists(disk, path) => Ok(Some(Lock::Held(lock))),
        Ok(_) => Ok(None),
        // The file was made, so it is the locking that does not work.
        Err(_) if disk.metadata(path).is_ok() => Ok(Some(Lock::Absent)),
        Err(err) => Err(err),
    }
}

fn random_id() -> String {
    let random = RandomState::new().hash_one(());
    format!("{random:0ID_DIGITS$x}")
}

/// The lock of a session.
pub(super) fn lock_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}{LOCK_END}"))
}

/// Removes the lock's file of a session that has no journal left.
///
/// What cannot be removed stays until the next time: an empty file does no harm.
pub(super) fn remove_lock(disk: &dyn Disk, folder: &Path, id: &str) {
    let Ok(names) = disk.list(folder) else {
        return;
    };
    let has_journal =
        |name: &OsStr| matches!(Owned::of(name), Some(Owned::Journal { id: of, .. }) if of == id);
    if !names.iter().any(|name| has_journal(name)) {
        disk.remove(&lock_path(folder, id)).ok();
    }
}

/// A name in the folder of the journals that a session gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owned<'a> {
    /// The file of a lock.
    Lock {
        /// The session.
        id: &'a str,
    },
    /// A journal, complete or about to take its name.
    Journal {
        /// The session.
        id: &'a str,
        /// The name of the complete journal.
        name: &'a str,
    },
}

impl<'a> Owned<'a> {
    /// What a name says; `None` for names that no session gives.
    pub(super) fn of(name: &'a OsStr) -> Option<Self> {
        let name = name.to_str()?;
        if let Some(id) = name.strip_suffix(LOCK_END) {
            return is_id(id).then_some(Self::Lock { id });
        }
        let name = name.strip_suffix(super::journal::NEW_END).unwrap_or(name);
        let (id, n) = name.strip_suffix(JOURNAL_END)?.split_once('-')?;
        let is_number = !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit());
        (is_id(id) && is_number).then_some(Self::Journal { id, name })
    }

    /// The session that gave the name.
    pub(super) fn id(self) -> &'a str {
        match self {
            Self::Lock { id } | Self::Journal { id, .. } => id,
        }
    }
}

fn is_id(text: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == ID_DIGITS && text.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;
    use crate::store::disk::testing::{Fault, SimDisk, Step};

    const ID: &str = "0123456789abcdef";

    fn places() -> Places {
        Places::below("/own")
    }

    #[test]
    fn names_are_told_from_those_of_others() {
        let of = |name: &'static str| Owned::of(OsStr::new(name));
        let journal = Owned::Journal {
            id: ID,
            name: "0123456789abcdef-12.journal",
        };
        assert_eq!(of("0123456789abcdef.lock"), Some(Owned::Lock { id: ID }));
        assert_eq!(of("0123456789abcdef-12.journal"), Some(journal));
        assert_eq!(of("0123456789abcdef-12.journal.new"), Some(journal));
        for name in [
            "",
            ".lock",
            "0123456789abcdef",
            "0123456789abcde.lock",
            "0123456789ABCDEF.lock",
            "0123456789abcdef.lock.new",
            "0123456789abcdef-.journal",
            "0123456789abcdef-x.journal",
            "0123456789abcdef-1 (2).journal",
            "0123456789abcdef.journal",
            "目标表.journal",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn a_session_names_its_journals_and_holds_its_lock() {
        let disk = SimDisk::new();
        let one = Session::start(&disk, &places()).unwrap();
        let two = Session::start(&disk, &places()).unwrap();
        assert_ne!(one.id(), two.id());
        let folder = places().journals();
        assert_eq!(
            one.journal(3),
            folder.join(format!("{}-3.journal", one.id()))
        );
        let lock = lock_path(&folder, one.id());
        assert!(disk.lock(&lock).unwrap().is_none());
        drop(one);
        assert!(disk.lock(&lock).unwrap().is_some());
    }

    #[test]
    fn a_session_that_ends_leaves_nothing_but_journals() {
        let disk = SimDisk::new();
        let session = Session::start(&disk, &places()).unwrap();
        session.end(&disk);
        assert_eq!(disk.files(), [] as [PathBuf; 0]);

        let session = Session::start(&disk, &places()).unwrap();
        disk.put_file(session.journal(1), b"typed");
        session.end(&disk);
        assert_eq!(disk.files().len(), 2);
    }

    #[test]
    fn a_lock_whose_file_is_gone_is_taken_again() {
        let disk = SimDisk::new();
        let mut session = Session::start(&disk, &places()).unwrap();
        let lock = lock_path(&places().journals(), session.id());
        disk.remove(&lock).unwrap();
        disk.remove(&places().journals()).unwrap();
        session.renew(&disk).unwrap();
        assert!(disk.file(&lock).is_some());
        assert!(disk.lock(&lock).unwrap().is_none());
        let steps = disk.log().len();
        session.renew(&disk).unwrap();
        assert_eq!(disk.log()[steps..], [Step::Metadata]);
    }

    #[test]
    fn an_error_of_the_disk_keeps_a_session_from_starting() {
        for step in [Step::MakeFolder, Step::Lock] {
            let kind = io::ErrorKind::PermissionDenied;
            let disk =
                SimDisk::with_faults(move |_, taken| (taken == step).then_some(Fault::Error(kind)));
            let err = Session::start(&disk, &places()).unwrap_err();
            assert_eq!(err.kind(), kind, "{step:?}");
        }
    }

    #[test]
    fn a_lock_whose_file_was_cleared_away_meanwhile_is_not_relied_on() {
        // The first look at the lock's file finds nothing.
        let disk = SimDisk::with_faults(|number, step| {
            let is_first = number == 3 && step == Step::Metadata;
            is_first.then_some(Fault::Error(io::ErrorKind::NotFound))
        });
        let session = Session::start(&disk, &places()).unwrap();
        let taken = disk.log().into_iter().filter(|step| *step == Step::Lock);
        assert_eq!(taken.count(), 2);
        let lock = lock_path(&places().journals(), session.id());
        assert!(disk.lock(&lock).unwrap().is_none());
    }

    #[test]
    fn a_session_goes_on_where_there_are_no_locks() {
        let disk = SimDisk::with_faults(|_, step| {
            (step == Step::Lock).then_some(Fault::Error(io::ErrorKind::Unsupported))
        });
        let path = lock_path(&places().journals(), ID);
        disk.put_file(&path, b"");
        let lock = take(&disk, &path).unwrap();
        assert!(matches!(lock, Some(Lock::Absent)), "{lock:?}");
    }

    #[test]
    fn the_lock_of_the_real_disk_is_seen_by_others() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::below(folder.path());
        let session = Session::start(&RealDisk, &places).unwrap();
        let lock = lock_path(&places.journals(), session.id());
        assert!(RealDisk.lock(&lock).unwrap().is_none());
        session.end(&RealDisk);
        assert!(!lock.exists());
    }
}
