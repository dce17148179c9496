//! What people read about a rule: headings and sentences.

use egui::{Label, RichText, Ui};

use crate::check::Docs;
use crate::ui::theme::{self, Theme};

/// Draws the sections of a rule's docs in the width that there is.
pub fn docs_ui(ui: &mut Ui, docs: &Docs) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for (heading, text) in docs.sections() {
        let heading = RichText::new(heading).font(theme::bold(theme::SMALL));
        ui.label(heading.color(Theme::of(ui).muted));
        small_text_ui(ui, text);
        ui.add_space(4.0);
    }
}

/// A sentence in small print that wraps.
pub fn small_text_ui(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).size(theme::SMALL);
    ui.add(Label::new(text.color(Theme::of(ui).text)).wrap());
}
