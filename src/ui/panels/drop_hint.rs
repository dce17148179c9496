//! What is said while files are dragged over the window, and what becomes of them there.

use egui::{Align2, Area, CornerRadius, Frame, Id, Margin, Order, RichText, Ui, Vec2};
use std::path::PathBuf;

use crate::app::{Command, Notice};
use crate::ui::theme::{self, Theme};

/// Whether files that are dropped are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reception {
    /// They are.
    Welcome,
    /// The window waits for an answer: a file that came after it would be a surprise.
    Busy,
}

impl Reception {
    fn words(self) -> &'static str {
        match self {
            Self::Welcome => "松开鼠标打开",
            Self::Busy => "请先回答窗口里的问题，再把文件拖进来",
        }
    }

    /// What becomes of dropped files; those that are not opened are not lost without a word.
    pub fn command(self, files: Vec<PathBuf>) -> Command {
        match self {
            Self::Welcome => Command::Dropped(files),
            Self::Busy => Command::Tell(Notice::not_dropped()),
        }
    }
}

/// Lies over the window as long as files are dragged over it.
pub fn drop_hint_ui(ui: &Ui, reception: Reception) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let theme = Theme::of(ui);
    let line = match reception {
        Reception::Welcome => theme.accent,
        Reception::Busy => theme.warning,
    };
    let window = ui.ctx().content_rect();
    let area = Area::new(Id::unique("drop hint")).order(Order::Tooltip);
    area.anchor(Align2::CENTER_CENTER, Vec2::ZERO)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            let edge = window.shrink(4.0);
            ui.painter().rect_stroke(
                edge,
                CornerRadius::same(theme::CARD_RADIUS),
                egui::Stroke::new(3.0, line),
                egui::StrokeKind::Inside,
            );
            Frame::NONE
                .fill(theme.surface)
                .stroke(egui::Stroke::new(1.0, line))
                .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
                .inner_margin(Margin::symmetric(32, 20))
                .shadow(ui.visuals().popup_shadow)
                .show(ui, |ui| {
                    let words = RichText::new(reception.words());
                    ui.label(words.font(theme::bold(theme::TITLE)));
                });
        });
}
