//! 快捷键: every action that has keys.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::{Fate, height_besides, set_width};
use crate::app::action::Action;
use crate::ui::panels::problems::LEGEND;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::primary_ui;
use crate::ui::widgets::card::title_ui;

/// Title and button, pt.
const BESIDES: f32 = 100.0;

/// Lists the keys.
pub(super) fn shortcuts_ui(ui: &mut Ui) -> Fate {
    set_width(ui, 600.0);
    title_ui(ui, "快捷键");
    ScrollArea::vertical()
        .max_height(height_besides(ui, BESIDES).min(520.0))
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
            ui.add_space(12.0);
            ui.label(RichText::new("在问题列表里").font(theme::bold(theme::BODY)));
            Grid::new("list keys")
                .num_columns(2)
                .spacing([24.0, 6.0])
                .show(ui, |ui| {
                    for (keys, words) in LEGEND {
                        ui.label(RichText::new(keys).color(Theme::of(ui).accent));
                        ui.label(words);
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
