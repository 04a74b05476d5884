//! Apostrophes that an article lost on its way: "Services" at the end of a name may be "Service's".

use std::cell::OnceCell;

use super::similar::Difference;
use crate::checks::ArticleContext;
use crate::extract::organizations::OrganizationMention;
use crate::source::Span;
use crate::tokens::{Token, fold};

/// So many words of English prose have an apostrophe among them.
const ENOUGH_WORDS: usize = 150;

/// The apostrophes of an article, counted when a name is one slip from a right one.
pub(super) struct Apostrophes<'c> {
    cx: &'c ArticleContext<'c>,
    lost: OnceCell<bool>,
}

impl<'c> Apostrophes<'c> {
    pub(super) fn of(cx: &'c ArticleContext<'_>) -> Self {
        Self { cx, lost: OnceCell::new() }
    }

    /// Whether the article has far fewer than prose has: those that a system lost are rarely all
    /// gone, since the curly and the straight ones take different ways.
    fn are_lost(&self) -> bool {
        let count = || self.cx.article.text.matches(['\'', '’']).count();
        *self.lost.get_or_init(|| (count() + 1) * ENOUGH_WORDS < self.cx.tokens.len())
    }

    /// Whether a name differs from the right one by an apostrophe only.
    pub(super) fn are_all(
        &self,
        how: Difference,
        written: &[String],
        right: &[String],
        mention: &OrganizationMention,
    ) -> bool {
        let (Difference::Spelling(at) | Difference::Replaced(at)) = how else { return false };
        let at_end = how == Difference::Spelling(written.len() - 1);
        let (written, right) = (written[at].as_str(), right[at].as_str());
        let owner = match written.strip_prefix(right) {
            // "Port Alder's Office of Piers", where the name is "Port Alder Office of Piers".
            Some("'s") => true,
            Some("s") => self.is_lost_inside(written, mention),
            _ => false,
        };
        // "Unions" for "Union's"
        let dropped = || written == right.replace(['\'', '’'], "");
        owner || at_end && self.is_lost_at_end(mention.span) || dropped() && self.are_lost()
    }

    /// "the Postal Services Office of Inspector General": asked about a last word that is one slip
    /// away.
    pub(super) fn is_lost_at_end(&self, span: Span) -> bool {
        let owner = |after: &Token| after.is_capital() && !after.starts_sentence();
        let next = self.cx.tokens.partition_point(|t| t.start < span.end);
        self.cx.text(span).ends_with(['s', 'S'])
            && (self.cx.tokens.get(next).is_some_and(owner) || self.are_lost())
    }

    /// "Port Alders Office of Piers": an owner if a capital follows.
    fn is_lost_inside(&self, word: &str, mention: &OrganizationMention) -> bool {
        let tokens = &self.cx.tokens[mention.tokens.0 as usize..mention.tokens.1 as usize];
        let mut words = tokens.iter().skip_while(|t| t.fold != fold(word));
        words.nth(1).is_some_and(Token::is_capital) && self.are_lost()
    }
}
