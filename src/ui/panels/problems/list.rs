//! Where the lines of the list stand, and which of them the keyboard is on.
//!
//! Lines differ in height. Only those in view are drawn and measured; the others count with what
//! they measured last, or with an estimate, so that ten thousand of them cost no more than ten.

use egui::{Id, Rect, Response, Ui, pos2, vec2};
use std::collections::BTreeMap;
use std::ops::Range;

use super::data::{LineData, LineKey, LineKind, ProblemsData};
use super::keys::KEPT;
use super::row::{INDENT, MARGIN, SENTENCE};
use crate::check::Diagnostic;

/// Where the keyboard is in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Focus {
    /// The line.
    pub(super) line: LineKey,
    /// What of it the keyboard can stand on.
    pub(super) parts: Vec<Id>,
    /// On which of these it stands.
    pub(super) part: usize,
}

/// What is to come into view in the next pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// A line, with the focus.
    Focus(usize),
    /// A line.
    Sight(usize),
}

impl Want {
    pub(super) fn line(self) -> usize {
        match self {
            Self::Focus(line) | Self::Sight(line) => line,
        }
    }
}

/// Heights and focus of the lines.
#[derive(Debug, Default)]
pub(super) struct List {
    /// What lines measured when they were last drawn, pt.
    measured: BTreeMap<LineKey, f32>,
    /// The upper edge of each line, and the end of the last; pt.
    tops: Vec<f32>,
    width: f32,
    pub(super) focus: Option<Focus>,
    pub(super) want: Option<Want>,
}

/// Lines drawn beyond the edges, so that Tab finds the next row.
const OVERDRAW: usize = 2;
/// Heads and lines without buttons, pt.
const LOW: f32 = 30.0;
/// Small print with its gap, pt.
const SMALL_LINE: f32 = 19.0;
/// A line of a sentence, pt.
const SENTENCE_LINE: f32 = 21.0;
/// Buttons with their gap, pt.
const BUTTONS: f32 = 30.0;
/// Mark, margins and bar, pt.
const BESIDES: f32 = 50.0;

impl List {
    /// Another list, or another width: every place is worked out again.
    pub(super) fn place(&mut self, data: &ProblemsData, items: &[Diagnostic], width: f32) {
        if !self.is_as_wide(width) {
            self.measured.clear();
            self.width = width;
        }
        let mut top = 0.0;
        self.tops.clear();
        for line in &data.lines {
            self.tops.push(top);
            let measured = self.measured.get(&line.key).copied();
            top += measured.unwrap_or_else(|| estimate(line, items, width));
        }
        self.tops.push(top);
    }

    /// The width for which the places were worked out, pt.
    pub(super) fn width(&self) -> f32 {
        self.width
    }

    fn is_as_wide(&self, width: f32) -> bool {
        (self.width - width).abs() < 0.5
    }

    /// The places fit this many lines of this width.
    pub(super) fn fits(&self, lines: usize, width: f32) -> bool {
        self.tops.len() == lines + 1 && self.is_as_wide(width)
    }

    /// The height of all lines, pt.
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The lines to draw, from the first to the last.
    pub(super) fn in_view(&self, view: Rect, lines: usize) -> Range<usize> {
        let above = self.tops.partition_point(|top| *top <= view.min.y);
        let until = self.tops.partition_point(|top| *top < view.max.y);
        above.saturating_sub(1 + OVERDRAW)..(until + OVERDRAW).min(lines)
    }

    /// Where a line is drawn.
    pub(super) fn rect(&self, line: usize, origin: egui::Pos2) -> Rect {
        let top = self.tops.get(line).copied().unwrap_or_default();
        let end = self.tops.get(line + 1).copied().unwrap_or(top);
        let min = pos2(origin.x, origin.y + top);
        Rect::from_min_size(min, vec2(self.width, end - top))
    }

    /// Takes down how high a line came out; tells whether that moves others.
    pub(super) fn measure(&mut self, line: usize, key: &LineKey, height: f32) -> bool {
        let top = self.tops.get(line).copied().unwrap_or_default();
        let end = self.tops.get(line + 1).copied().unwrap_or(top);
        let grown = height - (end - top);
        if self.measured.get(key) != Some(&height) {
            self.measured.insert(key.clone(), height);
        }
        if grown.abs() < 0.5 {
            return false;
        }
        for top in self.tops.iter_mut().skip(line + 1) {
            *top += grown;
        }
        true
    }

    /// Takes down which part of a line has the focus, and keeps the keys that would move it.
    pub(super) fn watch(&mut self, ui: &Ui, key: &LineKey, parts: &[Response]) {
        let Some(part) = parts.iter().position(Response::has_focus) else {
            return;
        };
        let ids: Vec<Id> = parts.iter().map(|part| part.id).collect();
        if let Some(id) = ids.get(part) {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(*id, KEPT));
        }
        self.focus = Some(Focus {
            line: key.clone(),
            parts: ids,
            part,
        });
    }

    /// What the keyboard stands on.
    pub(super) fn focused(&self) -> Option<Id> {
        let focus = self.focus.as_ref()?;
        focus.parts.get(focus.part).copied()
    }
}

fn estimate(line: &LineData, items: &[Diagnostic], width: f32) -> f32 {
    // Three bytes make a Han character.
    let lines_of = |bytes: usize, size: f32, room: f32| {
        let per_line = (room / size).floor().max(1.0);
        ((bytes as f32 / 3.0) / per_line).ceil().max(1.0)
    };
    let margins = f32::from(MARGIN.top) + f32::from(MARGIN.bottom);
    let room = width - BESIDES;
    match &line.kind {
        LineKind::Section { .. } | LineKind::NotBegun { .. } | LineKind::IgnoredHead { .. } => LOW,
        LineKind::Alike { words, .. } => {
            margins + SENTENCE_LINE * lines_of(words.len(), SENTENCE, room)
        }
        LineKind::Finding { item, .. } => {
            let bytes = items.get(*item).map_or(0, |found| found.message.len());
            let sentence = SENTENCE_LINE * lines_of(bytes, SENTENCE, room - INDENT);
            let fixes = items
                .get(*item)
                .is_some_and(|found| !found.fixes.is_empty());
            margins + sentence + BUTTONS + if fixes { BUTTONS } else { 0.0 }
        }
        LineKind::Ignored { .. } => margins + SENTENCE_LINE + SMALL_LINE + BUTTONS,
    }
}
