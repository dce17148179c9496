//! Line ends before the marks of a list (`一、`, `1.`) that scanning turned into spaces.
//!
//! A space is only taken for a line end where a mark follows that fits the numbering; a space
//! that stands behind half-width punctuation may belong to it, and counts only in lists none of
//! whose marks stands inside a line.

use crate::base::text::is_han;
use crate::base::text::spacing::{is_chinese_mark, is_space};

/// Headings are not longer than this.
const MAX_HEADING_CHARS: usize = 40;

/// A mark at the start of a list's item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// 一、
    Chinese,
    /// `1.`, with what stands behind the space, if a digit does.
    Digits { number: u32, digit_follows: bool },
}

/// The text with its line ends; `None` where none is to be restored.
///
/// `original` is the same text before its punctuation was widened.
pub(super) fn with_line_ends(chars: &[char], original: &[char]) -> Option<Vec<char>> {
    let mut numbering = Numbering::of(chars);
    let mut restored: Vec<char> = Vec::with_capacity(chars.len());
    let mut found = false;
    let mut rest = chars;
    while let Some((c, tail)) = rest.split_first() {
        let idx = chars.len() - rest.len();
        let at_start = restored.last().is_none_or(|before| *before == '\n');
        if at_start {
            numbering.note(mark(rest));
        }
        if !is_space(*c) || at_start {
            restored.push(*c);
            rest = tail;
            continue;
        }
        let behind = behind_spaces(rest);
        let may_belong_to_punctuation = idx
            .checked_sub(1)
            .is_some_and(|before| original.get(before) != chars.get(before));
        let ends_line = mark(behind).is_some_and(|mark| {
            numbering.fits(mark, idx) && !(may_belong_to_punctuation && numbering.is_inline(mark))
        });
        if ends_line {
            restored.push('\n');
            found = true;
        } else {
            restored.extend(rest.iter().take(rest.len() - behind.len()));
        }
        rest = behind;
    }
    found.then(|| after_headings(&restored))
}

/// What the marks of a text tell about each other.
#[derive(Debug)]
struct Numbering {
    /// Marks of this kind stand inside a line, right behind the end of a sentence.
    chinese_inline: bool,
    digits_inline: bool,
    /// Where the last item with the number two begins.
    last_second: Option<usize>,
    /// The number of the item before.
    last_number: u32,
}

impl Numbering {
    fn of(chars: &[char]) -> Self {
        let mut numbering = Self {
            chinese_inline: false,
            digits_inline: false,
            last_second: last_second_item(chars),
            last_number: 0,
        };
        for (idx, c) in chars.iter().enumerate() {
            if !matches!(c, '。' | '；' | ';') {
                continue;
            }
            match mark(chars.get(idx + 1..).unwrap_or_default()) {
                Some(Mark::Chinese) => numbering.chinese_inline = true,
                Some(Mark::Digits { .. }) => numbering.digits_inline = true,
                None => {}
            }
        }
        numbering
    }

    /// An item begins a line.
    fn note(&mut self, mark: Option<Mark>) {
        match mark {
            Some(Mark::Digits { number, .. }) => self.last_number = number,
            Some(Mark::Chinese) => self.last_number = 0,
            None => {}
        }
    }

    /// A number continues the list; `1. 5` begins one only where a second item follows, because
    /// it may be a decimal.
    fn fits(&self, mark: Mark, idx: usize) -> bool {
        match mark {
            Mark::Chinese => true,
            Mark::Digits {
                number: 1,
                digit_follows,
            } => !digit_follows || self.last_second.is_some_and(|second| idx < second),
            Mark::Digits { number, .. } => number == self.last_number.saturating_add(1),
        }
    }

    fn is_inline(&self, mark: Mark) -> bool {
        match mark {
            Mark::Chinese => self.chinese_inline,
            Mark::Digits { .. } => self.digits_inline,
        }
    }
}

/// Where the last item with the number two begins.
fn last_second_item(chars: &[char]) -> Option<usize> {
    let is_second =
        |window: &[char]| matches!(window, [before, '2', '.' | '．'] if before.is_whitespace());
    chars
        .windows(3)
        .enumerate()
        .rev()
        .find_map(|(idx, window)| {
            let behind = chars.get(idx + 1..).filter(|_| is_second(window))?;
            matches!(mark(behind)?, Mark::Digits { number: 2, .. }).then_some(idx)
        })
}

/// The mark at the start, if one stands there.
fn mark(chars: &[char]) -> Option<Mark> {
    let numerals = chars.iter().take_while(|c| numeral(**c).is_some()).count();
    if (1..=3).contains(&numerals) {
        let behind = behind_spaces(chars.get(numerals..)?).strip_prefix(&['、'])?;
        let next = *behind_spaces(behind).first()?;
        // 一、二等奖 is no mark.
        return numeral(next).is_none().then_some(Mark::Chinese);
    }
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let (number, behind) = chars.split_at_checked(digits)?;
    let behind = match behind {
        ['.', rest @ ..] => rest,
        _ => behind_spaces(behind).strip_prefix(&['．'])?,
    };
    let item = behind_spaces(behind);
    let digit_follows = item.first()?.is_ascii_digit();
    let is_decimal = digit_follows && item.len() == behind.len();
    (!is_decimal).then_some(Mark::Digits {
        number: number.iter().collect::<String>().parse().ok()?,
        digit_follows,
    })
}

fn behind_spaces(chars: &[char]) -> &[char] {
    let spaces = chars.iter().take_while(|c| is_space(**c)).count();
    chars.get(spaces..).unwrap_or_default()
}

/// In a text whose line ends had become spaces, the space behind a heading was one too:
/// `一、法治课堂 学生……`.
fn after_headings(chars: &[char]) -> Vec<char> {
    let mut restored = Vec::with_capacity(chars.len());
    for (idx, line) in chars.split(|c| *c == '\n').enumerate() {
        if idx > 0 {
            restored.push('\n');
        }
        match heading_end(line) {
            Some((heading, body)) => {
                restored.extend_from_slice(heading);
                restored.push('\n');
                restored.extend_from_slice(body);
            }
            None => restored.extend_from_slice(line),
        }
    }
    restored
}

fn heading_end(line: &[char]) -> Option<(&[char], &[char])> {
    if mark(line) != Some(Mark::Chinese) {
        return None;
    }
    let end = line.iter().position(|c| is_space(*c))?;
    let (heading, behind) = line.split_at_checked(end)?;
    let body = behind_spaces(behind);
    let between_han = is_han(*heading.last()?) && is_han(*body.first()?);
    let is_sentence = heading
        .iter()
        .any(|c| is_chinese_mark(*c) && !matches!(c, '、' | '（' | '）' | '《' | '》'));
    (between_han && !is_sentence && heading.len() <= MAX_HEADING_CHARS).then_some((heading, body))
}

/// The value of a Chinese numeral below eleven.
fn numeral(c: char) -> Option<u32> {
    "一二三四五六七八九十"
        .chars()
        .zip(1..)
        .find_map(|(numeral, value)| (numeral == c).then_some(value))
}

/// The number that 一 to 九十九 write; `None` for other texts.
pub(in crate::exchange) fn chinese_number(text: &str) -> Option<u32> {
    let (tens, ones) = text.split_once('十').unwrap_or(("零", text));
    let single = |part: &str| {
        let mut chars = part.chars();
        let value = chars.next().and_then(numeral).filter(|value| *value < 10);
        chars.next().is_none().then_some(value).flatten()
    };
    let tens = match tens {
        "零" => 0,
        "" => 1,
        _ => single(tens)?,
    };
    let ones = if ones.is_empty() && tens > 0 {
        0
    } else {
        single(ones)?
    };
    tens.checked_mul(10)?.checked_add(ones)
}
