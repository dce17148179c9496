//! The figures of a number: digits, Chinese numerals, both mixed, with 百分之 and separators.
//!
//! At most some dozens of characters are looked at, however long the text is.

use crate::base::number::Number;
use crate::base::numeral;

use super::notation::{NumeralForm, PercentForm};
use super::words::{TIME_UNITS, strip_any};

/// Figures at the start of a text.
pub(super) struct Figures {
    pub(super) number: Number,
    /// The byte behind them.
    pub(super) end: usize,
    pub(super) form: NumeralForm,
    pub(super) has_separators: bool,
    /// 百分之 stands before them.
    pub(super) percent: Option<PercentForm>,
}

/// More digits, with their separators, are no number.
const MAX_BYTES: usize = 64;

/// The figures at the start of a text.
pub(super) fn at(text: &str) -> Option<Figures> {
    const HUNDREDTHS: &str = "百分之";
    let Some(mut behind) = text.strip_prefix(HUNDREDTHS) else {
        return plain(text);
    };
    // A slip may have written it twice.
    while let Some(again) = behind.strip_prefix(HUNDREDTHS) {
        behind = again;
    }
    let mut figures = plain(behind)?;
    figures.end += text.len() - behind.len();
    figures.percent = Some(PercentForm::Hundredths);
    Some(figures)
}

fn plain(text: &str) -> Option<Figures> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(text);
    }
    half(text).or_else(|| chinese(text))
}

/// 半年, 半个月.
fn half(text: &str) -> Option<Figures> {
    let behind = text.strip_prefix('半')?;
    strip_any(behind, TIME_UNITS)?;
    Some(Figures {
        number: Number::parse("0.5")?,
        end: text.len() - behind.len(),
        form: NumeralForm::Chinese,
        has_separators: false,
        percent: None,
    })
}

/// 五百; 三亿元 keeps its 亿 with the unit, as 3亿元 has it.
fn chinese(text: &str) -> Option<Figures> {
    let (number, behind) = numeral::leading(text)?;
    let end = text.len() - behind.len();
    let short = text.get(..end)?.strip_suffix(['万', '亿']);
    let (number, end) = short
        .and_then(|short| Some((numeral::parse(short)?, short.len())))
        .unwrap_or((number, end));
    Some(Figures {
        number,
        end,
        form: NumeralForm::Chinese,
        has_separators: false,
        percent: None,
    })
}

/// 1200, 12,000, 0.95, 1千2百.
fn digits(text: &str) -> Option<Figures> {
    let mut digits = String::new();
    let mut end = 0;
    let mut has_separators = false;
    while let Some(rest) = text.get(end..) {
        let mut chars = rest.chars();
        let c = chars.next().unwrap_or_default();
        let is_point = c == '.'
            && !digits.contains('.')
            && chars.next().is_some_and(|next| next.is_ascii_digit());
        if c.is_ascii_digit() || is_point {
            digits.push(c);
            end += 1;
        } else if let Some(skipped) = separator(&digits, rest) {
            has_separators = true;
            end += skipped;
        } else {
            break;
        }
        if end > MAX_BYTES {
            return None;
        }
    }
    let figures = Figures {
        number: Number::parse(&digits)?,
        end,
        form: NumeralForm::Digits,
        has_separators,
        percent: None,
    };
    Some(mixed(text, &digits, &figures).unwrap_or(figures))
}

/// 3千人, 1万2千人: powers of ten between and behind digits. 1.2万 and 3亿 keep theirs with the
/// unit, 3千米 is a length.
fn mixed(text: &str, digits: &str, figures: &Figures) -> Option<Figures> {
    let rest = text.get(figures.end..)?;
    let powers: String = rest
        .chars()
        .take(8)
        .take_while(|c| c.is_ascii_digit() || "百千万亿".contains(*c))
        .collect();
    let behind = rest.get(powers.len()..)?;
    let is_of_unit = powers.chars().all(|c| "万亿".contains(c))
        || powers == "百万"
        || powers == "千万"
        || powers.ends_with(|c: char| c.is_ascii_digit())
        || powers.ends_with('千') && behind.starts_with(['克', '米', '瓦', '伏', '卡', '元']);
    if is_of_unit || digits.len() > 4 || digits.contains('.') {
        return None;
    }
    let numeral: String = digits
        .chars()
        .chain(powers.chars())
        .map(chinese_digit)
        .collect();
    // 12千 is no numeral, and stays a number with a unit.
    Some(Figures {
        number: numeral::parse(&numeral)?,
        end: figures.end + powers.len(),
        form: NumeralForm::Mixed,
        has_separators: figures.has_separators,
        percent: None,
    })
}

/// How many characters set off the thousands here: a comma, a space, or both.
fn separator(digits: &str, rest: &str) -> Option<usize> {
    if digits.contains('.') || digits.starts_with('0') {
        return None;
    }
    [", ", ",", " "]
        .iter()
        .find(|sign| rest.strip_prefix(**sign).is_some_and(is_group))
        .map(|sign| sign.len())
}

/// Three digits and no fourth.
fn is_group(rest: &str) -> bool {
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3
}

fn chinese_digit(c: char) -> char {
    let figures = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    c.to_digit(10)
        .and_then(|digit| figures.get(digit as usize))
        .copied()
        .unwrap_or(c)
}
