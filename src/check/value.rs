//! `Value`: an 指标值 as rules look at it: one for both columns where they say the same.

use super::context::{CheckCtx, Row};
use super::sink::{Finding, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::target::Reading;
use crate::model::{FieldPath, IndicatorField, TargetValue, Template};

/// A written indicator value.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    /// The indicator.
    pub row: &'a Row<'a>,
    /// The column, 年度指标值 where both columns say the same.
    pub field: IndicatorField,
    /// What is written.
    pub value: &'a TargetValue,
    /// Whether the other column says the same.
    pub columns: Columns,
}

/// For how many columns a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// For its own.
    One,
    /// For both: they say the same.
    Both,
}

impl<'a> Value<'a> {
    /// The written values of an indicator, the cycle's first.
    pub(super) fn of_row(row: &'a Row<'a>, template: &Template) -> [Option<Self>; 2] {
        let has_cycle = template.has_cycle();
        let (cycle, year) = (&row.indicator.cycle, &row.indicator.year);
        let value = |field, value: &'a TargetValue, columns| {
            (!value.is_empty()).then_some(Self {
                row,
                field,
                value,
                columns,
            })
        };
        let same = has_cycle && cycle.raw() == year.raw();
        let of_cycle = (has_cycle && !same).then_some(cycle);
        let columns = if same { Columns::Both } else { Columns::One };
        [
            of_cycle.and_then(|cycle| value(IndicatorField::Cycle, cycle, Columns::One)),
            value(IndicatorField::Year, year, columns),
        ]
    }

    /// Its address.
    pub fn path(&self) -> FieldPath {
        self.row.path(self.field)
    }

    /// What it says.
    pub fn reading(&self) -> &'a Reading {
        self.value.reading()
    }

    /// Reports it, and says of the other column where it is written like this too.
    pub fn report<'s>(
        &self,
        ctx: &CheckCtx<'_>,
        sink: &'s mut Sink<'_>,
        message: impl Into<String>,
    ) -> Finding<'s> {
        let finding = sink.at(self.path(), message);
        match self.columns {
            Columns::One => finding,
            Columns::Both => {
                let cycle = self.row.path(IndicatorField::Cycle);
                let text = format!("{}也是这样写的", ctx.label(&cycle));
                finding.related(cycle, text)
            }
        }
    }

    /// Writes another text in its place, in both columns where both say the same.
    pub fn set(&self, label: impl Into<String>, text: &str) -> Transaction {
        let set = |field| Edit::Set {
            path: self.row.path(field),
            text: text.to_owned(),
        };
        let edits = match self.columns {
            Columns::One => vec![set(self.field)],
            Columns::Both => vec![set(IndicatorField::Cycle), set(IndicatorField::Year)],
        };
        Transaction::new(label, edits).at(self.path())
    }
}
