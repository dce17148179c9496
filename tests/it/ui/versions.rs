//! 历史版本: looked at, restored, kept.

use mubiao::app::Action;
use mubiao::store::disk::testing::SimDisk;
use std::sync::Arc;

use super::desk::{BLANK, Desk, SAMPLE, SMALL};

const OTHER_FILE: &str = "/desk/other.ron";
const SAVED: &str = "示例市青少年服务中心";
const INVITATION: &str = "在左边选一版";

fn saves(desk: &mut Desk, typed: &str) {
    desk.enters("部门名称");
    desk.types(typed);
    desk.presses("Ctrl+S");
    desk.waits_until("it is saved", |desk| !desk.workspace().is_modified());
}

fn after_two_saves() -> Desk {
    let mut desk = Desk::open(SAMPLE);
    saves(&mut desk, "一");
    saves(&mut desk, "二");
    shows_versions(&mut desk);
    desk
}

fn shows_versions(desk: &mut Desk) {
    desk.acts(Action::ShowVersions);
    desk.waits_until("the versions are listed", |desk| !desk.options().is_empty());
}

fn chooses(desk: &mut Desk, nth: usize) {
    desk.clicks_option(nth);
    desk.waits_until("it is shown", |desk| desk.has_button("恢复到这一版"));
}

/// The row of the version before both saves.
fn oldest(desk: &Desk) -> usize {
    desk.options().len() - 1
}

#[test]
fn every_save_leaves_a_version_with_time_and_changes() {
    let desk = after_two_saves();
    let options = desk.options();
    assert!(options.len() >= 2, "{options:?}");
    assert!(options[0].contains("已保存") && options[0].contains("部门名称有改动"));
    desk.sees(INVITATION);
    assert_eq!(desk.chosen_option(), None);
    assert_eq!(desk.focus(), Some(options[0].clone()));
}

#[test]
fn a_version_is_compared_and_restored_as_one_step() {
    let mut desk = after_two_saves();
    let last = oldest(&desk);
    chooses(&mut desk, last);
    assert_eq!(desk.chosen_option(), Some(last));
    desk.sees("与现在的内容有 1 处不同");
    desk.sees("示例市青少年服务中心一二");
    desk.clicks("恢复到这一版");
    desk.misses("历史版本");
    let restored = desk.text("department");
    assert_ne!(restored, "示例市青少年服务中心一二");
    desk.shows("部门名称", &restored);
    desk.can_undo(Some("恢复历史版本"));
    desk.presses("Ctrl+Z");
    desk.shows("部门名称", "示例市青少年服务中心一二");
    assert!(!desk.workspace().is_modified());
}

#[test]
fn a_version_is_chosen_and_restored_with_the_keyboard() {
    let mut desk = after_two_saves();
    for _ in 0..oldest(&desk) {
        desk.presses("Tab");
    }
    desk.presses("Enter");
    desk.waits_until("it is shown", |desk| desk.has_button("恢复到这一版"));
    assert_eq!(desk.chosen_option(), Some(oldest(&desk)));
    desk.presses("Tab");
    desk.sees_focus("恢复到这一版");
    desk.presses("Enter");
    desk.can_undo(Some("恢复历史版本"));
}

#[test]
fn the_present_content_cannot_be_restored() {
    let mut desk = after_two_saves();
    chooses(&mut desk, 0);
    desk.sees("内容完全相同");
    assert!(desk.why_not("恢复到这一版").is_some());
}

#[test]
fn a_version_is_kept_for_ever_and_no_more() {
    let mut desk = after_two_saves();
    let last = oldest(&desk);
    chooses(&mut desk, last);
    for (button, then) in [("永久保留", true), ("取消保留", false)] {
        desk.clicks(button);
        desk.waits_until("the list is new", |desk| {
            desk.options()[last].contains("已保留") == then
        });
        assert_eq!(desk.chosen_option(), Some(last), "it stays chosen");
        desk.sees("与现在的内容有 1 处不同");
    }
    desk.clicks("恢复到这一版");
    desk.can_undo(Some("恢复历史版本"));
}

#[test]
fn the_versions_of_another_draft_are_found_in_the_list() {
    let files = Arc::new(SimDisk::new());
    let mut desk = Desk::open_on(&files, SAMPLE);
    saves(&mut desk, "一");
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    desk.opens(OTHER_FILE);
    desk.acts(Action::ShowVersions);
    desk.waits_until("the list is there", |desk| desk.has_words("还没有历史版本"));
    desk.clicks_in_list("哪份表", "draft.ron");
    desk.waits_until("the versions are listed", |desk| !desk.options().is_empty());
    let last = oldest(&desk);
    chooses(&mut desk, last);
    desk.clicks("恢复到这一版");
    desk.waits_until("it is restored", |desk| {
        desk.text("department").starts_with(SAVED)
    });
    desk.presses("Ctrl+Z");
    desk.holds("department", "");
}

#[test]
fn the_window_says_where_nothing_is_kept_yet() {
    let mut desk = Desk::open(SAMPLE);
    desk.acts(Action::ShowVersions);
    desk.waits_until("the list is there", |desk| desk.has_words("还没有历史版本"));
    desk.presses("Escape");
    desk.misses("还没有历史版本");
}

#[test]
fn the_saved_state_leads_to_the_versions() {
    let mut desk = Desk::open(SAMPLE);
    saves(&mut desk, "一");
    desk.clicks_beginning("已保存 ");
    desk.waits_until("the versions are listed", |desk| !desk.options().is_empty());
}

#[test]
fn the_caret_comes_back_to_its_field() {
    let mut desk = after_two_saves();
    desk.presses("Escape");
    desk.sees_focus("部门名称");
    desk.types("三");
    desk.holds("department", "示例市青少年服务中心一二三");
    desk.clicks_entry("文件", "历史版本");
    desk.presses("Escape");
    desk.sees_focus("部门名称");
}

#[test]
fn what_differs_late_in_a_long_text_is_seen() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+2");
    desk.enters("目标1");
    desk.presses("Ctrl+End");
    desk.pastes(&"很长的一段话".repeat(40));
    desk.presses("Ctrl+S");
    desk.waits_until("it is saved", |desk| !desk.workspace().is_modified());
    desk.types("末尾添了一句");
    desk.presses("Ctrl+S");
    desk.waits_until("it is saved", |desk| !desk.workspace().is_modified());
    shows_versions(&mut desk);
    chooses(&mut desk, 1);
    desk.sees("末尾添了一句");
}

#[test]
fn the_window_fits_the_smallest_one() {
    let mut desk = after_two_saves();
    let last = oldest(&desk);
    chooses(&mut desk, last);
    desk.resizes(SMALL);
    desk.fits("关闭");
    desk.fits("永久保留");
}
