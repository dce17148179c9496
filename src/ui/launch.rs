//! Opens the window: size, renderer, window system, the draft named on the command line.

use eframe::{NativeOptions, Renderer};
use egui::{ViewportBuilder, ViewportCommand};
use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::app::System;
use crate::app::Command;
use crate::app::Disk;

/// A laptop of 1366×768 at 125 % has this much room, pt.
const SIZE: [f32; 2] = [1280.0, 720.0];
const MIN_SIZE: [f32; 2] = [800.0, 480.0];

/// The renderers of this system, the one that works most often first.
#[cfg(windows)]
const RENDERERS: [Renderer; 2] = [Renderer::Wgpu, Renderer::Glow];
/// The renderers of this system, the one that works most often first.
#[cfg(not(windows))]
const RENDERERS: [Renderer; 1] = [Renderer::Glow];

/// Opens the window and returns when it is closed.
///
/// # Errors
/// No graphics, no display, or no way to reach them; every renderer was tried.
pub fn run(disk: &Arc<dyn Disk>, draft: Option<&PathBuf>) -> eframe::Result {
    let mut result = Ok(());
    for renderer in RENDERERS {
        result = run_with(renderer, Arc::clone(disk), draft.cloned());
        if result.is_ok() {
            break;
        }
    }
    result
}

fn run_with(renderer: Renderer, disk: Arc<dyn Disk>, draft: Option<PathBuf>) -> eframe::Result {
    let viewport = ViewportBuilder::default()
        .with_title("目标表编辑器")
        .with_app_id("mubiao")
        .with_inner_size(SIZE)
        .with_min_inner_size(MIN_SIZE)
        .with_maximized(true);
    let options = NativeOptions {
        viewport,
        renderer,
        ..NativeOptions::default()
    };
    let create: eframe::AppCreator<'_> = Box::new(move |cc| {
        // Some window managers ignore the wish to start maximised.
        cc.egui_ctx
            .send_viewport_cmd(ViewportCommand::Maximized(true));
        let mut app = App::new(&cc.egui_ctx, disk, system(cc))?;
        if let Some(path) = draft {
            // Later questions start in its folder, wherever the program was started.
            let path = std::path::absolute(&path).unwrap_or(path);
            app.run(&cc.egui_ctx, Command::OpenPath(path));
        }
        Ok(Box::new(app))
    });
    eframe::run_native("mubiao", options, create)
}

fn system(cc: &eframe::CreationContext<'_>) -> System {
    use winit::raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
    match cc.display_handle().map(|handle| handle.as_raw()) {
        Ok(RawDisplayHandle::Xlib(_) | RawDisplayHandle::Xcb(_)) => System::X11,
        _ => System::Other,
    }
}
