//! Cuts a text into words.
//!
//! The build script cuts the names of the built-in packs by it, so this file needs nothing but the
//! hash of words and the bits of lists.

use super::fold::{FNV_OFFSET, fold, fold_byte, is_apostrophe};
use super::listed::Listed;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with inner apostrophes and periods of initials ("O'Brien", "U.S.").
    Word,
    /// Starts with a digit ("17", "1,200", "3.5", "21st").
    Number,
    /// The `'s` after a word.
    Possessive,
    /// Any other single character.
    Mark,
}

/// One token: 24 bytes, its text is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Length in bytes.
    pub len: u16,
    /// What it is.
    pub kind: Kind,
    pub(super) flags: u8,
    /// What the word lists say about it: nothing before the article's words are looked up.
    pub listed: Listed,
    /// Hash of the text with case and apostrophe shape folded away.
    pub fold: u64,
}

pub(super) const UPPER_FIRST: u8 = 1;
pub(super) const ALL_UPPER: u8 = 2;
pub(super) const CAPITALS: u8 = 64;
pub(super) const PLAIN: u8 = 128;

impl Token {
    /// The token's own text.
    #[inline]
    #[must_use]
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        let start = self.start as usize;
        text.get(start..start + usize::from(self.len)).unwrap_or_default()
    }
}

/// Cuts a text into tokens, appended to `out`; its first byte is counted as `base`.
pub fn cut(slice: &str, base: usize, out: &mut Vec<Token>) {
    /// Bytes of a word or mark, with the space behind it: a generous guess.
    const LENGTH: usize = 8;
    out.reserve(slice.len() / LENGTH);
    let mut at = 0;
    while let Some(&first) = slice.as_bytes().get(at) {
        if first == b' ' {
            at += 1;
            continue;
        }
        if first.is_ascii_alphabetic()
            && let Some(token) = plain_word(slice, at, base)
        {
            at += usize::from(token.len);
            out.push(token);
            continue;
        }
        if first.is_ascii_punctuation() {
            let fold = fold_byte(FNV_OFFSET, first);
            let start = (base + at) as u32;
            let (kind, listed) = (Kind::Mark, Listed::NOWHERE);
            out.push(Token { start, len: 1, kind, flags: 0, fold, listed });
            at += 1;
            continue;
        }
        let c = if first.is_ascii() { char::from(first) } else { first_char(slice, at) };
        if c.is_whitespace() || is_ignorable(c) {
            at += c.len_utf8();
            continue;
        }
        let (len, kind) = if c.is_alphabetic() {
            (word_len(head(slice, at)), Kind::Word)
        } else if c.is_ascii_digit() {
            (number_len(head(slice, at)), Kind::Number)
        } else {
            (c.len_utf8(), Kind::Mark)
        };
        push_token(slice, at, len, kind, base, out);
        at += len;
    }
}

fn first_char(slice: &str, at: usize) -> char {
    slice[at..].chars().next().unwrap_or_default()
}

/// A word of ASCII letters only, as nearly all are: cut, hashed and looked at in one pass. None
/// where what follows may belong to it.
#[inline]
fn plain_word(slice: &str, at: usize, base: usize) -> Option<Token> {
    /// The place of the bit that a small letter has and a capital has not.
    const SMALL: u32 = 5;
    const LONGEST: usize = u16::MAX as usize;
    let rest = &slice.as_bytes()[at..];
    let (mut fold, mut len, mut small) = (FNV_OFFSET, 0, 0);
    for &byte in &rest[..rest.len().min(LONGEST)] {
        let lower = byte | 1 << SMALL; // of a letter; no other byte becomes one
        if !lower.is_ascii_lowercase() {
            break;
        }
        fold = fold_byte(fold, lower);
        small += usize::from(byte >> SMALL & 1);
        len += 1;
    }
    if len == LONGEST || goes_on(slice, at + len, len) {
        return None;
    }
    let first = rest.first().is_some_and(u8::is_ascii_uppercase);
    let flags = if small == len { PLAIN } else { flags_of(first, len - small, len) };
    Some(Token {
        start: (base + at) as u32,
        len: len as u16,
        kind: Kind::Word,
        flags,
        fold,
        listed: Listed::NOWHERE,
    })
}

/// The flags of a word with so many capitals among its letters.
fn flags_of(first: bool, capitals: usize, letters: usize) -> u8 {
    let mut flags = if first { UPPER_FIRST } else { 0 };
    if capitals >= 2 {
        flags |= CAPITALS;
        flags |= if capitals == letters { ALL_UPPER } else { 0 };
    }
    flags
}

/// Whether a word of `len` letters may go on with what is no ASCII letter, see [`word_len`].
#[inline]
fn goes_on(slice: &str, end: usize, len: usize) -> bool {
    match slice.as_bytes().get(end) {
        None | Some(b' ') => false,
        Some(b'.') => len == 1,
        Some(byte) if byte.is_ascii() => byte.is_ascii_digit() || *byte == b'\'',
        Some(_) => {
            let c = first_char(slice, end);
            c.is_alphabetic() || is_combining(c) || is_apostrophe(c)
        }
    }
}

fn push_token(slice: &str, at: usize, len: usize, kind: Kind, base: usize, out: &mut Vec<Token>) {
    let body = &slice[at..at + len];
    let tail = if kind == Kind::Word { possessive_len(body) } else { 0 };
    let (head_len, extra) = match tail {
        0 => (len, 0),
        n => (len - n, n),
    };
    out.push(token(&body[..head_len], base + at, kind));
    if extra > 0 {
        out.push(token(&body[head_len..], base + at + head_len, Kind::Possessive));
    }
}

fn token(body: &str, start: usize, kind: Kind) -> Token {
    let mut flags = 0;
    if kind == Kind::Word {
        let first = body.chars().next().is_some_and(char::is_uppercase);
        let letters = || body.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().filter(|c| c.is_uppercase()).count();
        flags = flags_of(first, capitals, letters().count());
    }
    let (start, len) = (start as u32, body.len() as u16);
    Token { start, len, kind, flags, listed: Listed::NOWHERE, fold: fold(body) }
}

/// Soft hyphens, zero-width characters: not part of what is read.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Letters; apostrophes between letters; periods inside "U.S." and after a single capital.
fn word_len(s: &str) -> usize {
    let mut len = 0;
    let mut letters = 0usize; // since the last period or apostrophe
    let mut dotted = false;
    let mut before = 0; // the last character
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphabetic() || is_combining(c) {
            letters += usize::from(c.is_alphabetic());
            if dotted && letters > 1 {
                // "U.S.Army": the dots belonged to the initials only.
                return before;
            }
        } else if is_apostrophe(c) && chars.peek().is_some_and(|n| n.is_alphabetic()) {
            letters = 0;
        } else if c == '.' && letters == 1 && (len == 1 || dotted) {
            dotted = true;
            letters = 0;
        } else if c.is_ascii_digit() && len > 0 && !dotted {
            // "COVID19", "G7", "F16": letters and digits without a gap are one word.
        } else {
            break;
        }
        before = len;
        len += c.len_utf8();
    }
    len
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Digits with inner commas, points and ordinal letters.
fn number_len(s: &str) -> usize {
    let bytes = s.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let next_digit = bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
        match bytes[i] {
            b'0'..=b'9' => i += 1,
            b',' | b'.' if next_digit => i += 1,
            _ => break,
        }
    }
    i + s[i..].bytes().take_while(u8::is_ascii_alphabetic).count()
}

/// Bytes of a possessive ending at the end of a word; a plural's lone apostrophe is left a mark,
/// since it may as well close a quotation.
fn possessive_len(body: &str) -> usize {
    for tail in ["'s", "’s", "ʼs", "'S", "’S"] {
        if body.len() > tail.len() && body.ends_with(tail) {
            return tail.len();
        }
    }
    0
}

/// What a token may be cut from: a "word" of more than 64 KB is no word, and is cut in pieces of
/// that size without a look at what is behind each.
fn head(slice: &str, at: usize) -> &str {
    let mut end = slice.len().min(at + usize::from(u16::MAX));
    while !slice.is_char_boundary(end) {
        end -= 1;
    }
    &slice[at..end]
}
