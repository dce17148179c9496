//! One function per operation, shared by the command line and the window's jobs.

use std::path::{Path, PathBuf};

use super::clock;
use super::derived::Derived;
use super::submission::Printout;
use crate::base::date::Year;
use crate::check::{self, Mending, Occasion, Situation};
use crate::exchange::text_import::{self, ImportError, Imported, Wanted};
use crate::model::template::TemplateError;
use crate::model::{Draft, Template};
pub use crate::print::Printer;
use crate::print::{Fonts, PrintError, Printed, ReportData};
use crate::store::disk::{Disk, folder};
use crate::store::format::{self, FormatError};
use crate::store::lock::Holder;
use crate::store::save::{SaveError, Saved, save_atomically};
use crate::store::settings::{self, Settings};
use crate::store::{self, LoadError, Loaded, Places};

/// Why an operation failed; `notice` turns it into words.
#[derive(Debug, thiserror::Error)]
pub enum OpError {
    /// A draft could not be read.
    #[error("cannot load {}", path.display())]
    Load {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: LoadError,
    },
    /// A file could not be written.
    #[error("cannot save {}", path.display())]
    Save {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: SaveError,
    },
    /// Somebody else has the file.
    #[error("in use: {}", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
        /// Who.
        holder: Holder,
    },
    /// A journal could not be read.
    #[error("cannot read {}", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A folder could not be made.
    #[error("cannot make the folder {}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The draft could not be written down.
    #[error("cannot write the draft down")]
    Format(#[from] FormatError),
    /// The pages could not be laid out.
    #[error("cannot print")]
    Print(#[from] PrintError),
    /// A text could not be imported.
    #[error("cannot import {}", path.display())]
    Import {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: ImportError,
    },
    /// A built-in template is broken.
    #[error("a template is broken")]
    Template(#[from] TemplateError),
    /// No template has this id.
    #[error("there is no template {id}")]
    UnknownTemplate {
        /// The draft that asks for it, where one does.
        file: Option<PathBuf>,
        /// What was asked for.
        id: String,
        /// What there is.
        known: Vec<String>,
    },
    /// There is no such page.
    #[error("there is no page {0}")]
    NoPage(usize),
}

/// The templates of this program.
///
/// # Errors
/// Only where a template that comes with the program is broken.
pub fn templates() -> Result<Vec<Template>, OpError> {
    Ok(Template::built_in()?)
}

/// The template with this id.
///
/// # Errors
/// Names the ids there are.
pub fn find_template<'a>(templates: &'a [Template], id: &str) -> Result<&'a Template, OpError> {
    templates
        .iter()
        .find(|template| template.id == id)
        .ok_or_else(|| OpError::UnknownTemplate {
            file: None,
            id: id.to_owned(),
            known: templates
                .iter()
                .map(|template| template.id.clone())
                .collect(),
        })
}

/// The template of a draft that was read from a file.
///
/// # Errors
/// Names the file and the ids there are.
pub fn template_of<'a>(
    templates: &'a [Template],
    draft: &Draft,
    path: &Path,
) -> Result<&'a Template, OpError> {
    find_template(templates, &draft.template).map_err(|err| match err {
        OpError::UnknownTemplate { id, known, .. } => OpError::UnknownTemplate {
            file: Some(path.to_owned()),
            id,
            known,
        },
        other => other,
    })
}

/// Reads a draft.
///
/// # Errors
/// The file cannot be read, or is no draft of this version.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Loaded, OpError> {
    store::load(disk, path).map_err(|source| OpError::Load {
        path: path.to_owned(),
        source,
    })
}

/// Writes a draft to its file, atomically.
///
/// # Errors
/// The file is as before then.
pub fn save(disk: &dyn Disk, path: &Path, draft: &Draft) -> Result<Saved, OpError> {
    let text = format::write(draft)?;
    write_file(disk, path, text.as_bytes())
}

/// Writes any file, atomically.
///
/// # Errors
/// The file is as before then.
pub fn write_file(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<Saved, OpError> {
    save_atomically(disk, path, bytes).map_err(|source| OpError::Save {
        path: path.to_owned(),
        source,
    })
}

/// There is something under this path already.
pub fn exists(disk: &dyn Disk, path: &Path) -> bool {
    folder::exists(disk, path)
}

/// The settings, before there is a window; a file that cannot be read is told by the workspace.
pub fn settings(disk: &dyn Disk, places: &Places) -> Settings {
    settings::peek(disk, places)
}

/// Where a person keeps files.
pub fn home_folder() -> PathBuf {
    folder::home()
}

/// This system can show a file dialog of its own.
pub fn has_file_dialog() -> bool {
    folder::has_file_dialog()
}

/// Sums, counts and checks a draft.
pub fn check(draft: &Draft, template: &Template, occasion: Occasion) -> Derived {
    Derived::of(draft, template, 0, situation(occasion))
}

/// Sums, counts and checks a draft that is to be handed in as it was printed.
pub fn check_printed(draft: &Draft, template: &Template, printout: &Printout) -> Derived {
    let situation = Situation {
        paper: Some(&printout.paper),
        ..situation(Occasion::Submitting)
    };
    Derived::of(draft, template, 0, situation)
}

/// Applies every fix that keeps the meaning.
pub fn mend(draft: &Draft, template: &Template, occasion: Occasion) -> Mending {
    check::mend_safely(draft, template, situation(occasion))
}

fn situation(occasion: Occasion) -> Situation<'static> {
    Situation {
        occasion,
        today: clock::today(),
        paper: None,
    }
}

/// A printer with the fonts that come with the program.
///
/// # Errors
/// The fonts are damaged.
pub fn printer() -> Result<Printer, OpError> {
    Ok(Printer::new(Fonts::bundled()?)?)
}

/// The pages of a draft.
///
/// # Errors
/// The layout failed; the draft is not to blame.
pub fn layout(printer: &Printer, draft: &Draft, template: &Template) -> Result<Printed, OpError> {
    Ok(printer.layout(draft, template)?)
}

/// Writes the pages of a draft as a PDF.
///
/// # Errors
/// The layout or the writing failed; an existing file is as before then.
pub fn export_pdf(disk: &dyn Disk, path: &Path, printed: &Printed) -> Result<Saved, OpError> {
    write_file(disk, path, &printed.pdf()?)
}

/// 《自查报告》 as a PDF file.
///
/// # Errors
/// Only faults of the program.
pub fn report_pdf(printer: &Printer, report: &ReportData) -> Result<Vec<u8>, OpError> {
    Ok(printer.report(report)?.pdf()?)
}

/// Writes each page as a picture into a folder: `page-1.png` and so on.
///
/// # Errors
/// Painting or writing failed; the pages before are written.
pub fn export_pictures(
    disk: &dyn Disk,
    folder: &Path,
    printed: &Printed,
    dpi: u16,
) -> Result<Vec<(PathBuf, Saved)>, OpError> {
    folder::make(folder).map_err(|source| OpError::Folder {
        path: folder.to_owned(),
        source,
    })?;
    (0..printed.page_count())
        .map(|page| {
            let path = folder.join(format!("page-{}.png", page + 1));
            let saved = write_file(disk, &path, &printed.png(page, f64::from(dpi))?)?;
            Ok((path, saved))
        })
        .collect()
}

/// Reads a published form from a text.
///
/// # Errors
/// The file cannot be read, or is no such form.
pub fn import(
    disk: &dyn Disk,
    path: &Path,
    templates: &[Template],
    wanted: (Option<&str>, Option<Year>),
) -> Result<Imported, OpError> {
    let bytes = store::load_bytes(disk, path).map_err(|source| OpError::Load {
        path: path.to_owned(),
        source,
    })?;
    let wanted = Wanted {
        template: wanted.0,
        year: wanted.1,
    };
    text_import::import(&bytes, templates, wanted).map_err(|source| OpError::Import {
        path: path.to_owned(),
        source,
    })
}
