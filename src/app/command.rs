//! `Command`: everything a person can ask for.

use std::path::PathBuf;

use super::effect::{Answer, Next, Pick};
use super::jobs::Manner;
use super::notice::Notice;
use super::submission::ReportForm;
use super::versions::VersionsOf;
use crate::base::date::Year;
use crate::base::ids::{IndicatorId, TaskId};
use crate::edit::build::Direction;
use crate::model::{FieldPath, RowId, Slot};
use crate::store::settings::Settings;

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
    /// Opens a draft that somebody else has.
    OpenHeld(PathBuf, Manner),
    /// Files were dropped on the window, or named when it was started: the first opens here, each
    /// other one in a window of its own.
    Dropped(Vec<PathBuf>),
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
    /// The system ends the session: the window goes without a question, and loses nothing.
    EndSession,
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
    /// Something with what the checks found.
    Review(ReviewCommand),
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
    /// Something that the window has to tell.
    Tell(Notice),
    /// The window got the focus: somebody may have changed the file meanwhile.
    LookOutside,
    /// What becomes of the changes that somebody else made to the file.
    Outside(OutsideAnswer),
    /// Something with what earlier windows left.
    Recovery(RecoveryCommand),
    /// Something with earlier versions.
    Versions(VersionsCommand),
    /// The window looks otherwise now; the recent files in it do not count.
    RememberView(Settings),
}

impl Command {
    /// It would change the open draft, which a draft that is only looked at does not let.
    pub fn changes_the_draft(&self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::Type { .. }
                | Self::Row(_)
                | Self::ApplyFix { .. }
                | Self::Review(
                    ReviewCommand::LookAtFixes
                        | ReviewCommand::ApplyFixes
                        | ReviewCommand::Ignore { .. }
                        | ReviewCommand::Unignore { .. }
                        | ReviewCommand::Link(..)
                        | ReviewCommand::Unlink(..)
                )
                | Self::Versions(VersionsCommand::Restore(_))
        )
    }
}

/// What can be done with what the checks found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewCommand {
    /// 送审前检查: checks and prints the draft as it is to be handed in, and shows what is left.
    Submit,
    /// Asks for a file for 《自查报告》.
    ExportReport(ReportForm),
    /// Works out what all safe fixes together would change, and shows it.
    LookAtFixes,
    /// Applies them, as one step.
    ApplyFixes,
    /// Leaves a finding as it is.
    Ignore {
        /// The revision for which it was found.
        revision: u64,
        /// The rule's id.
        rule: &'static str,
        /// Where the finding stands.
        path: FieldPath,
        /// Why, in the person's words; may be blank.
        reason: String,
    },
    /// Tells an ignored finding again.
    Unignore {
        /// The rule's id.
        rule: &'static str,
        /// Where the finding stands.
        path: FieldPath,
    },
    /// Shows what a task belongs with.
    LookAtLinks(TaskId),
    /// Two rows belong together.
    Link(RowId, RowId),
    /// They do not.
    Unlink(RowId, RowId),
}

/// What becomes of the changes that somebody else made to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutsideAnswer {
    /// 载入: the file's content comes into the open draft, as a step that can be undone.
    Load,
    /// 覆盖: the open draft is saved over it; what the file holds is kept as a version.
    Overwrite,
    /// 另存为: the open draft goes to another file.
    SaveAs,
    /// 以后再说.
    Later,
}

/// What can be done with what earlier windows left; journals are named by their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecoveryCommand {
    /// Lists it.
    Show,
    /// 恢复: on top of the file, as a step that can be undone.
    TakeBack(PathBuf),
    /// 丢弃: it is kept as a version for a month.
    ThrowAway(PathBuf),
    /// 导出: what can be read of it goes to a file.
    Export(PathBuf),
}

/// What can be done with earlier versions, which are named by their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionsCommand {
    /// Lists those of the open draft.
    Show,
    /// Lists those of another one.
    ShowOf(VersionsOf),
    /// Reads one and compares it with the open draft.
    LookAt(PathBuf),
    /// Protects one for ever, or no more.
    Pin(PathBuf),
    /// Puts the one that is looked at in the place of the open draft, as a step that can be
    /// undone.
    Restore(PathBuf),
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
