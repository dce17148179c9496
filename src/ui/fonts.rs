//! The faces of the window: the bundled Chinese ones first, so that quotes and digits match.

use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

use crate::print::SANS_REGULAR;

const BOLD: &[u8] = include_bytes!("../../fonts/sans-bold.otf");

/// The families and their faces, the first face first.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("sans-regular", SANS_REGULAR), ("sans-bold", BOLD)] {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts
            .families
            .entry(family)
            .or_default()
            .insert(0, "sans-regular".to_owned());
    }
    // The bold face has fewer characters; the regular one stands in.
    let mut bold = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    bold.insert(0, "sans-bold".to_owned());
    fonts
        .families
        .insert(FontFamily::Name(super::theme::BOLD.into()), bold);
    fonts
}

/// Gives the faces to egui.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}
