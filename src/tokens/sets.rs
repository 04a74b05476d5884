//! Lists of words that are asked about at every word of an article.

use super::folds_ascii;

/// Words as a table that is made at compile time: most questions are answered by one bit.
#[derive(Debug)]
pub struct WordSet<const N: usize> {
    /// A bit for each word, by the lower bits of its hash.
    bits: u64,
    /// The words' hashes, those of one bucket side by side.
    folds: [u64; N],
    /// Where each bucket begins, and the end of the last.
    starts: [u8; BUCKETS + 1],
}

const BUCKETS: usize = 256;

const fn bucket(fold: u64) -> usize {
    fold as usize % BUCKETS
}

impl<const N: usize> WordSet<N> {
    /// A set of up to 255 ASCII words.
    #[must_use]
    pub const fn new(words: [&str; N]) -> Self {
        assert!(N <= u8::MAX as usize, "too many words for one table");
        let (hashes, mut folds, mut starts) = (folds_ascii(words), [0; N], [0; BUCKETS + 1]);
        let (mut filled, mut at, mut bits) = (0, 0, 0);
        while at < BUCKETS {
            let mut i = 0;
            while i < N {
                if bucket(hashes[i]) == at {
                    folds[filled] = hashes[i];
                    filled += 1;
                    bits |= 1 << (hashes[i] % 64);
                }
                i += 1;
            }
            at += 1;
            starts[at] = filled as u8;
        }
        Self { bits, folds, starts }
    }

    /// Whether a word of that hash is among them.
    #[inline]
    #[must_use]
    pub fn contains(&self, fold: u64) -> bool {
        if self.bits >> (fold % 64) & 1 == 0 {
            return false;
        }
        let at = bucket(fold);
        let (first, last) = (usize::from(self.starts[at]), usize::from(self.starts[at + 1]));
        self.folds.get(first..last).is_some_and(|folds| folds.contains(&fold))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::fold;

    #[test]
    fn a_set_holds_its_words_and_no_others() {
        const WORDS: [&str; 9] = ["a", "the", "of", "and", "in", "", "o'clock", "zoo", "by"];
        static SET: WordSet<9> = WordSet::new(WORDS);
        assert!(WORDS.iter().all(|word| SET.contains(fold(word))));
        assert!(SET.contains(fold("O’Clock")));
        for word in ["an", "tho", "zo", "b", "été"] {
            assert!(!SET.contains(fold(word)), "{word}");
        }
    }
}
