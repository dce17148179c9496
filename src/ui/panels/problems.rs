//! The problems panel: lists the report, jumps, and offers fixes.

use egui::{Align, Label, Layout, RichText, ScrollArea, Sense, Ui};

use crate::app::read::{place, section_name};
use crate::app::{Command, Workspace};
use crate::check::{Diagnostic, Report, Severity};
use crate::edit::build::Direction;
use crate::model::{FieldPath, Section};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, row_ui};
use crate::ui::widgets::card::{muted_ui, small_ui};
use crate::ui::widgets::mark;

/// Which findings are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemsState {
    /// Hints and infos are shown too.
    pub show_hints: bool,
    /// The rows of one revision and filter.
    rows: Option<(u64, bool, Vec<RowData>)>,
}

impl Default for ProblemsState {
    fn default() -> Self {
        Self {
            show_hints: true,
            rows: None,
        }
    }
}

/// One finding as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowData {
    /// The part of the form.
    pub section: Section,
    /// How bad it is.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
    /// Where, in words.
    pub place: String,
    /// Where.
    pub path: FieldPath,
    /// The rule.
    pub rule: &'static str,
    /// What helps to understand or to mend it.
    pub hints: Vec<String>,
    /// What can be done about it.
    pub fixes: Vec<String>,
}

/// More rows than this are counted, not drawn.
const MAX_ROWS: usize = 300;

impl RowData {
    fn new(workspace: &Workspace, found: &Diagnostic) -> Self {
        Self {
            section: found.path.section(),
            severity: found.severity,
            message: found.message.clone(),
            place: place(workspace.draft(), workspace.template(), &found.path),
            path: found.path.clone(),
            rule: found.rule.id,
            hints: found.hints.clone(),
            fixes: found.fixes.iter().map(|fix| fix.label.clone()).collect(),
        }
    }
}

impl ProblemsState {
    fn shows(&self, severity: Severity) -> bool {
        self.show_hints || matches!(severity, Severity::Error | Severity::Warning)
    }

    /// The rows of the present state; made anew only when something changed.
    fn refresh(&mut self, workspace: &Workspace) {
        let key = (workspace.revision(), self.show_hints);
        let is_fresh = self
            .rows
            .as_ref()
            .is_some_and(|(revision, hints, _)| (*revision, *hints) == key);
        if !is_fresh {
            let shown = workspace
                .report()
                .items()
                .iter()
                .filter(|found| self.shows(found.severity));
            let rows = shown
                .take(MAX_ROWS)
                .map(|found| RowData::new(workspace, found))
                .collect();
            self.rows = Some((key.0, key.1, rows));
        }
    }

    /// The place of the finding before or behind a field, round the end; honours the filter.
    pub fn neighbour(
        &self,
        report: &Report,
        current: Option<&FieldPath>,
        step: Direction,
    ) -> Option<FieldPath> {
        let mut paths: Vec<&FieldPath> = report
            .items()
            .iter()
            .filter(|found| self.shows(found.severity))
            .map(|found| &found.path)
            .collect();
        paths.dedup();
        let len = paths.len();
        let here = current.and_then(|current| paths.iter().position(|path| *path == current));
        let next = match (here, step) {
            (Some(here), Direction::Down) => (here + 1).checked_rem(len)?,
            (Some(here), Direction::Up) => (here + len - 1).checked_rem(len)?,
            (None, Direction::Down) => from_here(&paths, current).unwrap_or(0),
            (None, Direction::Up) => match from_here(&paths, current) {
                Some(behind) if behind > 0 => behind - 1,
                _ => len.checked_sub(1)?,
            },
        };
        paths.get(next).map(|path| (*path).clone())
    }
}

/// The first finding of the field's part of the form or of a later part.
fn from_here(paths: &[&FieldPath], current: Option<&FieldPath>) -> Option<usize> {
    let section = current?.section();
    paths.iter().position(|path| path.section() >= section)
}

/// Draws the panel.
pub fn problems_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut ProblemsState) {
    state.refresh(ctx.workspace);
    head_ui(ctx, ui, state);
    let Some((_, _, rows)) = &state.rows else {
        return;
    };
    ScrollArea::vertical()
        .id_salt("problems")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut section = None;
            for row in rows {
                if section != Some(row.section) {
                    section = Some(row.section);
                    group_ui(ui, row.section);
                }
                problem_ui(ctx, ui, row);
            }
            rest_ui(ctx, ui, rows.len());
        });
}

fn head_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut ProblemsState) {
    let report = ctx.workspace.report();
    ui.add_space(theme::GAP);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.label(RichText::new("问题").font(theme::bold(theme::BODY)));
        for severity in Severity::ALL {
            let count = report.count(severity);
            if count > 0 {
                mark::count_ui(ui, severity, count);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            let (label, tooltip) = if state.show_hints {
                ("隐藏提示", "只列出错误和警告")
            } else {
                ("显示提示", "提示和说明也列出来")
            };
            if row_ui(ui, label, tooltip).clicked() {
                state.show_hints = !state.show_hints;
            }
        });
    });
    ui.separator();
}

fn group_ui(ui: &mut Ui, section: Section) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        small_ui(ui, section_name(section));
    });
}

fn problem_ui(ctx: &UiCtx<'_>, ui: &mut Ui, row: &RowData) {
    let theme = Theme::of(ui);
    let margin = egui::Margin {
        left: 12,
        right: 8,
        top: 4,
        bottom: 4,
    };
    let background = ui.painter().add(egui::Shape::Noop);
    let drawn = egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.colored_label(mark::color(theme, row.severity), mark::sign(row.severity));
            ui.vertical(|ui| sentence_ui(ctx, ui, row)).inner
        })
        .inner
    });
    let (rect, sentence) = (drawn.response.rect, drawn.inner);
    if ui.rect_contains_pointer(rect) || sentence.has_focus() {
        let fill = egui::Shape::rect_filled(rect, theme::RADIUS, theme.accent_soft);
        ui.painter().set(background, fill);
    }
    if sentence.has_focus() {
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(rect, theme::RADIUS, theme.focus_ring(), inside);
    }
    if sentence.clicked() {
        ctx.send(Command::GoTo(row.path.clone()));
    }
}

/// The sentence, which leads to its place, and below it the place and the fixes.
fn sentence_ui(ctx: &UiCtx<'_>, ui: &mut Ui, row: &RowData) -> egui::Response {
    ui.spacing_mut().item_spacing.y = 2.0;
    let text = RichText::new(&row.message).size(15.0);
    let sentence = ui.add(Label::new(text).wrap().sense(Sense::click()));
    let place = RichText::new(&row.place)
        .size(theme::SMALL)
        .color(Theme::of(ui).muted);
    let place = ui.add(Label::new(place).wrap().sense(Sense::click()));
    fixes_ui(ctx, ui, row);
    if place.clicked() {
        ctx.send(Command::GoTo(row.path.clone()));
    }
    let sentence = sentence.on_hover_cursor(egui::CursorIcon::PointingHand);
    if row.hints.is_empty() {
        return sentence;
    }
    sentence.on_hover_text(row.hints.join("\n"))
}

fn fixes_ui(ctx: &UiCtx<'_>, ui: &mut Ui, row: &RowData) {
    for (nth, label) in row.fixes.iter().enumerate() {
        let text = RichText::new(label)
            .size(theme::SMALL)
            .color(Theme::of(ui).accent);
        let button = egui::Button::new(text).min_size(egui::vec2(28.0, 28.0));
        if change_ui(ctx, ui, |ui| ui.add(button)).clicked() {
            ctx.send(Command::ApplyFix {
                revision: ctx.workspace.revision(),
                rule: row.rule,
                path: row.path.clone(),
                nth,
            });
        }
    }
}

fn rest_ui(ctx: &UiCtx<'_>, ui: &mut Ui, shown: usize) {
    let all = ctx.workspace.report().items().len();
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        if shown == 0 {
            muted_ui(
                ui,
                if all == 0 {
                    "没有发现问题"
                } else {
                    "没有错误和警告"
                },
            );
        } else if shown == MAX_ROWS && all > shown {
            muted_ui(ui, &format!("还有 {} 条，改好上面的再看", all - shown));
        }
    });
}
