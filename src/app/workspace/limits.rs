//! What a draft file can hold: what goes beyond is refused while it is done, not when it is saved.

use super::Workspace;
use crate::app::notice::Notice;
use crate::edit::apply::Row;
use crate::edit::{Edit, Transaction};
use crate::store::format::{MAX_ROWS, MAX_TEXT_CHARS};

impl Workspace {
    /// Why a step is more than a file can hold; `None` where it is not.
    pub(super) fn beyond_limits(&self, tx: &Transaction) -> Option<Notice> {
        let draft = self.draft();
        let is_long = |text: &str| text.chars().nth(MAX_TEXT_CHARS).is_some();
        let is_beyond = |edit: &Edit| match edit {
            Edit::Set { text, .. } => is_long(text).then(|| Notice::text_too_long(MAX_TEXT_CHARS)),
            Edit::Insert { row, .. } => {
                let rows = match row.as_ref() {
                    Row::Goal(_) => draft.goals.len(),
                    Row::Task(_) => draft.tasks.len(),
                    Row::OtherTask(_) => draft.other_tasks.len(),
                    Row::Indicator(_) => draft.indicators.len(),
                };
                (rows >= MAX_ROWS).then(|| Notice::too_many_rows(MAX_ROWS))
            }
            Edit::Annotate(annotations) => {
                let mut ignored = annotations.ignored().iter();
                let most = annotations.ignored().len().max(annotations.links().len());
                if ignored.any(|ignored| is_long(&ignored.reason)) {
                    Some(Notice::text_too_long(MAX_TEXT_CHARS))
                } else {
                    (most > MAX_ROWS).then(|| Notice::too_many_rows(MAX_ROWS))
                }
            }
            Edit::Remove { .. } | Edit::Move { .. } | Edit::Place { .. } | Edit::Replace(_) => None,
        };
        tx.edits.iter().find_map(is_beyond)
    }
}
