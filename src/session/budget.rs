//! How much of one file is read as an article.
//!
//! Every step of the pipeline takes time and memory in proportion to the text, so a budget on the
//! text is one on everything. It is there for files that are no articles: a database dump, an
//! export of a whole site in one file, hostile input. What is left out is never left out in
//! silence.

use crate::finding::{Finding, Place, Severity};
use crate::source::{SourceFile, Span};

/// Bytes of text that are checked. The longest novels have about three million; a file of this
/// size that is made to be slow takes a few seconds and a few hundred megabytes, one that is made
/// of articles half a second.
pub(super) const MOST: usize = 4_000_000;

/// How far back a cut looks for the end of a line or of a word.
const BACK: usize = 64 * 1024;

/// The part of a file that is checked, and where the rest begins if there is any.
pub(super) fn within(mut file: SourceFile, most: usize) -> (SourceFile, Option<Span>) {
    if file.text.len() <= most {
        return (file, None);
    }
    let floor = |mut at: usize| {
        while !file.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let end = floor(most);
    let start = floor(end.saturating_sub(BACK));
    let tail = &file.text[start..end];
    let stop = tail.rfind('\n').or_else(|| tail.rfind(char::is_whitespace));
    let cut = stop.filter(|&at| at > 0).map_or(end, |at| start + at);
    let rest = Span::new(cut, file.text.len());
    file.text.to_mut().truncate(cut);
    (SourceFile::new(file.path, file.text, file.encoding, file.bom), Some(rest))
}

/// What an editor is told about a file that was checked in part.
pub(super) fn finding(file: &SourceFile, rest: Span) -> Finding {
    let size = |bytes: usize| format!("{:.1} MB", bytes as f64 / 1e6);
    let message = format!(
        "only the first {} of this file were checked, the {} from here on were not",
        size(rest.start as usize),
        size(rest.len())
    );
    let place = Place { path: file.path.clone(), span: Span { end: rest.start, ..rest } };
    Finding::new("input/too-long", Severity::Warning, place, message)
        .help("split the file: an article a file")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, most: usize) -> (String, Option<Span>) {
        let (file, rest) = within(SourceFile::utf8("a.txt", text.to_owned()), most);
        (file.text.into_owned(), rest)
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(cut("one two", 7), ("one two".to_owned(), None));
    }

    #[test]
    fn the_cut_is_at_a_line_a_word_or_a_letter() {
        let rest = |start| Some(Span { start, end: 12 });
        assert_eq!(cut("one two\nfour", 10), ("one two".to_owned(), rest(7)));
        assert_eq!(cut("one two four", 10), ("one two".to_owned(), rest(7)));
        assert_eq!(cut("ééé-ééé-é-", 3).0, "é");
    }
}
