//! The window at the keyboard: a draft from opening to closing.

use super::screen::{DRAFT, Desk, Screen, signal};
use crate::cli::program::{BLANK_SAMPLE, FULL_SAMPLE};

/// Lets a program stand still while keys are pressed, so that it sees them all at once.
#[track_caller]
fn while_it_stands_still(id: &str, press_keys: impl FnOnce()) {
    signal("STOP", id).expect("there is a shell");
    press_keys();
    signal("CONT", id).expect("there is a shell");
}

#[test]
fn a_draft_is_opened_changed_saved_and_closed_at_the_keyboard() {
    let desk = Desk::with(FULL_SAMPLE);
    let before = desk.draft();
    let screen = Screen::start();
    let mut window = screen.open_draft(&desk);
    window.begin_by("Tab");
    assert_eq!(desk.draft(), before, "nothing is saved unasked");

    window.save();
    assert_ne!(desk.draft(), before);
    let shown = desk.docs.run("show --json draft.ron").ends(0);
    assert_eq!(shown.err, "");
    assert!(shown.json().to_string().contains('Q'));

    window.quit();
    assert_eq!(desk.docs.names(), [DRAFT]);
}

#[test]
fn keys_that_wait_for_a_busy_program_are_taken_in_their_order() {
    let desk = Desk::with(FULL_SAMPLE);
    let screen = Screen::start();
    let mut window = screen.open_draft(&desk);
    window.begin();

    // A letter and a key that saves: the letter is in the file.
    while_it_stands_still(window.id(), || {
        screen.write("W");
        screen.press(&["ctrl+s"]);
    });
    window.wait_for("draft.ron ");
    let draft = desk.draft();
    assert!(draft.contains("QW"), "the last letter is lost: {draft}");

    // A letter and a key that closes: the letter is asked about, and not lost.
    while_it_stands_still(window.id(), || {
        screen.write("E");
        screen.press(&["ctrl+q"]);
    });
    window.wait_for("draft.ron* ");
    assert!(!window.guest.has_ended(), "the window closed");
}

#[test]
fn a_letter_right_after_a_jump_stands_in_the_field_that_was_jumped_to() {
    let desk = Desk::with(BLANK_SAMPLE);
    let screen = Screen::start();
    let mut window = screen.open_draft(&desk);
    // Department, then staff.
    while_it_stands_still(window.id(), || {
        screen.press(&["F8"]);
        screen.write("A");
        screen.press(&["F8"]);
        screen.write("B");
    });
    window.wait_for("draft.ron* ");
    desk.wait_for_journal("B");
    let text = desk.journaled();
    assert!(text.contains("department: \"A\""), "{text}");
    assert!(text.contains("staff: \"B\""), "{text}");
}
