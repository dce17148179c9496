//! `Lexicon`: finds many words in a text in one walk.
//!
//! Invariant: the time grows with the text and with what is found, not with the number of words.

/// Words with what they mean.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// The words by their first character; the longest of a beginning first.
    buckets: Vec<Vec<(&'static str, T)>>,
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

impl<T: Copy> Lexicon<T> {
    /// Orders the words; empty ones are left out.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut buckets: Vec<Vec<(&'static str, T)>> = (0..BUCKETS).map(|_| Vec::new()).collect();
        for (word, meaning) in words {
            if let Some(bucket) = word.chars().next().map(bucket_of)
                && let Some(bucket) = buckets.get_mut(bucket)
            {
                bucket.push((word, meaning));
            }
        }
        for bucket in &mut buckets {
            bucket.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { buckets }
    }

    /// Every word with the same meaning.
    pub fn of_words(words: &[&'static str], meaning: T) -> Self {
        Self::new(words.iter().map(|word| (*word, meaning)))
    }

    /// Every place of every word, from the beginning on; words may overlap, and at one place the
    /// longest comes first.
    pub fn find_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<T>> + 't {
        text.char_indices().flat_map(move |(start, c)| {
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

    /// The first place of a word, the longest word of that place.
    pub fn first_in(&self, text: &str) -> Option<Found<T>> {
        self.find_in(text).next()
    }

    fn at(&self, c: char) -> &[(&'static str, T)] {
        self.buckets.get(bucket_of(c)).map_or(&[], Vec::as_slice)
    }
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
    }
}
