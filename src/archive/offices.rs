//! What is kept of an article's titles, parties and states.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::record::{Keeper, Key, first_word};
use super::vicinity;
use crate::article::Article;
use crate::extract::Mentions;
use crate::extract::affiliations::{Party, State};
use crate::extract::people::PersonMention;
use crate::extract::titles::{Tense, rank};
use crate::source::Span;
use crate::stylebook::official::content_key_of;
use crate::tokens::{FoldMap, Token, fold};

/// A title that the article gives to a person.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TitleForm {
    /// First given name, lower case.
    pub given: Key,
    /// Surname, lower case.
    pub surname: Key,
    /// The rank in its normal form.
    pub rank: Key,
    /// The rank as the article writes it.
    pub written: Key,
    /// Content words of the body or place of the office; may be empty.
    pub body: Key,
    /// First place, in the decoded file.
    pub place: Span,
    /// What moves it in time.
    pub tense: Tense,
    /// The whole name stands there.
    pub full: bool,
    /// Behind the name.
    pub after: bool,
    /// Which "Jr." or "III" follows the name; 0 for none.
    pub suffix: u8,
}

/// The party and the state that the article gives to a person.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AffiliationForm {
    /// First given name, lower case.
    pub given: Key,
    /// Surname, lower case.
    pub surname: Key,
    /// The name as the article writes it.
    pub written: Key,
    /// The party.
    pub party: Option<Party>,
    /// The state.
    pub state: Option<State>,
    /// First place of the party and of the state, in the decoded file.
    pub places: (Span, Span),
}

/// Full names by surname: the one bearer that a bare surname stands for.
pub(crate) struct Bearers(FoldMap<Option<u32>>);

impl Bearers {
    /// Reads an article's people.
    pub(crate) fn new(text: &str, people: &[PersonMention]) -> Self {
        let mut known: FoldMap<Option<u32>> = FoldMap::default();
        let given = |i: u32| fold(first_word(people[i as usize].given.of(text)));
        for (i, person) in people.iter().enumerate().filter(|(_, p)| p.is_full()) {
            let i = i as u32;
            let slot = known.entry(fold(person.surname.of(text))).or_insert(Some(i));
            // A surname with two bearers stands for neither.
            *slot = slot.filter(|first| *first == i || given(*first) == given(i));
        }
        Self(known)
    }

    /// The first full mention of whom a mention means.
    pub(crate) fn full<'p>(
        &self,
        text: &str,
        people: &'p [PersonMention],
        person: &'p PersonMention,
    ) -> Option<&'p PersonMention> {
        if person.is_full() {
            return Some(person);
        }
        let first = (*self.0.get(&fold(person.surname.of(text)))?)?;
        people.get(first as usize)
    }
}

pub(super) fn titles(
    article: &Article,
    tokens: &[Token],
    mentions: &Mentions,
    keeper: &mut Keeper,
) -> Vec<TitleForm> {
    let mut out: Vec<TitleForm> = Vec::new();
    if mentions.titles.is_empty() {
        return out;
    }
    let text = &article.text;
    let bearers = Bearers::new(text, &mentions.people);
    let mut known = HashSet::new();
    for title in &mentions.titles {
        let Some(person) = mentions.people.get(title.person as usize) else { continue };
        let Some(whom) = bearers.full(text, &mentions.people, person) else { continue };
        if person.quoted || person.list || !person.zone.is_copy() {
            continue;
        }
        let words = &tokens[title.tokens.0 as usize..title.tokens.1 as usize];
        let span = words[0].span().to(words[words.len() - 1].span());
        let body = if title.body.is_empty() {
            String::new()
        } else {
            let first = tokens.partition_point(|t| t.start < title.body.start);
            let last = tokens.partition_point(|t| t.start < title.body.end);
            content_key_of(text, &tokens[first..last])
        };
        let form = TitleForm {
            given: keeper.keep(&first_word(whom.given.of(text)).to_lowercase()),
            surname: keeper.keep(&whom.surname.of(text).to_lowercase()),
            rank: keeper.keep(&rank::normal(text, words)),
            written: keeper.keep_exact(span.of(text)),
            body: keeper.keep(&body),
            place: article.map.to_source(span),
            tense: title.tense,
            full: person.is_full(),
            after: title.after,
            suffix: vicinity::suffix(text, tokens, whom),
        };
        let key = (form.given, form.surname, form.rank, form.tense);
        // A full name says more than a bare one, and both are kept.
        if known.insert((key, form.full)) {
            out.push(form);
        }
    }
    out
}

pub(super) fn affiliations(
    article: &Article,
    mentions: &Mentions,
    keeper: &mut Keeper,
) -> Vec<AffiliationForm> {
    let mut out: Vec<AffiliationForm> = Vec::new();
    if mentions.affiliations.is_empty() {
        return out;
    }
    let text = &article.text;
    let bearers = Bearers::new(text, &mentions.people);
    let mut known = HashSet::new();
    for said in &mentions.affiliations {
        let Some(person) = mentions.people.get(said.person as usize) else { continue };
        let Some(whom) = bearers.full(text, &mentions.people, person) else { continue };
        if person.quoted || !person.zone.is_copy() {
            continue;
        }
        let place = |span| article.map.to_source(span);
        let form = AffiliationForm {
            given: keeper.keep(&first_word(whom.given.of(text)).to_lowercase()),
            surname: keeper.keep(&whom.surname.of(text).to_lowercase()),
            written: keeper.keep_exact(whom.span.of(text)),
            party: said.party,
            state: said.state.and_then(State::of),
            places: (place(said.party_span), place(said.state_span)),
        };
        if known.insert((form.given, form.surname, form.party, form.state)) {
            out.push(form);
        }
    }
    out
}
