//! Reads a laid-out page: its text, the characters without a glyph, a hash of what it shows.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;

/// Visits every item of a frame, in drawing order, with its transformation on the page.
pub(super) fn visit<'a>(
    frame: &'a Frame,
    outer: Transform,
    see: &mut impl FnMut(Transform, &'a FrameItem),
) {
    for (place, item) in frame.items() {
        let here = outer.pre_concat(Transform::translate(place.x, place.y));
        if let FrameItem::Group(group) = item {
            visit(&group.frame, here.pre_concat(group.transform), see);
        } else {
            see(here, item);
        }
    }
}

pub(super) fn visit_texts<'a>(frame: &'a Frame, mut see: impl FnMut(Point, &'a TextItem)) {
    visit(frame, Transform::identity(), &mut |here, item| {
        if let FrameItem::Text(text) = item {
            see(Point::new(here.tx, here.ty), text);
        }
    });
}

/// The text of a page in reading order; a line on the page is a line here.
pub(super) fn text(frame: &Frame) -> String {
    let near = Abs::pt(0.1);
    let mut text = String::new();
    let mut end: Option<Point> = None;
    visit_texts(frame, |start, item| {
        let joins = end
            .is_some_and(|end| (end.x - start.x).abs() <= near && (end.y - start.y).abs() <= near);
        if !joins && end.is_some() {
            text.push('\n');
        }
        text.push_str(&item.text);
        end = Some(Point::new(start.x + item.width(), start.y));
    });
    text
}

/// Adds the characters of a page that no font has.
pub(super) fn collect_missing(frame: &Frame, missing: &mut BTreeSet<char>) {
    visit_texts(frame, |_, item| {
        for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let letters = item.text.get(glyph.range()).unwrap_or_default().chars();
            missing.extend(letters.filter(|c| !chooses_variant(*c)));
        }
    });
}

/// Variation selectors go with the character before them and are missing with it.
fn chooses_variant(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A hash of what a page shows: equal for equal pictures, whatever the layout remembers of how it
/// came about.
pub(super) fn picture_hash(frame: &Frame) -> u64 {
    let mut hasher = DefaultHasher::new();
    frame.size().hash(&mut hasher);
    visit(frame, Transform::identity(), &mut |here, item| {
        if !matches!(item, FrameItem::Tag(_)) {
            here.hash(&mut hasher);
            item.hash(&mut hasher);
        }
    });
    hasher.finish()
}
