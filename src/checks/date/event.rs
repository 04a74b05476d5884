//! `date/event`: a known event at another time than it happened.
//!
//! A pack's `[[event]]` says when something happened and by which words a sentence speaks of it.
//! The sentence's own expression of time ("last month", "on Nov. 10", "in 2019") must hold that
//! day, counted from publication where it counts.

use jiff::civil::Date;

use super::reckon::{self, When};
use super::sentence::{self, Sentence};
use super::wording;
use crate::article::date::civil::days_between;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::times::{Time, Which};
use crate::extract::dates::{DateMention, Order};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::rules::Event;
use crate::tokens::{Token, folds_ascii};

/// The check.
pub struct EventDate;

static INFO: Info = Info {
    name: "date/event",
    summary: "a known event is told at another time than it happened",
    severity: Severity::Warning,
    default: true,
    explanation: "\
An [[event]] of a pack has a date and the words that a sentence about it holds; all of them must be \
there. Then the time that the sentence names must hold that day, give or take one: \"last month\", \
published on November 18, is October, and nothing that happened on November 12.

Where a sentence names several times, one that fits is enough. Times that belong to something else \
(\"after Tuesday's vote\", \"since 2018\"), quotations and sentences of what would, could or may happen \
are left alone. Words that count from publication need a publication date.",
    bad: "Last month, the agency's director resigned. (An event of November 12, published on November 18.)",
    good: "Last week, the agency's director resigned.",
    needs_date: false,
};

/// Words that tie a time to something else.
const ELSEWHERE: [u64; 18] = folds_ascii([
    "after",
    "before",
    "since",
    "until",
    "till",
    "following",
    "by",
    "than",
    "from",
    "to",
    "between",
    "ahead",
    "for",
    "despite",
    "through",
    "of",
    "pre",
    "post",
]);

const MODALS: [u64; 4] = folds_ascii(["would", "could", "may", "might"]);

/// "may", not "May".
fn is_modal(token: &Token, sentence: &Sentence<'_>) -> bool {
    let modal = MODALS.contains(&token.fold) && !token.is_quoted();
    modal && token.text(sentence.article()).starts_with(char::is_lowercase)
}

/// A weekday alone says something about a week either way.
const WEEK: i64 = 8;

impl Check for EventDate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let text = cx.article.text.as_str();
        let told = |event: &&Event| {
            event.meta.applies(cx.article)
                && !event.mentions.is_empty()
                && event.mentions.iter().all(|words| words.is_match(text))
        };
        let events: Vec<&Event> = cx.stylebook.rules.events.iter().filter(told).collect();
        if events.is_empty() {
            return;
        }
        sentence::each(cx, |sentence| {
            if !sentence.whens.is_empty() {
                out.extend(events.iter().filter_map(|event| examine(cx, event, &sentence)));
            }
        });
    }
}

fn examine(cx: &ArticleContext<'_>, event: &Event, sentence: &Sentence<'_>) -> Option<Finding> {
    // What would or may happen is no report of it.
    if sentence.tokens.iter().any(|t| is_modal(t, sentence)) {
        return None;
    }
    let whole = sentence.span();
    let mut words = Span::default();
    for pattern in &event.mentions {
        let found = pattern.find(whole.of(sentence.article()))?;
        let from = whole.start as usize;
        words = Span::new(from + found.start(), from + found.end());
    }
    let mut missed = None;
    for when in sentence.whens.iter().filter(|w| is_its_own(sentence, **w)) {
        if holds(cx, *when, event.date)? {
            return None;
        }
        let distance = when.span().start.abs_diff(words.start);
        if missed.is_none_or(|(least, _)| distance < least) {
            missed = Some((distance, *when));
        }
    }
    let (_, when) = missed?;
    let order = match when {
        When::Date(date) => date.order,
        When::Time(_) => Order::MonthDay,
    };
    let is = wording::tense(event.date, cx.article.date());
    let day = wording::day_and_year(order, event.date);
    let said = cx.text(when.span());
    let message = format!("\"{}\" {is} on {day}, not \"{said}\"", event.name);
    let mut finding = cx
        .rule_finding(&INFO, &event.meta, when.span(), message)
        .label(format!("{day} is not in this time"))
        .related(cx.place(words), "this event")
        .help("correct the time, or say which other event is meant");
    if let (When::Time(_), Some(published)) = (when, cx.article.date()) {
        finding = finding.note(format!("published on {}", wording::day_and_year(order, published)));
    }
    Some(finding)
}

/// Not the time of something else in the sentence.
fn is_its_own(sentence: &Sentence<'_>, when: When<'_>) -> bool {
    let first = sentence.range(when.span()).0;
    let led =
        (1..=2).any(|back| first.checked_sub(back).is_some_and(|i| sentence.is(i, &ELSEWHERE)));
    let possessive = matches!(when, When::Time(mention) if mention.possessive);
    !led && !possessive && !when.is_quoted()
}

/// Whether a time may hold a day; none if nothing can be said.
fn holds(cx: &ArticleContext<'_>, when: When<'_>, day: Date) -> Option<bool> {
    let around = |days: reckon::Days| days.holds(day, 1);
    match when {
        When::Date(date) => dated(date, day),
        When::Time(mention) => {
            let stated = match mention.time {
                Time::Month(month, Which::Bare, None) => {
                    return Some(i16::from(month) == i16::from(day.month()));
                }
                Time::Year(_) | Time::Month(_, _, Some(_)) => day,
                _ => cx.article.date()?,
            };
            let bare = matches!(mention.time, Time::Weekday(_, Which::Bare));
            if bare && days_between(stated, day).abs() > WEEK {
                return None;
            }
            let days = reckon::days(when, stated, cx.style.week_start.unwrap_or_default());
            (!days.is_empty()).then(|| days.into_iter().any(around))
        }
    }
}

/// A date without a year is read in the event's.
fn dated(date: &DateMention, day: Date) -> Option<bool> {
    if date.other_year {
        return None;
    }
    let stated = |d: &crate::extract::dates::Day| d.in_year(d.year.unwrap_or(day.year()));
    let days: Option<Vec<Date>> = date.days.iter().map(stated).collect();
    let days = days?;
    let (first, last) = (*days.first()?, *days.last()?);
    let range = reckon::Days { first, last: last.max(first) };
    Some(range.holds(day, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_a_year_is_read_in_the_year_of_the_event() {
        use crate::checks::date::testing::mentions;
        let day = Date::constant(2020, 11, 12);
        let read = |text: &str| mentions(text).dates.first().and_then(|d| dated(d, day));
        assert_eq!(read("on Nov. 12"), Some(true));
        assert_eq!(read("on Nov. 13"), Some(true));
        assert_eq!(read("on Nov. 10-15"), Some(true));
        assert_eq!(read("on Nov. 10"), Some(false));
        assert_eq!(read("on Nov. 12, 2019"), Some(false));
        assert_eq!(read("on Nov. 12 last year"), None);
    }
}
