//! Leaving a draft: 保存, 不保存, 取消, and the end of the session.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::computer::{Computer, FILE, JOURNALS, VERSIONS, Window, of_department};
use crate::app::Command;
use crate::app::command::RecoveryCommand;
use crate::app::effect::{Answer, Effect, Next, Pick};
use crate::app::jobs::Manner;
use crate::app::notice::Weight;

const OTHER: &str = "/docs/other.ron";
const TEXT: &str = "/docs/表.txt";
const IMPORTED: &str = include_str!("../../../../tests/data/import/zhanjiang-shape.txt");

/// Everything that can follow a draft.
fn nexts() -> Vec<Next> {
    vec![
        Next::New,
        Next::Open,
        Next::OpenPath(PathBuf::from(OTHER)),
        Next::OpenHeld(PathBuf::from(OTHER), Manner::ReadOnly),
        Next::Recover(PathBuf::new()),
        Next::Import,
        Next::ImportPath(PathBuf::from(TEXT)),
        Next::Close,
    ]
}

/// A window with changes, on a computer with a journal to be taken back.
fn with_changes(file: Option<&str>) -> (Computer, Window) {
    let computer = Computer::with_draft();
    computer.put_department(OTHER, "另一个单位");
    computer.disk.put_file(TEXT, IMPORTED.as_bytes());
    let mut window = computer.window();
    window.writes("先前的");
    window.settle();
    window.crash();
    let mut window = computer.window();
    if let Some(file) = file {
        window.does(Command::OpenPath(file.into()));
    }
    window.writes("改过的");
    (computer, window)
}

/// With the journal that there is.
fn ready(next: Next, window: &Window) -> Next {
    match next {
        Next::Recover(_) => Next::Recover(window.offer()),
        next => next,
    }
}

fn went_on(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| {
        matches!(
            effect,
            Effect::AskTemplate
                | Effect::PickFile {
                    pick: Pick::Open | Pick::Import,
                    ..
                }
                | Effect::Replaced
                | Effect::CloseWindow
        )
    })
}

#[track_caller]
fn check_saved_first(next: Next) {
    let (computer, mut window) = with_changes(Some(FILE));
    let next = ready(next, &window);
    let effects = window.does(Command::Answered(Answer::Save, next.clone()));
    assert_eq!(computer.saved(), "改过的", "{next:?}");
    assert!(went_on(&effects), "{next:?} {effects:?}");
}

#[track_caller]
fn check_stays_when_saving_fails(next: Next) {
    let (computer, mut window) = with_changes(Some(FILE));
    let next = ready(next, &window);
    window.line.refuse("/docs", ErrorKind::StorageFull);
    let effects = window.does(Command::Answered(Answer::Save, next.clone()));
    assert!(!went_on(&effects), "{next:?} {effects:?}");
    assert_eq!(window.department(), "改过的");
    assert!(window.workspace.is_modified());
    assert_eq!(window.notices()[0].0, Weight::Failure);
    assert!(computer.journaled().iter().any(|t| t.contains("改过的")));
}

#[track_caller]
fn check_discarded(next: Next, file: Option<&str>) {
    let (computer, mut window) = with_changes(file);
    let next = ready(next, &window);
    let effects = window.does(Command::Answered(Answer::Discard, next.clone()));
    assert!(went_on(&effects), "{next:?} {effects:?}");
    assert!(computer.versions().iter().any(|t| t.contains("改过的")));
    assert_eq!(computer.saved(), "示例市社区教育中心");
}

#[track_caller]
fn check_discarded_at_the_second_time(next: Next) {
    let (computer, mut window) = with_changes(Some(FILE));
    let next = ready(next, &window);
    window.line.refuse(VERSIONS, ErrorKind::StorageFull);
    let effects = window.does(Command::Answered(Answer::Discard, next.clone()));
    assert!(!went_on(&effects), "{next:?} {effects:?}");
    let words = "放弃的修改没能留底，窗口先不关闭；再次选择“不保存”就直接放弃";
    assert_eq!(window.notices()[0].1, words);
    assert_eq!(window.department(), "改过的");
    assert!(computer.journaled().iter().any(|t| t.contains("改过的")));
    let effects = window.does(Command::Answered(Answer::Discard, next.clone()));
    assert!(went_on(&effects), "{next:?} {effects:?}");
}

#[test]
fn every_answer_does_what_it_says_before_everything_that_can_follow() {
    for next in nexts() {
        check_saved_first(next.clone());
        check_stays_when_saving_fails(next.clone());
        check_discarded(next.clone(), Some(FILE));
        check_discarded(next.clone(), None);
        check_discarded_at_the_second_time(next.clone());

        let (computer, mut window) = with_changes(Some(FILE));
        let before = computer.disk.files().len();
        let next = ready(next, &window);
        assert!(
            window
                .run(Command::Answered(Answer::Cancel, next))
                .is_empty()
        );
        assert_eq!(window.department(), "改过的");
        assert!(window.workspace.is_modified());
        assert!(computer.disk.files().len() >= before);
    }
}

#[test]
fn new_changes_are_kept_too_where_others_could_not_be() {
    let (_computer, mut window) = with_changes(Some(FILE));
    window.line.refuse(VERSIONS, ErrorKind::StorageFull);
    window.does(Command::Answered(Answer::Discard, Next::Close));
    window.writes("又改过的");
    let effects = window.does(Command::Answered(Answer::Discard, Next::Close));
    assert!(!went_on(&effects), "{effects:?}");
}

#[test]
fn an_unnamed_draft_is_asked_about_before_it_goes() {
    for command in [
        Command::New,
        Command::Open,
        Command::OpenPath(OTHER.into()),
        Command::Import,
        Command::Dropped(vec![OTHER.into()]),
        Command::Dropped(vec![TEXT.into()]),
        Command::Close,
    ] {
        let (computer, mut window) = with_changes(None);
        let effects = window.does(command);
        let [Effect::AskUnsaved(next)] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!(window.department(), "改过的");
        window.does(Command::Answered(Answer::Discard, next.clone()));
        let kept = computer.files_below(&format!("{VERSIONS}/未命名"));
        assert!(!kept.is_empty(), "{:?}", computer.files_below(VERSIONS));
    }
}

#[test]
fn the_end_of_the_session_takes_no_letter() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("甲");
    window.settle();
    window.types("department", "甲乙");
    let effects = window.does(Command::EndSession);
    assert!(matches!(effects.as_slice(), [Effect::CloseWindow]));
    assert_eq!(computer.files_below("/docs"), [PathBuf::from(FILE)]);
    // The process ends, and with it whatever the window still holds.
    window.crash();
    let mut window = computer.window();
    let journal = window.offer();
    window.does(Command::Recovery(RecoveryCommand::TakeBack(journal)));
    assert_eq!(*window.workspace.draft(), of_department("甲乙"));
}

#[test]
fn the_end_of_the_session_waits_for_a_record_that_is_being_written() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("甲");
    window.line.hold_up(JOURNALS);
    window.now += std::time::Duration::from_millis(300);
    window.workspace.poll(window.now);
    window.line.wait_until_held_up();
    window.types("department", "甲乙");
    window.run(Command::EndSession);
    window.line.let_go();
    let effects = window.settle();
    assert!(matches!(effects.as_slice(), [Effect::CloseWindow]));
    assert!(computer.journaled()[0].contains("甲乙"));
}

#[test]
fn a_window_without_changes_leaves_nothing_behind() {
    for command in [Command::EndSession, Command::Close] {
        let computer = Computer::with_draft();
        let mut window = computer.window_on(FILE);
        window.writes("甲");
        window.settle();
        window.does(Command::Undo);
        let effects = window.does(command);
        assert!(matches!(effects.as_slice(), [Effect::CloseWindow]));
        assert_eq!(computer.files_below(JOURNALS), [] as [PathBuf; 0]);
        assert_eq!(computer.files_below("/docs"), [Path::new(FILE)]);
    }
}
