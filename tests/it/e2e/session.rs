//! The session ends, or the clock is set, or somebody listens: what the program does then.

use super::crash::{only_leftover, text_of};
use super::screen::{DRAFT, Desk, Screen, names_in};
use crate::cli::program::{BLANK_SAMPLE, FULL_SAMPLE};
use mubiao::store::journal::Damage;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

/// How long the program may take to go when the session ends; the system does not wait long.
const FAREWELL: Duration = Duration::from_secs(5);

/// The last letter is shown, and at once the session ends.
#[track_caller]
fn check_farewell(signal: &str) {
    let desk = Desk::with(BLANK_SAMPLE);
    let screen = Screen::start();
    let mut window = screen.open_draft(&desk);
    window.begin();
    window.signal(signal);
    let asked = Instant::now();
    assert_eq!(window.guest.end().code(), Some(0), "{signal}");
    assert!(asked.elapsed() <= FAREWELL, "{:?}", asked.elapsed());
    let leftover = only_leftover(&desk);
    assert_eq!(leftover.damage, Damage::None);
    assert!(text_of(&leftover).contains('Q'), "{signal}");
    assert!(!desk.draft().contains('Q'), "nothing is saved unasked");
    assert_eq!(desk.docs.names(), [DRAFT]);
}

#[test]
fn the_end_of_a_session_loses_not_even_the_last_letter() {
    for signal in ["TERM", "HUP", "INT"] {
        check_farewell(signal);
    }
}

#[test]
fn the_end_of_a_session_leaves_nothing_where_all_is_saved() {
    for signal in ["TERM", "HUP"] {
        let desk = Desk::with(BLANK_SAMPLE);
        let screen = Screen::start();
        let mut window = screen.open_draft(&desk);
        window.begin();
        window.save();
        window.signal(signal);
        let asked = Instant::now();
        assert_eq!(window.guest.end().code(), Some(0), "{signal}");
        assert!(asked.elapsed() <= FAREWELL, "{:?}", asked.elapsed());
        desk.check_tidy();
    }
}

#[test]
fn what_cut_off_saves_left_is_cleared_away_and_nothing_else() {
    let desk = Desk::with(FULL_SAMPLE);
    let old = SystemTime::now() - Duration::from_mins(2);
    let names = [
        ".~0123abcd.tmp",
        ".~4567cdef.tmp",
        ".~0123abcd.tmp~",
        "a.tmp",
        ".~letter.tmp",
    ];
    for name in names {
        desk.docs.write(name, "left");
        if name != ".~4567cdef.tmp" {
            let file = File::options().write(true).open(desk.docs.path(name));
            let file = file.expect("it was just written");
            file.set_modified(old).expect("times can be set");
        }
    }
    let screen = Screen::start();
    let window = screen.open_draft(&desk);
    window.quit();
    let mut left: Vec<&str> = names.into_iter().skip(1).chain([DRAFT]).collect();
    left.sort_unstable();
    assert_eq!(desk.docs.names(), left);
}

/// Where the Debian package puts it, as the dynamic linker finds it on every processor.
const FAKETIME: &str = "LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1";

#[test]
fn a_clock_that_is_set_by_twenty_years_stops_neither_journal_nor_saving() {
    let desk = Desk::with(BLANK_SAMPLE);
    let clock = Desk::bare();
    let set = |offset: &str| {
        // In one step, so that the program never reads half of it.
        clock.docs.write("new", offset);
        fs::rename(clock.docs.path("new"), clock.docs.path("offset")).expect("on one disk");
    };
    set("-10y");
    let file = format!(
        "FAKETIME_TIMESTAMP_FILE={}",
        clock.docs.path("offset").display()
    );
    let env = [
        "env",
        FAKETIME,
        &file,
        "FAKETIME_NO_CACHE=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
    ];
    let screen = Screen::start();
    let mut window = screen.open_under(&desk, &env, &[DRAFT]);
    window.wait_for("draft.ron ");
    window.begin();
    screen.write("PAST");
    desk.wait_for_journal("PAST");
    window.save();
    assert!(has_version(&desk, &year(-10), "PAST"));

    set("+10y");
    screen.write("FUTURE");
    desk.wait_for_journal("FUTURE");
    window.wait_for("draft.ron* ");
    window.save();
    assert!(desk.draft().contains("FUTURE"));
    assert!(has_version(&desk, &year(10), "FUTURE"));
    window.quit();
    desk.check_tidy();
}

/// In which year it is that many years of 365 days from now.
fn year(later: i64) -> String {
    let then = jiff::Zoned::now() + jiff::SignedDuration::from_hours(later * 365 * 24);
    then.year().to_string()
}

/// Whether a version from some time holds a text.
fn has_version(desk: &Desk, time: &str, text: &str) -> bool {
    let folder = desk.places().versions();
    let drafts = names_in(&folder).into_iter().map(|name| folder.join(name));
    let holds = |path: PathBuf| fs::read_to_string(path).is_ok_and(|found| found.contains(text));
    drafts.into_iter().any(|draft| {
        let names = names_in(&draft).into_iter();
        names
            .filter(|name| name.starts_with(time))
            .any(|name| holds(draft.join(name)))
    })
}

#[test]
fn a_whole_session_opens_no_network_and_starts_no_program() {
    let desk = Desk::with(FULL_SAMPLE);
    let notes = Desk::bare();
    let log = notes.docs.path("log").display().to_string();
    let trace = "trace=socket,connect,execve";
    let strace = ["strace", "-f", "--seccomp-bpf", "-e", trace, "-o", &log];
    let screen = Screen::start();
    let mut window = screen.open_under(&desk, &strace, &[DRAFT]);
    window.wait_for("draft.ron ");
    window.begin();
    // The pages, then back to the fields.
    screen.press(&["ctrl+5", "ctrl+1"]);
    window.save();
    window.quit();

    let log = String::from_utf8_lossy(&notes.docs.read("log")).into_owned();
    let calls = |name: &str| log.lines().filter(move |line| line.contains(name)).count();
    assert!(
        calls("connect(") >= 1,
        "strace did not see the screen: {log}"
    );
    assert_eq!(calls("execve("), 1, "{log}");
    for family in ["AF_INET", "AF_PACKET", "AF_NETLINK", "AF_BLUETOOTH"] {
        assert_eq!(calls(family), 0, "{log}");
    }
    assert_eq!(calls("AF_"), calls("AF_UNIX"), "{log}");
}
