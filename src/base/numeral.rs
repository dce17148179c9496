//! Chinese numerals: 一千二百, 两, 二〇二四, 三点五, 壹佰.
//!
//! Exact, and bounded: a numeral of more than 32 characters is none.

use super::number::Number;

/// Longer numerals are none; no number of a form needs more.
const MAX_CHARS: usize = 32;

/// Reads a text that is a numeral as a whole.
pub fn parse(text: &str) -> Option<Number> {
    leading(text)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(number, _)| number)
}

/// Reads the numeral at the start of a text: the number, and the text behind.
pub fn leading(text: &str) -> Option<(Number, &str)> {
    let end = text
        .char_indices()
        .take(MAX_CHARS + 1)
        .find(|(_, c)| !is_figure(*c))
        .map(|(at, _)| at)
        .or_else(|| text.chars().nth(MAX_CHARS).is_none().then_some(text.len()))?;
    let (figures, rest) = text.split_at_checked(end)?;
    if figures.is_empty() {
        return None;
    }
    let whole = value(figures)?;
    let Some((places, behind)) = fraction(rest) else {
        return Some((Number::whole(whole), rest));
    };
    Number::parse(&format!("{whole}.{places}")).map(|number| (number, behind))
}

/// A digit or a power of ten.
pub fn is_figure(c: char) -> bool {
    digit(c).is_some() || power(c).is_some()
}

/// The digits behind 点, and the text behind them.
fn fraction(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix('点')?;
    let places: String = text
        .chars()
        .take(10)
        .map_while(digit)
        .map(|d| d.to_string())
        .collect();
    let behind = text.get(places.len().checked_mul('一'.len_utf8())?..)?;
    (!places.is_empty() && places.len() <= 9).then_some((places, behind))
}

/// 0–9 of a figure.
pub fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn power(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

fn value(figures: &str) -> Option<i64> {
    if figures.chars().all(|c| digit(c).is_some()) {
        return positional(figures);
    }
    let mut sum = Sum::default();
    for c in figures.chars() {
        match (digit(c), power(c)) {
            (Some(digit), _) => sum.digit(digit)?,
            (None, Some(power)) if power < 10_000 => sum.power(power)?,
            (None, Some(power)) => sum.myriad(power)?,
            (None, None) => return None,
        }
    }
    sum.finish()
}

/// 二〇二四: digit after digit.
fn positional(figures: &str) -> Option<i64> {
    figures.chars().try_fold(0_i64, |number, c| {
        number.checked_mul(10)?.checked_add(digit(c)?)
    })
}

/// A numeral as far as it is read.
#[derive(Default)]
struct Sum {
    /// What stands before the last 万 or 亿.
    total: i64,
    /// What stands behind it.
    section: i64,
    /// The digit that waits for its power.
    digit: Option<i64>,
    /// The last power; powers fall within a section.
    last: Option<i64>,
    /// 零 stood behind the last power.
    is_gap: bool,
}

impl Sum {
    fn digit(&mut self, digit: i64) -> Option<()> {
        if digit == 0 {
            self.is_gap = true;
            return self.digit.is_none().then_some(());
        }
        self.digit.replace(digit).is_none().then_some(())
    }

    fn power(&mut self, power: i64) -> Option<()> {
        let falls = self.last.is_none_or(|last| last > power);
        let digit = match self.digit.take() {
            Some(digit) => digit,
            // 十 stands for 一十; a hundred needs its digit.
            None if power == 10 => 1,
            None => return None,
        };
        self.section = self.section.checked_add(digit.checked_mul(power)?)?;
        self.last = Some(power);
        self.is_gap = false;
        falls.then_some(())
    }

    fn myriad(&mut self, power: i64) -> Option<()> {
        self.section = self.section.checked_add(self.digit.take().unwrap_or(0))?;
        if power == 10_000 {
            let part = self.section.checked_mul(power)?;
            self.total = self.total.checked_add(part)?;
        } else {
            self.total = self.total.checked_add(self.section)?.checked_mul(power)?;
        }
        self.section = 0;
        // Behind 万 the powers start again from the thousands.
        self.last = Some(10_000);
        self.is_gap = false;
        (self.total > 0).then_some(())
    }

    fn finish(self) -> Option<i64> {
        let last = match (self.digit, self.last) {
            // 一百五 is 150, 一百零五 is 105.
            (Some(digit), Some(power)) if !self.is_gap && power > 10 => {
                digit.checked_mul(power / 10)?
            }
            (digit, _) => digit.unwrap_or(0),
        };
        self.total.checked_add(self.section)?.checked_add(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> String {
        parse(text).map_or_else(|| "none".to_owned(), |number| number.to_string())
    }

    #[test]
    fn reads_numerals_as_people_write_them() {
        for (text, number) in [
            ("两", "2"),
            ("十", "10"),
            ("十二", "12"),
            ("九十", "90"),
            ("一百零五", "105"),
            ("一百五", "150"),
            ("一百五十", "150"),
            ("五百", "500"),
            ("一千二百", "1200"),
            ("一千零一", "1001"),
            ("三万五", "35000"),
            ("三万五千", "35000"),
            ("十二万三千四百五十六", "123456"),
            ("一亿二千万", "120000000"),
            ("二〇二四", "2024"),
            ("三点五", "3.5"),
            ("壹佰贰拾", "120"),
            ("零", "0"),
        ] {
            assert_eq!(told(text), number, "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral_is_refused() {
        for text in ["", "百", "一十百", "一二百", "十人", "万", "5", "一点"] {
            assert_eq!(told(text), "none", "{text}");
        }
        assert_eq!(told(&"九".repeat(33)), "none");
    }

    #[test]
    fn the_text_behind_is_kept() {
        let (number, rest) = leading("五百人次").unwrap();
        assert_eq!((number.to_string().as_str(), rest), ("500", "人次"));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "[零一二两九十百千万亿点]{0,40}") {
            let _ = leading(&text);
        }
    }
}
