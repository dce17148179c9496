//! `History`: what was done, what can be undone, and whether the draft differs from its file.
//!
//! Limitations: linear (a new step discards what was undone), capped, never stored.

use std::time::Duration;

use super::apply::Edit;
use super::transaction::{Merge, Transaction};
use crate::model::FieldPath;

/// One step: how to undo it and how to do it again.
#[derive(Debug, Clone)]
struct Revision {
    label: String,
    undo: Vec<Edit>,
    redo: Vec<Edit>,
    focus: Option<FieldPath>,
    merge: Option<Merge>,
    /// The number of the state behind it.
    state: usize,
    /// When it was last added to.
    at: Duration,
}

/// The steps of one open draft.
#[derive(Debug, Clone, Default)]
pub struct History {
    revisions: Vec<Revision>,
    /// How many of them are done.
    current: usize,
    /// The number of the state before the oldest step.
    first_state: usize,
    /// The largest number of a state so far. Numbers are never used twice, so that the state that
    /// a save began with cannot be taken for another one when the save ends.
    last_state: usize,
    /// The number of the state that the file holds; perhaps no step leads there any more.
    saved: Option<usize>,
    /// The step that may still grow is closed.
    sealed: bool,
}

/// Typing within this time joins one step.
const MERGE_WITHIN: Duration = Duration::from_secs(1);
/// More steps than this are forgotten, the oldest first.
const MAX_REVISIONS: usize = 1_000;

/// What to apply, and what to call it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The step's name.
    pub label: String,
    /// The edits that undo or redo it, in order.
    pub edits: Vec<Edit>,
    /// Where it happened.
    pub focus: Option<FieldPath>,
}

impl History {
    /// The history of a draft that is as its file.
    pub fn saved() -> Self {
        Self {
            saved: Some(0),
            ..Self::default()
        }
    }

    /// The history of a draft that has no file yet and holds something.
    pub fn unsaved() -> Self {
        Self::default()
    }

    /// Remembers an applied transaction with its inverse. `now` is any clock that only goes on.
    pub fn commit(&mut self, tx: Transaction, inverse: Vec<Edit>, now: Duration) {
        self.revisions.truncate(self.current);
        let Transaction {
            label,
            edits,
            focus,
            merge,
        } = tx;
        let joins = self.joins(merge.as_ref(), now);
        self.last_state += 1;
        if joins && let Some(last) = self.revisions.last_mut() {
            last.redo = edits;
            last.state = self.last_state;
            last.at = now;
            return;
        }
        self.revisions.push(Revision {
            label,
            undo: inverse,
            redo: edits,
            focus,
            merge,
            state: self.last_state,
            at: now,
        });
        self.current += 1;
        self.sealed = false;
        self.forget_oldest();
    }

    /// Typing joins the last step if that is typing in the same field a moment ago, and the file
    /// does not hold the state between.
    fn joins(&self, merge: Option<&Merge>, now: Duration) -> bool {
        let Some(last) = self.revisions.last() else {
            return false;
        };
        !self.sealed
            && merge.is_some()
            && last.merge.as_ref() == merge
            && now.saturating_sub(last.at) <= MERGE_WITHIN
            && self.saved != Some(self.state())
    }

    fn forget_oldest(&mut self) {
        if self.revisions.len() > MAX_REVISIONS {
            self.first_state = self.revisions.remove(0).state;
            self.current -= 1;
        }
    }

    /// The next step will not join the last one: the field was left, or the draft saved.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Takes the last step back; the caller applies it.
    pub fn undo(&mut self) -> Option<Step> {
        let idx = self.current.checked_sub(1)?;
        let revision = self.revisions.get(idx)?;
        self.current = idx;
        self.sealed = true;
        Some(Step {
            label: revision.label.clone(),
            edits: revision.undo.clone(),
            focus: revision.focus.clone(),
        })
    }

    /// Does the next undone step again; the caller applies it.
    pub fn redo(&mut self) -> Option<Step> {
        let revision = self.revisions.get(self.current)?;
        self.current += 1;
        self.sealed = true;
        Some(Step {
            label: revision.label.clone(),
            edits: revision.redo.clone(),
            focus: revision.focus.clone(),
        })
    }

    /// The name of the step that undo takes back.
    pub fn undo_label(&self) -> Option<&str> {
        let idx = self.current.checked_sub(1)?;
        self.revisions
            .get(idx)
            .map(|revision| revision.label.as_str())
    }

    /// The name of the step that redo does again.
    pub fn redo_label(&self) -> Option<&str> {
        self.revisions
            .get(self.current)
            .map(|revision| revision.label.as_str())
    }

    /// The number of the present state.
    fn state(&self) -> usize {
        let last = self.current.checked_sub(1);
        let last = last.and_then(|idx| self.revisions.get(idx));
        last.map_or(self.first_state, |revision| revision.state)
    }

    /// The number of the present state; what a save notes when it starts. Closes the last step, so that
    /// what is typed while the save runs is a step of its own.
    pub fn mark(&mut self) -> usize {
        self.sealed = true;
        self.state()
    }

    /// The file holds the state at `mark`.
    pub fn mark_saved(&mut self, mark: usize) {
        self.saved = Some(mark);
        self.sealed = true;
    }

    /// The draft differs from its file.
    pub fn is_modified(&self) -> bool {
        self.saved != Some(self.state())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply_all;
    use crate::model::{Draft, access, sample};

    struct Desk {
        draft: Draft,
        history: History,
        now: Duration,
    }

    impl Desk {
        fn new() -> Self {
            Self {
                draft: sample::minimal(),
                history: History::saved(),
                now: Duration::ZERO,
            }
        }

        fn wait(&mut self, millis: u64) {
            self.now += Duration::from_millis(millis);
        }

        fn types(&mut self, path: &str, text: &str) {
            let tx = Transaction::typing("修改", path.parse().unwrap(), text);
            let inverse = apply_all(&mut self.draft, &tx.edits).unwrap();
            self.history.commit(tx, inverse, self.now);
        }

        fn undo(&mut self) -> Option<String> {
            let step = self.history.undo()?;
            apply_all(&mut self.draft, &step.edits).unwrap();
            Some(step.label)
        }

        fn redo(&mut self) -> Option<String> {
            let step = self.history.redo()?;
            apply_all(&mut self.draft, &step.edits).unwrap();
            Some(step.label)
        }

        fn department(&self) -> String {
            access::text(&self.draft, &FieldPath::Department)
                .unwrap()
                .into_owned()
        }
    }

    #[test]
    fn typing_in_one_field_is_one_step() {
        let mut desk = Desk::new();
        for text in ["示", "示例", "示例局"] {
            desk.types("department", text);
            desk.wait(900);
        }
        assert_eq!(desk.undo().as_deref(), Some("修改"));
        assert_eq!(desk.department(), "示例市社区教育中心");
        assert_eq!(desk.undo(), None);
        desk.redo();
        assert_eq!(desk.department(), "示例局");
        assert_eq!(desk.redo(), None);
    }

    #[test]
    fn a_pause_another_field_or_leaving_starts_a_new_step() {
        let mut desk = Desk::new();
        desk.types("department", "一");
        desk.wait(1_100);
        desk.types("department", "二");
        desk.types("goals/g1", "目标");
        desk.types("department", "三");
        desk.history.seal();
        desk.types("department", "四");
        let mut steps = 0;
        while desk.undo().is_some() {
            steps += 1;
        }
        assert_eq!(steps, 5);
        assert_eq!(desk.draft, sample::minimal());
    }

    #[test]
    fn modified_means_different_from_the_file() {
        let mut desk = Desk::new();
        assert!(!desk.history.is_modified());
        desk.types("department", "一");
        assert!(desk.history.is_modified());
        desk.undo();
        assert!(!desk.history.is_modified());
        desk.redo();
        let mark = desk.history.mark();
        desk.history.mark_saved(mark);
        assert!(!desk.history.is_modified());
        desk.undo();
        assert!(desk.history.is_modified());
        desk.types("department", "二");
        desk.undo();
        assert!(
            desk.history.is_modified(),
            "the saved state lies in a discarded branch"
        );
    }

    #[test]
    fn typing_during_a_save_is_not_taken_for_saved() {
        let mut desk = Desk::new();
        desk.types("department", "一");
        let mark = desk.history.mark();
        desk.types("department", "一二");
        desk.history.mark_saved(mark);
        assert!(desk.history.is_modified());
        desk.undo();
        assert_eq!(desk.department(), "一");
        assert!(!desk.history.is_modified());
    }

    #[test]
    fn stepping_back_and_typing_during_a_save_is_not_taken_for_saved() {
        let mut desk = Desk::new();
        desk.types("department", "一");
        let mark = desk.history.mark();
        desk.undo();
        desk.types("department", "二");
        desk.history.mark_saved(mark);
        assert!(
            desk.history.is_modified(),
            "the file holds the other branch"
        );
        desk.undo();
        assert!(desk.history.is_modified(), "and not the beginning");
    }

    #[test]
    fn the_saved_state_is_known_after_old_steps_were_forgotten() {
        let mut desk = Desk::new();
        let types = |desk: &mut Desk, n: usize| {
            desk.types("department", &n.to_string());
            desk.history.seal();
        };
        types(&mut desk, 0);
        let mark = desk.history.mark();
        desk.history.mark_saved(mark);
        for n in 0..MAX_REVISIONS {
            types(&mut desk, n + 1);
        }
        assert!(desk.history.is_modified());
        while desk.undo().is_some() {}
        assert_eq!(desk.department(), "0");
        assert!(!desk.history.is_modified());
    }

    #[test]
    fn old_steps_are_forgotten() {
        let mut desk = Desk::new();
        for n in 0..MAX_REVISIONS + 5 {
            desk.types("department", &n.to_string());
            desk.history.seal();
        }
        let mut steps = 0;
        while desk.undo().is_some() {
            steps += 1;
        }
        assert_eq!(steps, MAX_REVISIONS);
        assert!(desk.history.is_modified());
        assert_eq!(desk.department(), "4");
    }
}
