//! Slow work on two named threads: one for files, one for pages.
//!
//! Every job ends in one [`Done`], also when it panics; nothing is dropped silently but pages
//! that are stale already.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::effect::{FolderListing, Next, Pick};
use super::ops::{self, OpError};
use crate::exchange::text_import::Imported;
use crate::model::{Draft, Template};
use crate::print::{Bitmap, Printed, Printer};
use crate::store::Loaded;
use crate::store::disk::{Disk, folder};
use crate::store::save::Saved;

/// Tells the window that something is done; called from the threads.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Work with files.
#[derive(Debug)]
pub enum FileJob {
    /// Reads a draft.
    Load(PathBuf),
    /// Reads a text.
    Import(PathBuf),
    /// Looks whether a file that was chosen exists.
    CheckTarget(Pick, PathBuf),
    /// Lists a folder.
    List(PathBuf),
    /// Writes a draft.
    Save {
        /// The file.
        path: PathBuf,
        /// The draft as it was when saving was asked for.
        draft: Box<Draft>,
        /// Its place in the history.
        mark: usize,
        /// What follows when it is written.
        next: Option<Next>,
    },
}

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
}

/// What a job came to.
#[derive(Debug)]
pub enum Done {
    /// A draft was read, or not.
    Loaded(PathBuf, Result<Box<Loaded>, OpError>),
    /// A text was read, or not.
    Imported(PathBuf, Result<Box<Imported>, OpError>),
    /// A chosen file exists, or not.
    Target {
        /// For what.
        pick: Pick,
        /// The file.
        path: PathBuf,
        /// It exists.
        exists: bool,
    },
    /// The content of a folder.
    Listed(FolderListing),
    /// A draft was written, or not.
    Saved {
        /// The file.
        path: PathBuf,
        /// What was written of the history.
        mark: usize,
        /// What follows.
        next: Option<Next>,
        /// How it went.
        result: Result<Saved, OpError>,
    },
    /// A draft was laid out, or not.
    LaidOut {
        /// Its revision.
        revision: u64,
        /// The pages.
        result: Result<Printed, OpError>,
    },
    /// A page was painted.
    Picture {
        /// Which page, from 0.
        page: usize,
        /// The hash of its content.
        hash: u64,
        /// Device pixels per pt, in thousandths.
        milli_px_per_pt: u32,
        /// The pixels.
        bitmap: Bitmap,
    },
    /// A PDF was written, or not.
    Exported(PathBuf, Result<Saved, OpError>),
    /// A job panicked; the technical cause.
    Crashed(String),
}

/// The threads and their results.
pub struct Jobs {
    files: Sender<FileJob>,
    pages: Sender<PageJob>,
    done: Receiver<Done>,
    /// File jobs asked for and not done: a window may not close over them.
    pending_files: usize,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs")
            .field("pending_files", &self.pending_files)
            .finish_non_exhaustive()
    }
}

impl Jobs {
    /// Starts the threads; they end when this value goes.
    pub fn start(disk: Arc<dyn Disk>, templates: Vec<Template>, waker: Waker) -> Self {
        let (done_tx, done) = channel();
        let (files, file_jobs) = channel();
        let (pages, page_jobs) = channel();
        let sink = Sink {
            done: done_tx,
            waker,
        };
        spawn("files", {
            let (sink, disk) = (sink.clone(), Arc::clone(&disk));
            move || work_on_files(&file_jobs, &sink, disk.as_ref(), &templates)
        });
        spawn("pages", move || {
            work_on_pages(&page_jobs, &sink, disk.as_ref());
        });
        Self {
            files,
            pages,
            done,
            pending_files: 0,
        }
    }

    /// Asks for work with files; done in the order asked.
    pub fn ask_file(&mut self, job: FileJob) {
        // The thread lives as long as this value; were it gone, `is_busy` would not hold the
        // window open for ever.
        if self.files.send(job).is_ok() {
            self.pending_files += 1;
        }
    }

    /// Asks for work with pages; a newer layout replaces one that waits.
    pub fn ask_page(&mut self, job: PageJob) {
        let exports = matches!(job, PageJob::ExportPdf { .. });
        if self.pages.send(job).is_ok() && exports {
            self.pending_files += 1;
        }
    }

    /// A file is being written or read.
    pub fn is_busy(&self) -> bool {
        self.pending_files > 0
    }

    /// The next result, if one is there.
    pub fn try_next(&mut self) -> Option<Done> {
        let done = self.done.try_recv().ok()?;
        self.count(&done);
        Some(done)
    }

    /// Waits for the next result; `None` where the threads are gone.
    pub fn wait_next(&mut self) -> Option<Done> {
        let done = self.done.recv().ok()?;
        self.count(&done);
        Some(done)
    }

    fn count(&mut self, done: &Done) {
        let of_file = matches!(
            done,
            Done::Loaded(..)
                | Done::Imported(..)
                | Done::Target { .. }
                | Done::Listed(_)
                | Done::Saved { .. }
                | Done::Exported(..)
                | Done::Crashed(_)
        );
        if of_file {
            self.pending_files = self.pending_files.saturating_sub(1);
        }
    }
}

#[derive(Clone)]
struct Sink {
    done: Sender<Done>,
    waker: Waker,
}

impl Sink {
    /// Runs a job and hands its result over; a panic becomes a result too.
    fn run(&self, job: impl FnOnce() -> Done) {
        let done = catch_unwind(AssertUnwindSafe(job))
            .unwrap_or_else(|panic| Done::Crashed(panic_text(panic.as_ref())));
        // Nobody listens once the window is gone.
        if self.done.send(done).is_ok() {
            (self.waker)();
        }
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let builder = thread::Builder::new().name(name.to_owned());
    // A machine that cannot start a thread cannot show a window either.
    let started = builder.spawn(work);
    crate::always!(started.is_ok(), "thread {name} did not start");
}

fn work_on_files(jobs: &Receiver<FileJob>, sink: &Sink, disk: &dyn Disk, templates: &[Template]) {
    while let Ok(job) = jobs.recv() {
        sink.run(|| match job {
            FileJob::Load(path) => {
                let result = ops::load(disk, &path).map(Box::new);
                Done::Loaded(path, result)
            }
            FileJob::Import(path) => {
                let result = ops::import(disk, &path, templates, (None, None)).map(Box::new);
                Done::Imported(path, result)
            }
            FileJob::CheckTarget(pick, path) => {
                let exists = ops::exists(disk, &path);
                Done::Target { pick, path, exists }
            }
            FileJob::List(folder) => Done::Listed(folder::list(&folder)),
            FileJob::Save {
                path,
                draft,
                mark,
                next,
            } => {
                let result = ops::save(disk, &path, &draft);
                Done::Saved {
                    path,
                    mark,
                    next,
                    result,
                }
            }
        });
    }
}

fn work_on_pages(jobs: &Receiver<PageJob>, sink: &Sink, disk: &dyn Disk) {
    let mut printer = None;
    while let Ok(first) = jobs.recv() {
        let waiting = std::iter::once(first).chain(jobs.try_iter()).collect();
        for job in without_stale_layouts(waiting) {
            sink.run(|| page_job(job, &mut printer, disk));
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

/// The printer is made when it is first needed: its fonts take a moment.
fn lay_out(
    printer: &mut Option<Printer>,
    draft: &Draft,
    template: &Template,
) -> Result<Printed, OpError> {
    let printer = match printer {
        Some(printer) => printer,
        None => printer.insert(ops::printer()?),
    };
    ops::layout(printer, draft, template)
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
            })
            .collect();
        assert_eq!(told, ["export", "layout 3"]);
    }

    #[test]
    fn a_panic_in_a_job_is_a_result() {
        let (done, results) = channel();
        let sink = Sink {
            done,
            waker: Arc::new(|| {}),
        };
        sink.run(|| panic!("out of paper"));
        let Ok(Done::Crashed(text)) = results.recv() else {
            panic!("no result")
        };
        assert_eq!(text, "out of paper");
    }
}
