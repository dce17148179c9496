//! Everything that touches the disk.
//!
//! Invariants: nothing else in the program writes files; a file is either the old one or the
//! complete new one; what is read is bounded in size and never waits for a writer at the other
//! end.

pub mod disk;
pub mod hash;

pub mod save;

pub use disk::{Disk, RealDisk};
pub use hash::ContentHash;
pub use save::{SaveError, Saved, save_atomically};
