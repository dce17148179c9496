//! The program without a window, as a person at a terminal meets it: arguments in, texts, files
//! and an exit code out.

mod answers;
mod import;
mod pipes;
pub(crate) mod program;
mod refusals;
mod targets;
