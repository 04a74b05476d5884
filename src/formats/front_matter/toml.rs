//! TOML front matter, as Hugo and Zola write it.

use toml::de::{DeTable, DeValue};

use super::{Entry, Parsed, Scalar};
use crate::source::Span;

/// Parses the lines between the fences.
pub(super) fn parse(source: &str, inner: Span) -> Parsed {
    let base = inner.start as usize;
    let table = DeTable::parse(inner.of(source)).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        (Span::new(base + at.start, base + at.end), error.message().to_owned())
    })?;
    let mut entries = Vec::new();
    collect(table.get_ref(), source, base, &mut entries, 0);
    // Tables come sorted by key; a file's own order decides between two titles.
    entries.sort_by_key(|(at, _)| *at);
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// Tables inside (`[params]`) count as if their keys stood outside.
fn collect(
    table: &DeTable<'_>,
    source: &str,
    base: usize,
    out: &mut Vec<(usize, Entry)>,
    depth: usize,
) {
    for (key, value) in table.iter() {
        let span = |range: std::ops::Range<usize>| Span::new(base + range.start, base + range.end);
        let place = span(value.span());
        let scalar = |value: &DeValue<'_>, place: Span| match value {
            DeValue::String(text) => Some(Scalar { text: text.to_string(), span: place }),
            DeValue::Array(_) | DeValue::Table(_) => None,
            _ => Some(Scalar { text: place.of(source).to_owned(), span: place }),
        };
        let values = match value.get_ref() {
            DeValue::Table(inner) if depth < 3 => {
                collect(inner, source, base, out, depth + 1);
                continue;
            }
            DeValue::Array(items) => {
                items.iter().filter_map(|item| scalar(item.get_ref(), span(item.span()))).collect()
            }
            value => scalar(value, place).into_iter().collect(),
        };
        out.push((key.span().start, Entry { key: key.get_ref().to_string(), values }));
    }
}
