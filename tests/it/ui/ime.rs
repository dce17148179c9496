//! Input methods: letters that are not chosen yet are nobody's text.

use super::desk::{Desk, SAMPLE};

/// A field on each kind of widget: keys of its tab, name, address.
const FIELDS: [(&str, &str, &str); 4] = [
    ("Ctrl+1", "部门名称", "department"),
    ("Ctrl+1", "基本支出", "budget/basic"),
    ("Ctrl+2", "目标2", "goals/g2"),
    ("Ctrl+4", "对接工单数量 年度指标值", "indicators/i13/year"),
];

fn at(field: (&str, &str, &str)) -> (Desk, String) {
    let mut desk = Desk::open(SAMPLE);
    desk.presses(field.0);
    desk.enters(field.1);
    desk.presses("Ctrl+End");
    let before = desk.text(field.2);
    (desk, before)
}

#[test]
fn letters_stay_out_of_the_draft_until_something_is_chosen() {
    for field in FIELDS {
        let (mut desk, before) = at(field);
        for letters in ["n", "ni", "ni'hao"] {
            desk.composes(letters);
            desk.shows(field.1, &format!("{before}{letters}"));
            desk.holds(field.2, &before);
            desk.can_undo(None);
        }
        desk.chooses("你好");
        desk.holds(field.2, &format!("{before}你好"));
        desk.shows(field.1, &format!("{before}你好"));
        desk.presses("Ctrl+Z");
        desk.holds(field.2, &before);
        desk.can_undo(None);
    }
}

#[test]
fn a_text_may_come_without_letters_and_letters_may_end_after_it() {
    for field in FIELDS {
        let (mut desk, before) = at(field);
        desk.chooses("你好");
        desk.holds(field.2, &format!("{before}你好"));
        desk.composes("");
        desk.holds(field.2, &format!("{before}你好"));
        desk.composes("shi");
        desk.composes("");
        desk.chooses("世界");
        desk.composes("");
        desk.holds(field.2, &format!("{before}你好世界"));
        desk.shows(field.1, &format!("{before}你好世界"));
    }
}

#[test]
fn letters_that_are_taken_back_leave_nothing() {
    for field in FIELDS {
        let (mut desk, before) = at(field);
        desk.composes("ni");
        desk.composes("");
        desk.holds(field.2, &before);
        desk.shows(field.1, &before);
        desk.can_undo(None);
    }
}

#[test]
fn a_click_elsewhere_makes_letters_ordinary_text_in_one_step() {
    for field in FIELDS {
        let (mut desk, before) = at(field);
        desk.composes("ni");
        desk.composes("ni'hao");
        let other = match field.0 {
            "Ctrl+1" => "年度",
            "Ctrl+2" => "目标1",
            _ => "活动数量 三级指标",
        };
        desk.enters(other);
        desk.holds(field.2, &format!("{before}ni'hao"));
        desk.presses("Ctrl+Z");
        desk.holds(field.2, &before);
        desk.sees_focus(field.1);
        desk.can_undo(None);
    }
}

#[test]
fn typing_goes_on_where_the_input_method_says_nothing_of_its_end() {
    let (mut desk, _) = at(FIELDS[0]);
    desk.composes("ni");
    desk.enters("财政供养人员数");
    desk.presses("End");
    desk.types("0");
    desk.holds("staff", "210");
    desk.presses("Ctrl+2");
    assert_eq!(desk.open_tab(), "总体目标");
}

#[test]
fn a_click_on_another_tab_keeps_the_letters() {
    let (mut desk, before) = at(FIELDS[0]);
    desk.composes("ni");
    desk.clicks_tab("总体目标");
    desk.holds("department", &format!("{before}ni"));
}

#[test]
fn keys_mean_nothing_while_letters_wait() {
    for field in FIELDS {
        for keys in [
            "Ctrl+Z",
            "Ctrl+Y",
            "Enter",
            "Ctrl+Enter",
            "Ctrl+D",
            "Ctrl+S",
        ] {
            let (mut desk, before) = at(field);
            desk.chooses("好");
            let before = format!("{before}好");
            desk.composes("ni");
            desk.presses(keys);
            assert_eq!(desk.text(field.2), before, "{keys} in {}", field.1);
            desk.sees_focus(field.1);
            desk.chooses("你");
            assert_eq!(
                desk.text(field.2),
                format!("{before}你"),
                "{keys} in {}",
                field.1
            );
        }
    }
}

#[test]
fn letters_may_stand_in_the_middle_and_in_place_of_a_selection() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters("部门名称");
    desk.presses("Home");
    desk.composes("da");
    desk.shows("部门名称", "da示例市青少年服务中心");
    desk.chooses("大");
    desk.holds("department", "大示例市青少年服务中心");
    desk.presses("Ctrl+A");
    desk.composes("xiao");
    desk.holds("department", "大示例市青少年服务中心");
    desk.chooses("小");
    desk.holds("department", "小");
}

#[test]
fn a_click_into_the_same_field_ends_a_composition() {
    for field in FIELDS {
        let (mut desk, before) = at(field);
        desk.composes("ni");
        desk.enters(field.1);
        desk.holds(field.2, &format!("{before}ni"));
        desk.presses("Ctrl+End");
        desk.types("1");
        desk.holds(field.2, &format!("{before}ni1"));
        desk.presses("Ctrl+1");
        assert_eq!(desk.open_tab(), "基本信息");
    }
}

#[test]
fn a_composition_in_a_dialog_keeps_its_keys() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+2");
    desk.presses("Ctrl+N");
    desk.enters("年度");
    desk.composes("ni");
    desk.presses("Enter");
    desk.presses("Escape");
    desk.chooses("");
    desk.sees("新建目标表");
    desk.holds("department", "示例市青少年服务中心");
}
