//! 绩效指标: rows under their branches, whatever columns they slipped into.
//!
//! A row goes where the text puts it, also where its meaning says otherwise.

use super::filling::Filling;
use super::frame::Frame;
use super::labels::{Head, Heads};
use super::levels::{Branch, Levels, is_value};
use super::lines::{Cell, Row};
use super::placement::Placement;
use crate::model::{FieldPath, IndicatorField};

/// The branch and the columns so far.
#[derive(Debug, Default)]
pub(super) struct Indicators {
    heads: Heads,
    branch: Branch,
    /// Where the name of the last row stood.
    last_name_col: Option<usize>,
    /// The line of the first row whose values were fitted to another number of columns.
    fitted: Option<usize>,
}

/// The cells behind the words of the frame, by what they are.
#[derive(Debug, Clone, Copy)]
struct Parts<'c, 't> {
    name: Option<&'c Cell<'t>>,
    values: &'c [Cell<'t>],
    left: &'c [Cell<'t>],
}

/// Values with their fields, and a doubt about them.
type Values<'c, 't> = (Vec<(IndicatorField, &'c Cell<'t>)>, Option<&'static str>);

impl Indicators {
    /// A head row.
    pub(super) fn begin(&mut self, heads: Heads) {
        self.heads = heads;
    }

    /// Sets the branch by the row's words and writes what else it holds.
    pub(super) fn row(&mut self, filling: &mut Filling<'_>, frame: &Frame, row: &Row<'_>) {
        let levels = Levels::of(frame, &self.heads, &row.cells);
        let cause = self.branch.enter(frame, &self.heads, levels);
        if levels.rest.is_empty() {
            filling.unplaced(row.line, levels.words().filter(|cell| !frame.knows(cell)));
            return;
        }
        let (Some(cause), Some(slot)) = (cause, self.branch.slot()) else {
            filling.unplaced(row.line, &row.cells);
            return;
        };
        let parts = self.parts(levels.rest);
        if !self.is_likely_row(levels, parts) {
            filling.unplaced(row.line, levels.rest);
            return;
        }
        let placement = Placement {
            is_in_frame: frame.has(&slot),
            slot,
            is_slipped: self.is_slipped(levels, parts),
            cause,
        };
        self.last_name_col = parts.name.map(|cell| cell.col);
        self.write(filling, row.line, &placement, parts);
    }

    /// Tells what was done with values that have another number of columns.
    pub(super) fn finish(&self, filling: &mut Filling<'_>) {
        let Some(line) = self.fitted else { return };
        let message = if filling.template.has_cycle() {
            "原文只有一列指标值，实施周期指标值和年度指标值都按它填写，请核对"
        } else {
            "样表只有一列指标值，原文的实施周期指标值不会印出，请核对"
        };
        filling.doubt(line, FieldPath::Indicators, message);
    }

    fn write(
        &mut self,
        filling: &mut Filling<'_>,
        line: usize,
        placement: &Placement,
        parts: Parts<'_, '_>,
    ) {
        let path = filling.add_indicator(placement.slot.clone());
        if let Some(name) = parts.name {
            filling.put(line, &path(IndicatorField::Name), &name.raw);
        }
        let (values, value_doubt) = self.values(filling, line, parts);
        for (field, cell) in values {
            filling.put(line, &path(field), &cell.raw);
        }
        filling.unplaced(line, parts.left);
        let written = filling.draft.indicators.last();
        let told = written.and_then(|indicator| placement.told(filling.template, indicator));
        if let Some(message) = told {
            filling.doubt(line, path(IndicatorField::Name), message);
        }
        if parts.name.is_none() {
            let message = "这一行只有指标值，没有指标名称，请补填";
            filling.doubt(line, path(IndicatorField::Name), message);
        }
        if let Some(message) = value_doubt {
            filling.doubt(line, path(IndicatorField::Year), message);
        }
    }

    /// Tells name, values and what is too much apart.
    fn parts<'c, 't>(&self, rest: &'c [Cell<'t>]) -> Parts<'c, 't> {
        let stands_as_value =
            |cell: &Cell<'_>| matches!(self.heads.above(cell.col), Some(Head::Cycle | Head::Year));
        let is_nameless = rest.len() > 1 && rest.iter().all(stands_as_value);
        let (name, behind) = match rest.split_first() {
            Some((name, behind)) if !is_nameless => (Some(name), behind),
            _ => (None, rest),
        };
        let (values, left) = behind
            .split_at_checked(self.heads.value_columns())
            .unwrap_or((behind, &[]));
        Parts { name, values, left }
    }

    /// A row that stands apart from the columns must look like an indicator: footers do not.
    fn is_likely_row(&self, levels: Levels<'_, '_>, parts: Parts<'_, '_>) -> bool {
        let Some(name) = parts.name else {
            return true;
        };
        let stands_as_name = self.heads.column(Head::Level3) == Some(name.col);
        if stands_as_name || levels.words().next().is_some() {
            return true;
        }
        let same_twice = matches!(parts.values, [first, second] if first.raw == second.raw);
        let goes_on = self.last_name_col == Some(name.col);
        parts.left.is_empty()
            && !parts.values.is_empty()
            && (same_twice || goes_on || parts.values.iter().any(is_value))
    }

    /// Some cell of the row stands left or right of its column.
    fn is_slipped(&self, levels: Levels<'_, '_>, parts: Parts<'_, '_>) -> bool {
        [
            (levels.level1, Head::Level1),
            (levels.level2, Head::Level2),
            (parts.name, Head::Level3),
        ]
        .into_iter()
        .any(|(cell, head)| {
            let column = self.heads.column(head);
            matches!((cell, column), (Some(cell), Some(col)) if cell.col != col)
        })
    }

    /// Which value goes where.
    fn values<'c, 't>(
        &mut self,
        filling: &Filling<'_>,
        line: usize,
        parts: Parts<'c, 't>,
    ) -> Values<'c, 't> {
        use IndicatorField::{Cycle, Year};
        let has_cycle = filling.template.has_cycle();
        let heads = self.heads.values();
        let is_one_column = heads.as_slice() == [Head::Year];
        match parts.values {
            [first, second] => {
                let year_is_first = heads.as_slice() == [Head::Year, Head::Cycle];
                if !has_cycle {
                    self.fitted.get_or_insert(line);
                }
                if year_is_first {
                    (vec![(Year, first), (Cycle, second)], None)
                } else {
                    (vec![(Cycle, first), (Year, second)], None)
                }
            }
            [only] if is_one_column && has_cycle => {
                self.fitted.get_or_insert(line);
                (vec![(Cycle, only), (Year, only)], None)
            }
            [only] if !has_cycle => (vec![(Year, only)], None),
            [only] => match self.heads.above(only.col) {
                Some(Head::Cycle) => (vec![(Cycle, only)], None),
                Some(Head::Year) => (vec![(Year, only)], None),
                _ => {
                    let doubt = "原文这一行只有一个指标值，已填在年度指标值中，请核对";
                    (vec![(Year, only)], Some(doubt))
                }
            },
            _ => (Vec::new(), None),
        }
    }
}
