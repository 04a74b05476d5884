//! Titles of people: the rank directly before a name or in apposition behind it.
//!
//! "Acting Assistant Attorney General Ada Roe of the Civil Division", "Ada Roe, the agency's
//! deputy director,". A title is read whole, since a rank that lost a word is another rank. What
//! was said of the title's time (former, acting, elect) is kept beside it.

mod behind;
pub mod rank;
mod words;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::extract::people::PersonMention;
use crate::source::Span;
use crate::tokens::{Kind, Token};
use words::{
    ACTING, AND, CHARGE, COURTESY, DEPUTIES, ELECT, FORMER, HEADS, IN, IN_CHARGE, INNER, JOINTS,
    LINKS, OFFICE_LINKS, SECRETARY, STACKED, THE, UNDER, WITH_GENERAL,
};

/// What stands with a title and moves it in time.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Tense {
    /// Nothing, or "current".
    #[default]
    Now,
    /// "acting", "interim"
    Acting,
    /// "former", "then", "-elect", "nominee", "outgoing": another time than the article's.
    Elsewhen,
}

/// A title that an article gives to a person.
#[derive(Clone, Copy, Debug)]
pub struct TitleMention {
    /// Index of the person in the article's mentions.
    pub person: u32,
    /// The rank, with what stands before it ("acting", "former").
    pub span: Span,
    /// First and one past the last token of the rank alone.
    pub tokens: (u32, u32),
    /// What moves it in time.
    pub tense: Tense,
    /// The body or place of the office, where one is named; else empty.
    pub body: Span,
    /// Behind the name, in apposition.
    pub after: bool,
}

/// A rank is no longer than this, and neither is the name of its office.
const LONGEST: usize = 9;
const LONGEST_BODY: usize = 14;

/// The titles of an article's people, by person.
#[must_use]
pub fn titles(article: &Article, tokens: &[Token], people: &[PersonMention]) -> Vec<TitleMention> {
    let reader = Reader { text: &article.text, tokens, people };
    let mut out = Vec::new();
    for (i, person) in people.iter().enumerate() {
        let before = reader.before(person.tokens.0 as usize);
        // Hardly anybody has a title on both sides: what follows is the next person's.
        let after = (person.is_full() && before.is_none())
            .then(|| reader.after(person.tokens.1 as usize))
            .flatten();
        out.extend(before.into_iter().chain(after).map(|t| TitleMention { person: i as u32, ..t }));
    }
    out
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    people: &'a [PersonMention],
}

impl Reader<'_> {
    fn is_rank(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        token.is_word()
            && !COURTESY.contains(&token.fold)
            && (INNER.contains(&token.fold) || token.listed.is_title_word())
            && !ACTING.contains(&token.fold)
            && !FORMER.contains(&token.fold)
    }

    fn is_head(&self, i: usize) -> bool {
        HEADS.contains(&self.tokens[i].fold)
    }

    /// "Gov." and the hyphen of "Lieutenant-Governor" belong to the words around them.
    fn is_joint(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let glued = i > 0 && token.start == self.tokens[i - 1].span().end;
        glued
            && (token.is_mark(self.text, '-')
                || token.is_mark(self.text, '.') && self.tokens[i - 1].listed.is_abbreviation())
    }

    /// The rank before a name: right before it, or with its office between the two ("Assistant
    /// Attorney General for National Security Ada Roe").
    fn before(&self, name: usize) -> Option<TitleMention> {
        if self.tokens[name].starts_sentence() {
            return None;
        }
        if let Some(found) = self.rank_ending(name, name) {
            return Some(found);
        }
        // "Terrence Berg and Ada Roe": the office between is not hers.
        if name == 0 || AND.contains(&self.tokens[name - 1].fold) {
            return None;
        }
        let person = self.people.partition_point(|p| (p.tokens.0 as usize) < name);
        let other = person.checked_sub(1).map_or(0, |i| self.people[i].tokens.1 as usize);
        let mut first = name;
        while first > other.max(1)
            && name - first < LONGEST_BODY
            && !self.tokens[first].starts_sentence()
        {
            let token = &self.tokens[first - 1];
            if OFFICE_LINKS.contains(&token.fold)
                && first < name
                && self.is_head(first - 2)
                && self.tokens[first - 2].is_capital()
            {
                let the = usize::from(self.tokens[first].fold == THE);
                let body = self.tokens[(first + the).min(name - 1)].span();
                let found = self.rank_ending(first - 1, name)?;
                return Some(TitleMention { body: body.to(self.tokens[name - 1].span()), ..found });
            }
            if !(token.is_capital()
                || JOINTS.contains(&token.fold)
                || token.kind == Kind::Possessive)
            {
                return None;
            }
            first -= 1;
        }
        None
    }

    /// The rank that ends at a token, before a name.
    fn rank_ending(&self, end: usize, person: usize) -> Option<TitleMention> {
        let name = end;
        let quoted = self.tokens.get(name)?.is_quoted();
        let (mut first, mut last) = (name, name);
        let mut elect = false;
        while first > 0 && name - first < LONGEST && !self.tokens[first].starts_sentence() {
            let at = first - 1;
            let token = &self.tokens[at];
            if token.is_quoted() != quoted || token.is_masked() {
                break;
            }
            if first == name && ELECT.contains(&token.fold) {
                elect = true;
                first = at;
                last = at;
            } else if self.is_joint(at) {
                first = at;
                last -= usize::from(last == at + 1);
            } else if self.is_rank(at) || at > 0 && first < name && self.is_in_charge(at) {
                first = at;
            } else {
                break;
            }
        }
        let end = first.max(name - usize::from(name > 0 && self.is_joint(name - 1)));
        while first < last && (self.is_joint(first) || self.is_stray(first)) {
            first += 1;
        }
        // "Area Commander Inspector Roe" has two ranks: the nearer one is whole.
        let stacked = |i: &usize| {
            STACKED.contains(&self.tokens[*i].fold)
                && self.is_head(*i + 1)
                && !WITH_GENERAL.contains(&self.tokens[*i + 1].fold)
        };
        if let Some(i) = (first..last.saturating_sub(1)).rev().find(stacked) {
            first = i + 1;
        }
        if first >= last || !self.is_head(last - 1) {
            return None;
        }
        let body = self.body_after(person + self.name_length(person), &mut false);
        let (mut start, mut tense) = self.lead(first);
        // "Deputy Acting Director": a rank before the word that should open it.
        while start < first && start > 0 && DEPUTIES.contains(&self.tokens[start - 1].fold) {
            start -= 1;
            if self.tokens[start].starts_sentence() {
                break;
            }
        }
        if DEPUTIES.contains(&self.tokens[start].fold) {
            first = start;
        }
        let rank = (first, last);
        if elect {
            tense = Tense::Elsewhen;
        }
        let (body_before, moved) = self.body_before(start);
        tense = tense.max(moved);
        let body = if body.is_empty() { body_before } else { body };
        let span = self.tokens[start].span().to(self.tokens[end.max(last) - 1].span());
        Some(self.mention(rank, span, tense, body, false))
    }

    /// The small word of "Special Agent in Charge".
    fn is_in_charge(&self, i: usize) -> bool {
        self.tokens[i].fold == IN
            && self.tokens.get(i + 1).is_some_and(|t| t.fold == CHARGE)
            && IN_CHARGE.contains(&self.tokens[i - 1].fold)
    }

    /// What stands before a rank and moves it in time, and where it starts.
    fn lead(&self, rank: usize) -> (usize, Tense) {
        let mut start = rank;
        let mut tense = Tense::Now;
        while start > 0 && !self.tokens[start].starts_sentence() {
            let token = &self.tokens[start - 1];
            if ACTING.contains(&token.fold) {
                tense = tense.max(Tense::Acting);
            } else if FORMER.contains(&token.fold) {
                tense = Tense::Elsewhen;
            } else if !(token.is_mark(self.text, '-')
                && start > 1
                && FORMER.contains(&self.tokens[start - 2].fold))
            {
                break;
            }
            start -= 1;
        }
        (start, tense)
    }

    /// "Under Attorney General Roe": a preposition, unless it ranks a secretary.
    fn is_stray(&self, i: usize) -> bool {
        let fold = self.tokens[i].fold;
        fold == IN
            || fold == UNDER && !self.tokens.get(i + 1).is_some_and(|t| SECRETARY.contains(&t.fold))
    }

    /// Tokens of the name that starts here: its capitals.
    fn name_length(&self, at: usize) -> usize {
        let rest = self.tokens.get(at..).unwrap_or_default();
        let mut n = 0;
        while n < rest.len().min(6) {
            let token = &rest[n];
            let initial = n > 0 && token.is_mark(self.text, '.');
            let inner = n > 0
                && rest.get(n + 1).is_some_and(Token::is_capital)
                && (token.is_mark(self.text, '-') || token.listed.is_name_particle());
            if !(token.is_capital() || initial || inner) || token.starts_sentence() && n > 0 {
                break;
            }
            n += 1;
        }
        n
    }

    /// The body before a rank ("FBI Director"), and what moves it in time ("former FBI Director",
    /// "acting FBI Director").
    fn body_before(&self, rank: usize) -> (Span, Tense) {
        let mut first = rank;
        if first > 1 && self.tokens[first - 1].kind == Kind::Possessive {
            first -= 1;
        }
        let end = first;
        while first > 0 && rank - first < 6 && !self.tokens[first].starts_sentence() {
            let token = &self.tokens[first - 1];
            if !token.is_capital() || token.is_quoted() != self.tokens[rank].is_quoted() {
                break;
            }
            first -= 1;
        }
        let word = |i: usize| self.tokens.get(i).map_or(0, |t| t.fold);
        let hyphen = first > 1 && self.tokens[first - 1].is_mark(self.text, '-');
        let earlier = if hyphen { first.checked_sub(2) } else { first.checked_sub(1) };
        let moved = |fold: u64| {
            if FORMER.contains(&fold) {
                Tense::Elsewhen
            } else if ACTING.contains(&fold) {
                Tense::Acting
            } else {
                Tense::Now
            }
        };
        let mut tense = match earlier {
            Some(i) if !self.tokens[first].starts_sentence() => moved(word(i)),
            _ => Tense::Now,
        };
        // At the head of a sentence the word has a capital, as the body has.
        if first < end && moved(word(first)) != Tense::Now {
            tense = moved(word(first));
            first += 1;
        }
        // So has any other word there.
        let opener = |i: usize| {
            let token = &self.tokens[i];
            token.starts_sentence() && token.listed.is_common_word()
        };
        if first < end && (word(first) == THE || opener(first)) {
            first += 1;
        }
        if first >= end {
            return (Span::default(), tense);
        }
        (self.tokens[first].span().to(self.tokens[end - 1].span()), tense)
    }

    /// "of the Civil Rights Division", with or without a comma before.
    fn body_after(&self, at: usize, closed: &mut bool) -> Span {
        let nothing = Span::default();
        let comma = self.tokens.get(at).is_some_and(|t| t.is_mark(self.text, ','));
        let mut at = at + usize::from(comma);
        if !self.tokens.get(at).is_some_and(|t| LINKS.contains(&t.fold)) {
            return nothing;
        }
        at += 1;
        at += usize::from(self.tokens.get(at).is_some_and(|t| t.fold == THE));
        let end = self.run_end(at);
        if end == at {
            return nothing;
        }
        *closed = true;
        self.tokens[at].span().to(self.tokens[end - 1].span())
    }

    /// One past a run of capitals and the small words between them.
    fn run_end(&self, start: usize) -> usize {
        let capital =
            |i: usize| self.tokens.get(i).is_some_and(|t| t.is_capital() && !t.starts_sentence());
        let mut end = start;
        while end < start + LONGEST_BODY {
            if capital(end) {
                end += 1;
                continue;
            }
            if end == start {
                break;
            }
            let Some(token) = self.tokens.get(end).filter(|t| !t.starts_sentence()) else { break };
            let joins = JOINTS.contains(&token.fold) || token.kind == Kind::Possessive;
            let the = self.tokens.get(end + 1).is_some_and(|t| t.fold == THE);
            if joins && capital(end + 1) {
                end += 2;
            } else if joins && the && capital(end + 2) {
                end += 3;
            } else {
                break;
            }
        }
        end
    }

    fn mention(
        &self,
        rank: (usize, usize),
        span: Span,
        tense: Tense,
        body: Span,
        after: bool,
    ) -> TitleMention {
        let tokens = (rank.0 as u32, rank.1 as u32);
        TitleMention { person: 0, span, tokens, tense, body, after }
    }
}

#[cfg(test)]
mod tests;
