//! 资金桥: where it folds and opens, and where its terms lead.

use super::desk::{AWKWARD, Desk, LAPTOP, SAMPLE, SMALL, TALL};

const SUMS: &str = "支出 2,083.43";
const ROUNDING: &str = "相差不超过 0.02 万元，是各项四舍五入造成的，不用改";
const SUBTRACTION: &str = "差额 2,083.43 − 2,083.42 = 0.01 万元";

#[test]
fn it_begins_folded_and_says_how_things_stand() {
    let desk = Desk::open(SAMPLE);
    assert!(desk.has_button("展开资金桥"));
    desk.sees("≈ 四舍五入");
    desk.sees("≠ 口径不同");
    desk.misses(ROUNDING);
}

#[test]
fn it_unfolds_and_folds_from_the_keyboard() {
    let mut desk = Desk::open(SAMPLE);
    desk.enters("拟用于对下转移支付资金");
    desk.presses("Tab");
    desk.sees_focus("展开资金桥");
    desk.presses("Space");
    desk.sees(SUBTRACTION);
    desk.sees(ROUNDING);
    desk.sees_focus("折叠资金桥");
    desk.presses("Tab");
    desk.sees_focus("跳到基本支出");
    desk.presses("Shift+Tab");
    desk.presses("Enter");
    desk.misses(SUBTRACTION);
}

#[test]
fn it_stays_unfolded_on_the_way_to_another_part_and_back() {
    let mut desk = Desk::open(SAMPLE);
    desk.clicks("展开资金桥");
    desk.presses("Ctrl+3");
    desk.misses(SUBTRACTION);
    desk.presses("Ctrl+1");
    desk.sees(SUBTRACTION);
}

#[test]
fn it_follows_every_key() {
    let mut desk = Desk::open(SAMPLE);
    desk.resizes(TALL);
    desk.clicks("展开资金桥");
    desk.sees("“市本级使用资金”未填，按事业发展性支出推算为 824.40 万元");
    desk.enters("市本级使用资金");
    desk.types("8");
    desk.sees("差额 824.40 − 8.00 = 816.40 万元");
    desk.types("24.4");
    desk.sees("事业发展性支出正好分完");
}

#[test]
fn a_term_leads_to_its_field() {
    let mut desk = Desk::open(SAMPLE);
    desk.resizes(TALL);
    desk.clicks("展开资金桥");
    desk.clicks("跳到市本级使用资金");
    desk.sees_focus("市本级使用资金");
    desk.clicks("跳到年度重点工作任务");
    assert_eq!(desk.open_tab(), "重点工作");
}

#[test]
fn a_term_that_cannot_be_read_leads_to_the_row() {
    let mut desk = Desk::open(AWKWARD);
    desk.resizes(TALL);
    desk.clicks("展开资金桥");
    desk.sees("“年度重点工作任务”里有不是金额的文字，改成数字后再核对");
    desk.clicks("跳到年度重点工作任务");
    desk.sees_focus("第1项任务 拟投入的资金");
}

#[test]
fn the_sums_at_the_foot_open_it_on_any_part_and_a_term_closes_it() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+4");
    desk.misses(SUBTRACTION);
    desk.clicks_beginning(SUMS);
    desk.sees(SUBTRACTION);
    desk.has_named_buttons();
    desk.clicks("跳到基本支出");
    assert_eq!(desk.open_tab(), "基本信息");
    desk.sees_focus("基本支出");
    desk.misses(SUBTRACTION);
}

#[test]
fn esc_and_a_click_beside_close_it() {
    let mut desk = Desk::open(SAMPLE);
    desk.clicks_beginning(SUMS);
    desk.presses("Escape");
    desk.misses(SUBTRACTION);
    let focus = desk.focus().unwrap_or_default();
    assert!(focus.starts_with(SUMS), "{focus}");
    desk.presses("Enter");
    desk.sees(SUBTRACTION);
    desk.presses("Tab");
    desk.sees_focus("跳到基本支出");
    desk.clicks_words("问题");
    desk.misses(SUBTRACTION);
}

#[test]
fn it_fits_every_window() {
    for size in [SMALL, LAPTOP, TALL] {
        let mut desk = Desk::open(SAMPLE);
        desk.resizes(size);
        desk.clicks_beginning(SUMS);
        desk.fits("跳到基本支出");
        desk.sees(ROUNDING);
    }
}
