//! What is computed from the draft: totals and findings, with the revision they belong to.

use crate::check::{self, CheckCtx, Report};
use crate::model::{Draft, Template, Totals};

/// Totals and findings of one revision.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The revision it was computed from.
    pub revision: u64,
    /// Sums and counts.
    pub totals: Totals,
    /// Findings.
    pub report: Report,
}

impl Derived {
    /// Sums, counts and checks; within a millisecond for real drafts, so it runs in the frame.
    pub fn of(draft: &Draft, template: &Template, revision: u64) -> Self {
        let totals = Totals::of(draft, template);
        let report = check::run(&CheckCtx::new(draft, template, &totals));
        Self {
            revision,
            totals,
            report,
        }
    }
}
