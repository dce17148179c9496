//! 检查规则: every rule in its group, with what people read about it; searchable.

use egui::{Align, Button, Label, RichText, ScrollArea, TextEdit, Ui};
use std::collections::BTreeSet;

use super::{Fate, height_besides, set_width};
use crate::app::read;
use crate::check::{FixAvailability, Rule, Severity};
use crate::model::Template;
use crate::ui::ctx::UiCtx;
use crate::ui::panels::problems::holds_words;
use crate::ui::tab::Fold;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{described, focus_ring_ui, named, primary_ui};
use crate::ui::widgets::card::{muted_ui, small_ui, title_ui};
use crate::ui::widgets::docs::docs_ui;
use crate::ui::widgets::mark;

/// What is looked for, and which rules are unfolded.
#[derive(Debug, Default)]
pub(super) struct RulesDialog {
    text: String,
    open: BTreeSet<&'static str>,
    /// The rule that is to come into view.
    wanted: Option<&'static str>,
    /// What was looked for last on which form, and what that led to.
    groups: Option<(String, String, Vec<GroupData>)>,
}

/// A group of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
struct GroupData {
    name: &'static str,
    rules: Vec<RuleData>,
}

/// A rule as the form rates it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RuleData {
    rule: &'static Rule,
    what: &'static str,
    /// `None` where the form does not want it.
    severity: Option<Severity>,
    /// How bad it is, and whether it can be mended at once; in words.
    rating: String,
}

impl RulesDialog {
    /// Shows all rules, the wanted one unfolded.
    pub(super) fn new(wanted: Option<&'static str>) -> Self {
        Self {
            open: wanted.into_iter().collect(),
            wanted,
            ..Self::default()
        }
    }

    /// The rules that hold the words; looked for only when the words change.
    fn refresh(&mut self, template: &Template) {
        let is_fresh = self
            .groups
            .as_ref()
            .is_some_and(|(text, form, _)| *text == self.text && *form == template.id);
        if !is_fresh {
            let found = groups(template, &self.text);
            self.groups = Some((self.text.clone(), template.id.clone(), found));
        }
    }
}

fn groups(template: &Template, text: &str) -> Vec<GroupData> {
    let groups = read::groups().iter().map(|group| {
        let rules = group.by_code().into_iter();
        let rules = rules.map(|rule| RuleData::new(template, rule));
        GroupData {
            name: group.name,
            rules: rules.filter(|rule| rule.holds(group.name, text)).collect(),
        }
    });
    groups.filter(|group| !group.rules.is_empty()).collect()
}

impl RuleData {
    fn new(template: &Template, rule: &'static Rule) -> Self {
        let severity = read::severity_on(template, rule);
        let fix = match rule.fix {
            FixAvailability::None => "需要自己修改",
            FixAvailability::Sometimes => "有时可以直接修复",
            FixAvailability::Always => "可以直接修复",
        };
        let rating = match severity {
            Some(severity) => format!("{}，{fix}", severity.label()),
            None => "本表不检查".to_owned(),
        };
        Self {
            rule,
            what: rule.docs.what.trim_end_matches('。'),
            severity,
            rating,
        }
    }

    fn holds(&self, group: &str, text: &str) -> bool {
        let sections = self.rule.docs.sections();
        let mut texts: Vec<&str> = sections.iter().map(|(_, text)| *text).collect();
        texts.extend([group, self.rating.as_str()]);
        holds_words(&texts.join("\n"), text)
    }
}

/// Title, field, sentence and button, pt.
const BESIDES: f32 = 176.0;
/// What is looked for holds no more than this.
const MAX_CHARS: usize = 100;

/// Lists the rules.
pub(super) fn rules_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut RulesDialog) -> Fate {
    set_width(ui, 720.0);
    title_ui(ui, "检查规则");
    let edit = TextEdit::singleline(&mut state.text)
        .hint_text("查找规则：输入字词，例如“满意度”")
        .char_limit(MAX_CHARS)
        .desired_width(f32::INFINITY);
    let edit = ui.add(edit);
    named(ui, &edit, "查找规则");
    if ui.memory(|memory| memory.focused().is_none()) {
        edit.request_focus();
    }
    state.refresh(ctx.workspace.template());
    let groups = state.groups.take();
    if let Some((_, _, groups)) = &groups {
        let count: usize = groups.iter().map(|group| group.rules.len()).sum();
        small_ui(ui, &format!("共 {count} 条"));
        list_ui(ui, state, groups);
    }
    state.groups = groups;
    ui.add_space(8.0);
    if primary_ui(ui, "关闭").clicked() {
        Fate::Closes
    } else {
        Fate::Stays
    }
}

fn list_ui(ui: &mut Ui, state: &mut RulesDialog, groups: &[GroupData]) {
    let height = height_besides(ui, BESIDES).min(560.0);
    ScrollArea::vertical()
        .id_salt("rules")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if groups.is_empty() {
                muted_ui(ui, "没有这样的规则，换一个字词再试");
            }
            for group in groups {
                ui.add_space(6.0);
                let heading = format!("{}　{}", group.name, group.rules.len());
                ui.label(RichText::new(heading).font(theme::bold(15.0)));
                for rule in &group.rules {
                    rule_ui(ui, state, rule);
                }
            }
        });
}

fn rule_ui(ui: &mut Ui, state: &mut RulesDialog, data: &RuleData) {
    let theme = Theme::of(ui);
    let id = data.rule.id;
    let fold = if state.open.contains(id) {
        Fold::Open
    } else {
        Fold::Folded
    };
    let (sign, verb) = fold.sign_and_verb();
    let response = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            match data.severity {
                Some(severity) => {
                    ui.colored_label(mark::color(theme, severity), mark::sign(severity))
                }
                None => ui.colored_label(theme.muted, "–"),
            };
            let text = RichText::new(format!("{} {sign}", data.what)).size(15.0);
            let button = Button::new(text)
                .frame_when_inactive(false)
                .wrap()
                .min_size(egui::vec2(0.0, 28.0));
            let response = ui.add(button);
            focus_ring_ui(ui, &response);
            named(ui, &response, data.what);
            described(ui, &response, &format!("{}，按回车{verb}", data.rating));
            response
        })
        .inner;
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() && !state.open.remove(id) {
        state.open.insert(id);
    }
    if fold == Fold::Open {
        ui.horizontal_top(|ui| {
            ui.add_space(32.0);
            ui.vertical(|ui| {
                let text = RichText::new(&data.rating).size(theme::SMALL);
                ui.add(Label::new(text.color(theme.muted)).wrap());
                docs_ui(ui, &data.rule.docs);
                ui.add_space(6.0);
            });
        });
    }
    if state.wanted == Some(id) {
        response.scroll_to_me(Some(Align::Min));
        response.request_focus();
        state.wanted = None;
    }
}
