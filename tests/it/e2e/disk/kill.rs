//! The program is killed at every call of a save.

use super::strace::{self, Bytes, Call};
use super::writer::{Found, NAME, PROGRAM, UNWRAPPED, Writer, names_in, run_in};
use std::fs;
use std::path::Path;

/// What the kills of a writer left.
#[derive(Debug, PartialEq, Eq, Default)]
struct Toll {
    kills: usize,
    old: usize,
    new: usize,
    corrupt: usize,
    /// How many of them left a second file.
    leftovers: usize,
}

/// The calls of a save that change something or could: how often a file is read depends on its
/// size alone, and nothing changes from one read to the next.
fn points(writer: &Writer) -> Vec<Call> {
    let mut calls = strace::calls_of_a_save(writer);
    calls.retain(|call| call.name != "read");
    calls
}

/// Kills a writer at each of these calls, before the system sees the call.
fn kill_at(writer: &Writer, points: &[Call]) -> Toll {
    let mut toll = Toll::default();
    for point in points {
        let room = writer.room();
        let target = room.path(NAME);
        let fault = format!("{}:signal=KILL:when={}", point.name, point.nth);
        let (ended, _) = strace::run(writer, &target, &[&fault], Bytes::Unseen);
        assert_eq!(ended.signal(), Some(9), "{writer}: {fault}: {ended:?}");
        toll.kills += 1;
        let leftovers = room.names().into_iter().filter(|name| name != NAME);
        toll.leftovers += leftovers.count();
        match writer.found(&target) {
            Found::Old => toll.old += 1,
            Found::New => toll.new += 1,
            Found::Corrupt => {
                toll.corrupt += 1;
                continue;
            }
        }
        check_opens(&target);
    }
    toll
}

/// A draft that is there can be opened; a PDF is none.
#[track_caller]
fn check_opens(target: &Path) {
    let bytes = fs::read(target).unwrap_or_default();
    if !bytes.is_empty() && !bytes.starts_with(b"%PDF") {
        let words = [PROGRAM, "show", "--json", &target.to_string_lossy()];
        assert_eq!(run_in(Path::new("/"), &words).ends(0).err, "");
    }
}

/// What the kills of a save by the protocol leave: the old file up to the new name and the new one
/// after it, and a second file from its making to the new name.
fn expected(points: &[Call]) -> Toll {
    let is_creation = points.iter().position(Call::is_creation);
    let made = is_creation.expect("a save makes a new file");
    let renamed = points.iter().position(Call::is_rename);
    let renamed = renamed.expect("a save gives it the name");
    Toll {
        kills: points.len(),
        old: renamed + 1,
        new: points.len() - renamed - 1,
        corrupt: 0,
        leftovers: renamed - made,
    }
}

#[test]
fn whenever_the_program_is_killed_the_file_is_the_old_or_the_new_one() {
    let mut kills = 0;
    for writer in Writer::all() {
        let points = points(&writer);
        let toll = kill_at(&writer, &points);
        assert_eq!(toll.corrupt, 0, "{writer}: {toll:?}");
        for name in ["openat", "write", "fsync", "close", "rename"] {
            let has = points.iter().any(|point| point.name == name);
            assert!(has, "{writer}: no call of {name}");
        }
        assert_eq!(toll, expected(&points), "{writer}");
        assert!(toll.new > 0, "{writer}: {toll:?}");
        kills += toll.kills;
    }
    assert!(kills >= 70, "only {kills} kills");
}

#[test]
fn what_a_kill_left_is_not_in_the_way_of_the_next_save() {
    for writer in [Writer::common(), Writer::pdf()] {
        let room = writer.room();
        let kill = ["rename,renameat,renameat2:signal=KILL"];
        let (ended, _) = strace::run(&writer, &room.path(NAME), &kill, Bytes::Unseen);
        assert_eq!(ended.signal(), Some(9), "{writer}");
        assert_eq!(writer.found(&room.path(NAME)), Found::Old, "{writer}");
        let before = names_in(&room.path("."));
        assert_eq!(before.len(), 2, "{writer}: {before:?}");

        writer.run(UNWRAPPED, &room.path(NAME)).ends(0);
        assert_eq!(writer.found(&room.path(NAME)), Found::New, "{writer}");
        let after = names_in(&room.path("."));
        assert!(after.iter().all(|name| before.contains(name)), "{after:?}");
    }
}

#[test]
fn the_kills_find_a_file_that_is_written_in_place() {
    let writer = Writer::of_line(&["dd", "if=new", "of=TARGET", "bs=4k", "status=none"]);
    let toll = kill_at(&writer, &points(&writer));
    assert!(toll.corrupt >= 3, "{toll:?}");
}
