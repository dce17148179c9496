//! What is computed from the draft: totals and findings, with the revision they belong to.

use crate::check::{self, CheckCtx, Report, Situation};
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
    pub fn of(draft: &Draft, template: &Template, revision: u64, situation: Situation<'_>) -> Self {
        let totals = Totals::of(draft, template);
        let report = check::run(&CheckCtx::new(draft, template, &totals).when(situation));
        Self {
            revision,
            totals,
            report,
        }
    }
}
