//! Marks of findings: a sign and a colour, never the colour alone.

use egui::{Color32, RichText, Ui};

use crate::check::{Diagnostic, Report, Severity};
use crate::model::Section;
use crate::ui::theme::{self, Theme};

/// The sign of a severity.
pub fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "●",
        Severity::Warning => "▲",
        Severity::Hint => "○",
        Severity::Info => "ⓘ",
    }
}

/// The colour of a severity.
pub fn color(theme: &Theme, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => theme.error,
        Severity::Warning => theme.warning,
        Severity::Hint | Severity::Info => theme.hint,
    }
}

/// Errors and warnings of one part of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Badge {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

impl Badge {
    /// Counts the findings of a part.
    pub fn of(report: &Report, section: Section) -> Self {
        let mut badge = Self::default();
        for found in report.in_section(section) {
            match found.severity {
                Severity::Error => badge.errors += 1,
                Severity::Warning => badge.warnings += 1,
                Severity::Hint | Severity::Info => {}
            }
        }
        badge
    }

    /// As text: `●1 ▲2`; nothing where there is nothing to mend.
    pub fn parts(self) -> Vec<(Severity, String)> {
        [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| (severity, format!("{}{count}", sign(severity))))
        .collect()
    }
}

/// Marks the worst of some findings beside the name of what they are about; the tooltip has the
/// sentence.
pub fn worst_ui<'a>(ui: &mut Ui, found: impl IntoIterator<Item = &'a Diagnostic>) {
    if let Some(worst) = found.into_iter().max_by_key(|found| found.severity) {
        let color = color(Theme::of(ui), worst.severity);
        let text = RichText::new(sign(worst.severity)).size(theme::SMALL);
        let response = ui.label(text.color(color));
        response.on_hover_text(&worst.message);
    }
}
