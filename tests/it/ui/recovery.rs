//! What a window left that did not close: shown at the next start, and taken back.

use mubiao::app::{Action, Command, Pick};
use mubiao::store::disk::testing::SimDisk;
use std::path::PathBuf;
use std::sync::Arc;

use super::desk::{BLANK, Desk, FILE, SAMPLE, SMALL};

const TITLE: &str = "有没保存的内容可以恢复";
const SAVED: &str = "示例市青少年服务中心";
const TYPED: &str = "示例市青少年服务中心一";
const OTHER_FILE: &str = "/desk/other.ron";

/// A window with a change that is not saved; as it is dropped, it is killed.
fn crashes(files: &Arc<SimDisk>, file: &str, typed: &str) {
    let mut desk = Desk::on(files.clone());
    desk.presses("Escape");
    desk.opens(file);
    desk.enters("部门名称");
    desk.types(typed);
    desk.is_kept();
    desk.dies(files);
}

/// The window after it.
fn next_window(files: &Arc<SimDisk>) -> Desk {
    let mut desk = Desk::on(files.clone());
    desk.waits_until("the dialog is there", |desk| desk.has_words(TITLE));
    desk
}

fn after_a_crash() -> (Arc<SimDisk>, Desk) {
    let files = Arc::new(SimDisk::new());
    files.put_file(FILE, SAMPLE.as_bytes());
    crashes(&files, FILE, "一");
    let desk = next_window(&files);
    (files, desk)
}

fn journals(files: &SimDisk) -> Vec<PathBuf> {
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|end| end == "journal");
    files.files().into_iter().filter(is_journal).collect()
}

#[test]
fn what_was_not_saved_is_offered_with_name_time_and_difference() {
    let (_files, desk) = after_a_crash();
    for words in ["draft.ron", "最后修改 20", "部门名称有改动"] {
        desk.sees(words);
    }
    desk.sees_focus("恢复 draft.ron");
    desk.has_named_buttons();
}

#[test]
fn what_is_taken_back_can_be_undone() {
    for by_keyboard in [true, false] {
        let (files, mut desk) = after_a_crash();
        if by_keyboard {
            desk.presses("Enter");
        } else {
            desk.clicks("恢复 draft.ron");
        }
        desk.waits_until("it is back", |desk| desk.text("department") == TYPED);
        desk.misses(TITLE);
        desk.shows("部门名称", TYPED);
        assert_eq!(desk.title(), "draft.ron* — 目标表编辑器");
        assert_eq!(files.file(FILE), Some(SAMPLE.into()));
        desk.presses("Ctrl+Z");
        desk.shows("部门名称", SAVED);
        assert!(!desk.workspace().is_modified());
    }
}

#[test]
fn the_dialog_is_walked_through_with_the_keyboard() {
    let (files, mut desk) = after_a_crash();
    for button in ["对比", "导出…", "丢弃"] {
        desk.presses("Tab");
        desk.sees_focus(&format!("{button} draft.ron"));
    }
    desk.presses("Tab");
    desk.sees_focus("以后再说");
    for _ in 0..3 {
        desk.presses("Shift+Tab");
    }
    desk.presses("Enter");
    for words in ["文件里的内容", "可以恢复的内容", TYPED] {
        desk.sees(words);
    }
    desk.sees_focus("收起对比 draft.ron");
    desk.presses("Escape");
    desk.misses(TITLE);
    assert_eq!(journals(&files).len(), 1, "it is there for the next time");
    desk.acts(Action::ShowRecovery);
    desk.sees(TITLE);
}

#[test]
fn what_is_put_off_waits_for_the_menu_and_the_next_start() {
    let (files, mut desk) = after_a_crash();
    desk.clicks("以后再说");
    desk.misses(TITLE);
    desk.clicks_entry("文件", "恢复未保存的内容");
    desk.sees(TITLE);
    desk.dies(&files);
    next_window(&files);
}

#[test]
fn a_click_beside_the_dialog_does_not_close_it() {
    let (_files, mut desk) = after_a_crash();
    desk.clicks_beside();
    desk.sees(TITLE);
}

#[test]
fn what_is_thrown_away_is_found_among_the_versions() {
    let (files, mut desk) = after_a_crash();
    desk.clicks("丢弃 draft.ron");
    desk.waits_until("the journal is gone", |_| journals(&files).is_empty());
    desk.misses(TITLE);
    desk.opens(FILE);
    desk.acts(Action::ShowVersions);
    desk.waits_until("the versions are listed", |desk| !desk.options().is_empty());
    assert!(
        desk.options()[0].contains("未保存的修改"),
        "{:?}",
        desk.options()
    );
}

#[test]
fn the_readable_part_is_exported() {
    let (files, mut desk) = after_a_crash();
    let [journal] = journals(&files).try_into().expect("there is one journal");
    desk.runs(Command::CheckTarget(
        Pick::Leftover(journal),
        "/desk/记录".into(),
    ));
    desk.waits_until("the notice is there", |desk| {
        desk.workspace().notice().is_some()
    });
    let written = files.file("/desk/记录.txt").expect("the file is there");
    assert!(String::from_utf8_lossy(&written).contains(TYPED));
    desk.sees(TITLE);
}

#[test]
fn a_journal_that_nobody_can_read_is_only_exported_or_thrown_away() {
    let files = Arc::new(SimDisk::new());
    files.put_file("/own/data/journals/00000000000000bb-1.journal", b"torn");
    let mut desk = next_window(&files);
    desk.sees("这份记录读不出完整的表");
    desk.sees_focus("导出… 未命名目标表");
    assert!(!desk.has_button("恢复 "));
    assert!(!desk.has_button("对比 "));
    desk.clicks("丢弃 未命名目标表");
    desk.waits_until("the dialog is gone", |desk| !desk.has_words(TITLE));
}

#[test]
fn the_draft_of_a_killed_window_is_not_taken_for_one_in_use() {
    let files = Arc::new(SimDisk::new());
    files.put_file(FILE, SAMPLE.as_bytes());
    crashes(&files, FILE, "一");
    let mut desk = next_window(&files);
    desk.clicks("以后再说");
    desk.opens(FILE);
    assert!(desk.workspace().holder().is_none());
    desk.misses("这个文件正在使用");
}

#[test]
fn several_leftovers_are_decided_one_by_one() {
    let files = Arc::new(SimDisk::new());
    files.put_file(FILE, SAMPLE.as_bytes());
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    crashes(&files, FILE, "一");
    crashes(&files, OTHER_FILE, "示例市图书馆");
    let mut desk = next_window(&files);
    desk.sees("draft.ron");
    desk.sees("other.ron");
    desk.sees_focus("恢复 other.ron");
    desk.clicks("恢复 draft.ron");
    desk.waits_until("it is back", |desk| desk.text("department") == TYPED);
    desk.misses(TITLE);
    desk.acts(Action::ShowRecovery);
    desk.clicks("恢复 other.ron");
    desk.sees("要保存修改吗？");
    desk.clicks("取消");
    desk.holds("department", TYPED);
}

#[test]
fn the_dialog_fits_the_smallest_window() {
    let files = Arc::new(SimDisk::new());
    let long = format!(
        "/desk/{}.ron",
        "示例市青少年服务中心部门整体预算绩效目标表".repeat(3)
    );
    files.put_file(&long, SAMPLE.as_bytes());
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    crashes(&files, &long, "一");
    crashes(&files, OTHER_FILE, "示例市图书馆");
    let mut desk = next_window(&files);
    desk.resizes(SMALL);
    desk.fits("以后再说");
    desk.clicks("对比 other.ron");
    desk.fits("以后再说");
}
