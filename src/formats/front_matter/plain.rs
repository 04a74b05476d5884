//! Front matter of the plainest kind, as nearly all is: a key and its value on one line, or a key and
//! a list below it. It is read where it stands, many times as fast as a parser of all of YAML is.
//!
//! What a parser of YAML might read in another way is left to it.

use super::{Entry, Scalar};
use crate::source::Span;

/// Deepest indentation of a list.
const INDENT: usize = 8;
/// More brackets or stars may be what the parser of YAML refuses.
const MARKS: usize = 16;

/// The entries of plain front matter; none where it is anything else.
pub(super) fn parse(source: &str, inner: Span) -> Option<Vec<Entry>> {
    let text = inner.of(source);
    if !is_simple(text) {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    // The indentation of the list that may go on, and whether it has begun.
    let mut list: Option<Option<usize>> = None;
    let mut at = inner.start as usize;
    for line in text.split('\n') {
        let start = at;
        at += line.len() + 1;
        if line.is_empty() {
            continue;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[indent..];
        if let Some(item) = rest.strip_prefix("- ") {
            if indent > INDENT || list?.is_some_and(|known| known != indent) {
                return None;
            }
            list = Some(Some(indent));
            let item = value(item, start + indent + 2)?;
            entries.last_mut()?.values.extend(item.into_scalar()?);
            continue;
        }
        let (key, rest) = line.split_once(':').filter(|(key, _)| is_key(key))?;
        let known = |entry: &Entry| entry.key.eq_ignore_ascii_case(key);
        if entries.iter().any(known) || !(rest.is_empty() || rest.starts_with(' ')) {
            return None;
        }
        let value = value(rest, start + key.len() + 1)?;
        list = matches!(value, Value::Missing).then_some(None);
        let values = match value {
            Value::Missing => Vec::new(),
            Value::Scalar(scalar) => scalar.into_iter().collect(),
        };
        entries.push(Entry { key: key.to_owned(), values });
    }
    Some(entries)
}

/// Whether each character is what it looks like, and no mark is there so often that the parser of
/// YAML may refuse it.
fn is_simple(text: &str) -> bool {
    let (mut marks, mut ascii) = (0usize, true);
    for byte in text.bytes() {
        if byte < b' ' && byte != b'\n' || byte == 0x7f {
            return false;
        }
        marks += usize::from(matches!(byte, b'[' | b'{' | b'*'));
        ascii &= byte.is_ascii();
    }
    // Line ends beside the usual one, and what stands before texts.
    let strange = |c: char| matches!(c, '\u{80}'..='\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
    marks <= MARKS && (ascii || !text.contains(strange))
}

fn is_key(key: &str) -> bool {
    const LONGEST: usize = 60;
    key.len() <= LONGEST
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

enum Value {
    /// Nothing behind the colon.
    Missing,
    /// A value; none that says nothing.
    Scalar(Option<Scalar>),
}

impl Value {
    /// An item of a list, which is never missing.
    fn into_scalar(self) -> Option<Option<Scalar>> {
        match self {
            Self::Missing => None,
            Self::Scalar(scalar) => Some(scalar),
        }
    }
}

/// The value on the rest of a line that begins at a place; none where it may be more than it seems.
fn value(rest: &str, at: usize) -> Option<Value> {
    /// What opens anything but plain words.
    const OPENING: [char; 18] =
        ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`', '='];
    let raw = rest.trim_start_matches(' ');
    let start = at + rest.len() - raw.len();
    let raw = raw.trim_end_matches(' ');
    let Some(first) = raw.chars().next() else { return Some(Value::Missing) };
    let text = match first {
        '"' | '\'' => {
            let inner = raw.get(1..raw.len() - 1).filter(|_| raw.ends_with(first))?;
            (!inner.contains([first, '\\'])).then_some(inner)?
        }
        _ if OPENING.contains(&first) => return None,
        _ if raw.ends_with(':') || raw.contains(": ") || raw.contains(" #") => return None,
        _ => raw,
    };
    let span = Span::new(start, start + raw.len());
    let says = !text.trim().is_empty();
    Some(Value::Scalar(says.then(|| Scalar { text: text.to_owned(), span })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::front_matter::yaml;

    #[test]
    fn usual_front_matter_is_plain() {
        let source = "title: \"Bridge: closed\"\ndate: 2024-03-10 10:11:00 -0400\ntags:\n  - river\n\n  - 'the mill'\nauthor: Zoë Doe \nempty:\nhero: false\n";
        let entries = parse(source, Span::new(0, source.len())).unwrap();
        let said: Vec<(&str, Vec<&str>)> = entries
            .iter()
            .map(|e| (e.key.as_str(), e.values.iter().map(|v| v.text.as_str()).collect()))
            .collect();
        assert_eq!(
            said,
            [
                ("title", vec!["Bridge: closed"]),
                ("date", vec!["2024-03-10 10:11:00 -0400"]),
                ("tags", vec!["river", "the mill"]),
                ("author", vec!["Zoë Doe"]),
                ("empty", vec![]),
                ("hero", vec!["false"]),
            ]
        );
        assert_eq!(entries[3].values[0].span.of(source), "Zoë Doe");
    }

    #[test]
    fn what_may_be_more_is_left_to_the_parser() {
        for source in [
            "a: b: c",
            "a: b\n c",
            "a: [b]",
            "a: >\n b",
            "a: b #c",
            "a:\n- b: c",
            "a: \"b\\n\"",
            "a: 'it''s'",
            "a: b\na: c",
            "a: b\n- c",
            "a: &b c",
            "a:b",
            "a:\n - b\n  - c",
            "a: b\r\n",
        ] {
            assert!(parse(source, Span::new(0, source.len())).is_none(), "{source}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_says_what_the_parser_says(
            lines in proptest::collection::vec(
                "([a-dT]{1,2}:( [ -~]{0,7}| [\"'][a-z é:#'-]{0,5}[\"']| [0-9a-f.x~-]{1,6}|[ é’]{0,2})?|( {0,2}- ?)?[ -~]{0,5}|)",
                0..7,
            ),
        ) {
            let source = format!("é\n{}\n---", lines.join("\n"));
            let inner = Span::new(3, source.len() - 3);
            if let Some(plain) = parse(&source, inner) {
                let same = |scalar: &Scalar| (scalar.text.clone(), scalar.span.of(&source).trim().to_owned());
                let said = |entries: Vec<Entry>| -> Vec<_> {
                    let entries = entries.into_iter();
                    entries.map(|e| (e.key, e.values.iter().map(same).collect::<Vec<_>>())).collect()
                };
                let parsed = yaml::parse_all(&source, inner).unwrap();
                proptest::prop_assert_eq!(said(plain), said(parsed));
            }
        }
    }
}
