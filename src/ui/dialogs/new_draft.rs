//! 新建: on which template and for which year.

use egui::{RichText, TextEdit, Ui};

use super::Fate;
use crate::app::{Command, Workspace, clock};
use crate::base::date::Year;
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{plain_ui, primary_ui};
use crate::ui::widgets::card::title_ui;

/// What is chosen so far.
#[derive(Debug)]
pub(super) struct NewDraft {
    template: String,
    year: String,
}

impl NewDraft {
    /// The open draft's template and the year that is drafted now.
    pub(super) fn new(workspace: &Workspace) -> Self {
        let year = clock::drafting_year().map(|year| year.to_string());
        Self {
            template: workspace.template().id.clone(),
            year: year.unwrap_or_default(),
        }
    }
}

/// Asks, and makes the draft.
pub(super) fn new_draft_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut NewDraft) -> Fate {
    ui.set_width(440.0);
    title_ui(ui, "新建目标表");
    ui.add_space(4.0);
    for template in ctx.workspace.templates() {
        let is_chosen = state.template == template.id;
        if ui.radio(is_chosen, &template.name).clicked() {
            state.template.clone_from(&template.id);
        }
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let label = ui.label("年度");
        ui.add(TextEdit::singleline(&mut state.year).desired_width(90.0))
            .labelled_by(label.id);
    });
    let year = Year::parse(&state.year);
    if year.is_none() {
        let words = format!("年度请填 {} 到 {} 之间的四位数字", Year::MIN, Year::MAX);
        ui.label(
            RichText::new(words)
                .size(theme::SMALL)
                .color(Theme::of(ui).warning),
        );
    }
    ui.add_space(12.0);
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        let make = ui.add_enabled_ui(year.is_some(), |ui| primary_ui(ui, "新建").clicked());
        let entered = ui.input(|input| input.key_pressed(egui::Key::Enter)) && year.is_some();
        let give_up = plain_ui(ui, "取消");
        if give_up.clicked() {
            fate = Fate::Closes;
        } else if make.inner || (entered && !give_up.has_focus()) {
            ctx.send(Command::NewOn {
                template: state.template.clone(),
                year,
            });
            fate = Fate::Closes;
        }
    });
    fate
}
