//! Two windows and one file.

use std::path::{Path, PathBuf};

use super::computer::{Computer, FILE, Window};
use crate::app::command::VersionsCommand;
use crate::app::effect::{Effect, Pick, Where};
use crate::app::jobs::Manner;
use crate::app::notice::Weight;
use crate::app::{Action, Command, RowCommand};
use crate::base::ids::GoalId;
use crate::model::RowId;

const LINK: &str = "/docs/link.ron";

fn two_windows() -> (Computer, Window, Window) {
    let computer = Computer::with_draft();
    computer.disk.put_link(LINK, FILE);
    let first = computer.window_on(FILE);
    let second = computer.window();
    (computer, first, second)
}

#[test]
fn a_file_that_another_window_has_is_asked_about() {
    for path in [FILE, LINK] {
        let (_computer, _first, mut second) = two_windows();
        let effects = second.does(Command::OpenPath(path.into()));
        let [Effect::AskInUse(asked, holder)] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!(asked, Path::new(path));
        assert!(holder.since.is_some());
        assert_eq!(holder.place, Where::ThisComputer);
        assert_eq!(second.workspace.file(), None);
    }
}

#[test]
fn what_is_only_looked_at_cannot_be_changed_and_is_saved_elsewhere() {
    let (computer, _first, mut second) = two_windows();
    second.does(Command::OpenHeld(FILE.into(), Manner::ReadOnly));
    assert!(second.workspace.holder().is_some());
    let revision = second.workspace.revision();
    let path = "department".parse().unwrap();
    let text = "改".to_owned();
    for command in [
        Command::Type { path, text },
        Command::Row(RowCommand::Remove(RowId::Goal(GoalId(1)))),
        Command::Undo,
        Command::Redo,
        Command::ApplyFix {
            revision,
            rule: "",
            path: "department".parse().unwrap(),
            nth: 0,
        },
        Command::Versions(VersionsCommand::Restore(PathBuf::new())),
    ] {
        assert!(second.does(command).is_empty());
        assert_eq!(second.workspace.revision(), revision);
        let notices = second.notices();
        assert_eq!(notices[0].0, Weight::Info);
        assert_eq!(notices[0].2, Some(Action::SaveAs));
    }
    let effects = second.does(Command::Save);
    let [Effect::PickFile { pick, .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*pick, Pick::SaveAs(None));
    second.does(Command::Picked(pick.clone(), "/docs/copy.ron".into()));
    assert!(second.workspace.holder().is_none());
    second.writes("抄来的");
    second.does(Command::Save);
    assert_eq!(computer.draft_in("/docs/copy.ron").department, "抄来的");
    assert_eq!(computer.saved(), "示例市社区教育中心");
}

#[test]
fn a_window_that_is_gone_holds_nothing() {
    let (_computer, mut first, mut second) = two_windows();
    first.does(Command::Close);
    assert!(!asks(&second.does(Command::OpenPath(FILE.into()))));
    assert_eq!(second.workspace.file(), Some(Path::new(FILE)));

    let (_computer, first, mut second) = two_windows();
    first.crash();
    assert!(!asks(&second.does(Command::OpenPath(FILE.into()))));
    assert!(second.workspace.holder().is_none());
}

fn asks(effects: &[Effect]) -> bool {
    let mut effects = effects.iter();
    effects.any(|effect| matches!(effect, Effect::AskInUse(..)))
}

#[test]
fn another_draft_in_the_window_frees_the_file() {
    let (computer, mut first, mut second) = two_windows();
    computer.put_department("/docs/other.ron", "另一个单位");
    first.does(Command::OpenPath("/docs/other.ron".into()));
    assert!(!asks(&second.does(Command::OpenPath(FILE.into()))));
}

#[test]
fn a_file_that_was_seized_is_not_written_over_by_its_first_window() {
    let (computer, mut first, mut second) = two_windows();
    first.writes("第一个窗口");
    second.does(Command::OpenHeld(FILE.into(), Manner::Seize));
    second.writes("第二个窗口");
    second.does(Command::Save);
    assert_eq!(computer.saved(), "第二个窗口");
    let effects = first.does(Command::Save);
    assert!(
        matches!(effects.as_slice(), [Effect::AskOutside]),
        "{effects:?}"
    );
    assert_eq!(computer.saved(), "第二个窗口");
    assert!(first.workspace.is_modified());
    // The first window goes, and leaves the lock of the second alone.
    first.crash();
    let mut third = computer.window();
    assert!(asks(&third.does(Command::OpenPath(FILE.into()))));
}

#[test]
fn nothing_is_saved_onto_a_file_that_another_window_has() {
    let (computer, mut first, mut second) = two_windows();
    first.writes("第一个窗口");
    second.writes("第二个窗口");
    for path in [FILE, LINK] {
        second.does(Command::Picked(Pick::SaveAs(None), path.into()));
        let notices = second.notices();
        assert_eq!(notices[0].0, Weight::Failure);
        assert_eq!(notices[0].2, Some(Action::SaveAs));
        assert!(second.workspace.is_modified());
        assert_eq!(computer.saved(), "示例市社区教育中心");
    }
    first.does(Command::Save);
    assert_eq!(computer.saved(), "第一个窗口");
}
