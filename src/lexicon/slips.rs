//! Words one slip of the pen apart meet without comparing all pairs: as they are, or with one
//! letter left out.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_left_out_once() {
        let words: Vec<String> = without_each_letter("Vale", 1).collect();
        assert_eq!(words, ["Vle", "Vae", "Val"]);
        assert_eq!(without_each_letter(&"a".repeat(LONGEST + 1), 0).count(), 0);
    }
}
