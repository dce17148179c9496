//! A writer under strace: with faults in its calls, and with a note of what it asked for.

use super::writer::{Ended, NAME, Writer};
use crate::cli::program::Folder;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

/// A call of the system.
#[derive(Debug)]
pub(super) struct Call {
    /// Who called.
    pub(super) process: u32,
    /// Its name, e.g. `openat`.
    pub(super) name: String,
    /// How many calls of that name this process had made, with this one: what `when=` counts.
    pub(super) nth: usize,
    /// What the system said; -1 is an error, or a call from which there was no return.
    pub(super) result: i64,
    /// Whether strace interfered.
    pub(super) is_faulty: bool,
    args: Vec<String>,
}

/// How much of a text is noted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bytes {
    /// Nothing.
    Unseen,
    /// All that is written.
    Seen,
}

/// Runs a writer under strace with faults such as `fsync:error=EIO:when=1`.
#[track_caller]
pub(super) fn run(
    writer: &Writer,
    target: &Path,
    faults: &[&str],
    bytes: Bytes,
) -> (Ended, Vec<Call>) {
    let notes = Folder::new();
    let log = notes.path("log");
    let length = match bytes {
        Bytes::Unseen => "0",
        Bytes::Seen => "1000000",
    };
    let options = ["strace", "-f", "-y", "-xx", "-s", length];
    let mut wrapper: Vec<OsString> = options.map(OsString::from).to_vec();
    wrapper.extend(["-e", CALLS, "-o"].map(OsString::from));
    wrapper.push(log.clone().into());
    for fault in faults {
        wrapper.extend(["-e".into(), format!("inject={fault}").into()]);
    }
    let ended = writer.run(&wrapper, target);
    let text = fs::read_to_string(log).expect("strace notes what it sees");
    (ended, parse(&text))
}

/// All calls that name a file or take one that is open, and those that wait.
const CALLS: &str = "trace=%file,%desc,nanosleep,clock_nanosleep";

fn parse(text: &str) -> Vec<Call> {
    let mut counts = BTreeMap::new();
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    let is_call = |line: &&str| !line.contains(" +++ ") && !line.contains(" --- ");
    let mut calls = Vec::new();
    for line in text.lines().filter(is_call) {
        let process = line.split(' ').next().unwrap_or_default();
        // Where two threads call at once, the notes of one call are parted.
        if let Some(beginning) = line.strip_suffix(" <unfinished ...>") {
            begun.insert(process, beginning);
            continue;
        }
        let whole = match line.split_once(" resumed>") {
            Some((_, end)) => begun.remove(process).unwrap_or_default().to_owned() + end,
            None => line.to_owned(),
        };
        let call = parse_line(&whole);
        let mut call = call.unwrap_or_else(|| panic!("strace notes no whole call: {line}"));
        let count: &mut usize = counts.entry((call.process, call.name.clone())).or_default();
        *count += 1;
        call.nth = *count;
        calls.push(call);
    }
    calls
}

/// `12 fsync(3<\x2f\x61>) = -1 EIO (Input/output error) (INJECTED)`; texts are hexadecimal, so that
/// they hold no commas and brackets.
fn parse_line(line: &str) -> Option<Call> {
    let (process, rest) = line.trim_start().split_once(' ')?;
    let (name, rest) = rest.trim_start().split_once('(')?;
    let (args, said) = rest.split_once(" = ")?;
    let args = args.trim_end().strip_suffix(')')?;
    let number = said.split([' ', '<']).next()?;
    Some(Call {
        process: process.parse().ok()?,
        name: name.to_owned(),
        nth: 0,
        result: number.parse().unwrap_or(-1),
        is_faulty: said.contains("(INJECTED"),
        args: args.split(", ").map(String::from).collect(),
    })
}

impl Call {
    /// An argument as it is noted, e.g. `O_RDONLY|O_CLOEXEC`; empty where there is none.
    pub(super) fn arg(&self, place: usize) -> &str {
        self.args.get(place).map_or("", String::as_str)
    }

    /// The text of an argument.
    pub(super) fn text(&self, place: usize) -> Vec<u8> {
        let arg = self.arg(place);
        assert!(!arg.ends_with("..."), "a text was cut short: {self:?}");
        unescaped(arg.trim_matches('"'))
    }

    /// The number of an open file.
    pub(super) fn descriptor(&self, place: usize) -> Option<i64> {
        let (number, _) = self.arg(place).split_once('<')?;
        number.parse().ok()
    }

    /// The path that an argument names, or that an open file was opened by.
    pub(super) fn path(&self, place: usize) -> Option<PathBuf> {
        let arg = self.arg(place);
        let path = match self.descriptor(place) {
            Some(_) => arg.split_once('<')?.1.split_once('>')?.0,
            None => arg.strip_prefix('"')?.strip_suffix('"')?,
        };
        Some(PathBuf::from(OsString::from_vec(unescaped(path))))
    }

    /// Whether something in a folder, or the folder itself, is meant.
    pub(super) fn is_about(&self, folder: &Path) -> bool {
        let holds_text = ["read", "write"].contains(&self.name.as_str());
        let places = if holds_text { 1 } else { self.args.len() };
        let mut paths = (0..places).filter_map(|place| self.path(place));
        paths.any(|path| path.starts_with(folder))
    }

    /// Whether this gives a file another name.
    pub(super) fn is_rename(&self) -> bool {
        self.name.starts_with("rename")
    }

    /// Whether this makes a new file.
    pub(super) fn is_creation(&self) -> bool {
        self.name == "openat" && self.arg(2).contains("O_CREAT")
    }
}

/// The calls of a healthy run for a file in a folder of its own, as far as they are about it.
#[track_caller]
pub(super) fn calls_of_a_save(writer: &Writer) -> Vec<Call> {
    let room = writer.room();
    let (ended, mut calls) = run(writer, &room.path(NAME), &[], Bytes::Unseen);
    ended.ends(0);
    calls.retain(|call| call.is_about(&room.path("")));
    calls
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).expect("strace writes two digits"));
        bytes.extend(rest.as_bytes());
    }
    bytes
}
