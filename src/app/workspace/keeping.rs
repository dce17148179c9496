//! The journal of the open draft, and leaving without losing anything.

use std::time::Duration;

use super::{Leaving, Workspace};
use crate::app::clock;
use crate::app::effect::Effect;
use crate::app::jobs::JournalJob;
use crate::app::notice::Notice;
use crate::app::safekeeping::{Chore, Unsaved};
use crate::store::journal::Origin;

impl Workspace {
    /// Why nothing that is typed is kept at present, in words; `None` where all is well.
    pub fn journal_fault(&self) -> Option<Notice> {
        self.keeping.fault().map(Notice::unkept_typing)
    }

    /// Does what is due with the journal.
    pub(super) fn keep_journal(&mut self, now: Duration) {
        // What was given up on the way out is not written again.
        if matches!(
            self.errands.leaving,
            Leaving::Forgetting | Leaving::GivingBack
        ) {
            return;
        }
        let unsaved = if self.is_modified() {
            Unsaved::Changes
        } else {
            Unsaved::Nothing
        };
        let document = self.keeping.document();
        match self.keeping.chore(self.revision(), unsaved, now) {
            Chore::Rest => {}
            Chore::Forget => self.jobs.ask_journal(JournalJob::Forget { document }),
            Chore::Record => {
                let file = self.document.file();
                let job = JournalJob::Record {
                    document,
                    revision: self.revision(),
                    draft: Box::new(self.draft().clone()),
                    origin: Origin {
                        file: file.map(|file| file.path.clone()),
                        base: file.map(|file| file.content),
                    },
                    at: clock::now(),
                };
                self.jobs.ask_journal(job);
            }
        }
    }

    /// Another draft is open, or none any more: removes the journal of the one before. Tells
    /// whether there was one.
    pub(super) fn forget_journal(&mut self) -> bool {
        match self.keeping.start_over() {
            Some(document) => {
                self.jobs.ask_journal(JournalJob::Forget { document });
                true
            }
            None => false,
        }
    }

    pub(super) fn journaled(&mut self, document: u32, result: Result<(), String>) -> Vec<Effect> {
        if document != self.keeping.document() {
            return Vec::new();
        }
        self.keeping.written(result, self.errands.now);
        if self.keeping.has(self.revision()) {
            self.forget_recovered();
            if self.errands.leaving == Leaving::Recording {
                self.give_back();
            }
        }
        Vec::new()
    }

    /// A journal that could not be removed is found at the next start, and removed then: the file
    /// holds what it holds.
    pub(super) fn journal_forgotten(&mut self, _result: Result<(), String>) -> Vec<Effect> {
        if self.errands.leaving == Leaving::Forgetting {
            self.give_back();
        }
        Vec::new()
    }

    /// The system ends the session: nobody can be asked, so what is not saved goes to the
    /// journal, from which the next start takes it.
    pub(super) fn end_session(&mut self) -> Vec<Effect> {
        if !self.is_modified() || self.keeping.has(self.revision()) {
            self.give_back();
            return Vec::new();
        }
        self.errands.leaving = Leaving::Recording;
        self.keeping.hurry();
        self.keep_journal(self.errands.now);
        Vec::new()
    }
}
