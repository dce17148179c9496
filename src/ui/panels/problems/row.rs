//! A row of the list: mark, sentence, place, what can be done about it, and why it is told.

use egui::{
    Align, Button, Label, Layout, Margin, PointerButton, Response, RichText, Sense, TextEdit, Ui,
};

use super::data::{Depth, RowData};
use crate::app::read;
use crate::check::Severity;
use crate::model::FieldPath;
use crate::ui::ctx::UiCtx;
use crate::ui::tab::Fold;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, described, focus_ring_ui, named, plain_ui};
use crate::ui::widgets::card::small_ui;
use crate::ui::widgets::docs::{docs_ui, small_text_ui};
use crate::ui::widgets::mark;

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    /// To its place, or to one that has to do with it.
    GoTo(FieldPath),
    /// Applies a fix.
    Fix(usize, Hand),
    /// Shows all fixes.
    AllFixes,
    /// Shows or hides why.
    Why,
    /// Wants to be ignored: the reason is asked for.
    WantsReason,
    /// Is ignored for the reason that was typed.
    Ignore,
    /// Is not ignored after all.
    KeepTelling,
    /// Is told again.
    Unignore,
    /// Folds or unfolds.
    Turn,
    /// Shows the rule among all rules.
    ShowRule,
}

/// What pressed a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// The focus stays in the list.
    Keyboard,
    /// The focus goes to the field.
    Mouse,
}

/// The reason for which a finding is about to be ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reason {
    pub(super) text: String,
    /// It has the caret already.
    pub(super) is_entered: bool,
}

/// Whether a row is lit without pointer and focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Light {
    Lit,
    Dim,
}

/// What of a row is unfolded.
#[derive(Debug)]
pub(super) struct RowLook<'a> {
    pub(super) depth: Depth,
    /// The caret of the form is at its place.
    pub(super) light: Light,
    pub(super) why: Fold,
    pub(super) fixes: Fold,
    pub(super) reason: Option<&'a mut Reason>,
}

/// What came of drawing a row.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// What the keyboard can stand on, the sentence first.
    pub(super) parts: Vec<Response>,
    pub(super) asks: Vec<Ask>,
    /// The field for the reason has the caret.
    pub(super) is_typed_in: bool,
}

impl Drawn {
    /// Takes a button; a disabled one is not to be reached.
    fn take(&mut self, response: Response, ask: Ask) {
        if response.clicked() {
            self.asks.push(ask);
        }
        if response.enabled() {
            self.parts.push(response);
        }
    }
}

/// More fixes than this are folded away behind the first two.
const MAX_FIXES: usize = 3;
const FEW_FIXES: usize = 2;
/// Sentences of rows, pt.
pub(super) const SENTENCE: f32 = 15.0;
/// Around a row, pt.
pub(super) const MARGIN: Margin = Margin {
    left: 12,
    right: 8,
    top: 4,
    bottom: 4,
};
/// The rows of a line that was unfolded stand so far to the right, pt.
pub(super) const INDENT: f32 = 16.0;

/// Draws a finding.
pub(super) fn finding_ui(ctx: &UiCtx<'_>, ui: &mut Ui, row: &RowData, look: RowLook<'_>) -> Drawn {
    let theme = Theme::of(ui);
    let color = if row.reason.is_some() {
        theme.muted
    } else {
        theme.text
    };
    frame_ui(ui, look.depth, look.light, |ui, drawn| {
        ui.colored_label(mark::color(theme, row.severity), mark::sign(row.severity));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            sentence_ui(ui, drawn, row, color);
            if row.reason.is_none() && !row.fixes.is_empty() {
                fixes_ui(ctx, ui, drawn, row, look.fixes);
            }
            foot_ui(ctx, ui, drawn, row);
            if let Some(reason) = look.reason {
                reason_ui(ctx, ui, drawn, reason);
            }
            if look.why == Fold::Open {
                why_ui(ui, drawn, row);
            }
        });
    })
}

/// Draws one line for several findings, or the head of the ignored ones.
pub(super) fn fold_ui(ui: &mut Ui, severity: Option<Severity>, words: &str, fold: Fold) -> Drawn {
    let theme = Theme::of(ui);
    frame_ui(ui, Depth::Top, Light::Dim, |ui, drawn| {
        if let Some(severity) = severity {
            ui.colored_label(mark::color(theme, severity), mark::sign(severity));
        }
        let (sign, verb) = fold.sign_and_verb();
        let text = RichText::new(format!("{words} {sign}")).size(SENTENCE);
        let color = if severity.is_some() {
            theme.text
        } else {
            theme.muted
        };
        let label = Label::new(text.color(color)).wrap().sense(Sense::click());
        let response = ui
            .add(label)
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        told_as_link(ui, &response, words);
        let state = match fold {
            Fold::Open => "已展开",
            Fold::Folded => "已收起",
        };
        let severity = severity.map_or(String::new(), |severity| format!("{}，", severity.label()));
        described(ui, &response, &format!("{severity}{state}，按回车{verb}"));
        drawn.take(response, Ask::Turn);
    })
}

/// The ground of a row, lit under the pointer and with the focus.
fn frame_ui(
    ui: &mut Ui,
    depth: Depth,
    light: Light,
    contents: impl FnOnce(&mut Ui, &mut Drawn),
) -> Drawn {
    let theme = Theme::of(ui);
    let background = ui.painter().add(egui::Shape::Noop);
    let mut drawn = Drawn::default();
    let frame = egui::Frame::NONE.inner_margin(MARGIN);
    let rect = frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if depth == Depth::Member {
                    ui.add_space(INDENT);
                }
                contents(ui, &mut drawn);
            });
        })
        .response
        .rect;
    let has_focus = drawn.parts.iter().any(Response::has_focus);
    if ui.rect_contains_pointer(rect) || has_focus || light == Light::Lit {
        let fill = egui::Shape::rect_filled(rect, theme::RADIUS, theme.accent_soft);
        ui.painter().set(background, fill);
    }
    if drawn.parts.first().is_some_and(Response::has_focus) {
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(rect, theme::RADIUS, theme.focus_ring(), inside);
    }
    drawn
}

/// A sentence that can be pressed is no mere label to a screen reader.
fn told_as_link(ui: &Ui, response: &Response, words: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::Role::Link);
        node.set_label(words);
        node.clear_value();
    });
}

/// The sentence, which leads to its place.
fn sentence_ui(ui: &mut Ui, drawn: &mut Drawn, row: &RowData, color: egui::Color32) {
    let text = RichText::new(&row.message).size(SENTENCE).color(color);
    let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let standing = match &row.reason {
        Some(_) => "已忽略",
        None => row.severity.label(),
    };
    told_as_link(ui, &response, &row.message);
    described(ui, &response, &format!("{standing}，{}", row.place));
    let response = if row.hints.is_empty() {
        response
    } else {
        response.on_hover_text(row.hints.join("\n"))
    };
    drawn.take(response, Ask::GoTo(row.path.clone()));
}

/// The place in small print, and what can be done about any finding.
fn foot_ui(ctx: &UiCtx<'_>, ui: &mut Ui, drawn: &mut Drawn, row: &RowData) {
    let small = |text: &str, ui: &Ui| {
        let text = RichText::new(text).size(theme::SMALL);
        Label::new(text.color(Theme::of(ui).muted)).wrap()
    };
    if let Some(reason) = row.reason.as_deref().filter(|reason| !reason.is_empty()) {
        let label = small(&format!("原因：{reason}"), ui);
        ui.add(label);
    }
    // Not a stop of the keyboard: the sentence leads there too.
    let place = small(&row.place, ui).sense(Sense::CLICK);
    let font = theme::plain(theme::SMALL);
    let color = Theme::of(ui).muted;
    let galley = ui.painter().layout_no_wrap(row.place.clone(), font, color);
    let place_ui = |ui: &mut Ui, drawn: &mut Drawn| {
        if ui.add(place).clicked() {
            drawn.asks.push(Ask::GoTo(row.path.clone()));
        }
    };
    // The buttons stay together, behind the place or below it.
    let is_long = galley.size().x + BUTTONS > ui.available_width();
    if is_long {
        place_ui(ui, drawn);
        ui.horizontal(|ui| standing_ui(ctx, ui, drawn, row));
    } else {
        ui.horizontal(|ui| {
            place_ui(ui, drawn);
            standing_ui(ctx, ui, drawn, row);
        });
    }
}

/// The room of the buttons behind the place, pt.
const BUTTONS: f32 = 116.0;

/// Why it is told, and whether it is to be told.
fn standing_ui(ctx: &UiCtx<'_>, ui: &mut Ui, drawn: &mut Drawn, row: &RowData) {
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().button_padding.x = 4.0;
    if row.reason.is_some() {
        let response = change_ui(ctx, ui, |ui| quiet_ui(ui, "恢复提示"));
        named(ui, &response, &format!("恢复提示：{}", row.message));
        drawn.take(response, Ask::Unignore);
    }
    let why = quiet_ui(ui, "为什么");
    named(ui, &why, &format!("为什么：{}", row.message));
    drawn.take(why, Ask::Why);
    if row.reason.is_none() {
        let ignore = change_ui(ctx, ui, |ui| quiet_ui(ui, "忽略…"));
        named(ui, &ignore, &format!("忽略…：{}", row.message));
        drawn.take(ignore, Ask::WantsReason);
    }
}

fn fixes_ui(ctx: &UiCtx<'_>, ui: &mut Ui, drawn: &mut Drawn, row: &RowData, fold: Fold) {
    let n_shown = if fold == Fold::Open || row.fixes.len() <= MAX_FIXES {
        row.fixes.len()
    } else {
        FEW_FIXES
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.spacing_mut().button_padding.x = 8.0;
        for (nth, label) in row.fixes.iter().enumerate().take(n_shown) {
            fix_ui(ctx, ui, drawn, (nth, label));
        }
        if n_shown < row.fixes.len() {
            let rest = row.fixes.len() - n_shown;
            let more = quiet_ui(ui, "更多…").on_hover_text(format!("还有 {rest} 种改法"));
            drawn.take(more, Ask::AllFixes);
        }
    });
}

fn fix_ui(ctx: &UiCtx<'_>, ui: &mut Ui, drawn: &mut Drawn, (nth, label): (usize, &str)) {
    let text = RichText::new(label).size(theme::SMALL);
    let button = Button::new(text.color(Theme::of(ui).accent))
        .wrap()
        .min_size(egui::vec2(28.0, 28.0));
    let response = change_ui(ctx, ui, |ui| ui.add(button));
    focus_ring_ui(ui, &response);
    let hand = if response.clicked_by(PointerButton::Primary) {
        Hand::Mouse
    } else {
        Hand::Keyboard
    };
    drawn.take(response, Ask::Fix(nth, hand));
}

fn quiet_ui(ui: &mut Ui, label: &str) -> Response {
    let text = RichText::new(label).size(theme::SMALL);
    let button = Button::new(text.color(Theme::of(ui).muted))
        .frame_when_inactive(false)
        .min_size(egui::vec2(28.0, 28.0));
    let response = ui.add(button);
    focus_ring_ui(ui, &response);
    response
}

/// Asks for the reason in one line; Enter ignores, Esc does not.
fn reason_ui(ctx: &UiCtx<'_>, ui: &mut Ui, drawn: &mut Drawn, reason: &mut Reason) {
    let width = ui.available_width() - 12.0;
    let edit = TextEdit::singleline(&mut reason.text)
        .hint_text("忽略的原因，可以不写")
        .char_limit(MAX_REASON)
        .desired_width(width);
    let edit = ui.add(edit);
    named(ui, &edit, "忽略的原因");
    if !reason.is_entered {
        edit.request_focus();
        edit.scroll_to_me(None);
        reason.is_entered = true;
    }
    drawn.is_typed_in = edit.has_focus();
    if edit.lost_focus() && !ctx.fields.borrow().composing.is_on() {
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        if pressed(egui::Key::Enter) {
            drawn.asks.push(Ask::Ignore);
        } else if pressed(egui::Key::Escape) {
            drawn.asks.push(Ask::KeepTelling);
        }
    }
    ui.horizontal(|ui| {
        if plain_ui(ui, "忽略").clicked() {
            drawn.asks.push(Ask::Ignore);
        }
        if plain_ui(ui, "取消").clicked() {
            drawn.asks.push(Ask::KeepTelling);
        }
    });
}

/// A reason holds no more than this.
const MAX_REASON: usize = 200;

fn why_ui(ui: &mut Ui, drawn: &mut Drawn, row: &RowData) {
    let Some(rule) = read::rule(row.rule) else {
        return;
    };
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        for hint in &row.hints {
            small_text_ui(ui, hint);
        }
        if !row.related.is_empty() {
            small_ui(ui, "相关的地方");
        }
        for (path, words) in &row.related {
            let text = RichText::new(words).size(theme::SMALL);
            let label = Label::new(text.color(Theme::of(ui).accent)).wrap();
            let response = ui.add(label.sense(Sense::click()));
            focus_ring_ui(ui, &response);
            drawn.take(response, Ask::GoTo(path.clone()));
        }
        docs_ui(ui, &rule.docs);
        let all = quiet_ui(ui, "全部规则");
        drawn.take(all, Ask::ShowRule);
    });
}
