//! What the jobs came to.

use super::Workspace;
use crate::app::document::Document;
use crate::app::effect::{Effect, Next};
use crate::app::jobs::{Done, Work};
use crate::app::notice::Notice;
use crate::exchange::text_import::Imported;

impl Workspace {
    pub(super) fn done(&mut self, done: Done) -> Vec<Effect> {
        match done {
            Done::Loaded(fetch, result) => self.loaded(fetch, result),
            Done::Imported(path, Ok(_)) if self.was_typed_in_while_reading() => {
                vec![Effect::AskUnsaved(Next::ImportPath(path))]
            }
            Done::Imported(_, Ok(imported)) => self.imported(*imported),
            Done::Target {
                pick,
                path,
                exists: true,
            } => vec![Effect::AskReplace(pick, path)],
            Done::Target {
                pick,
                path,
                exists: false,
            } => self.picked(pick, path),
            Done::Listed(listing) => vec![Effect::Folder(listing)],
            Done::Saved {
                document,
                mark,
                next,
                result,
            } => self.saved((document, mark), next, result),
            Done::LaidOut {
                revision,
                result: Ok(printed),
            } => {
                self.preview.arrived(revision, printed);
                Vec::new()
            }
            Done::TriedPrint { revision, result } => self.tried_print(revision, result),
            Done::Picture {
                page,
                hash,
                milli_px_per_pt,
                bitmap,
            } => {
                vec![Effect::Picture {
                    page,
                    hash,
                    milli_px_per_pt,
                    bitmap,
                }]
            }
            Done::Exported(path, Ok(saved)) | Done::LeftoverExported(path, Ok(saved)) => {
                self.tell(Notice::of_saved(&saved, &path))
            }
            Done::Imported(_, Err(err))
            | Done::LaidOut {
                result: Err(err), ..
            }
            | Done::Exported(_, Err(err))
            | Done::LeftoverExported(_, Err(err)) => self.tell(Notice::of(&err)),
            Done::Crashed(work, cause) => self.crashed(work, &cause),
            Done::Settled => Vec::new(),
            other => self.background_done(other),
        }
    }

    /// What the safety nets report.
    fn background_done(&mut self, done: Done) -> Vec<Effect> {
        match done {
            Done::Journaled {
                document,
                revision: _,
                result,
            } => self.journaled(document, result),
            Done::JournalForgotten(result) => self.journal_forgotten(result),
            Done::Left => vec![Effect::CloseWindow],
            Done::Kept { kept, result } => self.kept(kept, result),
            Done::Looked {
                path,
                expected,
                outside,
            } => self.looked(&path, expected, outside),
            Done::Leftovers(found) => self.leftovers_found(found),
            Done::LeftoverForgotten(result) => self.leftover_forgotten(result),
            Done::Versions(of, result) => self.versions_listed(of, result),
            Done::VersionRead(path, result) => self.version_read(&path, result),
            Done::Recent(found) => self.memory.recent_checked(found),
            Done::SettingsFailed(cause) => self.settings_failed(&cause),
            _ => Vec::new(),
        }
    }

    fn crashed(&mut self, work: Work, cause: &str) -> Vec<Effect> {
        match work {
            Work::Files => {
                self.errands.saves = 0;
                self.errands.waiting_saves.clear();
            }
            Work::Journals => self
                .keeping
                .written(Err(cause.to_owned()), self.errands.now),
            Work::Pages => self.review.stop_waiting(),
        }
        self.tell(Notice::of_crash(cause))
    }

    fn imported(&mut self, imported: Imported) -> Vec<Effect> {
        let Imported { draft, notes } = imported;
        let document = Document::unsaved(draft, self.revision() + 1);
        self.replace(document, notes)
    }
}
