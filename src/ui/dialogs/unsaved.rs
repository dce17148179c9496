//! The question about unsaved changes: 保存 / 不保存 / 取消.

use egui::Ui;

use super::{Fate, set_width, short_name};
use crate::app::{Answer, Command, Next};
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::button::{focus_first, plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, title_ui};

/// Asks, and sends the answer.
pub(super) fn unsaved_ui(ctx: &UiCtx<'_>, ui: &mut Ui, next: &Next) -> Fate {
    set_width(ui, 440.0);
    title_ui(ui, "要保存修改吗？");
    words_ui(ctx, ui);
    ui.add_space(12.0);
    let mut answer = None;
    ui.horizontal(|ui| {
        let save = primary_ui(ui, "保存");
        focus_first(ui, &save);
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

fn words_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let file = ctx.workspace.file();
    let whose = file.map_or_else(
        || "这份目标表".to_owned(),
        |path| format!("“{}”", short_name(path)),
    );
    let words = format!(
        "{whose}有没保存的修改。选“不保存”也不会马上丢失：30 天内可以从“文件”菜单的“历史版本”里找回。"
    );
    let shown = muted_ui(ui, &words);
    if let Some(path) = file {
        shown.on_hover_text(path.display().to_string());
    }
}
