//! 全部修复: every fix that keeps the meaning, one after another, as one step.
//!
//! Invariants: only safe fixes are applied; the edits, applied in their order to the draft that was
//! given, lead to the draft that is returned; it comes to an end whatever the fixes do.

use std::collections::BTreeSet;

use super::context::CheckCtx;
use super::fix::{Fix, Safety};
use super::report::Report;
use super::run;
use super::situation::Situation;
use crate::edit::{Edit, Transaction, apply_all};
use crate::model::{Draft, FieldPath, Template, Totals};

/// What all safe fixes together make of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Mending {
    /// The draft as it is afterwards.
    pub draft: Draft,
    /// What was done, in order.
    pub edits: Vec<Edit>,
    /// How many fixes were applied.
    pub count: usize,
}

/// A mended text may show a further fault; after so many rounds it is left to a person.
const MAX_ROUNDS: usize = 20;

impl Mending {
    /// The step that does it.
    pub fn transaction(self) -> Transaction {
        let label = format!("修复 {} 处格式问题", self.count);
        let focus = self.edits.iter().find_map(|edit| match edit {
            Edit::Set { path, .. } => Some(path.clone()),
            _ => None,
        });
        Transaction {
            focus,
            ..Transaction::new(label, self.edits)
        }
    }
}

/// Applies every safe fix until none is left. Findings that are ignored stay as they are.
pub fn mend_safely(draft: &Draft, template: &Template, situation: Situation<'_>) -> Mending {
    let mut mending = Mending {
        draft: draft.clone(),
        edits: Vec::new(),
        count: 0,
    };
    for _round in 0..MAX_ROUNDS {
        let totals = Totals::of(&mending.draft, template);
        let report = run(&CheckCtx::new(&mending.draft, template, &totals).when(situation));
        if mending.apply_round(&report) == 0 {
            break;
        }
    }
    mending
}

impl Mending {
    /// Applies the safe fixes that do not touch the same fields, and returns how many they were.
    fn apply_round(&mut self, report: &Report) -> usize {
        let mut written: BTreeSet<FieldPath> = BTreeSet::new();
        let before = self.count;
        for fix in report
            .items()
            .iter()
            .filter_map(|item| safe_fix(&item.fixes))
        {
            let edits = &fix.transaction.edits;
            let Some(fields) = fields_set(edits) else {
                // A fix that moves rows was made for a draft in which nothing else is done.
                if self.count == before && self.apply(edits) {
                    return 1;
                }
                continue;
            };
            let is_free = fields.iter().all(|path| !written.contains(*path));
            if is_free && self.apply(edits) {
                written.extend(fields.into_iter().cloned());
            }
        }
        self.count - before
    }

    /// A fix that does not fit any more is left for the next round.
    fn apply(&mut self, edits: &[Edit]) -> bool {
        if apply_all(&mut self.draft, edits).is_err() {
            return false;
        }
        self.edits.extend_from_slice(edits);
        self.count += 1;
        true
    }
}

fn safe_fix(fixes: &[Fix]) -> Option<&Fix> {
    fixes.iter().find(|fix| fix.safety == Safety::Safe)
}

/// The fields that a fix writes, where it does nothing else.
fn fields_set(edits: &[Edit]) -> Option<Vec<&FieldPath>> {
    edits
        .iter()
        .map(|edit| match edit {
            Edit::Set { path, .. } => Some(path),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{access, sample};

    #[test]
    fn every_safe_fix_is_applied_and_nothing_else() {
        let template = sample::template();
        let mut draft = sample::complete();
        let goal: FieldPath = "goals/g2".parse().unwrap();
        access::set_text(&mut draft, &goal, "<p>&lt;b&gt;扩大&lt;/b&gt;参与。</p>");
        let mending = mend_safely(&draft, &template, Situation::default());
        assert_eq!(
            access::text(&mending.draft, &goal).as_deref(),
            Some("扩大参与。")
        );
        assert_eq!(mending.count, 2);
        let mut again = draft.clone();
        apply_all(&mut again, &mending.edits).unwrap();
        assert_eq!(again, mending.draft);
        // The remainder of 按预算级次划分 is a guess and stays one.
        assert!(mending.draft.budget.city_level.is_empty());
    }

    #[test]
    fn a_clean_draft_stays_as_it_is() {
        let draft = sample::minimal();
        let mending = mend_safely(&draft, &sample::template(), Situation::default());
        assert_eq!((mending.draft, mending.count), (draft, 0));
    }
}
