//! Keys: taken before any field sees them, so that Ctrl+Z always means the draft's history.

use egui::{InputState, Key, KeyboardShortcut, Modifiers};

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
