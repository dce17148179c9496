//! Two windows on one draft: the second one looks only.

use mubiao::app::{Action, Command, Pick};
use mubiao::store::disk::testing::SimDisk;
use std::path::Path;
use std::sync::Arc;

use super::desk::{Desk, FILE, SAMPLE, SMALL};

const TITLE: &str = "这个文件正在使用";
const NAME: &str = "示例市青少年服务中心";
const BANNER: &str = "只读：这份表已在这台电脑的另一个窗口中打开";
const WHY: &str = "这份表是只读打开的，要修改请先另存为";

/// A window that has the draft, and a second one that asks for it.
fn two_windows() -> (Desk, Desk, Arc<SimDisk>) {
    let files = Arc::new(SimDisk::new());
    files.put_file("/etc/hostname", b"office");
    let first = Desk::open_on(&files, SAMPLE);
    let mut second = Desk::on(files.clone());
    second.runs(Command::OpenPath(FILE.into()));
    second.waits_until("the question is there", |desk| desk.has_words(TITLE));
    (first, second, files)
}

fn looking() -> (Desk, Desk, Arc<SimDisk>) {
    let (first, mut second, files) = two_windows();
    second.sees_focus("以只读方式打开");
    second.presses("Enter");
    second.waits_until("it is open", |desk| {
        desk.workspace().file() == Some(Path::new(FILE))
    });
    (first, second, files)
}

#[test]
fn a_draft_in_use_is_asked_about() {
    let (_first, mut desk, _files) = two_windows();
    desk.sees("另一个窗口");
    for button in ["仍要编辑", "取消"] {
        desk.presses("Tab");
        desk.sees_focus(button);
    }
    desk.presses("Enter");
    desk.misses(TITLE);
    assert_eq!(desk.workspace().file(), None);
}

#[test]
fn escape_leaves_a_draft_in_use_alone() {
    let (_first, mut desk, _files) = two_windows();
    desk.presses("Escape");
    desk.misses(TITLE);
    assert_eq!(desk.workspace().file(), None);
}

#[test]
fn a_draft_that_is_only_looked_at_says_so() {
    let (_first, desk, _files) = looking();
    desk.sees(BANNER);
    assert_eq!(desk.title(), "draft.ron（只读） — 目标表编辑器");
}

#[test]
fn fields_take_no_letters_and_give_their_text() {
    let (_first, mut desk, _files) = looking();
    desk.enters("部门名称");
    desk.types("一");
    desk.presses("Backspace");
    desk.pastes("二");
    desk.shows("部门名称", NAME);
    desk.presses("Ctrl+A");
    assert_eq!(desk.copies(), NAME);
    desk.dictates("部门名称", "三");
    desk.holds("department", NAME);
}

#[test]
fn whatever_would_change_the_draft_tells_why_not() {
    let (_first, mut desk, _files) = looking();
    let why = Some(WHY.to_owned());
    assert_eq!(desk.why_not("“市本级使用资金”填"), why, "a fix");
    desk.presses("Ctrl+2");
    for button in ["删除目标1", "复制目标1", "下移目标1", "＋ 添加目标"] {
        assert_eq!(desk.why_not(button), why, "{button}");
    }
    desk.presses("Ctrl+3");
    assert_eq!(desk.why_not("删除第1项任务"), why);
    desk.presses("Ctrl+4");
    assert_eq!(desk.why_not("在数量指标下添加指标"), why);
    assert_eq!(desk.why_not("＋ 添加指标"), why);
    desk.clicks("编辑");
    for entry in ["撤销", "添加一行", "复制本行", "删除本行", "上移", "下移"] {
        assert_eq!(desk.why_not(entry), why, "{entry}");
    }
}

#[test]
fn keys_that_would_change_the_draft_are_answered() {
    let (_first, mut desk, _files) = looking();
    desk.presses("Ctrl+2");
    desk.enters("目标1");
    desk.presses("Ctrl+Shift+D");
    desk.sees("不能修改");
    assert_eq!(desk.draft().goals.len(), 6);
}

#[test]
fn another_file_ends_looking_only() {
    let (_first, mut desk, files) = looking();
    desk.runs(Command::CheckTarget(
        Pick::SaveAs(None),
        "/desk/mine.ron".into(),
    ));
    desk.waits_until("it is mine", |desk| desk.workspace().holder().is_none());
    desk.misses("只读：");
    desk.enters("部门名称");
    desk.types("一");
    desk.holds("department", "示例市青少年服务中心一");
    assert_eq!(files.file(FILE), Some(SAMPLE.into()));
}

#[test]
fn a_version_is_not_restored_where_the_draft_is_only_looked_at() {
    let (mut first, mut desk, _files) = looking();
    first.enters("部门名称");
    first.types("一");
    first.presses("Ctrl+S");
    first.waits_until("it is saved", |desk| !desk.workspace().is_modified());
    desk.acts(Action::ShowVersions);
    desk.waits_until("the versions are listed", |desk| !desk.options().is_empty());
    desk.clicks_option(0);
    desk.waits_until("it is shown", |desk| desk.has_button("恢复到这一版"));
    assert_eq!(desk.why_not("恢复到这一版").as_deref(), Some(WHY));
}

#[test]
fn the_question_fits_the_smallest_window() {
    let (_first, mut desk, _files) = two_windows();
    desk.resizes(SMALL);
    desk.fits("取消");
    desk.presses("Enter");
    desk.waits_until("it is open", |desk| desk.has_words(BANNER));
    desk.fits("另存为…");
}
