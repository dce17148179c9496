//! What somebody else does to the file of the open draft.

use std::path::{Path, PathBuf};

use super::Workspace;
use crate::app::command::OutsideAnswer;
use crate::app::effect::Effect;
use crate::app::jobs::{FileJob, Kept, Outside};
use crate::app::notice::Notice;
use crate::app::ops;
use crate::model::Draft;
use crate::model::compare::{self, Difference};
use crate::store::{ContentHash, Loaded};

/// The file of the open draft holds another draft now.
#[derive(Debug)]
pub struct OutsideChange {
    /// The file.
    pub path: PathBuf,
    /// What differs, from the open draft to the file.
    pub differences: Vec<Difference>,
    draft: Draft,
    content: ContentHash,
    /// What people should know once they have loaded it.
    notices: Vec<Notice>,
}

impl Workspace {
    /// Looks whether the file is still what it was; asked when the window gets the focus.
    pub(super) fn look_outside(&mut self) -> Vec<Effect> {
        self.jobs
            .ask_file(FileJob::CheckRecent(self.settings().recent.clone()));
        if let Some(file) = self.document.file()
            && self.errands.saves == 0
        {
            let job = FileJob::Look {
                path: file.path.clone(),
                expected: file.content,
            };
            self.jobs.ask_file(job);
        }
        Vec::new()
    }

    pub(super) fn looked(
        &mut self,
        path: &Path,
        expected: ContentHash,
        outside: Outside,
    ) -> Vec<Effect> {
        let is_present = self
            .document
            .file()
            .is_some_and(|file| file.path == path && file.content == expected);
        if !is_present {
            return Vec::new();
        }
        match outside {
            Outside::Same => {
                self.outside = None;
                Vec::new()
            }
            Outside::Changed(loaded) => self.changed_outside(path, *loaded),
            Outside::Missing if self.errands.told_missing => Vec::new(),
            Outside::Missing => {
                self.errands.told_missing = true;
                self.tell(Notice::missing_file(path))
            }
            Outside::Unreadable(err) => self.tell_once(Notice::unreadable_outside(&err, path)),
        }
    }

    fn changed_outside(&mut self, path: &Path, loaded: Loaded) -> Vec<Effect> {
        if self.errands.waved_off == Some(loaded.content_hash) {
            return Vec::new();
        }
        if ops::find_template(&self.templates, &loaded.draft.template).is_err() {
            return self.tell_once(Notice::missing_file(path));
        }
        let notices = loaded.notices.iter();
        let notices = notices.map(|notice| Notice::of_load(notice, path));
        self.outside = Some(OutsideChange {
            path: path.to_owned(),
            differences: compare::differences(self.draft(), &loaded.draft, &self.template),
            draft: loaded.draft,
            content: loaded.content_hash,
            notices: notices.collect(),
        });
        vec![Effect::AskOutside]
    }

    pub(super) fn settle_outside(&mut self, answer: OutsideAnswer) -> Vec<Effect> {
        let Some(change) = self.outside.take() else {
            return Vec::new();
        };
        match answer {
            OutsideAnswer::Load => {
                // Undo brings it back only as long as the window is open.
                if self.is_modified() {
                    self.keep(Kept::Displaced);
                }
                let mut effects = self.put("载入文件里的内容", change.draft);
                self.document.agrees_with_file(change.content);
                for notice in change.notices {
                    effects.extend(self.tell(notice));
                }
                effects
            }
            OutsideAnswer::Overwrite => {
                self.document.expect(change.content);
                self.save(None)
            }
            OutsideAnswer::SaveAs => {
                self.errands.waved_off = Some(change.content);
                vec![self.pick_save(None)]
            }
            OutsideAnswer::Later => {
                self.errands.waved_off = Some(change.content);
                Vec::new()
            }
        }
    }
}
