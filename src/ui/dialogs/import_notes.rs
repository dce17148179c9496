//! What an import wants to be looked at: uncertain and unplaced first.

use egui::{Label, RichText, ScrollArea, Sense, Ui};

use super::{Fate, height_besides, set_width};
use crate::app::Command;
use crate::app::{Note, NoteKind};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::primary_ui;
use crate::ui::widgets::card::{muted_ui, small_ui, title_ui};

const GROUPS: [(NoteKind, &str); 3] = [
    (NoteKind::Unplaced, "没有放进表里的内容"),
    (NoteKind::Uncertain, "放得不确定，请核对"),
    (NoteKind::Cleaned, "已清理"),
];

/// Lists the notes; a click goes to the place.
pub(super) fn import_notes_ui(ctx: &UiCtx<'_>, ui: &mut Ui) -> Fate {
    set_width(ui, 640.0);
    let notes = ctx.workspace.import_notes();
    title_ui(ui, "导入完成，请核对");
    muted_ui(ui, "点一条可以转到对应位置；以后可以从“查看”菜单再次打开");
    ui.add_space(4.0);
    let mut fate = Fate::Stays;
    let height = height_besides(ui, 150.0).min(420.0);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (kind, heading) in GROUPS {
                let of_kind: Vec<&Note> = notes.iter().filter(|note| note.kind == kind).collect();
                if of_kind.is_empty() {
                    continue;
                }
                ui.label(
                    RichText::new(format!("{heading}（{}）", of_kind.len()))
                        .font(theme::bold(15.0)),
                );
                for note in of_kind {
                    if note_ui(ui, note)
                        && let Some(path) = &note.path
                    {
                        ctx.send(Command::GoTo(path.clone()));
                        fate = Fate::Closes;
                    }
                }
                ui.add_space(4.0);
            }
        });
    ui.add_space(8.0);
    if primary_ui(ui, "开始核对").clicked() {
        fate = Fate::Closes;
    }
    fate
}

/// Draws a note; tells whether it was clicked.
fn note_ui(ui: &mut Ui, note: &Note) -> bool {
    let theme = Theme::of(ui);
    ui.horizontal_top(|ui| {
        small_ui(ui, &format!("第 {} 行", note.line));
        let can_go = note.path.is_some();
        let color = if can_go { theme.accent } else { theme.text };
        let sense = if can_go {
            Sense::click()
        } else {
            Sense::hover()
        };
        let text = RichText::new(&note.message).size(15.0).color(color);
        ui.add(Label::new(text).wrap().sense(sense)).clicked()
    })
    .inner
}
