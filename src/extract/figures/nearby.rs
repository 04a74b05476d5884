//! The words around a figure: which of them say what it is about.

use super::FigureMention;
use crate::tokens::{Token, WordSet};

/// How far around a figure its sentence is read, in tokens: a giant sentence costs no more.
const REACH: usize = 60;

/// Words that any two figures share.
static SMALL: WordSet<46> = WordSet::new([
    "with",
    "from",
    "that",
    "this",
    "have",
    "been",
    "were",
    "will",
    "which",
    "their",
    "they",
    "more",
    "than",
    "least",
    "about",
    "approximately",
    "over",
    "million",
    "billion",
    "trillion",
    "thousand",
    "total",
    "amount",
    "worth",
    "also",
    "into",
    "when",
    "where",
    "after",
    "before",
    "other",
    "some",
    "such",
    "each",
    "only",
    "through",
    "under",
    "between",
    "said",
    "according",
    "would",
    "could",
    "dollar",
    "year",
    "percent",
    "nearly",
]);

/// The tokens of the sentence around a figure, as far as the reach; and where the first of them
/// stands among all.
#[must_use]
pub fn sentence<'t>(tokens: &'t [Token], figure: &FigureMention) -> (usize, &'t [Token]) {
    let (first, last) = (figure.tokens.0 as usize, figure.tokens.1 as usize);
    let low = first.saturating_sub(REACH);
    let high = (last + REACH).min(tokens.len());
    let starts = |t: &Token| t.starts_sentence() && !t.is_quoted();
    let before = tokens.get(low..=first).unwrap_or_default();
    let start = before.iter().rposition(starts).map_or(low, |i| low + i);
    let after = tokens.get(last..high).unwrap_or_default();
    let end = after.iter().position(starts).map_or(high, |i| last + i);
    (start, tokens.get(start..end).unwrap_or_default())
}

/// A word that says what a sentence is about.
#[must_use]
pub fn is_weighty(token: &Token) -> bool {
    token.is_word() && token.len >= 4 && !SMALL.contains(token.fold)
}
