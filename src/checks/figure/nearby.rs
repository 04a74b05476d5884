//! The words around a figure: whether two of them speak of one thing.

use crate::checks::ArticleContext;
use crate::extract::figures::FigureMention;
use crate::extract::figures::lemma;
use crate::tokens::{Token, folds_ascii};

/// How far around a figure its sentence is read, in tokens: a giant sentence costs no more.
const REACH: usize = 60;

/// Words that any two sums of money share.
const SMALL: [u64; 46] = folds_ascii([
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

/// The tokens of the sentence around a figure, as far as [`REACH`].
pub(super) fn sentence<'t>(cx: &ArticleContext<'t>, figure: &FigureMention) -> &'t [Token] {
    let (first, last) = (figure.tokens.0 as usize, figure.tokens.1 as usize);
    let low = first.saturating_sub(REACH);
    let high = (last + REACH).min(cx.tokens.len());
    let starts = |t: &Token| t.starts_sentence() && !t.is_quoted();
    let before = cx.tokens.get(low..=first).unwrap_or_default();
    let start = before.iter().rposition(starts).map_or(low, |i| low + i);
    let after = cx.tokens.get(last..high).unwrap_or_default();
    let end = after.iter().position(starts).map_or(high, |i| last + i);
    cx.tokens.get(start..end).unwrap_or_default()
}

/// Whether two figures stand in one sentence: they are then two, and known to be.
pub(super) fn one_sentence(cx: &ArticleContext<'_>, a: &FigureMention, b: &FigureMention) -> bool {
    let words = sentence(cx, a);
    let at = cx.tokens.get(b.tokens.0 as usize).map_or(0, |t| t.start);
    words.first().is_some_and(|t| t.start <= at) && words.last().is_some_and(|t| at <= t.start)
}

/// How many words of weight the sentences of two figures share.
pub(super) fn shared(cx: &ArticleContext<'_>, a: &FigureMention, b: &FigureMention) -> usize {
    let mut left = weighty(cx, a);
    let right = weighty(cx, b);
    left.retain(|word| right.contains(word));
    left.len()
}

/// Hashes of the words around a figure that say what it is about.
fn weighty(cx: &ArticleContext<'_>, figure: &FigureMention) -> Vec<u64> {
    let text = cx.article.text.as_str();
    let words = sentence(cx, figure).iter();
    let mut out: Vec<u64> = words
        .filter(|t| t.is_word() && t.len >= 4 && !SMALL.contains(&t.fold))
        .map(|t| lemma(t.text(text)))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}
