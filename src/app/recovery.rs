//! What earlier windows left in their journals, ready to be shown and taken back.

use std::path::Path;
use std::sync::Arc;

use super::document::UNNAMED;
use super::ops::{self, OpError};
use crate::base::text::shortened;
use crate::model::compare::{self, Difference};
use crate::model::{Draft, Template};
use crate::store::disk::Disk;
use crate::store::recovery::{self, Base, Content, Leftover};
use crate::store::{Places, Saved};

/// A state that was not saved, with what it would change.
#[derive(Debug, Clone)]
pub struct Recoverable {
    /// The journal.
    pub leftover: Arc<Leftover>,
    /// What taking it back changes; empty where it cannot be read as a draft.
    pub differences: Vec<Difference>,
    /// The same in a few words.
    pub summary: String,
}

impl Recoverable {
    /// The draft that can be taken back; `None` where it cannot be read, or is of an unknown form.
    pub fn draft(&self) -> Option<&Draft> {
        match &self.leftover.content {
            Content::Draft(draft) => Some(draft),
            Content::Text(_) | Content::Raw => None,
        }
    }

    /// The name of its file; where it has none, the department stands for it.
    pub fn name(&self) -> String {
        let file = self.leftover.origin.file.as_deref();
        if let Some(name) = file.and_then(Path::file_name) {
            return name.to_string_lossy().into_owned();
        }
        let department = self.draft().map(|draft| draft.department.trim());
        match department.filter(|name| !name.is_empty()) {
            Some(name) => format!("{UNNAMED}（{}）", shortened(name, DEPARTMENT_CHARS)),
            None => UNNAMED.to_owned(),
        }
    }

    /// How it stands to its file.
    pub fn base_state(&self) -> BaseState {
        match (&self.leftover.content, &self.leftover.base) {
            (Content::Text(_) | Content::Raw, _) => BaseState::Unreadable,
            (_, Base::Unnamed) => BaseState::Unnamed,
            (_, Base::Unchanged(_)) => BaseState::Unchanged,
            (_, Base::Changed(_)) => BaseState::Changed,
            (_, Base::Unreadable(_) | Base::Missing) => BaseState::Gone,
        }
    }
}

/// Longer names of departments are cut.
const DEPARTMENT_CHARS: usize = 20;

/// How what was left stands to its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseState {
    /// It was never in a file.
    Unnamed,
    /// The file is as it was then.
    Unchanged,
    /// The file was changed since.
    Changed,
    /// The file is gone, or cannot be read.
    Gone,
    /// What was left cannot be read as a draft.
    Unreadable,
}

/// Finds what earlier windows left, newest first.
pub(super) fn find(disk: &dyn Disk, places: &Places, templates: &[Template]) -> Vec<Recoverable> {
    let leftovers = recovery::find(disk, places);
    let ready = leftovers.into_iter().map(|leftover| {
        let differences = differences(&leftover, templates);
        Recoverable {
            summary: compare::summary(&differences),
            differences,
            leftover: Arc::new(leftover),
        }
    });
    ready.collect()
}

fn differences(leftover: &Leftover, templates: &[Template]) -> Vec<Difference> {
    let Content::Draft(draft) = &leftover.content else {
        return Vec::new();
    };
    let Ok(template) = ops::find_template(templates, &draft.template) else {
        return Vec::new();
    };
    match &leftover.base {
        Base::Unchanged(loaded) | Base::Changed(loaded) => {
            compare::differences(&loaded.draft, draft, template)
        }
        Base::Unnamed | Base::Unreadable(_) | Base::Missing => {
            compare::differences(&blank_of(draft), draft, template)
        }
    }
}

/// The unwritten draft on the same form.
pub(super) fn blank_of(draft: &Draft) -> Draft {
    Draft::blank(draft.template.as_str(), draft.year.value().copied())
}

/// Writes what can be read of a journal to a file; all of it as it is, where nothing can.
pub(super) fn export(disk: &dyn Disk, leftover: &Leftover, path: &Path) -> Result<Saved, OpError> {
    let bytes = recovery::raw(disk, leftover).map_err(|err| OpError::Journal {
        path: leftover.journal.clone(),
        source: err,
    })?;
    ops::write_file(disk, path, &bytes)
}
