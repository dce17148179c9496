//! `SimDisk`: a disk in memory that fails when and how a test wants it to.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Attributes, Disk, Held, Kind, Metadata};

/// One step of a disk; what [`Disk::create_new`] does are three.
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
    /// The step says that it succeeded; a write lost half of the bytes.
    Lie,
}

/// Decides for a step and its number, from 1, what goes wrong in it.
type Plan = Box<dyn Fn(usize, Step) -> Option<Fault> + Send + Sync>;

/// A disk in memory.
///
/// Limits: paths are compared as they are written, and a folder is there once something was put
/// into it; nothing is lost by a power cut.
pub struct SimDisk {
    plan: Plan,
    state: Mutex<State>,
    locks: Arc<Mutex<BTreeSet<PathBuf>>>,
}

#[derive(Default)]
struct State {
    nodes: BTreeMap<PathBuf, Node>,
    log: Vec<Step>,
    pauses: Vec<Duration>,
    ages: BTreeMap<PathBuf, Duration>,
}

#[derive(Clone)]
enum Node {
    File { bytes: Vec<u8>, read_only: bool },
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
        let bytes = bytes.to_vec();
        let read_only = false;
        self.put(path.as_ref(), Node::File { bytes, read_only });
    }

    /// Puts a file that is marked as not to be written.
    pub fn put_read_only_file(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let bytes = bytes.to_vec();
        let read_only = true;
        self.put(path.as_ref(), Node::File { bytes, read_only });
    }

    /// Puts an empty folder.
    pub fn put_folder(&self, path: impl AsRef<Path>) {
        self.put(path.as_ref(), Node::Folder);
    }

    /// Puts a link to a path that may or may not exist.
    pub fn put_link(&self, path: impl AsRef<Path>, to: impl AsRef<Path>) {
        self.put(path.as_ref(), Node::Link(to.as_ref().to_path_buf()));
    }

    /// Puts something that is neither file nor folder, such as a pipe.
    pub fn put_other(&self, path: impl AsRef<Path>) {
        self.put(path.as_ref(), Node::Other);
    }

    /// Says how long ago a file was written; files are new otherwise.
    pub fn let_age(&self, path: impl AsRef<Path>, age: Duration) {
        let path = path.as_ref().to_path_buf();
        self.state().ages.insert(path, age);
    }

    /// The bytes of a file; `None` where there is none.
    pub fn file(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.state().file(path.as_ref()).ok()
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

    fn put(&self, path: &Path, node: Node) {
        let mut state = self.state();
        for folder in path.ancestors().skip(1) {
            state.nodes.insert(folder.to_path_buf(), Node::Folder);
        }
        state.nodes.insert(path.to_path_buf(), node);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Logs a step and asks the plan about it.
    fn step(&self, step: Step) -> io::Result<Option<Fault>> {
        let mut state = self.state();
        state.log.push(step);
        match (self.plan)(state.log.len(), step) {
            Some(Fault::Error(kind)) => Err(kind.into()),
            fault => Ok(fault),
        }
    }
}

impl State {
    fn node(&self, path: &Path) -> io::Result<&Node> {
        self.nodes
            .get(path)
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn file(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.node(path)? {
            Node::File { bytes, .. } => Ok(bytes.clone()),
            Node::Folder => Err(io::ErrorKind::IsADirectory.into()),
            Node::Link(_) | Node::Other => Err(io::ErrorKind::InvalidInput.into()),
        }
    }
}

impl Disk for SimDisk {
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.step(Step::Metadata)?;
        let state = self.state();
        let (kind, length, read_only) = match state.node(path)? {
            Node::File { bytes, read_only } => (Kind::File, bytes.len() as u64, *read_only),
            Node::Folder => (Kind::Folder, 0, false),
            Node::Link(_) => (Kind::Link, 0, false),
            Node::Other => (Kind::Other, 0, false),
        };
        Ok(Metadata {
            kind,
            length,
            read_only,
            attributes: Attributes::default(),
            names: 1,
            age: Some(state.ages.get(path).copied().unwrap_or_default()),
        })
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.step(Step::ReadLink)?;
        match self.state().node(path)? {
            Node::Link(to) => Ok(to.clone()),
            Node::File { .. } | Node::Folder | Node::Other => {
                Err(io::ErrorKind::InvalidInput.into())
            }
        }
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.step(Step::Read)?;
        let mut bytes = self.state().file(path)?;
        bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn create_new(
        &self,
        path: &Path,
        bytes: &[u8],
        _attributes: Option<Attributes>,
    ) -> io::Result<()> {
        self.step(Step::Create)?;
        if self.state().nodes.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.state().node(super::folder_of(path))?;
        self.put_file(path, &[]);
        let written = self.step(Step::Write);
        let half = bytes.iter().take(bytes.len() / 2).copied();
        match written {
            Ok(None) => self.put_file(path, bytes),
            Ok(Some(_)) | Err(_) => self.put_file(path, &half.collect::<Vec<_>>()),
        }
        written?;
        self.step(Step::Sync).map(|_| ())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename)?;
        let mut state = self.state();
        let node = state.node(from)?.clone();
        state.nodes.remove(from);
        state.nodes.insert(to.to_path_buf(), node);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::SyncFolder)?;
        self.state().node(folder).map(|_| ())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(Step::Remove)?;
        let mut state = self.state();
        state.node(path)?;
        state.nodes.remove(path);
        Ok(())
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let written = self.step(Step::Append);
        let mut present = self.state().file(path)?;
        let added = match written {
            Ok(None) => bytes.len(),
            Ok(Some(_)) | Err(_) => bytes.len() / 2,
        };
        present.extend(bytes.iter().take(added));
        self.put_file(path, &present);
        written?;
        self.step(Step::SyncAppended).map(|_| ())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::MakeFolder)?;
        match self.state().node(folder) {
            Ok(Node::Folder) => return Ok(()),
            Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => {}
        }
        self.put_folder(folder);
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.step(Step::List)?;
        let state = self.state();
        match state.node(folder)? {
            Node::Folder => {}
            _ => return Err(io::ErrorKind::NotADirectory.into()),
        }
        let inside = state.nodes.keys();
        let inside = inside.filter(|path| path.parent() == Some(folder));
        Ok(inside
            .filter_map(|path| path.file_name().map(Into::into))
            .collect())
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        self.step(Step::Lock)?;
        if self.state().node(path).is_err() {
            self.state().node(super::folder_of(path))?;
            self.put_file(path, &[]);
        }
        let path = path.to_path_buf();
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(locks.insert(path.clone()).then(|| -> Box<dyn Held> {
            Box::new(SimLock {
                path,
                locks: Arc::clone(&self.locks),
            })
        }))
    }

    fn pause(&self, duration: Duration) {
        self.state().pauses.push(duration);
    }
}

/// A lock on a file of a [`SimDisk`].
#[derive(Debug)]
struct SimLock {
    path: PathBuf,
    locks: Arc<Mutex<BTreeSet<PathBuf>>>,
}

impl Held for SimLock {}

impl Drop for SimLock {
    fn drop(&mut self) {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        locks.remove(&self.path);
    }
}
