//! 总体目标: the goals as cards, in order.

use egui::{Align, Layout, RichText, Ui};

use crate::app::{Command, RowCommand};
use crate::base::ids::GoalId;
use crate::edit::build::Direction;
use crate::model::{FieldPath, RowId};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, link_ui, row_ui};
use crate::ui::widgets::card::{card_ui, column_ui, muted_ui, small_ui, title_ui};
use crate::ui::widgets::mark;
use crate::ui::widgets::text_field::{Kind, Look, count_label, field_ui};

/// Draws the panel.
pub fn goals_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    column_ui(ui, "goals", |ui| {
        head_ui(ctx, ui);
        let goals = &ctx.workspace.draft().goals;
        for (idx, goal) in goals.iter().enumerate() {
            goal_ui(ctx, ui, idx, goal.id, &goal.text);
        }
        if goals.is_empty() {
            muted_ui(ui, "还没有总体绩效目标。先添加一条，写明今年要做成什么");
        }
        if change_ui(ctx, ui, |ui| link_ui(ui, "＋ 添加目标")).clicked() {
            ctx.send(Command::Row(RowCommand::AddGoal(None)));
        }
    });
}

fn head_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let draft = ctx.workspace.draft();
    ui.horizontal(|ui| {
        let heading = ui
            .scope(|ui| title_ui(ui, &ctx.workspace.template().labels.goals))
            .response;
        ctx.anchor_ui(ui, &FieldPath::Goals, &heading);
        mark::worst_ui(ui, ctx.workspace.report().at(&FieldPath::Goals));
        let all = count_label(draft.goals.iter().map(|goal| goal.text.as_str()));
        small_ui(ui, &format!("{} 条，共 {all}", draft.goals.len()));
    });
    ui.add_space(4.0);
}

fn goal_ui(ctx: &UiCtx<'_>, ui: &mut Ui, idx: usize, id: GoalId, text: &str) {
    let name = format!("{}{}", ctx.workspace.template().labels.goal, idx + 1);
    card_ui(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(&name).font(theme::bold(theme::BODY)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                row_buttons_ui(ctx, ui, RowId::Goal(id), &name);
            });
        });
        let look = Look::new(Kind::Paragraphs(2), ui.available_width(), &name)
            .placeholder("通过什么项目，为谁做什么，取得什么成效");
        field_ui(ctx, ui, &FieldPath::Goal(id), &look);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let count = RichText::new(count_label([text])).size(theme::SMALL);
            ui.label(count.color(Theme::of(ui).muted));
        });
    });
    ui.add_space(4.0);
}

/// 删除, 复制, 下移, 上移, from right to left.
pub fn row_buttons_ui(ctx: &UiCtx<'_>, ui: &mut Ui, row: RowId, name: &str) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let buttons = [
        ("删除", RowCommand::Remove(row)),
        ("复制", RowCommand::Duplicate(row)),
        ("↓", RowCommand::Shift(row, Direction::Down)),
        ("↑", RowCommand::Shift(row, Direction::Up)),
    ];
    for (label, command) in buttons {
        let verb = match label {
            "↓" => "下移",
            "↑" => "上移",
            word => word,
        };
        let tooltip = format!("{verb}{name}");
        if change_ui(ctx, ui, |ui| row_ui(ui, label, &tooltip)).clicked() {
            ctx.send(Command::Row(command));
        }
    }
}
