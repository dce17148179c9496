//! What the system asks of the window: to close, to go with the session, to open what was dropped.

use egui::ViewportCommand;

use super::App;
use crate::app::Command;
use crate::app::notice::Weight;
use crate::app::workspace::SaveState;

impl App {
    pub(super) fn close(&mut self, ctx: &egui::Context) {
        self.may_close = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Close is granted once nothing can be lost, no file is being read or written, and locks
    /// are given back.
    pub(super) fn guard_closing(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        let is_granted = self.may_close && !self.workspace.is_busy();
        if asked && !is_granted {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            if self.workspace.is_modified() {
                // The question has to be seen.
                ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
                ctx.send_viewport_cmd(ViewportCommand::Focus);
            }
            self.is_closing = true;
        }
        if self.is_closing && !self.waits_for_files() {
            self.is_closing = false;
            self.go_on_closing(ctx);
        }
    }

    /// A save that is under way may settle what would be asked; other work does not keep the
    /// question back.
    fn waits_for_files(&self) -> bool {
        let asks = !self.may_close && self.workspace.is_modified();
        match self.workspace.save_state() {
            SaveState::Saving => true,
            _ => self.workspace.is_busy() && !asks,
        }
    }

    /// What failed in the meantime is told; it keeps the window open.
    fn go_on_closing(&mut self, ctx: &egui::Context) {
        let failed = self
            .workspace
            .notice()
            .is_some_and(|notice| notice.weight == Weight::Failure);
        if failed {
            self.may_close = false;
        } else if self.may_close {
            self.close(ctx);
        } else {
            self.run(ctx, Command::Close);
        }
    }

    /// What the system tells the window: the session ends, the focus came, files were dropped.
    pub(super) fn heed_the_system(&mut self, ctx: &egui::Context) {
        #[cfg(unix)]
        if self.session.take() {
            self.run(ctx, Command::EndSession);
        }
        let (has_come, dropped) = ctx.input(|input| {
            let has_come = input.events.contains(&egui::Event::WindowFocused(true));
            let files = input.raw.dropped_files.iter();
            let files: Vec<_> = files.map(|file| file.path().to_owned()).collect();
            (has_come, files)
        });
        if has_come {
            self.run(ctx, Command::LookOutside);
        }
        if !dropped.is_empty() {
            self.run(ctx, self.dialogs.reception().command(dropped));
        }
    }
}
