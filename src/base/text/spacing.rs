//! Spaces and half-width punctuation beside Chinese characters.
//!
//! Invariant: every function is linear in the text, and twice is once.

use super::is_han;

/// Which spaces are more than damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// Those between foreign words and numbers: names and values, which some systems refuse to
    /// take with any other.
    Words,
    /// Those between Chinese and foreign words or numbers too, as many typists set them.
    Scripts,
}

/// Half-width punctuation beside a Chinese character becomes full-width; never inside numbers,
/// times and addresses. One character for one, so that places stay the same.
pub fn full_width_punctuation(chars: &[char]) -> Vec<char> {
    let paired = brackets_to_widen(chars);
    chars
        .iter()
        .zip(paired)
        .enumerate()
        .map(|(idx, (c, bracket))| {
            let wide = match c {
                '(' if bracket => '（',
                ')' if bracket => '）',
                ',' => '，',
                ';' => '；',
                ':' => '：',
                '?' => '？',
                '!' => '！',
                _ => return *c,
            };
            if bracket || stands_in_chinese(chars, idx) {
                wide
            } else {
                *c
            }
        })
        .collect()
}

/// Whether each character is a half-width bracket to be widened: it, or the one it pairs with,
/// stands in Chinese.
fn brackets_to_widen(chars: &[char]) -> Vec<bool> {
    let mut widen = vec![false; chars.len()];
    let mut open: Vec<usize> = Vec::new();
    for (idx, c) in chars.iter().enumerate() {
        if !matches!(c, '(' | ')') {
            continue;
        }
        let here = stands_in_chinese(chars, idx);
        let partner = if *c == ')' { open.pop() } else { None };
        let both = here || partner.is_some_and(|other| widen.get(other).is_some_and(|wide| *wide));
        for place in partner.into_iter().chain([idx]) {
            if let Some(wide) = widen.get_mut(place) {
                *wide = both;
            }
        }
        if *c == '(' {
            open.push(idx);
        }
    }
    widen
}

/// A Chinese character or its punctuation stands on either side, spaces not counted.
fn stands_in_chinese(chars: &[char], idx: usize) -> bool {
    let before = chars
        .get(..idx)
        .and_then(|part| part.iter().rev().find(|c| !is_space(**c)));
    let after = chars
        .get(idx + 1..)
        .and_then(|part| part.iter().find(|c| !is_space(**c)));
    [before, after].into_iter().flatten().any(|c| {
        // Marks that come from widening do not count, so that cleaning twice changes nothing.
        let widened = matches!(c, '，' | '；' | '：' | '？' | '！' | '（' | '）');
        is_han(*c) || is_quote(*c) || (is_chinese_mark(*c) && !widened)
    })
}

/// Takes spaces out that Chinese does not have, and leaves one where words or numbers would run
/// together; line ends stay.
pub fn without_stray_spaces(chars: &[char], spacing: Spacing) -> Vec<char> {
    let mut kept: Vec<char> = Vec::with_capacity(chars.len());
    let mut rest = chars.iter().copied().peekable();
    while let Some(c) = rest.next() {
        if !is_space(c) {
            kept.push(c);
            continue;
        }
        while rest.next_if(|next| is_space(*next)).is_some() {}
        let next = rest.peek().copied();
        if let (Some(before), Some(after)) = (kept.last().copied(), next)
            && before != '\n'
            && after != '\n'
            && keeps_apart(&kept, before, after, spacing)
        {
            kept.push(' ');
        }
    }
    kept
}

/// Whether a space between these two is more than damage.
fn keeps_apart(kept: &[char], before: char, after: char, spacing: Spacing) -> bool {
    if matches!(before, '.' | '．') && ends_list_number(kept) {
        return after.is_ascii_digit();
    }
    let chinese = |c: char| is_han(c) || is_chinese_mark(c) || is_quote(c);
    let damage = is_chinese_mark(before)
        || is_chinese_mark(after)
        || match spacing {
            Spacing::Words => chinese(before) || chinese(after),
            Spacing::Scripts => chinese(before) && chinese(after),
        }
        || (before.is_ascii_digit() && matches!(after, '%' | '‰' | '℃'))
        || (is_comparator(before) && after.is_ascii_digit());
    !damage
}

/// The line so far is nothing but `1.`.
fn ends_list_number(kept: &[char]) -> bool {
    let mut line = kept.iter().rev().skip(1).take_while(|c| **c != '\n');
    let mut digits = 0;
    line.all(|c| {
        digits += 1;
        c.is_ascii_digit() && digits <= 2
    }) && digits > 0
}

/// White space inside a line.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

/// Punctuation of Chinese prose in full width, without quotes.
pub fn is_chinese_mark(c: char) -> bool {
    let letter_or_digit = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    matches!(c, '\u{3001}'..='\u{3020}' | '\u{FF01}'..='\u{FF65}' | '…' | '—') && !letter_or_digit
}

/// Quotes that Chinese and English share.
fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

fn is_comparator(c: char) -> bool {
    matches!(
        c,
        '≥' | '≤' | '≧' | '≦' | '>' | '<' | '=' | '＞' | '＜' | '＝' | '±'
    )
}
