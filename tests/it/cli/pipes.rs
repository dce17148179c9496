//! Readers that go away, and output that cannot be written.

use super::program::{
    BLANK_SAMPLE, FULL_SAMPLE, Folder, check_plain_chinese, read_project_file, unsealed,
};
use std::io::{self, PipeWriter, Read as _};
use std::process::Command;

/// The end of a pipe whose other end is closed.
fn closed_pipe() -> PipeWriter {
    let (reader, writer) = io::pipe().expect("the machine has pipes");
    drop(reader);
    writer
}

/// Starts the program and returns its exit code.
#[track_caller]
fn code_of(command: &mut Command) -> Option<i32> {
    command.status().expect("the program starts").code()
}

const RESULTS: [(&str, i32); 6] = [
    ("--help", 0),
    ("templates", 0),
    ("check a.ron", 0),
    ("check --json a.ron", 0),
    ("check bad.ron a.ron", 1),
    ("show --json a.ron", 0),
];

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder();
    for (line, code) in RESULTS {
        let (mut said, err) = io::pipe().expect("the machine has pipes");
        let mut command = folder.command(line.split(' '));
        command.stdout(closed_pipe()).stderr(err);
        assert_eq!(code_of(&mut command), Some(code), "{line}");
        drop(command);
        let mut text = String::new();
        said.read_to_string(&mut text).expect("UTF-8");
        assert_eq!(text, "", "{line}");
    }
}

#[test]
fn nobody_listening_to_messages_changes_nothing() {
    let folder = folder();
    for (line, code) in [
        ("check missing.ron", 2),
        ("new --template dongguan-2024 --year 2025 -o b.ron", 0),
        ("print a.ron -o a.pdf", 0),
        ("print a.ron --png pages --dpi 20", 0),
        ("frobnicate --fast", 2),
    ] {
        let mut command = folder.command(line.split(' '));
        command.stdout(closed_pipe()).stderr(closed_pipe());
        assert_eq!(code_of(&mut command), Some(code), "{line}");
    }
    assert_eq!(
        folder.names(),
        ["a.pdf", "a.ron", "b.ron", "bad.ron", "pages"]
    );
}

/// A device that takes nothing, as a full disk does.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure_and_is_told() {
    let folder = folder();
    for (line, _) in RESULTS {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = folder.command(line.split(' '));
        command.stdout(full.expect("Linux has this device"));
        let output = command.output().expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{line}");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        check_plain_chinese(err.lines().next().unwrap_or_default());
    }
}

fn folder() -> Folder {
    let folder = Folder::with(FULL_SAMPLE, "a.ron");
    let text = read_project_file(BLANK_SAMPLE).replace("\"2025\"", "\"二五\"");
    folder.write("bad.ron", unsealed(&text));
    folder
}
