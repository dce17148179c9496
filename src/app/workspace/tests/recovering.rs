//! Taking back what a window that died left, and throwing it away.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::computer::{Computer, FILE, JOURNALS, Lasting, Window};
use crate::app::Command;
use crate::app::command::RecoveryCommand;
use crate::app::effect::{Answer, Effect, Next};
use crate::app::recovery::BaseState;
use crate::store::format;

const SAVED: &str = "示例市社区教育中心";

/// A computer on which a window died with this in it.
fn with_leftover(department: &str) -> Computer {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes(department);
    window.settle();
    window.crash();
    computer
}

fn take_back(window: &mut Window) -> Vec<Effect> {
    let journal = window.offer();
    window.does(Command::Recovery(RecoveryCommand::TakeBack(journal)))
}

#[track_caller]
fn check_offer(window: &Window, department: &str, base: BaseState) {
    assert!(matches!(window.told.as_slice(), [Effect::ShowRecovery]));
    window.offer();
    let found = &window.workspace.past().recoverable()[0];
    assert_eq!(found.draft().unwrap().department, department);
    assert_eq!(found.base_state(), base);
}

#[test]
fn undo_after_recovery_returns_to_the_saved_text() {
    let computer = with_leftover("甲");
    let mut window = computer.window();
    check_offer(&window, "甲", BaseState::Unchanged);
    take_back(&mut window);
    assert_eq!(window.department(), "甲");
    assert!(window.workspace.is_modified());
    assert_eq!(window.workspace.file(), Some(Path::new(FILE)));
    assert_eq!(window.workspace.undo_label(), Some("恢复未保存的内容"));
    window.run(Command::Undo);
    assert_eq!(window.department(), SAVED);
    assert!(!window.workspace.is_modified());
    assert_eq!(window.workspace.undo_label(), None);
    window.run(Command::Redo);
    assert_eq!(window.department(), "甲");
}

#[test]
fn a_file_that_changed_since_is_never_written_over_unasked() {
    let computer = with_leftover("甲");
    computer.put_department(FILE, "别人写的");
    let mut window = computer.window();
    check_offer(&window, "甲", BaseState::Changed);
    window.does(Command::OpenPath(FILE.into()));
    assert_eq!(window.department(), "别人写的");
    assert!(!window.workspace.is_modified());
    take_back(&mut window);
    assert_eq!(window.department(), "甲");
    assert_eq!(computer.saved(), "别人写的");
    window.run(Command::Undo);
    assert_eq!(window.department(), "别人写的");
    assert!(!window.workspace.is_modified());
    window.run(Command::Redo);
    window.does(Command::Save);
    assert_eq!(computer.saved(), "甲");
    let versions = computer.versions();
    assert!(versions.iter().any(|text| text.contains("别人写的")));
}

#[test]
fn what_was_taken_back_and_undone_can_still_be_had_back() {
    let computer = with_leftover("甲");
    let mut window = computer.window();
    check_offer(&window, "甲", BaseState::Unchanged);
    take_back(&mut window);
    window.run(Command::Undo);
    window.settle();
    window.does(Command::Close);
    assert_eq!(computer.journals(), [] as [PathBuf; 0]);
    let versions = computer.versions();
    assert!(versions.iter().any(|text| text.contains("\"甲\"")));
}

#[test]
fn what_is_thrown_away_can_be_had_back_from_the_versions() {
    let computer = with_leftover("甲");
    computer.put_department(FILE, "别人写的");
    let mut window = computer.window();
    let journal = window.offer();
    window.does(Command::Recovery(RecoveryCommand::ThrowAway(journal)));
    assert!(window.offers().is_empty());
    assert_eq!(computer.journals(), [] as [PathBuf; 0]);
    assert_eq!(computer.saved(), "别人写的");
    assert!(computer.versions()[0].contains("\"甲\""));
    window.crash();
    assert!(computer.window().told.is_empty());
}

#[test]
fn what_cannot_be_kept_is_not_thrown_away() {
    let computer = with_leftover("甲");
    let mut window = computer.window();
    window
        .line
        .refuse(super::computer::VERSIONS, ErrorKind::StorageFull);
    let journal = window.offer();
    window.does(Command::Recovery(RecoveryCommand::ThrowAway(journal)));
    let notices = window.notices();
    let words = "恢复记录里的内容没能留底，记录先保留着，请稍后重试";
    assert_eq!(notices[0].1, words);
    assert_eq!(window.offers().len(), 1);
    assert!(computer.holds("甲"));
}

#[test]
fn what_is_open_is_asked_about_before_something_is_taken_back() {
    let computer = with_leftover("甲");
    let mut window = computer.window();
    window.writes("无名的");
    let effects = take_back(&mut window);
    let [Effect::AskUnsaved(next)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(matches!(next, Next::Recover(_)));
    window.does(Command::Answered(Answer::Discard, next.clone()));
    assert_eq!(window.department(), "甲");
    assert!(
        computer
            .versions()
            .iter()
            .any(|text| text.contains("无名的"))
    );
}

/// Every step of taking something back is the last one that reaches the disk, in its turn.
fn check_cut_at_every_step(computer: impl Fn() -> Computer, act: impl Fn(&mut Window)) -> usize {
    for n in 1.. {
        let computer = computer();
        let mut window = computer.window();
        let fault = (ErrorKind::BrokenPipe, Lasting::ForGood);
        computer.faults.arm(None, n, fault);
        act(&mut window);
        window.crash();
        let was_cut = computer.faults.disarm();
        assert!(computer.holds("\"甲\""), "{n}");
        let window = computer.window();
        let offers = window.workspace.past().recoverable().iter();
        let mut offers = offers.filter_map(|found| found.draft());
        let is_offered = offers.any(|draft| draft.department == "甲");
        let is_version = computer
            .versions()
            .iter()
            .any(|text| text.contains("\"甲\""));
        assert!(is_offered || is_version, "{n}: {:?}", computer.disk.files());
        if !was_cut {
            return n - 1;
        }
    }
    0
}

#[test]
fn a_crash_at_any_step_of_taking_back_loses_nothing() {
    let steps = check_cut_at_every_step(
        || with_leftover("甲"),
        |window| {
            take_back(window);
        },
    );
    assert!(steps > 20, "{steps}");
}

#[test]
fn a_crash_at_any_step_of_throwing_away_loses_nothing() {
    let steps = check_cut_at_every_step(
        || with_leftover("甲"),
        |window| {
            let journal = window.offer();
            window.does(Command::Recovery(RecoveryCommand::ThrowAway(journal)));
        },
    );
    assert!(steps > 10, "{steps}");
}

#[test]
fn the_old_journal_stays_until_the_new_one_holds_it() {
    let computer = with_leftover("甲");
    let mut window = computer.window();
    let old = window.offer();
    window.line.hold_up(JOURNALS);
    let journal = old.clone();
    window.run(Command::Recovery(RecoveryCommand::TakeBack(journal)));
    while window.workspace.is_busy() {
        window.workspace.wait(window.now);
    }
    assert_eq!(window.department(), "甲");
    assert_eq!(computer.journals(), std::slice::from_ref(&old));
    window.line.wait_until_held_up();
    window.line.let_go();
    window.settle();
    let journals = computer.journals();
    assert_eq!(journals.len(), 1);
    assert_ne!(journals, [old]);
    assert!(computer.journaled()[0].contains("甲"));
}

#[test]
fn an_unnamed_draft_is_taken_back_without_a_file() {
    let computer = Computer::new();
    let mut window = computer.window();
    window.writes("无名的");
    window.settle();
    window.crash();
    let mut window = computer.window();
    check_offer(&window, "无名的", BaseState::Unnamed);
    take_back(&mut window);
    assert_eq!(window.department(), "无名的");
    assert_eq!(window.workspace.file(), None);
    assert!(window.workspace.is_modified());
    window.run(Command::Undo);
    assert_eq!(window.department(), "");
}

#[test]
fn a_window_that_only_looked_leaves_the_offer_to_the_next() {
    let computer = with_leftover("甲");
    let first = computer.window();
    first.offer();
    let second = computer.window();
    assert!(second.offers().is_empty(), "the first one has it");
    first.crash();
    check_offer(&computer.window(), "甲", BaseState::Unchanged);
}

/// A journal as an earlier version of the program left it.
fn golden(name: &str) -> (Vec<u8>, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/journal/v1");
    let journal = fs::read(folder.join(format!("{name}.journal"))).unwrap();
    let text = fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
    (journal, text)
}

#[track_caller]
fn check_golden(name: &str, base: BaseState) {
    let (journal, text) = golden(name);
    let computer = Computer::new();
    let path = format!("{JOURNALS}/0123456789abcdef-1.journal");
    computer.disk.put_file(&path, &journal);
    let mut window = computer.window();
    assert_eq!(window.offer(), Path::new(&path));
    let found = &window.workspace.past().recoverable()[0];
    assert_eq!(found.base_state(), base);
    take_back(&mut window);
    let draft = format::read(text.as_bytes()).unwrap().draft;
    assert_eq!(window.workspace.draft(), &draft);
    assert!(window.workspace.is_modified());
    assert!(computer.journaled().contains(&format::body(&draft)));
}

#[test]
fn journals_of_earlier_versions_are_offered() {
    check_golden("named", BaseState::Gone);
    check_golden("unnamed", BaseState::Unnamed);
    check_golden("torn", BaseState::Gone);
}
