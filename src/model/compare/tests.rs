//! Differences as people read them, and that none is missed, invented or told only one way round.

use super::*;
use crate::base::fingerprint::Fingerprint;
use crate::base::ids::{GoalId, IdAllocator, IndicatorId, OtherTaskId, TaskId};
use crate::model::annotations::{Ignored, Link};
use crate::model::draft::{Goal, Indicator, OtherTask, Slot, Task};
use crate::model::path::RowId;
use crate::model::{Entry, TargetValue, sample};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One line for a difference: `目标3：旧 → 新`, with ∅ for a row that is not there.
fn told(differences: &[Difference]) -> Vec<String> {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "∅".to_owned());
    differences
        .iter()
        .map(|d| format!("{}：{} → {}", d.place, side(&d.before), side(&d.after)))
        .collect()
}

/// The same draft as if it came from a file: rows numbered anew.
fn renumbered(mut draft: Draft) -> Draft {
    let mut ids = IdAllocator::after(100);
    let mut fresh = BTreeMap::new();
    for row in &mut draft.goals {
        let before = std::mem::replace(&mut row.id, ids.fresh());
        fresh.insert(RowId::Goal(before), RowId::Goal(row.id));
    }
    for row in &mut draft.tasks {
        let before = std::mem::replace(&mut row.id, ids.fresh());
        fresh.insert(RowId::Task(before), RowId::Task(row.id));
    }
    for row in &mut draft.other_tasks {
        let before = std::mem::replace(&mut row.id, ids.fresh());
        fresh.insert(RowId::OtherTask(before), RowId::OtherTask(row.id));
    }
    for row in &mut draft.indicators {
        let before = std::mem::replace(&mut row.id, ids.fresh());
        fresh.insert(RowId::Indicator(before), RowId::Indicator(row.id));
    }
    draft.annotations = draft.annotations.renamed(|row| fresh.get(&row).copied());
    draft
}

#[track_caller]
fn check_on(before: &Draft, change: impl FnOnce(&mut Draft), expected: &[&str]) {
    let mut after = renumbered(before.clone());
    change(&mut after);
    let template = sample::template();
    let found = differences(before, &after, &template);
    assert_eq!(told(&found), expected);
    let back = differences(&after, before, &template);
    assert_eq!(back.len(), found.len(), "back: {:#?}", told(&back));
}

/// Changes the complete sample, which has 6 goals, 6 tasks and 24 indicators.
#[track_caller]
fn check(change: impl FnOnce(&mut Draft), expected: &[&str]) {
    check_on(&sample::complete(), change, expected);
}

fn indicator(slot: &Slot, name: &str, value: &str) -> Indicator {
    Indicator {
        name: name.to_owned(),
        year: TargetValue::read(value),
        ..Indicator::blank(IndicatorId(900), slot.clone())
    }
}

fn goal(text: &str) -> Goal {
    Goal {
        id: GoalId(901),
        text: text.to_owned(),
    }
}

fn other_task(name: &str, amount: &str) -> OtherTask {
    OtherTask {
        name: name.to_owned(),
        amount: Entry::read(amount),
        ..OtherTask::blank(OtherTaskId(902))
    }
}

#[test]
fn nothing_differs_between_a_draft_and_itself_numbered_anew() {
    for draft in [sample::minimal(), sample::complete(), sample::awkward()] {
        check_on(&draft, |_| {}, &[]);
    }
}

#[test]
fn single_fields_are_told_by_their_labels() {
    check(
        |draft| draft.department = "示例市图书馆".to_owned(),
        &["部门名称：示例市社区教育中心 → 示例市图书馆"],
    );
    check(
        |draft| draft.year = Entry::read("2026"),
        &["年度：2025 → 2026"],
    );
    check(
        |draft| draft.basic.subunits = Entry::Empty,
        &["下属二级单位数：1 → "],
    );
    check(
        |draft| draft.budget.city_level = Entry::read("0.00"),
        &["市本级使用资金： → 0.00"],
    );
    check(
        |draft| draft.other_tasks_text = "无".to_owned(),
        &["其他需完成的任务（可选项）： → 无"],
    );
    check(
        |draft| draft.template = "zhanjiang-2024".to_owned(),
        &["模板：东莞市部门整体预算绩效目标表（2024 年版） → zhanjiang-2024"],
    );
}

#[test]
fn fields_of_rows_are_told_with_the_row() {
    check(
        |draft| draft.goals[2].text = "新的目标。".to_owned(),
        &["目标3：通过第3个服务项目，让青少年得到合适的帮助与陪伴。 → 新的目标。"],
    );
    check(
        |draft| draft.tasks[1].amount = Entry::read("约120万"),
        &["重点工作任务“第2个服务项目”的拟投入的资金：1192000.00 → 约120万"],
    );
    check(
        |draft| draft.indicators[3].year = TargetValue::read("≥300场"),
        &["指标“活动数量”的年度指标值：≥296场 → ≥300场"],
    );
    check(
        |draft| draft.indicators[3].name = "活动场次".to_owned(),
        &["指标“活动场次”的三级指标：活动数量 → 活动场次"],
    );
    check(
        |draft| draft.tasks[1].name = String::new(),
        &["重点工作任务“第2个服务项目”的名称：第2个服务项目 → "],
    );
    check_on(
        &sample::awkward(),
        |draft| draft.indicators[0].cycle = TargetValue::default(),
        &["数量指标的未命名指标的实施周期指标值：≥60个 → "],
    );
}

#[test]
fn rows_are_added_and_removed() {
    check(
        |draft| draft.goals.insert(0, goal("第一个目标")),
        &["目标1：∅ → 第一个目标"],
    );
    check(
        |draft| drop(draft.goals.remove(4)),
        &["目标5：通过第5个服务项目，让青少年得到合适的帮助与陪伴。 → ∅"],
    );
    check(
        |draft| drop(draft.tasks.remove(0)),
        &["重点工作任务“第1个服务项目”：第1个服务项目：1191900.00 → ∅"],
    );
    check(
        |draft| draft.tasks.push(Task::blank(TaskId(900))),
        &["第 7 项重点工作任务：∅ → 空白"],
    );
    check(
        |draft| draft.other_tasks.push(other_task("宣传", "5000")),
        &["其他任务“宣传”：∅ → 宣传：5000.00"],
    );
    check(
        |draft| {
            let slot = draft.indicators[0].slot.clone();
            draft.indicators.push(indicator(&slot, "讲座数量", "≥5场"));
        },
        &["指标“讲座数量”：∅ → 讲座数量：≥5场"],
    );
    check(
        |draft| drop(draft.indicators.remove(9)),
        &["指标“第1个服务项目完成时间”：第1个服务项目完成时间：按合同服务周期完成 → ∅"],
    );
}

#[test]
fn a_row_that_is_gone_stands_where_it_stood() {
    check(
        |draft| {
            draft.indicators[1].year = TargetValue::read("1");
            draft.indicators[3].year = TargetValue::read("3");
            draft.indicators.remove(2);
        },
        &[
            "指标“帮教个案数量”的年度指标值：≥503个 → 1",
            "指标“小组服务数量”：小组服务数量：≥66个388节次 → ∅",
            "指标“活动数量”的年度指标值：≥296场 → 3",
        ],
    );
}

#[test]
fn a_duplicated_row_is_one_row_more() {
    check(
        |draft| draft.indicators.insert(4, draft.indicators[3].clone()),
        &["指标“活动数量”：∅ → 活动数量：≥296场"],
    );
    let mut before = sample::complete();
    before.goals.insert(1, before.goals[4].clone());
    check_on(
        &before,
        |draft| drop(draft.goals.remove(1)),
        &["目标2：通过第5个服务项目，让青少年得到合适的帮助与陪伴。 → ∅"],
    );
}

#[test]
fn another_order_is_one_difference_for_the_list() {
    check(
        |draft| draft.tasks.swap(0, 2),
        &[
            "重点工作任务的顺序：第1个服务项目、第2个服务项目、第3个服务项目 \
           → 第3个服务项目、第2个服务项目、第1个服务项目",
        ],
    );
    check(
        |draft| draft.goals.swap(4, 5),
        &[
            "总体目标的顺序：通过第5个服务项目，让青少年得到…、通过第6个服务项目，让青少年得到… \
           → 通过第6个服务项目，让青少年得到…、通过第5个服务项目，让青少年得到…",
        ],
    );
    check(
        |draft| draft.indicators[0..3].rotate_left(1),
        &["绩效指标的顺序：对接工单数量、帮教个案数量、小组服务数量 \
           → 帮教个案数量、小组服务数量、对接工单数量"],
    );
    check(
        |draft| {
            draft.tasks.reverse();
            draft.tasks[0].goal = "另一句".to_owned();
        },
        &[
            "重点工作任务“第6个服务项目”的期望达到的目标（概述）：服务对象的自我认识有所提高。 → 另一句",
            "重点工作任务的顺序：第1个服务项目、第2个服务项目、第3个服务项目、第4个服务项目、\
             第5个服务项目、第6个服务项目 → 第6个服务项目、第5个服务项目、第4个服务项目、\
             第3个服务项目、第2个服务项目、第1个服务项目",
        ],
    );
}

#[test]
fn rows_of_one_name_in_another_order_are_told_apart_by_number() {
    let mut before = sample::minimal();
    let slot = before.indicators[0].slot.clone();
    before.indicators = vec![indicator(&slot, "人数", "1"), indicator(&slot, "人数", "2")];
    check_on(
        &before,
        |draft| draft.indicators.swap(0, 1),
        &[
            "绩效指标的顺序：人数（原第 1 项）、人数（原第 2 项） → 人数（原第 2 项）、人数（原第 1 项）",
        ],
    );
}

#[test]
fn how_branches_lie_among_each_other_is_no_difference() {
    check(|draft| draft.indicators.rotate_left(17), &[]);
}

#[test]
fn an_indicator_in_another_branch_has_moved() {
    check(
        |draft| draft.indicators[3].slot = draft.indicators[5].slot.clone(),
        &["指标“活动数量”的二级指标：产出指标 › 数量指标 → 产出指标 › 质量指标"],
    );
    check(
        |draft| {
            draft.indicators[3].slot = Slot::new("管理指标", "制度指标");
            draft.indicators[3].year = TargetValue::read("≥1场");
        },
        &[
            "指标“活动数量”的二级指标：产出指标 › 数量指标 → 管理指标 › 制度指标",
            "指标“活动数量”的年度指标值：≥296场 → ≥1场",
        ],
    );
    check_on(
        &sample::awkward(),
        |draft| draft.indicators[0].slot = Slot::new("效益指标", "经济效益指标"),
        &["经济效益指标的未命名指标的二级指标：产出指标 › 数量指标 → 效益指标 › 经济效益指标"],
    );
}

#[test]
fn a_name_is_looked_for_in_its_own_branch_first() {
    let (first, second) = (
        Slot::new("产出指标", "数量指标"),
        Slot::new("产出指标", "质量指标"),
    );
    let mut before = sample::minimal();
    before.indicators = vec![
        indicator(&first, "人数", "1"),
        indicator(&first, "场次", "1"),
        indicator(&second, "人数", "2"),
    ];
    check_on(
        &before,
        |draft| {
            draft.indicators = vec![
                indicator(&first, "场次", "1"),
                indicator(&first, "人数", "4"),
                indicator(&second, "次数", "5"),
            ];
        },
        &[
            "指标“人数”的年度指标值：1 → 4",
            "指标“次数”的三级指标：人数 → 次数",
            "指标“次数”的年度指标值：2 → 5",
            "绩效指标的顺序：人数、场次 → 场次、人数",
        ],
    );
}

#[test]
fn a_rewritten_row_is_found_beside_a_new_one() {
    check(
        |draft| {
            draft.goals[1].text = "通过第2个服务项目，另作安排。".to_owned();
            draft.goals.insert(1, goal("插进来的目标"));
        },
        &[
            "目标2：∅ → 插进来的目标",
            "目标3：通过第2个服务项目，让青少年得到合适的帮助与陪伴。 → 通过第2个服务项目，另作安排。",
        ],
    );
    check(
        |draft| {
            draft.indicators[0].name = "办结工单".to_owned();
            let slot = draft.indicators[0].slot.clone();
            draft
                .indicators
                .insert(0, indicator(&slot, "新的指标", "1"));
        },
        &[
            "指标“新的指标”：∅ → 新的指标：1",
            "指标“办结工单”的三级指标：对接工单数量 → 办结工单",
        ],
    );
}

#[test]
fn many_changes_come_in_the_order_of_the_form() {
    check(
        |draft| {
            draft.indicators[23].year = TargetValue::read("≥95%");
            draft.indicators.remove(1);
            draft.other_tasks_text = "无".to_owned();
            draft.tasks[5].content = String::new();
            draft.goals.remove(0);
            draft.goals.push(goal("又一个目标"));
            draft.budget.basic = Entry::read("866.57");
            draft.template = "x".to_owned();
        },
        &[
            "模板：东莞市部门整体预算绩效目标表（2024 年版） → x",
            "基本支出：866.56 → 866.57",
            "目标1：通过第1个服务项目，让青少年得到合适的帮助与陪伴。 → ∅",
            "目标6：∅ → 又一个目标",
            "重点工作任务“第6个服务项目”的主要实施内容：开展小组活动和个案服务。 → ",
            "其他需完成的任务（可选项）： → 无",
            "指标“帮教个案数量”：帮教个案数量：≥503个 → ∅",
            "指标“目标群体满意度”的年度指标值：≥90% → ≥95%",
        ],
    );
}

#[test]
fn changing_any_one_field_is_one_difference_at_its_place() {
    let template = sample::template();
    for before in [sample::minimal(), sample::complete(), sample::awkward()] {
        for path in access::all_fields(&before) {
            let mut after = before.clone();
            access::set_text(&mut after, &path, "2031");
            let now = access::text(&after, &path).map(Into::into);
            let found = differences(&before, &renumbered(after), &template);
            let [found] = found.as_slice() else {
                panic!("{path}: {:#?}", told(&found));
            };
            assert_eq!(found.section, path.section(), "{path}");
            assert_eq!(found.before, access::text(&before, &path).map(Into::into));
            assert_eq!(found.after, now, "{path}");
            match path.row() {
                Some(RowId::Goal(_)) => assert!(found.place.starts_with("目标"), "{}", found.place),
                Some(_) => {
                    let label = format!("的{}", template.label(&path));
                    assert!(found.place.ends_with(&label), "{path}: {}", found.place);
                }
                None => assert_eq!(found.place, template.label(&path)),
            }
        }
    }
}

fn ignored(path: &str, reason: &str) -> Ignored {
    Ignored {
        rule: "a".to_owned(),
        path: path.parse().unwrap(),
        reason: reason.to_owned(),
        seen: Fingerprint::of("一"),
    }
}

#[test]
fn annotations_are_told_with_what_they_are_about() {
    let before = sample::minimal();
    let mut after = before.clone();
    let [goal, task] = [RowId::Goal(GoalId(1)), RowId::Task(TaskId(2))];
    let indicator = RowId::Indicator(IndicatorId(3));
    after.annotations.ignore(ignored("budget", ""));
    after.annotations.ignore(ignored("goals/g1", "已商定"));
    after
        .annotations
        .ignore(ignored("tasks/t2/amount", "未批复"));
    for link in [Link::between(goal, task), Link::between(task, indicator)] {
        after.annotations.link(link.unwrap());
    }
    let template = sample::template();
    let found = differences(&before, &after, &template);
    assert_eq!(
        told(&found),
        [
            "忽略的问题：基本信息 › 预算整体情况：∅ → 未写理由",
            "忽略的问题：目标1：∅ → 已商定",
            "忽略的问题：重点工作任务“社区课堂”的拟投入的资金：∅ → 未批复",
            "关联：目标1与重点工作任务“社区课堂”：∅ → 已关联",
            "关联：重点工作任务“社区课堂”与指标“社区课堂场次”：∅ → 已关联",
        ]
    );
    let sections: Vec<Section> = found.iter().map(|one| one.section).collect();
    let expected = [
        Section::Basic,
        Section::Goals,
        Section::Tasks,
        Section::Goals,
        Section::Tasks,
    ];
    assert_eq!(sections, expected);
    assert_eq!(
        summary(&found[3..4]),
        "新增关联：目标1与重点工作任务“社区课堂”"
    );
    let mut later = renumbered(after.clone());
    let path = later.annotations.ignored()[2].path.clone();
    later.annotations.ignore(Ignored {
        path,
        ..ignored("goals", "已批复")
    });
    assert_eq!(
        told(&differences(&after, &later, &template)),
        ["忽略的问题：重点工作任务“社区课堂”的拟投入的资金：未批复 → 已批复"]
    );
    let back = differences(&after, &before, &template);
    assert_eq!(
        summary(&back[..1]),
        "删去忽略的问题：基本信息 › 预算整体情况"
    );
    assert_eq!(back.len(), 5);
}

#[test]
fn annotations_that_moved_with_their_rows_are_no_difference() {
    let mut before = sample::complete();
    let [task, indicator] = [RowId::Task(TaskId(8)), RowId::Indicator(IndicatorId(16))];
    before
        .annotations
        .link(Link::between(task, indicator).unwrap());
    before.annotations.ignore(ignored("tasks/t8/name", ""));
    let moved = |draft: &mut Draft| {
        let row = draft.tasks.remove(1);
        draft.tasks.push(row);
    };
    let mut after = renumbered(before.clone());
    moved(&mut after);
    let found = differences(&before, &after, &sample::template());
    assert_eq!(found.len(), 1, "{:#?}", told(&found));
    check_on(
        &before,
        |draft| drop(draft.tasks.remove(1)),
        &[
            "重点工作任务“第2个服务项目”：第2个服务项目：1192000.00 → ∅",
            "忽略的问题：重点工作任务“第2个服务项目”的名称：未写理由 → ∅",
            "关联：重点工作任务“第2个服务项目”与指标“活动数量”：已关联 → ∅",
        ],
    );
}

#[test]
fn annotations_of_rows_that_are_gone_do_not_count() {
    let mut before = sample::minimal();
    before.annotations.ignore(ignored("tasks/t99/name", ""));
    check_on(&before, |_| {}, &[]);
    let clean = sample::minimal();
    assert_eq!(differences(&before, &clean, &sample::template()), []);
}

#[test]
fn one_value_column_still_tells_what_is_kept_of_the_other() {
    let templates = Template::built_in().unwrap();
    let single = templates.iter().find(|template| !template.has_cycle());
    let before = sample::minimal();
    let mut after = before.clone();
    after.indicators[0].cycle = TargetValue::default();
    assert_eq!(
        told(&differences(&before, &after, single.unwrap())),
        ["指标“社区课堂场次”的实施周期指标值：≥120场 → "]
    );
}

#[test]
fn a_summary_is_one_short_phrase() {
    let before = sample::complete();
    let template = sample::template();
    let summed = |change: fn(&mut Draft)| {
        let mut after = before.clone();
        change(&mut after);
        summary(&differences(&before, &after, &template))
    };
    assert_eq!(summed(|_| {}), "没有不同");
    assert_eq!(summed(|draft| draft.department.clear()), "部门名称有改动");
    assert_eq!(
        summed(|draft| draft.tasks.reverse()),
        "重点工作任务的顺序有改动"
    );
    assert_eq!(summed(|draft| draft.goals.push(goal("一"))), "新增目标7");
    assert_eq!(summed(|draft| drop(draft.goals.pop())), "删去目标6");
    assert_eq!(
        summed(|draft| {
            draft.department.clear();
            draft.goals[1].text.clear();
        }),
        "2 处改动：部门名称、目标2"
    );
    assert_eq!(
        summed(|draft| draft
            .indicators
            .iter_mut()
            .for_each(|row| row.name.push('甲'))),
        "24 处改动：指标“对接工单数量甲”的三级指标、…"
    );
}

/// A draft of this many indicators in the branches of the template, every value a little different.
fn large(rows: u32) -> Draft {
    let slots: Vec<Slot> = sample::template().slots().collect();
    let mut draft = sample::minimal();
    draft.indicators = (0..rows)
        .map(|n| Indicator {
            id: IndicatorId(n + 10),
            ..indicator(
                &slots[n as usize % slots.len()],
                &format!("第{}项指标", n / 3),
                &format!("≥{}个", n % 7),
            )
        })
        .collect();
    draft
}

#[test]
fn scattered_changes_in_a_large_draft_are_told_one_by_one() {
    let before = large(10_000);
    let mut after = renumbered(before.clone());
    for n in 0..100 {
        after.indicators[n * 97].year = TargetValue::read("改过");
    }
    let found = differences(&before, &after, &sample::template());
    assert_eq!(found.len(), 100);
    assert!(found.iter().all(|one| one.after.as_deref() == Some("改过")));
}

/// Everything in a draft that a form shows, as lines of text: what [`differences`] must find.
fn written_form(draft: &Draft) -> Vec<String> {
    let template = sample::template();
    let mut draft = draft.clone();
    let branches = template.branches(&draft);
    draft
        .indicators
        .sort_by_key(|row| branches.iter().position(|slot| *slot == row.slot));
    let mut lines = vec![draft.template.clone()];
    for path in access::all_fields(&draft) {
        let kind = path.to_string().replace(|c: char| c.is_ascii_digit(), "");
        lines.push(format!("{kind} {:?}", access::text(&draft, &path)));
    }
    lines.extend(draft.indicators.iter().map(|row| format!("{:?}", row.slot)));
    // Rows are numbered in the order of the form, whatever their numbers are.
    lines.push(format!("{:?}", renumbered(draft).annotations));
    lines
}

/// Ignores a finding in a draft, or links two of its rows.
fn annotate(draft: &mut Draft, (at, to, word): (usize, usize, u8)) {
    let paths = access::all_fields(draft);
    let rows: Vec<RowId> = paths.iter().filter_map(FieldPath::row).collect();
    if word.is_multiple_of(2) && !rows.is_empty() {
        let link = Link::between(rows[at % rows.len()], rows[to % rows.len()]);
        link.map(|link| draft.annotations.link(link));
    } else {
        let word = ["", "一", "二"][usize::from(word) % 3];
        draft.annotations.ignore(Ignored {
            rule: "a".to_owned(),
            path: paths[at % paths.len()].clone(),
            reason: word.to_owned(),
            seen: Fingerprint::of(word),
        });
    }
}

/// One edit, chosen by numbers; few words, so that rows are often equal.
fn edit(draft: &mut Draft, (kind, at, to, word): (u8, usize, usize, u8)) {
    fn on_rows<T: Clone>(rows: &mut Vec<T>, kind: u8, at: usize, to: usize) {
        let Some(at) = at.checked_rem(rows.len()) else {
            return;
        };
        let row = rows[at].clone();
        if kind != 1 {
            rows.remove(at);
        }
        if kind != 0 {
            rows.insert(to % (rows.len() + 1), row);
        }
    }
    match kind % 20 {
        kind @ 0..3 => on_rows(&mut draft.goals, kind, at, to),
        kind @ 3..6 => on_rows(&mut draft.tasks, kind - 3, at, to),
        kind @ 6..9 => on_rows(&mut draft.indicators, kind - 6, at, to),
        kind @ 9..11 => on_rows(&mut draft.other_tasks, kind - 9, at, to),
        11 => {
            let slots: Vec<Slot> = draft
                .indicators
                .iter()
                .map(|row| row.slot.clone())
                .collect();
            if let Some(at) = at.checked_rem(slots.len()) {
                draft.indicators[at].slot = slots[to % slots.len()].clone();
            }
        }
        12..16 => {
            *draft = renumbered(std::mem::take(draft));
            annotate(draft, (at, to, word));
        }
        _ => {
            *draft = renumbered(std::mem::take(draft));
            let paths = access::all_fields(draft);
            let word = ["", "一", "二", "0.00"][usize::from(word) % 4];
            access::set_text(draft, &paths[at % paths.len()], word);
        }
    }
}

fn edited(start: &Draft, edits: Vec<(u8, usize, usize, u8)>) -> Draft {
    let mut draft = start.clone();
    for choice in edits {
        edit(&mut draft, choice);
    }
    renumbered(draft)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn there_is_a_difference_exactly_where_the_forms_differ(
        first in prop::collection::vec(any::<(u8, usize, usize, u8)>(), 0..12),
        second in prop::collection::vec(any::<(u8, usize, usize, u8)>(), 0..12),
        is_complete in any::<bool>(),
    ) {
        let start = if is_complete { sample::complete() } else { sample::awkward() };
        let (before, after) = (edited(&start, first), edited(&start, second));
        let template = sample::template();
        let found = differences(&before, &after, &template);
        let is_same = written_form(&before) == written_form(&after);
        prop_assert_eq!(found.is_empty(), is_same, "{:#?}", told(&found));
        let back = differences(&after, &before, &template);
        prop_assert_eq!(found.len(), back.len(), "{:#?}\n{:#?}", told(&found), told(&back));
        for one in found.iter().chain(&back) {
            prop_assert_ne!(&one.before, &one.after, "{}", one.place);
        }
        prop_assert!(differences(&before, &renumbered(before.clone()), &template).is_empty());
    }
}

#[track_caller]
fn check_excerpts(before: &str, after: &str, max: usize, expected: [&str; 2]) {
    let difference = Difference {
        place: String::new(),
        section: Section::Basic,
        before: Some(before.to_owned()),
        after: Some(after.to_owned()),
    };
    let (before, after) = difference.excerpts(max);
    assert_eq!([before.unwrap(), after.unwrap()], expected);
}

#[test]
fn excerpts_begin_a_little_before_the_place_where_texts_part() {
    check_excerpts("甲", "乙", 8, ["甲", "乙"]);
    check_excerpts("一二\n三", "一二", 8, ["一二 三", "一二"]);
    let alike = "同".repeat(40);
    let shown = format!("…{}", "同".repeat(12));
    check_excerpts(
        &format!("{alike}甲"),
        &alike,
        20,
        [&format!("{shown}甲"), &shown],
    );
    check_excerpts("一二三四", "一二", 3, ["一二三…", "一二"]);
}
