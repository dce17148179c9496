//! The problems panel: lists the report, jumps, offers fixes, and lets findings be ignored.
//!
//! The list is made once for a report and a filter; only rows in view are drawn. With the keyboard
//! a row is one stop; [`LEGEND`] names its keys.

mod data;
mod filter;
mod head;
mod keys;
mod list;
mod row;
mod walk;

use egui::{Id, ScrollArea, Ui, UiBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use self::data::{LineData, LineKey, LineKind, ProblemsData, RowData, Stamp, Unfolded};
use self::filter::Filter;
use self::head::{Caret, Way, head_ui};
use self::keys::Press;
use self::list::{List, Want};
use self::row::{Ask, Drawn, Light, Reason, RowLook, finding_ui, fold_ui};
use crate::app::Workspace;
use crate::app::read::section_name;
use crate::model::FieldPath;
use crate::ui::ctx::UiCtx;
use crate::ui::tab::Fold;
use crate::ui::widgets::card::{muted_ui, small_ui};

pub use self::filter::holds_words;
pub use self::keys::LEGEND;

/// Filter, folds and focus of the list, and the list that was made for them.
#[derive(Debug, Default)]
pub struct ProblemsState {
    filter: Filter,
    unfolded: Unfolded,
    /// Lines that show why they are told.
    why: BTreeSet<LineKey>,
    /// Lines that show all their fixes.
    all_fixes: BTreeSet<LineKey>,
    /// The line that is about to be ignored.
    reason: Option<(LineKey, Reason)>,
    data: Option<Rc<ProblemsData>>,
    /// The words of the lines that came into view.
    rows: BTreeMap<usize, Rc<RowData>>,
    list: List,
    keyboard: Keyboard,
}

/// What the keyboard has to do with the list.
#[derive(Debug, Default)]
struct Keyboard {
    /// Keys that wait for the list to be drawn.
    presses: Vec<Press>,
    /// What had the focus before the list.
    before: Option<Id>,
    /// The focus is to come into the list.
    enters: Option<Arrival>,
    /// The field of the filter is to take the caret.
    to_filter: bool,
    /// The focus is in the list.
    is_inside: bool,
    /// A row was dealt with by keyboard: the focus goes to the one behind it.
    dealt_with: Option<usize>,
    /// The place of the finding to which the keys went.
    sought: Option<FieldPath>,
}

/// Where in the list the focus is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Arrival {
    /// To the first row.
    Anywhere,
    /// To the row that tells of this place, where there is one.
    At(FieldPath),
}

impl ProblemsState {
    /// The list of the present state; made anew only when something changed.
    fn refresh(&mut self, workspace: &Workspace) -> Rc<ProblemsData> {
        let stamp = Stamp::of(workspace);
        if let Some(data) = self.data.as_ref().filter(|data| data.stamp == stamp) {
            return Rc::clone(data);
        }
        let data = Rc::new(ProblemsData::new(workspace, &self.filter, &self.unfolded));
        self.rows.clear();
        let before = self.data.replace(Rc::clone(&data));
        self.list
            .place(&data, workspace.report().items(), self.list.width());
        if let (Some(before), Some(line)) = (before, self.keyboard.dealt_with.take()) {
            self.list.want = walk::behind(&before, line, &data).map(Want::Focus);
            if self.list.want.is_none() {
                self.go_back();
            }
        }
        data
    }

    /// Filter or folds are others.
    fn forget(&mut self) {
        self.data = None;
    }

    fn row(&mut self, workspace: &Workspace, line: usize, kind: &LineKind) -> Option<Rc<RowData>> {
        if let Some(row) = self.rows.get(&line) {
            return Some(Rc::clone(row));
        }
        let report = workspace.report();
        let found = match kind {
            LineKind::Finding { item, .. } => report.items().get(*item),
            LineKind::Ignored { item } => report.ignored().get(*item),
            _ => None,
        };
        let row = Rc::new(RowData::new(workspace, found?));
        self.rows.insert(line, Rc::clone(&row));
        Some(row)
    }
}

/// Draws the panel.
pub fn problems_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut ProblemsState) {
    let data = state.refresh(ctx.workspace);
    let caret = if std::mem::take(&mut state.keyboard.to_filter) {
        Caret::Comes
    } else {
        Caret::Stays
    };
    let head = head_ui(ctx, ui, &data, &mut state.filter, caret);
    let data = if head.is_changed {
        state.forget();
        state.refresh(ctx.workspace)
    } else {
        data
    };
    if head.way == Way::Down {
        state.keyboard.enters = Some(Arrival::Anywhere);
    }
    state.keyboard.is_inside = head.is_typed_in;
    walk::settle_focus(ctx, ui, state, &data);
    walk::obey_keys(ctx, ui, state, &data);
    let asks = lines_ui(ctx, ui, state, &data);
    for (line, ask) in asks {
        walk::grant(ctx, state, &data, line, ask);
    }
    if head.way == Way::Back {
        walk::leave(ctx, ui, state);
    }
}

fn lines_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut ProblemsState,
    data: &ProblemsData,
) -> Vec<(usize, Ask)> {
    if data.shown.is_empty() {
        nothing_ui(ui, data);
    }
    if data.lines.is_empty() {
        state.list.focus = None;
        return Vec::new();
    }
    let mut asks = Vec::new();
    let area = ScrollArea::vertical()
        .id_salt("problems")
        .auto_shrink([false, false]);
    // Whether or not there is a bar: its coming would change the heights, and these bring it.
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    area.show_viewport(ui, |ui, view| {
        let origin = ui.max_rect().min;
        if !state.list.fits(data.lines.len(), width) {
            state
                .list
                .place(data, ctx.workspace.report().items(), width);
        }
        ui.set_height(state.list.height());
        let focused = state.list.focus.take();
        let focused = focused.and_then(|focus| data.find(&focus.line));
        let wanted = state.list.want.take();
        let mut drawn: BTreeSet<usize> = state.list.in_view(view, data.lines.len()).collect();
        drawn.extend(focused);
        drawn.extend(wanted.map(Want::line));
        let mut is_moved = false;
        for line in drawn {
            let Some(LineData { key, kind }) = data.lines.get(line) else {
                continue;
            };
            let rect = state.list.rect(line, origin);
            // Whatever else is drawn, a row keeps its ids and so the focus.
            let id = Id::unique(("problem", key));
            let builder = UiBuilder::new().max_rect(rect).scope_id(id);
            let mut line_ui = ui.new_child(builder);
            let drawn = one_ui(ctx, &mut line_ui, state, line, (key, kind));
            is_moved |= state.list.measure(line, key, line_ui.min_rect().height());
            if wanted.is_some_and(|wanted| wanted.line() == line) {
                let none = egui::style::ScrollAnimation::none();
                ui.scroll_to_rect_animation(line_ui.min_rect(), None, none);
                if let (Some(Want::Focus(_)), Some(first)) = (wanted, drawn.parts.first()) {
                    first.request_focus();
                }
            }
            if drawn.parts.iter().any(egui::Response::gained_focus) {
                let none = egui::style::ScrollAnimation::none();
                ui.scroll_to_rect_animation(line_ui.min_rect(), None, none);
            }
            state.list.watch(ui, key, &drawn.parts);
            state.keyboard.is_inside |= drawn.is_typed_in;
            asks.extend(drawn.asks.into_iter().map(|ask| (line, ask)));
        }
        if is_moved {
            // The list was too low for the row that is to come into view.
            let again = wanted.map(|wanted| Want::Sight(wanted.line()));
            state.list.want = state.list.want.or(again);
            ui.ctx().request_discard("a row has another height");
        }
    });
    state.keyboard.is_inside |= state.list.focus.is_some();
    asks
}

fn one_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut ProblemsState,
    line: usize,
    (key, kind): (&LineKey, &LineKind),
) -> Drawn {
    match kind {
        LineKind::Section { section, count } => {
            low_ui(ui, &format!("{}　{count}", section_name(*section)))
        }
        LineKind::NotBegun { count } => low_ui(ui, &format!("还有 {count} 项没有填写")),
        LineKind::Alike {
            severity,
            words,
            fold,
        } => fold_ui(ui, Some(*severity), words, *fold),
        LineKind::IgnoredHead { count, fold } => {
            fold_ui(ui, None, &format!("已忽略 {count}"), *fold)
        }
        LineKind::Finding { depth, .. } => row_ui(ctx, ui, state, line, (key, kind, *depth)),
        LineKind::Ignored { .. } => row_ui(ctx, ui, state, line, (key, kind, data::Depth::Member)),
    }
}

fn row_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    state: &mut ProblemsState,
    line: usize,
    (key, kind, depth): (&LineKey, &LineKind, data::Depth),
) -> Drawn {
    let Some(row) = state.row(ctx.workspace, line, kind) else {
        return Drawn::default();
    };
    let fold = |open: &BTreeSet<LineKey>| {
        if open.contains(key) {
            Fold::Open
        } else {
            Fold::Folded
        }
    };
    let typed_in = ctx.fields.borrow();
    let typed_in = typed_in.buffer.as_ref().map(|buffer| buffer.path.clone());
    let light = if typed_in.as_ref() == Some(&row.path) {
        Light::Lit
    } else {
        Light::Dim
    };
    let look = RowLook {
        depth,
        light,
        why: fold(&state.why),
        fixes: fold(&state.all_fixes),
        reason: match &mut state.reason {
            Some((asked, reason)) if asked == key => Some(reason),
            _ => None,
        },
    };
    finding_ui(ctx, ui, &row, look)
}

fn low_ui(ui: &mut Ui, words: &str) -> Drawn {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        small_ui(ui, words);
    });
    ui.add_space(2.0);
    Drawn::default()
}

fn nothing_ui(ui: &mut Ui, data: &ProblemsData) {
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let words = if data.all == 0 {
            "没有发现问题"
        } else {
            "没有符合筛选的问题"
        };
        muted_ui(ui, words);
    });
}
