//! Saving while disks fail, folders vanish and people do not wait.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::computer::{Computer, FILE, Lasting, Window, of_department};
use super::dice::Dice;
use crate::app::effect::Pick;
use crate::app::notice::Weight;
use crate::app::workspace::SaveState;
use crate::app::{Action, Command};
use crate::store::format;

const KINDS: [ErrorKind; 5] = [
    ErrorKind::Other,
    ErrorKind::StorageFull,
    ErrorKind::PermissionDenied,
    ErrorKind::Interrupted,
    ErrorKind::ResourceBusy,
];

/// Nothing was saved, nothing is lost, and it is told with a way out.
#[track_caller]
fn check_refused(computer: &Computer, window: &mut Window, text: &str) {
    assert_eq!(computer.saved(), "示例市社区教育中心");
    assert!(window.workspace.is_modified());
    assert_eq!(window.workspace.save_state(), SaveState::Modified);
    let notices = window.notices();
    let [(Weight::Failure, words, Some(Action::SaveAs))] = notices.as_slice() else {
        panic!("{notices:?}")
    };
    assert!(words.starts_with("“draft.ron”没有保存："), "{words}");
    let journaled = computer.journaled();
    assert!(journaled.iter().any(|found| found.contains(text)));
}

/// The file is the present state, and the program knows it.
#[track_caller]
fn check_saved(computer: &Computer, window: &Window) {
    let written = computer.disk.file(FILE).unwrap();
    let expected = format::write(window.workspace.draft()).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), expected);
    assert!(!window.workspace.is_modified());
}

/// Saves with every step of it failing in its turn; returns how many there are.
fn check_failing_saves(kind: ErrorKind, lasting: Lasting) -> usize {
    for n in 1.. {
        let computer = Computer::with_draft();
        let mut window = computer.window_on(FILE);
        window.writes("新写的单位");
        window.settle();
        computer.faults.arm(Some("files"), n, (kind, lasting));
        window.does(Command::Save);
        if !computer.faults.disarm() {
            check_saved(&computer, &window);
            return n - 1;
        }
        if window.workspace.is_modified() {
            check_refused(&computer, &mut window, "新写的单位");
            window.does(Command::Save);
        }
        check_saved(&computer, &window);
        let notices = window.notices();
        let is_failure = |notice: &&(Weight, _, _)| notice.0 == Weight::Failure;
        assert_eq!(notices.iter().find(is_failure), None);
        assert_eq!(computer.journals(), [] as [PathBuf; 0]);
    }
    0
}

#[test]
fn a_save_that_fails_at_any_step_keeps_the_file_the_text_and_the_mark() {
    for kind in KINDS {
        for lasting in [Lasting::Once, Lasting::ForGood] {
            let steps = check_failing_saves(kind, lasting);
            assert!(steps >= 10, "{kind} {steps}");
        }
    }
}

#[test]
fn a_folder_that_is_gone_takes_no_text_with_it() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("新写的单位");
    window.settle();
    for path in computer.files_below("/docs") {
        computer.remove(path);
    }
    computer.remove("/docs");
    window.does(Command::Save);
    assert!(window.workspace.is_modified());
    let notices = window.notices();
    let words = "“draft.ron”没有保存：文件夹不存在，请另选文件夹；原来的文件没有改变";
    let failure = (Weight::Failure, words.to_owned(), Some(Action::SaveAs));
    assert_eq!(notices, [failure]);
    assert!(computer.holds("新写的单位"));
    computer.disk.put_folder("/else");
    window.does(Command::Picked(
        Pick::SaveAs(None),
        PathBuf::from("/else/x.ron"),
    ));
    assert!(!window.workspace.is_modified());
    assert_eq!(computer.draft_in("/else/x.ron").department, "新写的单位");
}

#[test]
fn saving_makes_a_file_that_is_gone_once_more() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("新写的单位");
    window.settle();
    computer.remove(FILE);
    window.does(Command::Save);
    check_saved(&computer, &window);
    assert_eq!(window.notices(), []);
}

#[test]
fn nobody_waits_for_a_slow_disk_and_the_second_save_comes_too() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("甲");
    window.settle();
    window.line.hold_up("/docs");
    window.run(Command::Save);
    window.line.wait_until_held_up();

    window.writes("甲乙");
    let before = window.workspace.totals().clone();
    window.types("budget/basic", "1,300");
    assert_eq!(
        window.workspace.totals().expenditure.amount.plain(),
        "1400.00"
    );
    window.run(Command::Undo);
    assert_eq!(*window.workspace.totals(), before);
    window.wait_for_journal();
    assert!(computer.journaled()[0].contains("甲乙"));
    assert_eq!(computer.saved(), "示例市社区教育中心");
    assert_eq!(window.workspace.save_state(), SaveState::Saving);

    window.run(Command::Save);
    window.line.let_go();
    window.settle();
    assert_eq!(computer.saved(), "甲乙", "the second save was not lost");
    check_saved(&computer, &window);
    assert_eq!(window.notices(), []);
    window.run(Command::Undo);
    assert!(window.workspace.is_modified());
}

#[test]
fn a_save_that_ends_late_does_not_count_for_another_draft() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.line.hold_up("/docs");
    window.run(Command::Save);
    window.line.wait_until_held_up();
    window.run(Command::NewOn {
        template: "dongguan-2024".to_owned(),
        year: None,
    });
    window.line.let_go();
    window.settle();
    assert_eq!(window.workspace.file(), None);
    let sidecars = computer.files_below("/docs");
    assert_eq!(sidecars, [PathBuf::from(FILE)], "the lock was given back");
    window.writes("另一份表");
    window.does(Command::Save);
    assert_eq!(computer.saved(), "示例市社区教育中心");
}

#[track_caller]
fn check_rapid_saves(seed: u64) {
    let mut dice = Dice::new(seed);
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    for n in 0..50 {
        window.writes(&format!("第{n}稿"));
        window.run(Command::Save);
        match dice.roll(5) {
            0 => {
                window.run(Command::Undo);
            }
            1 => {
                window.workspace.poll(window.now);
            }
            2 => {
                window.workspace.wait(window.now);
            }
            3 => {
                window.settle();
                let is_in_the_file = computer.saved() == window.department();
                assert_eq!(window.workspace.is_modified(), !is_in_the_file);
            }
            _ => {}
        }
    }
    window.run(Command::Save);
    let last = window.department().to_owned();
    window.settle();
    assert_eq!(computer.saved(), last, "{seed}");
    check_saved(&computer, &window);
    assert_eq!(window.notices(), []);
    assert_eq!(computer.draft_in(FILE), of_department(&last));
}

#[test]
fn of_many_saves_in_a_row_the_last_state_stays() {
    for seed in 1..=20 {
        check_rapid_saves(seed);
    }
}
