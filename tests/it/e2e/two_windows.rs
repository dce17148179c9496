//! Several windows of one person: on one draft, and on several.

use super::screen::{DRAFT, Desk, Screen, Window};
use crate::cli::program::{BLANK_SAMPLE, FULL_SAMPLE, project_file};
use std::fs;

/// Opens a draft that another window has, to be looked at only.
#[track_caller]
fn look_at<'a>(screen: &'a Screen, desk: &Desk) -> Window<'a> {
    let mut window = screen.open(desk, &[DRAFT]);
    window.wait_for("未命名");
    // 以只读方式打开 has the focus as soon as the question is there.
    let asked = (0..5).any(|_| {
        screen.press(&["Return"]);
        window.shows("（只读）")
    });
    assert!(asked, "nothing was asked");
    window.wait_for("draft.ron（只读） ");
    window
}

#[test]
fn a_second_window_on_a_draft_looks_only_until_the_first_is_gone() {
    let desk = Desk::with(BLANK_SAMPLE);
    let before = desk.draft();
    let screens = [Screen::start(), Screen::start(), Screen::start()];
    let mut first = screens[0].open_draft(&desk);
    first.begin();
    screens[0].write("MINE");
    desk.wait_for_journal("MINE");

    let mut second = look_at(&screens[1], &desk);
    screens[1].press(&["F8"]);
    screens[1].write("THEIRS");
    screens[1].press(&["ctrl+z"]);
    assert!(second.keeps("draft.ron（只读） "), "something changed");
    assert_eq!(desk.draft(), before);
    second.quit();

    assert!(!first.guest.has_ended());
    first.save();
    assert!(desk.draft().contains("MINE"));
    assert!(!desk.draft().contains("THEIRS"));
    first.kill("KILL");
    let third = screens[2].open_draft(&desk);
    third.quit();
    desk.check_tidy();
}

#[test]
fn several_drafts_open_in_a_window_each() {
    let desk = Desk::with(FULL_SAMPLE);
    let names = ["a.ron", "b.ron", "c.ron"];
    for name in names {
        fs::copy(project_file(BLANK_SAMPLE), desk.docs.path(name)).expect("files can be copied");
    }
    let screen = Screen::start();
    let _first = screen.open(&desk, &names);
    for name in names {
        screen.find(&format!("^{name} "));
    }
}
