//! A screen of its own, the program on it at the keyboard, and what that leaves on the disk.
//!
//! Nothing here sleeps: whatever is waited for is a title, a file or an end, each with a limit, and
//! `timeout` ends every program that takes too long.

use crate::cli::program::{Folder, project_file};
use mubiao::store::recovery::{self, Leftover};
use mubiao::store::{Places, RealDisk};
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a window may take to follow; software rendering on a busy machine is slow.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait for a change that may not come.
pub(super) const GLANCE: Duration = Duration::from_secs(1);
/// How long to wait at a stop that may take no letter.
const STOP: Duration = Duration::from_millis(300);
/// Menus, tabs and the list of problems come before the first field.
const MOST_STOPS: usize = 40;
/// How long one visit of the program may take, in seconds.
const WHOLE_VISIT: &str = "120";
/// How long one keyboard order may take, in seconds.
const WHOLE_ORDER: &str = "30";
/// The time from one look at the disk to the next.
const LOOK: Duration = Duration::from_millis(10);

/// The draft in the folder.
pub(super) const DRAFT: &str = "draft.ron";
/// The first letter that is typed.
pub(super) const FIRST: char = 'Q';

/// A program that ends with the test.
#[derive(Debug)]
pub(super) struct Guest(Child);

impl Guest {
    /// Waits until it has ended.
    pub(super) fn end(&mut self) -> ExitStatus {
        self.0.wait().expect("it was started here")
    }

    /// Whether it has ended by now.
    pub(super) fn has_ended(&mut self) -> bool {
        self.0.try_wait().expect("it was started here").is_some()
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        // `timeout` hands a polite end on to what it runs, a kill it could not. A guest that has
        // gone already was waited for, and its number is not used again.
        if self.0.try_wait().is_ok_and(|ended| ended.is_none()) {
            signal("TERM", &self.0.id().to_string()).ok();
            self.0.wait().ok();
        }
    }
}

/// Sends a signal to a program that was started here, by the tool that every shell brings.
pub(super) fn signal(name: &str, id: &str) -> io::Result<ExitStatus> {
    let mut command = Command::new("sh");
    command.args(["-c", "kill -s \"$0\" \"$1\"", name, id]);
    command.stderr(Stdio::null()).status()
}

/// Waits until something holds on the disk.
#[track_caller]
pub(super) fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < PATIENCE, "waited in vain: {what}");
        thread::park_timeout(LOOK);
    }
}

/// A folder with drafts and the home of somebody, both of their own.
pub(super) struct Desk {
    pub(super) docs: Folder,
    home: Folder,
}

impl Desk {
    /// Nothing but the folders.
    pub(super) fn bare() -> Self {
        Self {
            docs: Folder::new(),
            home: Folder::new(),
        }
    }

    /// With a copy of a sample as [`DRAFT`].
    pub(super) fn with(sample: &str) -> Self {
        let desk = Self::bare();
        fs::copy(project_file(sample), desk.docs.path(DRAFT)).expect("files can be copied");
        desk
    }

    /// The folders that the program keeps for somebody with this home.
    pub(super) fn places(&self) -> Places {
        Places {
            config: self.home.path(".config/mubiao"),
            data: self.home.path(".local/share/mubiao"),
        }
    }

    /// The names in the folder of the journals.
    pub(super) fn journals(&self) -> Vec<String> {
        names_in(&self.places().journals())
    }

    /// Waits until some text stands in a complete journal, without touching its lock.
    #[track_caller]
    pub(super) fn wait_for_journal(&self, text: &str) {
        wait_until(text, || self.journaled().contains(text));
    }

    /// The last states of all journals.
    pub(super) fn journaled(&self) -> String {
        let folder = self.places().journals();
        let journals = names_in(&folder).into_iter();
        let journals = journals.filter(|name| name.ends_with(".journal"));
        let bytes = journals.filter_map(|name| fs::read(folder.join(name)).ok());
        let bodies = bytes.filter_map(|bytes| mubiao::store::journal::replay(&bytes).body);
        bodies.collect()
    }

    /// What the windows that died left, as the program finds it.
    pub(super) fn leftovers(&self) -> Vec<Leftover> {
        recovery::find(&RealDisk, &self.places())
    }

    /// The text of the draft.
    pub(super) fn draft(&self) -> String {
        String::from_utf8(self.docs.read(DRAFT)).expect("a draft is text")
    }

    /// Nothing is left of a visit but the draft.
    #[track_caller]
    pub(super) fn check_tidy(&self) {
        assert_eq!(self.journals(), [] as [String; 0]);
        assert_eq!(self.docs.names(), [DRAFT]);
    }
}

/// The names in a folder, in their order; none where there is no folder.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// An X server without hardware.
#[derive(Debug)]
pub(super) struct Screen {
    display: String,
    server: Guest,
}

impl Screen {
    /// Starts a server on a display that is free.
    pub(super) fn start() -> Self {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24"]);
        command.args(["-nolisten", "tcp"]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().expect("xvfb is installed");
        let said = server.stdout.take().expect("it was asked to speak");
        let server = Guest(server);
        let mut number = String::new();
        BufReader::new(said)
            .read_line(&mut number)
            .expect("it tells its display");
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        Self {
            display: format!(":{}", number.trim()),
            server,
        }
    }

    /// Takes the screen away from whoever is on it.
    pub(super) fn kill(&self) {
        signal("KILL", &self.server.0.id().to_string()).expect("there is a shell");
    }

    /// Starts the program with arguments, and waits for its window.
    #[track_caller]
    pub(super) fn open(&self, desk: &Desk, args: &[&str]) -> Window<'_> {
        self.open_under(desk, &[], args)
    }

    /// Starts the program with the draft, and waits until that is open.
    #[track_caller]
    pub(super) fn open_draft(&self, desk: &Desk) -> Window<'_> {
        let mut window = self.open(desk, &[DRAFT]);
        window.wait_for("draft.ron ");
        window
    }

    /// Starts the program under another one, and waits for its window.
    #[track_caller]
    pub(super) fn open_under(&self, desk: &Desk, wrapper: &[&str], args: &[&str]) -> Window<'_> {
        let guest = self.launch(desk, wrapper, args);
        Window::of(self, guest, ".")
    }

    /// Starts the program, away from the desktop of the machine.
    fn launch(&self, desk: &Desk, wrapper: &[&str], args: &[&str]) -> Guest {
        let mut command = Command::new("timeout");
        command.arg(WHOLE_VISIT).args(wrapper);
        command.arg(env!("CARGO_BIN_EXE_mubiao")).args(args);
        command
            .current_dir(desk.docs.path("."))
            .stdin(Stdio::null());
        command.env("DISPLAY", &self.display);
        command.env("HOME", desk.home.path("."));
        command.env("LIBGL_ALWAYS_SOFTWARE", "1");
        for other in [
            "DBUS_SESSION_BUS_ADDRESS",
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XMODIFIERS",
        ] {
            command.env_remove(other);
        }
        Guest(command.spawn().expect("coreutils are installed"))
    }

    /// Runs xdotool and returns what it printed.
    #[track_caller]
    pub(super) fn xdotool(&self, args: &[&str]) -> String {
        let mut command = Command::new("timeout");
        command.args([WHOLE_ORDER, "xdotool"]).args(args);
        let output = command.env("DISPLAY", &self.display).output();
        let output = output.expect("coreutils are installed");
        assert!(output.status.success(), "xdotool {args:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Waits for a window with such a title, and returns its number.
    #[track_caller]
    pub(super) fn find(&self, title: &str) -> String {
        let found = self.xdotool(&["search", "--sync", "--onlyvisible", "--name", title]);
        found.lines().next().unwrap_or_default().to_owned()
    }

    /// Types some letters.
    #[track_caller]
    pub(super) fn write(&self, text: &str) {
        self.xdotool(&["type", "--delay", "10", text]);
    }

    /// Presses keys, one after the other.
    #[track_caller]
    pub(super) fn press(&self, keys: &[&str]) {
        let args = [&["key"], keys].concat();
        self.xdotool(&args);
    }
}

/// The window of a program that was started here, with the keyboard.
#[derive(Debug)]
pub(super) struct Window<'a> {
    pub(super) screen: &'a Screen,
    pub(super) guest: Guest,
    id: String,
    titles: Titles,
}

impl<'a> Window<'a> {
    #[track_caller]
    fn of(screen: &'a Screen, guest: Guest, title: &str) -> Self {
        let number = screen.find(title);
        // There is no window manager to do so.
        screen.xdotool(&["windowfocus", "--sync", &number]);
        Self {
            screen,
            guest,
            id: screen.xdotool(&["getwindowpid", &number]),
            titles: Titles::of(screen, &number),
        }
    }

    /// The number of the process.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Sends a signal to the program.
    pub(super) fn signal(&self, name: &str) {
        signal(name, &self.id).expect("there is a shell");
    }

    /// Ends the program as the system does when it has to, and waits until it is gone.
    pub(super) fn kill(mut self, name: &str) {
        self.signal(name);
        let ended = self.guest.end();
        assert_ne!(ended.code(), Some(0), "it was not killed");
    }

    /// Waits until the title begins so; tells when it did.
    #[track_caller]
    pub(super) fn wait_for(&mut self, beginning: &str) -> Instant {
        let shown = self
            .titles
            .wait(PATIENCE, |title| title.starts_with(beginning));
        shown.unwrap_or_else(|| panic!("{beginning} is not the title: {}", self.titles.last))
    }

    /// Whether the title has a part before long.
    pub(super) fn shows(&mut self, part: &str) -> bool {
        self.titles
            .wait(GLANCE, |title| title.contains(part))
            .is_some()
    }

    /// The title is and stays as it was for a moment.
    pub(super) fn keeps(&mut self, part: &str) -> bool {
        let other = self.titles.wait(GLANCE, |title| !title.contains(part));
        other.is_none()
    }

    /// Goes to a field that has a finding, and types the first letter there.
    #[track_caller]
    pub(super) fn begin(&mut self) {
        self.begin_by("F8");
    }

    /// Goes from stop to stop until a field takes the first letter.
    #[track_caller]
    pub(super) fn begin_by(&mut self, key: &str) {
        // Where the window is slow to show the letter, a second field gets one too.
        let took = (0..MOST_STOPS).any(|_| {
            self.screen
                .xdotool(&["key", key, "type", &FIRST.to_string()]);
            self.titles
                .wait(STOP, |title| title.contains('*'))
                .is_some()
        });
        assert!(took, "no field took a letter");
    }

    /// Saves, and waits until that is done.
    #[track_caller]
    pub(super) fn save(&mut self) {
        self.screen.press(&["ctrl+s"]);
        self.wait_for("draft.ron ");
    }

    /// Takes back what an earlier window left, by the dialog that says so at the start.
    #[track_caller]
    pub(super) fn recover(&mut self) {
        // 恢复 has the focus, or is the first stop.
        for keys in [
            &["Return"][..],
            &["Tab", "Return"],
            &["shift+Tab", "Return"],
        ] {
            self.screen.press(keys);
            if self.shows("*") {
                return;
            }
        }
        panic!("nothing was recovered: {}", self.titles.last);
    }

    /// Asks the window to close, and waits until the program has ended in peace.
    #[track_caller]
    pub(super) fn quit(mut self) {
        self.screen.press(&["ctrl+q"]);
        assert_eq!(self.guest.end().code(), Some(0));
    }
}

/// The titles that a window has one after the other, as soon as it has them.
#[derive(Debug)]
struct Titles {
    news: Receiver<(Instant, String)>,
    last: String,
    since: Instant,
    _watch: Guest,
}

impl Titles {
    fn of(screen: &Screen, window: &str) -> Self {
        let mut command = Command::new("timeout");
        command.args([WHOLE_VISIT, "xprop", "-spy", "-id", window, "_NET_WM_NAME"]);
        command
            .env("DISPLAY", &screen.display)
            .env("LC_ALL", "C.UTF-8");
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut watch = command.spawn().expect("coreutils are installed");
        let said = watch.stdout.take().expect("it was asked to speak");
        let (tell, news) = channel();
        thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                let title = line.split_once('"').map_or("", |(_, title)| title);
                if tell.send((Instant::now(), title.to_owned())).is_err() {
                    break;
                }
            }
        });
        Self {
            news,
            last: String::new(),
            since: Instant::now(),
            _watch: Guest(watch),
        }
    }

    /// Waits for a title that fits; tells since when it is the title.
    fn wait(&mut self, limit: Duration, fits: impl Fn(&str) -> bool) -> Option<Instant> {
        let began = Instant::now();
        loop {
            // What has come already is no longer the title.
            while let Ok((since, title)) = self.news.try_recv() {
                (self.since, self.last) = (since, title);
            }
            if fits(&self.last) {
                return Some(self.since);
            }
            let left = limit.checked_sub(began.elapsed())?;
            match self.news.recv_timeout(left) {
                Ok((since, title)) => (self.since, self.last) = (since, title),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}
