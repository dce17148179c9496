//! What a person noted about a draft: findings to ignore, and which rows belong together.
//!
//! Annotations name rows by their ids, so they stay with a row that moves. Those of a row that was
//! removed stay too and mean nothing, until undoing brings the row back; files leave them out.
//!
//! Invariants: both lists are sorted and hold nothing twice, so that looking something up takes
//! the logarithm of their length; a link joins two rows of different kinds.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::path::{FieldPath, RowId};
use crate::base::fingerprint::Fingerprint;

/// The annotations of a draft.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotations {
    ignored: Vec<Ignored>,
    links: Vec<Link>,
}

/// A finding that a person chose to ignore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The id of the rule, e.g. `blank-amount`; perhaps of a rule that is not known here.
    pub rule: String,
    /// Where the finding is.
    pub path: FieldPath,
    /// Why it is ignored, in the person's words; may be empty.
    pub reason: String,
    /// What was there to see when it was ignored; see [`seen`].
    pub seen: Fingerprint,
}

/// Two rows that belong together: goal and task, task and indicator, or goal and indicator.
///
/// In the order of [`RowId`]: goals come before tasks, tasks before indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    from: RowId,
    to: RowId,
}

/// What is seen of a finding: the text of its field, or its message where its place is no field.
///
/// An ignored finding comes back as soon as this differs from [`Ignored::seen`].
pub fn seen(text: Option<&str>, message: &str) -> Fingerprint {
    Fingerprint::of(text.unwrap_or(message))
}

impl Ignored {
    /// Compares what makes it the same finding; the reason is no part of it.
    fn order(&self, other: &Self) -> Ordering {
        self.order_at(&other.rule, &other.path)
            .then(self.seen.cmp(&other.seen))
    }

    fn order_at(&self, rule: &str, path: &FieldPath) -> Ordering {
        let places = self.path.cmp(path);
        places.then_with(|| self.rule.as_str().cmp(rule))
    }
}

impl Link {
    /// The link between two rows, in whatever order they are given; `None` where rows of these
    /// kinds are not linked.
    pub fn between(one: RowId, other: RowId) -> Option<Self> {
        let (from, to) = if one < other {
            (one, other)
        } else {
            (other, one)
        };
        let fits = matches!(
            (from, to),
            (RowId::Goal(_), RowId::Task(_) | RowId::Indicator(_))
                | (RowId::Task(_), RowId::Indicator(_))
        );
        fits.then_some(Self { from, to })
    }

    /// The row that comes first in the form: a goal or a task.
    pub fn from(self) -> RowId {
        self.from
    }

    /// The row that comes later in the form: a task or an indicator.
    pub fn to(self) -> RowId {
        self.to
    }
}

impl Annotations {
    /// These annotations in their order; of equal ones the first.
    pub fn new(mut ignored: Vec<Ignored>, mut links: Vec<Link>) -> Self {
        ignored.sort_by(Ignored::order);
        ignored.dedup_by(|next, kept| kept.order(next).is_eq());
        links.sort_unstable();
        links.dedup();
        Self { ignored, links }
    }

    /// Every finding that is ignored, by place and rule.
    pub fn ignored(&self) -> &[Ignored] {
        &self.ignored
    }

    /// Every link, by its first row.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.ignored.is_empty() && self.links.is_empty()
    }

    /// What is ignored of a rule at a place: at a field one finding, at a block or a list one for
    /// each message.
    pub fn ignored_at(&self, rule: &str, path: &FieldPath) -> &[Ignored] {
        let range = self.range_at(rule, path);
        self.ignored.get(range).unwrap_or_default()
    }

    /// The annotation by which a finding is ignored; see [`seen`].
    pub fn ignoring(&self, rule: &str, path: &FieldPath, seen: Fingerprint) -> Option<&Ignored> {
        let mut here = self.ignored_at(rule, path).iter();
        here.find(|ignored| ignored.seen == seen)
    }

    /// Two rows belong together.
    pub fn is_linked(&self, one: RowId, other: RowId) -> bool {
        let link = Link::between(one, other);
        link.is_some_and(|link| self.links.binary_search(&link).is_ok())
    }

    /// The rows that a row is linked to, in order. Looks at all links: for every row of a draft
    /// take [`Annotations::linked_rows`] once.
    pub fn linked_to(&self, row: RowId) -> impl Iterator<Item = RowId> {
        self.links.iter().filter_map(move |link| match *link {
            Link { from, to } if from == row => Some(to),
            Link { from, to } if to == row => Some(from),
            _ => None,
        })
    }

    /// Every row that is linked, with the rows that it is linked to, in order.
    pub fn linked_rows(&self) -> BTreeMap<RowId, Vec<RowId>> {
        let mut rows: BTreeMap<RowId, Vec<RowId>> = BTreeMap::new();
        for Link { from, to } in &self.links {
            rows.entry(*from).or_default().push(*to);
            rows.entry(*to).or_default().push(*from);
        }
        for linked in rows.values_mut() {
            linked.sort_unstable();
        }
        rows
    }

    /// Ignores a finding. At a field it takes the place of what was ignored there of the same
    /// rule, because the field has one text only.
    pub fn ignore(&mut self, ignored: Ignored) {
        if ignored.path.is_field() {
            self.unignore(&ignored.rule, &ignored.path);
        }
        match self.ignored.binary_search_by(|kept| kept.order(&ignored)) {
            Ok(idx) => {
                if let Some(kept) = self.ignored.get_mut(idx) {
                    *kept = ignored;
                }
            }
            Err(idx) => self.ignored.insert(idx, ignored),
        }
    }

    /// Ignores nothing more of a rule at a place; whether anything was ignored.
    pub fn unignore(&mut self, rule: &str, path: &FieldPath) -> bool {
        let range = self.range_at(rule, path);
        self.ignored.drain(range).next().is_some()
    }

    /// Links two rows; whether they were not linked.
    pub fn link(&mut self, link: Link) -> bool {
        let found = self.links.binary_search(&link);
        if let Err(idx) = found {
            self.links.insert(idx, link);
        }
        found.is_err()
    }

    /// Takes a link away; whether it was there.
    pub fn unlink(&mut self, link: Link) -> bool {
        let found = self.links.binary_search(&link);
        if let Ok(idx) = found {
            self.links.remove(idx);
        }
        found.is_ok()
    }

    /// The same annotations of rows that have other ids; without those of rows that have none.
    /// `renamed` keeps the kind of a row.
    #[must_use]
    pub fn renamed(&self, renamed: impl Fn(RowId) -> Option<RowId>) -> Self {
        let ignored = self.ignored.iter().filter_map(|ignored| {
            let path = match ignored.path.row() {
                Some(row) => ignored.path.in_row(renamed(row)?)?,
                None => ignored.path.clone(),
            };
            Some(Ignored {
                path,
                ..ignored.clone()
            })
        });
        let links = self
            .links
            .iter()
            .filter_map(|link| Link::between(renamed(link.from)?, renamed(link.to)?));
        Self::new(ignored.collect(), links.collect())
    }

    fn range_at(&self, rule: &str, path: &FieldPath) -> std::ops::Range<usize> {
        let order = |kept: &Ignored| kept.order_at(rule, path);
        let start = self.ignored.partition_point(|kept| order(kept).is_lt());
        let end = self.ignored.partition_point(|kept| order(kept).is_le());
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::{GoalId, IndicatorId, OtherTaskId, TaskId};

    const GOAL: RowId = RowId::Goal(GoalId(9));
    const TASK: RowId = RowId::Task(TaskId(5));
    const OTHER: RowId = RowId::OtherTask(OtherTaskId(4));
    const INDICATOR: RowId = RowId::Indicator(IndicatorId(1));

    fn ignored(rule: &str, path: &str, text: &str) -> Ignored {
        Ignored {
            rule: rule.to_owned(),
            path: path.parse().unwrap(),
            reason: format!("因为{text}"),
            seen: Fingerprint::of(text),
        }
    }

    #[track_caller]
    fn check_ignored(annotations: &Annotations, expected: &[(&str, &str, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(rule, path, text)| ignored(rule, path, text))
            .collect();
        assert_eq!(annotations.ignored(), expected);
    }

    #[test]
    fn rows_of_different_kinds_are_linked_in_the_order_of_the_form() {
        for (one, other) in [(GOAL, TASK), (TASK, INDICATOR), (GOAL, INDICATOR)] {
            let link = Link::between(one, other).unwrap();
            assert_eq!((link.from(), link.to()), (one, other));
            assert_eq!(Link::between(other, one), Some(link));
        }
        assert_eq!(Link::between(GOAL, RowId::Goal(GoalId(2))), None);
        assert_eq!(Link::between(GOAL, OTHER), None);
        assert_eq!(Link::between(INDICATOR, OTHER), None);
    }

    #[test]
    fn links_are_found_from_both_rows() {
        let mut annotations = Annotations::default();
        let links = [(GOAL, INDICATOR), (INDICATOR, TASK), (TASK, GOAL)];
        for (one, other) in links {
            assert!(annotations.link(Link::between(one, other).unwrap()));
            assert!(annotations.is_linked(one, other) && annotations.is_linked(other, one));
        }
        let again = Link::between(GOAL, TASK).unwrap();
        assert!(!annotations.link(again));
        assert!(annotations.linked_to(TASK).eq([GOAL, INDICATOR]));
        let rows = annotations.linked_rows();
        assert_eq!(rows[&INDICATOR], [GOAL, TASK]);
        for (row, linked) in rows {
            assert!(annotations.linked_to(row).eq(linked), "{row:?}");
        }
        assert!(annotations.unlink(again) && !annotations.unlink(again));
        assert!(!annotations.is_linked(TASK, GOAL));
        assert_eq!(annotations.links().len(), 2);
    }

    #[test]
    fn ignoring_a_field_again_takes_the_place_of_what_was_seen_before() {
        let mut annotations = Annotations::default();
        annotations.ignore(ignored("b", "tasks/t1/name", "一"));
        annotations.ignore(ignored("a", "tasks/t1/name", "一"));
        annotations.ignore(ignored("a", "department", "一"));
        annotations.ignore(ignored("a", "tasks/t1/name", "二"));
        let rest = [
            ("a", "department", "一"),
            ("a", "tasks/t1/name", "二"),
            ("b", "tasks/t1/name", "一"),
        ];
        check_ignored(&annotations, &rest);
        let name = "tasks/t1/name".parse().unwrap();
        let find = |text| annotations.ignoring("a", &name, Fingerprint::of(text));
        assert_eq!(find("一"), None);
        assert_eq!(find("二"), Some(&ignored("a", "tasks/t1/name", "二")));
        assert!(annotations.unignore("a", &name) && !annotations.unignore("a", &name));
        check_ignored(&annotations, &[rest[0], rest[2]]);
    }

    #[test]
    fn several_findings_of_a_rule_are_ignored_at_a_list() {
        let mut annotations = Annotations::default();
        for message in ["甲", "乙", "甲"] {
            annotations.ignore(ignored("a", "goals", message));
        }
        let goals = FieldPath::Goals;
        assert_eq!(annotations.ignored_at("a", &goals).len(), 2);
        for message in ["甲", "乙"] {
            let seen = seen(None, message);
            assert!(annotations.ignoring("a", &goals, seen).is_some());
        }
        assert!(annotations.unignore("a", &goals));
        assert!(annotations.is_empty());
    }

    #[test]
    fn what_is_given_twice_is_kept_once() {
        let twice = |text: &str| ignored("a", "staff", text);
        let link = Link::between(GOAL, TASK).unwrap();
        let first = Ignored {
            reason: "先".to_owned(),
            ..twice("一")
        };
        let annotations = Annotations::new(vec![first.clone(), twice("一")], vec![link, link]);
        assert_eq!(annotations.ignored(), [first]);
        assert_eq!(annotations.links(), [link]);
    }

    #[test]
    fn annotations_follow_rows_to_other_ids_and_lose_rows_that_are_gone() {
        let links = [(GOAL, TASK), (TASK, INDICATOR)];
        let annotations = Annotations::new(
            vec![
                ignored("a", "tasks/t5/amount", "一"),
                ignored("a", "indicators/i1/year", "一"),
                ignored("a", "budget", "一"),
            ],
            links.map(|(a, b)| Link::between(a, b).unwrap()).to_vec(),
        );
        let renamed = annotations.renamed(|row| match row {
            RowId::Task(_) => Some(RowId::Task(TaskId(70))),
            RowId::Goal(_) => Some(row),
            RowId::OtherTask(_) | RowId::Indicator(_) => None,
        });
        let rest = [("a", "budget", "一"), ("a", "tasks/t70/amount", "一")];
        check_ignored(&renamed, &rest);
        assert!(renamed.is_linked(GOAL, RowId::Task(TaskId(70))));
        assert_eq!(renamed.links().len(), 1);
    }
}
