//! What a person does at the desk, and what others do there without one.

use egui::accesskit::Role;
use egui::{
    Event, ImeEvent, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    TouchPhase, ViewportEvent, ViewportId, vec2,
};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use mubiao::app::{Action, Command};
use mubiao::store::disk::testing::SimDisk;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Desk, name_of};

/// The longest list has gone by after so many turns of the wheel.
const TURNS: usize = 200;

/// A file as it is let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("only its path is asked for".to_owned())
    }
}

impl Desk {
    /// Something asked of the application without a button.
    pub(crate) fn runs(&mut self, command: Command) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().app.run(&ctx, command);
        self.rests();
    }

    /// Several things asked of the application before a job of the first one can end.
    pub(crate) fn runs_at_once(&mut self, commands: impl IntoIterator<Item = Command>) {
        let ctx = self.window.ctx.clone();
        for command in commands {
            self.window.state_mut().app.run(&ctx, command);
        }
        self.rests();
    }

    /// Opens a draft.
    #[track_caller]
    pub(crate) fn opens(&mut self, file: &str) {
        self.runs(Command::OpenPath(file.into()));
        self.waits_until("the draft is open", |desk| {
            desk.workspace().file() == Some(Path::new(file))
        });
    }

    /// Presses keys: `Ctrl+Shift+D`.
    #[track_caller]
    pub(crate) fn presses(&mut self, keys: &str) {
        let (held, key) = keys.rsplit_once('+').unwrap_or(("", keys));
        let mut modifiers = Modifiers::NONE;
        for name in held.split('+').filter(|name| !name.is_empty()) {
            modifiers |= match name {
                "Ctrl" => Modifiers::CTRL | Modifiers::COMMAND,
                "Shift" => Modifiers::SHIFT,
                "Alt" => Modifiers::ALT,
                _ => panic!("{name} is no modifier"),
            };
        }
        let key = Key::from_name(key).expect("keys have these names");
        self.event(Event::ModifiersChanged(modifiers));
        for pressed in [true, false] {
            self.event(Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            });
        }
        self.event(Event::ModifiersChanged(Modifiers::NONE));
        self.rests();
    }

    /// Types a text, letter by letter.
    #[track_caller]
    pub(crate) fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.event(Event::Text(c.to_string()));
        }
        self.rests();
    }

    /// Pastes a text.
    #[track_caller]
    pub(crate) fn pastes(&mut self, text: &str) {
        self.event(Event::Paste(text.to_owned()));
        self.rests();
    }

    /// The input method shows letters that are not chosen yet.
    #[track_caller]
    pub(crate) fn composes(&mut self, letters: &str) {
        self.event(Event::Ime(ImeEvent::Preedit {
            text: letters.to_owned(),
            active_range_chars: None,
        }));
        self.rests();
    }

    /// The input method hands over what was chosen.
    #[track_caller]
    pub(crate) fn chooses(&mut self, text: &str) {
        self.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
        self.rests();
    }

    /// Clicks into a field, which takes the caret.
    #[track_caller]
    pub(crate) fn enters(&mut self, name: &str) {
        let rect = self.field(name).rect();
        let is_in_view = rect.center().y > 80.0 && rect.center().y < self.size().y - 60.0;
        if !is_in_view {
            self.field(name).scroll_to_me();
            self.rests();
        }
        // Near its right end: the caret comes behind the text of one line.
        let rect = self.field(name).rect();
        self.clicks_at(rect.right_center() - vec2(6.0, 0.0));
        self.sees_focus(name);
    }

    /// Moves the pointer over a field.
    #[track_caller]
    pub(crate) fn points_at(&mut self, name: &str) {
        let at = self.field(name).rect().center();
        self.event(Event::PointerMoved(at));
        self.rests();
    }

    /// Reads what the window tells, until there is nothing more.
    #[track_caller]
    pub(crate) fn reads_notices(&mut self) {
        self.waits_until("the disk is at rest", |desk| !desk.workspace().is_busy());
        while self.workspace().notice().is_some() {
            self.clicks("知道了");
        }
    }

    /// Clicks on a button.
    #[track_caller]
    pub(crate) fn clicks(&mut self, name: &str) {
        let at = self.one(name, Role::Button).rect().center();
        self.clicks_at(at);
    }

    /// Opens a menu and clicks on an entry; the beginning of its name will do.
    #[track_caller]
    pub(crate) fn clicks_entry(&mut self, menu: &str, entry: &str) {
        self.clicks(menu);
        let entries = self.nodes(Role::Button);
        let entry = entries.iter().find(|node| name_of(node).starts_with(entry));
        let at = entry.expect("the entry is there").rect().center();
        self.clicks_at(at);
    }

    /// Clicks on a tab.
    #[track_caller]
    pub(crate) fn clicks_tab(&mut self, name: &str) {
        let at = self.one(name, Role::Tab).rect().center();
        self.clicks_at(at);
    }

    /// Ticks a box, or takes the tick away; brings it into view first.
    pub(crate) fn ticks(&mut self, name: &str) {
        self.one(name, Role::CheckBox).scroll_to_me();
        self.rests();
        let at = self.one(name, Role::CheckBox).rect().center();
        self.clicks_at(at);
    }

    /// Chooses among several; the beginning of the name will do.
    #[track_caller]
    pub(crate) fn clicks_choice(&mut self, name: &str) {
        let choices = self.nodes(Role::RadioButton);
        let choice = choices.iter().find(|node| name_of(node).starts_with(name));
        let at = choice.expect("the choice is there").rect().center();
        self.clicks_at(at);
    }

    /// Clicks on words.
    #[track_caller]
    pub(crate) fn clicks_words(&mut self, words: &str) {
        let said = By::new().predicate(move |node| {
            let is_link = node.role() == Role::Link && node.label().as_deref() == Some(words);
            is_link || node.value().as_deref() == Some(words)
        });
        let at = self.window.get(said).rect().center();
        self.clicks_at(at);
    }

    /// Turns the wheel over the list of problems until these words are to be seen.
    #[track_caller]
    pub(crate) fn scrolls_list_to(&mut self, words: &str) {
        let width = self.problems_width().expect("the list is open");
        let over = self.size() - vec2(width / 2.0, self.size().y / 3.0);
        self.event(Event::PointerMoved(over.to_pos2()));
        self.wheels(1e6);
        for _ in 0..TURNS {
            let (top, foot) = (100.0, self.size().y - 40.0);
            let said = |node: &egui_kittest::Node<'_>| {
                let is_said = name_of(node) == words || node.value().as_deref() == Some(words);
                is_said && node.rect().top() > top && node.rect().bottom() < foot
            };
            if self
                .window
                .root()
                .children_recursive()
                .any(|node| said(&node))
            {
                return;
            }
            self.wheels(-100.0);
        }
        panic!("“{words}” does not come into view");
    }

    fn wheels(&mut self, by: f32) {
        self.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, by),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        self.rests();
    }

    #[track_caller]
    fn clicks_at(&mut self, pos: Pos2) {
        let screen = egui::Rect::from_min_size(Pos2::ZERO, self.size());
        assert!(screen.contains(pos), "{pos:?} is outside of the window");
        self.event(Event::PointerMoved(pos));
        self.button(pos, true);
        self.button(pos, false);
        self.rests();
    }

    /// Takes something by its handle and lets go a little above the middle of a field.
    #[track_caller]
    pub(crate) fn drags(&mut self, handle: &str, field: &str) {
        let from = self.window.get_by_label(handle).rect().center();
        let to = self.field(field).rect().center() - vec2(0.0, 4.0);
        self.event(Event::PointerMoved(from));
        self.button(from, true);
        for share in [0.2, 0.6, 1.0] {
            self.event(Event::PointerMoved(from + share * (to - from)));
        }
        self.button(to, false);
        self.rests();
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        self.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }

    /// A screen reader writes a field.
    #[track_caller]
    pub(crate) fn dictates(&mut self, name: &str, text: &str) {
        self.field(name).set_text_value_accesskit(text);
        self.rests();
    }

    /// Does what an entry of a menu does.
    pub(crate) fn acts(&mut self, action: Action) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().app.act(&ctx, action);
        self.rests();
    }

    /// Clicks on the cross of the window.
    #[track_caller]
    pub(crate) fn clicks_close(&mut self) {
        let root = self.window.input_mut().viewports.get_mut(&ViewportId::ROOT);
        let root = root.expect("there is a window");
        root.events.push(ViewportEvent::Close);
        self.rests();
    }

    /// The process ends without any of its last words.
    pub(crate) fn dies(self, files: &Arc<SimDisk>) {
        drop(self);
        // The system frees its locks when its threads are gone.
        while Arc::strong_count(files) > 1 {
            std::thread::yield_now();
        }
    }

    /// Comes back to the window from another program.
    #[track_caller]
    pub(crate) fn comes_back(&mut self) {
        self.event(Event::WindowFocused(true));
        self.rests();
    }

    /// Holds a file over the window.
    #[track_caller]
    pub(crate) fn holds_over_the_window(&mut self, file: &str) {
        self.window.input_mut().hovered_files = vec![egui::HoveredFile {
            path: Some(file.into()),
            mime: String::new(),
        }];
        // The window is drawn all the time meanwhile.
        self.idles(4);
    }

    /// Lets a file go over the window.
    #[track_caller]
    pub(crate) fn lets_go(&mut self, file: &str) {
        let input = self.window.input_mut();
        input.hovered_files.clear();
        input.dropped_files.push(Arc::new(Dropped(file.into())));
        self.rests();
    }

    /// Copies what is selected, and tells what that was.
    #[track_caller]
    pub(crate) fn copies(&mut self) -> String {
        self.event(Event::Copy);
        self.rests();
        std::mem::take(&mut self.copied)
    }

    /// Chooses a row of a list, counted from 0.
    #[track_caller]
    pub(crate) fn clicks_option(&mut self, nth: usize) {
        let at = self.nodes(Role::ListBoxOption)[nth].rect().center();
        self.clicks_at(at);
    }

    /// Opens the list of choices and takes one; a part of its name will do.
    #[track_caller]
    pub(crate) fn clicks_in_list(&mut self, list: &str, choice: &str) {
        let at = self.one(list, Role::ComboBox).rect().center();
        self.clicks_at(at);
        let choices = self.nodes(Role::Button);
        let choice = choices.iter().find(|node| name_of(node).contains(choice));
        let at = choice.expect("the choice is there").rect().center();
        self.clicks_at(at);
    }

    /// Waits until what was typed can survive a crash.
    #[track_caller]
    pub(crate) fn is_kept(&mut self) {
        // The journal gathers keys for some frames.
        self.idles(10);
        self.waits_until("the journal is written", |desk| {
            !desk.workspace().is_journaling() && !desk.workspace().is_busy()
        });
    }

    /// Clicks near the edge of the window, beside every dialog.
    #[track_caller]
    pub(crate) fn clicks_beside(&mut self) {
        self.clicks_at(egui::pos2(20.0, 300.0));
    }

    /// Clicks on a button; the beginning of its name will do.
    #[track_caller]
    pub(crate) fn clicks_beginning(&mut self, name: &str) {
        let buttons = self.nodes(Role::Button);
        let button = buttons.iter().find(|node| name_of(node).starts_with(name));
        let at = button.expect("the button is there").rect().center();
        self.clicks_at(at);
    }

    /// Drags the edge of the list of problems to the side.
    #[track_caller]
    pub(crate) fn drags_problems_edge(&mut self, by: f32) {
        let width = self.problems_width().expect("the list is open");
        let from = egui::pos2(self.size().x - width, 300.0);
        self.event(Event::PointerMoved(from));
        self.idles(2);
        self.button(from, true);
        for share in [0.3, 0.7, 1.0] {
            self.event(Event::PointerMoved(from + vec2(share * by, 0.0)));
        }
        self.button(from + vec2(by, 0.0), false);
        self.rests();
    }
}
