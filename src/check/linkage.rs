//! `Linkage`: which goals, tasks and indicators belong together, and why it seems so.
//!
//! Rows belong together where a person said so, where one names the other, or where both share
//! words that few other rows have. Nothing is certain: rules keep silent where a match is weak.
//!
//! Invariants: every match leads from a row that comes earlier in the form to a later one; the
//! time grows with the texts, not with the pairs of rows.

mod grams;
mod index;
mod letters;

pub(super) use letters::{places, telling_pairs};

use std::collections::BTreeMap;

use crate::base::ids::{GoalId, TaskId};
use crate::base::text;
use crate::model::template::OtherTasksForm;
use crate::model::{Draft, RowId, Template};
use grams::Place;
use index::{Hit, Index, Source, Walk};

/// Two rows that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The row that comes first in the form: a goal, a task or an other task.
    pub from: RowId,
    /// The row that comes later: a task, an other task or an indicator.
    pub to: RowId,
    /// Why it seems so.
    pub reason: Reason,
    /// How sure that is.
    pub strength: Strength,
}

/// Why two rows seem to belong together. The places are in bytes of the text of a goal where the
/// match is of a goal and a task, and of the indicator's name otherwise; [`Linkage::words`] reads
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A person linked them.
    Linked,
    /// The whole name of the task stands there.
    Name(u32, u32),
    /// A name in quotation marks stands there: “阳光成长”.
    Quoted(u32, u32),
    /// Words of the task or the goal stand there.
    Words(u32, u32),
    /// Both belong to this goal.
    Goal(GoalId),
}

/// How sure a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A reader would look twice.
    Weak,
    /// A reader would see it.
    Strong,
}

/// How many rows have a counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Tasks with an indicator.
    pub tasks: usize,
    /// Tasks that have a name.
    pub all_tasks: usize,
    /// Goals with a task.
    pub goals: usize,
    /// Goals that are written.
    pub all_goals: usize,
}

/// Which rows of a draft belong together.
#[derive(Debug, Clone)]
pub struct Linkage {
    /// Goals with tasks in the order of the goals, then the matches of each indicator.
    matches: Vec<Match>,
    /// Where the matches of each indicator begin, in the order of the draft's list, and the end.
    starts: Vec<u32>,
    /// The matches of every goal, task and other task, by number.
    by_row: BTreeMap<RowId, Vec<u32>>,
    coverage: Coverage,
    works: Index,
    goals: Index,
    places: Vec<String>,
}

impl Linkage {
    /// Looks at a draft. What a person linked counts before all else.
    pub fn of(draft: &Draft, template: &Template) -> Self {
        let places = places(&draft.department);
        let goal_rows: Vec<RowId> = draft.goals.iter().map(|row| RowId::Goal(row.id)).collect();
        let (work_rows, sources) = works(draft, template);
        let works = Index::new(work_rows.len(), &sources, &places);
        let goals = (0..).zip(&draft.goals).map(|(row, goal)| Source {
            row,
            place: Place::Prose,
            text: &goal.text,
        });
        let goals = Index::new(goal_rows.len(), &goals.collect::<Vec<_>>(), &places);
        let mut linkage = Self {
            matches: Vec::with_capacity(draft.indicators.len()),
            starts: Vec::with_capacity(draft.indicators.len() + 1),
            by_row: BTreeMap::new(),
            coverage: Coverage::default(),
            works,
            goals,
            places,
        };
        let linked = draft.annotations.linked_rows();
        linkage.match_goals(draft, &work_rows, &linked);
        linkage.match_indicators(draft, &goal_rows, &work_rows, &linked);
        linkage.order_by_rows();
        linkage.coverage = linkage.covered(draft);
        linkage
    }

    fn match_goals(&mut self, draft: &Draft, work_rows: &[RowId], linked: &Links) {
        let mut walk = Walk::default();
        for goal in &draft.goals {
            let from = RowId::Goal(goal.id);
            let start = self.matches.len();
            let chosen = linked.get(&from).into_iter().flatten().copied();
            let chosen = chosen.filter(|to| work_rows.contains(to));
            self.matches.extend(chosen.map(|to| linked_match(from, to)));
            walk.read(&goal.text);
            self.works.walk(&mut walk);
            let rarest = rarest(walk.hits().filter(|(_, hit)| hit.named > 0));
            for (row, hit) in walk.hits() {
                let Some(to) = work_rows.get(usize::from(row)) else {
                    continue;
                };
                let share = self.works.name_share(row, hit);
                let found = seen_in_goal(hit, rarest, share, walk.span(hit));
                push_new(&mut self.matches, start, from, *to, found);
            }
            walk.clear();
        }
    }

    fn match_indicators(
        &mut self,
        draft: &Draft,
        goal_rows: &[RowId],
        work_rows: &[RowId],
        linked: &Links,
    ) {
        let only_tasks = self.only_tasks();
        let mut walk = Walk::default();
        for indicator in &draft.indicators {
            let to = RowId::Indicator(indicator.id);
            let start = self.matches.len();
            self.starts.push(start as u32);
            if !linked.is_empty() {
                let chosen = linked.get(&to).into_iter().flatten().copied();
                let chosen = chosen.filter(|from| match from {
                    RowId::Goal(_) => goal_rows.contains(from),
                    _ => work_rows.contains(from),
                });
                self.matches
                    .extend(chosen.map(|from| linked_match(from, to)));
            }
            walk.read(&indicator.name);
            for (index, rows) in [(&self.goals, goal_rows), (&self.works, work_rows)] {
                index.walk(&mut walk);
                let best = best_of(&walk);
                for (row, hit) in walk.hits() {
                    if let Some(from) = rows.get(usize::from(row)) {
                        let found = seen_in_indicator(hit, best, walk.span(hit));
                        push_new(&mut self.matches, start, *from, to, found);
                    }
                }
                walk.clear();
            }
            self.match_through_goal(start, to, &only_tasks);
        }
        self.starts.push(self.matches.len() as u32);
    }

    /// The task of each goal that has a single one.
    fn only_tasks(&self) -> BTreeMap<RowId, Option<RowId>> {
        let mut tasks = BTreeMap::new();
        for found in &self.matches {
            let is_strong = found.strength == Strength::Strong;
            if is_strong && matches!(found.to, RowId::Task(_)) {
                let only = tasks.entry(found.from).or_insert(Some(found.to));
                *only = only.filter(|task| *task == found.to);
            }
        }
        tasks
    }

    /// An indicator that names no task may speak of a goal that has a single one.
    fn match_through_goal(
        &mut self,
        start: usize,
        to: RowId,
        only_tasks: &BTreeMap<RowId, Option<RowId>>,
    ) {
        let own = self.matches.get(start..).unwrap_or_default();
        let has_task = own.iter().any(|found| {
            !matches!(found.from, RowId::Goal(_)) && found.strength == Strength::Strong
        });
        if has_task {
            return;
        }
        let goals = own.iter().filter_map(|found| match found.from {
            RowId::Goal(goal) if found.strength == Strength::Strong => Some(goal),
            _ => None,
        });
        let through = goals.filter_map(|goal| {
            let task = only_tasks.get(&RowId::Goal(goal)).copied().flatten()?;
            Some((task, goal))
        });
        for (task, goal) in through.collect::<Vec<_>>() {
            let found = Some((Reason::Goal(goal), Strength::Weak));
            push_new(&mut self.matches, start, task, to, found);
        }
    }

    fn order_by_rows(&mut self) {
        // Indicators of one task and goal stand together: few rows are looked up.
        let mut of_goal: (Option<RowId>, Vec<u32>) = (None, Vec::new());
        let mut of_work: (Option<RowId>, Vec<u32>) = (None, Vec::new());
        let by_row = &mut self.by_row;
        let mut put = |row: RowId, nth: u32| {
            let (last, nths) = match row {
                RowId::Goal(_) => &mut of_goal,
                _ => &mut of_work,
            };
            if *last != Some(row)
                && let Some(last) = last.replace(row)
            {
                by_row.entry(last).or_default().append(nths);
            }
            nths.push(nth);
        };
        for (nth, found) in (0..).zip(&self.matches) {
            put(found.from, nth);
            if !matches!(found.to, RowId::Indicator(_)) {
                put(found.to, nth);
            }
        }
        for (last, mut nths) in [of_goal, of_work] {
            if let Some(last) = last {
                self.by_row.entry(last).or_default().append(&mut nths);
            }
        }
    }

    fn covered(&self, draft: &Draft) -> Coverage {
        let tasks = draft.tasks.iter().filter(|row| !text::is_blank(&row.name));
        let goals = draft.goals.iter().filter(|row| !text::is_blank(&row.text));
        Coverage {
            tasks: tasks
                .clone()
                .filter(|row| self.indicators_of(RowId::Task(row.id)).next().is_some())
                .count(),
            all_tasks: tasks.count(),
            goals: goals
                .clone()
                .filter(|row| self.tasks_of(row.id).next().is_some())
                .count(),
            all_goals: goals.count(),
        }
    }

    /// Every match: goals with tasks in the order of the goals, then the indicators in the order
    /// of the draft's list.
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The goals and tasks of the indicator at this place of the draft's list.
    pub fn of_indicator(&self, index: usize) -> &[Match] {
        let start = self.starts.get(index).map(|start| *start as usize);
        let end = self.starts.get(index + 1).map(|end| *end as usize);
        let range = start.zip(end);
        range
            .and_then(|(start, end)| self.matches.get(start..end))
            .unwrap_or_default()
    }

    /// All matches of a goal, a task or an other task, in order; of an indicator take
    /// [`Linkage::of_indicator`].
    pub fn of_row(&self, row: RowId) -> impl Iterator<Item = &Match> {
        let matches = self.by_row.get(&row).into_iter().flatten();
        matches.filter_map(|nth| self.matches.get(*nth as usize))
    }

    /// The goals that a task serves.
    pub fn goals_of(&self, task: TaskId) -> impl Iterator<Item = &Match> {
        self.of_row(RowId::Task(task))
            .filter(|found| matches!(found.from, RowId::Goal(_)))
    }

    /// The tasks, other tasks too, that serve a goal.
    pub fn tasks_of(&self, goal: GoalId) -> impl Iterator<Item = &Match> {
        self.of_row(RowId::Goal(goal))
            .filter(|found| matches!(found.to, RowId::Task(_) | RowId::OtherTask(_)))
    }

    /// The indicators of a goal, a task or an other task.
    pub fn indicators_of(&self, row: RowId) -> impl Iterator<Item = &Match> {
        self.of_row(row)
            .filter(|found| matches!(found.to, RowId::Indicator(_)))
    }

    /// How many tasks and goals have a counterpart.
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }

    /// The words by which two rows belong together, as the goal or the indicator has them.
    pub fn words<'d>(&self, draft: &'d Draft, found: &Match) -> Option<&'d str> {
        let text = match (found.from, found.to) {
            (_, RowId::Indicator(id)) => &draft.indicator(id)?.name,
            (RowId::Goal(id), _) => &draft.goal(id)?.text,
            _ => return None,
        };
        match found.reason {
            Reason::Name(start, end) | Reason::Quoted(start, end) | Reason::Words(start, end) => {
                let before = text.get(..start as usize)?;
                let start = before.trim_end_matches(opens).len();
                let words = text.get(start..end as usize)?;
                let ends = |c: char| c.is_whitespace() || is_mark(c) && !closes(c);
                let words = words.trim_end_matches(ends);
                let is_open = words.starts_with(opens);
                Some(words.trim_end_matches(|c| !is_open && closes(c)))
            }
            Reason::Linked | Reason::Goal(_) => None,
        }
    }

    /// What a text says beside filler words, in pieces of two letters.
    pub(super) fn telling(&self, text: &str) -> Vec<u64> {
        telling_pairs(text, &self.places, 120)
    }

    /// Some goal or task has one of these pieces.
    pub(super) fn is_spoken_of(&self, pieces: &[u64]) -> bool {
        self.goals.knows_any(pieces) || self.works.knows_any(pieces)
    }
}

type Links = BTreeMap<RowId, Vec<RowId>>;

/// Tasks and other tasks with their texts.
fn works<'d>(draft: &'d Draft, template: &Template) -> (Vec<RowId>, Vec<Source<'d>>) {
    let tasks = draft.tasks.iter().map(|row| {
        let texts = [&row.name, &row.content, &row.goal];
        (RowId::Task(row.id), texts.map(String::as_str))
    });
    let others = match template.other_tasks {
        OtherTasksForm::Table => draft.other_tasks.as_slice(),
        OtherTasksForm::Text => &[],
    };
    let others = others.iter().map(|row| {
        let texts = [row.name.as_str(), row.content.as_str(), ""];
        (RowId::OtherTask(row.id), texts)
    });
    let all = (0_u16..u16::MAX).zip(tasks.chain(others));
    let mut rows = Vec::new();
    let mut sources = Vec::new();
    for (row, (id, texts)) in all {
        rows.push(id);
        let places = [Place::Name, Place::Content, Place::Prose];
        let texts = places.into_iter().zip(texts);
        sources.extend(texts.map(|(place, text)| Source { row, place, text }));
    }
    (rows, sources)
}

fn linked_match(from: RowId, to: RowId) -> Match {
    Match {
        from,
        to,
        reason: Reason::Linked,
        strength: Strength::Strong,
    }
}

/// Adds a match unless the two rows have one since `start`.
fn push_new(
    matches: &mut Vec<Match>,
    start: usize,
    from: RowId,
    to: RowId,
    found: Option<(Reason, Strength)>,
) {
    let own = matches.get(start..).unwrap_or_default();
    let is_known = own.iter().any(|known| (known.from, known.to) == (from, to));
    if let Some((reason, strength)) = found
        && !is_known
    {
        matches.push(Match {
            from,
            to,
            reason,
            strength,
        });
    }
}

fn rarest<'w>(hits: impl Iterator<Item = (u16, &'w Hit)>) -> u8 {
    hits.map(|(_, hit)| hit.rarest).min().unwrap_or(u8::MAX)
}

/// A goal is a long text: what it shares with the prose of a task must be more than a phrase.
const PHRASE: u16 = 6;
/// So much of a short name, in percent, is as good as the name.
const MOST_OF_NAME: usize = 50;

fn seen_in_goal(
    hit: &Hit,
    rarest: u8,
    share: usize,
    (start, end): (u32, u32),
) -> Option<(Reason, Strength)> {
    let words = Reason::Words(start, end);
    if let Some((start, end)) = hit.whole {
        Some((Reason::Name(start, end), Strength::Strong))
    } else if let Some((start, end)) = hit.quoted {
        Some((Reason::Quoted(start, end), Strength::Strong))
    } else if hit.named > 0 && hit.rarest == rarest {
        Some((words, Strength::Strong))
    } else if share >= MOST_OF_NAME || hit.told >= PHRASE {
        Some((words, Strength::Weak))
    } else {
        None
    }
}

/// The best kind of hit that a walk has; only hits of this kind count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Best {
    Nothing,
    Pairs(u16),
    OwnPairs(u16),
    Told(std::cmp::Reverse<u8>),
    Named(std::cmp::Reverse<u8>),
    Whole,
}

impl Best {
    fn of(hit: &Hit) -> Self {
        let rarest = std::cmp::Reverse(hit.rarest);
        match hit {
            Hit { whole: Some(_), .. }
            | Hit {
                quoted: Some(_), ..
            } => Self::Whole,
            Hit { named: 1.., .. } => Self::Named(rarest),
            Hit { told: 1.., .. } => Self::Told(rarest),
            Hit { own_pairs: 1.., .. } => Self::OwnPairs(hit.own_pairs),
            Hit { pairs: 1.., .. } => Self::Pairs(hit.pairs),
            _ => Self::Nothing,
        }
    }
}

fn best_of(walk: &Walk) -> Best {
    let all = walk.hits().map(|(_, hit)| Best::of(hit));
    all.max().unwrap_or(Best::Nothing)
}

fn seen_in_indicator(
    hit: &Hit,
    best: Best,
    (start, end): (u32, u32),
) -> Option<(Reason, Strength)> {
    let words = Reason::Words(start, end);
    let own = Best::of(hit);
    if own != best {
        return None;
    }
    match own {
        Best::Nothing => None,
        Best::Whole => {
            let named = hit.whole.map(|(start, end)| Reason::Name(start, end));
            let quoted = hit.quoted.map(|(start, end)| Reason::Quoted(start, end));
            Some((named.or(quoted)?, Strength::Strong))
        }
        Best::Told(rarest) if rarest.0 > 1 => Some((words, Strength::Weak)),
        Best::Named(_) | Best::Told(_) | Best::OwnPairs(_) => Some((words, Strength::Strong)),
        Best::Pairs(_) => Some((words, Strength::Weak)),
    }
}

fn opens(c: char) -> bool {
    matches!(c, '“' | '《' | '「' | '『')
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '》' | '」' | '』')
}

fn is_mark(c: char) -> bool {
    "“”《》「」『』（）()，。；：、,;:".contains(c)
}

#[cfg(test)]
mod tests;
