//! A sorted text that is searched where it lies: no parsing, no allocation, nothing at start-up.
//!
//! It knows nothing of what the words mean.

use std::cmp::Ordering;

/// Letters that the index tells apart: below "a", the 26, above "z".
const LETTERS: usize = 28;
const SLOTS: usize = LETTERS * LETTERS;

/// Lines in byte order, lower case; after a tab a line may hold a value.
#[derive(Debug)]
pub struct WordList {
    text: &'static str,
    /// Where the lines of each pair of first letters start.
    index: [u32; SLOTS + 1],
}

impl WordList {
    /// Indexes a text, at compile time when it stands in a `static`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut index = [0; SLOTS + 1];
        let (mut at, mut filled) = (0, 0);
        while at < bytes.len() {
            let second = if at + 1 < bytes.len() { bytes[at + 1] } else { 0 };
            let slot = slot(bytes[at], second);
            while filled < slot {
                filled += 1;
                index[filled] = at as u32;
            }
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
            at += 1;
        }
        while filled < SLOTS {
            filled += 1;
            index[filled] = bytes.len() as u32;
        }
        Self { text, index }
    }

    /// Whether the list holds the word; case and the shape of apostrophes do not matter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// What the list says about the word: empty in a list without values.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&'static str> {
        let slot = slot_of(word)?;
        let mut low = *self.index.get(slot)? as usize;
        let mut high = *self.index.get(slot + 1)? as usize;
        let bytes = self.text.as_bytes();
        while low < high {
            let middle = low + (high - low) / 2;
            let start =
                bytes[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |n| low + n + 1);
            let len = bytes[start..high].iter().position(|b| *b == b'\n').unwrap_or(high - start);
            let line = self.text.get(start..start + len)?;
            let (key, value) = line.split_once('\t').unwrap_or((line, ""));
            match compare(key, word) {
                Ordering::Equal => return Some(value),
                Ordering::Less => low = start + len + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }

    /// The lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.text.lines()
    }
}

/// Slots grow with the bytes, so that sorted lines have growing slots.
const fn slot(first: u8, second: u8) -> usize {
    match letter(first) {
        // Several bytes share these two: their second letters are in no order.
        0 => 0,
        27 => 27 * LETTERS,
        n => n * LETTERS + letter(second),
    }
}

const fn letter(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => (byte - b'a') as usize + 1,
        0..b'a' => 0,
        _ => 27,
    }
}

fn slot_of(word: &str) -> Option<usize> {
    let mut chars =
        folded(word).map(|c| u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(u8::MAX));
    let first = chars.next()?;
    Some(slot(first, chars.next().unwrap_or(0)))
}

fn folded(word: &str) -> impl Iterator<Item = char> {
    let fold = |c| if matches!(c, '’' | 'ʼ') { '\'' } else { c };
    word.chars().flat_map(char::to_lowercase).map(fold)
}

fn compare(key: &str, word: &str) -> Ordering {
    if word.is_ascii() {
        key.bytes().cmp(word.bytes().map(|b| b.to_ascii_lowercase()))
    } else {
        key.chars().cmp(folded(word))
    }
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
