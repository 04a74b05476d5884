//! Two quotations side by side: what they share, and where they part.
//!
//! Local alignment: whatever one of them has before and after the shared core is partial quoting,
//! which is nobody's fault. Knows words as hashes; what a difference means is decided elsewhere.

use std::ops::Range;

use crate::extract::quotations::{GRAM, QuotedWord, Sort};

/// Longer quotations are compared in a window around their first shared phrase: the table of an
/// alignment grows with the product of both.
const WINDOW: usize = 400;

/// One place where the two part: words of each, either side possibly none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hunk {
    /// Words of the first.
    pub(crate) a: Range<usize>,
    /// Words of the second.
    pub(crate) b: Range<usize>,
}

/// The shared core of two quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alignment {
    /// Words that are the same.
    pub(crate) same: usize,
    /// The first words that are the same: in the first, in the second.
    pub(crate) first: (usize, usize),
    /// The last ones.
    pub(crate) last: (usize, usize),
    /// Where they part, in order.
    pub(crate) hunks: Vec<Hunk>,
}

impl Alignment {
    /// Words that differ: the longer side of every hunk.
    pub(crate) fn different(&self) -> usize {
        self.hunks.iter().map(|h| h.a.len().max(h.b.len())).sum()
    }
}

const MATCH: i32 = 2;
const MISMATCH: i32 = -1;

/// Aligns two quotations; none where they share no core.
pub(crate) fn align(a: &[QuotedWord], b: &[QuotedWord]) -> Option<Alignment> {
    let (from_a, from_b) = window(a, b);
    let cut = |words: &[QuotedWord], from: usize| -> Vec<QuotedWord> {
        words.iter().skip(from).take(WINDOW).copied().collect()
    };
    let (cut_a, cut_b) = (cut(a, from_a), cut(b, from_b));
    let pairs = best_path(&cut_a, &cut_b);
    let pairs: Vec<_> = pairs.into_iter().map(|(i, j)| (i + from_a, j + from_b)).collect();
    let pairs = trim(&pairs, a.len(), b.len());
    let (&first, &last) = (pairs.first()?, pairs.last()?);
    let mut hunks: Vec<Hunk> = pairs
        .windows(2)
        .filter_map(|w| match w {
            [x, y] if (x.0 + 1, x.1 + 1) != *y => Some(Hunk { a: x.0 + 1..y.0, b: x.1 + 1..y.1 }),
            _ => None,
        })
        .collect();
    // One last or first word that differs, where both end or begin: still the same sentence.
    if (last.0 + 2, last.1 + 2) == (a.len(), b.len()) {
        hunks.push(Hunk { a: last.0 + 1..a.len(), b: last.1 + 1..b.len() });
    }
    if first == (1, 1) {
        hunks.insert(0, Hunk { a: 0..1, b: 0..1 });
    }
    Some(Alignment { same: pairs.len(), first, last, hunks })
}

/// Where to start in each, so that a long quotation is compared around its first shared phrase.
fn window(a: &[QuotedWord], b: &[QuotedWord]) -> (usize, usize) {
    if a.len() <= WINDOW && b.len() <= WINDOW {
        return (0, 0);
    }
    let run = |words: &[QuotedWord], at: usize| -> Vec<u64> {
        words.iter().skip(at).take(GRAM).map(|w| w.fold).collect()
    };
    let mut known = std::collections::BTreeMap::new();
    for at in (0..a.len().saturating_sub(GRAM - 1)).rev() {
        known.insert(run(a, at), at);
    }
    let shared = (0..b.len().saturating_sub(GRAM - 1))
        .find_map(|at| known.get(&run(b, at)).map(|&in_a| (in_a, at)));
    let (i, j) = shared.unwrap_or((0, 0));
    let back = |at: usize, len: usize| if len <= WINDOW { 0 } else { at.saturating_sub(20) };
    (back(i, a.len()), back(j, b.len()))
}

/// The pairs of equal words on the best local path, in order.
fn best_path(a: &[QuotedWord], b: &[QuotedWord]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut score = vec![0i32; (a.len() + 1) * width];
    let get = |score: &[i32], i: usize, j: usize| score.get(i * width + j).copied().unwrap_or(0);
    let gain = |x: &QuotedWord, y: &QuotedWord| {
        let same = x.fold == y.fold && x.sort == Sort::Word && y.sort == Sort::Word;
        if same { MATCH } else { MISMATCH }
    };
    let mut best = (0, 0, 0);
    for (i, x) in a.iter().enumerate() {
        let (above, below) = score.split_at_mut((i + 1) * width);
        let (above, row) = (&above[i * width..], &mut below[..width]);
        let mut left = 0;
        for (j, y) in b.iter().enumerate() {
            left = (above[j] + gain(x, y)).max(above[j + 1].max(left) + MISMATCH).max(0);
            row[j + 1] = left;
            if left > best.0 {
                best = (left, i + 1, j + 1);
            }
        }
    }
    let (_, mut i, mut j) = best;
    let mut pairs = Vec::new();
    while i > 0 && j > 0 && get(&score, i, j) > 0 {
        let here = get(&score, i, j);
        let gain = a.get(i - 1).zip(b.get(j - 1)).map_or(MISMATCH, |(x, y)| gain(x, y));
        if here == get(&score, i - 1, j - 1) + gain {
            if gain == MATCH {
                pairs.push((i - 1, j - 1));
            }
            (i, j) = (i - 1, j - 1);
        } else if here == get(&score, i - 1, j) + MISMATCH {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// Drops a lone word at either end of the path that stands apart from the rest: two quotations
/// that go on differently meet in a "the" sooner or later. It stays where both begin or end.
fn trim(pairs: &[(usize, usize)], len_a: usize, len_b: usize) -> &[(usize, usize)] {
    let mut pairs = pairs;
    while let [rest @ .., x, y] = pairs {
        let apart = (x.0 + 1, x.1 + 1) != *y;
        if !apart || (y.0 + 1, y.1 + 1) == (len_a, len_b) {
            break;
        }
        pairs = pairs.get(..rest.len() + 1).unwrap_or_default();
    }
    while let [x, y, ..] = pairs {
        if (x.0 + 1, x.1 + 1) == *y || *x == (0, 0) {
            break;
        }
        pairs = pairs.get(1..).unwrap_or_default();
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn words(text: &str) -> Vec<QuotedWord> {
        text.split(' ')
            .map(|w| QuotedWord {
                sort: if w == "…" { Sort::Gap } else { Sort::Word },
                fold: crate::tokens::fold(w),
                text: Span::default(),
            })
            .collect()
    }

    type Parts = Vec<(Range<usize>, Range<usize>)>;

    fn parted(a: &str, b: &str) -> (usize, Parts) {
        let found = align(&words(a), &words(b)).unwrap();
        (found.same, found.hunks.into_iter().map(|h| (h.a, h.b)).collect())
    }

    #[test]
    fn partial_quoting_has_no_hunks() {
        assert_eq!(
            parted("x y we will mend the old bridge z", "we will mend the old bridge"),
            (6, vec![])
        );
    }

    #[test]
    fn a_change_inside_is_one_hunk() {
        let (same, hunks) = parted(
            "we will mend the old bridge by spring",
            "then we will mend the new bridge by spring and rest",
        );
        assert_eq!((same, hunks), (7, vec![(4..5, 5..6)]));
        let (_, hunks) = parted("we will mend the bridge", "we will mend the old bridge");
        assert_eq!(hunks, vec![(4..4, 4..5)]);
    }

    #[test]
    fn ends_count_only_where_both_end() {
        let (_, hunks) = parted("we will mend the old bridge", "we will mend the old road");
        assert_eq!(hunks, vec![(5..6, 5..6)]);
        let (_, hunks) = parted("we will mend the old bridge x", "we will mend the old road z y");
        assert_eq!(hunks, vec![]);
    }

    #[test]
    fn long_quotations_are_compared_around_their_shared_phrase() {
        let many: Vec<String> = (0..900).map(|n| format!("w{n}")).collect();
        let long = format!("{} we will mend the old bridge by spring", many.join(" "));
        let (same, hunks) = parted(&long, "we will mend the new bridge by spring");
        assert_eq!((same, hunks.len()), (7, 1));
    }
}
