//! 打印预览: exactly the printed pages, sharp at any zoom.
//!
//! Every page is painted for its size in device pixels; until that picture comes, an earlier one
//! stands in, scaled.

use egui::{
    Align, ColorImage, Context, Layout, Rect, RichText, ScrollArea, Sense, TextureHandle,
    TextureOptions, Ui, pos2, vec2,
};
use std::collections::{BTreeMap, BTreeSet};

use crate::app::action::Action;
use crate::app::{Command, Notice};
use crate::print::{Bitmap, Page, Printed};
use crate::ui::ctx::UiCtx;
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::button::{plain_ui, primary_ui};
use crate::ui::widgets::card::{muted_ui, small_ui};

/// How large the pages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Zoom {
    /// 适合宽度.
    #[default]
    Width,
    /// 整页.
    Whole,
    /// A share of the paper's size.
    Factor(f32),
}

/// A page at a size: its number and device pixels per pt, in thousandths.
type Key = (usize, u32);

/// Zoom, pictures and what was asked for.
#[derive(Default)]
pub struct PreviewState {
    zoom: Zoom,
    /// The pictures, with the hash of the content they show.
    pictures: BTreeMap<Key, (u64, TextureHandle)>,
    /// What was asked for and has not come.
    asked: BTreeSet<(Key, u64)>,
    /// What the last frame showed; the rest is let go.
    shown: BTreeSet<Key>,
    /// The page to scroll to.
    scroll_to: Option<usize>,
    /// The page at the top of the view.
    current: usize,
}

/// Points of the screen per pt of paper at 100 %: 96 to 72.
const PT: f32 = 96.0 / 72.0;
const MIN_ZOOM: f32 = 0.25;
const MAX_ZOOM: f32 = 4.0;
const PAGE_GAP: f32 = 16.0;
/// Width of the list of pages, and of a page in it, pt.
const LIST: f32 = 132.0;
const THUMBNAIL: f32 = 92.0;
/// The list of pages is left out where the middle is narrower, pt.
const LIST_ROOM: f32 = 700.0;

impl PreviewState {
    /// Takes a painted page.
    pub fn take_picture(
        &mut self,
        ctx: &Context,
        page: usize,
        hash: u64,
        milli_px_per_pt: u32,
        bitmap: &Bitmap,
    ) {
        let key = (page, milli_px_per_pt);
        self.asked.remove(&(key, hash));
        let size = [bitmap.width as usize, bitmap.height as usize];
        let image = ColorImage::from_rgba_unmultiplied(size, &bitmap.rgba);
        let name = format!("page-{page}-{milli_px_per_pt}");
        let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
        self.pictures.insert(key, (hash, texture));
    }

    /// Lets pictures go that nothing showed; a page keeps one to stand in.
    fn let_go(&mut self) {
        let shown = std::mem::take(&mut self.shown);
        self.pictures.retain(|key, _| shown.contains(key));
    }
}

/// Draws the panel.
pub fn preview_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PreviewState) {
    let Some(printed) = ctx.workspace.printed().cloned() else {
        ui.centered_and_justified(|ui| muted_ui(ui, "正在排版…"));
        return;
    };
    ui.spacing_mut().item_spacing = vec2(theme::GAP, 0.0);
    tools_ui(ctx, ui, state, &printed);
    let ground = ui.available_rect_before_wrap();
    ui.painter().rect_filled(ground, 0.0, Theme::of(ui).sunken);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if ground.width() >= LIST_ROOM {
            list_ui(ctx, ui, state, &printed);
        }
        pages_ui(ctx, ui, state, &printed);
    });
    state.let_go();
}

fn tools_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PreviewState, printed: &Printed) {
    let size = vec2(ui.available_width(), 44.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(12.0);
        let choices = [
            ("适合宽度", Zoom::Width),
            ("整页", Zoom::Whole),
            ("100%", Zoom::Factor(1.0)),
        ];
        for (label, zoom) in choices {
            if ui
                .add(egui::Button::new(label).selected(state.zoom == zoom))
                .clicked()
            {
                state.zoom = zoom;
            }
        }
        zoom_buttons_ui(ui, state, printed);
        small_ui(
            ui,
            &format!(
                "第 {} 页，共 {} 页",
                state.current + 1,
                printed.page_count()
            ),
        );
        if !ctx.workspace.pages_are_fresh() {
            small_ui(ui, "正在更新…");
        }
        missing_ui(ui, printed.missing_glyphs());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            if primary_ui(ui, "导出 PDF…").clicked() {
                ctx.act(Action::ExportPdf);
            }
        });
    });
}

/// Characters that no face can print, so that nobody finds boxes on the paper.
fn missing_ui(ui: &mut Ui, missing: &[char]) {
    let Some(notice) = Notice::of_missing_glyphs(missing) else {
        return;
    };
    let text = format!("▲ {} 个字印不出来", missing.len());
    let label = RichText::new(text)
        .size(theme::SMALL)
        .color(Theme::of(ui).warning);
    ui.label(label).on_hover_text(notice.text);
}

fn zoom_buttons_ui(ui: &mut Ui, state: &mut PreviewState, printed: &Printed) {
    let now = printed
        .pages()
        .first()
        .map_or(1.0, |page| factor(state.zoom, page, ui.available_size()));
    let smaller = plain_ui(ui, "缩小");
    if smaller.clicked() {
        state.zoom = Zoom::Factor((now / 1.25).max(MIN_ZOOM));
    }
    let larger = plain_ui(ui, "放大");
    if larger.clicked() {
        state.zoom = Zoom::Factor((now * 1.25).min(MAX_ZOOM));
    }
    if let Zoom::Factor(factor) = state.zoom {
        small_ui(ui, &format!("{:.0}%", factor * 100.0));
    }
}

/// The share of the paper's size at which a page is shown.
fn factor(zoom: Zoom, page: &Page, room: egui::Vec2) -> f32 {
    let width = page.width_pt as f32 * PT;
    let height = page.height_pt as f32 * PT;
    let fitting = match zoom {
        Zoom::Width => (room.x - 48.0) / width,
        Zoom::Whole => ((room.x - 48.0) / width).min((room.y - 2.0 * PAGE_GAP) / height),
        Zoom::Factor(factor) => factor,
    };
    fitting.clamp(MIN_ZOOM, MAX_ZOOM)
}

fn list_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PreviewState, printed: &Printed) {
    let size = vec2(LIST, ui.available_height());
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Center), |ui| {
        let area = ScrollArea::vertical()
            .id_salt("page-list")
            .auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.set_width(LIST - 12.0);
            ui.add_space(12.0);
            for page in printed.pages() {
                thumbnail_ui(ctx, ui, state, page);
            }
        });
    });
}

fn thumbnail_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PreviewState, page: &Page) {
    let factor = THUMBNAIL / (page.width_pt as f32 * PT);
    let (rect, response) = ui.allocate_exact_size(
        vec2(THUMBNAIL, page.height_pt as f32 * PT * factor),
        Sense::click(),
    );
    if ui.is_rect_visible(rect) {
        paper_ui(ctx, ui, state, page, rect, factor);
    }
    if state.current == page.index || response.has_focus() || response.hovered() {
        let ring = Theme::of(ui).focus_ring();
        ui.painter()
            .rect_stroke(rect.expand(2.0), 2.0, ring, egui::StrokeKind::Outside);
    }
    let name = format!("第 {} 页", page.index + 1);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.clicked() {
        state.scroll_to = Some(page.index);
    }
    ui.label(RichText::new(format!("{}", page.index + 1)).size(theme::SMALL));
    ui.add_space(theme::GAP);
}

fn pages_ui(ctx: &UiCtx<'_>, ui: &mut Ui, state: &mut PreviewState, printed: &Printed) {
    let room = ui.available_size();
    zoom_by_wheel(ui, state, printed, room);
    ScrollArea::both()
        .id_salt("pages")
        .auto_shrink([false, false])
        .show_viewport(ui, |ui, view| {
            let widest = printed
                .pages()
                .iter()
                .map(|page| shown_size(state.zoom, page, room).x);
            let width = widest.fold(room.x - 12.0, f32::max);
            let mut top = PAGE_GAP;
            let origin = ui.max_rect().min;
            for page in printed.pages() {
                let size = shown_size(state.zoom, page, room);
                let left = ((width - size.x) / 2.0).max(0.0);
                let rect = Rect::from_min_size(origin + vec2(left, top), size);
                if state.scroll_to == Some(page.index) {
                    ui.scroll_to_rect(rect, Some(Align::Min));
                    state.scroll_to = None;
                }
                if top <= view.center().y {
                    state.current = page.index;
                }
                if rect.intersects(ui.clip_rect().expand(size.y / 2.0)) {
                    paper_ui(ctx, ui, state, page, rect, factor(state.zoom, page, room));
                }
                top += size.y + PAGE_GAP;
            }
            ui.allocate_rect(
                Rect::from_min_size(origin, vec2(width, top)),
                Sense::hover(),
            );
        });
}

/// Ctrl and the wheel zoom.
fn zoom_by_wheel(ui: &Ui, state: &mut PreviewState, printed: &Printed, room: egui::Vec2) {
    let delta = ui.input(egui::InputState::zoom_delta);
    let Some(page) = printed.pages().first() else {
        return;
    };
    if (delta - 1.0).abs() > 0.001 && ui.rect_contains_pointer(ui.max_rect()) {
        let now = factor(state.zoom, page, room);
        state.zoom = Zoom::Factor((now * delta).clamp(MIN_ZOOM, MAX_ZOOM));
    }
}

fn shown_size(zoom: Zoom, page: &Page, room: egui::Vec2) -> egui::Vec2 {
    let factor = factor(zoom, page, room);
    vec2(page.width_pt as f32, page.height_pt as f32) * PT * factor
}

/// Paints a page, with the best picture there is, and asks for the right one.
fn paper_ui(
    ctx: &UiCtx<'_>,
    ui: &Ui,
    state: &mut PreviewState,
    page: &Page,
    rect: Rect,
    factor: f32,
) {
    let px_per_point = ui.ctx().pixels_per_point();
    let milli = (factor * PT * px_per_point * 1000.0).round() as u32;
    let key = (page.index, milli);
    let rect = on_whole_pixels(rect, px_per_point);
    let theme = Theme::of(ui);
    ui.painter().rect_filled(
        rect.translate(vec2(0.0, 2.0)).expand(1.0),
        2.0,
        theme.shadow,
    );
    ui.painter().rect_filled(rect, 0.0, theme.paper);
    let is_right = state
        .pictures
        .get(&key)
        .is_some_and(|(hash, _)| *hash == page.hash);
    if !is_right && state.asked.insert((key, page.hash)) {
        ctx.send(Command::Picture {
            page: page.index,
            milli_px_per_pt: milli,
        });
    }
    if let Some(stand_in) = best_picture(state, key) {
        state.shown.insert(stand_in);
        if let Some((_, texture)) = state.pictures.get(&stand_in) {
            let rect = if stand_in == key {
                Rect::from_min_size(rect.min, texture.size_vec2() / px_per_point)
            } else {
                rect
            };
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter()
                .image(texture.id(), rect, whole, egui::Color32::WHITE);
        }
    }
}

/// The picture of this size, or else the largest of this page.
fn best_picture(state: &PreviewState, key: Key) -> Option<Key> {
    if state.pictures.contains_key(&key) {
        return Some(key);
    }
    state
        .pictures
        .range((key.0, 0)..=(key.0, u32::MAX))
        .next_back()
        .map(|(key, _)| *key)
}

fn on_whole_pixels(rect: Rect, px_per_point: f32) -> Rect {
    let snap = |x: f32| (x * px_per_point).round() / px_per_point;
    Rect::from_min_size(pos2(snap(rect.left()), snap(rect.top())), rect.size())
}
