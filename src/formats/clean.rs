//! Builds the clean text of an article, piece by piece, with the exact way back to its source.

use crate::article::map::{Piece, TextMap};
use crate::article::{Mask, Metadata};
use crate::formats::paragraph::{Paragraph, Role};
use crate::source::Span;

/// What a format makes of a file.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The clean text.
    pub(super) text: String,
    /// The way back to the source.
    pub(super) map: TextMap,
    /// Paragraphs by position, disjoint.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Code and mark-up that are part of the text, by position.
    pub(super) masks: Vec<(Span, Mask)>,
    /// Block quotations, by position, disjoint.
    pub(super) pasted: Vec<Span>,
    /// What the file says about itself.
    pub(super) meta: Metadata,
}

/// Writes paragraphs one after another, a blank line between them.
#[derive(Debug, Default)]
pub(super) struct Writer {
    draft: Draft,
    open: Option<usize>,
}

impl Writer {
    pub(super) fn new(meta: Metadata) -> Self {
        let draft = Draft { map: TextMap::new(), meta, ..Draft::default() };
        Self { draft, open: None }
    }

    /// Whether the last thing written is a line break.
    pub(super) fn ends_with_break(&self) -> bool {
        self.draft.text.ends_with('\n')
    }

    /// Where the next text will stand, or a little before it.
    pub(super) fn len(&self) -> usize {
        self.draft.text.len()
    }

    /// Notes that everything from a place on was quoted as a block.
    pub(super) fn pasted(&mut self, from: usize) {
        self.draft.pasted.push(Span::new(from, self.draft.text.len()));
    }

    /// Adds `text`, which stands at `at` in the source as it is.
    pub(super) fn copy(&mut self, text: &str, at: usize) {
        let text_start = if self.open.is_some() { text } else { text.trim_start() };
        if text_start.is_empty() {
            return;
        }
        let at = at + (text.len() - text_start.len());
        let span = self.push(text_start);
        self.draft.map.push(Piece { text: span, source: Span::new(at, at + text_start.len()) });
    }

    /// Adds `text`, which stands for other bytes of the source.
    pub(super) fn replace(&mut self, text: &str, source: Span) {
        if text.is_empty() || (self.open.is_none() && text.trim_start().is_empty()) {
            return;
        }
        let span = self.push(text);
        // Pieces of equal length count as copies: a replaced one must not look like it.
        let first = text.chars().next().map_or(0, char::len_utf8);
        if text.len() == source.len() && text.len() > first {
            let cut = span.start + first as u32;
            let head = Span { start: span.start, end: cut };
            let nothing = Span { start: source.start, end: source.start };
            self.draft.map.push(Piece { text: head, source: nothing });
            self.draft.map.push(Piece { text: Span { start: cut, end: span.end }, source });
        } else {
            self.draft.map.push(Piece { text: span, source });
        }
    }

    /// Adds `text`, as a copy where the source at `span` reads the same.
    pub(super) fn add(&mut self, text: &str, source: &str, span: Span) {
        if span.of(source) == text {
            self.copy(text, span.start as usize);
        } else {
            self.replace(text, span);
        }
    }

    /// Masks what was added by `body`.
    pub(super) fn masked(&mut self, mask: Mask, body: impl FnOnce(&mut Self)) {
        let before = self.open.map(|_| self.draft.text.len());
        body(self);
        let start = before.or(self.open).unwrap_or(self.draft.text.len());
        if start < self.draft.text.len() {
            self.draft.masks.push((Span::new(start, self.draft.text.len()), mask));
        }
    }

    /// Ends the paragraph, if one is open.
    pub(super) fn close(&mut self, role: Role) {
        let Some(start) = self.open.take() else { return };
        let body = self.draft.text.get(start..).unwrap_or("");
        let start = start + (body.len() - body.trim_start().len());
        let body = body.trim();
        if !body.is_empty() {
            let span = Span::new(start, start + body.len());
            self.draft.paragraphs.push(Paragraph { span, role, gap: true });
        }
    }

    pub(super) fn finish(mut self) -> Draft {
        self.close(Role::Text);
        self.draft
    }

    fn push(&mut self, text: &str) -> Span {
        if self.open.is_none() {
            if !self.draft.text.is_empty() {
                self.draft.text.push_str("\n\n");
            }
            self.open = Some(self.draft.text.len());
        }
        let start = self.draft.text.len();
        self.draft.text.push_str(text);
        Span::new(start, self.draft.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_trimmed_and_map_back() {
        let mut writer = Writer::default();
        writer.draft.map = TextMap::new();
        writer.copy("  One ", 0);
        writer.close(Role::Text);
        writer.replace("é", Span::new(6, 14));
        writer.masked(Mask::Code, |w| w.copy("two", 14));
        let draft = writer.finish();
        assert_eq!(draft.text, "One \n\nétwo");
        assert_eq!(draft.paragraphs.first().unwrap().span, Span::new(0, 3));
        assert_eq!(draft.map.to_source(Span::new(6, 9)), Span::new(6, 15));
        assert_eq!(draft.masks, [(Span::new(8, 11), Mask::Code)]);
    }

    #[test]
    fn a_replacement_of_equal_length_is_no_copy() {
        let mut writer = Writer::new(Metadata::default());
        writer.replace("∾̳", Span::new(0, 5));
        let draft = writer.finish();
        assert!(!draft.map.is_copy(Span::new(0, 5)));
    }
}
