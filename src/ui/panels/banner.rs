//! The strip above the form: what is the matter as long as it lasts.

use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Ui, vec2};

use crate::app::action::Action;
use crate::app::{Notice, notice};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::plain_ui;

/// What the strip says.
struct BannerData {
    text: String,
    detail: Option<String>,
    action: Option<Action>,
}

impl BannerData {
    fn all(ctx: &UiCtx<'_>) -> Vec<Self> {
        let read_only = ctx.workspace.holder().map(|holder| Self {
            text: format!("只读：这份表{}", notice::holder_words(holder)),
            detail: None,
            action: Some(Action::SaveAs),
        });
        let fault = ctx.workspace.journal_fault().map(|fault| {
            let Notice { text, detail, .. } = fault;
            Self {
                text,
                detail,
                action: None,
            }
        });
        read_only.into_iter().chain(fault).collect()
    }
}

/// Draws a strip for each thing that lasts; none where all is well.
pub fn banner_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    for (nth, data) in BannerData::all(ctx).into_iter().enumerate() {
        let fill = Theme::of(ui).warning_soft;
        let frame = Frame::NONE
            .fill(fill)
            .inner_margin(Margin::symmetric(12, 4));
        Panel::top(egui::Id::unique(("banner", nth)))
            .frame(frame)
            .show(ui, |ui| line_ui(ctx, ui, &data));
    }
}

fn line_ui(ctx: &UiCtx<'_>, ui: &mut Ui, data: &BannerData) {
    let height = theme::CONTROL;
    // The button keeps its place at the right, however long the words are.
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), height), layout, |ui| {
        if let Some(action) = data.action
            && plain_ui(ui, action.info().label).clicked()
        {
            ctx.act(action);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let color = Theme::of(ui).warning;
            let text = RichText::new(&data.text).size(theme::SMALL).color(color);
            let label = ui.add(Label::new(text).truncate());
            if let Some(detail) = data.detail.as_deref().filter(|text| !text.is_empty()) {
                label.on_hover_text(detail);
            }
        });
    });
}
