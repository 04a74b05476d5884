//! Titles behind a name, in apposition.

use super::words::{ACTING, ARTICLES, FORMER};
use super::{LONGEST, Reader, Tense, TitleMention};
use crate::source::Span;
use crate::tokens::{Kind, Token};

impl Reader<'_> {
    /// "Ada Roe, the agency's acting director,"
    pub(super) fn after(&self, end: usize) -> Option<TitleMention> {
        let comma = self.tokens.get(end)?;
        if !comma.is_mark(self.text, ',') {
            return None;
        }
        let mut at = end + 1;
        let mut tense = Tense::Now;
        let mut body = Span::default();
        let start = at;
        loop {
            let token = self.tokens.get(at).filter(|t| !t.starts_sentence())?;
            if at - start > LONGEST {
                return None;
            }
            if ARTICLES.contains(&token.fold) || token.is_mark(self.text, '-') {
                at += 1;
            } else if FORMER.contains(&token.fold) {
                tense = Tense::Elsewhen;
                at += 1;
            } else if ACTING.contains(&token.fold) {
                tense = tense.max(Tense::Acting);
                at += 1;
            } else if self.is_rank(at) {
                break;
            } else if token.is_capital() {
                let last = self.acronym_or_owner(at)?;
                body = token.span().to(self.tokens[last - 1].span());
                at = last + usize::from(self.tokens.get(last)?.kind == Kind::Possessive);
            } else if token.is_word()
                && self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Possessive)
            {
                at += 2;
            } else {
                return None;
            }
        }
        let first = at;
        while at < first + LONGEST
            && self.tokens.get(at).is_some_and(|t| !t.starts_sentence())
            && (self.is_rank(at)
                || self.is_joint(at) && self.tokens.get(at + 1).is_some_and(Token::is_word)
                || at > first && self.is_in_charge(at))
        {
            at += 1;
        }
        if at == first || !self.is_head(at - 1) {
            return None;
        }
        let rank = (first, at);
        let mut has_body = false;
        let mut close = at;
        let of = self.body_after(at, &mut has_body);
        if has_body {
            body = of;
            close = self.tokens.partition_point(|t| t.start < of.end);
        }
        let closes = self.tokens.get(close).is_none_or(|t| {
            t.starts_sentence()
                || has_body && t.is_word()
                || t.kind == Kind::Mark && !t.is_mark(self.text, '-')
        });
        // A lone list of offices ("Ada Roe, Attorney General Ida Poe") is closed by no mark.
        // "…, Assistant Attorney General for National Security Ida Poe": the next person's.
        let next = self.people.partition_point(|p| (p.tokens.0 as usize) < end);
        let names =
            self.people.get(next).is_some_and(|p| p.is_full() && (p.tokens.0 as usize) < close);
        if !closes || names {
            return None;
        }
        let span = self.tokens[first].span().to(self.tokens[at - 1].span());
        Some(self.mention(rank, span, tense, body, true))
    }

    /// The body whose officer is meant: "the Harbour Agency's", "HSIA".
    fn acronym_or_owner(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 6 && self.tokens.get(end)?.is_capital() && !self.is_rank(end) {
            end += 1;
        }
        (end > at).then_some(end)
    }
}
