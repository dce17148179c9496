//! Somebody else changes, moves or removes the file of the open draft.

use std::path::Path;

use super::computer::{Computer, FILE, Window};
use crate::app::command::OutsideAnswer;
use crate::app::effect::{Effect, Pick};
use crate::app::{Action, Command};

/// As long as `THEIRS`, so that neither length nor age tells them apart.
const SAVED: &str = "示例市社区教育中心";
const THEIRS: &str = "示例市社区文化中心";

/// A window on a file that somebody changed.
fn with_change() -> (Computer, Window) {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("自己写的");
    window.settle();
    let before = computer.disk.file(FILE).unwrap().len();
    computer.put_department(FILE, THEIRS);
    assert_eq!(computer.disk.file(FILE).unwrap().len(), before);
    (computer, window)
}

#[track_caller]
fn check_asked(window: &Window, effects: &[Effect]) {
    assert!(matches!(effects, [Effect::AskOutside]), "{effects:?}");
    let change = window.workspace.outside().expect("it is shown");
    assert_eq!(change.path, Path::new(FILE));
    assert_eq!(change.differences.len(), 1);
}

fn answer(window: &mut Window, answer: OutsideAnswer) -> Vec<Effect> {
    window.does(Command::Outside(answer))
}

#[test]
fn a_change_of_the_same_length_is_noticed_by_looking_and_before_saving() {
    for command in [Command::LookOutside, Command::Save] {
        let (computer, mut window) = with_change();
        let effects = window.does(command);
        check_asked(&window, &effects);
        assert_eq!(computer.saved(), THEIRS);
        assert_eq!(window.department(), "自己写的");
        assert!(window.workspace.is_modified());
        assert_eq!(window.notices(), []);
    }
}

#[test]
fn the_same_bytes_written_again_are_no_change() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("自己写的");
    computer.put_department(FILE, SAVED);
    assert!(window.does(Command::LookOutside).is_empty());
    assert!(window.does(Command::Save).is_empty());
    assert_eq!(computer.saved(), "自己写的");
    assert_eq!(window.notices(), []);
}

#[test]
fn what_is_wrong_with_a_file_that_is_loaded_is_told() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    let text = String::from_utf8(computer.disk.file(FILE).unwrap()).unwrap();
    let text = text.replace("links: []", "links: [(\"tasks/1\", \"tasks/2\")]");
    let text = text.replace("staff: \"12\"", "staff: \"13\"");
    computer.disk.put_file(FILE, text.as_bytes());
    let effects = window.does(Command::LookOutside);
    check_asked(&window, &effects);
    assert_eq!(window.notices(), []);
    answer(&mut window, OutsideAnswer::Load);
    assert_eq!(window.notices().len(), 2, "the sum, and what has no place");
}

#[test]
fn loading_is_one_step_and_undo_brings_the_own_text_back() {
    let (computer, mut window) = with_change();
    window.does(Command::LookOutside);
    answer(&mut window, OutsideAnswer::Load);
    assert_eq!(window.department(), THEIRS);
    assert!(!window.workspace.is_modified());
    assert!(window.workspace.outside().is_none());
    assert_eq!(window.workspace.undo_label(), Some("载入文件里的内容"));
    let versions = computer.versions();
    assert!(versions.iter().any(|text| text.contains("自己写的")));
    window.does(Command::Undo);
    assert_eq!(window.department(), "自己写的");
    assert!(window.workspace.is_modified());
    assert!(computer.journaled()[0].contains("自己写的"));
    window.does(Command::Save);
    assert_eq!(computer.saved(), "自己写的");
    let versions = computer.versions();
    assert!(versions.iter().any(|text| text.contains(THEIRS)));
}

#[test]
fn what_is_written_over_stands_among_the_versions() {
    let (computer, mut window) = with_change();
    window.does(Command::Save);
    answer(&mut window, OutsideAnswer::Overwrite);
    assert_eq!(computer.saved(), "自己写的");
    assert!(!window.workspace.is_modified());
    let versions = computer.versions();
    assert!(versions.iter().any(|text| text.contains(THEIRS)));
}

#[test]
fn a_file_that_changes_once_more_is_not_written_over() {
    let (computer, mut window) = with_change();
    window.does(Command::Save);
    computer.put_department(FILE, "又改了一次");
    let effects = answer(&mut window, OutsideAnswer::Overwrite);
    assert!(
        matches!(effects.as_slice(), [Effect::AskOutside]),
        "{effects:?}"
    );
    assert_eq!(computer.saved(), "又改了一次");
}

#[test]
fn saving_elsewhere_leaves_both_states() {
    let (computer, mut window) = with_change();
    window.does(Command::LookOutside);
    let effects = answer(&mut window, OutsideAnswer::SaveAs);
    let [Effect::PickFile { pick, .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*pick, Pick::SaveAs(None));
    window.does(Command::Picked(pick.clone(), "/docs/mine.ron".into()));
    assert_eq!(computer.saved(), THEIRS);
    assert_eq!(computer.draft_in("/docs/mine.ron").department, "自己写的");
    assert!(!window.workspace.is_modified());
}

#[test]
fn who_waved_it_off_is_asked_again_only_before_saving() {
    let (computer, mut window) = with_change();
    window.does(Command::LookOutside);
    answer(&mut window, OutsideAnswer::Later);
    assert!(window.does(Command::LookOutside).is_empty());
    let effects = window.does(Command::Save);
    check_asked(&window, &effects);
    assert_eq!(computer.saved(), THEIRS);
    answer(&mut window, OutsideAnswer::Later);
    assert!(window.does(Command::LookOutside).is_empty());
    computer.put_department(FILE, "又改了一次");
    let effects = window.does(Command::LookOutside);
    check_asked(&window, &effects);
}

#[test]
fn a_file_that_is_away_for_a_moment_is_no_matter() {
    for looks in 1..=4 {
        let computer = Computer::with_draft();
        let mut window = computer.window_on(FILE);
        window.line.hide(FILE, looks);
        assert!(window.does(Command::LookOutside).is_empty());
        assert_eq!(window.notices(), [], "{looks}");
    }
}

#[test]
fn a_file_that_is_gone_is_told_once_and_made_again_by_saving() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    computer.remove(FILE);
    window.does(Command::LookOutside);
    window.does(Command::LookOutside);
    let notices = window.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].2, Some(Action::SaveAs));
    window.does(Command::Save);
    assert_eq!(computer.saved(), SAVED);
    computer.remove(FILE);
    window.does(Command::LookOutside);
    assert_eq!(window.notices().len(), 1, "it is gone once more");
}

#[test]
fn what_is_no_draft_any_more_is_not_written_over() {
    let (computer, mut window) = with_change();
    computer.disk.put_file(FILE, b"garbage");
    for command in [Command::LookOutside, Command::Save] {
        window.does(command);
        let notices = window.notices();
        assert_eq!(notices[0].2, Some(Action::SaveAs), "{notices:?}");
        assert_eq!(computer.disk.file(FILE).as_deref(), Some(&b"garbage"[..]));
        assert!(computer.holds("自己写的"));
    }
}
