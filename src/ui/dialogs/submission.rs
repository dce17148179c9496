//! 送审前检查: on one page, how things stand before the form is handed in.
//!
//! It shows and leads; nothing here keeps anybody from saving, printing or handing in.

use egui::{Button, Color32, RichText, ScrollArea, Ui};

use super::{Fate, height_besides, set_width};
use crate::app::command::ReviewCommand;
use crate::app::submission::{ReportForm, Summary, Told, Verdict, counted};
use crate::app::{Command, Workspace};
use crate::check::Severity;
use crate::model::FieldPath;
use crate::ui::ctx::UiCtx;
use crate::ui::tab::Fold;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{focus_first, focus_ring_ui, plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, small_ui, title_ui};
use crate::ui::widgets::mark;

const WIDTH: f32 = 820.0;
/// More findings are for the list of problems.
const SHOWN: usize = 10;
/// Title, sentence, counts and buttons, pt.
const BESIDES: f32 = 196.0;

/// What the dialog says, as things stood when it opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SubmissionData {
    verdict: Verdict,
    words: String,
    /// `基本信息 错误 1，警告 2`, one for each part that has findings.
    parts: Vec<String>,
    /// The first errors and warnings.
    findings: Vec<Told>,
    /// How many findings are not among them.
    rest: usize,
    ignored: Vec<Told>,
    /// Sums and 资金桥.
    money: Vec<String>,
    print: Vec<String>,
    first: Option<FieldPath>,
}

impl SubmissionData {
    fn of(summary: &Summary) -> Self {
        let parts = summary.parts.iter();
        let all: usize = summary.counts.iter().map(|(_, count)| count).sum();
        let findings: Vec<Told> = summary.weighty().take(SHOWN).cloned().collect();
        let shown: usize = findings.iter().map(|told| told.count).sum();
        Self {
            verdict: summary.verdict,
            words: summary.words.clone(),
            parts: parts
                .map(|part| format!("{} {}", part.name, counted(&part.counts)))
                .collect(),
            rest: all.saturating_sub(shown),
            findings,
            ignored: summary.ignored.clone(),
            money: [summary.sums.as_slice(), &summary.bridge].concat(),
            print: summary.print.clone(),
            first: summary.first_place().cloned(),
        }
    }
}

/// The dialog.
#[derive(Debug)]
pub(super) struct SubmissionDialog {
    data: Option<SubmissionData>,
    ignored: Fold,
}

impl SubmissionDialog {
    pub(super) fn new(workspace: &Workspace) -> Self {
        Self {
            data: workspace.submission().as_ref().map(SubmissionData::of),
            ignored: Fold::Folded,
        }
    }
}

/// Shows how things stand, and leads on.
pub(super) fn submission_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut SubmissionDialog) -> Fate {
    let Some(data) = &state.data else {
        return Fate::Closes;
    };
    set_width(ui, WIDTH);
    title_ui(ui, "送审前检查");
    verdict_ui(ui, data);
    ui.add_space(6.0);
    let height = height_besides(ui, BESIDES).min(480.0);
    let clicked = ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| page_ui(ui, data, &mut state.ignored))
        .inner;
    ui.add_space(8.0);
    let fate = buttons_ui(ctx, ui, data);
    match clicked {
        Some(path) => {
            ctx.send(Command::GoTo(path));
            Fate::Closes
        }
        None => fate,
    }
}

fn verdict_ui(ui: &mut Ui, data: &SubmissionData) {
    let theme = Theme::of(ui);
    let (sign, color) = match data.verdict {
        Verdict::NotYet => (mark::sign(Severity::Error), theme.error),
        Verdict::LookOnce => (mark::sign(Severity::Warning), theme.warning),
        Verdict::Ready => ("✓", theme.ok),
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(sign).color(color));
        let words = RichText::new(&data.words).font(theme::bold(theme::BODY));
        ui.label(words.color(color));
    });
    if !data.parts.is_empty() {
        muted_ui(ui, &data.parts.join("；"));
    }
}

/// Everything between sentence and buttons; returns the place that was clicked.
fn page_ui(ui: &mut Ui, data: &SubmissionData, ignored: &mut Fold) -> Option<FieldPath> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut clicked = None;
    if !data.findings.is_empty() {
        heading_ui(ui, "请先处理");
        for told in &data.findings {
            clicked = told_ui(ui, told).or(clicked);
        }
    }
    if data.rest > 0 {
        small_ui(ui, &format!("其余 {} 处见问题列表和自查报告", data.rest));
    }
    if !data.ignored.is_empty() {
        clicked = ignored_ui(ui, &data.ignored, ignored).or(clicked);
    }
    heading_ui(ui, "合计与资金桥");
    for line in &data.money {
        ui.label(RichText::new(line).size(FINE));
    }
    heading_ui(ui, "打印情况");
    for line in &data.print {
        ui.label(RichText::new(line).size(FINE));
    }
    clicked
}

/// The text of lists, pt.
const FINE: f32 = 14.0;

fn heading_ui(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(words).font(theme::bold(15.0)));
}

/// A finding, which leads to its place.
fn told_ui(ui: &mut Ui, told: &Told) -> Option<FieldPath> {
    let color = mark::color(Theme::of(ui), told.severity);
    line_ui(ui, mark::sign(told.severity), color, &told.line()).then(|| told.path.clone())
}

/// Draws a line that can be clicked; tells whether it was.
fn line_ui(ui: &mut Ui, sign: &str, color: Color32, words: &str) -> bool {
    ui.horizontal(|ui| {
        ui.spacing_mut().button_padding.y = 3.0;
        ui.add_space(4.0);
        ui.label(RichText::new(sign).size(FINE).color(color));
        let button = Button::new(RichText::new(words).size(FINE));
        let response = ui.add(button.wrap().frame_when_inactive(false));
        focus_ring_ui(ui, &response);
        response.on_hover_text("转到这里").clicked()
    })
    .inner
}

fn ignored_ui(ui: &mut Ui, ignored: &[Told], fold: &mut Fold) -> Option<FieldPath> {
    let count: usize = ignored.iter().map(|told| told.count).sum();
    let (sign, _) = fold.sign_and_verb();
    ui.add_space(6.0);
    let head = RichText::new(format!("{sign} 已忽略 {count} 处")).font(theme::bold(15.0));
    let response = ui.add(Button::new(head).frame_when_inactive(false));
    focus_ring_ui(ui, &response);
    if response.clicked() {
        *fold = match *fold {
            Fold::Open => Fold::Folded,
            Fold::Folded => Fold::Open,
        };
    }
    if *fold == Fold::Folded {
        return None;
    }
    let mut clicked = None;
    for told in ignored {
        clicked = told_ui(ui, told).or(clicked);
        if let Some(reason) = told.reason_line() {
            ui.horizontal(|ui| {
                ui.add_space(28.0);
                small_ui(ui, &reason);
            });
        }
    }
    clicked
}

fn buttons_ui(ctx: &UiCtx<'_>, ui: &mut Ui, data: &SubmissionData) -> Fate {
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        if let Some(first) = &data.first {
            let begin = primary_ui(ui, "逐条处理");
            focus_first(ui, &begin);
            if begin.clicked() {
                ctx.send(Command::GoTo(first.clone()));
                fate = Fate::Closes;
            }
        }
        for (label, form) in [
            ("导出自查报告（PDF）…", ReportForm::Pdf),
            ("导出为文本…", ReportForm::Text),
        ] {
            if plain_ui(ui, label).clicked() {
                ctx.send(Command::Review(ReviewCommand::ExportReport(form)));
            }
        }
        let close = plain_ui(ui, "关闭");
        focus_first(ui, &close);
        if close.clicked() {
            fate = Fate::Closes;
        }
    });
    fate
}
