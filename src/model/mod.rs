//! The draft as a value, and the form as data.
//!
//! How to add a field: struct (its section's file), address (`path.rs`), map (`access.rs`),
//! label (`template.rs` and `assets/templates`); the test in `access.rs` walks all addresses.

pub mod access;
pub mod annotations;
pub mod bridge;
pub mod compare;
pub mod draft;
pub mod entry;
pub mod path;
pub mod place;
pub mod sample;
pub mod target;
pub mod template;
pub mod totals;

pub use annotations::{Annotations, Ignored, Link};
pub use bridge::Bridge;
pub use compare::Difference;
pub use draft::{Basic, Budget, Draft, Goal, Indicator, OtherTask, Slot, Task};
pub use entry::Entry;
pub use path::{BudgetLine, FieldPath, IndicatorField, OtherTaskField, RowId, Section, TaskField};
pub use target::TargetValue;
pub use template::Template;
pub use totals::Totals;
