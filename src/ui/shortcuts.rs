//! Keys: taken before any field sees them, so that Ctrl+Z always means the draft's history.

use egui::{Event, InputState, Key, KeyboardShortcut, Modifiers};

use crate::app::action::{Action, Shortcut};

/// Keys that egui's text fields would take for Emacs commands that clerks never meant.
const SWALLOWED: [Key; 4] = [Key::H, Key::K, Key::U, Key::W];

/// The action whose keys were pressed, if any; keys with more modifiers are tried first, because
/// Ctrl+Shift+S also looks like Ctrl+S.
pub fn pressed(input: &mut InputState) -> Option<Action> {
    if input.consume_shortcut(&KeyboardShortcut::new(
        Modifiers::CTRL | Modifiers::SHIFT,
        Key::Z,
    )) {
        return Some(Action::Redo);
    }
    let mut actions: Vec<(Action, Shortcut)> = Action::ALL
        .into_iter()
        .filter_map(|action| action.info().shortcut.map(|shortcut| (action, shortcut)))
        .collect();
    actions.sort_by_key(|(_, shortcut)| std::cmp::Reverse(modifiers_held(*shortcut)));
    let pressed = actions.into_iter().find(|(_, shortcut)| {
        keys_of(*shortcut)
            .iter()
            .any(|keys| input.consume_shortcut(keys))
    });
    for key in SWALLOWED {
        input.consume_key(Modifiers::CTRL, key);
    }
    pressed.map(|(action, _)| action)
}

/// Takes out of the input what has to wait for the next pass, so that keys mean what they meant
/// when they were pressed: shortcuts are taken before fields see what was typed, and one at a
/// time, but a slow pass may bring several keys at once.
pub fn later(input: &mut InputState) -> Vec<Event> {
    let Some(first) = input.events.iter().position(is_shortcut) else {
        return Vec::new();
    };
    let typed_first = input.events.iter().take(first).any(is_typing);
    // A shortcut may lead to another field, or to a question: what follows is meant for that.
    let wait_from = if typed_first { first } else { first + 1 };
    input.events.split_off(wait_from)
}

fn is_shortcut(event: &Event) -> bool {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return false;
    };
    let redo = KeyboardShortcut::new(Modifiers::CTRL | Modifiers::SHIFT, Key::Z);
    Action::ALL
        .into_iter()
        .filter_map(|action| action.info().shortcut)
        .flat_map(keys_of)
        .chain([redo])
        .any(|keys| keys.logical_key == *key && modifiers.matches_logically(keys.modifiers))
}

/// Whether an event may change the text of a field.
fn is_typing(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => true,
        Event::Key { pressed, .. } => *pressed && !is_shortcut(event),
        _ => false,
    }
}

fn modifiers_held(shortcut: Shortcut) -> u8 {
    u8::from(shortcut.ctrl) + u8::from(shortcut.shift) + u8::from(shortcut.alt)
}

/// The same keys on the main block and on the number pad.
fn keys_of(shortcut: Shortcut) -> Vec<KeyboardShortcut> {
    let modifiers = Modifiers {
        alt: shortcut.alt,
        shift: shortcut.shift,
        ..if shortcut.ctrl {
            Modifiers::COMMAND
        } else {
            Modifiers::NONE
        }
    };
    let names: &[&str] = match shortcut.key {
        "Plus" => &["Plus", "Equals"],
        "ArrowUp" => &["Up"],
        "ArrowDown" => &["Down"],
        ref key => std::slice::from_ref(key),
    };
    names
        .iter()
        .filter_map(|name| Key::from_name(name))
        .map(|key| KeyboardShortcut::new(modifiers, key))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_names_a_key_of_the_keyboard() {
        for action in Action::ALL {
            if let Some(shortcut) = action.info().shortcut {
                assert!(
                    !keys_of(shortcut).is_empty(),
                    "{} is no key",
                    shortcut.label()
                );
            }
        }
    }

    #[track_caller]
    fn means(modifiers: Modifiers, key: Key, action: Option<Action>) {
        let mut input = InputState::default();
        input.events.push(egui::Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
        assert_eq!(pressed(&mut input), action, "{modifiers:?} {key:?}");
    }

    fn key(modifiers: Modifiers, key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    #[track_caller]
    fn waits(events: &[Event], n_now: usize) {
        let mut input = InputState::default();
        input.events = events.to_vec();
        let rest = later(&mut input);
        assert_eq!(input.events.len(), n_now, "{events:?}");
        assert_eq!([input.events, rest].concat(), events);
    }

    #[test]
    fn keys_of_one_pass_keep_their_order() {
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        let (save, undo) = (key(ctrl, Key::S), key(ctrl, Key::Z));
        let (letter, text) = (key(Modifiers::NONE, Key::S), Event::Text("s".to_owned()));
        waits(&[letter.clone(), text.clone()], 2);
        waits(&[save.clone(), letter.clone(), text.clone()], 1);
        waits(&[letter, text.clone(), save.clone()], 2);
        waits(&[undo.clone(), undo.clone(), save.clone()], 1);
        waits(&[undo, text, save], 1);
    }

    #[test]
    fn more_modifiers_mean_something_else() {
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        means(ctrl, Key::S, Some(Action::Save));
        means(ctrl | Modifiers::SHIFT, Key::S, Some(Action::SaveAs));
        means(ctrl, Key::Z, Some(Action::Undo));
        means(ctrl | Modifiers::SHIFT, Key::Z, Some(Action::Redo));
        means(ctrl, Key::Y, Some(Action::Redo));
        means(Modifiers::NONE, Key::F8, Some(Action::NextProblem));
        means(Modifiers::SHIFT, Key::F8, Some(Action::PreviousProblem));
        means(Modifiers::ALT, Key::ArrowUp, Some(Action::RowUp));
        means(Modifiers::NONE, Key::S, None);
        means(ctrl, Key::H, None);
    }
}
