//! What differs in the annotations of two drafts.
//!
//! Rows are the same where `align.rs` says so: an annotation that stayed with its row is none, and
//! one whose row came or went comes or goes with it. Annotations of rows that are in neither
//! draft's lists are in no file, so they do not count.

use std::collections::BTreeMap;

use super::Difference;
use super::rows::List;
use crate::model::annotations::{Annotations, Ignored, Link};
use crate::model::draft::Draft;
use crate::model::path::{FieldPath, RowId};
use crate::model::place;
use crate::model::template::Template;

/// Stands where two rows are linked.
const LINKED: &str = "已关联";
/// Stands where no reason was given.
const NO_REASON: &str = "未写理由";

/// Adds what differs in the annotations, the ignored findings first.
pub(super) fn differences(
    before: &Draft,
    after: &Draft,
    template: &Template,
    found: &mut Vec<Difference>,
) {
    if before.annotations.is_empty() && after.annotations.is_empty() {
        return;
    }
    let pairs = List::ALL
        .into_iter()
        .flat_map(|list| list.partners(before, after, template));
    let pairs: Vec<(RowId, RowId)> = pairs.collect();
    let forth: BTreeMap<RowId, RowId> = pairs.iter().copied().collect();
    let back: BTreeMap<RowId, RowId> = pairs.iter().map(|(old, new)| (*new, *old)).collect();
    let old = Side::of(before, template, &forth);
    let new = Side::of(after, template, &back);
    old.tell_ignored(&new, Told::Before, found);
    new.tell_ignored(&old, Told::After, found);
    old.tell_links(&new, Told::Before, found);
    new.tell_links(&old, Told::After, found);
}

/// Which draft is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Before,
    After,
}

/// The annotations of one draft.
struct Side<'a> {
    template: &'a Template,
    present: Annotations,
    /// What the rows of this draft are called.
    names: BTreeMap<RowId, String>,
    /// The rows of the other draft that these became, or were.
    partners: &'a BTreeMap<RowId, RowId>,
}

impl<'a> Side<'a> {
    fn of(draft: &Draft, template: &'a Template, partners: &'a BTreeMap<RowId, RowId>) -> Self {
        let names = List::ALL.into_iter();
        let names: BTreeMap<RowId, String> =
            names.flat_map(|list| list.names(draft, template)).collect();
        let present = draft
            .annotations
            .renamed(|row| names.contains_key(&row).then_some(row));
        Self {
            template,
            present,
            names,
            partners,
        }
    }

    /// Tells what is ignored here and not there; of what is ignored on both sides the reason, once.
    fn tell_ignored(&self, other: &Side<'_>, told: Told, found: &mut Vec<Difference>) {
        for ignored in self.present.ignored() {
            let there = self.counterpart(ignored, other);
            if there.is_some_and(|there| there.reason == ignored.reason || told == Told::Before) {
                continue;
            }
            let here = Some(reason(ignored));
            let there = there.map(reason);
            let (before, after) = match told {
                Told::Before => (here, there),
                Told::After => (there, here),
            };
            found.push(Difference {
                place: format!("忽略的问题：{}", self.place(&ignored.path)),
                section: ignored.path.section(),
                before,
                after,
            });
        }
    }

    fn counterpart<'o>(&self, ignored: &Ignored, other: &'o Side<'_>) -> Option<&'o Ignored> {
        let path = match ignored.path.row() {
            Some(row) => ignored.path.in_row(*self.partners.get(&row)?)?,
            None => ignored.path.clone(),
        };
        let there = &other.present;
        there.ignoring(&ignored.rule, &path, ignored.seen)
    }

    fn tell_links(&self, other: &Side<'_>, told: Told, found: &mut Vec<Difference>) {
        for link in self.present.links() {
            let partners = [link.from(), link.to()].map(|row| self.partners.get(&row));
            if let [Some(from), Some(to)] = partners
                && other.present.is_linked(*from, *to)
            {
                continue;
            }
            let linked = |side| (side == told).then(|| LINKED.to_owned());
            found.push(Difference {
                place: format!("关联：{}", self.pair(*link)),
                section: link.from().list().section(),
                before: linked(Told::Before),
                after: linked(Told::After),
            });
        }
    }

    fn place(&self, path: &FieldPath) -> String {
        let name = path.row().and_then(|row| self.names.get(&row));
        match (name, path) {
            (Some(name), FieldPath::Goal(_)) => name.clone(),
            (Some(name), _) => format!("{name}的{}", self.template.label(path)),
            (None, _) => place::place(&Draft::default(), self.template, path),
        }
    }

    fn pair(&self, link: Link) -> String {
        let names = [link.from(), link.to()].map(|row| self.names.get(&row));
        let names = names.map(|name| name.map_or("", String::as_str));
        names.join("与")
    }
}

fn reason(ignored: &Ignored) -> String {
    if ignored.reason.is_empty() {
        NO_REASON.to_owned()
    } else {
        ignored.reason.clone()
    }
}
