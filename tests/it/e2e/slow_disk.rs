//! A disk that takes seconds for what it promises: the window goes on meanwhile.
//!
//! strace holds up the calls that wait for the disk, and no others: `--seccomp-bpf` lets all other
//! calls pass without a stop, so that the window is as fast as ever.

use super::screen::{DRAFT, Desk, Screen, Window, wait_until};
use crate::cli::program::BLANK_SAMPLE;
use std::time::{Duration, Instant};

/// What a save takes at least: the new file, the version of the old one and the folders are waited
/// for one after the other.
const SLOW: Duration = Duration::from_secs(3);
/// What the window may take to follow a key on a busy machine without hardware.
const MOST_FOR_A_KEY: Duration = Duration::from_secs(1);
/// Files and folders are confirmed late; what is added to a journal (`fdatasync`) is not.
const SLOW_SAVES: &str = "inject=fsync:delay_enter=800000";

/// A window with its first letters in a journal.
#[track_caller]
fn open_slow<'a>(screen: &'a Screen, desk: &Desk) -> Window<'a> {
    let strace = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-e",
        "trace=fsync",
        "-e",
        SLOW_SAVES,
    ];
    let strace = [&strace[..], &["-o", "/dev/null"]].concat();
    let mut window = screen.open_under(desk, &strace, &[DRAFT]);
    window.wait_for("draft.ron ");
    window.begin();
    // A journal is made like a file that is saved; what comes later is added to it.
    desk.wait_for_journal("Q");
    screen.write("W");
    desk.wait_for_journal("QW");
    window
}

#[test]
fn while_a_save_takes_seconds_keys_are_taken_and_kept() {
    let desk = Desk::with(BLANK_SAMPLE);
    let screen = Screen::start();
    let mut window = open_slow(&screen, &desk);
    let began = Instant::now();
    screen.press(&["ctrl+s"]);

    screen.write("LATE");
    let typed = Instant::now();
    wait_until("LATE in the journal", || desk.journaled().contains("LATE"));
    assert!(typed.elapsed() <= MOST_FOR_A_KEY, "{:?}", typed.elapsed());
    // The title follows each step back and forth.
    for (key, title) in [("ctrl+z", "draft.ron "), ("ctrl+y", "draft.ron* ")].repeat(2) {
        let pressed = Instant::now();
        // What was typed now and then is some steps, four at most.
        screen.press(&[key; 4]);
        let shown = window.wait_for(title);
        let took = shown.saturating_duration_since(pressed);
        assert!(took <= MOST_FOR_A_KEY, "{key} took {took:?}");
    }
    assert!(!desk.draft().contains('Q'), "the save was not slow");

    // A second save that is asked for meanwhile saves what was typed meanwhile.
    screen.press(&["ctrl+s"]);
    wait_until("LATE in the draft", || desk.draft().contains("LATE"));
    assert!(began.elapsed() >= 2 * SLOW, "{:?}", began.elapsed());
    window.wait_for("draft.ron ");
    window.quit();
    desk.check_tidy();
}

#[test]
fn a_window_that_closes_with_saving_waits_for_the_disk() {
    let desk = Desk::with(BLANK_SAMPLE);
    let screen = Screen::start();
    let mut window = open_slow(&screen, &desk);
    screen.press(&["ctrl+q"]);
    let began = Instant::now();
    // 保存 has the focus as soon as the question is there; keys that come later find nothing.
    wait_until("the letter in the draft", || {
        screen.press(&["Return"]);
        desk.draft().contains('Q')
    });
    assert_eq!(window.guest.end().code(), Some(0));
    assert!(began.elapsed() >= SLOW, "the save was not slow");
    desk.check_tidy();
}
