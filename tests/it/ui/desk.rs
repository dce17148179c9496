//! The desk of a person in front of the window: what is done there, and what is seen.
//!
//! The window is drawn without a screen, one frame for every event, as fast as it goes; jobs run
//! on their threads as ever and wake it.

mod doing;
mod looking;

use egui::{Event, Shape, Vec2, ViewportCommand, ViewportId, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use mubiao::app::{Disk, Places, RealDisk};
use mubiao::store::disk::testing::SimDisk;
use mubiao::ui::App;
use mubiao::ui::app::System;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The file of the draft that a desk begins with.
pub(super) const FILE: &str = "/desk/draft.ron";
/// A filled form without anything unusual.
pub(super) const SAMPLE: &str = include_str!("../../../assets/samples/youth-centre-2025.ron");
/// A form with a year and nothing else.
pub(super) const BLANK: &str = include_str!("../../../assets/samples/blank-2025.ron");
/// A filled form in which nothing is to be mended.
pub(super) const CLEAN: &str = include_str!("../../data/faults/clean-dongguan.ron");
/// Everything that is unusual in one form.
pub(super) const AWKWARD: &str = include_str!("../../data/format/v1/awkward.ron");

/// A laptop's window.
pub(super) const LAPTOP: Vec2 = vec2(1280.0, 720.0);
/// The smallest window there is.
pub(super) const SMALL: Vec2 = vec2(800.0, 480.0);
/// A window in which nothing needs scrolling.
pub(super) const TALL: Vec2 = vec2(1280.0, 9000.0);

/// The time of a frame in seconds: two clicks on a place are no double click, and two visits to a
/// field lie within the second in which typing joins one step.
const FRAME: f32 = 0.05;
/// After an event the window rests within so many frames.
const FRAMES_TO_REST: usize = 24;
/// A job that is waited for ends within so many looks at it.
const LOOKS: usize = 6_000;
/// Between two looks, where no job wakes the window.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// The window's application, as eframe runs it.
struct Window {
    app: App,
    shell: Shell,
}

/// Where the program keeps its own things.
fn own() -> Places {
    Places::below("/own")
}

/// How much of the window's frame there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    /// Files are never picked: a test must not open a dialog of the system.
    WithoutPicker,
    /// Files are picked; for tests that took the system's dialogs away.
    WithPicker,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.app.think(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        match self.shell {
            Shell::WithoutPicker => self.app.draw(ui),
            Shell::WithPicker => eframe::App::ui(&mut self.app, ui, frame),
        }
    }
}

/// The window, and what it told the system.
pub(super) struct Desk {
    window: Harness<'static, Window>,
    wakes: Receiver<()>,
    title: String,
    commands: Vec<ViewportCommand>,
    /// What was copied last.
    copied: String,
}

/// Whether every character has to have a picture in the bundled faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Glyphs {
    All,
    SomeMissing,
}

/// Beginning.
impl Desk {
    /// A window as it opens: a new form without a file.
    pub(super) fn new() -> Self {
        Self::on(Arc::new(SimDisk::new()))
    }

    /// A window with this draft, which stands in [`FILE`].
    #[track_caller]
    pub(super) fn open(text: &str) -> Self {
        Self::open_on(&Arc::new(SimDisk::new()), text)
    }

    /// The same on a disk of the test's.
    #[track_caller]
    pub(super) fn open_on(files: &Arc<SimDisk>, text: &str) -> Self {
        files.put_file(FILE, text.as_bytes());
        // The awkward form holds characters that no face has.
        let glyphs = if text == AWKWARD {
            Glyphs::SomeMissing
        } else {
            Glyphs::All
        };
        let mut desk = Self::with(files.clone(), own(), Shell::WithoutPicker, glyphs);
        desk.opens(FILE);
        desk
    }

    /// A window on any disk.
    pub(super) fn on(files: Arc<dyn Disk>) -> Self {
        Self::with(files, own(), Shell::WithoutPicker, Glyphs::All)
    }

    /// A window on the real disk that lets files be picked and keeps its own things below this
    /// folder; for tests that took the dialogs of the system away.
    pub(super) fn with_picker(own: &Path) -> Self {
        let places = Places::below(own);
        Self::with(Arc::new(RealDisk), places, Shell::WithPicker, Glyphs::All)
    }

    fn with(files: Arc<dyn Disk>, places: Places, shell: Shell, glyphs: Glyphs) -> Self {
        let (wake, wakes) = channel();
        let builder = Harness::builder()
            .with_size(LAPTOP)
            .with_theme(egui::Theme::Light)
            .with_max_steps(FRAMES_TO_REST as u64)
            .with_step_dt(FRAME);
        let builder = match glyphs {
            Glyphs::All => builder,
            Glyphs::SomeMissing => builder.allow_missing_glyphs(),
        };
        let (tell_theme, told_theme) = channel();
        let window = builder.build_eframe(move |cc| {
            cc.egui_ctx.set_request_repaint_callback(move |_| {
                // Nobody waits any more where the test is over.
                wake.send(()).ok();
            });
            let app = App::new(&cc.egui_ctx, files, places, System::Other)
                .expect("the templates are whole");
            tell_theme.send(cc.egui_ctx.theme()).ok();
            Window { app, shell }
        });
        // The harness has set one of its own since.
        if let Ok(theme) = told_theme.recv() {
            window.ctx.set_theme(theme);
        }
        let mut desk = Self {
            window,
            wakes,
            title: String::new(),
            commands: Vec::new(),
            copied: String::new(),
        };
        desk.rests();
        desk
    }
}

/// Frames.
impl Desk {
    fn frame(&mut self) {
        self.window.step();
        let output = self.window.output();
        let asked = output.viewport_output.values();
        for command in asked.flat_map(|viewport| viewport.commands.iter().cloned()) {
            match command {
                ViewportCommand::Title(title) => self.title = title,
                other => self.commands.push(other),
            }
        }
        for command in &output.platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                self.copied.clone_from(text);
            }
        }
        for clipped in &output.shapes {
            refuse_clash(&clipped.shape);
        }
    }

    fn event(&mut self, event: Event) {
        self.window.event(event);
        self.frame();
    }

    /// Frames until nothing moves.
    #[track_caller]
    pub(super) fn rests(&mut self) {
        for _ in 0..FRAMES_TO_REST {
            self.frame();
            if self.is_at_rest() {
                self.window.check_accessibility();
                return;
            }
        }
        let causes = self.window.ctx.repaint_causes();
        panic!("the window keeps moving: {causes:?}");
    }

    /// No further frame is wanted at once.
    pub(super) fn is_at_rest(&self) -> bool {
        let root = self.window.output().viewport_output.get(&ViewportId::ROOT);
        root.is_some_and(|root| !root.repaint_delay.is_zero())
    }

    /// So many frames in which nobody does anything.
    pub(super) fn idles(&mut self, frames: usize) {
        for _ in 0..frames {
            self.frame();
        }
    }

    /// Waits for what a job brings about.
    #[track_caller]
    pub(super) fn waits_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..LOOKS {
            self.frame();
            if is_so(self) {
                self.rests();
                return;
            }
            self.wakes.recv_timeout(BETWEEN_LOOKS).ok();
        }
        panic!("waited in vain: {what}");
    }

    /// Another size of the window.
    pub(super) fn resizes(&mut self, size: Vec2) {
        self.window.set_size(size);
        self.rests();
    }
}

/// The name of a widget, as a screen reader tells it.
fn name_of(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// What is written over a widget whose id another one has.
fn refuse_clash(shape: &Shape) {
    match shape {
        Shape::Text(text) => {
            let text = text.galley.text();
            assert!(!text.contains("use of "), "two widgets have one id: {text}");
        }
        Shape::Vec(shapes) => shapes.iter().for_each(refuse_clash),
        _ => {}
    }
}
