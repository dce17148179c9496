//! 对应: which goals and indicators a task belongs with, to be set by hand where words do not tell.

use egui::{RichText, ScrollArea, Ui};

use super::{Fate, height_besides, set_width};
use crate::app::Command;
use crate::app::command::ReviewCommand;
use crate::app::links::{Bond, LinkRow, LinkSheet};
use crate::app::read;
use crate::model::{RowId, Section};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, focus_first, primary_ui};
use crate::ui::widgets::card::{muted_ui, small_ui, title_ui};

/// Title, sentence and button, pt.
const BESIDES: f32 = 172.0;
/// Goals are cut to this many characters.
const NAME_CHARS: usize = 40;

/// Shows the rows, and sends what is ticked.
pub(super) fn links_ui(ctx: &UiCtx<'_>, ui: &mut Ui) -> Fate {
    let Some(sheet) = ctx.workspace.review().links() else {
        return Fate::Closes;
    };
    set_width(ui, 640.0);
    title_ui(ui, &format!("{}对应的目标和指标", sheet.name));
    muted_ui(ui, "文字里看得出的已经自动对应；看不出的，请在这里勾选。");
    ui.add_space(8.0);
    let height = height_besides(ui, BESIDES).min(400.0);
    ScrollArea::vertical()
        .id_salt("links")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| rows_ui(ctx, ui, sheet));
    ui.add_space(12.0);
    let close = primary_ui(ui, "完成");
    focus_first(ui, &close);
    if close.clicked() {
        return Fate::Closes;
    }
    Fate::Stays
}

fn rows_ui(ctx: &UiCtx<'_>, ui: &mut Ui, sheet: &LinkSheet) {
    let mut section: Option<Section> = None;
    for row in &sheet.rows {
        if section != Some(row.section) {
            section = Some(row.section);
            ui.add_space(4.0);
            small_ui(ui, read::section_name(row.section));
        }
        row_ui(ctx, ui, RowId::Task(sheet.task), row);
    }
}

fn row_ui(ctx: &UiCtx<'_>, ui: &mut Ui, task: RowId, row: &LinkRow) {
    let name = read::shortened(&row.name, NAME_CHARS);
    ui.horizontal(|ui| {
        let mut is_linked = row.bond == Bond::Linked;
        let ticked = change_ui(ctx, ui, |ui| ui.checkbox(&mut is_linked, name));
        if ticked.changed() {
            let command = match row.bond {
                Bond::Linked => ReviewCommand::Unlink(task, row.row),
                Bond::None | Bond::Found(_) => ReviewCommand::Link(task, row.row),
            };
            ctx.send(Command::Review(command));
        }
        if let Bond::Found(words) = &row.bond {
            let why = match words {
                Some(words) => format!("自动对应：{}", read::shortened(words, NAME_CHARS)),
                None => "自动对应".to_owned(),
            };
            let color = Theme::of(ui).ok;
            ui.label(RichText::new(why).size(theme::SMALL).color(color));
        }
    });
}
