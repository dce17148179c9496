//! What earlier windows left: 恢复 / 对比 / 丢弃.

use egui::{RichText, ScrollArea, Ui};
use std::path::{Path, PathBuf};

use super::Fate;
use crate::app::Command;
use crate::app::command::RecoveryCommand;
use crate::app::recovery::{BaseState, Recoverable};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{plain_ui, primary_ui};
use crate::ui::widgets::card::{card_ui, muted_ui, small_ui, title_ui};
use crate::ui::widgets::differences::{Heads, differences_ui};

const HEADS: Heads = Heads {
    before: "文件里的内容",
    after: "可以恢复的内容",
};

/// Which of them is compared with its file.
#[derive(Debug, Default)]
pub(super) struct RecoveryDialog {
    compared: Option<PathBuf>,
}

/// Lists what can be recovered, and sends what is to become of it.
pub(super) fn recovery_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut RecoveryDialog) -> Fate {
    let found = ctx.workspace.past().recoverable();
    if found.is_empty() {
        return Fate::Closes;
    }
    ui.set_width(620.0);
    title_ui(ui, "有没保存的内容可以恢复");
    muted_ui(
        ui,
        "程序上次没有正常关闭，下面是当时还没有保存的内容。恢复后仍可撤销；丢弃的内容在历史版本里再留 30 天。",
    );
    ui.add_space(8.0);
    let mut fate = Fate::Stays;
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        for recoverable in found {
            card_ui(ui, |ui| {
                if let Some(command) = entry_ui(ui, state, recoverable) {
                    if matches!(command, RecoveryCommand::TakeBack(_)) {
                        fate = Fate::Closes;
                    }
                    ctx.send(Command::Recovery(command));
                }
            });
            ui.add_space(6.0);
        }
    });
    ui.add_space(4.0);
    if plain_ui(ui, "以后再说").clicked() {
        fate = Fate::Closes;
    }
    fate
}

fn entry_ui(
    ui: &mut Ui,
    state: &mut RecoveryDialog,
    found: &Recoverable,
) -> Option<RecoveryCommand> {
    ui.set_width(ui.available_width());
    let journal = found.leftover.journal.as_path();
    ui.label(RichText::new(found.name()).font(theme::bold(15.0)));
    small_ui(ui, &when(found));
    if let Some(warning) = warning(found) {
        let color = Theme::of(ui).warning;
        ui.label(RichText::new(warning).size(theme::SMALL).color(color));
    }
    if found.draft().is_some() {
        ui.label(&found.summary);
    }
    if state.compared.as_deref() == Some(journal) {
        differences_ui(ui, "recovery", &found.differences, HEADS, 220.0);
    }
    buttons_ui(ui, state, found, journal)
}

fn buttons_ui(
    ui: &mut Ui,
    state: &mut RecoveryDialog,
    found: &Recoverable,
    journal: &Path,
) -> Option<RecoveryCommand> {
    let mut command = None;
    ui.horizontal(|ui| {
        if found.draft().is_some() {
            if primary_ui(ui, "恢复").clicked() {
                command = Some(RecoveryCommand::TakeBack(journal.to_owned()));
            }
            let is_open = state.compared.as_deref() == Some(journal);
            let label = if is_open { "收起对比" } else { "对比" };
            if plain_ui(ui, label).clicked() {
                state.compared = (!is_open).then(|| journal.to_owned());
            }
        }
        if plain_ui(ui, "导出…").clicked() {
            command = Some(RecoveryCommand::Export(journal.to_owned()));
        }
        if plain_ui(ui, "丢弃").clicked() {
            command = Some(RecoveryCommand::ThrowAway(journal.to_owned()));
        }
    });
    command
}

fn when(found: &Recoverable) -> String {
    let place = found.leftover.origin.file.as_deref();
    let place = place.map_or_else(String::new, |path| format!(" · {}", path.display()));
    match found.leftover.last_at {
        Some(at) => format!("最后修改 {}{place}", at.to_the_minute()),
        None => format!("时间不明{place}"),
    }
}

fn warning(found: &Recoverable) -> Option<&'static str> {
    match found.base_state() {
        BaseState::Unreadable => Some("这份记录读不出完整的表，可以导出其中的文字"),
        BaseState::Changed => Some("文件在那之后又被改过，恢复前请先对比"),
        BaseState::Gone => Some("原来的文件已不在或读不出来，恢复后请另存"),
        BaseState::Unchanged | BaseState::Unnamed => None,
    }
}
