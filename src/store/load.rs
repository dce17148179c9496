//! Opening a draft file.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk, Kind, Resolved};
use super::format::{self, FormatError, Loaded, MAX_FILE_BYTES};

/// Why a file was not opened.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such file.
    #[error("no such file: {}", path.display())]
    NotFound {
        /// The path to open.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The path is a folder.
    #[error("a folder, not a file: {}", path.display())]
    IsFolder {
        /// The path to open.
        path: PathBuf,
    },
    /// The path is a pipe or a device, or links lead in a circle.
    #[error("not a file: {}", path.display())]
    NotAFile {
        /// The path to open.
        path: PathBuf,
    },
    /// The system does not allow to read it.
    #[error("permission denied: {}", path.display())]
    Denied {
        /// The path to open.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file was read and is no draft.
    #[error("not readable as a draft: {}", path.display())]
    Format {
        /// The path to open.
        path: PathBuf,
        /// What is wrong with it.
        source: FormatError,
    },
    /// Anything else that the system refused.
    #[error("cannot read: {}", path.display())]
    Io {
        /// The path to open.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl LoadError {
    /// The path to open, as it was asked for.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound { path, .. }
            | Self::IsFolder { path }
            | Self::NotAFile { path }
            | Self::Denied { path, .. }
            | Self::Format { path, .. }
            | Self::Io { path, .. } => path,
        }
    }

    fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Self::NotFound { path, source }
            }
            io::ErrorKind::IsADirectory => Self::IsFolder { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path, source },
            _ => Self::Io { path, source },
        }
    }
}

/// Reads a draft file.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Loaded, LoadError> {
    let bytes = load_bytes(disk, path)?;
    format::read(&bytes).map_err(|source| refused(path, source))
}

/// Reads any file that a person may choose.
///
/// Only files are opened: opening a pipe could wait for ever. No more is read than the largest
/// draft file has, whatever length the system states.
pub fn load_bytes(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, LoadError> {
    let to_error = |err| LoadError::from_io(path, err);
    let owned = || path.to_path_buf();
    let resolved = disk::follow_links(disk, path).map_err(to_error)?;
    let Some(Resolved { path: file, found }) = resolved else {
        return Err(LoadError::NotAFile { path: owned() });
    };
    let found = found.ok_or_else(|| to_error(io::ErrorKind::NotFound.into()))?;
    match found.kind {
        Kind::File => {}
        Kind::Folder => return Err(LoadError::IsFolder { path: owned() }),
        Kind::Link | Kind::Other => return Err(LoadError::NotAFile { path: owned() }),
    }
    let too_large = || {
        let max_bytes = MAX_FILE_BYTES;
        refused(path, FormatError::TooLarge { max_bytes })
    };
    if found.length > MAX_FILE_BYTES {
        return Err(too_large());
    }
    let bytes = disk.read(&file, MAX_FILE_BYTES + 1).map_err(to_error)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE_BYTES) {
        Ok(bytes)
    } else {
        Err(too_large())
    }
}

fn refused(path: &Path, source: FormatError) -> LoadError {
    LoadError::Format {
        path: path.to_path_buf(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;
    use crate::store::ContentHash;
    use crate::store::disk::RealDisk;
    use crate::store::disk::testing::{SimDisk, Step};
    use std::fs;

    const PATH: &str = "/docs/draft.ron";

    fn with_draft(disk: SimDisk) -> SimDisk {
        let text = format::write(&sample::minimal()).unwrap();
        disk.put_file(PATH, text.as_bytes());
        disk
    }

    #[test]
    fn a_draft_is_opened_directly_and_by_a_link() {
        let disk = with_draft(SimDisk::new());
        disk.put_link("/link", "docs/draft.ron");
        for path in [PATH, "/link"] {
            let loaded = load(&disk, Path::new(path)).unwrap();
            assert_eq!(loaded.draft, sample::minimal());
            let bytes = disk.file(PATH).unwrap();
            assert_eq!(loaded.content_hash, ContentHash::of(&bytes));
        }
    }

    #[track_caller]
    fn check_refused(disk: &dyn Disk, path: &Path, fits: fn(&LoadError) -> bool) {
        let err = load(disk, path).unwrap_err();
        assert!(fits(&err), "{err:?}");
        assert_eq!(err.path(), path);
    }

    #[test]
    fn what_is_no_file_is_refused_without_opening_it() {
        let disk = SimDisk::new();
        disk.put_folder("/folder");
        disk.put_other("/pipe");
        disk.put_link("/circle", "/circle");
        disk.put_link("/nowhere", "/missing");
        let check = |path: &str, fits| check_refused(&disk, Path::new(path), fits);
        check("/folder", |err| matches!(err, LoadError::IsFolder { .. }));
        check("/pipe", |err| matches!(err, LoadError::NotAFile { .. }));
        check("/circle", |err| matches!(err, LoadError::NotAFile { .. }));
        check("/nowhere", |err| matches!(err, LoadError::NotFound { .. }));
        check("/missing", |err| matches!(err, LoadError::NotFound { .. }));
        assert!(!disk.log().contains(&Step::Read));
    }

    #[test]
    fn errors_of_the_disk_are_told_apart() {
        for n in 1..=2 {
            let check = |kind, fits| {
                let disk = with_draft(SimDisk::failing_at(n, kind));
                check_refused(&disk, Path::new(PATH), fits);
            };
            check(io::ErrorKind::PermissionDenied, |err| {
                matches!(err, LoadError::Denied { .. })
            });
            check(io::ErrorKind::TimedOut, |err| {
                matches!(err, LoadError::Io { .. })
            });
        }
    }

    #[test]
    fn a_huge_file_is_refused_by_its_length() {
        let disk = SimDisk::new();
        disk.put_file(PATH, &vec![b' '; MAX_FILE_BYTES as usize + 1]);
        check_refused(&disk, Path::new(PATH), |err| {
            matches!(
                err,
                LoadError::Format {
                    source: FormatError::TooLarge { .. },
                    ..
                }
            )
        });
        assert!(!disk.log().contains(&Step::Read));
    }

    #[test]
    fn no_more_is_read_than_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft.ron");
        fs::write(&path, "0123456789").unwrap();
        assert_eq!(RealDisk.read(&path, 4).unwrap(), b"0123");
        assert_eq!(RealDisk.read(&path, 11).unwrap(), b"0123456789");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_of_the_real_disk_do_not_hang() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            check_refused(&RealDisk, path, |err| {
                matches!(err, LoadError::NotAFile { .. })
            });
        }
        check_refused(&RealDisk, folder.path(), |err| {
            matches!(err, LoadError::IsFolder { .. })
        });
    }
}
