//! Words of a text: one pass, no allocation per word.
//!
//! Articles and rules are cut by the same function, so that a rule matches however the words are
//! set: across a line break, with a no-break space, with a curly or a straight apostrophe.

mod cut;
mod fold;
mod listed;
mod places;
mod sets;

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::source::Span;
use cut::{ALL_UPPER, CAPITALS, PLAIN, UPPER_FIRST};
pub use cut::{Kind, Token, cut};
use fold::{FNV_OFFSET, fold_byte};
pub use fold::{fold, fold_ascii, fold_on, folds_ascii, letters, lower, push_lower};
pub use listed::Listed;
pub use places::{Places, Sort, Tokens};
pub use sets::WordSet;

const SENTENCE: u8 = 4;
const QUOTED: u8 = 8;
const MASKED: u8 = 16;
const BLOCK: u8 = 32;

impl Token {
    /// Bytes of the token.
    #[inline]
    #[must_use]
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + u32::from(self.len) }
    }

    /// A word.
    #[inline]
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// A word whose first letter is a capital.
    #[inline]
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.flags & UPPER_FIRST != 0
    }

    /// A word of two or more letters, all capitals ("CISA", "U.S.").
    #[inline]
    #[must_use]
    pub fn is_all_upper(&self) -> bool {
        self.kind == Kind::Word && self.flags & ALL_UPPER != 0
    }

    /// A word with two capitals or more ("CISA", "ICBMs", "McCabe").
    #[inline]
    #[must_use]
    pub fn has_capitals(&self) -> bool {
        self.kind == Kind::Word && self.flags & CAPITALS != 0
    }

    /// A word of nothing but small ASCII letters, as most are.
    #[inline]
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.flags & PLAIN != 0
    }

    /// The first word of a sentence or block, where a capital says nothing.
    #[inline]
    #[must_use]
    pub fn starts_sentence(&self) -> bool {
        self.flags & SENTENCE != 0
    }

    /// Inside quotation marks.
    #[inline]
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.flags & QUOTED != 0
    }

    /// Code, a URL or mark-up: not prose.
    #[inline]
    #[must_use]
    pub fn is_masked(&self) -> bool {
        self.flags & MASKED != 0
    }

    /// This one mark.
    #[inline]
    #[must_use]
    pub fn is_mark(&self, text: &str, mark: char) -> bool {
        match (self.kind, u8::try_from(mark)) {
            // One byte can be told by its hash.
            (Kind::Mark, Ok(byte)) if byte.is_ascii() => {
                self.len == 1 && self.fold == fold_byte(FNV_OFFSET, byte)
            }
            (Kind::Mark, _) => self.text(text).starts_with(mark),
            _ => false,
        }
    }

    /// The first word of a block: nothing reaches across.
    #[inline]
    #[must_use]
    pub fn starts_block(&self) -> bool {
        self.flags & BLOCK != 0
    }

    pub(crate) fn set_sentence(&mut self) {
        self.flags |= SENTENCE;
    }

    pub(crate) fn set_block(&mut self) {
        self.flags |= BLOCK | SENTENCE;
    }

    pub(crate) fn set_quoted(&mut self) {
        self.flags |= QUOTED;
    }

    pub(crate) fn set_masked(&mut self) {
        self.flags |= MASKED;
    }
}

/// Cuts `text[span]` into tokens, appended to `out`.
pub fn tokenize(text: &str, span: Span, out: &mut Vec<Token>) {
    cut(span.of(text), span.start as usize, out);
}

/// A table keyed by [`fold()`].
pub type FoldMap<V> = HashMap<u64, V, BuildHasherDefault<Spread>>;

/// A set of [`fold()`]s.
pub type FoldSet = HashSet<u64, BuildHasherDefault<Spread>>;

/// A hasher for tables keyed by [`fold()`], whose hashes are spread already.
#[derive(Clone, Debug, Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.write_u64(u64::from(b)));
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(23) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn words_keep_inner_apostrophes_and_initials() {
        assert_eq!(
            cut("O’Brien’s U.S. visit, J. Doe."),
            ["O’Brien", "’s", "U.S.", "visit", ",", "J.", "Doe", "."]
        );
        assert_eq!(cut("cyber-security"), ["cyber", "-", "security"]);
        assert_eq!(cut("1,200 on the 21st"), ["1,200", "on", "the", "21st"]);
        assert_eq!(cut("Krebs' job. Next"), ["Krebs", "'", "job", ".", "Next"]);
        assert_eq!(cut("U.S.Army"), ["U.S.", "Army"]);
        assert_eq!(cut("p.m.état"), ["p.m.", "état"]);
        assert_eq!(cut("naïve G7 I’m “so”"), ["naïve", "G7", "I’m", "“", "so", "”"]);
    }
}
