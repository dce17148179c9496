//! The steps of a simulated disk, as [`Disk`] asks for them.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{Fault, Node, SimDisk, Step};
use crate::store::disk::{Attributes, Disk, Held, Kind, Metadata};

impl SimDisk {
    /// Logs a step and asks the plan about it.
    fn step(&self, step: Step) -> io::Result<Option<Fault>> {
        let mut state = self.state();
        state.log.push(step);
        match (self.plan)(state.log.len(), step) {
            Some(Fault::Error(kind)) => Err(kind.into()),
            fault => Ok(fault),
        }
    }

    /// Writes bytes to the end of a file; half of them where that fails.
    fn add(&self, path: &Path, bytes: &[u8], step: Step) -> io::Result<()> {
        let written = self.step(step);
        let n_written = match written {
            Ok(None) => bytes.len(),
            Ok(Some(_)) | Err(_) => bytes.len() / 2,
        };
        let mut state = self.state();
        let file = state.file_mut(path)?;
        file.bytes.extend(bytes.iter().take(n_written));
        written.map(|_| ())
    }

    /// Waits until the disk has the bytes of a file.
    fn wait_for(&self, path: &Path, step: Step) -> io::Result<()> {
        let waited = self.step(step);
        let mut state = self.state();
        let file = state.file_mut(path)?;
        match waited {
            Ok(None) => file.confirm(),
            Ok(Some(_)) => {}
            Err(_) => file.lose(),
        }
        waited.map(|_| ())
    }
}

impl Disk for SimDisk {
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.step(Step::Metadata)?;
        let state = self.state();
        let (kind, length, read_only) = match state.node(path)? {
            Node::File { read_only, .. } => {
                let length = state.bytes(path)?.len() as u64;
                (Kind::File, length, *read_only)
            }
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
        let mut bytes = self.state().bytes(path)?.to_vec();
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
        self.state().make_file(path)?;
        self.add(path, bytes, Step::Write)?;
        self.wait_for(path, Step::Sync)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename)?;
        self.state().rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let fault = self.step(Step::SyncFolder)?;
        let mut state = self.state();
        state.node(folder)?;
        if fault.is_none() {
            state.confirm_names(folder);
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(Step::Remove)?;
        let mut state = self.state();
        state.node(path)?;
        state.remove_name(path);
        Ok(())
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.add(path, bytes, Step::Append)?;
        self.wait_for(path, Step::SyncAppended)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::MakeFolder)?;
        let mut state = self.state();
        let mut missing = Vec::new();
        for above in folder.ancestors() {
            match state.node(above) {
                Ok(Node::Folder) => break,
                Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
                Err(_) => missing.push(above),
            }
        }
        for folder in missing.into_iter().rev() {
            state.add_name(folder, Node::Folder);
        }
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
            self.state().make_file(path)?;
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
