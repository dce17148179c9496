//! What is typed reaches the journal, and whoever comes after a crash gets it from there.

use std::io::ErrorKind;
use std::time::Duration;

use super::computer::{Computer, FILE, JOURNALS, Window};
use super::dice::Dice;
use crate::app::Command;
use crate::app::command::RecoveryCommand;
use crate::app::effect::Effect;
use crate::app::recovery::BaseState;

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Types without a pause until a moment, and lets the window look after its journal when it asks
/// for that; returns when each text was typed.
fn type_until(window: &mut Window, end: Duration, dice: &mut Dice) -> Vec<Duration> {
    let start = window.now;
    let mut typed = Vec::new();
    let mut next_key = start;
    while window.now < start + end {
        let due = window.workspace.due_in(window.now);
        let due = due.map(|due| window.now + due);
        window.now = due.map_or(next_key, |due| due.min(next_key));
        if window.now >= next_key {
            let path = "department".parse().unwrap();
            let text = typed.len().to_string();
            window
                .workspace
                .run(Command::Type { path, text }, window.now);
            typed.push(window.now);
            next_key = window.now + ms(20 + dice.roll(130));
        } else {
            window.workspace.poll(window.now);
        }
        while window.workspace.is_journaling() {
            window.workspace.wait(window.now);
        }
    }
    typed
}

/// Types for a while, dies, and counts what is missing; returns how old the oldest of it is.
#[track_caller]
fn check_crash_after(millis: u64, seed: u64) -> Duration {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    let typed = type_until(&mut window, ms(millis), &mut Dice::new(seed));
    let end = window.now;
    window.crash();
    let mut window = computer.window();
    let journal = window.offer();
    window.does(Command::Recovery(RecoveryCommand::TakeBack(journal)));
    let last: usize = window.department().parse().unwrap();
    typed.get(last + 1).map_or(Duration::ZERO, |first_missing| {
        end.saturating_sub(*first_missing)
    })
}

#[test]
fn a_crash_takes_at_most_the_last_second_of_typing_without_a_pause() {
    let mut dice = Dice::new(7);
    for seed in 0..20 {
        let lost = check_crash_after(1_000 + dice.roll(59_000), seed);
        assert!(lost <= ms(1_000), "{lost:?}");
    }
    assert!(check_crash_after(60_000, 99) <= ms(1_000));
}

/// Nothing is kept, which is told, and everything else works.
#[track_caller]
fn check_fault(window: &mut Window) {
    window.wait_for_journal();
    let fault = window.workspace.journal_fault().expect("it is told");
    assert_eq!(fault.text, "无法自动备份，请经常保存；原因排除后会自动继续");
    window.types("staff", "12");
    assert_eq!(window.workspace.draft().basic.staff.text(), "12");
}

#[track_caller]
fn check_journal_fails_and_comes_back(from_the_beginning: bool, kind: ErrorKind) {
    let computer = Computer::with_draft();
    let mut window = computer.window();
    if from_the_beginning {
        window.line.refuse(JOURNALS, kind);
    }
    window.does(Command::OpenPath(FILE.into()));
    window.writes("甲");
    if !from_the_beginning {
        window.settle();
        assert!(window.workspace.journal_fault().is_none());
        window.line.refuse(JOURNALS, kind);
        window.writes("甲乙");
    }
    check_fault(&mut window);
    window.does(Command::Save);
    assert!(!window.workspace.is_modified());
    window.writes("甲乙丙");
    window.line.allow();
    window.now += Duration::from_secs(3);
    window.workspace.poll(window.now);
    window.settle();
    assert!(window.workspace.journal_fault().is_none());
    window.crash();
    let window = computer.window();
    let found = &window.workspace.past().recoverable()[0];
    assert_eq!(found.draft().unwrap().department, "甲乙丙");
    assert_eq!(found.base_state(), BaseState::Unchanged);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_until_it_can() {
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::ReadOnlyFilesystem,
    ] {
        check_journal_fails_and_comes_back(true, kind);
        check_journal_fails_and_comes_back(false, kind);
    }
}

#[test]
fn a_saved_draft_leaves_no_journal() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("甲");
    window.settle();
    assert_eq!(computer.journals().len(), 1);
    window.does(Command::Save);
    assert!(computer.journals().is_empty());
    window.crash();
    assert!(computer.window().told.is_empty());
}

#[test]
fn what_is_typed_while_saving_is_in_the_journal_of_the_new_file() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("甲");
    window.settle();
    window.line.hold_up("/docs");
    window.run(Command::Save);
    window.line.wait_until_held_up();
    window.writes("甲乙");
    window.line.let_go();
    window.settle();
    window.crash();
    let window = computer.window();
    let found = &window.workspace.past().recoverable()[0];
    assert_eq!(found.draft().unwrap().department, "甲乙");
    assert_eq!(found.base_state(), BaseState::Unchanged);
    assert!(matches!(window.told.as_slice(), [Effect::ShowRecovery]));
}
