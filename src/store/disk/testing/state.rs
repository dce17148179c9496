//! What a simulated disk holds: names and files, and what of both the disk has confirmed.
//!
//! Invariants: the names a program sees are the confirmed ones with the open changes applied in
//! order; a file's bytes outlive its last name, because an older name may return.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Node, Step};
use crate::store::disk::folder_of;

/// The number of a file, however it is called.
pub(super) type FileId = usize;

/// Everything that changes on a simulated disk.
#[derive(Default)]
pub(super) struct State {
    /// The names as the running program sees them.
    pub(super) nodes: BTreeMap<PathBuf, Node>,
    /// The names that a power cut leaves in any case.
    pub(super) confirmed: BTreeMap<PathBuf, Node>,
    /// The changes of names that no folder has confirmed, the oldest first.
    pub(super) changes: Vec<NameChange>,
    /// The files by their numbers.
    pub(super) files: Vec<Content>,
    pub(super) log: Vec<Step>,
    pub(super) pauses: Vec<Duration>,
    pub(super) ages: BTreeMap<PathBuf, Duration>,
}

/// One change of the names of a folder; it happens as a whole or not at all.
#[derive(Clone)]
pub(super) struct NameChange {
    pub(super) folder: PathBuf,
    pub(super) removed: Option<PathBuf>,
    pub(super) added: Option<(PathBuf, Node)>,
}

impl NameChange {
    /// A name comes, perhaps in place of another one of that name.
    fn adding(path: &Path, node: Node) -> Self {
        Self {
            folder: folder_of(path).to_path_buf(),
            removed: None,
            added: Some((path.to_path_buf(), node)),
        }
    }

    /// A name goes.
    fn removing(path: &Path) -> Self {
        Self {
            folder: folder_of(path).to_path_buf(),
            removed: Some(path.to_path_buf()),
            added: None,
        }
    }

    /// Lets the change happen.
    pub(super) fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        if let Some(path) = &self.removed {
            names.remove(path);
        }
        if let Some((path, node)) = &self.added {
            names.insert(path.clone(), node.clone());
        }
    }
}

/// The bytes of a file as the running program sees them.
#[derive(Clone, Default)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    /// Parts that the disk failed to confirm: it took them for written then, so that waiting
    /// again brings nothing.
    lost: Vec<Range<usize>>,
    /// What was written from here on was not waited for.
    waited_for: usize,
}

impl Content {
    /// Bytes that the disk has.
    pub(super) fn confirmed(bytes: Vec<u8>) -> Self {
        Self {
            waited_for: bytes.len(),
            bytes,
            lost: Vec::new(),
        }
    }

    /// The parts that a power cut may spoil, the first of them first; none is empty.
    pub(super) fn doubtful(&self) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let open = self.waited_for..self.bytes.len();
        let open = Some(open).filter(|open| !open.is_empty());
        self.lost.iter().cloned().chain(open)
    }

    /// The disk has everything that was not lost before.
    pub(super) fn confirm(&mut self) {
        self.waited_for = self.bytes.len();
    }

    /// The disk failed to write what it was asked to wait for.
    pub(super) fn lose(&mut self) {
        let open = self.waited_for..self.bytes.len();
        self.lost.extend(Some(open).filter(|open| !open.is_empty()));
        self.confirm();
    }
}

impl State {
    /// What stands at a path.
    pub(super) fn node(&self, path: &Path) -> io::Result<&Node> {
        self.nodes
            .get(path)
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn file_id(&self, path: &Path) -> io::Result<FileId> {
        match self.node(path)? {
            Node::File { id, .. } => Ok(*id),
            Node::Folder => Err(io::ErrorKind::IsADirectory.into()),
            Node::Link(_) | Node::Other => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// The bytes of a file as the program sees them.
    pub(super) fn bytes(&self, path: &Path) -> io::Result<&[u8]> {
        let id = self.file_id(path)?;
        Ok(self.files.get(id).map_or(&[], |file| &file.bytes))
    }

    /// A file, to be written or confirmed.
    pub(super) fn file_mut(&mut self, path: &Path) -> io::Result<&mut Content> {
        let id = self.file_id(path)?;
        let file = self.files.get_mut(id);
        file.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// A file that has no name yet.
    pub(super) fn new_file(&mut self, content: Content) -> FileId {
        self.files.push(content);
        self.files.len() - 1
    }

    /// Makes an empty file under a name that is free, in a folder that is there.
    pub(super) fn make_file(&mut self, path: &Path) -> io::Result<()> {
        if self.nodes.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.node(folder_of(path))?;
        let id = self.new_file(Content::default());
        let read_only = false;
        self.add_name(path, Node::File { id, read_only });
        Ok(())
    }

    /// Puts something there as if it had always been, with the folders above it.
    ///
    /// What its folder had not confirmed is confirmed with it.
    pub(super) fn put(&mut self, path: &Path, node: Node) {
        self.confirm_names(folder_of(path));
        for folder in path.ancestors().skip(1) {
            self.nodes.insert(folder.to_path_buf(), Node::Folder);
            self.confirmed.insert(folder.to_path_buf(), Node::Folder);
        }
        self.nodes.insert(path.to_path_buf(), node.clone());
        self.confirmed.insert(path.to_path_buf(), node);
    }

    /// Gives something a name.
    pub(super) fn add_name(&mut self, path: &Path, node: Node) {
        self.change(NameChange::adding(path, node));
    }

    /// Takes a name away.
    pub(super) fn remove_name(&mut self, path: &Path) {
        self.change(NameChange::removing(path));
    }

    /// Gives something another name: one change in a folder, two between folders.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let mut adding = NameChange::adding(to, self.node(from)?.clone());
        if from == to {
            return Ok(());
        }
        if folder_of(from) == folder_of(to) {
            adding.removed = Some(from.to_path_buf());
            self.change(adding);
        } else {
            self.change(adding);
            self.remove_name(from);
        }
        Ok(())
    }

    fn change(&mut self, change: NameChange) {
        change.apply(&mut self.nodes);
        self.changes.push(change);
    }

    /// The disk has the names of a folder.
    pub(super) fn confirm_names(&mut self, folder: &Path) {
        let confirmed = &mut self.confirmed;
        self.changes.retain(|change| {
            let stays_open = change.folder != folder;
            if !stays_open {
                change.apply(confirmed);
            }
            stays_open
        });
    }
}
