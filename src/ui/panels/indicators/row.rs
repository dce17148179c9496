//! One 三级指标: handle, name, values, 同左, and what can be done to the row.

use egui::{Label, Rect, RichText, Sense, Ui};

use super::Dragged;
use crate::app::{Command, RowCommand};
use crate::base::ids::IndicatorId;
use crate::model::{FieldPath, IndicatorField, RowId, Template};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, row_ui};
use crate::ui::widgets::text_field::{Kind, Look, field_ui};

/// Left edge and width of each column, pt, from the line's left edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// 三级指标.
    pub(super) name: (f32, f32),
    /// 实施周期指标值; of no width where the form has one value column.
    pub(super) cycle: (f32, f32),
    /// 同左.
    pub(super) same: (f32, f32),
    /// 年度指标值.
    pub(super) year: (f32, f32),
    /// 复制, 删除.
    pub(super) buttons: (f32, f32),
}

const INDENT: f32 = 44.0;
const SAME: f32 = 32.0;
const BUTTONS: f32 = 84.0;
const RIGHT: f32 = 20.0;
const GAP: f32 = 4.0;

impl Columns {
    /// The columns of a line of this width.
    pub(super) fn new(width: f32, template: &Template) -> Self {
        let has_cycle = template.has_cycle();
        let same = if has_cycle { SAME } else { 0.0 };
        let room = (width - INDENT - BUTTONS - RIGHT - same - 4.0 * GAP).max(240.0);
        let (name, value) = if has_cycle { (0.48, 0.26) } else { (0.6, 0.4) };
        let cycle = if has_cycle {
            (room * value).floor()
        } else {
            0.0
        };
        let mut left = INDENT;
        let mut place = |width: f32| {
            let at = left;
            left += width + GAP;
            (at, width)
        };
        Self {
            name: place((room * name).floor()),
            cycle: place(cycle),
            same: place(same),
            year: place((room * value).floor()),
            buttons: place(BUTTONS),
        }
    }
}

/// Draws a row.
pub(super) fn indicator_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    columns: &Columns,
    id: IndicatorId,
    rect: Rect,
) {
    let Some(indicator) = ctx.workspace.draft().indicator(id) else {
        return;
    };
    let is_near = is_near(ctx, ui, id, rect);
    if is_near {
        ui.painter()
            .rect_filled(rect, 0.0, Theme::of(ui).accent_soft);
    }
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), Theme::of(ui).line());
    if is_near && ctx.workspace.obstacle_to_changes().is_none() {
        handle_ui(ui, columns, id, rect);
    }
    let template = ctx.workspace.template();
    let row = if indicator.name.is_empty() {
        "未命名指标"
    } else {
        &indicator.name
    };
    let (cycle, year) = template.value_labels();
    cell_ui(
        ctx,
        ui,
        columns.name,
        rect,
        (id, IndicatorField::Name),
        &template.labels.level3,
        row,
    );
    if let Some(cycle) = cycle {
        cell_ui(
            ctx,
            ui,
            columns.cycle,
            rect,
            (id, IndicatorField::Cycle),
            cycle,
            row,
        );
        if indicator.cycle.raw() != indicator.year.raw() && is_near {
            copy_ui(ctx, ui, columns, id, rect);
        } else if indicator.cycle.raw() == indicator.year.raw() && !indicator.cycle.is_empty() {
            same_ui(ui, columns, rect);
        }
    }
    cell_ui(
        ctx,
        ui,
        columns.year,
        rect,
        (id, IndicatorField::Year),
        year,
        row,
    );
    if is_near {
        buttons_ui(ctx, ui, columns, id, rect, row);
    }
}

/// The pointer is over the row, or the caret is in it.
fn is_near(ctx: &UiCtx<'_>, ui: &Ui, id: IndicatorId, rect: Rect) -> bool {
    let row = Some(RowId::Indicator(id));
    let is_typed_in = {
        let fields = ctx.fields.borrow();
        fields
            .buffer
            .as_ref()
            .is_some_and(|buffer| buffer.path.row() == row)
    };
    is_typed_in || ui.rect_contains_pointer(rect)
}

fn cell(columns: (f32, f32), rect: Rect) -> Rect {
    let left = rect.left() + columns.0;
    Rect::from_x_y_ranges(left..=left + columns.1, rect.y_range())
}

fn cell_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    column: (f32, f32),
    rect: Rect,
    (id, field): (IndicatorId, IndicatorField),
    label: &str,
    row: &str,
) {
    let rect = cell(column, rect).shrink2(egui::vec2(0.0, 1.0));
    let name = format!("{row} {label}");
    let look = Look::new(Kind::Line, rect.width(), &name)
        .placeholder(label)
        .cell();
    let builder = egui::UiBuilder::new().max_rect(rect);
    ui.scope_builder(builder, |ui| {
        field_ui(ctx, ui, &FieldPath::Indicator(id, field), &look);
    });
}

fn handle_ui(ui: &mut Ui, columns: &Columns, id: IndicatorId, rect: Rect) {
    let place = Rect::from_x_y_ranges(
        rect.left() + 16.0..=rect.left() + columns.name.0 - 4.0,
        rect.y_range(),
    );
    let sign = RichText::new("⠿").color(Theme::of(ui).muted);
    let sign = Label::new(sign).sense(Sense::drag());
    let response = ui.put(place, sign).on_hover_cursor(egui::CursorIcon::Grab);
    response.dnd_set_drag_payload(Dragged(id));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        // The name of a label is its text.
        node.set_role(egui::Role::Button);
        node.set_label("拖动排序");
    });
    if response.hovered() {
        response.on_hover_text("拖动可以换位置；也可以用 Alt+↑ 和 Alt+↓");
    }
}

/// ＝: both values are equal.
fn same_ui(ui: &mut Ui, columns: &Columns, rect: Rect) {
    let sign = RichText::new("＝")
        .size(theme::SMALL)
        .color(Theme::of(ui).muted);
    let place = cell(columns.same, rect);
    ui.put(place, Label::new(sign))
        .on_hover_text("年度指标值与左边相同");
}

/// Makes both values equal.
fn copy_ui(ctx: &UiCtx<'_>, ui: &mut Ui, columns: &Columns, id: IndicatorId, rect: Rect) {
    let builder = egui::UiBuilder::new().max_rect(cell(columns.same, rect));
    let pressed = ui.scope_builder(builder, |ui| {
        change_ui(ctx, ui, |ui| row_ui(ui, "→", "年度指标值同左"))
    });
    if pressed.inner.clicked() {
        ctx.send(Command::Row(RowCommand::CopyCycleToYear(id)));
    }
}

fn buttons_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    columns: &Columns,
    id: IndicatorId,
    rect: Rect,
    name: &str,
) {
    let row = RowId::Indicator(id);
    let place = cell(columns.buttons, rect);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(
        egui::UiBuilder::new().max_rect(place).layout(layout),
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.spacing_mut().button_padding.x = 6.0;
            let buttons = [
                ("复制", RowCommand::Duplicate(row)),
                ("删除", RowCommand::Remove(row)),
            ];
            for (verb, command) in buttons {
                let tooltip = format!("{verb}指标{name}");
                if change_ui(ctx, ui, |ui| row_ui(ui, verb, &tooltip)).clicked() {
                    ctx.send(Command::Row(command));
                }
            }
        },
    );
}
