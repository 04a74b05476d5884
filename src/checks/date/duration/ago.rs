//! "Five years ago, in 2015", "five years later, in 2005": a year that is said in two ways.

use super::spans::stated;
use super::{fits, quoted, report, years};
use crate::checks::ArticleContext;
use crate::checks::date::reckon::When;
use crate::checks::date::sentence::Sentence;
use crate::extract::dates::counts::{Count, Unit, length_ending};
use crate::extract::dates::times::Time;
use crate::finding::Finding;
use crate::source::Span;
use crate::tokens::folds_ascii;

const IN: [u64; 3] = folds_ascii(["in", "on", "around"]);
const LATER: [u64; 2] = folds_ascii(["later", "after"]);
const EARLIER: [u64; 2] = folds_ascii(["earlier", "before"]);

/// Reads every such pair of a sentence.
pub(super) fn check(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, out: &mut Vec<Finding>) {
    for (at, when) in sentence.whens.iter().enumerate() {
        if when.is_quoted() {
            continue;
        }
        if let Some(next) = sentence.whens.get(at + 1) {
            out.extend(ago(cx, sentence, *when, *next));
        }
        out.extend(later(cx, sentence, at));
    }
}

/// "five years ago, in 2015" and "in 2015, five years ago,".
fn ago(
    cx: &ArticleContext<'_>,
    sentence: &Sentence<'_>,
    first: When<'_>,
    second: When<'_>,
) -> Option<Finding> {
    let published = cx.article.date()?;
    let years_ago = |when: When<'_>| match when {
        When::Time(mention) => match mention.time {
            Time::Ago(count) if count.unit == Unit::Year => Some(count),
            _ => None,
        },
        When::Date(_) => None,
    };
    let (end, start) = (sentence.range(first.span()).1, sentence.range(second.span()).0);
    let mark = |at: usize| matches!(sentence.word(at), "," | "(");
    let (count, year) = if let Some(count) = years_ago(first) {
        let led = start.checked_sub(1).is_some_and(|i| sentence.is(i, &IN));
        let near = match start - end {
            1 => led || mark(end),
            2 => led && mark(end),
            _ => false,
        };
        (count, near.then_some(second)?)
    } else {
        let count = years_ago(second)?;
        let closed =
            matches!(sentence.word(sentence.range(second.span()).1), "," | "." | ")" | ";" | "");
        (count, (start - end == 1 && mark(end) && closed).then_some(first)?)
    };
    let stated = stated(year)?;
    let passed = i32::from(published.year()) - i32::from(stated.first.year());
    if passed < 0 || fits(count.number.into(), count.measure, passed) {
        return None;
    }
    let words = if years_ago(first).is_some() { first } else { second };
    let said = quoted(sentence, words.span());
    let year = stated.first.year();
    let message = format!("{year} was {} ago, not {said}", years(passed));
    let span = first.span().to(second.span());
    let finding = report(
        cx,
        span,
        message,
        (words.span(), "counted from publication"),
        "correct one of the two",
    );
    Some(finding.note(format!("published in {}", published.year())))
}

/// "it opened in 1990 and closed five years later, in 2005".
fn later(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let when = sentence.whens.get(at)?;
    let here = stated(*when)?.first.year();
    let (words, count, back) = distance(sentence, when.span())?;
    let mut others = sentence.whens.iter().take(at).filter(|w| w.span().end <= words.start);
    let from = others.next()?;
    let there = stated(*from)?.first.year();
    // Of two years before, which one is counted from is open.
    if others.any(|w| stated(*w).is_none_or(|d| d.first.year() != there)) {
        return None;
    }
    let passed = i32::from(if back { there - here } else { here - there });
    if fits(count.number.into(), count.measure, passed) {
        return None;
    }
    let side = if back { "before" } else { "after" };
    let said = quoted(sentence, words);
    let message = match passed {
        0 => format!("{here} is the same year, not {said} {side}"),
        n if n < 0 => format!("{here} is not {side} {there}"),
        n => format!("{here} is {} {side} {there}, not {said}", years(n)),
    };
    let span = words.to(when.span());
    Some(report(
        cx,
        span,
        message,
        (from.span(), "counted from here"),
        "correct the length or a year",
    ))
}

/// "five years later, in" before a year: the length, and whether it counts back.
fn distance(sentence: &Sentence<'_>, year: Span) -> Option<(Span, Count, bool)> {
    let mut at = sentence.range(year).0.checked_sub(1)?;
    if sentence.is(at, &IN) {
        at = at.checked_sub(1)?;
    }
    if matches!(sentence.word(at), "," | "(") {
        at = at.checked_sub(1)?;
    }
    let back = sentence.is(at, &EARLIER);
    if !back && !sentence.is(at, &LATER) {
        return None;
    }
    let length = length_ending(sentence.article(), sentence.tokens, at.checked_sub(1)?)?;
    (length.count.unit == Unit::Year).then_some((length.span, length.count, back))
}
