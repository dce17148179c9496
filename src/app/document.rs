//! `Document`: the open draft with its history, its file and its revision.

use std::path::PathBuf;
use std::time::Duration;

use crate::base::ids::IdAllocator;
use crate::edit::{Edit, EditError, History, Transaction, apply_all};
use crate::model::{Draft, FieldPath};
use crate::store::ContentHash;
use crate::store::lock::{FileLock, Holder};

/// What a draft without a file is called.
pub const UNNAMED: &str = "未命名目标表";

/// The open draft.
#[derive(Debug)]
pub struct Document {
    draft: Draft,
    history: History,
    ids: IdAllocator,
    file: Option<OpenFile>,
    /// Grows with every change; never falls, not even by undo.
    revision: u64,
    /// The time of day of the last save, `10:32`.
    saved_at: Option<String>,
}

/// The file of an open draft.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it held when it was last read or written here.
    pub content: ContentHash,
    /// Whether it may be written.
    pub access: Access,
}

/// Whether a file may be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Access {
    /// This window has it, with a lock where the folder allows one.
    Own(Option<FileLock>),
    /// Somebody else has it; it is only looked at.
    ReadOnly(Holder),
}

impl OpenFile {
    /// The lock that this window has on it.
    pub fn lock(&self) -> Option<&FileLock> {
        match &self.access {
            Access::Own(lock) => lock.as_ref(),
            Access::ReadOnly(_) => None,
        }
    }
}

impl Document {
    /// A draft that was read from a file and is as the file.
    pub fn from_file(draft: Draft, file: OpenFile, revision: u64) -> Self {
        Self {
            file: Some(file),
            ..Self::blank(draft, revision)
        }
    }

    /// A draft without a file; an unwritten one counts as saved, so that nobody is asked about it.
    pub fn blank(draft: Draft, revision: u64) -> Self {
        Self {
            history: History::saved(),
            ..Self::unsaved(draft, revision)
        }
    }

    /// A draft without a file that holds something worth keeping.
    pub fn unsaved(draft: Draft, revision: u64) -> Self {
        let ids = IdAllocator::after(draft.largest_id());
        Self {
            draft,
            history: History::unsaved(),
            ids,
            file: None,
            revision,
            saved_at: None,
        }
    }

    /// The draft.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Its history.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Its file.
    pub fn file(&self) -> Option<&OpenFile> {
        self.file.as_ref()
    }

    /// Who has the file, where it is only looked at.
    pub fn holder(&self) -> Option<&Holder> {
        match &self.file.as_ref()?.access {
            Access::ReadOnly(holder) => Some(holder),
            Access::Own(_) => None,
        }
    }

    /// The number of the present state.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The time of day of the last save.
    pub fn saved_at(&self) -> Option<&str> {
        self.saved_at.as_deref()
    }

    /// Builds a transaction from the draft, with fresh ids at hand.
    pub fn build<T>(&mut self, make: impl FnOnce(&Draft, &mut IdAllocator) -> T) -> T {
        make(&self.draft, &mut self.ids)
    }

    /// Applies a transaction as one step.
    ///
    /// # Errors
    /// The draft is unchanged then.
    pub fn commit(&mut self, tx: Transaction, now: Duration) -> Result<(), EditError> {
        let before = self.revision;
        let inverse = apply_all(&mut self.draft, &tx.edits)?;
        // Fixes bring ids of their own.
        self.ids = IdAllocator::after(self.draft.largest_id().max(self.ids.last()));
        self.history.commit(tx, inverse, now);
        self.revision = before + 1;
        Ok(())
    }

    /// Takes the last step back; tells where it happened.
    ///
    /// # Errors
    /// Only a mistake of ours can bring one about.
    pub fn undo(&mut self) -> Result<Option<FieldPath>, EditError> {
        match self.history.undo() {
            Some(step) => self.step(&step.edits, step.focus),
            None => Ok(None),
        }
    }

    /// Does the last undone step again; tells where it happened.
    ///
    /// # Errors
    /// Only a mistake of ours can bring one about.
    pub fn redo(&mut self) -> Result<Option<FieldPath>, EditError> {
        match self.history.redo() {
            Some(step) => self.step(&step.edits, step.focus),
            None => Ok(None),
        }
    }

    fn step(
        &mut self,
        edits: &[Edit],
        focus: Option<FieldPath>,
    ) -> Result<Option<FieldPath>, EditError> {
        apply_all(&mut self.draft, edits)?;
        self.revision += 1;
        // A row that comes back is where it happened, not the neighbour that stood in for it.
        let back = edits.iter().rev().find_map(|edit| match edit {
            Edit::Insert { row, .. } => Some(row.id().first_field()),
            _ => None,
        });
        Ok(back.or(focus))
    }

    /// The next typing is a step of its own.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// The place in the history that a save writes.
    pub fn mark(&mut self) -> usize {
        self.history.mark()
    }

    /// `file` holds the state at `mark`.
    pub fn saved(&mut self, file: OpenFile, mark: usize, at: String) {
        self.file = Some(file);
        self.saved_at = Some(at);
        self.history.mark_saved(mark);
    }

    /// The file holds this content now, and somebody agreed to replace it.
    pub fn expect(&mut self, content: ContentHash) {
        if let Some(file) = &mut self.file {
            file.content = content;
        }
    }

    /// The present state is what the file holds.
    pub fn agrees_with_file(&mut self, content: ContentHash) {
        self.expect(content);
        let mark = self.history.mark();
        self.history.mark_saved(mark);
    }
}
