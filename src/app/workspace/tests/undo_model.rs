//! Whatever a person does, undo and redo walk along the states that were there.
//!
//! The model is a list of drafts, one before the first step and one after each; it knows which of
//! them is open and which of them the file holds.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;

use super::{Desk, FILE};
use crate::app::{Command, RowCommand};
use crate::edit::build::Direction;
use crate::model::{Draft, FieldPath, RowId, Totals, access, sample};
use crate::store::disk::testing::SimDisk;
use crate::store::format;

/// Something a person does; the numbers choose among what is there at the time.
#[derive(Debug, Clone)]
enum Act {
    /// Some characters more in a field, as a key or an input method adds them.
    Add(usize, String),
    /// Another text in a field.
    Paste(usize, String),
    Leave,
    AddRow(usize, usize),
    Duplicate(usize),
    Remove(usize),
    Shift(usize, Direction),
    MoveTo(usize, usize),
    Place(usize, usize, usize),
    CopyCycleToYear(usize),
    Fix(usize, usize),
    Undo,
    Redo,
    Save,
    /// Steps back and typing go on while the file is written.
    SaveAndAdd(Vec<Back>, usize, String),
    /// Saves, and opens the same file once more.
    Reload,
}

/// A step back or on again.
#[derive(Debug, Clone, Copy)]
enum Back {
    Undo,
    Redo,
}

/// An act, and for how many milliseconds it waits before.
type TimedAct = (Act, u64);

fn act() -> impl Strategy<Value = Act> {
    let n = 0..1_000_usize;
    let few = "[一二年1,.个%a]{1,4}";
    // A small field number, so that typing goes on where it was.
    let field = prop_oneof![Just(0_usize), 0..1_000_usize];
    let lines = r#"([约二 12,.元"\\<p>&nbsp;]{0,5}(\n|\r\n|\t)?){0,4}"#;
    let direction = prop::sample::select(vec![Direction::Up, Direction::Down]);
    let back = prop::sample::select(vec![Back::Undo, Back::Redo]);
    let steps_back = prop::collection::vec(back, 0..4);
    prop_oneof![
        8 => (field.clone(), few).prop_map(|(n, text)| Act::Add(n, text)),
        4 => (n.clone(), lines).prop_map(|(n, text)| Act::Paste(n, text)),
        1 => Just(Act::Leave),
        2 => (n.clone(), n.clone()).prop_map(|(kind, n)| Act::AddRow(kind, n)),
        1 => n.clone().prop_map(Act::Duplicate),
        2 => n.clone().prop_map(Act::Remove),
        1 => (n.clone(), direction).prop_map(|(n, to)| Act::Shift(n, to)),
        1 => (n.clone(), n.clone()).prop_map(|(n, to)| Act::MoveTo(n, to)),
        1 => (n.clone(), n.clone(), 0..4_usize).prop_map(|(n, to, nth)| Act::Place(n, to, nth)),
        1 => n.clone().prop_map(Act::CopyCycleToYear),
        2 => (n.clone(), n).prop_map(|(n, nth)| Act::Fix(n, nth)),
        6 => Just(Act::Undo),
        4 => Just(Act::Redo),
        1 => Just(Act::Save),
        1 => (steps_back, field, few).prop_map(|(back, n, text)| Act::SaveAndAdd(back, n, text)),
        1 => Just(Act::Reload),
    ]
}

/// Mostly as fast as people type, sometimes after a pause that ends a step.
fn millis() -> impl Strategy<Value = u64> {
    prop_oneof![3 => 0..400_u64, 1 => 900..1_200_u64]
}

/// What should be the case.
#[derive(Debug)]
struct Model {
    /// The draft before the first step, and after each.
    states: Vec<Draft>,
    /// Which of them is open.
    current: usize,
    /// Which of them the file holds, where a way leads to it.
    saved: Option<usize>,
    /// Which of them is being written, where a way leads to it.
    being_saved: Option<usize>,
    /// The field of a step that typing may still join, and when it last did.
    growing: Option<(FieldPath, Duration)>,
}

/// Typing within this time joins one step.
const JOINS_WITHIN: Duration = Duration::from_secs(1);

impl Model {
    /// The draft was read from its file just now.
    fn loaded(draft: Draft) -> Self {
        Self {
            states: vec![draft],
            current: 0,
            saved: Some(0),
            being_saved: None,
            growing: None,
        }
    }

    fn draft(&self) -> &Draft {
        &self.states[self.current]
    }

    fn step(&mut self, after: Draft) {
        self.states.truncate(self.current + 1);
        let is_left = |state: &usize| *state <= self.current;
        self.saved = self.saved.filter(is_left);
        self.being_saved = self.being_saved.filter(is_left);
        self.states.push(after);
        self.current += 1;
        self.growing = None;
    }

    fn types(&mut self, path: &FieldPath, after: Draft, now: Duration) {
        let joins = self.growing.as_ref().is_some_and(|(growing, at)| {
            growing == path
                && now.saturating_sub(*at) <= JOINS_WITHIN
                && self.saved != Some(self.current)
        });
        if joins {
            self.states[self.current] = after;
        } else {
            self.step(after);
        }
        self.growing = Some((path.clone(), now));
    }

    fn undo(&mut self) {
        if self.current > 0 {
            self.current -= 1;
            self.growing = None;
        }
    }

    fn redo(&mut self) {
        if self.current + 1 < self.states.len() {
            self.current += 1;
            self.growing = None;
        }
    }
}

/// The program and the model side by side.
struct Pair {
    desk: Desk,
    model: Model,
}

impl Pair {
    fn new(start: &Draft) -> Self {
        let disk = SimDisk::new();
        disk.put_file(FILE, format::write(start).unwrap().as_bytes());
        let mut desk = Desk::new(disk);
        desk.run(Command::OpenPath(PathBuf::from(FILE)));
        desk.wait();
        let model = Model::loaded(desk.workspace.draft().clone());
        Self { desk, model }
    }

    fn draft(&self) -> &Draft {
        self.desk.workspace.draft()
    }

    fn run(&mut self, command: Command) {
        self.desk.workspace.run(command, self.desk.now);
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Add(n, text) => self.add(n, &text),
            Act::Paste(n, text) => self.types(&self.field(n), &text),
            Act::Leave => {
                self.run(Command::LeaveField);
                self.model.growing = None;
            }
            Act::Undo => self.back(Back::Undo),
            Act::Redo => self.back(Back::Redo),
            Act::Save => self.save(|_| {}),
            Act::SaveAndAdd(back, n, text) => self.save(|pair| {
                for step in back {
                    pair.back(step);
                }
                pair.add(n, &text);
            }),
            Act::Reload => self.reload(),
            _ => {
                if let Some(command) = self.command_of(&act) {
                    self.step(command);
                }
            }
        }
    }

    fn add(&mut self, n: usize, more: &str) {
        let path = self.field(n);
        let text = access::text(self.draft(), &path).unwrap().into_owned();
        self.types(&path, &(text + more));
    }

    fn types(&mut self, path: &FieldPath, text: &str) {
        let mut after = self.model.draft().clone();
        access::set_text(&mut after, path, text).unwrap();
        if after != *self.model.draft() {
            self.model.types(path, after, self.desk.now);
        }
        let (path, text) = (path.clone(), text.to_owned());
        self.run(Command::Type { path, text });
    }

    /// Something that is a step of its own, where it changes anything.
    fn step(&mut self, command: Command) {
        let before = self.desk.workspace.revision();
        self.run(command);
        let after = self.draft().clone();
        let is_step = self.desk.workspace.revision() != before;
        assert_eq!(is_step, after != *self.model.draft());
        if is_step {
            self.model.step(after);
        }
    }

    fn back(&mut self, step: Back) {
        match step {
            Back::Undo => {
                self.run(Command::Undo);
                self.model.undo();
            }
            Back::Redo => {
                self.run(Command::Redo);
                self.model.redo();
            }
        }
    }

    fn save(&mut self, meanwhile: impl FnOnce(&mut Self)) {
        self.model.being_saved = Some(self.model.current);
        self.model.growing = None;
        self.run(Command::Save);
        meanwhile(self);
        self.desk.wait();
        self.model.saved = self.model.being_saved.take();
        self.model.growing = None;
    }

    fn reload(&mut self) {
        self.save(|_| {});
        let before = self.bytes();
        self.run(Command::OpenPath(PathBuf::from(FILE)));
        self.desk.wait();
        assert_eq!(self.bytes(), before, "saving and opening change nothing");
        self.model = Model::loaded(self.draft().clone());
    }

    /// The command of an act on rows or findings; `None` where there is nothing to do it to.
    fn command_of(&self, act: &Act) -> Option<Command> {
        let rows = rows_of(self.draft());
        let row = |n: usize| rows.get(n.checked_rem(rows.len())?).copied();
        let indicator = |n: usize| {
            let indicators = &self.draft().indicators;
            Some(indicators.get(n.checked_rem(indicators.len())?)?.id)
        };
        let slots = self.desk.workspace.template().branches(self.draft());
        let slot = |n: usize| slots[n % slots.len()].clone();
        let command = match *act {
            Act::AddRow(kind, n) => match kind % 4 {
                0 => RowCommand::AddGoal(row(n).filter(|row| matches!(row, RowId::Goal(_)))),
                1 => RowCommand::AddTask(row(n).filter(|row| matches!(row, RowId::Task(_)))),
                2 => RowCommand::AddOtherTask,
                _ => RowCommand::AddIndicator(slot(n), indicator(n).filter(|_| n % 2 == 0)),
            },
            Act::Duplicate(n) => RowCommand::Duplicate(row(n)?),
            Act::Remove(n) => RowCommand::Remove(row(n)?),
            Act::Shift(n, to) => RowCommand::Shift(row(n)?, to),
            Act::MoveTo(n, to) => {
                let row = row(n)?;
                let list = rows.iter().filter(|other| other.list() == row.list());
                RowCommand::MoveTo(row, to % list.count())
            }
            Act::Place(n, to, nth) => RowCommand::Place(indicator(n)?, slot(to), nth),
            Act::CopyCycleToYear(n) => RowCommand::CopyCycleToYear(indicator(n)?),
            Act::Fix(n, nth) => return self.fix(n, nth),
            _ => return None,
        };
        Some(Command::Row(command))
    }

    fn fix(&self, n: usize, nth: usize) -> Option<Command> {
        let report = self.desk.workspace.report();
        let fixable = report.items().iter().filter(|item| !item.fixes.is_empty());
        let fixable: Vec<_> = fixable.collect();
        let item = fixable.get(n.checked_rem(fixable.len())?)?;
        // The first finding of a rule at a place is the one whose fixes are meant.
        let mut here = report.at(&item.path).iter();
        let first = here.find(|found| found.rule.id == item.rule.id)?;
        Some(Command::ApplyFix {
            revision: self.desk.workspace.revision(),
            rule: item.rule.id,
            path: item.path.clone(),
            nth: nth.checked_rem(first.fixes.len())?,
        })
    }

    fn field(&self, n: usize) -> FieldPath {
        let fields = access::all_fields(self.draft());
        fields[n % fields.len()].clone()
    }

    /// What saving would write.
    fn bytes(&self) -> String {
        format::write(self.draft()).unwrap()
    }

    /// The program is as the model says, and everything derived belongs to the present state.
    #[track_caller]
    fn check(&self) {
        let (workspace, model) = (&self.desk.workspace, &self.model);
        assert_eq!(self.draft(), model.draft());
        assert_eq!(workspace.undo_label().is_some(), model.current > 0);
        let has_next = model.current + 1 < model.states.len();
        assert_eq!(workspace.redo_label().is_some(), has_next);
        assert_eq!(workspace.is_modified(), model.saved != Some(model.current));
        if !workspace.is_modified() {
            assert_eq!(self.desk.file(), self.bytes(), "it counts as saved");
        }
        assert_eq!(workspace.derived.revision, workspace.revision());
        let totals = Totals::of(self.draft(), workspace.template());
        assert_eq!(*workspace.totals(), totals);
        assert_eq!(workspace.notice(), None);
        let rows = rows_of(self.draft());
        let ids: BTreeSet<&RowId> = rows.iter().collect();
        assert_eq!(ids.len(), rows.len(), "two rows have the same id");
    }

    /// Back to where the draft was loaded, and on to where the last undone step leads.
    fn walk_back_and_on(&mut self) {
        while self.model.current > 0 {
            self.back(Back::Undo);
            self.check();
        }
        let loaded = format::write(&self.model.states[0]).unwrap();
        assert_eq!(self.bytes(), loaded);
        while self.model.current + 1 < self.model.states.len() {
            self.back(Back::Redo);
            self.check();
        }
        let end = self.model.states.last().map(format::write);
        assert_eq!(self.bytes(), end.unwrap().unwrap());
    }
}

fn rows_of(draft: &Draft) -> Vec<RowId> {
    let goals = draft.goals.iter().map(|row| RowId::Goal(row.id));
    let tasks = draft.tasks.iter().map(|row| RowId::Task(row.id));
    let other_tasks = draft.other_tasks.iter();
    let other_tasks = other_tasks.map(|row| RowId::OtherTask(row.id));
    let indicators = draft.indicators.iter();
    let indicators = indicators.map(|row| RowId::Indicator(row.id));
    let rows = goals.chain(tasks).chain(other_tasks).chain(indicators);
    rows.collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Default::default()
    })]
    #[test]
    fn undo_and_redo_walk_along_the_states_that_were_there(
        acts in prop::collection::vec((act(), millis()), 20..=60),
        start in prop::sample::select(vec![sample::minimal(), sample::awkward()]),
    ) {
        let acts: Vec<TimedAct> = acts;
        let mut pair = Pair::new(&start);
        pair.check();
        for (act, millis) in acts {
            pair.desk.now += Duration::from_millis(millis);
            pair.act(act);
            pair.check();
        }
        pair.walk_back_and_on();
    }
}
