//! Buttons: one that leads on, plain ones, quiet ones for rows.

use egui::{Button, CornerRadius, Response, RichText, Stroke, Ui, vec2};

use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};

/// The one button of a place that leads on.
pub fn primary_ui(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::of(ui);
    let text = RichText::new(label).color(theme.on_accent);
    let button = Button::new(text)
        .fill(theme.accent)
        .stroke(Stroke::NONE)
        .corner_radius(CornerRadius::same(theme::RADIUS))
        .min_size(vec2(72.0, theme::CONTROL));
    let response = ui.add(button);
    focus_ring_ui(ui, &response);
    response
}

/// A button among others.
pub fn plain_ui(ui: &mut Ui, label: &str) -> Response {
    let button = Button::new(label).min_size(vec2(72.0, theme::CONTROL));
    let response = ui.add(button);
    focus_ring_ui(ui, &response);
    response
}

/// A button without border, in the colour of what can be done: ＋ 添加目标.
pub fn link_ui(ui: &mut Ui, label: &str) -> Response {
    let text = RichText::new(label).color(Theme::of(ui).accent);
    quiet(ui, text)
}

/// A small button of a row: a word or a sign, with a tooltip that is also its name for screen
/// readers.
pub fn row_ui(ui: &mut Ui, label: &str, tooltip: &str) -> Response {
    let text = RichText::new(label)
        .size(theme::SMALL)
        .color(Theme::of(ui).muted);
    let response = quiet(ui, text).on_hover_text(tooltip);
    named(ui, &response, tooltip);
    response
}

fn quiet(ui: &mut Ui, text: RichText) -> Response {
    let button = Button::new(text)
        .frame_when_inactive(false)
        .min_size(vec2(28.0, 28.0));
    let response = ui.add(button);
    focus_ring_ui(ui, &response);
    response
}

/// What changes the draft: grey, with the reason, where the draft is only looked at.
pub fn change_ui(ctx: &UiCtx<'_>, ui: &mut Ui, draw: impl FnOnce(&mut Ui) -> Response) -> Response {
    match ctx.workspace.obstacle_to_changes() {
        None => draw(ui),
        Some(why) => {
            let response = ui.add_enabled_ui(false, draw).inner;
            described(ui, &response, why);
            response.on_disabled_hover_text(why)
        }
    }
}

/// The button of a dialog that Enter presses as the dialog opens.
pub fn focus_first(ui: &Ui, response: &Response) {
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

/// Draws the ring around a widget that has the focus.
pub fn focus_ring_ui(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let ring = Theme::of(ui).focus_ring();
        let radius = CornerRadius::same(theme::RADIUS);
        ui.painter()
            .rect_stroke(response.rect, radius, ring, egui::StrokeKind::Outside);
    }
}

/// Gives a widget a name for screen readers and tests.
pub fn named(ui: &Ui, response: &Response, name: &str) {
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// What a screen reader says of a widget besides its name.
pub fn described(ui: &Ui, response: &Response, words: &str) {
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_description(words));
}
