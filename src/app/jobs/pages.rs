//! Work with pages: layouts, pictures and PDFs, on a thread of their own.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use super::{Done, Sink, Work};
use crate::app::ops::{self, OpError};
use crate::app::submission::{Printout, ReportForm};
use crate::model::{Draft, Template};
use crate::print::{Printed, Printer, ReportData};
use crate::store::disk::Disk;

/// Work with pages.
#[derive(Debug)]
pub enum PageJob {
    /// Lays a draft out for the preview.
    Layout {
        /// The draft's revision.
        revision: u64,
        /// The draft.
        draft: Box<Draft>,
        /// Its template.
        template: Box<Template>,
    },
    /// Lays a draft out for 送审前检查.
    TryPrint {
        /// The draft's revision.
        revision: u64,
        /// The draft.
        draft: Box<Draft>,
        /// Its template.
        template: Box<Template>,
    },
    /// Paints a page.
    Picture {
        /// The pages.
        printed: Printed,
        /// Which page, from 0.
        page: usize,
        /// Device pixels per pt, in thousandths.
        milli_px_per_pt: u32,
    },
    /// Writes the PDF of a draft.
    ExportPdf {
        /// The file.
        path: PathBuf,
        /// The draft.
        draft: Box<Draft>,
        /// Its template.
        template: Box<Template>,
    },
    /// Writes 《自查报告》.
    Report {
        /// The file.
        path: PathBuf,
        /// In what form.
        form: ReportForm,
        /// What it says.
        report: Box<ReportData>,
    },
}

impl PageJob {
    /// A file is written, so that a window waits for it before it closes.
    pub(super) fn writes_a_file(&self) -> bool {
        matches!(self, Self::ExportPdf { .. } | Self::Report { .. })
    }
}

/// Does page jobs until nobody asks any more.
pub(super) fn work_on_pages(jobs: &Receiver<PageJob>, sink: &Sink, disk: &dyn Disk) {
    let mut printer = None;
    while let Ok(first) = jobs.recv() {
        let waiting = std::iter::once(first).chain(jobs.try_iter()).collect();
        for job in without_stale_layouts(waiting) {
            let work = if job.writes_a_file() {
                Work::Files
            } else {
                Work::Pages
            };
            sink.run(work, || page_job(job, &mut printer, disk));
        }
    }
}

/// Of several layouts that wait only the last is of use.
fn without_stale_layouts(waiting: Vec<PageJob>) -> Vec<PageJob> {
    let newest = waiting
        .iter()
        .rposition(|job| matches!(job, PageJob::Layout { .. }));
    let fresh =
        |idx: usize, job: &PageJob| !matches!(job, PageJob::Layout { .. }) || Some(idx) == newest;
    waiting
        .into_iter()
        .enumerate()
        .filter(|(idx, job)| fresh(*idx, job))
        .map(|(_, job)| job)
        .collect()
}

fn page_job(job: PageJob, printer: &mut Option<Printer>, disk: &dyn Disk) -> Done {
    match job {
        PageJob::Layout {
            revision,
            draft,
            template,
        } => Done::LaidOut {
            revision,
            result: lay_out(printer, &draft, &template),
        },
        PageJob::TryPrint {
            revision,
            draft,
            template,
        } => Done::TriedPrint {
            revision,
            result: lay_out(printer, &draft, &template).map(|printed| Printout::of(&printed)),
        },
        PageJob::Report { path, form, report } => {
            let result = report_bytes(printer, form, &report)
                .and_then(|bytes| ops::write_file(disk, &path, &bytes));
            Done::Exported(path, result)
        }
        PageJob::Picture {
            printed,
            page,
            milli_px_per_pt,
        } => {
            let painted = printed.raster(page, f64::from(milli_px_per_pt) / 1000.0);
            let hash = printed.pages().get(page).map(|page| page.hash);
            match (painted, hash) {
                (Some(bitmap), Some(hash)) => Done::Picture {
                    page,
                    hash,
                    milli_px_per_pt,
                    bitmap,
                },
                _ => Done::LaidOut {
                    revision: 0,
                    result: Err(OpError::NoPage(page)),
                },
            }
        }
        PageJob::ExportPdf {
            path,
            draft,
            template,
        } => {
            let result = lay_out(printer, &draft, &template)
                .and_then(|printed| ops::export_pdf(disk, &path, &printed));
            Done::Exported(path, result)
        }
    }
}

fn lay_out(
    printer: &mut Option<Printer>,
    draft: &Draft,
    template: &Template,
) -> Result<Printed, OpError> {
    ops::layout(ready(printer)?, draft, template)
}

fn report_bytes(
    printer: &mut Option<Printer>,
    form: ReportForm,
    report: &ReportData,
) -> Result<Vec<u8>, OpError> {
    match form {
        ReportForm::Pdf => ops::report_pdf(ready(printer)?, report),
        ReportForm::Text => Ok(report.text().into_bytes()),
    }
}

/// The printer is made when it is first needed: its fonts take a moment.
fn ready(printer: &mut Option<Printer>) -> Result<&Printer, OpError> {
    Ok(match printer {
        Some(printer) => printer,
        None => printer.insert(ops::printer()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    fn layout(revision: u64) -> PageJob {
        PageJob::Layout {
            revision,
            draft: Box::new(sample::minimal()),
            template: Box::new(sample::template()),
        }
    }

    #[test]
    fn of_waiting_layouts_only_the_last_is_done() {
        let export = PageJob::ExportPdf {
            path: PathBuf::from("a.pdf"),
            draft: Box::new(sample::minimal()),
            template: Box::new(sample::template()),
        };
        let left = without_stale_layouts(vec![layout(1), export, layout(2), layout(3)]);
        let told: Vec<String> = left
            .iter()
            .map(|job| match job {
                PageJob::Layout { revision, .. } => format!("layout {revision}"),
                PageJob::Picture { .. } => "picture".to_owned(),
                PageJob::ExportPdf { .. } => "export".to_owned(),
                PageJob::TryPrint { .. } => "try".to_owned(),
                PageJob::Report { .. } => "report".to_owned(),
            })
            .collect();
        assert_eq!(told, ["export", "layout 3"]);
    }
}
