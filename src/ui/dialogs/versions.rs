//! 历史版本: a list at the left, what differs from the open draft at the right.

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Layout, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use std::path::Path;

use super::{Fate, height_besides, set_width};
use crate::app::command::VersionsCommand;
use crate::app::document::UNNAMED;
use crate::app::versions::{VersionEntry, VersionsList, VersionsOf};
use crate::app::{Command, Workspace};
use crate::base::moment::Moment;
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, focus_first, focus_ring_ui, plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, small_line_ui, small_ui, title_ui};
use crate::ui::widgets::differences::{Heads, differences_ui};

const HEADS: Heads = Heads {
    before: "现在的内容",
    after: "这一版的内容",
};
const HEIGHT: f32 = 400.0;
const LIST_WIDTH: f32 = 330.0;
const WIDTH: f32 = 960.0;
const ROW: f32 = 48.0;
/// Room for the ring around a row, pt.
const EDGE: f32 = 6.0;
/// Title, whose versions, and the last button, pt.
const BESIDES: f32 = 136.0;
/// Buttons and heading over the differences, and the place below, pt.
const ABOVE: f32 = 112.0;

/// Which version is chosen.
#[derive(Debug, Default)]
pub(super) struct VersionsDialog {
    chosen: Option<Moment>,
}

/// Lists the versions, shows one, restores it.
pub(super) fn versions_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut VersionsDialog) -> Fate {
    set_width(ui, WIDTH);
    title_ui(ui, "历史版本");
    let Some((of, list)) = ctx.workspace.past().versions() else {
        muted_ui(ui, "正在读取…");
        return closing_ui(ui);
    };
    whose_ui(ctx, ui, state, of, list);
    ui.add_space(6.0);
    let height = height_besides(ui, BESIDES).min(HEIGHT);
    let list_width = LIST_WIDTH.min(ui.available_width() * 0.42);
    // Both sides have places of their own, so that nothing in them makes the dialog grow.
    let size = vec2(ui.available_width(), height);
    let (room, _) = ui.allocate_exact_size(size, Sense::hover());
    let middle = room.left() + list_width + theme::GAP;
    ui.painter()
        .vline(middle, room.y_range(), Theme::of(ui).line());
    let left = room.with_max_x(middle - theme::GAP);
    list_ui(ctx, &mut side_ui(ui, left), state, list, height);
    let right = room.with_min_x(middle + 2.0 * theme::GAP);
    let fate = shown_ui(ctx, &mut side_ui(ui, right), state, list, height);
    ui.add_space(8.0);
    match closing_ui(ui) {
        Fate::Closes => Fate::Closes,
        Fate::Stays => fate,
    }
}

fn side_ui(ui: &mut Ui, room: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    ui.new_child(UiBuilder::new().max_rect(room).layout(layout))
}

fn closing_ui(ui: &mut Ui) -> Fate {
    // In a row its word stands in its middle.
    if ui.horizontal(|ui| plain_ui(ui, "关闭")).inner.clicked() {
        Fate::Closes
    } else {
        Fate::Stays
    }
}

/// Whose versions these are, and where there are others.
fn whose_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut VersionsDialog,
    of: &VersionsOf,
    list: &VersionsList,
) {
    let mut other = None;
    ui.horizontal(|ui| {
        let label = ui.label("哪份表");
        let combo = egui::ComboBox::from_id_salt("whose versions")
            .width(ui.available_width())
            .truncate()
            .selected_text(whose(ctx.workspace, of, list));
        let response = combo.show_ui(ui, |ui| {
            let own = VersionsOf::File(ctx.workspace.file().map(Path::to_owned));
            let folders = list.drafts.iter();
            let others = folders.map(|draft| VersionsOf::Folder(draft.folder.clone()));
            for choice in std::iter::once(own).chain(others) {
                let name = whose(ctx.workspace, &choice, list);
                if ui.selectable_label(of == &choice, name).clicked() {
                    other = Some(choice);
                }
            }
        });
        response.response.labelled_by(label.id);
    });
    if let Some(other) = other {
        state.chosen = None;
        ctx.send(Command::Versions(VersionsCommand::ShowOf(other)));
    }
}

fn whose(workspace: &Workspace, of: &VersionsOf, list: &VersionsList) -> String {
    match of {
        VersionsOf::File(_) => {
            let file = workspace.file();
            file.map_or_else(
                || UNNAMED.to_owned(),
                |path| format!("{}（打开的这份）", path.display()),
            )
        }
        VersionsOf::Folder(folder) => {
            let draft = list.drafts.iter().find(|draft| &draft.folder == folder);
            let origin = draft.and_then(|draft| draft.origin.clone());
            origin.unwrap_or_else(|| UNNAMED.to_owned())
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
    if let Some(fault) = &list.fault {
        muted_ui(ui, &fault.text);
        if let Some(cause) = &fault.detail {
            small_ui(ui, cause);
        }
        return;
    }
    if list.entries.is_empty() {
        muted_ui(ui, "还没有历史版本；每次保存都会留下一版");
        return;
    }
    ScrollArea::vertical()
        .id_salt("versions")
        .max_height(height)
        .auto_shrink([false, false])
        .content_margin(2.0)
        .show_rows(ui, ROW, list.entries.len(), |ui, rows| {
            for entry in list.entries.get(rows).unwrap_or_default() {
                if entry_ui(ui, state, entry) {
                    state.chosen = Some(entry.version.at);
                    let path = entry.version.path.clone();
                    ctx.send(Command::Versions(VersionsCommand::LookAt(path)));
                }
            }
        });
}

/// Draws a version; tells whether it was chosen.
fn entry_ui(ui: &mut Ui, state: &VersionsDialog, entry: &VersionEntry) -> bool {
    let is_chosen = state.chosen == Some(entry.version.at);
    let pinned = if entry.version.is_pinned {
        "　已保留"
    } else {
        ""
    };
    let first = format!(
        "{}　{}{pinned}",
        entry.version.at.to_the_second(),
        entry.version.kind.word()
    );
    let second = format!("{}　{}", entry.changes, size(entry.version.bytes));
    let wanted = vec2(ui.available_width() - EDGE, ROW);
    let (rect, row) = ui.allocate_exact_size(wanted, Sense::click());
    let theme = Theme::of(ui);
    let fill = if is_chosen || row.hovered() {
        theme.accent_soft
    } else {
        theme.surface
    };
    ui.painter().rect_filled(rect, theme::RADIUS, fill);
    paint_lines(ui, rect, [&first, &second]);
    focus_ring_ui(ui, &row);
    focus_first(ui, &row);
    let name = format!("{first}　{second}");
    row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    // A screen reader tells a row of a list, and whether it is the chosen one.
    ui.ctx().accesskit_node_builder(row.id, |node| {
        node.set_role(Role::ListBoxOption);
        node.set_selected(is_chosen);
    });
    let row = row.on_hover_text(name);
    if row.clicked() {
        row.request_focus();
    }
    row.clicked()
}

/// Two lines, each cut where it is too long; the tooltip has all of it.
fn paint_lines(ui: &Ui, rect: Rect, [first, second]: [&str; 2]) {
    let theme = Theme::of(ui);
    let width = rect.width() - 2.0 * theme::GAP;
    let line = |text: &str, size, color| {
        let text = text.to_owned();
        let mut job = LayoutJob::simple_singleline(text, theme::plain(size), color);
        job.wrap = TextWrapping::truncate_at_width(width);
        ui.painter().layout_job(job)
    };
    let left = rect.left() + theme::GAP;
    let first = line(first, theme::BODY, theme.text);
    let second = line(second, theme::SMALL, theme.muted);
    let top = rect.center().y - f32::midpoint(first.size().y, second.size().y);
    let below = top + first.size().y;
    ui.painter().galley(pos2(left, top), first, theme.text);
    ui.painter().galley(pos2(left, below), second, theme.muted);
}

fn shown_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &VersionsDialog,
    list: &VersionsList,
    height: f32,
) -> Fate {
    let shown = ctx.workspace.past().shown();
    let shown = shown.filter(|shown| state.chosen == Some(shown.at));
    let Some(shown) = shown else {
        muted_ui(ui, "在左边选一版，看它与现在的内容有什么不同");
        return Fate::Stays;
    };
    let entry = list
        .entries
        .iter()
        .find(|entry| entry.version.at == shown.at);
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        let restore = change_ui(ctx, ui, |ui| {
            let is_other = !shown.differences.is_empty();
            let restore = ui.add_enabled_ui(is_other, |ui| primary_ui(ui, "恢复到这一版"));
            let restore = restore.inner.on_hover_text("替换窗口里的内容；可以撤销");
            restore.on_disabled_hover_text("与现在的内容完全相同")
        });
        if restore.clicked() {
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
        let pin = plain_ui(ui, label);
        let pin = pin.on_hover_text("历史版本过一段时间会自动减少；保留的一直都在");
        if pin.clicked() {
            ctx.send(Command::Versions(VersionsCommand::Pin(shown.path.clone())));
        }
    });
    ui.add_space(6.0);
    if !shown.differences.is_empty() {
        let heading = format!("与现在的内容有 {} 处不同", shown.differences.len());
        ui.label(RichText::new(heading).font(theme::bold(15.0)));
    }
    differences_ui(
        ui,
        "version",
        &shown.differences,
        HEADS,
        (height - ABOVE).max(60.0),
    );
    small_line_ui(ui, &format!("存放在 {}", shown.path.display()));
    fate
}

fn size(bytes: u64) -> String {
    format!("{} 千字节", bytes.div_ceil(1024))
}
