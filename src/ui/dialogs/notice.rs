//! The notice: one card over the totals bar, the oldest first, until it is read.

use egui::{Align2, Area, CornerRadius, Frame, Id, Label, Margin, Order, RichText, Ui, vec2};

use crate::app::Command;
use crate::app::notice::{Notice, Weight};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{plain_ui, primary_ui};

/// Draws the notice, where there is one.
pub(super) fn notice_ui(ctx: &UiCtx<'_>, ui: &Ui) {
    let Some(notice) = ctx.workspace.notice() else {
        return;
    };
    let theme = Theme::of(ui);
    let (fill, line) = match notice.weight {
        Weight::Failure => (theme.error_soft, theme.error),
        Weight::Caution => (theme.warning_soft, theme.warning),
        Weight::Info => (theme.surface, theme.accent),
    };
    let area = Area::new(Id::unique("notice")).order(Order::Foreground);
    area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -44.0))
        .show(ui.ctx(), |ui| {
            Frame::NONE
                .fill(fill)
                .stroke(egui::Stroke::new(1.0, line))
                .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
                .inner_margin(Margin::symmetric(16, 12))
                .shadow(ui.visuals().popup_shadow)
                .show(ui, |ui| card_ui(ctx, ui, notice));
        });
}

fn card_ui(ctx: &UiCtx<'_>, ui: &mut Ui, notice: &Notice) {
    ui.set_max_width(620.0);
    ui.add(Label::new(RichText::new(&notice.text)).wrap());
    if let Some(detail) = &notice.detail {
        let detail = RichText::new(detail)
            .size(theme::SMALL)
            .color(Theme::of(ui).muted);
        ui.add(Label::new(detail).wrap());
    }
    ui.horizontal(|ui| {
        if primary_ui(ui, "知道了").clicked() {
            ctx.send(Command::DismissNotice);
        }
        if let Some(action) = notice.action
            && plain_ui(ui, action.info().label).clicked()
        {
            ctx.send(Command::DismissNotice);
            ctx.act(action);
        }
    });
}
