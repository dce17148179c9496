//! The list of problems by keyboard: filters, folds, fixes, what is ignored, and why.

use super::desk::{AWKWARD, BLANK, Desk, SAMPLE};
use mubiao::app::Command;
use mubiao::check::Severity;

/// The sample with markup in several goals.
fn messy() -> Desk {
    let mut desk = Desk::open(SAMPLE);
    let goals = desk.draft().goals.clone();
    for goal in goals.iter().take(5) {
        desk.runs(Command::Type {
            path: mubiao::model::FieldPath::Goal(goal.id),
            text: format!("<p>{}</p>", goal.text),
        });
        desk.runs(Command::LeaveField);
    }
    desk
}

fn fixable(desk: &Desk) -> usize {
    let items = desk.workspace().report().items().iter();
    items.filter(|found| !found.fixes.is_empty()).count()
}

#[test]
fn keys_alone_bring_a_bad_draft_to_zero() {
    let mut desk = messy();
    assert!(fixable(&desk) >= 6);
    desk.presses("F6");
    desk.presses("Home");
    for _ in 0..30 {
        let before = desk.workspace().revision();
        desk.presses("Alt+Enter");
        if desk.workspace().revision() == before {
            desk.presses("ArrowDown");
        }
        let focus = desk.focus().expect("the focus stays in the list");
        assert!(!desk.has_field(&focus), "{focus} is a field");
    }
    assert_eq!(fixable(&desk), 0);
    let left = desk.workspace().report().items().iter();
    let left: Vec<Severity> = left.map(|found| found.severity).collect();
    assert_eq!(left, [Severity::Info]);
}

#[test]
fn a_fix_by_keyboard_goes_on_to_the_next_row_and_shows_the_field() {
    let mut desk = messy();
    desk.clicks_tab("基本信息");
    desk.presses("F6");
    desk.presses("End");
    desk.presses("ArrowUp");
    let rows = desk.workspace().report().items().len();
    desk.presses("ArrowUp");
    let path = desk.workspace().report().items()[rows - 3].path.clone();
    let next = desk.workspace().report().items()[rows - 2].message.clone();
    desk.presses("Alt+Enter");
    assert!(desk.workspace().report().at(&path).is_empty());
    desk.sees_focus(&next);
    assert_eq!(desk.open_tab(), "总体目标");
    // What undo takes back is where the fix was.
    desk.presses("Ctrl+Z");
    assert!(!desk.workspace().report().at(&path).is_empty());
}

#[test]
fn a_problem_is_fixed_from_its_field() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("F8");
    desk.presses("F8");
    desk.sees_focus("市本级使用资金");
    desk.presses("Ctrl+F8");
    desk.holds("budget/city_level", "824.40");
    desk.sees_focus("市本级使用资金");
    desk.presses("Ctrl+F8");
    desk.reads_notices();
}

#[test]
fn keys_lead_into_the_list_and_back() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+4");
    desk.enters("小组服务数量 年度指标值");
    desk.presses("F6");
    desk.sees_focus("一个指标值里有两个数量（66个、388节次）");
    desk.presses("F6");
    desk.sees_focus("小组服务数量 年度指标值");
    desk.presses("Ctrl+B");
    desk.presses("F6");
    desk.sees_focus("一个指标值里有两个数量（66个、388节次）");
    desk.presses("Escape");
    desk.sees_focus("小组服务数量 年度指标值");
    desk.presses("F6");
    desk.presses("Home");
    desk.presses("Enter");
    assert_eq!(desk.open_tab(), "基本信息");
    desk.can_undo(None);
}

#[test]
fn the_filter_leaves_the_draft_alone_and_keys_honour_it() {
    let mut desk = Desk::open(AWKWARD);
    let before = desk.draft().clone();
    desk.enters("筛选问题");
    desk.types("不是金额");
    desk.sees("列出 2 条，共 15 条");
    for place in ["基本支出", "第1项任务 拟投入的资金", "基本支出"] {
        desk.presses("F8");
        desk.sees_focus(place);
    }
    desk.presses("Shift+F8");
    desk.sees_focus("第1项任务 拟投入的资金");
    desk.enters("筛选问题");
    desk.types("没有这样的字");
    desk.sees("没有符合筛选的问题");
    desk.presses("Escape");
    desk.shows("筛选问题", "");
    desk.sees_focus("筛选问题");
    desk.sees("共 15 条");
    desk.presses("ArrowDown");
    desk.sees_focus("年度写的是“二〇二五”，不是 2000 到 2100 之间的四位年份");
    assert_eq!(*desk.draft(), before);
    desk.can_undo(None);
}

#[test]
fn alike_hints_unfold_and_fold_by_keyboard() {
    let mut desk = Desk::open(AWKWARD);
    let member = "“其他资金”未填，没有这笔资金的填 0.00";
    desk.clicks("错误 5 条");
    desk.clicks("警告 6 条");
    desk.sees("列出 4 条，共 15 条");
    desk.presses("F6");
    desk.misses(member);
    desk.presses("ArrowRight");
    desk.sees(member);
    desk.presses("ArrowDown");
    desk.presses("ArrowDown");
    desk.sees_focus(member);
    desk.presses("ArrowRight");
    desk.sees_focus("“其他资金”填 0.00");
    desk.presses("ArrowLeft");
    desk.presses("ArrowLeft");
    desk.presses("ArrowLeft");
    desk.misses(member);
    desk.presses("Enter");
    desk.sees(member);
    desk.presses("Enter");
    desk.misses(member);
}

#[test]
fn a_finding_is_ignored_with_a_reason_and_brought_back() {
    let mut desk = Desk::open(SAMPLE);
    let message = "一个指标值里有两个数量（66个、388节次）";
    desk.presses("F6");
    desk.presses("End");
    desk.sees_focus(message);
    desk.presses("Delete");
    desk.sees_focus("忽略的原因");
    desk.presses("Escape");
    desk.sees_focus(message);
    desk.can_undo(None);
    desk.presses("Delete");
    desk.types("按两个口径统计");
    desk.presses("Enter");
    desk.misses(message);
    desk.sees("已忽略 1");
    assert_eq!(desk.workspace().report().count(Severity::Warning), 0);
    desk.presses("End");
    desk.sees_focus("已忽略 1");
    desk.presses("ArrowRight");
    desk.sees(message);
    desk.sees("原因：按两个口径统计");
    desk.clicks(&format!("恢复提示：{message}"));
    desk.misses("已忽略");
    assert_eq!(desk.workspace().report().count(Severity::Warning), 1);
    desk.presses("Ctrl+Z");
    desk.sees("已忽略 1");
    desk.presses("Ctrl+Z");
    desk.misses("已忽略");
    desk.can_undo(None);
}

#[test]
fn a_row_tells_why_and_leads_to_all_rules() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("F6");
    desk.presses("End");
    desk.misses("检查什么");
    desk.presses("F1");
    desk.sees("检查什么");
    desk.sees("依据");
    desk.presses("F1");
    desk.misses("检查什么");
    desk.clicks("为什么：一个指标值里有两个数量（66个、388节次）");
    desk.clicks("全部规则");
    let fields = desk.field_names();
    assert!(fields.iter().any(|name| name == "查找规则"), "{fields:?}");
    desk.sees_focus("一个指标值里写了两个以上的数量");
    desk.presses("Escape");
    assert!(!desk.has_field("查找规则"));
}

#[test]
fn all_rules_can_be_searched() {
    let mut desk = Desk::new();
    desk.clicks_entry("帮助", "检查规则");
    desk.sees_focus("查找规则");
    let rule = "一个指标值里写了两个以上的数量";
    assert!(desk.has_button(rule));
    desk.types("满意度");
    assert!(!desk.has_button(rule));
    desk.presses("Ctrl+A");
    desk.types("两个以上 数量");
    desk.sees("共 1 条");
    desk.clicks(rule);
    desk.sees("警告，有时可以直接修复");
    desk.sees("怎么改");
    desk.fits("关闭");
    desk.presses("Ctrl+A");
    desk.types("没有这样的字");
    desk.sees("没有这样的规则，换一个字词再试");
}

#[test]
fn all_safe_fixes_are_looked_at_and_applied_as_one_step() {
    let mut desk = messy();
    let before = desk.draft().clone();
    desk.clicks("修复 5 处格式问题…");
    desk.fits("全部修复");
    desk.clicks("取消");
    assert_eq!(*desk.draft(), before);
    desk.presses("Ctrl+Shift+F8");
    desk.clicks("全部修复");
    assert!(!desk.has_button("修复 5 处"));
    desk.presses("Ctrl+Z");
    assert_eq!(*desk.draft(), before);
}

#[test]
fn a_new_draft_is_quiet() {
    let desk = Desk::open(BLANK);
    let count = desk.workspace().report().not_begun().len();
    desk.sees(&format!("还有 {count} 项没有填写"));
    desk.sees("没有发现问题");
    assert!(!desk.has_button("为什么"));
}
