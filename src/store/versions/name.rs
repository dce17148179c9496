//! The names of versions, and of the folders that keep them.
//!
//! A name says all that is known of a version, so that there is no list that could be lost or be
//! wrong; and it is one that every system takes.

use std::fmt;
use std::path::Path;

use crate::base::moment::Moment;
use crate::store::FILE_EXTENSION;

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A save wrote it.
    Saved,
    /// A save was about to replace it.
    Replaced,
    /// A person chose not to save it, or threw it away in a recovery.
    Discarded,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Saved, Self::Replaced, Self::Discarded];

    /// In names of files, and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Saved => "已保存",
            Self::Replaced => "覆盖前",
            Self::Discarded => "未保存的修改",
        }
    }

    /// It once was what the draft's file held.
    pub(super) fn was_in_the_file(self) -> bool {
        match self {
            Self::Saved | Self::Replaced => true,
            Self::Discarded => false,
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What the name of a version says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When it was kept; no two of a draft are of the same moment.
    pub at: Moment,
    /// Why it was kept.
    pub kind: Kind,
    /// A person wants it kept for ever.
    pub is_pinned: bool,
}

const PINNED: &str = " 保留";

impl Stamp {
    /// Reads the name of a version; `None` for every other name.
    pub fn of_name(name: &str) -> Option<Self> {
        let said = name.strip_suffix(FILE_EXTENSION)?.strip_suffix('.')?;
        let unpinned = said.strip_suffix(PINNED);
        let (moment, word) = unpinned.unwrap_or(said).rsplit_once(' ')?;
        Some(Self {
            at: moment.parse().ok()?,
            kind: Kind::of_word(word)?,
            is_pinned: unpinned.is_some(),
        })
    }
}

impl fmt::Display for Stamp {
    /// `2026-11-22 14.05.09.123 已保存 保留.ron`, the name of the version.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            at,
            kind,
            is_pinned,
        } = self;
        let pinned = if *is_pinned { PINNED } else { "" };
        write!(f, "{at} {}{pinned}.{FILE_EXTENSION}", kind.word())
    }
}

/// The folder of drafts that have no file yet.
const UNNAMED: &str = "未命名";
/// In place of a file name that has no letter and no digit.
const NAMELESS: &str = "草稿";
const MAX_STEM_CHARS: usize = 20;

/// The name of the folder that keeps the versions of a file: letters and digits of its name, for
/// people, and the CRC-32 of its whole path, which tells it from others of that name.
///
/// Limit: two paths of the same name and the same CRC-32 would share a folder.
pub(super) fn folder_name(file: Option<&Path>) -> String {
    let Some(file) = file else {
        return UNNAMED.to_owned();
    };
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let letters = stem.chars().filter(|c| c.is_alphanumeric());
    let mut name: String = letters.take(MAX_STEM_CHARS).collect();
    if name.is_empty() {
        NAMELESS.clone_into(&mut name);
    }
    let crc32 = crc32fast::hash(file.as_os_str().as_encoded_bytes());
    format!("{name}-{crc32:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_stamp(name: &str, at: &str, kind: Kind, is_pinned: bool) {
        let at = at.parse().unwrap();
        let stamp = Stamp {
            at,
            kind,
            is_pinned,
        };
        assert_eq!(stamp.to_string(), name);
        assert_eq!(Stamp::of_name(name), Some(stamp));
    }

    #[test]
    fn a_name_says_all_about_a_version() {
        let at = "2026-11-22 14.05.09.123";
        check_stamp("2026-11-22 14.05.09.123 已保存.ron", at, Kind::Saved, false);
        check_stamp(
            "2026-11-22 14.05.09.123 覆盖前 保留.ron",
            at,
            Kind::Replaced,
            true,
        );
        check_stamp(
            "2026-11-22 14.05.09.123 未保存的修改.ron",
            at,
            Kind::Discarded,
            false,
        );
    }

    #[test]
    fn other_names_are_not_ours() {
        for name in [
            "",
            ".ron",
            "origin.txt",
            ".~1a2b3c4d.tmp",
            "预算.ron",
            "2026-11-22 14.05.09.123.ron",
            "2026-11-22 14.05.09.123 已保存",
            "2026-11-22 14.05.09.123 已保存ron",
            "2026-11-22 14.05.09.123 已保存.RON",
            "2026-11-22 14.05.09.123 已保存 (1).ron",
            "2026-11-22 14.05.09.123 已保存 保留 保留.ron",
            "2026-11-22 14.05.09.123  已保存.ron",
            "2026-02-30 14.05.09.123 已保存.ron",
        ] {
            assert_eq!(Stamp::of_name(name), None, "{name}");
        }
    }

    #[track_caller]
    fn check_folder(file: &str, stem: &str) {
        let name = folder_name(Some(Path::new(file)));
        let (found, crc32) = name.rsplit_once('-').unwrap();
        assert_eq!(found, stem);
        assert_eq!(crc32, format!("{:08x}", crc32fast::hash(file.as_bytes())));
    }

    #[test]
    fn a_folder_is_named_after_the_file() {
        check_folder("/docs/2026年 预算(终稿).ron", "2026年预算终稿");
        check_folder("/docs/-|?*….ron", "草稿");
        check_folder("/docs/con.ron", "con");
        check_folder(
            &format!("/docs/{}.ron", "目标".repeat(40)),
            &"目标".repeat(10),
        );
        assert_eq!(folder_name(None), "未命名");
    }

    #[test]
    fn files_of_the_same_name_in_two_folders_do_not_mix() {
        let a = folder_name(Some(Path::new("/甲/预算.ron")));
        let b = folder_name(Some(Path::new("/乙/预算.ron")));
        assert_ne!(a, b);
    }
}
