//! Where annotations are, in a file: rows have no ids there, so their number in their list names
//! them, from 1.
//!
//! `tasks/2/amount` is the amount of the second task, `indicators/产出指标/数量指标` a branch. A `/`
//! or `%` in the name of a branch is written `%2F` or `%25`, and so is the first digit of a 一级 of
//! nothing but digits, because that would name a row.
//!
//! Invariant: what is written reads back to the same place; what does not is refused, not guessed.

use std::collections::BTreeMap;

use super::bounded::{Rows, Text};
use super::v2;
use crate::base::ids::{GoalId, IndicatorId, OtherTaskId, TaskId};
use crate::model::{Annotations, Draft, FieldPath, Ignored, Link, RowId, Slot};

/// The annotations of a file.
pub(super) type Written = (Rows<v2::Ignored>, Rows<v2::Link>);

/// What a file holds of the annotations of a draft: all but those of rows that are gone.
pub(super) fn to_file(draft: &Draft) -> Written {
    let annotations = numbered(draft);
    let ignored = annotations.ignored().iter().map(|ignored| v2::Ignored {
        rule: Text(ignored.rule.clone()),
        at: path_text(&ignored.path),
        reason: Text(ignored.reason.clone()),
        seen: Text(ignored.seen.to_string()),
    });
    let links = annotations.links().iter().map(|link| {
        let ends = [link.from(), link.to()];
        let [from, to] = ends.map(|row| Text(row_text(row)));
        v2::Link(from, to)
    });
    (Rows(ignored.collect()), Rows(links.collect()))
}

/// The annotations that a file holds for the rows of this draft, and how many of them have no
/// place in it or are there twice.
pub(super) fn of_file(draft: &Draft, (ignored, links): Written) -> (Annotations, usize) {
    let count = |annotations: &Annotations| annotations.ignored().len() + annotations.links().len();
    let written = ignored.0.len() + links.0.len();
    let ignored = ignored.0.into_iter().filter_map(ignored_of);
    let links = links
        .0
        .iter()
        .filter_map(|v2::Link(one, other)| Link::between(row_of(&one.0)?, row_of(&other.0)?));
    let annotations = Annotations::new(ignored.collect(), links.collect());
    if annotations.is_empty() {
        return (annotations, written);
    }
    let ids: BTreeMap<RowId, RowId> = rows(draft).map(|(id, number)| (number, id)).collect();
    let annotations = annotations.renamed(|number| ids.get(&number).copied());
    let lost = written - count(&annotations);
    (annotations, lost)
}

fn ignored_of(ignored: v2::Ignored) -> Option<Ignored> {
    let v2::Ignored {
        rule,
        at,
        reason,
        seen,
    } = ignored;
    Some(Ignored {
        rule: rule.0,
        path: path_of(&at)?,
        reason: reason.0,
        seen: seen.0.parse().ok()?,
    })
}

/// The annotations with the numbers of rows in the place of their ids.
fn numbered(draft: &Draft) -> Annotations {
    if draft.annotations.is_empty() {
        return Annotations::default();
    }
    let numbers: BTreeMap<RowId, RowId> = rows(draft).collect();
    let number = |id| numbers.get(&id).copied();
    draft.annotations.renamed(number)
}

/// The id of every row, and the id it would have were the rows of its list numbered from 1.
fn rows(draft: &Draft) -> impl Iterator<Item = (RowId, RowId)> {
    let goals = (1..).zip(&draft.goals);
    let goals = goals.map(|(n, row)| (RowId::Goal(row.id), RowId::Goal(GoalId(n))));
    let tasks = (1..).zip(&draft.tasks);
    let tasks = tasks.map(|(n, row)| (RowId::Task(row.id), RowId::Task(TaskId(n))));
    let others = (1..).zip(&draft.other_tasks);
    let others = others.map(|(n, row)| {
        let number = RowId::OtherTask(OtherTaskId(n));
        (RowId::OtherTask(row.id), number)
    });
    let indicators = (1..).zip(&draft.indicators);
    let indicators = indicators.map(|(n, row)| {
        let number = RowId::Indicator(IndicatorId(n));
        (RowId::Indicator(row.id), number)
    });
    goals.chain(tasks).chain(others).chain(indicators)
}

fn row_text(number: RowId) -> String {
    match number {
        RowId::Goal(GoalId(n)) => format!("goals/{n}"),
        RowId::Task(TaskId(n)) => format!("tasks/{n}"),
        RowId::OtherTask(OtherTaskId(n)) => format!("other_tasks/{n}"),
        RowId::Indicator(IndicatorId(n)) => format!("indicators/{n}"),
    }
}

fn row_of(text: &str) -> Option<RowId> {
    let (list, number) = text.split_once('/')?;
    let number = number_of(number)?;
    Some(match list {
        "goals" => RowId::Goal(GoalId(number)),
        "tasks" => RowId::Task(TaskId(number)),
        "other_tasks" => RowId::OtherTask(OtherTaskId(number)),
        "indicators" => RowId::Indicator(IndicatorId(number)),
        _ => return None,
    })
}

/// Reads only how numbers are written: without a sign and without zeros before them.
fn number_of(text: &str) -> Option<u32> {
    let number = text.parse().ok()?;
    (is_number(text) && !text.starts_with('0')).then_some(number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn path_text(path: &FieldPath) -> String {
    if let FieldPath::Branch(Slot { level1, level2 }) = path {
        return format!("indicators/{}/{}", level1_text(level1), escaped(level2));
    }
    let text = path.to_string();
    match (path.row(), text.splitn(3, '/').nth(2)) {
        (None, _) => text,
        (Some(row), None) => row_text(row),
        (Some(row), Some(field)) => format!("{}/{field}", row_text(row)),
    }
}

fn path_of(text: &str) -> Option<FieldPath> {
    match text.split('/').collect::<Vec<_>>().as_slice() {
        ["indicators", level1, level2] if !is_number(level1) => {
            let slot = Slot::new(unescaped(level1)?, unescaped(level2)?);
            Some(FieldPath::Branch(slot))
        }
        [list, number, rest @ ..] if is_number(number) => {
            let row = row_of(&format!("{list}/{number}"))?;
            let name = match (row, rest) {
                (RowId::Goal(id), []) => return Some(FieldPath::Goal(id)),
                (RowId::Task(id), [field]) => format!("tasks/{id}/{field}"),
                (RowId::OtherTask(id), [field]) => format!("other_tasks/{id}/{field}"),
                (RowId::Indicator(id), [field]) => format!("indicators/{id}/{field}"),
                _ => return None,
            };
            name.parse().ok()
        }
        _ => {
            let path: FieldPath = text.parse().ok()?;
            path.row().is_none().then_some(path)
        }
    }
}

fn level1_text(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(digit) if is_number(name) => format!("{}{}", escape(digit), chars.as_str()),
        _ => escaped(name),
    }
}

fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '/' | '%' => text.push_str(&escape(c)),
            c => text.push(c),
        }
    }
    text
}

fn escape(c: char) -> String {
    format!("%{:02X}", u32::from(c))
}

/// The name that is written so; `None` where an escape is none of ours.
fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut name = parts.next()?.to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let byte = u8::from_str_radix(digits, 16).ok();
        name.push(byte.filter(u8::is_ascii).map(char::from)?);
        name.push_str(rest);
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_place(path: &FieldPath, expected: &str) {
        assert_eq!(path_text(path), expected);
        assert_eq!(path_of(expected).as_ref(), Some(path));
    }

    #[track_caller]
    fn check_branch(level1: &str, level2: &str, expected: &str) {
        check_place(&FieldPath::Branch(Slot::new(level1, level2)), expected);
    }

    #[test]
    fn places_read_back_what_they_write() {
        for (path, expected) in [
            ("department", "department"),
            ("budget", "budget"),
            ("budget/basic", "budget/basic"),
            ("goals", "goals"),
            ("goals/g3", "goals/3"),
            ("tasks/t2/amount", "tasks/2/amount"),
            ("other_tasks/o1/name", "other_tasks/1/name"),
            ("other_tasks/text", "other_tasks/text"),
            ("indicators/i12/year", "indicators/12/year"),
        ] {
            check_place(&path.parse().unwrap(), expected);
        }
        for row in ["goals/1", "tasks/20", "other_tasks/3", "indicators/4"] {
            assert_eq!(row_of(row).map(row_text).as_deref(), Some(row));
        }
    }

    #[test]
    fn branches_of_any_name_are_told_from_rows() {
        check_branch("产出指标", "数量指标", "indicators/产出指标/数量指标");
        check_branch("产出指标", "", "indicators/产出指标/");
        check_branch("", "", "indicators//");
        check_branch("a/b%", "/", "indicators/a%2Fb%25/%2F");
        check_branch("12", "year", "indicators/%312/year");
        check_branch("i1", "year", "indicators/i1/year");
        check_branch("１", "12", "indicators/１/12");
    }

    #[test]
    fn other_texts_are_no_places() {
        for text in [
            "",
            "budget/total",
            "tasks/t2/amount",
            "tasks/0/amount",
            "tasks/02/amount",
            "tasks/+2/amount",
            "tasks/4294967296/amount",
            "tasks/2",
            "tasks/2/x",
            "tasks/2/amount/x",
            "goals/1/x",
            "goals/g1",
            "staff/1",
            "indicators/1/x",
            "indicators/甲/乙/丙",
            "indicators/%/乙",
            "indicators/%F/乙",
            "indicators/%年/乙",
            "indicators/%FF/乙",
        ] {
            assert_eq!(path_of(text), None, "{text}");
        }
        for text in [
            "",
            "goals",
            "goals/",
            "goals/0",
            "goals/g1",
            "budget/1",
            "goals/1/x",
        ] {
            assert_eq!(row_of(text), None, "{text}");
        }
    }
}
