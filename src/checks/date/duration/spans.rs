//! Spans between two dates: their order, and the length that is said beside them.

use jiff::civil::Date;

use super::{fits, quoted, report, years};
use crate::article::date::civil::days_between;
use crate::checks::ArticleContext;
use crate::checks::date::reckon::{Days, When};
use crate::checks::date::sentence::Sentence;
use crate::extract::dates::counts::{Length, Measure, Unit, length_ending};
use crate::extract::dates::times::Time;
use crate::extract::dates::{DateMention, Join};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::tokens::{Kind, Token, fold_ascii, folds_ascii};

const FROM: u64 = fold_ascii("from");
const BETWEEN: u64 = fold_ascii("between");
const TO: [u64; 5] = folds_ascii(["to", "through", "until", "till", "thru"]);
const AND: u64 = fold_ascii("and");

/// What goes from one number to another: "arrests fell from 2010 to 1950".
const AMOUNTS: [u64; 26] = folds_ascii([
    "fell",
    "fall",
    "falling",
    "fallen",
    "rose",
    "rise",
    "dropped",
    "drop",
    "declined",
    "decline",
    "decreased",
    "decrease",
    "increased",
    "increase",
    "reduced",
    "reduce",
    "down",
    "up",
    "cut",
    "grew",
    "grown",
    "shrank",
    "lowered",
    "moved",
    "plunged",
    "slipped",
]);

/// Years that are compared: "the difference between 2020 and 2019".
const COMPARED: [u64; 12] = folds_ascii([
    "difference",
    "differences",
    "variance",
    "comparison",
    "comparisons",
    "comparing",
    "compared",
    "change",
    "changes",
    "gap",
    "contrast",
    "relationship",
]);

/// What makes four digits a time of day: "from 2000 to 1800 hours".
const CLOCK: [u64; 7] = folds_ascii(["hours", "hrs", "gmt", "utc", "est", "local", "zulu"]);

/// What a span of time is called: "a five-year period from".
const PERIODS: [u64; 14] = folds_ascii([
    "period",
    "term",
    "span",
    "run",
    "stretch",
    "tenure",
    "reign",
    "spell",
    "stint",
    "gap",
    "war",
    "scheme",
    "conspiracy",
    "project",
]);

/// Reads every span of a sentence.
pub(super) fn check(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, out: &mut Vec<Finding>) {
    for when in sentence.whens {
        if let When::Date(date) = when
            && !date.quoted
        {
            out.extend(range(cx, date));
        }
    }
    for pair in sentence.whens.windows(2) {
        let [first, second] = pair else { continue };
        let (Some(from), Some(to)) = (stated(*first), stated(*second)) else { continue };
        let Some((led, end)) = joined(sentence, first.span(), second.span()) else { continue };
        let span = first.span().to(second.span());
        let start = sentence.tokens.get(led).map_or(span, Token::span);
        if first.is_quoted() {
            continue;
        }
        if to.last < from.first {
            out.extend(reversed(cx, sentence, led, first.span(), second.span()));
        } else {
            let passed = to.first.year() - from.first.year();
            let whole = Whole { led, end, span: start.to(span), passed: passed.into(), from, to };
            out.extend(length(cx, sentence, &whole));
        }
    }
}

/// What an expression says with its year, whatever the day of publication.
pub(super) fn stated(when: When<'_>) -> Option<Days> {
    match when {
        When::Date(date) => {
            let [day] = date.days.as_slice() else { return None };
            let day = day.in_year(day.year?)?;
            Some(Days { first: day, last: day })
        }
        When::Time(mention) => match mention.time {
            Time::Year(year) => year_days(year, 1, 12),
            Time::Month(month, _, Some(year)) => {
                let month = i8::try_from(month).ok()?;
                year_days(year, month, month)
            }
            _ => None,
        },
    }
}

fn year_days(year: i16, from: i8, to: i8) -> Option<Days> {
    Some(Days {
        first: Date::new(year, from, 1).ok()?,
        last: Date::new(year, to, 1).ok()?.last_of_month(),
    })
}

/// "from A to B", "between A and B": the token of "from", and the one after B.
fn joined(sentence: &Sentence<'_>, first: Span, second: Span) -> Option<(usize, usize)> {
    let (start, first_end) = sentence.range(first);
    let (second_start, end) = sentence.range(second);
    let led = (1..=4)
        .filter_map(|back| start.checked_sub(back))
        .find(|&i| sentence.is(i, &[FROM, BETWEEN]))?;
    // "from in or about June 2009", "from at least 2004".
    let small = folds_ascii(["in", "or", "about", "at", "least", "on", "around", "early", "late"]);
    let quiet = |from: usize, to: usize| (from..to).all(|i| sentence.is(i, &small));
    let comma = usize::from(sentence.word(first_end) == ",");
    let link = first_end + comma;
    let linked =
        if sentence.is(led, &[FROM]) { sentence.is(link, &TO) } else { sentence.is(link, &[AND]) };
    let joined = linked && quiet(led + 1, start) && quiet(link + 1, second_start);
    joined.then_some((led, end))
}

/// Two days in one date, the later one first: "Nov. 20 to Nov. 5".
fn range(cx: &ArticleContext<'_>, date: &DateMention) -> Option<Finding> {
    let [first, last] = date.days.as_slice() else { return None };
    let own_months = first.month_span != last.month_span;
    let named = own_months || first.year.is_some();
    let joined = date.join == Join::Range || (date.join == Join::List && is_between(cx, date));
    if !joined || !named || date.other_year || !date.zone.is_copy() {
        return None;
    }
    let before = match (first.year, last.year) {
        (Some(a), Some(b)) => first.in_year(a)? > last.in_year(b)?,
        // Without a year the later month may be next year's.
        (None, None) => first.month == last.month && first.number > last.number,
        _ => false,
    };
    before.then(|| backward(cx, date.span, date.span))
}

/// "between Jan. 1, 2008, and Dec. 31, 2006".
fn is_between(cx: &ArticleContext<'_>, date: &DateMention) -> bool {
    let at = cx.tokens.partition_point(|t| t.start < date.span.start);
    at.checked_sub(1).and_then(|b| cx.tokens.get(b)).is_some_and(|t| t.fold == BETWEEN)
}

fn reversed(
    cx: &ArticleContext<'_>,
    sentence: &Sentence<'_>,
    led: usize,
    first: Span,
    second: Span,
) -> Option<Finding> {
    // "fell 9 percent from 2023" has told its amount.
    let told = |i: usize| sentence.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let before = (led.saturating_sub(6)..led).rev().take_while(|&i| !told(i));
    let amount = sentence.is(led, &[FROM]) && before.into_iter().any(|i| sentence.is(i, &AMOUNTS));
    let number = |span: Span| span.end - span.start == 4;
    let compared = (led.saturating_sub(5)..led).any(|i| sentence.is(i, &COMPARED));
    let clock = sentence.is(sentence.range(second).1, &CLOCK);
    // An amount goes from one bare number to another.
    if (amount || compared || clock) && number(first) && number(second) {
        return None;
    }
    Some(backward(cx, first.to(second), first))
}

fn backward(cx: &ArticleContext<'_>, span: Span, start: Span) -> Finding {
    let finding = cx.finding(&super::INFO, span, "this span ends before it starts");
    let finding = finding.label("the second date is the earlier one");
    let mut finding = finding.help("one of the two dates is wrong, or they are in the wrong order");
    if start != span {
        finding.severity = Severity::Error;
    }
    finding
}

/// A span with its dates.
struct Whole {
    led: usize,
    end: usize,
    span: Span,
    passed: i32,
    from: Days,
    to: Days,
}

/// "for five years, from 2010 to 2018", "from 2010 to 2018, five years".
fn length(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, whole: &Whole) -> Option<Finding> {
    let length = before(sentence, whole.led).or_else(|| after(sentence, whole.end))?;
    let number = i32::from(length.count.number);
    // "400 a year from 2000 to 2009".
    if number == 1 {
        return None;
    }
    let (shortest, longest) = match length.count.unit {
        Unit::Year => (whole.passed - 1, whole.passed + 1),
        Unit::Month => {
            let months = |a: Date, b: Date| {
                12 * i32::from(b.year() - a.year()) + i32::from(b.month() - a.month())
            };
            (
                months(whole.from.last, whole.to.first) - 1,
                months(whole.from.first, whole.to.last) + 1,
            )
        }
        Unit::Day | Unit::Week => return None,
    };
    let exact = length.count.measure == Measure::Exact;
    if (shortest..=longest).contains(&number)
        || !exact && fits(number, length.count.measure, whole.passed)
    {
        return None;
    }
    let span = if length.span.start < whole.span.start {
        length.span.to(whole.span)
    } else {
        whole.span.to(length.span)
    };
    let said = quoted(sentence, length.span);
    let is = if length.count.unit == Unit::Month {
        format!("about {} months", (days_between(whole.from.first, whole.to.last) + 15) / 30)
    } else {
        years(whole.passed)
    };
    let message = format!("{} is {is}, not {said}", whole.span.of(sentence.article()));
    Some(report(cx, span, message, (length.span, "this length"), "correct the length or a date"))
}

/// The length right before "from".
fn before(sentence: &Sentence<'_>, led: usize) -> Option<Length> {
    let mut last = led.checked_sub(1)?;
    if sentence.word(last) == "," {
        last = last.checked_sub(1)?;
    }
    if sentence.is(last, &PERIODS) {
        last = last.checked_sub(1)?;
    }
    length_ending(sentence.article(), sentence.tokens, last)
}

/// The length right after the span, closed by a mark.
fn after(sentence: &Sentence<'_>, end: usize) -> Option<Length> {
    if !matches!(sentence.word(end), "," | "(" | "–" | "—") {
        return None;
    }
    (end + 2..=end + 6).find_map(|last| {
        let closed = matches!(sentence.word(last + 1), "," | "." | ")" | ";" | "");
        let length = length_ending(sentence.article(), sentence.tokens, last).filter(|_| closed)?;
        (sentence.range(length.span).0 <= end + 2).then_some(length)
    })
}
