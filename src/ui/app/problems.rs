//! Keys between the form and the list of problems.

use super::App;
use crate::app::action::Action;
use crate::app::{Command, Notice};
use crate::edit::build::Direction;

impl App {
    /// To the next or the previous finding of the list.
    pub(super) fn go_to_problem(&mut self, ctx: &egui::Context, action: Action) {
        let current = self.fields.borrow().current.clone();
        let step = if action == Action::NextProblem {
            Direction::Down
        } else {
            Direction::Up
        };
        let problems = &mut self.view.problems;
        let path = problems.neighbour(&self.workspace, current.as_ref(), step);
        if let Some(path) = path {
            self.run(ctx, Command::GoTo(path));
        }
    }

    /// From the form to the list of problems, and back.
    pub(super) fn enter_problems(&mut self, ctx: &egui::Context) {
        if self.view.problems.has_focus() {
            self.view.problems.go_back();
        } else {
            self.view.problems_open = Some(true);
            let current = self.fields.borrow().current.clone();
            self.view.problems.enter(ctx, current);
        }
        ctx.request_repaint();
    }

    /// Applies the first fix of the problem that the focus is at, in the list or in the form.
    pub(super) fn fix_problem(&mut self, ctx: &egui::Context) {
        if self.view.problems.has_focus() {
            self.view.problems.fix_here();
            return;
        }
        let current = self.fields.borrow().current.clone();
        let found = current.and_then(|path| {
            let mut here = self.workspace.report().at(&path).iter();
            here.find(|found| !found.fixes.is_empty())
        });
        let command = match found {
            Some(found) => Command::ApplyFix {
                revision: self.workspace.revision(),
                rule: found.rule.id,
                path: found.path.clone(),
                nth: 0,
            },
            None => Command::Tell(Notice::info("光标所在的地方没有可以直接修复的问题")),
        };
        self.run(ctx, command);
    }
}
