//! Files: nothing is lost by closing, opening or saving.

use egui::ViewportCommand;
use mubiao::app::{Action, Command, Next, Pick};
use mubiao::model::FieldPath;
use mubiao::store::disk::testing::{Fault, SimDisk, Step};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::desk::{BLANK, Desk, FILE, SAMPLE};

const PDF: &str = "/desk/表.pdf";
const OTHER_FILE: &str = "/desk/other.ron";
const QUESTION: &str = "要保存修改吗？";
const NEW_NAME: &str = "示例市青少年服务中心一";

/// A desk with a change that is not saved.
fn changed_on(files: &Arc<SimDisk>) -> Desk {
    let mut desk = Desk::open_on(files, SAMPLE);
    desk.enters("部门名称");
    desk.types("一");
    desk.holds("department", NEW_NAME);
    desk.commands();
    desk
}

fn changed() -> Desk {
    changed_on(&Arc::new(SimDisk::new()))
}

fn text_in(files: &SimDisk, file: &str) -> String {
    let bytes = files.file(file).expect("the file is there");
    String::from_utf8(bytes).expect("drafts are UTF-8")
}

fn is_refused(commands: &[ViewportCommand]) -> bool {
    commands.contains(&ViewportCommand::CancelClose)
}

fn closes(commands: &[ViewportCommand]) -> bool {
    commands.contains(&ViewportCommand::Close)
}

#[test]
fn a_window_without_changes_closes_at_once() {
    for mut desk in [Desk::open(SAMPLE), Desk::new()] {
        for by_cross in [true, false] {
            desk.commands();
            if by_cross {
                desk.clicks_close();
            } else {
                desk.presses("Ctrl+Q");
            }
            desk.waits_until("the window closes", |desk| {
                desk.has_asked(&ViewportCommand::Close)
            });
            desk.misses(QUESTION);
            desk.commands();
            desk.clicks_close();
            assert!(!is_refused(&desk.commands()), "the window may close now");
        }
    }
}

#[test]
fn the_cross_and_the_keys_ask_and_both_ways_of_giving_up_keep_the_window() {
    for give_up in ["Escape", "取消"] {
        for by_cross in [true, false] {
            let mut desk = changed();
            if by_cross {
                desk.clicks_close();
                assert!(is_refused(&desk.commands()));
            } else {
                desk.presses("Ctrl+Q");
            }
            desk.sees(QUESTION);
            match give_up {
                "Escape" => desk.presses(give_up),
                button => desk.clicks(button),
            }
            desk.misses(QUESTION);
            assert!(!closes(&desk.commands()));
            assert!(desk.workspace().is_modified());
            desk.clicks_close();
            assert!(is_refused(&desk.commands()), "asked once more");
        }
    }
}

#[test]
fn closing_without_saving_leaves_the_file_alone() {
    let files = Arc::new(SimDisk::new());
    let mut desk = changed_on(&files);
    desk.clicks_close();
    desk.clicks("不保存");
    desk.waits_until("the window closes", |desk| {
        desk.has_asked(&ViewportCommand::Close)
    });
    desk.commands();
    desk.clicks_close();
    assert!(!is_refused(&desk.commands()), "the window may close now");
    assert_eq!(text_in(&files, FILE), SAMPLE);
}

#[test]
fn closing_with_saving_writes_first() {
    let files = Arc::new(SimDisk::new());
    let mut desk = changed_on(&files);
    desk.clicks_close();
    desk.clicks("保存");
    desk.waits_until("the window closes", |desk| {
        desk.has_asked(&ViewportCommand::Close)
    });
    assert!(text_in(&files, FILE).contains(NEW_NAME));
    desk.commands();
    desk.clicks_close();
    assert!(!is_refused(&desk.commands()));
}

#[test]
fn a_window_does_not_close_over_a_file_that_is_being_written() {
    let files = Arc::new(SimDisk::new());
    let mut desk = Desk::open_on(&files, SAMPLE);
    desk.runs_at_once([Command::CheckTarget(Pick::ExportPdf, PDF.into())]);
    desk.waits_until("the layout began", |desk| {
        desk.workspace().is_busy() || desk.workspace().notice().is_some()
    });
    desk.clicks_close();
    if is_refused(&desk.commands()) {
        desk.waits_until("the window closes by itself", |desk| {
            desk.has_asked(&ViewportCommand::Close)
        });
    }
    assert!(files.file(PDF).is_some());
}

#[test]
fn a_window_that_is_closed_twice_asks_once() {
    let mut desk = changed();
    desk.clicks_close();
    desk.clicks_close();
    desk.presses("Escape");
    desk.misses(QUESTION);
    assert!(!closes(&desk.commands()));
}

#[test]
fn nothing_reaches_the_form_below_a_question() {
    let mut desk = changed();
    desk.clicks_close();
    desk.types("二");
    desk.presses("Backspace");
    desk.presses("Ctrl+Z");
    desk.holds("department", NEW_NAME);
    desk.sees(QUESTION);
}

#[test]
fn a_question_is_answered_from_the_keyboard() {
    let files = Arc::new(SimDisk::new());
    let mut desk = changed_on(&files);
    desk.clicks_close();
    desk.sees_focus("保存");
    desk.presses("Tab");
    desk.sees_focus("不保存");
    desk.presses("Shift+Tab");
    desk.presses("Enter");
    desk.waits_until("the window closes", |desk| {
        desk.has_asked(&ViewportCommand::Close)
    });
    assert!(text_in(&files, FILE).contains(NEW_NAME));
}

#[test]
fn a_draft_without_a_file_is_saved_where_it_was_picked() {
    let files = Arc::new(SimDisk::new());
    files.put_folder("/desk");
    let mut desk = Desk::on(files.clone());
    desk.enters("部门名称");
    desk.types("示例市图书馆");
    assert!(desk.has_button("尚未保存"));
    desk.clicks_close();
    desk.clicks("保存");
    let next = Some(Next::Close);
    desk.runs(Command::CheckTarget(
        Pick::SaveAs(next),
        "/desk/新表".into(),
    ));
    desk.waits_until("the window closes", |desk| {
        desk.has_asked(&ViewportCommand::Close)
    });
    assert_eq!(desk.workspace().file(), Some(Path::new("/desk/新表.ron")));
    assert!(text_in(&files, "/desk/新表.ron").contains("示例市图书馆"));
    assert_eq!(desk.title(), "新表.ron — 目标表编辑器");
    assert!(desk.has_button("已保存"));
}

#[test]
fn another_file_is_replaced_only_after_a_question() {
    let files = Arc::new(SimDisk::new());
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    let mut desk = changed_on(&files);
    let save_as = || Command::CheckTarget(Pick::SaveAs(None), OTHER_FILE.into());
    for (button, is_replaced) in [("取消", false), ("替换", true)] {
        desk.runs(save_as());
        desk.waits_until("the question is there", |desk| desk.has_button(button));
        desk.sees("已有同名文件，要替换吗？");
        desk.clicks(button);
        desk.waits_until("the disk is at rest", |desk| !desk.workspace().is_busy());
        assert_eq!(text_in(&files, OTHER_FILE) != BLANK, is_replaced);
    }
    assert_eq!(desk.workspace().file(), Some(Path::new(OTHER_FILE)));
    assert_eq!(text_in(&files, FILE), SAMPLE);
}

#[test]
fn a_save_that_fails_says_so_and_keeps_the_changes() {
    for (step, kind, words) in [
        (
            Step::Create,
            ErrorKind::PermissionDenied,
            "没有权限写入这个文件夹",
        ),
        (Step::Write, ErrorKind::StorageFull, "磁盘空间不足"),
        (Step::Rename, ErrorKind::Other, "写入时出错"),
    ] {
        let files =
            SimDisk::with_faults(move |_, this| (this == step).then_some(Fault::Error(kind)));
        let files = Arc::new(files);
        let mut desk = changed_on(&files);
        desk.reads_notices();
        desk.clicks_close();
        desk.clicks("保存");
        desk.waits_until("the notice is there", |desk| {
            desk.workspace().notice().is_some()
        });
        desk.sees(words);
        desk.sees("原来的文件没有改变");
        assert_eq!(text_in(&files, FILE), SAMPLE);
        assert!(desk.workspace().is_modified());
        assert_eq!(desk.title(), "draft.ron* — 目标表编辑器");
        assert!(!closes(&desk.commands()), "the window stays");
        desk.clicks("另存为…");
        desk.misses(words);
        desk.holds("department", NEW_NAME);
    }
}

#[test]
fn whatever_replaces_the_draft_asks_first() {
    for command in [
        Command::New,
        Command::Open,
        Command::Import,
        Command::OpenPath(OTHER_FILE.into()),
    ] {
        let mut desk = changed();
        desk.runs(command.clone());
        desk.sees(QUESTION);
        desk.clicks("取消");
        desk.misses(QUESTION);
        desk.holds("department", NEW_NAME);
        assert_eq!(
            desk.workspace().file(),
            Some(Path::new(FILE)),
            "{command:?}"
        );
    }
}

#[test]
fn a_new_draft_is_made_on_the_chosen_form_and_year() {
    let files = Arc::new(SimDisk::new());
    let mut desk = changed_on(&files);
    desk.presses("Ctrl+2");
    desk.presses("Ctrl+N");
    desk.clicks("保存");
    desk.waits_until("the question is there", |desk| desk.has_field("年度"));
    desk.clicks_choice("湛江");
    desk.enters("年度");
    desk.presses("Ctrl+A");
    desk.types("20");
    desk.sees("年度请填");
    desk.types("26");
    desk.clicks("新建");
    assert_eq!(desk.draft().template, "zhanjiang-2024");
    desk.holds("year", "2026");
    desk.holds("department", "");
    assert_eq!(desk.title(), "未命名目标表 — 目标表编辑器");
    assert!(text_in(&files, FILE).contains(NEW_NAME));
}

#[test]
fn opening_another_draft_forgets_the_first_one() {
    let files = Arc::new(SimDisk::new());
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    let mut desk = changed_on(&files);
    desk.runs(Command::OpenPath(OTHER_FILE.into()));
    desk.clicks("不保存");
    desk.waits_until("the other draft is open", |desk| {
        desk.workspace().file() == Some(Path::new(OTHER_FILE))
    });
    desk.shows("部门名称", "");
    desk.can_undo(None);
    desk.presses("Ctrl+Z");
    desk.holds("department", "");
    assert_eq!(text_in(&files, FILE), SAMPLE);
}

#[test]
fn a_file_that_is_no_draft_is_refused_in_words() {
    let files = Arc::new(SimDisk::new());
    files.put_file(OTHER_FILE, "一封信".as_bytes());
    let newer = b"(format: \"mubiao\", version: 3)";
    files.put_file("/desk/newer.ron", newer);
    let mut desk = Desk::open_on(&files, SAMPLE);
    for (file, words) in [
        (OTHER_FILE, "“other.ron”没有打开"),
        ("/desk/newer.ron", "请先升级程序；文件没有改动"),
        ("/desk/gone.ron", "没有找到文件“gone.ron”"),
    ] {
        desk.runs(Command::OpenPath(file.into()));
        desk.waits_until("the notice is there", |desk| {
            desk.workspace().notice().is_some()
        });
        desk.sees(words);
        desk.clicks("知道了");
        desk.misses(words);
    }
    desk.holds("department", "示例市青少年服务中心");
    assert_eq!(desk.workspace().file(), Some(Path::new(FILE)));
    assert_eq!(files.file("/desk/newer.ron").as_deref(), Some(&newer[..]));
}

#[test]
fn a_pdf_is_written() {
    let files = Arc::new(SimDisk::new());
    let mut desk = Desk::open_on(&files, SAMPLE);
    desk.runs(Command::CheckTarget(Pick::ExportPdf, "/desk/表".into()));
    desk.waits_until("the notice is there", |desk| {
        desk.workspace().notice().is_some()
    });
    desk.sees("文件已写好");
    let bytes = files.file(PDF).expect("the file is there");
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(!desk.workspace().is_modified());
}

#[test]
fn an_import_shows_what_to_look_at() {
    let files = Arc::new(SimDisk::new());
    let form = include_bytes!("../../data/import/damaged-form.txt");
    files.put_file("/desk/form.txt", form);
    let mut desk = Desk::open_on(&files, SAMPLE);
    desk.runs(Command::Picked(Pick::Import, "/desk/form.txt".into()));
    desk.waits_until("the notes are there", |desk| desk.has_button("开始核对"));
    desk.sees("导入完成，请核对");
    desk.clicks("开始核对");
    desk.misses("导入完成，请核对");
    assert!(desk.workspace().is_modified());
    assert_eq!(desk.workspace().file(), None);
    assert_eq!(desk.title(), "未命名目标表* — 目标表编辑器");
    desk.acts(Action::Quit);
    desk.sees(QUESTION);
}

#[test]
fn a_new_draft_is_given_up_from_the_keyboard() {
    let mut desk = changed();
    desk.presses("Ctrl+2");
    desk.presses("Ctrl+N");
    desk.clicks("不保存");
    desk.waits_until("the form is asked for", |desk| desk.has_words("新建目标表"));
    desk.enters("年度");
    for button in ["新建", "取消"] {
        desk.presses("Tab");
        desk.sees_focus(button);
    }
    desk.presses("Enter");
    desk.misses("新建目标表");
    desk.holds("department", NEW_NAME);
    assert!(desk.workspace().is_modified());
}

#[test]
fn what_is_typed_while_another_draft_is_read_is_not_lost() {
    for command in [
        Command::OpenPath(OTHER_FILE.into()),
        Command::Picked(Pick::Open, OTHER_FILE.into()),
        Command::Picked(Pick::Import, "/desk/form.txt".into()),
    ] {
        let files = Arc::new(SimDisk::new());
        files.put_file(OTHER_FILE, BLANK.as_bytes());
        let form = include_bytes!("../../data/import/damaged-form.txt");
        files.put_file("/desk/form.txt", form);
        let mut desk = Desk::open_on(&files, SAMPLE);
        let typed = Command::Type {
            path: FieldPath::Department,
            text: NEW_NAME.to_owned(),
        };
        desk.runs_at_once([command.clone(), typed]);
        desk.waits_until("the disk is at rest", |desk| !desk.workspace().is_busy());
        assert_eq!(desk.text("department"), NEW_NAME, "{command:?}");
    }
}

#[test]
fn the_caret_stays_in_its_field_when_another_draft_comes() {
    let files = Arc::new(SimDisk::new());
    files.put_file(OTHER_FILE, BLANK.as_bytes());
    let mut desk = Desk::open_on(&files, SAMPLE);
    desk.enters("部门名称");
    desk.opens(OTHER_FILE);
    desk.shows("部门名称", "");
    desk.types("示例市图书馆");
    desk.holds("department", "示例市图书馆");
}
