//! The words around a figure: whether two of them speak of one thing.

use crate::checks::ArticleContext;
use crate::extract::figures::FigureMention;
use crate::extract::figures::{lemma, nearby};
use crate::tokens::Token;

/// The tokens of the sentence around a figure.
pub(super) fn sentence<'t>(cx: &ArticleContext<'t>, figure: &FigureMention) -> &'t [Token] {
    nearby::sentence(cx.tokens, figure).1
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
    let mut out: Vec<u64> =
        words.filter(|t| nearby::is_weighty(t)).map(|t| lemma(t.text(text))).collect();
    out.sort_unstable();
    out.dedup();
    out
}
