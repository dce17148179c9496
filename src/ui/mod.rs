//! The window: reads the workspace, sends commands; egui lives here and nowhere else.

pub mod app;
pub mod ctx;
pub mod dialogs;
pub mod fields;
pub mod fonts;
pub mod ime;
pub mod launch;
#[cfg(target_os = "linux")]
pub mod locale;
pub mod looks;
pub mod panels;
pub mod shortcuts;
#[cfg(unix)]
pub mod signals;
pub mod tab;
pub mod theme;
pub mod widgets;

pub use app::App;
