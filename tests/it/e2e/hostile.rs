//! Files of nearly the largest size that are made to use up memory, opened with little of it.

use crate::cli::program::{Folder, check_plain_chinese};
use std::process::Command;

/// What the program may use, in bytes: its own code and fonts, and a few times the file.
const ROOM: usize = 400 * 1024 * 1024;
/// The bytes of a hostile file.
const LENGTH: usize = 30 * 1024 * 1024;

#[track_caller]
fn check_refused_in_little_room(start: &str, repeated: &str, says: &str) {
    let folder = Folder::new();
    let header = "(format: \"mubiao\", version: 1, ";
    let hostile = repeated.repeat(LENGTH / repeated.len());
    folder.write("a.ron", format!("{header}{start}{hostile}"));
    let output = Command::new("prlimit")
        .arg(format!("--as={ROOM}"))
        .args([env!("CARGO_BIN_EXE_mubiao"), "check"])
        .arg(folder.path("a.ron"))
        .output()
        .expect("prlimit is installed");
    let told = String::from_utf8(output.stderr).expect("the program speaks UTF-8");
    assert_eq!(output.status.code(), Some(2), "{told}");
    let sentence = told.lines().next().unwrap_or_default();
    check_plain_chinese(sentence);
    assert!(sentence.contains(says), "{sentence}");
    assert!(sentence.chars().count() <= 200, "{sentence}");
}

#[test]
fn hostile_files_are_refused_in_little_room() {
    check_refused_in_little_room("goals: ", "[", "括号套得太深");
    check_refused_in_little_room("goals: ", "/*", "不完整");
    check_refused_in_little_room("goals: [[\"", "9", "不完整");
    check_refused_in_little_room("goals: [[\"\"],", "[\"\"],", "不完整");
    check_refused_in_little_room("staff: ", "9", "不完整");
    check_refused_in_little_room("", "x", "不完整");
    check_refused_in_little_room("staff: \"", "表", "不完整");
}
