//! YAML front matter, as Jekyll, Hugo, Eleventy and Astro write it.

use saphyr::{LoadableYamlNode, MarkedYaml, ScalarStyle, YamlData};

use super::{Entry, Parsed, Scalar, plain};
use crate::source::Span;

/// Deepest nesting that is read; the loader is recursive.
const DEEPEST: usize = 64;
/// Most references to anchors: the loader copies what they refer to.
const ALIASES: usize = 20;

/// Parses the lines between the fences.
pub(super) fn parse(source: &str, inner: Span) -> Parsed {
    plain::parse(source, inner).map_or_else(|| parse_all(source, inner), Ok)
}

/// Parses all that YAML can say.
pub(super) fn parse_all(source: &str, inner: Span) -> Parsed {
    let text = inner.of(source);
    if let Some(message) = hostile(text) {
        return Err((inner, message.to_owned()));
    }
    let places = Places::new(text, inner.start as usize);
    let joined;
    let documents = match MarkedYaml::load_from_str(text) {
        Ok(documents) => documents,
        Err(error) => {
            joined = join_quoted(text);
            MarkedYaml::load_from_str(&joined).map_err(|_| {
                let at = places.byte(error.marker().index());
                (Span::new(at, at), error.info().to_owned())
            })?
        }
    };
    let mut entries = Vec::new();
    if let Some(root) = documents.first() {
        collect(root, &places, source, &mut entries, 0);
    }
    Ok(entries)
}

/// The text with the line breaks inside quoted values as spaces, character for character:
/// generators accept continuation lines that are not indented, the loader does not.
fn join_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote: Option<char> = None;
    let mut escaped = false;
    // Whether a value begins here: after "key: " or "- ".
    let mut value = false;
    let mut before = '\n';
    for c in text.chars() {
        match quote {
            Some(mark) => {
                let closes = c == mark && !escaped;
                escaped = mark == '"' && c == '\\' && !escaped;
                if closes {
                    quote = None;
                }
                out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
            }
            None => {
                if value && matches!(c, '"' | '\'') {
                    quote = Some(c);
                    escaped = false;
                }
                value = c == ' ' && (value || matches!(before, ':' | '-'));
                out.push(c);
            }
        }
        before = c;
    }
    out
}

/// Front matter that would exhaust the loader, and that no newsroom writes.
fn hostile(text: &str) -> Option<&'static str> {
    let (mut open, mut aliases, mut anchors) = (0usize, 0usize, 0usize);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '[' | '{' => open += 1,
            ']' | '}' => open = open.saturating_sub(1),
            '&' if before.is_whitespace() || before == '[' => anchors += 1,
            '*' if before.is_whitespace() || before == '[' => aliases += 1,
            _ => {}
        }
        if open > DEEPEST {
            return Some("nested too deeply");
        }
        before = c;
    }
    let deep = |line: &str| {
        let body = line.trim_start_matches([' ', '-', '?', '\t']);
        let marks = line.get(..line.len() - body.len()).unwrap_or("");
        marks.len() > 4 * DEEPEST || marks.matches(['-', '?']).count() > DEEPEST
    };
    if text.lines().any(deep) {
        return Some("nested too deeply");
    }
    (anchors > 0 && aliases > ALIASES).then_some("too many references to anchors")
}

/// Bytes of characters: the loader counts characters.
struct Places {
    ascii: bool,
    bytes: Vec<usize>,
    base: usize,
    len: usize,
}

impl Places {
    fn new(text: &str, base: usize) -> Self {
        let ascii = text.is_ascii();
        let bytes = if ascii { Vec::new() } else { text.char_indices().map(|(i, _)| i).collect() };
        Self { ascii, bytes, base, len: text.len() }
    }

    fn byte(&self, index: usize) -> usize {
        let at =
            if self.ascii { index } else { self.bytes.get(index).copied().unwrap_or(self.len) };
        self.base + at.min(self.len)
    }
}

/// Mappings inside (`params:`) count as if their keys stood outside.
fn collect(
    node: &MarkedYaml<'_>,
    places: &Places,
    source: &str,
    out: &mut Vec<Entry>,
    depth: usize,
) {
    let YamlData::Mapping(map) = &node.data else { return };
    for (key, value) in map {
        let Some(key) = scalar(key, places, source) else { continue };
        let values = match &value.data {
            YamlData::Mapping(_) if depth < 3 => {
                collect(value, places, source, out, depth + 1);
                continue;
            }
            YamlData::Sequence(items) => {
                items.iter().filter_map(|item| scalar(item, places, source)).collect()
            }
            _ => scalar(value, places, source).into_iter().collect(),
        };
        out.push(Entry { key: key.text, values });
    }
}

/// Numbers, dates and truth values read as they are written.
fn scalar(node: &MarkedYaml<'_>, places: &Places, source: &str) -> Option<Scalar> {
    let span = Span::new(places.byte(node.span.start.index()), places.byte(node.span.end.index()));
    let text = match &node.data {
        YamlData::Value(value) => match value.as_str() {
            Some(text) => text.to_owned(),
            None => span.of(source).trim().to_owned(),
        },
        YamlData::Representation(text, ScalarStyle::Plain | ScalarStyle::SingleQuoted, _)
        | YamlData::Representation(text, _, _) => text.to_string(),
        YamlData::Tagged(_, inner) => return scalar(inner, places, source),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(Scalar { text, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_front_matter_is_refused() {
        assert!(hostile(&"[".repeat(100_000)).is_some());
        assert!(hostile(&"- ".repeat(100_000)).is_some());
        assert!(hostile("title: A [plain] title & more\ntags: [a, b]").is_none());
    }

    #[test]
    fn quoted_values_may_go_on_without_indentation() {
        let source = "title: \"The bridge\nis closed\"\ndesk: metro";
        let entries = parse(source, Span::new(0, source.len())).unwrap();
        assert_eq!(entries.first().unwrap().values.first().unwrap().text, "The bridge is closed");
        assert_eq!(entries.len(), 2);
    }

    #[test]
    fn places_are_bytes_although_the_loader_counts_characters() {
        let source = "---\nx: é\ntitle: Zoë's café\n---\n";
        let inner = Span::new(4, source.len() - 4);
        let entries = parse(source, inner).unwrap();
        let title = entries.iter().find(|e| e.key == "title").unwrap();
        assert_eq!(title.values.first().unwrap().span.of(source).trim(), "Zoë's café");
    }
}
