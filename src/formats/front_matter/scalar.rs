//! A value of front matter and the exact way back to its bytes in the file.

use crate::formats::clean::Writer;
use crate::source::Span;

/// A plain value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::formats) struct Scalar {
    /// What it says.
    pub(super) text: String,
    /// Where it stands, quotation marks and indicators included.
    pub(super) span: Span,
}

impl Scalar {
    /// Writes the value: word for word where the file has the same words, else as one piece.
    pub(super) fn write(&self, source: &str, out: &mut Writer) {
        let raw = self.span.of(source);
        let text = self.text.trim();
        match pieces(text, raw) {
            Some(pieces) => {
                for (part, at, len) in pieces {
                    let start = self.span.start as usize + at;
                    out.add(part, source, Span::new(start, start + len));
                }
            }
            None => out.replace(text, self.span),
        }
    }
}

/// Pairs the text with the raw value: words are copied, white space may be folded, a doubled or
/// escaped quotation mark stands for one. None where anything else differs.
fn pieces<'a>(text: &'a str, raw: &str) -> Option<Vec<(&'a str, usize, usize)>> {
    let mut out = Vec::new();
    let first = text.split_whitespace().next()?;
    let head: String = first.chars().take_while(|c| !matches!(c, '"' | '\'' | '\\')).collect();
    let mut at = if head.is_empty() {
        raw.find(|c: char| !matches!(c, '"' | '\'' | ' '))?
    } else {
        raw.find(&head)?
    };
    let mut i = 0;
    while let Some(c) = text.get(i..)?.chars().next() {
        let rest = raw.get(at..)?;
        let (used_text, used_raw) = if c.is_whitespace() {
            (white(text.get(i..)?), white(rest))
        } else if rest.starts_with("''") && c == '\'' || rest.starts_with('\\') && c == '"' {
            (1, 2)
        } else {
            let same = text
                .get(i..)?
                .char_indices()
                .zip(rest.chars())
                .take_while(|((_, a), b)| {
                    a == b && !a.is_whitespace() && !matches!(a, '\'' | '\\' | '"')
                })
                .last()
                .map_or(0, |((k, a), _)| k + a.len_utf8());
            let lone = c.len_utf8();
            if same > 0 {
                (same, same)
            } else if rest.starts_with(c) && c != '\\' {
                (lone, lone)
            } else {
                return None;
            }
        };
        if used_raw == 0 || rest.get(..used_raw).is_none() {
            return None;
        }
        out.push((text.get(i..i + used_text)?, at, used_raw));
        i += used_text;
        at += used_raw;
    }
    Some(out)
}

fn white(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Metadata;

    fn source_of(raw: &str, text: &str, word: &str) -> String {
        let mut writer = Writer::new(Metadata::default());
        let scalar = Scalar { text: text.into(), span: Span::new(0, raw.len()) };
        scalar.write(raw, &mut writer);
        let draft = writer.finish();
        assert_eq!(draft.text, text);
        let at = text.find(word).unwrap();
        draft.map.to_source(Span::new(at, at + word.len())).of(raw).to_owned()
    }

    #[test]
    fn words_lead_back_to_their_own_bytes() {
        assert_eq!(source_of("\"Jo Doe\"", "Jo Doe", "Doe"), "Doe");
        assert_eq!(source_of("'It''s Jo'", "It's Jo", "Jo"), "Jo");
        assert_eq!(source_of("\"a \\\"b\\\" c\"", "a \"b\" c", "c"), "c");
        assert_eq!(source_of(">\n  One two\n  three", "One two three", "three"), "three");
    }

    #[test]
    fn other_escapes_make_one_piece() {
        assert_eq!(source_of("\"caf\\u00e9 Jo\"", "café Jo", "Jo"), "\"caf\\u00e9 Jo\"");
    }
}
