//! A file system in memory that ends with the test.

use super::writer::{do_it, run_in};
use crate::cli::program::Folder;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;

/// A mounted file system, empty at first.
pub(super) struct Tmpfs(Folder);

impl Tmpfs {
    /// Mounts a file system with these options, e.g. `size=64k`; only root may do so.
    #[track_caller]
    pub(super) fn mount(options: &str) -> Self {
        let folder = Folder::new();
        let place = folder.path(".");
        let words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs"].map(Path::new);
        do_it(&[&words[..], &[&place]].concat());
        Self(folder)
    }

    /// Where it is mounted.
    pub(super) fn root(&self) -> PathBuf {
        self.0.path("")
    }

    /// Lets nobody write on it.
    #[track_caller]
    pub(super) fn protect(&self) {
        let words = ["mount", "-o", "remount,ro"].map(Path::new);
        do_it(&[&words[..], &[&self.root()]].concat());
    }

    /// Fills it to the last page with a file of this name.
    #[track_caller]
    pub(super) fn fill(&self, name: &str) {
        let path = self.root().join(name);
        let mut options = OpenOptions::new();
        let file = options.append(true).create(true).open(path);
        let mut file = file.expect("there is room for a name");
        while file.write_all(&[b'x'; 4096]).is_ok() {}
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        // Lazy, because it must go even where something still stands in it.
        let words = ["umount", "-l"].map(Path::new);
        let ended = run_in(Path::new("/"), &[&words[..], &[&self.root()]].concat());
        assert!(
            ended.code() == Some(0) || thread::panicking(),
            "still mounted: {ended:?}"
        );
    }
}
