//! 快捷键: every action that has keys.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::Fate;
use crate::app::action::Action;
use crate::ui::theme::Theme;
use crate::ui::widgets::button::primary_ui;
use crate::ui::widgets::card::title_ui;

/// Lists the keys.
pub(super) fn shortcuts_ui(ui: &mut Ui) -> Fate {
    ui.set_width(520.0);
    title_ui(ui, "快捷键");
    ScrollArea::vertical()
        .max_height(400.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new("shortcuts")
                .num_columns(3)
                .spacing([24.0, 6.0])
                .show(ui, |ui| {
                    for action in Action::ALL {
                        let info = action.info();
                        let Some(keys) = info.shortcut else { continue };
                        ui.label(RichText::new(keys.label()).color(Theme::of(ui).accent));
                        ui.label(info.label);
                        ui.label(RichText::new(info.tooltip).color(Theme::of(ui).muted));
                        ui.end_row();
                    }
                });
        });
    ui.add_space(8.0);
    if primary_ui(ui, "关闭").clicked() {
        Fate::Closes
    } else {
        Fate::Stays
    }
}
