//! The save protocol: a file is the old one or the complete new one, whatever fails.
//!
//! 1. Links are followed; what is no file, or is marked read-only, is refused.
//! 2. A new file beside the target gets the bytes, and the disk confirms them.
//! 3. The new file is read back and compared.
//! 4. Of drafts: the target is read, and refused where it is not what was opened; what it holds
//!    is handed to whoever keeps earlier versions.
//! 5. The new file takes the target's name in one step.
//! 6. The disk confirms the folder.
//!
//! An error before the end of step 5 removes the new file and leaves the target as it was. A new
//! file is never written twice: after an error of the disk the next save makes another.
//! Drafts and every export go through here.

use std::collections::hash_map::RandomState;
use std::ffi::OsStr;
use std::hash::BuildHasher as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Attributes, Disk, Kind, Metadata, Resolved};
use super::format::MAX_FILE_BYTES;
use super::hash::ContentHash;

/// A save that succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Saved {
    /// Whether the disk confirmed that the file will outlive a power cut.
    pub durable: bool,
    /// What the file now holds.
    pub content_hash: ContentHash,
    /// The file had another name too, which keeps the old content.
    pub left_a_twin: bool,
}

/// What a draft's file may hold when it is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Anything: the person agreed to replace it.
    Anything,
    /// What was read or written last; or the file is gone.
    Content(ContentHash),
}

/// Why nothing was saved; the target is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The path is a folder, a pipe or a device, has no file name, or links lead in a circle.
    #[error("not a file: {}", path.display())]
    NotAFile {
        /// The path to save to.
        path: PathBuf,
    },
    /// The file was changed by somebody else since it was read.
    #[error("the file was changed elsewhere: {}", path.display())]
    ChangedElsewhere {
        /// The path to save to.
        path: PathBuf,
    },
    /// The file is marked as not to be written.
    #[error("the file is read-only: {}", path.display())]
    ReadOnly {
        /// The path to save to.
        path: PathBuf,
    },
    /// The folder of the file does not exist.
    #[error("there is no such folder: {}", path.display())]
    NoFolder {
        /// The path to save to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system does not allow to write here.
    #[error("permission denied: {}", path.display())]
    Denied {
        /// The path to save to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk, the quota or the largest size of a file is exhausted.
    #[error("no space left: {}", path.display())]
    Full {
        /// The path to save to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The name is too long, or has characters that this system does not take.
    #[error("the file name is not possible here: {}", path.display())]
    BadName {
        /// The path to save to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another program holds the file, and went on holding it.
    #[error("the file is in use: {}", path.display())]
    Busy {
        /// The path to save to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk returned other bytes than were written.
    #[error("what was written reads back differently: {}", path.display())]
    ReadBackDiffers {
        /// The path to save to.
        path: PathBuf,
    },
    /// Anything else that the system refused.
    #[error("cannot write: {}", path.display())]
    Io {
        /// The path to save to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl SaveError {
    /// The path to save to, as it was asked for.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotAFile { path }
            | Self::ReadOnly { path }
            | Self::ChangedElsewhere { path }
            | Self::NoFolder { path, .. }
            | Self::Denied { path, .. }
            | Self::Full { path, .. }
            | Self::BadName { path, .. }
            | Self::Busy { path, .. }
            | Self::ReadBackDiffers { path }
            | Self::Io { path, .. } => path,
        }
    }

    pub(super) fn from_io(path: &Path, source: io::Error) -> Self {
        use io::ErrorKind;
        let path = path.to_path_buf();
        match source.kind() {
            ErrorKind::IsADirectory => Self::NotAFile { path },
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder { path, source },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full { path, source }
            }
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Self::BadName { path, source },
            _ if is_held_by_another(&source) => Self::Busy { path, source },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::Denied { path, source }
            }
            _ => Self::Io { path, source },
        }
    }
}

/// Writes a file by the save protocol; a file that is there is replaced and keeps its
/// attributes as far as the system allows.
///
/// A hard link to the target keeps the old bytes under its own name.
pub fn save_atomically(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<Saved, SaveError> {
    write(disk, path, bytes, |_| Ok(()))
}

/// Writes a draft by the save protocol: only over what is expected, and not before `keep` saw
/// what is replaced.
pub fn save_draft(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    expected: Expected,
    keep: impl FnOnce(&[u8]),
) -> Result<Saved, SaveError> {
    write(disk, path, bytes, |target| {
        let old = match disk.read(target, MAX_FILE_BYTES + 1) {
            Ok(old) => old,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(err) => return Err(SaveError::from_io(path, err)),
        };
        match expected {
            Expected::Content(hash) if ContentHash::of(&old) != hash => {
                Err(SaveError::ChangedElsewhere {
                    path: path.to_path_buf(),
                })
            }
            Expected::Content(_) | Expected::Anything => {
                keep(&old);
                Ok(())
            }
        }
    })
}

/// The steps of the protocol; `look` sees the target when the new file is ready to replace it.
fn write(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    look: impl FnOnce(&Path) -> Result<(), SaveError>,
) -> Result<Saved, SaveError> {
    let to_error = |err| SaveError::from_io(path, err);
    let (target, found) = target_of(disk, path)?;
    let folder = disk::folder_of(&target);
    let attributes = found.map(|found| found.attributes);
    let temp = write_beside(disk, folder, bytes, attributes).map_err(to_error)?;
    let replaced = match disk.read(&temp, bytes.len() as u64 + 1) {
        Ok(read_back) if read_back == bytes => {
            look(&target).and_then(|()| rename(disk, &temp, &target).map_err(to_error))
        }
        Ok(_) => Err(SaveError::ReadBackDiffers {
            path: path.to_path_buf(),
        }),
        Err(err) => Err(to_error(err)),
    };
    if let Err(err) = replaced {
        // What cannot be removed stays behind; the first error is the one to tell.
        disk.remove(&temp).ok();
        return Err(err);
    }
    Ok(Saved {
        durable: disk.sync_folder(folder).is_ok(),
        content_hash: ContentHash::of(bytes),
        left_a_twin: found.is_some_and(|found| found.names > 1),
    })
}

/// What a save that was cut off leaves behind is removed once it is this old: by then no window
/// is still writing it.
const STALE_AFTER: Duration = Duration::from_mins(1);

/// Removes what saves that were cut off left in a folder; what cannot be removed stays.
pub fn sweep(disk: &dyn Disk, folder: &Path) {
    let Ok(names) = disk.list(folder) else {
        return;
    };
    let temps = names.iter().filter(|name| is_temp_name(name));
    for temp in temps.map(|name| folder.join(name)) {
        let is_stale = disk.metadata(&temp).is_ok_and(|found| {
            found.kind == Kind::File && found.age.is_some_and(|age| age >= STALE_AFTER)
        });
        if is_stale {
            disk.remove(&temp).ok();
        }
    }
}

/// The path to write, at the end of the links, and what is known of the file that is there.
fn target_of(disk: &dyn Disk, path: &Path) -> Result<(PathBuf, Option<Metadata>), SaveError> {
    let not_a_file = || SaveError::NotAFile {
        path: path.to_path_buf(),
    };
    let resolved = disk::follow_links(disk, path).map_err(|err| SaveError::from_io(path, err))?;
    let Resolved {
        path: target,
        found,
    } = resolved.ok_or_else(not_a_file)?;
    let is_file = found.is_none_or(|found| found.kind == Kind::File);
    if !is_file || target.file_name().is_none() {
        return Err(not_a_file());
    }
    // Renaming over it would succeed on Unix, against the will of whoever set the mark.
    if found.is_some_and(|found| found.read_only) {
        return Err(SaveError::ReadOnly {
            path: path.to_path_buf(),
        });
    }
    Ok((target, found))
}

/// Writes the bytes under a name of its own in the folder and returns the path.
fn write_beside(
    disk: &dyn Disk,
    folder: &Path,
    bytes: &[u8],
    attributes: Option<Attributes>,
) -> io::Result<PathBuf> {
    let temp = folder.join(temp_name());
    match disk.create_new(&temp, bytes, attributes) {
        Ok(()) => Ok(temp),
        // A file of that name is somebody else's.
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Err(err),
        Err(err) => {
            disk.remove(&temp).ok();
            Err(err)
        }
    }
}

/// `.~1a2b3c4d.tmp`: short and independent of the target's name, so that a target whose name is
/// as long as names can be is saved too.
fn temp_name() -> String {
    let random = RandomState::new().hash_one(());
    format!(".~{:08x}.tmp", random & 0xFFFF_FFFF)
}

fn is_temp_name(name: &OsStr) -> bool {
    let digits = name
        .to_str()
        .and_then(|name| name.strip_prefix(".~")?.strip_suffix(".tmp"));
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    digits.is_some_and(|digits| digits.len() == 8 && digits.bytes().all(is_digit))
}

/// Pauses between attempts double from the first to the longest: about 10 seconds in all.
const RENAME_ATTEMPTS: u32 = 14;
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(1280);

/// Renames; virus scanners and sync programs hold a file for moments, so this tries again.
fn rename(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    let mut pause = FIRST_PAUSE;
    for _ in 1..RENAME_ATTEMPTS {
        match disk.rename(from, to) {
            Err(err) if may_pass(&err) => disk.pause(pause),
            result => return result,
        }
        pause = LONGEST_PAUSE.min(pause * 2);
    }
    disk.rename(from, to)
}

/// Windows also denies access to a file that another program holds.
fn may_pass(err: &io::Error) -> bool {
    is_held_by_another(err) || (cfg!(windows) && err.kind() == io::ErrorKind::PermissionDenied)
}

fn is_held_by_another(err: &io::Error) -> bool {
    const WINDOWS_SHARING_VIOLATION: i32 = 32;
    const WINDOWS_LOCK_VIOLATION: i32 = 33;
    let by_number = matches!(
        err.raw_os_error(),
        Some(WINDOWS_SHARING_VIOLATION | WINDOWS_LOCK_VIOLATION)
    );
    let by_kind = matches!(
        err.kind(),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy
    );
    by_kind || (cfg!(windows) && by_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;
    use crate::store::disk::testing::{Fault, SimDisk, Step};
    use std::fs;

    const OLD: &[u8] = b"the old file";
    const NEW: &[u8] = b"the complete new file";
    const TARGET: &str = "/docs/draft.ron";

    fn save(disk: &SimDisk) -> Result<Saved, SaveError> {
        save_atomically(disk, Path::new(TARGET), NEW)
    }

    fn with_old_file(disk: SimDisk) -> SimDisk {
        disk.put_file(TARGET, OLD);
        disk
    }

    /// The target is the old file, and nothing else is in the folder.
    #[track_caller]
    fn check_untouched(disk: &SimDisk) {
        assert_eq!(disk.file(TARGET).as_deref(), Some(OLD));
        assert_eq!(disk.files(), [Path::new(TARGET)]);
    }

    #[test]
    fn the_steps_are_taken_in_the_order_of_the_protocol() {
        let disk = with_old_file(SimDisk::new());
        let saved = save(&disk).unwrap();
        assert!(saved.durable);
        assert_eq!(saved.content_hash, ContentHash::of(NEW));
        assert_eq!(disk.file(TARGET).as_deref(), Some(NEW));
        assert_eq!(
            disk.log(),
            [
                Step::Metadata,
                Step::Create,
                Step::Write,
                Step::Sync,
                Step::Read,
                Step::Rename,
                Step::SyncFolder
            ]
        );
    }

    #[test]
    fn a_draft_is_saved_only_over_what_was_read() {
        let disk = with_old_file(SimDisk::new());
        let expected = Expected::Content(ContentHash::of(OLD));
        let mut kept = Vec::new();
        let saved = save_draft(&disk, Path::new(TARGET), NEW, expected, |old| {
            kept.extend_from_slice(old);
        });
        assert!(saved.unwrap().durable);
        assert_eq!(kept, OLD);
        let again = save_draft(&disk, Path::new(TARGET), OLD, expected, |_| {
            panic!("nothing is replaced");
        });
        assert!(
            matches!(again, Err(SaveError::ChangedElsewhere { .. })),
            "{again:?}"
        );
        assert_eq!(disk.file(TARGET).as_deref(), Some(NEW));
        assert_eq!(disk.files(), [Path::new(TARGET)], "nothing is left over");
        let agreed = save_draft(&disk, Path::new(TARGET), OLD, Expected::Anything, |_| {});
        assert!(agreed.is_ok());
        assert_eq!(disk.file(TARGET).as_deref(), Some(OLD));
    }

    #[test]
    fn a_draft_whose_file_is_gone_is_written_again() {
        let disk = SimDisk::new();
        disk.put_folder("/docs");
        let expected = Expected::Content(ContentHash::of(OLD));
        let saved = save_draft(&disk, Path::new(TARGET), NEW, expected, |_| {
            panic!("nothing is replaced");
        });
        assert!(saved.is_ok());
        assert_eq!(disk.file(TARGET).as_deref(), Some(NEW));
    }

    #[test]
    fn a_draft_whose_file_cannot_be_read_is_not_replaced() {
        for step in 1..=8 {
            let disk = with_old_file(SimDisk::failing_at(step, io::ErrorKind::TimedOut));
            let expected = Expected::Content(ContentHash::of(OLD));
            let result = save_draft(&disk, Path::new(TARGET), NEW, expected, |_| {});
            let content = disk.file(TARGET);
            match result {
                Ok(saved) => assert!(!saved.durable && content.as_deref() == Some(NEW)),
                Err(_) => check_untouched(&disk),
            }
        }
    }

    #[test]
    fn only_old_temporary_files_of_ours_are_swept() {
        let disk = with_old_file(SimDisk::new());
        let old = Duration::from_hours(1);
        for name in [".~0123abcd.tmp", ".~ffffffff.tmp", ".~00000000.tmp"] {
            disk.put_file(format!("/docs/{name}"), NEW);
            disk.let_age(format!("/docs/{name}"), old);
        }
        let foreign = [
            ".~0123ABCD.tmp",
            ".~0123abc.tmp",
            ".~0123abcde.tmp",
            "0123abcd.tmp",
            ".~0123abcd.tmp2",
            ".~lock.draft.ron#",
        ];
        for name in foreign {
            disk.put_file(format!("/docs/{name}"), NEW);
            disk.let_age(format!("/docs/{name}"), old);
        }
        disk.put_file("/docs/.~11111111.tmp", NEW);
        disk.let_age("/docs/.~11111111.tmp", Duration::from_secs(59));
        sweep(&disk, Path::new("/docs"));
        let mut left: Vec<String> = foreign.map(|name| format!("/docs/{name}")).to_vec();
        left.extend(["/docs/.~11111111.tmp".to_owned(), TARGET.to_owned()]);
        left.sort();
        let found: Vec<String> = disk
            .files()
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        assert_eq!(found, left);
    }

    /// Lets every step fail in turn and returns what each of these saves gave.
    fn fail_at_every_step(kind: io::ErrorKind) -> Vec<Result<Saved, SaveError>> {
        let steps = 7;
        let outcomes = (1..=steps).map(|n| {
            let disk = with_old_file(SimDisk::failing_at(n, kind));
            let outcome = save(&disk);
            assert!(disk.log().len() >= n, "step {n} was not reached");
            if outcome.is_ok() {
                assert_eq!(disk.file(TARGET).as_deref(), Some(NEW), "{kind:?} at {n}");
                assert_eq!(disk.files(), [Path::new(TARGET)]);
            } else {
                check_untouched(&disk);
            }
            outcome
        });
        outcomes.collect()
    }

    #[test]
    fn whatever_step_fails_the_file_is_the_old_or_the_new_one() {
        for kind in [
            io::ErrorKind::Other,
            io::ErrorKind::StorageFull,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::Interrupted,
            io::ErrorKind::TimedOut,
        ] {
            let mut outcomes = fail_at_every_step(kind);
            let last = outcomes.pop().unwrap().unwrap();
            assert!(!last.durable, "{kind:?} while waiting for the folder");
            assert!(outcomes.iter().all(Result::is_err), "{kind:?}");
        }
    }

    #[test]
    fn errors_say_what_to_do_something_about() {
        #[track_caller]
        fn check(kind: io::ErrorKind, fits: fn(&SaveError) -> bool) {
            for outcome in fail_at_every_step(kind).into_iter().skip(1).take(2) {
                let err = outcome.unwrap_err();
                assert!(fits(&err), "{kind:?} became {err:?}");
                assert_eq!(err.path(), Path::new(TARGET));
            }
        }
        use io::ErrorKind;
        check(ErrorKind::StorageFull, |err| {
            matches!(err, SaveError::Full { .. })
        });
        check(ErrorKind::QuotaExceeded, |err| {
            matches!(err, SaveError::Full { .. })
        });
        check(ErrorKind::FileTooLarge, |err| {
            matches!(err, SaveError::Full { .. })
        });
        check(ErrorKind::PermissionDenied, |err| {
            matches!(err, SaveError::Denied { .. })
        });
        check(ErrorKind::ReadOnlyFilesystem, |err| {
            matches!(err, SaveError::Denied { .. })
        });
        check(ErrorKind::NotFound, |err| {
            matches!(err, SaveError::NoFolder { .. })
        });
        check(ErrorKind::InvalidFilename, |err| {
            matches!(err, SaveError::BadName { .. })
        });
        check(ErrorKind::ResourceBusy, |err| {
            matches!(err, SaveError::Busy { .. })
        });
        check(ErrorKind::Other, |err| matches!(err, SaveError::Io { .. }));
    }

    #[test]
    fn a_new_file_that_fails_leaves_nothing() {
        for n in 1..=6 {
            let disk = SimDisk::failing_at(n, io::ErrorKind::StorageFull);
            disk.put_folder("/docs");
            assert!(save(&disk).is_err());
            assert_eq!(disk.files(), Vec::<PathBuf>::new());
        }
    }

    #[test]
    fn where_the_new_file_cannot_be_removed_the_first_error_is_told() {
        let disk = with_old_file(SimDisk::with_faults(|_, step| match step {
            Step::Sync => Some(Fault::Error(io::ErrorKind::StorageFull)),
            Step::Remove => Some(Fault::Error(io::ErrorKind::PermissionDenied)),
            _ => None,
        }));
        assert!(matches!(save(&disk), Err(SaveError::Full { .. })));
        assert_eq!(disk.file(TARGET).as_deref(), Some(OLD));
        assert_eq!(disk.files().len(), 2);
    }

    #[test]
    fn a_file_of_somebody_else_under_the_new_name_is_left_alone() {
        let disk = with_old_file(SimDisk::failing_at(2, io::ErrorKind::AlreadyExists));
        assert!(matches!(save(&disk), Err(SaveError::Io { .. })));
        assert!(!disk.log().contains(&Step::Remove));
    }

    #[test]
    fn a_disk_that_loses_bytes_is_found_out() {
        let lie = |_, step| (step == Step::Write).then_some(Fault::Lie);
        let disk = with_old_file(SimDisk::with_faults(lie));
        assert!(matches!(
            save(&disk),
            Err(SaveError::ReadBackDiffers { .. })
        ));
        check_untouched(&disk);
    }

    #[test]
    fn a_file_held_for_a_moment_is_saved_at_the_next_try() {
        let disk = with_old_file(SimDisk::with_faults(|number, step| {
            (step == Step::Rename && number < 8)
                .then_some(Fault::Error(io::ErrorKind::ResourceBusy))
        }));
        assert!(save(&disk).unwrap().durable);
        let pauses = [20, 40].map(Duration::from_millis);
        assert_eq!(disk.pauses(), pauses);
        assert_eq!(disk.file(TARGET).as_deref(), Some(NEW));
    }

    #[test]
    fn a_file_held_for_long_is_given_up_after_ten_seconds() {
        let disk = with_old_file(SimDisk::with_faults(|_, step| {
            (step == Step::Rename).then_some(Fault::Error(io::ErrorKind::ResourceBusy))
        }));
        assert!(matches!(save(&disk), Err(SaveError::Busy { .. })));
        check_untouched(&disk);
        let paused: Duration = disk.pauses().iter().sum();
        assert_eq!(paused.as_secs(), 10);
    }

    #[test]
    fn what_is_no_writable_file_is_refused_before_anything_is_written() {
        let disk = SimDisk::new();
        disk.put_folder("/docs/folder");
        disk.put_other("/docs/pipe");
        disk.put_link("/docs/a", "/docs/b");
        disk.put_link("/docs/b", "a");
        disk.put_read_only_file("/docs/marked", OLD);
        for name in ["folder", "pipe", "a", ".."] {
            let path = Path::new("/docs").join(name);
            let err = save_atomically(&disk, &path, NEW).unwrap_err();
            assert!(matches!(err, SaveError::NotAFile { .. }), "{err}");
        }
        let err = save_atomically(&disk, Path::new("/docs/marked"), NEW).unwrap_err();
        assert!(matches!(err, SaveError::ReadOnly { .. }), "{err}");
        assert!(!disk.log().contains(&Step::Create));
        assert_eq!(disk.file("/docs/marked").as_deref(), Some(OLD));
    }

    /// Saves to a path of the real disk and reads it back by the same path.
    #[track_caller]
    fn check_saves(path: &Path) {
        let saved = save_atomically(&RealDisk, path, NEW).unwrap();
        assert!(saved.durable);
        assert_eq!(fs::read(path).unwrap(), NEW);
    }

    /// What the folder holds, sorted.
    fn names_in(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_made_and_replaced_on_the_real_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("目标表 2025|😀.ron");
        check_saves(&path);
        fs::write(&path, OLD).unwrap();
        check_saves(&path);
        assert_eq!(names_in(folder.path()), ["目标表 2025|😀.ron"]);
    }

    #[test]
    fn a_name_as_long_as_names_can_be_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let name = format!("{}ab.ron", "标".repeat(83));
        assert_eq!(name.len(), 255);
        check_saves(&folder.path().join(&name));
        let err = save_atomically(&RealDisk, &folder.path().join(name + "x"), NEW).unwrap_err();
        assert!(matches!(err, SaveError::BadName { .. }), "{err}");
    }

    #[test]
    fn a_missing_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), OLD).unwrap();
        for path in ["missing/draft.ron", "file/draft.ron"] {
            let err = save_atomically(&RealDisk, &folder.path().join(path), NEW).unwrap_err();
            assert!(matches!(err, SaveError::NoFolder { .. }), "{err}");
        }
        assert_eq!(names_in(folder.path()), ["file"]);
    }

    #[test]
    fn folders_and_read_only_files_stay_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let err = save_atomically(&RealDisk, folder.path(), NEW).unwrap_err();
        assert!(matches!(err, SaveError::NotAFile { .. }), "{err}");

        let path = folder.path().join("draft.ron");
        fs::write(&path, OLD).unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let err = save_atomically(&RealDisk, &path, NEW).unwrap_err();
        assert!(matches!(err, SaveError::ReadOnly { .. }), "{err}");
        assert_eq!(fs::read(&path).unwrap(), OLD);
        assert_eq!(names_in(folder.path()), ["draft.ron"]);
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
        use std::process::Command;

        #[test]
        fn links_stay_and_their_target_is_saved() {
            let folder = tempfile::tempdir().unwrap();
            let deep = folder.path().join("deep");
            fs::create_dir(&deep).unwrap();
            fs::write(deep.join("draft.ron"), OLD).unwrap();
            let link = folder.path().join("link");
            symlink("second", &link).unwrap();
            symlink("deep/draft.ron", folder.path().join("second")).unwrap();
            check_saves(&link);
            assert!(link.is_symlink() && folder.path().join("second").is_symlink());
            assert_eq!(fs::read(deep.join("draft.ron")).unwrap(), NEW);
            assert_eq!(names_in(&deep), ["draft.ron"]);
            assert_eq!(names_in(folder.path()), ["deep", "link", "second"]);
        }

        #[test]
        fn a_link_to_nothing_makes_its_target() {
            let folder = tempfile::tempdir().unwrap();
            let link = folder.path().join("link");
            symlink("draft.ron", &link).unwrap();
            check_saves(&link);
            assert!(link.is_symlink());
            assert_eq!(names_in(folder.path()), ["draft.ron", "link"]);
        }

        #[test]
        fn links_in_a_circle_and_pipes_are_no_files() {
            let folder = tempfile::tempdir().unwrap();
            let (one, two) = (folder.path().join("one"), folder.path().join("two"));
            symlink(&one, &two).unwrap();
            symlink(&two, &one).unwrap();
            let pipe = folder.path().join("pipe");
            assert!(
                Command::new("mkfifo")
                    .arg(&pipe)
                    .status()
                    .unwrap()
                    .success()
            );
            for path in [&one, &pipe, Path::new("/dev/null")] {
                let err = save_atomically(&RealDisk, path, NEW).unwrap_err();
                assert!(matches!(err, SaveError::NotAFile { .. }), "{err}");
            }
            assert_eq!(names_in(folder.path()), ["one", "pipe", "two"]);
        }

        #[test]
        fn permission_bits_and_owner_are_kept() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("draft.ron");
            for mode in [0o600, 0o640, 0o666, 0o4755] {
                fs::write(&path, OLD).unwrap();
                fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
                let before = fs::metadata(&path).unwrap();
                check_saves(&path);
                let after = fs::metadata(&path).unwrap();
                assert_eq!(after.mode() & 0o7777, mode);
                assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
                assert_ne!(after.ino(), before.ino(), "it was not replaced");
                fs::remove_file(&path).unwrap();
            }
        }

        #[test]
        fn a_hard_link_keeps_the_old_bytes() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("draft.ron");
            fs::write(&path, OLD).unwrap();
            fs::hard_link(&path, folder.path().join("other")).unwrap();
            let saved = save_atomically(&RealDisk, &path, NEW).unwrap();
            assert!(saved.left_a_twin);
            assert_eq!(fs::read(&path).unwrap(), NEW);
            assert_eq!(fs::read(folder.path().join("other")).unwrap(), OLD);
            assert!(!save_atomically(&RealDisk, &path, OLD).unwrap().left_a_twin);
        }
    }
}
