//! Slow work on three named threads: one for files, one for pages, one for journals.
//!
//! Every job ends in one [`Done`], also when it panics; nothing is dropped silently but pages
//! that are stale already.

mod files;
mod journal;
mod pages;

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub use self::files::{Fetch, FileJob, Kept, LockWish, Manner, Opened, Outside, SaveJob, Written};
pub use self::journal::JournalJob;
pub use self::pages::PageJob;
use super::effect::{FolderListing, Next, Pick};
use super::ops::OpError;
use super::recovery::Recoverable;
use super::submission::Printout;
use super::versions::{VersionsList, VersionsOf};
use crate::exchange::text_import::Imported;
use crate::model::Template;
use crate::print::{Bitmap, Printed};
use crate::store::disk::Disk;
use crate::store::save::Saved;
use crate::store::session::Session;
use crate::store::{ContentHash, Loaded, Places};

/// Tells the window that something is done; called from the threads.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// What the threads work on.
pub struct Station {
    /// The file system.
    pub disk: Arc<dyn Disk>,
    /// The folders of the program.
    pub places: Places,
    session: Mutex<Option<Session>>,
}

impl Station {
    /// A disk and the folders of the program on it.
    pub fn new(disk: Arc<dyn Disk>, places: Places) -> Self {
        Self {
            disk,
            places,
            session: Mutex::default(),
        }
    }

    /// Reads something off the session of this window, which begins when it is first needed.
    ///
    /// # Errors
    /// The folder of the journals cannot be made or not be written.
    pub fn session<T>(&self, read: impl FnOnce(&Session) -> T) -> io::Result<T> {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let session = match session.as_mut() {
            Some(session) => {
                session.renew(self.disk.as_ref())?;
                session
            }
            None => session.insert(Session::start(self.disk.as_ref(), &self.places)?),
        };
        Ok(read(session))
    }

    /// Ends the session: what it leaves are journals, if there are any.
    fn end_session(&self) {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = session.take() {
            session.end(self.disk.as_ref());
        }
    }
}

impl fmt::Debug for Station {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Station")
            .field("places", &self.places)
            .finish_non_exhaustive()
    }
}

/// What a job came to.
#[derive(Debug)]
pub enum Done {
    /// A draft was read, or not, or somebody else has it.
    Loaded(Fetch, Result<Opened, OpError>),
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
        /// The number of the draft in this window.
        document: u32,
        /// What was written of the history.
        mark: usize,
        /// What follows.
        next: Option<Next>,
        /// How it went.
        result: Result<Box<Written>, OpError>,
    },
    /// A file was looked at for changes from outside.
    Looked {
        /// The file.
        path: PathBuf,
        /// What it was expected to hold.
        expected: ContentHash,
        /// What became of it.
        outside: Outside,
    },
    /// What a person does not want to save was kept among the versions, or not.
    Kept {
        /// For what.
        kept: Kept,
        /// How it went; the technical cause.
        result: Result<(), String>,
    },
    /// What earlier windows left in journals.
    Leftovers(Vec<Recoverable>),
    /// A journal of an earlier window was removed, or not; the technical cause.
    LeftoverForgotten(Result<(), String>),
    /// The readable part of a journal was written to a file, or not.
    LeftoverExported(PathBuf, Result<Saved, OpError>),
    /// The versions of a draft.
    Versions(VersionsOf, Result<VersionsList, String>),
    /// A version was read, or not.
    VersionRead(PathBuf, Result<Box<Loaded>, OpError>),
    /// Which of the recent files are there.
    Recent(Vec<(PathBuf, bool)>),
    /// Something in the background is done that nobody waits for.
    Settled,
    /// Everything is given back: the window may go.
    Left,
    /// The settings could not be written; the technical cause.
    SettingsFailed(String),
    /// The present state reached its journal, or not.
    Journaled {
        /// The number of the draft.
        document: u32,
        /// Its revision.
        revision: u64,
        /// The technical cause of a failure.
        result: Result<(), String>,
    },
    /// A journal was removed, or not; the technical cause.
    JournalForgotten(Result<(), String>),
    /// A draft was laid out, or not.
    LaidOut {
        /// Its revision.
        revision: u64,
        /// The pages.
        result: Result<Printed, OpError>,
    },
    /// A draft was laid out for 送审前检查, or not.
    TriedPrint {
        /// Its revision.
        revision: u64,
        /// What printing came to.
        result: Result<Printout, OpError>,
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
    /// A PDF or a report was written, or not.
    Exported(PathBuf, Result<Saved, OpError>),
    /// A job panicked.
    Crashed(Work, String),
}

/// What kind of work a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Reads or writes files; a window waits for it before it closes.
    Files,
    /// Lays out or paints; nobody waits for it.
    Pages,
    /// Writes journals.
    Journals,
}

/// The threads and their results.
pub struct Jobs {
    files: Sender<FileJob>,
    pages: Sender<PageJob>,
    journals: Sender<JournalJob>,
    done: Receiver<(Work, Done)>,
    /// Files asked for and not done: a window may not close over them.
    pending_files: usize,
    /// Journals asked for and not done.
    pending_journals: usize,
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jobs")
            .field("pending_files", &self.pending_files)
            .field("pending_journals", &self.pending_journals)
            .finish_non_exhaustive()
    }
}

impl Jobs {
    /// Starts the threads; they end when this value goes.
    pub fn start(station: Station, templates: Vec<Template>, waker: Waker) -> Self {
        let (done_tx, done) = channel();
        let (files, file_jobs) = channel();
        let (pages, page_jobs) = channel();
        let (journals, journal_jobs) = channel();
        let station = Arc::new(station);
        let sink = Sink {
            done: done_tx,
            waker,
        };
        spawn("files", {
            let (sink, station) = (sink.clone(), Arc::clone(&station));
            move || files::work_on_files(&file_jobs, &sink, &station, &templates)
        });
        spawn("pages", {
            let (sink, station) = (sink.clone(), Arc::clone(&station));
            move || pages::work_on_pages(&page_jobs, &sink, station.disk.as_ref())
        });
        spawn("journals", move || {
            journal::work_on_journals(&journal_jobs, &sink, &station);
        });
        Self {
            files,
            pages,
            journals,
            done,
            pending_files: 0,
            pending_journals: 0,
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
        let writes_a_file = job.writes_a_file();
        if self.pages.send(job).is_ok() && writes_a_file {
            self.pending_files += 1;
        }
    }

    /// Asks for work with journals; done in the order asked.
    pub fn ask_journal(&mut self, job: JournalJob) {
        if self.journals.send(job).is_ok() {
            self.pending_journals += 1;
        }
    }

    /// A file is being written or read.
    pub fn is_busy(&self) -> bool {
        self.pending_files > 0
    }

    /// A journal is being written or removed.
    pub fn is_journaling(&self) -> bool {
        self.pending_journals > 0
    }

    /// The next result, if one is there.
    pub fn try_next(&mut self) -> Option<Done> {
        let (work, done) = self.done.try_recv().ok()?;
        self.count(work);
        Some(done)
    }

    /// Waits for the next result; `None` where the threads are gone.
    pub fn wait_next(&mut self) -> Option<Done> {
        let (work, done) = self.done.recv().ok()?;
        self.count(work);
        Some(done)
    }

    fn count(&mut self, work: Work) {
        let pending = match work {
            Work::Files => &mut self.pending_files,
            Work::Journals => &mut self.pending_journals,
            Work::Pages => return,
        };
        *pending = pending.saturating_sub(1);
    }
}

/// Where results go.
#[derive(Clone)]
struct Sink {
    done: Sender<(Work, Done)>,
    waker: Waker,
}

impl Sink {
    /// Runs a job and hands its result over; a panic becomes a result too.
    fn run(&self, work: Work, job: impl FnOnce() -> Done) {
        let done = catch_unwind(AssertUnwindSafe(job))
            .unwrap_or_else(|panic| Done::Crashed(work, panic_text(panic.as_ref())));
        // Nobody listens once the window is gone.
        if self.done.send((work, done)).is_ok() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_a_job_is_a_result() {
        let (done, results) = channel();
        let sink = Sink {
            done,
            waker: Arc::new(|| {}),
        };
        sink.run(Work::Files, || panic!("out of paper"));
        let Ok((Work::Files, Done::Crashed(Work::Files, text))) = results.recv() else {
            panic!("no result")
        };
        assert_eq!(text, "out of paper");
    }
}
