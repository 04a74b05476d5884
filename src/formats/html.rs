//! The prose inside a block of raw HTML: figure captions, paragraphs set by hand.
//!
//! A cutter, not a parser: tags, comments, scripts and styles fall away, the rest is copied.

use crate::formats::clean::Writer;
use crate::formats::paragraph::Role;

/// Tags that end a paragraph.
const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "br",
    "hr",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "blockquote",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "details",
    "summary",
    "caption",
];

/// Writes the prose of `html`, which stands at `at` in the source, as paragraphs.
pub(super) fn write(html: &str, at: usize, out: &mut Writer) {
    let mut role = Role::Text;
    let mut rest = 0;
    while let Some(i) = html.get(rest..).and_then(|h| h.find('<')) {
        let open = rest + i;
        text(html, rest, open, at, out);
        let tag = html.get(open..).unwrap_or("");
        let (name, closing) = tag_name(tag);
        let end = tag_end(tag, &name, closing);
        if BLOCKS.contains(&name.as_str()) {
            out.close(role);
            role = role_after(&name, closing);
        }
        rest = open + end;
    }
    text(html, rest, html.len(), at, out);
    out.close(role);
}

fn text(html: &str, from: usize, to: usize, at: usize, out: &mut Writer) {
    out.copy(html.get(from..to).unwrap_or(""), at + from);
}

/// A tag's name in lower case, and whether it is a closing one.
fn tag_name(tag: &str) -> (String, bool) {
    let rest = tag.get(1..).unwrap_or("");
    let closing = rest.starts_with('/');
    let rest = rest.trim_start_matches('/');
    let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    (rest.get(..len).unwrap_or("").to_ascii_lowercase(), closing)
}

/// Bytes of a tag, with all that a comment, script or style holds.
fn tag_end(tag: &str, name: &str, closing: bool) -> usize {
    let until = |end: &str| tag.find(end).map_or(tag.len(), |i| i + end.len());
    if tag.starts_with("<!--") {
        return until("-->");
    }
    // "<" before a space or a digit is "less than".
    if name.is_empty() && !tag.starts_with("<!") && !tag.starts_with("<?") && !closing {
        return 1;
    }
    match name {
        "script" if !closing => until("</script>"),
        "style" if !closing => until("</style>"),
        _ => until(">"),
    }
}

fn role_after(name: &str, closing: bool) -> Role {
    match name {
        "figcaption" | "caption" if !closing => Role::Caption,
        "li" | "td" | "th" if !closing => Role::Item,
        _ => Role::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Metadata;

    #[test]
    fn captions_and_paragraphs_are_kept_and_the_rest_falls_away() {
        let html = "<figure>\n<img src=a>\n<figcaption>Jo <b>Doe</b> at sea</figcaption>\n</figure>\
            <!-- <p>no</p> --><script>x < y</script><p>Said he.</p>";
        let mut writer = Writer::new(Metadata::default());
        write(html, 0, &mut writer);
        let draft = writer.finish();
        let all: Vec<_> =
            draft.paragraphs.iter().map(|p| (p.span.of(&draft.text), p.role)).collect();
        assert_eq!(all, [("Jo Doe at sea", Role::Caption), ("Said he.", Role::Text)]);
        let at = html.find("Doe").unwrap();
        let start = draft.text.find("Doe").unwrap();
        let span = crate::source::Span::new(start, start + 3);
        assert_eq!(draft.map.to_source(span).start as usize, at);
    }
}
