//! Everything that touches the disk.
//!
//! Invariants: nothing else in the program writes files; a file is either the old one or the
//! complete new one; what is read is bounded in size and never waits for a writer at the other
//! end; what stands in the way of keeping versions, locks or settings never stands in the way of
//! opening and saving a draft.
//!
//! What is typed between saves is kept safe by three modules: a [`session`] is one running window,
//! a [`journal`] holds what one open draft has and its file has not, and [`recovery`] finds the
//! journals of sessions that died.
//!
//! How to add a version of the draft file:
//!
//! 1. Leave `format/v1.rs`, `format/v2.rs` and their golden files in `tests/data/format` as they are.
//! 2. Write `v3.rs` after the pattern of `v2.rs`: the structs that change, the others from the
//!    version before, and the conversion from `v2::File` to `v3::File`.
//! 3. Let `format/layout.rs`, `format/convert.rs` and `format/placing.rs` speak of `v3`, and dispatch
//!    on the version in `format::read`.
//! 4. Add golden files under `tests/data/format/v3`.

pub mod disk;
pub mod hash;
pub mod places;

pub mod format;

pub mod load;
pub mod save;

pub mod journal;
pub mod lock;
pub mod recovery;
pub mod session;
pub mod settings;
pub mod versions;

pub use disk::{Disk, RealDisk};
pub use format::{FormatError, Loaded, Notice};
pub use hash::ContentHash;
pub use journal::{JournalWriter, Origin, Recorded};
pub use load::{LoadError, load, load_bytes};
pub use lock::FileLock;
pub use places::Places;
pub use recovery::Leftover;
pub use save::{Expected, SaveError, Saved, save_atomically, save_draft};
pub use session::Session;
pub use settings::Settings;
pub use versions::Version;

/// What the names of draft files end in, without the point.
pub const FILE_EXTENSION: &str = "ron";

#[cfg(test)]
mod power_cut_tests;
