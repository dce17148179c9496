//! Opening, saving and exporting, with the question about unsaved changes before.

use std::path::{Path, PathBuf};

use super::{Leaving, SaveTo, Workspace};
use crate::app::clock;
use crate::app::document::{Access, Document, OpenFile};
use crate::app::effect::{Answer, Effect, Next, OpenElsewhere, Pick};
use crate::app::jobs::{Fetch, FileJob, Kept, LockWish, Manner, Opened, PageJob, SaveJob, Written};
use crate::app::notice::Notice;
use crate::app::ops::OpError;
use crate::app::submission::ReportForm;
use crate::base::text;
use crate::store::lock::{FileLock, Holder};
use crate::store::save::{Expected, SaveError};
use crate::store::{FILE_EXTENSION, Loaded};

impl Workspace {
    /// Goes on to what would replace or close the draft, or asks about unsaved changes first.
    pub(super) fn go_on(&mut self, next: Next) -> Vec<Effect> {
        if self.is_modified() {
            return vec![Effect::AskUnsaved(next)];
        }
        self.proceed(next)
    }

    pub(super) fn proceed(&mut self, next: Next) -> Vec<Effect> {
        match next {
            Next::New => vec![Effect::AskTemplate],
            Next::Open => vec![self.pick(Pick::Open, String::new())],
            Next::Import => vec![self.pick(Pick::Import, String::new())],
            Next::OpenPath(path) => self.fetch(path, Manner::Edit),
            Next::OpenHeld(path, manner) => self.fetch(path, manner),
            Next::ImportPath(path) => self.read(FileJob::Import(path)),
            Next::Recover(journal) => self.recover_now(&journal),
            Next::Close => self.leave(),
        }
    }

    fn fetch(&mut self, path: PathBuf, manner: Manner) -> Vec<Effect> {
        let fetch = Fetch {
            path,
            manner,
            recover: None,
        };
        self.read(FileJob::Load(fetch, clock::now()))
    }

    pub(super) fn read(&mut self, job: FileJob) -> Vec<Effect> {
        self.errands.reading_since = self.revision();
        self.jobs.ask_file(job);
        Vec::new()
    }

    pub(super) fn open_held(&mut self, path: PathBuf, manner: Manner) -> Vec<Effect> {
        self.go_on(Next::OpenHeld(path, manner))
    }

    /// Files dropped on the window, or named when it was started: the first opens here, each
    /// other one in a window of its own.
    pub(super) fn dropped(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        let mut paths = paths.into_iter();
        let Some(first) = paths.next() else {
            return Vec::new();
        };
        let is_text = first
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        let next = if is_text {
            Next::ImportPath(first)
        } else {
            Next::OpenPath(first)
        };
        let mut effects = self.go_on(next);
        let others: Vec<PathBuf> = paths.collect();
        if !others.is_empty() {
            effects.push(Effect::OpenElsewhere(OpenElsewhere(others)));
        }
        effects
    }

    /// A draft was read, or somebody else has it, or neither.
    pub(super) fn loaded(&mut self, fetch: Fetch, result: Result<Opened, OpError>) -> Vec<Effect> {
        match result {
            Err(err) => {
                self.memory.forget_missing(&err);
                self.tell(Notice::of(&err))
            }
            Ok(Opened::InUse(holder)) => self.is_in_use(fetch, holder),
            Ok(Opened::Draft { loaded, access }) if self.was_typed_in_while_reading() => {
                let file = open_file(&fetch.path, &loaded, access);
                self.release_unless_kept(file.lock().cloned());
                let next = match fetch.recover {
                    Some(journal) => Next::Recover(journal),
                    None => Next::OpenHeld(fetch.path, fetch.manner),
                };
                vec![Effect::AskUnsaved(next)]
            }
            Ok(Opened::Draft { loaded, access }) => {
                let mut effects = Vec::new();
                for notice in &loaded.notices {
                    effects.extend(self.tell(Notice::of_load(notice, &fetch.path)));
                }
                let file = open_file(&fetch.path, &loaded, access);
                let document = Document::from_file(loaded.draft, file, self.revision() + 1);
                effects.extend(self.replace(document, Vec::new()));
                self.remember_file(&fetch.path);
                if let Some(journal) = &fetch.recover {
                    effects.extend(self.put_recovered(journal));
                }
                effects
            }
        }
    }

    fn is_in_use(&mut self, fetch: Fetch, holder: Holder) -> Vec<Effect> {
        match fetch.recover {
            // What was typed is taken back all the same, without the file.
            Some(journal) => self.recover_apart(&journal),
            None => vec![Effect::AskInUse(fetch.path, holder)],
        }
    }

    /// Gives a lock back, unless it is the one of the open draft.
    pub(super) fn release_unless_kept(&mut self, lock: Option<FileLock>) {
        let kept = self.document.file().and_then(OpenFile::lock);
        if let Some(lock) = lock.filter(|lock| kept != Some(lock)) {
            self.jobs.ask_file(FileJob::Release(lock));
        }
    }

    /// Leaves nothing behind: the journal first, then the locks.
    fn leave(&mut self) -> Vec<Effect> {
        let is_late = self.keeping.is_late();
        if self.forget_journal() && !is_late {
            self.errands.leaving = Leaving::Forgetting;
        } else {
            // A disk that does not answer keeps nobody in the office.
            self.give_back();
        }
        Vec::new()
    }

    pub(super) fn give_back(&mut self) {
        self.flush_settings();
        self.errands.leaving = Leaving::GivingBack;
        let lock = self.document.file().and_then(OpenFile::lock).cloned();
        self.jobs.ask_file(FileJob::Leave(lock));
    }

    /// What was typed while a file was being read is asked about before it is replaced.
    pub(super) fn was_typed_in_while_reading(&self) -> bool {
        self.is_modified() && self.revision() != self.errands.reading_since
    }

    pub(super) fn answered(&mut self, answer: Answer, next: Next) -> Vec<Effect> {
        match answer {
            Answer::Save => self.save(Some(next)),
            Answer::Discard => self.discard(next),
            Answer::Cancel => Vec::new(),
        }
    }

    /// What is not saved on purpose can be had back from the versions for a month.
    fn discard(&mut self, next: Next) -> Vec<Effect> {
        let revision = self.revision();
        if !self.is_modified() || self.errands.unkept == Some(revision) {
            return self.proceed(next);
        }
        self.errands.reading_since = revision;
        self.keep(Kept::Discarded(next));
        Vec::new()
    }

    /// Keeps the present state among the versions.
    pub(super) fn keep(&mut self, kept: Kept) {
        self.jobs.ask_file(FileJob::Keep {
            kept,
            file: self.file().map(Path::to_owned),
            draft: Box::new(self.draft().clone()),
            at: clock::now(),
        });
    }

    pub(super) fn kept(&mut self, kept: Kept, result: Result<(), String>) -> Vec<Effect> {
        match (kept, result) {
            (Kept::Discarded(next), Ok(())) if self.was_typed_in_while_reading() => {
                vec![Effect::AskUnsaved(next)]
            }
            (Kept::Discarded(next), Ok(())) => self.proceed(next),
            (Kept::Discarded(_), Err(cause)) => {
                self.errands.unkept = Some(self.revision());
                self.tell(Notice::unkept(&cause))
            }
            (Kept::Displaced, Ok(())) => Vec::new(),
            (Kept::Displaced, Err(cause)) => self.tell(Notice::unkept_displaced(&cause)),
            (Kept::Leftover(leftover), Ok(())) => self.forget_leftover(leftover),
            (Kept::Leftover(_), Err(cause)) => self.tell(Notice::unkept_leftover(&cause)),
        }
    }

    pub(super) fn pick(&self, pick: Pick, name: String) -> Effect {
        let folder = self.file().and_then(Path::parent).map(Path::to_owned);
        Effect::PickFile { pick, name, folder }
    }

    pub(super) fn pick_save(&self, next: Option<Next>) -> Effect {
        let name = match self.file().and_then(Path::file_name) {
            Some(name) => name.to_string_lossy().into_owned(),
            None => format!("{}.{FILE_EXTENSION}", self.suggested_stem()),
        };
        self.pick(Pick::SaveAs(next), name)
    }

    pub(super) fn pick_pdf(&self) -> Effect {
        self.pick(Pick::ExportPdf, format!("{}.pdf", self.stem()))
    }

    pub(super) fn pick_report(&self, form: ReportForm) -> Effect {
        let name = format!("{}-自查报告.{}", self.stem(), form.extension());
        self.pick(Pick::Report(form), name)
    }

    /// The name of the draft's file without its ending, or what it would be called.
    fn stem(&self) -> String {
        let stem = self.file().and_then(Path::file_stem);
        stem.map_or_else(
            || self.suggested_stem(),
            |stem| stem.to_string_lossy().into_owned(),
        )
    }

    /// Department and year as a file name.
    fn suggested_stem(&self) -> String {
        let draft = self.draft();
        let year = draft.year.text();
        let stem: String = [draft.department.as_str(), year.as_str()]
            .iter()
            .filter(|part| !part.trim().is_empty())
            .map(|part| file_name_part(part))
            .collect::<Vec<_>>()
            .join("-");
        if stem.is_empty() {
            "目标表".to_owned()
        } else {
            stem
        }
    }

    /// The dialog asked about replacing only the name it knew; where the ending is added here, the
    /// question is ours. The draft's own file needs none.
    pub(super) fn check_target(&mut self, pick: Pick, path: PathBuf) -> Vec<Effect> {
        let path = pick.completed(path);
        let is_own = self.holder().is_none() && self.file() == Some(path.as_path());
        if !pick.writes() || is_own {
            return self.picked(pick, path);
        }
        self.jobs.ask_file(FileJob::CheckTarget(pick, path));
        Vec::new()
    }

    pub(super) fn list_folder(&mut self, folder: PathBuf) -> Vec<Effect> {
        self.jobs.ask_file(FileJob::List(folder));
        Vec::new()
    }

    pub(super) fn picked(&mut self, pick: Pick, path: PathBuf) -> Vec<Effect> {
        match pick {
            Pick::Open => return self.fetch(path, Manner::Edit),
            Pick::Import => return self.read(FileJob::Import(path)),
            Pick::SaveAs(next) => self.save_to(SaveTo::File(path), next),
            Pick::Leftover(journal) => self.export_leftover(&journal, path),
            Pick::Report(form) => return self.write_report(form, path),
            Pick::ExportPdf => self.jobs.ask_page(PageJob::ExportPdf {
                path,
                draft: Box::new(self.draft().clone()),
                template: Box::new(self.template.clone()),
            }),
        }
        Vec::new()
    }

    pub(super) fn save(&mut self, next: Option<Next>) -> Vec<Effect> {
        match self.own_path() {
            Some(_) => {
                self.save_to(SaveTo::OwnFile, next);
                Vec::new()
            }
            None => vec![self.pick_save(next)],
        }
    }

    /// The file that the draft may be written to unasked.
    fn own_path(&self) -> Option<PathBuf> {
        let writable = self.document.file().filter(|_| self.holder().is_none());
        writable.map(|file| file.path.clone())
    }

    /// Saves, one after the other.
    fn save_to(&mut self, to: SaveTo, next: Option<Next>) {
        self.errands.saves += 1;
        self.errands.waiting_saves.push_back((to, next));
        if self.errands.saves == 1 {
            self.start_next_save();
        }
    }

    fn start_next_save(&mut self) {
        let Some((to, next)) = self.errands.waiting_saves.pop_front() else {
            return;
        };
        let path = match to {
            SaveTo::OwnFile => self.own_path(),
            SaveTo::File(path) => Some(path),
        };
        match path {
            Some(path) => self.start_save(path, next),
            None => self.errands.saves = self.errands.saves.saturating_sub(1),
        }
    }

    /// Another draft is about to be opened: what this one was to be written to besides its own
    /// file gets it now.
    pub(super) fn start_saves_elsewhere(&mut self) {
        for (to, _) in std::mem::take(&mut self.errands.waiting_saves) {
            match to {
                SaveTo::File(path) => self.start_save(path, None),
                SaveTo::OwnFile => self.errands.saves = self.errands.saves.saturating_sub(1),
            }
        }
    }

    fn start_save(&mut self, path: PathBuf, next: Option<Next>) {
        let mark = self.document.mark();
        let own = self.document.file().filter(|file| file.path == path);
        let (expected, lock) = match own.map(|file| (file.content, &file.access)) {
            Some((content, Access::Own(lock))) => {
                (Expected::Content(content), LockWish::Have(lock.clone()))
            }
            Some((_, Access::ReadOnly(_))) | None => (Expected::Anything, LockWish::Acquire),
        };
        self.jobs.ask_file(FileJob::Save(Box::new(SaveJob {
            path,
            draft: self.draft().clone(),
            expected,
            document: self.keeping.document(),
            mark,
            next,
            lock,
            at: clock::now(),
        })));
    }

    pub(super) fn saved(
        &mut self,
        (document, mark): (u32, usize),
        next: Option<Next>,
        result: Result<Box<Written>, OpError>,
    ) -> Vec<Effect> {
        self.errands.saves = self.errands.saves.saturating_sub(1);
        match result {
            // It was written, but another draft is open by now.
            Ok(written) if document != self.keeping.document() => {
                self.remember_file(&written.file.path);
                self.release_unless_kept(written.file.lock().cloned());
                self.start_next_save();
                Vec::new()
            }
            Ok(written) => {
                let mut effects = self.written(*written, mark);
                self.start_next_save();
                // What was typed while the file was being written is asked about again.
                effects.extend(next.map_or_else(Vec::new, |next| self.go_on(next)));
                effects
            }
            Err(err) => {
                self.start_next_save();
                self.unsaved(&err)
            }
        }
    }

    fn unsaved(&mut self, err: &OpError) -> Vec<Effect> {
        if let OpError::Save {
            source: SaveError::ChangedElsewhere { .. },
            ..
        } = err
        {
            self.errands.waved_off = None;
            return self.look_outside();
        }
        self.tell(Notice::of(err))
    }

    fn written(&mut self, written: Written, mark: usize) -> Vec<Effect> {
        let Written {
            file,
            saved,
            unversioned,
        } = written;
        let path = file.path.clone();
        let before = self.document.file().and_then(OpenFile::lock).cloned();
        self.document.saved(file, mark, clock::now().time_of_day());
        self.release_unless_kept(before);
        self.errands.told_missing = false;
        self.outside = None;
        // The journal speaks of the file as it was.
        self.keeping.hurry();
        self.remember_file(&path);
        let mut effects = Vec::new();
        if !saved.durable {
            effects.extend(self.tell(Notice::of_saved(&saved, &path)));
        }
        if saved.left_a_twin {
            effects.extend(self.tell(Notice::of_twin(&path)));
        }
        if let Some(cause) = unversioned {
            effects.extend(self.tell_once(Notice::unversioned(&cause)));
        }
        effects
    }
}

/// The file of a draft that was just read.
fn open_file(path: &Path, loaded: &Loaded, access: Access) -> OpenFile {
    OpenFile {
        path: path.to_owned(),
        content: loaded.content_hash,
        access,
    }
}

/// File names hold no separators, signs that some system forbids, or dots at the edges.
const MAX_NAME_CHARS: usize = 40;

fn file_name_part(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() && !text::is_invisible(*c) && !"/\\:*?\"<>|".contains(*c))
        .take(MAX_NAME_CHARS)
        .collect();
    kept.trim_matches([' ', '.']).to_owned()
}
