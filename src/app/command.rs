//! `Command`: everything a person can ask for.

use std::path::PathBuf;

use super::effect::{Answer, Next, Pick};
use crate::base::date::Year;
use crate::base::ids::IndicatorId;
use crate::edit::build::Direction;
use crate::model::{FieldPath, RowId, Slot};

/// A wish of the person in front of the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Asks on which template and for which year.
    New,
    /// An unwritten draft on a template.
    NewOn {
        /// The template's id.
        template: String,
        /// The budget year.
        year: Option<Year>,
    },
    /// Asks which file.
    Open,
    /// Opens a draft.
    OpenPath(PathBuf),
    /// Asks which text.
    Import,
    /// Writes the draft to its file; asks for one where it has none.
    Save,
    /// Asks for a file and writes the draft there.
    SaveAs,
    /// Asks for a file and writes the printed pages there.
    ExportPdf,
    /// A file was chosen: completes its ending, and asks where that would replace another file.
    CheckTarget(Pick, PathBuf),
    /// The content of a folder is wanted by the built-in file dialog.
    ListFolder(PathBuf),
    /// A file was chosen for a purpose, and may be replaced.
    Picked(Pick, PathBuf),
    /// Choosing a file was given up.
    PickGivenUp,
    /// The window is to close.
    Close,
    /// The answer to the question about unsaved changes.
    Answered(Answer, Next),
    /// Takes the last step back.
    Undo,
    /// Does the last undone step again.
    Redo,
    /// A field's text as it stands after a key.
    Type {
        /// Which field.
        path: FieldPath,
        /// The whole text.
        text: String,
    },
    /// A field was left: the next typing is a step of its own.
    LeaveField,
    /// Something done to a row.
    Row(RowCommand),
    /// Applies a fix of a finding.
    ApplyFix {
        /// The revision for which the fix was made.
        revision: u64,
        /// The rule's id.
        rule: &'static str,
        /// Where the finding stands.
        path: FieldPath,
        /// Which of the finding's fixes.
        nth: usize,
    },
    /// Shows a field and puts the caret there.
    GoTo(FieldPath),
    /// The pages are looked at, or no more.
    WatchPages(Watch),
    /// A page is wanted as a picture.
    Picture {
        /// Which page, from 0.
        page: usize,
        /// Device pixels per pt, in thousandths.
        milli_px_per_pt: u32,
    },
    /// The oldest notice was read.
    DismissNotice,
}

/// Whether the printed pages are on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// They are to follow the typing.
    Start,
    /// Nobody looks.
    Stop,
}

/// What can be done to rows.
#[derive(Debug, Clone, PartialEq)]
pub enum RowCommand {
    /// A goal behind another, or at the end.
    AddGoal(Option<RowId>),
    /// A task behind another, or at the end.
    AddTask(Option<RowId>),
    /// An other task at the end.
    AddOtherTask,
    /// An indicator in a branch, behind another or at the end.
    AddIndicator(Slot, Option<IndicatorId>),
    /// The same row once more.
    Duplicate(RowId),
    /// Takes the row out.
    Remove(RowId),
    /// One place up or down.
    Shift(RowId, Direction),
    /// To a place of its list, counted without it.
    MoveTo(RowId, usize),
    /// An indicator into a branch, before the n-th of the others there.
    Place(IndicatorId, Slot, usize),
    /// 同左.
    CopyCycleToYear(IndicatorId),
}
