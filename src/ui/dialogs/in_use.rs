//! The question what to do with a file that somebody else has open.

use egui::Ui;
use std::path::Path;

use super::Fate;
use crate::app::effect::Holder;
use crate::app::jobs::Manner;
use crate::app::{Command, notice};
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::button::{plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, title_ui};

/// Asks, and opens it to be looked at, or to be edited all the same.
pub(super) fn in_use_ui(ctx: &UiCtx<'_>, ui: &mut Ui, path: &Path, holder: &Holder) -> Fate {
    ui.set_width(480.0);
    title_ui(ui, "这个文件正在使用");
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    muted_ui(
        ui,
        &format!(
            "“{name}”{}。同时修改会互相覆盖，请先以只读方式查看，或等对方关闭后再打开。",
            notice::holder_words(holder)
        ),
    );
    ui.add_space(12.0);
    let mut manner = None;
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        let look = primary_ui(ui, "以只读方式打开");
        if ui.memory(|memory| memory.focused().is_none()) {
            look.request_focus();
        }
        if look.clicked() {
            manner = Some(Manner::ReadOnly);
        }
        if plain_ui(ui, "仍要编辑").clicked() {
            manner = Some(Manner::Seize);
        }
        if plain_ui(ui, "取消").clicked() {
            fate = Fate::Closes;
        }
    });
    match manner {
        Some(manner) => {
            ctx.send(Command::OpenHeld(path.to_owned(), manner));
            Fate::Closes
        }
        None => fate,
    }
}
