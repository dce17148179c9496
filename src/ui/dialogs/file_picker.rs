//! The system's file dialog, on a thread of its own, one at a time.
//!
//! Linux has no dialog where neither a portal nor zenity runs; then, and where the dialog
//! "answers" faster than a person can, the built-in one takes over.

use egui::{Context, Frame, Id, Modal, Ui};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::app::{Pick, ops};
use crate::ui::widgets::button::plain_ui;
use crate::ui::widgets::card::muted_ui;

/// A dialog that gives up sooner than this was never on screen.
const TOO_FAST: Duration = Duration::from_millis(250);

/// The dialog that is wanted or open.
#[derive(Debug, Default)]
pub(super) struct FilePicker {
    wanted: Option<Request>,
    open: Option<Open>,
    outcome: Option<Outcome>,
}

#[derive(Debug, Clone)]
struct Request {
    pick: Pick,
    name: String,
    folder: Option<PathBuf>,
}

#[derive(Debug)]
struct Open {
    request: Request,
    answer: Receiver<Option<PathBuf>>,
    since: Instant,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A file was chosen.
    Chosen(Pick, PathBuf),
    /// The person gave up.
    GivenUp,
    /// The system has no dialog.
    Unavailable {
        /// For what.
        pick: Pick,
        /// The suggested name.
        name: String,
        /// Where to start.
        folder: Option<PathBuf>,
    },
}

impl Request {
    fn unavailable(self) -> Outcome {
        let Self { pick, name, folder } = self;
        Outcome::Unavailable { pick, name, folder }
    }
}

impl FilePicker {
    /// Wants a dialog; it starts with the next frame.
    pub(super) fn want(&mut self, pick: Pick, name: String, folder: Option<PathBuf>) {
        if self.open.is_none() {
            self.wanted = Some(Request { pick, name, folder });
        }
    }

    /// The system's dialog is on screen.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Starts the wanted dialog with the window as its parent.
    pub(super) fn start(&mut self, ctx: &Context, frame: &eframe::Frame) {
        let Some(request) = self.wanted.take() else {
            return;
        };
        if !ops::has_file_dialog() {
            self.outcome = Some(request.unavailable());
            ctx.request_repaint();
            return;
        }
        let dialog = dialog(&request, frame);
        let saves = request.pick.writes();
        let (sender, answer) = channel();
        let waker = ctx.clone();
        let thread = std::thread::Builder::new().name("file-dialog".to_owned());
        let started = thread.spawn(move || {
            let path = if saves {
                dialog.save_file()
            } else {
                dialog.pick_file()
            };
            // Nobody waits any more where the built-in dialog took over.
            if sender.send(path).is_ok() {
                waker.request_repaint();
            }
        });
        let since = Instant::now();
        match started {
            Ok(_) => {
                self.open = Some(Open {
                    request,
                    answer,
                    since,
                });
            }
            Err(_) => self.outcome = Some(request.unavailable()),
        }
    }

    /// What came of the dialog, once.
    pub(super) fn take(&mut self) -> Option<Outcome> {
        if let Some(outcome) = self.outcome.take() {
            return Some(outcome);
        }
        let open = self.open.as_ref()?;
        let answer = match open.answer.try_recv() {
            Ok(answer) => answer,
            Err(std::sync::mpsc::TryRecvError::Empty) => return None,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => None,
        };
        let Open { request, since, .. } = self.open.take()?;
        match answer {
            Some(path) => Some(Outcome::Chosen(request.pick, path)),
            None if since.elapsed() < TOO_FAST => Some(request.unavailable()),
            None => Some(Outcome::GivenUp),
        }
    }

    /// Leaves the system's dialog alone and takes the built-in one.
    fn give_up(&mut self) {
        if let Some(open) = self.open.take() {
            self.outcome = Some(open.request.unavailable());
        }
    }
}

fn dialog(request: &Request, frame: &eframe::Frame) -> rfd::FileDialog {
    let extension = request.pick.extension();
    let mut dialog = rfd::FileDialog::new()
        .set_title(request.pick.title())
        .set_parent(frame)
        .add_filter(request.pick.kind_of_file(), &[extension]);
    if let Some(folder) = &request.folder {
        dialog = dialog.set_directory(folder);
    }
    if request.pick.writes() {
        dialog = dialog.set_file_name(&request.name);
    }
    dialog
}

/// Covers the window while the system's dialog is open, with a way out where it never answers.
pub(super) fn waiting_ui(ui: &Ui, picker: &mut FilePicker) {
    let frame = Frame::window(ui.style());
    let modal = Modal::new(Id::unique("waiting-for-file")).frame(frame);
    modal.show(ui.ctx(), |ui| {
        ui.set_width(360.0);
        muted_ui(ui, "请在系统的文件窗口中选择文件");
        ui.add_space(8.0);
        if plain_ui(ui, "没有看到文件窗口").clicked() {
            picker.give_up();
            ui.ctx().request_repaint();
        }
    });
}
