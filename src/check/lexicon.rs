//! `Lexicon`: finds many words in a text in one walk.
//!
//! Invariant: the time grows with the text and with what is found, not with the number of words.
//! Few texts hold a word at all, so that a filter of beginnings answers for most places.

/// Words with what they mean.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// The words by their first character; the longest of a beginning first.
    buckets: Vec<Vec<(&'static str, T)>>,
    /// One bit per hash of two characters that a word begins with.
    pairs: Vec<u64>,
    /// One bit per hash of a character that is a word.
    singles: u64,
}

/// A word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<T> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// The word.
    pub word: &'static str,
    /// What it means.
    pub meaning: T,
}

impl<T> Found<T> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.word.len()
    }
}

/// A power of two, large enough that few characters share a bucket.
const BUCKETS: usize = 512;
/// 65,536 bits: few pairs of characters share one.
const PAIR_WORDS: usize = 1024;

impl<T: Copy> Lexicon<T> {
    /// Orders the words; empty ones are left out.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut buckets: Vec<Vec<(&'static str, T)>> = (0..BUCKETS).map(|_| Vec::new()).collect();
        let mut pairs = vec![0; PAIR_WORDS];
        let mut singles = 0;
        for (word, meaning) in words {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => {
                    let (nth, bit) = pair_place(first, second);
                    if let Some(bits) = pairs.get_mut(nth) {
                        *bits |= bit;
                    }
                }
                (Some(only), None) => singles |= single_bit(only),
                _ => {}
            }
            if let Some(bucket) = word.chars().next().map(bucket_of)
                && let Some(bucket) = buckets.get_mut(bucket)
            {
                bucket.push((word, meaning));
            }
        }
        for bucket in &mut buckets {
            bucket.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self {
            buckets,
            pairs,
            singles,
        }
    }

    /// Every word with the same meaning.
    pub fn of_words(words: &[&'static str], meaning: T) -> Self {
        Self::new(words.iter().map(|word| (*word, meaning)))
    }

    /// Every place of every word, from the beginning on; words may overlap, and at one place the
    /// longest comes first.
    pub fn find_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<T>> + 't {
        self.beginnings(text).flat_map(move |(start, c)| {
            let rest = text.get(start..).unwrap_or_default();
            self.at(c)
                .iter()
                .filter(move |(word, _)| rest.starts_with(word))
                .map(move |(word, meaning)| Found {
                    start,
                    word,
                    meaning: *meaning,
                })
        })
    }

    /// The places where a word may begin; certainly all where one does.
    fn beginnings<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
        let mut rest = text.char_indices();
        let mut here = rest.next();
        std::iter::from_fn(move || {
            loop {
                let (start, c) = here?;
                here = rest.next();
                if here.is_some_and(|(_, next)| self.has_pair(c, next)) || self.is_word(c) {
                    return Some((start, c));
                }
            }
        })
    }

    /// The words.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.buckets.iter().flatten().map(|(word, _)| *word)
    }

    /// Perhaps a word begins with these two characters; certainly none where this says so.
    pub fn has_pair(&self, first: char, second: char) -> bool {
        let (nth, bit) = pair_place(first, second);
        self.pairs.get(nth).is_some_and(|bits| bits & bit != 0)
    }

    /// The character alone is a word.
    pub fn is_word(&self, c: char) -> bool {
        let may_be = self.singles & single_bit(c) != 0;
        let is_alone = |word: &str| word.starts_with(c) && word.len() == c.len_utf8();
        may_be && self.at(c).iter().any(|(word, _)| is_alone(word))
    }

    /// The first place of a word, the longest word of that place.
    pub fn first_in(&self, text: &str) -> Option<Found<T>> {
        self.find_in(text).next()
    }

    fn at(&self, c: char) -> &[(&'static str, T)] {
        self.buckets.get(bucket_of(c)).map_or(&[], Vec::as_slice)
    }
}

/// The word and the bit of a pair in the filter.
fn pair_place(first: char, second: char) -> (usize, u64) {
    let pair = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second);
    let hash = pair.wrapping_mul(0x85EB_CA6B) >> 16;
    ((hash >> 6) as usize % PAIR_WORDS, 1 << (hash & 63))
}

fn single_bit(c: char) -> u64 {
    1 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26)
}

fn bucket_of(c: char) -> usize {
    let code = u32::from(c);
    (code ^ (code >> 7)) as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_every_word_is_found() {
        let lexicon = Lexicon::new([("完成", 1), ("完成率", 2), ("成率", 3), ("甲", 4)]);
        let found: Vec<_> = lexicon
            .find_in("任务完成率，完成")
            .map(|found| (found.start, found.word, found.meaning, found.end()))
            .collect();
        assert_eq!(
            found,
            [
                (6, "完成率", 2, 15),
                (6, "完成", 1, 12),
                (9, "成率", 3, 15),
                (18, "完成", 1, 24)
            ]
        );
        assert_eq!(lexicon.first_in("乙丙"), None);
        let last = lexicon.first_in("乙甲").map(|found| found.start);
        assert_eq!(last, Some(3));
    }
}
