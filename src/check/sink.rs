//! `Sink`: where a rule reports; it knows the rule, so that none can mislabel itself.

use super::context::CheckCtx;
use super::diagnostic::{Diagnostic, Severity};
use super::fix::Fix;
use super::rule::Rule;
use crate::model::FieldPath;

/// Where a running rule reports.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Rule,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Sink<'a> {
    /// Collects what `rule` reports.
    pub fn new(rule: &'static Rule, found: &'a mut Vec<Diagnostic>) -> Self {
        Self { rule, found }
    }

    /// Reports a finding.
    pub fn at(&mut self, path: FieldPath, message: impl Into<String>) -> Finding<'_> {
        Finding(self.found.push_mut(Diagnostic {
            rule: self.rule,
            severity: self.rule.severity,
            path,
            message: message.into(),
            hints: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
        }))
    }

    /// Reports that something is not there; a hint as long as its part of the form is not begun.
    pub fn missing(
        &mut self,
        ctx: &CheckCtx<'_>,
        path: FieldPath,
        message: impl Into<String>,
    ) -> Finding<'_> {
        let begun = ctx.started(path.section());
        let finding = self.at(path, message);
        if begun {
            finding
        } else {
            finding.severity(Severity::Hint)
        }
    }

    /// Reports a blank field, in the words that all blank fields have; graded like
    /// [`Sink::missing`].
    pub fn unfilled(&mut self, ctx: &CheckCtx<'_>, path: FieldPath) -> Finding<'_> {
        let message = format!("{}未填", ctx.label(&path));
        self.missing(ctx, path, message)
    }
}

/// A finding that was just reported, to be completed.
#[derive(Debug)]
pub struct Finding<'a>(&'a mut Diagnostic);

#[expect(
    clippy::return_self_not_must_use,
    reason = "a finding is reported already; what it returns only serves to add to it"
)]
impl Finding<'_> {
    /// Another severity than the rule's own.
    pub fn severity(self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// A sentence that helps.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        self.0.hints.push(hint.into());
        self
    }

    /// Another place that has to do with it.
    pub fn related(self, path: FieldPath, text: impl Into<String>) -> Self {
        self.0.related.push((path, text.into()));
        self
    }

    /// A way to mend it, where there is one.
    pub fn fix(self, fix: impl Into<Option<Fix>>) -> Self {
        self.0.fixes.extend(fix.into());
        self
    }
}
