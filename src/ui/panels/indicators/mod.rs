//! 绩效指标: the frame of 一级 and 二级 as a tree with editable 三级 rows.
//!
//! Every line has the same height, so that only lines in view are drawn, however many there are.

mod lines;
mod row;

use egui::{Align, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::collections::BTreeSet;

use self::lines::{Line, LineKind};
use self::row::{Columns, indicator_ui};
use crate::app::{Command, RowCommand};
use crate::base::ids::IndicatorId;
use crate::model::{FieldPath, Slot};
use crate::ui::ctx::UiCtx;
use crate::ui::tab::Fold;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, link_ui, row_ui};
use crate::ui::widgets::card::small_ui;
use crate::ui::widgets::mark;

/// Folded branches and the lines that follow from them.
#[derive(Debug, Default)]
pub struct IndicatorsState {
    folded: BTreeSet<Slot>,
    /// The lines, and the revision they were made from.
    lines: Option<(u64, Vec<Line>)>,
    /// The first line in view: its branch stands in the head.
    top: usize,
    /// A branch was folded or unfolded while the lines were drawn.
    stale: bool,
}

/// An indicator that is being dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dragged(IndicatorId);

/// Lines drawn beyond the edges, so that Tab finds the next field.
const OVERDRAW: usize = 3;

impl IndicatorsState {
    fn toggle(&mut self, slot: &Slot) {
        if !self.folded.remove(slot) {
            self.folded.insert(slot.clone());
        }
        self.stale = true;
    }

    /// The lines of the present state; made anew only when something changed.
    fn refresh(&mut self, ctx: &UiCtx<'_>) {
        let revision = ctx.workspace.revision();
        if self
            .lines
            .as_ref()
            .is_none_or(|(made_from, _)| *made_from != revision)
        {
            let lines = lines::lines(
                ctx.workspace.draft(),
                ctx.workspace.template(),
                &self.folded,
            );
            self.lines = Some((revision, lines));
        }
    }

    /// The line that was jumped to; its branch is unfolded.
    fn target_line(&mut self, ctx: &UiCtx<'_>) -> Option<usize> {
        let target = ctx.fields.borrow().target.clone()?;
        if let FieldPath::Indicator(id, _) = target {
            let slot = ctx.workspace.draft().indicator(id)?.slot.clone();
            if self.folded.remove(&slot) {
                self.lines = None;
                self.refresh(ctx);
            }
        }
        let (_, lines) = self.lines.as_ref()?;
        lines.iter().position(|line| line.is_at(&target))
    }
}

/// Draws the panel.
pub fn indicators_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut IndicatorsState) {
    state.refresh(ctx);
    let target = state.target_line(ctx);
    let columns = Columns::new(ui.available_width(), ctx.workspace.template());
    head_ui(ctx, ui, state, &columns);
    let lines = state.lines.take();
    if let Some((_, lines)) = &lines {
        lines_ui(ctx, ui, state, &columns, lines, target);
    }
    if !std::mem::take(&mut state.stale) {
        state.lines = lines;
    }
}

/// The head of the columns, with the mark of the whole list and the branch that is at the top of the view.
fn head_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &IndicatorsState, columns: &Columns) {
    let theme = Theme::of(ui);
    let template = ctx.workspace.template();
    let size = vec2(ui.available_width(), theme::ROW);
    let (rect, head) = ui.allocate_exact_size(size, egui::Sense::hover());
    ctx.anchor_ui(ui, &FieldPath::Indicators, &head);
    ui.painter().rect_filled(rect, 0.0, theme.sunken);
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), theme.line());
    list_mark_ui(ctx, ui, rect);
    let here = state
        .lines
        .as_ref()
        .and_then(|(_, lines)| lines.get(state.top))
        .map(Line::place);
    let name = match here {
        Some(here) if !here.is_empty() => format!("{}　{here}", template.labels.level3),
        _ => template.labels.level3.clone(),
    };
    let (cycle, year) = template.value_labels();
    let heads = [
        (columns.name, Some(name.as_str())),
        (columns.cycle, cycle),
        (columns.year, Some(year)),
    ];
    for ((left, _), text) in heads {
        if let Some(text) = text {
            let at = pos2(rect.left() + left + 9.0, rect.center().y);
            ui.painter().text(
                at,
                egui::Align2::LEFT_CENTER,
                text,
                theme::plain(theme::SMALL),
                theme.muted,
            );
        }
    }
}

/// The worst finding of the list as a whole, before the head of the first column.
fn list_mark_ui(ctx: &UiCtx<'_>, ui: &mut Ui, rect: Rect) {
    let found = ctx.workspace.report().at(&FieldPath::Indicators);
    let place = Rect::from_x_y_ranges(rect.left() + 16.0..=rect.left() + 44.0, rect.y_range());
    let layout = Layout::left_to_right(Align::Center);
    let builder = UiBuilder::new().max_rect(place).layout(layout);
    ui.scope_builder(builder, |ui| mark::worst_ui(ui, found));
}

fn lines_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut IndicatorsState,
    columns: &Columns,
    lines: &[Line],
    target: Option<usize>,
) {
    let height = lines.len() as f32 * theme::ROW;
    let mut area = ScrollArea::vertical()
        .id_salt("indicators")
        .auto_shrink([false, false]);
    if let Some(idx) = target {
        let room = ui.available_height();
        let above = ((room - theme::ROW) / 2.0).max(0.0);
        let offset = (idx as f32 * theme::ROW - above).max(0.0);
        area = area.vertical_scroll_offset(offset);
    }
    area.show_viewport(ui, |ui, viewport| {
        ui.set_height(height + theme::ROW);
        let first = (viewport.min.y / theme::ROW).floor().max(0.0) as usize;
        let last = (viewport.max.y / theme::ROW).ceil().max(0.0) as usize;
        state.top = first;
        let origin = ui.max_rect().min;
        let width = ui.available_width();
        let range = first.saturating_sub(OVERDRAW)..(last + OVERDRAW).min(lines.len());
        for (idx, line) in lines.iter().enumerate().take(range.end).skip(range.start) {
            let top = origin.y + idx as f32 * theme::ROW;
            let rect = Rect::from_min_size(pos2(origin.x, top), vec2(width, theme::ROW));
            line_ui(ctx, ui, state, columns, line, rect);
        }
    });
}

fn line_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut IndicatorsState,
    columns: &Columns,
    line: &Line,
    rect: Rect,
) {
    let layout = Layout::left_to_right(Align::Center);
    let builder = UiBuilder::new()
        .max_rect(rect)
        .layout(layout)
        .id_salt(line.key());
    let mut line_ui = ui.new_child(builder);
    let ui = &mut line_ui;
    ui.spacing_mut().item_spacing.x = 4.0;
    match &line.kind {
        LineKind::Level1 { count } => level1_ui(ctx, ui, line, *count, rect),
        LineKind::Level2 {
            count,
            fold,
            may_be_empty,
        } => {
            level2_ui(ctx, ui, state, line, (*count, *fold, *may_be_empty), rect);
        }
        LineKind::Indicator { id, position } => {
            indicator_ui(ctx, ui, columns, *id, rect);
            drop_ui(ctx, ui, &line.slot, *position, rect);
        }
        LineKind::Add => {
            ui.add_space(columns.name.0);
            if change_ui(ctx, ui, |ui| link_ui(ui, "＋ 添加指标")).clicked() {
                add(ctx, &line.slot);
            }
            drop_ui(ctx, ui, &line.slot, usize::MAX, rect);
        }
    }
}

fn add(ctx: &UiCtx<'_>, slot: &Slot) {
    ctx.send(Command::Row(RowCommand::AddIndicator(slot.clone(), None)));
}

fn level1_ui(ctx: &UiCtx<'_>, ui: &mut Ui, line: &Line, count: usize, rect: Rect) {
    let theme = Theme::of(ui);
    ui.painter().rect_filled(rect, 0.0, theme.bg);
    ui.painter().hline(rect.x_range(), rect.top(), theme.line());
    ui.add_space(12.0);
    let label = ui.label(RichText::new(&line.slot.level1).font(theme::bold(theme::BODY)));
    ctx.anchor_ui(
        ui,
        &FieldPath::Branch(Slot::new(line.slot.level1.as_str(), "")),
        &label,
    );
    finding_ui(
        ctx,
        ui,
        &FieldPath::Branch(Slot::new(line.slot.level1.as_str(), "")),
    );
    count_ui(ui, &format!("{count} 项"));
}

fn level2_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut IndicatorsState,
    line: &Line,
    (count, fold, may_be_empty): (usize, Fold, bool),
    rect: Rect,
) {
    let theme = Theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.top(), theme.line());
    ui.add_space(16.0);
    let (sign, verb) = fold.sign_and_verb();
    if row_ui(ui, sign, &format!("{verb}{}", line.slot.level2)).clicked() {
        state.toggle(&line.slot);
    }
    let path = FieldPath::Branch(line.slot.clone());
    let label = ui.label(&line.slot.level2);
    ctx.anchor_ui(ui, &path, &label);
    finding_ui(ctx, ui, &path);
    if count == 0 {
        small_ui(
            ui,
            if may_be_empty {
                "无（可空）"
            } else {
                "无"
            },
        );
    }
    let added = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(16.0);
        let tooltip = format!("在{}下添加指标", line.slot.level2);
        let added = change_ui(ctx, ui, |ui| row_ui(ui, "＋", &tooltip)).clicked();
        if count > 0 {
            small_ui(ui, &format!("{count} 项"));
        }
        added
    });
    if added.inner {
        add(ctx, &line.slot);
    }
    drop_ui(ctx, ui, &line.slot, 0, rect);
}

fn count_ui(ui: &mut Ui, text: &str) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(16.0);
        small_ui(ui, text);
    });
}

/// The worst finding of a branch, in words.
fn finding_ui(ctx: &UiCtx<'_>, ui: &mut Ui, path: &FieldPath) {
    if let Some(found) = ctx.workspace.report().worst_at(path) {
        let color = mark::color(Theme::of(ui), found.severity);
        let text = format!("{} {}", mark::sign(found.severity), found.message);
        ui.label(RichText::new(text).size(theme::SMALL).color(color));
    }
}

/// Takes a dragged indicator: above the line's middle before it, below behind it.
fn drop_ui(ctx: &UiCtx<'_>, ui: &Ui, slot: &Slot, position: usize, rect: Rect) {
    let Some(Dragged(id)) = egui::DragAndDrop::payload::<Dragged>(ui.ctx()).map(|dragged| *dragged)
    else {
        return;
    };
    let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else {
        return;
    };
    if !rect.contains(pointer) {
        return;
    }
    let below = pointer.y > rect.center().y;
    let y = if below { rect.bottom() } else { rect.top() };
    let stroke = Theme::of(ui).focus_ring();
    ui.painter().hline(rect.x_range(), y, stroke);
    if ui.input(|input| input.pointer.any_released()) {
        egui::DragAndDrop::clear_payload(ui.ctx());
        let wanted = position.saturating_add(usize::from(below));
        let position = without_itself(ctx, id, slot, wanted);
        ctx.send(Command::Row(RowCommand::Place(id, slot.clone(), position)));
    }
}

/// Positions count the other rows of the branch: one less behind the row's own place.
fn without_itself(ctx: &UiCtx<'_>, id: IndicatorId, slot: &Slot, wanted: usize) -> usize {
    let own = ctx
        .workspace
        .draft()
        .indicators_in(slot)
        .position(|row| row.id == id);
    match own {
        Some(own) if own < wanted => wanted - 1,
        _ => wanted,
    }
}
