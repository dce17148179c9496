//! Rows: added, copied, moved and removed by buttons and by keys, and all of it taken back.

use mubiao::app::Command;
use mubiao::model::Draft;

use super::desk::{Desk, SAMPLE};

/// What a person does to a row.
#[derive(Debug, Clone, Copy)]
enum Act {
    Clicks(&'static str),
    Presses(&'static str),
    Enters(&'static str),
}

use Act::{Clicks, Enters, Presses};

/// What is done, the rows after it, and the field that has the caret then.
type Step = (Act, &'static str, &'static str);

fn goals(draft: &Draft) -> String {
    let ids = draft.goals.iter().map(|row| row.id.to_string());
    ids.collect::<Vec<_>>().join(" ")
}

fn tasks(draft: &Draft) -> String {
    let ids = draft.tasks.iter().map(|row| row.id.to_string());
    let others = draft.other_tasks.iter().map(|row| row.id.to_string());
    ids.chain(others).collect::<Vec<_>>().join(" ")
}

/// The first two branches.
fn indicators(draft: &Draft) -> String {
    let branch = |level2: &str| {
        let rows = draft
            .indicators
            .iter()
            .filter(|row| row.slot.level2 == level2);
        rows.map(|row| row.id.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!("{} | {}", branch("数量指标"), branch("质量指标"))
}

#[track_caller]
fn check_steps(tab: &str, rows: fn(&Draft) -> String, steps: &[Step]) {
    let mut desk = Desk::open(SAMPLE);
    desk.presses(tab);
    let mut states = vec![rows(desk.draft())];
    for (act, after, focus) in steps {
        match act {
            Clicks(name) => desk.clicks(name),
            Presses(keys) => desk.presses(keys),
            Enters(name) => desk.enters(name),
        }
        assert_eq!(rows(desk.draft()), *after, "{act:?}");
        assert_eq!(desk.focus().as_deref(), Some(*focus), "{act:?}");
        if states.last().is_some_and(|last| last != after) {
            states.push((*after).to_owned());
        }
    }
    for state in states.iter().rev().skip(1) {
        desk.presses("Ctrl+Z");
        assert_eq!(rows(desk.draft()), *state, "undone");
    }
    desk.can_undo(None);
    for state in states.iter().skip(1) {
        desk.presses("Ctrl+Y");
        assert_eq!(rows(desk.draft()), *state, "redone");
    }
}

#[test]
fn goals_by_buttons() {
    check_steps(
        "Ctrl+2",
        goals,
        &[
            (Clicks("复制目标1"), "g1 g37 g2 g3 g4 g5 g6", "目标2"),
            (Clicks("上移目标2"), "g37 g1 g2 g3 g4 g5 g6", "目标1"),
            (Clicks("下移目标1"), "g1 g37 g2 g3 g4 g5 g6", "目标2"),
            (Clicks("删除目标2"), "g1 g2 g3 g4 g5 g6", "目标2"),
        ],
    );
}

#[test]
fn goals_by_keys() {
    check_steps(
        "Ctrl+2",
        goals,
        &[
            (Enters("目标5"), "g1 g2 g3 g4 g5 g6", "目标5"),
            (Presses("Ctrl+Enter"), "g1 g2 g3 g4 g5 g37 g6", "目标6"),
            (Presses("Ctrl+D"), "g1 g2 g3 g4 g5 g37 g38 g6", "目标7"),
            (Presses("Alt+ArrowUp"), "g1 g2 g3 g4 g5 g38 g37 g6", "目标6"),
            (Presses("Alt+ArrowUp"), "g1 g2 g3 g4 g38 g5 g37 g6", "目标5"),
            (
                Presses("Alt+ArrowDown"),
                "g1 g2 g3 g4 g5 g38 g37 g6",
                "目标6",
            ),
            (Presses("Ctrl+Shift+D"), "g1 g2 g3 g4 g5 g37 g6", "目标6"),
        ],
    );
}

#[test]
fn tasks_by_buttons() {
    check_steps(
        "Ctrl+3",
        tasks,
        &[
            (
                Clicks("复制第1项任务"),
                "t7 t37 t8 t9 t10 t11 t12",
                "第2项任务 名称",
            ),
            (
                Clicks("上移第2项任务"),
                "t37 t7 t8 t9 t10 t11 t12",
                "第1项任务 名称",
            ),
            (
                Clicks("下移第1项任务"),
                "t7 t37 t8 t9 t10 t11 t12",
                "第2项任务 名称",
            ),
            (
                Clicks("删除第2项任务"),
                "t7 t8 t9 t10 t11 t12",
                "第2项任务 名称",
            ),
        ],
    );
}

#[test]
fn tasks_by_keys() {
    check_steps(
        "Ctrl+3",
        tasks,
        &[
            (
                Enters("第6项任务 名称"),
                "t7 t8 t9 t10 t11 t12",
                "第6项任务 名称",
            ),
            (
                Presses("Ctrl+Enter"),
                "t7 t8 t9 t10 t11 t12 t37",
                "第7项任务 名称",
            ),
            (
                Presses("Alt+ArrowDown"),
                "t7 t8 t9 t10 t11 t12 t37",
                "第7项任务 名称",
            ),
            (
                Presses("Alt+ArrowUp"),
                "t7 t8 t9 t10 t11 t37 t12",
                "第6项任务 名称",
            ),
            (
                Presses("Ctrl+D"),
                "t7 t8 t9 t10 t11 t37 t38 t12",
                "第7项任务 名称",
            ),
            (
                Presses("Ctrl+Shift+D"),
                "t7 t8 t9 t10 t11 t37 t12",
                "第7项任务 名称",
            ),
            (
                Presses("Ctrl+Shift+D"),
                "t7 t8 t9 t10 t11 t37",
                "第6项任务 名称",
            ),
        ],
    );
}

#[test]
fn other_tasks_by_buttons_and_keys() {
    let mut desk = Desk::open(SAMPLE);
    desk.runs(Command::GoTo("other_tasks".parse().expect("an address")));
    desk.clicks("＋ 添加其他任务");
    desk.sees_focus("第1项其他任务 名称");
    desk.types("迎检");
    desk.holds("other_tasks/o37/name", "迎检");
    desk.presses("Ctrl+Enter");
    desk.sees_focus("第2项其他任务 名称");
    desk.presses("Alt+ArrowUp");
    desk.sees_focus("第1项其他任务 名称");
    assert_eq!(tasks(desk.draft()), "t7 t8 t9 t10 t11 t12 o38 o37");
    desk.clicks("删除第2项其他任务");
    assert_eq!(tasks(desk.draft()), "t7 t8 t9 t10 t11 t12 o38");
    for _ in 0..5 {
        desk.presses("Ctrl+Z");
    }
    assert_eq!(tasks(desk.draft()), "t7 t8 t9 t10 t11 t12");
    desk.can_undo(None);
}

#[test]
fn indicators_by_buttons() {
    check_steps(
        "Ctrl+4",
        indicators,
        &[
            (
                Clicks("在质量指标下添加指标"),
                "i13 i14 i15 i16 i17 | i18 i19 i20 i21 i37",
                "未命名指标 三级指标",
            ),
            (
                Enters("活动数量 三级指标"),
                "i13 i14 i15 i16 i17 | i18 i19 i20 i21 i37",
                "活动数量 三级指标",
            ),
            (
                Clicks("删除指标活动数量"),
                "i13 i14 i15 i17 | i18 i19 i20 i21 i37",
                "示例市“栖星”青年人才驿站建设数量 三级指标",
            ),
            (
                Enters("项目验收结果 年度指标值"),
                "i13 i14 i15 i17 | i18 i19 i20 i21 i37",
                "项目验收结果 年度指标值",
            ),
            (
                Clicks("复制指标项目验收结果"),
                "i13 i14 i15 i17 | i18 i19 i38 i20 i21 i37",
                "项目验收结果 三级指标",
            ),
        ],
    );
}

#[test]
fn an_indicator_goes_on_into_the_next_branch_and_back() {
    const LAST: &str = "示例市“栖星”青年人才驿站建设数量 三级指标";
    check_steps(
        "Ctrl+4",
        indicators,
        &[
            (Enters(LAST), "i13 i14 i15 i16 i17 | i18 i19 i20 i21", LAST),
            (
                Presses("Alt+ArrowDown"),
                "i13 i14 i15 i16 | i17 i18 i19 i20 i21",
                LAST,
            ),
            (
                Presses("Alt+ArrowDown"),
                "i13 i14 i15 i16 | i18 i17 i19 i20 i21",
                LAST,
            ),
            (
                Presses("Alt+ArrowUp"),
                "i13 i14 i15 i16 | i17 i18 i19 i20 i21",
                LAST,
            ),
            (
                Presses("Alt+ArrowUp"),
                "i13 i14 i15 i16 i17 | i18 i19 i20 i21",
                LAST,
            ),
            (
                Presses("Alt+ArrowUp"),
                "i13 i14 i15 i17 i16 | i18 i19 i20 i21",
                LAST,
            ),
            (
                Presses("Ctrl+Shift+D"),
                "i13 i14 i15 i16 | i18 i19 i20 i21",
                "活动数量 三级指标",
            ),
            (
                Presses("Ctrl+Enter"),
                "i13 i14 i15 i16 i37 | i18 i19 i20 i21",
                "未命名指标 三级指标",
            ),
        ],
    );
}

#[test]
fn the_caret_goes_with_a_copied_indicator() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+4");
    desk.enters("对接工单数量 年度指标值");
    desk.presses("Ctrl+D");
    desk.types("二");
    assert_eq!(
        indicators(desk.draft()),
        "i13 i37 i14 i15 i16 i17 | i18 i19 i20 i21"
    );
    desk.holds("indicators/i13/name", "对接工单数量");
    assert!(desk.text("indicators/i37/name").contains('二'));
}

#[test]
fn a_removed_row_comes_back_with_the_caret() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+2");
    desk.enters("目标3");
    desk.presses("Ctrl+Shift+D");
    desk.presses("Ctrl+1");
    desk.presses("Ctrl+Z");
    assert_eq!(desk.open_tab(), "总体目标");
    desk.sees_focus("目标3");
    desk.types("一");
    assert!(desk.text("goals/g3").contains('一'));
}

#[test]
fn the_value_of_the_cycle_is_copied_into_the_year() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+4");
    desk.enters("活动数量 实施周期指标值");
    desk.presses("Ctrl+A");
    desk.types("≥300场");
    desk.holds("indicators/i16/year", "≥296场");
    desk.clicks("年度指标值同左");
    desk.holds("indicators/i16/year", "≥300场");
    desk.presses("Ctrl+Z");
    desk.holds("indicators/i16/year", "≥296场");
    desk.holds("indicators/i16/cycle", "≥300场");
}

#[test]
fn a_jump_opens_what_is_folded() {
    for (tab, fold, unfold, hidden, address) in [
        (
            "Ctrl+4",
            "折叠数量指标",
            "展开数量指标",
            "活动数量 年度指标值",
            "indicators/i16/year",
        ),
        (
            "Ctrl+3",
            "折叠第1项任务",
            "展开第1项任务",
            "第1项任务 主要实施内容",
            "tasks/t7/content",
        ),
    ] {
        let mut desk = Desk::open(SAMPLE);
        desk.presses(tab);
        desk.clicks(fold);
        assert!(!desk.has_field(hidden), "{hidden} is to be seen");
        desk.clicks(unfold);
        assert!(desk.has_field(hidden), "{hidden} stays hidden");
        desk.clicks(fold);
        desk.presses("Ctrl+1");
        desk.runs(Command::GoTo(address.parse().expect("an address")));
        desk.sees_focus(hidden);
        assert!(!desk.has_button(unfold));
    }
}

#[test]
fn all_tasks_fold_and_unfold_at_once() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+3");
    desk.clicks("每项任务只显示名称、资金和第一行");
    assert!(!desk.has_field("第1项任务 主要实施内容"));
    assert!(desk.has_field("第6项任务 名称"));
    desk.clicks("显示每项任务的全部内容");
    assert!(desk.has_field("第6项任务 主要实施内容"));
}

#[test]
fn an_indicator_is_dragged_to_another_branch() {
    let mut desk = Desk::open(SAMPLE);
    desk.presses("Ctrl+4");
    desk.enters("对接工单数量 三级指标");
    desk.drags("拖动排序", "项目验收结果 三级指标");
    assert_eq!(
        indicators(desk.draft()),
        "i14 i15 i16 i17 | i18 i13 i19 i20 i21"
    );
    desk.sees_focus("对接工单数量 三级指标");
    desk.presses("Ctrl+Z");
    assert_eq!(
        indicators(desk.draft()),
        "i13 i14 i15 i16 i17 | i18 i19 i20 i21"
    );
}

#[test]
fn an_indicator_without_the_caret_is_dragged_too() {
    for (field, rows) in [
        (
            "示例市“栖星”青年人才驿站建设数量 三级指标",
            "i13 i15 i16 i14 i17",
        ),
        ("对接工单数量 三级指标", "i14 i13 i15 i16 i17"),
        (
            "帮教个案（含即时辅导个案）数量 年度指标值",
            "i13 i14 i15 i16 i17",
        ),
    ] {
        let mut desk = Desk::open(SAMPLE);
        desk.presses("Ctrl+4");
        desk.points_at("帮教个案（含即时辅导个案）数量 三级指标");
        desk.drags("拖动排序", field);
        assert_eq!(
            indicators(desk.draft()),
            format!("{rows} | i18 i19 i20 i21"),
            "{field}"
        );
    }
}
