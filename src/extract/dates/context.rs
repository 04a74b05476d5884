//! Whether a number after a month can be nothing but a day.
//!
//! A day that exists may be taken on trust. One that does not exist is either a mistake or no
//! date at all ("In June 31 people applied"): the words around it decide.

use super::words::Words;
use super::{Day, Join, NamedWeekday, Order};
use crate::tokens::{Kind, Token};

/// Words before a date that leave nothing else for it to be.
const ON: [&str; 2] = ["on", "dated"];

/// Words before a date that also stand before a month alone.
const PREPOSITIONS: [&str; 18] = [
    "by",
    "until",
    "till",
    "since",
    "through",
    "before",
    "after",
    "from",
    "to",
    "between",
    "beginning",
    "starting",
    "ending",
    "due",
    "effective",
    "deadline",
    "for",
    "of",
];

/// Words after a date that a count of something would not be followed by.
const AFTER: [&str; 23] = [
    "and", "at", "in", "for", "with", "when", "the", "a", "that", "was", "is", "will", "as", "to",
    "through", "or", "but", "until", "of", "before", "after", "by", "on",
];

/// Whether day number `i` of the date at tokens `at..end` is plainly a day.
pub(super) fn is_plain(
    words: &Words<'_>,
    at: usize,
    end: usize,
    i: usize,
    day: &Day,
    (weekdays, join, order): (&[NamedWeekday], Join, Order),
) -> bool {
    if matches!(order, Order::Iso | Order::Numeric) {
        return true;
    }
    if !weekdays.is_empty() {
        return day.number <= 99;
    }
    let before = |list: &[&str]| at.checked_sub(1).is_some_and(|b| words.is_any(b, list));
    let closed = ['.', ';', ':', ')', ']', '/'].iter().any(|&m| words.is_mark(end, m))
        || words.get(end).is_none();
    let clause = closed || words.is_mark(end, ',') || words.is_any(end, &AFTER);
    if i > 0 && join == Join::List && weekdays.len() < 2 && day.year.is_none() {
        // "on Nov. 17, 31 people": without a month the number may count what follows.
        let named = words.tokens.partition_point(|t| t.start < day.month_span.start) > at;
        return named && day.number <= 39 && clause;
    }
    if order == Order::DayMonth {
        let as_of = at > 1 && words.is_any(at - 2, &["as"]);
        let counted = before(&["the", "all", "these", "those", "of", "some", "about"]) && !as_of;
        let ordinal = words.day(at).is_some_and(|d| d.ordinal);
        let year = day.year.is_some() && (day.number <= 31 || (day.number <= 39 && clause));
        let led = before(&PREPOSITIONS) && clause;
        let dated = before(&ON) || ordinal || year || led || (join == Join::Range && closed);
        return day.number <= 39 && dated && (ordinal || !counted);
    }
    if day.year.is_some() {
        return true;
    }
    if day.number > 39 {
        return false;
    }
    if before(&ON) || (join == Join::Range && (i > 0 || !before(&["in"]))) {
        return true;
    }
    if before(&PREPOSITIONS) || before(&["in"]) {
        return clause && !before(&["in"]);
    }
    stands_alone(words, (at, end), day, closed)
}

/// Words before a date that count what follows it.
const COUNTING: [&str; 7] = ["than", "some", "about", "with", "were", "that", "only"];

/// Words after a day that say where or when, for which a count leaves no room.
const PLACE: [&str; 7] = ["at", "in", "near", "when", "after", "before", "during"];

/// Plurals without an s.
const PLURALS: [&str; 6] = ["people", "men", "women", "children", "police", "percent"];

/// A month and a number without a word before them that makes them a date.
fn stands_alone(words: &Words<'_>, (at, end): (usize, usize), day: &Day, closed: bool) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let led = |list: &[&str]| before.is_some() && words.is_any(at - 1, list);
    // A month is shortened beside a day only.
    let dotted = words.text.as_bytes().get(day.month_span.end as usize) == Some(&b'.');
    // "the June 31 shooting": what is counted stands in the plural.
    let one_thing = words
        .get(end)
        .is_some_and(|t| t.is_word() && !t.is_capital() && !t.text(words.text).ends_with('s'));
    let one_thing = one_thing && !words.is_any(end, &PLURALS);
    let verb = before.is_some_and(|t| t.is_word() && !t.is_capital() && t.len > 3);
    let placed = verb && !led(&COUNTING) && words.is_any(end, &PLACE);
    if dotted || (led(&["the", "a"]) && one_thing) || placed {
        return true;
    }
    // In a table of figures other months and numbers stand around.
    let row = led(&[","]) && at > 1 && words.get(at - 2).is_some_and(|t| t.kind == Kind::Number);
    let figures =
        words.month(end + 1).is_some() || words.get(end + 1).is_none_or(|t| t.kind == Kind::Number);
    let closed = closed || (words.is_mark(end, ',') && !figures);
    // "May 32?" and "March 100." may be verbs.
    let verb = matches!(day.month, 3 | 5) && words.get(at).is_some_and(Token::starts_sentence);
    closed && !verb && !row
}
