//! Earlier versions, and what earlier windows left.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Workspace;
use crate::app::clock;
use crate::app::command::{RecoveryCommand, VersionsCommand};
use crate::app::document::{Document, UNNAMED};
use crate::app::effect::{Effect, Next, Pick};
use crate::app::jobs::{Fetch, FileJob, Kept, Manner};
use crate::app::notice::Notice;
use crate::app::ops::OpError;
use crate::app::recovery::{self, Recoverable};
use crate::app::versions::{ShownVersion, VersionsList, VersionsOf};
use crate::base::moment::Moment;
use crate::model::compare;
use crate::store::Loaded;
use crate::store::recovery::{Base, Content, Leftover};
use crate::store::versions::Pin;

/// Earlier versions, and what earlier windows left.
#[derive(Debug, Default)]
pub struct Past {
    recoverable: Vec<Recoverable>,
    /// Taken back into the open draft, and still in a journal of an earlier window.
    taken_back: Option<Arc<Leftover>>,
    versions: Option<(VersionsOf, VersionsList)>,
    shown: Option<ShownVersion>,
}

impl Past {
    /// What earlier windows left, newest first.
    pub fn recoverable(&self) -> &[Recoverable] {
        &self.recoverable
    }

    /// The versions that are listed, and whose they are.
    pub fn versions(&self) -> Option<&(VersionsOf, VersionsList)> {
        self.versions.as_ref()
    }

    /// The version that is looked at.
    pub fn shown(&self) -> Option<&ShownVersion> {
        self.shown.as_ref()
    }

    /// When a listed version was kept; `None` where another list is shown by now.
    fn moment_of(&self, path: &Path) -> Option<Moment> {
        let (_, list) = self.versions.as_ref()?;
        let mut entries = list.entries.iter();
        let entry = entries.find(|entry| entry.version.path == path);
        entry.map(|entry| entry.version.at)
    }

    /// Keeping a version for ever gives its file another name.
    fn follow_renamed(&mut self, list: &VersionsList) {
        if let Some(shown) = &mut self.shown {
            let mut entries = list.entries.iter();
            let entry = entries.find(|entry| entry.version.at == shown.at);
            if let Some(entry) = entry {
                shown.path.clone_from(&entry.version.path);
            }
        }
    }

    fn leftover(&self, journal: &Path) -> Option<&Recoverable> {
        let mut all = self.recoverable.iter();
        all.find(|found| found.leftover.journal == journal)
    }

    fn take(&mut self, journal: &Path) -> Option<Recoverable> {
        let mut all = self.recoverable.iter();
        let idx = all.position(|found| found.leftover.journal == journal)?;
        Some(self.recoverable.remove(idx))
    }
}

/// Recovery.
impl Workspace {
    pub(super) fn leftovers_found(&mut self, found: Vec<Recoverable>) -> Vec<Effect> {
        self.past.recoverable = found;
        if self.past.recoverable.is_empty() {
            Vec::new()
        } else {
            vec![Effect::ShowRecovery]
        }
    }

    pub(super) fn recovery(&mut self, command: RecoveryCommand) -> Vec<Effect> {
        match command {
            RecoveryCommand::Show => vec![Effect::ShowRecovery],
            RecoveryCommand::TakeBack(journal) => self.go_on(Next::Recover(journal)),
            RecoveryCommand::ThrowAway(journal) => self.throw_away(&journal),
            RecoveryCommand::Export(journal) => {
                let Some(found) = self.past.leftover(&journal) else {
                    return Vec::new();
                };
                let stem = found
                    .leftover
                    .origin
                    .file
                    .as_deref()
                    .and_then(Path::file_stem);
                let stem = stem.map_or_else(
                    || UNNAMED.into(),
                    |stem| stem.to_string_lossy().into_owned(),
                );
                vec![self.pick(Pick::Leftover(journal), format!("{stem}-恢复.txt"))]
            }
        }
    }

    /// Takes a state back: on top of its file where that can be opened, else without a file.
    pub(super) fn recover_now(&mut self, journal: &Path) -> Vec<Effect> {
        let Some(found) = self.past.leftover(journal) else {
            return Vec::new();
        };
        let path = match (&found.leftover.base, &found.leftover.origin.file) {
            (Base::Unchanged(_) | Base::Changed(_), Some(path)) => path.clone(),
            _ => return self.recover_apart(journal),
        };
        let fetch = Fetch {
            path,
            manner: Manner::Edit,
            recover: Some(journal.to_owned()),
        };
        self.read(FileJob::Load(fetch, clock::now()))
    }

    /// Takes a state back into a draft without a file.
    pub(super) fn recover_apart(&mut self, journal: &Path) -> Vec<Effect> {
        let Some(draft) = self.past.leftover(journal).and_then(Recoverable::draft) else {
            return Vec::new();
        };
        let blank = recovery::blank_of(draft);
        let document = Document::blank(blank, self.revision() + 1);
        let mut effects = self.replace(document, Vec::new());
        effects.extend(self.put_recovered(journal));
        effects
    }

    /// Puts a state on top of the open draft, as a step that can be undone.
    pub(super) fn put_recovered(&mut self, journal: &Path) -> Vec<Effect> {
        let Some(draft) = self.past.leftover(journal).and_then(Recoverable::draft) else {
            return Vec::new();
        };
        let draft = draft.clone();
        let effects = self.put("恢复未保存的内容", draft);
        let found = self.past.take(journal);
        self.past.taken_back = found.map(|found| found.leftover);
        // The old journal goes once the new one has it all.
        self.keeping.hurry();
        if !self.is_modified() {
            self.forget_recovered();
        }
        effects
    }

    /// What was taken back is in the journal of this window: the old one may go. It stays among
    /// the versions, in case that taking it back is undone and forgotten.
    pub(super) fn forget_recovered(&mut self) {
        if let Some(leftover) = self.past.taken_back.take() {
            self.keep_and_forget(leftover);
        }
    }

    /// What is thrown away can be had back from the versions for a month, as far as it can be
    /// read.
    fn throw_away(&mut self, journal: &Path) -> Vec<Effect> {
        if let Some(found) = self.past.leftover(journal) {
            let leftover = Arc::clone(&found.leftover);
            self.keep_and_forget(leftover);
        }
        Vec::new()
    }

    fn keep_and_forget(&mut self, leftover: Arc<Leftover>) {
        match &leftover.content {
            Content::Draft(draft) => self.jobs.ask_file(FileJob::Keep {
                file: leftover.origin.file.clone(),
                draft: draft.clone(),
                at: clock::now(),
                kept: Kept::Leftover(Arc::clone(&leftover)),
            }),
            Content::Text(_) | Content::Raw => {
                self.forget_leftover(leftover);
            }
        }
    }

    pub(super) fn forget_leftover(&mut self, leftover: Arc<Leftover>) -> Vec<Effect> {
        self.past.take(&leftover.journal);
        self.jobs.ask_file(FileJob::ForgetLeftover(leftover));
        Vec::new()
    }

    /// A journal that stays is offered again at the next start; nothing is lost by that.
    pub(super) fn leftover_forgotten(&mut self, result: Result<(), String>) -> Vec<Effect> {
        match result {
            Ok(()) => Vec::new(),
            Err(cause) => self.tell_once(Notice::leftover_stays(&cause)),
        }
    }

    pub(super) fn export_leftover(&mut self, journal: &Path, path: PathBuf) {
        if let Some(found) = self.past.leftover(journal) {
            let leftover = Arc::clone(&found.leftover);
            self.jobs.ask_file(FileJob::ExportLeftover(leftover, path));
        }
    }
}

/// Versions.
impl Workspace {
    pub(super) fn versions(&mut self, command: VersionsCommand) -> Vec<Effect> {
        match command {
            VersionsCommand::Show => {
                self.past.versions = None;
                self.past.shown = None;
                let of = VersionsOf::File(self.file().map(Path::to_owned));
                self.jobs.ask_file(FileJob::ListVersions(of));
                return vec![Effect::ShowVersions];
            }
            VersionsCommand::ShowOf(of) => {
                self.past.shown = None;
                self.jobs.ask_file(FileJob::ListVersions(of));
            }
            VersionsCommand::LookAt(path) => self.jobs.ask_file(FileJob::ReadVersion(path)),
            VersionsCommand::Pin(path) => self.pin(&path),
            VersionsCommand::Restore(path) => return self.restore(&path),
        }
        Vec::new()
    }

    fn pin(&mut self, path: &Path) {
        let Some((of, list)) = &self.past.versions else {
            return;
        };
        let entry = list.entries.iter().find(|entry| entry.version.path == path);
        if let Some(entry) = entry {
            let pin = if entry.version.is_pinned {
                Pin::Release
            } else {
                Pin::Keep
            };
            let job = FileJob::PinVersion(of.clone(), entry.version.clone(), pin);
            self.jobs.ask_file(job);
        }
    }

    pub(super) fn versions_listed(
        &mut self,
        of: VersionsOf,
        result: Result<VersionsList, String>,
    ) -> Vec<Effect> {
        match result {
            Ok(list) => {
                self.past.follow_renamed(&list);
                self.past.versions = Some((of, list));
                Vec::new()
            }
            // The dialog covers notices: a list that never came says so in its place.
            Err(cause) => {
                let fault = Notice::versions_unread(&cause);
                if self.past.versions.is_some() {
                    return self.tell(fault);
                }
                let list = VersionsList {
                    fault: Some(fault),
                    ..VersionsList::default()
                };
                self.past.versions = Some((of, list));
                Vec::new()
            }
        }
    }

    pub(super) fn version_read(
        &mut self,
        path: &Path,
        result: Result<Box<Loaded>, OpError>,
    ) -> Vec<Effect> {
        let Some(at) = self.past.moment_of(path) else {
            return Vec::new();
        };
        match result {
            Ok(loaded) => {
                self.past.shown = Some(ShownVersion {
                    path: path.to_owned(),
                    at,
                    differences: compare::differences(self.draft(), &loaded.draft, &self.template),
                    draft: loaded.draft,
                    revision: self.revision(),
                });
                Vec::new()
            }
            Err(err) => self.tell(Notice::of(&err)),
        }
    }

    /// The version that is looked at takes the place of the open draft, as a step that can be
    /// undone.
    fn restore(&mut self, path: &Path) -> Vec<Effect> {
        match &self.past.shown {
            Some(shown) if shown.path == path => {
                let draft = shown.draft.clone();
                self.put("恢复历史版本", draft)
            }
            _ => Vec::new(),
        }
    }
}
