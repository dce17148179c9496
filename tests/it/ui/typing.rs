//! Typing: every key counts at once, and one step of undo takes it back.

use super::desk::{Desk, FILE, SAMPLE};

const DEPARTMENT: &str = "部门名称";
const BEFORE: &str = "示例市青少年服务中心";

#[test]
fn every_letter_reaches_draft_sums_and_title_at_once() {
    let mut desk = Desk::open(SAMPLE);
    assert_eq!(desk.title(), "draft.ron — 目标表编辑器");
    assert!(desk.has_button("已保存"));
    desk.sees("2,083.43");
    desk.enters("基本支出");
    desk.presses("End");
    desk.types("9");
    desk.holds("budget/basic", "866.569");
    desk.sees("2,083.44");
    assert_eq!(desk.title(), "draft.ron* — 目标表编辑器");
    assert!(desk.has_button("有未保存的修改"));
    desk.can_undo(Some("修改“基本支出”"));
}

#[test]
fn what_is_typed_in_one_go_is_one_step() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    desk.types("（本级）");
    desk.holds("department", "示例市青少年服务中心（本级）");
    desk.presses("Ctrl+Z");
    desk.holds("department", BEFORE);
    desk.shows(DEPARTMENT, BEFORE);
    desk.sees_focus(DEPARTMENT);
    desk.can_undo(None);
    assert_eq!(desk.title(), "draft.ron — 目标表编辑器");
    for keys in ["Ctrl+Y", "Ctrl+Shift+Z"] {
        desk.presses(keys);
        desk.holds("department", "示例市青少年服务中心（本级）");
        desk.shows(DEPARTMENT, "示例市青少年服务中心（本级）");
        desk.sees_focus(DEPARTMENT);
        desk.presses("Ctrl+Z");
    }
}

#[test]
fn a_field_that_was_left_begins_a_new_step() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    desk.types("一");
    desk.enters("年度");
    desk.enters(DEPARTMENT);
    desk.types("二");
    desk.presses("Ctrl+Z");
    desk.holds("department", "示例市青少年服务中心一");
    desk.presses("Ctrl+Z");
    desk.holds("department", BEFORE);
}

#[test]
fn undo_goes_back_to_where_it_happened() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    desk.types("一");
    desk.presses("Ctrl+2");
    desk.enters("目标1");
    desk.presses("Ctrl+End");
    desk.types("二");
    desk.presses("Ctrl+5");
    desk.presses("Ctrl+Z");
    assert_eq!(desk.open_tab(), "总体目标");
    desk.sees_focus("目标1");
    desk.presses("Ctrl+Z");
    assert_eq!(desk.open_tab(), "基本信息");
    desk.sees_focus(DEPARTMENT);
    desk.holds("department", BEFORE);
    desk.presses("Ctrl+4");
    desk.presses("Ctrl+Y");
    assert_eq!(desk.open_tab(), "基本信息");
    desk.sees_focus(DEPARTMENT);
    desk.holds("department", "示例市青少年服务中心一");
}

#[test]
fn typing_goes_on_after_undo() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    desk.types("一");
    desk.presses("Ctrl+Z");
    desk.presses("End");
    desk.types("二");
    desk.holds("department", "示例市青少年服务中心二");
    desk.shows(DEPARTMENT, "示例市青少年服务中心二");
}

#[test]
fn enter_and_tab_lead_to_the_next_field() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    for (keys, field) in [
        ("Enter", "年度"),
        ("Enter", "财政供养人员数"),
        ("Tab", "下属二级单位数"),
        ("Enter", "基本支出"),
        ("Enter", "项目支出"),
        ("Shift+Tab", "基本支出"),
    ] {
        desk.presses(keys);
        desk.sees_focus(field);
    }
    desk.can_undo(None);
}

#[test]
fn keys_that_edit_lines_elsewhere_leave_the_text_alone() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    for keys in ["Ctrl+H", "Ctrl+K", "Ctrl+U", "Ctrl+W"] {
        desk.presses(keys);
        desk.holds("department", BEFORE);
        desk.shows(DEPARTMENT, BEFORE);
    }
    desk.can_undo(None);
}

#[test]
fn saving_settles_the_star() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    desk.types("一");
    desk.presses("Ctrl+S");
    desk.waits_until("the draft is saved", |desk| !desk.workspace().is_modified());
    assert_eq!(desk.title(), "draft.ron — 目标表编辑器");
    assert_eq!(desk.workspace().file(), Some(std::path::Path::new(FILE)));
    desk.types("二");
    assert_eq!(desk.title(), "draft.ron* — 目标表编辑器");
    desk.presses("Ctrl+Z");
    desk.holds("department", "示例市青少年服务中心一");
    assert_eq!(desk.title(), "draft.ron — 目标表编辑器");
}

#[test]
fn nothing_changes_while_nobody_does_anything() {
    let mut desk = Desk::open(SAMPLE);
    for tab in ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"] {
        desk.presses(tab);
        if tab == "Ctrl+5" {
            desk.waits_until("the pages are there", Desk::has_fresh_pages);
            // Their pictures are painted on a thread that other tests hold up.
            desk.waits_until("the pictures are there", Desk::is_at_rest);
        }
        let before = desk.workspace().revision();
        desk.commands();
        desk.idles(100);
        assert!(desk.is_at_rest(), "{tab} keeps the window moving");
        assert_eq!(desk.workspace().revision(), before, "{tab}");
        assert_eq!(desk.commands(), Vec::new(), "{tab}");
    }
    desk.can_undo(None);
}

#[test]
fn a_pasted_text_fits_its_field() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters(DEPARTMENT);
    desk.presses("Ctrl+A");
    desk.pastes("示例市\n图书馆");
    assert!(!desk.text("department").contains('\n'));
    desk.presses("Ctrl+2");
    desk.enters("目标1");
    desk.presses("Ctrl+A");
    desk.pastes("一、读书；\n二、借书。");
    desk.holds("goals/g1", "一、读书；\n二、借书。");
    desk.presses("Ctrl+Z");
    desk.presses("Ctrl+Z");
    desk.holds("department", BEFORE);
    desk.can_undo(None);
}

#[test]
fn the_menu_means_the_row_with_the_caret() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+2");
    desk.enters("目标2");
    desk.clicks_entry("编辑", "复制本行");
    assert_eq!(desk.draft().goals.len(), 7);
    desk.sees_focus("目标3");
    desk.clicks_entry("编辑", "撤销：复制目标2");
    assert_eq!(desk.draft().goals.len(), 6);
    desk.clicks_entry("查看", "绩效指标");
    assert_eq!(desk.open_tab(), "绩效指标");
}
