//! Plain text: a line is a paragraph, unless a machine broke the paragraphs into lines.

use crate::formats::clean::Draft;
use crate::formats::lines;
use crate::formats::paragraph::{Paragraph, Role};

/// Cuts a text into paragraphs; the article's text is the file's own.
pub(super) fn read(source: &str) -> Draft {
    let paragraphs = lines::join_wrapped(source, lines::cut(source))
        .into_iter()
        .map(|line| Paragraph { span: line.span, role: Role::Text, gap: line.gap })
        .collect();
    Draft { text: source.to_owned(), paragraphs, ..Draft::default() }
}
