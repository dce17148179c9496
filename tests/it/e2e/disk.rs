//! Saving through the program itself, while it is killed, the power goes, or the system fails.
//!
//! strace kills the program, lets its calls fail, and notes what it asked of the disk; file systems
//! in memory are full or cannot be written. All that writes goes through one save protocol, so
//! drafts and PDFs of the command line stand for those of the window.
//!
//! A file is the old one or the complete new one, whatever fails; what is said to be written is the
//! new one. Nothing here sleeps.

mod faults;
mod full;
mod kill;
mod power;
mod strace;
mod targets;
mod tmpfs;
mod writer;
