//! `Places`: the folders in which the program keeps what is its own.

use directories::ProjectDirs;
use std::path::PathBuf;

/// The folders of this user for this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Settings.
    pub config: PathBuf,
    /// Journals and versions.
    pub data: PathBuf,
}

impl Places {
    /// Those of this user on this computer; where the user has no home, below the folder for
    /// temporary files.
    pub fn of_this_user() -> Self {
        match ProjectDirs::from("", "", "mubiao") {
            Some(dirs) => Self {
                config: dirs.config_dir().to_path_buf(),
                data: dirs.data_local_dir().to_path_buf(),
            },
            None => Self::below(std::env::temp_dir().join("mubiao")),
        }
    }

    /// Both below one folder.
    pub fn below(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self {
            config: folder.join("config"),
            data: folder.join("data"),
        }
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// Journals, and the locks of the windows that write them.
    pub fn journals(&self) -> PathBuf {
        self.data.join("journals")
    }

    /// Earlier versions of drafts.
    pub fn versions(&self) -> PathBuf {
        self.data.join("versions")
    }
}
