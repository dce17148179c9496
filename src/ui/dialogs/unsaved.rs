//! The question about unsaved changes: 保存 / 不保存 / 取消.

use egui::Ui;

use super::Fate;
use crate::app::{Answer, Command, Next};
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::button::{plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, title_ui};

/// Asks, and sends the answer.
pub(super) fn unsaved_ui(ctx: &UiCtx<'_>, ui: &mut Ui, next: &Next) -> Fate {
    ui.set_width(420.0);
    title_ui(ui, "要保存修改吗？");
    let name = ctx.workspace.file().and_then(std::path::Path::file_name);
    let name = name.map_or_else(
        || "这份目标表".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    muted_ui(
        ui,
        &format!("“{name}”有还没有保存的修改。不保存，这些修改就没有了"),
    );
    ui.add_space(12.0);
    let mut answer = None;
    ui.horizontal(|ui| {
        let save = primary_ui(ui, "保存");
        if ui.memory(|memory| memory.focused().is_none()) {
            save.request_focus();
        }
        if save.clicked() {
            answer = Some(Answer::Save);
        }
        if plain_ui(ui, "不保存").clicked() {
            answer = Some(Answer::Discard);
        }
        if plain_ui(ui, "取消").clicked() {
            answer = Some(Answer::Cancel);
        }
    });
    match answer {
        Some(answer) => {
            ctx.send(Command::Answered(answer, next.clone()));
            Fate::Closes
        }
        None => Fate::Stays,
    }
}
