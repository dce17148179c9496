//! The printed form: layout, PDF, page pictures.
//!
//! The one door to typst. The form stands in `assets/form.typ`; a draft reaches it as data only
//! (`data.rs`), and nothing else does (`world.rs`). Preview, PDF and printer show the same
//! [`Printed`], so that what is seen is what is printed.
//!
//! How to add a field to the paper: give it to the form in `data.rs`, print it in
//! `assets/form.typ`, and let the tests here find its characters.

mod data;
mod fonts;
mod printed;
mod report;
mod walk;
mod world;

#[cfg(test)]
mod tests;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use typst_layout::PagedDocument;

use crate::model::{Draft, Template};
use world::{FormWorld, Shelf};

pub use fonts::{Fonts, SANS_REGULAR};
pub use printed::{Bitmap, Page, Printed};
pub use report::{LineKind, ReportData, ReportLine, ReportSection};

/// Why there is no print.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// There is no font to print with, or one is not a font.
    #[error("font {index} is missing or not readable")]
    Font {
        /// Its position among the given fonts, from 0.
        index: usize,
    },
    /// The form could not be laid out; technical text.
    #[error("the form could not be laid out: {0}")]
    Layout(String),
    /// The typesetter crashed; technical text.
    #[error("the typesetter crashed: {0}")]
    Crashed(String),
    /// The PDF could not be written; technical text.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// The print does not have this page.
    #[error("there is no page with index {0}")]
    NoPage(usize),
    /// The picture would have no pixels or too many.
    #[error("a page picture at {0} pixels per point is not possible")]
    Scale(f64),
    /// The picture could not be written; technical text.
    #[error("the picture could not be written: {0}")]
    Picture(String),
}

/// Lays drafts out. One may be kept for as long as the program runs and moved to another thread.
pub struct Printer {
    form: Shelf,
    report: Shelf,
}

impl Printer {
    /// How many layouts typst's memory of a part outlives without being of use.
    const MEMORY: usize = 4;

    /// A printer that has these fonts and no others.
    ///
    /// # Errors
    /// [`PrintError::Font`] where there are none.
    pub fn new(fonts: Fonts) -> Result<Self, PrintError> {
        Ok(Self {
            form: Shelf::new(fonts.clone())?,
            report: Shelf::of_report(fonts)?,
        })
    }

    /// Lays a draft out on its template.
    ///
    /// # Errors
    /// [`PrintError::Layout`] and [`PrintError::Crashed`]; both are faults of the program or of
    /// the template, never of what a draft says.
    pub fn layout(&self, draft: &Draft, template: &Template) -> Result<Printed, PrintError> {
        let data = data::form_data(draft, template, self.form.families());
        Self::lay_out(&self.form, data.to_string())
    }

    /// Lays 自查报告 out.
    ///
    /// # Errors
    /// [`PrintError::Layout`] and [`PrintError::Crashed`]; both are faults of the program, never
    /// of what a report says.
    pub fn report(&self, report: &ReportData) -> Result<Printed, PrintError> {
        let data = report.json(self.report.families());
        Self::lay_out(&self.report, data.to_string())
    }

    fn lay_out(shelf: &Shelf, data: String) -> Result<Printed, PrintError> {
        let world = FormWorld::new(shelf, data);
        let outcome = guarded(|| typst::compile::<PagedDocument>(&world));
        // Also after a failure: what a layout leaves in typst's memory stays there otherwise.
        comemo::evict(Self::MEMORY);
        let compiled = outcome?;
        let document = compiled
            .output
            .map_err(|faults| PrintError::Layout(world.tell(&faults)))?;
        let warnings = compiled
            .warnings
            .iter()
            .map(|fault| world.tell([fault]))
            .collect();
        Ok(Printed::new(document, warnings))
    }
}

/// Runs typst code, whose panics must not end the program.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, PrintError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| PrintError::Crashed(said(&*panic)))
}

fn said(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message")
        .to_owned()
}
