//! The tabs with their counts and findings, and the switch of the problems panel.

use egui::text::LayoutJob;
use egui::{Color32, FontId, Response, Sense, TextFormat, Ui, vec2};

use crate::app::Workspace;
use crate::app::action::Action;
use crate::check::Severity;
use crate::ui::ctx::UiCtx;
use crate::ui::tab::{Fold, Tab};
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{focus_ring_ui, named};
use crate::ui::widgets::mark::{self, Badge};

/// What a tab shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabData {
    /// Which tab.
    pub tab: Tab,
    /// How many rows it holds.
    pub count: Option<usize>,
    /// Its errors and warnings.
    pub badge: Badge,
}

impl TabData {
    /// Every tab.
    pub fn all(workspace: &Workspace) -> Vec<Self> {
        Tab::ALL
            .into_iter()
            .map(|tab| Self {
                tab,
                count: tab.count(workspace),
                badge: tab.section().map_or_else(Badge::default, |section| {
                    Badge::of(workspace.report(), section)
                }),
            })
            .collect()
    }
}

/// Draws the tabs.
pub fn tabs_ui(ctx: &UiCtx<'_>, ui: &mut Ui, open: Tab, problems: Fold) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.add_space(theme::GAP);
        for data in TabData::all(ctx.workspace) {
            if tab_ui(ui, &data, open).clicked() {
                ctx.act(action_of(data.tab));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(theme::GAP);
            if problems_switch_ui(ctx, ui, problems).clicked() {
                ctx.act(Action::ToggleProblems);
            }
        });
    });
}

fn action_of(tab: Tab) -> Action {
    match tab {
        Tab::Basic => Action::ShowBasic,
        Tab::Goals => Action::ShowGoals,
        Tab::Tasks => Action::ShowTasks,
        Tab::Indicators => Action::ShowIndicators,
        Tab::Preview => Action::ShowPreview,
    }
}

fn tab_ui(ui: &mut Ui, data: &TabData, open: Tab) -> Response {
    let theme = Theme::of(ui);
    let is_open = data.tab == open;
    let (font, color) = if is_open {
        (theme::bold(theme::BODY), theme.accent)
    } else {
        (theme::plain(theme::BODY), theme.text)
    };
    let mut job = LayoutJob::default();
    append(&mut job, data.tab.name(), font, color);
    if let Some(count) = data.count.filter(|count| *count > 0) {
        append(
            &mut job,
            &format!("  {count}"),
            theme::plain(theme::SMALL),
            theme.muted,
        );
    }
    for (severity, part) in data.badge.parts() {
        let color = mark::color(theme, severity);
        append(
            &mut job,
            &format!("  {part}"),
            theme::bold(theme::SMALL),
            color,
        );
    }
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + 28.0, ui.available_height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() && !is_open {
        ui.painter()
            .rect_filled(rect.shrink(3.0), theme::RADIUS, theme.accent_soft);
    }
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, theme.text);
    if is_open {
        let mut line = rect;
        line.min.y = line.max.y - 3.0;
        ui.painter()
            .rect_filled(line.shrink2(vec2(10.0, 0.0)), 1.0, theme.accent);
    }
    focus_ring_ui(ui, &response);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Tab, true, is_open, data.tab.name())
    });
    response.on_hover_text(action_of(data.tab).info().tooltip)
}

fn append(job: &mut LayoutJob, text: &str, font: FontId, color: Color32) {
    let format = TextFormat {
        font_id: font,
        color,
        valign: egui::Align::Center,
        ..Default::default()
    };
    job.append(text, 0.0, format);
}

fn problems_switch_ui(ctx: &UiCtx<'_>, ui: &mut Ui, fold: Fold) -> Response {
    let theme = Theme::of(ui);
    let report = ctx.workspace.report();
    let mut job = LayoutJob::default();
    append(&mut job, "问题", theme::plain(theme::BODY), theme.text);
    for severity in Severity::ALL {
        let count = report.count(severity);
        if count > 0 {
            let part = format!("  {}{count}", mark::sign(severity));
            append(
                &mut job,
                &part,
                theme::plain(theme::SMALL),
                mark::color(theme, severity),
            );
        }
    }
    let response = ui.add(
        egui::Button::new(job)
            .selected(fold == Fold::Open)
            .min_size(vec2(72.0, 28.0)),
    );
    focus_ring_ui(ui, &response);
    named(ui, &response, "问题列表");
    response.on_hover_text(Action::ToggleProblems.info().tooltip)
}
