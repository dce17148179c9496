//! The built-in file dialog: a folder's content, a name, nothing else.

use egui::{Align, Layout, RichText, Sense, TextEdit, Ui, vec2};
use egui_extras::{Column, TableBuilder};
use std::path::{Path, PathBuf};

use super::Fate;
use crate::app::effect::{FolderEntry, FolderListing};
use crate::app::{Command, Pick, ops};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{plain_ui, primary_ui};
use crate::ui::widgets::card::title_ui;

/// Where the person is and what is chosen so far.
#[derive(Debug)]
pub(super) struct PathDialog {
    pick: Pick,
    /// The folder as typed.
    folder: String,
    /// The file's name as typed.
    name: String,
    listing: Option<FolderListing>,
}

impl PathDialog {
    /// Starts in a folder, or at home.
    pub(super) fn new(pick: Pick, name: String, folder: Option<PathBuf>) -> Self {
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(ops::home_folder);
        Self {
            pick,
            folder: folder.display().to_string(),
            name,
            listing: None,
        }
    }

    /// The folder it shows.
    pub(super) fn folder(&self) -> &Path {
        Path::new(&self.folder)
    }

    /// Takes the content of the folder.
    pub(super) fn take_listing(&mut self, listing: FolderListing) {
        self.folder = listing.folder.display().to_string();
        self.listing = Some(listing);
    }

    fn go(&mut self, ctx: &UiCtx<'_>, folder: PathBuf) {
        self.folder = folder.display().to_string();
        ctx.send(Command::ListFolder(folder));
    }

    /// The chosen file; a whole path may be typed in place of a name.
    fn chosen(&self) -> Option<PathBuf> {
        let name = self.name.trim();
        (!name.is_empty()).then(|| self.folder().join(name))
    }
}

/// Lets the person choose.
pub(super) fn path_dialog_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PathDialog) -> Fate {
    ui.set_width(640.0);
    title_ui(ui, state.pick.title());
    folder_ui(ctx, ui, state);
    let mut fate = list_ui(ctx, ui, state);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let label = ui.label("文件名");
        let width = ui.available_width();
        let edit = ui.add(TextEdit::singleline(&mut state.name).desired_width(width));
        let edit = edit.labelled_by(label.id);
        // Asked before the focus is given back, which would hide that it was lost.
        let entered = edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            edit.request_focus();
        }
        if entered && choose(ctx, state) {
            fate = Fate::Closes;
        }
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let verb = if state.pick.writes() {
            "保存"
        } else {
            "打开"
        };
        let ready = state.chosen().is_some();
        let pressed = ui
            .add_enabled_ui(ready, |ui| primary_ui(ui, verb).clicked())
            .inner;
        if pressed && choose(ctx, state) {
            fate = Fate::Closes;
        }
        if plain_ui(ui, "取消").clicked() {
            ctx.send(Command::PickGivenUp);
            fate = Fate::Closes;
        }
    });
    fate
}

fn choose(ctx: &UiCtx<'_>, state: &PathDialog) -> bool {
    match state.chosen() {
        Some(path) => {
            ctx.send(Command::CheckTarget(state.pick.clone(), path));
            true
        }
        None => false,
    }
}

fn folder_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PathDialog) {
    ui.horizontal(|ui| {
        let label = ui.label("文件夹");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if plain_ui(ui, "主目录").clicked() {
                state.go(ctx, ops::home_folder());
            }
            let parent = state.folder().parent().map(Path::to_owned);
            let up = ui.add_enabled_ui(parent.is_some(), |ui| plain_ui(ui, "上一级").clicked());
            if let (true, Some(parent)) = (up.inner, parent) {
                state.go(ctx, parent);
            }
            let width = ui.available_width();
            let edit = ui.add(TextEdit::singleline(&mut state.folder).desired_width(width));
            let edit = edit.labelled_by(label.id);
            if edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                let folder = state.folder().to_owned();
                state.go(ctx, folder);
            }
        });
    });
}

/// The folders and the files of the wanted kind.
fn list_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PathDialog) -> Fate {
    let Some(listing) = &state.listing else {
        ui.add_space(240.0);
        return Fate::Stays;
    };
    if let Some(fault) = &listing.fault {
        ui.label(RichText::new(fault).color(Theme::of(ui).warning));
    }
    let wanted = state.pick.extension();
    let entries: Vec<FolderEntry> = listing
        .entries
        .iter()
        .filter(|entry| entry.is_folder || entry.has_extension(wanted))
        .cloned()
        .collect();
    let mut clicked = None;
    TableBuilder::new(ui)
        .id_salt("files")
        .sense(Sense::click())
        .column(Column::remainder())
        .column(Column::exact(120.0))
        .min_scrolled_height(240.0)
        .max_scroll_height(240.0)
        .auto_shrink([false, false])
        .header(24.0, |mut header| {
            for head in ["名称", "大小"] {
                header.col(|ui| {
                    ui.label(
                        RichText::new(head)
                            .size(theme::SMALL)
                            .color(Theme::of(ui).muted),
                    );
                });
            }
        })
        .body(|body| {
            body.rows(28.0, entries.len(), |mut row| {
                let Some(entry) = entries.get(row.index()) else {
                    return;
                };
                row.set_selected(!entry.is_folder && entry.name == state.name);
                row.col(|ui| entry_ui(ui, entry));
                row.col(|ui| {
                    ui.horizontal_centered(|ui| {
                        ui.label(RichText::new(size(entry)).size(theme::SMALL));
                    });
                });
                let response = row.response();
                if response.clicked() || response.double_clicked() {
                    clicked = Some((entry.clone(), response.double_clicked()));
                }
            });
        });
    match clicked {
        Some((entry, _)) if entry.is_folder => {
            let folder = state.folder().join(&entry.name);
            state.go(ctx, folder);
            Fate::Stays
        }
        Some((entry, twice)) => {
            state.name = entry.name;
            if twice && choose(ctx, state) {
                Fate::Closes
            } else {
                Fate::Stays
            }
        }
        None => Fate::Stays,
    }
}

fn entry_ui(ui: &mut Ui, entry: &FolderEntry) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        let sign = if entry.is_folder { "▸" } else { "　" };
        ui.label(RichText::new(sign).color(Theme::of(ui).muted));
        ui.add(egui::Label::new(&entry.name).truncate());
    });
}

fn size(entry: &FolderEntry) -> String {
    match entry.bytes {
        Some(bytes) if bytes < 1024 => format!("{bytes} 字节"),
        Some(bytes) => format!("{} 千字节", bytes.div_ceil(1024)),
        None => String::new(),
    }
}
