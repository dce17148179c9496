//! The program, started in a folder of its own, and what it left there.

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file of the project.
pub(crate) fn project_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the project.
pub(crate) fn read_project_file(path: &str) -> String {
    fs::read_to_string(project_file(path)).expect("a file of the project is readable text")
}

/// The draft that is filled in.
pub(crate) const FULL_SAMPLE: &str = "assets/samples/youth-centre-2025.ron";
/// The draft that is not.
pub(crate) const BLANK_SAMPLE: &str = "assets/samples/blank-2025.ron";
/// The draft with every trap in it.
pub(crate) const AWKWARD_DRAFT: &str = "tests/data/format/v1/awkward.ron";

/// The text of a draft without its checksum, so that it may be changed without a word.
pub(crate) fn unsealed(text: &str) -> &str {
    text.rsplit_once("// 校验").map_or(text, |(body, _)| body)
}

/// A folder that vanishes after the test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("the machine has room for a folder"))
    }

    /// A folder with a copy of a file of the project.
    pub(crate) fn with(project_path: &str, name: &str) -> Self {
        let folder = Self::new();
        fs::copy(project_file(project_path), folder.path(name)).expect("files can be copied");
        folder
    }

    /// Where a file of this name stands.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("files can be written");
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("the file is there")
    }

    /// The names of all files and folders, hidden ones too.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("folders can be listed");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("folders can be listed to their end"))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// The program, to be started here, away from any screen.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mubiao"));
        command.args(args).current_dir(self.0.path());
        command.stdin(Stdio::null());
        for screen in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(screen);
        }
        command
    }

    /// Starts the program here with arguments that blanks part.
    #[track_caller]
    pub(crate) fn run(&self, line: &str) -> Outcome {
        self.run_with(line.split_whitespace())
    }

    /// Starts the program here.
    #[track_caller]
    pub(crate) fn run_with<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Outcome {
        let output = self.command(args).output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
        let outcome = Outcome {
            code: output.status.code().expect("the program ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!outcome.err.contains("panicked"), "{}", outcome.err);
        outcome
    }
}

/// How the program ended, and what it said.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Outcome {
    /// It ended with this code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("standard output is JSON and nothing else")
    }

    /// The first line of standard error.
    pub(crate) fn first_word(&self) -> &str {
        self.err.lines().next().unwrap_or_default()
    }
}

/// Names that Chinese texts keep in Latin letters.
const LATIN_NAMES: [&str; 7] = [
    "UTF-8",
    "UTF-16",
    "GBK",
    "PDF",
    "mubiao --help",
    "dongguan-2024",
    "zhanjiang-2024",
];

/// Asserts that a line is one Chinese sentence without English beside names in “”.
#[track_caller]
pub(crate) fn check_plain_chinese(line: &str) {
    let mut own_words = String::new();
    let mut depth = 0_usize;
    for c in line.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => own_words.push(c),
            _ => {}
        }
    }
    for name in LATIN_NAMES {
        own_words = own_words.replace(name, "");
    }
    // The names that are possible in a file.
    if let Some((before, _)) = own_words.split_once("这里可以用：") {
        own_words.truncate(before.len());
    }
    assert!(
        own_words.chars().any(|c| ('一'..='龥').contains(&c)),
        "not Chinese: {line}"
    );
    let is_foreign = |c: char| c.is_ascii_alphabetic() || "。！!?;".contains(c);
    assert!(
        !own_words.contains(is_foreign),
        "not one plain sentence: {line}"
    );
}
