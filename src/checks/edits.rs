//! How many slips of the pen lie between two words.

use strsim::osa_distance;

use crate::tokens::letters;

/// Whether one word becomes the other by so many slips at the most: a letter dropped, added or
/// changed, or two neighbours swapped.
#[must_use]
pub(crate) fn are_within(slips: usize, a: &str, b: &str) -> bool {
    // A slip takes one letter out of those that a word is made of, brings in one, or both.
    let changed = (letters(a) ^ letters(b)).count_ones() as usize;
    changed <= 2 * slips && osa_distance(a, b) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_letters_exclude_no_slip(a in "[a-eé]{0,8}", b in "[a-eé]{0,8}", slips in 0..3usize) {
            proptest::prop_assert_eq!(are_within(slips, &a, &b), osa_distance(&a, &b) <= slips);
        }
    }
}
