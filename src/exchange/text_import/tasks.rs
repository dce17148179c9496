//! 年度重点工作任务: rows of name, content, amount and goal, told apart by the amount.

use super::filling::{Filling, Joint};
use super::labels::{Head, Heads};
use super::lines::{Cell, Row};
use super::money;
use crate::base::amount::MoneyUnit;
use crate::model::{FieldPath, TaskField};

/// What earlier rows told.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    heads: Heads,
    unit: Option<MoneyUnit>,
    /// The line of the first amount whose unit nobody told.
    unit_missing: Option<usize>,
}

/// Which cell of a row belongs to which field.
#[derive(Debug)]
struct Arranged<'c, 't> {
    fields: Vec<(TaskField, &'c Cell<'t>)>,
    left: Vec<&'c Cell<'t>>,
    doubt: Option<&'static str>,
}

/// The fields of a row, as far as they stand before and behind the amount.
const BEFORE_AMOUNT: [TaskField; 2] = [TaskField::Name, TaskField::Content];
const BEHIND_AMOUNT: [TaskField; 1] = [TaskField::Goal];

impl Tasks {
    /// A head row.
    pub(super) fn begin(&mut self, heads: Heads, unit: Option<MoneyUnit>) {
        self.heads = heads;
        self.unit = unit.or(self.unit);
    }

    /// Writes a row as a task, or as the rest of the last one.
    pub(super) fn row(&mut self, filling: &mut Filling<'_>, row: &Row<'_>) {
        if is_sum(row) {
            filling.unplaced(row.line, &row.cells);
            return;
        }
        if self.continues_last(filling, row) {
            return;
        }
        let arranged = self
            .around_amount(&row.cells)
            .or_else(|| self.without_amount(&row.cells));
        match arranged {
            Some(arranged) => self.write(filling, row.line, arranged),
            None => filling.unplaced(row.line, &row.cells),
        }
    }

    fn write(&mut self, filling: &mut Filling<'_>, line: usize, arranged: Arranged<'_, '_>) {
        let path = filling.add_task();
        for (field, cell) in arranged.fields {
            if field == TaskField::Amount {
                filling.put_amount(line, &path(field), &cell.raw, self.unit);
                let tells_unit = money::read(&cell.raw).is_none_or(|(_, unit)| unit.is_some());
                if self.unit.is_none() && !tells_unit {
                    self.unit_missing.get_or_insert(line);
                }
            } else {
                filling.put(line, &path(field), &cell.raw);
            }
        }
        filling.unplaced(line, arranged.left);
        if let Some(doubt) = arranged.doubt {
            filling.doubt(line, path(TaskField::Name), doubt);
        }
    }

    /// Tells where the unit of the amounts was taken from the template.
    pub(super) fn finish(&self, filling: &mut Filling<'_>) {
        if let Some(line) = self.unit_missing {
            let unit = filling.template.task_money().label();
            let message = format!("原文没有写明资金的单位，先按“{unit}”填写，请核对");
            filling.doubt(line, FieldPath::Tasks, message);
        }
    }

    /// Cells before the amount are name and content, the one behind it is the goal.
    fn around_amount<'c, 't>(&self, cells: &'c [Cell<'t>]) -> Option<Arranged<'c, 't>> {
        let idx = self.amount_index(cells)?;
        let (before, from_amount) = cells.split_at_checked(idx)?;
        let (amount, behind) = from_amount.split_first()?;
        if before.is_empty() {
            return None;
        }
        let is_whole = before.len() == 2 && behind.len() == 1;
        if !is_whole && let Some(arranged) = self.by_columns(cells) {
            return Some(arranged);
        }
        let mut fields = vec![(TaskField::Amount, amount)];
        fields.extend(BEFORE_AMOUNT.into_iter().zip(before));
        fields.extend(BEHIND_AMOUNT.into_iter().zip(behind));
        let left = before.iter().skip(2).chain(behind.iter().skip(1)).collect();
        Some(Arranged {
            fields,
            left,
            doubt: (!is_whole).then_some("这一行的格数与表头不符，按先后顺序填写，请核对"),
        })
    }

    /// The cell that is the amount: the one under its head, or the last that reads as one.
    fn amount_index(&self, cells: &[Cell<'_>]) -> Option<usize> {
        let is_amount = |cell: &Cell<'_>| money::read(&cell.raw).is_some();
        let head = self.heads.column(Head::Amount);
        cells
            .iter()
            .position(|cell| Some(cell.col) == head && is_amount(cell))
            .or_else(|| {
                let third = cells.get(2).filter(|_| cells.len() == 4);
                third.filter(|cell| is_amount(cell)).map(|_| 2)
            })
            .or_else(|| cells.iter().rposition(is_amount))
    }

    fn without_amount<'c, 't>(&self, cells: &'c [Cell<'t>]) -> Option<Arranged<'c, 't>> {
        if let Some(arranged) = self.by_columns(cells) {
            return Some(arranged);
        }
        (cells.len() == TaskField::ALL.len()).then(|| Arranged {
            fields: TaskField::ALL.into_iter().zip(cells).collect(),
            left: Vec::new(),
            doubt: Some("这一行没有认出金额，按先后顺序填写，请核对"),
        })
    }

    /// Every cell under its head, the name among them.
    fn by_columns<'c, 't>(&self, cells: &'c [Cell<'t>]) -> Option<Arranged<'c, 't>> {
        let fields: Option<Vec<_>> = cells
            .iter()
            .map(|cell| Some((self.field_above(cell)?, cell)))
            .collect();
        let fields =
            fields.filter(|fields| fields.iter().any(|(field, _)| *field == TaskField::Name))?;
        let doubt = (fields.len() == 1).then_some("这一行只有名称，请核对");
        Some(Arranged {
            fields,
            left: Vec::new(),
            doubt,
        })
    }

    fn field_above(&self, cell: &Cell<'_>) -> Option<TaskField> {
        match self.heads.above(cell.col)? {
            Head::Name => Some(TaskField::Name),
            Head::Content => Some(TaskField::Content),
            Head::Amount => Some(TaskField::Amount),
            Head::Goal => Some(TaskField::Goal),
            _ => None,
        }
    }

    /// A row of nothing but content and goal, each under its head, goes on where a page ended.
    fn continues_last(&self, filling: &mut Filling<'_>, row: &Row<'_>) -> bool {
        let Some(last) = filling.draft.tasks.last().map(|task| task.id) else {
            return false;
        };
        let fields: Option<Vec<_>> = row
            .cells
            .iter()
            .map(|cell| {
                let field = self.field_above(cell)?;
                matches!(field, TaskField::Content | TaskField::Goal).then_some((field, cell))
            })
            .collect();
        let Some(fields) = fields else {
            return false;
        };
        for (field, cell) in fields {
            let path = FieldPath::Task(last, field);
            filling.append(row.line, &path, &cell.raw, Joint::WhereCut);
            filling.doubt(
                row.line,
                path,
                "这一行没有名称和金额，已接在上一项后面，请核对",
            );
        }
        true
    }
}

/// A row of sums: the form has none, and as a task it would count twice.
pub(super) fn is_sum(row: &Row<'_>) -> bool {
    row.cells
        .first()
        .is_some_and(|cell| ["合计", "总计", "小计", "金额合计"].contains(&cell.word.as_str()))
}
