//! What the window remembers, what is dropped on it, and what it says while something lasts.

use egui::Theme;
use mubiao::app::{Action, Command};
use mubiao::store::disk::testing::{Fault, SimDisk, Step};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::desk::{BLANK, Desk, FILE, SAMPLE};

const OTHER_FILE: &str = "/desk/other.ron";
const FORM: &str = "/desk/form.txt";
const QUESTION: &str = "要保存修改吗？";
const WELCOME: &str = "松开鼠标打开";
const NO_BACKUP: &str = "无法自动备份";

/// A disk with two drafts and a form as text.
fn desk_on(files: &Arc<SimDisk>) -> Desk {
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    let form = include_bytes!("../../data/import/damaged-form.txt");
    files.put_file(FORM, form);
    Desk::open_on(files, SAMPLE)
}

fn changed() -> (Arc<SimDisk>, Desk) {
    let files = Arc::new(SimDisk::new());
    let mut desk = desk_on(&files);
    desk.enters("部门名称");
    desk.types("一");
    (files, desk)
}

#[test]
fn the_next_window_looks_as_the_last_one() {
    let files = Arc::new(SimDisk::new());
    let mut desk = Desk::open_on(&files, SAMPLE);
    let before = desk.problems_width().expect("the list is open");
    desk.drags_problems_edge(-60.0);
    let width = desk.problems_width().expect("the list is open");
    assert!((width - before - 60.0).abs() < 2.0, "{before} {width}");
    desk.acts(Action::ToggleTheme);
    desk.acts(Action::ZoomIn);
    desk.idles(30);
    desk.waits_until("it is remembered", |desk| !desk.workspace().is_busy());
    desk.dies(&files);
    let mut desk = Desk::on(files.clone());
    assert!((desk.zoom() - 1.125).abs() < 0.001);
    assert_eq!(desk.theme(), Theme::Dark);
    let again = desk.problems_width().expect("the list is open");
    assert!((again - width).abs() < 2.0, "{width} {again}");
    desk.presses("Ctrl+B");
    assert_eq!(desk.problems_width(), None);
    desk.idles(30);
    desk.waits_until("it is remembered", |desk| !desk.workspace().is_busy());
    desk.dies(&files);
    assert_eq!(Desk::on(files).problems_width(), None);
}

#[test]
fn recent_files_open_and_a_missing_one_is_grey() {
    let files = Arc::new(SimDisk::new());
    let mut desk = desk_on(&files);
    desk.opens(OTHER_FILE);
    desk.opens("/desk/draft.ron");
    files.remove_file(OTHER_FILE);
    desk.comes_back();
    desk.waits_until("it was looked for", |desk| !desk.workspace().is_busy());
    desk.clicks_entry("文件", "最近打开");
    assert!(
        desk.why_not("other.ron")
            .is_some_and(|why| why.contains("文件已不在"))
    );
    assert_eq!(desk.why_not("draft.ron"), None);
    desk.presses("Escape");
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    desk.comes_back();
    desk.waits_until("it was looked for", |desk| !desk.workspace().is_busy());
    desk.clicks_entry("文件", "最近打开");
    desk.clicks("other.ron");
    desk.waits_until("it is open", |desk| {
        desk.workspace().file() == Some(Path::new(OTHER_FILE))
    });
}

#[test]
fn a_dropped_draft_is_opened() {
    let files = Arc::new(SimDisk::new());
    let mut desk = desk_on(&files);
    desk.holds_over_the_window(OTHER_FILE);
    desk.sees(WELCOME);
    desk.lets_go(OTHER_FILE);
    desk.misses(WELCOME);
    desk.waits_until("it is open", |desk| {
        desk.workspace().file() == Some(Path::new(OTHER_FILE))
    });
}

#[test]
fn a_dropped_draft_asks_about_unsaved_changes() {
    let (_files, mut desk) = changed();
    desk.lets_go(OTHER_FILE);
    desk.sees(QUESTION);
    desk.clicks("取消");
    assert_eq!(desk.workspace().file(), Some(Path::new(FILE)));
    desk.sees_focus("部门名称");
}

#[test]
fn a_dropped_text_is_imported() {
    let files = Arc::new(SimDisk::new());
    let mut desk = desk_on(&files);
    desk.lets_go(FORM);
    desk.waits_until("the notes are there", |desk| desk.has_button("开始核对"));
}

#[test]
fn a_drop_on_a_question_is_refused_in_words() {
    let (_files, mut desk) = changed();
    desk.presses("Ctrl+Q");
    desk.sees(QUESTION);
    desk.holds_over_the_window(OTHER_FILE);
    desk.sees("请先回答窗口里的问题");
    desk.misses(WELCOME);
    desk.lets_go(OTHER_FILE);
    desk.sees("拖进来的文件没有打开");
    desk.clicks("取消");
    assert_eq!(desk.workspace().file(), Some(Path::new(FILE)));
    desk.clicks("知道了");
    desk.misses("拖进来的文件没有打开");
}

#[test]
fn whoever_does_not_save_is_told_where_it_can_be_found_again() {
    let (files, mut desk) = changed();
    desk.presses("Ctrl+N");
    desk.sees("30 天内可以从“文件”菜单的“历史版本”里找回");
    desk.clicks("不保存");
    desk.waits_until("the form is asked for", |desk| desk.has_words("新建目标表"));
    desk.presses("Escape");
    desk.dies(&files);
    let mut desk = Desk::on(files);
    desk.presses("Escape");
    desk.runs(Command::OpenPath(FILE.into()));
    desk.waits_until("it is open", |desk| desk.workspace().file().is_some());
    desk.acts(Action::ShowVersions);
    desk.waits_until("the versions are listed", |desk| !desk.options().is_empty());
    assert!(desk.options()[0].contains("未保存的修改"));
}

#[test]
fn what_is_not_kept_is_told_as_long_as_it_lasts() {
    let is_broken = Arc::new(AtomicBool::new(false));
    let breaks = Arc::clone(&is_broken);
    let files = SimDisk::with_faults(move |_, step| {
        let is_journal = matches!(step, Step::Append | Step::SyncAppended | Step::Create);
        let fails = is_journal && breaks.load(Ordering::SeqCst);
        fails.then_some(Fault::Error(ErrorKind::StorageFull))
    });
    let files = Arc::new(files);
    let mut desk = Desk::open_on(&files, SAMPLE);
    desk.misses(NO_BACKUP);
    is_broken.store(true, Ordering::SeqCst);
    desk.enters("部门名称");
    desk.types("一");
    desk.waits_until("it is told", |desk| desk.has_words(NO_BACKUP));
    desk.holds("department", "示例市青少年服务中心一");
    is_broken.store(false, Ordering::SeqCst);
    desk.waits_until("it is over", |desk| !desk.has_words(NO_BACKUP));
}
