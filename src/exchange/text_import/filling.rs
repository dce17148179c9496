//! The draft being filled: every text goes through here, is cleaned, and leaves its notes.

use super::lines::Cell;
use super::{ImportError, Imported, Limit, MAX_FIELD_CHARS, MAX_ROWS, Note, NoteKind, money};
use crate::always;
use crate::base::amount::MoneyUnit;
use crate::base::date::Year;
use crate::base::ids::IdAllocator;
use crate::base::text;
use crate::exchange::cleaning::{self, Cleaned};
use crate::model::{
    Draft, Entry, FieldPath, Goal, Indicator, IndicatorField, OtherTask, OtherTaskField, Slot,
    Task, TaskField, Template, access,
};

/// At most so many cells of a row are named in a note.
const MAX_NAMED_CELLS: usize = 20;
/// Longer cells are not even cleaned: no markup explains so much more than a field can hold.
pub(super) const MAX_RAW_CHARS: usize = 10 * MAX_FIELD_CHARS;
/// Texts in notes are cut to this many characters.
const MAX_NAMED_CHARS: usize = 60;

/// A draft and the notes about it.
#[derive(Debug)]
pub(super) struct Filling<'t> {
    /// The template that is filled.
    pub(super) template: &'t Template,
    /// The draft so far.
    pub(super) draft: Draft,
    /// The notes so far.
    pub(super) notes: Vec<Note>,
    ids: IdAllocator,
}

/// How a text is added to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// On a line of its own.
    NewLine,
    /// Without a line end where the sentence before is not finished: a page end had cut it.
    WhereCut,
}

impl<'t> Filling<'t> {
    pub(super) fn new(template: &'t Template, year: Option<Year>) -> Self {
        Self {
            template,
            draft: Draft::blank(template.id.as_str(), year),
            notes: Vec::new(),
            ids: IdAllocator::default(),
        }
    }

    /// The draft, unless it has more rows than are accepted; the notes by their lines.
    pub(super) fn finish(mut self) -> Result<Imported, ImportError> {
        let draft = &self.draft;
        let lists = [
            draft.goals.len(),
            draft.tasks.len(),
            draft.other_tasks.len(),
            draft.indicators.len(),
        ];
        if lists.iter().any(|len| *len > MAX_ROWS) {
            return Err(ImportError::TooLarge(Limit::Rows));
        }
        self.notes.sort_by_key(|note| note.line);
        Ok(Imported {
            draft: self.draft,
            notes: self.notes,
        })
    }

    /// Notes that a placement is to be looked at.
    pub(super) fn doubt(&mut self, line: usize, path: FieldPath, message: impl Into<String>) {
        self.notes.push(Note {
            line,
            kind: NoteKind::Uncertain,
            message: message.into(),
            path: Some(path),
        });
    }

    /// Notes the cells that found no place.
    pub(super) fn unplaced<'c, 't2: 'c>(
        &mut self,
        line: usize,
        cells: impl IntoIterator<Item = &'c Cell<'t2>>,
    ) {
        let texts: Vec<String> = cells.into_iter().map(|cell| plain(&cell.raw)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.unplaced_texts(line, &texts);
    }

    /// Notes texts that found no place.
    pub(super) fn unplaced_texts(&mut self, line: usize, texts: &[&str]) {
        if texts.is_empty() {
            return;
        }
        let named: Vec<String> = texts
            .iter()
            .take(MAX_NAMED_CELLS)
            .map(|raw| format!("“{}”", text::shortened(raw, MAX_NAMED_CHARS)))
            .collect();
        let more = if texts.len() > MAX_NAMED_CELLS {
            format!("等 {} 处", texts.len())
        } else {
            String::new()
        };
        self.notes.push(Note {
            line,
            kind: NoteKind::Unplaced,
            message: format!("{}{more}没有填入表中，请核对是否要补填", named.join("、")),
            path: None,
        });
    }

    /// A fresh goal at the end.
    pub(super) fn add_goal(&mut self) -> FieldPath {
        let id = self.ids.fresh();
        self.draft.goals.push(Goal::blank(id));
        FieldPath::Goal(id)
    }

    /// A fresh task at the end, for its fields' addresses.
    pub(super) fn add_task(&mut self) -> impl Fn(TaskField) -> FieldPath + use<> {
        let id = self.ids.fresh();
        self.draft.tasks.push(Task::blank(id));
        move |field| FieldPath::Task(id, field)
    }

    /// A fresh other task at the end, for its fields' addresses.
    pub(super) fn add_other_task(&mut self) -> impl Fn(OtherTaskField) -> FieldPath + use<> {
        let id = self.ids.fresh();
        self.draft.other_tasks.push(OtherTask::blank(id));
        move |field| FieldPath::OtherTask(id, field)
    }

    /// A fresh indicator at the end of the list.
    pub(super) fn add_indicator(
        &mut self,
        slot: Slot,
    ) -> impl Fn(IndicatorField) -> FieldPath + use<> {
        let id = self.ids.fresh();
        self.draft.indicators.push(Indicator::blank(id, slot));
        move |field| FieldPath::Indicator(id, field)
    }

    /// Whether a field holds anything.
    pub(super) fn is_filled(&self, path: &FieldPath) -> bool {
        access::text(&self.draft, path).is_some_and(|text| !text.is_empty())
    }

    /// Writes a text into a field, cleaned as the field allows.
    pub(super) fn put(&mut self, line: usize, path: &FieldPath, raw: &str) {
        if self.is_refused(line, path, raw, MAX_RAW_CHARS) {
            return;
        }
        let cleaned = if has_lines(path) {
            cleaning::prose(raw)
        } else {
            cleaning::line(raw)
        };
        self.write(line, path, &cleaned);
    }

    /// Adds a text to what a field holds.
    pub(super) fn append(&mut self, line: usize, path: &FieldPath, raw: &str, joint: Joint) {
        let before = access::text(&self.draft, path)
            .unwrap_or_default()
            .into_owned();
        let mut cleaned = cleaning::prose(raw);
        let is_cut = joint == Joint::WhereCut && !ends_sentence(&before);
        let joint = if before.is_empty() || is_cut {
            ""
        } else {
            "\n"
        };
        cleaned.text = format!("{before}{joint}{}", cleaned.text);
        self.write(line, path, &cleaned);
    }

    /// Writes a cleaned text into a field, unless it is too long.
    pub(super) fn write(&mut self, line: usize, path: &FieldPath, cleaned: &Cleaned) {
        if self.is_refused(line, path, &cleaned.text, MAX_FIELD_CHARS) {
            return;
        }
        if let Some(message) = cleaned.told() {
            self.cleaned(line, path, message);
        }
        self.set(path, &cleaned.text);
    }

    /// Notes that a text is too long for a field, if it is.
    pub(super) fn is_refused(
        &mut self,
        line: usize,
        path: &FieldPath,
        text: &str,
        max: usize,
    ) -> bool {
        if text.chars().nth(max).is_none() {
            return false;
        }
        let start = text::shortened(text, MAX_NAMED_CHARS);
        self.notes.push(Note {
            line,
            kind: NoteKind::Unplaced,
            message: format!("“{start}”超过 {MAX_FIELD_CHARS} 字，没有填入，请分开填写"),
            path: Some(path.clone()),
        });
        true
    }

    /// Writes an amount, changed from the unit it was written in to the field's own.
    pub(super) fn put_amount(
        &mut self,
        line: usize,
        path: &FieldPath,
        raw: &str,
        head_unit: Option<MoneyUnit>,
    ) {
        if self.is_refused(line, path, raw, MAX_RAW_CHARS) {
            return;
        }
        let raw = plain(raw);
        let Some((amount, own_unit)) = money::read(&raw) else {
            self.put(line, path, &raw);
            let kept = text::shortened(&raw, MAX_NAMED_CHARS);
            self.doubt(
                line,
                path.clone(),
                format!("“{kept}”不是金额，已照原文保留"),
            );
            return;
        };
        let as_written = amount.grouped_exact();
        match (own_unit.or(head_unit), self.template.unit_of(path)) {
            (Some(from), Some(to)) if from != to => {
                let converted = amount.converted(from, to);
                let (from, to) = (from.label(), to.label());
                let result = converted.grouped_exact();
                self.cleaned(
                    line,
                    path,
                    format!("{as_written} {from}换算为 {result} {to}"),
                );
                self.set(path, &converted.plain());
            }
            _ => {
                if !money::is_plainly_written(&raw) {
                    self.cleaned(line, path, format!("“{raw}”读作 {as_written}"));
                }
                self.set(path, &amount.plain());
            }
        }
    }

    /// Writes a whole number of people or units.
    pub(super) fn put_count(&mut self, line: usize, path: &FieldPath, raw: &str) {
        self.put(line, path, raw);
        let kept = access::text(&self.draft, path)
            .unwrap_or_default()
            .into_owned();
        if matches!(Entry::<u32>::read(&kept), Entry::Raw(_)) {
            let message = format!(
                "“{}”不是整数，已照原文保留",
                text::shortened(&kept, MAX_NAMED_CHARS)
            );
            self.doubt(line, path.clone(), message);
        }
    }

    fn cleaned(&mut self, line: usize, path: &FieldPath, message: String) {
        self.notes.push(Note {
            line,
            kind: NoteKind::Cleaned,
            message,
            path: Some(path.clone()),
        });
    }

    fn set(&mut self, path: &FieldPath, text: &str) {
        let written = access::set_text(&mut self.draft, path, text).is_some();
        always!(written, "there is no field {path}");
    }
}

/// The text of a cell without markup.
fn plain(raw: &str) -> String {
    cleaning::without_markup(raw)
        .unwrap_or_else(|| raw.to_owned())
        .trim()
        .to_owned()
}

/// Whether a field may hold several lines.
fn has_lines(path: &FieldPath) -> bool {
    matches!(
        path,
        FieldPath::Goal(_)
            | FieldPath::Task(_, TaskField::Content | TaskField::Goal)
            | FieldPath::OtherTask(_, OtherTaskField::Content)
            | FieldPath::OtherTasksText
    )
}

/// Whether nothing has to follow.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .ends_with(['。', '！', '？', '；', '.', ';', '”', '）'])
}
