//! "Did you mean …?": the nearest of the words that would have been understood.

/// Longer words are no slip of a finger.
const LONGEST: usize = 64;

/// The candidate that a word was probably meant to be.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        if candidate.len() > LONGEST || candidate == word {
            continue;
        }
        let score = likeness(&folded, &fold(candidate));
        if score > 0.0 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A line of help with the candidate that a word was probably meant to be.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    suggest(word, candidates).map(|candidate| format!("did you mean \"{candidate}\"?"))
}

/// A text in quotation marks, cut where it would fill the screen.
#[must_use]
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("\"{}…\"", &text[..at]),
        None => format!("\"{text}\""),
    }
}

/// The words to choose from, as a message names them.
pub(super) fn one_of<T>(choices: &[(&'static str, T)]) -> String {
    let words: Vec<String> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
    match words.split_last() {
        Some((last, head)) if !head.is_empty() => format!("{} or {last}", head.join(", ")),
        _ => words.concat(),
    }
}

/// From 0 (nothing in common) to 1: one slip in four letters, or the last part of a name.
fn likeness(word: &str, candidate: &str) -> f64 {
    if word == candidate {
        return 1.0;
    }
    let slips = strsim::osa_distance(word, candidate);
    let length = word.chars().count().max(candidate.chars().count());
    if slips <= (length / 4).max(1) && slips < length {
        return 1.0 - slips as f64 / length as f64;
    }
    let tail = candidate.rsplit('/').next().unwrap_or(candidate);
    let word_tail = word.rsplit('/').next().unwrap_or(word);
    if tail == word_tail && candidate.contains('/') { 0.5 } else { 0.0 }
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_and_no_far_one() {
        let words = ["name", "not", "note", "well-known", "org/name", "org/variant"];
        assert_eq!(suggest("nmae", words), Some("name"));
        assert_eq!(suggest("Well_Known", words), Some("well-known"));
        assert_eq!(suggest("variant", words), Some("org/variant"));
        assert_eq!(suggest("organization/variant", words), Some("org/variant"));
        assert_eq!(suggest("nots", words), Some("not"));
        assert_eq!(suggest("publisher", words), None);
        assert_eq!(suggest(&"n".repeat(100_000), words), None);
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        assert_eq!(quoted("é"), "\"é\"");
        assert_eq!(quoted(&"é".repeat(65)), format!("\"{}…\"", "é".repeat(64)));
    }
}
