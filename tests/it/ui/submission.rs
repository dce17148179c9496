//! 送审前检查: it opens, leads to what is left to do, and writes its report.

use mubiao::app::submission::ReportForm;
use mubiao::app::{Command, Pick};
use mubiao::store::disk::testing::SimDisk;
use std::sync::Arc;

use super::desk::{AWKWARD, BLANK, Desk, LAPTOP, SAMPLE, SMALL};

const CLOSE: &str = "关闭";

fn checked(text: &str) -> Desk {
    let mut desk = Desk::open(text);
    checks(&mut desk);
    desk
}

fn checks(desk: &mut Desk) {
    desk.presses("F9");
    desk.waits_until("the dialog is there", |desk| desk.has_button(CLOSE));
}

#[test]
fn it_says_how_things_stand_and_closes() {
    for close in ["Escape", CLOSE] {
        let mut desk = checked(SAMPLE);
        desk.sees("送审前检查");
        desk.sees("合计与资金桥");
        desk.sees("打印情况");
        desk.sees("每个字都能打印");
        match close {
            CLOSE => desk.clicks(close),
            key => desk.presses(key),
        }
        desk.misses("打印情况");
    }
}

#[test]
fn it_begins_with_the_first_problem() {
    let mut desk = checked(BLANK);
    desk.sees("其余");
    desk.presses("Enter");
    desk.misses("打印情况");
    desk.sees_focus("部门名称");
}

#[test]
fn a_problem_leads_to_its_place() {
    let mut desk = checked(SAMPLE);
    let first = desk
        .workspace()
        .submission()
        .and_then(|it| it.weighty().next().cloned());
    let first = first.expect("the sample has a warning");
    desk.clicks(&first.line());
    desk.misses("打印情况");
    assert_eq!(desk.open_tab(), "绩效指标");
}

#[test]
fn every_button_can_be_seen_in_a_small_window() {
    for size in [LAPTOP, SMALL] {
        for text in [SAMPLE, BLANK, AWKWARD] {
            let mut desk = Desk::open(text);
            desk.resizes(size);
            checks(&mut desk);
            for button in ["导出自查报告（PDF）…", "导出为文本…", CLOSE] {
                assert!(desk.has_button(button), "{button}");
            }
        }
    }
}

#[test]
fn the_report_is_written_from_the_dialog() {
    let files = Arc::new(SimDisk::new());
    let mut desk = Desk::open_on(&files, SAMPLE);
    checks(&mut desk);
    let pick = Pick::Report(ReportForm::Text);
    desk.runs(Command::CheckTarget(pick, "/desk/自查".into()));
    desk.waits_until("the notice is there", |desk| {
        desk.workspace().notice().is_some()
    });
    let bytes = files.file("/desk/自查.txt").expect("the file is there");
    assert!(bytes.starts_with("自查报告\n".as_bytes()));
}
