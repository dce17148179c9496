//! Labels with their values: 部门名称, 基本信息 and 预算整体情况.

use super::filling::Filling;
use super::labels::{Vocabulary, Word};
use super::lines::{Cell, Row};
use super::money;
use crate::base::amount::MoneyUnit;
use crate::model::FieldPath;

/// What earlier rows told.
#[derive(Debug, Default)]
pub(super) struct Fields {
    budget_unit: Option<MoneyUnit>,
}

impl Fields {
    /// Gives every label the cell behind it; a label without one stays blank.
    pub(super) fn row(&mut self, words: &Vocabulary, filling: &mut Filling<'_>, row: &Row<'_>) {
        let mut label: Option<FieldPath> = None;
        let mut filled: Vec<FieldPath> = Vec::new();
        let mut left: Vec<&Cell<'_>> = Vec::new();
        for cell in &row.cells {
            match words.find(cell) {
                Some(Word::Field(path)) => label = Some(path),
                Some(Word::BudgetAmount) => {
                    self.budget_unit = money::unit_in_head(&cell.raw).or(self.budget_unit);
                    label = None;
                }
                Some(_) => label = None,
                None => match label.take().filter(|path| !filling.is_filled(path)) {
                    Some(path) => {
                        self.put(filling, row.line, &path, cell);
                        filled.push(path);
                    }
                    None => left.push(cell),
                },
            }
        }
        if left.is_empty() {
            return;
        }
        filling.unplaced(row.line, left);
        for path in filled {
            filling.doubt(row.line, path, "这一行的内容比栏目多，不一定对得上，请核对");
        }
    }

    fn put(&self, filling: &mut Filling<'_>, line: usize, path: &FieldPath, cell: &Cell<'_>) {
        match path {
            FieldPath::Budget(_) => filling.put_amount(line, path, &cell.raw, self.budget_unit),
            FieldPath::Staff | FieldPath::Subunits => filling.put_count(line, path, &cell.raw),
            _ => filling.put(line, path, &cell.raw),
        }
    }
}
