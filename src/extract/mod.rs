//! What an article says, independent of any rule: Article → Mentions.

pub mod dates;
pub mod quotations;

use crate::article::Article;
use crate::tokens::{Token, tokenize};

/// Everything one article says that checks compare.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Calendar dates, with their weekdays.
    pub dates: Vec<dates::DateMention>,
    /// Quotations long enough to compare.
    pub quotations: Vec<quotations::QuotationMention>,
}

/// The words of an article, block by block, with what the article knows about each place.
#[must_use]
pub fn words(article: &Article) -> Vec<Token> {
    let mut out = Vec::with_capacity(article.text.len() / 5);
    for block in &article.blocks {
        tokenize(&article.text, block.span, &mut out);
    }
    out
}
