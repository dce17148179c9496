//! What rules on money share: amounts that were typed in the wrong unit, found once and known to
//! all, so that one slip is not told as many faults; and the amounts that stand in texts.

use crate::base::amount::{Amount, MoneyUnit};
use crate::base::text;
use crate::check::CheckCtx;
use crate::model::template::OtherTasksForm;
use crate::model::totals::{GapKind, Sum};
use crate::model::{BudgetLine, Entry, Task, access};

/// Amounts of the budget from here on are looked at for 元; 万元.
const YUAN_LOOKS_LIKE: u32 = 10_000;
/// No department spends so much on one head; 万元.
const IMPOSSIBLE_PER_HEAD: u32 = 10_000;
/// So many times every other amount, and it is in another unit.
const FAR_ABOVE: u32 = 100;
/// A 重点工作任务 costs more; 元.
const SMALLEST_TASK: u32 = 1_000;

/// The four terms of 支出合计 and the two of 收入合计.
pub(super) const EXPENDITURE: [BudgetLine; 4] = [
    BudgetLine::Basic,
    BudgetLine::Project,
    BudgetLine::Special,
    BudgetLine::OtherDevelopment,
];
pub(super) const INCOME: [BudgetLine; 2] = [BudgetLine::Fiscal, BudgetLine::OtherIncome];

/// An amount above zero, where there is one.
pub(super) fn positive(entry: &Entry<Amount>) -> Option<Amount> {
    let amount = entry.value().copied()?;
    (amount > Amount::ZERO).then_some(amount)
}

/// A sum that can be compared: something is read, nothing unread, more than zero.
pub(super) fn known(sum: Sum) -> Option<Amount> {
    let usable = sum.unread == 0 && sum.read > 0 && sum.amount > Amount::ZERO;
    usable.then_some(sum.amount)
}

/// Ten thousand times less: what was typed in 元, in 万元.
pub(super) fn in_wan(typed: Amount) -> Amount {
    typed.converted(MoneyUnit::Yuan, MoneyUnit::Wan)
}

/// Ten thousand times more: what was typed in 万元, in 元.
pub(super) fn in_yuan(typed: Amount) -> Amount {
    typed.converted(MoneyUnit::Wan, MoneyUnit::Yuan)
}

/// The most decimals that an amount can have in this unit: down to 分.
pub(super) fn finest(unit: MoneyUnit) -> u32 {
    match unit {
        MoneyUnit::Yuan => 2,
        MoneyUnit::Wan => 6,
    }
}

/// The lines of the budget that hold 元 in place of 万元: the fewest whose division by ten thousand
/// lets the sums meet, or else one that lies far above all others, or the whole budget.
pub(super) fn budget_in_yuan(ctx: &CheckCtx<'_>) -> Vec<BudgetLine> {
    let filled: Vec<(BudgetLine, Amount)> = BudgetLine::ALL
        .into_iter()
        .filter_map(|line| Some((line, positive(access::budget_line(ctx.draft, line))?)))
        .collect();
    let floor = Amount::whole(YUAN_LOOKS_LIKE);
    if filled.iter().all(|(_, amount)| *amount < floor) {
        return Vec::new();
    }
    if is_all_in_yuan(ctx) {
        return filled.into_iter().map(|(line, _)| line).collect();
    }
    let large: Vec<(BudgetLine, Amount)> = filled
        .iter()
        .filter(|(_, amount)| *amount >= floor)
        .copied()
        .collect();
    let found = balancing(ctx, &large);
    if found.is_empty() {
        far_above(ctx, &filled, &large)
    } else {
        found
    }
}

/// The sums meet, and yet a head costs what no head can cost.
fn is_all_in_yuan(ctx: &CheckCtx<'_>) -> bool {
    let (Some(basic), Some(staff)) = (
        positive(&ctx.draft.budget.basic),
        ctx.draft.basic.staff.value(),
    ) else {
        return false;
    };
    let limit = Amount::whole(IMPOSSIBLE_PER_HEAD).times(*staff);
    *staff > 0 && basic >= limit && ctx.totals.gap_kind != GapKind::Large
}

fn balancing(ctx: &CheckCtx<'_>, large: &[(BudgetLine, Amount)]) -> Vec<BudgetLine> {
    let totals = ctx.totals;
    let comparable = known(totals.expenditure).is_some() && known(totals.income).is_some();
    if totals.gap_kind != GapKind::Large || !comparable {
        return Vec::new();
    }
    let terms: Vec<(BudgetLine, Amount)> = large
        .iter()
        .filter_map(|(line, amount)| {
            let too_much = amount.minus(in_wan(*amount));
            if EXPENDITURE.contains(line) {
                Some((*line, too_much))
            } else {
                let is_income = INCOME.contains(line);
                is_income.then(|| (*line, Amount::ZERO.minus(too_much)))
            }
        })
        .collect();
    let mut choices: Vec<u32> = (1..1_u32 << terms.len()).collect();
    choices.sort_by_key(|choice| choice.count_ones());
    let chosen = |choice: u32| {
        let picked = terms.iter().enumerate();
        picked.filter_map(move |(idx, term)| (choice >> idx & 1 == 1).then_some(*term))
    };
    let bound = ctx.template.small_bound();
    choices
        .into_iter()
        .find(|choice| {
            let too_much = chosen(*choice).fold(Amount::ZERO, |sum, (_, term)| sum.plus(term));
            totals.gap.minus(too_much).abs() <= bound
        })
        .map(|choice| chosen(choice).map(|(line, _)| line).collect())
        .unwrap_or_default()
}

fn far_above(
    ctx: &CheckCtx<'_>,
    filled: &[(BudgetLine, Amount)],
    large: &[(BudgetLine, Amount)],
) -> Vec<BudgetLine> {
    let totals = ctx.totals;
    let sums_differ = totals.gap_kind == GapKind::Large
        && known(totals.expenditure).is_some()
        && known(totals.income).is_some();
    let is_far = |(line, amount): &(BudgetLine, Amount)| {
        let others = || filled.iter().filter(|(other, _)| other != line);
        let far = others().all(|(_, other)| *amount > other.times(FAR_ABOVE));
        let is_term = EXPENDITURE.contains(line) || INCOME.contains(line);
        far && others().count() >= 2 && (sums_differ || !is_term)
    };
    let line = large.iter().find(|candidate| is_far(candidate));
    line.map(|(line, _)| *line).into_iter().collect()
}

/// Which tasks have amounts in the other unit.
#[derive(Debug)]
pub(super) enum Slips<'a> {
    /// None.
    None,
    /// These.
    Some(Vec<(&'a Task, Amount)>),
    /// All that have an amount, and there are several.
    All(Vec<(&'a Task, Amount)>),
}

/// What a task can cost: amounts outside are in the other unit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Plausible {
    /// In a column of 元: no less than this.
    From(Amount),
    /// In a column of 万元: no more than this, which is what the whole department has.
    UpTo(Amount),
    /// Nothing is known.
    Any,
}

impl Plausible {
    /// On this form and in this draft.
    pub(super) fn of(ctx: &CheckCtx<'_>) -> Self {
        let smallest = Amount::whole(SMALLEST_TASK);
        match ctx.totals.task_unit {
            MoneyUnit::Yuan => Self::From(smallest),
            MoneyUnit::Wan => {
                whole_budget(ctx).map_or(Self::Any, |cap| Self::UpTo(cap.max(smallest)))
            }
        }
    }

    /// This amount is in the other unit.
    pub(super) fn excludes(self, amount: Amount) -> bool {
        match self {
            Self::From(low) => amount < low,
            Self::UpTo(high) => amount > high,
            Self::Any => false,
        }
    }
}

impl<'a> Slips<'a> {
    /// Looks at the tasks.
    pub(super) fn of(ctx: &CheckCtx<'a>) -> Self {
        let plausible = Plausible::of(ctx);
        let tasks = ctx.draft.tasks.iter();
        let filled = tasks.filter_map(|row| Some((row, positive(&row.amount)?)));
        let mut count = 0;
        let slipped: Vec<(&Task, Amount)> = filled
            .inspect(|_| count += 1)
            .filter(|(_, amount)| plausible.excludes(*amount))
            .collect();
        match slipped.len() {
            0 => Self::None,
            n if n == count && n > 1 => Self::All(slipped),
            _ => Self::Some(slipped),
        }
    }

    /// None slipped.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// What the department has in all, 万元: 支出合计, or else 收入合计; `None` where it is not known or
/// not in 万元.
pub(super) fn whole_budget(ctx: &CheckCtx<'_>) -> Option<Amount> {
    let totals = ctx.totals;
    let whole = known(totals.expenditure).or_else(|| known(totals.income))?;
    budget_in_yuan(ctx).is_empty().then_some(whole)
}

/// 任务资金合计 with 其他任务, in the unit of the tasks.
pub(super) fn all_tasks(ctx: &CheckCtx<'_>) -> Amount {
    let others = match ctx.template.other_tasks {
        OtherTasksForm::Table => ctx.totals.other_tasks.amount,
        OtherTasksForm::Text => Amount::ZERO,
    };
    ctx.totals.tasks.amount.plus(others)
}

/// An amount in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// Where its first digit stands, in bytes.
    pub(super) start: usize,
    /// Where its unit ends, in bytes.
    pub(super) end: usize,
    /// As it is written, in `unit`.
    pub(super) figure: Amount,
    /// How many 元 one of its unit is.
    pub(super) unit: u32,
    /// How many digits are written behind the point.
    pub(super) decimals: u32,
}

impl Written {
    /// In 元.
    pub(super) fn yuan(&self) -> Amount {
        self.figure.times(self.unit)
    }

    /// It is this amount of 元, or this amount rounded to the digits that are written.
    pub(super) fn says(&self, yuan: Amount) -> bool {
        // The last written digit is worth this much, and rounding is off by half of it.
        let (mut doubled, mut step) = (self.yuan().minus(yuan).abs().times(2), self.unit);
        for _ in 0..self.decimals {
            if step.is_multiple_of(10) {
                step /= 10;
            } else {
                doubled = doubled.times(10);
            }
        }
        doubled <= Amount::whole(step)
    }
}

/// Units of money in texts, in 元; longer ones first.
const UNITS: [(&str, u32); 6] = [
    ("亿元", 100_000_000),
    ("千万元", 10_000_000),
    ("百万元", 1_000_000),
    ("万元", 10_000),
    ("千元", 1_000),
    ("元", 1),
];

/// The amounts in a text, from the beginning on.
pub(super) fn written_amounts(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut run: Option<usize> = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (idx, c) in ends {
        let is_digit = text::fold_char(c).is_ascii_digit();
        match run {
            None if is_digit => run = Some(idx),
            Some(_) if is_digit || matches!(c, ',' | '，' | '.' | '．') => {}
            Some(start) => {
                run = None;
                found.extend(written_at(text, start, idx));
            }
            None => {}
        }
    }
    found
}

fn written_at(text: &str, start: usize, end: usize) -> Option<Written> {
    let rest = text.get(end..)?;
    let behind = rest.trim_start_matches([' ', '\u{3000}']);
    let (word, unit) = UNITS.iter().find(|(word, _)| behind.starts_with(word))?;
    let digits = text.get(start..end)?;
    // In 2025，500元 the comma ends a clause.
    let digits = match digits.rsplit_once('，') {
        Some((_, tail)) if Amount::parse(digits).is_err() => tail,
        _ => digits,
    };
    let figure = Amount::parse(digits).ok()?;
    let decimals = text::fold_width(digits)
        .rsplit_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    Some(Written {
        start: end - digits.len(),
        end: end + (rest.len() - behind.len()) + word.len(),
        figure,
        unit: *unit,
        decimals: u32::try_from(decimals).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_written(text: &str, expected: &[&str]) {
        let found: Vec<String> = written_amounts(text)
            .iter()
            .map(|written| written.yuan().plain())
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn amounts_in_texts_are_read_with_their_units() {
        check_written(
            "投入119.19万元，其中1,191,900元",
            &["1191900.00", "1191900.00"],
        );
        check_written(
            "0.5亿元、３百万元、20 千元",
            &["50000000.00", "3000000.00", "20000.00"],
        );
        check_written("2025年，500元", &["500.00"]);
        check_written("共10场，500元", &["500.00"]);
        check_written("10万人次，20万，第3，5，7条", &[]);
        check_written("12,34元", &[]);
    }

    #[test]
    fn a_written_amount_stands_for_what_rounds_to_it() {
        let says = |text: &str, yuan: &str| {
            let yuan = Amount::parse(yuan).unwrap();
            written_amounts(text).first().unwrap().says(yuan)
        };
        assert!(says("119.2万元", "1191900"));
        assert!(says("119万元", "1191900"));
        assert!(!says("119.1万元", "1191900"));
        assert!(says("1,191,900元", "1191900.00"));
        assert!(!says("1,191,000元", "1191900.00"));
    }
}
