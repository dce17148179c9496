//! The parts of the window.
//!
//! How to add a panel: a plain data struct built from the workspace, a state struct of its view,
//! and a `…_ui` function that draws the data and sends commands.

pub mod banner;
pub mod basic;
pub mod bridge;
pub mod drop_hint;
pub mod goals;
pub mod indicators;
pub mod menu;
pub mod preview;
pub mod problems;
pub mod tabs;
pub mod tasks;
pub mod totals_bar;
