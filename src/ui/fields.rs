//! `Fields`: the text of the field being typed in, and the field to go to.
//!
//! A field that is typed in keeps its own text, so that half-typed amounts and the caret survive
//! formatting; every key reaches the draft all the same.

use super::ime::Composing;
use crate::model::FieldPath;

/// The field being typed in, and the field to go to.
#[derive(Debug, Default)]
pub struct Fields {
    /// The text of the focused field.
    pub buffer: Option<FieldBuffer>,
    /// The field that wants focus and a place in view.
    pub target: Option<FieldPath>,
    /// The field that is lit after a jump, and until when, in seconds of egui's time.
    pub flash: Option<(FieldPath, f64)>,
    /// The field last typed in or jumped to: what row commands act on.
    pub current: Option<FieldPath>,
    /// Whether an input method is composing.
    pub composing: Composing,
    /// Whether the caret goes there too.
    pub caret: Caret,
    /// How often `target` was waited for; a field that never comes is given up.
    pub target_age: u8,
}

/// What the caret does when a field is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Caret {
    /// It goes to the field.
    #[default]
    Follows,
    /// It stays where it is.
    Stays,
}

/// The text of the focused field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldBuffer {
    /// Which field.
    pub path: FieldPath,
    /// What stands in it, composition included.
    pub text: String,
    /// The draft waits for it until the composition ends.
    pub is_held_back: bool,
}

/// A jump waits this many frames for its field to be drawn.
const TARGET_FRAMES: u8 = 8;

impl Fields {
    /// Wants to go to a field.
    pub fn go_to(&mut self, path: FieldPath) {
        self.show(path, Caret::Follows);
    }

    /// Wants a field in view.
    pub fn show(&mut self, path: FieldPath, caret: Caret) {
        self.caret = caret;
        self.current = Some(path.clone());
        self.target = Some(path);
        self.target_age = 0;
    }

    /// Another state of the draft: the buffer has to be read again.
    pub fn reload(&mut self) {
        self.buffer = None;
    }

    /// Another draft.
    pub fn forget(&mut self) {
        *self = Self {
            composing: self.composing.clone(),
            ..Self::default()
        };
    }

    /// Once a frame: gives a jump up whose field does not come.
    pub fn age(&mut self) {
        if self.target.is_some() {
            self.target_age += 1;
            if self.target_age > TARGET_FRAMES {
                self.target = None;
            }
        }
    }
}
