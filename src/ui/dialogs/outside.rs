//! Somebody else changed the file of the open draft: what differs, and what becomes of it.

use egui::Ui;

use super::{Fate, height_besides, set_width, short_name};
use crate::app::Command;
use crate::app::command::OutsideAnswer;
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::button::{focus_first, plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, title_ui};
use crate::ui::widgets::differences::{Heads, differences_ui};

const HEADS: Heads = Heads {
    before: "窗口里的内容",
    after: "文件里的内容",
};
/// Title, sentence and buttons, pt.
const BESIDES: f32 = 172.0;

/// Shows the differences, and sends the answer.
pub(super) fn outside_ui(ctx: &UiCtx<'_>, ui: &mut Ui) -> Fate {
    let Some(change) = ctx.workspace.outside() else {
        return Fate::Closes;
    };
    set_width(ui, 640.0);
    title_ui(ui, "文件被别人改过");
    let advice = if ctx.workspace.is_modified() {
        "窗口里还有没有保存的修改，请对比后决定。"
    } else {
        "窗口里没有未保存的修改，一般载入即可。"
    };
    let name = short_name(&change.path);
    let words = muted_ui(ui, &format!("“{name}”在您打开之后被改动了。{advice}"));
    words.on_hover_text(change.path.display().to_string());
    ui.add_space(8.0);
    let height = height_besides(ui, BESIDES).min(320.0);
    differences_ui(ui, "outside", &change.differences, HEADS, height);
    ui.add_space(12.0);
    let answer = buttons_ui(ctx, ui);
    match answer {
        Some(answer) => {
            ctx.send(Command::Outside(answer));
            Fate::Closes
        }
        None => Fate::Stays,
    }
}

fn buttons_ui(ctx: &UiCtx<'_>, ui: &mut Ui) -> Option<OutsideAnswer> {
    let mut answer = None;
    let mut offer = |clicked: bool, what| {
        if clicked {
            answer = Some(what);
        }
    };
    ui.horizontal(|ui| {
        let load = primary_ui(ui, "载入");
        focus_first(ui, &load);
        let load = load.on_hover_text("换成文件里的内容；可以撤销");
        offer(load.clicked(), OutsideAnswer::Load);
        if ctx.workspace.holder().is_none() {
            let save = plain_ui(ui, "用窗口里的覆盖");
            let save = save.on_hover_text("文件里的内容会留在历史版本中");
            offer(save.clicked(), OutsideAnswer::Overwrite);
        }
        offer(plain_ui(ui, "另存为…").clicked(), OutsideAnswer::SaveAs);
        offer(plain_ui(ui, "以后再说").clicked(), OutsideAnswer::Later);
    });
    answer
}
