//! `<!-- stet org/name: reason -->`: an editor's "let it stand", in the article itself.
//!
//! Read from the file's own lines, on or before the one that it is about: what a Markdown parser
//! makes of a comment depends on where it stands.

use crate::article::StetNote;
use crate::source::Span;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The notes in the comments of a file.
pub(super) fn notes(source: &str) -> Vec<StetNote> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = source.get(from..).and_then(|rest| rest.find(OPEN)).map(|at| from + at) {
        let inner = at + OPEN.len();
        let Some(end) = source.get(inner..).and_then(|rest| rest.find(CLOSE)) else { break };
        let (end, after) = (inner + end, inner + end + CLOSE.len());
        from = after;
        if let Some(said) = source[inner..end].trim().strip_prefix("stet")
            && said.starts_with([' ', ':', '\t'])
        {
            read(source, said, Span::new(at, after), &mut out);
        }
    }
    out
}

/// "org/name, person/spelling: as the outlet wrote it"
fn read(source: &str, said: &str, span: Span, out: &mut Vec<StetNote>) {
    let (names, reason) = said.split_once(':').unwrap_or((said, ""));
    let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let covers = Some(line_of(source, span));
    for name in names.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty()) {
        out.push(StetNote { check: name.to_owned(), span, covers, reason: reason.clone() });
    }
}

/// The line that a comment is about: its own, where that holds more, or the next one that holds
/// something.
fn line_of(source: &str, comment: Span) -> Span {
    let ends = ['\n', '\r'];
    let (from, to) = (comment.start as usize, comment.end as usize);
    let start = source[..from].rfind(ends).map_or(0, |end| end + 1);
    let end = source[to..].find(ends).map_or(source.len(), |end| to + end);
    if !source[start..from].trim().is_empty() || !source[to..end].trim().is_empty() {
        return Span::new(start, end);
    }
    let mut at = end;
    for line in source[end..].split_inclusive(ends) {
        let bare = line.trim();
        // Several comments may stand above one line.
        let note = bare.starts_with(OPEN) && bare.ends_with(CLOSE);
        if !(bare.is_empty() || note) {
            return Span::new(at, at + line.trim_end_matches(ends).len());
        }
        at += line.len();
    }
    Span::new(end, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(String, &str, Option<String>)> {
        let covered = |note: &StetNote| note.covers.unwrap().of(source).trim_end();
        notes(source).into_iter().map(|n| (n.check.clone(), covered(&n), n.reason)).collect()
    }

    #[test]
    fn a_note_is_about_its_own_line_or_the_next_one() {
        let own = "One.\n\nTwo. <!-- stet org/name: as written -->\nThree.\n";
        let two = "Two. <!-- stet org/name: as written -->";
        assert_eq!(read(own), [("org/name".into(), two, Some("as written".into()))]);
        let next = "<!-- stet person -->\r\n<!-- stet org/name, date -->\r\n\r\nTwo.\r\nThree.";
        let names: Vec<_> = read(next).into_iter().map(|(name, line, _)| (name, line)).collect();
        let wanted = ["person", "org/name", "date"].map(|name| (name.to_owned(), "Two."));
        assert_eq!(names, wanted);
    }

    #[test]
    fn the_line_after_is_not_covered() {
        let text = "<!-- stet date -->\nOne.\nTwo.\n";
        let note = notes(text).into_iter().next().unwrap();
        assert!((note.covers.unwrap().end as usize) < text.find("Two").unwrap());
    }

    #[test]
    fn other_comments_are_no_notes() {
        let text = "<!-- stetson --><!-- a stet --> <!-- stet org/name";
        assert_eq!(read(text), []);
        assert_eq!(read("<!-- stet org/name -->"), [("org/name".into(), "", None)]);
    }
}
