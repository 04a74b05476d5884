//! Where quotations begin and end, across paragraphs and inside one another.

use crate::article::Block;
use crate::source::Span;

/// One pair of quotation marks, or an opening mark whose paragraph ended first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark and everything to the closing one, both included.
    pub span: Span,
    /// What lies between the marks.
    pub inner: Span,
    /// 1 for a quotation, 2 for one inside it.
    pub depth: u8,
    /// The mark that opens it.
    pub open: char,
    /// The mark that closes it; none where the paragraph ends first.
    pub close: Option<char>,
    /// Whether it goes on from an unclosed one in the paragraph before.
    pub continues: bool,
}

/// Finds the quotations of an article, by position of the opening mark.
#[must_use]
pub fn find(_text: &str, _blocks: &[Block]) -> Vec<Quotation> {
    Vec::new()
}
