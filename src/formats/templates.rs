//! Tags of site generators in Markdown: `{{ … }}` and `{% … %}` of Jekyll, Eleventy, Hugo.
//!
//! They are no Markdown and would break links and quotations. They are painted over in a copy
//! of the same length, and what was painted over is left out of the article's text.

use std::borrow::Cow;

use crate::source::Span;

/// Longest tag, in bytes: an opening mark without a closing one near it is text.
const LONGEST: usize = 4096;

/// The text with its tags painted over, and where they were.
pub(super) fn paint(text: &str) -> (Cow<'_, str>, Vec<Span>) {
    let spans = find(text);
    if spans.is_empty() {
        return (Cow::Borrowed(text), spans);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in &spans {
        out.push_str(text.get(at..span.start as usize).unwrap_or(""));
        for b in span.of(text).bytes() {
            // Line ends stay, or lines would be counted wrongly by the parser's block rules.
            out.push(if b == b'\n' || b == b'\r' { char::from(b) } else { 'x' });
        }
        at = span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    (Cow::Owned(out), spans)
}

fn find(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(i) = text.get(at..).and_then(|t| t.find('{')) {
        let start = at + i;
        let rest = text.get(start..).unwrap_or("");
        let close = if rest.starts_with("{{") {
            "}}"
        } else if rest.starts_with("{%") {
            "%}"
        } else {
            at = start + 1;
            continue;
        };
        let mut limit = rest.len().min(LONGEST);
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        match rest.get(2..limit).and_then(|r| r.find(close)) {
            Some(end) => {
                spans.push(Span::new(start, start + end + 4));
                at = start + end + 4;
            }
            None => at = start + 2,
        }
    }
    spans
}

/// The parts of `span` that no tag covers.
pub(super) fn without(span: Span, tags: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    let first = tags.partition_point(|t| t.end <= span.start);
    for tag in tags.iter().skip(first).take_while(|t| t.start < span.end) {
        if tag.start > start {
            out.push(Span { start, end: tag.start });
        }
        start = start.max(tag.end);
    }
    if start < span.end {
        out.push(Span { start, end: span.end });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_painted_over_at_their_length() {
        let text = "a [b]({{ \"/é\" | url }}) {% x %} {c} {{ open";
        let (painted, tags) = paint(text);
        assert_eq!(painted.len(), text.len());
        assert_eq!(tags.len(), 2);
        assert!(painted.starts_with("a [b](xxx"));
        assert!(painted.ends_with("{c} {{ open"));
        assert_eq!(without(Span::new(0, 26), &tags).len(), 2);
    }
}
