//! The one way to place a field of the draft: text, paragraphs, amounts and counts.
//!
//! Every key becomes a command at once, except while an input method composes. The widget's id is
//! made of the field's address, so that moving rows cannot shift focus or text.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditOutput;
use egui::{
    Align, Align2, CornerRadius, Frame, Id, Margin, Response, Stroke, TextBuffer, TextEdit, Ui,
    vec2,
};

use super::button::named;
use super::mark;
use crate::app::Command;
use crate::app::read;
use crate::check::Diagnostic;
use crate::model::{Entry, FieldPath};
use crate::ui::ctx::UiCtx;
use crate::ui::fields::{Caret, FieldBuffer};
use crate::ui::theme::{self, Theme};

/// What is typed in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line; Enter goes to the next field.
    Line,
    /// Several lines, with this many shown at least.
    Paragraphs(usize),
    /// An amount: right-aligned, formatted when left.
    Amount,
    /// A whole number: right-aligned.
    Count,
}

/// How a field looks at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// A field of a form.
    Always,
    /// A cell of a list: the border appears under the pointer and with the focus.
    WhenNear,
}

/// How to draw a field.
#[derive(Debug, Clone)]
pub struct Look<'a> {
    /// What is typed in it.
    pub kind: Kind,
    /// Width in pt.
    pub width: f32,
    /// Its name for screen readers and tests, the row included.
    pub name: &'a str,
    /// What stands in it while it is blank.
    pub placeholder: &'a str,
    /// Whether it has a border at rest.
    pub border: Border,
    /// Bold text, for names of rows.
    pub bold: bool,
}

impl<'a> Look<'a> {
    /// A bordered field.
    pub fn new(kind: Kind, width: f32, name: &'a str) -> Self {
        Self {
            kind,
            width,
            name,
            placeholder: "",
            border: Border::Always,
            bold: false,
        }
    }

    /// What stands in it while it is blank.
    #[must_use]
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// A cell of a list.
    #[must_use]
    pub fn cell(mut self) -> Self {
        self.border = Border::WhenNear;
        self
    }

    /// In bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }
}

/// A field holds no more than this, as its file does.
const MAX_CHARS: usize = 20_000;
/// A field is lit this long after a jump, in seconds.
const FLASH_SECS: f64 = 1.2;

/// The id of the widget of a field.
pub fn field_id(path: &FieldPath) -> Id {
    Id::unique(("field", path))
}

/// Draws a field of the draft and sends what is typed.
pub fn field_ui(ctx: &UiCtx<'_>, ui: &mut Ui, path: &FieldPath, look: &Look<'_>) -> Response {
    let id = field_id(path);
    go_to_target(ctx, ui, path, id);
    let mut typed = shown_text(ctx, ui, path, id);
    let found = ctx.workspace.report().worst_at(path);
    let frame = frame(ctx, ui, path, id, look, found);
    let output = if ctx.workspace.holder().is_some() {
        // Can be selected and copied, and takes no letter.
        edit(ui, id, &mut typed.as_str(), look, frame)
            .text_color(Theme::of(ui).muted)
            .show(ui)
    } else {
        edit(ui, id, &mut typed, look, frame).show(ui)
    };
    let response = output.response.response.clone();
    let is_clipped = look.kind == Kind::Line && output.galley.size().x > response.rect.width();
    let whole = is_clipped.then(|| output.galley.text().to_owned());
    paint_finding(ui, &response, look.kind, found);
    name_it(ctx, ui, &response, look, found);
    take_events(ctx, ui, path, look.kind, typed, output);
    scroll_to_target(ctx, ui, path, &response);
    let whole = whole.filter(|_| !response.has_focus());
    let response = with_findings(ctx, path, response);
    match whole {
        Some(whole) => response.on_hover_text(whole),
        None => response,
    }
}

/// A jump asks for the focus one frame before the field reports it.
fn go_to_target(ctx: &UiCtx<'_>, ui: &Ui, path: &FieldPath, id: Id) {
    if ctx.is_target(path) && ctx.fields.borrow().caret == Caret::Follows {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn scroll_to_target(ctx: &UiCtx<'_>, ui: &Ui, path: &FieldPath, response: &Response) {
    if !ctx.is_target(path) {
        return;
    }
    response.scroll_to_me(Some(Align::Center));
    let until = ui.input(|input| input.time) + FLASH_SECS;
    let mut fields = ctx.fields.borrow_mut();
    fields.target = None;
    fields.flash = Some((path.clone(), until));
    ui.ctx().request_repaint();
}

/// The typed text of the focused field; the formatted text of any other.
fn shown_text(ctx: &UiCtx<'_>, ui: &Ui, path: &FieldPath, id: Id) -> String {
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let fields = ctx.fields.borrow();
    match &fields.buffer {
        Some(buffer) if has_focus && buffer.path == *path => buffer.text.clone(),
        _ if has_focus => model_text(ctx, path),
        _ => formatted(ctx, path),
    }
}

fn model_text(ctx: &UiCtx<'_>, path: &FieldPath) -> String {
    read::field_text(ctx.workspace.draft(), path)
        .map(std::borrow::Cow::into_owned)
        .unwrap_or_default()
}

fn formatted(ctx: &UiCtx<'_>, path: &FieldPath) -> String {
    match read::amount(ctx.workspace.draft(), path) {
        Some(Entry::Value(amount)) => amount.grouped_exact(),
        _ => model_text(ctx, path),
    }
}

fn edit<'t>(
    ui: &Ui,
    id: Id,
    typed: &'t mut dyn TextBuffer,
    look: &Look<'_>,
    frame: Frame,
) -> TextEdit<'t> {
    let theme = Theme::of(ui);
    let font = if look.bold {
        theme::bold(theme::BODY)
    } else {
        theme::plain(theme::BODY)
    };
    let edit = match look.kind {
        Kind::Paragraphs(rows) => TextEdit::multiline(typed).desired_rows(rows),
        Kind::Line | Kind::Amount | Kind::Count => TextEdit::singleline(typed),
    };
    let edit = match look.kind {
        Kind::Amount | Kind::Count => edit.align(Align2::RIGHT_CENTER),
        Kind::Line => edit.align(Align2::LEFT_CENTER),
        Kind::Paragraphs(_) => edit.align(Align2::LEFT_TOP),
    };
    let hint = egui::RichText::new(look.placeholder)
        .color(theme.muted)
        .font(font.clone());
    edit.id(id)
        .font(font)
        .hint_text(hint)
        .frame(frame)
        .desired_width(look.width)
        .min_size(vec2(look.width, theme::CONTROL))
        .char_limit(MAX_CHARS)
}

fn frame(
    ctx: &UiCtx<'_>,
    ui: &Ui,
    path: &FieldPath,
    id: Id,
    look: &Look<'_>,
    found: Option<&Diagnostic>,
) -> Frame {
    let theme = Theme::of(ui);
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let hovered = ui
        .ctx()
        .read_response(id)
        .is_some_and(|response| response.hovered());
    let is_read_only = ctx.workspace.holder().is_some();
    let stroke = match (has_focus, hovered, look.border) {
        (true, _, _) => theme.focus_ring(),
        _ if is_read_only => Stroke::NONE,
        (false, true, _) => Stroke::new(1.0, theme.accent),
        (false, false, Border::Always) => Stroke::new(1.0, theme.field_border),
        (false, false, Border::WhenNear) => Stroke::NONE,
    };
    let lit = ctx
        .fields
        .borrow()
        .flash
        .as_ref()
        .is_some_and(|(flashed, _)| flashed == path);
    let bordered = !is_read_only && (look.border == Border::Always || hovered) || has_focus;
    let fill = match found {
        _ if lit => theme.accent_soft,
        Some(found) if !has_focus && found.severity == crate::check::Severity::Error => {
            theme.error_soft
        }
        _ if bordered => theme.surface,
        _ => egui::Color32::TRANSPARENT,
    };
    // The ring is thicker than the border at rest; the margin takes the difference, nothing jumps.
    let margin = |side: f32| Margin::symmetric(9, side as i8);
    Frame::NONE
        .fill(fill)
        .stroke(stroke)
        .corner_radius(CornerRadius::same(theme::RADIUS))
        .inner_margin(margin(4.0) - Margin::from(stroke.width))
}

/// The bar at the left edge of a field with a finding, and its sign where text seldom is.
fn paint_finding(ui: &Ui, response: &Response, kind: Kind, found: Option<&Diagnostic>) {
    use crate::check::Severity;
    let Some(found) = found else { return };
    if matches!(found.severity, Severity::Hint | Severity::Info) {
        return;
    }
    let mut bar = response.rect.shrink2(vec2(0.0, 3.0));
    bar.set_width(3.0);
    let color = mark::color(Theme::of(ui), found.severity);
    ui.painter().rect_filled(bar, CornerRadius::same(1), color);
    let at = match kind {
        Kind::Amount | Kind::Count => response.rect.left_center() + vec2(12.0, 0.0),
        Kind::Line | Kind::Paragraphs(_) => response.rect.right_top() + vec2(-7.0, 7.0),
    };
    let sign = mark::sign(found.severity);
    let font = theme::plain(SIGN);
    ui.painter()
        .text(at, Align2::CENTER_CENTER, sign, font, color);
}

/// The sign of a finding in a field, pt.
const SIGN: f32 = 9.0;

fn name_it(
    ctx: &UiCtx<'_>,
    ui: &Ui,
    response: &Response,
    look: &Look<'_>,
    found: Option<&Diagnostic>,
) {
    named(ui, response, look.name);
    if ctx.workspace.holder().is_some() {
        ui.ctx()
            .accesskit_node_builder(response.id, egui::accesskit::Node::set_read_only);
    }
    if let Some(found) = found {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(found.message.as_str());
        });
    }
}

fn with_findings(ctx: &UiCtx<'_>, path: &FieldPath, response: Response) -> Response {
    let report = ctx.workspace.report();
    if report.worst_at(path).is_none() || response.has_focus() {
        return response;
    }
    response.on_hover_ui(|ui| {
        for found in report.at(path) {
            let color = mark::color(Theme::of(ui), found.severity);
            ui.horizontal_wrapped(|ui| {
                ui.colored_label(color, mark::sign(found.severity));
                ui.label(&found.message);
            });
        }
    })
}

fn take_events(
    ctx: &UiCtx<'_>,
    ui: &Ui,
    path: &FieldPath,
    kind: Kind,
    typed: String,
    output: TextEditOutput,
) {
    let response = output.response.response.clone();
    if response.gained_focus() {
        begin_typing(ctx, ui, path, kind, output);
    } else if response.has_focus() {
        keep_typing(ctx, path, typed, &response);
    } else if response.lost_focus() {
        let last = response.changed().then_some(typed);
        end_typing(ctx, ui, path, kind, last);
    } else if response.changed() {
        // A screen reader wrote the value.
        ctx.send(Command::Type {
            path: path.clone(),
            text: typed,
        });
    }
}

/// The field keeps what is typed; the draft takes it once no input method composes.
fn keep_typing(ctx: &UiCtx<'_>, path: &FieldPath, typed: String, response: &Response) {
    let mut fields = ctx.fields.borrow_mut();
    let was_held_back = fields
        .buffer
        .as_ref()
        .is_some_and(|buffer| buffer.path == *path && buffer.is_held_back);
    let is_new = response.changed() || was_held_back;
    let composing = fields.composing.is_on();
    fields.buffer = Some(FieldBuffer {
        path: path.clone(),
        text: typed.clone(),
        is_held_back: is_new && composing,
    });
    if is_new && !composing {
        ctx.send(Command::Type {
            path: path.clone(),
            text: typed,
        });
    }
}

/// What the input method still held becomes ordinary text, as in every other program.
fn give_out(ctx: &UiCtx<'_>, buffer: Option<FieldBuffer>) {
    if let Some(buffer) = buffer.filter(|buffer| buffer.is_held_back) {
        ctx.send(Command::Type {
            path: buffer.path,
            text: buffer.text,
        });
    }
}

/// The field now keeps its own text; amounts lose their separators, and are selected where the
/// keyboard came here, so that the next digit replaces them.
fn begin_typing(
    ctx: &UiCtx<'_>,
    ui: &Ui,
    path: &FieldPath,
    kind: Kind,
    mut output: TextEditOutput,
) {
    let plain = model_text(ctx, path);
    let by_pointer = ui.input(|input| input.pointer.any_down());
    if !by_pointer {
        output.response.response.scroll_to_me(None);
    }
    if matches!(kind, Kind::Amount | Kind::Count) && !by_pointer {
        let end = CCursor::new(plain.chars().count());
        let all = CCursorRange::two(CCursor::new(0), end);
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), output.response.response.id);
    }
    let mut fields = ctx.fields.borrow_mut();
    // The field that had the focus before may be drawn later, or no more.
    give_out(ctx, fields.buffer.take());
    fields.buffer = Some(FieldBuffer {
        path: path.clone(),
        text: plain,
        is_held_back: false,
    });
    fields.current = Some(path.clone());
}

/// `last` is what came in the very frame in which the focus went.
fn end_typing(ctx: &UiCtx<'_>, ui: &Ui, path: &FieldPath, kind: Kind, last: Option<String>) {
    let mut fields = ctx.fields.borrow_mut();
    let held = fields.buffer.take_if(|buffer| buffer.path == *path);
    match last {
        Some(text) => ctx.send(Command::Type {
            path: path.clone(),
            text,
        }),
        None => give_out(ctx, held),
    }
    ctx.send(Command::LeaveField);
    // An Enter for the dialog that took the focus is not one for the next field.
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let entered = is_free && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if entered && !fields.composing.is_on() && !matches!(kind, Kind::Paragraphs(_)) {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Next));
    }
}

/// The number of characters of some texts, as small print.
pub fn count_label<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let count: usize = texts.into_iter().map(read::count_chars).sum();
    format!("{count} 字")
}
