//! Moving through the list, and what its rows ask for.

use egui::Ui;

use super::data::{Depth, LineKey, LineKind, ProblemsData};
use super::keys::{self, Press};
use super::list::Want;
use super::row::{Ask, Hand, Reason};
use super::{Arrival, ProblemsState};
use crate::app::command::ReviewCommand;
use crate::app::{Command, Workspace};
use crate::check::Diagnostic;
use crate::edit::build::Direction;
use crate::model::FieldPath;
use crate::ui::ctx::UiCtx;
use crate::ui::tab::Fold;

impl ProblemsState {
    /// The place of the finding before or behind a field, round the end; honours the filter. Where
    /// nothing was found, what is not begun is next.
    pub fn neighbour(
        &mut self,
        workspace: &Workspace,
        current: Option<&FieldPath>,
        step: Direction,
    ) -> Option<FieldPath> {
        let data = self.refresh(workspace);
        let report = workspace.report();
        let items = report.items();
        let shown = data.shown.iter().filter_map(|item| items.get(*item));
        let mut paths: Vec<&FieldPath> = shown.map(|found| &found.path).collect();
        if items.is_empty() {
            paths.extend(report.not_begun().iter().map(|found| &found.path));
        }
        paths.dedup();
        let path = neighbour_of(&paths, current, step)?.clone();
        self.keyboard.sought = Some(path.clone());
        Some(path)
    }

    /// The focus comes into the list, to the row that tells of this place.
    pub fn enter(&mut self, ctx: &egui::Context, current: Option<FieldPath>) {
        self.keyboard.before = ctx.memory(egui::Memory::focused);
        self.keyboard.enters = Some(current.map_or(Arrival::Anywhere, Arrival::At));
    }

    /// The focus goes back to where it was before it came into the list.
    pub fn go_back(&mut self) {
        self.keyboard.presses = vec![Press::Leave];
    }

    /// Applies the first fix of the row that has the focus.
    pub fn fix_here(&mut self) {
        self.keyboard.presses.push(Press::Fix);
    }

    /// The focus is in the list.
    pub fn has_focus(&self) -> bool {
        self.keyboard.is_inside
    }

    /// A row is being dealt with by keyboard: the focus does not follow to the field.
    pub fn keeps_focus(&self) -> bool {
        self.keyboard.dealt_with.is_some()
    }

    /// Takes the keys that mean something to the row that has the focus.
    pub fn take_keys(&mut self, ctx: &egui::Context) {
        let focused = ctx.memory(egui::Memory::focused);
        if focused.is_some() && focused == self.list.focused() {
            let presses = ctx.input_mut(keys::take);
            self.keyboard.presses.extend(presses);
        }
    }
}

fn neighbour_of<'a>(
    paths: &[&'a FieldPath],
    current: Option<&FieldPath>,
    step: Direction,
) -> Option<&'a FieldPath> {
    let len = paths.len();
    let here = current.and_then(|current| paths.iter().position(|path| *path == current));
    let next = match (here, step) {
        (Some(here), Direction::Down) => (here + 1).checked_rem(len)?,
        (Some(here), Direction::Up) => (here + len - 1).checked_rem(len)?,
        (None, Direction::Down) => from_here(paths, current).unwrap_or(0),
        (None, Direction::Up) => match from_here(paths, current) {
            Some(behind) if behind > 0 => behind - 1,
            _ => len.checked_sub(1)?,
        },
    };
    paths.get(next).copied()
}

/// The first finding of the field's part of the form or of a later part.
fn from_here(paths: &[&FieldPath], current: Option<&FieldPath>) -> Option<usize> {
    let section = current?.section();
    paths.iter().position(|path| path.section() >= section)
}

/// Where the row is now that followed a line which is gone, else one before it.
pub(super) fn behind(before: &ProblemsData, line: usize, now: &ProblemsData) -> Option<usize> {
    let rows = |kept: &(usize, &super::LineData)| kept.1.kind.is_row();
    let find = |(_, line): (usize, &super::LineData)| now.find(&line.key);
    let mut after = before.lines.iter().enumerate().skip(line + 1).filter(rows);
    let mut ahead = before.lines.iter().enumerate().take(line + 1).filter(rows);
    after.find_map(find).or_else(|| {
        let mut ahead: Vec<_> = ahead.by_ref().collect();
        ahead.reverse();
        ahead.into_iter().find_map(find)
    })
}

/// Brings the focus to where it was asked for before this pass.
pub(super) fn settle_focus(
    ctx: &UiCtx<'_>,
    ui: &Ui,
    state: &mut ProblemsState,
    data: &ProblemsData,
) {
    let items = ctx.workspace.report().items();
    if let Some(path) = state.keyboard.sought.take() {
        state.list.want = data.line_at(items, &path).map(Want::Sight);
    }
    if let Some(line) = state.keyboard.dealt_with.take() {
        // Nothing came of it: the row is still there.
        state.list.want = Some(Want::Focus(line));
    }
    if let Some(arrival) = state.keyboard.enters.take() {
        let told = match arrival {
            Arrival::At(path) => data.line_at(items, &path),
            Arrival::Anywhere => None,
        };
        let line = told.or_else(|| data.lines.iter().position(|line| line.kind.is_row()));
        match line {
            Some(line) => state.list.want = Some(Want::Focus(line)),
            None => state.keyboard.to_filter = true,
        }
        ui.ctx().request_repaint();
    }
}

/// Does what keys asked of the row that has the focus.
pub(super) fn obey_keys(ctx: &UiCtx<'_>, ui: &Ui, state: &mut ProblemsState, data: &ProblemsData) {
    for press in std::mem::take(&mut state.keyboard.presses) {
        if press == Press::Leave {
            leave(ctx, ui, state);
            continue;
        }
        let Some(focus) = state.list.focus.clone() else {
            return;
        };
        let wanted = match state.list.want {
            Some(Want::Focus(line)) => Some(line),
            _ => data.find(&focus.line),
        };
        let Some(line) = wanted else { return };
        let rows = || (0..data.lines.len()).filter(|line| is_row(data, *line));
        let next = match press {
            Press::Up => rows().take_while(|row| *row < line).last(),
            Press::Down => rows().find(|row| *row > line),
            Press::First => rows().next(),
            Press::Last => rows().next_back(),
            _ => {
                press_in_row(ctx, ui, state, data, (line, press));
                None
            }
        };
        if next.is_some() {
            state.list.want = next.map(Want::Focus);
        }
    }
}

fn is_row(data: &ProblemsData, line: usize) -> bool {
    data.lines.get(line).is_some_and(|line| line.kind.is_row())
}

/// → and ← step through the buttons of a row and fold; the others are as its buttons.
fn press_in_row(
    ctx: &UiCtx<'_>,
    ui: &Ui,
    state: &mut ProblemsState,
    data: &ProblemsData,
    (line, press): (usize, Press),
) {
    let Some(here) = data.lines.get(line) else {
        return;
    };
    let fold = match here.kind {
        LineKind::Alike { fold, .. } | LineKind::IgnoredHead { fold, .. } => Some(fold),
        _ => None,
    };
    let ask = match (press, fold) {
        (Press::Right, Some(Fold::Folded)) | (Press::Left, Some(Fold::Open)) => Some(Ask::Turn),
        (Press::Right | Press::Left, None) => {
            step_aside(ui, state, data, (line, press));
            None
        }
        (Press::Fix, None) => {
            let row = state.row(ctx.workspace, line, &here.kind);
            let has_fix = row.is_some_and(|row| row.reason.is_none() && !row.fixes.is_empty());
            has_fix.then_some(Ask::Fix(0, Hand::Keyboard))
        }
        (Press::Why, None) => Some(Ask::Why),
        (Press::Ignore, None) if matches!(here.kind, LineKind::Finding { .. }) => {
            Some(Ask::WantsReason)
        }
        _ => None,
    };
    if let Some(ask) = ask {
        grant(ctx, state, data, line, ask);
    }
}

fn step_aside(
    ui: &Ui,
    state: &mut ProblemsState,
    data: &ProblemsData,
    (line, press): (usize, Press),
) {
    let Some(focus) = &mut state.list.focus else {
        return;
    };
    let part = match press {
        Press::Right => Some(focus.part + 1),
        _ => focus.part.checked_sub(1),
    };
    if let Some(part) = part {
        if let Some(id) = focus.parts.get(part).copied() {
            focus.part = part;
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        return;
    }
    // ← at the left end of a row that was unfolded leads to the line above it.
    let mut above = (0..line).rev();
    let head = above.find(|above| !is_member(data, *above));
    if is_member(data, line) {
        state.list.want = head.map(Want::Focus);
    }
}

fn is_member(data: &ProblemsData, line: usize) -> bool {
    let kind = data.lines.get(line).map(|line| &line.kind);
    matches!(
        kind,
        Some(
            LineKind::Finding {
                depth: Depth::Member,
                ..
            } | LineKind::Ignored { .. }
        )
    )
}

/// Back to the form.
pub(super) fn leave(ctx: &UiCtx<'_>, ui: &Ui, state: &mut ProblemsState) {
    let before = state.keyboard.before.take();
    let drawn = |id: &egui::Id| {
        let drawn = ui.ctx().read_response(*id);
        drawn.is_some_and(|drawn| ui.ctx().content_rect().contains_rect(drawn.interact_rect))
    };
    let current = ctx.fields.borrow().current.clone();
    match (before.filter(drawn), current) {
        (Some(id), _) => ui.memory_mut(|memory| memory.request_focus(id)),
        (None, Some(path)) => ctx.send(Command::GoTo(path)),
        (None, None) => ui.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        }),
    }
}

/// Does what a row asked for.
pub(super) fn grant(
    ctx: &UiCtx<'_>,
    state: &mut ProblemsState,
    data: &ProblemsData,
    line: usize,
    ask: Ask,
) {
    let Some(here) = data.lines.get(line) else {
        return;
    };
    let found = found_at(ctx.workspace, &here.kind);
    let key = here.key.clone();
    match ask {
        Ask::GoTo(path) => ctx.send(Command::GoTo(path)),
        Ask::Turn => turn(state, &key),
        Ask::Why => {
            toggle(&mut state.why, key);
            state.list.want = Some(Want::Sight(line));
        }
        Ask::AllFixes => {
            toggle(&mut state.all_fixes, key);
            state.list.want = Some(Want::Focus(line));
        }
        Ask::WantsReason => {
            if ctx.workspace.obstacle_to_changes().is_none() {
                state.reason = Some((key, Reason::default()));
                state.list.want = Some(Want::Sight(line));
            }
        }
        Ask::KeepTelling => {
            state.reason = None;
            state.list.want = Some(Want::Focus(line));
        }
        Ask::Fix(nth, hand) => {
            if hand == Hand::Keyboard && ctx.workspace.obstacle_to_changes().is_none() {
                state.keyboard.dealt_with = Some(line);
            }
            ctx.send_all(found.map(|found| Command::ApplyFix {
                revision: ctx.workspace.revision(),
                rule: found.rule.id,
                path: found.path.clone(),
                nth,
            }));
        }
        Ask::Ignore => {
            let reason = state.reason.take().map(|(_, reason)| reason.text);
            state.keyboard.dealt_with = Some(line);
            ctx.send_all(found.map(|found| {
                Command::Review(ReviewCommand::Ignore {
                    revision: ctx.workspace.revision(),
                    rule: found.rule.id,
                    path: found.path.clone(),
                    reason: reason.unwrap_or_default(),
                })
            }));
        }
        Ask::Unignore => {
            state.keyboard.dealt_with = Some(line);
            ctx.send_all(found.map(|found| {
                Command::Review(ReviewCommand::Unignore {
                    rule: found.rule.id,
                    path: found.path.clone(),
                })
            }));
        }
        Ask::ShowRule => {
            if let Some(found) = found {
                ctx.show_rule(found.rule.id);
            }
        }
    }
}

fn found_at<'a>(workspace: &'a Workspace, kind: &LineKind) -> Option<&'a Diagnostic> {
    let report = workspace.report();
    match kind {
        LineKind::Finding { item, .. } => report.items().get(*item),
        LineKind::Ignored { item } => report.ignored().get(*item),
        _ => None,
    }
}

/// Folds or unfolds a line; the list has others then.
fn turn(state: &mut ProblemsState, key: &LineKey) {
    match key {
        LineKey::Alike(likeness) => toggle(&mut state.unfolded.alike, *likeness),
        LineKey::IgnoredHead => {
            state.unfolded.ignored = match state.unfolded.ignored {
                Fold::Open => Fold::Folded,
                Fold::Folded => Fold::Open,
            };
        }
        _ => return,
    }
    state.forget();
}

fn toggle<T: Ord>(set: &mut std::collections::BTreeSet<T>, key: T) {
    if !set.remove(&key) {
        set.insert(key);
    }
}
