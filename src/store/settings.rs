//! What the program remembers for its user: recent drafts, the window, its look.
//!
//! Invariants: whatever is wrong with the file, the program starts, with the defaults, and the
//! file is put aside; what is loaded is within the limits that are stated here.

use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk, Kind, Resolved};
use super::places::Places;
use super::save::{SaveError, Saved, save_atomically};

/// What is remembered from one start to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The files of drafts that were open, the latest first.
    pub recent: Vec<PathBuf>,
    /// How large the window was; `None` before the first end.
    pub window: Option<WindowPlace>,
    /// The size of everything, of 100.
    pub zoom_percent: u32,
    /// Dark letters on light ground or the other way round.
    pub look: Look,
    /// The width of the list of problems, in points.
    pub problems_width: u32,
    /// The list of problems, where a person opened or folded it.
    pub problems: Option<Panel>,
}

/// The size of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// In points, as when it is not maximized.
    pub width: u32,
    /// In points, as when it is not maximized.
    pub height: u32,
    /// It fills the screen.
    #[serde(default)]
    pub is_maximized: bool,
}

/// The colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Look {
    /// Dark letters on light ground.
    #[default]
    Light,
    /// Light letters on dark ground.
    Dark,
}

/// A part of the window that can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Panel {
    /// To be seen.
    Open,
    /// Put away.
    Folded,
}

/// How many recent drafts are remembered.
pub const MAX_RECENT: usize = 10;
/// The smallest and the largest zoom, of 100.
pub const ZOOM_PERCENT: (u32, u32) = (75, 250);
/// The least and the greatest width of the list of problems, in points.
pub const PROBLEMS_WIDTH: (u32, u32) = (240, 480);
/// The least and the greatest width of the window, in points.
pub const WINDOW_WIDTH: (u32, u32) = (800, 16_000);
/// The least and the greatest height of the window, in points.
pub const WINDOW_HEIGHT: (u32, u32) = (480, 16_000);

/// No settings file is larger; a larger one is not read.
const MAX_BYTES: u64 = 64 * 1024;

impl Default for Settings {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            window: None,
            zoom_percent: 100,
            look: Look::default(),
            problems_width: 300,
            problems: None,
        }
    }
}

impl Settings {
    /// Puts a file first among the recent ones; one that has no name in Unicode is passed over,
    /// because the settings could not be written with it.
    pub fn remember(&mut self, file: &Path) {
        if file.to_str().is_some() {
            self.forget(file);
            self.recent.insert(0, file.to_path_buf());
            self.recent.truncate(MAX_RECENT);
        }
    }

    /// Takes a file out of the recent ones.
    pub fn forget(&mut self, file: &Path) {
        self.recent.retain(|recent| recent != file);
    }

    /// These settings within their limits.
    fn within_limits(&self) -> Self {
        let Self {
            recent,
            window,
            zoom_percent,
            look,
            problems_width,
            problems,
        } = self;
        let mut settings = Self {
            recent: Vec::new(),
            window: window.map(WindowPlace::within_limits),
            zoom_percent: within(*zoom_percent, ZOOM_PERCENT),
            look: *look,
            problems_width: within(*problems_width, PROBLEMS_WIDTH),
            problems: *problems,
        };
        for file in recent.iter().take(MAX_RECENT).rev() {
            settings.remember(file);
        }
        settings
    }
}

impl WindowPlace {
    fn within_limits(self) -> Self {
        Self {
            width: within(self.width, WINDOW_WIDTH),
            height: within(self.height, WINDOW_HEIGHT),
            is_maximized: self.is_maximized,
        }
    }
}

fn within(number: u32, (least, greatest): (u32, u32)) -> u32 {
    number.clamp(least, greatest)
}

/// A settings file that could not be used.
#[derive(Debug)]
pub struct BrokenSettings {
    /// Where it is now; `None` where it could not be put aside.
    pub kept_as: Option<PathBuf>,
    /// What is wrong with it.
    pub cause: SettingsError,
}

/// Why a settings file was not used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// It is a folder, a pipe or a device, or links lead in a circle.
    #[error("not a file: {}", path.display())]
    NotAFile {
        /// The settings file.
        path: PathBuf,
    },
    /// It is larger than settings ever are.
    #[error("too large for settings: {}", path.display())]
    TooLarge {
        /// The settings file.
        path: PathBuf,
    },
    /// It is not text.
    #[error("not text: {}", path.display())]
    NotText {
        /// The settings file.
        path: PathBuf,
        /// Where the text ends.
        source: std::str::Utf8Error,
    },
    /// It is text and no settings.
    #[error("not readable as settings: {}", path.display())]
    NotSettings {
        /// The settings file.
        path: PathBuf,
        /// What the parser said.
        source: Box<ron::error::SpannedError>,
    },
    /// The system refused to read it.
    #[error("cannot read: {}", path.display())]
    Io {
        /// The settings file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Reads the settings without setting a broken file aside; defaults where it cannot be read.
pub fn peek(disk: &dyn Disk, places: &Places) -> Settings {
    let read = read(disk, &places.settings());
    read.ok().flatten().unwrap_or_default().within_limits()
}

/// Reads the settings; where there are none, or none that can be used, gives the defaults.
///
/// A file that cannot be used is renamed to `settings.ron.bad`, in place of an older one.
pub fn load(disk: &dyn Disk, places: &Places) -> (Settings, Option<BrokenSettings>) {
    let path = places.settings();
    match read(disk, &path) {
        Ok(settings) => (settings.unwrap_or_default().within_limits(), None),
        Err(cause) => {
            let kept_as = put_aside(disk, &path);
            let broken = BrokenSettings { kept_as, cause };
            (Settings::default(), Some(broken))
        }
    }
}

/// Writes the settings, within their limits; makes their folder where it is missing.
pub fn save(disk: &dyn Disk, places: &Places, settings: &Settings) -> Result<Saved, SaveError> {
    let path = places.settings();
    let made = disk.make_folder(disk::folder_of(&path));
    made.map_err(|err| SaveError::from_io(&path, err))?;
    let mut settings = settings.within_limits();
    let mut text = text_of(&settings);
    // Very long paths: what is written must be readable again.
    while text.len() as u64 > MAX_BYTES && settings.recent.pop().is_some() {
        text = text_of(&settings);
    }
    save_atomically(disk, &path, text.as_bytes())
}

fn text_of(settings: &Settings) -> String {
    let pretty = ron::ser::PrettyConfig::new().new_line("\n");
    let text = ron::ser::to_string_pretty(settings, pretty);
    // Numbers, words and texts in Unicode can always be written; without a text, nothing is said.
    text.unwrap_or_else(|_| "()".to_owned()) + "\n"
}

fn read(disk: &dyn Disk, path: &Path) -> Result<Option<Settings>, SettingsError> {
    let owned = || path.to_path_buf();
    let io_error = |source| SettingsError::Io {
        path: owned(),
        source,
    };
    let resolved = disk::follow_links(disk, path).map_err(io_error)?;
    let Some(Resolved { path: file, found }) = resolved else {
        return Err(SettingsError::NotAFile { path: owned() });
    };
    match found.map(|found| found.kind) {
        None => return Ok(None),
        Some(Kind::File) => {}
        Some(Kind::Folder | Kind::Link | Kind::Other) => {
            return Err(SettingsError::NotAFile { path: owned() });
        }
    }
    let bytes = disk.read(&file, MAX_BYTES + 1).map_err(io_error)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(SettingsError::TooLarge { path: owned() });
    }
    let text = std::str::from_utf8(&bytes).map_err(|source| SettingsError::NotText {
        path: owned(),
        source,
    })?;
    let settings = ron::from_str(text).map_err(|err| SettingsError::NotSettings {
        path: owned(),
        source: Box::new(err),
    })?;
    Ok(Some(settings))
}

/// Renames what cannot be used, so that the next save does not replace it.
fn put_aside(disk: &dyn Disk, path: &Path) -> Option<PathBuf> {
    let mut bad = path.as_os_str().to_owned();
    bad.push(".bad");
    let bad = PathBuf::from(bad);
    disk.rename(path, &bad).ok()?;
    Some(bad)
}
