//! What writes a file: a command of the program, or a script that does it worse.

use crate::cli::program::{BLANK_SAMPLE, FULL_SAMPLE, Folder, project_file, read_project_file};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// The program.
pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_mubiao");
/// Stands in the line of a writer for the path of the file.
pub(super) const TARGET: &str = "TARGET";
/// Nothing that starts a writer.
pub(super) const UNWRAPPED: &[&str] = &[];
/// The name of the file in its folder.
pub(super) const NAME: &str = "draft.ron";
/// What the program says when it is done.
pub(super) const DONE: &str = "文件已写好：";

/// Something that replaces one file by another, and both of them.
pub(super) struct Writer {
    line: Vec<&'static str>,
    inputs: Folder,
    /// What was there before; `None` where nothing was.
    pub(super) old: Option<Vec<u8>>,
    /// What is to be there.
    pub(super) new: Vec<u8>,
}

/// How a writer ended, and what it said.
#[derive(Debug)]
pub(super) struct Ended {
    status: ExitStatus,
    /// Standard error.
    pub(super) err: String,
}

/// What is found where the file should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// What was there before, or nothing if nothing was.
    Old,
    /// The complete new file.
    New,
    /// Anything else.
    Corrupt,
}

impl Writer {
    /// A short draft over a long one.
    pub(super) fn small() -> Self {
        let new = ["new", "--template", "dongguan-2024", "--year", "2025", "-o"];
        Self::of_program(&new, Folder::new(), Some(FULL_SAMPLE))
    }

    /// A draft of common size over a short one.
    pub(super) fn common() -> Self {
        let text = "tests/data/import/damaged-form.txt";
        let inputs = Folder::with(text, "a.txt");
        Self::of_program(&["import", "a.txt", "-o"], inputs, Some(BLANK_SAMPLE))
    }

    /// A draft of two thousand rows over a short one.
    pub(super) fn large() -> Self {
        let text = read_project_file("tests/data/import/zhanjiang-shape.txt");
        let mut lines: Vec<String> = text.lines().map(String::from).collect();
        let first = lines.iter().position(|line| line.contains("\t≥12处"));
        let row = first.expect("the text has an indicator") + 1;
        let more = (1..=2000).map(|n| format!("\t\t\t第{n}处口袋公园的座椅数量\t≥{n}把"));
        lines.splice(row..row, more);
        let inputs = Folder::new();
        inputs.write("a.txt", lines.join("\n"));
        Self::of_program(&["import", "a.txt", "-o"], inputs, Some(BLANK_SAMPLE))
    }

    /// A draft where there was no file.
    pub(super) fn first() -> Self {
        let new = ["new", "--template", "dongguan-2024", "--year", "2025", "-o"];
        Self::of_program(&new, Folder::new(), None)
    }

    /// A PDF over another file.
    pub(super) fn pdf() -> Self {
        let inputs = Folder::with(FULL_SAMPLE, "a.ron");
        Self::of_program(&["print", "a.ron", "-o"], inputs, Some(BLANK_SAMPLE))
    }

    /// Every command that writes one file.
    pub(super) fn all() -> [Self; 5] {
        [
            Self::small(),
            Self::common(),
            Self::large(),
            Self::first(),
            Self::pdf(),
        ]
    }

    fn of_program(args: &[&'static str], inputs: Folder, old: Option<&str>) -> Self {
        let old = old.map(|path| fs::read(project_file(path)).expect("the draft is there"));
        let line = [&[PROGRAM], args, &[TARGET]].concat();
        let mut writer = Self {
            line,
            inputs,
            old,
            new: Vec::new(),
        };
        let healthy = writer.room();
        writer
            .run(UNWRAPPED, &healthy.path(NAME))
            .ends(0)
            .tells(DONE);
        writer.new = healthy.read(NAME);
        assert_ne!(writer.old.as_ref(), Some(&writer.new));
        writer
    }

    /// Anything else that writes a file from the file `new`.
    pub(super) fn of_line(line: &[&'static str]) -> Self {
        let inputs = Folder::with(FULL_SAMPLE, "new");
        Self {
            line: line.to_vec(),
            new: inputs.read("new"),
            inputs,
            old: fs::read(project_file(BLANK_SAMPLE)).ok(),
        }
    }

    /// A folder with what was there before.
    pub(super) fn room(&self) -> Folder {
        let room = Folder::new();
        self.put_old(&room.path("."));
        room
    }

    /// Puts into a folder what was there before.
    pub(super) fn put_old(&self, folder: &Path) {
        if let Some(old) = &self.old {
            fs::write(folder.join(NAME), old).expect("files can be written");
        }
    }

    /// Runs the writer for a file, started by another program if there is one.
    pub(super) fn run<S: AsRef<OsStr>>(&self, wrapper: &[S], target: &Path) -> Ended {
        let target = target.to_str().expect("all names here are texts");
        let own = self.line.iter().map(|word| word.replace(TARGET, target));
        let wrapper = wrapper.iter().map(OsString::from);
        let words: Vec<OsString> = wrapper.chain(own.map(OsString::from)).collect();
        run_in(&self.inputs.path("."), &words)
    }

    /// What is found in the place of the file.
    pub(super) fn found(&self, target: &Path) -> Found {
        self.judge(fs::read(target).ok().as_deref())
    }

    /// What these bytes are, or the lack of a file.
    pub(super) fn judge(&self, bytes: Option<&[u8]>) -> Found {
        if bytes == Some(&self.new) {
            Found::New
        } else if bytes == self.old.as_deref() {
            Found::Old
        } else {
            Found::Corrupt
        }
    }

    /// The file is the old one, and nothing else is in the folder.
    #[track_caller]
    pub(super) fn check_kept(&self, folder: &Path) {
        assert_eq!(self.found(&folder.join(NAME)), Found::Old, "{self}");
        let names: &[&str] = if self.old.is_some() { &[NAME] } else { &[] };
        assert_eq!(names_in(folder), names, "{self}");
    }

    /// The file is the new one, and nothing else is in the folder.
    #[track_caller]
    pub(super) fn check_replaced(&self, folder: &Path) {
        assert_eq!(self.found(&folder.join(NAME)), Found::New, "{self}");
        assert_eq!(names_in(folder), [NAME], "{self}");
    }
}

impl std::fmt::Display for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}, {} bytes", &self.line[1..], self.new.len())
    }
}

/// The names in a folder, hidden ones too.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("folders can be listed");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("folders can be listed to their end"))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Runs a program in a folder; what takes longer than a minute is ended.
#[track_caller]
pub(super) fn run_in<S: AsRef<OsStr>>(folder: &Path, words: &[S]) -> Ended {
    let mut command = Command::new("timeout");
    command.arg("60").args(words).current_dir(folder);
    command.stdin(Stdio::null()).env("LC_ALL", "C");
    let output = command.output().expect("coreutils are installed");
    Ended {
        status: output.status,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs a program of the system that is to succeed.
#[track_caller]
pub(super) fn do_it<S: AsRef<OsStr>>(words: &[S]) {
    run_in(&PathBuf::from("/"), words).ends(0);
}

impl Ended {
    /// It ended with this code.
    #[track_caller]
    pub(super) fn ends(self, code: i32) -> Self {
        assert_eq!(self.status.code(), Some(code), "{self:#?}");
        self
    }

    /// It ended with this code and said so.
    #[track_caller]
    pub(super) fn tells(self, words: &str) -> Self {
        assert!(self.err.contains(words), "not {words}: {self:#?}");
        self
    }

    /// It was refused, the reason was told in words, and that nothing has changed.
    #[track_caller]
    pub(super) fn refuses(self, words: &str) {
        self.ends(2)
            .tells(words)
            .tells("没有保存")
            .tells("原来的文件没有改变");
    }

    /// The exit code; `None` where a signal ended it.
    pub(super) fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// The number of the signal that ended it.
    pub(super) fn signal(&self) -> Option<i32> {
        self.status.signal()
    }
}
