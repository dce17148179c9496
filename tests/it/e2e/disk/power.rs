//! The power goes after any call of a save: what may be on the disk then.
//!
//! A model of a disk is told what a writer asked of it. Names change in the order in which they
//! were asked to, but may lag behind until a wait for the folder. The bytes of a file that nothing
//! has waited for may be there, or be lost whole or in part, or be zeros.

use super::strace::{self, Bytes, Call};
use super::writer::{DONE, Found, NAME, Writer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files of a folder and their numbers in [`Model::files`].
type Names = BTreeMap<PathBuf, usize>;

/// A disk as it may be found after the power has gone.
struct Model {
    files: Vec<File>,
    /// What the folder may hold: as it was at the last wait for it, and after each change since.
    histories: Vec<Names>,
    /// What is open, by process and number; `None` is the folder.
    open: BTreeMap<(u32, i64), Option<Cursor>>,
}

#[derive(Debug, Clone, Copy)]
struct Cursor {
    file: usize,
    at: usize,
}

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    /// What the last wait for the file confirmed.
    confirmed: Vec<u8>,
    is_confirmed: bool,
}

/// What the disks hold on which the power has gone.
#[derive(Debug, Default)]
struct Survey {
    images: usize,
    old: usize,
    new: usize,
    corrupt: usize,
    /// Old ones after the writer had said that the new one is written.
    lost: usize,
}

/// Calls that change neither names nor bytes.
const HARMLESS: &[&str] = &[
    "access",
    "close",
    "execve",
    "faccessat2",
    "fadvise64",
    "fchmod",
    "fchown",
    "fcntl",
    "fstat",
    "ioctl",
    "lseek",
    "lstat",
    "newfstatat",
    "read",
    "stat",
    "statx",
];

impl Model {
    fn new(target: &Path, old: Option<&[u8]>) -> Self {
        let files = old.map(|bytes| File {
            bytes: bytes.to_vec(),
            confirmed: bytes.to_vec(),
            is_confirmed: true,
        });
        let files: Vec<File> = files.into_iter().collect();
        let names = files.iter().map(|_| (target.to_path_buf(), 0));
        Self {
            histories: vec![names.collect()],
            files,
            open: BTreeMap::new(),
        }
    }

    /// Takes over what a call has done to a folder.
    fn follow(&mut self, call: &Call, folder: &Path) {
        let key = |place| Some((call.process, call.descriptor(place)?));
        let path = |place| call.path(place).expect("this call names a file");
        match call.name.as_str() {
            "openat" => {
                let opened = (path(1) != folder).then(|| self.open_file(&path(1), call.arg(2)));
                self.open.insert((call.process, call.result), opened);
            }
            "dup2" | "dup3" => {
                let original = key(0).and_then(|key| self.open.get(&key).copied());
                let original = original.expect("what is doubled is open");
                self.open.insert((call.process, call.result), original);
            }
            "write" => {
                let cursor = key(0).and_then(|key| self.open.get_mut(&key)?.as_mut());
                let cursor = cursor.expect("what is written is an open file");
                let mut bytes = call.text(1);
                bytes.truncate(call.result as usize);
                self.files[cursor.file].write(cursor.at, &bytes);
                cursor.at += bytes.len();
            }
            "fsync" | "fdatasync" => match key(0).and_then(|key| self.open.get(&key)) {
                Some(Some(cursor)) => self.files[cursor.file].confirm(),
                Some(None) => self.histories = self.histories.split_off(self.histories.len() - 1),
                None => panic!("a wait for what is not open: {call:?}"),
            },
            "rename" => self.rename(&path(0), path(1)),
            "renameat" | "renameat2" => self.rename(&path(1), path(3)),
            "unlink" => self.remove(&path(0)),
            _ => panic!("the model does not know {call:?}"),
        }
    }

    fn names(&self) -> &Names {
        self.histories.last().expect("there is always one")
    }

    fn open_file(&mut self, path: &Path, flags: &str) -> Cursor {
        let file = self.names().get(path).copied().unwrap_or_else(|| {
            self.files.push(File::default());
            let file = self.files.len() - 1;
            let mut names = self.names().clone();
            names.insert(path.to_path_buf(), file);
            self.histories.push(names);
            file
        });
        if flags.contains("O_TRUNC") {
            self.files[file].empty();
        }
        Cursor { file, at: 0 }
    }

    fn rename(&mut self, from: &Path, to: PathBuf) {
        let mut names = self.names().clone();
        let file = names.remove(from).expect("what is renamed is there");
        names.insert(to, file);
        self.histories.push(names);
    }

    fn remove(&mut self, path: &Path) {
        let mut names = self.names().clone();
        names.remove(path).expect("what is removed is there");
        self.histories.push(names);
    }

    /// All that may stand under a name if the power goes now; `None` where nothing does.
    fn images(&self, path: &Path) -> Vec<Option<Vec<u8>>> {
        let files = self.histories.iter().map(|names| names.get(path));
        let images = files.map(|file| match file {
            None => vec![None],
            Some(file) => self.files[*file].images().into_iter().map(Some).collect(),
        });
        images.flatten().collect()
    }
}

impl File {
    fn write(&mut self, at: usize, bytes: &[u8]) {
        self.bytes.resize(self.bytes.len().max(at + bytes.len()), 0);
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
        self.is_confirmed = false;
    }

    fn empty(&mut self) {
        self.bytes.clear();
        self.is_confirmed = false;
    }

    fn confirm(&mut self) {
        self.confirmed.clone_from(&self.bytes);
        self.is_confirmed = true;
    }

    /// What the file may hold if the power goes now.
    fn images(&self) -> Vec<Vec<u8>> {
        let whole = &self.bytes;
        if self.is_confirmed {
            return vec![whole.clone()];
        }
        let half = whole[..whole.len() / 2].to_vec();
        let mut half_zeros = half.clone();
        half_zeros.resize(whole.len(), 0);
        vec![
            whole.clone(),
            self.confirmed.clone(),
            Vec::new(),
            vec![0; whole.len()],
            half,
            half_zeros,
        ]
    }
}

/// Lets the power go before and after each call of a writer.
#[track_caller]
fn survey(writer: &Writer) -> Survey {
    let room = writer.room();
    let (folder, target) = (room.path(""), room.path(NAME));
    let (ended, calls) = strace::run(writer, &target, &[], Bytes::Seen);
    ended.ends(0);
    let mut model = Model::new(&target, writer.old.as_deref());
    let mut survey = Survey::default();
    let mut is_told = false;
    survey.add(writer, &model.images(&target), is_told);
    for call in calls.iter().filter(|call| call.result >= 0) {
        if call.name == "write" && call.text(1).starts_with(DONE.as_bytes()) {
            is_told = true;
        } else if call.is_about(&folder) && !HARMLESS.contains(&call.name.as_str()) {
            model.follow(call, &folder);
        } else {
            continue;
        }
        survey.add(writer, &model.images(&target), is_told);
    }
    // Who says nothing says so by ending.
    survey.add(writer, &model.images(&target), true);
    // With power, the model and the disk are one.
    let last = model
        .names()
        .get(&target)
        .map(|file| &model.files[*file].bytes);
    assert_eq!(last, Some(&writer.new), "{writer}");
    survey
}

impl Survey {
    fn add(&mut self, writer: &Writer, images: &[Option<Vec<u8>>], is_told: bool) {
        for image in images {
            self.images += 1;
            match writer.judge(image.as_deref()) {
                Found::New => self.new += 1,
                Found::Old if is_told => self.lost += 1,
                Found::Old => self.old += 1,
                Found::Corrupt => self.corrupt += 1,
            }
        }
    }
}

#[test]
fn whenever_the_power_goes_the_file_is_the_old_or_the_new_one_and_stays_when_it_is_told() {
    for writer in Writer::all() {
        let survey = survey(&writer);
        assert_eq!(
            (survey.corrupt, survey.lost),
            (0, 0),
            "{writer}: {survey:?}"
        );
        assert!(
            survey.images >= 10 && survey.new >= 3,
            "{writer}: {survey:?}"
        );
    }
}

/// What a script loses that writes a new file as the program does, but for some steps.
#[track_caller]
fn check_script(script: &'static str, is_corrupt: Findings, is_lost: Findings) {
    let survey = survey(&Writer::of_line(&["sh", "-ec", script]));
    let found = |count: usize| {
        if count > 0 {
            Findings::Some
        } else {
            Findings::None
        }
    };
    let expected = (is_corrupt, is_lost);
    let found = (found(survey.corrupt), found(survey.lost));
    assert_eq!(found, expected, "{script}: {survey:?}");
}

/// Whether anything is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Findings {
    None,
    Some,
}

#[test]
fn the_model_finds_every_step_that_is_left_out() {
    use Findings::{None, Some};
    check_script("dd if=new of=TARGET bs=4k status=none", Some, Some);
    check_script(
        "dd if=new of=TARGET bs=4k status=none conv=fsync",
        Some,
        None,
    );
    check_script(
        "dd if=new of=TARGET.new bs=4k status=none; mv TARGET.new TARGET; f=TARGET; \
         sync ${f%/*}",
        Some,
        None,
    );
    check_script(
        "dd if=new of=TARGET.new bs=4k status=none conv=fsync; mv TARGET.new TARGET",
        None,
        Some,
    );
    check_script(
        "dd if=new of=TARGET.new bs=4k status=none conv=fsync; mv TARGET.new TARGET; f=TARGET; \
         sync ${f%/*}",
        None,
        None,
    );
}
