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
    let mut closes = [Close::new("}}"), Close::new("%}")];
    let mut at = 0;
    while let Some(i) = text.get(at..).and_then(|t| t.find('{')) {
        let start = at + i;
        let kind = match text.as_bytes().get(start + 1) {
            Some(b'{') => 0,
            Some(b'%') => 1,
            _ => {
                at = start + 1;
                continue;
            }
        };
        let end = closes.get_mut(kind).and_then(|c| c.after(text, start + 2));
        match end.filter(|end| end - start <= LONGEST) {
            Some(end) => {
                spans.push(Span::new(start, end));
                at = end;
            }
            None => at = start + 2,
        }
    }
    spans
}

/// The next closing mark, searched for once however many opening marks stand before it.
struct Close {
    mark: &'static str,
    from: usize,
    at: Option<usize>,
}

impl Close {
    fn new(mark: &'static str) -> Self {
        Self { mark, from: 0, at: None }
    }

    /// Where the first closing mark after `from` ends.
    fn after(&mut self, text: &str, from: usize) -> Option<usize> {
        // `from` is never 0 once searched: an opening mark stands before it.
        if self.from == 0 || self.at.is_some_and(|at| at < from) {
            self.at = text.get(from..)?.find(self.mark).map(|i| from + i);
            self.from = from;
        }
        self.at.map(|at| at + self.mark.len())
    }
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
    fn an_opening_mark_without_its_own_close_is_text() {
        assert_eq!(find("{% a {{ b }} {% c %}"), [Span::new(0, 20)]);
        assert_eq!(find("{{ a {% b"), []);
        assert_eq!(find("%} {% a %} }} {{ b }}"), [Span::new(3, 10), Span::new(14, 21)]);
    }

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
