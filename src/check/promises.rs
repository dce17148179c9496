//! `Promises`: the percentages that 期望达到的目标 promises, and whether indicators carry them.
//!
//! A percentage is carried by an indicator value with the same number that belongs to the task or
//! speaks of the same thing. Where nothing tells, it counts as carried by whatever fits the number.

use std::collections::BTreeSet;
use std::ops::Range;

use super::linkage::{Linkage, places, telling_pairs};
use crate::base::ids::TaskId;
use crate::base::number::Number;
use crate::model::target::Reading;
use crate::model::{Draft, RowId, TargetValue, Task, Template};

/// A percentage that a task promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The task.
    pub task: TaskId,
    /// The number: 85 in 85%.
    pub percent: Number,
    /// Whether more or less is better.
    pub bound: Bound,
    /// The percentage as it stands in the text of 期望达到的目标, in bytes.
    pub place: Range<usize>,
    /// The clause around it, in bytes.
    pub clause: Range<usize>,
    /// An indicator has it.
    pub carried: Carried,
}

/// What a promised percentage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// 85%以上, 至少85%, 达到85%, or nothing said.
    AtLeast,
    /// 5%以下, 不超过5%.
    AtMost,
}

/// Whether an indicator has a promised percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// By an indicator of the task, or one that speaks of the same thing.
    Yes,
    /// By none.
    No,
}

/// The promised percentages of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promises {
    all: Vec<Promise>,
}

/// So many letters of a clause are looked at.
const CLAUSE_LETTERS: usize = 60;
/// So many promises of a task are looked for.
const PER_TASK: usize = 100;

impl Promises {
    /// Looks through the tasks.
    pub fn of(draft: &Draft, template: &Template, linkage: &Linkage) -> Self {
        let tasks = draft.tasks.iter();
        let mut all: Vec<Promise> = tasks.flat_map(promises_of).collect();
        if all.is_empty() {
            return Self::default();
        }
        let values = percent_values(draft, template);
        let of_tasks = carried_by_tasks(linkage, &values);
        for promise in &mut all {
            if of_tasks.contains(&(promise.task, promise.percent)) {
                promise.carried = Carried::Yes;
            }
        }
        if all.iter().any(|promise| promise.carried == Carried::No) {
            find_same_words(draft, &values, &mut all);
        }
        Self { all }
    }

    /// Every promise, in the order of the form.
    pub fn all(&self) -> &[Promise] {
        &self.all
    }

    /// The promises of a task, in order.
    pub fn of_task(&self, task: TaskId) -> impl Iterator<Item = &Promise> {
        self.all.iter().filter(move |promise| promise.task == task)
    }

    /// How many of all promises indicators carry.
    pub fn carried(&self) -> usize {
        let carried = self.all.iter();
        carried
            .filter(|promise| promise.carried == Carried::Yes)
            .count()
    }
}

fn promises_of(task: &Task) -> impl Iterator<Item = Promise> {
    let text = task.goal.as_str();
    let signs = text.match_indices(['%', '％']).take(PER_TASK);
    let mut clauses = Clauses::default();
    signs.filter_map(move |(at, sign)| {
        let before = text.get(..at)?.trim_end();
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let percent = Number::parse(before.get(digits.len()..)?)?;
        let clause = clauses.around(text, digits.len(), at + sign.len());
        let bound = bound(digits, text.get(at + sign.len()..)?);
        Some(Promise {
            task: task.id,
            percent,
            bound,
            place: digits.len()..at + sign.len(),
            clause,
            carried: Carried::No,
        })
    })
}

fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '\n'
    )
}

/// The clauses of a text; those of long texts hold many percentages and are searched for once.
#[derive(Default)]
struct Clauses {
    /// The last clause without the one before it, and with it.
    last: Option<(Range<usize>, Range<usize>)>,
}

impl Clauses {
    fn around(&mut self, text: &str, start: usize, end: usize) -> Range<usize> {
        match &self.last {
            Some((own, whole)) if own.start <= start && end <= own.end => whole.clone(),
            _ => {
                let (own, whole) = clause_around(text, start, end);
                self.last = Some((own, whole.clone()));
                whole
            }
        }
    }
}

/// The clause with the percentage, by itself and then as it is told: with the clause before where it says nothing itself: 跟进率，达100%.
fn clause_around(text: &str, start: usize, end: usize) -> (Range<usize>, Range<usize>) {
    let begins = |upto: usize| {
        let before = text.get(..upto).unwrap_or_default();
        before.rfind(ends_clause).map_or(0, |at| {
            let mark = before.get(at..).and_then(|rest| rest.chars().next());
            at + mark.map_or(0, char::len_utf8)
        })
    };
    let rest = text.get(end..).unwrap_or_default();
    let to = rest.find(ends_clause).map_or(text.len(), |at| end + at);
    let from = begins(start);
    let own = text.get(from..to).unwrap_or_default();
    if own
        .chars()
        .filter(|c| crate::base::text::is_han(*c))
        .count()
        >= 4
    {
        return (from..to, from..to);
    }
    let before = text.get(..from).unwrap_or_default();
    let marks = before.trim_end_matches(ends_clause).len();
    (from..to, begins(marks)..to)
}

fn bound(before: &str, after: &str) -> Bound {
    const LESS_BEFORE: [&str; 8] = [
        "≤",
        "<",
        "不超过",
        "不高于",
        "不大于",
        "低于",
        "控制在",
        "少于",
    ];
    const LESS_AFTER: [&str; 4] = ["以下", "以内", "及以下", "之内"];
    let before = before.trim_end();
    let is_less = LESS_BEFORE.iter().any(|word| before.ends_with(word))
        && !before.ends_with("不低于")
        && !before.ends_with("不少于");
    if is_less || LESS_AFTER.iter().any(|word| after.starts_with(word)) {
        Bound::AtMost
    } else {
        Bound::AtLeast
    }
}

/// Indicators by their place in the list, with the percentages in their values.
fn percent_values(draft: &Draft, template: &Template) -> Vec<(usize, Number)> {
    let mut found = Vec::new();
    for (index, row) in draft.indicators.iter().enumerate() {
        let same = row.cycle.raw() == row.year.raw();
        push_percents(index, &row.year, &mut found);
        if template.has_cycle() && !same {
            push_percents(index, &row.cycle, &mut found);
        }
    }
    found
}

fn push_percents(index: usize, value: &TargetValue, found: &mut Vec<(usize, Number)>) {
    let is_one = matches!(value.reading(), Reading::Quantity(_) | Reading::Figure(_));
    if is_one {
        let percent = value.quantity().filter(|quantity| quantity.unit == "%");
        found.extend(percent.map(|quantity| (index, quantity.number)));
        return;
    }
    let is_several = matches!(
        value.reading(),
        Reading::Compound(_) | Reading::Range { .. } | Reading::Relative(_)
    );
    if is_several {
        let parts = value.quantities().into_iter();
        let percents = parts.filter(|quantity| quantity.unit == "%");
        found.extend(percents.map(|quantity| (index, quantity.number)));
    }
}

fn carried_by_tasks(linkage: &Linkage, values: &[(usize, Number)]) -> BTreeSet<(TaskId, Number)> {
    let of_tasks = values.iter().flat_map(|(index, percent)| {
        let tasks = linkage.of_indicator(*index).iter();
        tasks.filter_map(|found| match found.from {
            RowId::Task(task) => Some((task, *percent)),
            _ => None,
        })
    });
    let mut of_tasks: Vec<(TaskId, Number)> = of_tasks.collect();
    of_tasks.sort_unstable();
    of_tasks.dedup();
    of_tasks.into_iter().collect()
}

/// The clause and the indicator share a word that says something.
fn find_same_words(draft: &Draft, values: &[(usize, Number)], all: &mut [Promise]) {
    /// So many indicators are read for it: more are no table that a person wrote.
    const READ: usize = 300;
    let places = places(&draft.department);
    let mut words = BTreeSet::new();
    for (index, percent) in values.iter().take(READ) {
        if let Some(row) = draft.indicators.get(*index) {
            let pairs = telling_pairs(&row.name, &places, CLAUSE_LETTERS);
            words.extend(pairs.into_iter().map(|pair| (*percent, pair)));
        }
    }
    let mut text = "";
    let mut last = None;
    let mut clause = 0..0;
    let mut pairs = Vec::new();
    for promise in all.iter_mut() {
        if last != Some(promise.task) {
            last = Some(promise.task);
            clause = 0..0;
            pairs.clear();
            text = draft.task(promise.task).map_or("", |task| &task.goal);
        }
        if promise.carried == Carried::Yes {
            continue;
        }
        if clause != promise.clause {
            clause = promise.clause.clone();
            let clause = text.get(clause.clone()).unwrap_or_default();
            pairs = telling_pairs(clause, &places, CLAUSE_LETTERS);
        }
        if pairs
            .iter()
            .any(|pair| words.contains(&(promise.percent, *pair)))
        {
            promise.carried = Carried::Yes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[track_caller]
    fn check_promises(goal: &str, expected: &[(&str, Bound, &str)]) {
        let mut draft = sample::minimal();
        draft.tasks[0].goal = goal.to_owned();
        let found: Vec<Promise> = promises_of(&draft.tasks[0]).collect();
        let told = |promise: &Promise| {
            (
                promise.percent.to_string(),
                promise.bound,
                goal[promise.clause.clone()].trim().to_owned(),
            )
        };
        let expected: Vec<_> = expected
            .iter()
            .map(|(percent, bound, clause)| ((*percent).to_owned(), *bound, (*clause).to_owned()))
            .collect();
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_percentage_is_read_with_its_clause_and_direction() {
        check_promises(
            "学员中有85%以上学会一项手艺；结业率达到 90.5％，至少75%的家长到场。",
            &[
                ("85", Bound::AtLeast, "学员中有85%以上学会一项手艺"),
                ("90.5", Bound::AtLeast, "结业率达到 90.5％"),
                ("75", Bound::AtLeast, "至少75%的家长到场"),
            ],
        );
        check_promises(
            "投诉率控制在5%以下，返工率不超过3%，到课率不低于95%",
            &[
                ("5", Bound::AtMost, "投诉率控制在5%以下"),
                ("3", Bound::AtMost, "返工率不超过3%"),
                ("95", Bound::AtLeast, "到课率不低于95%"),
            ],
        );
        check_promises("课程质量稳步提高，%号前没有数", &[]);
    }

    #[test]
    fn a_clause_that_says_nothing_takes_the_one_before() {
        check_promises(
            "来电全部登记并跟进，达100%。",
            &[("100", Bound::AtLeast, "来电全部登记并跟进，达100%")],
        );
    }

    #[track_caller]
    fn check_carried(goal: &str, indicator: (&str, &str), expected: Carried) {
        let template = sample::template();
        let mut draft = sample::minimal();
        draft.tasks[0].goal = goal.to_owned();
        let row = &mut draft.indicators[1];
        row.name = indicator.0.to_owned();
        row.year = TargetValue::read(indicator.1);
        let linkage = Linkage::of(&draft, &template);
        let promises = Promises::of(&draft, &template, &linkage);
        assert_eq!(promises.all()[0].carried, expected, "{goal} {indicator:?}");
    }

    #[test]
    fn the_same_percentage_of_the_same_thing_carries() {
        let goal = "学员中有85%以上掌握摄影技巧";
        check_carried(goal, ("摄影技巧掌握率", "≥85%"), Carried::Yes);
        check_carried(goal, ("社区课堂结业率", "≥85%"), Carried::Yes);
        check_carried(goal, ("摄影技巧掌握率", "≥80%"), Carried::No);
        check_carried(goal, ("设施完好率", "≥85%"), Carried::No);
    }
}
