//! Questions and windows over the window: a stack, the last one on top.

mod about;
mod file_picker;
mod import_notes;
mod in_use;
mod new_draft;
mod notice;
mod outside;
mod path_dialog;
mod recovery;
mod replace;
mod shortcuts;
mod unsaved;
mod versions;

use egui::{Context, Frame, Id, Modal, Ui};
use std::path::PathBuf;

use self::file_picker::FilePicker;
use self::new_draft::NewDraft;
use self::path_dialog::PathDialog;
use self::recovery::RecoveryDialog;
use self::versions::VersionsDialog;
use super::ctx::UiCtx;
use crate::app::effect::{FolderListing, Holder, Next, Pick};
use crate::app::{Command, Workspace};

/// What lies over the window.
#[derive(Debug, Default)]
pub struct Dialogs {
    stack: Vec<Dialog>,
    picker: FilePicker,
}

/// One of them.
#[derive(Debug)]
enum Dialog {
    /// 新建: template and year.
    New(NewDraft),
    /// 保存 / 不保存 / 取消.
    Unsaved(Next),
    /// A file by its path, where the system has no dialog of its own.
    Path(PathDialog),
    /// A file that exists would be replaced.
    Replace(Pick, PathBuf),
    /// A file that somebody else has.
    InUse(PathBuf, Holder),
    /// The file was changed by somebody else.
    Outside,
    /// What earlier windows left.
    Recovery(RecoveryDialog),
    /// 历史版本.
    Versions(VersionsDialog),
    /// What an import wants to be looked at.
    ImportNotes,
    /// 快捷键.
    Shortcuts,
    /// 关于.
    About,
}

/// What became of a dialog in this pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Closes,
}

impl Dialogs {
    /// Something waits for an answer.
    pub fn is_open(&self) -> bool {
        !self.stack.is_empty() || self.picker.is_open()
    }

    /// Asks on which template and for which year.
    pub fn ask_template(&mut self, workspace: &Workspace) {
        self.push(Dialog::New(NewDraft::new(workspace)));
    }

    /// Asks what to do with unsaved changes.
    pub fn ask_unsaved(&mut self, next: Next) {
        let is_asked = self
            .stack
            .iter()
            .any(|dialog| matches!(dialog, Dialog::Unsaved(_)));
        if !is_asked {
            self.push(Dialog::Unsaved(next));
        }
    }

    /// Asks whether a file may be replaced.
    pub fn ask_replace(&mut self, pick: Pick, path: PathBuf) {
        self.push(Dialog::Replace(pick, path));
    }

    /// Asks for a file.
    pub fn pick_file(&mut self, pick: Pick, name: String, folder: Option<PathBuf>) {
        self.picker.want(pick, name, folder);
    }

    /// Shows the content of a folder in the dialog that asked for it.
    pub fn show_folder(&mut self, listing: FolderListing) {
        if let Some(Dialog::Path(dialog)) = self.stack.last_mut() {
            dialog.take_listing(listing);
        }
    }

    /// Asks what to do with a file that somebody else has.
    pub fn ask_in_use(&mut self, path: PathBuf, holder: Holder) {
        self.push(Dialog::InUse(path, holder));
    }

    /// Asks what becomes of the changes that somebody else made.
    pub fn ask_outside(&mut self) {
        let asks = |dialog: &Dialog| matches!(dialog, Dialog::Outside);
        if !self.stack.iter().any(asks) {
            self.push(Dialog::Outside);
        }
    }

    /// Shows what earlier windows left.
    pub fn show_recovery(&mut self) {
        self.push(Dialog::Recovery(RecoveryDialog::default()));
    }

    /// Shows the earlier versions.
    pub fn show_versions(&mut self) {
        self.push(Dialog::Versions(VersionsDialog::default()));
    }

    /// Shows what an import wants to be looked at.
    pub fn show_import_notes(&mut self) {
        self.push(Dialog::ImportNotes);
    }

    /// Shows the keys.
    pub fn show_shortcuts(&mut self) {
        self.push(Dialog::Shortcuts);
    }

    /// Shows version and licence.
    pub fn show_about(&mut self) {
        self.push(Dialog::About);
    }

    fn push(&mut self, dialog: Dialog) {
        self.stack.push(dialog);
    }

    /// Starts the system's file dialog where one is wanted; it needs the window.
    pub fn start_picker(&mut self, ctx: &Context, frame: &eframe::Frame) {
        self.picker.start(ctx, frame);
    }

    /// The answer of the system's file dialog; opens the built-in one where the system has none.
    pub fn take_picked(&mut self) -> Option<Command> {
        match self.picker.take()? {
            file_picker::Outcome::Chosen(pick, path) => Some(Command::CheckTarget(pick, path)),
            file_picker::Outcome::GivenUp => Some(Command::PickGivenUp),
            file_picker::Outcome::Unavailable { pick, name, folder } => {
                let dialog = PathDialog::new(pick, name, folder);
                let command = Command::ListFolder(dialog.folder().to_owned());
                self.push(Dialog::Path(dialog));
                Some(command)
            }
        }
    }

    /// Draws the topmost dialog, and the notice.
    pub fn show(&mut self, ctx: &UiCtx<'_>, ui: &mut Ui) {
        notice::notice_ui(ctx, ui);
        if self.picker.is_open() {
            file_picker::waiting_ui(ui, &mut self.picker);
            return;
        }
        let depth = self.stack.len();
        let Some(dialog) = self.stack.last_mut() else {
            return;
        };
        let frame = Frame::window(ui.style());
        let modal = Modal::new(Id::unique(("dialog", depth))).frame(frame);
        let response = modal.show(ui.ctx(), |ui| dialog_ui(ctx, ui, dialog));
        let escaped = response.should_close() && !ctx.fields.borrow().composing.is_on();
        if response.inner == Fate::Closes || escaped {
            self.stack.remove(depth - 1);
        }
    }
}

fn dialog_ui(ctx: &UiCtx<'_>, ui: &mut Ui, dialog: &mut Dialog) -> Fate {
    match dialog {
        Dialog::New(state) => new_draft::new_draft_ui(ctx, ui, state),
        Dialog::Unsaved(next) => unsaved::unsaved_ui(ctx, ui, next),
        Dialog::Path(state) => path_dialog::path_dialog_ui(ctx, ui, state),
        Dialog::Replace(pick, path) => replace::replace_ui(ctx, ui, pick, path),
        Dialog::InUse(path, holder) => in_use::in_use_ui(ctx, ui, path, holder),
        Dialog::Outside => outside::outside_ui(ctx, ui),
        Dialog::Recovery(state) => recovery::recovery_ui(ctx, ui, state),
        Dialog::Versions(state) => versions::versions_ui(ctx, ui, state),
        Dialog::ImportNotes => import_notes::import_notes_ui(ctx, ui),
        Dialog::Shortcuts => shortcuts::shortcuts_ui(ui),
        Dialog::About => about::about_ui(ui),
    }
}
