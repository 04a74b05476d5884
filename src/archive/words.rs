//! The words of a record, stored once and side by side: names are short, and each would cost more as
//! text of its own.

use serde::{Deserialize, Serialize};

use crate::tokens::{FoldMap, fold};

/// A word or phrase in the record's own store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key {
    at: u32,
    len: u16,
}

impl Key {
    /// The word behind it, in the store that it was made for.
    pub(super) fn of(self, words: &str) -> &str {
        words.get(self.at as usize..self.at as usize + usize::from(self.len)).unwrap_or("")
    }

    /// Whether there is no word behind it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// Stores words; lower-case ones, which repeat, only once.
#[derive(Default)]
pub(super) struct Keeper {
    pub(super) words: String,
    known: FoldMap<Key>,
}

impl Keeper {
    pub(super) fn keep(&mut self, word: &str) -> Key {
        let hash = fold(word);
        if let Some(key) = self.known.get(&hash) {
            return *key;
        }
        let key = self.keep_exact(word);
        self.known.insert(hash, key);
        key
    }

    /// Capitals kept, line breaks made spaces.
    pub(super) fn keep_exact(&mut self, words: &str) -> Key {
        let at = self.words.len();
        if is_tidy(words) && words.len() < usize::from(u16::MAX) {
            self.words.push_str(words);
            return Key { at: at as u32, len: words.len() as u16 };
        }
        for (i, word) in words.split_whitespace().enumerate() {
            // Nobody's name fills 64 KB: the rest is dropped at a word.
            if self.words.len() - at + word.len() >= usize::from(u16::MAX) {
                break;
            }
            if i > 0 {
                self.words.push(' ');
            }
            self.words.push_str(word);
        }
        Key { at: at as u32, len: (self.words.len() - at) as u16 }
    }
}

/// Plain words with one space between two: nothing to be set right.
fn is_tidy(words: &str) -> bool {
    let plain = words.bytes().all(|b| matches!(b, b' '..=b'~'));
    plain && !words.contains("  ") && !words.starts_with(' ') && !words.ends_with(' ')
}
