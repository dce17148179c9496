//! 送审前检查: it waits for the print, belongs to the state that was printed, and stops nobody.

use std::path::PathBuf;

use super::{Desk, FILE};
use crate::app::Command;
use crate::app::command::ReviewCommand;
use crate::app::effect::{Effect, Pick};
use crate::app::submission::ReportForm;
use crate::check::Occasion;

const SUBMIT: Command = Command::Review(ReviewCommand::Submit);

/// A text that brings about a finding once somebody asks.
const TORN: (&str, &str) = (
    "indicators/i4/name",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
);

impl Desk {
    /// Takes in one result after the other until the check is done; whether the dialog came.
    fn is_shown(&mut self) -> bool {
        let mut is_shown = false;
        while self.workspace.review().is_waiting() {
            let effects = self.workspace.wait(self.now);
            is_shown |= effects
                .iter()
                .any(|it| matches!(it, Effect::ShowSubmission));
        }
        is_shown
    }
}

#[test]
fn the_dialog_comes_when_the_draft_is_printed_though_nobody_looks_at_the_pages() {
    let mut desk = Desk::with_draft();
    desk.types(TORN.0, TORN.1);
    let stamp = desk.workspace.report_stamp();
    assert!(desk.run(SUBMIT).is_empty(), "it is not known yet");
    assert!(desk.workspace.submission().is_none());
    assert!(desk.is_shown());
    let summary = desk.workspace.submission().unwrap();
    assert_eq!(summary.print[0], "共 1 页");
    assert!(summary.print[2].contains("有 1 处的词或数"), "{summary:?}");
    assert_eq!(desk.workspace.review().occasion(), Occasion::Submitting);
    assert!(
        desk.workspace.report_stamp() > stamp,
        "findings are made anew"
    );
    let again = desk.run(SUBMIT);
    assert!(
        matches!(again.as_slice(), [Effect::ShowSubmission]),
        "it is known by now"
    );
    assert!(!desk.workspace.is_busy());
}

#[test]
fn what_is_typed_meanwhile_is_printed_once_more() {
    let mut desk = Desk::with_draft();
    desk.run(SUBMIT);
    desk.types(TORN.0, TORN.1);
    assert!(desk.is_shown());
    let summary = desk.workspace.submission().unwrap();
    assert!(summary.print[2].contains("有 1 处的词或数"), "{summary:?}");
}

#[test]
fn a_change_makes_the_print_stale_but_the_occasion_stays() {
    let mut desk = Desk::with_draft();
    desk.run(SUBMIT);
    assert!(desk.is_shown());
    desk.types("department", "示例市规划局");
    assert!(desk.workspace.submission().is_none());
    assert_eq!(desk.workspace.review().occasion(), Occasion::Submitting);
    desk.run(Command::Picked(
        Pick::Report(ReportForm::Text),
        PathBuf::from("/docs/r.txt"),
    ));
    desk.wait();
    assert_eq!(desk.notice(), "内容已经改动，请重新做送审前检查再导出");
    assert_eq!(desk.disk.file("/docs/r.txt"), None);
}

#[test]
fn another_draft_opened_meanwhile_is_not_asked_about() {
    let mut desk = Desk::with_draft();
    desk.run(SUBMIT);
    desk.run(Command::NewOn {
        template: "zhanjiang-2024".to_owned(),
        year: None,
    });
    assert!(!desk.workspace.review().is_waiting());
    assert_eq!(desk.workspace.review().occasion(), Occasion::Writing);
    // Its own check is not taken for that of the draft before.
    desk.run(SUBMIT);
    assert!(desk.is_shown());
    let summary = desk.workspace.submission().unwrap();
    assert!(summary.words.contains("处错误"), "{summary:?}");
}

#[test]
fn nothing_keeps_a_draft_with_errors_from_being_saved() {
    let mut desk = Desk::with_draft();
    desk.types("department", "");
    desk.run(SUBMIT);
    assert!(desk.is_shown());
    desk.run(Command::Save);
    desk.wait();
    assert!(!desk.workspace.is_modified());
    assert!(!desk.file().contains("示例市社区教育中心"));
}

#[test]
fn the_report_is_written_in_both_forms_beside_the_draft() {
    let mut desk = Desk::with_draft();
    desk.run(SUBMIT);
    assert!(desk.is_shown());
    for (form, name, begins) in [
        (ReportForm::Pdf, "draft-自查报告.pdf", "%PDF-"),
        (ReportForm::Text, "draft-自查报告.txt", "自查报告\n"),
    ] {
        let effects = desk.run(Command::Review(ReviewCommand::ExportReport(form)));
        let [
            Effect::PickFile {
                pick,
                name: suggested,
                ..
            },
        ] = effects.as_slice()
        else {
            panic!("{effects:?}")
        };
        assert_eq!(suggested, name);
        let path = format!("/docs/{name}");
        desk.run(Command::Picked(pick.clone(), PathBuf::from(&path)));
        desk.wait();
        let bytes = desk.disk.file(&path).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{path}");
        assert_eq!(desk.notice(), "文件已写好");
        desk.run(Command::DismissNotice);
    }
    assert!(desk.disk.file(FILE).is_some());
}
