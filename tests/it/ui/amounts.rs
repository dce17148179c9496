//! Amounts: as they are typed, and as they are shown.

use super::desk::{Desk, SAMPLE};

const NAME: &str = "第1项任务 名称";
const AMOUNT: &str = "第1项任务 拟投入的资金";
const CITY_LEVEL: &str = "市本级使用资金";

#[test]
fn an_amount_is_replaced_from_the_keyboard_and_shown_in_groups() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+3");
    desk.shows(AMOUNT, "1,191,900.00");
    desk.enters(NAME);
    desk.presses("Tab");
    desk.sees_focus(AMOUNT);
    desk.shows(AMOUNT, "1191900.00");
    desk.types("1, 430, 400. 00");
    desk.shows(AMOUNT, "1, 430, 400. 00");
    desk.holds("tasks/t7/amount", "1430400.00");
    desk.presses("Tab");
    desk.shows(AMOUNT, "1,430,400.00");
}

#[test]
fn what_is_no_amount_stays_as_typed_and_is_a_finding() {
    let mut desk = Desk::open(SAMPLE);
    desk.invites(CITY_LEVEL, "未填");
    desk.misses("不是金额");
    desk.enters(CITY_LEVEL);
    desk.types("约120万");
    desk.presses("Tab");
    desk.shows(CITY_LEVEL, "约120万");
    desk.holds("budget/city_level", "约120万");
    desk.sees("“市本级使用资金”写的是“约120万”，不是金额");
}

#[test]
fn passing_through_an_amount_changes_nothing() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+3");
    for keys in ["Tab", "Enter"] {
        desk.enters(AMOUNT);
        desk.presses(keys);
        desk.shows(AMOUNT, "1,191,900.00");
    }
    desk.enters(AMOUNT);
    desk.enters(NAME);
    desk.can_undo(None);
}

#[test]
fn writing_the_same_amount_differently_changes_nothing() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+3");
    desk.enters(NAME);
    desk.presses("Tab");
    desk.presses("End");
    desk.types(" ");
    desk.presses("Tab");
    desk.shows(AMOUNT, "1,191,900.00");
    desk.can_undo(None);
}
