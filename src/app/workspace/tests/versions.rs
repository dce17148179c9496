//! Earlier versions: kept by every save, had back as a step, and never in the way of a save.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::computer::{Computer, FILE, VERSIONS, Window};
use crate::app::Command;
use crate::app::command::VersionsCommand;
use crate::app::notice::Weight;
use crate::app::versions::{VersionEntry, VersionsOf};
use crate::store::Disk as _;

fn listed(window: &mut Window) -> Vec<VersionEntry> {
    window.does(Command::Versions(VersionsCommand::Show));
    let (_, list) = window.workspace.past().versions().expect("a list");
    list.entries.clone()
}

fn restore(window: &mut Window, path: PathBuf) {
    window.does(Command::Versions(VersionsCommand::LookAt(path.clone())));
    window.does(Command::Versions(VersionsCommand::Restore(path)));
}

#[test]
fn all_of_many_saves_can_be_had_back() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    for n in 1..=30 {
        window.writes(&format!("第{n}稿"));
        window.does(Command::Save);
    }
    let entries = listed(&mut window);
    // Besides the saves, the state that the file had before.
    assert_eq!(entries.len(), 31);
    for (entry, n) in entries.iter().zip((1..=30).rev()) {
        restore(&mut window, entry.version.path.clone());
        assert_eq!(window.department(), format!("第{n}稿"));
        assert_eq!(window.workspace.undo_label(), Some("恢复历史版本"));
        window.does(Command::Undo);
        assert_eq!(window.department(), "第30稿");
        assert!(!window.workspace.is_modified());
    }
    assert_eq!(listed(&mut window).len(), 31, "restoring evicts nothing");
    restore(&mut window, entries[30].version.path.clone());
    assert_eq!(window.department(), "示例市社区教育中心");
    assert!(window.workspace.is_modified());
    window.does(Command::Save);
    assert_eq!(computer.saved(), "示例市社区教育中心");
    assert_eq!(listed(&mut window).len(), 32);
}

#[test]
fn no_room_for_versions_is_told_and_never_keeps_a_save_from_succeeding() {
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::ReadOnlyFilesystem,
    ] {
        let computer = Computer::with_draft();
        let mut window = computer.window_on(FILE);
        window.line.refuse(VERSIONS, kind);
        for n in 0..3 {
            window.writes(&n.to_string());
            window.does(Command::Save);
            assert_eq!(computer.saved(), n.to_string());
            assert!(!window.workspace.is_modified());
        }
        let notices = window.notices();
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert_eq!(notices[0].0, Weight::Caution);
        let words = "文件已保存，但历史版本没能留下，请检查用户文件夹的空间和权限";
        assert_eq!(notices[0].1, words);
        window.line.allow();
        window.writes("又有空间了");
        window.does(Command::Save);
        assert_eq!(window.notices(), []);
        assert!(computer.versions().iter().any(|t| t.contains("又有空间了")));
    }
}

#[test]
fn versions_of_a_file_that_was_moved_are_found() {
    let computer = Computer::with_draft();
    let mut window = computer.window_on(FILE);
    window.writes("搬走以前");
    window.does(Command::Save);
    window.does(Command::NewOn {
        template: "dongguan-2024".to_owned(),
        year: None,
    });
    let bytes = computer.disk.file(FILE).unwrap();
    computer.remove(FILE);
    computer.disk.put_file("/docs/moved.ron", &bytes);
    window.does(Command::OpenPath("/docs/moved.ron".into()));
    assert!(listed(&mut window).is_empty());
    let (_, list) = window.workspace.past().versions().unwrap();
    assert_eq!(list.drafts.len(), 1);
    let known = list.drafts[0].clone();
    assert_eq!(known.origin.as_deref(), Some(FILE));
    let of = VersionsOf::Folder(known.folder);
    window.does(Command::Versions(VersionsCommand::ShowOf(of)));
    let (_, list) = window.workspace.past().versions().unwrap();
    let oldest = list.entries.last().unwrap().version.path.clone();
    assert_eq!(list.entries.len(), 2);
    restore(&mut window, oldest);
    assert_eq!(window.department(), "示例市社区教育中心");
}

#[test]
fn versions_that_cannot_be_read_are_told_in_place_of_the_list() {
    let computer = Computer::with_draft();
    // The cause of a folder that is none: a file of that name.
    computer.disk.put_file(VERSIONS, b"");
    let mut window = computer.window_on(FILE);
    assert!(listed(&mut window).is_empty());
    let (_, list) = window.workspace.past().versions().expect("a list");
    let fault = list.fault.as_ref().expect("a reason");
    assert!(fault.text.contains("读不出来") && fault.detail.is_some());
    computer.disk.remove(VERSIONS.as_ref()).unwrap();
    listed(&mut window);
    let (_, list) = window.workspace.past().versions().expect("a list");
    assert_eq!(list.fault, None);
}
