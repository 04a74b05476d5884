//! Words one slip of the pen apart meet without comparing all pairs: as they are, or with one
//! letter left out.

use crate::tokens::{fold, fold_on};

/// Nobody's name is longer: a longer word is compared as it is only.
pub const LONGEST: usize = 24;

/// A word without each of its letters in turn, from the letter `from` on.
#[must_use = "the words are made on demand"]
pub fn without_each_letter(word: &str, from: usize) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    let end = if letters.len() <= LONGEST { letters.len() } else { from };
    (from..end).map(move |skipped| {
        letters.iter().enumerate().filter(|(i, _)| *i != skipped).map(|(_, c)| c).collect()
    })
}

/// The hashes of a word without each of its letters in turn, from the letter `from` on: no word
/// is built for them.
pub fn folds_without_each_letter(word: &str, from: usize) -> impl Iterator<Item = u64> {
    let long = word.char_indices().nth(LONGEST).is_some();
    let letters = word.char_indices().skip(if long { word.len() } else { from });
    letters.map(|(at, letter)| fold_on(fold(&word[..at]), &word[at + letter.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_words() {
        for (word, from) in
            [("Vale", 1), ("Renée", 0), ("É", 0), ("", 0), ("a".repeat(25).as_str(), 0)]
        {
            let hashes: Vec<u64> = folds_without_each_letter(word, from).collect();
            let words = without_each_letter(word, from).map(|rest| fold(&rest));
            assert_eq!(hashes, words.collect::<Vec<_>>(), "{word}");
        }
    }

    #[test]
    fn each_letter_is_left_out_once() {
        let words: Vec<String> = without_each_letter("Vale", 1).collect();
        assert_eq!(words, ["Vle", "Vae", "Val"]);
        assert_eq!(without_each_letter(&"a".repeat(LONGEST + 1), 0).count(), 0);
    }
}
