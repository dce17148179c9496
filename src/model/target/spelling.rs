//! The notation of an 指标值, its standard spelling, and mends of one aspect.
//!
//! A mend and a standard spelling are read again before they are given out: what would read
//! otherwise is not given out.

use std::ops::Range;

use super::folded::Folded;
use super::notation::{
    Aspect, DateForm, Mark, MarkForm, Notation, NumberNotation, NumeralForm, Part, PercentForm,
};
use super::read::{self, Parsed};
use super::read_date;
use super::reading::{Grade, Quantity, Reading};
use super::scan::{Counted, Item, Sign, items};

/// How a raw text is written.
pub(super) fn notation(raw: &str) -> Notation {
    let folded = Folded::new(raw);
    let mut notation = Notation::default();
    for item in items(&folded.text) {
        match item {
            Item::Number(found) => notation.numbers.push(number(raw, &folded, &found)),
            Item::Date { form, span, .. } => {
                notation.dates.push(written(raw, &folded, form, &span));
            }
            Item::Ratio { .. } | Item::Rank { .. } | Item::Name(_) => {}
        }
    }
    notation
}

/// The quantities of a compound, with their places.
pub(super) fn parts(raw: &str) -> Vec<Part<'_>> {
    let folded = Folded::new(raw);
    let items = items(&folded.text);
    let found = read::compound(&folded.text, &items).unwrap_or_default();
    found
        .into_iter()
        .map(|part| {
            let span = folded.raw(&part.counted.span);
            let lead = raw.get(folded.raw(&part.lead)).unwrap_or_default();
            Part {
                quantity: part.counted.quantity.clone(),
                lead: lead.trim(),
                text: raw.get(span.clone()).unwrap_or_default(),
                span,
            }
        })
        .collect()
}

/// The standard spelling.
pub(super) fn canonical(raw: &str) -> Option<String> {
    let Parsed { reading, is_whole } = read::read(&Folded::new(raw).text);
    let text = is_whole.then(|| spelt(&reading)).flatten()?;
    let again = read::read(&Folded::new(&text).text);
    (again.is_whole && again.reading == reading).then_some(text)
}

fn spelt(reading: &Reading) -> Option<String> {
    match reading {
        Reading::Quantity(quantity) => read::spelt(quantity),
        Reading::Compound(parts) => {
            let parts: Option<Vec<String>> = parts.iter().map(read::spelt).collect();
            Some(parts?.join("、"))
        }
        Reading::Range { low, high } => range_spelt(low, high),
        Reading::Ratio {
            comparator,
            left,
            right,
        } => {
            let sign = comparator.map_or("", super::Comparator::sign);
            Some(format!("{sign}{left}:{right}"))
        }
        Reading::Date(date) => read_date::written(read_date::What::Date(*date)),
        Reading::Period(period) => read_date::written(read_date::What::Period(*period)),
        Reading::Duration(duration) if duration.after.is_empty() => read::spelt(&duration.limit),
        Reading::Grade(grade) => grade_spelt(grade),
        _ => None,
    }
}

/// 80%至90%, 3至5次: the systems that take these forms refuse a dash.
fn range_spelt(low: &Quantity, high: &Quantity) -> Option<String> {
    if high.comparator.is_some() {
        return None;
    }
    let is_shared = low.unit == high.unit && !low.is_percent();
    let low = if is_shared {
        read::spelt(&Quantity {
            unit: String::new(),
            ..low.clone()
        })
    } else {
        read::spelt(low)
    };
    Some(format!("{}至{}", low?, read::spelt(high)?))
}

fn grade_spelt(grade: &Grade) -> Option<String> {
    match grade.comparator {
        None => Some(grade.name.clone()),
        Some(super::Comparator::AtLeast) => Some(format!("{}以上", grade.name)),
        Some(super::Comparator::AtMost) => Some(format!("{}以下", grade.name)),
        Some(_) => None,
    }
}

/// The text with one aspect mended.
pub(super) fn mended(raw: &str, aspect: Aspect) -> Option<String> {
    let folded = Folded::new(raw);
    let mut edits = Vec::new();
    for item in items(&folded.text) {
        match item {
            Item::Number(found) => mend_number(raw, &folded, &found, aspect, &mut edits),
            Item::Date { what, form, span } if aspect == Aspect::Dates => {
                let is_standard = written(raw, &folded, form, &span) == DateForm::Standard;
                if !is_standard && let Some(text) = read_date::written(what) {
                    edits.push((folded.raw(&span), text));
                }
            }
            _ => {}
        }
    }
    let text = edited(raw, edits);
    let is_changed = text != raw;
    let reads_alike = || {
        let before = read::read(&folded.text).reading;
        read::read(&Folded::new(&text).text).reading == before
    };
    (is_changed && reads_alike()).then_some(text)
}

type Edits = Vec<(Range<usize>, String)>;

fn mend_number(raw: &str, folded: &Folded, found: &Counted, aspect: Aspect, edits: &mut Edits) {
    let notation = number(raw, folded, found);
    let mut put = |span: &Range<usize>, text: String| edits.push((folded.raw(span), text));
    match aspect {
        Aspect::Signs => {
            let before = notation
                .before
                .iter()
                .filter(|mark| mark.form > MarkForm::Word);
            edits.extend(before.map(|mark| (mark.span.clone(), mark.comparator.sign().to_owned())));
        }
        Aspect::Words => mend_words(&notation, folded, found, edits),
        Aspect::Doubled => {
            if notation.is_doubled() {
                edits.extend(superfluous(notation).map(|mark| (mark.span, String::new())));
            }
        }
        Aspect::Percent => match notation.percent {
            Some(PercentForm::WideSign) => put(&found.unit, "%".to_owned()),
            Some(PercentForm::Hundredths | PercentForm::Word | PercentForm::Tenths) => {
                put(
                    &(found.figures.start..found.unit.end),
                    format!("{}%", found.quantity.number),
                );
            }
            _ => {}
        },
        Aspect::Numerals => {
            let by_percent = matches!(
                notation.percent,
                Some(PercentForm::Hundredths | PercentForm::Tenths)
            );
            if notation.numerals != NumeralForm::Digits && !by_percent {
                put(&found.figures, found.quantity.number.to_string());
            }
        }
        Aspect::Separators if found.has_separators => {
            put(&found.figures, found.quantity.number.to_string());
        }
        Aspect::Spaces if notation.has_spaces => {
            let span = folded.raw(&found.span);
            let text = raw.get(span.clone()).unwrap_or_default();
            edits.push((span, text.chars().filter(|c| !c.is_whitespace()).collect()));
        }
        Aspect::Separators | Aspect::Spaces | Aspect::Dates => {}
    }
}

fn mend_words(notation: &NumberNotation, folded: &Folded, found: &Counted, edits: &mut Edits) {
    let is_word = |mark: &&Mark| mark.form == MarkForm::Word;
    let before = notation.before.as_ref();
    let after = notation.after.as_ref();
    let mends =
        before.as_ref().is_some_and(is_word) || (after.is_some() && !notation.is_contradictory());
    let Some(comparator) = found.quantity.comparator.filter(|_| mends) else {
        return;
    };
    if before.is_none_or(|mark| mark.form == MarkForm::Word) {
        // 达到90%以上 loses its verb to the sign.
        let start = found
            .neutral
            .as_ref()
            .map_or(found.figures.start, |span| span.start);
        let at = before.map_or(found.figures.start, |_| found.figures.start);
        let lead = found
            .before
            .as_ref()
            .map_or(start..at, |sign| start.min(sign.span.start)..sign.span.end);
        edits.push((folded.raw(&lead), comparator.sign().to_owned()));
    }
    edits.extend(after.map(|mark| (mark.span.clone(), String::new())));
}

/// The text with its edits, which stand in order and do not overlap.
fn edited(raw: &str, edits: Edits) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut at = 0;
    for (span, new) in edits {
        text.push_str(raw.get(at..span.start).unwrap_or_default());
        text.push_str(&new);
        at = span.end.max(at);
    }
    text.push_str(raw.get(at..).unwrap_or_default());
    text
}

fn number(raw: &str, folded: &Folded, found: &Counted) -> NumberNotation {
    let text = |span: &Range<usize>| raw.get(folded.raw(span)).unwrap_or_default();
    let numerals = if found.numerals == NumeralForm::Digits && has_wide_digits(text(&found.figures))
    {
        NumeralForm::WideDigits
    } else {
        found.numerals
    };
    let percent = found.percent.map(|form| {
        let is_wide = form == PercentForm::Sign && text(&found.unit) != "%";
        if is_wide { PercentForm::WideSign } else { form }
    });
    NumberNotation {
        span: folded.raw(&found.span),
        before: found.before.as_ref().map(|sign| mark(raw, folded, sign)),
        again: found.again.as_ref().map(|sign| mark(raw, folded, sign)),
        after: found.after.as_ref().map(|sign| mark(raw, folded, sign)),
        percent,
        numerals,
        has_separators: found.has_separators,
        has_spaces: text(&found.span).contains(char::is_whitespace),
    }
}

/// The marks that repeat another; a sign stays rather than a word.
fn superfluous(notation: NumberNotation) -> impl Iterator<Item = Mark> {
    let NumberNotation {
        before,
        again,
        after,
        ..
    } = notation;
    let is_word = |mark: &Option<Mark>| {
        let mark = mark.as_ref();
        mark.is_some_and(|mark| mark.form == MarkForm::Word)
    };
    let (first, second) = if is_word(&before) && again.is_some() && !is_word(&again) {
        (before, None)
    } else {
        (None, again)
    };
    first.into_iter().chain(second).chain(after)
}

fn mark(raw: &str, folded: &Folded, sign: &Sign) -> Mark {
    let span = folded.raw(&sign.span);
    let is_wide = matches!(raw.get(span.clone()), Some("＞" | "＜" | "＝"));
    Mark {
        comparator: sign.comparator,
        form: if is_wide {
            MarkForm::Standard
        } else {
            sign.form
        },
        span,
    }
}

fn written(raw: &str, folded: &Folded, form: DateForm, span: &Range<usize>) -> DateForm {
    let text = raw.get(folded.raw(span)).unwrap_or_default();
    if form == DateForm::Standard && has_wide_digits(text) {
        DateForm::OtherNumerals
    } else {
        form
    }
}

fn has_wide_digits(text: &str) -> bool {
    text.contains(|c| matches!(c, '０'..='９'))
}
