//! `Traits`: which kinds of characters a text holds, found in one walk, so that a rule need not
//! read the many texts that it has nothing to say about.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::rules;
use crate::base::text;

/// Which kinds of characters a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u32);

impl Traits {
    /// `<` or `&`.
    pub const MARKUP: Self = Self(1);
    /// A space of any kind: U+0020, U+3000, U+00A0, a tab and the like; no line end.
    pub const SPACE: Self = Self(1 << 1);
    /// A line end.
    pub const LINE_END: Self = Self(1 << 2);
    /// A control character that is no line end and no tab.
    pub const CONTROL: Self = Self(1 << 3);
    /// A character that takes no room.
    pub const INVISIBLE: Self = Self(1 << 4);
    /// Half-width punctuation: `,` `;` `:` `(` `)` `?` `!`.
    pub const HALF_PUNCT: Self = Self(1 << 5);
    /// A full-width digit, letter or sign of numbers: ０ Ａ ％ ．.
    pub const FULL_WIDTH: Self = Self(1 << 6);
    /// A character that only looks like the usual one: radicals, compatibility ideographs.
    pub const COMPAT: Self = Self(1 << 7);
    /// A character of the private use area.
    pub const PRIVATE: Self = Self(1 << 8);
    /// A quotation mark or a bracket of any kind.
    pub const PAIRED: Self = Self(1 << 9);
    /// A digit, full-width ones too.
    pub const DIGIT: Self = Self(1 << 10);
    /// `%`, `％` or `‰`.
    pub const PERCENT: Self = Self(1 << 11);
    /// A Latin letter, half-width.
    pub const LATIN: Self = Self(1 << 12);
    /// The same or two different marks of punctuation behind one another, spaces not counted:
    /// `。。`, `，。`.
    pub const DOUBLE_PUNCT: Self = Self(1 << 13);
    /// A sign that stands for something to be filled in: `×` `*` `_` `…` `○` `□`, or X twice.
    pub const PLACEHOLDER: Self = Self(1 << 14);
    /// A blank at the beginning or at the end.
    pub const RAGGED: Self = Self(1 << 15);
    /// The character 年.
    pub const YEAR_WORD: Self = Self(1 << 16);
    /// The character 元.
    pub const MONEY_WORD: Self = Self(1 << 17);

    /// The hyphen of the keyboard.
    pub const HYPHEN: Self = Self(1 << 18);
    /// A mark of punctuation at the beginning, spaces not counted.
    pub const LEADING_PUNCT: Self = Self(1 << 19);

    /// The character 万 or 亿.
    pub const MYRIAD: Self = Self(1 << 20);
    /// The character 月.
    pub const MONTH_WORD: Self = Self(1 << 21);
    /// The character 市.
    pub const CITY_WORD: Self = Self(1 << 22);
    /// A sign that may be a comparator in another spelling than the form's: `>` `≧` `》`.
    pub const ODD_SIGN: Self = Self(1 << 23);
    /// `=` or `＝`.
    pub const EQUALS: Self = Self(1 << 24);
    /// A character that every comparator in words has one of: 不, 少, 以上's 上.
    pub const COMPARING_WORD: Self = Self(1 << 25);
    /// A character that every percentage in words has one of: 百, 成.
    pub const PERCENT_WORD: Self = Self(1 << 26);
    /// Digits enough for the number of a person or an account.
    pub const MANY_DIGITS: Self = Self(1 << 27);

    /// Perhaps a word of the long lists that some rules look for; certainly none without it.
    pub const LISTED_WORD: Self = Self(1 << 28);

    /// Looks through a text.
    pub fn of(typed: &str) -> Self {
        let mut found = Self::default();
        let mut last = ' ';
        let mut last_seen = None;
        let mut digits = 0;
        let listed = &*LISTED;
        for c in typed.chars() {
            if listed.has_pair(last, c) || listed.is_word(c) {
                found.add(Self::LISTED_WORD);
            }
            if ('一'..='龥').contains(&c) {
                found.add(of_han(c));
                last_seen = Some(c);
                last = c;
                continue;
            }
            let kind = of_char(c);
            found.add(kind);
            digits += usize::from(kind.any(Self::DIGIT));
            if is_mark(c) && last_seen.is_none_or(is_mark) {
                found.add(match last_seen {
                    None => Self::LEADING_PUNCT,
                    Some(_) => Self::DOUBLE_PUNCT,
                });
            }
            if !c.is_whitespace() {
                last_seen = Some(c);
            }
            if matches!(c, 'X' | 'x') && c.eq_ignore_ascii_case(&last) {
                found.add(Self::PLACEHOLDER);
            }
            last = c;
        }
        if digits >= LONG_NUMBER {
            found.add(Self::MANY_DIGITS);
        }
        let blank = |c: char| c.is_whitespace() || text::is_invisible(c);
        if typed.starts_with(blank) || typed.ends_with(blank) {
            found.add(Self::RAGGED);
        }
        found
    }

    /// At least one of these kinds is there.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// All of these kinds are there.
    pub fn all(self, of: Self) -> bool {
        self.0 & of.0 == of.0
    }

    /// Either of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The number of a telephone has so many digits; those of persons and accounts have more.
const LONG_NUMBER: usize = 11;

/// What the long lists hold.
static LISTED: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(rules::listed_words().map(|word| (word, ()))));

/// Punctuation that ends or divides, of which two behind one another are one too many.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '。' | '，' | '、' | '；' | '：' | '！' | '？' | ',' | ';' | ':'
    )
}

fn of_han(c: char) -> Traits {
    match c {
        '年' => Traits::YEAR_WORD,
        '月' => Traits::MONTH_WORD,
        '元' => Traits::MONEY_WORD,
        '万' | '亿' => Traits::MYRIAD,
        '市' => Traits::CITY_WORD,
        '百' | '成' => Traits::PERCENT_WORD,
        '不' | '少' | '低' | '上' | '下' | '内' | '过' | '超' | '达' | '于' | '高' | '满'
        | '足' | '含' => Traits::COMPARING_WORD,
        _ => Traits::default(),
    }
}

fn of_char(c: char) -> Traits {
    match c {
        '一'..='龥' => of_han(c),
        '0'..='9' => Traits::DIGIT,
        'a'..='z' | 'A'..='Z' => Traits::LATIN,
        '<' => Traits::MARKUP.or(Traits::ODD_SIGN),
        '&' => Traits::MARKUP,
        '=' | '＝' => Traits::EQUALS,
        '>' | '≧' | '≦' | '⩾' | '⩽' | '＞' | '＜' | '﹥' | '﹤' | '≮' | '≯' | '≫' | '≪' => {
            Traits::ODD_SIGN
        }
        '《' | '》' | '〈' | '〉' => Traits::PAIRED.or(Traits::ODD_SIGN),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Traits::LINE_END,
        ',' | ';' | ':' | '?' | '!' => Traits::HALF_PUNCT,
        '(' | ')' => Traits::HALF_PUNCT.or(Traits::PAIRED),
        '-' => Traits::HYPHEN,
        '%' | '‰' => Traits::PERCENT,
        '％' => Traits::PERCENT.or(Traits::FULL_WIDTH),
        '０'..='９' => Traits::DIGIT.or(Traits::FULL_WIDTH),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '＋' | '－' | '＊' | '／' => Traits::FULL_WIDTH,
        '×' | '✕' | '╳' | '*' | '_' | '…' | '○' | '□' | '■' | '△' | '＿' => {
            Traits::PLACEHOLDER
        }
        '"' | '\'' | '“' | '”' | '‘' | '’' | '（' | '）' | '「' | '」' | '【' | '】' | '〔'
        | '〕' | '[' | ']' => Traits::PAIRED,
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => Traits::COMPAT,
        '\u{E000}'..='\u{F8FF}' => Traits::PRIVATE,
        _ if text::is_invisible(c) => Traits::INVISIBLE,
        '\t' => Traits::SPACE,
        _ if c.is_control() => Traits::CONTROL,
        _ if c.is_whitespace() => Traits::SPACE,
        _ => Traits::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_traits(typed: &str, expected: Traits) {
        // That a word may be there is only a guess.
        let certain = Traits::of(typed).0 & !Traits::LISTED_WORD.0;
        assert_eq!(certain, expected.0, "{typed:?}");
    }

    #[test]
    fn each_kind_of_character_is_noticed() {
        check_traits("开展活动。", Traits::default());
        check_traits("开展,活动", Traits::HALF_PUNCT);
        check_traits("（一）", Traits::PAIRED);
        check_traits("(一)", Traits::PAIRED.or(Traits::HALF_PUNCT));
        check_traits("≥85%", Traits::DIGIT.or(Traits::PERCENT));
        let full_width = Traits::FULL_WIDTH.or(Traits::PERCENT).or(Traits::DIGIT);
        check_traits("８５％", full_width);
        check_traits("甲\u{200B}乙", Traits::INVISIBLE);
        check_traits("\u{2F00}", Traits::COMPAT);
        check_traits("\u{F900}", Traits::COMPAT);
        check_traits("\u{E000}", Traits::PRIVATE);
        check_traits("甲\u{7}乙", Traits::CONTROL);
        check_traits("甲\n乙", Traits::LINE_END);
        check_traits("2025年", Traits::DIGIT.or(Traits::YEAR_WORD));
        check_traits("三月", Traits::MONTH_WORD);
        check_traits("全市", Traits::CITY_WORD);
        check_traits("一亿", Traits::MYRIAD);
        check_traits("九成", Traits::PERCENT_WORD);
        check_traits("以上", Traits::COMPARING_WORD);
        check_traits("＝", Traits::EQUALS);
        check_traits("》", Traits::ODD_SIGN.or(Traits::PAIRED));
        check_traits("1234567890", Traits::DIGIT);
        check_traits(
            "１2345-678901",
            Traits::DIGIT
                .or(Traits::FULL_WIDTH)
                .or(Traits::HYPHEN)
                .or(Traits::MANY_DIGITS),
        );
        check_traits("5元", Traits::DIGIT.or(Traits::MONEY_WORD));
    }

    #[test]
    fn every_listed_word_is_noticed() {
        for word in rules::listed_words() {
            let traits = Traits::of(&format!("甲{word}乙"));
            assert!(traits.any(Traits::LISTED_WORD), "{word}");
        }
    }

    #[test]
    fn places_matter_where_they_should() {
        check_traits("甲 乙", Traits::SPACE);
        check_traits("甲乙\u{3000}", Traits::SPACE.or(Traits::RAGGED));
        check_traits("甲。，", Traits::DOUBLE_PUNCT);
        check_traits("甲。 ，", Traits::DOUBLE_PUNCT.or(Traits::SPACE));
        check_traits("甲。乙，", Traits::default());
        check_traits(
            " ，甲",
            Traits::LEADING_PUNCT.or(Traits::SPACE).or(Traits::RAGGED),
        );
        check_traits("甲-乙", Traits::HYPHEN);
        check_traits("X射线", Traits::LATIN);
        check_traits("Xx街道", Traits::LATIN.or(Traits::PLACEHOLDER));
        check_traits("××街道", Traits::PLACEHOLDER);
    }
}
