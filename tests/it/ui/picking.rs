//! The built-in file dialog, where the system has none.

// Windows and macOS always have dialogs of their own.
#![cfg(not(any(windows, target_os = "macos")))]

use egui::ViewportCommand;
use std::path::Path;

use super::desk::{Desk, SAMPLE};

/// Takes the dialogs of the system away, by starting this one test once more without them.
fn without_system_dialogs(test: &str, script: fn(&Path)) {
    const FOLDER: &str = "MUBIAO_TEST_FOLDER";
    if let Some(folder) = std::env::var_os(FOLDER) {
        script(Path::new(&folder));
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let program = std::env::current_exe().expect("the tests run from a file");
    let output = std::process::Command::new(program)
        .args([test, "--exact", "--nocapture"])
        .env(FOLDER, folder.path())
        .env("HOME", folder.path())
        .env("PATH", "")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .output()
        .expect("the tests can be started");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.contains("1 passed"),
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_file_is_picked_where_the_system_has_no_dialog() {
    without_system_dialogs(
        "ui::picking::a_file_is_picked_where_the_system_has_no_dialog",
        |folder| {
            std::fs::write(folder.join("甲.ron"), SAMPLE).expect("the folder can be written");
            std::fs::write(folder.join("信.txt"), "一封信").expect("the folder can be written");
            let mut desk = Desk::with_picker(&folder.join(".own"));
            desk.presses("Ctrl+O");
            desk.waits_until("the folder is listed", |desk| desk.has_words("甲.ron"));
            desk.misses("信.txt");
            desk.clicks_words("甲.ron");
            desk.shows("文件名", "甲.ron");
            desk.clicks("打开");
            desk.waits_until("the draft is open", |desk| {
                desk.workspace().file().is_some()
            });
            desk.holds("department", "示例市青少年服务中心");
        },
    );
}

#[test]
fn a_draft_is_saved_and_the_window_closed_where_the_system_has_no_dialog() {
    let test = "ui::picking::a_draft_is_saved_and_the_window_closed_where_the_system_has_no_dialog";
    without_system_dialogs(test, |folder| {
        let mut desk = Desk::with_picker(&folder.join(".own"));
        desk.enters("部门名称");
        desk.types("示例市图书馆");
        desk.enters("年度");
        desk.presses("Ctrl+A");
        desk.types("2026");
        desk.clicks_close();
        desk.clicks("保存");
        desk.waits_until("the dialog is there", |desk| desk.has_words("保存目标表"));
        desk.shows("文件名", "示例市图书馆-2026.ron");
        desk.sees_focus("文件名");
        desk.presses("Enter");
        desk.waits_until("the window closes", |desk| {
            desk.has_asked(&ViewportCommand::Close)
        });
        let written = std::fs::read_to_string(folder.join("示例市图书馆-2026.ron"));
        assert!(written.expect("the file is there").contains("示例市图书馆"));
    });
}

#[test]
fn picking_is_given_up_where_the_system_has_no_dialog() {
    let test = "ui::picking::picking_is_given_up_where_the_system_has_no_dialog";
    without_system_dialogs(test, |folder| {
        for give_up in ["Escape", "取消"] {
            let mut desk = Desk::with_picker(&folder.join(format!(".own-{give_up}")));
            desk.enters("部门名称");
            desk.types("示例市图书馆");
            desk.presses("Ctrl+S");
            desk.waits_until("the dialog is there", |desk| desk.has_words("保存目标表"));
            desk.types("二");
            desk.holds("department", "示例市图书馆");
            match give_up {
                "Escape" => desk.presses(give_up),
                button => desk.clicks(button),
            }
            desk.misses("保存目标表");
            assert!(desk.workspace().is_modified());
            desk.enters("部门名称");
            desk.types("二");
            desk.holds("department", "示例市图书馆二");
        }
    });
}
