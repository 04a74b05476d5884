//! `article/embargo`: a note that says "not yet" in copy that is about to go out.
//!
//! Embargoes come as a line at the head of a release or a key of its metadata. Either must be
//! gone, or past, when the article is dated.
use std::ops::Range;

use jiff::civil::Date;

use crate::article::date::civil;
use crate::article::{Block, Zone};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::DateMention;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::tokens::{Sort, Token, Tokens, fold_ascii, folds_ascii};

/// The check.
pub struct Embargo;

static INFO: Info = Info {
    name: "article/embargo",
    summary: "an embargo that still holds, or a note about it",
    severity: Severity::Error,
    default: true,
    explanation: "\
A line such as EMBARGOED UNTIL or NOT FOR PUBLICATION BEFORE is meant for the desk, never for readers. \
With a date after the publication date the article would break the embargo; with one before it, only \
the line was forgotten, which is a warning. A key of the front matter whose name holds \"embargo\" and \
whose date lies after the publication date says the same.

A sentence about an embargo is no such line: the words must open the paragraph, or stand in capitals.",
    bad: "EMBARGOED UNTIL 6 a.m. Friday, March 13, 2026",
    good: "",
    needs_date: false,
};

const EMBARGO: [u64; 3] = folds_ascii(["embargo", "embargoed", "embargoes"]);
const LEADS: [u64; 3] = folds_ascii(["strictly", "under", "note"]);
const UNTIL: [u64; 8] =
    folds_ascii(["until", "till", "for", "to", "before", "by", "lifts", "ends"]);
const NOT: u64 = fold_ascii("not");
const HOLD: u64 = fold_ascii("hold");
const FOR: u64 = fold_ascii("for");
const RELEASE: [u64; 5] = folds_ascii(["publication", "release", "broadcast", "use", "print"]);

impl Check for Embargo {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        out.extend(metadata(cx));
        for (block, words) in cx.article.blocks.iter().zip(cx.tokens.blocks()) {
            if block.zone != Zone::Correction
                && let Some(note) = note(&cx.article.text, cx.tokens, words.clone())
            {
                out.push(line(cx, block, note));
            }
        }
    }
}

/// The words of an embargo note in a block.
fn note(text: &str, all: &Tokens, words: Range<usize>) -> Option<Span> {
    let (start, end) = (words.start, words.end);
    let tokens = &all[words];
    let first = tokens.iter().take(4).position(Token::is_word).unwrap_or(0);
    let opening = opens(text, tokens, first);
    opening.or_else(|| {
        // Capitals shout wherever they stand.
        let capitals = all.places_in([Sort::Upper], start + first + 1..end);
        let mut shouts = capitals.filter(|at| !all[at - 1].is_all_upper());
        shouts.find_map(|at| opens(text, tokens, at - start))
    })
}

/// "EMBARGOED UNTIL", "Strictly embargoed:", "NOT FOR PUBLICATION BEFORE", "Hold for release".
fn opens(text: &str, tokens: &[Token], at: usize) -> Option<Span> {
    let is = |i: usize, folds: &[u64]| tokens.get(i).is_some_and(|t| folds.contains(&t.fold));
    let at = at + usize::from(is(at, &LEADS));
    let end = if is(at, &EMBARGO) {
        let next = tokens.get(at + 1).map_or("", |t| t.text(text));
        let marked = matches!(next, ":" | "-" | "–" | "—" | "");
        let until = is(at + 1, &UNTIL);
        if !marked && !until {
            return None;
        }
        at + usize::from(until)
    } else {
        let lead = is(at, &[NOT, HOLD]) && is(at + 1, &[FOR]) && is(at + 2, &RELEASE);
        // "Not for release" opens a note, "Not for use with children" does not.
        let upper = tokens.get(at).is_some_and(Token::is_all_upper);
        let dated = is(at + 3, &UNTIL) || tokens.len() <= at + 4;
        if !lead || !(upper || dated) {
            return None;
        }
        at + 2 + usize::from(is(at + 3, &UNTIL))
    };
    Some(tokens.get(at.min(end))?.span().to(tokens.get(end)?.span()))
}

fn line(cx: &ArticleContext<'_>, block: &Block, note: Span) -> Finding {
    let published = cx.article.date();
    let dates = &cx.mentions.dates;
    let first = dates.partition_point(|d| d.span.start < note.end);
    let date = dates.get(first).filter(|d| d.span.end <= block.span.end);
    let end = date.and_then(|d| day(d, published));
    let span = date.map_or(note, |d| note.to(d.span));
    match (end, published) {
        (Some(end), Some(published)) if end > published => cx
            .finding(&INFO, span, format!("embargoed until {end}, but dated {published}"))
            .label("the embargo holds on the day of publication")
            .help("publish it later, or take the line out once the embargo is over"),
        (Some(end), Some(_)) => {
            let message = format!("a note about an embargo that ended on {end} is left in");
            let mut finding = cx.finding(&INFO, span, message).help("take the line out");
            finding.severity = Severity::Warning;
            finding
        }
        _ => cx
            .finding(&INFO, span, "a note about an embargo is left in")
            .help("wait until it is over, then take the line out"),
    }
}

/// The last day that a note names; without a year, the one nearest to publication.
fn day(mention: &DateMention, published: Option<Date>) -> Option<Date> {
    let day = mention.days.last()?;
    if let Some(year) = day.year {
        return day.in_year(year);
    }
    let published = published?;
    let year = published.year();
    let near = [year.saturating_sub(1), year, year.saturating_add(1)];
    let days = near.iter().filter_map(|&y| day.in_year(y));
    days.min_by_key(|d| published.duration_until(*d).as_hours().abs())
}

/// A date of the front matter under a key that speaks of an embargo.
fn metadata(cx: &ArticleContext<'_>) -> Option<Finding> {
    let published = cx.article.date()?;
    let meta = &cx.article.meta;
    let named = |key: &str| key.to_ascii_lowercase().contains("embargo");
    let dates = meta.front_matter_dates.iter().map(|(key, date)| (key, Some(*date)));
    let fields = meta.fields.iter().map(|(key, text)| (key, civil::parse(text)));
    let (key, end) = dates
        .chain(fields)
        .filter(|(key, _)| named(key))
        .find_map(|(key, date)| Some((key, date.filter(|d| *d > published)?)))?;
    let message = format!("embargoed until {end} (`{key}`), but dated {published}");
    let path = &cx.article.path;
    Some(
        Finding::file(INFO.name, INFO.severity, path, message)
            .help("publish it later, or correct the front matter"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::extract::words;

    fn found(line: &str) -> Option<String> {
        let block = Block { span: Span::new(0, line.len()), zone: Zone::Body, list: false };
        let article = Article { text: line.into(), blocks: vec![block], ..Article::default() };
        let tokens = words(&article);
        note(line, &tokens, 0..tokens.len()).map(|span| span.of(line).to_owned())
    }

    #[test]
    fn notes_open_a_line_or_shout() {
        for (line, want) in [
            ("EMBARGOED UNTIL 00:01 Friday", "EMBARGOED UNTIL"),
            ("Embargoed until Friday, March 13", "Embargoed until"),
            ("**Embargo:** 13 March", ""),
            ("*Strictly embargoed until 13 March*", "embargoed until"),
            ("Embargo: 13 March", "Embargo"),
            ("NOT FOR PUBLICATION BEFORE 13 March", "NOT FOR PUBLICATION BEFORE"),
            ("Not for release before 13 March", "Not for release before"),
            ("HOLD FOR RELEASE", "HOLD FOR RELEASE"),
            ("Press office – EMBARGOED UNTIL 13 March", "EMBARGOED UNTIL"),
        ] {
            if !want.is_empty() {
                assert_eq!(found(line).as_deref(), Some(want), "{line}");
            }
        }
    }

    #[test]
    fn sentences_about_embargoes_do_not() {
        for line in [
            "Embargoed copies of the report were read by all.",
            "The report was embargoed until Friday.",
            "Embargo on grain is lifted",
            "The arms embargo: what is known",
            "Not for use with children under three, the toy was recalled.",
            "Hold for a moment",
            "FOR IMMEDIATE RELEASE",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
