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
