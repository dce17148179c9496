//! 全部修复: what all safe fixes together would change, before they are applied as one step.

use egui::Ui;

use super::{Fate, height_besides, set_width};
use crate::app::Command;
use crate::app::command::ReviewCommand;
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::button::{change_ui, focus_first, plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, title_ui};
use crate::ui::widgets::differences::{Heads, differences_ui};

const HEADS: Heads = Heads {
    before: "现在",
    after: "修复以后",
};
/// Title, sentence and buttons, pt.
const BESIDES: f32 = 172.0;

/// Shows the differences, and sends the answer.
pub(super) fn fixes_ui(ctx: &UiCtx<'_>, ui: &mut Ui) -> Fate {
    let Some(fixes) = ctx.workspace.review().fixes() else {
        return Fate::Closes;
    };
    set_width(ui, 640.0);
    title_ui(ui, "一次修复格式问题");
    let words = format!(
        "以下 {} 处只改写法，不改意思；修复后可以一步撤销。",
        fixes.count()
    );
    muted_ui(ui, &words);
    ui.add_space(8.0);
    let height = height_besides(ui, BESIDES).min(320.0);
    differences_ui(ui, "fixes", fixes.differences(), HEADS, height);
    ui.add_space(12.0);
    let mut fate = Fate::Stays;
    ui.horizontal(|ui| {
        let apply = change_ui(ctx, ui, |ui| primary_ui(ui, "全部修复"));
        focus_first(ui, &apply);
        if apply.clicked() {
            ctx.send(Command::Review(ReviewCommand::ApplyFixes));
            fate = Fate::Closes;
        }
        if plain_ui(ui, "取消").clicked() {
            fate = Fate::Closes;
        }
    });
    fate
}
