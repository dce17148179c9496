//! `Disk`: the few things we ask of a file system, so that tests can take one that fails.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

pub mod folder;
pub mod paths;
pub mod testing;
pub mod user;

/// A file system, as far as the program uses one.
pub trait Disk: Send + Sync {
    /// What stands at a path; a link is not followed.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;

    /// Where a link points to, as it is written in the link.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// The first `limit` bytes of a file; fewer where it is shorter.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// Makes a file that did not exist, writes the bytes and waits until the disk has them.
    ///
    /// Attributes are taken over as far as the system allows. On an error there may be a
    /// fragment of the file.
    fn create_new(
        &self,
        path: &Path,
        bytes: &[u8],
        attributes: Option<Attributes>,
    ) -> io::Result<()>;

    /// Adds bytes to the end of a file that exists and waits until the disk has them.
    ///
    /// On an error a part of them may be there.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file another name in one step, in place of any file of that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Waits until the disk has the names of a folder.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder and those above it; one that exists is fine.
    ///
    /// What is made is for the eyes of this user alone, where the system knows such a thing.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// The names in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Takes the lock of a file, which is made where it does not exist; `None` where another
    /// process, or this one, holds it.
    ///
    /// The lock ends with the returned value, and with the process however that ends.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>>;

    /// Lets time pass before another try.
    fn pause(&self, duration: Duration);
}

/// A lock as long as it is held.
pub trait Held: Send + Sync + fmt::Debug {}

/// What is known of a path without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: Kind,
    /// In bytes; some systems say 0 for files that have more.
    pub length: u64,
    /// Marked as not to be written.
    pub read_only: bool,
    /// What a replacement of the file takes over.
    pub attributes: Attributes,
    /// How many names the file has; 1 where the system does not say.
    pub names: u64,
    /// How long ago it was written; `None` where that is unknown or in the future.
    pub age: Option<Duration>,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file with bytes.
    File,
    /// A folder.
    Folder,
    /// A link to another path.
    Link,
    /// A pipe, a socket, a device: opening it may wait for ever.
    Other,
}

/// Permission bits and owner, where the system has them.
///
/// Limit: access lists and extended attributes are not known here; a replaced file gets those
/// that its folder gives to new files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attributes {
    /// Permission bits, e.g. `0o640`.
    pub mode: Option<u32>,
    /// Numbers of user and group.
    pub owner: Option<(u32, u32)>,
}

/// The end of a path's links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The path that the first one means.
    pub path: PathBuf,
    /// What stands there; `None` where nothing does.
    pub found: Option<Metadata>,
}

/// Links in a row that are followed, as on Linux.
const MAX_LINKS: usize = 40;

/// Follows the links that a path leads to; `None` where they lead in a circle.
///
/// Only the last part of the path is looked at: links among folders are the system's business.
pub fn follow_links(disk: &dyn Disk, path: &Path) -> io::Result<Option<Resolved>> {
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        let found = match disk.metadata(&path) {
            Ok(found) => Some(found),
            Err(err) if err.kind() == io::ErrorKind::NotFound => None,
            Err(err) => return Err(err),
        };
        if found.is_none_or(|found| found.kind != Kind::Link) {
            return Ok(Some(Resolved { path, found }));
        }
        path = folder_of(&path).join(disk.read_link(&path)?);
    }
    Ok(None)
}

/// The folder that a file stands in; `.` for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The file system of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        let found = fs::symlink_metadata(path)?;
        let file_type = found.file_type();
        let kind = if file_type.is_symlink() {
            Kind::Link
        } else if file_type.is_dir() {
            Kind::Folder
        } else if file_type.is_file() {
            Kind::File
        } else {
            Kind::Other
        };
        Ok(Metadata {
            kind,
            length: found.len(),
            read_only: found.permissions().readonly(),
            attributes: system::attributes(&found),
            names: system::names(&found),
            age: found.modified().ok().and_then(|time| time.elapsed().ok()),
        })
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn create_new(
        &self,
        path: &Path,
        bytes: &[u8],
        attributes: Option<Attributes>,
    ) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        if attributes.is_some() {
            system::keep_private(&mut options);
        }
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        if let Some(attributes) = attributes {
            system::apply(&file, attributes);
        }
        file.sync_all()
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_data()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        system::sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        system::make_private_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
        names.collect()
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let mut options = OpenOptions::new();
        let file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(LockedFile(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(err)) => Err(err),
        }
    }

    fn pause(&self, duration: Duration) {
        thread::sleep(duration);
    }
}

/// The lock ends when the file is closed.
#[derive(Debug)]
struct LockedFile(#[expect(dead_code, reason = "kept open")] File);

impl Held for LockedFile {}

#[cfg(unix)]
mod system {
    //! Permission bits, owners and folders, as Unix has them.

    use std::fs::{self, File, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{
        DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown,
    };
    use std::path::Path;

    use super::Attributes;

    const PERMISSION_BITS: u32 = 0o7777;

    pub(super) fn attributes(found: &fs::Metadata) -> Attributes {
        Attributes {
            mode: Some(found.mode() & PERMISSION_BITS),
            owner: Some((found.uid(), found.gid())),
        }
    }

    /// Nobody else may read the new file before it has the attributes of the old one.
    pub(super) fn keep_private(options: &mut OpenOptions) {
        options.mode(0o600);
    }

    /// FAT and network shares refuse all of this, and the bytes are what matters. The owner
    /// comes first, because changing it drops permission bits.
    pub(super) fn apply(file: &File, attributes: Attributes) {
        if let Some((user, group)) = attributes.owner {
            fchown(file, None, Some(group)).ok();
            fchown(file, Some(user), None).ok();
        }
        if let Some(mode) = attributes.mode {
            file.set_permissions(Permissions::from_mode(mode)).ok();
        }
    }

    pub(super) fn names(found: &fs::Metadata) -> u64 {
        found.nlink()
    }

    pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700).create(folder)
    }

    pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Network shares that have no such call keep their names safe themselves.
            Err(err)
                if matches!(
                    err.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            result => result,
        }
    }
}

#[cfg(not(unix))]
mod system {
    //! Where files have no permission bits, and folders cannot be waited for.

    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::path::Path;

    use super::Attributes;

    pub(super) fn attributes(_found: &fs::Metadata) -> Attributes {
        Attributes::default()
    }

    pub(super) fn keep_private(_options: &mut OpenOptions) {}

    pub(super) fn apply(_file: &File, _attributes: Attributes) {}

    pub(super) fn names(_found: &fs::Metadata) -> u64 {
        1
    }

    pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as on systems where it can fail"
    )]
    pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
        Ok(())
    }
}
