//! `UiCtx`: what panels receive: the workspace to read, a way to send commands, the fields.

use std::cell::RefCell;

use super::fields::Fields;
use crate::app::action::Action;
use crate::app::{Command, Workspace};
use crate::model::FieldPath;

/// Handed to every panel and widget; gives no way to change the draft.
#[derive(Debug)]
pub struct UiCtx<'a> {
    /// Everything the application knows.
    pub workspace: &'a Workspace,
    /// The field being typed in, and the field to go to.
    pub fields: &'a RefCell<Fields>,
    outbox: &'a RefCell<Vec<Wish>>,
}

/// What a panel asks for; done after the pass.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Something for the workspace.
    Do(Command),
    /// An entry of a menu.
    Act(Action),
    /// A rule among all rules, by its id.
    ShowRule(&'static str),
}

impl<'a> UiCtx<'a> {
    /// A context for one pass.
    pub fn new(
        workspace: &'a Workspace,
        fields: &'a RefCell<Fields>,
        outbox: &'a RefCell<Vec<Wish>>,
    ) -> Self {
        Self {
            workspace,
            fields,
            outbox,
        }
    }

    /// Asks for something; it is done after the pass, in the order asked.
    pub fn send(&self, command: Command) {
        self.outbox.borrow_mut().push(Wish::Do(command));
    }

    /// Asks for something, where there is something to ask for.
    pub fn send_all(&self, commands: impl IntoIterator<Item = Command>) {
        commands.into_iter().for_each(|command| self.send(command));
    }

    /// Asks for the help on a rule.
    pub fn show_rule(&self, id: &'static str) {
        self.outbox.borrow_mut().push(Wish::ShowRule(id));
    }

    /// Asks for what a menu entry does.
    pub fn act(&self, action: Action) {
        self.outbox.borrow_mut().push(Wish::Act(action));
    }

    /// Scrolls a list or a branch into view where it is what was jumped to.
    pub fn anchor_ui(&self, ui: &egui::Ui, path: &FieldPath, response: &egui::Response) {
        if self.is_target(path) {
            response.scroll_to_me(Some(egui::Align::Center));
            self.fields.borrow_mut().target = None;
            ui.ctx().request_repaint();
        }
    }

    /// The field that was just jumped to and has to be scrolled into view.
    pub fn is_target(&self, path: &FieldPath) -> bool {
        self.fields.borrow().target.as_ref() == Some(path)
    }
}
