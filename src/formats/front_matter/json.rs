//! JSON front matter: an object at the very start of the file, as Hugo allows it.

use std::collections::HashMap;

use serde_json::{Deserializer, Map, Value};

use super::{Entry, Parsed, Scalar};
use crate::source::Span;

/// Where the object ends; none where the file only happens to start with a brace.
pub(super) fn end(source: &str) -> Option<usize> {
    let mut stream = Deserializer::from_str(source).into_iter::<Map<String, Value>>();
    match stream.next()? {
        Ok(_) => Some(stream.byte_offset()),
        Err(_) => {
            // Broken, but meant as JSON: a brace that closes alone on its line.
            let close = source
                .find("\n}")
                .filter(|_| source.trim_start_matches('{').trim_start().starts_with('"'))?;
            Some(close + 2)
        }
    }
}

/// Parses the object.
pub(super) fn parse(source: &str, inner: Span) -> Parsed {
    let text = inner.of(source);
    let map: Map<String, Value> = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or("").to_owned();
        (inner, message)
    })?;
    let places = Places::new(strings(text));
    let mut entries = Vec::new();
    for (key, value) in &map {
        let values = match value {
            Value::Array(items) => {
                items.iter().filter_map(|v| scalar(v, key, &places, inner)).collect()
            }
            Value::Object(_) | Value::Null => continue,
            value => scalar(value, key, &places, inner).into_iter().collect(),
        };
        entries.push(Entry { key: key.clone(), values });
    }
    Ok(entries)
}

/// Where each string stands, first to last.
struct Places(HashMap<String, Vec<Span>>);

impl Places {
    fn new(strings: Vec<(String, Span)>) -> Self {
        let mut places: HashMap<String, Vec<Span>> = HashMap::new();
        for (string, span) in strings {
            places.entry(string).or_default().push(span);
        }
        Self(places)
    }

    /// The first place of a string after the first place of its key.
    fn after(&self, key: &str, string: &str) -> Option<Span> {
        let key = self.0.get(key)?.first()?;
        let places = self.0.get(string)?;
        places.get(places.partition_point(|span| span.start <= key.start)).copied()
    }
}

fn scalar(value: &Value, key: &str, places: &Places, inner: Span) -> Option<Scalar> {
    let Value::String(text) = value else {
        return matches!(value, Value::Number(_) | Value::Bool(_))
            .then(|| Scalar { text: value.to_string(), span: inner });
    };
    let span = places.after(key, text)?;
    let span = Span::new(
        inner.start as usize + span.start as usize,
        inner.start as usize + span.end as usize,
    );
    Some(Scalar { text: text.clone(), span })
}

/// Every string of valid JSON, decoded, with its place.
fn strings(text: &str) -> Vec<(String, Span)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(i) = text.get(at..).and_then(|t| t.find('"')) {
        let start = at + i;
        let mut end = start + 1;
        while let Some(b) = bytes.get(end) {
            match b {
                b'\\' => end += 2,
                b'"' => break,
                _ => end += 1,
            }
        }
        at = (end + 1).min(text.len());
        let raw = text.get(start..at).unwrap_or("");
        if let Ok(decoded) = serde_json::from_str(raw) {
            out.push((decoded, Span::new(start, at)));
        }
    }
    out
}
