//! Opens the window: size, renderer, window system, the draft named on the command line.

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;
use std::path::PathBuf;
use std::sync::Arc;
use std::{io, process};

use super::app::System;
use super::{App, looks};
use crate::app::{Command, Disk, Places, ops};

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
pub fn run(disk: &Arc<dyn Disk>, places: &Places, drafts: &[PathBuf]) -> eframe::Result {
    let mut result = Ok(());
    for renderer in RENDERERS {
        result = run_with(renderer, Arc::clone(disk), places.clone(), drafts);
        if result.is_ok() {
            break;
        }
    }
    result
}

fn run_with(
    renderer: Renderer,
    disk: Arc<dyn Disk>,
    places: Places,
    drafts: &[PathBuf],
) -> eframe::Result {
    let settings = ops::settings(disk.as_ref(), &places);
    let viewport = ViewportBuilder::default()
        .with_title("目标表编辑器")
        .with_app_id("mubiao")
        .with_min_inner_size(MIN_SIZE);
    let options = NativeOptions {
        viewport: looks::window_like(viewport, &settings),
        renderer,
        ..NativeOptions::default()
    };
    // Later questions start in its folder, wherever the program was started.
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let drafts: Vec<PathBuf> = drafts.iter().map(absolute).collect();
    let create: eframe::AppCreator<'_> = Box::new(move |cc| {
        let ctx = &cc.egui_ctx;
        looks::insist_on_size(ctx, &settings);
        let mut app = App::new(ctx, disk, places, system(cc))?;
        #[cfg(unix)]
        app.end_with_the_session(ctx)?;
        if !drafts.is_empty() {
            app.run(ctx, Command::Dropped(drafts));
        }
        Ok(Box::new(app))
    });
    eframe::run_native("mubiao", options, create)
}

/// Opens each of these files in a window of its own: the program is started once more for it.
///
/// # Errors
/// The system did not start it; the files before are open.
pub fn open_elsewhere(files: &[PathBuf]) -> io::Result<()> {
    let program = std::env::current_exe()?;
    for file in files {
        process::Command::new(&program).arg(file).spawn()?;
    }
    Ok(())
}

fn system(cc: &eframe::CreationContext<'_>) -> System {
    use winit::raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
    match cc.display_handle().map(|handle| handle.as_raw()) {
        Ok(RawDisplayHandle::Xlib(_) | RawDisplayHandle::Xcb(_)) => System::X11,
        _ => System::Other,
    }
}
