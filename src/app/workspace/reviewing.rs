//! Reviewing: fixes that are applied together, findings that are ignored, rows that are linked,
//! and 送审前检查.

use std::path::PathBuf;

use super::Workspace;
use crate::app::clock;
use crate::app::command::ReviewCommand;
use crate::app::effect::Effect;
use crate::app::jobs::PageJob;
use crate::app::links::LinkSheet;
use crate::app::notice::Notice;
use crate::app::ops::OpError;
use crate::app::submission::{Printout, ReportForm, Summary};
use crate::base::date::Date;
use crate::base::ids::TaskId;
use crate::check::{self, Diagnostic, Mending, Occasion, Situation};
use crate::edit::{Transaction, build};
use crate::model::compare::{self, Difference};
use crate::model::{FieldPath, RowId};

/// What the checks are for, and what they led to.
#[derive(Debug)]
pub struct Review {
    today: Option<Date>,
    occasion: Occasion,
    /// What printing came to, for the revision that was printed.
    printout: Option<(u64, Printout)>,
    /// The draft is being printed to see what comes of it.
    is_waiting: bool,
    fixes: Option<SafeFixes>,
    links: Option<LinkSheet>,
}

/// All safe fixes of one revision, to be looked at before they are applied.
#[derive(Debug)]
pub struct SafeFixes {
    revision: u64,
    mending: Mending,
    differences: Vec<Difference>,
}

impl SafeFixes {
    /// How many fixes they are.
    pub fn count(&self) -> usize {
        self.mending.count
    }

    /// What they change.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

impl Review {
    pub(super) fn new() -> Self {
        Self {
            today: clock::today(),
            occasion: Occasion::Writing,
            printout: None,
            is_waiting: false,
            fixes: None,
            links: None,
        }
    }

    /// What the rules have to know for this revision.
    pub(super) fn situation(&self, revision: u64) -> Situation<'_> {
        Situation {
            occasion: self.occasion,
            today: self.today,
            paper: self.printout(revision).map(|printout| &printout.paper),
        }
    }

    fn printout(&self, revision: u64) -> Option<&Printout> {
        let (printed, printout) = self.printout.as_ref()?;
        (*printed == revision).then_some(printout)
    }

    /// 送审前检查 is under way.
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// What was waited for does not come.
    pub(super) fn stop_waiting(&mut self) {
        self.is_waiting = false;
    }

    /// What the findings are for.
    pub fn occasion(&self) -> Occasion {
        self.occasion
    }

    /// The safe fixes that are looked at.
    pub fn fixes(&self) -> Option<&SafeFixes> {
        self.fixes.as_ref()
    }

    /// What a task belongs with, where somebody looks at it.
    pub fn links(&self) -> Option<&LinkSheet> {
        self.links.as_ref()
    }

    /// Another draft is open: nobody asked for anything yet.
    pub(super) fn clear(&mut self) {
        self.occasion = Occasion::Writing;
        self.printout = None;
        self.is_waiting = false;
        self.fixes = None;
        self.links = None;
    }
}

impl Workspace {
    /// What the checks are for, and what they led to.
    pub fn review(&self) -> &Review {
        &self.review
    }

    pub(super) fn reviewing(&mut self, command: ReviewCommand) -> Vec<Effect> {
        match command {
            ReviewCommand::Submit => self.submit(),
            ReviewCommand::ExportReport(form) => vec![self.pick_report(form)],
            ReviewCommand::LookAtFixes => self.look_at_fixes(),
            ReviewCommand::ApplyFixes => self.apply_fixes(),
            ReviewCommand::Ignore {
                revision,
                rule,
                path,
                reason,
            } => self.ignore((revision, rule, &path), &reason),
            ReviewCommand::Unignore { rule, path } => self.unignore(rule, &path),
            ReviewCommand::LookAtLinks(task) => self.look_at_links(task),
            ReviewCommand::Link(one, other) => self.link(one, other),
            ReviewCommand::Unlink(one, other) => self.unlink(one, other),
        }
    }

    /// From now on the form is checked as it is to be handed in; the dialog comes when it is
    /// known what printing makes of it.
    fn submit(&mut self) -> Vec<Effect> {
        if self.review.occasion != Occasion::Submitting {
            self.review.occasion = Occasion::Submitting;
            self.derive();
        }
        if self.review.printout(self.revision()).is_some() {
            return vec![Effect::ShowSubmission];
        }
        if !self.review.is_waiting {
            self.try_print();
        }
        Vec::new()
    }

    fn try_print(&mut self) {
        self.review.is_waiting = true;
        self.jobs.ask_page(PageJob::TryPrint {
            revision: self.revision(),
            draft: Box::new(self.draft().clone()),
            template: Box::new(self.template.clone()),
        });
    }

    /// The draft was printed; where it was changed meanwhile, it is printed once more.
    pub(super) fn tried_print(
        &mut self,
        revision: u64,
        result: Result<Printout, OpError>,
    ) -> Vec<Effect> {
        if !self.review.is_waiting {
            return Vec::new();
        }
        self.review.is_waiting = false;
        match result {
            Err(err) => self.tell(Notice::of(&err)),
            Ok(_) if revision != self.revision() => {
                self.try_print();
                Vec::new()
            }
            Ok(printout) => {
                self.review.printout = Some((revision, printout));
                self.derive();
                vec![Effect::ShowSubmission]
            }
        }
    }

    /// What is left to do before the form is handed in; `None` where the draft was changed since
    /// it was last asked for.
    pub fn submission(&self) -> Option<Summary> {
        let printout = self.review.printout(self.revision())?;
        Some(Summary::of(
            self.draft(),
            &self.template,
            &self.derived,
            printout,
        ))
    }

    pub(super) fn write_report(&mut self, form: ReportForm, path: PathBuf) -> Vec<Effect> {
        let Some(summary) = self.submission() else {
            return self.tell(Notice::info("内容已经改动，请重新做送审前检查再导出"));
        };
        let report = summary.report(self.draft(), &self.template, clock::now());
        self.jobs.ask_page(PageJob::Report {
            path,
            form,
            report: Box::new(report),
        });
        Vec::new()
    }

    fn look_at_fixes(&mut self) -> Vec<Effect> {
        let revision = self.revision();
        let situation = self.review.situation(revision);
        let mending = check::mend_safely(self.draft(), &self.template, situation);
        if mending.count == 0 {
            return self.tell_once(Notice::info("没有可以一次修复的问题，其余问题请逐条查看"));
        }
        let differences = compare::differences(self.draft(), &mending.draft, &self.template);
        self.review.fixes = Some(SafeFixes {
            revision,
            mending,
            differences,
        });
        vec![Effect::ShowFixes]
    }

    fn apply_fixes(&mut self) -> Vec<Effect> {
        match self.review.fixes.take() {
            Some(fixes) if fixes.revision == self.revision() => {
                self.commit(fixes.mending.transaction(), self.errands.now)
            }
            Some(_) => self.look_at_fixes(),
            None => Vec::new(),
        }
    }

    fn ignore(
        &mut self,
        (revision, rule, path): (u64, &str, &FieldPath),
        reason: &str,
    ) -> Vec<Effect> {
        let found = self.found(rule, path);
        let Some(found) = found.filter(|_| revision == self.revision()) else {
            return self.tell(Notice::info("内容已经改动，请重新查看问题列表"));
        };
        let seen = check::seen_of(self.draft(), found);
        let tx = build::ignore(self.draft(), rule, path, seen, reason.trim());
        self.commit_quietly(tx, self.errands.now)
    }

    fn found(&self, rule: &str, path: &FieldPath) -> Option<&Diagnostic> {
        let mut here = self.report().at(path).iter();
        here.find(|found| found.rule.id == rule)
    }

    fn unignore(&mut self, rule: &str, path: &FieldPath) -> Vec<Effect> {
        let tx = build::unignore(self.draft(), rule, path);
        tx.map_or_else(Vec::new, |tx| self.commit_quietly(tx, self.errands.now))
    }

    fn look_at_links(&mut self, task: TaskId) -> Vec<Effect> {
        self.review.links = LinkSheet::of(self.draft(), &self.template, task);
        let is_there = self.review.links.is_some();
        is_there.then_some(Effect::ShowLinks).into_iter().collect()
    }

    fn link(&mut self, one: RowId, other: RowId) -> Vec<Effect> {
        let tx = build::link(self.draft(), one, other);
        self.commit_link(tx)
    }

    fn unlink(&mut self, one: RowId, other: RowId) -> Vec<Effect> {
        let tx = build::unlink(self.draft(), one, other);
        self.commit_link(tx)
    }

    /// The sheet that is looked at follows.
    fn commit_link(&mut self, tx: Option<Transaction>) -> Vec<Effect> {
        let Some(tx) = tx else {
            return Vec::new();
        };
        self.document.seal();
        let effects = self.commit_quietly(tx, self.errands.now);
        if let Some(sheet) = self.review.links.take() {
            self.review.links = LinkSheet::of(self.draft(), &self.template, sheet.task);
        }
        effects
    }
}
