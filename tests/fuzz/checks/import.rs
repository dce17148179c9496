//! What holds for any bytes that are imported: they are refused, or a draft comes out that can be
//! saved, with notes about lines that exist.

use mubiao::exchange::text_import::{Wanted, import};
use mubiao::model::Template;
use mubiao::store::format;
use std::sync::LazyLock;

static TEMPLATES: LazyLock<Vec<Template>> =
    LazyLock::new(|| Template::built_in().expect("the built-in templates can be read"));

/// Imports the bytes.
#[track_caller]
pub(crate) fn check(bytes: &[u8]) {
    let Ok(imported) = import(bytes, &TEMPLATES, Wanted::default()) else {
        return;
    };
    let text = format::write(&imported.draft).expect("an import keeps to the limits");
    let again = format::read(text.as_bytes()).expect("what was written can be read");
    assert_eq!(format::write(&again.draft), Ok(text));
    // Every line end is a byte, also in UTF-16.
    let lines = 1 + bytes.iter().filter(|byte| b"\n\r".contains(byte)).count();
    for note in &imported.notes {
        assert!((1..=lines).contains(&note.line), "{note:?}");
        assert!(!note.message.is_empty(), "{note:?}");
    }
}
