//! The exact map between the text that checks see and the decoded file.
//!
//! Piecewise linear: most of an article is copied as it stands, some of it is replaced (an entity
//! becomes a character, emphasis inside a name disappears). Empty when both texts are the same.

use crate::source::Span;

/// One piece of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the article's text.
    pub text: Span,
    /// Bytes of the source that they stand for. Of the same length when copied as they stand.
    pub source: Span,
}

impl Piece {
    fn is_copy(&self) -> bool {
        self.text.len() == self.source.len()
    }
}

/// Pieces in the order of the article's text, without overlap.
#[derive(Clone, Debug, Default)]
pub struct TextMap {
    pieces: Vec<Piece>,
    mapped: bool,
}

impl TextMap {
    /// A map for a text that differs from its source.
    #[must_use]
    pub fn new() -> Self {
        Self { pieces: Vec::new(), mapped: true }
    }

    /// Adds the next piece; a copy that continues the last one joins it.
    pub fn push(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut()
            && last.is_copy()
            && piece.is_copy()
            && last.text.end == piece.text.start
            && last.source.end == piece.source.start
        {
            last.text.end = piece.text.end;
            last.source.end = piece.source.end;
            return;
        }
        self.pieces.push(piece);
    }

    /// The source bytes that a span of the article's text stands for.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        if !self.mapped {
            return span;
        }
        let start = self.start_at(span.start);
        if span.is_empty() {
            return Span { start, end: start };
        }
        Span { start, end: self.end_at(span.end).max(start) }
    }

    /// Whether the source reads exactly as the article's text there, so that an edit is safe.
    #[must_use]
    pub fn is_copy(&self, span: Span) -> bool {
        if !self.mapped {
            return true;
        }
        let i = self.pieces.partition_point(|p| p.text.end <= span.start);
        self.pieces.get(i).is_some_and(|p| p.is_copy() && p.text.contains(span))
    }

    fn start_at(&self, at: u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.text.end <= at);
        match self.pieces.get(i) {
            Some(p) if p.text.start <= at && p.is_copy() => p.source.start + (at - p.text.start),
            Some(p) => p.source.start,
            None => self.pieces.last().map_or(0, |p| p.source.end),
        }
    }

    fn end_at(&self, at: u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.text.start < at);
        let Some(p) = i.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return 0 };
        if p.text.end > at && p.is_copy() {
            p.source.start + (at - p.text.start)
        } else {
            p.source.end
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_emphasis_map_back_exactly() {
        // source: "*Chris* Kr&eacute;bs", text: "Chris Krébs"
        let mut map = TextMap::new();
        map.push(Piece { text: Span::new(0, 5), source: Span::new(1, 6) });
        map.push(Piece { text: Span::new(5, 8), source: Span::new(7, 10) });
        map.push(Piece { text: Span::new(8, 10), source: Span::new(10, 18) });
        map.push(Piece { text: Span::new(10, 12), source: Span::new(18, 20) });
        assert_eq!(map.to_source(Span::new(0, 12)), Span::new(1, 20));
        assert_eq!(map.to_source(Span::new(6, 12)), Span::new(8, 20));
        assert!(map.is_copy(Span::new(1, 4)));
        assert!(!map.is_copy(Span::new(0, 8)));
    }
}
