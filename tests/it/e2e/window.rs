//! The window on a screen of its own, at the keyboard.
//!
//! Nothing here sleeps: `xdotool search --sync` returns when a window has the wanted title, and
//! `timeout` ends every program that takes too long.

use crate::cli::program::{FULL_SAMPLE, Folder};
use std::io::{self, BufRead as _, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};

/// How long a window may take to follow, in seconds; software rendering on a busy machine is slow.
const PATIENCE: &str = "30";
/// How long to wait for a change that may not come, in seconds.
const GLANCE: &str = "1";
/// How long all of it may take, in seconds.
const WHOLE_VISIT: &str = "120";

/// A program that ends with the test.
struct Guest(Child);

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

/// An X server without hardware.
struct Screen {
    display: String,
    _server: Guest,
}

impl Screen {
    /// Starts a server on a display that is free.
    fn start() -> Self {
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
            _server: server,
        }
    }

    /// Starts the program on the screen with a draft, away from the desktop of the machine.
    fn open(&self, folder: &Folder, home: &Folder, draft: &str) -> Guest {
        let mut command = Command::new("timeout");
        command.args([WHOLE_VISIT, env!("CARGO_BIN_EXE_mubiao"), draft]);
        command.current_dir(folder.path(".")).stdin(Stdio::null());
        command
            .env("DISPLAY", &self.display)
            .env("HOME", home.path("."));
        command.env("LIBGL_ALWAYS_SOFTWARE", "1");
        for other in [
            "DBUS_SESSION_BUS_ADDRESS",
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "XDG_CONFIG_HOME",
            "XMODIFIERS",
        ] {
            command.env_remove(other);
        }
        Guest(command.spawn().expect("coreutils are installed"))
    }

    /// Runs xdotool and returns what it printed; `None` where it failed or took too long.
    fn try_xdotool(&self, limit: &str, args: &[&str]) -> Option<String> {
        let mut command = Command::new("timeout");
        command.args([limit, "xdotool"]).args(args);
        let output = command.env("DISPLAY", &self.display).output();
        let output = output.expect("coreutils are installed");
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    #[track_caller]
    fn xdotool(&self, args: &[&str]) -> String {
        let done = self.try_xdotool(PATIENCE, args);
        done.unwrap_or_else(|| panic!("xdotool {args:?} did not come to an end"))
    }

    /// Waits for a window whose title fits, and returns its number.
    #[track_caller]
    fn wait_for(&self, title: &str) -> String {
        self.xdotool(&["search", "--sync", "--onlyvisible", "--name", title])
    }

    /// Goes from stop to stop until a field takes a letter.
    #[track_caller]
    fn type_into_the_first_field(&self) {
        let typed = (0..MOST_STOPS).any(|_| {
            self.xdotool(&["key", "Tab", "type", "Q"]);
            self.has(MODIFIED)
        });
        assert!(typed, "no field took a letter");
    }

    /// Saves until everything that was typed is saved: where the program was slow to show the
    /// first letter, a second one may still be on its way.
    #[track_caller]
    fn save(&self) {
        let saved = (0..3).any(|_| {
            self.xdotool(&["key", "ctrl+s"]);
            self.has(SAVED)
        });
        assert!(saved, "the draft is not saved");
    }

    /// Whether a window has such a title before long.
    fn has(&self, title: &str) -> bool {
        let search = ["search", "--sync", "--onlyvisible", "--name", title];
        self.try_xdotool(GLANCE, &search).is_some()
    }
}

/// Sends a signal to a program that was started here, by the tool that every shell brings.
fn signal(name: &str, id: &str) -> io::Result<ExitStatus> {
    let mut command = Command::new("sh");
    command.args(["-c", "kill -s \"$0\" \"$1\"", name, id]);
    command.stderr(Stdio::null()).status()
}

/// Lets a program stand still while keys are pressed, so that it sees them all at once.
#[track_caller]
fn while_it_stands_still(id: &str, press_keys: impl FnOnce()) {
    signal("STOP", id).expect("there is a shell");
    press_keys();
    signal("CONT", id).expect("there is a shell");
}

const SAVED: &str = r"^draft\.ron ";
const MODIFIED: &str = r"^draft\.ron\* ";

/// Menus, tabs and the list of problems come before the first field.
const MOST_STOPS: usize = 40;

#[test]
fn a_draft_is_opened_changed_saved_and_closed_at_the_keyboard() {
    let folder = Folder::with(FULL_SAMPLE, "draft.ron");
    let home = Folder::new();
    let before = folder.read("draft.ron");
    let screen = Screen::start();
    let mut program = screen.open(&folder, &home, "draft.ron");

    let window = screen.wait_for(SAVED);
    // There is no window manager to do so.
    screen.xdotool(&["windowfocus", "--sync", &window]);
    screen.type_into_the_first_field();
    assert_eq!(folder.read("draft.ron"), before, "nothing is saved unasked");

    screen.save();
    assert_ne!(folder.read("draft.ron"), before);
    let shown = folder.run("show --json draft.ron").ends(0);
    assert_eq!(shown.err, "");
    let department = shown.json()["department"].to_string();
    assert!(department.contains('Q'), "{department} is the first field");
    assert_eq!(folder.names(), ["draft.ron"]);

    screen.xdotool(&["key", "ctrl+q"]);
    let ended = program.0.wait().expect("it was started here");
    assert_eq!(ended.code(), Some(0));
}

#[test]
fn keys_that_wait_for_a_busy_program_are_taken_in_their_order() {
    let folder = Folder::with(FULL_SAMPLE, "draft.ron");
    let home = Folder::new();
    let screen = Screen::start();
    let mut program = screen.open(&folder, &home, "draft.ron");
    let window = screen.wait_for(SAVED);
    screen.xdotool(&["windowfocus", "--sync", &window]);
    screen.type_into_the_first_field();
    let id = screen.xdotool(&["getwindowpid", &window]);

    // A letter and a key that saves: the letter is in the file.
    while_it_stands_still(&id, || {
        screen.xdotool(&["type", "W"]);
        screen.xdotool(&["key", "ctrl+s"]);
    });
    screen.wait_for(SAVED);
    let shown = folder
        .run("show --json draft.ron")
        .ends(0)
        .json()
        .to_string();
    assert!(
        shown.contains('W'),
        "the last letter is not in the file: {shown}"
    );

    // A letter and a key that closes: the letter is asked about, and not lost.
    while_it_stands_still(&id, || {
        screen.xdotool(&["type", "E"]);
        screen.xdotool(&["key", "ctrl+q"]);
    });
    screen.wait_for(MODIFIED);
    let ended = program.0.try_wait().expect("it was started here");
    assert_eq!(ended, None, "the window closed and the letter is lost");
}
