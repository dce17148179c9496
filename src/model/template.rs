//! `Template`: the form as data, and its validation.
//!
//! Title, labels, units, the frame of indicators, value columns and page stand in
//! `assets/templates/*.ron`; window, checks, print and import read them from here.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Slot};
use super::entry::Entry;
use super::path::{BudgetLine, FieldPath, IndicatorField, OtherTaskField, TaskField};
use crate::base::amount::{Amount, MoneyUnit};

/// One city's edition of the form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What drafts call it, e.g. `dongguan-2024`: small letters, digits and hyphens.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The printed title; `{year}` stands for the year.
    pub title: String,
    /// A second line under the title, where the form has one; `{year}` stands for the year.
    pub subtitle: Option<String>,
    /// The printed words.
    pub labels: Labels,
    /// The unit of 拟投入的资金.
    pub task_unit: TaskUnit,
    /// How 其他需完成的任务 is filled in.
    pub other_tasks: OtherTasksForm,
    /// The columns behind 三级指标.
    pub values: ValueColumns,
    /// 一级 and 二级 indicators, in printed order.
    pub frame: Vec<Level1>,
    /// Differences between sums, in 万元.
    pub tolerance: Tolerance,
    /// The printed page.
    pub page: Page,
    /// Rules that count otherwise on this form, by their ids; the others count as they are.
    #[serde(default)]
    pub rules: BTreeMap<String, Rating>,
}

/// What a rule of the checks counts on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Rating {
    /// It does not run.
    Off,
    /// 说明.
    Info,
    /// 提示.
    Hint,
    /// 警告.
    Warning,
    /// 错误.
    Error,
}

/// The unit in which tasks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum TaskUnit {
    /// 元.
    Yuan,
    /// 万元.
    Wan,
}

impl From<TaskUnit> for MoneyUnit {
    fn from(unit: TaskUnit) -> Self {
        match unit {
            TaskUnit::Yuan => Self::Yuan,
            TaskUnit::Wan => Self::Wan,
        }
    }
}

/// The shape of 其他需完成的任务.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum OtherTasksForm {
    /// Rows of name, content and amount.
    Table,
    /// One cell of text.
    Text,
}

/// The columns of indicator values.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum ValueColumns {
    /// Two columns.
    CycleAndYear {
        /// 实施周期指标值.
        cycle: String,
        /// 年度指标值.
        year: String,
    },
    /// One column; drafts keep it as the year's value.
    Single {
        /// 指标值.
        year: String,
    },
}

/// The printed words of the form, exactly as they stand on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// 部门名称.
    pub department: String,
    /// 基本信息.
    pub basic: String,
    /// 财政供养人员数.
    pub staff: String,
    /// 下属二级单位数.
    pub subunits: String,
    /// 预算整体情况.
    pub budget: String,
    /// 部门预算支出.
    pub expenditure: String,
    /// 收入来源.
    pub income: String,
    /// 事业发展性支出.
    pub development: String,
    /// 按预算级次划分.
    pub levels: String,
    /// 预算金额(万元).
    pub budget_amount: String,
    /// The lines of the budget.
    pub lines: BudgetLabels,
    /// 总体绩效目标.
    pub goals: String,
    /// 目标; the number follows.
    pub goal: String,
    /// 年度重点工作任务.
    pub tasks: String,
    /// 名称.
    pub task_name: String,
    /// 主要实施内容.
    pub task_content: String,
    /// 拟投入的资金, without its unit.
    pub task_amount: String,
    /// 期望达到的目标（概述）.
    pub task_goal: String,
    /// 其他需完成的任务, with its word for optional.
    pub other_tasks: String,
    /// 名称.
    pub other_name: String,
    /// 目标内容.
    pub other_content: String,
    /// 绩效指标.
    pub indicators: String,
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
}

/// The printed names of the budget's lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetLabels {
    /// 基本支出.
    pub basic: String,
    /// 项目支出.
    pub project: String,
    /// 财政专项资金.
    pub special: String,
    /// 其他事业发展性支出.
    pub other_development: String,
    /// 财政拨款.
    pub fiscal: String,
    /// 其他资金.
    pub other_income: String,
    /// 市本级使用资金.
    pub city_level: String,
    /// 拟用于对下转移支付资金.
    pub transfer: String,
}

/// A 一级指标 of the frame.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level1 {
    /// Its printed name.
    pub name: String,
    /// What it is to the rules.
    pub role: Level1Role,
    /// Its 二级指标, in printed order.
    pub level2: Vec<Level2>,
}

/// A 二级指标 of the frame.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level2 {
    /// Its printed name.
    pub name: String,
    /// What it is to the rules.
    pub role: Level2Role,
    /// Other names under which texts of other editions have it.
    #[serde(default)]
    pub also: Vec<String>,
}

/// What a 一级指标 is, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Level1Role {
    /// 产出指标.
    Output,
    /// 效益指标.
    Benefit,
    /// 满意度指标.
    Satisfaction,
}

/// What a 二级指标 is, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Level2Role {
    /// 数量指标.
    Quantity,
    /// 质量指标.
    Quality,
    /// 时效指标.
    Timeliness,
    /// 成本指标.
    Cost,
    /// 经济效益指标.
    Economic,
    /// 社会效益指标.
    Social,
    /// 生态效益指标.
    Ecological,
    /// 可持续影响指标.
    Sustainable,
    /// 服务对象满意度指标.
    Satisfaction,
}

/// How far two sums may lie apart, in 万元, as decimal texts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// Up to here a difference is 四舍五入 and only told.
    pub rounding: String,
    /// Up to here it is a hint; beyond, a warning.
    pub small: String,
}

/// The printed page, A4 portrait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Left and right margin, mm.
    pub margin_x: u16,
    /// Top margin, mm.
    pub margin_top: u16,
    /// Bottom margin, mm.
    pub margin_bottom: u16,
    /// Width of the column with the blocks' labels, mm.
    pub label_width: u16,
    /// Size of the title, pt.
    pub title_size: u16,
    /// Size of the text, in tenths of a pt.
    pub text_size_tenths: u16,
    /// Widths of a task's name, content, amount and goal, mm; those of 0 share what is left.
    pub task_widths: (u16, u16, u16, u16),
    /// Widths of 一级, 二级, the first and the second value column, mm; 三级 takes what is left.
    pub indicator_widths: (u16, u16, u16, u16),
}

/// What is wrong with a template file.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TemplateError {
    /// The file is no template; the source knows line and column.
    #[error("{file} is not readable as a template")]
    Syntax {
        /// The file's name.
        file: String,
        /// Line, column and what the parser said.
        #[source]
        source: Box<ron::error::SpannedError>,
    },
    /// The file reads well but cannot be true.
    #[error("field {field} of {file} holds an impossible value: {fault}")]
    Untrue {
        /// The file's name.
        file: String,
        /// The field's name in the file.
        field: &'static str,
        /// What is wrong, in Chinese, for the person who wrote the file.
        fault: String,
        /// The line of the file where the field stands, from 1, where it could be found.
        line: Option<usize>,
    },
}

/// The templates that come with the program: file name and text.
const BUILT_IN: [(&str, &str); 2] = [
    (
        "dongguan-2024.ron",
        include_str!("../../assets/templates/dongguan-2024.ron"),
    ),
    (
        "zhanjiang-2024.ron",
        include_str!("../../assets/templates/zhanjiang-2024.ron"),
    ),
];

impl Template {
    /// The templates that come with the program, in the order in which they are offered.
    ///
    /// # Errors
    /// Only a mistake in `assets/templates` can bring one about; a test reads them all.
    pub fn built_in() -> Result<Vec<Self>, TemplateError> {
        BUILT_IN
            .iter()
            .map(|(file, source)| Self::parse(file, source))
            .collect()
    }

    /// Reads and validates the text of a template file; `file` is its name, for messages.
    ///
    /// # Errors
    /// Names the fault and its line.
    pub fn parse(file: &str, source: &str) -> Result<Self, TemplateError> {
        let template: Self = ron::from_str(source).map_err(|err| TemplateError::Syntax {
            file: file.to_owned(),
            source: Box::new(err),
        })?;
        match template.first_fault() {
            None => Ok(template),
            Some((field, fault)) => {
                let line = source
                    .lines()
                    .position(|line| line.trim_start().starts_with(field));
                Err(TemplateError::Untrue {
                    file: file.to_owned(),
                    field,
                    fault,
                    line: line.map(|idx| idx + 1),
                })
            }
        }
    }

    fn first_fault(&self) -> Option<(&'static str, String)> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || !self.id.chars().all(allowed) {
            return Some(("id", "只能用小写字母、数字和连字符".to_owned()));
        }
        if self.title.trim().is_empty() {
            return Some(("title", "表名不能为空".to_owned()));
        }
        let year_is_shown = self.title.contains("{year}")
            || self
                .subtitle
                .as_ref()
                .is_some_and(|line| line.contains("{year}"));
        if !year_is_shown {
            return Some((
                "title",
                "表名或副标题中要有 {year}，否则印不出年度".to_owned(),
            ));
        }
        self.fault_in_frame().or_else(|| self.fault_in_numbers())
    }

    fn fault_in_frame(&self) -> Option<(&'static str, String)> {
        if self.frame.is_empty() {
            return Some(("frame", "至少要有一个一级指标".to_owned()));
        }
        let mut seen = BTreeSet::new();
        for level1 in &self.frame {
            if level1.name.trim().is_empty() || level1.level2.is_empty() {
                return Some((
                    "frame",
                    format!("一级指标“{}”要有名称和二级指标", level1.name),
                ));
            }
            for level2 in &level1.level2 {
                if level2.name.trim().is_empty() || !seen.insert((&level1.name, &level2.name)) {
                    return Some(("frame", format!("二级指标“{}”为空或重复", level2.name)));
                }
            }
        }
        None
    }

    fn fault_in_numbers(&self) -> Option<(&'static str, String)> {
        for bound in [&self.tolerance.rounding, &self.tolerance.small] {
            if !Amount::parse(bound).is_ok_and(|amount| !amount.is_negative()) {
                return Some(("tolerance", format!("“{bound}”不是金额")));
            }
        }
        if self.rounding_bound() > self.small_bound() {
            return Some(("tolerance", "rounding 不能大于 small".to_owned()));
        }
        let Page {
            margin_x,
            label_width,
            task_widths: tasks,
            indicator_widths: levels,
            text_size_tenths,
            ..
        } = self.page;
        let fixed = margin_x.saturating_mul(2).saturating_add(label_width);
        let sum = |widths: (u16, u16, u16, u16)| {
            [widths.0, widths.1, widths.2, widths.3]
                .iter()
                .fold(fixed, |sum, width| sum.saturating_add(*width))
        };
        if sum(tasks) > PAPER_WIDTH_MM || sum(levels) > PAPER_WIDTH_MM {
            return Some(("page", "各列宽度之和超过 A4 纸宽 210 毫米".to_owned()));
        }
        if !(60..=160).contains(&text_size_tenths) {
            return Some(("page", "正文字号要在 6 磅到 16 磅之间".to_owned()));
        }
        None
    }

    /// Differences up to here are 四舍五入.
    pub fn rounding_bound(&self) -> Amount {
        Amount::parse(&self.tolerance.rounding).unwrap_or(Amount::ZERO)
    }

    /// Differences up to here are small.
    pub fn small_bound(&self) -> Amount {
        Amount::parse(&self.tolerance.small).unwrap_or(Amount::ZERO)
    }

    /// The unit of 拟投入的资金.
    pub fn task_money(&self) -> MoneyUnit {
        self.task_unit.into()
    }

    /// The unit of an amount field; `None` for other fields.
    pub fn unit_of(&self, path: &FieldPath) -> Option<MoneyUnit> {
        match path {
            FieldPath::Budget(_) => Some(MoneyUnit::Wan),
            FieldPath::Task(_, TaskField::Amount)
            | FieldPath::OtherTask(_, OtherTaskField::Amount) => Some(self.task_money()),
            _ => None,
        }
    }

    /// The printed title of a draft, and the line under it where the form has one.
    pub fn title_lines(&self, draft: &Draft) -> (String, Option<String>) {
        let year = match &draft.year {
            Entry::Value(year) => year.to_string(),
            Entry::Raw(raw) => raw.clone(),
            Entry::Empty => "    ".to_owned(),
        };
        let fill = |pattern: &str| pattern.replace("{year}", &year);
        (fill(&self.title), self.subtitle.as_deref().map(fill))
    }

    /// Whether the form has both value columns.
    pub fn has_cycle(&self) -> bool {
        matches!(self.values, ValueColumns::CycleAndYear { .. })
    }

    /// The heads of the value columns: 实施周期指标值 where there is one, and 年度指标值.
    pub fn value_labels(&self) -> (Option<&str>, &str) {
        match &self.values {
            ValueColumns::CycleAndYear { cycle, year } => (Some(cycle), year),
            ValueColumns::Single { year } => (None, year),
        }
    }

    /// The printed label of 拟投入的资金 with its unit.
    pub fn task_amount_label(&self) -> String {
        format!(
            "{}（{}）",
            self.labels.task_amount,
            self.task_money().label()
        )
    }

    /// The label of a field, without unit and without the row it stands in.
    pub fn label(&self, path: &FieldPath) -> &str {
        let labels = &self.labels;
        match path {
            FieldPath::Department => &labels.department,
            FieldPath::Year => "年度",
            FieldPath::Staff => &labels.staff,
            FieldPath::Subunits => &labels.subunits,
            FieldPath::Budget(line) => self.line_label(*line),
            FieldPath::BudgetBlock => &labels.budget,
            FieldPath::Goals | FieldPath::Goal(_) => &labels.goals,
            FieldPath::Tasks => &labels.tasks,
            FieldPath::Task(_, TaskField::Name) => &labels.task_name,
            FieldPath::Task(_, TaskField::Content) => &labels.task_content,
            FieldPath::Task(_, TaskField::Amount)
            | FieldPath::OtherTask(_, OtherTaskField::Amount) => &labels.task_amount,
            FieldPath::Task(_, TaskField::Goal) => &labels.task_goal,
            FieldPath::OtherTasks | FieldPath::OtherTasksText => &labels.other_tasks,
            FieldPath::OtherTask(_, OtherTaskField::Name) => &labels.other_name,
            FieldPath::OtherTask(_, OtherTaskField::Content) => &labels.other_content,
            FieldPath::Indicators | FieldPath::Branch(_) => &labels.indicators,
            FieldPath::Indicator(_, IndicatorField::Name) => &labels.level3,
            FieldPath::Indicator(_, IndicatorField::Cycle) => {
                self.value_labels().0.unwrap_or_default()
            }
            FieldPath::Indicator(_, IndicatorField::Year) => self.value_labels().1,
        }
    }

    /// The printed name of a budget line.
    pub fn line_label(&self, line: BudgetLine) -> &str {
        let lines = &self.labels.lines;
        match line {
            BudgetLine::Basic => &lines.basic,
            BudgetLine::Project => &lines.project,
            BudgetLine::Special => &lines.special,
            BudgetLine::OtherDevelopment => &lines.other_development,
            BudgetLine::Fiscal => &lines.fiscal,
            BudgetLine::OtherIncome => &lines.other_income,
            BudgetLine::CityLevel => &lines.city_level,
            BudgetLine::Transfer => &lines.transfer,
        }
    }

    /// The branches of the frame, in printed order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.frame.iter().flat_map(|level1| {
            level1
                .level2
                .iter()
                .map(|level2| Slot::new(level1.name.as_str(), level2.name.as_str()))
        })
    }

    /// The branch with this role.
    pub fn slot_of(&self, role: Level2Role) -> Option<Slot> {
        self.frame.iter().find_map(|level1| {
            let level2 = level1.level2.iter().find(|level2| level2.role == role)?;
            Some(Slot::new(level1.name.as_str(), level2.name.as_str()))
        })
    }

    /// The roles of a branch; `None` where the frame does not have it.
    pub fn roles(&self, slot: &Slot) -> Option<(Level1Role, Level2Role)> {
        let level1 = self
            .frame
            .iter()
            .find(|level1| level1.name == slot.level1)?;
        let level2 = level1
            .level2
            .iter()
            .find(|level2| level2.name == slot.level2)?;
        Some((level1.role, level2.role))
    }

    /// The branches of a draft as they are shown and printed: the frame's in its order, then those
    /// of the draft that the frame does not have.
    pub fn branches(&self, draft: &Draft) -> Vec<Slot> {
        let mut slots: Vec<Slot> = self.slots().collect();
        for indicator in &draft.indicators {
            if !slots.contains(&indicator.slot) {
                slots.push(indicator.slot.clone());
            }
        }
        slots
    }
}

const PAPER_WIDTH_MM: u16 = 210;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_templates_are_valid_and_have_different_ids() {
        let templates = Template::built_in().unwrap();
        let ids: BTreeSet<_> = templates
            .iter()
            .map(|template| template.id.as_str())
            .collect();
        assert_eq!(ids, BTreeSet::from(["dongguan-2024", "zhanjiang-2024"]));
    }

    #[track_caller]
    fn fault_of(from: &str, to: &str) -> (&'static str, Option<usize>) {
        let (file, source) = BUILT_IN[0];
        assert!(source.contains(from), "the template has no {from}");
        match Template::parse(file, &source.replacen(from, to, 1)) {
            Err(TemplateError::Untrue { field, line, .. }) => (field, line),
            other => panic!("{to} was accepted or not understood: {other:?}"),
        }
    }

    #[test]
    fn templates_that_lie_are_refused_with_their_line() {
        assert_eq!(fault_of("id: \"dongguan-2024\"", "id: \"东莞\"").0, "id");
        assert_eq!(fault_of("({year}年)", "(年)").0, "title");
        assert_eq!(
            fault_of("rounding: \"0.02\"", "rounding: \"0.2\"").0,
            "tolerance"
        );
        assert_eq!(
            fault_of("rounding: \"0.02\"", "rounding: \"约\"").0,
            "tolerance"
        );
        assert_eq!(fault_of("质量指标", "数量指标").0, "frame");
        let (field, line) = fault_of("label_width: 16", "label_width: 160");
        assert_eq!(field, "page");
        assert!(line.is_some());
    }

    #[test]
    fn unknown_words_are_refused_with_line_and_column() {
        let (file, source) = BUILT_IN[0];
        let source = source.replacen("name:", "nmae:", 1);
        let Err(TemplateError::Syntax { source: err, .. }) = Template::parse(file, &source) else {
            panic!("a misspelt field was accepted");
        };
        assert_eq!(err.span.start.line, 4);
    }

    #[test]
    fn the_year_stands_where_the_template_puts_it() {
        let draft = Draft::blank("dongguan-2024", crate::base::date::Year::new(2025));
        let [first, second] = Template::built_in().unwrap().try_into().unwrap();
        assert_eq!(
            first.title_lines(&draft),
            (
                "东莞市部门整体预算绩效目标表".to_owned(),
                Some("(2025年)".to_owned())
            )
        );
        assert_eq!(
            second.title_lines(&draft),
            ("2025年市级部门整体预算绩效目标表".to_owned(), None)
        );
    }
}
