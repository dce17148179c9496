//! Standard output and standard error, and the exit code.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::app::Loaded;
use crate::app::Notice;
use crate::app::Saved;
use crate::app::ops::OpError;

/// How a subcommand ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done, nothing found.
    Clean,
    /// Done, errors found.
    Findings,
    /// Not done.
    Failure,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failure => 2,
        })
    }
}

impl Exit {
    /// Says why something was not done.
    pub(super) fn from_failure(err: &OpError) -> Self {
        tell_notice(&Notice::of(err));
        Self::Failure
    }
}

/// Writes a result; where the reader has gone away there is nobody to tell.
pub(super) fn result(text: &str) -> Exit {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Ok(()) => Exit::Clean,
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(err) => {
            tell_notice(&Notice::info("结果没有写出，请检查磁盘空间后重试").caused_by(&err));
            Exit::Failure
        }
    }
}

/// Says something to the person at the terminal; where nobody listens, nothing is lost.
pub(super) fn tell(text: &str) {
    let written = writeln!(io::stderr().lock(), "{text}");
    drop(written);
}

/// Says a notice and its cause.
pub(super) fn tell_notice(notice: &Notice) {
    tell(&notice.text);
    if let Some(detail) = &notice.detail {
        tell(&format!("  {detail}"));
    }
}

/// Says that a file was written, and where that is not certain.
pub(super) fn tell_saved(saved: &Saved, path: &Path) {
    let notice = Notice::of_saved(saved, path);
    let place = notice.detail.as_deref().unwrap_or_default();
    tell(&format!("{}：{place}", notice.text));
}

/// Says what people should know about a file that was read.
pub(super) fn tell_load_notices(loaded: &Loaded, path: &Path) {
    for notice in &loaded.notices {
        tell_notice(&Notice::of_load(notice, path));
    }
}

/// Says which characters no face has.
pub(super) fn tell_missing_glyphs(missing: &[char]) {
    if let Some(notice) = Notice::of_missing_glyphs(missing) {
        tell_notice(&notice);
    }
}
