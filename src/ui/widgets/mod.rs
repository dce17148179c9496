//! House widgets: the only buttons, cards, marks and fields that panels use.

pub mod button;
pub mod card;
pub mod differences;
pub mod docs;
pub mod mark;
pub mod text_field;
