//! Whatever two windows do, and however they die: what was typed is in a file, a journal or a
//! version.
//!
//! Every key types a mark of its own behind the others, so that each mark can be looked for. A
//! crash may take the marks of the last second and no other.

use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;

use super::computer::{Computer, FILE, Window};
use crate::app::command::{OutsideAnswer, RecoveryCommand};
use crate::app::effect::{Answer, Effect, Pick};
use crate::app::jobs::Manner;
use crate::app::{Command, workspace::SaveState};

/// Something that happens in a window; the numbers choose among the answers to what is asked.
#[derive(Debug, Clone, Copy)]
enum Act {
    Type,
    /// Time passes, in milliseconds.
    Pass(u64),
    Save(usize),
    SaveAs(usize),
    Open(usize, usize),
    New(usize),
    Look(usize),
    TakeBack(usize),
    ThrowAway,
    Close(usize),
    EndSession,
    Crash,
    /// It dies while it saves.
    SaveAndCrash,
}

fn act() -> impl Strategy<Value = Act> {
    let answer = 0..12_usize;
    prop_oneof![
        8 => Just(Act::Type),
        4 => (0..1_500_u64).prop_map(Act::Pass),
        3 => answer.clone().prop_map(Act::Save),
        1 => answer.clone().prop_map(Act::SaveAs),
        3 => (answer.clone(), answer.clone()).prop_map(|(n, to)| Act::Open(n, to)),
        1 => answer.clone().prop_map(Act::New),
        2 => answer.clone().prop_map(Act::Look),
        2 => answer.clone().prop_map(Act::TakeBack),
        1 => Just(Act::ThrowAway),
        1 => answer.prop_map(Act::Close),
        1 => Just(Act::EndSession),
        3 => Just(Act::Crash),
        2 => Just(Act::SaveAndCrash),
    ]
}

/// A mark that was typed, by which window and when by its clock.
#[derive(Debug)]
struct Mark {
    text: String,
    window: usize,
    at: Duration,
}

struct Pair {
    computer: Computer,
    windows: [Window; 2],
    marks: Vec<Mark>,
    typed: usize,
}

fn path_of(n: usize) -> PathBuf {
    match n % 3 {
        0 => FILE.into(),
        n => format!("/docs/new{n}.ron").into(),
    }
}

impl Pair {
    fn new() -> Self {
        let computer = Computer::with_draft();
        let windows = [computer.window_on(FILE), computer.window()];
        Self {
            computer,
            windows,
            marks: Vec::new(),
            typed: 0,
        }
    }

    fn act(&mut self, of: usize, act: Act) {
        match act {
            Act::Type => self.types(of),
            Act::Pass(millis) => self.pass(of, Duration::from_millis(millis)),
            Act::Save(n) => self.does(of, Command::Save, n),
            Act::SaveAs(n) => {
                self.does(of, Command::Picked(Pick::SaveAs(None), path_of(n)), n);
            }
            Act::Open(n, to) => self.does(of, Command::OpenPath(path_of(to)), n),
            Act::New(n) => self.does(of, Command::New, n),
            Act::Look(n) => self.does(of, Command::LookOutside, n),
            Act::TakeBack(n) => {
                if let Some(journal) = self.windows[of].offers().first().cloned() {
                    let command = RecoveryCommand::TakeBack(journal);
                    self.does(of, Command::Recovery(command), n);
                }
            }
            Act::ThrowAway => {
                if let Some(journal) = self.windows[of].offers().first().cloned() {
                    let command = RecoveryCommand::ThrowAway(journal);
                    self.does(of, Command::Recovery(command), 0);
                }
            }
            Act::Close(n) => self.does(of, Command::Close, n),
            Act::EndSession => self.does(of, Command::EndSession, 0),
            Act::Crash => self.crash(of),
            Act::SaveAndCrash => {
                self.windows[of].run(Command::Save);
                self.crash(of);
            }
        }
        self.windows[of].notices();
    }

    fn types(&mut self, of: usize) {
        self.typed += 1;
        let mark = format!("〔{}〕", self.typed);
        let window = &mut self.windows[of];
        let text = format!("{}{mark}", window.department());
        window.types("department", &text);
        if window.department() == text {
            self.marks.push(Mark {
                text: mark,
                window: of,
                at: window.now,
            });
        }
    }

    /// Time passes, and the window looks after what is due, as the real one does.
    fn pass(&mut self, of: usize, time: Duration) {
        let window = &mut self.windows[of];
        let end = window.now + time;
        loop {
            while window.workspace.is_journaling() {
                window.workspace.wait(window.now);
            }
            match window.workspace.due_in(window.now) {
                Some(due) if window.now + due <= end => window.now += due,
                _ => break,
            }
            window.workspace.poll(window.now);
        }
        window.now = end;
    }

    /// Does something, answers whatever is asked, and goes on in a new window where this one
    /// closes.
    fn does(&mut self, of: usize, command: Command, n: usize) {
        let mut effects = self.windows[of].does(command);
        // Questions may follow each other, but not for ever.
        for round in 0..4 {
            let Some(answer) = effects
                .iter()
                .find_map(|effect| answer_to(effect, n + round))
            else {
                break;
            };
            effects.extend(self.windows[of].does(answer));
            let closes = |effect: &Effect| matches!(effect, Effect::CloseWindow);
            let is_closing = effects.iter().any(closes);
            effects.retain(closes);
            if is_closing {
                break;
            }
        }
        let closes = |effect: &Effect| matches!(effect, Effect::CloseWindow);
        if effects.iter().any(closes) {
            self.replace(of);
        }
    }

    /// The window dies, with what it typed in the last second.
    fn crash(&mut self, of: usize) {
        let now = self.windows[of].now;
        self.marks.retain(|mark| {
            let is_young =
                mark.window == of && now.saturating_sub(mark.at) < Duration::from_secs(1);
            !is_young || self.computer.holds(&mark.text)
        });
        self.replace(of);
    }

    fn replace(&mut self, of: usize) {
        self.windows[of].line.cut();
        self.windows[of] = self.computer.window();
        for mark in &mut self.marks {
            if mark.window == of {
                mark.at = Duration::ZERO;
                mark.window = usize::MAX;
            }
        }
    }

    /// Everything older than a second is somewhere on the disk; what the windows say is so.
    #[track_caller]
    fn check(&self) {
        for mark in &self.marks {
            let now = self.windows.get(mark.window).map(|window| window.now);
            let is_old =
                now.is_none_or(|now| now.saturating_sub(mark.at) >= Duration::from_secs(1));
            assert!(!is_old || self.computer.holds(&mark.text), "{mark:?}");
        }
        for path in self.computer.files_below("/docs") {
            if path.extension().is_some_and(|end| end == "ron") {
                self.computer.draft_in(path);
            }
        }
        for window in &self.windows {
            let state = window.workspace.save_state();
            assert_ne!(state, SaveState::Saving);
        }
    }
}

fn answer_to(effect: &Effect, n: usize) -> Option<Command> {
    Some(match effect {
        Effect::AskUnsaved(next) => {
            let answer = [Answer::Save, Answer::Discard, Answer::Cancel][n % 3];
            Command::Answered(answer, next.clone())
        }
        Effect::AskOutside => Command::Outside(
            [
                OutsideAnswer::Load,
                OutsideAnswer::Overwrite,
                OutsideAnswer::SaveAs,
                OutsideAnswer::Later,
            ][n % 4],
        ),
        Effect::AskInUse(path, _) => {
            let manner = [Manner::ReadOnly, Manner::Seize][n % 2];
            Command::OpenHeld(path.clone(), manner)
        }
        Effect::AskTemplate => Command::NewOn {
            template: "dongguan-2024".to_owned(),
            year: None,
        },
        Effect::PickFile {
            pick: pick @ Pick::SaveAs(_),
            ..
        } => Command::Picked(pick.clone(), path_of(n)),
        _ => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Default::default()
    })]
    #[test]
    fn what_was_typed_is_somewhere_whatever_two_windows_do(
        acts in prop::collection::vec((0..2_usize, act()), 10..=40),
    ) {
        let mut pair = Pair::new();
        for (of, act) in acts {
            pair.act(of, act);
            pair.check();
        }
        for of in 0..2 {
            pair.pass(of, Duration::from_secs(1));
            pair.check();
            pair.crash(of);
            pair.check();
        }
    }
}
