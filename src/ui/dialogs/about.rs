//! 关于: version, licence, fonts.

use egui::Ui;

use super::Fate;
use crate::ui::widgets::button::primary_ui;
use crate::ui::widgets::card::{muted_ui, small_ui, title_ui};

/// Says what this program is.
pub(super) fn about_ui(ui: &mut Ui) -> Fate {
    ui.set_width(440.0);
    title_ui(ui, "目标表编辑器");
    muted_ui(ui, &format!("版本 {}", env!("CARGO_PKG_VERSION")));
    muted_ui(
        ui,
        "离线填写、检查和打印部门整体预算绩效目标表。程序不连接网络，您的内容只保存在您选择的文件里",
    );
    small_ui(
        ui,
        "许可：MIT 或 Apache-2.0；字体按 SIL OFL 1.1 许可，取自 Noto CJK",
    );
    ui.add_space(12.0);
    if primary_ui(ui, "关闭").clicked() {
        Fate::Closes
    } else {
        Fate::Stays
    }
}
