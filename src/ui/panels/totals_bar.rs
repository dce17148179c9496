//! The bar at the foot: sums, counts and the saved state, always visible and always true.

use egui::text::LayoutJob;
use egui::{
    Button, Color32, Frame, Popup, PopupCloseBehavior, RectAlign, Response, RichText, ScrollArea,
    TextFormat, Ui, vec2,
};

use crate::app::action::Action;
use crate::app::workspace::SaveState;
use crate::app::{Command, Workspace};
use crate::base::amount::Amount;
use crate::model::totals::{GapKind, Sum};
use crate::ui::ctx::UiCtx;
use crate::ui::panels::bridge::{BridgeData, statements_ui};
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{described, focus_ring_ui};

/// Over the saved state.
const VERSIONS_TOOLTIP: &str = "打开历史版本：以前保存过的内容可以找回";

/// Over the sums.
const BRIDGE_TOOLTIP: &str = "看这些数是怎么来的";
/// The widest 资金桥 over the bar, pt.
const BRIDGE_WIDTH: f32 = 660.0;

/// What the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsData {
    /// 支出合计, 万元.
    pub expenditure: String,
    /// 收入合计, 万元.
    pub income: String,
    /// 差额, 万元, with its explanation.
    pub gap: String,
    /// Whether the difference is in order.
    pub gap_is_fine: bool,
    /// 任务合计 in 元 and 万元.
    pub tasks: String,
    /// Indicators, and how many can be measured.
    pub indicators: String,
    /// The saved state.
    pub saved: String,
    /// Nothing would be lost now.
    pub is_saved: bool,
}

impl TotalsData {
    /// The bar of the present state.
    pub fn new(workspace: &Workspace) -> Self {
        let totals = workspace.totals();
        let nothing_to_compare = totals.expenditure.is_blank() && totals.income.is_blank();
        let (gap, gap_is_fine) = if nothing_to_compare {
            ("未填".to_owned(), true)
        } else {
            gap(totals.gap, totals.gap_kind)
        };
        let tasks_yuan = totals.tasks_yuan().grouped();
        let tasks_wan = totals.tasks_wan().grouped_exact();
        let (saved, is_saved) = saved(&workspace.save_state());
        Self {
            expenditure: sum(totals.expenditure),
            income: sum(totals.income),
            gap,
            gap_is_fine,
            tasks: format!(
                "{tasks_yuan} 元 = {tasks_wan} 万元{}",
                missing(totals.tasks)
            ),
            indicators: format!("{}（可衡量 {}）", totals.indicators, totals.quantitative),
            saved,
            is_saved,
        }
    }
}

fn sum(sum: Sum) -> String {
    if sum.is_blank() {
        return "未填".to_owned();
    }
    format!("{}{}", sum.amount.grouped(), missing(sum))
}

/// A sum that leaves something out says so.
fn missing(sum: Sum) -> &'static str {
    if sum.unread > 0 {
        " 有未识别金额"
    } else if sum.blank > 0 {
        " 含未填项"
    } else {
        ""
    }
}

fn gap(gap: Amount, kind: GapKind) -> (String, bool) {
    match kind {
        GapKind::None => ("平衡".to_owned(), true),
        GapKind::Rounding => (format!("{} 四舍五入", gap.grouped_exact()), true),
        GapKind::Small | GapKind::Large => (gap.grouped_exact(), false),
    }
}

fn saved(state: &SaveState) -> (String, bool) {
    match state {
        SaveState::Blank => ("新表".to_owned(), true),
        SaveState::NeverSaved => ("尚未保存".to_owned(), false),
        SaveState::Modified => ("有未保存的修改".to_owned(), false),
        SaveState::Saving => ("正在保存…".to_owned(), false),
        SaveState::Saved(Some(at)) => (format!("已保存 {at}"), true),
        SaveState::Saved(None) => ("已保存".to_owned(), true),
    }
}

/// Draws the bar.
pub fn totals_bar_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let data = TotalsData::new(ctx.workspace);
    let theme = Theme::of(ui);
    ui.horizontal_centered(|ui| {
        ui.add_space(theme::GAP);
        let sums = sums_ui(ui, &data);
        bridge_popup_ui(ctx, &sums);
        ui.separator();
        figure_ui(ui, "指标", &data.indicators, theme.text);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(theme::GAP);
            let color = if data.is_saved {
                theme.ok
            } else {
                theme.warning
            };
            let text = RichText::new(&data.saved).size(theme::SMALL).color(color);
            let button = Button::new(text).frame_when_inactive(false);
            let button = ui.add(button.min_size(vec2(28.0, 28.0)));
            focus_ring_ui(ui, &button);
            let button = button.on_hover_text(VERSIONS_TOOLTIP);
            if button.clicked() {
                ctx.act(Action::ShowVersions);
            }
        });
    });
}

/// The sums of money: one button that opens the 资金桥.
fn sums_ui(ui: &mut Ui, data: &TotalsData) -> Response {
    let theme = Theme::of(ui);
    let gap_color = if data.gap_is_fine {
        theme.ok
    } else {
        theme.warning
    };
    let mut job = LayoutJob::default();
    let mut write = |text: &str, before: f32, color: Color32| {
        let font = theme::plain(theme::SMALL);
        job.append(text, before, TextFormat::simple(font, color));
    };
    for (name, figure, before, color) in [
        ("支出 ", &data.expenditure, 0.0, theme.text),
        ("收入 ", &data.income, 16.0, theme.text),
        ("差额 ", &data.gap, 16.0, gap_color),
        ("任务 ", &data.tasks, 24.0, theme.text),
    ] {
        write(name, before, theme.muted);
        write(figure, 0.0, color);
    }
    ui.spacing_mut().button_padding.x = 6.0;
    let button = Button::new(job).frame_when_inactive(false);
    let button = ui.add(button.min_size(vec2(28.0, 28.0)));
    focus_ring_ui(ui, &button);
    described(ui, &button, BRIDGE_TOOLTIP);
    button.on_hover_text(BRIDGE_TOOLTIP)
}

/// The 资金桥 over the bar; Esc closes it and gives the keyboard back to the button.
fn bridge_popup_ui(ctx: &UiCtx<'_>, sums: &Response) {
    let popup = Popup::from_toggle_button_response(sums)
        .align(RectAlign::TOP_START)
        .gap(6.0)
        .frame(Frame::popup(&sums.ctx.global_style()).inner_margin(12.0))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("资金桥");
    let id = popup.get_id();
    let was_open = popup.is_open();
    let screen = sums.ctx.content_rect().size();
    popup.show(|ui| {
        ui.set_width(BRIDGE_WIDTH.min(screen.x - 48.0));
        ui.set_max_height(screen.y - 120.0);
        let rows = ScrollArea::vertical();
        let clicked = rows.show(ui, |ui| {
            let data = BridgeData::new(ctx.workspace);
            statements_ui(ui, &data, theme::SMALL)
        });
        if let Some(path) = clicked.inner {
            ctx.send(Command::GoTo(path));
            ui.close();
        }
    });
    let is_escaped = sums.ctx.input(|input| input.key_pressed(egui::Key::Escape));
    if was_open && is_escaped && !Popup::is_id_open(&sums.ctx, id) {
        sums.request_focus();
    }
}

fn figure_ui(ui: &mut Ui, name: &str, figure: &str, color: Color32) {
    ui.spacing_mut().item_spacing.x = 6.0;
    ui.label(
        RichText::new(name)
            .size(theme::SMALL)
            .color(Theme::of(ui).muted),
    );
    ui.label(RichText::new(figure).size(theme::SMALL).color(color));
    ui.add_space(6.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::amount::Amount;

    #[test]
    fn a_difference_of_rounding_says_so() {
        let cent = Amount::parse("0.01").unwrap();
        assert_eq!(
            gap(cent, GapKind::Rounding),
            ("0.01 四舍五入".to_owned(), true)
        );
        assert_eq!(gap(cent, GapKind::Large), ("0.01".to_owned(), false));
        assert_eq!(gap(Amount::ZERO, GapKind::None), ("平衡".to_owned(), true));
    }

    #[test]
    fn a_sum_that_leaves_something_out_says_so() {
        let whole = Sum {
            amount: Amount::ZERO,
            read: 1,
            blank: 0,
            unread: 0,
        };
        assert_eq!(sum(whole), "0.00");
        assert_eq!(sum(Sum::default()), "未填");
        assert_eq!(sum(Sum { blank: 1, ..whole }), "0.00 含未填项");
        assert_eq!(
            sum(Sum {
                blank: 1,
                unread: 1,
                ..whole
            }),
            "0.00 有未识别金额"
        );
    }
}
