//! `Workspace`: everything the application knows, without a window.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::clock;
use super::command::{Command, RowCommand, Watch};
use super::derived::Derived;
use super::document::{Document, UNNAMED};
use super::effect::{Effect, Next};
use super::jobs::{FileJob, Jobs, PageJob, Station, Waker};
use super::notice::Notice;
use super::ops::{self, OpError};
use super::preview::Preview;
use super::safekeeping::Safekeeping;
use crate::base::date::Year;
use crate::base::ids::IdAllocator;
use crate::check::Report;
use crate::edit::{Edit, Transaction, build};
use crate::exchange::text_import::Note;
use crate::model::{Bridge, Draft, FieldPath, Template, Totals};
use crate::print::Printed;
use crate::store::disk::Disk;
use crate::store::lock::Holder;
use crate::store::{ContentHash, Places};

mod files;
mod keeping;
mod limits;
mod memory;
mod outside;
mod past;
mod results;
mod reviewing;

pub use self::outside::OutsideChange;
pub use self::past::Past;
pub use self::reviewing::{Review, SafeFixes};

/// The open draft and all that is known of it.
#[derive(Debug)]
pub struct Workspace {
    templates: Vec<Template>,
    /// The template of the open draft.
    template: Template,
    document: Document,
    derived: Derived,
    preview: Preview,
    jobs: Jobs,
    notices: VecDeque<Notice>,
    /// What the last import wants to be looked at.
    import_notes: Vec<Note>,
    errands: Errands,
    keeping: Safekeeping,
    outside: Option<OutsideChange>,
    past: Past,
    review: Review,
    /// Grows whenever findings are made anew.
    report_stamp: u64,
    memory: memory::Memory,
}

/// What is under way.
#[derive(Debug, Default)]
struct Errands {
    /// How many saves are asked for and not done.
    saves: usize,
    /// Those of them that wait for the one under way: what a file may hold is known after it.
    waiting_saves: VecDeque<(SaveTo, Option<Next>)>,
    /// The revision at which a file was last asked for.
    reading_since: u64,
    /// The window goes as soon as everything is given back.
    leaving: Leaving,
    /// The change from outside that a person does not want to hear of any more.
    waved_off: Option<ContentHash>,
    /// It was told that the file is gone.
    told_missing: bool,
    /// The discarded state that could not be kept: the next time it goes without.
    unkept: Option<u64>,
    /// The time of the present call.
    now: Duration,
}

/// Where a draft is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SaveTo {
    /// To its own file, as it is called by then.
    OwnFile,
    /// To this file.
    File(PathBuf),
}

/// How far the window is on its way out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Leaving {
    /// It stays.
    #[default]
    No,
    /// The journal is being removed.
    Forgetting,
    /// The last state goes to the journal, because the system ends the session.
    Recording,
    /// Locks are given back.
    GivingBack,
}

/// How the draft stands to its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// It has no file and nothing worth one.
    Blank,
    /// It has no file yet.
    NeverSaved,
    /// It differs from its file.
    Modified,
    /// It is being written.
    Saving,
    /// It is as its file; since when, as time of day, where it was saved by this window.
    Saved(Option<String>),
}

impl Workspace {
    /// A workspace with an unwritten draft on the first template.
    ///
    /// # Errors
    /// Only where the templates that come with the program are broken.
    pub fn new(disk: Arc<dyn Disk>, places: Places, waker: Waker) -> Result<Self, OpError> {
        let templates = ops::templates()?;
        let Some(template) = templates.first().cloned() else {
            return Err(OpError::UnknownTemplate {
                file: None,
                id: String::new(),
                known: Vec::new(),
            });
        };
        let draft = Draft::blank(template.id.as_str(), clock::drafting_year());
        let (memory, broken) = memory::Memory::read(disk.as_ref(), &places);
        let mut jobs = Jobs::start(Station::new(disk, places), templates.clone(), waker);
        jobs.ask_file(FileJob::FindLeftovers);
        jobs.ask_file(FileJob::ShrinkVersions(clock::now()));
        jobs.ask_file(FileJob::CheckRecent(memory.settings().recent.clone()));
        let review = Review::new();
        Ok(Self {
            derived: Derived::of(&draft, &template, 0, review.situation(0)),
            review,
            document: Document::blank(draft, 0),
            preview: Preview::default(),
            notices: broken.into_iter().collect(),
            import_notes: Vec::new(),
            errands: Errands::default(),
            keeping: Safekeeping::default(),
            outside: None,
            past: Past::default(),
            report_stamp: 0,
            memory,
            templates,
            template,
            jobs,
        })
    }

    /// The open draft.
    pub fn draft(&self) -> &Draft {
        self.document.draft()
    }

    /// The form it is written on.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The forms there are.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// Sums and counts of the present state.
    pub fn totals(&self) -> &Totals {
        &self.derived.totals
    }

    /// The sums of the present revision set against each other.
    pub fn bridge(&self) -> &Bridge {
        &self.derived.bridge
    }

    /// Findings of the present state.
    pub fn report(&self) -> &Report {
        &self.derived.report
    }

    /// The number of the present report; grows whenever it is made anew, which may be more than
    /// once for a state of the draft.
    pub fn report_stamp(&self) -> u64 {
        self.report_stamp
    }

    /// The number of the present state; grows with every change.
    pub fn revision(&self) -> u64 {
        self.document.revision()
    }

    /// The draft's file.
    pub fn file(&self) -> Option<&Path> {
        self.document.file().map(|file| file.path.as_path())
    }

    /// Who has the file, where the draft is only looked at.
    pub fn holder(&self) -> Option<&Holder> {
        self.document.holder()
    }

    /// Why nothing can be changed, as a tooltip for whatever would change the draft; `None` where
    /// it can.
    pub fn obstacle_to_changes(&self) -> Option<&'static str> {
        self.holder()
            .map(|_| "这份表是只读打开的，要修改请先另存为")
    }

    /// What somebody else did to the file, until it is decided what becomes of it.
    pub fn outside(&self) -> Option<&OutsideChange> {
        self.outside.as_ref()
    }

    /// Earlier versions, and what earlier windows left.
    pub fn past(&self) -> &Past {
        &self.past
    }

    /// The printed pages, perhaps of a moment ago.
    pub fn printed(&self) -> Option<&Printed> {
        self.preview.printed()
    }

    /// The printed pages show the present state.
    pub fn pages_are_fresh(&self) -> bool {
        self.preview.is_fresh(self.revision())
    }

    /// The notice to show, the oldest first.
    pub fn notice(&self) -> Option<&Notice> {
        self.notices.front()
    }

    /// What the last import wants to be looked at.
    pub fn import_notes(&self) -> &[Note] {
        &self.import_notes
    }

    /// The name of the step that undo takes back.
    pub fn undo_label(&self) -> Option<&str> {
        self.document.history().undo_label()
    }

    /// The name of the step that redo does again.
    pub fn redo_label(&self) -> Option<&str> {
        self.document.history().redo_label()
    }

    /// How the draft stands to its file.
    pub fn save_state(&self) -> SaveState {
        let modified = self.document.history().is_modified();
        match (self.errands.saves > 0, modified, self.file()) {
            (true, _, _) => SaveState::Saving,
            (false, true, Some(_)) => SaveState::Modified,
            (false, true, None) => SaveState::NeverSaved,
            (false, false, Some(_)) => {
                SaveState::Saved(self.document.saved_at().map(str::to_owned))
            }
            (false, false, None) => SaveState::Blank,
        }
    }

    /// There is something that closing would lose.
    pub fn is_modified(&self) -> bool {
        self.document.history().is_modified()
    }

    /// A file is being read or written.
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy()
    }

    /// The journal is being written or removed; nobody has to wait for that but who leaves.
    pub fn is_journaling(&self) -> bool {
        self.jobs.is_journaling()
    }

    /// The name of the draft, with `*` where it differs from its file.
    pub fn title(&self) -> String {
        let name = self.file().and_then(Path::file_name).map_or_else(
            || UNNAMED.to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        let star = if self.is_modified() { "*" } else { "" };
        let access = match self.holder() {
            Some(_) => "（只读）",
            None => "",
        };
        format!("{name}{star}{access} — 目标表编辑器")
    }

    /// Does what was asked for. `now` is any clock that only goes on.
    pub fn run(&mut self, command: Command, now: Duration) -> Vec<Effect> {
        self.errands.now = now;
        let effects = if self.holder().is_some() && command.changes_the_draft() {
            self.tell_once(Notice::read_only())
        } else {
            self.obey(command, now)
        };
        self.refresh(now);
        effects
    }

    fn obey(&mut self, command: Command, now: Duration) -> Vec<Effect> {
        match command {
            Command::New => self.go_on(Next::New),
            Command::NewOn { template, year } => self.new_draft(&template, year),
            Command::Open => self.go_on(Next::Open),
            Command::OpenPath(path) => self.go_on(Next::OpenPath(path)),
            Command::OpenHeld(path, manner) => self.open_held(path, manner),
            Command::Dropped(paths) => self.dropped(paths),
            Command::Import => self.go_on(Next::Import),
            Command::Save => self.save(None),
            Command::SaveAs => vec![self.pick_save(None)],
            Command::ExportPdf => vec![self.pick_pdf()],
            Command::CheckTarget(pick, path) => self.check_target(pick, path),
            Command::ListFolder(folder) => self.list_folder(folder),
            Command::Picked(pick, path) => self.picked(pick, path),
            Command::PickGivenUp => Vec::new(),
            Command::Close => self.go_on(Next::Close),
            Command::EndSession => self.end_session(),
            Command::Answered(answer, next) => self.answered(answer, next),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Type { path, text } => self.type_text(&path, &text, now),
            Command::LeaveField => self.leave_field(),
            Command::Row(command) => self.row(command, now),
            Command::ApplyFix {
                revision,
                rule,
                path,
                nth,
            } => self.apply_fix((revision, rule, &path, nth), now),
            Command::Review(command) => self.reviewing(command),
            Command::GoTo(path) => vec![Effect::Focus(path)],
            Command::WatchPages(watch) => self.watch_pages(watch),
            Command::Picture {
                page,
                milli_px_per_pt,
            } => self.picture(page, milli_px_per_pt),
            Command::DismissNotice => self.dismiss_notice(),
            Command::Tell(notice) => self.tell_once(notice),
            Command::LookOutside => self.look_outside(),
            Command::Outside(answer) => self.settle_outside(answer),
            Command::Recovery(command) => self.recovery(command),
            Command::Versions(command) => self.versions(command),
            Command::RememberView(view) => self.remember_view(view),
        }
    }

    /// Takes in what the jobs came to.
    pub fn poll(&mut self, now: Duration) -> Vec<Effect> {
        self.errands.now = now;
        let mut effects = Vec::new();
        while let Some(done) = self.jobs.try_next() {
            effects.extend(self.done(done));
        }
        self.refresh(now);
        effects
    }

    /// Waits for the next job to end and takes it in; for tests and for leaving.
    pub fn wait(&mut self, now: Duration) -> Vec<Effect> {
        self.errands.now = now;
        let effects = self
            .jobs
            .wait_next()
            .map_or_else(Vec::new, |done| self.done(done));
        self.refresh(now);
        effects
    }

    /// When the workspace wants to be polled again, where nothing else happens.
    pub fn due_in(&self, now: Duration) -> Option<Duration> {
        let due = [
            self.preview.due_in(now),
            self.keeping.due_in(now),
            self.memory.due_in(now),
        ];
        due.into_iter().flatten().min()
    }

    /// Brings everything derived up to the present revision.
    fn refresh(&mut self, now: Duration) {
        let revision = self.revision();
        if self.derived.revision != revision {
            self.follow_template();
            self.derive();
        }
        if self.preview.is_due(revision, now) {
            self.jobs.ask_page(PageJob::Layout {
                revision,
                draft: Box::new(self.draft().clone()),
                template: Box::new(self.template.clone()),
            });
        }
        self.keep_journal(now);
        self.keep_settings(now);
    }

    /// Makes sums and findings anew.
    fn derive(&mut self) {
        let revision = self.revision();
        let situation = self.review.situation(revision);
        self.derived = Derived::of(self.document.draft(), &self.template, revision, situation);
        self.report_stamp += 1;
    }

    /// A version that was restored may be on another form.
    fn follow_template(&mut self) {
        let id = self.document.draft().template.as_str();
        if self.template.id != id
            && let Ok(template) = ops::find_template(&self.templates, id)
        {
            self.template = template.clone();
        }
    }

    /// Puts another draft in the place of the open one, as a step that can be undone.
    fn put(&mut self, label: &str, draft: Draft) -> Vec<Effect> {
        if let Err(err) = ops::find_template(&self.templates, &draft.template) {
            return self.tell(Notice::of(&err));
        }
        self.document.seal();
        let tx = Transaction::new(label, vec![Edit::Replace(Box::new(draft))]);
        let mut effects = self.commit_quietly(tx, self.errands.now);
        effects.push(Effect::Replaced);
        effects
    }

    fn undo(&mut self) -> Vec<Effect> {
        let undone = self.document.undo();
        self.stepped(undone)
    }

    fn redo(&mut self) -> Vec<Effect> {
        let redone = self.document.redo();
        self.stepped(redone)
    }

    fn stepped(&mut self, step: Result<Option<FieldPath>, crate::edit::EditError>) -> Vec<Effect> {
        match step {
            Ok(focus) => focus.into_iter().map(Effect::Focus).collect(),
            Err(err) => self.tell(Notice::of_edit(&err)),
        }
    }

    fn type_text(&mut self, path: &FieldPath, typed: &str, now: Duration) -> Vec<Effect> {
        let template = &self.template;
        let tx = self
            .document
            .build(|draft, _| build::typing(draft, template, path, typed));
        match tx {
            Some(tx) => self.commit_quietly(tx, now),
            None => Vec::new(),
        }
    }

    fn leave_field(&mut self) -> Vec<Effect> {
        self.document.seal();
        Vec::new()
    }

    fn row(&mut self, command: RowCommand, now: Duration) -> Vec<Effect> {
        let template = &self.template;
        let tx = self
            .document
            .build(|draft, ids| row_transaction(draft, template, ids, command));
        tx.map_or_else(Vec::new, |tx| self.commit(tx, now))
    }

    fn apply_fix(
        &mut self,
        (revision, rule, path, nth): (u64, &str, &FieldPath, usize),
        now: Duration,
    ) -> Vec<Effect> {
        let found = self
            .report()
            .at(path)
            .iter()
            .find(|found| found.rule.id == rule);
        let fix = found.and_then(|found| found.fixes.get(nth)).cloned();
        match fix {
            Some(fix) if revision == self.revision() => self.commit(fix.transaction, now),
            _ => self.tell(Notice::info(
                "内容已经改动，这项修改不再适用，请重新查看问题列表",
            )),
        }
    }

    /// A step of its own: the window looks at its place.
    fn commit(&mut self, tx: Transaction, now: Duration) -> Vec<Effect> {
        let focus = tx.focus.clone();
        self.document.seal();
        let mut effects = self.commit_quietly(tx, now);
        effects.extend(focus.map(Effect::Focus));
        effects
    }

    fn commit_quietly(&mut self, tx: Transaction, now: Duration) -> Vec<Effect> {
        if let Some(notice) = self.beyond_limits(&tx) {
            return self.tell_once(notice);
        }
        match self.document.commit(tx, now) {
            Ok(()) => Vec::new(),
            Err(err) => self.tell(Notice::of_edit(&err)),
        }
    }

    fn watch_pages(&mut self, watch: Watch) -> Vec<Effect> {
        match watch {
            Watch::Start => self.preview.watch(),
            Watch::Stop => self.preview.unwatch(),
        }
        Vec::new()
    }

    fn picture(&mut self, page: usize, milli_px_per_pt: u32) -> Vec<Effect> {
        if let Some(printed) = self.printed().cloned() {
            self.jobs.ask_page(PageJob::Picture {
                printed,
                page,
                milli_px_per_pt,
            });
        }
        Vec::new()
    }

    fn dismiss_notice(&mut self) -> Vec<Effect> {
        self.notices.pop_front();
        Vec::new()
    }

    fn tell(&mut self, notice: Notice) -> Vec<Effect> {
        self.notices.push_back(notice);
        Vec::new()
    }

    /// What is on screen already is not told again.
    fn tell_once(&mut self, notice: Notice) -> Vec<Effect> {
        if self.notices.contains(&notice) {
            return Vec::new();
        }
        self.tell(notice)
    }

    fn new_draft(&mut self, template: &str, year: Option<Year>) -> Vec<Effect> {
        let draft = Draft::blank(template, year);
        let document = Document::blank(draft, self.revision() + 1);
        self.replace(document, Vec::new())
    }

    /// Another draft takes the place of the open one.
    fn replace(&mut self, document: Document, notes: Vec<Note>) -> Vec<Effect> {
        let draft = document.draft();
        let found = match document.file() {
            Some(file) => ops::template_of(&self.templates, draft, &file.path),
            None => ops::find_template(&self.templates, &draft.template),
        };
        match found {
            Ok(template) => {
                self.template = template.clone();
                self.start_saves_elsewhere();
                let before = std::mem::replace(&mut self.document, document);
                self.release_unless_kept(before.file().and_then(|file| file.lock().cloned()));
                self.import_notes = notes;
                self.preview.clear();
                self.review.clear();
                self.forget_journal();
                self.outside = None;
                self.errands.waved_off = None;
                self.errands.told_missing = false;
                vec![Effect::Replaced]
            }
            Err(err) => {
                self.release_unless_kept(document.file().and_then(|file| file.lock().cloned()));
                self.tell(Notice::of(&err))
            }
        }
    }
}

fn row_transaction(
    draft: &Draft,
    template: &Template,
    ids: &mut IdAllocator,
    command: RowCommand,
) -> Option<Transaction> {
    match command {
        RowCommand::AddGoal(after) => Some(build::add_goal(draft, ids, after)),
        RowCommand::AddTask(after) => Some(build::add_task(draft, ids, after)),
        RowCommand::AddOtherTask => Some(build::add_other_task(draft, ids)),
        RowCommand::AddIndicator(slot, after) => {
            Some(build::add_indicator(draft, ids, &slot, after))
        }
        RowCommand::Duplicate(row) => build::duplicate(draft, ids, row),
        RowCommand::Remove(row) => build::remove(draft, row),
        RowCommand::Shift(row, direction) => build::shift(draft, template, row, direction),
        RowCommand::MoveTo(row, index) => build::move_to(draft, row, index),
        RowCommand::Place(id, slot, position) => build::place(draft, id, &slot, position),
        RowCommand::CopyCycleToYear(id) => build::copy_cycle_to_year(draft, id),
    }
}

#[cfg(test)]
mod tests;
