//! Drafts that the tests of the printed form print.

use proptest::prelude::*;

use crate::base::ids::{GoalId, IndicatorId, TaskId};
use crate::model::{
    Basic, Budget, Draft, Entry, Goal, Indicator, Slot, TargetValue, Task, Template, sample,
};

pub(super) fn zhanjiang() -> Template {
    let templates = Template::built_in().unwrap();
    let found = templates.into_iter().find(|it| it.id == "zhanjiang-2024");
    found.unwrap()
}

pub(super) fn indicator(id: u32, level1: &str, level2: &str, name: &str, value: &str) -> Indicator {
    Indicator {
        id: IndicatorId(id),
        slot: Slot::new(level1, level2),
        name: name.to_owned(),
        cycle: TargetValue::read(value),
        year: TargetValue::read(value),
    }
}

pub(super) fn task(id: u32, name: &str, content: &str, goal: &str) -> Task {
    Task {
        name: name.to_owned(),
        content: content.to_owned(),
        goal: goal.to_owned(),
        ..Task::blank(TaskId(id))
    }
}

/// A draft with this many indicators, spread over the frame in equal parts.
pub(super) fn with_indicators(count: usize) -> Draft {
    let slots: Vec<Slot> = sample::template().slots().collect();
    let indicators = (0..count).map(|n| {
        let slot = &slots[n * slots.len() / count];
        indicator(n as u32, &slot.level1, &slot.level2, "龘龘", "≥1个")
    });
    Draft {
        indicators: indicators.collect(),
        ..sample::complete()
    }
}

/// Texts of any length from characters of every kind.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[龘驫麤靐，。、；：“”（）《》0-9A-Za-z%≥≤ \n.,;\"'#*_$-]{0,60}",
        1 => "[龘驫麤靐飍，。\n]{0,900}",
        1 => "[A-Za-z0-9/:._-]{0,200}",
        1 => "[一-龥Ａ-ｚ、-〟①-⑳Α-ωА-я ]{0,80}",
    ]
}

pub(super) fn any_draft() -> impl Strategy<Value = Draft> {
    let goals = prop::collection::vec(any_text(), 0..5);
    let tasks = prop::collection::vec((any_text(), any_text(), any_text(), any_text()), 0..5);
    let indicators =
        prop::collection::vec((0_usize..11, any_text(), any_text(), any_text()), 0..40);
    (any_text(), any_text(), goals, tasks, indicators).prop_map(
        |(department, other, goals, tasks, indicators)| {
            let mut slots: Vec<Slot> = sample::template().slots().collect();
            slots.push(Slot::new("管理指标", "制度指标"));
            slots.push(Slot::new("管理指标", "人员指标"));
            Draft {
                department,
                basic: Basic::default(),
                budget: Budget {
                    basic: Entry::read(&other),
                    ..Budget::default()
                },
                goals: (1..)
                    .zip(goals)
                    .map(|(n, text)| Goal {
                        id: GoalId(n),
                        text,
                    })
                    .collect(),
                tasks: (1..)
                    .zip(tasks)
                    .map(|(n, (name, content, amount, goal))| Task {
                        amount: Entry::read(&amount),
                        ..task(n, &name, &content, &goal)
                    })
                    .collect(),
                indicators: (1..)
                    .zip(indicators)
                    .map(|(n, (slot, name, cycle, year))| {
                        let Slot { level1, level2 } = &slots[slot];
                        Indicator {
                            cycle: TargetValue::read(&cycle),
                            ..indicator(n, level1, level2, &name, &year)
                        }
                    })
                    .collect(),
                other_tasks_text: other,
                ..sample::minimal()
            }
        },
    )
}
