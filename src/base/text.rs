//! Chinese text: width folding, counting, invisible characters.

pub mod spacing;

/// Full-width ASCII (U+FF01–FF5E), the ideographic space and ￥ to their half-width forms.
///
/// Meant for numbers and comparisons; prose keeps its full-width punctuation.
pub fn fold_width(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// The half-width form of one character.
pub fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '￥' => '¥',
        '\u{FF01}'..='\u{FF5E}' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    }
}

/// 字数 as clerks count it: every visible character once, no spaces, line ends or invisibles.
pub fn count_chars(text: &str) -> usize {
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .count()
}

/// Characters that take no room and come from web pages: zero-width, joiners, direction marks,
/// soft hyphen, byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A Han character, in any of the planes, or a radical that looks like one.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '〇')
}

/// Nothing but spaces and invisible characters.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// The first `max` characters, with `…` where something was cut; for labels and messages.
pub fn shortened(text: &str, max: usize) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    let mut short: String = line.chars().take(max).collect();
    if line.chars().nth(max).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_full_width_forms_but_not_chinese_punctuation() {
        assert_eq!(fold_width("１２，３．４％　（Ａ）。、"), "12,3.4% (A)。、");
    }

    #[test]
    fn counts_visible_characters_only() {
        assert_eq!(count_chars("目标 1：\n开展\u{200B}活动　20场。"), 12);
    }

    #[test]
    fn blank_means_nothing_visible() {
        assert!(is_blank(" \u{3000}\u{200B}\n"));
        assert!(!is_blank("。"));
    }

    #[test]
    fn shortens_to_the_first_written_line() {
        assert_eq!(shortened("\n  一二三四五\n六", 3), "一二三…");
        assert_eq!(shortened("一二三", 3), "一二三");
        assert_eq!(shortened("", 3), "");
    }
}
