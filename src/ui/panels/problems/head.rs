//! The head of the list: how many there are, what is listed, and what can be mended at once.

use egui::{Align, Button, Key, Layout, RichText, TextEdit, Ui};

use super::data::ProblemsData;
use super::filter::Filter;
use crate::app::Action;
use crate::check::Severity;
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{change_ui, described, focus_ring_ui, named};
use crate::ui::widgets::card::small_ui;
use crate::ui::widgets::mark;

/// What became of the filter in this pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Head {
    /// The filter is another one.
    pub(super) is_changed: bool,
    /// Its field has the caret.
    pub(super) is_typed_in: bool,
    /// Where keys lead from its field.
    pub(super) way: Way,
}

/// Where keys lead from the field of the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Way {
    /// Nowhere.
    #[default]
    Stay,
    /// ↓ or Enter: on to the first row.
    Down,
    /// Esc where nothing is typed: back to the form.
    Back,
}

/// Whether the field of the filter is to take the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caret {
    Comes,
    Stays,
}

/// Draws the head.
pub(super) fn head_ui(
    ctx: &UiCtx<'_>,
    ui: &mut Ui,
    data: &ProblemsData,
    filter: &mut Filter,
    caret: Caret,
) -> Head {
    let mut head = Head::default();
    let frame = egui::Frame::NONE.inner_margin(egui::Margin {
        left: 12,
        right: 12,
        top: 8,
        bottom: 6,
    });
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            ui.label(RichText::new("问题").font(theme::bold(theme::BODY)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                small_ui(ui, &told(data, filter));
            });
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (severity, count) in data.counts {
                if severity_ui(ui, filter, severity, count) {
                    filter.toggle(severity);
                    head.is_changed = true;
                }
            }
        });
        text_ui(ctx, ui, filter, caret, &mut head);
        if data.safe > 0 {
            mend_ui(ctx, ui, data.safe);
        }
    });
    ui.separator();
    head
}

/// How many are listed, and how many there are.
fn told(data: &ProblemsData, filter: &Filter) -> String {
    match (data.all, filter.is_on()) {
        (0, false) => String::new(),
        (all, false) => format!("共 {all} 条"),
        (all, true) => format!("列出 {} 条，共 {all} 条", data.shown.len()),
    }
}

/// A count that is also a switch; pressed means listed.
fn severity_ui(ui: &mut Ui, filter: &Filter, severity: Severity, count: usize) -> bool {
    let is_shown = filter.shows(severity);
    let theme = Theme::of(ui);
    let color = if is_shown && count > 0 {
        mark::color(theme, severity)
    } else {
        theme.muted
    };
    let text = RichText::new(format!("{} {count}", mark::sign(severity))).size(theme::SMALL);
    let text = text.color(color);
    let text = if is_shown { text } else { text.strikethrough() };
    ui.spacing_mut().button_padding.x = 8.0;
    let button = Button::new(text)
        .selected(is_shown)
        .min_size(egui::vec2(44.0, 28.0));
    let response = ui.add(button);
    focus_ring_ui(ui, &response);
    let name = severity.label();
    named(ui, &response, &format!("{name} {count} 条"));
    let (state, verb) = if is_shown {
        ("已列出", "不列出")
    } else {
        ("未列出", "列出")
    };
    described(ui, &response, state);
    let tooltip = format!("{name} {count} 条，{state}；点一下{verb}{name}");
    response.on_hover_text(tooltip).clicked()
}

fn text_ui(ctx: &UiCtx<'_>, ui: &mut Ui, filter: &mut Filter, caret: Caret, head: &mut Head) {
    let edit = TextEdit::singleline(&mut filter.text)
        .hint_text(RichText::new("筛选：输入字词").size(theme::SMALL))
        .font(theme::plain(theme::SMALL))
        .char_limit(MAX_CHARS)
        .desired_width(f32::INFINITY);
    let edit = ui.add(edit);
    named(ui, &edit, "筛选问题");
    if caret == Caret::Comes {
        edit.request_focus();
    }
    head.is_typed_in = edit.has_focus();
    head.is_changed |= edit.changed();
    let is_free = !ctx.fields.borrow().composing.is_on();
    let pressed = |key| is_free && ui.input(|input| input.key_pressed(key));
    if edit.lost_focus() && pressed(Key::Escape) {
        if filter.text.is_empty() {
            head.way = Way::Back;
        } else {
            filter.text.clear();
            head.is_changed = true;
            edit.request_focus();
        }
    }
    let is_entered = edit.lost_focus() && pressed(Key::Enter);
    if is_entered || (edit.has_focus() && pressed(Key::ArrowDown)) {
        head.way = Way::Down;
    }
}

/// A filter holds no more than this.
const MAX_CHARS: usize = 100;

/// Leads to the look at all safe fixes.
fn mend_ui(ctx: &UiCtx<'_>, ui: &mut Ui, count: usize) {
    let text = RichText::new(format!("修复 {count} 处格式问题…")).size(theme::SMALL);
    let button = Button::new(text.color(Theme::of(ui).accent)).min_size(egui::vec2(0.0, 28.0));
    let response = change_ui(ctx, ui, |ui| ui.add(button));
    focus_ring_ui(ui, &response);
    if response
        .on_hover_text(Action::LookAtFixes.info().tooltip)
        .clicked()
    {
        ctx.act(Action::LookAtFixes);
    }
}
