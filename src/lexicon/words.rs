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
    /// Where the line of each word lies.
    index: OnceLock<Index>,
}

type Index = HashMap<u64, Line, BuildHasherDefault<Spread>>;

/// One line of the text: a look-up need not search for its end again.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: u32,
    key: u16,
    len: u16,
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
        let line = *self.index.get_or_init(|| index(self.text)).get(&fold(word))?;
        let start = line.start as usize;
        let key = start + usize::from(line.key);
        let value = key.saturating_add(1).min(start + usize::from(line.len));
        let same = is_same(self.text.get(start..key)?, word);
        same.then(|| self.text.get(value..start + usize::from(line.len)).unwrap_or_default())
    }

    /// The lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.text.lines()
    }
}

fn index(text: &'static str) -> Index {
    let mut start = 0;
    let mut index = HashMap::default();
    for line in text.lines() {
        let key = line.split_once('\t').map_or(line, |(key, _)| key);
        let found = Line { start, key: key.len() as u16, len: line.len() as u16 };
        index.insert(fold(key), found);
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
