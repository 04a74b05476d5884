//! Hashes under which quotations meet: the whole, and every run of a few words.

use super::{QuotedWord, Sort};

/// Words in the phrase that two quotations must share before they are compared.
pub const GRAM: usize = 4;

/// A run of words in more wordings than this is a stock phrase.
pub const STOCK: usize = 12;

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn join(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Hashes of every run of [`GRAM`] words; a gap or an insertion breaks a run.
pub fn grams(words: &[QuotedWord]) -> impl Iterator<Item = u64> + '_ {
    let unbroken = |w: &&[QuotedWord]| w.iter().all(|w| w.sort == Sort::Word);
    let runs = words.windows(GRAM).filter(unbroken);
    runs.map(|w| w.iter().fold(START, |hash, word| join(hash, word.fold)))
}

/// The same for the same words in the same order, whatever their marks.
#[must_use]
pub fn version(words: &[QuotedWord]) -> u64 {
    words.iter().fold(START, |hash, word| {
        let sort = match word.sort {
            Sort::Word => 1,
            Sort::Gap => 2,
            Sort::Insertion => 3,
        };
        join(hash, word.fold ^ sort)
    })
}
