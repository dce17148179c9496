//! `App`: the frame around workspace, panels and dialogs.
//!
//! `logic` takes in what jobs came to and carries effects out; `ui` only reads and collects
//! wishes, which are done after the panels are drawn.

use egui::{CentralPanel, Frame, Margin, Panel, ViewportCommand};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use super::ctx::{UiCtx, Wish};
use super::dialogs::Dialogs;
use super::fields::{Caret, Fields};
use super::ime::{Composing, CompositionWatch, SteadyXim};
use super::panels::basic::{BasicState, basic_ui};
use super::panels::indicators::{IndicatorsState, indicators_ui};
use super::panels::preview::{PreviewState, preview_ui};
use super::panels::problems::{ProblemsState, problems_ui};
use super::panels::tasks::{TasksState, tasks_ui};
use super::panels::{banner, drop_hint, goals, menu, tabs, totals_bar};
#[cfg(unix)]
use super::signals::EndOfSession;
use super::tab::{Fold, Tab};
use super::theme::{self, Theme};
use super::{launch, looks, shortcuts};
use crate::app::action::Action;
use crate::app::command::{RecoveryCommand, ReviewCommand, VersionsCommand, Watch};
use crate::app::effect::OpenElsewhere;
use crate::app::ops::OpError;
use crate::app::{Command, Effect, Notice, Panel as ProblemsPanel, RowCommand, Workspace};
use crate::app::{Disk, Places};
use crate::edit::build::Direction;
use crate::model::{FieldPath, RowId, Slot};

mod closing;
mod problems;

/// The window's application.
pub struct App {
    workspace: Workspace,
    fields: RefCell<Fields>,
    wishes: RefCell<Vec<Wish>>,
    dialogs: Dialogs,
    view: View,
    /// The title that the window has.
    title: String,
    /// The question about unsaved changes is settled: the next request to close is granted.
    may_close: bool,
    /// The window was asked to close and waits for a file or an answer.
    is_closing: bool,
    /// Keys that came together with others and wait for their turn.
    later: Vec<egui::Event>,
    #[cfg(unix)]
    session: EndOfSession,
}

/// What the window shows of the draft; never stored with it.
#[derive(Default)]
struct View {
    tab: Tab,
    problems_open: Option<bool>,
    /// The width of the list of problems, once it was drawn, pt.
    problems_width: Option<f32>,
    basic: BasicState,
    tasks: TasksState,
    indicators: IndicatorsState,
    preview: PreviewState,
    problems: ProblemsState,
}

/// Windows narrower than this start with the problems folded, pt.
const WIDE: f32 = 1180.0;

impl App {
    /// A window on a workspace of its own, with the input method's plugins installed.
    ///
    /// # Errors
    /// Only where the templates that come with the program are broken.
    pub fn new(
        ctx: &egui::Context,
        disk: Arc<dyn Disk>,
        places: Places,
        system: System,
    ) -> Result<Self, OpError> {
        theme::install(ctx);
        let composing = Composing::default();
        ctx.add_plugin(CompositionWatch::new(composing.clone()));
        if system == System::X11 {
            ctx.add_plugin(SteadyXim::new(composing.clone()));
        }
        let waker = ctx.clone();
        let waker = Arc::new(move || waker.request_repaint());
        let workspace = Workspace::new(disk, places, waker)?;
        let settings = workspace.settings();
        looks::restore(ctx, settings);
        let view = View {
            problems_open: settings.problems.map(|panel| panel == ProblemsPanel::Open),
            ..View::default()
        };
        Ok(Self {
            workspace,
            fields: RefCell::new(Fields {
                composing,
                ..Fields::default()
            }),
            wishes: RefCell::default(),
            dialogs: Dialogs::default(),
            view,
            title: String::new(),
            may_close: false,
            is_closing: false,
            later: Vec::new(),
            #[cfg(unix)]
            session: EndOfSession::default(),
        })
    }

    /// Goes without a question, and without losing anything, when the system ends the session.
    ///
    /// # Errors
    /// The system does not let signals be noticed.
    #[cfg(unix)]
    pub fn end_with_the_session(&mut self, ctx: &egui::Context) -> std::io::Result<()> {
        self.session.watch(ctx)
    }

    /// What the application knows.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Does a command and carries its effects out.
    pub fn run(&mut self, ctx: &egui::Context, command: Command) {
        let typing = matches!(
            command,
            Command::Type { .. }
                | Command::LeaveField
                | Command::Picture { .. }
                | Command::WatchPages(_)
        );
        let before = self.workspace.revision();
        let now = now(ctx);
        let effects = self.workspace.run(command, now);
        if !typing && self.workspace.revision() != before {
            self.fields.borrow_mut().reload();
        }
        self.carry_out(ctx, effects);
    }

    fn carry_out(&mut self, ctx: &egui::Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Focus(path) => self.show(path),
                Effect::Replaced => self.start_over(),
                Effect::CloseWindow => self.close(ctx),
                Effect::Picture {
                    page,
                    hash,
                    milli_px_per_pt,
                    bitmap,
                } => {
                    self.view
                        .preview
                        .take_picture(ctx, page, hash, milli_px_per_pt, &bitmap);
                }
                Effect::AskTemplate => self.dialogs.ask_template(&self.workspace),
                Effect::AskUnsaved(next) => self.dialogs.ask_unsaved(next),
                Effect::AskInUse(path, holder) => self.dialogs.ask_in_use(path, holder),
                Effect::AskOutside => self.dialogs.ask_outside(),
                Effect::ShowRecovery => self.dialogs.show_recovery(),
                Effect::ShowLinks => self.dialogs.show_links(),
                Effect::ShowFixes => self.dialogs.show_fixes(),
                Effect::ShowSubmission => self.dialogs.show_submission(&self.workspace),
                Effect::ShowVersions => self.dialogs.show_versions(),
                Effect::OpenElsewhere(OpenElsewhere(files)) => {
                    if let Err(err) = launch::open_elsewhere(&files) {
                        self.run(ctx, Command::Tell(Notice::not_opened_elsewhere(&err)));
                    }
                }
                Effect::AskReplace(pick, path) => self.dialogs.ask_replace(pick, path),
                Effect::Folder(listing) => self.dialogs.show_folder(listing),
                Effect::PickFile { pick, name, folder } => {
                    self.dialogs.pick_file(pick, name, folder);
                    ctx.request_repaint();
                }
            }
        }
    }

    fn show(&mut self, path: FieldPath) {
        self.open_tab(Tab::of(path.section()));
        let caret = if self.view.problems.keeps_focus() {
            Caret::Stays
        } else {
            Caret::Follows
        };
        self.fields.borrow_mut().show(path, caret);
    }

    fn start_over(&mut self) {
        self.fields.borrow_mut().forget();
        let View {
            tab,
            problems_open,
            problems_width,
            basic,
            ..
        } = self.view;
        self.view = View {
            tab,
            problems_open,
            problems_width,
            basic,
            ..View::default()
        };
        if !self.workspace.import_notes().is_empty() {
            self.dialogs.show_import_notes();
        }
    }

    fn open_tab(&mut self, tab: Tab) {
        let was_preview = self.view.tab == Tab::Preview;
        self.view.tab = tab;
        let watch = match (was_preview, tab == Tab::Preview) {
            (false, true) => Watch::Start,
            (true, false) => Watch::Stop,
            _ => return,
        };
        self.wishes
            .borrow_mut()
            .push(Wish::Do(Command::WatchPages(watch)));
    }

    /// Does what a menu entry or its keys ask for.
    pub fn act(&mut self, ctx: &egui::Context, action: Action) {
        if action.obstacle(&self.workspace).is_some() {
            self.refuse(ctx, action);
            return;
        }
        match action {
            Action::New => self.run(ctx, Command::New),
            Action::Open => self.run(ctx, Command::Open),
            Action::Import => self.run(ctx, Command::Import),
            Action::Save => self.run(ctx, Command::Save),
            Action::SaveAs => self.run(ctx, Command::SaveAs),
            Action::ExportPdf => self.run(ctx, Command::ExportPdf),
            Action::Submit => self.run(ctx, Command::Review(ReviewCommand::Submit)),
            Action::ShowVersions => self.run(ctx, Command::Versions(VersionsCommand::Show)),
            Action::ShowRecovery => self.run(ctx, Command::Recovery(RecoveryCommand::Show)),
            Action::Quit => self.run(ctx, Command::Close),
            Action::Undo => self.run(ctx, Command::Undo),
            Action::Redo => self.run(ctx, Command::Redo),
            Action::RowAdd
            | Action::RowDuplicate
            | Action::RowRemove
            | Action::RowUp
            | Action::RowDown => self.act_on_row(ctx, action),
            Action::ShowBasic => self.open_tab(Tab::Basic),
            Action::ShowGoals => self.open_tab(Tab::Goals),
            Action::ShowTasks => self.open_tab(Tab::Tasks),
            Action::ShowIndicators => self.open_tab(Tab::Indicators),
            Action::ShowPreview => self.open_tab(Tab::Preview),
            Action::ToggleProblems => {
                self.view.problems_open = Some(!self.problems_are_open(ctx));
            }
            Action::NextProblem | Action::PreviousProblem => self.go_to_problem(ctx, action),
            Action::EnterProblems => self.enter_problems(ctx),
            Action::FixProblem => self.fix_problem(ctx),
            Action::LookAtFixes => self.run(ctx, Command::Review(ReviewCommand::LookAtFixes)),
            Action::ShowImportNotes => self.dialogs.show_import_notes(),
            Action::ToggleTheme => toggle_theme(ctx),
            Action::ZoomIn => ctx.set_zoom_factor((ctx.zoom_factor() + looks::ZOOM_STEP).min(2.5)),
            Action::ZoomOut => {
                ctx.set_zoom_factor((ctx.zoom_factor() - looks::ZOOM_STEP).max(0.75));
            }
            Action::ZoomReset => ctx.set_zoom_factor(1.0),
            Action::ShowRules => self.dialogs.show_rules(None),
            Action::ShowShortcuts => self.dialogs.show_shortcuts(),
            Action::ShowAbout => self.dialogs.show_about(),
        }
    }

    /// Keys that would change a draft which is only looked at are answered.
    fn refuse(&mut self, ctx: &egui::Context, action: Action) {
        let why = self.workspace.obstacle_to_changes();
        if why.is_some() && action.obstacle(&self.workspace) == why {
            self.run(ctx, Command::Tell(Notice::read_only()));
        }
    }

    /// The row that the caret is in, where it is on the open tab.
    fn current_row(&self) -> Option<RowId> {
        let fields = self.fields.borrow();
        let path = fields.current.as_ref()?;
        (Tab::of(path.section()) == self.view.tab)
            .then(|| path.row())
            .flatten()
    }

    fn act_on_row(&mut self, ctx: &egui::Context, action: Action) {
        let row = self.current_row();
        let command = match (action, row) {
            (Action::RowAdd, _) => self.addition(row),
            (Action::RowDuplicate, Some(row)) => Some(RowCommand::Duplicate(row)),
            (Action::RowRemove, Some(row)) => Some(RowCommand::Remove(row)),
            (Action::RowUp, Some(row)) => Some(RowCommand::Shift(row, Direction::Up)),
            (Action::RowDown, Some(row)) => Some(RowCommand::Shift(row, Direction::Down)),
            _ => None,
        };
        if let Some(command) = command {
            self.run(ctx, Command::Row(command));
        }
    }

    /// What adding a row means on the open tab.
    fn addition(&self, row: Option<RowId>) -> Option<RowCommand> {
        match (self.view.tab, row) {
            (Tab::Goals, row) => Some(RowCommand::AddGoal(row)),
            (Tab::Tasks, Some(RowId::OtherTask(_))) => Some(RowCommand::AddOtherTask),
            (Tab::Tasks, row) => Some(RowCommand::AddTask(row)),
            (Tab::Indicators, Some(RowId::Indicator(id))) => {
                let slot = self.workspace.draft().indicator(id)?.slot.clone();
                Some(RowCommand::AddIndicator(slot, Some(id)))
            }
            (Tab::Indicators, _) => Some(RowCommand::AddIndicator(self.current_branch()?, None)),
            (Tab::Basic | Tab::Preview, _) => None,
        }
    }

    fn current_branch(&self) -> Option<Slot> {
        match &self.fields.borrow().current {
            Some(FieldPath::Branch(slot)) if !slot.level2.is_empty() => Some(slot.clone()),
            _ => self.workspace.template().slots().next(),
        }
    }

    fn problems_are_open(&self, ctx: &egui::Context) -> bool {
        self.view
            .problems_open
            .unwrap_or_else(|| ctx.content_rect().width() >= WIDE)
    }

    /// The looks of the window are remembered when they change.
    fn remember_looks(&mut self, ctx: &egui::Context) {
        let before = self.workspace.settings();
        let problems = self.view.problems_open.map(|is_open| {
            if is_open {
                ProblemsPanel::Open
            } else {
                ProblemsPanel::Folded
            }
        });
        let looks = looks::now(ctx, before, problems, self.view.problems_width);
        if !looks.looks_like(before) {
            self.run(ctx, Command::RememberView(looks));
        }
    }

    fn keep_title(&mut self, ctx: &egui::Context) {
        let title = self.workspace.title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn take_shortcuts(&mut self, ctx: &egui::Context) {
        let waited = std::mem::take(&mut self.later);
        ctx.input_mut(|input| input.events.splice(0..0, waited).for_each(drop));
        if self.fields.borrow().composing.is_on() || self.dialogs.is_open() {
            return;
        }
        self.view.problems.take_keys(ctx);
        self.later = ctx.input_mut(shortcuts::later);
        if !self.later.is_empty() {
            ctx.request_repaint();
        }
        if let Some(action) = ctx.input_mut(shortcuts::pressed) {
            self.act(ctx, action);
        }
    }

    fn grant_wishes(&mut self, ctx: &egui::Context) {
        loop {
            let wishes = self.wishes.take();
            if wishes.is_empty() {
                break;
            }
            for wish in wishes {
                match wish {
                    Wish::Do(command) => self.run(ctx, command),
                    Wish::Act(action) => self.act(ctx, action),
                    Wish::ShowRule(id) => self.dialogs.show_rules(Some(id)),
                }
            }
            ctx.request_repaint();
        }
    }

    fn panels_ui(&mut self, ui: &mut egui::Ui) {
        let problems_are_open = self.problems_are_open(ui.ctx());
        let ctx = UiCtx::new(&self.workspace, &self.fields, &self.wishes);
        let colors = Theme::of(ui);
        let bar = |fill| Frame::NONE.fill(fill).inner_margin(Margin::ZERO);
        let menu_frame = bar(colors.bg).inner_margin(Margin::symmetric(6, 2));
        Panel::top("menu")
            .frame(menu_frame)
            .show(ui, |ui| menu::menu_ui(&ctx, ui));
        Panel::top("tabs")
            .frame(bar(colors.surface))
            .exact_size(40.0)
            .show(ui, |ui| {
                let fold = if problems_are_open {
                    Fold::Open
                } else {
                    Fold::Folded
                };
                tabs::tabs_ui(&ctx, ui, self.view.tab, fold);
            });
        banner::banner_ui(&ctx, ui);
        // These places are taken first and filled last: Tab goes through the form first.
        let foot = Panel::bottom("totals")
            .frame(bar(colors.sunken))
            .exact_size(32.0)
            .show(ui, room_ui)
            .inner;
        let width = self.workspace.settings().problems_width as f32;
        let beside = problems_are_open.then(|| {
            let panel = Panel::right("problems")
                .frame(bar(colors.surface))
                .default_size(width)
                .size_range(240.0..=480.0)
                .show(ui, room_ui);
            (panel.inner, panel.response.rect.width())
        });
        let ground = match self.view.tab {
            Tab::Indicators => colors.surface,
            _ => colors.bg,
        };
        CentralPanel::default()
            .frame(bar(ground))
            .show(ui, |ui| match self.view.tab {
                Tab::Basic => basic_ui(&ctx, ui, &mut self.view.basic),
                Tab::Goals => goals::goals_ui(&ctx, ui),
                Tab::Tasks => tasks_ui(&ctx, ui, &mut self.view.tasks),
                Tab::Indicators => indicators_ui(&ctx, ui, &mut self.view.indicators),
                Tab::Preview => preview_ui(&ctx, ui, &mut self.view.preview),
            });
        if let Some((room, width)) = beside {
            self.view.problems_width = Some(width);
            let builder = egui::UiBuilder::new().max_rect(room).id_salt("problems");
            ui.scope_builder(builder, |ui| {
                ui.set_clip_rect(room);
                problems_ui(&ctx, ui, &mut self.view.problems);
            });
        }
        ui.scope_builder(egui::UiBuilder::new().max_rect(foot), |ui| {
            totals_bar::totals_bar_ui(&ctx, ui);
        });
        self.dialogs.show(&ctx, ui);
        drop_hint::drop_hint_ui(ui, self.dialogs.reception());
    }

    /// One pass of drawing; [`eframe::App::ui`] without the frame.
    pub fn draw(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.take_shortcuts(&ctx);
        self.dialogs.take_keyboard(&ctx);
        self.panels_ui(ui);
        self.fields.borrow_mut().age();
        self.grant_wishes(&ctx);
    }

    /// What happens between frames; [`eframe::App::logic`] without the frame.
    pub fn think(&mut self, ctx: &egui::Context) {
        let now = now(ctx);
        let effects = self.workspace.poll(now);
        self.carry_out(ctx, effects);
        if let Some(command) = self.dialogs.take_picked() {
            self.run(ctx, command);
        }
        self.heed_the_system(ctx);
        self.guard_closing(ctx);
        self.keep_title(ctx);
        self.remember_looks(ctx);
        if let Some(due) = self.workspace.due_in(now) {
            ctx.request_repaint_after(due);
        }
        self.fade_flash(ctx);
    }

    /// The light of a jump goes out without anybody moving the mouse.
    fn fade_flash(&self, ctx: &egui::Context) {
        let mut fields = self.fields.borrow_mut();
        let time = ctx.input(|input| input.time);
        match fields.flash {
            Some((_, until)) if time < until => {
                ctx.request_repaint_after(Duration::from_secs_f64(until - time));
            }
            _ => fields.flash = None,
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.think(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.dialogs.start_picker(ui.ctx(), frame);
        self.draw(ui);
    }
}

/// Takes all the room there is, to be filled later.
fn room_ui(ui: &mut egui::Ui) -> egui::Rect {
    let room = ui.available_rect_before_wrap();
    ui.allocate_rect(room, egui::Sense::hover());
    room
}

/// The time of the frame: what happens in one frame happens at once.
fn now(ctx: &egui::Context) -> Duration {
    Duration::from_secs_f64(ctx.input(|input| input.time))
}

fn toggle_theme(ctx: &egui::Context) {
    let dark = ctx.theme() == egui::Theme::Dark;
    ctx.set_theme(if dark {
        egui::Theme::Light
    } else {
        egui::Theme::Dark
    });
}

/// The window system, as far as input methods differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// X11, with XIM.
    X11,
    /// Any other.
    Other,
}
