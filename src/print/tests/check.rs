//! What tests assert of a print.

use std::collections::{BTreeMap, BTreeSet};

use typst::layout::{Frame, FrameItem, Transform};
use typst::visualize::Geometry;

use super::super::{Fonts, Page, Printed, Printer, walk};
use crate::base::amount::Amount;
use crate::base::text;
use crate::model::template::OtherTasksForm;
use crate::model::{Budget, Draft, Entry, FieldPath, Slot, Template, access, sample};

const POINTS_PER_MM: f64 = 72.0 / 25.4;

pub(super) fn printer() -> Printer {
    Printer::new(Fonts::bundled().unwrap()).unwrap()
}

/// Lays out and asserts what holds for every print: typst remarks nothing, no text leaves the
/// printed area, and none touches a line of the table.
#[track_caller]
pub(super) fn lay_out(draft: &Draft, template: &Template) -> Printed {
    let printed = printer().layout(draft, template).unwrap();
    assert_eq!(printed.warnings(), [] as [&str; 0]);
    let margin = f64::from(template.page.margin_x) * POINTS_PER_MM;
    for (page, frame) in printed.frames() {
        let lines = lines_of(frame);
        for (area, text) in texts_with_areas(frame) {
            let printable = Area {
                left: margin - 0.1,
                right: page.width_pt - margin + 0.1,
                top: 0.0,
                bottom: page.height_pt,
            };
            assert!(printable.holds(&area), "“{text}” leaves the page: {area:?}");
            let struck = lines.iter().find(|line| line.meets(&area));
            assert_eq!(
                struck, None,
                "meets “{text}” at {area:?} on page {}",
                page.index
            );
        }
    }
    printed
}

/// A rectangle on a page, pt from the left and the top.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn holds(&self, inner: &Self) -> bool {
        self.left <= inner.left
            && inner.right <= self.right
            && self.top <= inner.top
            && inner.bottom <= self.bottom
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The runs of text of a page with the room that they take.
fn texts_with_areas(frame: &Frame) -> Vec<(Area, &str)> {
    let mut texts = Vec::new();
    walk::visit_texts(frame, |start, item| {
        let (x, y, size) = (start.x.to_pt(), start.y.to_pt(), item.size.to_pt());
        // Spaces at the end of a line hang over.
        let ink = item.text.trim_end();
        if ink.is_empty() {
            return;
        }
        let inked = item
            .glyphs
            .iter()
            .filter(|glyph| glyph.range().start < ink.len());
        let width: f64 = inked.map(|glyph| glyph.x_advance.get() * size).sum();
        let area = Area {
            left: x + 0.01,
            right: x + width - 0.01,
            top: y - 0.8 * size,
            bottom: y + 0.05 * size,
        };
        texts.push((area, ink));
    });
    texts
}

fn lines_of(frame: &Frame) -> Vec<Area> {
    let mut lines = Vec::new();
    walk::visit(frame, Transform::identity(), &mut |here, item| {
        if let FrameItem::Shape(shape, _) = item
            && let Geometry::Line(to) = shape.geometry
        {
            let (x, y) = (here.tx.to_pt(), here.ty.to_pt());
            lines.push(Area {
                left: x,
                right: x + to.x.to_pt(),
                top: y,
                bottom: y + to.y.to_pt(),
            });
        }
    });
    lines
}

/// The pages without spaces and line ends.
pub(super) fn solid_pages(printed: &Printed) -> Vec<String> {
    let pages = printed.texts();
    pages.iter().map(|page| solid(page)).collect()
}

pub(super) fn solid(text: &str) -> String {
    let visible = |c: &char| !c.is_whitespace() && !text::is_invisible(*c);
    text.chars().filter(visible).collect()
}

type Counts = BTreeMap<char, usize>;

fn counts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Counts {
    let mut counts = Counts::new();
    for c in texts
        .into_iter()
        .flat_map(|text| solid(text).chars().collect::<Vec<_>>())
    {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// Every text that a draft has on this template, as it is to be printed.
fn texts_of(draft: &Draft, template: &Template) -> Vec<String> {
    let Budget {
        basic,
        project,
        special,
        other_development,
        fiscal,
        other_income,
        city_level,
        transfer,
    } = &draft.budget;
    let amounts = [basic, project, special, other_development];
    let more_amounts = [fiscal, other_income, city_level, transfer];
    let counts = [&draft.basic.staff, &draft.basic.subunits];
    let mut texts = vec![draft.department.clone()];
    texts.extend(amounts.into_iter().chain(more_amounts).map(money));
    texts.extend(counts.map(Entry::text));
    texts.extend(draft.goals.iter().map(|goal| goal.text.clone()));
    for task in &draft.tasks {
        texts.extend([task.name.clone(), task.content.clone(), task.goal.clone()]);
        texts.push(money(&task.amount));
    }
    if template.other_tasks == OtherTasksForm::Text {
        texts.push(draft.other_tasks_text.clone());
    } else {
        for task in &draft.other_tasks {
            texts.extend([task.name.clone(), task.content.clone(), money(&task.amount)]);
        }
    }
    texts.extend(indicator_texts(draft, template));
    texts
}

fn indicator_texts(draft: &Draft, template: &Template) -> Vec<String> {
    let mut texts = Vec::new();
    for indicator in &draft.indicators {
        texts.extend([indicator.name.clone(), indicator.year.raw().to_owned()]);
        if template.has_cycle() {
            texts.push(indicator.cycle.raw().to_owned());
        }
    }
    let branches = template.branches(draft);
    let mut outside: Vec<&Slot> = branches.iter().skip(template.slots().count()).collect();
    texts.extend(outside.iter().map(|slot| slot.level2.clone()));
    outside.dedup_by_key(|slot| &slot.level1);
    texts.extend(outside.iter().map(|slot| slot.level1.clone()));
    texts
}

fn money(entry: &Entry<Amount>) -> String {
    let printed = entry.value().map(|amount| amount.grouped_exact());
    printed.unwrap_or_else(|| entry.text())
}

/// Characters that the form itself prints: how often depends on the number of pages.
fn characters_of_the_form(template: &Template) -> BTreeSet<char> {
    let blank = Draft::blank(template.id.as_str(), None);
    let pages = solid_pages(&lay_out(&blank, template)).concat();
    pages
        .chars()
        .chain("0123456789目标：（续）".chars())
        .collect()
}

/// Asserts that the paper has every character of the draft as often as the draft.
#[track_caller]
pub(super) fn check_exactly_once(draft: &Draft, template: &Template) {
    let printed = lay_out(draft, template);
    let on_paper = counts(printed.texts().iter().map(String::as_str));
    let (title, subtitle) = template.title_lines(draft);
    let mut texts = texts_of(draft, template);
    texts.extend([title, subtitle.unwrap_or_default()]);
    let mut of_form = characters_of_the_form(template);
    for Slot { level1, level2 } in template.branches(draft) {
        // Branches that go on overleaf are named again there.
        of_form.extend(level1.chars().chain(level2.chars()));
    }
    for (c, count) in counts(texts.iter().map(String::as_str)) {
        let found = on_paper.get(&c).copied().unwrap_or(0);
        if of_form.contains(&c) {
            assert!(
                found >= count,
                "{c} stands {found} times, not {count} or more"
            );
        } else {
            assert_eq!(found, count, "times that {c} stands on the paper");
        }
    }
}

/// Asserts that a print of one page has the draft's characters and those of the blank form, and
/// no others.
#[track_caller]
pub(super) fn check_nothing_else(draft: &Draft, template: &Template, more_words: &[&str]) {
    let printed = lay_out(draft, template);
    assert_eq!(printed.page_count(), 1);
    let mut blank = Draft::blank(template.id.as_str(), None);
    blank.year = draft.year.clone();
    let form = lay_out(&blank, template).texts();
    let texts = texts_of(draft, template);
    let expected = form
        .iter()
        .chain(&texts)
        .map(String::as_str)
        .chain(more_words.iter().copied());
    let on_paper = printed.texts();
    assert_eq!(
        counts(on_paper.iter().map(String::as_str)),
        counts(expected)
    );
}

/// Asserts that on both templates a text in a field has a word wider than its cell, and that it is
/// printed all the same.
#[track_caller]
pub(super) fn check_torn(field: &str, text: &str) {
    for template in Template::built_in().unwrap() {
        let printed = lay_out(&with_text(field, text), &template);
        let torn: Vec<String> = printed
            .torn_fields()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(torn, [field], "{text} on {}", template.id);
    }
}

/// Asserts that on both templates no word of a text in a field is wider than its cell.
#[track_caller]
pub(super) fn check_whole(field: &str, text: &str) {
    for template in Template::built_in().unwrap() {
        let printed = lay_out(&with_text(field, text), &template);
        assert_eq!(printed.torn_fields(), [], "{text} on {}", template.id);
    }
}

fn with_text(field: &str, text: &str) -> Draft {
    let mut draft = sample::complete();
    let path: FieldPath = field.parse().unwrap();
    access::set_text(&mut draft, &path, text).unwrap();
    draft
}

/// Asserts that lines run all around the table of every page.
#[track_caller]
pub(super) fn check_closed(draft: &Draft, template: &Template) {
    let printed = lay_out(draft, template);
    let margin = f64::from(template.page.margin_x) * POINTS_PER_MM;
    for (page, frame) in printed.frames() {
        let lines = lines_of(frame);
        let (left, right) = (margin, page.width_pt - margin);
        let top = lines.iter().map(|line| line.top).fold(f64::MAX, f64::min);
        let bottom = lines.iter().map(|line| line.bottom).fold(0.0, f64::max);
        for y in [top, bottom] {
            let level = lines
                .iter()
                .filter(|line| at(line.top, y) && at(line.bottom, y));
            let spans = level.map(|line| (line.left, line.right)).collect();
            assert!(
                covers(spans, left, right),
                "line at {y} on page {}",
                page.index
            );
        }
        for x in [left, right] {
            let upright = lines
                .iter()
                .filter(|line| at(line.left, x) && at(line.right, x));
            let spans = upright.map(|line| (line.top, line.bottom)).collect();
            assert!(
                covers(spans, top, bottom),
                "upright at {x} on page {}",
                page.index
            );
        }
    }
}

/// Nearer than the thickness of a line.
fn at(place: f64, wanted: f64) -> bool {
    (place - wanted).abs() < 0.6
}

/// Whether spans run from one place to another without a gap.
fn covers(mut spans: Vec<(f64, f64)>, from: f64, to: f64) -> bool {
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut reached = from;
    for (begin, end) in spans {
        if begin > reached + 0.6 {
            return false;
        }
        reached = reached.max(end);
    }
    at(reached, to)
}

impl Printed {
    fn frames(&self) -> impl Iterator<Item = (&Page, &Frame)> {
        let laid_out = self.document().pages().iter().map(|page| &page.frame);
        self.pages().iter().zip(laid_out)
    }
}
