//! Finds the numbers and dates of an 指标值 in folded text, in one pass.
//!
//! The pass looks a bounded number of characters ahead and goes on behind what it looked at, so
//! its work is linear in the length of the text.

use std::ops::Range;

use crate::base::number::Number;

use super::figures::{self, Figures};
use super::notation::{DateForm, MarkForm, NumeralForm, PercentForm};
use super::read_date::{self, What};
use super::reading::{Comparator, Quantity, RankKind};
use super::units;
use super::words::{
    AFTER, BEFORE, HEDGES_BEFORE, HEDGES_BEHIND, HEDGES_INSIDE, NAMES, NEUTRAL, PER, TIME_UNITS,
    UNITS, strip_any,
};

/// What was found, with its place in the folded text.
pub(super) enum Item {
    /// A number that counts something, or nothing as yet.
    Number(Box<Counted>),
    /// A date or a period.
    Date {
        what: What,
        form: DateForm,
        span: Range<usize>,
    },
    /// 1:50.
    Ratio {
        before: Option<Comparator>,
        left: Number,
        right: Number,
        span: Range<usize>,
    },
    /// 第1名, 前10名.
    Rank {
        number: Number,
        unit: String,
        kind: RankKind,
        span: Range<usize>,
    },
    /// A number of a name or a document: 12345热线, 〔2018〕88号.
    Name(Range<usize>),
}

/// A number with all that belongs to it.
pub(super) struct Counted {
    pub(super) quantity: Quantity,
    /// From the neutral word or comparator to the end of the unit and of the word behind.
    pub(super) span: Range<usize>,
    /// 达到 and the like before it.
    pub(super) neutral: Option<Range<usize>>,
    pub(super) before: Option<Sign>,
    /// A second comparator behind the first.
    pub(super) again: Option<Sign>,
    pub(super) after: Option<Sign>,
    /// The figures, with 百分之.
    pub(super) figures: Range<usize>,
    pub(super) unit: Range<usize>,
    pub(super) percent: Option<PercentForm>,
    pub(super) numerals: NumeralForm,
    pub(super) has_separators: bool,
    /// 内 or 以内 behind a unit of time.
    pub(super) is_within: bool,
}

/// A comparator with its place.
#[derive(Clone)]
pub(super) struct Sign {
    pub(super) comparator: Comparator,
    pub(super) form: MarkForm,
    pub(super) span: Range<usize>,
}

impl Item {
    pub(super) fn span(&self) -> &Range<usize> {
        match self {
            Self::Number(found) => &found.span,
            Self::Date { span, .. }
            | Self::Ratio { span, .. }
            | Self::Rank { span, .. }
            | Self::Name(span) => span,
        }
    }
}

impl Counted {
    /// It counts something that is not a part of a date.
    pub(super) fn counts(&self) -> bool {
        let unit = self.quantity.unit.as_str();
        !unit.is_empty()
            && (self.is_within || !["年", "月", "日", "号"].iter().any(|w| unit.starts_with(w)))
    }

    /// ≤85%以上: one of the two comparators is a slip, and nobody knows which.
    pub(super) fn is_contradictory(&self) -> bool {
        let said = |sign: &Option<Sign>| sign.as_ref().map(|sign| sign.comparator);
        let Some(before) = said(&self.before) else {
            return false;
        };
        let others = [said(&self.again), said(&self.after)];
        others.into_iter().flatten().any(|other| {
            before.is_lower_bound() && other.is_upper_bound()
                || before.is_upper_bound() && other.is_lower_bound()
        })
    }

    /// Adds what stands before it.
    fn take(&mut self, lead: Lead) {
        for word in lead.per {
            self.quantity.unit.push('/');
            self.quantity.unit.push_str(word);
        }
        self.quantity.is_approximate |= lead.is_about;
        if let Some(sign) = &lead.before {
            self.quantity.comparator = Some(sign.comparator);
        }
        self.before = lead.before;
        self.again = lead.again;
        self.neutral = lead.neutral;
    }

    /// A unit of time.
    pub(super) fn is_time(&self) -> bool {
        TIME_UNITS.contains(&self.quantity.unit.as_str())
    }
}

/// All numbers and dates.
pub(super) fn items(text: &str) -> Vec<Item> {
    let mut found = Vec::new();
    let mut scanner = Scanner {
        text,
        at: 0,
        bound: 0,
    };
    while let Some(c) = scanner.rest(scanner.at).chars().next() {
        if let Some(item) = scanner.item(c) {
            scanner.at = item.span().end;
            scanner.bound = scanner.at;
            found.push(item);
        } else if c.is_ascii_digit() {
            let rest = scanner.rest(scanner.at);
            let digits = rest.find(|c: char| !c.is_ascii_digit());
            scanner.at += digits.unwrap_or(rest.len());
        } else {
            scanner.at += c.len_utf8();
        }
    }
    found
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// The end of the last item.
    bound: usize,
}

/// What stands before a number.
#[derive(Default)]
struct Lead {
    /// 达到 and the like.
    neutral: Option<Range<usize>>,
    /// 每年, 每人.
    per: Vec<&'static str>,
    before: Option<Sign>,
    /// 不少于 in ≥不少于.
    again: Option<Sign>,
    is_about: bool,
    /// Where the number starts, or its minus.
    end: usize,
}

impl Lead {
    /// Neither a comparator nor a word in its place.
    fn is_silent(&self) -> bool {
        self.neutral.is_none() && self.before.is_none()
    }
}

impl<'a> Scanner<'a> {
    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Where a rest of the text starts.
    fn end(&self, rest: &str) -> usize {
        self.text.len() - rest.len()
    }

    /// The character before this place, as far as no item has it.
    fn before(&self) -> Option<char> {
        self.text.get(self.bound..self.at)?.chars().next_back()
    }

    /// What starts here.
    fn item(&self, c: char) -> Option<Item> {
        self.ordinal()
            .or_else(|| self.date())
            .or_else(|| self.top())
            .or_else(|| self.number(c))
    }

    fn date(&self) -> Option<Item> {
        let found = read_date::at(self.rest(self.at))?;
        let span = self.at..self.end(found.rest);
        Some(Item::Date {
            what: found.what,
            form: found.form,
            span,
        })
    }

    /// 第1名; a quarter is a date and no place.
    fn ordinal(&self) -> Option<Item> {
        if self.before() != Some('第') {
            return None;
        }
        let figures = self.figures(self.at)?;
        let (unit, end) = self.place(figures.end);
        let Some(unit) = unit else {
            return Some(Item::Name(self.at..figures.end));
        };
        Some(Item::Rank {
            number: figures.number,
            unit: unit.to_owned(),
            kind: RankKind::At,
            span: self.at - '第'.len_utf8()..end,
        })
    }

    /// 前10名, 前三.
    fn top(&self) -> Option<Item> {
        let rest = self.rest(self.at).strip_prefix('前')?;
        let figures = self.figures(self.end(rest))?;
        let (unit, end) = self.place(figures.end);
        Some(Item::Rank {
            number: figures.number,
            unit: unit?.to_owned(),
            kind: RankKind::Top,
            span: self.at..end,
        })
    }

    /// The unit of a place in an order; nothing where the text goes on otherwise.
    fn place(&self, at: usize) -> (Option<&'static str>, usize) {
        let rest = self.rest(at);
        if let Some((unit, rest)) = strip_any(rest, &["名", "位", "%", "等"]) {
            return (Some(unit), self.end(rest));
        }
        let ends = rest
            .chars()
            .next()
            .is_none_or(|c| "，,。；;、 ".contains(c));
        (ends.then_some(""), at)
    }

    /// A number, with what stands before and behind it.
    fn number(&self, c: char) -> Option<Item> {
        let lead = self.lead();
        let start = self.minus(&lead);
        let figures = self.figures(start)?;
        if lead.before.is_some() && self.is_year(start) {
            return None;
        }
        if let Some(ratio) = self.ratio(&figures, lead.before.as_ref()) {
            return Some(ratio);
        }
        if lead.is_silent() && self.is_name(&figures) {
            return Some(Item::Name(self.at..figures.end));
        }
        let mut counted = self.with_unit(lead.end, &figures);
        if counted.numerals == NumeralForm::Chinese && !self.is_counting(c, &counted, &lead) {
            return None;
        }
        if start > lead.end {
            counted.quantity.number = counted.quantity.number.negated();
        }
        counted.take(lead);
        Some(Item::Number(Box::new(counted)))
    }

    /// A Chinese numeral counts where a unit that is known stands behind it; one figure in the
    /// middle of a sentence may be any word.
    fn is_counting(&self, c: char, counted: &Counted, lead: &Lead) -> bool {
        let unit = counted.quantity.unit.as_str();
        let known = counted.percent.is_some()
            || lead.before.is_some()
            || unit.trim_start_matches(['万', '亿']) != unit
            || strip_any(unit, UNITS).is_some()
            || strip_any(self.rest(counted.figures.end), &["至", "-", "~"]).is_some();
        let is_long =
            counted.figures.len() > c.len_utf8() || counted.span.start < counted.figures.start;
        let is_first = self
            .before()
            .is_none_or(|c| "，,。；;、 -~至到".contains(c));
        known && !unit.starts_with('级') && (is_long || is_first || c == '两')
    }

    /// 达到, 每年, 约 and a comparator, in the order people write them.
    fn lead(&self) -> Lead {
        let mut lead = Lead {
            end: self.at,
            ..Lead::default()
        };
        // At most a few words stand before a number.
        for _ in 0..6 {
            let Some(end) = self.lead_word(&mut lead) else {
                break;
            };
            lead.end = self.skip_few_spaces(end);
        }
        lead
    }

    /// One word more of what stands before a number; where it ends.
    fn lead_word(&self, lead: &mut Lead) -> Option<usize> {
        let rest = self.rest(lead.end);
        let per = PER
            .iter()
            .find_map(|(word, per)| Some((*per, rest.strip_prefix(word)?)));
        if let Some((per, behind)) = per {
            lead.per.push(per);
            return Some(self.end(behind));
        }
        if let Some(sign) = self.sign(lead.end) {
            let end = sign.span.end;
            // The first of two tells: ≥不低于90%.
            if lead.before.is_none() {
                lead.before = Some(sign);
            } else {
                lead.again.get_or_insert(sign);
            }
            return Some(end);
        }
        if let Some((_, behind)) = strip_any(rest, HEDGES_BEFORE) {
            lead.is_about = true;
            return Some(self.end(behind));
        }
        let (_, behind) = strip_any(rest, NEUTRAL).filter(|_| lead.is_silent())?;
        let end = self.end(behind);
        lead.neutral = Some(lead.end..end);
        Some(end)
    }

    /// Spaces, as many as people type.
    fn skip_few_spaces(&self, at: usize) -> usize {
        let n = self
            .rest(at)
            .bytes()
            .take(8)
            .take_while(|b| *b == b' ')
            .count();
        at + n
    }

    fn sign(&self, at: usize) -> Option<Sign> {
        let rest = self.rest(at);
        BEFORE.iter().find_map(|(word, comparator, form)| {
            let behind = rest.strip_prefix(word)?;
            Some(Sign {
                comparator: *comparator,
                form: *form,
                span: at..self.end(behind),
            })
        })
    }

    /// Behind a minus, where no number stands before it; the end of the lead where there is none.
    fn minus(&self, lead: &Lead) -> usize {
        let first = self.bound == 0 && self.before().is_none_or(|c| "，,；;、 (".contains(c));
        self.rest(lead.end)
            .strip_prefix(['-', '－'])
            .filter(|_| first || lead.before.is_some())
            .map_or(lead.end, |rest| self.skip_few_spaces(self.end(rest)))
    }

    /// 高于2023年 compares with a year and does not count years.
    fn is_year(&self, at: usize) -> bool {
        let rest = self.rest(at);
        rest.bytes().take(4).filter(u8::is_ascii_digit).count() == 4
            && rest.get(4..).is_some_and(|rest| rest.starts_with('年'))
            && read_date::at(rest).is_some()
    }

    /// 12345热线, 88号, 〔2018〕, 5G, 4A级.
    fn is_name(&self, figures: &Figures) -> bool {
        let rest = self.rest(figures.end);
        let in_brackets = matches!(self.before(), Some('〔' | '[' | '【'));
        let in_word = self
            .text
            .get(..self.at)
            .and_then(|text| text.chars().next_back())
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '第');
        let letter = rest.starts_with(|c: char| c.is_ascii_uppercase());
        in_brackets
            || in_word
            || letter
            || rest.starts_with("分之")
            || strip_any(rest, NAMES).is_some()
    }

    fn ratio(&self, left: &Figures, before: Option<&Sign>) -> Option<Item> {
        let (_, rest) = strip_any(self.rest(left.end), &[":", "比"])?;
        let right = self.figures(self.end(rest))?;
        // 10:00 and 10:30前 are times of the day.
        if rest.starts_with('0') || self.rest(right.end).starts_with(['前', ':', '-']) {
            return Some(Item::Name(self.at..right.end));
        }
        Some(Item::Ratio {
            before: before.map(|sign| sign.comparator),
            left: left.number,
            right: right.number,
            span: self.at..right.end,
        })
    }

    fn figures(&self, at: usize) -> Option<Figures> {
        let mut figures = figures::at(self.rest(at))?;
        figures.end += at;
        Some(figures)
    }

    /// The number with its unit and the word behind.
    fn with_unit(&self, start: usize, figures: &Figures) -> Counted {
        let mut found = Counted {
            quantity: Quantity {
                comparator: None,
                number: figures.number,
                unit: String::new(),
                is_approximate: false,
            },
            span: self.at..figures.end,
            neutral: None,
            before: None,
            again: None,
            after: None,
            figures: start..figures.end,
            unit: figures.end..figures.end,
            percent: figures.percent,
            numerals: figures.form,
            has_separators: figures.has_separators,
            is_within: false,
        };
        let mut at = self.skip_few_spaces(figures.end);
        if let Some(rest) = self.rest(at).strip_prefix(HEDGES_INSIDE) {
            found.quantity.is_approximate = true;
            at = self.end(rest);
        }
        self.unit(&mut found, at);
        self.behind(&mut found);
        found
    }

    fn unit(&self, found: &mut Counted, at: usize) {
        if found.percent.is_some() {
            found.quantity.unit.push('%');
            // 百分之90% says it twice.
            let sign = units::percent(self.rest(at));
            if let Some(sign) = sign.filter(|sign| sign.form == Some(PercentForm::Sign)) {
                found.unit = at..self.end(sign.rest);
                found.span.end = found.unit.end;
            }
            return;
        }
        if let Some(percent) = units::percent(self.rest(at)) {
            found.percent = percent.form;
            percent.unit.clone_into(&mut found.quantity.unit);
            found.unit = at..self.end(percent.rest);
            if percent.form == Some(PercentForm::Tenths) {
                let tenfold = found.quantity.number.times(Number::whole(10));
                found.quantity.number = tenfold.unwrap_or(found.quantity.number);
            }
        } else {
            let unit = units::counted(self.rest(at));
            unit.clone_into(&mut found.quantity.unit);
            if !unit.is_empty() || found.quantity.is_approximate {
                found.unit = at..at + unit.len();
            }
        }
        found.span.end = found.unit.end;
    }

    /// 左右, 以上, 内 behind the unit.
    fn behind(&self, found: &mut Counted) {
        for _ in 0..3 {
            let at = self.skip_few_spaces(found.span.end);
            let rest = self.rest(at);
            if let Some((_, behind)) = strip_any(rest, HEDGES_BEHIND) {
                found.quantity.is_approximate = true;
                found.span.end = self.end(behind);
            } else if let Some((comparator, behind)) = AFTER
                .iter()
                .find_map(|(word, c)| rest.strip_prefix(word).map(|behind| (*c, behind)))
            {
                let end = self.end(behind);
                found.span.end = end;
                if let Some(comparator) = comparator {
                    found.is_within |= comparator == Comparator::AtMost && found.is_time();
                    found.quantity.comparator.get_or_insert(comparator);
                    found.after.get_or_insert(Sign {
                        comparator,
                        form: MarkForm::Word,
                        span: at..end,
                    });
                }
            } else if found.is_time() && rest.starts_with('内') {
                found.is_within = true;
                found.quantity.comparator.get_or_insert(Comparator::AtMost);
                found.span.end = at + '内'.len_utf8();
            } else {
                break;
            }
        }
    }
}
