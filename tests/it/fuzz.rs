//! The seeds of the fuzz targets, whole and cut at a few places: what fuzzing found stays found.

#[path = "../fuzz/checks/import.rs"]
mod import;
#[path = "../fuzz/checks/journal.rs"]
mod journal;
#[path = "../fuzz/checks/load.rs"]
mod load;

use crate::cli::program::{project_file, read_project_file};
use std::fs;
use std::panic::catch_unwind;

/// A seed is cut at so many places, the whole of it included.
const CUTS: usize = 8;

#[track_caller]
fn check_seeds(target: &str, check: fn(&[u8])) {
    let folder = project_file("tests/fuzz/corpus").join(target);
    let mut seen = 0;
    for seed in fs::read_dir(folder).expect("there are seeds") {
        let path = seed.expect("the folder can be listed to its end").path();
        let bytes = fs::read(&path).expect("a seed can be read");
        for cut in 1..=CUTS {
            let (part, _) = bytes.split_at(bytes.len() * cut / CUTS);
            let passed = catch_unwind(|| check(part)).is_ok();
            assert!(passed, "{}, {} bytes of it", path.display(), part.len());
        }
        seen += 1;
    }
    assert!(seen >= 5, "only {seen} seeds were found");
}

#[test]
fn any_bytes_are_refused_or_a_draft_that_can_be_saved() {
    check_seeds("load", load::check);
}

#[test]
fn any_bytes_are_replayed_as_a_journal_or_not_at_all() {
    check_seeds("journal", journal::check);
}

#[test]
fn any_bytes_are_refused_or_a_form_that_can_be_saved() {
    check_seeds("import", import::check);
}

#[test]
fn what_is_fuzzed_is_built_from_the_same_crates() {
    let program = read_project_file("Cargo.toml");
    let fuzzing = read_project_file("tests/fuzz/Cargo.toml");
    let (_, dependencies) = fuzzing
        .split_once("[dependencies]\n")
        .expect("the manifest has dependencies");
    let (dependencies, _) = dependencies
        .split_once("\n\n")
        .expect("a blank line ends them");
    let only_here = dependencies
        .lines()
        .filter(|line| !line.starts_with('#') && !program.lines().any(|other| other == *line));
    assert_eq!(
        only_here.collect::<Vec<_>>(),
        ["libfuzzer-sys = \"0.4\""],
        "versions differ from those of Cargo.toml"
    );
}
