//! The preview: the printed pages, as they follow the typing.

use super::desk::{Desk, SAMPLE};

#[track_caller]
fn preview(form: &str) -> Desk {
    let mut desk = Desk::open(form);
    desk.presses("Ctrl+5");
    desk.waits_until("the pages are there", Desk::has_fresh_pages);
    desk
}

#[test]
fn the_pages_come_with_their_number_and_their_pictures() {
    let mut desk = Desk::open(SAMPLE);
    assert!(desk.workspace().printed().is_none(), "nobody looked yet");
    desk.presses("Ctrl+5");
    desk.waits_until("the pages are there", Desk::has_fresh_pages);
    let pages = desk
        .workspace()
        .printed()
        .map_or(0, mubiao::print::Printed::page_count);
    assert!(pages > 1);
    desk.sees(&format!("第 1 页，共 {pages} 页"));
    desk.waits_until("the pictures are there", |desk| desk.pictures() > 1);
    desk.misses("正在更新…");
    desk.clicks("第 2 页");
    desk.sees(&format!("第 2 页，共 {pages} 页"));
}

#[test]
fn the_pages_are_shown_in_every_size() {
    let mut desk = preview(SAMPLE);
    for (button, size) in [
        ("100%", "100%"),
        ("放大", "125%"),
        ("放大", "156%"),
        ("缩小", "125%"),
    ] {
        desk.clicks(button);
        desk.sees(size);
    }
    for button in ["适合宽度", "整页"] {
        desk.clicks(button);
        desk.misses("125%");
        desk.waits_until("the picture is there", |desk| desk.pictures() > 0);
    }
}

#[test]
fn the_pages_follow_the_typing() {
    let mut desk = preview(SAMPLE);
    let first_page = |desk: &Desk| {
        let printed = desk.workspace().printed().expect("the pages are there");
        printed.texts().first().expect("a first page").clone()
    };
    assert!(first_page(&desk).contains("示例市青少年服务中心"));
    desk.presses("Ctrl+1");
    desk.enters("部门名称");
    desk.presses("Ctrl+A");
    desk.types("示例市图书馆");
    assert!(!desk.has_fresh_pages());
    desk.presses("Ctrl+5");
    desk.waits_until("the pages are new", Desk::has_fresh_pages);
    assert!(first_page(&desk).contains("示例市图书馆"));
    desk.presses("Ctrl+Z");
    desk.presses("Ctrl+5");
    desk.waits_until("the pages are the old ones", Desk::has_fresh_pages);
    assert!(first_page(&desk).contains("示例市青少年服务中心"));
}

#[test]
fn another_draft_has_other_pages() {
    let mut desk = preview(SAMPLE);
    let before = desk
        .workspace()
        .printed()
        .map_or(0, mubiao::print::Printed::page_count);
    desk.runs(mubiao::app::Command::NewOn {
        template: "zhanjiang-2024".to_owned(),
        year: mubiao::base::date::Year::new(2026),
    });
    desk.waits_until("the pages are there", Desk::has_fresh_pages);
    let after = desk
        .workspace()
        .printed()
        .map_or(0, mubiao::print::Printed::page_count);
    assert!(after < before);
    desk.sees(&format!("第 1 页，共 {after} 页"));
}
