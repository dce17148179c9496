//! Folders as people see them: what is in one, where home is, which dialogs the system has.

use directories::UserDirs;
use std::path::{Path, PathBuf};

use super::Disk;

/// A folder's content, for the built-in file dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderListing {
    /// The folder.
    pub folder: PathBuf,
    /// Folders first, then files, each by name; nothing hidden.
    pub entries: Vec<FolderEntry>,
    /// Why it cannot be shown, in words for people.
    pub fault: Option<String>,
}

/// A file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name.
    pub name: String,
    /// It is a folder.
    pub is_folder: bool,
    /// Its size, of files.
    pub bytes: Option<u64>,
}

impl FolderEntry {
    /// Its name ends so.
    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.name)
            .extension()
            .is_some_and(|found| found.eq_ignore_ascii_case(extension))
    }
}

/// More than this is not shown; such folders are for machines.
const MAX_ENTRIES: usize = 5_000;

/// What is in a folder.
pub fn list(folder: &Path) -> FolderListing {
    match read(folder) {
        Ok(mut entries) => {
            entries.sort_by(|a, b| {
                b.is_folder
                    .cmp(&a.is_folder)
                    .then_with(|| a.name.cmp(&b.name))
            });
            FolderListing {
                folder: folder.to_owned(),
                entries,
                fault: None,
            }
        }
        Err(err) => FolderListing {
            folder: folder.to_owned(),
            entries: Vec::new(),
            fault: Some(fault(err.kind()).to_owned()),
        },
    }
}

fn read(folder: &Path) -> std::io::Result<Vec<FolderEntry>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder)?.take(MAX_ENTRIES) {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        // What vanishes while it is listed, or points nowhere, is left out.
        if let Ok(metadata) = std::fs::metadata(entry.path()) {
            let is_folder = metadata.is_dir();
            entries.push(FolderEntry {
                name,
                is_folder,
                bytes: (!is_folder).then_some(metadata.len()),
            });
        }
    }
    Ok(entries)
}

fn fault(kind: std::io::ErrorKind) -> &'static str {
    match kind {
        std::io::ErrorKind::NotFound => "没有这个文件夹，请检查路径",
        std::io::ErrorKind::PermissionDenied => "没有权限查看这个文件夹",
        _ => "这个文件夹打不开，请换一个",
    }
}

/// Makes a folder, and the folders above it; one that exists is fine.
///
/// # Errors
/// What the system said.
pub fn make(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// There is something under this path.
pub fn exists(disk: &dyn Disk, path: &Path) -> bool {
    !matches!(disk.metadata(path), Err(err) if err.kind() == std::io::ErrorKind::NotFound)
}

/// The folder for documents, or home, or the root.
pub fn home() -> PathBuf {
    let dirs = UserDirs::new();
    let documents = dirs
        .as_ref()
        .and_then(|dirs| dirs.document_dir())
        .map(Path::to_owned);
    documents
        .filter(|folder| folder.is_dir())
        .or_else(|| dirs.map(|dirs| dirs.home_dir().to_owned()))
        .unwrap_or_else(|| PathBuf::from("/"))
}

/// Whether the system has a file dialog: always on Windows and macOS; elsewhere where zenity is
/// installed, or a session bus that can start the portal.
pub fn has_file_dialog() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    on_path("zenity") || (std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() && has_portal())
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

const PORTAL: &str = "dbus-1/services/org.freedesktop.portal.Desktop.service";

fn has_portal() -> bool {
    let folders = std::env::var_os("XDG_DATA_DIRS").filter(|folders| !folders.is_empty());
    let folders = folders.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    std::env::split_paths(&folders).any(|folder| folder.join(PORTAL).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_hidden_things_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["乙.ron", "甲.RON", ".隐藏.ron"] {
            std::fs::write(folder.path().join(name), "12").unwrap();
        }
        std::fs::create_dir(folder.path().join("文件夹")).unwrap();
        let listing = list(folder.path());
        let names: Vec<&str> = listing
            .entries
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        assert_eq!(names, ["文件夹", "乙.ron", "甲.RON"]);
        assert!(listing.entries[2].has_extension("ron"));
        assert_eq!(listing.entries[1].bytes, Some(2));
    }

    #[test]
    fn a_folder_that_is_not_there_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let listing = list(&folder.path().join("没有"));
        assert_eq!(listing.fault.as_deref(), Some("没有这个文件夹，请检查路径"));
    }
}
