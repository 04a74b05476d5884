//! The hash by which words are compared: case and the shape of apostrophes folded away.
//!
//! The build script keys the word lists by it, so this file needs nothing but itself.

pub(super) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a over the lower-cased text, apostrophes made one: stable across versions and machines.
#[must_use]
pub fn fold(body: &str) -> u64 {
    if body.is_ascii() {
        return fold_ascii(body);
    }
    fold_on(FNV_OFFSET, body)
}

/// The hash of a word and `body` written as one: `fold_on(fold("cyber"), "attack")` is
/// `fold("cyberattack")`.
#[must_use]
pub fn fold_on(mut hash: u64, body: &str) -> u64 {
    if body.is_ascii() {
        return fold_ascii_on(hash, body.as_bytes());
    }
    let mut buffer = [0; 4];
    for c in body.chars().flat_map(char::to_lowercase) {
        let c = if is_apostrophe(c) { '\'' } else { c };
        for &b in c.encode_utf8(&mut buffer).as_bytes() {
            hash = fold_byte(hash, b);
        }
    }
    hash
}

/// [`fold`] of an ASCII word, also at compile time: for tables of words that code asks about.
#[must_use]
pub const fn fold_ascii(body: &str) -> u64 {
    fold_ascii_on(FNV_OFFSET, body.as_bytes())
}

const fn fold_ascii_on(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut i = 0;
    while i < bytes.len() {
        hash = fold_byte(hash, bytes[i].to_ascii_lowercase());
        i += 1;
    }
    hash
}

pub(super) const fn fold_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(FNV_PRIME)
}

/// Hashes of a list of ASCII words.
#[must_use]
pub const fn folds_ascii<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = fold_ascii(words[i]);
        i += 1;
    }
    out
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// A word in lower case: most are plain letters, which need no table.
#[must_use]
pub fn lower(word: &str) -> String {
    let mut out = String::new();
    push_lower(&mut out, word);
    out
}

/// Appends a word in lower case.
pub fn push_lower(out: &mut String, word: &str) {
    let at = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out[at..].make_ascii_lowercase();
    } else {
        out.push_str(&word.to_lowercase());
    }
}

/// The letters that a word is made of, a bit for each; several may share one.
#[must_use]
pub fn letters(word: &str) -> u64 {
    word.chars().fold(0, |all, c| all | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_and_apostrophe_shape() {
        assert_eq!(fold("O’BRIEN"), fold("o'brien"));
        assert_ne!(fold("Krebs"), fold("Kreb"));
        assert_eq!(fold_on(fold("Cyber"), "Attack"), fold("cyberattack"));
        assert_eq!(fold_on(fold("d’"), "Été"), fold("d'été"));
    }
}
