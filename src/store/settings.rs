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
    /// The window looks the same, whatever files were open.
    pub fn looks_like(&self, other: &Self) -> bool {
        let Self {
            recent: _,
            window,
            zoom_percent,
            look,
            problems_width,
            problems,
        } = self;
        *window == other.window
            && *zoom_percent == other.zoom_percent
            && *look == other.look
            && *problems_width == other.problems_width
            && *problems == other.problems
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::testing::{SimDisk, Step};
    use expect_test::expect;

    const BAD: &str = "/own/config/settings.ron.bad";

    fn places() -> Places {
        Places::below("/own")
    }

    fn sample() -> Settings {
        let mut settings = Settings {
            window: Some(WindowPlace {
                width: 1280,
                height: 720,
                is_maximized: true,
            }),
            zoom_percent: 125,
            look: Look::Dark,
            problems: Some(Panel::Folded),
            ..Settings::default()
        };
        settings.remember(Path::new("/docs/2025年\"预算\".ron"));
        settings.remember(Path::new("/docs/2026年预算.ron"));
        settings
    }

    fn written(settings: &Settings) -> Vec<u8> {
        let disk = SimDisk::new();
        assert!(save(&disk, &places(), settings).unwrap().durable);
        disk.file(places().settings()).unwrap()
    }

    fn with_file(bytes: &[u8]) -> SimDisk {
        let disk = SimDisk::new();
        disk.put_file(places().settings(), bytes);
        disk
    }

    /// Loads these bytes; nothing is wrong with them.
    #[track_caller]
    fn loaded(text: &str) -> Settings {
        let (settings, broken) = load(&with_file(text.as_bytes()), &places());
        assert!(broken.is_none(), "{text}: {broken:?}");
        settings
    }

    #[test]
    fn settings_are_written_and_read() {
        let bytes = written(&sample());
        expect![[r#"
            (
                recent: [
                    "/docs/2026年预算.ron",
                    "/docs/2025年\"预算\".ron",
                ],
                window: Some((
                    width: 1280,
                    height: 720,
                    is_maximized: true,
                )),
                zoom_percent: 125,
                look: Dark,
                problems_width: 300,
                problems: Some(Folded),
            )
        "#]]
        .assert_eq(std::str::from_utf8(&bytes).unwrap());
        assert_eq!(loaded(std::str::from_utf8(&bytes).unwrap()), sample());
    }

    #[test]
    fn the_first_start_has_the_defaults_and_writes_nothing() {
        let disk = SimDisk::new();
        let (settings, broken) = load(&disk, &places());
        assert_eq!(settings, Settings::default());
        assert!(broken.is_none());
        assert_eq!(disk.log(), [Step::Metadata]);
        assert_eq!(Settings::default().within_limits(), Settings::default());
    }

    #[test]
    fn fields_may_be_missing_or_unknown() {
        assert_eq!(loaded("()"), Settings::default());
        let settings = loaded("(later: Some((a: [1, \"b\"])), zoom_percent: 150, tint: Blue)");
        assert_eq!(settings.zoom_percent, 150);
    }

    #[test]
    fn numbers_out_of_range_are_brought_into_it() {
        let settings = loaded(
            "(zoom_percent: 4000000000, problems_width: 0, window: Some((width: 1, height: 99999)))",
        );
        assert_eq!(settings.zoom_percent, 250);
        assert_eq!(settings.problems_width, 240);
        let window = WindowPlace {
            width: 800,
            height: 16_000,
            is_maximized: false,
        };
        assert_eq!(settings.window, Some(window));
        assert_eq!(loaded("(zoom_percent: 1)").zoom_percent, 75);
    }

    #[test]
    fn ten_recent_files_are_remembered_each_once() {
        let mut settings = Settings::default();
        let name = |n: usize| PathBuf::from(format!("/docs/{n}.ron"));
        for n in 0..12 {
            settings.remember(&name(n));
        }
        settings.remember(&name(5));
        settings.forget(&name(9));
        let expected = [5, 11, 10, 8, 7, 6, 4, 3, 2].map(name);
        assert_eq!(settings.recent, expected);
        let text = "(recent: [\"b\", \"a\", \"b\", \"c\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\"])";
        let recent = loaded(text).recent;
        let expected = ["b", "a", "c", "1", "2", "3", "4", "5", "6"].map(PathBuf::from);
        assert_eq!(recent, expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_without_a_name_in_unicode_is_passed_over() {
        use std::os::unix::ffi::OsStrExt as _;
        let odd = Path::new(std::ffi::OsStr::from_bytes(b"/docs/\xFF.ron"));
        let mut settings = sample();
        settings.remember(odd);
        assert_eq!(settings, sample());
        settings.recent.push(odd.to_path_buf());
        assert_eq!(written(&settings), written(&sample()));
    }

    #[test]
    fn very_long_paths_do_not_make_settings_that_cannot_be_read() {
        let mut settings = Settings::default();
        for n in 0..10 {
            settings.remember(Path::new(&format!("/{n}{}", "\u{1}".repeat(4000))));
        }
        let bytes = written(&settings);
        assert!(bytes.len() as u64 <= MAX_BYTES);
        let recent = loaded(std::str::from_utf8(&bytes).unwrap()).recent;
        assert!(!recent.is_empty() && recent.len() < 10);
        assert_eq!(recent[..], settings.recent[..recent.len()]);
    }

    /// These bytes are put aside for the defaults, in place of older ones.
    #[track_caller]
    fn check_put_aside(bytes: &[u8]) -> SettingsError {
        let disk = with_file(bytes);
        disk.put_file(BAD, b"older");
        let draft = "/docs/预算.ron";
        disk.put_file(draft, b"draft");
        let (settings, broken) = load(&disk, &places());
        assert_eq!(settings, Settings::default());
        let broken = broken.unwrap();
        assert_eq!(broken.kept_as.as_deref(), Some(Path::new(BAD)));
        assert_eq!(disk.file(BAD).unwrap(), bytes);
        assert_eq!(disk.file(draft).unwrap(), b"draft");
        assert_eq!(disk.file(places().settings()), None);
        assert!(load(&disk, &places()).1.is_none());
        broken.cause
    }

    #[test]
    fn a_file_cut_at_any_byte_gives_the_defaults_and_is_put_aside() {
        let bytes = written(&sample());
        for end in 0..bytes.len() - 1 {
            check_put_aside(&bytes[..end]);
        }
        let whole = std::str::from_utf8(&bytes).unwrap();
        assert_eq!(loaded(whole.trim_end()), sample());
    }

    #[test]
    fn a_file_of_zeros_or_with_zeros_at_its_end_is_put_aside() {
        let bytes = written(&sample());
        check_put_aside(&vec![0; bytes.len()]);
        for end in 0..bytes.len() {
            let mut zeroed = bytes.clone();
            zeroed[end..].fill(0);
            let (settings, broken) = load(&with_file(&zeroed), &places());
            assert!(settings == Settings::default() && broken.is_some(), "{end}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_file_is_told_apart() {
        let check = |bytes: &[u8], fits: fn(&SettingsError) -> bool| {
            let cause = check_put_aside(bytes);
            assert!(fits(&cause), "{cause:?}");
        };
        check(&vec![b' '; MAX_BYTES as usize + 1], |cause| {
            matches!(cause, SettingsError::TooLarge { .. })
        });
        check(b"(zoom_percent: \xFF)", |cause| {
            matches!(cause, SettingsError::NotText { .. })
        });
        let deep = "(a: ".repeat(10_000);
        for text in [
            "",
            "(",
            "[]",
            "(zoom_percent: 1.5)",
            "(look: Pink)",
            "(zoom_percent: -1)",
            &deep,
        ] {
            check(text.as_bytes(), |cause| {
                matches!(cause, SettingsError::NotSettings { .. })
            });
        }
    }

    #[test]
    fn what_is_no_file_is_put_aside_without_opening_it() {
        let check = |put: &dyn Fn(&SimDisk, &Path)| {
            let disk = SimDisk::new();
            put(&disk, &places().settings());
            let (settings, broken) = load(&disk, &places());
            assert_eq!(settings, Settings::default());
            let broken = broken.unwrap();
            assert!(matches!(broken.cause, SettingsError::NotAFile { .. }));
            assert!(disk.metadata(Path::new(BAD)).is_ok());
            assert!(!disk.log().contains(&Step::Read));
        };
        check(&|disk, path| disk.put_folder(path));
        check(&|disk, path| disk.put_other(path));
        check(&|disk, path| disk.put_link(path, path));
    }

    #[test]
    fn a_link_to_the_settings_is_followed_and_stays() {
        let disk = SimDisk::new();
        disk.put_link(places().settings(), "/elsewhere/settings.ron");
        assert_eq!(load(&disk, &places()).0, Settings::default());
        disk.put_folder("/elsewhere");
        let _saved = save(&disk, &places(), &sample()).unwrap();
        assert_eq!(load(&disk, &places()).0, sample());
        assert!(disk.read_link(&places().settings()).is_ok());
    }

    #[test]
    fn whatever_step_fails_the_program_starts() {
        for n in 1..=2 {
            for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::TimedOut] {
                let disk = SimDisk::failing_at(n, kind);
                disk.put_file(places().settings(), b"()");
                let (settings, broken) = load(&disk, &places());
                assert_eq!(settings, Settings::default());
                let broken = broken.unwrap();
                assert!(matches!(broken.cause, SettingsError::Io { .. }));
                assert!(broken.kept_as.is_some());
            }
        }
        let disk = SimDisk::failing_at(3, io::ErrorKind::ReadOnlyFilesystem);
        disk.put_file(places().settings(), b"(");
        let (settings, broken) = load(&disk, &places());
        assert_eq!(settings, Settings::default());
        assert_eq!(broken.unwrap().kept_as, None);
    }

    #[test]
    fn settings_that_cannot_be_saved_leave_the_old_ones() {
        let old = written(&Settings::default());
        for n in 1..=7 {
            let disk = SimDisk::failing_at(n, io::ErrorKind::StorageFull);
            disk.put_file(places().settings(), &old);
            assert!(save(&disk, &places(), &sample()).is_err(), "step {n}");
            assert_eq!(disk.file(places().settings()).unwrap(), old);
            assert_eq!(disk.files(), [places().settings()]);
        }
    }
}
