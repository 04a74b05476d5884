//! What an article says, independent of any rule: Article → Mentions.
//!
//! Mentions hold places in the article's text and live as long as the article; what is kept of
//! them to compare articles with one another is condensed by the archive.

pub mod corrections;
pub mod dates;
pub mod figures;
pub mod language;
pub mod organizations;
pub mod people;
pub mod quotations;
mod words;

pub use words::words;

use crate::article::Article;
use crate::tokens::Token;

/// Everything one article says that checks compare.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Calendar dates, with their weekdays.
    pub dates: Vec<dates::DateMention>,
    /// Numbers, with what they count.
    pub figures: Vec<figures::FigureMention>,
    /// Times that are named otherwise: "yesterday", "last week", "in March".
    pub times: Vec<dates::times::TimeMention>,
    /// People, and bare surnames that may be people.
    pub people: Vec<people::PersonMention>,
    /// Long names of organizations.
    pub organizations: Vec<organizations::OrganizationMention>,
    /// Words of capitals.
    pub acronyms: Vec<organizations::AcronymMention>,
    /// Names that a published note corrects.
    pub corrections: Vec<corrections::CorrectionMention>,
    /// Quotations long enough to compare.
    pub quotations: Vec<quotations::QuotationMention>,
}

impl Mentions {
    /// Reads an article.
    #[must_use]
    pub fn of(article: &Article, tokens: &[Token]) -> Self {
        let people = people::people(article, tokens);
        let (organizations, acronyms) = organizations::organizations(article, tokens, &people);
        let dates = dates::dates(article, tokens);
        Self {
            figures: figures::figures(article, tokens, &dates),
            times: dates::times::times(article, tokens, &dates),
            dates,
            people,
            organizations,
            acronyms,
            corrections: corrections::corrections(article, tokens),
            quotations: quotations::quotations(article, tokens),
        }
    }
}
