//! The question what to do with a file that somebody else has open.

use egui::Ui;
use std::path::Path;

use super::{Fate, set_width, short_name};
use crate::app::effect::Holder;
use crate::app::jobs::Manner;
use crate::app::{Command, notice};
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::button::{focus_first, plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, title_ui};

/// Asks, and opens it to be looked at, or to be edited all the same.
pub(super) fn in_use_ui(ctx: &UiCtx<'_>, ui: &mut Ui, path: &Path, holder: &Holder) -> Fate {
    set_width(ui, 480.0);
    title_ui(ui, "这个文件正在使用");
    let words = format!(
        "“{}”{}。同时修改会互相覆盖，请先以只读方式查看，或等对方关闭后再打开。",
        short_name(path),
        notice::holder_words(holder)
    );
    muted_ui(ui, &words).on_hover_text(path.display().to_string());
    ui.add_space(12.0);
    let mut manner = None;
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        let look = primary_ui(ui, "以只读方式打开");
        focus_first(ui, &look);
        if look.clicked() {
            manner = Some(Manner::ReadOnly);
        }
        let seize = plain_ui(ui, "仍要编辑");
        let seize = seize.on_hover_text("对方保存时会发现文件被改过，由对方决定留哪一份");
        if seize.clicked() {
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
