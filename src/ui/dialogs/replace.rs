//! The question whether a file may be replaced.

use egui::Ui;
use std::path::Path;

use super::{Fate, set_width};
use crate::app::{Command, Pick};
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::button::{focus_first, plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, title_ui};

/// Asks, and goes on or lets it be.
pub(super) fn replace_ui(ctx: &UiCtx<'_>, ui: &mut Ui, pick: &Pick, path: &Path) -> Fate {
    set_width(ui, 440.0);
    title_ui(ui, "已有同名文件，要替换吗？");
    muted_ui(ui, &path.display().to_string());
    ui.add_space(12.0);
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        if primary_ui(ui, "替换").clicked() {
            ctx.send(Command::Picked(pick.clone(), path.to_owned()));
            fate = Fate::Closes;
        }
        let keep = plain_ui(ui, "取消");
        focus_first(ui, &keep);
        if keep.clicked() {
            fate = Fate::Closes;
        }
    });
    fate
}
