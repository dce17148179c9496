//! 资金桥: the sums of the form set against each other, with a way to each of their fields.
//!
//! Drawn in two places: folded at the foot of 基本信息, and over the totals bar.

use egui::{Align, Button, Color32, FontId, Label, Layout, Response, RichText, Ui, vec2};

use crate::app::{Command, Workspace};
use crate::model::Bridge;
use crate::model::FieldPath;
use crate::model::bridge::{Class, Side, Statement, Term};
use crate::ui::ctx::UiCtx;
use crate::ui::tab::Fold;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{focus_ring_ui, named};
use crate::ui::widgets::card::small_ui;

/// The name of the block.
const TITLE: &str = "资金桥";
/// What the block is for.
const TOOLTIP: &str = "看支出、收入、级次和任务资金是怎么对上的";
/// Room between a column of terms and the next, pt.
const GUTTER: f32 = 24.0;

/// What the block says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BridgeData {
    /// The comparisons, in the order of the form.
    pub statements: Vec<StatementData>,
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementData {
    /// Its name in two characters.
    pub topic: &'static str,
    /// Its name.
    pub name: String,
    /// The left sum.
    pub left: SideData,
    /// The right sum.
    pub right: SideData,
    /// Left − right = difference; nothing while there is nothing to compare.
    pub gap: Option<String>,
    /// What the difference is.
    pub class: Class,
    /// One sentence on it.
    pub words: String,
}

/// A sum with its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideData {
    /// What the sum is called.
    pub name: String,
    /// What it is made of.
    pub terms: Vec<TermData>,
    /// The sum, 万元.
    pub sum: String,
}

/// A term of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermData {
    /// Its label, as printed.
    pub label: String,
    /// Where it leads.
    pub path: FieldPath,
    /// What stands before the figure: what is missing, the amount in its own unit.
    pub notes: String,
    /// 万元, or what is missing.
    pub figure: String,
}

impl BridgeData {
    /// The block of the present state.
    pub fn new(workspace: &Workspace) -> Self {
        Self::of(workspace.bridge())
    }

    fn of(bridge: &Bridge) -> Self {
        let statements = bridge.statements.iter();
        Self {
            statements: statements.map(StatementData::new).collect(),
        }
    }
}

impl StatementData {
    fn new(statement: &Statement) -> Self {
        Self {
            topic: statement.topic.label(),
            name: statement.name(),
            left: SideData::new(&statement.left),
            right: SideData::new(&statement.right),
            gap: statement.subtraction(),
            class: statement.class,
            words: statement.words.clone(),
        }
    }
}

impl SideData {
    fn new(side: &Side) -> Self {
        Self {
            name: side.name.clone(),
            terms: side.terms.iter().map(TermData::new).collect(),
            sum: side.figure(),
        }
    }

    /// The most decimals of its figures: points stand under each other.
    fn decimals(&self) -> usize {
        let figures = self.terms.iter().map(|term| &term.figure);
        let all = figures.chain([&self.sum]);
        all.map(|figure| decimals(figure)).max().unwrap_or(0)
    }
}

impl TermData {
    fn new(term: &Term) -> Self {
        let written = term.written_figure().map(|written| format!("{written} ="));
        let missing = Some(term.missing().to_owned()).filter(|missing| !missing.is_empty());
        let notes: Vec<String> = missing.into_iter().chain(written).collect();
        Self {
            label: term.label.clone(),
            path: term.path.clone(),
            notes: notes.join(" "),
            figure: term.figure(),
        }
    }
}

fn decimals(figure: &str) -> usize {
    figure
        .rsplit_once('.')
        .map_or(0, |(_, decimals)| decimals.len())
}

/// The sign of a class: it reads without its colour.
fn sign(class: Class) -> &'static str {
    match class {
        Class::Equal => "✓",
        Class::Rounding => "≈",
        Class::Scope => "≠",
        Class::Check => "▲",
        Class::Blank => "—",
    }
}

fn color(theme: &Theme, class: Class) -> Color32 {
    match class {
        Class::Equal | Class::Rounding => theme.ok,
        Class::Scope => theme.hint,
        Class::Check => theme.warning,
        Class::Blank => theme.muted,
    }
}

/// Draws the block that folds: a line that says how things stand, and everything below it.
pub fn bridge_block_ui(ctx: &UiCtx<'_>, ui: &mut Ui, fold: &mut Fold) {
    let data = BridgeData::new(ctx.workspace);
    ui.horizontal(|ui| {
        if title_ui(ui, *fold).clicked() {
            *fold = match *fold {
                Fold::Open => Fold::Folded,
                Fold::Folded => Fold::Open,
            };
        }
        match *fold {
            Fold::Open => small_ui(ui, "单位：万元"),
            Fold::Folded => summary_ui(ui, &data),
        }
    });
    if *fold == Fold::Open
        && let Some(path) = statements_ui(ui, &data, theme::BODY)
    {
        ctx.send(Command::GoTo(path));
    }
}

fn title_ui(ui: &mut Ui, fold: Fold) -> Response {
    let (sign, verb) = fold.sign_and_verb();
    let text = RichText::new(format!("{sign} {TITLE}")).font(theme::bold(theme::TITLE));
    ui.spacing_mut().button_padding.x = 4.0;
    let response = ui.add(Button::new(text).frame_when_inactive(false));
    focus_ring_ui(ui, &response);
    let response = response.on_hover_text(TOOLTIP);
    named(ui, &response, &format!("{verb}{TITLE}"));
    response
}

fn summary_ui(ui: &mut Ui, data: &BridgeData) {
    for statement in &data.statements {
        ui.add_space(theme::GAP);
        small_ui(ui, statement.topic);
        class_ui(ui, statement.class, theme::SMALL);
    }
}

/// Draws every comparison; returns the field that was clicked.
pub fn statements_ui(ui: &mut Ui, data: &BridgeData, size: f32) -> Option<FieldPath> {
    let mut clicked = None;
    for (nth, statement) in data.statements.iter().enumerate() {
        if nth > 0 {
            ui.separator();
        }
        let drawn = ui.push_id(statement.topic, |ui| statement_ui(ui, statement, size));
        clicked = drawn.inner.or(clicked);
    }
    clicked
}

fn statement_ui(ui: &mut Ui, statement: &StatementData, size: f32) -> Option<FieldPath> {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        ui.label(RichText::new(&statement.name).font(theme::bold(size)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            class_ui(ui, statement.class, size);
        });
    });
    let clicked = sides_ui(ui, statement, size);
    ui.add_space(4.0);
    if let Some(gap) = &statement.gap {
        ui.label(RichText::new(format!("差额 {gap} 万元")).size(size));
    }
    let color = match statement.class {
        Class::Check => Theme::of(ui).warning,
        _ => Theme::of(ui).muted,
    };
    ui.label(RichText::new(&statement.words).size(size).color(color));
    clicked
}

fn class_ui(ui: &mut Ui, class: Class, size: f32) {
    let color = color(Theme::of(ui), class);
    let text = format!("{} {}", sign(class), class.label());
    ui.label(RichText::new(text).size(size).color(color));
}

fn sides_ui(ui: &mut Ui, statement: &StatementData, size: f32) -> Option<FieldPath> {
    let mut clicked = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = GUTTER;
        ui.columns(2, |columns| {
            let sides = [&statement.left, &statement.right];
            for (ui, side) in columns.iter_mut().zip(sides) {
                ui.spacing_mut().item_spacing.x = theme::GAP;
                clicked = side_ui(ui, side, size).or(clicked.take());
            }
        });
    });
    clicked
}

fn side_ui(ui: &mut Ui, side: &SideData, size: f32) -> Option<FieldPath> {
    let muted = Theme::of(ui).muted;
    let decimals = side.decimals();
    let mut clicked = None;
    for (nth, term) in side.terms.iter().enumerate() {
        let response = row_ui(ui, size, |ui| {
            figure_ui(ui, &term.figure, theme::plain(size), decimals);
            let notes = RichText::new(&term.notes).size(theme::SMALL).color(muted);
            ui.label(notes);
            ui.push_id(nth, |ui| term_ui(ui, &term.label, size)).inner
        });
        if response.clicked() {
            clicked = Some(term.path.clone());
        }
    }
    row_ui(ui, size, |ui| {
        figure_ui(ui, &side.sum, theme::bold(size), decimals);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(4.0);
            let name = RichText::new(&side.name).size(size).color(muted);
            ui.add(Label::new(name).truncate());
        });
    });
    clicked
}

/// A line whose figure stands at the right; drawn from there, so that the label gets the rest.
fn row_ui<R>(ui: &mut Ui, size: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = vec2(ui.available_width(), size + 12.0);
    let layout = Layout::right_to_left(Align::Center);
    let row = ui.allocate_ui_with_layout(room, layout, |ui| {
        // A button that is higher than the row would lower its label below the figure.
        ui.spacing_mut().interact_size.y = room.y;
        contents(ui)
    });
    row.inner
}

/// The label of a term, which leads to its field.
fn term_ui(ui: &mut Ui, label: &str, size: f32) -> Response {
    let layout = Layout::left_to_right(Align::Center);
    let drawn = ui.with_layout(layout, |ui| {
        ui.spacing_mut().button_padding = vec2(4.0, 0.0);
        let button = Button::new(RichText::new(label).size(size));
        let button = button.truncate().frame_when_inactive(false);
        ui.add(button.min_size(vec2(28.0, size + 12.0)))
    });
    let response = drawn.inner;
    focus_ring_ui(ui, &response);
    let name = format!("跳到{label}");
    let response = response.on_hover_text(&name);
    named(ui, &response, &name);
    response
}

/// A figure at the right, its point under those of the others.
fn figure_ui(ui: &mut Ui, figure: &str, font: FontId, most: usize) {
    let theme = Theme::of(ui);
    let (missing, color) = match decimals(figure) {
        0 => (0, theme.muted),
        decimals => (most.saturating_sub(decimals), theme.text),
    };
    let layout = |text: String| {
        let font = font.clone();
        ui.painter()
            .layout_no_wrap(text, font, Color32::PLACEHOLDER)
    };
    let room = layout("0".repeat(missing)).size().x;
    ui.add_space(4.0 + room);
    ui.label(RichText::new(figure).font(font).color(color));
}

#[cfg(test)]
mod tests;
