//! `Amount`: exact money, one rounding rule (四舍五入), one parser and one formatter for people.
//!
//! Invariant: every `Amount` is canonical (at least two decimals, no further trailing zeros),
//! so that equal amounts are also equal as text.

use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;
use std::str::FromStr as _;

use super::text;

/// The unit in which an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元: ten thousand yuan.
    Wan,
}

impl MoneyUnit {
    /// The unit as printed on the form.
    pub fn label(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Wan => "万元",
        }
    }
}

/// An exact amount of money; the unit is known from the place where it stands.
///
/// Limits: at most 15 digits before and 10 after the point, so that sums of any number of rows
/// the program accepts stay exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

impl Default for Amount {
    fn default() -> Self {
        Self::ZERO
    }
}

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseAmountError {
    /// There is no digit or there are other characters than a number may have.
    #[error("not a number")]
    NotANumber,
    /// Separators stand where they do not form groups of three.
    #[error("thousands separators are misplaced")]
    Grouping,
    /// More digits than an amount may have.
    #[error("too many digits")]
    TooLong,
}

const MAX_INTEGER_DIGITS: usize = 15;
const MAX_DECIMALS: usize = 10;
/// Printed amounts and canonical texts have at least this many decimals.
const MIN_DECIMALS: u32 = 2;

impl Amount {
    /// Nothing, written 0.00.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, MIN_DECIMALS));

    /// Reads what people and scanners write: full-width digits, spaces between digits, separators
    /// in groups of three, a currency sign, brackets or a minus for negatives. A unit behind the
    /// number is refused: 元 typed into a field of 万元 must not pass for 万元.
    ///
    /// # Errors
    /// Anything that would have to be guessed is refused.
    pub fn parse(input: &str) -> Result<Self, ParseAmountError> {
        let folded: String = text::fold_width(input)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let (negative, body) = split_sign(&folded);
        let body = body.trim_start_matches('¥');
        let (integer, fraction) = body.split_once('.').unwrap_or((body, ""));
        let integer = without_separators(integer)?;
        if body.ends_with('.') || !(fraction.chars().all(|c| c.is_ascii_digit())) {
            return Err(ParseAmountError::NotANumber);
        }
        let integer = integer.trim_start_matches('0');
        if integer.len() > MAX_INTEGER_DIGITS || fraction.len() > MAX_DECIMALS {
            return Err(ParseAmountError::TooLong);
        }
        let sign = if negative { "-" } else { "" };
        Decimal::from_str(&format!("{sign}0{integer}.{fraction}0"))
            .map(Self::canonical)
            .map_err(|_err| ParseAmountError::NotANumber)
    }

    fn canonical(value: Decimal) -> Self {
        let mut value = value.normalize();
        if value.scale() < MIN_DECIMALS {
            value.rescale(MIN_DECIMALS);
        }
        if value.is_zero() {
            value.set_sign_positive(true);
        }
        Self(value)
    }

    /// The sum; saturates at the largest representable amount, which no accepted draft reaches.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::canonical(self.0.saturating_add(other.0))
    }

    /// The difference `self − other`; saturates like [`Amount::plus`].
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self::canonical(self.0.saturating_sub(other.0))
    }

    /// A whole amount.
    pub fn whole(amount: u32) -> Self {
        Self::canonical(Decimal::from(amount))
    }

    /// So many times the amount; saturates like [`Amount::plus`].
    #[must_use]
    pub fn times(self, factor: u32) -> Self {
        Self::canonical(self.0.saturating_mul(Decimal::from(factor)))
    }

    /// The share of each of so many, rounded to two decimals; `None` for none.
    pub fn per(self, count: u32) -> Option<Self> {
        let share = self.0.checked_div(Decimal::from(count))?;
        Some(Self::canonical(share).rounded(MIN_DECIMALS))
    }

    /// How many digits stand behind the point, at least two.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Less than nothing.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Exactly nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Rounded to `decimals` places, half away from zero (四舍五入).
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        Self::canonical(
            self.0
                .round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero),
        )
    }

    /// The same money written in another unit; exact.
    #[must_use]
    pub fn converted(self, from: MoneyUnit, to: MoneyUnit) -> Self {
        let wan = Decimal::from(10_000);
        match (from, to) {
            (MoneyUnit::Yuan, MoneyUnit::Wan) => {
                Self::canonical(self.0.checked_div(wan).unwrap_or(Decimal::MAX))
            }
            (MoneyUnit::Wan, MoneyUnit::Yuan) => {
                Self::canonical(self.0.checked_mul(wan).unwrap_or(Decimal::MAX))
            }
            (MoneyUnit::Yuan, MoneyUnit::Yuan) | (MoneyUnit::Wan, MoneyUnit::Wan) => self,
        }
    }

    /// `self` as a share of `whole` in percent with one decimal; `None` for a whole of zero.
    pub fn percent_of(self, whole: Self) -> Option<String> {
        let ratio = self
            .0
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(whole.0)?;
        let rounded = ratio.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        Some(format!("{rounded}"))
    }

    /// How many times `part` goes into `self`, rounded down; `None` unless both are more than
    /// nothing.
    pub fn multiples_of(self, part: Self) -> Option<u64> {
        let is_positive = |amount: Self| !amount.is_zero() && !amount.is_negative();
        let quotient = self.0.checked_div(part.0)?;
        let whole = u64::try_from(quotient.trunc()).ok()?;
        (is_positive(self) && is_positive(part)).then_some(whole)
    }

    /// Canonical decimal text without separators, e.g. `1191900.00`; what drafts and JSON hold.
    pub fn plain(self) -> String {
        self.0.to_string()
    }

    /// With thousands separators and two decimals, rounded 四舍五入: `1,191,900.00`.
    pub fn grouped(self) -> String {
        group(&fixed(self.rounded(MIN_DECIMALS).0))
    }

    /// With thousands separators and every decimal it has, at least two: `10,891.615675`.
    pub fn grouped_exact(self) -> String {
        group(&self.plain())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}

fn split_sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return (true, inner);
    }
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// The digits of an integer part whose separators, if any, form groups of three.
fn without_separators(integer: &str) -> Result<String, ParseAmountError> {
    let groups: Vec<&str> = integer.split([',', '，']).collect();
    if groups
        .iter()
        .any(|group| group.is_empty() || !group.chars().all(|c| c.is_ascii_digit()))
    {
        return Err(ParseAmountError::NotANumber);
    }
    let first_fits = groups.first().is_some_and(|group| group.len() <= 3);
    let rest_fits = groups.iter().skip(1).all(|group| group.len() == 3);
    if groups.len() > 1 && !(first_fits && rest_fits) {
        return Err(ParseAmountError::Grouping);
    }
    Ok(groups.concat())
}

fn fixed(mut value: Decimal) -> String {
    value.rescale(MIN_DECIMALS);
    value.to_string()
}

fn group(plain: &str) -> String {
    let (sign, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain),
    };
    let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "00"));
    let mut grouped = String::new();
    for (idx, digit) in integer.chars().enumerate() {
        if idx > 0 && (integer.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn reads(input: &str, plain: &str) {
        assert_eq!(
            Amount::parse(input).map(Amount::plain),
            Ok(plain.to_owned()),
            "{input}"
        );
    }

    #[track_caller]
    fn refuses(input: &str) {
        assert!(Amount::parse(input).is_err(), "{input} was read");
    }

    #[test]
    fn reads_what_people_and_scanners_write() {
        for (input, plain) in [
            ("866.56", "866.56"),
            ("0", "0.00"),
            ("-0", "0.00"),
            ("00012.50", "12.50"),
            ("1,191,900.00", "1191900.00"),
            ("1, 430, 400. 00", "1430400.00"),
            ("１，１９１，９００．００", "1191900.00"),
            ("1 430 400", "1430400.00"),
            ("10891.615675", "10891.615675"),
            ("￥3,000", "3000.00"),
            ("¥3000", "3000.00"),
            ("-5.1", "-5.10"),
            ("−5.1", "-5.10"),
            ("－5.1", "-5.10"),
            ("(1.00)", "-1.00"),
            ("（1.00）", "-1.00"),
            ("999999999999999.99", "999999999999999.99"),
        ] {
            reads(input, plain);
        }
    }

    #[test]
    fn refuses_what_would_have_to_be_guessed() {
        for input in [
            "",
            " ",
            "约120万",
            "120万元",
            "12.5元",
            "1,43,0400",
            "1.191.900,00",
            "1.2.3",
            "1e3",
            "+1",
            "5.",
            ".5",
            "0x10",
            "1__0",
            "12,34",
            "--1",
            "NaN",
            "1234,567",
            "1000000000000000",
            "0.12345678901",
            "一百",
            "第3，5，7条",
            "1,,000",
            ",100",
        ] {
            refuses(input);
        }
    }

    #[test]
    fn nothing_is_written_like_any_amount() {
        assert_eq!(Amount::ZERO.plain(), "0.00");
        assert_eq!(Amount::default().plain(), "0.00");
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (input, grouped) in [
            ("0.125", "0.13"),
            ("-0.125", "-0.13"),
            ("1.005", "1.01"),
            ("0.1249999", "0.12"),
            ("2083.425", "2,083.43"),
            ("1000", "1,000.00"),
            ("999.995", "1,000.00"),
            ("-1234567.8", "-1,234,567.80"),
        ] {
            assert_eq!(
                Amount::parse(input).map(Amount::grouped),
                Ok(grouped.to_owned())
            );
        }
    }

    #[test]
    fn converts_between_units_exactly() {
        let yuan = Amount::parse("108916156.75").unwrap();
        let wan = yuan.converted(MoneyUnit::Yuan, MoneyUnit::Wan);
        assert_eq!(wan.plain(), "10891.615675");
        assert_eq!(wan.converted(MoneyUnit::Wan, MoneyUnit::Yuan), yuan);
    }

    #[test]
    fn multiplies_and_divides_by_heads() {
        let amount = Amount::parse("866.56").unwrap();
        assert_eq!(amount.per(21).map(Amount::plain).as_deref(), Some("41.26"));
        assert_eq!(amount.per(0), None);
        assert_eq!(Amount::whole(5).times(21).plain(), "105.00");
        let exact = Amount::parse("10891.615675").unwrap();
        assert_eq!((exact.decimals(), Amount::whole(3).decimals()), (6, 2));
    }

    #[test]
    fn shares_are_percent_with_one_decimal() {
        let part = Amount::parse("619.83").unwrap();
        let whole = Amount::parse("1216.87").unwrap();
        assert_eq!(part.percent_of(whole).as_deref(), Some("50.9"));
        assert_eq!(part.percent_of(Amount::ZERO), None);
    }

    #[test]
    fn multiples_are_whole_and_of_something() {
        let amount = |text| Amount::parse(text).unwrap();
        for (whole, part, times) in [
            ("6198300", "2083.42", Some(2975)),
            ("10.00", "1.00", Some(10)),
            ("9.99", "1.00", Some(9)),
            ("0.50", "1.00", Some(0)),
            ("10.00", "0.00", None),
            ("0.00", "1.00", None),
            ("-10.00", "-1.00", None),
        ] {
            assert_eq!(
                amount(whole).multiples_of(amount(part)),
                times,
                "{whole} / {part}"
            );
        }
    }

    proptest! {
        #[test]
        fn formatted_amounts_read_back(cents in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
            let amount = Amount::canonical(Decimal::new(cents, 2));
            prop_assert_eq!(Amount::parse(&amount.grouped()), Ok(amount));
            prop_assert_eq!(Amount::parse(&amount.plain()), Ok(amount));
        }

        #[test]
        fn parsing_never_panics(input in "\\PC{0,40}") {
            if let Ok(amount) = Amount::parse(&input) {
                prop_assert_eq!(Amount::parse(&amount.plain()), Ok(amount));
            }
        }
    }
}
