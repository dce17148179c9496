//! `SimDisk`: a disk in memory that fails when and how a test wants it to.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

mod power;
mod state;
mod steps;

use state::{Content, FileId, State};

/// One step of a disk; what [`super::Disk::create_new`] does are three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Looking at a path.
    Metadata,
    /// Reading a link.
    ReadLink,
    /// Reading a file.
    Read,
    /// Making an empty file.
    Create,
    /// Writing its bytes; where this fails, half of them are written.
    Write,
    /// Waiting for its bytes.
    Sync,
    /// Renaming.
    Rename,
    /// Waiting for a folder.
    SyncFolder,
    /// Removing.
    Remove,
    /// Adding to a file; where this fails, half of it is added.
    Append,
    /// Waiting for what was added.
    SyncAppended,
    /// Making folders.
    MakeFolder,
    /// Listing a folder.
    List,
    /// Taking a lock.
    Lock,
}

/// What goes wrong in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The step fails with an error of this kind.
    Error(io::ErrorKind),
    /// The step says that it succeeded; a write lost half of the bytes, and waiting for bytes or
    /// names confirmed none.
    Lie,
}

/// Decides for a step and its number, from 1, what goes wrong in it.
type Plan = Box<dyn Fn(usize, Step) -> Option<Fault> + Send + Sync>;

/// A disk in memory.
///
/// It knows what the running program sees, and what of it a power cut would leave: see
/// [`SimDisk::after_power_cut`]. What a test puts there is confirmed, as if it had always been.
///
/// Limits: paths are compared as they are written, and a folder is there once something was put
/// into it.
pub struct SimDisk {
    plan: Plan,
    state: Mutex<State>,
    locks: Arc<Mutex<BTreeSet<PathBuf>>>,
}

/// What a name stands for.
#[derive(Clone)]
enum Node {
    File { id: FileId, read_only: bool },
    Folder,
    Link(PathBuf),
    Other,
}

impl Default for SimDisk {
    fn default() -> Self {
        Self::with_faults(|_, _| None)
    }
}

impl SimDisk {
    /// An empty disk on which nothing goes wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty disk whose n-th step (from 1) fails with an error of this kind.
    pub fn failing_at(n: usize, kind: io::ErrorKind) -> Self {
        Self::with_faults(move |number, _| (number == n).then_some(Fault::Error(kind)))
    }

    /// An empty disk on which the plan decides what goes wrong.
    pub fn with_faults(
        plan: impl Fn(usize, Step) -> Option<Fault> + Send + Sync + 'static,
    ) -> Self {
        Self {
            plan: Box::new(plan),
            state: Mutex::default(),
            locks: Arc::default(),
        }
    }

    /// Puts a file with these bytes, and the folders above it.
    pub fn put_file(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let mut state = self.state();
        let id = state.new_file(Content::confirmed(bytes.to_vec()));
        let read_only = false;
        state.put(path.as_ref(), Node::File { id, read_only });
    }

    /// Takes a file away.
    pub fn remove_file(&self, path: impl AsRef<Path>) {
        self.state().nodes.remove(path.as_ref());
    }

    /// Puts a file that is marked as not to be written.
    pub fn put_read_only_file(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let mut state = self.state();
        let id = state.new_file(Content::confirmed(bytes.to_vec()));
        let read_only = true;
        state.put(path.as_ref(), Node::File { id, read_only });
    }

    /// Puts an empty folder.
    pub fn put_folder(&self, path: impl AsRef<Path>) {
        self.state().put(path.as_ref(), Node::Folder);
    }

    /// Puts a link to a path that may or may not exist.
    pub fn put_link(&self, path: impl AsRef<Path>, to: impl AsRef<Path>) {
        self.state()
            .put(path.as_ref(), Node::Link(to.as_ref().to_path_buf()));
    }

    /// Puts something that is neither file nor folder, such as a pipe.
    pub fn put_other(&self, path: impl AsRef<Path>) {
        self.state().put(path.as_ref(), Node::Other);
    }

    /// Says how long ago a file was written; files are new otherwise.
    pub fn let_age(&self, path: impl AsRef<Path>, age: Duration) {
        let path = path.as_ref().to_path_buf();
        self.state().ages.insert(path, age);
    }

    /// The bytes of a file; `None` where there is none.
    pub fn file(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.state().bytes(path.as_ref()).ok().map(<[u8]>::to_vec)
    }

    /// The paths of all files, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        let state = self.state();
        let files = state
            .nodes
            .iter()
            .filter(|(_, node)| matches!(node, Node::File { .. }));
        files.map(|(path, _)| path.clone()).collect()
    }

    /// The steps so far, failed ones too.
    pub fn log(&self) -> Vec<Step> {
        self.state().log.clone()
    }

    /// The pauses so far; none of them took any time.
    pub fn pauses(&self) -> Vec<Duration> {
        self.state().pauses.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
