//! Questions and windows over the window: a stack, the last one on top.

mod about;
mod caret;
mod file_picker;
mod fixes;
mod import_notes;
mod in_use;
mod links;
mod new_draft;
mod notice;
mod outside;
mod path_dialog;
mod recovery;
mod replace;
mod rules;
mod shortcuts;
mod submission;
mod unsaved;
mod versions;

use egui::{Context, Frame, Id, Key, Modal, ModalResponse, Modifiers, Rect, Ui};
use std::path::{Path, PathBuf};

use self::caret::{Caret, Cover};
use self::file_picker::FilePicker;
use self::new_draft::NewDraft;
use self::path_dialog::PathDialog;
use self::recovery::RecoveryDialog;
use self::rules::RulesDialog;
use self::submission::SubmissionDialog;
use self::versions::VersionsDialog;
use super::ctx::UiCtx;
use super::panels::drop_hint::Reception;
use crate::app::command::OutsideAnswer;
use crate::app::effect::{FolderListing, Holder, Next, Pick};
use crate::app::{Command, Workspace, read};

/// What lies over the window.
#[derive(Debug, Default)]
pub struct Dialogs {
    stack: Vec<Dialog>,
    picker: FilePicker,
    caret: Caret,
    /// Where the dialog on top was drawn in the last pass.
    place: Option<Rect>,
    /// How many there were when the keyboard was last taken from what they cover.
    depth: usize,
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
    /// What all safe fixes together would change.
    Fixes,
    /// What a task belongs with.
    Links,
    /// 送审前检查.
    Submission(SubmissionDialog),
    /// What an import wants to be looked at.
    ImportNotes,
    /// 检查规则.
    Rules(RulesDialog),
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

    /// Whether files that are dropped on the window are opened.
    pub fn reception(&self) -> Reception {
        if self.is_open() {
            Reception::Busy
        } else {
            Reception::Welcome
        }
    }

    /// Asks on which template and for which year.
    pub fn ask_template(&mut self, workspace: &Workspace) {
        self.push(Dialog::New(NewDraft::new(workspace)));
    }

    /// Shows what a task belongs with.
    pub fn show_links(&mut self) {
        self.push(Dialog::Links);
    }

    /// Shows what all safe fixes together would change.
    pub fn show_fixes(&mut self) {
        self.push(Dialog::Fixes);
    }

    /// Shows what is left to do before the form is handed in.
    pub fn show_submission(&mut self, workspace: &Workspace) {
        self.stack.retain(|it| !matches!(it, Dialog::Submission(_)));
        self.push(Dialog::Submission(SubmissionDialog::new(workspace)));
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

    /// Shows all rules, the wanted one unfolded.
    pub fn show_rules(&mut self, wanted: Option<&'static str>) {
        self.push(Dialog::Rules(RulesDialog::new(wanted)));
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

    /// Takes the keyboard from what a new dialog covers, before that is drawn: a key that comes
    /// right after the one that opened the dialog is meant for it.
    pub fn take_keyboard(&mut self, ctx: &Context) {
        let depth = self.stack.len();
        if depth > self.depth {
            ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
        self.depth = depth;
    }

    /// Draws the topmost dialog, and the notice.
    pub fn show(&mut self, ctx: &UiCtx<'_>, ui: &mut Ui) {
        notice::notice_ui(ctx, ui);
        let cover = if self.is_open() {
            Cover::Covered
        } else {
            Cover::Bare
        };
        self.caret.follow(ctx, ui, cover);
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
        // A dialog that grew is centred in the next pass, which nobody else asks for.
        let place = Some(response.response.rect);
        if std::mem::replace(&mut self.place, place) != place {
            ui.ctx().request_repaint();
        }
        let is_given_up = response.inner == Fate::Stays && is_escaped(ctx, &response);
        if is_given_up {
            give_up(ctx, dialog);
        }
        if is_given_up || response.inner == Fate::Closes {
            self.stack.remove(depth - 1);
        }
    }
}

/// Esc gives a question up; a click beside it does not, since most of those are slips.
fn is_escaped(ctx: &UiCtx<'_>, response: &ModalResponse<Fate>) -> bool {
    let is_on_top = response.is_top_modal && !response.any_popup_open;
    let escape = || {
        let egui = &response.response.ctx;
        egui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    };
    is_on_top && !ctx.fields.borrow().composing.is_on() && escape()
}

/// What Esc stands for, where it is an answer of its own.
fn give_up(ctx: &UiCtx<'_>, dialog: &Dialog) {
    match dialog {
        Dialog::Outside => ctx.send(Command::Outside(OutsideAnswer::Later)),
        Dialog::Path(_) => ctx.send(Command::PickGivenUp),
        _ => {}
    }
}

/// A dialog of this width, or of as much as the window has, pt.
fn set_width(ui: &mut Ui, wanted: f32) {
    ui.set_width(wanted.min(ui.ctx().content_rect().width() - EDGES));
}

/// What the window leaves for a list in a dialog whose other parts are so high, pt.
fn height_besides(ui: &Ui, others: f32) -> f32 {
    (ui.ctx().content_rect().height() - EDGES - others).max(MIN_LIST)
}

/// The name of a file, cut to what a sentence bears.
fn short_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    read::shortened(&name.to_string_lossy(), NAME_CHARS)
}

/// Margins of a dialog, and a little of the window around it, pt.
const EDGES: f32 = 72.0;
/// No list is lower, pt.
const MIN_LIST: f32 = 96.0;
/// Names of files are cut to this many characters in sentences; the tooltip has all of it.
const NAME_CHARS: usize = 40;

fn dialog_ui(ctx: &UiCtx<'_>, ui: &mut Ui, dialog: &mut Dialog) -> Fate {
    match dialog {
        Dialog::New(state) => new_draft::new_draft_ui(ctx, ui, state),
        Dialog::Unsaved(next) => unsaved::unsaved_ui(ctx, ui, next),
        Dialog::Path(state) => path_dialog::path_dialog_ui(ctx, ui, state),
        Dialog::Replace(pick, path) => replace::replace_ui(ctx, ui, pick, path),
        Dialog::InUse(path, holder) => in_use::in_use_ui(ctx, ui, path, holder),
        Dialog::Fixes => fixes::fixes_ui(ctx, ui),
        Dialog::Links => links::links_ui(ctx, ui),
        Dialog::Submission(state) => submission::submission_ui(ctx, ui, state),
        Dialog::Outside => outside::outside_ui(ctx, ui),
        Dialog::Recovery(state) => recovery::recovery_ui(ctx, ui, state),
        Dialog::Versions(state) => versions::versions_ui(ctx, ui, state),
        Dialog::ImportNotes => import_notes::import_notes_ui(ctx, ui),
        Dialog::Rules(state) => rules::rules_ui(ctx, ui, state),
        Dialog::Shortcuts => shortcuts::shortcuts_ui(ui),
        Dialog::About => about::about_ui(ui),
    }
}
