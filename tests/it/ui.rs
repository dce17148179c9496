//! Scripts of what a person does in the window, and what is to be seen then.
//!
//! [`desk`] has the verbs; fields and buttons are found by the names that a screen reader tells.

mod desk;

mod amounts;
mod bridge;
mod fields;
mod files;
mod ime;
mod in_use;
mod links;
mod outside;
mod picking;
mod preview;
mod problems;
mod recovery;
mod remembering;
mod reviewing;
mod rows;
mod submission;
mod typing;
mod versions;
