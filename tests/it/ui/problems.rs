//! The list of problems: from a finding to its place, and what a fix does.

use super::desk::{AWKWARD, Desk, SAMPLE, TALL};
use mubiao::app::read::section_name;
use mubiao::check::{Diagnostic, Line, Severity, fold, words_of_alike};
use mubiao::model::FieldPath;

/// Some places of the awkward form that have something wrong, and what has the caret there.
const FIELDS: [(&str, &str); 9] = [
    ("year", "年度"),
    ("staff", "财政供养人员数"),
    ("budget/basic", "基本支出"),
    ("budget/transfer", "拟用于对下转移支付资金"),
    ("goals/g4", "目标4"),
    ("tasks/t5/amount", "第1项任务 拟投入的资金"),
    ("tasks/t5/goal", "第1项任务 期望达到的目标（概述）"),
    ("indicators/i7/name", "未命名指标 三级指标"),
    ("indicators/i9/cycle", "只有年度值 实施周期指标值"),
];

/// The places of the findings that pass, each once, in the order of the report.
fn places(desk: &Desk, passes: impl Fn(&Diagnostic) -> bool) -> Vec<FieldPath> {
    let found = desk.workspace().report().items().iter();
    let found = found.filter(|found| passes(found));
    let mut places: Vec<FieldPath> = found.map(|found| found.path.clone()).collect();
    places.dedup();
    places
}

#[track_caller]
fn check_place(desk: &Desk, place: &FieldPath) {
    assert_eq!(desk.open_tab(), section_name(place.section()), "{place}");
    if let Some(name) = desk.name_at(place) {
        assert_eq!(desk.focus(), Some(name), "{place}");
        assert!(desk.focus_is_in_view(), "{place}");
    }
}

/// The lines of the list where the folded ones are open: first what they say together.
fn unfolded(desk: &Desk) -> Vec<String> {
    let found: Vec<&Diagnostic> = desk.workspace().report().items().iter().collect();
    let mut lines = Vec::new();
    for line in fold(&found) {
        match line {
            Line::One(idx) => lines.push(found[idx].message.clone()),
            Line::Several(_, all) => {
                lines.push(words_of_alike(all.iter().map(|idx| found[*idx])));
                lines.extend(all.iter().map(|idx| found[*idx].message.clone()));
            }
        }
    }
    lines
}

#[test]
fn the_list_is_the_report() {
    let mut desk = Desk::open(AWKWARD);
    desk.resizes(TALL);
    let expected = unfolded(&desk);
    let found: Vec<&Diagnostic> = desk.workspace().report().items().iter().collect();
    let folded = fold(&found).into_iter().filter_map(|line| match line {
        Line::Several(_, all) => Some(words_of_alike(all.iter().map(|idx| found[*idx]))),
        Line::One(_) => None,
    });
    let folded: Vec<String> = folded.collect();
    assert!(!folded.is_empty());
    for words in folded {
        desk.clicks_words(&words);
    }
    let listed = desk.listed();
    let listed: Vec<&String> = listed
        .iter()
        .filter(|said| expected.contains(said))
        .collect();
    assert_eq!(listed, expected.iter().collect::<Vec<_>>());
}

#[test]
fn places_are_fields_with_these_names() {
    let desk = Desk::open(AWKWARD);
    let places = places(&desk, |_| true);
    for (place, name) in FIELDS {
        let place: FieldPath = place.parse().expect("tests name fields by their address");
        assert!(places.contains(&place), "{place}");
        assert_eq!(desk.name_at(&place).as_deref(), Some(name));
    }
    assert!(places.iter().any(|place| !place.is_field()));
}

#[test]
fn keys_go_round_all_problems_both_ways() {
    let mut desk = Desk::open(AWKWARD);
    let places = places(&desk, |_| true);
    for place in places.iter().chain(&places) {
        desk.presses("F8");
        check_place(&desk, place);
    }
    for place in places.iter().rev().skip(1) {
        desk.presses("Shift+F8");
        check_place(&desk, place);
    }
}

#[test]
fn keys_pass_over_hidden_hints() {
    let mut desk = Desk::open(AWKWARD);
    desk.resizes(TALL);
    let hints = desk.workspace().report().count(Severity::Hint);
    let hints = format!("提示 {hints} 条");
    let folded = "财政专项资金、其他资金等预算金额空着，而不是 0.00（共";
    desk.sees(folded);
    desk.clicks(&hints);
    desk.misses(folded);
    let shown = places(&desk, |found| found.severity != Severity::Hint);
    assert!(shown.len() < places(&desk, |_| true).len());
    for place in shown.iter().chain(&shown) {
        desk.presses("F8");
        check_place(&desk, place);
    }
    desk.clicks(&hints);
    desk.sees(folded);
}

#[test]
fn keys_go_round_where_the_list_is_folded() {
    let mut desk = Desk::open(AWKWARD);
    desk.clicks("问题列表");
    desk.misses("不是金额");
    for place in &places(&desk, |_| true) {
        desk.presses("F8");
        check_place(&desk, place);
    }
    desk.resizes(TALL);
    desk.misses("不是金额");
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
        desk.scrolls_list_to(words);
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
    desk.resizes(TALL);
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

#[test]
fn on_a_new_draft_keys_lead_to_what_is_not_begun() {
    let mut desk = Desk::open(super::desk::BLANK);
    desk.presses("F8");
    desk.sees_focus("部门名称");
    desk.presses("F8");
    desk.sees_focus("财政供养人员数");
}
