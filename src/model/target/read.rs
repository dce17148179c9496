//! Reads an 指标值: from grades and dates as a whole to numbers, and to words at last.
//!
//! What is not understood is free text; nothing is refused.

use crate::base::numeral;

use super::date::{DatePart, DateRole, Every, TargetDate};
use super::read_date::{self, What};
use super::reading::{Comparator, Duration, Quantity, Rank, Reading, Recurring};
use super::scan::{Counted, Item, items};
use super::words::{BEFORE, NEUTRAL, strip_any};
use super::{read_relative, read_words};

/// A reading, and whether it says all that is written.
pub(super) struct Parsed {
    pub(super) reading: Reading,
    /// No remark was left out; words around a date or a figure are remarks.
    pub(super) is_whole: bool,
}

impl Parsed {
    pub(super) fn whole(reading: Reading) -> Self {
        Self {
            reading,
            is_whole: true,
        }
    }

    pub(super) fn partly(reading: Reading) -> Self {
        Self {
            reading,
            is_whole: false,
        }
    }
}

/// Reads folded text.
pub(super) fn read(text: &str) -> Parsed {
    let value = text.trim_matches([' ', '。', ';', '；']);
    if text.trim().is_empty() {
        return Parsed::whole(Reading::Empty);
    }
    if let Some(grade) = read_words::grade(value) {
        return grade;
    }
    if let Some(recurring) = recurring(value) {
        return Parsed::partly(Reading::Recurring(recurring));
    }
    if let Some(parsed) = date(value) {
        return parsed;
    }
    let items = items(value);
    read_relative::relative(value, &items)
        .or_else(|| single(value, &items))
        .or_else(|| numbers(value, &items))
        .unwrap_or_else(|| Parsed::partly(read_words::words(value)))
}

/// 不低于 and the like at the start of a text, also behind 达到, and the text behind.
pub(super) fn comparator_before(value: &str) -> (Option<Comparator>, &str) {
    let value = strip_any(value, NEUTRAL).map_or(value, |(_, rest)| rest);
    BEFORE
        .iter()
        .find_map(|(word, comparator, _)| {
            let rest = value.strip_prefix(word)?;
            Some((Some(*comparator), rest.trim_start()))
        })
        .unwrap_or((None, value))
}

/// 每月10日前, 每季度末前.
fn recurring(value: &str) -> Option<Recurring> {
    const EVERY: [(&str, Every); 11] = [
        ("每半年", Every::HalfYear),
        ("每季度", Every::Quarter),
        ("每季", Every::Quarter),
        ("每年度", Every::Year),
        ("每年", Every::Year),
        ("每个月", Every::Month),
        ("每月", Every::Month),
        ("每周", Every::Week),
        ("每星期", Every::Week),
        ("每日", Every::Day),
        ("每天", Every::Day),
    ];
    let (every, when) = EVERY
        .iter()
        .find_map(|(word, every)| Some((*every, value.strip_prefix(word)?)))?;
    let when = when.trim();
    let rest = when.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || numeral::is_figure(c)
            || matches!(c, '月' | '日' | '号' | '点' | ':' | ' ')
    });
    let day_ends = when.get(..when.len() - rest.len()).is_some_and(|day| {
        day.is_empty() || every == Every::Week || day.ends_with(['月', '日', '号', '点', '0'])
    });
    let (role, behind) = read_date::role(rest);
    let is_dated = day_ends && role != DateRole::Plain && is_remark(behind);
    let when = when.to_owned();
    (is_dated && when != "完成").then_some(Recurring { every, when })
}

/// Words that may follow a date: a few, with no figure.
fn is_remark(text: &str) -> bool {
    text.chars().nth(30).is_none() && !text.chars().any(|c| c.is_ascii_digit())
}

/// A date or a period as a whole.
fn date(value: &str) -> Option<Parsed> {
    const LEADS: [&str; 14] = [
        "不晚于",
        "不迟于",
        "最迟",
        "最晚",
        "截至",
        "截止到",
        "截止",
        "确保",
        "力争",
        "于",
        "在",
        "至",
        "到",
        "预计",
    ];
    let (lead, dated) = strip_any(value, &LEADS).unwrap_or(("", value));
    let sign = comparator_before(dated);
    let limit = sign.0.filter(|comparator| comparator.is_upper_bound());
    let dated = limit.map_or(dated, |_| sign.1);
    let found = read_date::at(dated)?;
    let rest = found.rest.trim();
    let done = ["", "完成", "全部完成", "前完成"].contains(&rest);
    if !done && !is_remark(rest) {
        return None;
    }
    let reading = match found.what {
        // 2024年要求 is no date; 2024年12月前建成 is.
        What::Date(date) if !done && !date.is_deadline() && !begins_clause(rest) => return None,
        // 不超过2023年 compares with a year.
        What::Date(date) if limit.is_some() && date.date.part == DatePart::Year => return None,
        What::Date(date) => Reading::Date(limited(date, lead, limit)),
        What::Period(period) => Reading::Period(period),
        What::Impossible => {
            let end = dated.len() - found.rest.len();
            let text = dated.get(..end).unwrap_or_default();
            return Some(Parsed::partly(Reading::ImpossibleDate(text.to_owned())));
        }
    };
    Some(Parsed {
        reading,
        is_whole: rest.is_empty() && dated == value,
    })
}

/// 不晚于2024年12月31日 and ≤2024年12月31日 are deadlines as 2024年12月31日前 is.
fn limited(date: TargetDate, lead: &str, limit: Option<Comparator>) -> TargetDate {
    let is_late = lead.contains(['晚', '迟']) || limit.is_some();
    let role = if is_late && !date.is_deadline() {
        DateRole::Before
    } else {
        date.role
    };
    TargetDate { role, ..date }
}

fn begins_clause(rest: &str) -> bool {
    rest.starts_with(['，', ',', '。', ';', '；', '('])
        || strip_any(rest, &["完成", "建成", "竣工", "办结", "前", "验收"]).is_some()
}

/// A ratio or a place in an order, alone or with words before it.
fn single(value: &str, items: &[Item]) -> Option<Parsed> {
    let [item] = items else { return None };
    let span = item.span();
    let is_alone = *span == (0..value.len());
    let short_words = value.chars().nth(20).is_none();
    let reading = match item {
        Item::Ratio {
            before,
            left,
            right,
            ..
        } if short_words => Reading::Ratio {
            comparator: *before,
            left: *left,
            right: *right,
        },
        Item::Rank {
            number, unit, kind, ..
        } if short_words => Reading::Rank(Rank {
            number: *number,
            unit: unit.clone(),
            kind: *kind,
        }),
        _ => return None,
    };
    Some(Parsed {
        reading,
        is_whole: is_alone,
    })
}

pub(super) fn numbers_in(items: &[Item]) -> impl Iterator<Item = &Counted> {
    items.iter().filter_map(|item| match item {
        Item::Number(found) => Some(found.as_ref()),
        _ => None,
    })
}

/// Quantity, range, compound, duration or figure.
fn numbers(value: &str, items: &[Item]) -> Option<Parsed> {
    if let Some(parsed) = with_bracket(value, items) {
        return Some(parsed);
    }
    let found: Vec<&Counted> = numbers_in(items).collect();
    let is_pure = found.len() == items.len();
    if let ([low, high], true) = (found.as_slice(), is_pure)
        && let Some(range) = range(value, low, high)
    {
        return Some(range);
    }
    if let ([only], true) = (found.as_slice(), is_pure)
        && let Some(parsed) = lone(value, only)
    {
        return Some(parsed);
    }
    if let Some(parts) = compound(value, items) {
        let is_whole = parts.iter().all(|part| is_bare(value, part.lead.clone()))
            && parts
                .last()
                .is_some_and(|part| part.counted.span.end == value.len());
        let parts = parts.into_iter().map(|part| part.counted.quantity.clone());
        return Some(Parsed {
            reading: Reading::Compound(parts.collect()),
            is_whole,
        });
    }
    figure(value, &found).map(Parsed::partly)
}

/// 95%以上（含95%）: what stands in brackets behind a first number is a remark.
fn with_bracket(value: &str, items: &[Item]) -> Option<Parsed> {
    let (Item::Number(first), [_, ..]) = (items.first()?, items.get(1..)?) else {
        return None;
    };
    let tail = value.get(first.span.end..)?.trim();
    let is_remark = tail.strip_prefix('(')?.find(')')? + 2 == tail.len();
    let is_first = value.get(..first.span.start)?.trim().is_empty();
    (is_remark && is_first).then(|| Parsed::partly(Reading::Quantity(first.quantity.clone())))
}

fn is_bare(value: &str, lead: std::ops::Range<usize>) -> bool {
    value
        .get(lead)
        .is_none_or(|lead| lead.trim_matches(is_separator).is_empty())
}

/// 80%-90%, 3~5次.
fn range(value: &str, low: &Counted, high: &Counted) -> Option<Parsed> {
    let lead = value.get(..low.span.start)?.trim();
    let gap = value.get(low.span.end..high.span.start)?.trim();
    let tail = value.get(high.span.end..)?.trim();
    let joined = ["-", "~", "—", "——", "－", "至", "到", "--", "~~"].contains(&gap);
    if !joined || !lead.is_empty() || !tail.is_empty() {
        return None;
    }
    let mut first = low.quantity.clone();
    if first.unit.is_empty() {
        first.unit.clone_from(&high.quantity.unit);
    }
    Some(Parsed::whole(Reading::Range {
        low: first,
        high: high.quantity.clone(),
    }))
}

/// One number: alone, with a remark, or as a duration.
fn lone(value: &str, found: &Counted) -> Option<Parsed> {
    let lead = value.get(..found.span.start)?.trim();
    let tail = value.get(found.span.end..)?.trim();
    if let Some(duration) = duration(found, lead, tail) {
        return Some(duration);
    }
    let is_counted = !lead.is_empty();
    let remark = tail.is_empty() || tail.starts_with(is_separator) || tail.starts_with('(');
    // 10日前 is a date that lacks its month.
    let is_date = !found.counts() && !found.quantity.unit.is_empty() && !found.is_time();
    if is_counted || !remark || is_date {
        return None;
    }
    let quantity = found.quantity.clone();
    Some(Parsed {
        reading: Reading::Quantity(quantity),
        is_whole: tail.is_empty() && !found.is_contradictory(),
    })
}

/// 5个工作日内, 收到申请后5个工作日内, ≤24小时.
fn duration(found: &Counted, lead: &str, tail: &str) -> Option<Parsed> {
    let is_limit = found
        .quantity
        .comparator
        .is_some_and(Comparator::is_upper_bound);
    let after = lead.trim_end_matches(['，', ',', ' ']);
    let is_led = after.ends_with(['后', '起']) || after.is_empty() || after == "在";
    let is_duration = found.is_time() && is_limit && is_led;
    if !is_duration || tail.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    Some(Parsed {
        reading: Reading::Duration(Duration {
            limit: found.quantity.clone(),
            after: if after == "在" {
                String::new()
            } else {
                after.to_owned()
            },
        }),
        is_whole: tail.is_empty() && after == lead && after != "在",
    })
}

/// A quantity of several, and where the words before it stand.
pub(super) struct PartFound<'a> {
    pub(super) counted: &'a Counted,
    pub(super) lead: std::ops::Range<usize>,
}

/// 66个388节次; 1600人、200人; 培训1600人次，举办20场: short words and separators stand between.
pub(super) fn compound<'a>(value: &str, items: &'a [Item]) -> Option<Vec<PartFound<'a>>> {
    let mut parts = Vec::new();
    let mut end = 0;
    for item in items {
        let Item::Number(counted) = item else {
            return None;
        };
        let gap = value.get(end..counted.span.start)?;
        let has_place = counted.counts() && !counted.is_within;
        let is_sign = ["-", "~", "—", "至", "到", "/", ":"].contains(&gap.trim());
        if !has_place || is_sign {
            return None;
        }
        let lead = gap
            .char_indices()
            .rfind(|(_, c)| is_separator(*c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let words = gap.get(lead..)?;
        let is_long = gap.chars().nth(24).is_some() || words.chars().nth(12).is_some();
        if is_long || strip_any(words, &["按", "根据", "第"]).is_some() || gap.contains("标准")
        {
            return None;
        }
        parts.push(PartFound {
            counted,
            lead: end + lead..counted.span.start,
        });
        end = counted.span.end;
    }
    let tail = value.get(end..)?;
    let short = tail.chars().nth(6).is_none() || tail.starts_with(is_separator);
    (parts.len() > 1 && short && !tail.starts_with('的')).then_some(parts)
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '、' | ',' | ';' | '；' | '，' | '。' | '和' | '及' | '与' | '并' | '或' | ' ' | '+'
    )
}

/// The first number in a sentence that counts something, rather than measures time.
fn figure(value: &str, found: &[&Counted]) -> Option<Reading> {
    let counting = || {
        found.iter().filter(|found| {
            let before = value.get(..found.span.start).unwrap_or_default();
            found.counts() && !before.ends_with('第')
        })
    };
    counting()
        .find(|found| !found.is_time())
        .or_else(|| counting().next())
        .map(|found| Reading::Figure(found.quantity.clone()))
}

/// The quantity as the form spells it; nothing for one that is not exact.
pub(super) fn spelt(quantity: &Quantity) -> Option<String> {
    let sign = quantity.comparator.map_or("", Comparator::sign);
    (!quantity.is_approximate).then(|| format!("{sign}{}{}", quantity.number, quantity.unit))
}
