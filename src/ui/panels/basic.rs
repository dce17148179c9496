//! 基本信息: department, year, counts, and the budget in the two columns of the printed form.

use egui::{Align, Layout, RichText, Ui, vec2};

use crate::app::Workspace;
use crate::base::amount::Amount;
use crate::model::totals::{GapKind, Sum};
use crate::model::{BudgetLine, FieldPath};
use crate::ui::ctx::UiCtx;
use crate::ui::panels::bridge::bridge_block_ui;
use crate::ui::tab::Fold;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::card::{card_ui, column_ui, title_ui};
use crate::ui::widgets::mark;
use crate::ui::widgets::text_field::{Kind, Look, field_ui};

/// Width of an amount field, pt.
const AMOUNT: f32 = 150.0;
/// Width of a count field, pt.
const COUNT: f32 = 90.0;

/// A group of the budget: its heading, its lines and its sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupData {
    /// The heading, as printed.
    pub heading: String,
    /// The lines with their labels.
    pub lines: Vec<(BudgetLine, String)>,
    /// What the sum is called.
    pub sum_label: &'static str,
    /// The sum.
    pub sum: String,
    /// What is missing in it.
    pub missing: &'static str,
}

/// The four groups, in reading order: left and right above, left and right below.
pub fn groups(workspace: &Workspace) -> [GroupData; 4] {
    let (template, totals) = (workspace.template(), workspace.totals());
    let labels = &template.labels;
    let group = |heading: &str, lines: [BudgetLine; 2], sum_label, sum: Sum| GroupData {
        heading: heading.to_owned(),
        lines: lines
            .iter()
            .map(|line| (*line, template.line_label(*line).to_owned()))
            .collect(),
        sum_label,
        sum: sum.amount.grouped(),
        missing: if sum.is_complete() || sum.is_blank() {
            ""
        } else {
            "含未填项"
        },
    };
    [
        group(
            &labels.expenditure,
            [BudgetLine::Basic, BudgetLine::Project],
            "小计",
            totals.department_expenditure,
        ),
        group(
            &labels.income,
            [BudgetLine::Fiscal, BudgetLine::OtherIncome],
            "合计",
            totals.income,
        ),
        group(
            &labels.development,
            [BudgetLine::Special, BudgetLine::OtherDevelopment],
            "小计",
            totals.development,
        ),
        group(
            &labels.levels,
            [BudgetLine::CityLevel, BudgetLine::Transfer],
            "合计",
            totals.levels,
        ),
    ]
}

/// What is unfolded.
///
/// The 资金桥 begins folded, whatever it says, and never unfolds by itself: half-typed amounts do
/// not meet, and nothing may move under the hands of the person who types them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BasicState {
    bridge: Fold,
}

impl Default for BasicState {
    fn default() -> Self {
        Self {
            bridge: Fold::Folded,
        }
    }
}

/// Draws the panel.
pub fn basic_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut BasicState) {
    column_ui(ui, "basic", |ui| {
        card_ui(ui, |ui| identity_ui(ctx, ui));
        ui.add_space(theme::GAP);
        card_ui(ui, |ui| budget_ui(ctx, ui));
        ui.add_space(theme::GAP);
        card_ui(ui, |ui| bridge_block_ui(ctx, ui, &mut state.bridge));
    });
}

fn identity_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let labels = &ctx.workspace.template().labels;
    ui.horizontal(|ui| {
        let year_room = COUNT + label_width(ui, "年度") + 2.0 * theme::GAP;
        let width = ui.available_width() - label_width(ui, &labels.department) - year_room;
        let look = Look::new(Kind::Line, width, &labels.department).placeholder("单位全称");
        labelled_ui(ctx, ui, &labels.department, &FieldPath::Department, &look);
        ui.add_space(theme::GAP);
        let look = Look::new(Kind::Count, COUNT, "年度");
        labelled_ui(ctx, ui, "年度", &FieldPath::Year, &look);
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let look = Look::new(Kind::Count, COUNT, &labels.staff);
        labelled_ui(ctx, ui, &labels.staff, &FieldPath::Staff, &look);
        ui.label("人");
        ui.add_space(24.0);
        let look = Look::new(Kind::Count, COUNT, &labels.subunits);
        labelled_ui(ctx, ui, &labels.subunits, &FieldPath::Subunits, &look);
        ui.label("个");
    });
}

/// Room that a label takes, with its gap.
fn label_width(ui: &Ui, label: &str) -> f32 {
    let galley = ui.painter().layout_no_wrap(
        label.to_owned(),
        theme::plain(theme::BODY),
        egui::Color32::PLACEHOLDER,
    );
    galley.size().x + ui.spacing().item_spacing.x
}

fn labelled_ui(ctx: &UiCtx<'_>, ui: &mut Ui, label: &str, path: &FieldPath, look: &Look<'_>) {
    let label = ui.label(label);
    field_ui(ctx, ui, path, look).labelled_by(label.id);
}

fn budget_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let template = ctx.workspace.template();
    ui.horizontal(|ui| {
        title_ui(ui, &template.labels.budget);
        let unit = RichText::new("单位：万元")
            .size(theme::SMALL)
            .color(Theme::of(ui).muted);
        let response = ui.label(unit);
        ctx.anchor_ui(ui, &FieldPath::BudgetBlock, &response);
        mark::worst_ui(ui, ctx.workspace.report().at(&FieldPath::BudgetBlock));
    });
    ui.add_space(4.0);
    let [expenditure, income, development, levels] = groups(ctx.workspace);
    pair_ui(ctx, ui, &expenditure, &income);
    ui.add_space(4.0);
    pair_ui(ctx, ui, &development, &levels);
    ui.separator();
    balance_ui(ctx, ui);
}

fn pair_ui(ctx: &UiCtx<'_>, ui: &mut Ui, left: &GroupData, right: &GroupData) {
    ui.columns(2, |columns| {
        if let [first, second] = columns {
            group_ui(ctx, first, left);
            group_ui(ctx, second, right);
        }
    });
}

fn group_ui(ctx: &UiCtx<'_>, ui: &mut Ui, group: &GroupData) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.label(RichText::new(&group.heading).font(theme::bold(theme::BODY)));
    for (line, label) in &group.lines {
        let path = FieldPath::Budget(*line);
        line_ui(ui, label, |ui| {
            let look = Look::new(Kind::Amount, AMOUNT, label).placeholder("未填");
            field_ui(ctx, ui, &path, &look)
        });
    }
    line_ui(ui, "", |ui| {
        sum_ui(ui, group.sum_label, &group.sum, group.missing)
    });
}

/// A label at the left, an amount at the right edge of the group.
fn line_ui(ui: &mut Ui, label: &str, amount: impl FnOnce(&mut Ui) -> egui::Response) {
    let size = vec2(ui.available_width(), theme::CONTROL);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(12.0);
        let label = ui.label(label);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(16.0);
            amount(ui).labelled_by(label.id);
        });
    });
}

/// A sum in text, its digits under those of the fields.
fn sum_ui(ui: &mut Ui, label: &str, sum: &str, missing: &str) -> egui::Response {
    let theme = Theme::of(ui);
    ui.add_space(9.0);
    let response = ui.label(RichText::new(sum).font(theme::bold(theme::BODY)));
    ui.add_space(theme::GAP);
    ui.label(RichText::new(label).color(theme.muted));
    if !missing.is_empty() {
        ui.label(RichText::new(missing).size(theme::SMALL).color(theme.muted));
    }
    response
}

fn balance_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let totals = ctx.workspace.totals();
    let theme = Theme::of(ui);
    if totals.expenditure.is_blank() && totals.income.is_blank() {
        ui.label(RichText::new("填写金额后，这里核对支出合计和收入合计").color(theme.muted));
        return;
    }
    let (gap, color) = balance_words(totals.gap, totals.gap_kind, theme);
    ui.horizontal(|ui| {
        ui.label(RichText::new("支出合计").color(theme.muted));
        ui.label(RichText::new(totals.expenditure.amount.grouped()).font(theme::bold(theme::BODY)));
        ui.add_space(16.0);
        ui.label(RichText::new("收入合计").color(theme.muted));
        ui.label(RichText::new(totals.income.amount.grouped()).font(theme::bold(theme::BODY)));
        ui.add_space(16.0);
        ui.label(RichText::new(gap).color(color));
    });
}

fn balance_words(gap: Amount, kind: GapKind, theme: &Theme) -> (String, egui::Color32) {
    let gap = gap.grouped_exact();
    match kind {
        GapKind::None => ("收支平衡".to_owned(), theme.ok),
        GapKind::Rounding => (format!("差额 {gap}（四舍五入）"), theme.ok),
        GapKind::Small => (format!("差额 {gap}，请核对尾数"), theme.warning),
        GapKind::Large => (format!("差额 {gap}，请核对"), theme.warning),
    }
}
