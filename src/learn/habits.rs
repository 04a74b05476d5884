//! How a house sets its quotation marks and dates: what `[style]` might say.
//!
//! An article counts once, for what it does more often: a long one is no more the house than a
//! short one.

use crate::article::quotes::Quotation;
use crate::checks::ArticleContext;
use crate::checks::date::format;
use crate::lexicon::{self, Dialect};

/// Articles that do it one way, and the other.
type Share = [usize; 2];

/// One key of `[style]`: its name, its two values.
type Key = (&'static str, [&'static str; 2]);

const KEYS: [Key; 5] = [
    ("dialect", ["american", "british"]),
    ("quotation-marks", ["double", "single"]),
    ("date-order", ["month-day", "day-month"]),
    ("months", ["full", "abbreviated"]),
    ("ordinals", ["never", "always"]),
];

/// What articles do, by key.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    shares: [Share; KEYS.len()],
    /// Straight and curly marks.
    marks: Share,
}

impl Habits {
    /// What one article does.
    pub(super) fn of(cx: &ArticleContext<'_>) -> Self {
        let dates = format::ways(cx);
        let (outer, marks) = quotation_marks(cx);
        let counts = [dialect(cx), outer, dates.order, dates.months, dates.ordinals];
        Self { shares: counts.map(vote), marks: vote(marks) }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let all = self.shares.iter_mut().zip(&other.shares);
        for (own, theirs) in all.chain([(&mut self.marks, &other.marks)]) {
            own[0] += theirs[0];
            own[1] += theirs[1];
        }
    }

    /// Whether the archive has one dialect: houses that print what others write have several.
    pub(super) fn has_dialect(&self) -> bool {
        const PERCENT: usize = 95;
        clear(self.shares[0], 1).is_some_and(|(_, percent, _)| percent >= PERCENT)
    }

    /// Lines of `[style]` with their shares, where nearly all articles agree.
    pub(super) fn lines(&self, least: usize) -> Vec<String> {
        let mut out = Vec::new();
        for ((key, values), share) in KEYS.iter().zip(self.shares) {
            if let Some((way, percent, articles)) = clear(share, least) {
                let said = format!("{key} = \"{}\"", values[way]);
                out.push(format!("{said:<32} # {percent}% of {articles} articles"));
            }
        }
        if let Some((way, percent, articles)) = clear(self.marks, least) {
            let shape = ["straight", "curly"][way];
            out.push(format!("# quotation marks are {shape} in {percent}% of {articles} articles"));
        }
        out
    }
}

/// The way that nearly all of enough articles have, with its share.
fn clear(share: Share, least: usize) -> Option<(usize, usize, usize)> {
    /// What fewer than nine in ten do is no house style.
    const PERCENT: usize = 90;
    let all = share[0] + share[1];
    let way = usize::from(share[1] > share[0]);
    let percent = (100 * share[way]).checked_div(all)?;
    (all >= 2 * least && percent >= PERCENT).then_some((way, percent, all))
}

/// One voice for what is more frequent; none where both are as frequent.
fn vote(count: Share) -> Share {
    [usize::from(count[0] > count[1]), usize::from(count[1] > count[0])]
}

/// Outer marks, double and single; marks of either kind, straight and curly.
fn quotation_marks(cx: &ArticleContext<'_>) -> (Share, Share) {
    let (mut outer, mut shape) = ([0; 2], [0; 2]);
    let copy = |q: &&Quotation| {
        q.depth == 1 && q.close.is_some() && cx.article.zone_at(q.span.start).is_copy()
    };
    for quote in cx.article.quotes.iter().filter(copy) {
        let (single, curly) = match quote.open {
            '"' => (false, false),
            '“' => (false, true),
            '\'' => (true, false),
            '‘' => (true, true),
            _ => continue,
        };
        outer[usize::from(single)] += 1;
        shape[usize::from(curly)] += 1;
    }
    (outer, shape)
}

/// Words that one dialect only spells so.
fn dialect(cx: &ArticleContext<'_>) -> Share {
    let text = &cx.article.text;
    let prose =
        cx.tokens.iter().filter(|t| t.listed.has_twin() && !t.is_quoted() && !t.is_capital());
    let mut count = [0; 2];
    for token in prose.filter(|t| !t.is_masked() && cx.article.zone_at(t.start).is_copy()) {
        match lexicon::dialect(token.text(text)) {
            Some(Dialect::American) => count[0] += 1,
            Some(Dialect::British) => count[1] += 1,
            None => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_habit_is_what_nearly_all_articles_have() {
        assert_eq!(clear([46, 4], 5), Some((0, 92, 50)));
        assert_eq!(clear([4, 46], 5), Some((1, 92, 50)));
        assert_eq!(clear([44, 6], 5), None);
        assert_eq!(clear([9, 0], 5), None);
        assert_eq!(clear([0, 0], 0), None);
    }

    #[test]
    fn an_article_has_one_voice() {
        assert_eq!(vote([7, 2]), [1, 0]);
        assert_eq!(vote([1, 2]), [0, 1]);
        assert_eq!(vote([2, 2]), [0, 0]);
    }
}
