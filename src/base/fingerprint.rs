//! `Fingerprint`: a short stable number for a text, to tell later whether it is still the same.
//!
//! Invariant: the fingerprint of a text never changes, because draft files hold it. It tells
//! accidents, not forgery.

use std::fmt;
use std::str::FromStr;

/// The 64-bit FNV-1a hash of a text's UTF-8 bytes; written as 16 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

/// So many digits are written.
const DIGITS: usize = 16;

impl Fingerprint {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;

    /// The fingerprint of a text.
    pub fn of(text: &str) -> Self {
        let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(Self::PRIME);
        Self(text.bytes().fold(Self::OFFSET, step))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0DIGITS$x}", self.0)
    }
}

/// The text is not a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 16 lower-case hex digits")]
pub struct NotAFingerprint;

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    /// Reads exactly what is written, so that reading and writing give the same text.
    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != DIGITS || !text.bytes().all(is_digit) {
            return Err(NotAFingerprint);
        }
        let number = u64::from_str_radix(text, 16);
        number.map(Self).map_err(|_err| NotAFingerprint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_well_known_one() {
        assert_eq!(Fingerprint::of("").to_string(), "cbf29ce484222325");
        assert_eq!(Fingerprint::of("a").to_string(), "af63dc4c8601ec8c");
        assert_eq!(Fingerprint::of("foobar").to_string(), "85944171f73967e8");
    }

    #[test]
    fn fingerprints_read_back_what_they_print() {
        for text in ["", "≥60个", "00"] {
            let fingerprint = Fingerprint::of(text);
            assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
        }
        assert_eq!(Fingerprint(7).to_string(), "0000000000000007");
    }

    #[test]
    fn refuses_other_texts() {
        for text in [
            "",
            "7",
            "+000000000000007",
            "00000000000000007",
            "CBF29CE484222325",
            "cbf29ce48422232g",
            "０00000000000007",
        ] {
            assert_eq!(text.parse::<Fingerprint>(), Err(NotAFingerprint), "{text}");
        }
    }
}
