//! The list of problems by keyboard: filters, folds, fixes, what is ignored, and why.

use super::desk::{AWKWARD, BLANK, CLEAN, Desk, SAMPLE};
use mubiao::app::Command;
use mubiao::app::read::place;
use mubiao::check::{Diagnostic, Line, Severity, fold, words_of_alike};
use mubiao::model::FieldPath;

/// The tags around the goals of the bad draft, each another so that each is told in other words.
const TAGS: [&str; 5] = ["p", "b", "i", "div", "span"];

/// What the sample's compound value is told as.
const COMPOUND: &str = "一个指标值里有两个数量（66个、388节次）";

/// A clean form with markup in several goals, and with hints of one kind about all tasks.
fn messy() -> Desk {
    let mut desk = Desk::open(CLEAN);
    let goals = desk.draft().goals.clone();
    for (goal, tag) in goals.iter().zip(TAGS) {
        desk.runs(Command::Type {
            path: FieldPath::Goal(goal.id),
            text: format!("<{tag}>{}</{tag}>", goal.text),
        });
        desk.runs(Command::LeaveField);
    }
    let tasks = desk.draft().tasks.clone();
    for task in tasks.iter().take(4) {
        desk.runs(Command::Type {
            path: FieldPath::Task(task.id, mubiao::model::TaskField::Content),
            text: task.content.replacen('，', ",", 1),
        });
        desk.runs(Command::LeaveField);
    }
    desk
}

fn items(desk: &Desk) -> &[Diagnostic] {
    desk.workspace().report().items()
}

fn fixable(desk: &Desk) -> usize {
    let found = items(desk).iter();
    found.filter(|found| !found.fixes.is_empty()).count()
}

/// What is told, by rule and place.
fn told(desk: &Desk) -> Vec<(&'static str, String)> {
    let found = items(desk).iter();
    found
        .map(|found| (found.rule.id, found.path.to_string()))
        .collect()
}

/// Walks down from the first row of the list to the one of these words.
#[track_caller]
fn walks_to(desk: &mut Desk, words: &str) {
    desk.presses("Home");
    for _ in 0..100 {
        if desk.focus().as_deref() == Some(words) {
            return;
        }
        desk.presses("ArrowDown");
    }
    desk.sees_focus(words);
}

#[test]
fn keys_alone_bring_a_bad_draft_to_zero() {
    let mut desk = messy();
    assert!(fixable(&desk) >= 9);
    let found: Vec<&Diagnostic> = items(&desk).iter().collect();
    let is_folded = |line: &Line| matches!(line, Line::Several(..));
    assert!(fold(&found).iter().any(is_folded));
    desk.presses("F6");
    desk.presses("Home");
    for _ in 0..60 {
        if fixable(&desk) == 0 {
            break;
        }
        let before = desk.workspace().revision();
        desk.presses("Alt+Enter");
        if desk.workspace().revision() == before {
            // What is folded is opened; a finding has its buttons to the right.
            if desk.focus().is_some_and(|name| name.ends_with("处）")) {
                desk.presses("ArrowRight");
            }
            desk.presses("ArrowDown");
        }
        // Where the list is empty at last, it leads back to the form.
        let focus = desk.focus().expect("the focus stays in the list");
        let is_field = desk.has_field(&focus);
        assert!(!is_field || items(&desk).is_empty(), "{focus} is a field");
    }
    assert_eq!(fixable(&desk), 0);
    assert_eq!(told(&desk), told(&Desk::open(CLEAN)));
}

#[test]
fn a_fix_by_keyboard_goes_on_to_the_next_row_and_shows_the_field() {
    let mut desk = messy();
    desk.clicks_tab("基本信息");
    let nth = |words: &str| {
        let nth = items(&desk)
            .iter()
            .position(|found| found.message.contains(words));
        nth.expect("it is told")
    };
    let (here, next) = (
        items(&desk)[nth("<i>")].clone(),
        items(&desk)[nth("<i>") + 1].clone(),
    );
    assert!(next.message.contains("<div>"), "{}", next.message);
    let is_told = |desk: &Desk| {
        let mut at = desk.workspace().report().at(&here.path).iter();
        at.any(|found| found.rule.id == here.rule.id)
    };
    desk.presses("F6");
    walks_to(&mut desk, &here.message);
    assert!(is_told(&desk));
    desk.presses("Alt+Enter");
    assert!(!is_told(&desk));
    desk.sees_focus(&next.message);
    assert_eq!(desk.open_tab(), "总体目标");
    // What undo takes back is where the fix was.
    desk.presses("Ctrl+Z");
    assert!(is_told(&desk));
}

#[test]
fn a_problem_is_fixed_from_its_field() {
    let mut desk = Desk::open(SAMPLE);
    for _ in 0..items(&desk).len() {
        desk.presses("F8");
        if desk.focus().as_deref() == Some("市本级使用资金") {
            break;
        }
    }
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
    desk.sees_focus(COMPOUND);
    desk.presses("F6");
    desk.sees_focus("小组服务数量 年度指标值");
    desk.presses("Ctrl+B");
    desk.presses("F6");
    desk.sees_focus(COMPOUND);
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
    let all = items(&desk).len();
    let words = "不是金额";
    let passes = |found: &&Diagnostic| {
        let place = place(desk.draft(), desk.workspace().template(), &found.path);
        let said = [&found.message, &place, found.rule.docs.what];
        said.iter().any(|said| said.contains(words))
    };
    let found: Vec<&Diagnostic> = items(&desk).iter().filter(passes).collect();
    let count = found.len();
    assert!(count >= 2 && count < all);
    let names = found.iter().map(|found| desk.name_at(&found.path));
    let mut names: Vec<String> = names.map(|name| name.expect("they are fields")).collect();
    names.dedup();
    for name in ["基本支出", "第1项任务 拟投入的资金"] {
        assert!(names.iter().any(|found| found == name), "{name}");
    }
    desk.enters("筛选问题");
    desk.types(words);
    desk.sees(&format!("列出 {count} 条，共 {all} 条"));
    for name in names.iter().chain(names.first()) {
        desk.presses("F8");
        desk.sees_focus(name);
    }
    desk.presses("Shift+F8");
    desk.sees_focus(names.last().expect("there are some"));
    desk.enters("筛选问题");
    desk.types("没有这样的字");
    desk.sees("没有符合筛选的问题");
    desk.presses("Escape");
    desk.shows("筛选问题", "");
    desk.sees_focus("筛选问题");
    desk.sees(&format!("共 {all} 条"));
    desk.presses("ArrowDown");
    desk.sees_focus(&first_row(&desk));
    assert_eq!(*desk.draft(), before);
    desk.can_undo(None);
}

/// What the first row of the list says.
fn first_row(desk: &Desk) -> String {
    let found: Vec<&Diagnostic> = items(desk).iter().collect();
    match &fold(&found)[0] {
        Line::One(idx) => found[*idx].message.clone(),
        Line::Several(_, all) => words_of_alike(all.iter().map(|idx| found[*idx])),
    }
}

#[test]
fn alike_hints_unfold_and_fold_by_keyboard() {
    let mut desk = Desk::open(AWKWARD);
    let member = "“其他资金”未填，没有这笔资金的填 0.00";
    let report = desk.workspace().report();
    let (all, hints) = (report.items().len(), report.count(Severity::Hint));
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let count = desk.workspace().report().count(severity);
        if count > 0 {
            desk.clicks(&format!("{} {count} 条", severity.label()));
        }
    }
    desk.sees(&format!("列出 {hints} 条，共 {all} 条"));
    let alike = items(&desk).iter();
    let alike: Vec<_> = alike
        .filter(|found| found.rule.id == "blank-amount")
        .collect();
    let folded = words_of_alike(alike.into_iter());
    desk.presses("F6");
    walks_to(&mut desk, &folded);
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
    let message = COMPOUND;
    let warnings = desk.workspace().report().count(Severity::Warning);
    desk.presses("F6");
    walks_to(&mut desk, message);
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
    assert_eq!(
        desk.workspace().report().count(Severity::Warning),
        warnings - 1
    );
    desk.presses("End");
    desk.sees_focus("已忽略 1");
    desk.presses("ArrowRight");
    desk.presses("ArrowDown");
    desk.sees(message);
    desk.sees("原因：按两个口径统计");
    desk.clicks(&format!("恢复提示：{message}"));
    desk.misses("已忽略");
    assert_eq!(desk.workspace().report().count(Severity::Warning), warnings);
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
    walks_to(&mut desk, COMPOUND);
    desk.misses("检查什么");
    desk.presses("F1");
    desk.sees("检查什么");
    desk.sees("依据");
    desk.presses("F1");
    desk.misses("检查什么");
    desk.clicks(&format!("为什么：{COMPOUND}"));
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
    let safe = items(&desk).iter().filter(|found| found.has_safe_fix());
    let safe = safe.count();
    assert!(safe >= 9);
    let button = format!("修复 {safe} 处格式问题…");
    desk.clicks(&button);
    desk.fits("全部修复");
    desk.clicks("取消");
    assert_eq!(*desk.draft(), before);
    desk.presses("Ctrl+Shift+F8");
    desk.clicks("全部修复");
    assert!(!desk.has_button(&button));
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
