//! What earlier windows left: 恢复 / 对比 / 丢弃.

use egui::{Label, Response, RichText, ScrollArea, Ui};
use std::path::PathBuf;

use super::{Fate, height_besides, set_width};
use crate::app::Command;
use crate::app::command::RecoveryCommand;
use crate::app::recovery::{BaseState, Recoverable};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{described, focus_first, named, plain_ui, primary_ui};
use crate::ui::widgets::card::{card_ui, muted_ui, small_line_ui, title_ui};
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

/// Title, sentence and the last button, pt.
const BESIDES: f32 = 180.0;
/// Of the list of differences of one of them, pt.
const COMPARED: f32 = 200.0;

/// Lists what can be recovered, and sends what is to become of it.
pub(super) fn recovery_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut RecoveryDialog) -> Fate {
    let found = ctx.workspace.past().recoverable();
    if found.is_empty() {
        return Fate::Closes;
    }
    set_width(ui, 640.0);
    title_ui(ui, "有没保存的内容可以恢复");
    muted_ui(
        ui,
        "程序上次没有正常关闭，这是当时还没保存的内容。恢复后仍可撤销；没有处理的以后可以从“文件”菜单里再找到。",
    );
    ui.add_space(4.0);
    let height = height_besides(ui, BESIDES).min(440.0);
    let chosen = ScrollArea::vertical()
        .max_height(height)
        // What unfolds makes the dialog grow before it scrolls.
        .min_scrolled_height(height)
        .show(ui, |ui| {
            let drawn = found.iter().map(|one| card_of_ui(ui, state, one));
            // Every card is drawn, whichever was clicked.
            drawn.fold(None, Option::or)
        })
        .inner;
    ui.add_space(4.0);
    let later = plain_ui(ui, "以后再说");
    let is_taken = matches!(chosen, Some(RecoveryCommand::TakeBack(_)));
    if let Some(command) = chosen {
        ctx.send(Command::Recovery(command));
    }
    if is_taken || later.clicked() {
        Fate::Closes
    } else {
        Fate::Stays
    }
}

fn card_of_ui(
    ui: &mut Ui,
    state: &mut RecoveryDialog,
    found: &Recoverable,
) -> Option<RecoveryCommand> {
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let journal = found.leftover.journal.as_path();
        let name = RichText::new(found.name()).font(theme::bold(theme::BODY));
        ui.add(Label::new(name).truncate());
        small_line_ui(ui, &when(found));
        if let Some(warning) = warning(found) {
            let color = Theme::of(ui).warning;
            ui.label(RichText::new(warning).size(theme::SMALL).color(color));
        }
        if found.draft().is_some() {
            ui.label(&found.summary);
        }
        ui.add_space(4.0);
        let command = buttons_ui(ui, state, found);
        if state.compared.as_deref() == Some(journal) {
            ui.add_space(4.0);
            differences_ui(ui, "recovery", &found.differences, HEADS, COMPARED);
            ui.add_space(4.0);
        }
        command
    })
    .inner
}

fn buttons_ui(
    ui: &mut Ui,
    state: &mut RecoveryDialog,
    found: &Recoverable,
) -> Option<RecoveryCommand> {
    let journal = &found.leftover.journal;
    let mut command = None;
    ui.horizontal(|ui| {
        if found.draft().is_some() {
            let take_back = of_one(ui, found, "恢复", primary_ui);
            focus_first(ui, &take_back);
            if take_back.clicked() {
                command = Some(RecoveryCommand::TakeBack(journal.clone()));
            }
            let is_open = state.compared.as_ref() == Some(journal);
            let verb = if is_open { "收起对比" } else { "对比" };
            if of_one(ui, found, verb, plain_ui).clicked() {
                state.compared = (!is_open).then(|| journal.clone());
            }
        }
        let export = of_one(ui, found, "导出…", plain_ui);
        focus_first(ui, &export);
        if export.clicked() {
            command = Some(RecoveryCommand::Export(journal.clone()));
        }
        let throw_away = of_one(ui, found, "丢弃", plain_ui);
        if throw_away.on_hover_text(fate_of(found)).clicked() {
            command = Some(RecoveryCommand::ThrowAway(journal.clone()));
        }
    });
    command
}

/// A button whose name says of which of them it is.
fn of_one(
    ui: &mut Ui,
    found: &Recoverable,
    verb: &str,
    draw: fn(&mut Ui, &str) -> Response,
) -> Response {
    let response = draw(ui, verb);
    named(ui, &response, &format!("{verb} {}", found.name()));
    described(ui, &response, &when(found));
    response
}

/// What becomes of it when it is thrown away.
fn fate_of(found: &Recoverable) -> &'static str {
    if found.draft().is_some() {
        "丢弃后在历史版本里再留 30 天"
    } else {
        "丢弃后不再保留，建议先导出"
    }
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
        BaseState::Unreadable => Some("这份记录读不出完整的表，请导出其中的文字"),
        BaseState::Changed => Some("文件在那之后又被改过，恢复前请先对比"),
        BaseState::Gone => Some("原来的文件已不在或读不出来，恢复后请另存"),
        BaseState::Unchanged | BaseState::Unnamed => None,
    }
}
