//! Whether an article is in English.

use crate::tokens::{Token, folds_ascii};

const SMALL: [u64; 24] = folds_ascii([
    "the", "of", "and", "to", "a", "in", "is", "that", "for", "on", "with", "was", "by", "at",
    "from", "has", "have", "are", "were", "this", "it", "he", "she", "they",
]);

/// Too short to judge: taken for English.
const ENOUGH: usize = 40;

/// Small words make up a third of English prose, and next to nothing of any other language's.
#[must_use]
pub fn is_english(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.is_word() && !t.is_masked()).take(2000);
    let (mut all, mut small) = (0, 0);
    for token in words {
        all += 1;
        small += usize::from(SMALL.contains(&token.fold));
    }
    all < ENOUGH || small * 100 >= all * 8
}
