//! Folding: many hints that say the same become one line with their number.
//!
//! Invariants: errors and warnings always stand for themselves; the lines keep the order of the
//! findings, a folded one stands where its first finding does; every finding is in one line.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Diagnostic, Severity};
use crate::model::Section;

/// So many hints of one rule in one part of the form are folded.
const MIN_FOLDED: usize = 3;

/// What findings have in common that are folded into one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Likeness {
    /// The rule's id.
    pub rule: &'static str,
    /// The part of the form.
    pub section: Section,
    /// How bad they are.
    pub severity: Severity,
}

impl Likeness {
    /// `None` for what is never folded.
    fn of(found: &Diagnostic) -> Option<Self> {
        let is_mild = matches!(found.severity, Severity::Hint | Severity::Info);
        is_mild.then(|| Self {
            rule: found.rule.id,
            section: found.path.section(),
            severity: found.severity,
        })
    }
}

/// A line of a list of findings, which it names by their places in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A finding that stands for itself.
    One(usize),
    /// Findings that are alike, in their order; at least three.
    Several(Likeness, Vec<usize>),
}

/// The lines of findings that stand in the order of the form.
pub fn fold(found: &[&Diagnostic]) -> Vec<Line> {
    let mut alike: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
    for (idx, item) in found.iter().enumerate() {
        if let Some(likeness) = Likeness::of(item) {
            alike.entry(likeness).or_default().push(idx);
        }
    }
    alike.retain(|_, all| all.len() >= MIN_FOLDED);
    let mut lines = Vec::new();
    let mut told: BTreeSet<Likeness> = BTreeSet::new();
    for (idx, item) in found.iter().enumerate() {
        let likeness = Likeness::of(item);
        if likeness.is_some_and(|likeness| told.contains(&likeness)) {
            continue;
        }
        match likeness.and_then(|likeness| Some((likeness, alike.remove(&likeness)?))) {
            Some((likeness, all)) => {
                told.insert(likeness);
                lines.push(Line::Several(likeness, all));
            }
            None => lines.push(Line::One(idx)),
        }
    }
    lines
}

/// What a line of several says: their sentence where all say the same, else what the rule looks
/// at, with the number of places.
pub fn words_of_alike<'a>(mut found: impl Iterator<Item = &'a Diagnostic>) -> String {
    let Some(first) = found.next() else {
        return String::new();
    };
    let (mut count, mut are_equal) = (1, true);
    for other in found {
        count += 1;
        are_equal &= other.message == first.message;
    }
    let words = if are_equal {
        first.message.as_str()
    } else {
        first.rule.docs.what.trim_end_matches('。')
    };
    format!("{words}（共 {count} 处）")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::registry::rule;
    use crate::check::sink::Sink;
    use expect_test::{Expect, expect};

    /// A line each: rule, severity, address, message.
    #[track_caller]
    fn check_fold(findings: &str, expected: &Expect) {
        let mut found = Vec::new();
        for line in findings
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            let parts: Vec<&str> = line.splitn(4, ' ').collect();
            let severities = Severity::ALL.into_iter();
            let mut severity = severities.filter(|severity| severity.to_string() == parts[1]);
            Sink::new(rule(parts[0]).unwrap(), &mut found)
                .at(parts[2].parse().unwrap(), parts[3])
                .severity(severity.next().unwrap());
        }
        let found: Vec<&Diagnostic> = found.iter().collect();
        let mut n_told = 0;
        let told: Vec<String> = fold(&found)
            .into_iter()
            .map(|line| {
                let (all, words) = match line {
                    Line::One(idx) => (vec![idx], found[idx].message.clone()),
                    Line::Several(_, all) => {
                        let words = words_of_alike(all.iter().map(|idx| found[*idx]));
                        (all, words)
                    }
                };
                n_told += all.len();
                format!("{} ×{} {words}", found[all[0]].path, all.len())
            })
            .collect();
        expected.assert_eq(&told.join("\n"));
        assert_eq!(n_told, found.len());
    }

    #[test]
    fn three_equal_hints_are_one_line_where_the_first_stands() {
        check_fold(
            "blank-amount hint budget/basic 未填
            unusable-year error year 年度不对
            blank-amount hint budget/project 未填
            blank-amount hint budget/fiscal 未填",
            &expect![[r"
                budget/basic ×3 未填（共 3 处）
                year ×1 年度不对"]],
        );
    }

    #[test]
    fn different_words_are_told_as_what_the_rule_looks_at() {
        check_fold(
            "blank-amount hint budget/basic “基本支出”未填
            blank-amount hint budget/project “项目支出”未填
            blank-amount hint budget/fiscal “财政拨款”未填",
            &expect![
                "budget/basic ×3 财政专项资金、其他资金等预算金额空着，而不是 0.00（共 3 处）"
            ],
        );
    }

    #[test]
    fn two_are_not_folded_nor_are_errors_and_warnings() {
        check_fold(
            "blank-amount hint budget/basic 未填
            blank-amount hint budget/project 未填
            negative-amount warning budget/basic 是负数
            negative-amount warning budget/project 是负数
            negative-amount warning budget/fiscal 是负数
            unread-amount error budget/basic 不是金额
            unread-amount error budget/project 不是金额
            unread-amount error budget/fiscal 不是金额",
            &expect![[r"
                budget/basic ×1 未填
                budget/project ×1 未填
                budget/basic ×1 是负数
                budget/project ×1 是负数
                budget/fiscal ×1 是负数
                budget/basic ×1 不是金额
                budget/project ×1 不是金额
                budget/fiscal ×1 不是金额"]],
        );
    }

    #[test]
    fn rules_parts_and_severities_are_kept_apart() {
        check_fold(
            "blank-amount hint budget/basic 未填
            blank-amount hint budget/project 未填
            blank-amount info budget/fiscal 未填
            blank-amount hint tasks/t1/amount 未填
            blank-amount hint tasks/t2/amount 未填
            blank-level-amount hint budget/transfer 未填",
            &expect![[r"
                budget/basic ×1 未填
                budget/project ×1 未填
                budget/fiscal ×1 未填
                tasks/t1/amount ×1 未填
                tasks/t2/amount ×1 未填
                budget/transfer ×1 未填"]],
        );
    }
}
