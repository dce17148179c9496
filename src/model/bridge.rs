//! 资金桥: the sums of the form set against each other, term by term, and what a difference means.
//!
//! Sums come from [`Totals`]; here stand only their terms and the judgement. Every side is in
//! 万元, exact; a side is the sum of its terms, blanks and texts that are no amount counted as
//! nothing. An identity that the form does not state is never called a fault.

mod verdict;

use super::access;
use super::draft::Draft;
use super::entry::Entry;
use super::path::{BudgetLine, FieldPath, OtherTaskField, TaskField};
use super::template::{OtherTasksForm, Template};
use super::totals::{Sum, Totals};
use crate::base::amount::{Amount, MoneyUnit};

/// 支出构成, 收入来源, 按预算级次划分 and 任务资金, reconciled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bridge {
    /// The comparisons, in the order of the form.
    pub statements: Vec<Statement>,
}

/// Two sums that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Which comparison it is.
    pub topic: Topic,
    /// The left sum.
    pub left: Side,
    /// The right sum.
    pub right: Side,
    /// Left − right, 万元; `None` while there is nothing to compare.
    pub gap: Option<Amount>,
    /// What the difference is.
    pub class: Class,
    /// One sentence on it, for people.
    pub words: String,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// 支出合计 and 收入合计: must meet.
    Balance,
    /// 事业发展性支出 and 按预算级次划分: likely from the layout, stated nowhere.
    Levels,
    /// 任务资金 and the money that tasks are paid from: no more than that.
    Coverage,
    /// 任务资金 and 收入合计: only where the tasks cost more.
    Excess,
}

impl Topic {
    /// The name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Levels => "levels",
            Self::Coverage => "coverage",
            Self::Excess => "excess",
        }
    }

    /// The name in two characters.
    pub fn label(self) -> &'static str {
        match self {
            Self::Balance => "收支",
            Self::Levels => "级次",
            Self::Coverage => "任务",
            Self::Excess => "单位",
        }
    }
}

/// What a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// 一致.
    Equal,
    /// 四舍五入: rounding explains it.
    Rounding,
    /// 口径不同: the two need not meet.
    Scope,
    /// 需核对: they should meet and do not, or something cannot be read.
    Check,
    /// 未填: there is nothing to compare yet.
    Blank,
}

impl Class {
    /// The name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Equal => "一致",
            Self::Rounding => "四舍五入",
            Self::Scope => "口径不同",
            Self::Check => "需核对",
            Self::Blank => "未填",
        }
    }

    /// The name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Rounding => "rounding",
            Self::Scope => "scope",
            Self::Check => "check",
            Self::Blank => "blank",
        }
    }
}

/// A sum with its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What the sum is called.
    pub name: String,
    /// What it is made of, in the order of the form.
    pub terms: Vec<Term>,
    /// The sum, 万元.
    pub sum: Amount,
}

/// A field, or a column of fields, as part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its label, as printed.
    pub label: String,
    /// Where it stands.
    pub path: FieldPath,
    /// 万元; `None` where nothing in it is an amount.
    pub amount: Option<Amount>,
    /// The same amount as it is written, where it is written in another unit.
    pub written: Option<(Amount, MoneyUnit)>,
    /// How much of it is filled in.
    pub state: TermState,
}

/// How much of a term is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermState {
    /// Nothing.
    Blank,
    /// Something in it is no amount.
    Unread,
    /// Some of its rows only.
    Partial,
    /// All of it.
    Read,
}

impl TermState {
    fn of(sum: Sum) -> Self {
        if sum.unread > 0 {
            Self::Unread
        } else if sum.is_blank() {
            Self::Blank
        } else if sum.is_complete() {
            Self::Read
        } else {
            Self::Partial
        }
    }

    /// The name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Unread => "unread",
            Self::Partial => "partial",
            Self::Read => "read",
        }
    }

    /// What is missing, for people; nothing where nothing is.
    pub fn label(self) -> &'static str {
        match self {
            Self::Blank => "未填",
            Self::Unread => "未识别",
            Self::Partial => "含未填项",
            Self::Read => "",
        }
    }
}

/// 支出合计.
const EXPENDITURE: [BudgetLine; 4] = [
    BudgetLine::Basic,
    BudgetLine::Project,
    BudgetLine::Special,
    BudgetLine::OtherDevelopment,
];
/// 收入合计.
const INCOME: [BudgetLine; 2] = [BudgetLine::Fiscal, BudgetLine::OtherIncome];
/// 事业发展性支出.
const DEVELOPMENT: [BudgetLine; 2] = [BudgetLine::Special, BudgetLine::OtherDevelopment];
/// 按预算级次划分.
const LEVELS: [BudgetLine; 2] = [BudgetLine::CityLevel, BudgetLine::Transfer];
/// The money that tasks are paid from.
const PROJECT_MONEY: [BudgetLine; 3] = [
    BudgetLine::Project,
    BudgetLine::Special,
    BudgetLine::OtherDevelopment,
];

impl Bridge {
    /// Sets the sums of a draft against each other.
    pub fn of(draft: &Draft, template: &Template, totals: &Totals) -> Self {
        let form = Form {
            draft,
            template,
            totals,
        };
        let mut statements = vec![form.balance(), form.levels(), form.coverage()];
        statements.extend(form.excess());
        Self { statements }
    }

    /// The same as text, for the command line and the clipboard.
    pub fn lines(&self) -> Vec<String> {
        self.statements.iter().flat_map(Statement::lines).collect()
    }
}

/// What a bridge is built from.
#[derive(Clone, Copy)]
struct Form<'a> {
    draft: &'a Draft,
    template: &'a Template,
    totals: &'a Totals,
}

impl Form<'_> {
    fn balance(self) -> Statement {
        let left = self.side("支出合计", &EXPENDITURE, self.totals.expenditure.amount);
        let right = self.side("收入合计", &INCOME, self.totals.income.amount);
        self.judged(Topic::Balance, left, right, verdict::balance)
    }

    fn levels(self) -> Statement {
        let labels = &self.template.labels;
        let (development, levels) = (self.totals.development, self.totals.levels);
        let left = self.side(&labels.development, &DEVELOPMENT, development.amount);
        let right = self.side(&labels.levels, &LEVELS, levels.amount);
        self.judged(Topic::Levels, left, right, verdict::levels)
    }

    fn coverage(self) -> Statement {
        let project = self.template.line_label(BudgetLine::Project);
        let name = format!("{project}与{}之和", self.template.labels.development);
        let sum = self.totals.project_money(self.draft);
        let right = self.side(&name, &PROJECT_MONEY, sum);
        self.judged(Topic::Coverage, self.tasks(), right, verdict::coverage)
    }

    fn excess(self) -> Option<Statement> {
        let left = self.tasks();
        let right = self.side("收入合计", &INCOME, self.totals.income.amount);
        let is_known = !left.is_blank() && !right.is_blank();
        let is_larger = left.sum > right.sum.plus(self.template.small_bound());
        (is_known && is_larger && !left.is_unread() && !right.is_unread())
            .then(|| self.judged(Topic::Excess, left, right, verdict::excess))
    }

    fn judged(
        self,
        topic: Topic,
        left: Side,
        right: Side,
        judge: fn(Form<'_>, &Side, &Side) -> verdict::Verdict,
    ) -> Statement {
        let verdict = verdict::incomparable(topic, &left, &right)
            .unwrap_or_else(|| judge(self, &left, &right));
        Statement {
            topic,
            gap: (!verdict.is_open).then(|| left.sum.minus(right.sum)),
            left,
            right,
            class: verdict.class,
            words: verdict.words,
        }
    }

    fn side(self, name: &str, lines: &[BudgetLine], sum: Amount) -> Side {
        Side {
            name: name.to_owned(),
            terms: lines.iter().map(|line| self.line(*line)).collect(),
            sum,
        }
    }

    fn line(self, line: BudgetLine) -> Term {
        let entry = access::budget_line(self.draft, line);
        Term {
            label: self.template.line_label(line).to_owned(),
            path: FieldPath::Budget(line),
            amount: entry.value().copied(),
            written: None,
            state: match entry {
                Entry::Empty => TermState::Blank,
                Entry::Raw(_) => TermState::Unread,
                Entry::Value(_) => TermState::Read,
            },
        }
    }

    /// 任务资金合计: with the other tasks where the form prints amounts for them.
    fn tasks(self) -> Side {
        let labels = &self.template.labels;
        let tasks = self.column(&labels.tasks, self.task_path(), self.totals.tasks);
        let others = (self.template.other_tasks == OtherTasksForm::Table).then(|| {
            let sum = self.totals.other_tasks;
            self.column(&labels.other_tasks, self.other_task_path(), sum)
        });
        // Other tasks are optional: where there are none, none are missing.
        let others = others.filter(|term| term.state != TermState::Blank);
        let terms: Vec<Term> = [Some(tasks), others].into_iter().flatten().collect();
        Side {
            name: "任务资金合计".to_owned(),
            sum: terms
                .iter()
                .filter_map(|term| term.amount)
                .fold(Amount::ZERO, Amount::plus),
            terms,
        }
    }

    fn column(self, label: &str, path: FieldPath, sum: Sum) -> Term {
        let unit = self.totals.task_unit;
        let is_read = sum.read > 0;
        Term {
            label: label.to_owned(),
            path,
            amount: is_read.then(|| sum.amount.converted(unit, MoneyUnit::Wan)),
            written: (is_read && unit != MoneyUnit::Wan).then_some((sum.amount, unit)),
            state: TermState::of(sum),
        }
    }

    /// The first task whose amount cannot be read, else the list.
    fn task_path(self) -> FieldPath {
        let unread = self
            .draft
            .tasks
            .iter()
            .find(|row| row.amount.raw().is_some());
        unread.map_or(FieldPath::Tasks, |row| {
            FieldPath::Task(row.id, TaskField::Amount)
        })
    }

    fn other_task_path(self) -> FieldPath {
        let mut rows = self.draft.other_tasks.iter();
        let unread = rows.find(|row| row.amount.raw().is_some());
        unread.map_or(FieldPath::OtherTasks, |row| {
            FieldPath::OtherTask(row.id, OtherTaskField::Amount)
        })
    }
}

impl Side {
    /// Nothing in it is filled in.
    pub fn is_blank(&self) -> bool {
        self.terms.iter().all(|term| term.state == TermState::Blank)
    }

    fn is_unread(&self) -> bool {
        self.terms
            .iter()
            .any(|term| term.state == TermState::Unread)
    }

    fn is_partial(&self) -> bool {
        let is_partial = |term: &Term| matches!(term.state, TermState::Blank | TermState::Partial);
        self.terms.iter().any(is_partial)
    }

    /// The sum as it is shown: 未填 and not 0.00 where nothing is filled in.
    pub fn figure(&self) -> String {
        if self.is_blank() {
            TermState::Blank.label().to_owned()
        } else {
            self.sum.grouped_exact()
        }
    }

    /// `收入合计 2,083.42 = 财政拨款 2,083.42 + 其他资金 0.00`.
    fn line(&self) -> String {
        if self.is_blank() {
            return format!("{} {}", self.name, self.figure());
        }
        let terms: Vec<String> = self.terms.iter().map(Term::words).collect();
        let sum = self.figure();
        format!("{} {sum} = {}", self.name, terms.join(" + "))
    }
}

impl Term {
    /// `619.83`, or what is missing.
    pub fn figure(&self) -> String {
        self.amount
            .map_or_else(|| self.state.label().to_owned(), Amount::grouped_exact)
    }

    /// `6,198,300.00 元`: the amount as it is written, where that is another unit.
    pub fn written_figure(&self) -> Option<String> {
        let (written, unit) = self.written?;
        Some(format!("{} {}", written.grouped_exact(), unit.label()))
    }

    /// What is missing, where the figure does not say so.
    pub fn missing(&self) -> &'static str {
        match self.amount {
            Some(_) => self.state.label(),
            None => "",
        }
    }

    /// `年度重点工作任务 619.83（6,198,300.00 元，含未填项）`.
    fn words(&self) -> String {
        let missing = Some(self.missing().to_owned()).filter(|missing| !missing.is_empty());
        let notes: Vec<String> = self.written_figure().into_iter().chain(missing).collect();
        if notes.is_empty() {
            return format!("{} {}", self.label, self.figure());
        }
        format!("{} {}（{}）", self.label, self.figure(), notes.join("，"))
    }
}

impl Statement {
    /// `支出合计 ↔ 收入合计`.
    pub fn name(&self) -> String {
        format!("{} ↔ {}", self.left.name, self.right.name)
    }

    /// `2,083.43 − 2,083.42 = 0.01`; `None` while there is nothing to compare.
    pub fn subtraction(&self) -> Option<String> {
        let gap = self.gap?.grouped_exact();
        let (left, right) = (self.left.sum, self.right.sum);
        let (left, right) = (left.grouped_exact(), right.grouped_exact());
        Some(format!("{left} − {right} = {gap}"))
    }

    /// Its name, its sums with their terms, the judgement, and one sentence on it.
    pub fn lines(&self) -> [String; 5] {
        let class = self.class.label();
        let judgement = match self.subtraction() {
            Some(subtraction) => format!("差额 {subtraction} 万元：{class}"),
            None => class.to_owned(),
        };
        [
            self.name(),
            self.left.line(),
            self.right.line(),
            judgement,
            self.words.clone(),
        ]
    }
}

#[cfg(test)]
mod tests;
