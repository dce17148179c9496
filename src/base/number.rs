//! `Number`: an exact decimal that is not money, such as the figure in an 指标值.

use rust_decimal::Decimal;
use std::fmt;
use std::str::FromStr as _;

/// An exact decimal without needless zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

/// What a decimal can hold without rounding.
const MAX_DIGITS: usize = 27;

impl Number {
    /// Reads digits with at most one point, no sign and no separators.
    pub fn parse(digits: &str) -> Option<Self> {
        let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        let starts_and_ends_with_digits = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit());
        if !plain || !starts_and_ends_with_digits || digits.len() > MAX_DIGITS {
            return None;
        }
        Decimal::from_str(digits)
            .ok()
            .map(|value| Self(value.normalize()))
    }

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(Decimal::from(number))
    }

    /// The number below 0 of the same size, and the other way round.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0).tidied()
    }

    /// Below 0.
    pub fn is_negative(self) -> bool {
        self.0 < Decimal::ZERO
    }

    /// Neither more nor less than 0.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Without a fraction.
    pub fn is_whole(self) -> bool {
        self.0.fract().is_zero()
    }

    /// The exact product; `None` where it has more digits than can be held.
    pub fn times(self, factor: Self) -> Option<Self> {
        let product = self.0.checked_mul(factor.0)?;
        // A decimal rounds what does not fit, and then keeps fewer places than the factors have.
        let exact = product.is_zero() || product.scale() == self.0.scale() + factor.0.scale();
        exact.then(|| Self(product).tidied())
    }

    /// A hundred times the number, exact: 0.95 is 95; `None` above what can be held.
    pub fn hundredfold(self) -> Option<Self> {
        self.times(Self::whole(100))
    }

    fn tidied(self) -> Self {
        Self(self.0.normalize())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_plain_decimals_only() {
        assert_eq!(
            Number::parse("080.50").map(|n| n.to_string()).as_deref(),
            Some("80.5")
        );
        for digits in ["", ".5", "5.", "1.2.3", "1,000", "-1", "１"] {
            assert_eq!(Number::parse(digits), None, "{digits}");
        }
    }

    #[test]
    fn arithmetic_is_exact_or_refused() {
        let number = |digits: &str| Number::parse(digits).unwrap();
        assert_eq!(number("0.95").hundredfold(), Some(Number::whole(95)));
        assert_eq!(
            number("1.2").times(Number::whole(10_000)),
            Some(Number::whole(12_000))
        );
        assert_eq!(number("0").times(number("0.5")), Some(Number::whole(0)));
        assert_eq!(number("999999999999999999999999999").hundredfold(), None);
        let long = number("1.23456789012345678");
        assert_eq!(long.times(long), None);
        assert!(number("5").negated() < number("0"));
        assert!(number("5").negated().is_negative() && !number("0").negated().is_negative());
        assert!(number("292") > Number::whole(100));
        assert!(number("2.0").is_whole() && !number("2.5").is_whole());
    }
}
