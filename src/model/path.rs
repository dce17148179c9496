//! `FieldPath`: the typed address of a field, a row or a section.
//!
//! Place of a finding, target of an edit, key of focus, seed of widget ids, column of the command
//! line's output. Never an index, never a free string.

use std::fmt;
use std::str::FromStr;

use super::draft::Slot;
use crate::base::ids::{GoalId, IndicatorId, OtherTaskId, TaskId};

/// The lines of 预算整体情况.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BudgetLine {
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
    /// 财政专项资金.
    Special,
    /// 其他事业发展性支出.
    OtherDevelopment,
    /// 财政拨款.
    Fiscal,
    /// 其他资金.
    OtherIncome,
    /// 市本级使用资金.
    CityLevel,
    /// 拟用于对下转移支付资金.
    Transfer,
}

impl BudgetLine {
    /// Every line, the left column of the form first.
    pub const ALL: [Self; 8] = [
        Self::Basic,
        Self::Project,
        Self::Special,
        Self::OtherDevelopment,
        Self::Fiscal,
        Self::OtherIncome,
        Self::CityLevel,
        Self::Transfer,
    ];

    /// The name in addresses, files and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Project => "project",
            Self::Special => "special",
            Self::OtherDevelopment => "other_development",
            Self::Fiscal => "fiscal",
            Self::OtherIncome => "other_income",
            Self::CityLevel => "city_level",
            Self::Transfer => "transfer",
        }
    }
}

/// The fields of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskField {
    /// 名称.
    Name,
    /// 主要实施内容.
    Content,
    /// 拟投入的资金.
    Amount,
    /// 期望达到的目标.
    Goal,
}

/// The fields of an other task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OtherTaskField {
    /// 名称.
    Name,
    /// 目标内容.
    Content,
    /// 拟投入的资金.
    Amount,
}

/// The fields of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndicatorField {
    /// 三级指标.
    Name,
    /// 实施周期指标值.
    Cycle,
    /// 年度指标值.
    Year,
}

impl TaskField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Name, Self::Content, Self::Amount, Self::Goal];

    fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Content => "content",
            Self::Amount => "amount",
            Self::Goal => "goal",
        }
    }
}

impl OtherTaskField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Name, Self::Content, Self::Amount];

    fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Content => "content",
            Self::Amount => "amount",
        }
    }
}

impl IndicatorField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Name, Self::Cycle, Self::Year];

    fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Cycle => "cycle",
            Self::Year => "year",
        }
    }
}

/// The parts of the form, one tab of the window each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// 部门名称, 年度, 基本信息 and 预算整体情况.
    Basic,
    /// 总体绩效目标.
    Goals,
    /// 年度重点工作任务 and 其他需完成的任务.
    Tasks,
    /// 绩效指标.
    Indicators,
}

/// The id of a row of any list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowId {
    /// A goal.
    Goal(GoalId),
    /// A task.
    Task(TaskId),
    /// An other task.
    OtherTask(OtherTaskId),
    /// An indicator.
    Indicator(IndicatorId),
}

/// An address in a draft.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldPath {
    /// 部门名称: `department`.
    Department,
    /// 年度: `year`.
    Year,
    /// 财政供养人员数: `staff`.
    Staff,
    /// 下属二级单位数: `subunits`.
    Subunits,
    /// A line of the budget: `budget/basic`; all of it: see [`FieldPath::BudgetBlock`].
    Budget(BudgetLine),
    /// 预算整体情况 as a whole: `budget`.
    BudgetBlock,
    /// The list of goals: `goals`.
    Goals,
    /// A goal's text: `goals/g1`.
    Goal(GoalId),
    /// The list of tasks: `tasks`.
    Tasks,
    /// A field of a task: `tasks/t1/amount`.
    Task(TaskId, TaskField),
    /// The list of other tasks: `other_tasks`.
    OtherTasks,
    /// A field of an other task: `other_tasks/o1/name`.
    OtherTask(OtherTaskId, OtherTaskField),
    /// 其他需完成的任务 as one text: `other_tasks/text`.
    OtherTasksText,
    /// The tree of indicators: `indicators`.
    Indicators,
    /// A branch of the tree: `indicators/产出指标/数量指标`; the second part may be empty.
    Branch(Slot),
    /// A field of an indicator: `indicators/i1/year`.
    Indicator(IndicatorId, IndicatorField),
}

impl FieldPath {
    /// The part of the form that holds this address.
    pub fn section(&self) -> Section {
        match self {
            Self::Department
            | Self::Year
            | Self::Staff
            | Self::Subunits
            | Self::Budget(_)
            | Self::BudgetBlock => Section::Basic,
            Self::Goals | Self::Goal(_) => Section::Goals,
            Self::Tasks
            | Self::Task(..)
            | Self::OtherTasks
            | Self::OtherTask(..)
            | Self::OtherTasksText => Section::Tasks,
            Self::Indicators | Self::Branch(_) | Self::Indicator(..) => Section::Indicators,
        }
    }

    /// The row that this field belongs to.
    pub fn row(&self) -> Option<RowId> {
        match self {
            Self::Goal(id) => Some(RowId::Goal(*id)),
            Self::Task(id, _) => Some(RowId::Task(*id)),
            Self::OtherTask(id, _) => Some(RowId::OtherTask(*id)),
            Self::Indicator(id, _) => Some(RowId::Indicator(*id)),
            Self::Department
            | Self::Year
            | Self::Staff
            | Self::Subunits
            | Self::Budget(_)
            | Self::BudgetBlock
            | Self::Goals
            | Self::Tasks
            | Self::OtherTasks
            | Self::OtherTasksText
            | Self::Indicators
            | Self::Branch(_) => None,
        }
    }
}

impl FieldPath {
    /// Text can be typed here; other addresses are blocks, lists and branches.
    pub fn is_field(&self) -> bool {
        match self {
            Self::Department
            | Self::Year
            | Self::Staff
            | Self::Subunits
            | Self::Budget(_)
            | Self::Goal(_)
            | Self::Task(..)
            | Self::OtherTask(..)
            | Self::OtherTasksText
            | Self::Indicator(..) => true,
            Self::BudgetBlock
            | Self::Goals
            | Self::Tasks
            | Self::OtherTasks
            | Self::Indicators
            | Self::Branch(_) => false,
        }
    }

    /// The same field of another row; `None` where that row has no such field.
    pub fn in_row(&self, row: RowId) -> Option<Self> {
        match (self, row) {
            (Self::Goal(_), RowId::Goal(id)) => Some(Self::Goal(id)),
            (Self::Task(_, field), RowId::Task(id)) => Some(Self::Task(id, *field)),
            (Self::OtherTask(_, field), RowId::OtherTask(id)) => Some(Self::OtherTask(id, *field)),
            (Self::Indicator(_, field), RowId::Indicator(id)) => Some(Self::Indicator(id, *field)),
            _ => None,
        }
    }
}

impl RowId {
    /// The field where typing starts in this row.
    pub fn first_field(self) -> FieldPath {
        match self {
            Self::Goal(id) => FieldPath::Goal(id),
            Self::Task(id) => FieldPath::Task(id, TaskField::Name),
            Self::OtherTask(id) => FieldPath::OtherTask(id, OtherTaskField::Name),
            Self::Indicator(id) => FieldPath::Indicator(id, IndicatorField::Name),
        }
    }

    /// The list that holds such rows.
    pub fn list(self) -> FieldPath {
        match self {
            Self::Goal(_) => FieldPath::Goals,
            Self::Task(_) => FieldPath::Tasks,
            Self::OtherTask(_) => FieldPath::OtherTasks,
            Self::Indicator(_) => FieldPath::Indicators,
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Department => f.write_str("department"),
            Self::Year => f.write_str("year"),
            Self::Staff => f.write_str("staff"),
            Self::Subunits => f.write_str("subunits"),
            Self::Budget(line) => write!(f, "budget/{}", line.key()),
            Self::BudgetBlock => f.write_str("budget"),
            Self::Goals => f.write_str("goals"),
            Self::Goal(id) => write!(f, "goals/{id}"),
            Self::Tasks => f.write_str("tasks"),
            Self::Task(id, field) => write!(f, "tasks/{id}/{}", field.key()),
            Self::OtherTasks => f.write_str("other_tasks"),
            Self::OtherTask(id, field) => write!(f, "other_tasks/{id}/{}", field.key()),
            Self::OtherTasksText => f.write_str("other_tasks/text"),
            Self::Indicators => f.write_str("indicators"),
            Self::Branch(Slot { level1, level2 }) => write!(f, "indicators/{level1}/{level2}"),
            Self::Indicator(id, field) => write!(f, "indicators/{id}/{}", field.key()),
        }
    }
}

/// The text is not an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a field")]
pub struct UnknownPath;

impl FromStr for FieldPath {
    type Err = UnknownPath;

    fn from_str(text: &str) -> Result<Self, UnknownPath> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            ["department"] => Ok(Self::Department),
            ["year"] => Ok(Self::Year),
            ["staff"] => Ok(Self::Staff),
            ["subunits"] => Ok(Self::Subunits),
            ["budget"] => Ok(Self::BudgetBlock),
            ["budget", key] => by_key(&BudgetLine::ALL, BudgetLine::key, key).map(Self::Budget),
            ["goals"] => Ok(Self::Goals),
            ["goals", id] => id.parse().map(Self::Goal).map_err(|_err| UnknownPath),
            ["tasks"] => Ok(Self::Tasks),
            ["tasks", id, key] => Ok(Self::Task(
                id.parse().map_err(|_err| UnknownPath)?,
                by_key(&TaskField::ALL, TaskField::key, key)?,
            )),
            ["other_tasks"] => Ok(Self::OtherTasks),
            ["other_tasks", "text"] => Ok(Self::OtherTasksText),
            ["other_tasks", id, key] => Ok(Self::OtherTask(
                id.parse().map_err(|_err| UnknownPath)?,
                by_key(&OtherTaskField::ALL, OtherTaskField::key, key)?,
            )),
            ["indicators"] => Ok(Self::Indicators),
            ["indicators", first, second] => indicator_path(first, second),
            _ => Err(UnknownPath),
        }
    }
}

/// `i1/year` is a field; anything else names a branch.
fn indicator_path(first: &str, second: &str) -> Result<FieldPath, UnknownPath> {
    match first.parse() {
        Ok(id) => by_key(&IndicatorField::ALL, IndicatorField::key, second)
            .map(|field| FieldPath::Indicator(id, field)),
        Err(_) if first.is_empty() => Err(UnknownPath),
        Err(_) => Ok(FieldPath::Branch(Slot::new(first, second))),
    }
}

fn by_key<T: Copy>(all: &[T], key_of: fn(T) -> &'static str, key: &str) -> Result<T, UnknownPath> {
    all.iter()
        .copied()
        .find(|item| key_of(*item) == key)
        .ok_or(UnknownPath)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back_what_they_print() {
        for text in [
            "department",
            "year",
            "staff",
            "subunits",
            "budget",
            "budget/other_income",
            "goals",
            "goals/g3",
            "tasks",
            "tasks/t2/goal",
            "other_tasks",
            "other_tasks/text",
            "other_tasks/o1/content",
            "indicators",
            "indicators/i9/cycle",
            "indicators/产出指标/数量指标",
            "indicators/产出指标/",
        ] {
            assert_eq!(
                text.parse::<FieldPath>()
                    .map(|path| path.to_string())
                    .as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn refuses_other_texts() {
        for text in [
            "",
            "budget/total",
            "goals/t1",
            "tasks/t1",
            "tasks/t1/x",
            "indicators/i1/x",
            "a/b/c/d",
        ] {
            assert_eq!(text.parse::<FieldPath>(), Err(UnknownPath), "{text}");
        }
    }
}
