//! The looks of the window as they are remembered: size, zoom, appearance, the list of problems.

use egui::{Context, ThemePreference, ViewportBuilder, ViewportCommand, vec2};

use crate::app::{Look, Panel, Settings, WindowPlace};

/// A laptop of 1366×768 at 125 % has this much room, pt.
const SIZE: [f32; 2] = [1280.0, 720.0];
/// Zoom goes in steps of an eighth.
pub const ZOOM_STEP: f32 = 0.125;

/// The window as it was; maximised at the first start.
pub fn window_like(builder: ViewportBuilder, settings: &Settings) -> ViewportBuilder {
    match settings.window {
        Some(window) => builder
            .with_inner_size(vec2(window.width as f32, window.height as f32))
            .with_maximized(window.is_maximized),
        None => builder.with_inner_size(SIZE).with_maximized(true),
    }
}

/// Some window managers ignore the wish to start maximised; it is told them once more.
pub fn insist_on_size(ctx: &Context, settings: &Settings) {
    if settings.window.is_none_or(|window| window.is_maximized) {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}

/// Zoom and appearance as they were.
pub fn restore(ctx: &Context, settings: &Settings) {
    let steps = (settings.zoom_percent as f32 / 100.0 / ZOOM_STEP).round();
    ctx.set_zoom_factor(steps * ZOOM_STEP);
    ctx.set_theme(match settings.look {
        Look::Light => ThemePreference::Light,
        Look::Dark => ThemePreference::Dark,
    });
}

/// The looks of the window now, without recent files; `before` stands in for what cannot be seen
/// at present.
pub fn now(
    ctx: &Context,
    before: &Settings,
    problems: Option<Panel>,
    problems_width: Option<f32>,
) -> Settings {
    let zoom = ctx.zoom_factor();
    let size = ctx.input(|input| {
        let viewport = input.viewport();
        let is_seen = !viewport.minimized.unwrap_or_default();
        let rect = viewport.inner_rect.filter(|_| is_seen)?;
        Some(WindowPlace {
            width: (rect.width() * zoom) as u32,
            height: (rect.height() * zoom) as u32,
            is_maximized: viewport.maximized.unwrap_or_default(),
        })
    });
    // A maximised window keeps the size to which it is made smaller again.
    let window = match (size, before.window) {
        (Some(now), Some(was)) if now.is_maximized => Some(WindowPlace {
            is_maximized: true,
            ..was
        }),
        (now, was) => now.or(was),
    };
    Settings {
        window,
        zoom_percent: (zoom * 100.0).round() as u32,
        look: match ctx.theme() {
            egui::Theme::Light => Look::Light,
            egui::Theme::Dark => Look::Dark,
        },
        problems,
        problems_width: problems_width.map_or(before.problems_width, |width| width.round() as u32),
        recent: Vec::new(),
    }
}
