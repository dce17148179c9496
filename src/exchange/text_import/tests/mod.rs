//! The published forms, forms in other shapes, and rows that nobody foresaw.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes expectations this way"
)]

mod damage;
mod forms;
mod limits;
mod shapes;

use std::sync::OnceLock;

use super::*;
use crate::model::{IndicatorField, access};

const DAMAGED: &str = include_str!("../../../../tests/data/import/damaged-form.txt");
const ONE_COLUMN: &str = include_str!("../../../../tests/data/import/zhanjiang-shape.txt");

fn templates() -> &'static [Template] {
    static TEMPLATES: OnceLock<Vec<Template>> = OnceLock::new();
    TEMPLATES.get_or_init(|| Template::built_in().unwrap())
}

#[track_caller]
fn read(text: &str) -> Imported {
    read_as(text, Wanted::default())
}

#[track_caller]
fn read_as(text: &str, wanted: Wanted<'_>) -> Imported {
    import(text.as_bytes(), templates(), wanted).unwrap()
}

/// Every field that holds something, one a line; then the notes that are more than cleaning.
fn told(imported: &Imported) -> String {
    let mut lines = Vec::new();
    for path in access::all_fields(&imported.draft) {
        let text = access::text(&imported.draft, &path).unwrap();
        if let FieldPath::Indicator(id, IndicatorField::Name) = path {
            let slot = &imported.draft.indicator(id).unwrap().slot;
            lines.push(format!("{} › {}\n", slot.level1, slot.level2));
        }
        if !text.is_empty() {
            lines.push(format!("{path} = {}\n", text.replace('\n', "⏎")));
        }
    }
    lines.push(notes(imported, &[NoteKind::Uncertain, NoteKind::Unplaced]));
    lines.concat()
}

/// Notes of these kinds, one a line: where, about what, what.
fn notes(imported: &Imported, kinds: &[NoteKind]) -> String {
    let lines: Vec<String> = imported
        .notes
        .iter()
        .filter(|note| kinds.contains(&note.kind))
        .map(|note| {
            let Note {
                line,
                kind,
                message,
                path,
            } = note;
            let path = path.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{line} {kind:?} {path}: {message}\n")
        })
        .collect();
    lines.concat()
}
