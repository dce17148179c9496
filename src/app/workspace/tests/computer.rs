//! A computer in memory with windows on it, each with a line to the disk of its own.
//!
//! Invariants: after [`Line::cut`] nothing that the window still has in hand reaches the disk, and
//! its locks are free, as after `kill -9`; time passes only where a test says so.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::app::effect::Effect;
use crate::app::notice::Weight;
use crate::app::workspace::Workspace;
use crate::app::{Action, Command};
use crate::model::{Draft, sample};
use crate::store::disk::testing::{Fault, SimDisk, Step};
use crate::store::disk::{Attributes, Disk, Held, Metadata};
use crate::store::{Places, format, journal};

/// The draft that most tests open.
pub(super) const FILE: &str = "/docs/draft.ron";
/// Where journals are.
pub(super) const JOURNALS: &str = "/own/data/journals";
/// Where versions are.
pub(super) const VERSIONS: &str = "/own/data/versions";

/// A computer: a disk that outlives its windows, and what goes wrong on it.
pub(super) struct Computer {
    pub(super) disk: Arc<SimDisk>,
    pub(super) faults: Arc<Faults>,
}

/// What goes wrong in the steps of the disk, from a moment that a test chooses.
#[derive(Default)]
pub(super) struct Faults(Mutex<Option<Armed>>);

struct Armed {
    /// The thread whose steps count; all of them where there is none.
    thread: Option<&'static str>,
    at: usize,
    seen: usize,
    kind: io::ErrorKind,
    lasting: Lasting,
}

/// How long a fault stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lasting {
    Once,
    ForGood,
}

impl Faults {
    /// Lets the n-th step from now, from 1, fail.
    pub(super) fn arm(
        &self,
        thread: Option<&'static str>,
        at: usize,
        (kind, lasting): (io::ErrorKind, Lasting),
    ) {
        *self.armed() = Some(Armed {
            thread,
            at,
            seen: 0,
            kind,
            lasting,
        });
    }

    /// All is well again; tells whether a step failed.
    pub(super) fn disarm(&self) -> bool {
        let armed = self.armed().take();
        armed.is_some_and(|armed| armed.seen >= armed.at)
    }

    fn armed(&self) -> MutexGuard<'_, Option<Armed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn plan(&self, _step: Step) -> Option<Fault> {
        let mut armed = self.armed();
        let armed = armed.as_mut()?;
        let this = thread::current();
        if armed.thread.is_some_and(|name| this.name() != Some(name)) {
            return None;
        }
        armed.seen += 1;
        let fails = match armed.lasting {
            Lasting::Once => armed.seen == armed.at,
            Lasting::ForGood => armed.seen >= armed.at,
        };
        fails.then_some(Fault::Error(armed.kind))
    }
}

impl Computer {
    pub(super) fn new() -> Self {
        let faults = Arc::new(Faults::default());
        let plan = Arc::clone(&faults);
        let disk = SimDisk::with_faults(move |_, step| plan.plan(step));
        disk.put_folder("/docs");
        disk.put_file("/etc/hostname", "办公室\n".as_bytes());
        Self {
            disk: Arc::new(disk),
            faults,
        }
    }

    /// A computer with the minimal draft on it.
    pub(super) fn with_draft() -> Self {
        let computer = Self::new();
        computer.put(FILE, &sample::minimal());
        computer
    }

    /// Puts a draft there, as another program would: without a word.
    pub(super) fn put(&self, path: &str, draft: &Draft) {
        self.disk
            .put_file(path, format::write(draft).unwrap().as_bytes());
    }

    /// Puts the minimal draft of a department.
    pub(super) fn put_department(&self, path: &str, department: &str) {
        self.put(path, &of_department(department));
    }

    /// A new window that has looked for what others left.
    pub(super) fn window(&self) -> Window {
        let line = Arc::new(Line::to(&self.disk));
        let disk: Arc<dyn Disk> = Arc::clone(&line) as Arc<dyn Disk>;
        let workspace = Workspace::new(disk, places(), Arc::new(|| {})).unwrap();
        let mut window = Window {
            workspace,
            line,
            now: Duration::ZERO,
            told: Vec::new(),
        };
        window.told = window.settle();
        window
    }

    /// A new window with a file open.
    pub(super) fn window_on(&self, path: &str) -> Window {
        let mut window = self.window();
        window.run(Command::OpenPath(path.into()));
        window.settle();
        window
    }

    /// The draft in a file.
    #[track_caller]
    pub(super) fn draft_in(&self, path: impl AsRef<Path>) -> Draft {
        let bytes = self.disk.file(path).expect("there is a file");
        format::read(&bytes).expect("it is a draft").draft
    }

    /// The department in the draft that most tests open.
    #[track_caller]
    pub(super) fn saved(&self) -> String {
        self.draft_in(FILE).department
    }

    pub(super) fn files_below(&self, folder: &str) -> Vec<PathBuf> {
        let mut files = self.disk.files();
        files.retain(|path| path.starts_with(folder));
        files
    }

    pub(super) fn journals(&self) -> Vec<PathBuf> {
        let mut files = self.files_below(JOURNALS);
        files.retain(|path| path.extension().is_none_or(|end| end != "lock"));
        files
    }

    /// The last state in each journal.
    pub(super) fn journaled(&self) -> Vec<String> {
        let files = self.journals().into_iter();
        let replayed = files.filter_map(|path| journal::replay(&self.disk.file(path)?).body);
        replayed.collect()
    }

    /// The texts of all versions.
    pub(super) fn versions(&self) -> Vec<String> {
        let mut files = self.files_below(VERSIONS);
        files.retain(|path| path.extension().is_some_and(|end| end == "ron"));
        self.texts(&files)
    }

    fn texts(&self, files: &[PathBuf]) -> Vec<String> {
        let bytes = files.iter().filter_map(|path| self.disk.file(path));
        bytes
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    }

    /// Something stands in a draft, a journal or a version.
    pub(super) fn holds(&self, text: &str) -> bool {
        let mut drafts = self.files_below("/docs");
        drafts.retain(|path| path.extension().is_some_and(|end| end == "ron"));
        let mut all = self.texts(&drafts);
        all.extend(self.journaled());
        all.extend(self.versions());
        all.iter().any(|found| found.contains(text))
    }

    /// Removes a file or an empty folder, as another program would.
    pub(super) fn remove(&self, path: impl AsRef<Path>) {
        self.disk.remove(path.as_ref()).unwrap();
    }
}

/// The minimal draft, of a department.
pub(super) fn of_department(department: &str) -> Draft {
    let mut draft = sample::minimal();
    department.clone_into(&mut draft.department);
    draft
}

pub(super) fn places() -> Places {
    Places::below("/own")
}

/// A window, and the line by which it reaches the disk.
pub(super) struct Window {
    pub(super) workspace: Workspace,
    pub(super) line: Arc<Line>,
    pub(super) now: Duration,
    /// What it asked for at its start.
    pub(super) told: Vec<Effect>,
}

/// More rounds than this are no work that comes to an end.
const MAX_ROUNDS: usize = 100;

impl Window {
    /// Asks for something, a moment later.
    pub(super) fn run(&mut self, command: Command) -> Vec<Effect> {
        self.now += Duration::from_millis(10);
        self.workspace.run(command, self.now)
    }

    /// Lets everything that is under way or due within a second come to its end.
    pub(super) fn settle(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for _ in 0..MAX_ROUNDS {
            while self.workspace.is_busy() || self.workspace.is_journaling() {
                effects.extend(self.workspace.wait(self.now));
            }
            match self.workspace.due_in(self.now) {
                Some(due) if due <= Duration::from_secs(1) => self.now += due,
                _ => return effects,
            }
            effects.extend(self.workspace.poll(self.now));
        }
        panic!("work without an end");
    }

    /// Asks for something and lets it come to its end.
    pub(super) fn does(&mut self, command: Command) -> Vec<Effect> {
        let mut effects = self.run(command);
        effects.extend(self.settle());
        effects
    }

    /// Waits for the journal alone, whatever the files are doing.
    pub(super) fn wait_for_journal(&mut self) {
        self.now += Duration::from_millis(250);
        self.workspace.poll(self.now);
        while self.workspace.is_journaling() {
            self.workspace.wait(self.now);
        }
    }

    pub(super) fn types(&mut self, path: &str, text: &str) {
        let path = path.parse().unwrap();
        let text = text.to_owned();
        self.run(Command::Type { path, text });
    }

    /// Writes the department as a step of its own.
    pub(super) fn writes(&mut self, department: &str) {
        self.types("department", department);
        self.run(Command::LeaveField);
    }

    pub(super) fn department(&self) -> &str {
        &self.workspace.draft().department
    }

    /// Takes the notices off the screen.
    pub(super) fn notices(&mut self) -> Vec<(Weight, String, Option<Action>)> {
        let mut notices = Vec::new();
        while let Some(notice) = self.workspace.notice() {
            notices.push((notice.weight, notice.text.clone(), notice.action));
            self.run(Command::DismissNotice);
        }
        notices
    }

    /// The journals that it offers to take back.
    pub(super) fn offers(&self) -> Vec<PathBuf> {
        let found = self.workspace.past().recoverable().iter();
        found.map(|found| found.leftover.journal.clone()).collect()
    }

    /// The only journal that it offers.
    #[track_caller]
    pub(super) fn offer(&self) -> PathBuf {
        let mut offers = self.offers();
        assert_eq!(offers.len(), 1, "{offers:?}");
        offers.remove(0)
    }

    /// Dies like a killed process.
    pub(super) fn crash(self) {
        self.line.cut();
    }
}

/// The way of one window to the disk; everything it does is one step after the other.
pub(super) struct Line {
    disk: Arc<SimDisk>,
    state: Mutex<LineState>,
    changed: Condvar,
}

#[derive(Default)]
struct LineState {
    is_cut: bool,
    /// Nothing can be written below these.
    refused: Vec<(PathBuf, io::ErrorKind)>,
    /// Whoever makes a file below this waits.
    held_up: Option<PathBuf>,
    /// How many wait.
    waiting: usize,
    /// How many more looks at these find nothing.
    absent: BTreeMap<PathBuf, usize>,
    locks: Vec<Slot>,
}

/// A lock of the disk, until the line is cut or whoever took it gives it back.
type Slot = Arc<Mutex<Option<Box<dyn Held>>>>;

impl Line {
    fn to(disk: &Arc<SimDisk>) -> Self {
        Self {
            disk: Arc::clone(disk),
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// Nothing reaches the disk from now on, and the locks are free.
    pub(super) fn cut(&self) {
        let mut state = self.state();
        state.is_cut = true;
        for slot in state.locks.drain(..) {
            drop(lock_of(&slot).take());
        }
        self.changed.notify_all();
    }

    /// Nothing can be written below a folder from now on.
    pub(super) fn refuse(&self, folder: &str, kind: io::ErrorKind) {
        self.state().refused.push((folder.into(), kind));
    }

    /// Everything can be written again.
    pub(super) fn allow(&self) {
        self.state().refused.clear();
    }

    /// Whoever makes a file below a folder waits from now on.
    pub(super) fn hold_up(&self, folder: &str) {
        self.state().held_up = Some(folder.into());
    }

    /// Waits until somebody is held up.
    pub(super) fn wait_until_held_up(&self) {
        let mut state = self.state();
        while state.waiting == 0 {
            let waited = self.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Nobody waits any more.
    pub(super) fn let_go(&self) {
        self.state().held_up = None;
        self.changed.notify_all();
    }

    /// A file is away for so many looks.
    pub(super) fn hide(&self, path: &str, looks: usize) {
        self.state().absent.insert(path.into(), looks);
    }

    fn state(&self) -> MutexGuard<'_, LineState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The line, unless it is cut.
    fn open(&self) -> io::Result<MutexGuard<'_, LineState>> {
        let state = self.state();
        if state.is_cut {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        Ok(state)
    }

    /// The line, to read something.
    fn to_read(&self, path: &Path) -> io::Result<MutexGuard<'_, LineState>> {
        let mut state = self.open()?;
        if let Some(looks) = state.absent.get_mut(path).filter(|looks| **looks > 0) {
            *looks -= 1;
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(state)
    }

    /// The line, to make or change a name.
    fn to_change(&self, path: &Path) -> io::Result<MutexGuard<'_, LineState>> {
        let state = self.open()?;
        let refused = state.refused.iter();
        let mut refused = refused.filter(|(folder, _)| path.starts_with(folder));
        match refused.next() {
            Some((_, kind)) => Err((*kind).into()),
            None => Ok(state),
        }
    }

    /// The line, to write bytes, once nobody is held up any more.
    fn to_write(&self, path: &Path) -> io::Result<MutexGuard<'_, LineState>> {
        let mut state = self.open()?;
        while state
            .held_up
            .as_ref()
            .is_some_and(|folder| !state.is_cut && path.starts_with(folder))
        {
            state.waiting += 1;
            self.changed.notify_all();
            let waited = self.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        drop(state);
        self.to_change(path)
    }
}

fn lock_of(slot: &Slot) -> MutexGuard<'_, Option<Box<dyn Held>>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Disk for Line {
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        let _line = self.to_read(path)?;
        self.disk.metadata(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        let _line = self.to_read(path)?;
        self.disk.read_link(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let _line = self.to_read(path)?;
        self.disk.read(path, limit)
    }

    fn create_new(
        &self,
        path: &Path,
        bytes: &[u8],
        attributes: Option<Attributes>,
    ) -> io::Result<()> {
        let _line = self.to_write(path)?;
        self.disk.create_new(path, bytes, attributes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let _line = self.to_write(path)?;
        self.disk.append(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let _line = self.to_change(to)?;
        self.disk.rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let _line = self.open()?;
        self.disk.sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let _line = self.open()?;
        self.disk.remove(path)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let _line = self.to_change(folder)?;
        self.disk.make_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let _line = self.open()?;
        self.disk.list(folder)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let mut state = self.to_change(path)?;
        let Some(held) = self.disk.lock(path)? else {
            return Ok(None);
        };
        let slot: Slot = Arc::new(Mutex::new(Some(held)));
        state.locks.push(Arc::clone(&slot));
        Ok(Some(Box::new(LineLock(slot))))
    }

    fn pause(&self, duration: Duration) {
        self.disk.pause(duration);
    }
}

/// A lock that ends with its line.
struct LineLock(Slot);

impl std::fmt::Debug for LineLock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LineLock")
    }
}

impl Held for LineLock {}

impl Drop for LineLock {
    fn drop(&mut self) {
        drop(lock_of(&self.0).take());
    }
}
