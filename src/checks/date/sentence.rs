//! Sentences with the times that they name: where a check compares two facts of one sentence.

use super::reckon::{self, When};
use crate::checks::ArticleContext;
use crate::source::Span;
use crate::tokens::{Sort, Token};

/// A sentence of copy.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// Where its first token stands among the article's.
    pub(super) first: usize,
    pub(super) tokens: &'a [Token],
    pub(super) whens: &'a [When<'a>],
    text: &'a str,
}

/// Calls `each` with every sentence of an article's copy, in order.
pub(super) fn each<'a>(cx: &ArticleContext<'a>, mut each: impl FnMut(Sentence<'_>)) {
    let line = reckon::line(cx.mentions);
    let (mut from, mut when) = (0, 0);
    while let Some(first) = cx.tokens.get(from) {
        let next = cx.tokens.next([Sort::SentenceStart], from + 1).unwrap_or(cx.tokens.len());
        let tokens = cx.tokens.get(from..next).unwrap_or_default();
        let start = from;
        from = next;
        let end = tokens.last().map_or(first.start, |t| t.span().end);
        let here = line.get(when..).unwrap_or_default();
        let whens = here.iter().take_while(|w| w.span().start < end).count();
        when += whens;
        let zone = cx.article.zone_at(first.start);
        if zone.is_copy() && !first.is_quoted() {
            let whens = here.get(..whens).unwrap_or_default();
            each(Sentence { first: start, tokens, whens, text: &cx.article.text });
        }
    }
}

impl Sentence<'_> {
    /// The text of a token.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    /// Whether the token is one of these, by its hash.
    pub(super) fn is(&self, at: usize, folds: &[u64]) -> bool {
        self.tokens.get(at).is_some_and(|t| folds.contains(&t.fold))
    }

    /// Whether any token is one of these.
    pub(super) fn has(&self, folds: &[u64]) -> bool {
        self.tokens.iter().any(|t| folds.contains(&t.fold))
    }

    /// The first token of a span, and one past its last.
    pub(super) fn range(&self, span: Span) -> (usize, usize) {
        let first = self.tokens.partition_point(|t| t.start < span.start);
        (first, self.tokens.partition_point(|t| t.start < span.end))
    }

    /// The whole article's text.
    pub(super) fn article(&self) -> &str {
        self.text
    }

    /// All of it.
    pub(super) fn span(&self) -> Span {
        let first = self.tokens.first().map_or(Span::default(), Token::span);
        self.tokens.last().map_or(first, |t| first.to(t.span()))
    }
}
