//! The file beside a draft that says who has it open: its name and its text.
//!
//! It may come from another computer, another version of this program or a hand: whatever it
//! says is bounded and free of control characters.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::Me;
use crate::base::moment::Moment;
use crate::base::text;
use crate::store::disk;

/// The first line; other first lines are of versions that this one does not know.
const MARKER: &str = "mubiao-lock: 1";
/// No more of a sidecar is read.
pub(super) const MAX_BYTES: u64 = 4096;
/// Names of users and computers are cut behind so many characters.
const MAX_NAME_CHARS: usize = 100;
/// File systems take names of 255 bytes, those that encrypt them less.
const MAX_FILE_NAME_BYTES: usize = 200;
const SESSION_DIGITS: usize = 16;

/// Where the sidecar of a draft file is; `None` for paths without a file name.
pub(super) fn path_beside(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?;
    let mut sidecar = OsString::from(".~lock.");
    sidecar.push(name);
    sidecar.push("#");
    if sidecar.len() > MAX_FILE_NAME_BYTES {
        let crc32 = crc32fast::hash(name.as_encoded_bytes());
        sidecar = format!(".~lock.{crc32:08x}#").into();
    }
    Some(disk::folder_of(file).join(sidecar))
}

/// What a sidecar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// Sixteen hexadecimal digits, so that it may become part of a path.
    pub(super) session: String,
    pub(super) user: String,
    pub(super) host: String,
    pub(super) pid: Option<u32>,
    pub(super) since: Option<Moment>,
}

impl Said {
    /// What a sidecar of ours is to say.
    pub(super) fn of(me: &Me, at: Moment) -> Self {
        Self {
            session: me.session.clone(),
            user: one_line(&me.user),
            host: one_line(&me.host),
            pid: Some(me.pid),
            since: Some(at),
        }
    }

    /// The text of the sidecar.
    pub(super) fn to_text(&self) -> String {
        let Self {
            session,
            user,
            host,
            pid,
            since,
        } = self;
        let mut text = format!("{MARKER}\nsession: {session}\nuser: {user}\nhost: {host}\n");
        if let Some(pid) = pid {
            writeln!(text, "pid: {pid}").ok();
        }
        if let Some(since) = since {
            writeln!(text, "since: {since}").ok();
        }
        text
    }

    /// Reads a sidecar; `None` where it is not one, or not a whole one.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.strip_suffix('\n')?.lines();
        if lines.next()? != MARKER {
            return None;
        }
        let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(": ")).collect();
        let value = |key: &str| {
            let mut fields = fields.iter();
            fields
                .find(|(found, _)| *found == key)
                .map(|(_, value)| *value)
        };
        let session = value("session")?;
        let is_session =
            session.len() == SESSION_DIGITS && session.chars().all(|c| c.is_ascii_hexdigit());
        is_session.then(|| Self {
            session: session.to_owned(),
            user: value("user").map(one_line).unwrap_or_default(),
            host: value("host").map(one_line).unwrap_or_default(),
            pid: value("pid").and_then(|pid| pid.parse().ok()),
            since: value("since").and_then(|since| since.parse().ok()),
        })
    }
}

/// A name without anything that could break a line, or reverse one on the screen.
pub(super) fn one_line(name: &str) -> String {
    let visible = name
        .chars()
        .filter(|c| !c.is_control() && !text::is_invisible(*c));
    let cut: String = visible.take(MAX_NAME_CHARS).collect();
    cut.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "mubiao-lock: 1\nsession: 0123456789abcdef\nuser: 甲\nhost: 办公室\npid: 7\n\
                        since: 2026-11-22 14.05.09.123\n";

    fn me(user: &str) -> Me {
        Me {
            session: "0123456789abcdef".to_owned(),
            user: user.to_owned(),
            host: "办公室".to_owned(),
            pid: 7,
            ended: Vec::new(),
        }
    }

    fn at() -> Moment {
        "2026-11-22 14.05.09.123".parse().unwrap()
    }

    #[test]
    fn a_sidecar_is_read_as_it_was_written() {
        let said = Said::of(&me("甲"), at());
        assert_eq!(said.to_text(), TEXT);
        assert_eq!(Said::read(TEXT.as_bytes()), Some(said));
    }

    #[test]
    fn what_is_not_a_whole_sidecar_is_none() {
        for end in 0..TEXT.len() {
            let read = Said::read(&TEXT.as_bytes()[..end]);
            // Whole lines are enough: a later version may have others.
            let is_enough = end >= 41 && TEXT.as_bytes()[end - 1] == b'\n';
            assert_eq!(read.is_some(), is_enough, "{end}");
        }
        for text in [
            "mubiao-lock: 2\nsession: 0123456789abcdef\n",
            "mubiao-lock: 1\nsession: ../../../../etc/p\n",
            "mubiao-lock: 1\nsession: 0123456789abcde\n",
            "mubiao-lock: 1\nuser: 甲\n",
        ] {
            assert_eq!(Said::read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(Said::read(&[0; 200]), None);
        assert_eq!(Said::read(b"\xFF\n"), None);
    }

    #[test]
    fn names_cannot_break_or_reverse_a_line() {
        let long = format!(" a\nsession: b\u{202E}c\0{}", "长".repeat(200));
        let said = Said::of(&me(&long), at());
        assert!(said.user.starts_with("asession: bc长"), "{}", said.user);
        assert_eq!(said.user.chars().count(), MAX_NAME_CHARS - 1);
        assert_eq!(Said::read(said.to_text().as_bytes()), Some(said.clone()));
        assert!(said.to_text().len() as u64 <= MAX_BYTES);
    }

    #[track_caller]
    fn check_name(file: &str, sidecar: &str) {
        let path = path_beside(Path::new(file));
        assert_eq!(path.as_deref(), Some(Path::new(sidecar)));
    }

    #[test]
    fn the_sidecar_stands_beside_the_file_under_a_name_that_fits() {
        check_name("/docs/预算.ron", "/docs/.~lock.预算.ron#");
        check_name("预算.ron", "./.~lock.预算.ron#");
        let fits = "a".repeat(192);
        check_name(&format!("/{fits}"), &format!("/.~lock.{fits}#"));
        let long = "目".repeat(84);
        let crc32 = crc32fast::hash(long.as_bytes());
        check_name(&format!("/{long}"), &format!("/.~lock.{crc32:08x}#"));
        assert_eq!(path_beside(Path::new("/")), None);
    }
}
