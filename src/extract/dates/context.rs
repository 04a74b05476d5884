//! Whether a number after a month can be nothing but a day.
//!
//! A day that exists may be taken on trust. One that does not exist is either a mistake or no
//! date at all ("In June 31 people applied"): the words around it decide.

use super::words::Words;
use super::{Day, Join, NamedWeekday, Order};
use crate::tokens::Token;

/// Words before a date that leave nothing else for it to be.
const ON: [&str; 2] = ["on", "dated"];

/// Words before a date that also stand before a month alone.
const PREPOSITIONS: [&str; 16] = [
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
];

/// Words after a date that a count of something would not be followed by.
const AFTER: [&str; 18] = [
    "and", "at", "in", "for", "with", "when", "the", "a", "that", "was", "is", "will", "as", "to",
    "through", "or", "but", "until",
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
    if order == Order::Iso {
        return true;
    }
    if i > 0 && join == Join::List && weekdays.len() < 2 && day.year.is_none() {
        // "on Nov. 17, 31 people": the number may count what follows.
        return false;
    }
    if !weekdays.is_empty() {
        return day.number <= 99;
    }
    let before = |list: &[&str]| at.checked_sub(1).is_some_and(|b| words.is_any(b, list));
    let counted = before(&["the", "all", "these", "those", "of", "some", "about"]);
    if order == Order::DayMonth {
        let ordinal = words.day(at).is_some_and(|d| d.ordinal);
        let dated = before(&ON) || ordinal || (day.year.is_some() && day.number <= 31);
        return dated && (ordinal || !counted);
    }
    if day.year.is_some() {
        return true;
    }
    if day.number > 39 {
        return false;
    }
    if before(&ON) || (join == Join::Range && i > 0) {
        return true;
    }
    let closed = ['.', ';', ')', ']', '/'].iter().any(|&m| words.is_mark(end, m))
        || words.get(end).is_none();
    if before(&PREPOSITIONS) {
        return closed || words.is_mark(end, ',') || words.is_any(end, &AFTER);
    }
    // "May 32?" and "March 100." may be verbs.
    let verb = matches!(day.month, 3 | 5) && words.get(at).is_some_and(Token::starts_sentence);
    closed && !before(&["in"]) && !verb
}
