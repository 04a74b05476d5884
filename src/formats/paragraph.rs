//! What a format knows about a paragraph before its zone is decided.

use crate::source::Span;

/// What the mark-up says a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing said.
    Text,
    /// A heading of this level.
    Heading(u8),
    /// An item of a list, a cell of a table.
    Item,
    /// The title in the front matter.
    Title,
    /// The description in the front matter.
    Summary,
    /// The author in the front matter.
    Author,
    /// Words about a picture.
    Caption,
    /// Code.
    Code,
}

/// A stretch of clean text, without white space at its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    /// Bytes of the article's text.
    pub(super) span: Span,
    /// What the mark-up says.
    pub(super) role: Role,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
}
