//! `quote/source`: a quotation has other words than a pack says were spoken.
//!
//! A `[[quotation]]` holds a whole statement, tweet or transcript. Copy may quote any part of it,
//! leave words out with an ellipsis, put words in with brackets; it may not change them.

use crate::article::quotes::Quotation;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::quotations::{QuotedWord, Sort, words_of};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::rules::KnownQuotation;
use crate::stylebook::style::Quotations;
use crate::tokens::{Kind as TokenKind, fold};

use super::align::{Alignment, Hunk, align};
use super::drift::{Kind, bare, classify, short};

/// The check.
pub struct Source;

static INFO: Info = Info {
    name: "quote/source",
    summary: "a quotation has other words than its source",
    severity: Severity::Error,
    default: true,
    explanation: "\
A pack holds under [[quotation]] what was really said, and the article quotes it with another word: \
mistyped, mended, or set in the house's spelling. Quoting a part, other marks, a changed first \
letter, an ellipsis, a bracketed insertion and \"sic\" are how quotations are set, not changes.

Short quotations are compared only where the article names the speaker, and then only for slips \
and spellings. British against American spelling and lost small words are warnings, or errors where \
[style] has quotations = \"verbatim\"; with \"light-edit\" small words may change. There is no fix: \
what was said is never corrected by a program.",
    bad: "“Honoured to serve,” Krebs wrote. (He wrote “Honored to serve.”)",
    good: "“Honored to serve,” Krebs wrote.",
    needs_date: false,
};

/// Words in common from which on it is the source, whoever is named.
const SURE: usize = 7;
/// The same where the speaker is named.
const LIKELY: usize = 5;
/// Words at one end of a quotation that may be misquoted; more are another sentence.
const EDGE: usize = 3;

impl Check for Source {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let rules = &cx.stylebook.rules.quotations;
        for quote in cx.article.quotes.iter().filter(|q| q.depth == 1 && !rules.is_empty()) {
            let mark = Span { end: quote.inner.start, ..quote.span };
            if !cx.article.zone_at(quote.span.start).is_copy() || cx.article.is_masked(mark) {
                continue;
            }
            let folds = spoken(cx, quote);
            let shared = |rule: &&KnownQuotation| {
                let known = |f: &&u64| rule.words.binary_search(f).is_ok();
                folds.len() >= 2 && folds.iter().filter(known).count() * 2 >= folds.len()
            };
            let applies = |rule: &&KnownQuotation| rule.meta.applies(cx.article);
            let close = rules.iter().filter(applies).filter(shared);
            let best = close.filter_map(|rule| Reading::new(cx, quote, rule));
            if let Some(reading) = best.max_by_key(|r| (r.same, r.worst.is_none())) {
                out.extend(reading.finding(cx));
            }
        }
    }
}

/// Hashes of the words of a quotation.
fn spoken(cx: &ArticleContext<'_>, quote: &Quotation) -> Vec<u64> {
    let first = cx.tokens.partition_point(|t| t.start < quote.inner.start);
    let inside = cx.tokens.iter().skip(first).take_while(|t| t.start < quote.inner.end);
    inside.filter(|t| t.kind != TokenKind::Mark).map(|t| t.fold).collect()
}

/// A quotation read beside its source.
struct Reading<'a> {
    rule: &'a KnownQuotation,
    same: usize,
    /// The worst difference: its kind, its place in the article, the words of the source.
    worst: Option<(Kind, Span, String)>,
}

impl<'a> Reading<'a> {
    fn new(cx: &ArticleContext<'_>, quote: &Quotation, rule: &'a KnownQuotation) -> Option<Self> {
        let text = cx.text(quote.inner);
        let (said, source) = (words_of(text), words_of(&rule.text));
        let count = said.iter().filter(|w| w.sort == Sort::Word).count();
        let mut alignment = align(&said, &source)?;
        add_ends(&mut alignment, said.len(), source.len());
        let mut differences: Vec<(Kind, Hunk)> = alignment
            .hunks
            .into_iter()
            .map(|hunk| {
                let a = bare(text, said.get(hunk.a.clone()).unwrap_or_default());
                let b = bare(&rule.text, source.get(hunk.b.clone()).unwrap_or_default());
                (classify(a.as_deref(), b.as_deref()), hunk)
            })
            .filter(|(kind, _)| *kind != Kind::None)
            .collect();
        let same = alignment.same;
        let mild = differences.iter().all(|(k, _)| matches!(k, Kind::Slip | Kind::Dialect));
        let most = same * 10 >= count * 7;
        let named = || rule.speaker.as_deref().is_some_and(|speaker| names(cx, speaker));
        let short_slip = count >= 2 && mild && same * 2 >= count;
        if !(most && same >= SURE || (most && same >= LIKELY || short_slip) && named()) {
            return None;
        }
        differences.sort_by_key(|(kind, hunk)| (std::cmp::Reverse(*kind), hunk.a.start));
        let worst = differences.into_iter().next().map(|(kind, hunk)| {
            let (a, b) = widened(&hunk, said.len(), source.len());
            let place = around(said.get(a).unwrap_or_default());
            let place =
                Span { start: quote.inner.start + place.start, end: quote.inner.start + place.end };
            let read = around(source.get(b).unwrap_or_default()).of(&rule.text).to_owned();
            (kind, place, read)
        });
        Some(Self { rule, same, worst })
    }

    fn finding(self, cx: &ArticleContext<'_>) -> Option<Finding> {
        let (kind, place, source) = self.worst?;
        let severity = match (kind, cx.style.quotations) {
            (Kind::Function, Some(Quotations::LightEdit)) => return None,
            (Kind::Dialect, Some(Quotations::LightEdit)) => Severity::Note,
            (Kind::Function | Kind::Dialect, None) => Severity::Warning,
            _ => Severity::Error,
        };
        let (written, source) = (short(cx.text(place)), short(&source));
        let message = match self.rule.speaker.as_deref() {
            Some(speaker) => {
                format!("this quotation has \"{written}\" where {speaker} said \"{source}\"")
            }
            None => format!("this quotation has \"{written}\" where its source has \"{source}\""),
        };
        let mut finding = cx
            .rule_finding(&INFO, &self.rule.meta, place, message)
            .label(format!("in the source: \"{source}\""))
            .help("quote the words of the source, or mark the change with … or [ ]");
        finding.severity = self.rule.meta.severity.unwrap_or(severity);
        if kind == Kind::Dialect {
            finding = finding.note("British and American spelling of one word");
        }
        Some(finding)
    }
}

/// Whether the article names a speaker by surname.
fn names(cx: &ArticleContext<'_>, speaker: &str) -> bool {
    let Some(surname) = speaker.split_whitespace().next_back().map(fold) else { return false };
    cx.tokens.iter().any(|t| t.fold == surname && t.is_capital())
}

/// Words of the quotation at its ends that the alignment left out, against as many of the source.
/// Where the source ends first it is an excerpt, and says nothing of them.
fn add_ends(alignment: &mut Alignment, said: usize, source: usize) {
    let (first, last) = (alignment.first, alignment.last);
    let known = |hunks: &[Hunk], at: usize| hunks.iter().any(|h| h.a.contains(&at));
    let before = first.0;
    if (1..=EDGE).contains(&before) && before <= first.1 && !known(&alignment.hunks, 0) {
        alignment.hunks.push(Hunk { a: 0..before, b: first.1 - before..first.1 });
    }
    let after = said - 1 - last.0;
    let end = last.1 + 1 + after;
    if (1..=EDGE).contains(&after) && end <= source && !known(&alignment.hunks, said - 1) {
        alignment.hunks.push(Hunk { a: last.0 + 1..said, b: last.1 + 1..end });
    }
}

/// With a neighbour on either side where one of the two has nothing to show.
fn widened(
    hunk: &Hunk,
    said: usize,
    source: usize,
) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let by = usize::from(hunk.a.is_empty() || hunk.b.is_empty());
    let wide =
        |r: &std::ops::Range<usize>, len: usize| r.start.saturating_sub(by)..(r.end + by).min(len);
    (wide(&hunk.a, said), wide(&hunk.b, source))
}

/// The bytes from the first word to the last.
fn around(words: &[QuotedWord]) -> Span {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.text.to(last.text),
        _ => Span::default(),
    }
}
