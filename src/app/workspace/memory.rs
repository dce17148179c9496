//! What is remembered from one start to the next: recent files and the looks of the window.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Workspace;
use crate::app::effect::Effect;
use crate::app::jobs::FileJob;
use crate::app::notice::Notice;
use crate::app::ops::OpError;
use crate::store::disk::Disk;
use crate::store::settings::{self, Settings};
use crate::store::{LoadError, Places};

/// The settings, and when they go to their file.
#[derive(Debug, Default)]
pub(super) struct Memory {
    settings: Settings,
    /// Recent files that were not there when they were looked for.
    missing: Vec<PathBuf>,
    due: Option<Duration>,
    /// It was told that the settings cannot be written.
    told: bool,
}

/// Dragging the edge of a panel changes it many times a second.
const GATHER: Duration = Duration::from_secs(1);

impl Memory {
    /// Reads the settings; a file that cannot be read was set aside, which is told.
    pub(super) fn read(disk: &dyn Disk, places: &Places) -> (Self, Option<Notice>) {
        let (settings, broken) = settings::load(disk, places);
        let memory = Self {
            settings,
            ..Self::default()
        };
        (memory, broken.as_ref().map(Notice::broken_settings))
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) fn due_in(&self, now: Duration) -> Option<Duration> {
        self.due.map(|due| due.saturating_sub(now))
    }

    /// Takes in which of the recent files are there.
    pub(super) fn recent_checked(&mut self, found: Vec<(PathBuf, bool)>) -> Vec<Effect> {
        let missing = found.into_iter().filter(|(_, exists)| !exists);
        self.missing = missing.map(|(path, _)| path).collect();
        Vec::new()
    }

    /// A file that was not there when it was to be opened.
    pub(super) fn forget_missing(&mut self, err: &OpError) {
        if let OpError::Load {
            path,
            source: LoadError::NotFound { .. },
        } = err
        {
            self.missing.push(path.clone());
        }
    }
}

/// A file that was open before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecentFile<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// It was there when it was last looked for.
    pub is_there: bool,
}

impl Workspace {
    /// The looks of the window as they were.
    pub fn settings(&self) -> &Settings {
        self.memory.settings()
    }

    /// The files that were open before, the last one first.
    pub fn recent_files(&self) -> impl Iterator<Item = RecentFile<'_>> {
        let recent = self.memory.settings.recent.iter();
        recent.map(|path| RecentFile {
            path,
            is_there: !self.memory.missing.contains(path),
        })
    }

    /// The window looks otherwise now; the recent files are not the window's.
    pub(super) fn remember_view(&mut self, mut view: Settings) -> Vec<Effect> {
        view.recent.clone_from(&self.memory.settings.recent);
        if view != self.memory.settings {
            self.memory.settings = view;
            self.memory.due.get_or_insert(self.errands.now + GATHER);
        }
        Vec::new()
    }

    pub(super) fn remember_file(&mut self, path: &Path) {
        self.memory.settings.remember(path);
        self.memory.missing.retain(|missing| missing != path);
        self.memory.due = Some(Duration::ZERO);
    }

    pub(super) fn keep_settings(&mut self, now: Duration) {
        if self.memory.due.is_some_and(|due| due <= now) {
            self.flush_settings();
        }
    }

    /// What is not written yet is written now.
    pub(super) fn flush_settings(&mut self) {
        if self.memory.due.take().is_some() {
            let settings = Box::new(self.memory.settings.clone());
            self.jobs.ask_file(FileJob::SaveSettings(settings));
        }
    }

    /// Told once: settings are no work of anybody.
    pub(super) fn settings_failed(&mut self, cause: &str) -> Vec<Effect> {
        if std::mem::replace(&mut self.memory.told, true) {
            return Vec::new();
        }
        self.tell(Notice::settings_unsaved(cause))
    }
}
