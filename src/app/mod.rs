//! The application without a window: everything a person can do, as commands.
//!
//! The window reads `&Workspace` and sends [`Command`]s; [`Workspace::run`] returns [`Effect`]s,
//! which only a window can carry out. Slow work runs in [`jobs`] and comes back through
//! [`Workspace::poll`].
//!
//! How to add a command: a variant and its metadata in `command.rs`, an arm in
//! `workspace.rs` that calls a function of the module that owns the work.

pub mod action;
pub mod clock;
pub mod command;
pub mod derived;
pub mod document;
pub mod effect;
pub mod jobs;
pub mod links;
pub mod notice;
pub mod ops;
pub mod preview;
pub mod read;
pub mod recovery;
pub mod safekeeping;
pub mod submission;
pub mod versions;
pub mod workspace;

pub use action::Action;
pub use command::{Command, RowCommand};
pub use effect::{Answer, Effect, Next, Pick};
pub use notice::Notice;
pub use workspace::Workspace;

pub use crate::exchange::text_import::{Note, NoteKind};
pub use crate::store::disk::{Disk, RealDisk};
pub use crate::store::settings::{Look, Panel, Settings, WindowPlace};
pub use crate::store::{Loaded, Places, Saved};
