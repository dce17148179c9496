//! What the rules on wording share: the passages of a form, the place of a fault, its mending.
//!
//! A mending function takes a text and its layout and returns the mended text, or nothing where
//! there is nothing to mend; it is linear, and what it returns it would not mend again.

use crate::base::text;
use crate::check::context::{Text, is_single_line, nested_quote};
use crate::check::sink::Finding;
use crate::check::traits::Traits;
use crate::check::{CheckCtx, Fix, Sink};
use crate::edit::{Edit, Transaction};
use crate::model::{FieldPath, IndicatorField};

/// So much of a text is quoted before a fault and from it on.
const CHARS_BEFORE: usize = 6;
const CHARS_AFTER: usize = 8;

/// How a field stands on the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A name or a value: one line.
    Line,
    /// Paragraphs.
    Prose,
}

/// A written text; one for both columns of an indicator where they say the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'a> {
    pub(super) path: &'a FieldPath,
    pub(super) typed: &'a str,
    pub(super) layout: Layout,
    /// The name of the indicator, for its values.
    pub(super) name: Option<&'a str>,
    /// 实施周期指标值, where it says the same.
    twin: Option<&'a FieldPath>,
}

/// The texts that hold at least one of these kinds of characters.
pub(super) fn passages<'c>(
    ctx: &'c CheckCtx<'_>,
    wanted: Traits,
) -> impl Iterator<Item = Passage<'c>> {
    passages_where(ctx, move |text| text.traits.any(wanted))
}

/// The texts that `wanted` takes; it is asked before anything else.
pub(super) fn passages_where<'c>(
    ctx: &'c CheckCtx<'_>,
    wanted: impl Fn(&Text<'_>) -> bool,
) -> impl Iterator<Item = Passage<'c>> {
    let texts = ctx.texts();
    (0..)
        .zip(texts)
        .filter(move |(_, text)| !text.is_repeated && wanted(text))
        .filter_map(move |(idx, text)| Passage::of(texts, idx, text))
}

/// Reports each text that `mend` changes, with the change as a safe fix.
pub(super) fn report_mendable(
    ctx: &CheckCtx<'_>,
    sink: &mut Sink<'_>,
    wanted: Traits,
    (fault, label): (&str, &str),
    mend: fn(&str, Layout) -> Option<String>,
) {
    for passage in passages(ctx, wanted) {
        if let Some(mended) = mend(passage.typed, passage.layout) {
            passage.report_mended(ctx, sink, (fault, label), &mended);
        }
    }
}

impl<'a> Passage<'a> {
    /// `None` for the cycle's value where the year's says the same and stands for both.
    fn of(texts: &'a [Text<'_>], idx: usize, text: &'a Text<'_>) -> Option<Self> {
        let same = |idx: Option<usize>, field: IndicatorField| {
            let other = texts.get(idx?)?;
            let is_other = match (&text.path, &other.path) {
                (FieldPath::Indicator(id, _), FieldPath::Indicator(other_id, other_field)) => {
                    id == other_id && *other_field == field
                }
                _ => false,
            };
            (is_other && other.typed == text.typed).then_some(&other.path)
        };
        let twin = match text.path {
            FieldPath::Indicator(_, IndicatorField::Cycle) => {
                let year = same(idx.checked_add(1), IndicatorField::Year);
                if year.is_some() {
                    return None;
                }
                None
            }
            FieldPath::Indicator(_, IndicatorField::Year) => {
                same(idx.checked_sub(1), IndicatorField::Cycle)
            }
            _ => None,
        };
        Some(Self {
            path: &text.path,
            typed: text.typed,
            layout: if is_single_line(&text.path) {
                Layout::Line
            } else {
                Layout::Prose
            },
            name: name_of_value(texts, idx, text),
            twin,
        })
    }

    /// The field is an 指标值.
    pub(super) fn is_value(&self) -> bool {
        let field = match self.path {
            FieldPath::Indicator(_, field) => *field,
            _ => return false,
        };
        matches!(field, IndicatorField::Cycle | IndicatorField::Year)
    }

    /// Reports it, and says of the other column where it is written like this too.
    pub(super) fn report<'s>(
        &self,
        ctx: &CheckCtx<'_>,
        sink: &'s mut Sink<'_>,
        message: impl Into<String>,
    ) -> Finding<'s> {
        let finding = sink.at(self.path.clone(), message);
        match self.twin {
            None => finding,
            Some(cycle) => {
                let text = format!("{}也是这样写的", ctx.label(cycle));
                finding.related(cycle.clone(), text)
            }
        }
    }

    /// Reports a fault at a place, given in bytes.
    pub(super) fn report_place<'s>(
        &self,
        ctx: &CheckCtx<'_>,
        sink: &'s mut Sink<'_>,
        at: usize,
        fault: &str,
    ) -> Finding<'s> {
        let place = quoted_place(self.typed, at);
        let message = format!("{}里的{place}处{fault}", ctx.label(self.path));
        self.report(ctx, sink, message)
    }

    /// Reports the first place that mending changes; what would be left blank is not mended,
    /// because only its writer knows what belongs there.
    pub(super) fn report_mended<'s>(
        &self,
        ctx: &CheckCtx<'_>,
        sink: &'s mut Sink<'_>,
        (fault, label): (&str, &str),
        mended: &str,
    ) -> Finding<'s> {
        let at = first_difference(self.typed, mended);
        let fix = (!text::is_blank(mended)).then(|| Fix::safe(self.set(label, mended)));
        self.report_place(ctx, sink, at, fault).fix(fix)
    }

    /// Writes another text in its place, in both columns where both say the same.
    pub(super) fn set(&self, label: &str, text: &str) -> Transaction {
        let set = |path: &FieldPath| Edit::Set {
            path: path.clone(),
            text: text.to_owned(),
        };
        let edits = self.twin.into_iter().chain([self.path]).map(set).collect();
        Transaction::new(label, edits).at(self.path.clone())
    }
}

/// The name of the indicator that a value belongs to; it stands one or two texts before.
fn name_of_value<'a>(texts: &'a [Text<'_>], idx: usize, text: &Text<'_>) -> Option<&'a str> {
    let FieldPath::Indicator(id, IndicatorField::Cycle | IndicatorField::Year) = text.path else {
        return None;
    };
    let name = FieldPath::Indicator(id, IndicatorField::Name);
    let before = texts.get(idx.saturating_sub(2)..idx)?;
    let found = before.iter().find(|text| text.path == name)?;
    Some(found.typed)
}

/// The text, where it differs from the typed one.
pub(super) fn if_changed(mended: String, typed: &str) -> Option<String> {
    (mended != typed).then_some(mended)
}

/// Where the texts part, in bytes of the first.
pub(super) fn first_difference(typed: &str, mended: &str) -> usize {
    let pairs = typed.char_indices().zip(mended.chars());
    let mut differing = pairs.filter(|((_, c), other)| c != other);
    let same_bytes = typed.len().min(mended.len());
    differing.next().map_or(same_bytes, |((at, _), _)| at)
}

/// What stands around a place, on its line and in quotes; invisible characters are left out.
pub(super) fn quoted_place(typed: &str, at: usize) -> String {
    let (before, from) = typed.split_at_checked(at).unwrap_or((typed, ""));
    let shown = |c: &char| !text::is_invisible(*c) && !c.is_control() || *c == '\t';
    let is_inside = |c: &char| !matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    let head = before.chars().rev().take_while(is_inside).filter(shown);
    let mut place: Vec<char> = head.take(CHARS_BEFORE).collect();
    place.reverse();
    let mut rest = from.chars().peekable();
    // A line end that is itself the fault is stepped over.
    while rest.next_if(|c| !is_inside(c)).is_some() {}
    place.extend(rest.take_while(is_inside).filter(shown).take(CHARS_AFTER));
    let mut quoted = String::from("“");
    quoted.extend(place.into_iter().map(|c| match c {
        '\t' => ' ',
        _ => nested_quote(c),
    }));
    quoted.push('”');
    quoted
}

/// The characters around a place: the one before it and the one that begins there.
pub(super) fn neighbours(typed: &str, at: usize) -> (Option<char>, Option<char>) {
    let (before, from) = typed.split_at_checked(at).unwrap_or((typed, ""));
    (before.chars().next_back(), from.chars().next())
}

/// The mark at the start of a list's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListMark {
    /// Its length in bytes, the divider included.
    pub(super) len: usize,
    pub(super) numerals: Numerals,
    /// What divides the number from the text; `）` and `)` for bracketed ones.
    pub(super) divider: char,
}

/// With which figures a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numerals {
    Chinese,
    Digits,
    /// ①.
    Circled,
}

/// The list mark at the start of a text: 一、（一）1. 1、（1）1）①.
pub(super) fn list_mark(text: &str) -> Option<ListMark> {
    let inner = text.strip_prefix(['（', '(']);
    let numbered = inner.unwrap_or(text);
    let opening = text.len() - numbered.len();
    let first = numbered.chars().next()?;
    if inner.is_none() && matches!(first, '①'..='⑳') {
        return Some(ListMark {
            len: first.len_utf8(),
            numerals: Numerals::Circled,
            divider: first,
        });
    }
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let is_numeral = |c: char| {
        matches!(
            c,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        )
    };
    let (numerals, max) = if is_digit(first) {
        (Numerals::Digits, 2)
    } else if is_numeral(first) {
        (Numerals::Chinese, 3)
    } else {
        return None;
    };
    let behind = match numerals {
        Numerals::Digits => numbered.trim_start_matches(is_digit),
        _ => numbered.trim_start_matches(is_numeral),
    };
    let number = numbered.strip_suffix(behind)?;
    let divider = behind.chars().next()?;
    let next = behind.chars().nth(1);
    let closes = matches!(divider, '）' | ')');
    let fits = match inner {
        Some(_) => closes,
        None => closes || matches!(divider, '、' | '.' | '．'),
    };
    // 1.5倍, 1、2号楼 and 一、二等奖 begin no item.
    let counts_on = !closes
        && next.is_some_and(|c| match numerals {
            Numerals::Digits => is_digit(c),
            _ => is_numeral(c),
        });
    (fits && !counts_on && number.chars().count() <= max).then_some(ListMark {
        len: opening + number.len() + divider.len_utf8(),
        numerals,
        divider,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_quoted_with_what_stands_around_it() {
        assert_eq!(quoted_place("甲乙 丙丁", 6), "“甲乙 丙丁”");
        assert_eq!(
            quoted_place("一二三四五六七八九十", 21),
            "“二三四五六七八九十”"
        );
        assert_eq!(quoted_place("甲\n乙“丙”", 4), "“乙‘丙’”");
        assert_eq!(quoted_place("甲\n乙", 3), "“甲乙”");
        assert_eq!(quoted_place("甲\u{200B}乙", 3), "“甲乙”");
        assert_eq!(quoted_place("甲", 3), "“甲”");
    }

    #[test]
    fn texts_part_where_they_differ() {
        assert_eq!(first_difference("甲 乙", "甲乙"), 3);
        assert_eq!(first_difference("甲乙 ", "甲乙"), 6);
        assert_eq!(first_difference("甲乙", "甲乙。"), 6);
    }

    #[track_caller]
    fn check_mark(text: &str, expected: Option<(usize, char)>) {
        let found = list_mark(text).map(|mark| (mark.len, mark.divider));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_lists_are_known() {
        check_mark("一、拘留所", Some((6, '、')));
        check_mark("十二、甲", Some((9, '、')));
        check_mark("（一）甲", Some((9, '）')));
        check_mark("1.甲", Some((2, '.')));
        check_mark("1. 24小时", Some((2, '.')));
        check_mark("12、甲", Some((5, '、')));
        check_mark("１．甲", Some((6, '．')));
        check_mark("(1)甲", Some((3, ')')));
        check_mark("1）2个", Some((4, '）')));
        check_mark("①甲", Some((3, '①')));
    }

    #[test]
    fn numbers_and_words_are_no_marks() {
        for text in [
            "1.5倍",
            "1、2号楼",
            "一、二等奖",
            "2025.甲",
            "一个",
            "甲、",
            "（含税）",
            "（一",
            "1",
            "",
        ] {
            check_mark(text, None);
        }
    }
}
