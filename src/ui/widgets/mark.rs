//! Marks of findings: a sign and a colour, never the colour alone.

use egui::{Color32, RichText, Ui};

use crate::check::{Report, Severity};
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

/// Draws a count of findings with its sign.
pub fn count_ui(ui: &mut Ui, severity: Severity, count: usize) {
    let color = color(Theme::of(ui), severity);
    let text = RichText::new(format!("{} {count}", sign(severity)));
    ui.label(text.size(theme::SMALL).color(color))
        .on_hover_text(severity.label());
}
