//! Columns, cards and titles of blocks.

use egui::{CornerRadius, Frame, InnerResponse, Label, Margin, Response, RichText, ScrollArea, Ui};

use crate::ui::theme::{self, Theme};

/// A scrolling column of text and fields, centred, at most [`theme::COLUMN`] wide.
pub fn column_ui<R>(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let scroll = ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false]);
    let output = scroll.show(ui, |ui| {
        let room = ui.available_width();
        let width = (room - 32.0).min(theme::COLUMN);
        let side = ((room - width) / 2.0).floor();
        ui.add_space(16.0);
        let result = ui
            .horizontal(|ui| {
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    contents(ui)
                })
                .inner
            })
            .inner;
        ui.add_space(24.0);
        result
    });
    output.inner
}

/// A white ground for things that belong together.
pub fn card_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = Theme::of(ui);
    Frame::NONE
        .fill(theme.surface)
        .stroke(theme.line())
        .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
}

/// The title of a block.
pub fn title_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::bold(theme::TITLE)));
}

/// Less important text in body size.
pub fn muted_ui(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).color(Theme::of(ui).muted))
}

/// Small print.
pub fn small_ui(ui: &mut Ui, text: &str) {
    ui.label(
        RichText::new(text)
            .size(theme::SMALL)
            .color(Theme::of(ui).muted),
    );
}

/// Small print on one line; what is cut off stands in the tooltip.
pub fn small_line_ui(ui: &mut Ui, text: &str) {
    let text = RichText::new(text)
        .size(theme::SMALL)
        .color(Theme::of(ui).muted);
    ui.add(Label::new(text).truncate());
}
