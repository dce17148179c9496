//! The program is killed while somebody types: what is lost, and how the rest comes back.

use super::screen::{DRAFT, Desk, Screen, Window};
use crate::cli::program::BLANK_SAMPLE;
use mubiao::store::journal::Damage;
use mubiao::store::recovery::{Content, Leftover};
use std::io::Write as _;
use std::time::{Duration, Instant};

/// What may be lost: what was typed in the last second.
const MOST_LOST: Duration = Duration::from_secs(1);
/// How many rounds there are, where `MUBIAO_ROUNDS` does not say otherwise.
const ROUNDS: u64 = 5;
/// How long xdotool is told to take for a key; with its start that makes 20 keys in a second.
const KEY_DELAY: &str = "90";

/// Numbers that look random and are the same in every run.
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    /// A number below a limit.
    fn roll(&mut self, limit: u64) -> u64 {
        // The constants of splitmix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// Numbered words that were typed, and when each key was sent at the earliest.
#[derive(Debug, Default)]
pub(super) struct Typist {
    text: String,
    sent: Vec<Instant>,
}

impl Typist {
    /// Types numbered words up to some number of keys.
    pub(super) fn type_keys(&mut self, screen: &Screen, keys: usize) {
        let words = (1..).map(|number| format!("w{number:04} "));
        let letters: String = words
            .flat_map(String::into_bytes)
            .map(char::from)
            .take(keys)
            .collect();
        for letter in letters.chars().skip(self.text.len()) {
            self.sent.push(Instant::now());
            screen.xdotool(&["type", "--delay", KEY_DELAY, &letter.to_string()]);
            self.text.push(letter);
        }
    }

    /// As much of it as stands in a text.
    pub(super) fn found_in(&self, text: &str) -> String {
        let mut typed = self.text.clone();
        while !text.contains(&typed) {
            typed.pop();
        }
        typed
    }

    /// For how long the first letter that is not found had been typed at a moment.
    pub(super) fn loss(&self, found: &str, at: Instant) -> Duration {
        let missing = self.sent.get(found.len());
        missing.map_or(Duration::ZERO, |sent| at.saturating_duration_since(*sent))
    }
}

/// The only journal that was left.
#[track_caller]
pub(super) fn only_leftover(desk: &Desk) -> Leftover {
    let mut leftovers = desk.leftovers();
    assert_eq!(leftovers.len(), 1, "{leftovers:?}");
    leftovers.remove(0)
}

/// The text of the draft in it.
#[track_caller]
pub(super) fn text_of(leftover: &Leftover) -> String {
    match &leftover.content {
        Content::Draft(draft) => mubiao::store::format::body(draft),
        Content::Text(_) | Content::Raw => panic!("no draft: {leftover:?}"),
    }
}

/// Whether the draft has a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Named,
    Unnamed,
}

impl Kind {
    fn open<'a>(self, desk: &Desk, screen: &'a Screen) -> Window<'a> {
        match self {
            Self::Named => screen.open_draft(desk),
            Self::Unnamed => screen.open(desk, &[]),
        }
    }
}

/// Types, is killed, and takes back what is left; tells how much is lost.
fn round(number: u64) -> Duration {
    let mut dice = Dice(number);
    let kind = if number.is_multiple_of(2) {
        Kind::Named
    } else {
        Kind::Unnamed
    };
    let desk = Desk::with(BLANK_SAMPLE);
    let mut typist = Typist::default();

    let screen = Screen::start();
    let mut window = kind.open(&desk, &screen);
    for _ in 0..dice.roll(3) {
        // Another field.
        screen.press(&["F8"]);
    }
    window.begin();
    typist.type_keys(&screen, 20 + dice.roll(40) as usize);
    // Between two keys is any moment as likely as any other.
    let pause = dice.roll(100).to_string();
    screen.xdotool(&["type", "--delay", &pause, "z"]);
    window.kill("KILL");
    let killed = Instant::now();

    let leftover = only_leftover(&desk);
    assert!(
        matches!(leftover.damage, Damage::None | Damage::TornTail),
        "round {number}: {leftover:?}"
    );
    let found = typist.found_in(&text_of(&leftover));
    let loss = typist.loss(&found, killed);
    drop(leftover);
    check_recovery(kind, &desk, &found);
    loss
}

/// The next start offers what was found; taken back, it can be saved, or is safe again.
fn check_recovery(kind: Kind, desk: &Desk, found: &str) {
    let screen = Screen::start();
    let mut window = kind.open(desk, &screen);
    window.recover();
    if kind == Kind::Named {
        window.save();
        let draft = desk.draft();
        assert!(draft.contains(found), "{found} is not in {draft}");
        window.quit();
        desk.check_tidy();
    } else {
        window.signal("TERM");
        assert_eq!(window.guest.end().code(), Some(0));
        let text = text_of(&only_leftover(desk));
        assert!(text.contains(found), "{found} is not in {text}");
        assert_eq!(desk.docs.names(), [DRAFT]);
    }
}

/// The environment variable `MUBIAO_ROUNDS` asks for other rounds, e.g. `0..200`; what each came to
/// is then told.
#[test]
fn typing_that_is_killed_loses_no_more_than_a_second() {
    let asked = std::env::var("MUBIAO_ROUNDS").ok();
    let rounds = asked.as_ref().map(|rounds| {
        let (first, end) = rounds.split_once("..").expect("two numbers");
        let number = |text: &str| text.parse().expect("a number");
        number(first)..number(end)
    });
    let mut losses: Vec<Duration> = Vec::new();
    for number in rounds.unwrap_or(0..ROUNDS) {
        let loss = round(number);
        if asked.is_some() {
            writeln!(std::io::stderr(), "round {number}: {loss:?} lost").ok();
        }
        losses.push(loss);
    }
    losses.sort();
    assert!(losses.iter().all(|loss| *loss <= MOST_LOST), "{losses:?}");
}

/// A program that dies of some signal leaves what was typed.
#[track_caller]
fn check_death(name: &str) {
    let desk = Desk::with(BLANK_SAMPLE);
    let screen = Screen::start();
    let mut window = screen.open_draft(&desk);
    window.begin();
    screen.write("WXYZ");
    desk.wait_for_journal("WXYZ");
    if ["SEGV", "BUS"].contains(&name) {
        // A Rust program takes the first for a fault of its own stack, and goes back to fault again.
        window.signal(name);
    }
    window.kill(name);
    let leftover = only_leftover(&desk);
    assert_eq!(leftover.damage, Damage::None, "{name}");
    assert!(text_of(&leftover).contains("WXYZ"), "{name}");
}

#[test]
fn whatever_signal_kills_the_program_its_journal_is_there() {
    for name in ["ABRT", "SEGV", "BUS", "KILL"] {
        check_death(name);
    }
}

#[test]
fn a_program_without_memory_leaves_its_journal() {
    let desk = Desk::with(BLANK_SAMPLE);
    let screen = Screen::start();
    let mut window = screen.open_draft(&desk);
    window.begin();
    screen.write("WXYZ");
    desk.wait_for_journal("WXYZ");
    // What it has now is all it will ever have; the pages need more.
    let mut limit = std::process::Command::new("prlimit");
    let limited = limit.args(["--as=1", "--pid", window.id()]).status();
    assert!(limited.expect("util-linux is installed").success());
    screen.press(&["ctrl+5"]);
    let ended = window.guest.end();
    assert_ne!(ended.code(), Some(0), "it had memory enough");
    assert!(text_of(&only_leftover(&desk)).contains("WXYZ"));
}

#[test]
fn a_screen_that_goes_takes_no_more_than_a_second() {
    let desk = Desk::with(BLANK_SAMPLE);
    let screen = Screen::start();
    let mut window = screen.open_draft(&desk);
    window.begin();
    let mut typist = Typist::default();
    typist.type_keys(&screen, 24);
    screen.kill();
    let killed = Instant::now();
    window.guest.end();
    let found = typist.found_in(&text_of(&only_leftover(&desk)));
    let loss = typist.loss(&found, killed);
    assert!(loss <= MOST_LOST, "{loss:?} lost");
}
