//! `Value`: an 指标值 as rules look at it: one for both columns where they say the same.

use super::context::{CheckCtx, Row};
use super::sink::{Finding, Sink};
use super::traits::Traits;
use crate::edit::{Edit, Transaction};
use crate::model::target::{Quantity, Reading};
use crate::model::{FieldPath, IndicatorField, TargetValue, Template};

/// Kinds of values, so that a rule need not look at the many that it has nothing to say about.
/// A value has the kind of its reading; a number has further ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u32);

impl Kinds {
    /// [`Reading::Quantity`].
    pub const NUMBER: Self = Self(1);
    /// [`Reading::Compound`].
    pub const COMPOUND: Self = Self(1 << 1);
    /// [`Reading::Range`].
    pub const RANGE: Self = Self(1 << 2);
    /// [`Reading::Ratio`], [`Reading::Rank`] and [`Reading::Recurring`].
    pub const OTHER_FIGURES: Self = Self(1 << 3);
    /// [`Reading::Date`].
    pub const DATE: Self = Self(1 << 4);
    /// [`Reading::Period`].
    pub const PERIOD: Self = Self(1 << 5);
    /// [`Reading::ImpossibleDate`].
    pub const IMPOSSIBLE_DATE: Self = Self(1 << 6);
    /// [`Reading::Duration`].
    pub const DURATION: Self = Self(1 << 7);
    /// [`Reading::Relative`].
    pub const RELATIVE: Self = Self(1 << 8);
    /// [`Reading::Grade`].
    pub const GRADE: Self = Self(1 << 9);
    /// [`Reading::Figure`].
    pub const FIGURE: Self = Self(1 << 10);
    /// [`Reading::Undetermined`].
    pub const UNDETERMINED: Self = Self(1 << 11);
    /// [`Reading::Vague`].
    pub const VAGUE: Self = Self(1 << 12);
    /// [`Reading::Free`].
    pub const FREE: Self = Self(1 << 13);
    /// A number without a comparator.
    pub const UNSIGNED: Self = Self(1 << 14);
    /// A number with ≥ or ＞.
    pub const AT_LEAST: Self = Self(1 << 15);
    /// A number with ≤ or ＜.
    pub const AT_MOST: Self = Self(1 << 16);
    /// A number in percent.
    pub const PERCENT: Self = Self(1 << 17);
    /// A number without a unit.
    pub const BARE: Self = Self(1 << 18);
    /// A number with a unit that is not percent.
    pub const COUNTED: Self = Self(1 << 19);
    /// A number of 0.
    pub const ZERO: Self = Self(1 << 20);

    /// Looks at what a value says.
    fn of(reading: &Reading) -> Self {
        match reading {
            Reading::Empty => Self::default(),
            Reading::Quantity(quantity) => Self::of_number(quantity),
            Reading::Compound(_) => Self::COMPOUND,
            Reading::Range { .. } => Self::RANGE,
            Reading::Ratio { .. } | Reading::Rank(_) | Reading::Recurring(_) => Self::OTHER_FIGURES,
            Reading::Date(_) => Self::DATE,
            Reading::Period(_) => Self::PERIOD,
            Reading::ImpossibleDate(_) => Self::IMPOSSIBLE_DATE,
            Reading::Duration(_) => Self::DURATION,
            Reading::Relative(_) => Self::RELATIVE,
            Reading::Grade(_) => Self::GRADE,
            Reading::Figure(_) => Self::FIGURE,
            Reading::Undetermined => Self::UNDETERMINED,
            Reading::Vague(_) => Self::VAGUE,
            Reading::Free => Self::FREE,
        }
    }

    fn of_number(quantity: &Quantity) -> Self {
        let sign = match quantity.comparator {
            None => Self::UNSIGNED,
            Some(sign) if sign.is_lower_bound() => Self::AT_LEAST,
            Some(sign) if sign.is_upper_bound() => Self::AT_MOST,
            Some(_) => Self::default(),
        };
        let unit = match quantity.unit.as_str() {
            "" => Self::BARE,
            "%" => Self::PERCENT,
            _ => Self::COUNTED,
        };
        let zero = if quantity.number.is_zero() {
            Self::ZERO
        } else {
            Self::default()
        };
        Self::NUMBER.or(sign).or(unit).or(zero)
    }

    /// At least one of these kinds.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// All of these kinds.
    pub fn all(self, of: Self) -> bool {
        self.0 & of.0 == of.0
    }

    /// Either of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A written value, as small as the walks over all of them want it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance {
    /// Its row, by its place among the written rows.
    row: u32,
    column: Column,
    kinds: Kinds,
    traits: Traits,
}

/// Which columns a value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Cycle,
    Year,
    Both,
}

impl Glance {
    /// The written values of the indicator in the row of this number, the cycle's first; `traits`
    /// are those of the cycle's text and of the year's.
    pub(super) fn of_row(
        row: usize,
        [cycle, year]: [(&TargetValue, Traits); 2],
        template: &Template,
    ) -> [Option<Self>; 2] {
        let glance = |column, (value, traits): (&TargetValue, Traits)| {
            (!value.is_empty()).then(|| Self {
                row: row as u32,
                column,
                kinds: Kinds::of(value.reading()),
                traits,
            })
        };
        if !template.has_cycle() {
            [None, glance(Column::Year, year)]
        } else if cycle.0.raw() == year.0.raw() {
            [None, glance(Column::Both, year)]
        } else {
            [glance(Column::Cycle, cycle), glance(Column::Year, year)]
        }
    }

    /// What the value is.
    pub(super) fn kinds(self) -> Kinds {
        self.kinds
    }

    /// Which kinds of characters its text holds.
    pub(super) fn traits(self) -> Traits {
        self.traits
    }

    /// The whole value.
    pub(super) fn value<'a>(self, rows: &'a [Row<'a>]) -> Option<Value<'a>> {
        let row = rows.get(self.row as usize)?;
        let (field, value, columns) = match self.column {
            Column::Cycle => (IndicatorField::Cycle, &row.indicator.cycle, Columns::One),
            Column::Year => (IndicatorField::Year, &row.indicator.year, Columns::One),
            Column::Both => (IndicatorField::Year, &row.indicator.year, Columns::Both),
        };
        Some(Value {
            row,
            field,
            value,
            columns,
        })
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_kinds(typed: &str, expected: Kinds) {
        let value = TargetValue::read(typed);
        assert_eq!(Kinds::of(value.reading()), expected, "{typed}");
    }

    #[test]
    fn numbers_are_told_apart_by_sign_and_unit() {
        let number = |sign: Kinds, unit: Kinds| Kinds::NUMBER.or(sign).or(unit);
        check_kinds("≥60个", number(Kinds::AT_LEAST, Kinds::COUNTED));
        check_kinds("≤5%", number(Kinds::AT_MOST, Kinds::PERCENT));
        check_kinds("85", number(Kinds::UNSIGNED, Kinds::BARE));
        check_kinds("＝100%", number(Kinds::default(), Kinds::PERCENT));
        check_kinds("≥0", number(Kinds::AT_LEAST, Kinds::BARE).or(Kinds::ZERO));
    }

    #[test]
    fn other_values_have_the_kind_of_their_reading() {
        check_kinds("", Kinds::default());
        check_kinds("≥66个388节次", Kinds::COMPOUND);
        check_kinds("2024年12月前", Kinds::DATE);
        check_kinds("1:50", Kinds::OTHER_FIGURES);
        check_kinds("待定", Kinds::UNDETERMINED);
    }
}
