//! Work with files: reading, saving, locks, versions and what earlier windows left.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::{Done, Sink, Station, Work};
use crate::app::document::{Access, OpenFile};
use crate::app::effect::{Next, Pick};
use crate::app::ops::{self, OpError};
use crate::app::recovery;
use crate::app::versions::{self, VersionsOf};
use crate::base::moment::Moment;
use crate::model::{Draft, Template};
use crate::store::disk::{self, Disk, folder};
use crate::store::lock::{self, FileLock, Holder, Me};
use crate::store::recovery::Leftover;
use crate::store::save::{self, Expected, SaveError, Saved};
use crate::store::settings::{self, Settings};
use crate::store::versions::{Kind, Pin, Version};
use crate::store::{ContentHash, LoadError, Loaded};

/// Work with files.
#[derive(Debug)]
pub enum FileJob {
    /// Reads a draft, and takes its lock.
    Load(Fetch, Moment),
    /// Reads a text.
    Import(PathBuf),
    /// Looks whether a file that was chosen exists.
    CheckTarget(Pick, PathBuf),
    /// Lists a folder.
    List(PathBuf),
    /// Writes a draft.
    Save(Box<SaveJob>),
    /// Gives a lock back.
    Release(FileLock),
    /// The window goes: gives the lock back and ends the session.
    Leave(Option<FileLock>),
    /// Looks whether a file holds something else than expected.
    Look {
        /// The file.
        path: PathBuf,
        /// What it is expected to hold.
        expected: ContentHash,
    },
    /// Keeps a state that a person does not want to save.
    Keep {
        /// For what.
        kept: Kept,
        /// The draft's file.
        file: Option<PathBuf>,
        /// The state.
        draft: Box<Draft>,
        /// Now.
        at: Moment,
    },
    /// Finds what earlier windows left in journals.
    FindLeftovers,
    /// Keeps the versions of all drafts within their size.
    ShrinkVersions(Moment),
    /// Removes a journal of an earlier window.
    ForgetLeftover(Arc<Leftover>),
    /// Writes the readable part of a journal to a file.
    ExportLeftover(Arc<Leftover>, PathBuf),
    /// Lists the versions of a draft.
    ListVersions(VersionsOf),
    /// Reads a version.
    ReadVersion(PathBuf),
    /// Protects a version for ever, or no more, and lists the others again.
    PinVersion(VersionsOf, Version, Pin),
    /// Looks which of the recent files are there.
    CheckRecent(Vec<PathBuf>),
    /// Writes the settings.
    SaveSettings(Box<Settings>),
}

/// A draft to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    /// The file.
    pub path: PathBuf,
    /// How it is opened.
    pub manner: Manner,
    /// The journal whose state is put on top of it.
    pub recover: Option<PathBuf>,
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// To be edited, if nobody else has it.
    Edit,
    /// To be looked at.
    ReadOnly,
    /// To be edited, whoever has it: a person decided so.
    Seize,
}

/// What opening came to.
#[derive(Debug)]
pub enum Opened {
    /// The draft.
    Draft {
        /// As it was read.
        loaded: Box<Loaded>,
        /// Whether it may be written.
        access: Access,
    },
    /// Somebody else has it.
    InUse(Holder),
}

/// A draft to be written.
#[derive(Debug)]
pub struct SaveJob {
    /// The file.
    pub path: PathBuf,
    /// The draft as it was when saving was asked for.
    pub draft: Draft,
    /// What the file may hold.
    pub expected: Expected,
    /// The number of the draft in this window.
    pub document: u32,
    /// The draft's place in the history.
    pub mark: usize,
    /// What follows when it is written.
    pub next: Option<Next>,
    /// Whether the file's lock is there.
    pub lock: LockWish,
    /// Now.
    pub at: Moment,
}

/// Whether a file's lock has to be taken before it is written.
#[derive(Debug, Clone)]
pub enum LockWish {
    /// It is there, or the folder does not allow one.
    Have(Option<FileLock>),
    /// It has to be taken.
    Acquire,
}

/// A draft that was written.
#[derive(Debug)]
pub struct Written {
    /// Its file now.
    pub file: OpenFile,
    /// How it went.
    pub saved: Saved,
    /// Why no version was kept; the technical cause.
    pub unversioned: Option<String>,
}

/// For what a state was kept among the versions.
#[derive(Debug, Clone)]
pub enum Kept {
    /// The draft was not saved, on purpose; what follows.
    Discarded(Next),
    /// The file's content took its place.
    Displaced,
    /// A journal of an earlier window was thrown away.
    Leftover(Arc<Leftover>),
}

/// What became of a file outside of this window.
#[derive(Debug)]
pub enum Outside {
    /// It is as expected.
    Same,
    /// It holds another draft.
    Changed(Box<Loaded>),
    /// It cannot be read as a draft any more.
    Unreadable(OpError),
    /// It is gone.
    Missing,
}

/// Does file jobs until nobody asks any more.
pub(super) fn work_on_files(
    jobs: &Receiver<FileJob>,
    sink: &Sink,
    station: &Station,
    templates: &[Template],
) {
    let worker = Worker {
        station,
        templates,
        ended: RefCell::default(),
    };
    while let Ok(job) = jobs.recv() {
        sink.run(Work::Files, || worker.work(job));
    }
}

struct Worker<'a> {
    station: &'a Station,
    templates: &'a [Template],
    /// Sessions that are known to have ended, because they left something: they never come back.
    ended: RefCell<Vec<String>>,
}

impl Worker<'_> {
    fn work(&self, job: FileJob) -> Done {
        let disk = self.disk();
        match job {
            FileJob::Load(fetch, at) => {
                let result = self.open(&fetch, at);
                Done::Loaded(fetch, result)
            }
            FileJob::Import(path) => {
                let result = ops::import(disk, &path, self.templates, (None, None)).map(Box::new);
                Done::Imported(path, result)
            }
            FileJob::CheckTarget(pick, path) => {
                let exists = ops::exists(disk, &path);
                Done::Target { pick, path, exists }
            }
            FileJob::List(folder) => Done::Listed(folder::list(&folder)),
            FileJob::Save(job) => {
                let result = self.save(&job).map(Box::new);
                let SaveJob {
                    document,
                    mark,
                    next,
                    ..
                } = *job;
                Done::Saved {
                    document,
                    mark,
                    next,
                    result,
                }
            }
            FileJob::Release(lock) => {
                // A lock that stays is known to be stale once this window is gone.
                lock::release(disk, &lock).ok();
                Done::Settled
            }
            FileJob::Leave(lock) => {
                if let Some(lock) = lock {
                    lock::release(disk, &lock).ok();
                }
                self.station.end_session();
                Done::Left
            }
            FileJob::Look { path, expected } => {
                let outside = look(disk, &path, expected);
                Done::Looked {
                    path,
                    expected,
                    outside,
                }
            }
            FileJob::Keep {
                kept,
                file,
                draft,
                at,
            } => {
                let result = self.keep(file.as_deref(), &draft, at);
                Done::Kept { kept, result }
            }
            other => self.work_on_the_past(other),
        }
    }

    /// Versions, journals of earlier windows and settings.
    fn work_on_the_past(&self, job: FileJob) -> Done {
        let (disk, places) = (self.disk(), &self.station.places);
        match job {
            FileJob::FindLeftovers => {
                let found = recovery::find(disk, places, self.templates);
                let ended = found
                    .iter()
                    .filter_map(|found| found.leftover.held_session());
                self.ended.replace(ended.map(str::to_owned).collect());
                Done::Leftovers(found)
            }
            FileJob::ShrinkVersions(at) => {
                use crate::store::versions::{MAX_TOTAL_BYTES, shrink};
                // Nothing waits for it; the next start tries again.
                shrink(disk, places, at.date(), MAX_TOTAL_BYTES).ok();
                Done::Settled
            }
            FileJob::ForgetLeftover(leftover) => Done::LeftoverForgotten(
                crate::store::recovery::forget(disk, &leftover).map_err(|err| err.to_string()),
            ),
            FileJob::ExportLeftover(leftover, path) => {
                let result = recovery::export(disk, &leftover, &path);
                Done::LeftoverExported(path, result)
            }
            FileJob::ListVersions(of) => self.list_versions(of),
            FileJob::PinVersion(of, version, pin) => {
                match crate::store::versions::pin(disk, &version, pin) {
                    Ok(_) => self.list_versions(of),
                    Err(err) => Done::Versions(of, Err(err.to_string())),
                }
            }
            FileJob::ReadVersion(path) => {
                let result = ops::load(disk, &path).map(Box::new);
                Done::VersionRead(path, result)
            }
            FileJob::CheckRecent(paths) => Done::Recent(
                paths
                    .into_iter()
                    .map(|path| {
                        let exists = ops::exists(disk, &path);
                        (path, exists)
                    })
                    .collect(),
            ),
            FileJob::SaveSettings(settings) => match self.save_settings(&settings) {
                Ok(_) => Done::Settled,
                Err(err) => Done::SettingsFailed(err.to_string()),
            },
            _ => Done::Settled,
        }
    }

    fn disk(&self) -> &dyn Disk {
        self.station.disk.as_ref()
    }

    /// Who this window is to others; `None` where its session could not begin, so that no lock of
    /// it could be told from a stale one.
    fn me(&self) -> Option<Me> {
        let session = self.station.session(|session| session.id().to_owned());
        Some(Me {
            ended: self.ended.borrow().clone(),
            ..Me::of_this_process(self.disk(), session.ok()?)
        })
    }

    fn open(&self, fetch: &Fetch, at: Moment) -> Result<Opened, OpError> {
        let (disk, path) = (self.disk(), fetch.path.as_path());
        save::sweep(disk, disk::folder_of(path));
        let loaded = ops::load(disk, path)?;
        ops::template_of(self.templates, &loaded.draft, path)?;
        let access = match (fetch.manner, self.me()) {
            (Manner::ReadOnly, me) => Access::ReadOnly(
                me.and_then(|me| lock::holder(disk, &self.station.places, path, &me))
                    .unwrap_or_default(),
            ),
            (_, None) => Access::Own(None),
            (Manner::Edit, Some(me)) => match self.take_lock(path, &me, at) {
                Ok(lock) => Access::Own(lock),
                Err(holder) => return Ok(Opened::InUse(holder)),
            },
            (Manner::Seize, Some(me)) => match lock::seize(disk, path, &me, at) {
                Ok(lock::Outcome::Held(lock)) => Access::Own(Some(lock)),
                Ok(_) | Err(_) => Access::Own(None),
            },
        };
        // Whoever had the file until now may have written it since it was read.
        let loaded = ops::load(disk, path).unwrap_or(loaded);
        Ok(Opened::Draft {
            loaded: Box::new(loaded),
            access,
        })
    }

    fn save(&self, job: &SaveJob) -> Result<Written, OpError> {
        let (lock, is_new) = match &job.lock {
            LockWish::Have(lock) => (lock.clone(), false),
            LockWish::Acquire => (self.lock_for_saving(&job.path, job.at)?, true),
        };
        let written = self.write(job, lock.clone());
        if let (Err(_), Some(lock), true) = (&written, &lock, is_new) {
            lock::release(self.disk(), lock).ok();
        }
        written
    }

    fn lock_for_saving(&self, path: &Path, at: Moment) -> Result<Option<FileLock>, OpError> {
        let Some(me) = self.me() else {
            return Ok(None);
        };
        let in_use = |holder| OpError::InUse {
            path: path.to_owned(),
            holder,
        };
        self.take_lock(path, &me, at).map_err(in_use)
    }

    /// The lock of a file, `None` where the folder does not allow one; or who has it.
    fn take_lock(&self, path: &Path, me: &Me, at: Moment) -> Result<Option<FileLock>, Holder> {
        match lock::acquire(self.disk(), &self.station.places, path, me, at) {
            Ok(lock::Outcome::Held(lock)) => Ok(Some(lock)),
            Ok(lock::Outcome::Taken(holder)) => Err(holder),
            Ok(lock::Outcome::Impossible) | Err(_) => Ok(None),
        }
    }

    fn write(&self, job: &SaveJob, lock: Option<FileLock>) -> Result<Written, OpError> {
        let text = crate::store::format::write(&job.draft)?;
        let bytes = text.as_bytes();
        let keep = |kind, bytes: &[u8]| self.keep_bytes(Some(&job.path), kind, bytes, job.at);
        let mut unversioned = None;
        let saved = save::save_draft(self.disk(), &job.path, bytes, job.expected, |old| {
            unversioned = keep(Kind::Replaced, old).err();
        });
        let saved = saved.map_err(|source| OpError::Save {
            path: job.path.clone(),
            source,
        })?;
        let unversioned = unversioned.or(keep(Kind::Saved, bytes).err());
        Ok(Written {
            file: OpenFile {
                path: job.path.clone(),
                content: saved.content_hash,
                access: Access::Own(lock),
            },
            saved,
            unversioned,
        })
    }

    /// Keeps a state as it is: beyond the limits of the format too, which only a later version of
    /// the program may then open.
    fn keep(&self, file: Option<&Path>, draft: &Draft, at: Moment) -> Result<(), String> {
        let text = crate::store::format::write(draft)
            .unwrap_or_else(|_| crate::store::format::body(draft));
        self.keep_bytes(file, Kind::Discarded, text.as_bytes(), at)
    }

    fn keep_bytes(
        &self,
        file: Option<&Path>,
        kind: Kind,
        bytes: &[u8],
        at: Moment,
    ) -> Result<(), String> {
        let kept =
            crate::store::versions::keep(self.disk(), &self.station.places, file, kind, bytes, at);
        kept.map(|_| ()).map_err(|err| err.to_string())
    }

    fn list_versions(&self, of: VersionsOf) -> Done {
        let list = versions::list(self.disk(), &self.station.places, &of, self.templates);
        Done::Versions(of, list.map_err(|err| err.to_string()))
    }

    /// Other windows remember files too: theirs stand behind ours.
    fn save_settings(&self, settings: &Settings) -> Result<Saved, SaveError> {
        let (disk, places) = (self.disk(), &self.station.places);
        let mut merged = settings.clone();
        let (there, _) = settings::load(disk, places);
        let theirs = there.recent.into_iter();
        let theirs = theirs.filter(|path| !settings.recent.contains(path));
        merged.recent.extend(theirs);
        settings::save(disk, places, &merged)
    }
}

/// Other programs save by moving files about, so that a file is away for a moment.
const LOOKS_FOR_MISSING: u32 = 5;
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

fn look(disk: &dyn Disk, path: &Path, expected: ContentHash) -> Outside {
    for _ in 0..LOOKS_FOR_MISSING {
        match crate::store::load_bytes(disk, path) {
            Ok(bytes) if ContentHash::of(&bytes) == expected => return Outside::Same,
            Err(LoadError::NotFound { .. }) => disk.pause(BETWEEN_LOOKS),
            Ok(_) | Err(_) => break,
        }
    }
    match ops::load(disk, path) {
        Ok(loaded) if loaded.content_hash == expected => Outside::Same,
        Ok(loaded) => Outside::Changed(Box::new(loaded)),
        Err(OpError::Load {
            source: LoadError::NotFound { .. },
            ..
        }) => Outside::Missing,
        Err(err) => Outside::Unreadable(err),
    }
}
