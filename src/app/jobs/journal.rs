//! Work with journals, on a thread of their own: a draft that is saved to a slow disk does not keep
//! what is typed meanwhile from its journal.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::{Done, Sink, Station, Work};
use crate::base::moment::Moment;
use crate::model::Draft;
use crate::store::format;
use crate::store::journal::{JournalWriter, Origin};

/// Work with the journal of an open draft.
#[derive(Debug)]
pub enum JournalJob {
    /// Writes the present state.
    Record {
        /// The number of the draft in this window.
        document: u32,
        /// Its revision.
        revision: u64,
        /// The draft.
        draft: Box<Draft>,
        /// Its file, and what that held.
        origin: Origin,
        /// Now.
        at: Moment,
    },
    /// Removes the journal.
    Forget {
        /// The number of the draft in this window.
        document: u32,
    },
}

/// Does journal jobs until nobody asks any more.
pub(super) fn work_on_journals(jobs: &Receiver<JournalJob>, sink: &Sink, station: &Arc<Station>) {
    // The lock of the session is taken before anything is written.
    let mut journal = None;
    while let Ok(job) = jobs.recv() {
        sink.run(Work::Journals, || journal_job(job, &mut journal, station));
    }
}

/// The journal that is written, with the number of its draft.
type Open = Option<(u32, JournalWriter)>;

fn journal_job(job: JournalJob, open: &mut Open, station: &Station) -> Done {
    match job {
        JournalJob::Record {
            document,
            revision,
            draft,
            origin,
            at,
        } => {
            let result = writer(open, document, station).and_then(|journal| {
                let body = format::body(&draft);
                let written = journal.record(station.disk.as_ref(), &origin, &body, at);
                written.map(|_| ()).map_err(|err| err.to_string())
            });
            Done::Journaled {
                document,
                revision,
                result,
            }
        }
        JournalJob::Forget { document } => {
            let result = match open.as_mut().filter(|(number, _)| *number == document) {
                Some((_, journal)) => journal.forget(station.disk.as_ref()),
                None => Ok(()),
            };
            Done::JournalForgotten(result.map_err(|err| err.to_string()))
        }
    }
}

/// The journal of a draft, which is begun where another one was open.
fn writer<'a>(
    open: &'a mut Open,
    document: u32,
    station: &Station,
) -> Result<&'a mut JournalWriter, String> {
    if open.as_ref().is_none_or(|(number, _)| *number != document) {
        let path = station.session(|session| session.journal(document));
        let path = path.map_err(|err| err.to_string())?;
        *open = Some((document, JournalWriter::new(path)));
    }
    match open {
        Some((_, journal)) => Ok(journal),
        None => Err(String::new()),
    }
}
