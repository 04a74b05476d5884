//! Makes text from an article harmless on a terminal.
//!
//! An article, a path or a message may hold escape sequences that recolour or rewrite a terminal,
//! and directional marks that make one name look like another. Each such character is replaced
//! by a visible one of the same length in bytes, so that places in the text stay what they were.

use std::borrow::Cow;

/// The character to show for `c`.
pub(super) fn character(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\u{1f}' | '\u{7f}' => '?',
        '\u{80}'..='\u{9f}' | '\u{61c}' => '¿',
        // As word processors show a soft hyphen.
        '\u{ad}' => '¬',
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => char::REPLACEMENT_CHARACTER,
        // Joiners stay: emoji and several scripts are unreadable without them.
        _ => c,
    }
}

/// A text as one harmless line.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| character(c) != c) {
        Cow::Owned(text.chars().map(character).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A harmless text that keeps its own line ends.
pub fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_are_visible_and_keep_their_length() {
        for n in 0..=0x10_ffff_u32 {
            let Some(c) = char::from_u32(n) else { continue };
            let shown = character(c);
            assert_eq!(shown.len_utf8(), c.len_utf8(), "U+{n:04X}");
            assert!(!shown.is_control(), "U+{n:04X}");
        }
        assert_eq!(line("\u{1b}[31mred\u{202e}\u{9b}2J"), "?[31mred\u{fffd}¿2J");
        assert_eq!(lines("a\tb\r\nc"), "a b \nc");
    }
}
