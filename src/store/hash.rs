//! `ContentHash`: whether two contents of a file are the same.

/// Length and CRC-32 of some bytes: tells accidents and other people's changes, not forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash {
    /// How many bytes there are.
    pub length: u64,
    /// Their CRC-32, as in zip and png.
    pub crc32: u32,
}

impl ContentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            length: bytes.len() as u64,
            crc32: crc32fast::hash(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_well_known_one() {
        let hash = ContentHash::of(b"123456789");
        assert_eq!((hash.length, hash.crc32), (9, 0xCBF4_3926));
    }

    #[test]
    fn zeros_of_different_length_differ() {
        assert_ne!(ContentHash::of(&[0; 4]), ContentHash::of(&[0; 5]));
    }
}
