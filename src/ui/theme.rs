//! Colours, sizes and fonts: the one place where they are written down.

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, vec2};

/// The colours of one appearance; every text colour has at least 4.5:1 on its ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// The window's ground.
    pub bg: Color32,
    /// Cards, fields, lists.
    pub surface: Color32,
    /// The ground of pages and of the totals bar.
    pub sunken: Color32,
    /// Thin lines.
    pub hairline: Color32,
    /// The border of a field at rest.
    pub field_border: Color32,
    /// Text.
    pub text: Color32,
    /// Less important text.
    pub muted: Color32,
    /// What can be done; focus.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Selection, the row under the pointer.
    pub accent_soft: Color32,
    /// Errors.
    pub error: Color32,
    /// The ground of errors.
    pub error_soft: Color32,
    /// Warnings.
    pub warning: Color32,
    /// The ground of warnings.
    pub warning_soft: Color32,
    /// Hints and placeholders.
    pub hint: Color32,
    /// Saved, balanced.
    pub ok: Color32,
    /// The edge of a page.
    pub shadow: Color32,
    /// Paper, in both appearances.
    pub paper: Color32,
}

/// The light appearance.
pub const LIGHT: Theme = Theme {
    bg: Color32::from_rgb(0xF5, 0xF6, 0xF8),
    surface: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    sunken: Color32::from_rgb(0xEE, 0xF0, 0xF3),
    hairline: Color32::from_rgb(0xC9, 0xD0, 0xDA),
    field_border: Color32::from_rgb(0x7C, 0x88, 0x99),
    text: Color32::from_rgb(0x1B, 0x24, 0x30),
    muted: Color32::from_rgb(0x5A, 0x66, 0x75),
    accent: Color32::from_rgb(0x1C, 0x5D, 0xB8),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    accent_soft: Color32::from_rgb(0xE6, 0xEF, 0xFB),
    error: Color32::from_rgb(0xB4, 0x23, 0x2A),
    error_soft: Color32::from_rgb(0xFD, 0xEC, 0xEC),
    warning: Color32::from_rgb(0x8A, 0x52, 0x00),
    warning_soft: Color32::from_rgb(0xFF, 0xF3, 0xDC),
    hint: Color32::from_rgb(0x4F, 0x60, 0x75),
    ok: Color32::from_rgb(0x1B, 0x74, 0x43),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 0x28),
    paper: Color32::WHITE,
};

/// The dark appearance.
pub const DARK: Theme = Theme {
    bg: Color32::from_rgb(0x12, 0x16, 0x1C),
    surface: Color32::from_rgb(0x1A, 0x20, 0x29),
    sunken: Color32::from_rgb(0x0E, 0x12, 0x17),
    hairline: Color32::from_rgb(0x3A, 0x45, 0x53),
    field_border: Color32::from_rgb(0x6F, 0x7F, 0x95),
    text: Color32::from_rgb(0xE7, 0xEB, 0xF1),
    muted: Color32::from_rgb(0xA2, 0xAE, 0xBD),
    accent: Color32::from_rgb(0x82, 0xB1, 0xFF),
    on_accent: Color32::from_rgb(0x0E, 0x12, 0x17),
    accent_soft: Color32::from_rgb(0x1D, 0x2F, 0x4A),
    error: Color32::from_rgb(0xFF, 0x8F, 0x8F),
    error_soft: Color32::from_rgb(0x3A, 0x1E, 0x22),
    warning: Color32::from_rgb(0xF0, 0xB6, 0x5A),
    warning_soft: Color32::from_rgb(0x3A, 0x2C, 0x14),
    hint: Color32::from_rgb(0xA9, 0xB8, 0xCB),
    ok: Color32::from_rgb(0x6C, 0xCB, 0x92),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 0x80),
    paper: Color32::WHITE,
};

/// Text sizes in pt; whole pixels at 100, 125, 150 and 200 %, which Han characters need.
pub const BODY: f32 = 16.0;
/// Small print.
pub const SMALL: f32 = 13.0;
/// Titles of blocks.
pub const TITLE: f32 = 18.0;
/// The height of a row.
pub const ROW: f32 = 32.0;
/// The height of a button or a field of one line.
pub const CONTROL: f32 = 30.0;
/// The widest column of text and fields.
pub const COLUMN: f32 = 900.0;
/// Corners of buttons and fields.
pub const RADIUS: u8 = 6;
/// Corners of cards.
pub const CARD_RADIUS: u8 = 8;
/// Gaps between things: 4, 8, 12, 16, 24.
pub const GAP: f32 = 8.0;

/// The family of the bold face.
pub const BOLD: &str = "bold";

impl Theme {
    /// The colours of the appearance that is on.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        if ui.visuals().dark_mode {
            &DARK
        } else {
            &LIGHT
        }
    }

    /// A thin line.
    pub fn line(&self) -> Stroke {
        Stroke::new(1.0, self.hairline)
    }

    /// The ring around what has the focus.
    pub fn focus_ring(&self) -> Stroke {
        Stroke::new(2.0, self.accent)
    }
}

/// The bold face in a size.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// The plain face in a size.
pub fn plain(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Writes both appearances into egui.
pub fn install(ctx: &egui::Context) {
    super::fonts::install(ctx);
    ctx.style_mut_of(egui::Theme::Light, |style| apply(style, &LIGHT));
    ctx.style_mut_of(egui::Theme::Dark, |style| apply(style, &DARK));
    ctx.options_mut(|options| {
        options.quit_shortcuts.clear();
        options.zoom_with_keyboard = false;
    });
    ctx.set_theme(egui::ThemePreference::Light);
}

fn apply(style: &mut egui::Style, theme: &Theme) {
    style.text_styles = [
        (TextStyle::Small, plain(SMALL)),
        (TextStyle::Body, plain(BODY)),
        (TextStyle::Button, plain(BODY)),
        (TextStyle::Heading, bold(TITLE)),
        (TextStyle::Monospace, FontId::monospace(BODY)),
    ]
    .into();
    style.animation_time = 0.0;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(GAP, GAP);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(28.0, CONTROL);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.tooltip_width = 420.0;
    spacing.menu_width = 280.0;
    spacing.scroll = egui::style::ScrollStyle::solid();
    spacing.scroll.bar_width = 10.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    apply_visuals(&mut style.visuals, theme);
}

fn apply_visuals(visuals: &mut egui::Visuals, theme: &Theme) {
    visuals.panel_fill = theme.bg;
    visuals.window_fill = theme.surface;
    visuals.window_stroke = theme.line();
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.window_shadow = Shadow {
        offset: [0, 8],
        blur: 24,
        spread: 0,
        color: theme.shadow,
    };
    visuals.popup_shadow = Shadow {
        offset: [0, 4],
        blur: 12,
        spread: 0,
        color: theme.shadow,
    };
    visuals.extreme_bg_color = theme.surface;
    visuals.text_edit_bg_color = Some(theme.surface);
    visuals.faint_bg_color = theme.sunken;
    visuals.hyperlink_color = theme.accent;
    visuals.warn_fg_color = theme.warning;
    visuals.error_fg_color = theme.error;
    visuals.weak_text_color = Some(theme.muted);
    visuals.override_text_color = None;
    visuals.selection.bg_fill = theme.accent_soft;
    visuals.selection.stroke = Stroke::new(1.0, theme.accent);
    visuals.text_cursor.stroke = Stroke::new(2.0, theme.accent);
    visuals.text_cursor.blink = false;
    visuals.collapsing_header_frame = false;
    visuals.striped = false;
    let widgets = &mut visuals.widgets;
    let states = [
        (
            &mut widgets.noninteractive,
            theme.surface,
            theme.hairline,
            theme.text,
        ),
        (
            &mut widgets.inactive,
            theme.surface,
            theme.hairline,
            theme.text,
        ),
        (
            &mut widgets.hovered,
            theme.accent_soft,
            theme.accent,
            theme.text,
        ),
        (
            &mut widgets.active,
            theme.accent_soft,
            theme.accent,
            theme.accent,
        ),
        (
            &mut widgets.open,
            theme.accent_soft,
            theme.accent,
            theme.text,
        ),
    ];
    for (state, fill, border, text) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, border);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = CornerRadius::same(RADIUS);
        state.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG contrast of two opaque colours.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |color: Color32| {
            let linear = egui::Rgba::from(color);
            0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_and_borders_can_be_seen_in_both_appearances() {
        for theme in [LIGHT, DARK] {
            for ground in [theme.surface, theme.bg] {
                let texts = [
                    theme.text,
                    theme.muted,
                    theme.accent,
                    theme.error,
                    theme.warning,
                    theme.hint,
                    theme.ok,
                ];
                for text in texts {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}");
                }
            }
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
            assert!(contrast(theme.field_border, theme.surface) >= 3.0);
            assert!(contrast(theme.error, theme.error_soft) >= 4.5);
            assert!(contrast(theme.warning, theme.warning_soft) >= 4.5);
            assert!(contrast(theme.text, theme.accent_soft) >= 4.5);
        }
    }
}
