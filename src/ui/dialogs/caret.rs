//! The caret while dialogs lie over the form: it comes back to where it was.

use egui::{Id, Ui};

use crate::ui::ctx::UiCtx;
use crate::ui::widgets::text_field::field_id;

/// Whether dialogs lie over the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// None does.
    Bare,
    /// At least one does.
    Covered,
}

/// Where the caret was before the first dialog came.
#[derive(Debug, Default)]
pub(super) struct Caret {
    before: Option<Id>,
    /// Whether dialogs lay over the form in the last pass.
    last: Option<Cover>,
}

impl Caret {
    /// Once a pass: takes down where the caret is, and puts it back after the last dialog.
    pub(super) fn follow(&mut self, ctx: &UiCtx<'_>, ui: &Ui, cover: Cover) {
        let last = self.last.replace(cover);
        if cover == Cover::Covered {
            return;
        }
        if last == Some(Cover::Covered) {
            self.give_back(ctx, ui);
        }
        self.before = ui.memory(egui::Memory::focused);
    }

    /// A jump goes before; what is not drawn any more gets nothing.
    fn give_back(&self, ctx: &UiCtx<'_>, ui: &Ui) {
        let fields = ctx.fields.borrow();
        if fields.target.is_some() {
            return;
        }
        // A menu takes the caret away from the field that it is for.
        let current = fields.current.as_ref().map(field_id);
        let is_in_view = |id: &Id| {
            let drawn = ui.ctx().read_response(*id);
            drawn.is_some_and(|drawn| ui.ctx().content_rect().contains_rect(drawn.interact_rect))
        };
        if let Some(id) = self.before.or(current).filter(is_in_view) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }
}
