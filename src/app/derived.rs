//! What is computed from the draft: totals, 资金桥 and findings, with the revision they belong to.

use crate::check::{self, CheckCtx, Report, Situation};
use crate::model::{Bridge, Draft, Template, Totals};

/// Totals, 资金桥 and findings of one revision.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The revision it was computed from.
    pub revision: u64,
    /// Sums and counts.
    pub totals: Totals,
    /// The sums set against each other.
    pub bridge: Bridge,
    /// Findings.
    pub report: Report,
}

impl Derived {
    /// Sums, counts and checks; within a millisecond for real drafts, so it runs in the frame.
    pub fn of(draft: &Draft, template: &Template, revision: u64, situation: Situation<'_>) -> Self {
        let totals = Totals::of(draft, template);
        let report = check::run(&CheckCtx::new(draft, template, &totals).when(situation));
        let bridge = Bridge::of(draft, template, &totals);
        Self {
            revision,
            totals,
            bridge,
            report,
        }
    }
}
