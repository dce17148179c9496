//! The differences between two drafts: place, what stood there, what stands there.

use egui::{Grid, Label, Response, RichText, ScrollArea, Ui};

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
/// Longer texts are cut; the tooltip has all of them.
const MAX_CHARS: usize = 120;
/// Between two columns, pt.
const GAP: f32 = 16.0;
/// What the bar at the right takes, pt.
const SCROLL_BAR: f32 = 20.0;

/// Lists differences in a place of at most this height, pt.
pub fn differences_ui(ui: &mut Ui, id: &str, found: &[Difference], heads: Heads, height: f32) {
    if found.is_empty() {
        muted_ui(ui, "内容完全相同");
        return;
    }
    let widths = Widths::of(ui.available_width());
    ScrollArea::vertical()
        .id_salt(id)
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new(id)
                .num_columns(3)
                .striped(true)
                .min_row_height(0.0)
                .spacing([GAP, 8.0])
                .show(ui, |ui| {
                    for head in ["位置", heads.before, heads.after] {
                        small_ui(ui, head);
                    }
                    ui.end_row();
                    for difference in found.iter().take(MAX_SHOWN) {
                        row_ui(ui, difference, widths);
                        ui.end_row();
                    }
                });
            if found.len() > MAX_SHOWN {
                small_ui(ui, &format!("还有 {} 处", found.len() - MAX_SHOWN));
            }
        });
}

/// The widths of the columns of place and texts, pt.
#[derive(Debug, Clone, Copy)]
struct Widths {
    place: f32,
    text: f32,
}

impl Widths {
    fn of(room: f32) -> Self {
        let room = room - 2.0 * GAP - SCROLL_BAR;
        let place = (room * 0.27).clamp(72.0, 180.0);
        let text = ((room - place) / 2.0).max(72.0);
        Self {
            place: place.floor(),
            text: text.floor(),
        }
    }
}

fn row_ui(ui: &mut Ui, difference: &Difference, widths: Widths) {
    cell_ui(ui, widths.place, &difference.place, Theme::of(ui).text);
    let (before, after) = difference.excerpts(MAX_CHARS);
    for (excerpt, whole) in [(before, &difference.before), (after, &difference.after)] {
        let (shown, color) = match excerpt {
            None => ("（没有）".to_owned(), Theme::of(ui).muted),
            Some(text) if text.trim().is_empty() => ("（空白）".to_owned(), Theme::of(ui).muted),
            Some(text) => (text, Theme::of(ui).text),
        };
        let cell = cell_ui(ui, widths.text, &shown, color);
        if let Some(whole) = whole.as_deref().filter(|whole| *whole != shown) {
            cell.on_hover_ui(|ui| {
                ui.label(whole);
            });
        }
    }
}

fn cell_ui(ui: &mut Ui, width: f32, text: &str, color: egui::Color32) -> Response {
    let cell = ui.vertical(|ui| {
        ui.set_width(width);
        let text = RichText::new(text).size(theme::SMALL).color(color);
        ui.add(Label::new(text).wrap())
    });
    cell.inner
}
