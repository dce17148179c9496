//! `Sink`: where a rule reports; it knows the rule, so that none can mislabel itself.

use super::context::CheckCtx;
use super::diagnostic::{Diagnostic, Severity, Standing};
use super::fix::Fix;
use super::rule::Rule;
use super::situation::Occasion;
use crate::model::FieldPath;

/// Where a running rule reports.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Rule,
    /// How bad the rule's findings are on this form.
    severity: Severity,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Sink<'a> {
    /// Collects what `rule` reports, as bad as it is by itself.
    pub fn new(rule: &'static Rule, found: &'a mut Vec<Diagnostic>) -> Self {
        Self::rated(rule, rule.severity, found)
    }

    /// Collects what `rule` reports, for a form that rates it in its own way.
    pub fn rated(rule: &'static Rule, severity: Severity, found: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            rule,
            severity,
            found,
        }
    }

    /// Reports a finding.
    pub fn at(&mut self, path: FieldPath, message: impl Into<String>) -> Finding<'_> {
        let is_rerated = self.severity != self.rule.severity;
        Finding {
            limit: is_rerated.then_some(self.severity),
            found: self.found.push_mut(Diagnostic {
                rule: self.rule,
                severity: self.severity,
                path,
                message: message.into(),
                hints: Vec::new(),
                related: Vec::new(),
                fixes: Vec::new(),
                standing: Standing::Open,
            }),
        }
    }

    /// Reports that something is not there; a hint that nobody has to see yet as long as its part
    /// of the form is not begun.
    pub fn missing(
        &mut self,
        ctx: &CheckCtx<'_>,
        path: FieldPath,
        message: impl Into<String>,
    ) -> Finding<'_> {
        let is_due = match ctx.situation.occasion {
            Occasion::Writing => ctx.started(path.section()),
            Occasion::Submitting => true,
        };
        let finding = self.at(path, message);
        if is_due {
            return finding;
        }
        finding.found.standing = Standing::NotBegun;
        finding.severity(Severity::Hint)
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
pub struct Finding<'a> {
    found: &'a mut Diagnostic,
    /// The worst that the form lets it be, where the form rates the rule in its own way.
    limit: Option<Severity>,
}

#[expect(
    clippy::return_self_not_must_use,
    reason = "a finding is reported already; what it returns only serves to add to it"
)]
impl Finding<'_> {
    /// Another severity than the rule's own; never worse than the form rates the rule.
    pub fn severity(self, severity: Severity) -> Self {
        self.found.severity = self.limit.map_or(severity, |limit| limit.min(severity));
        self
    }

    /// A sentence that helps.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        self.found.hints.push(hint.into());
        self
    }

    /// Another place that has to do with it.
    pub fn related(self, path: FieldPath, text: impl Into<String>) -> Self {
        self.found.related.push((path, text.into()));
        self
    }

    /// A way to mend it, where there is one.
    pub fn fix(self, fix: impl Into<Option<Fix>>) -> Self {
        self.found.fixes.extend(fix.into());
        self
    }
}
