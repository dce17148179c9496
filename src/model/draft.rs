//! `Draft`: the whole form as a plain tree of structs and rows.
//!
//! No cached sums inside, no IO; protection comes from ownership: only the workspace owns one.

use super::annotations::Annotations;
use super::entry::Entry;
use super::target::TargetValue;
use crate::base::amount::Amount;
use crate::base::date::Year;
use crate::base::ids::{GoalId, IndicatorId, OtherTaskId, TaskId};

/// One 部门整体预算绩效目标表, as far as it is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// The id of the template it is written on.
    pub template: String,
    /// 年度.
    pub year: Entry<Year>,
    /// 部门名称.
    pub department: String,
    /// 基本信息.
    pub basic: Basic,
    /// 预算整体情况, in 万元.
    pub budget: Budget,
    /// 总体绩效目标, in order; without the word 目标N, which is the position.
    pub goals: Vec<Goal>,
    /// 年度重点工作任务, in order.
    pub tasks: Vec<Task>,
    /// 其他需完成的任务 as rows, for templates that print a table.
    pub other_tasks: Vec<OtherTask>,
    /// 其他需完成的任务 as one text, for templates that print one cell.
    pub other_tasks_text: String,
    /// 绩效指标: rows of all branches; the order counts inside a branch.
    pub indicators: Vec<Indicator>,
    /// What a person noted about all this; never printed.
    pub annotations: Annotations,
}

/// 基本信息.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Basic {
    /// 财政供养人员数, people.
    pub staff: Entry<u32>,
    /// 下属二级单位数, units.
    pub subunits: Entry<u32>,
}

/// 预算整体情况; every amount in 万元.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Budget {
    /// 基本支出.
    pub basic: Entry<Amount>,
    /// 项目支出.
    pub project: Entry<Amount>,
    /// 财政专项资金.
    pub special: Entry<Amount>,
    /// 其他事业发展性支出.
    pub other_development: Entry<Amount>,
    /// 财政拨款.
    pub fiscal: Entry<Amount>,
    /// 其他资金.
    pub other_income: Entry<Amount>,
    /// 市本级使用资金.
    pub city_level: Entry<Amount>,
    /// 拟用于对下转移支付资金.
    pub transfer: Entry<Amount>,
}

/// One of the 总体绩效目标.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Its id while open.
    pub id: GoalId,
    /// The text after 目标N：; may have several lines.
    pub text: String,
}

/// One 年度重点工作任务.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its id while open.
    pub id: TaskId,
    /// 名称.
    pub name: String,
    /// 主要实施内容.
    pub content: String,
    /// 拟投入的资金, in the template's task unit.
    pub amount: Entry<Amount>,
    /// 期望达到的目标（概述）.
    pub goal: String,
}

/// One of the 其他需完成的任务.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherTask {
    /// Its id while open.
    pub id: OtherTaskId,
    /// 名称.
    pub name: String,
    /// 目标内容.
    pub content: String,
    /// 拟投入的资金, in the template's task unit.
    pub amount: Entry<Amount>,
}

/// The branch of an indicator: the names of its 一级 and 二级.
///
/// Names and not keys, so that a file says what the form says, and a branch that the template
/// does not have is kept until it is moved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// 一级指标, e.g. 产出指标.
    pub level1: String,
    /// 二级指标, e.g. 数量指标.
    pub level2: String,
}

impl Slot {
    /// The branch of these two names.
    pub fn new(level1: impl Into<String>, level2: impl Into<String>) -> Self {
        Self {
            level1: level1.into(),
            level2: level2.into(),
        }
    }
}

/// One 三级指标.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its id while open.
    pub id: IndicatorId,
    /// 一级 and 二级.
    pub slot: Slot,
    /// 三级指标: its name.
    pub name: String,
    /// 实施周期指标值; unused by templates with one value column.
    pub cycle: TargetValue,
    /// 年度指标值, or 指标值 where there is one column.
    pub year: TargetValue,
}

impl Draft {
    /// An unwritten draft on a template.
    pub fn blank(template: impl Into<String>, year: Option<Year>) -> Self {
        Self {
            template: template.into(),
            year: year.map_or(Entry::Empty, Entry::Value),
            ..Self::default()
        }
    }

    /// The largest number that any row's id has.
    pub fn largest_id(&self) -> u32 {
        let goals = self.goals.iter().map(|row| row.id.0);
        let tasks = self.tasks.iter().map(|row| row.id.0);
        let others = self.other_tasks.iter().map(|row| row.id.0);
        let indicators = self.indicators.iter().map(|row| row.id.0);
        goals
            .chain(tasks)
            .chain(others)
            .chain(indicators)
            .max()
            .unwrap_or(0)
    }

    /// The goal with this id.
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.iter().find(|row| row.id == id)
    }

    /// The task with this id.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|row| row.id == id)
    }

    /// The other task with this id.
    pub fn other_task(&self, id: OtherTaskId) -> Option<&OtherTask> {
        self.other_tasks.iter().find(|row| row.id == id)
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|row| row.id == id)
    }

    /// The indicators of one branch, in order.
    pub fn indicators_in<'a>(&'a self, slot: &'a Slot) -> impl Iterator<Item = &'a Indicator> {
        self.indicators.iter().filter(move |row| row.slot == *slot)
    }
}

impl Goal {
    /// An unwritten goal.
    pub fn blank(id: GoalId) -> Self {
        Self {
            id,
            text: String::new(),
        }
    }
}

impl Task {
    /// An unwritten task.
    pub fn blank(id: TaskId) -> Self {
        Self {
            id,
            name: String::new(),
            content: String::new(),
            amount: Entry::Empty,
            goal: String::new(),
        }
    }
}

impl OtherTask {
    /// An unwritten other task.
    pub fn blank(id: OtherTaskId) -> Self {
        Self {
            id,
            name: String::new(),
            content: String::new(),
            amount: Entry::Empty,
        }
    }

    /// Nothing is written in it.
    pub fn is_blank(&self) -> bool {
        let Self {
            id: _,
            name,
            content,
            amount,
        } = self;
        name.is_empty() && content.is_empty() && amount.is_empty()
    }
}

impl Indicator {
    /// An unwritten indicator in a branch.
    pub fn blank(id: IndicatorId, slot: Slot) -> Self {
        Self {
            id,
            slot,
            name: String::new(),
            cycle: TargetValue::default(),
            year: TargetValue::default(),
        }
    }
}
