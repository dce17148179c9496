//! Input methods: one steady input context under X11, and whether somebody is composing.
//!
//! egui writes the composition into the text while it lasts, so everything that saves, checks or
//! undoes has to wait for its end. Under X11 winit makes a new input context whenever a field
//! asks to interrupt a composition, which every click does; fcitx then falls back to English, so
//! here such requests are held back unless a composition is under way.

use egui::output::IMEOutput;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a composition is under way; shared with the plugin that watches the events.
#[derive(Debug, Clone, Default)]
pub struct Composing(Arc<AtomicBool>);

impl Composing {
    /// The input method holds letters that are not chosen yet.
    pub fn is_on(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn end(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    fn watch(&self, events: &[egui::Event]) {
        for event in events {
            match event {
                egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) => {
                    self.0.store(!text.is_empty(), Ordering::Relaxed);
                }
                egui::Event::Ime(egui::ImeEvent::Commit(_)) | egui::Event::WindowFocused(false) => {
                    self.end();
                }
                _ => {}
            }
        }
    }

    /// Watches the events, and keeps keys from the window while a composition lasts: they are the
    /// input method's, also where a system hands them over to both.
    fn take(&self, events: &mut Vec<egui::Event>) {
        events.retain(|event| {
            self.watch(std::slice::from_ref(event));
            let is_press = matches!(event, egui::Event::Key { pressed: true, .. });
            !(is_press && self.is_on())
        });
    }
}

/// Watches compositions on every system.
///
/// Windows says nothing when a click or a jump breaks a composition off; so the end is taken from
/// what the window asks of the system.
#[derive(Debug)]
pub struct CompositionWatch {
    composing: Composing,
    is_broken_off: bool,
}

impl CompositionWatch {
    /// Watches for everybody who holds a clone.
    pub fn new(composing: Composing) -> Self {
        Self {
            composing,
            is_broken_off: false,
        }
    }
}

impl egui::Plugin for CompositionWatch {
    fn debug_name(&self) -> &'static str {
        "composition-watch"
    }

    fn input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        if std::mem::take(&mut self.is_broken_off) {
            self.composing.end();
        }
        self.composing.take(&mut input.events);
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut egui::FullOutput) {
        let ime = &output.platform_output.ime;
        self.is_broken_off = ime.is_none_or(|ime| ime.should_interrupt_composition);
    }
}

/// X11 only: one input context for the life of the window, candidates under the caret.
///
/// Its price: with no field in focus letters still reach the input method, so there may be no
/// shortcut of a bare letter.
#[derive(Debug)]
pub struct SteadyXim {
    composing: Composing,
    last: Option<IMEOutput>,
}

impl SteadyXim {
    /// Watches the same compositions as the rest of the window.
    pub fn new(composing: Composing) -> Self {
        Self {
            composing,
            last: None,
        }
    }
}

impl egui::Plugin for SteadyXim {
    fn debug_name(&self) -> &'static str {
        "steady-xim"
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut egui::FullOutput) {
        let ime = &mut output.platform_output.ime;
        match ime {
            Some(wanted) => {
                if !self.composing.is_on() {
                    wanted.should_interrupt_composition = false;
                }
                // X11 opens the list of candidates at the spot itself: below the line, not on it.
                let spot = wanted.cursor_rect.right_bottom();
                wanted.cursor_rect = egui::Rect::from_min_max(spot, spot);
                self.last = Some(*wanted);
            }
            None => {
                *ime = self.last.map(|last| IMEOutput {
                    should_interrupt_composition: false,
                    ..last
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Event, FullOutput, ImeEvent, Plugin as _, Rect, pos2};

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    }

    fn output(should_interrupt_composition: bool) -> FullOutput {
        let mut output = FullOutput::default();
        output.platform_output.ime = Some(IMEOutput {
            purpose: egui::IMEPurpose::Normal,
            rect: Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 30.0)),
            cursor_rect: Rect::from_min_max(pos2(10.0, 5.0), pos2(12.0, 25.0)),
            should_interrupt_composition,
        });
        output
    }

    #[test]
    fn composing_lasts_from_the_first_letter_to_the_choice() {
        let composing = Composing::default();
        composing.watch(&[preedit("ni")]);
        assert!(composing.is_on());
        composing.watch(&[
            preedit("ni'hao"),
            Event::Ime(ImeEvent::Commit("你好".to_owned())),
        ]);
        assert!(!composing.is_on());
        composing.watch(&[preedit("ni")]);
        composing.watch(&[preedit("")]);
        assert!(!composing.is_on());
    }

    #[test]
    fn a_click_does_not_interrupt_the_input_method() {
        let ctx = egui::Context::default();
        let composing = Composing::default();
        let mut steady = SteadyXim::new(composing.clone());
        let mut clicked = output(true);
        steady.output_hook(&ctx, &mut clicked);
        let ime = clicked.platform_output.ime.unwrap();
        assert!(!ime.should_interrupt_composition);
        assert_eq!(
            ime.cursor_rect.min,
            pos2(12.0, 25.0),
            "candidates open below the line"
        );
        composing.watch(&[preedit("ni")]);
        let mut clicked = output(true);
        steady.output_hook(&ctx, &mut clicked);
        assert!(
            clicked
                .platform_output
                .ime
                .unwrap()
                .should_interrupt_composition
        );
    }

    #[test]
    fn leaving_all_fields_keeps_the_input_context() {
        let ctx = egui::Context::default();
        let mut steady = SteadyXim::new(Composing::default());
        steady.output_hook(&ctx, &mut output(false));
        let mut none = FullOutput::default();
        steady.output_hook(&ctx, &mut none);
        assert!(none.platform_output.ime.is_some());
    }
}
