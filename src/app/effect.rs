//! `Effect`: what only a window can do.

use std::path::PathBuf;

use super::jobs::Manner;
use super::submission::ReportForm;
use crate::model::FieldPath;
use crate::print::Bitmap;
use crate::store::FILE_EXTENSION;
pub use crate::store::disk::folder::{FolderEntry, FolderListing};
pub use crate::store::lock::{Holder, Where};

/// Returned by the workspace, carried out by the window.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Ask on which template and for which year.
    AskTemplate,
    /// Ask for a file; the answer is `Command::Picked` or `Command::PickGivenUp`.
    PickFile {
        /// For what.
        pick: Pick,
        /// The suggested file name, for writing.
        name: String,
        /// The folder to start in.
        folder: Option<PathBuf>,
    },
    /// Ask 保存 / 不保存 / 取消; the answer is `Command::Answered`.
    AskUnsaved(Next),
    /// Somebody else has this file: ask 以只读方式打开 / 仍要编辑 / 取消; the answer is
    /// `Command::OpenHeld` or nothing.
    AskInUse(PathBuf, Holder),
    /// Somebody else changed the file; the answer is `Command::Outside`.
    AskOutside,
    /// Show what earlier windows left.
    ShowRecovery,
    /// Show the list of versions, which follows.
    ShowVersions,
    /// Show what all safe fixes together would change.
    ShowFixes,
    /// Show what a task belongs with.
    ShowLinks,
    /// Show what is left to do before the form is handed in.
    ShowSubmission,
    /// Open each of these files in a window of its own.
    OpenElsewhere(OpenElsewhere),
    /// Ask whether this file may be replaced; the answer is `Command::Picked` or nothing.
    AskReplace(Pick, PathBuf),
    /// Show the content of a folder in the built-in file dialog.
    Folder(FolderListing),
    /// Close the window without a further question.
    CloseWindow,
    /// Show a field and put the caret there.
    Focus(FieldPath),
    /// The draft is another one: forget scroll places, folded rows and the text being typed.
    Replaced,
    /// A page as a picture.
    Picture {
        /// Which page, from 0.
        page: usize,
        /// The hash of the page's content.
        hash: u64,
        /// Device pixels per pt, in thousandths.
        milli_px_per_pt: u32,
        /// The pixels.
        bitmap: Bitmap,
    },
}

/// Files for windows of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenElsewhere(pub Vec<PathBuf>);

/// For what a file is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// A draft to open.
    Open,
    /// A text to import.
    Import,
    /// A file to save the draft to, and what to do then.
    SaveAs(Option<Next>),
    /// A file for the printed pages.
    ExportPdf,
    /// A file for 《自查报告》.
    Report(ReportForm),
    /// A file for what can be read of this journal.
    Leftover(PathBuf),
}

impl Pick {
    /// A file is written, so that one that exists would be replaced.
    pub fn writes(&self) -> bool {
        matches!(
            self,
            Self::SaveAs(_) | Self::ExportPdf | Self::Report(_) | Self::Leftover(_)
        )
    }

    /// The ending that such files have.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Open | Self::SaveAs(_) => FILE_EXTENSION,
            Self::Import | Self::Leftover(_) => "txt",
            Self::ExportPdf => "pdf",
            Self::Report(form) => form.extension(),
        }
    }

    /// What files of that ending are called.
    pub fn kind_of_file(&self) -> &'static str {
        match self {
            Self::Open | Self::SaveAs(_) => "目标表草稿",
            Self::Import | Self::Leftover(_) | Self::Report(ReportForm::Text) => "文本文件",
            Self::ExportPdf | Self::Report(ReportForm::Pdf) => "PDF 文件",
        }
    }

    /// The file with the ending that belongs to it, where it is to be written.
    pub fn completed(&self, path: PathBuf) -> PathBuf {
        let extension = self.extension();
        let has_it = path
            .extension()
            .is_some_and(|found| found.eq_ignore_ascii_case(extension));
        if !self.writes() || has_it {
            return path;
        }
        let mut name = path.into_os_string();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    }

    /// What the dialog is called.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Open => "打开目标表",
            Self::Import => "导入表格文字",
            Self::SaveAs(_) => "保存目标表",
            Self::ExportPdf => "导出 PDF",
            Self::Report(_) => "导出自查报告",
            Self::Leftover(_) => "导出恢复记录",
        }
    }
}

/// What follows once unsaved changes are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Ask for a template.
    New,
    /// Ask for a file to open.
    Open,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open this file, which somebody else has.
    OpenHeld(PathBuf, Manner),
    /// Take back what this journal holds.
    Recover(PathBuf),
    /// Ask for a text to import.
    Import,
    /// Import this text.
    ImportPath(PathBuf),
    /// Close the window.
    Close,
}

/// The answer to the question about unsaved changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// 保存.
    Save,
    /// 不保存.
    Discard,
    /// 取消.
    Cancel,
}
