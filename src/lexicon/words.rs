//! A text that is a list of words: indexed by the hash of each when it is first asked.
//!
//! It knows nothing of what the words mean.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

use crate::tokens::{Spread, fold};

/// One word a line, lower case; after a tab a line may hold a value.
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    /// Where the line of each word starts.
    index: OnceLock<HashMap<u64, u32, BuildHasherDefault<Spread>>>,
}

impl WordList {
    /// A list of the lines of a text.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, index: OnceLock::new() }
    }

    /// Whether the list holds the word; case and the shape of apostrophes do not matter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// What the list says about the word: empty in a list without values.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&'static str> {
        let start = *self.index.get_or_init(|| index(self.text)).get(&fold(word))?;
        let line = self.text.get(start as usize..)?.lines().next()?;
        let (key, value) = line.split_once('\t').unwrap_or((line, ""));
        is_same(key, word).then_some(value)
    }

    /// The lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.text.lines()
    }
}

fn index(text: &'static str) -> HashMap<u64, u32, BuildHasherDefault<Spread>> {
    let mut start = 0;
    let mut index = HashMap::default();
    for line in text.lines() {
        let key = line.split_once('\t').map_or(line, |(key, _)| key);
        index.insert(fold(key), start);
        start += line.len() as u32 + 1;
    }
    index
}

/// Two words may share a hash.
fn is_same(key: &str, word: &str) -> bool {
    if word.is_ascii() {
        return key.eq_ignore_ascii_case(word);
    }
    let fold = |c| if matches!(c, '’' | 'ʼ') { '\'' } else { c };
    key.chars().eq(word.chars().flat_map(char::to_lowercase).map(fold))
}

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: WordList =
        WordList::new("'t\n2nd\na\nab\nabba\nb\nb\u{e9}b\u{e9}\nzoo\n\u{e9}mile\tx\n\u{f3}scar\n");

    #[test]
    fn every_line_is_found_in_any_case() {
        for line in LIST.lines() {
            let key = line.split('\t').next().unwrap();
            assert!(LIST.contains(key), "{key}");
            assert!(LIST.contains(&key.to_uppercase()), "{key}");
        }
        assert!(LIST.contains("’t"));
        assert_eq!(LIST.get("Émile"), Some("x"));
    }

    #[test]
    fn what_is_not_a_line_is_not_found() {
        for word in
            ["", "abb", "abbas", "c", "zo", "émil", "é", "3rd", "\n", "ab\nabba", "émile\tx"]
        {
            assert!(!LIST.contains(word), "{word:?}");
        }
        assert!(!WordList::new("").contains("a"));
    }
}
