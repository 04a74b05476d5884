//! The words of a record, stored once and side by side: names are short, and each would cost more as
//! text of its own.

use serde::{Deserialize, Serialize};

use crate::source::next_byte;
use crate::tokens::{FoldMap, fold};

/// Ends each word in the store: no word has one inside.
const END: u8 = b'\n';

/// A word or phrase in the record's own store: one behind its first byte, 0 for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key(u32);

impl Key {
    /// The word behind it, in the store that it was made for.
    pub(super) fn of(self, words: &str) -> &str {
        let from = self.0.checked_sub(1).and_then(|at| words.get(at as usize..));
        let end = |rest: &str| next_byte(rest.as_bytes(), 0, [END]).unwrap_or(rest.len());
        from.and_then(|rest| rest.get(..end(rest))).unwrap_or("")
    }

    /// Whether there is no word behind it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Stores words, those that repeat only once.
pub(super) struct Keeper {
    pub(super) words: String,
    known: FoldMap<Key>,
    exact: FoldMap<Key>,
}

impl Default for Keeper {
    fn default() -> Self {
        /// As many as most articles have.
        const WORDS: usize = 50;
        let map = || FoldMap::with_capacity_and_hasher(WORDS, Default::default());
        Self { words: String::new(), known: map(), exact: map() }
    }
}

impl Keeper {
    /// A keeper for the words that come next, in so much room: it takes over the tables.
    pub(super) fn next(&mut self, room: usize) -> Self {
        let mut next = Self {
            words: String::with_capacity(room),
            known: std::mem::take(&mut self.known),
            exact: std::mem::take(&mut self.exact),
        };
        next.known.clear();
        next.exact.clear();
        next
    }

    /// The same for all ways to write a word: the first one counts.
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
        /// Nobody's name fills 64 KB: the rest is dropped at a word.
        const MOST: usize = u16::MAX as usize;
        let hash = exact(words);
        if let Some(key) = self.exact.get(&hash).filter(|key| key.of(&self.words) == words) {
            return *key;
        }
        let at = self.words.len();
        if is_tidy(words) && words.len() < MOST {
            self.words.push_str(words);
        } else {
            for (i, word) in words.split_whitespace().enumerate() {
                if self.words.len() - at + word.len() >= MOST {
                    break;
                }
                if i > 0 {
                    self.words.push(' ');
                }
                self.words.push_str(word);
            }
        }
        if self.words.len() == at {
            return Key::default();
        }
        self.words.push(char::from(END));
        let key = Key(at as u32 + 1);
        self.exact.insert(hash, key);
        key
    }
}

/// A hash of words as they are written.
fn exact(words: &str) -> u64 {
    words.as_bytes().chunks(8).fold(words.len() as u64, |hash, part| {
        let mut eight = [0; 8];
        eight[..part.len()].copy_from_slice(part);
        let mixed = (hash.rotate_left(9) ^ u64::from_le_bytes(eight)).wrapping_mul(SPREAD);
        mixed ^ (mixed >> 32)
    })
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Plain words with one space between two: nothing to be set right.
fn is_tidy(words: &str) -> bool {
    let mut before = b' ';
    for byte in words.bytes() {
        if !matches!(byte, b' '..=b'~') || byte == b' ' && before == b' ' {
            return false;
        }
        before = byte;
    }
    before != b' '
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_were_and_stand_once() {
        let mut keeper = Keeper::default();
        let written = keeper.keep_exact("Velden  Mill\nGuild");
        let again = keeper.keep_exact("Velden Mill");
        let same = keeper.keep_exact("Velden Mill");
        let lower = keeper.keep("velden mill");
        let none = keeper.keep_exact(" \n ");
        assert_eq!(written.of(&keeper.words), "Velden Mill Guild");
        assert_eq!(again.of(&keeper.words), "Velden Mill");
        assert_eq!(lower.of(&keeper.words), "velden mill");
        assert_eq!((again, lower), (same, keeper.keep("Velden Mill")));
        assert_ne!(again, lower);
        assert!(none.is_empty() && none.of(&keeper.words).is_empty());
    }

    #[test]
    fn a_key_of_another_store_leads_nowhere() {
        assert_eq!(Key(40).of("short\n"), "");
        assert_eq!(Key(3).of("é\n"), "\n".trim_end());
        assert_eq!(Key(2).of("é\n"), "");
    }
}
