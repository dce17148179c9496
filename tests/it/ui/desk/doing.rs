//! What a person does at the desk, and what others do there without one.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, ViewportEvent, ViewportId, vec2};
use egui_kittest::kittest::{By, Queryable as _};
use mubiao::app::{Action, Command};
use std::path::Path;

use super::{Desk, name_of};

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
        let said = By::new().predicate(move |node| node.value().as_deref() == Some(words));
        let at = self.window.get(said).rect().center();
        self.clicks_at(at);
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
}
