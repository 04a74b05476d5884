//! Records for tests, made from a few words.

use super::Record;
use crate::article::{Article, Block, Zone};
use crate::extract::{Mentions, words};
use crate::source::Span;
use crate::tokens::fold;

/// What is kept of an article of one paragraph, in a folder of its own.
pub(super) fn record(text: &str) -> Record {
    let path = format!("{}/a.txt", fold(text)).into();
    let mut article = Article { path, text: text.into(), ..Article::default() };
    let span = Span::new(0, text.len());
    article.blocks.push(Block { span, zone: Zone::Body, list: false });
    article.quotes = crate::article::quotes::find(text, &article.blocks);
    let tokens = words(&article);
    Record::new(&article, &tokens, &Mentions::of(&article, &tokens), &[])
}
