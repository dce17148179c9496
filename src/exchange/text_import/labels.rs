//! The label words of the form, from all templates at once: what a cell says by its words alone.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::lines::{Cell, Row, label_word};
use crate::model::template::ValueColumns;
use crate::model::{BudgetLine, FieldPath, Template};

/// A part of the form that a label opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// 部门名称, 基本信息 and 预算整体情况: labels with their values.
    Fields,
    /// 总体绩效目标.
    Goals,
    /// 年度重点工作任务.
    Tasks,
    /// 其他需完成的任务.
    OtherTasks,
    /// 绩效指标.
    Indicators,
}

/// Where a row of a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside the block's label.
    BesideLabel,
    /// Below it.
    Below,
}

/// The head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    /// 名称.
    Name,
    /// 主要实施内容.
    Content,
    /// 拟投入的资金.
    Amount,
    /// 期望达到的目标.
    Goal,
    /// 目标内容.
    OtherContent,
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Level3,
    /// 实施周期指标值.
    Cycle,
    /// 年度指标值, or 指标值.
    Year,
}

impl Head {
    /// The block that this head tells; `None` for heads that several blocks have.
    pub(super) fn block(self) -> Option<Block> {
        match self {
            Self::Content | Self::Goal => Some(Block::Tasks),
            Self::OtherContent => Some(Block::OtherTasks),
            Self::Level1 | Self::Level2 | Self::Level3 => Some(Block::Indicators),
            Self::Name | Self::Amount | Self::Cycle | Self::Year => None,
        }
    }
}

/// What a label is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// Opens a block.
    Block(Block),
    /// Names a field; its value follows.
    Field(FieldPath),
    /// 预算金额（万元）.
    BudgetAmount,
    /// A heading without a value: 收入来源.
    Heading,
    /// The head of a column.
    Head(Head),
}

/// Every label word of every template.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: BTreeMap<String, Word>,
}

/// Endings of labels whose beginning names the level of government.
const ENDINGS: [(&str, BudgetLine); 2] = [
    ("本级使用资金", BudgetLine::CityLevel),
    ("对下转移支付资金", BudgetLine::Transfer),
];

impl Vocabulary {
    pub(super) fn new(templates: &[Template]) -> Self {
        let mut words = BTreeMap::new();
        let mut add = |label: &str, word: Word| {
            words.entry(label_word(label)).or_insert(word);
        };
        add("单位名称", Word::Field(FieldPath::Department));
        for template in templates {
            for (label, path) in fields(template) {
                add(label, Word::Field(path));
            }
            for (label, block) in blocks(template) {
                add(label, Word::Block(block));
            }
            for (label, head) in heads(template) {
                add(label, Word::Head(head));
            }
            let labels = &template.labels;
            add(&labels.budget_amount, Word::BudgetAmount);
            for label in [
                &labels.expenditure,
                &labels.income,
                &labels.development,
                &labels.levels,
            ] {
                add(label, Word::Heading);
            }
        }
        words.remove("");
        Self { words }
    }

    /// What this cell is as a label.
    pub(super) fn find(&self, cell: &Cell<'_>) -> Option<Word> {
        if let Some(word) = self.words.get(&cell.word) {
            return Some(word.clone());
        }
        let ending = ENDINGS.iter().find(|(end, _)| cell.word.ends_with(end));
        let (_, line) =
            ending.filter(|(end, _)| cell.word.chars().count() <= end.chars().count() + 4)?;
        Some(Word::Field(FieldPath::Budget(*line)))
    }

    /// The column whose head this cell is.
    pub(super) fn head(&self, cell: &Cell<'_>) -> Option<Head> {
        match self.find(cell) {
            Some(Word::Head(head)) => Some(head),
            _ => None,
        }
    }

    /// The block that this cell opens.
    pub(super) fn block(&self, cell: &Cell<'_>) -> Option<Block> {
        match self.find(cell) {
            Some(Word::Block(block)) => Some(block),
            _ => None,
        }
    }

    /// Whether a label stands here that other tables hardly have.
    pub(super) fn tells_a_form(&self, row: &Row<'_>) -> bool {
        row.cells.iter().any(|cell| match self.find(cell) {
            Some(Word::Block(_) | Word::Field(_)) => true,
            Some(Word::Head(head)) => head.block().is_some(),
            Some(Word::BudgetAmount | Word::Heading) => false,
            None => self.split_at_colon(cell).is_some(),
        })
    }

    /// The label and the value of a cell that holds both: `部门名称：……`.
    pub(super) fn split_at_colon<'t>(&self, cell: &Cell<'t>) -> Option<(Cell<'t>, Cell<'t>)> {
        let (before, after) = cell.raw.split_once([':', '：'])?;
        let label = Cell::new(cell.col, Cow::Owned(before.to_owned()));
        let is_label = matches!(self.find(&label), Some(Word::Field(_)));
        let value = Cell::new(cell.col, Cow::Owned(after.to_owned()));
        (is_label && !after.trim().is_empty()).then_some((label, value))
    }
}

fn fields(template: &Template) -> Vec<(&str, FieldPath)> {
    let labels = &template.labels;
    let mut fields = vec![
        (labels.department.as_str(), FieldPath::Department),
        (&labels.staff, FieldPath::Staff),
        (&labels.subunits, FieldPath::Subunits),
    ];
    let lines = BudgetLine::ALL.map(|line| (template.line_label(line), FieldPath::Budget(line)));
    fields.extend(lines);
    fields
}

fn blocks(template: &Template) -> [(&str, Block); 6] {
    let labels = &template.labels;
    [
        (&labels.basic, Block::Fields),
        (&labels.budget, Block::Fields),
        (&labels.goals, Block::Goals),
        (&labels.tasks, Block::Tasks),
        (&labels.other_tasks, Block::OtherTasks),
        (&labels.indicators, Block::Indicators),
    ]
}

fn heads(template: &Template) -> Vec<(&str, Head)> {
    let labels = &template.labels;
    let mut heads = vec![
        (labels.task_name.as_str(), Head::Name),
        (&labels.task_content, Head::Content),
        (&labels.task_amount, Head::Amount),
        (&labels.task_goal, Head::Goal),
        (&labels.other_name, Head::Name),
        (&labels.other_content, Head::OtherContent),
        (&labels.level1, Head::Level1),
        (&labels.level2, Head::Level2),
        (&labels.level3, Head::Level3),
    ];
    match &template.values {
        ValueColumns::CycleAndYear { cycle, year } => {
            heads.extend([(cycle.as_str(), Head::Cycle), (year, Head::Year)]);
        }
        ValueColumns::Single { year } => heads.push((year, Head::Year)),
    }
    heads
}

/// The heads of a block's columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Heads {
    columns: Vec<(Head, usize)>,
}

impl Heads {
    /// Takes the head words out of a row; `None`, and nothing taken, where the row is no head row.
    pub(super) fn take(words: &Vocabulary, row: &mut Row<'_>) -> Option<Self> {
        let columns: Vec<(Head, usize)> = row
            .cells
            .iter()
            .filter_map(|cell| words.head(cell).map(|head| (head, cell.col)))
            .collect();
        let is_head_row = columns.len() > 1 || columns.len() == row.cells.len();
        if columns.is_empty() || !is_head_row {
            return None;
        }
        row.cells.retain(|cell| words.head(cell).is_none());
        Some(Self { columns })
    }

    /// The block that these heads tell.
    pub(super) fn block(&self) -> Option<Block> {
        self.columns.iter().find_map(|(head, _)| head.block())
    }

    /// One word alone tells nothing about the columns of the rows below.
    pub(super) fn tells_columns(&self) -> bool {
        self.columns.len() > 1
    }

    /// The column under this head.
    pub(super) fn column(&self, head: Head) -> Option<usize> {
        self.columns
            .iter()
            .find_map(|(found, col)| (*found == head).then_some(*col))
    }

    /// The head above this column.
    pub(super) fn above(&self, col: usize) -> Option<Head> {
        self.columns
            .iter()
            .find_map(|(head, found)| (*found == col).then_some(*head))
    }

    /// The value columns, in the order in which they stand.
    pub(super) fn values(&self) -> Vec<Head> {
        self.columns
            .iter()
            .map(|(head, _)| *head)
            .filter(|head| matches!(head, Head::Cycle | Head::Year))
            .collect()
    }

    /// How many values a row can have; two where no head tells.
    pub(super) fn value_columns(&self) -> usize {
        match self.values().len() {
            0 => 2,
            count => count,
        }
    }
}
