//! Matches on drafts of the shape of real ones.

use super::*;
use crate::base::ids::{GoalId, IndicatorId, OtherTaskId};
use crate::model::{Entry, Goal, Indicator, Link, OtherTask, Slot, TargetValue, Task, sample};

/// Six goals and six tasks of a kind, as a department writes them.
const PAIRS: [(&str, &str, &str, &str); 6] = [
    (
        "通过“晨露相伴”未成年人权益保障社会工作服务项目，引导未成年人辨别风险、调节情绪，健康成长。",
        "“晨露相伴”未成年人权益保障社会工作服务项目",
        "1.热线接听服务；2.沉迷网络预防服务；3.校园欺凌预防服务。",
        "参与服务的对象有80%以上认知水平有所提升，心理健康知识有所增加。",
    ),
    (
        "通过“心桥相连”青少年身心健康促进社会工作服务项目，提升青少年及家长对心理健康的认知水平，从家庭和学校两方面关注身心健康。",
        "“心桥相连”青少年身心健康促进社会工作服务项目",
        "1.情绪课堂服务；2.家长课堂服务；3.困境学生探访服务。",
        "至少75%的青少年学会调节情绪，至少80%的家长掌握沟通办法。",
    ),
    (
        "通过“纸鸢引航”预防青少年违法犯罪社会工作服务项目，向全市青少年提供帮教服务，预防再犯。",
        "“纸鸢引航”预防青少年违法犯罪社会工作服务项目",
        "1.青少年法治课堂服务；2.涉罪青少年帮教服务。",
        "接受服务的对象有90%以上认为法律意识有所提升。",
    ),
    (
        "通过云州市青少年驻所陪伴计划项目，为场所内青少年提供心理疏导、社会融入等方面的服务。",
        "云州市青少年驻所陪伴计划项目",
        "1.看守所青少年普法服务；2.专门学校学生陪伴服务。",
        "75%以上接受辅导的青少年获得心理支持。",
    ),
    (
        "通过云州“四叶”青少年社区融合社会工作服务项目，营造青少年社区融合的友好环境，促进青少年健康发展。",
        "云州“四叶”青少年社区融合社会工作服务项目",
        "1.志愿骨干培育；2.随迁子女关爱；3.来访青年联谊。",
        "接受服务的对象有85%以上归属感增强。",
    ),
    (
        "构建“1个中心站+N个片区站”的青年人才驿站格局，搭建聚才引才平台，让更多青年来到云州、服务云州。",
        "云州市青年人才驿站",
        "为来云州求职的青年提供临时住宿、就业指导和社会融入等一站式服务。",
        "完善驿站布局，做好毕业季住宿安排。",
    ),
];

const INDICATORS: [(&str, &str); 11] = [
    ("热线工单数量", "≥60个"),
    ("小组数量", "≥66个"),
    ("云州市青年人才驿站建设数量", "≥17个"),
    ("项目验收结果", "合格以上"),
    (
        "“晨露相伴”未成年人权益保障社会工作服务项目完成时间",
        "2025年12月前",
    ),
    ("心桥相连项目完成时间", "2025年12月前"),
    (
        "“纸鸢引航”预防青少年违法犯罪社会工作服务项目完成时间",
        "2025年12月前",
    ),
    ("云州市青少年驻所陪伴计划项目完成时间", "2025年12月前"),
    ("青少年社区融合能力得到提升", "≥80%"),
    ("搭建聚才引才平台，使更多青年服务云州", "良好"),
    ("目标群体满意度", "≥90%"),
];

fn city() -> Draft {
    let goals = (1..).zip(PAIRS).map(|(n, (text, ..))| Goal {
        id: GoalId(n),
        text: text.to_owned(),
    });
    // Tasks stand in another order than goals.
    let tasks = (7..).zip(PAIRS.into_iter().rev());
    let tasks = tasks.map(|(n, (_, name, content, goal))| Task {
        id: TaskId(n),
        name: name.to_owned(),
        content: content.to_owned(),
        amount: Entry::read("100000"),
        goal: goal.to_owned(),
    });
    let indicators = (13..).zip(INDICATORS).map(|(n, (name, value))| Indicator {
        name: name.to_owned(),
        year: TargetValue::read(value),
        ..Indicator::blank(IndicatorId(n), Slot::new("产出指标", "数量指标"))
    });
    Draft {
        department: "云州市青少年服务中心".to_owned(),
        goals: goals.collect(),
        tasks: tasks.collect(),
        indicators: indicators.collect(),
        ..sample::minimal()
    }
}

fn linkage(draft: &Draft) -> Linkage {
    Linkage::of(draft, &sample::template())
}

/// The matches of an indicator of this name with tasks: task, words, strength.
#[track_caller]
fn check_name(name: &str, expected: &[(u32, &str, Strength)]) {
    let mut draft = city();
    draft.indicators[0].name = name.to_owned();
    let linkage = linkage(&draft);
    let found = linkage.of_indicator(0).iter();
    let found: Vec<_> = found
        .filter_map(|found| match found.from {
            RowId::Task(id) => {
                let words = linkage.words(&draft, found).unwrap_or_default();
                Some((id.0, words, found.strength))
            }
            _ => None,
        })
        .collect();
    assert_eq!(found, expected, "{name}");
}

use Strength::{Strong, Weak};

#[test]
fn every_goal_finds_its_task_and_every_task_an_indicator() {
    let draft = city();
    let linkage = linkage(&draft);
    for goal in &draft.goals {
        let tasks: Vec<RowId> = linkage.tasks_of(goal.id).map(|found| found.to).collect();
        assert_eq!(tasks, [RowId::Task(TaskId(13 - goal.id.0))]);
    }
    for task in &draft.tasks {
        let row = RowId::Task(task.id);
        let best = linkage.indicators_of(row).map(|found| found.strength).max();
        assert_eq!(best, Some(Strong), "{}", task.name);
        assert_eq!(linkage.goals_of(task.id).count(), 1);
    }
    let all = Coverage {
        tasks: 6,
        all_tasks: 6,
        goals: 6,
        all_goals: 6,
    };
    assert_eq!(linkage.coverage(), all);
}

#[test]
fn a_goal_whose_task_is_gone_fits_no_other_task() {
    for n in 0..6 {
        let mut draft = city();
        let gone = draft.tasks.remove(n).id.0;
        let linkage = linkage(&draft);
        let without = draft.goals.iter();
        let without = without.filter(|goal| linkage.tasks_of(goal.id).next().is_none());
        let without: Vec<u32> = without.map(|goal| goal.id.0).collect();
        assert_eq!(without, [13 - gone]);
        assert_eq!(linkage.coverage().goals, 5);
    }
}

#[test]
fn a_task_whose_goal_is_gone_fits_no_other_goal() {
    for n in 0..6 {
        let mut draft = city();
        let gone = draft.goals.remove(n).id.0;
        let linkage = linkage(&draft);
        let without = draft.tasks.iter();
        let without = without.filter(|task| linkage.goals_of(task.id).next().is_none());
        let without: Vec<u32> = without.map(|task| task.id.0).collect();
        assert_eq!(without, [13 - gone]);
    }
}

#[test]
fn an_indicator_belongs_to_the_task_that_it_names_or_shares_rare_words_with() {
    check_name("晨露相伴服务人数", &[(12, "晨露相伴", Strong)]);
    check_name("“四叶”活动场次", &[(8, "“四叶”", Strong)]);
    check_name("驿站入住人数", &[(7, "驿站", Strong)]);
    check_name("青年人才驿站入住人数", &[(7, "青年人才驿站", Strong)]);
    check_name("未成年人权益保障宣传次数", &[(12, "未成年人权益", Strong)]);
    check_name("家长课堂场次", &[(11, "家长课堂", Strong)]);
    check_name("随迁子女参加人数", &[(8, "随迁子女", Strong)]);
    check_name("热线接通率", &[(12, "热线接", Weak)]);
}

#[test]
fn words_of_every_row_and_filler_words_join_nothing() {
    for name in [
        "项目验收结果",
        "青少年服务人数",
        "社会工作服务项目购买标准",
        "云州市级媒体报道次数",
        "开展活动数量",
        "预算执行率",
        "目标群体满意度",
        "成年人口数",
        "",
    ] {
        check_name(name, &[]);
    }
}

#[test]
fn what_a_person_linked_counts_before_all_else() {
    let mut draft = city();
    let (goal, task) = (RowId::Goal(GoalId(1)), RowId::Task(TaskId(7)));
    let indicator = RowId::Indicator(IndicatorId(14));
    for (one, other) in [(goal, task), (task, indicator), (goal, indicator)] {
        draft.annotations.link(Link::between(one, other).unwrap());
    }
    let gone = Link::between(RowId::Task(TaskId(99)), indicator).unwrap();
    draft.annotations.link(gone);
    let linkage = linkage(&draft);
    let of_indicator: Vec<_> = linkage.of_indicator(1).iter().collect();
    let linked = |from, to| Match {
        from,
        to,
        reason: Reason::Linked,
        strength: Strong,
    };
    assert_eq!(
        of_indicator,
        [&linked(goal, indicator), &linked(task, indicator)]
    );
    assert!(
        linkage
            .of_row(goal)
            .any(|found| *found == linked(goal, task))
    );
    assert!(
        linkage
            .of_row(task)
            .any(|found| *found == linked(goal, task))
    );
}

#[test]
fn a_task_may_be_met_through_the_goal_that_it_serves() {
    let mut draft = city();
    draft.indicators[0].name = "聚才引才成果".to_owned();
    let linkage = linkage(&draft);
    let found = linkage.of_indicator(0);
    let goal = GoalId(6);
    assert_eq!(found[0].from, RowId::Goal(goal));
    assert_eq!(found[1].from, RowId::Task(TaskId(7)));
    assert_eq!(found[1].reason, Reason::Goal(goal));
    assert_eq!(found[1].strength, Weak);
}

#[test]
fn a_task_is_met_by_its_whole_name_even_where_that_says_nothing() {
    let mut draft = city();
    draft.tasks[0].name = "年度重点工作".to_owned();
    draft.indicators[0].name = "年度重点工作完成率".to_owned();
    let linkage = linkage(&draft);
    let found = linkage.of_indicator(0)[0];
    assert_eq!(found.from, RowId::Task(TaskId(7)));
    assert_eq!(linkage.words(&draft, &found), Some("年度重点工作"));
}

#[test]
fn other_tasks_are_met_like_tasks_where_the_form_has_a_table_of_them() {
    let mut draft = city();
    draft.other_tasks.push(OtherTask {
        id: OtherTaskId(50),
        name: "少先队鼓号队展演".to_owned(),
        content: String::new(),
        amount: Entry::Empty,
    });
    draft.indicators[0].name = "鼓号队展演场次".to_owned();
    let matches_of = |template: &Template| Linkage::of(&draft, template).of_indicator(0).len();
    let templates = Template::built_in().unwrap();
    let n: Vec<usize> = templates.iter().map(matches_of).collect();
    assert_eq!(n, [1, 0]);
}

#[test]
fn any_draft_is_survived() {
    let template = sample::template();
    for draft in [
        sample::minimal(),
        sample::complete(),
        sample::awkward(),
        Draft::default(),
    ] {
        let linkage = Linkage::of(&draft, &template);
        assert!(linkage.of_indicator(usize::MAX - 1).is_empty());
        for found in linkage.matches() {
            let has_words = !matches!(found.reason, Reason::Linked | Reason::Goal(_));
            assert_eq!(linkage.words(&draft, found).is_some(), has_words);
        }
    }
}
