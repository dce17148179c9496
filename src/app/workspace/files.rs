//! Opening, saving and exporting, with the question about unsaved changes before.

use std::path::{Path, PathBuf};

use super::Workspace;
use crate::app::clock;
use crate::app::effect::{Answer, Effect, Next, Pick};
use crate::app::jobs::{FileJob, PageJob};
use crate::app::notice::Notice;
use crate::app::ops::OpError;
use crate::base::text;
use crate::store::{FILE_EXTENSION, Saved};

impl Workspace {
    /// Goes on to what would replace or close the draft, or asks about unsaved changes first.
    pub(super) fn go_on(&mut self, next: Next) -> Vec<Effect> {
        if self.is_modified() {
            return vec![Effect::AskUnsaved(next)];
        }
        self.proceed(next)
    }

    fn proceed(&mut self, next: Next) -> Vec<Effect> {
        match next {
            Next::New => vec![Effect::AskTemplate],
            Next::Open => vec![self.pick(Pick::Open, String::new())],
            Next::Import => vec![self.pick(Pick::Import, String::new())],
            Next::OpenPath(path) => self.read(FileJob::Load(path)),
            Next::ImportPath(path) => self.read(FileJob::Import(path)),
            Next::Close => vec![Effect::CloseWindow],
        }
    }

    fn read(&mut self, job: FileJob) -> Vec<Effect> {
        self.reading_since = self.revision();
        self.jobs.ask_file(job);
        Vec::new()
    }

    /// What was typed while a file was being read is asked about before it is replaced.
    pub(super) fn was_typed_in_while_reading(&self) -> bool {
        self.is_modified() && self.revision() != self.reading_since
    }

    pub(super) fn answered(&mut self, answer: Answer, next: Next) -> Vec<Effect> {
        match answer {
            Answer::Save => self.save(Some(next)),
            Answer::Discard => self.proceed(next),
            Answer::Cancel => Vec::new(),
        }
    }

    fn pick(&self, pick: Pick, name: String) -> Effect {
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
        let stem = self.file().and_then(Path::file_stem);
        let stem = stem.map_or_else(
            || self.suggested_stem(),
            |stem| stem.to_string_lossy().into_owned(),
        );
        self.pick(Pick::ExportPdf, format!("{stem}.pdf"))
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
        if !pick.writes() || self.file() == Some(path.as_path()) {
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
            Pick::Open => return self.read(FileJob::Load(path)),
            Pick::Import => return self.read(FileJob::Import(path)),
            Pick::SaveAs(next) => self.save_to(path, next),
            Pick::ExportPdf => self.jobs.ask_page(PageJob::ExportPdf {
                path,
                draft: Box::new(self.draft().clone()),
                template: Box::new(self.template.clone()),
            }),
        }
        Vec::new()
    }

    pub(super) fn save(&mut self, next: Option<Next>) -> Vec<Effect> {
        match self.file().map(Path::to_owned) {
            Some(path) => {
                self.save_to(path, next);
                Vec::new()
            }
            None => vec![self.pick_save(next)],
        }
    }

    fn save_to(&mut self, path: PathBuf, next: Option<Next>) {
        let mark = self.document.mark();
        self.saves_under_way += 1;
        let draft = Box::new(self.draft().clone());
        self.jobs.ask_file(FileJob::Save {
            path,
            draft,
            mark,
            next,
        });
    }

    pub(super) fn saved(
        &mut self,
        path: &Path,
        mark: usize,
        next: Option<Next>,
        result: Result<Saved, OpError>,
    ) -> Vec<Effect> {
        self.saves_under_way = self.saves_under_way.saturating_sub(1);
        match result {
            Ok(saved) => {
                self.document
                    .saved(path.to_owned(), mark, clock::now().time_of_day());
                let mut effects = Vec::new();
                if !saved.durable {
                    effects.extend(self.tell(Notice::of_saved(&saved, path)));
                }
                // What was typed while the file was being written is asked about again.
                effects.extend(next.map_or_else(Vec::new, |next| self.go_on(next)));
                effects
            }
            Err(err) => self.tell(Notice::of(&err)),
        }
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
