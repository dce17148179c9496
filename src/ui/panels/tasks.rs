//! 重点工作: the tasks as cards that fold, their sum, and 其他任务 below.

use egui::{Align, Layout, RichText, Ui, vec2};
use std::collections::BTreeSet;

use super::goals::row_buttons_ui;
use crate::app::command::ReviewCommand;
use crate::app::read;
use crate::app::{Command, RowCommand};
use crate::base::amount::MoneyUnit;
use crate::base::ids::TaskId;
use crate::model::template::OtherTasksForm;
use crate::model::{FieldPath, OtherTask, OtherTaskField, RowId, Task, TaskField};
use crate::ui::ctx::UiCtx;
use crate::ui::tab::Fold;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, link_ui, row_ui};
use crate::ui::widgets::card::{card_ui, column_ui, muted_ui, small_ui, title_ui};
use crate::ui::widgets::mark;
use crate::ui::widgets::text_field::{Kind, Look, count_label, field_ui};

/// Width of an amount field, pt.
const AMOUNT: f32 = 170.0;
/// Characters of the first line that a folded task shows.
const FOLDED_CHARS: usize = 48;

/// Which tasks are folded.
#[derive(Debug, Default)]
pub struct TasksState {
    folded: BTreeSet<TaskId>,
}

impl TasksState {
    fn fold(&self, id: TaskId) -> Fold {
        if self.folded.contains(&id) {
            Fold::Folded
        } else {
            Fold::Open
        }
    }
}

/// What the head of the block says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TasksHead {
    /// The sum in both units.
    pub sum: String,
    /// The share of the money that tasks are paid from.
    pub share: Option<String>,
}

impl TasksHead {
    /// The head of the present state.
    pub fn new(workspace: &crate::app::Workspace) -> Self {
        let totals = workspace.totals();
        let sum = format!(
            "合计 {} 元 = {} 万元",
            totals.tasks_yuan().grouped(),
            totals.tasks_wan().grouped_exact()
        );
        let whole = totals.project_money(workspace.draft());
        let share = totals.tasks_wan().percent_of(whole);
        Self {
            sum,
            share: share.map(|share| format!("占项目类资金 {share}%")),
        }
    }
}

/// Draws the panel.
pub fn tasks_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut TasksState) {
    unfold_target(ctx, state);
    column_ui(ui, "tasks", |ui| {
        head_ui(ctx, ui, state);
        let tasks = &ctx.workspace.draft().tasks;
        for (idx, task) in tasks.iter().enumerate() {
            task_ui(ctx, ui, state, idx, task);
        }
        if tasks.is_empty() {
            muted_ui(
                ui,
                "还没有年度重点工作任务。先添加一项，填写名称、内容、资金和目标",
            );
        }
        if change_ui(ctx, ui, |ui| link_ui(ui, "＋ 添加任务")).clicked() {
            ctx.send(Command::Row(RowCommand::AddTask(None)));
        }
        ui.add_space(24.0);
        others_ui(ctx, ui);
    });
}

/// A jump into a folded task unfolds it.
fn unfold_target(ctx: &UiCtx<'_>, state: &mut TasksState) {
    if let Some(FieldPath::Task(id, field)) = ctx.fields.borrow().target
        && !matches!(field, TaskField::Name | TaskField::Amount)
    {
        state.folded.remove(&id);
    }
}

fn head_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut TasksState) {
    let head = TasksHead::new(ctx.workspace);
    let tasks = &ctx.workspace.draft().tasks;
    ui.horizontal(|ui| {
        let heading = ui
            .scope(|ui| title_ui(ui, &ctx.workspace.template().labels.tasks))
            .response;
        ctx.anchor_ui(ui, &FieldPath::Tasks, &heading);
        mark::worst_ui(ui, ctx.workspace.report().at(&FieldPath::Tasks));
        small_ui(ui, &head.sum);
        if let Some(share) = &head.share {
            small_ui(ui, share);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let all_folded =
                !tasks.is_empty() && tasks.iter().all(|task| state.folded.contains(&task.id));
            let (label, tooltip) = if all_folded {
                ("全部展开", "显示每项任务的全部内容")
            } else {
                ("全部折叠", "每项任务只显示名称、资金和第一行")
            };
            if row_ui(ui, label, tooltip).clicked() {
                state.folded.clear();
                if !all_folded {
                    state.folded.extend(tasks.iter().map(|task| task.id));
                }
            }
        });
    });
    ui.add_space(4.0);
}

fn task_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut TasksState, idx: usize, task: &Task) {
    let row_name = format!("第{}项任务", idx + 1);
    card_ui(ui, |ui| {
        let fold = state.fold(task.id);
        ui.horizontal(|ui| {
            let (sign, verb) = fold.sign_and_verb();
            if row_ui(ui, sign, &format!("{verb}{row_name}")).clicked() {
                toggle(&mut state.folded, task.id);
            }
            ui.label(RichText::new(format!("{}", idx + 1)).color(Theme::of(ui).muted));
            if fold == Fold::Folded {
                let report = ctx.workspace.report();
                let hidden = [TaskField::Content, TaskField::Goal];
                let hidden = hidden.map(|field| report.at(&FieldPath::Task(task.id, field)));
                mark::worst_ui(ui, hidden.into_iter().flatten());
                small_ui(ui, &read::shortened(&task.content, FOLDED_CHARS));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                row_buttons_ui(ctx, ui, RowId::Task(task.id), &row_name);
                let tooltip = format!("{row_name}对应的目标和指标");
                if row_ui(ui, "对应…", &tooltip).clicked() {
                    ctx.send(Command::Review(ReviewCommand::LookAtLinks(task.id)));
                }
            });
        });
        name_and_amount_ui(ctx, ui, task, &row_name);
        if fold == Fold::Open {
            texts_ui(ctx, ui, task, &row_name);
        }
    });
    ui.add_space(4.0);
}

fn toggle(folded: &mut BTreeSet<TaskId>, id: TaskId) {
    if !folded.remove(&id) {
        folded.insert(id);
    }
}

fn name_and_amount_ui(ctx: &UiCtx<'_>, ui: &mut Ui, task: &Task, row_name: &str) {
    let template = ctx.workspace.template();
    ui.horizontal(|ui| {
        let unit = template.task_money();
        let width = ui.available_width() - AMOUNT - unit_width(unit) - 2.0 * theme::GAP;
        let label = &template.labels.task_name;
        let name = format!("{row_name} {label}");
        let look = Look::new(Kind::Line, width, &name)
            .placeholder(label)
            .bold();
        field_ui(ctx, ui, &FieldPath::Task(task.id, TaskField::Name), &look);
        let label = &template.labels.task_amount;
        let name = format!("{row_name} {label}");
        let look = Look::new(Kind::Amount, AMOUNT, &name).placeholder(label);
        field_ui(ctx, ui, &FieldPath::Task(task.id, TaskField::Amount), &look);
        ui.label(unit.label());
    });
}

fn unit_width(unit: MoneyUnit) -> f32 {
    unit.label().chars().count() as f32 * theme::BODY
}

/// 主要实施内容 and 期望达到的目标 side by side.
fn texts_ui(ctx: &UiCtx<'_>, ui: &mut Ui, task: &Task, row_name: &str) {
    let labels = &ctx.workspace.template().labels;
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            let path = FieldPath::Task(task.id, TaskField::Content);
            text_ui(
                ctx,
                left,
                &path,
                (&labels.task_content, row_name),
                &task.content,
            );
            let path = FieldPath::Task(task.id, TaskField::Goal);
            text_ui(ctx, right, &path, (&labels.task_goal, row_name), &task.goal);
        }
    });
}

fn text_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    path: &FieldPath,
    (label, row_name): (&str, &str),
    text: &str,
) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let size = vec2(ui.available_width(), theme::SMALL * 1.5);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        small_ui(ui, label);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            small_ui(ui, &count_label([text]));
        });
    });
    let name = format!("{row_name} {label}");
    let look = Look::new(Kind::Paragraphs(3), ui.available_width(), &name);
    field_ui(ctx, ui, path, &look);
}

/// 其他需完成的任务: rows or one text, as the form has it.
fn others_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let template = ctx.workspace.template();
    let draft = ctx.workspace.draft();
    ui.horizontal(|ui| {
        let heading = ui
            .scope(|ui| title_ui(ui, &template.labels.other_tasks))
            .response;
        ctx.anchor_ui(ui, &FieldPath::OtherTasks, &heading);
        mark::worst_ui(ui, ctx.workspace.report().at(&FieldPath::OtherTasks));
        if !draft.other_tasks.is_empty() {
            let sum = ctx.workspace.totals().other_tasks_yuan().grouped();
            small_ui(ui, &format!("合计 {sum} 元"));
        }
    });
    ui.add_space(4.0);
    // What an earlier form left here stays visible, whatever the present form prints.
    if template.other_tasks == OtherTasksForm::Text || !draft.other_tasks_text.is_empty() {
        let label = &template.labels.other_tasks;
        let look =
            Look::new(Kind::Paragraphs(2), ui.available_width(), label).placeholder("没有可以不填");
        field_ui(ctx, ui, &FieldPath::OtherTasksText, &look);
    }
    if template.other_tasks == OtherTasksForm::Table || !draft.other_tasks.is_empty() {
        for (idx, task) in draft.other_tasks.iter().enumerate() {
            other_ui(ctx, ui, idx, task);
        }
        if change_ui(ctx, ui, |ui| link_ui(ui, "＋ 添加其他任务")).clicked() {
            ctx.send(Command::Row(RowCommand::AddOtherTask));
        }
    }
}

fn other_ui(ctx: &UiCtx<'_>, ui: &mut Ui, idx: usize, task: &OtherTask) {
    let template = ctx.workspace.template();
    let labels = &template.labels;
    let row_name = format!("第{}项其他任务", idx + 1);
    card_ui(ui, |ui| {
        ui.horizontal(|ui| {
            let unit = template.task_money();
            let buttons = 180.0;
            let width =
                ui.available_width() - AMOUNT - unit_width(unit) - buttons - 3.0 * theme::GAP;
            let name = format!("{row_name} {}", labels.other_name);
            let look = Look::new(Kind::Line, width, &name)
                .placeholder(&labels.other_name)
                .bold();
            field_ui(
                ctx,
                ui,
                &FieldPath::OtherTask(task.id, OtherTaskField::Name),
                &look,
            );
            let name = format!("{row_name} {}", labels.task_amount);
            let look = Look::new(Kind::Amount, AMOUNT, &name).placeholder(&labels.task_amount);
            field_ui(
                ctx,
                ui,
                &FieldPath::OtherTask(task.id, OtherTaskField::Amount),
                &look,
            );
            ui.label(unit.label());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                row_buttons_ui(ctx, ui, RowId::OtherTask(task.id), &row_name);
            });
        });
        let name = format!("{row_name} {}", labels.other_content);
        let look = Look::new(Kind::Paragraphs(1), ui.available_width(), &name)
            .placeholder(&labels.other_content);
        field_ui(
            ctx,
            ui,
            &FieldPath::OtherTask(task.id, OtherTaskField::Content),
            &look,
        );
    });
    ui.add_space(4.0);
}
