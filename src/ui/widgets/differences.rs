//! The differences between two drafts: place, what stood there, what stands there.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use crate::app::read::shortened;
use crate::model::compare::Difference;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::card::{muted_ui, small_ui};

/// The heads of the two columns of texts.
#[derive(Debug, Clone, Copy)]
pub struct Heads {
    /// Over what stood there.
    pub before: &'static str,
    /// Over what stands there.
    pub after: &'static str,
}

/// More differences than this are only counted: nobody reads on.
const MAX_SHOWN: usize = 200;
/// Longer texts are cut; the form itself shows them whole.
const MAX_CHARS: usize = 120;
/// Of the two columns of texts, pt.
const TEXT_WIDTH: f32 = 200.0;
const PLACE_WIDTH: f32 = 150.0;

/// Lists differences in a place of at most this height, pt.
pub fn differences_ui(ui: &mut Ui, id: &str, found: &[Difference], heads: Heads, height: f32) {
    if found.is_empty() {
        muted_ui(ui, "内容完全相同");
        return;
    }
    ScrollArea::vertical()
        .id_salt(id)
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new(id)
                .num_columns(3)
                .striped(true)
                .spacing([12.0, 6.0])
                .show(ui, |ui| {
                    for head in ["位置", heads.before, heads.after] {
                        small_ui(ui, head);
                    }
                    ui.end_row();
                    for difference in found.iter().take(MAX_SHOWN) {
                        row_ui(ui, difference);
                        ui.end_row();
                    }
                });
            if found.len() > MAX_SHOWN {
                small_ui(ui, &format!("还有 {} 处", found.len() - MAX_SHOWN));
            }
        });
}

fn row_ui(ui: &mut Ui, difference: &Difference) {
    cell_ui(ui, PLACE_WIDTH, &difference.place, Theme::of(ui).text);
    for text in [&difference.before, &difference.after] {
        let (shown, color) = match text.as_deref() {
            None => ("（没有）".to_owned(), Theme::of(ui).muted),
            Some(text) if text.trim().is_empty() => ("（空白）".to_owned(), Theme::of(ui).muted),
            Some(text) => (shortened(text, MAX_CHARS), Theme::of(ui).text),
        };
        cell_ui(ui, TEXT_WIDTH, &shown, color);
    }
}

fn cell_ui(ui: &mut Ui, width: f32, text: &str, color: egui::Color32) {
    ui.scope(|ui| {
        ui.set_width(width);
        let text = RichText::new(text).size(theme::SMALL).color(color);
        ui.add(Label::new(text).wrap());
    });
}
