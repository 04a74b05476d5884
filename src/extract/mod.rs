//! What an article says, independent of any rule: Article → Mentions.
//!
//! Mentions hold places in the article's text and live as long as the article; what is kept of
//! them to compare articles with one another is condensed by the archive.

pub mod affiliations;
pub mod corrections;
pub mod dates;
pub mod figures;
pub mod language;
pub mod organizations;
pub mod people;
pub mod phrases;
pub mod quotations;
pub mod titles;
mod words;

pub use words::words;

use std::ops::Range;

use crate::article::{Article, Block};
use crate::tokens::Tokens;

/// The blocks of an article, each with the places of its tokens.
fn blocks<'a>(
    article: &'a Article,
    tokens: &'a Tokens,
) -> impl Iterator<Item = (&'a Block, Range<usize>)> {
    article.blocks.iter().zip(tokens.blocks().iter().cloned())
}

/// Everything one article says that checks compare.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Calendar dates, with their weekdays.
    pub dates: Vec<dates::DateMention>,
    /// Times that are named otherwise: "yesterday", "last week", "in March".
    pub times: Vec<dates::times::TimeMention>,
    /// Numbers, with what they count.
    pub figures: Vec<figures::FigureMention>,
    /// People, and bare surnames that may be people.
    pub people: Vec<people::PersonMention>,
    /// Long names of organizations.
    pub organizations: Vec<organizations::OrganizationMention>,
    /// Capitalised phrases of any kind.
    pub phrases: Vec<phrases::PhraseMention>,
    /// Words of capitals.
    pub acronyms: Vec<organizations::AcronymMention>,
    /// Names that a published note corrects.
    pub corrections: Vec<corrections::CorrectionMention>,
    /// Quotations long enough to compare.
    pub quotations: Vec<quotations::QuotationMention>,
    /// Titles of people.
    pub titles: Vec<titles::TitleMention>,
    /// Parties and states of people.
    pub affiliations: Vec<affiliations::AffiliationMention>,
}

impl Mentions {
    /// Who and what is named outside quotation marks, where the house speaks: people, bodies, their
    /// titles and acronyms, and nothing else.
    #[must_use]
    pub fn named_by_the_house(&self) -> Self {
        let mut places = Vec::with_capacity(self.people.len());
        let mut people = Vec::with_capacity(self.people.len());
        for person in &self.people {
            places.push((!person.quoted).then_some(people.len() as u32));
            people.extend((!person.quoted).then_some(*person));
        }
        let place = |person: u32| places.get(person as usize).copied().flatten();
        let titles = self.titles.iter();
        let titles = titles
            .filter_map(|t| place(t.person).map(|person| titles::TitleMention { person, ..*t }));
        Self {
            titles: titles.collect(),
            people,
            organizations: self.organizations.iter().filter(|o| !o.quoted).copied().collect(),
            acronyms: self.acronyms.clone(),
            ..Self::default()
        }
    }

    /// Reads an article.
    #[must_use]
    pub fn of(article: &Article, tokens: &Tokens) -> Self {
        let people = people::people(article, tokens);
        let (organizations, acronyms) = organizations::organizations(article, tokens, &people);
        let dates = dates::dates(article, tokens);
        let titles = titles::titles(article, tokens, &people);
        let affiliations = affiliations::affiliations(article, tokens, &people);
        Self {
            times: dates::times::times(article, tokens, &dates),
            figures: figures::figures(article, tokens, &dates),
            phrases: phrases::phrases(article, tokens, &people),
            quotations: quotations::quotations(article, tokens, &people),
            dates,
            titles,
            affiliations,
            people,
            organizations,
            acronyms,
            corrections: corrections::corrections(article, tokens),
        }
    }
}
