//! The only way to change a draft: edits, transactions, history.
//!
//! Invariant: applying an edit returns its inverse, and applying the inverse gives the draft from
//! before, field by field.

pub mod apply;
pub mod build;
pub mod history;
pub mod transaction;

pub use apply::{Edit, EditError, Row, apply, apply_all};
pub use history::History;
pub use transaction::{Merge, Transaction};
