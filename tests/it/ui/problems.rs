//! The list of problems: from a finding to its place, and what a fix does.

use super::desk::{AWKWARD, Desk, SAMPLE, TALL};

/// Every problem of the awkward form in the order of the list: its place, what has the caret
/// there, and whether it is hidden with the hints.
const PROBLEMS: [(&str, &str, Option<&str>, bool); 15] = [
    ("基本信息", "year", Some("年度"), false),
    ("基本信息", "staff", Some("财政供养人员数"), false),
    ("基本信息", "budget/basic", Some("基本支出"), false),
    ("基本信息", "budget/project", Some("项目支出"), false),
    (
        "基本信息",
        "budget/other_development",
        Some("其他事业发展性支出"),
        true,
    ),
    ("基本信息", "budget/fiscal", Some("财政拨款"), false),
    ("基本信息", "budget/other_income", Some("其他资金"), true),
    (
        "基本信息",
        "budget/city_level",
        Some("市本级使用资金"),
        true,
    ),
    (
        "基本信息",
        "budget/transfer",
        Some("拟用于对下转移支付资金"),
        true,
    ),
    ("总体目标", "goals/g4", Some("目标4"), false),
    (
        "重点工作",
        "tasks/t5/amount",
        Some("第1项任务 拟投入的资金"),
        false,
    ),
    (
        "重点工作",
        "tasks/t5/goal",
        Some("第1项任务 期望达到的目标（概述）"),
        false,
    ),
    (
        "绩效指标",
        "indicators/i7/name",
        Some("未命名指标 三级指标"),
        false,
    ),
    (
        "绩效指标",
        "indicators/i9/cycle",
        Some("只有年度值 实施周期指标值"),
        false,
    ),
    ("绩效指标", "indicators/满意度指标/", None, false),
];

#[track_caller]
fn check_place(desk: &Desk, (tab, place, focus, _): (&str, &str, Option<&str>, bool)) {
    assert_eq!(desk.open_tab(), tab, "{place}");
    if focus.is_some() {
        assert_eq!(desk.focus().as_deref(), focus, "{place}");
    }
}

#[test]
fn the_list_is_the_report() {
    let mut desk = Desk::open(AWKWARD);
    let found = desk.workspace().report().items().iter();
    let found: Vec<String> = found.map(|found| found.path.to_string()).collect();
    assert_eq!(found, PROBLEMS.map(|(_, place, ..)| place));
    desk.resizes(TALL);
    desk.clicks_words("财政专项资金、其他资金等预算金额空着，而不是 0.00（共 4 处）");
    for found in desk.workspace().report().items() {
        desk.sees(&found.message);
    }
}

#[test]
fn keys_go_round_all_problems_both_ways() {
    let mut desk = Desk::open(AWKWARD);
    for problem in PROBLEMS.into_iter().chain(PROBLEMS) {
        desk.presses("F8");
        check_place(&desk, problem);
    }
    for problem in PROBLEMS.into_iter().rev().skip(1) {
        desk.presses("Shift+F8");
        check_place(&desk, problem);
    }
}

#[test]
fn keys_pass_over_hidden_hints() {
    let mut desk = Desk::open(AWKWARD);
    desk.clicks("提示 4 条");
    desk.misses("（共 4 处）");
    let shown = || PROBLEMS.into_iter().filter(|(.., is_hint)| !is_hint);
    for problem in shown().chain(shown()) {
        desk.presses("F8");
        check_place(&desk, problem);
    }
    desk.clicks("提示 4 条");
    desk.resizes(TALL);
    desk.sees("（共 4 处）");
}

#[test]
fn keys_go_round_where_the_list_is_folded() {
    let mut desk = Desk::open(AWKWARD);
    desk.clicks("问题列表");
    desk.misses("不是金额");
    for problem in PROBLEMS {
        desk.presses("F8");
        check_place(&desk, problem);
    }
    desk.presses("Ctrl+B");
    desk.sees("不是金额");
}

#[test]
fn a_click_on_a_problem_or_its_place_leads_there() {
    let mut desk = Desk::open(SAMPLE);
    let compound = "一个指标值里有两个数量（66个、388节次）";
    let place = "“小组服务数量” › 年度指标值";
    for words in [compound, place] {
        desk.presses("Ctrl+2");
        desk.clicks_words(words);
        assert_eq!(desk.open_tab(), "绩效指标");
        desk.sees_focus("小组服务数量 年度指标值");
        assert!(desk.focus_is_in_view());
    }
    desk.can_undo(None);
}

#[track_caller]
fn check_fix(fix: &str, focus: &str, is_done: impl Fn(&Desk) -> bool) {
    let mut desk = Desk::open(SAMPLE);
    let before = desk.draft().clone();
    assert!(!is_done(&desk));
    desk.clicks(fix);
    assert!(is_done(&desk), "{fix} does nothing");
    assert!(!desk.has_button(fix), "{fix} is offered still");
    desk.sees_focus(focus);
    desk.presses("Ctrl+Z");
    assert_eq!(*desk.draft(), before);
    assert!(desk.has_button(fix));
    desk.can_undo(None);
}

#[test]
fn a_fix_is_one_step() {
    check_fix(
        "“市本级使用资金”填 824.40",
        "市本级使用资金",
        |desk| desk.text("budget/city_level") == "824.40",
    );
    check_fix(
        "拆成两个指标",
        "小组服务数量 三级指标",
        |desk| desk.draft().indicators.len() == 25,
    );
}

#[test]
fn a_mended_field_leaves_the_list() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+3");
    desk.enters("第1项任务 名称");
    desk.presses("Tab");
    desk.types("119.19万元");
    desk.sees("写的是“119.19万元”，不是金额");
    desk.clicks("换算为 1,191,900.00 元");
    desk.holds("tasks/t7/amount", "1191900.00");
    desk.misses("不是金额");
    desk.presses("Tab");
    desk.shows("第1项任务 拟投入的资金", "1,191,900.00");
}
