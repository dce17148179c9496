//! 其他需完成的任务: a table or one text, whichever the source and the template have.

use super::filling::{Filling, Joint};
use super::labels::{Head, Heads, Place};
use super::lines::{Cell, Row};
use super::money;
use super::tasks::is_sum;
use crate::base::amount::MoneyUnit;
use crate::model::template::OtherTasksForm;
use crate::model::{FieldPath, OtherTaskField};

/// The columns of the table, where the source has one.
#[derive(Debug, Default)]
pub(super) struct OtherTasks {
    heads: Option<Heads>,
    unit: Option<MoneyUnit>,
}

/// What a row is.
#[derive(Debug)]
enum Arranged<'c, 't> {
    /// One text.
    Text(&'c Cell<'t>),
    /// Cells with their fields, and a doubt about them.
    Fields(Vec<(OtherTaskField, &'c Cell<'t>)>, Option<&'static str>),
}

impl OtherTasks {
    /// A head row.
    pub(super) fn begin(&mut self, heads: Heads, unit: Option<MoneyUnit>) {
        self.heads = Some(heads);
        self.unit = unit.or(self.unit);
    }

    /// Writes a row into the form that the template has.
    pub(super) fn row(&self, filling: &mut Filling<'_>, row: &Row<'_>, place: Place) {
        let line = row.line;
        let arranged = self.arrange(&row.cells, place);
        match (
            arranged.filter(|_| !is_sum(row)),
            filling.template.other_tasks,
        ) {
            (None, _) => filling.unplaced(line, &row.cells),
            (Some(Arranged::Text(text)), OtherTasksForm::Table) => {
                let doubt = Some("原文只有一段文字，已填在目标内容中，请核对");
                let fields = vec![(OtherTaskField::Content, text)];
                self.write_row(filling, line, fields, doubt);
            }
            (Some(Arranged::Fields(fields, doubt)), OtherTasksForm::Table) => {
                self.write_row(filling, line, fields, doubt);
            }
            (Some(Arranged::Text(text)), OtherTasksForm::Text) => {
                let path = FieldPath::OtherTasksText;
                if filling.is_filled(&path) {
                    filling.doubt(line, path.clone(), "这一行已接在前面的文字后面，请核对");
                }
                filling.append(line, &path, &text.raw, Joint::WhereCut);
            }
            (Some(Arranged::Fields(fields, _)), OtherTasksForm::Text) => {
                let path = FieldPath::OtherTasksText;
                filling.append(line, &path, &self.sentence(&fields), Joint::NewLine);
                filling.doubt(line, path, "原文是表格，已写成一段文字，请核对");
            }
        }
    }

    fn write_row(
        &self,
        filling: &mut Filling<'_>,
        line: usize,
        fields: Vec<(OtherTaskField, &Cell<'_>)>,
        doubt: Option<&'static str>,
    ) {
        let path = filling.add_other_task();
        for (field, cell) in fields {
            if field == OtherTaskField::Amount {
                filling.put_amount(line, &path(field), &cell.raw, self.unit);
            } else {
                filling.put(line, &path(field), &cell.raw);
            }
        }
        if let Some(doubt) = doubt {
            filling.doubt(line, path(OtherTaskField::Name), doubt);
        }
    }

    /// A row in words: 名称：目标内容：120000元.
    fn sentence(&self, fields: &[(OtherTaskField, &Cell<'_>)]) -> String {
        let parts: Vec<String> = fields
            .iter()
            .map(|(field, cell)| match (field, self.unit) {
                (OtherTaskField::Amount, Some(unit)) => {
                    format!("{}{}", cell.raw.trim(), unit.label())
                }
                _ => cell.raw.trim().to_owned(),
            })
            .collect();
        parts.join("：")
    }

    fn arrange<'c, 't>(&self, cells: &'c [Cell<'t>], place: Place) -> Option<Arranged<'c, 't>> {
        use OtherTaskField::{Amount, Content, Name};
        if let Some(fields) = self.by_columns(cells) {
            return Some(Arranged::Fields(fields, None));
        }
        let is_amount = |cell: &Cell<'_>| money::read(&cell.raw).is_some();
        let doubt = Some("这一行的格数与表头不符，按先后顺序填写，请核对");
        let (fields, doubt) = match cells {
            [text] if place == Place::BesideLabel || self.heads.is_none() => {
                return Some(Arranged::Text(text));
            }
            [name, amount] if is_amount(amount) => (vec![(Name, name), (Amount, amount)], doubt),
            [name, content] => (vec![(Name, name), (Content, content)], doubt),
            [name, content, amount] => (
                vec![(Name, name), (Content, content), (Amount, amount)],
                doubt.filter(|_| !is_amount(amount)),
            ),
            _ => return None,
        };
        Some(Arranged::Fields(fields, doubt))
    }

    /// Every cell under its head.
    fn by_columns<'c, 't>(
        &self,
        cells: &'c [Cell<'t>],
    ) -> Option<Vec<(OtherTaskField, &'c Cell<'t>)>> {
        let heads = self.heads.as_ref()?;
        cells
            .iter()
            .map(|cell| {
                let field = match heads.above(cell.col)? {
                    Head::Name => OtherTaskField::Name,
                    Head::OtherContent => OtherTaskField::Content,
                    Head::Amount => OtherTaskField::Amount,
                    _ => return None,
                };
                Some((field, cell))
            })
            .collect()
    }
}
