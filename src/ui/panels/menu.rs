//! The menu: 文件, 编辑, 查看, 帮助, and whose table this is.

use egui::{Button, MenuBar, RichText, Ui};

use crate::app::Command;
use crate::app::action::Action;
use crate::app::read;
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::described;

const MENUS: [(&str, &[&[Action]]); 4] = [
    (
        "文件",
        &[
            &[Action::New, Action::Open, Action::Import],
            &[Action::Save, Action::SaveAs],
            &[Action::Submit, Action::ExportPdf],
            &[Action::ShowVersions, Action::ShowRecovery],
            &[Action::Quit],
        ],
    ),
    (
        "编辑",
        &[
            &[Action::Undo, Action::Redo],
            &[Action::RowAdd, Action::RowDuplicate, Action::RowRemove],
            &[Action::RowUp, Action::RowDown],
            &[Action::FixProblem, Action::LookAtFixes],
        ],
    ),
    (
        "查看",
        &[
            &[
                Action::ShowBasic,
                Action::ShowGoals,
                Action::ShowTasks,
                Action::ShowIndicators,
                Action::ShowPreview,
            ],
            &[
                Action::ToggleProblems,
                Action::NextProblem,
                Action::PreviousProblem,
                Action::EnterProblems,
                Action::ShowImportNotes,
            ],
            &[
                Action::ToggleTheme,
                Action::ZoomIn,
                Action::ZoomOut,
                Action::ZoomReset,
            ],
        ],
    ),
    (
        "帮助",
        &[
            &[Action::ShowRules, Action::ShowShortcuts],
            &[Action::ShowAbout],
        ],
    ),
];

/// Names of departments are cut to this many characters at the right end of the menu.
const OWNER_CHARS: usize = 30;
/// Names of recent files are cut to this many characters; the tooltip has all of it.
const RECENT_CHARS: usize = 40;

/// Draws the menu.
pub fn menu_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    MenuBar::new().ui(ui, |ui| {
        for (name, groups) in MENUS {
            ui.menu_button(name, |ui| entries_ui(ctx, ui, groups));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(theme::GAP);
            let owner = RichText::new(owner(ctx))
                .color(Theme::of(ui).muted)
                .size(theme::SMALL);
            ui.label(owner);
        });
    });
}

fn entries_ui(ctx: &UiCtx<'_>, ui: &mut Ui, groups: &[&[Action]]) {
    for (nth, group) in groups.iter().enumerate() {
        if nth > 0 {
            ui.separator();
        }
        for action in *group {
            entry_ui(ctx, ui, *action);
            if *action == Action::Open {
                recent_ui(ctx, ui);
            }
        }
    }
}

/// The files that were open before; one that is gone is grey.
fn recent_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let has_any = ctx.workspace.recent_files().next().is_some();
    ui.add_enabled_ui(has_any, |ui| {
        ui.menu_button("最近打开", |ui| {
            for file in ctx.workspace.recent_files() {
                let name = file.path.file_name().unwrap_or(file.path.as_os_str());
                let name = read::shortened(&name.to_string_lossy(), RECENT_CHARS);
                let button = Button::new(name).frame_when_inactive(false);
                let response = ui.add_enabled(file.is_there, button);
                let place = file.path.display().to_string();
                let gone = format!("文件已不在：{place}");
                if !file.is_there {
                    described(ui, &response, &gone);
                }
                let response = response.on_hover_text(place).on_disabled_hover_text(gone);
                if response.clicked() {
                    ctx.send(Command::OpenPath(file.path.to_owned()));
                    ui.close();
                }
            }
        });
    });
}

fn entry_ui(ctx: &UiCtx<'_>, ui: &mut Ui, action: Action) {
    let info = action.info();
    let mut button = Button::new(label(ctx, action)).frame_when_inactive(false);
    if let Some(shortcut) = info.shortcut {
        button = button.shortcut_text(shortcut.label());
    }
    let obstacle = action.obstacle(ctx.workspace);
    let response = ui.add_enabled(obstacle.is_none(), button);
    let response = match obstacle {
        Some(why) => {
            described(ui, &response, why);
            response.on_disabled_hover_text(why)
        }
        None => response.on_hover_text(info.tooltip),
    };
    if response.clicked() {
        ctx.act(action);
        ui.close();
    }
}

/// Undo and redo name their step.
fn label(ctx: &UiCtx<'_>, action: Action) -> String {
    let step = match action {
        Action::Undo => ctx.workspace.undo_label(),
        Action::Redo => ctx.workspace.redo_label(),
        _ => None,
    };
    match step {
        Some(step) => format!("{}：{}", action.info().label, read::shortened(step, 24)),
        None => action.info().label.to_owned(),
    }
}

/// Whose table it is: 示例市青少年服务中心 · 2025 年.
fn owner(ctx: &UiCtx<'_>) -> String {
    let draft = ctx.workspace.draft();
    let department = read::shortened(&draft.department, OWNER_CHARS);
    let year = draft.year.value().map(|year| format!("{year} 年"));
    [Some(department).filter(|name| !name.is_empty()), year]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
