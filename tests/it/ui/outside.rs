//! Somebody else changes the file of the open draft.

use mubiao::app::Command;
use mubiao::store::disk::testing::SimDisk;
use std::sync::Arc;

use super::desk::{Desk, FILE, SAMPLE, SMALL};

const TITLE: &str = "文件被别人改过";
const MINE: &str = "示例市青少年服务中心一";
const THEIRS: &str = "示例市青年之家";

fn theirs() -> String {
    SAMPLE.replace("示例市青少年服务中心", THEIRS)
}

/// A change in the window, another one in the file, and the window comes to the front.
fn both_changed() -> (Arc<SimDisk>, Desk) {
    let files = Arc::new(SimDisk::new());
    let mut desk = Desk::open_on(&files, SAMPLE);
    desk.enters("部门名称");
    desk.types("一");
    files.put_file(FILE, theirs().as_bytes());
    looks(&mut desk);
    (files, desk)
}

fn looks(desk: &mut Desk) {
    desk.comes_back();
    desk.waits_until("the question is there", |desk| desk.has_words(TITLE));
}

#[test]
fn a_change_from_outside_is_told_as_the_window_gets_the_focus() {
    let (_files, desk) = both_changed();
    desk.sees("窗口里还有没有保存的修改");
    desk.sees(MINE);
    desk.sees(THEIRS);
    desk.sees_focus("载入");
}

#[test]
fn what_is_in_the_file_is_loaded_as_one_step() {
    let (files, mut desk) = both_changed();
    desk.presses("Enter");
    desk.misses(TITLE);
    desk.shows("部门名称", THEIRS);
    assert!(!desk.workspace().is_modified());
    desk.presses("Ctrl+Z");
    desk.shows("部门名称", MINE);
    assert_eq!(files.file(FILE), Some(theirs().into_bytes()));
}

#[test]
fn the_window_wins_where_a_person_says_so() {
    let (files, mut desk) = both_changed();
    desk.clicks("用窗口里的覆盖");
    desk.waits_until("it is saved", |desk| !desk.workspace().is_modified());
    let written = files.file(FILE).expect("the file is there");
    assert!(String::from_utf8_lossy(&written).contains(MINE));
    desk.acts(mubiao::app::Action::ShowVersions);
    desk.waits_until("the versions are listed", |desk| !desk.options().is_empty());
    let replaced = desk.options().iter().any(|name| name.contains("覆盖前"));
    assert!(replaced, "{:?}", desk.options());
}

#[test]
fn another_file_keeps_both() {
    let (files, mut desk) = both_changed();
    desk.clicks("另存为…");
    desk.misses(TITLE);
    desk.runs(Command::CheckTarget(
        mubiao::app::Pick::SaveAs(None),
        "/desk/mine.ron".into(),
    ));
    desk.waits_until("it is saved", |desk| !desk.workspace().is_modified());
    assert_eq!(files.file(FILE), Some(theirs().into_bytes()));
    assert!(files.file("/desk/mine.ron").is_some());
}

#[test]
fn what_is_put_off_is_not_asked_again_until_it_changes_again() {
    for put_off in ["以后再说", "Escape"] {
        let (files, mut desk) = both_changed();
        match put_off {
            "Escape" => desk.presses(put_off),
            button => desk.clicks(button),
        }
        desk.misses(TITLE);
        desk.comes_back();
        desk.waits_until("the disk is at rest", |desk| !desk.workspace().is_busy());
        desk.misses(TITLE);
        files.put_file(FILE, theirs().replace(THEIRS, "示例市少年宫").as_bytes());
        looks(&mut desk);
        desk.sees("示例市少年宫");
    }
}

#[test]
fn the_question_is_walked_through_with_the_keyboard() {
    let (_files, mut desk) = both_changed();
    for button in ["用窗口里的覆盖", "另存为…", "以后再说"] {
        desk.presses("Tab");
        desk.sees_focus(button);
    }
    desk.presses("Enter");
    desk.misses(TITLE);
    desk.sees_focus("部门名称");
}

#[test]
fn the_question_fits_the_smallest_window() {
    let (_files, mut desk) = both_changed();
    desk.resizes(SMALL);
    desk.fits("以后再说");
}
