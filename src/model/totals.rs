//! Sums and counts of a draft: pure functions of draft and template.
//!
//! A blank counts as nothing and marks its sum as incomplete; a text that is no amount does so
//! too. Printed tables hold no sums: these stand on the screen only.

use super::draft::{Budget, Draft, Indicator};
use super::entry::Entry;
use super::path::BudgetLine;
use super::template::{Level1Role, Template};
use crate::base::amount::{Amount, MoneyUnit};

/// A sum with what is missing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The sum of what is there.
    pub amount: Amount,
    /// How many of its fields hold an amount.
    pub read: usize,
    /// How many of its fields are blank.
    pub blank: usize,
    /// How many of its fields hold something that is not an amount.
    pub unread: usize,
}

impl Sum {
    fn of<'a>(entries: impl IntoIterator<Item = &'a Entry<Amount>>) -> Self {
        entries.into_iter().fold(Self::default(), Self::with)
    }

    fn with(mut self, entry: &Entry<Amount>) -> Self {
        match entry {
            Entry::Empty => self.blank += 1,
            Entry::Raw(_) => self.unread += 1,
            Entry::Value(amount) => {
                self.amount = self.amount.plus(*amount);
                self.read += 1;
            }
        }
        self
    }

    fn and(self, other: Self) -> Self {
        Self {
            amount: self.amount.plus(other.amount),
            read: self.read + other.read,
            blank: self.blank + other.blank,
            unread: self.unread + other.unread,
        }
    }

    /// Nothing is written in any of its fields.
    pub fn is_blank(&self) -> bool {
        self.read == 0 && self.unread == 0
    }

    /// Every field of it holds an amount.
    pub fn is_complete(&self) -> bool {
        self.blank == 0 && self.unread == 0
    }
}

/// What the difference between two sums that should meet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapKind {
    /// The sums meet.
    None,
    /// 四舍五入: not larger than rounding explains.
    Rounding,
    /// Larger than rounding explains, yet small.
    Small,
    /// The sums do not meet.
    Large,
}

impl GapKind {
    /// What a difference of two sums is, in 万元, by the template's bounds.
    pub fn of(gap: Amount, template: &Template) -> Self {
        let size = gap.abs();
        if size.is_zero() {
            Self::None
        } else if size <= template.rounding_bound() {
            Self::Rounding
        } else if size <= template.small_bound() {
            Self::Small
        } else {
            Self::Large
        }
    }
}

/// Everything that is summed or counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// 基本支出 + 项目支出, 万元.
    pub department_expenditure: Sum,
    /// 财政专项资金 + 其他事业发展性支出, 万元.
    pub development: Sum,
    /// 支出合计: both, 万元.
    pub expenditure: Sum,
    /// 收入合计: 财政拨款 + 其他资金, 万元.
    pub income: Sum,
    /// 按预算级次: 市本级 + 对下, 万元.
    pub levels: Sum,
    /// 支出合计 − 收入合计, 万元.
    pub gap: Amount,
    /// What the difference is.
    pub gap_kind: GapKind,
    /// 任务资金合计, in the template's task unit.
    pub tasks: Sum,
    /// 其他任务合计, in the template's task unit.
    pub other_tasks: Sum,
    /// The unit of both.
    pub task_unit: MoneyUnit,
    /// Named or valued indicators.
    pub indicators: usize,
    /// Those of them whose value can be measured.
    pub quantitative: usize,
    /// Counts per 一级指标: 产出, 效益, 满意度.
    pub by_level1: LevelCounts,
}

/// Indicators per 一级指标.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LevelCounts {
    /// 产出指标.
    pub output: usize,
    /// 效益指标.
    pub benefit: usize,
    /// 满意度指标.
    pub satisfaction: usize,
    /// Under a branch that the template does not have.
    pub elsewhere: usize,
}

impl Totals {
    /// Sums and counts a draft.
    pub fn of(draft: &Draft, template: &Template) -> Self {
        let budget = &draft.budget;
        let department_expenditure = Sum::of([&budget.basic, &budget.project]);
        let development = Sum::of([&budget.special, &budget.other_development]);
        let expenditure = department_expenditure.and(development);
        let income = Sum::of([&budget.fiscal, &budget.other_income]);
        let gap = expenditure.amount.minus(income.amount);
        let written = || draft.indicators.iter().filter(|row| is_written(row));
        Self {
            department_expenditure,
            development,
            expenditure,
            income,
            levels: Sum::of([&budget.city_level, &budget.transfer]),
            gap,
            gap_kind: GapKind::of(gap, template),
            tasks: Sum::of(draft.tasks.iter().map(|row| &row.amount)),
            other_tasks: Sum::of(
                draft
                    .other_tasks
                    .iter()
                    .filter(|row| !row.is_blank())
                    .map(|row| &row.amount),
            ),
            task_unit: template.task_money(),
            indicators: written().count(),
            quantitative: written().filter(|row| row.year.is_quantitative()).count(),
            by_level1: written().fold(LevelCounts::default(), |counts, row| {
                counts.with(template.roles(&row.slot).map(|(level1, _)| level1))
            }),
        }
    }

    /// 任务资金合计 in 元.
    pub fn tasks_yuan(&self) -> Amount {
        self.tasks.amount.converted(self.task_unit, MoneyUnit::Yuan)
    }

    /// 任务资金合计 in 万元, exact.
    pub fn tasks_wan(&self) -> Amount {
        self.tasks.amount.converted(self.task_unit, MoneyUnit::Wan)
    }

    /// 其他任务合计 in 元.
    pub fn other_tasks_yuan(&self) -> Amount {
        self.other_tasks
            .amount
            .converted(self.task_unit, MoneyUnit::Yuan)
    }

    /// The only blank line of 按预算级次划分, and what 事业发展性支出 leaves for it, 万元; `None`
    /// where both are filled in, none is, or an amount cannot be read.
    pub fn level_remainder(&self, budget: &Budget) -> Option<(BudgetLine, Amount)> {
        let (line, other) = match (&budget.city_level, &budget.transfer) {
            (Entry::Empty, Entry::Value(other)) => (BudgetLine::CityLevel, other),
            (Entry::Value(other), Entry::Empty) => (BudgetLine::Transfer, other),
            _ => return None,
        };
        let rest = self.development.amount.minus(*other);
        (self.development.unread == 0).then_some((line, rest))
    }

    /// 项目支出 + 财政专项资金 + 其他事业发展性支出: the money that tasks are paid from, 万元.
    pub fn project_money(&self, draft: &Draft) -> Amount {
        let project = draft.budget.project.value().copied().unwrap_or_default();
        project.plus(self.development.amount)
    }
}

impl LevelCounts {
    fn with(mut self, role: Option<Level1Role>) -> Self {
        let count = match role {
            Some(Level1Role::Output) => &mut self.output,
            Some(Level1Role::Benefit) => &mut self.benefit,
            Some(Level1Role::Satisfaction) => &mut self.satisfaction,
            None => &mut self.elsewhere,
        };
        *count += 1;
        self
    }
}

/// An indicator counts once it has a name or a value.
fn is_written(row: &Indicator) -> bool {
    !row.name.trim().is_empty() || !row.year.is_empty() || !row.cycle.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn sums_the_sample_as_the_form_means_it() {
        let template = sample::template();
        let totals = Totals::of(&sample::complete(), &template);
        assert_eq!(totals.expenditure.amount.plain(), "2083.43");
        assert_eq!(totals.income.amount.plain(), "2083.42");
        assert_eq!(totals.gap.plain(), "0.01");
        assert_eq!(totals.gap_kind, GapKind::Rounding);
        assert_eq!(totals.levels.blank, 1);
        assert!(!totals.levels.is_complete());
        assert_eq!(totals.tasks_yuan().plain(), "6198300.00");
        assert_eq!(totals.tasks_wan().plain(), "619.83");
        assert_eq!((totals.indicators, totals.quantitative), (24, 15));
        let counts = totals.by_level1;
        assert_eq!(
            (counts.output, counts.benefit, counts.satisfaction),
            (17, 6, 1)
        );
    }

    #[test]
    fn gaps_are_told_apart_at_their_bounds() {
        let template = sample::template();
        for (fiscal, kind) in [
            ("100.00", GapKind::None),
            ("99.98", GapKind::Rounding),
            ("100.02", GapKind::Rounding),
            ("99.979999", GapKind::Small),
            ("99.95", GapKind::Small),
            ("99.949999", GapKind::Large),
        ] {
            let mut draft = sample::minimal();
            draft.budget = crate::model::Budget {
                basic: Entry::read("100"),
                fiscal: Entry::read(fiscal),
                ..Default::default()
            };
            assert_eq!(Totals::of(&draft, &template).gap_kind, kind, "{fiscal}");
        }
    }

    #[test]
    fn a_text_that_is_no_amount_leaves_the_sum_incomplete() {
        let mut draft = sample::minimal();
        draft.budget.basic = Entry::read("约一百");
        let totals = Totals::of(&draft, &sample::template());
        assert_eq!(totals.expenditure.unread, 1);
    }
}
