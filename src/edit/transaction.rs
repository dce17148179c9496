//! `Transaction`: the unit of undo, of a fix and of an import.

use super::apply::Edit;
use crate::model::FieldPath;

/// Edits that belong together, with their name and the place to return to.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    /// What the undo menu calls it, in Chinese: 删除指标“活动数量”.
    pub label: String,
    /// Applied all or none.
    pub edits: Vec<Edit>,
    /// Where to look after doing or undoing it.
    pub focus: Option<FieldPath>,
    /// Whether it joins the step before.
    pub merge: Option<Merge>,
}

/// Steps with the same key, close in time, become one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merge {
    /// Typing in one field.
    Typing(FieldPath),
}

impl Transaction {
    /// Edits under a name.
    pub fn new(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self {
            label: label.into(),
            edits,
            focus: None,
            merge: None,
        }
    }

    /// With the place to return to.
    #[must_use]
    pub fn at(mut self, focus: FieldPath) -> Self {
        self.focus = Some(focus);
        self
    }

    /// Typing: one field's new text.
    pub fn typing(label: impl Into<String>, path: FieldPath, text: impl Into<String>) -> Self {
        Self {
            merge: Some(Merge::Typing(path.clone())),
            ..Self::set(label, path, text)
        }
    }

    /// One field's new text as a step of its own.
    pub fn set(label: impl Into<String>, path: FieldPath, text: impl Into<String>) -> Self {
        let edit = Edit::Set {
            path: path.clone(),
            text: text.into(),
        };
        Self::new(label, vec![edit]).at(path)
    }
}
