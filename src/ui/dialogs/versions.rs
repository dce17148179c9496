//! 历史版本: a list at the left, what differs from the open draft at the right.

use egui::{RichText, ScrollArea, Ui, vec2};
use std::path::{Path, PathBuf};

use super::Fate;
use crate::app::command::VersionsCommand;
use crate::app::versions::{VersionEntry, VersionsList, VersionsOf};
use crate::app::{Command, Workspace};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, small_ui, title_ui};
use crate::ui::widgets::differences::{Heads, differences_ui};

const HEADS: Heads = Heads {
    before: "现在的内容",
    after: "这一版的内容",
};
const HEIGHT: f32 = 400.0;
const LIST_WIDTH: f32 = 330.0;
const WIDTH: f32 = 960.0;

/// Which version is chosen.
#[derive(Debug, Default)]
pub(super) struct VersionsDialog {
    chosen: Option<PathBuf>,
}

/// Lists the versions, shows one, restores it.
pub(super) fn versions_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut VersionsDialog) -> Fate {
    ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
    title_ui(ui, "历史版本");
    let Some((of, list)) = ctx.workspace.past().versions() else {
        muted_ui(ui, "正在读取…");
        return closing_ui(ui);
    };
    whose_ui(ctx, ui, of, list);
    ui.add_space(6.0);
    let height = HEIGHT.min(ui.ctx().content_rect().height() - 240.0);
    let mut fate = Fate::Stays;
    ui.horizontal_top(|ui| {
        ui.allocate_ui(vec2(LIST_WIDTH, height), |ui| {
            ui.set_width(LIST_WIDTH);
            list_ui(ctx, ui, state, list, height);
        });
        ui.separator();
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height(height);
            fate = shown_ui(ctx, ui, state, list, height);
        });
    });
    ui.add_space(8.0);
    match closing_ui(ui) {
        Fate::Closes => Fate::Closes,
        Fate::Stays => fate,
    }
}

fn closing_ui(ui: &mut Ui) -> Fate {
    if plain_ui(ui, "关闭").clicked() {
        Fate::Closes
    } else {
        Fate::Stays
    }
}

/// Whose versions these are, and where there are others.
fn whose_ui(ctx: &UiCtx<'_>, ui: &mut Ui, of: &VersionsOf, list: &VersionsList) {
    ui.horizontal(|ui| {
        let label = ui.label("哪份表");
        let combo = egui::ComboBox::from_id_salt("whose versions")
            .width(560.0)
            .truncate()
            .selected_text(whose(ctx.workspace, of, list));
        let response = combo.show_ui(ui, |ui| {
            let own = VersionsOf::File(ctx.workspace.file().map(Path::to_owned));
            let own_name = whose(ctx.workspace, &own, list);
            if ui.selectable_label(of == &own, own_name).clicked() {
                ctx.send(Command::Versions(VersionsCommand::ShowOf(own)));
            }
            for draft in &list.drafts {
                let other = VersionsOf::Folder(draft.folder.clone());
                let name = whose(ctx.workspace, &other, list);
                if ui.selectable_label(of == &other, name).clicked() {
                    ctx.send(Command::Versions(VersionsCommand::ShowOf(other)));
                }
            }
        });
        response.response.labelled_by(label.id);
    });
}

fn whose(workspace: &Workspace, of: &VersionsOf, list: &VersionsList) -> String {
    match of {
        VersionsOf::File(_) => {
            let file = workspace.file();
            file.map_or_else(
                || "未命名目标表".to_owned(),
                |path| format!("{}（打开的这份）", path.display()),
            )
        }
        VersionsOf::Folder(folder) => {
            let draft = list.drafts.iter().find(|draft| &draft.folder == folder);
            let origin = draft.and_then(|draft| draft.origin.clone());
            origin.unwrap_or_else(|| "未命名目标表".to_owned())
        }
    }
}

fn list_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut VersionsDialog,
    list: &VersionsList,
    height: f32,
) {
    if list.entries.is_empty() {
        muted_ui(ui, "还没有历史版本；每次保存都会留下一版");
        return;
    }
    ScrollArea::vertical()
        .id_salt("versions")
        .max_height(height)
        .auto_shrink([false, false])
        .show_rows(ui, 48.0, list.entries.len(), |ui, rows| {
            for entry in list.entries.get(rows).unwrap_or_default() {
                if entry_ui(ui, state, entry) {
                    let path = entry.version.path.clone();
                    state.chosen = Some(path.clone());
                    ctx.send(Command::Versions(VersionsCommand::LookAt(path)));
                }
            }
        });
}

/// Draws a version; tells whether it was chosen.
fn entry_ui(ui: &mut Ui, state: &VersionsDialog, entry: &VersionEntry) -> bool {
    let is_chosen = state.chosen.as_ref() == Some(&entry.version.path);
    let pinned = if entry.version.is_pinned {
        "　已保留"
    } else {
        ""
    };
    let first = format!(
        "{}　{}{pinned}",
        entry.version.at.to_the_minute(),
        entry.version.kind.word()
    );
    let second = format!("{} · {}", size(entry.version.bytes), entry.changes);
    let mut job = egui::text::LayoutJob::default();
    let theme = Theme::of(ui);
    let format = |size, color| egui::TextFormat {
        font_id: egui::FontId::proportional(size),
        color,
        ..egui::TextFormat::default()
    };
    job.append(&first, 0.0, format(15.0, theme.text));
    job.append("\n", 0.0, format(15.0, theme.text));
    job.append(&second, 0.0, format(theme::SMALL, theme.muted));
    let button = egui::Button::selectable(is_chosen, job).truncate();
    ui.add_sized(vec2(ui.available_width(), 44.0), button)
        .clicked()
}

fn shown_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &VersionsDialog,
    list: &VersionsList,
    height: f32,
) -> Fate {
    let shown = ctx.workspace.past().shown();
    let shown = shown.filter(|shown| state.chosen.as_ref() == Some(&shown.path));
    let Some(shown) = shown else {
        muted_ui(ui, "在左边选一版，看它与现在的内容有什么不同");
        return Fate::Stays;
    };
    let entry = list
        .entries
        .iter()
        .find(|entry| entry.version.path == shown.path);
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        let restore = ui.add_enabled_ui(!shown.differences.is_empty(), |ui| {
            primary_ui(ui, "恢复到这一版").on_hover_text("替换窗口里的内容；可以撤销")
        });
        if restore.inner.clicked() {
            ctx.send(Command::Versions(VersionsCommand::Restore(
                shown.path.clone(),
            )));
            fate = Fate::Closes;
        }
        let is_pinned = entry.is_some_and(|entry| entry.version.is_pinned);
        let label = if is_pinned {
            "取消保留"
        } else {
            "永久保留"
        };
        if plain_ui(ui, label).clicked() {
            ctx.send(Command::Versions(VersionsCommand::Pin(shown.path.clone())));
        }
    });
    ui.add_space(6.0);
    if !shown.differences.is_empty() {
        let heading = format!("与现在的内容有 {} 处不同", shown.differences.len());
        ui.label(RichText::new(heading).font(theme::bold(15.0)));
    }
    differences_ui(ui, "version", &shown.differences, HEADS, height - 110.0);
    small_ui(ui, &shown.path.display().to_string());
    fate
}

fn size(bytes: u64) -> String {
    format!("{} 千字节", bytes.div_ceil(1024))
}
