//! Names that were right once: since when they are over, and which sentences speak of that time.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::checks::ArticleContext;
use crate::tokens::{Kind, Token, folds_ascii};

/// Names outlive their last day by the days in which nobody has heard of it yet.
const GRACE: i64 = 30;

/// A sentence with one of these may speak of another time.
const PAST: [u64; 36] = folds_ascii([
    "former",
    "formerly",
    "then",
    "renamed",
    "rename",
    "previously",
    "predecessor",
    "predecessors",
    "precursor",
    "known",
    "called",
    "named",
    "became",
    "become",
    "once",
    "old",
    "historic",
    "merged",
    "replaced",
    "replacing",
    "succeeded",
    "successor",
    "founded",
    "established",
    "retired",
    "abolished",
    "originally",
    "later",
    "earlier",
    "career",
    "began",
    "served",
    "worked",
    "whose",
    "decades",
    "since",
]);

/// Whether a name that was valid until a day is over on another.
#[must_use]
pub(crate) fn is_over(until: Date, today: Date) -> bool {
    until.saturating_add(GRACE.days()) < today
}

/// Whether the sentence around a token speaks of the time up to a day.
#[must_use]
pub(crate) fn speaks_of_before(cx: &ArticleContext<'_>, at: usize, until: Date) -> bool {
    let (from, to) = cx.sentence(at);
    let past = |t: &Token| {
        let text = t.text(&cx.article.text);
        let year = || text.parse::<i16>().is_ok_and(|y| (1500..=until.year()).contains(&y));
        PAST.contains(&t.fold) || t.kind == Kind::Number && year()
    };
    cx.tokens[from..to].iter().any(past)
}
