//! Words that name a time by its distance from the day of publication, or more loosely than a
//! full date does: "yesterday", "last week", "three weeks ago", "on Tuesday", "in March", "in 2019".
//!
//! Says what is written; which days are meant depends on the publication date, and is the
//! reader's question. Full dates are [`super::DateMention`]s.

use jiff::civil::Weekday;

use super::DateMention;
use super::counts::{Count, Unit};
use super::names::{month_of, weekday_of};
use super::words::Words;
use crate::article::{Article, Zone};
use crate::extract::blocks;
use crate::source::Span;
use crate::tokens::{Kind, Sort, Tokens, folds_ascii};

/// The word that turns the name of a day or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// "on Tuesday"
    Bare,
    /// "last Tuesday"
    Last,
    /// "this Tuesday"
    This,
    /// "next Tuesday"
    Next,
}

/// What a mention says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Days from publication: "today", "last night", "tomorrow".
    Day(i8),
    /// "Tuesday", "next Tuesday"
    Weekday(Weekday, Which),
    /// "last weekend"
    Weekend(Which),
    /// "last week", "this month", "next year"
    Calendar(Unit, Which),
    /// "three weeks ago"
    Ago(Count),
    /// "in March", "last March", "in March 2019"
    Month(u8, Which, Option<i16>),
    /// "in 2019"
    Year(i16),
}

/// One such expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Its words, without a preposition.
    pub span: Span,
    /// What it says.
    pub time: Time,
    /// `'s` follows: "yesterday's vote".
    pub possessive: bool,
    /// Inside quotation marks.
    pub quoted: bool,
    /// Where it stands.
    pub zone: Zone,
}

/// Every expression of an article, in the order of the text; those inside a full date are left
/// to it, except for "last Tuesday" in "last Tuesday, March 3".
#[must_use]
pub fn times(article: &Article, tokens: &Tokens, dates: &[DateMention]) -> Vec<TimeMention> {
    let mut out = Vec::new();
    let mut dates = dates.iter().peekable();
    for (block, inside) in blocks(article, tokens) {
        let start = inside.start;
        let starts = tokens.places_in([Sort::Time, Sort::Calendar, Sort::Number], inside.clone());
        let tokens = tokens.get(inside).unwrap_or_default();
        let words = Words { text: &article.text, tokens };
        let mut last = 0;
        for at in starts.map(|at| at - start) {
            let read = if at < last { None } else { words.time(at) };
            let Some(Read { time, first, end }) = read else { continue };
            last = end;
            let Some((from, to)) = tokens.get(first).zip(tokens.get(end - 1)) else { continue };
            let span = from.span().to(to.span());
            while dates.next_if(|d| d.span.end <= span.start).is_some() {}
            if dates.peek().is_some_and(|d| d.span.contains(span)) || from.is_masked() {
                continue;
            }
            let possessive = tokens.get(end).is_some_and(|t| t.kind == Kind::Possessive);
            let quoted = from.is_quoted();
            out.push(TimeMention { span, time, possessive, quoted, zone: block.zone });
        }
    }
    out
}

struct Read {
    time: Time,
    first: usize,
    end: usize,
}

const BESIDE: [u64; 2] = folds_ascii(["after", "before"]);
const STARTS: [&str; 10] = [
    "today",
    "tonight",
    "yesterday",
    "tomorrow",
    "last",
    "this",
    "next",
    "ago",
    "earlier",
    "later",
];

/// Names that a weekday is part of, by the word before it and the word after it.
const DAY_NAMES: [u64; 13] = folds_ascii([
    "super", "black", "good", "ash", "palm", "easter", "cyber", "giving", "holy", "maundy", "ruby",
    "shrove", "bloody",
]);
const AFTER_DAYS: [u64; 15] = folds_ascii([
    "times",
    "mirror",
    "telegraph",
    "express",
    "post",
    "herald",
    "mail",
    "night",
    "school",
    "agreement",
    "independent",
    "morning",
    "review",
    "football",
    "club",
]);

/// Words before a month that stands alone, or before a year.
const BEFORE: [u64; 20] = folds_ascii([
    "in", "of", "since", "until", "till", "by", "during", "from", "to", "between", "early", "late",
    "mid", "through", "before", "after", "and", "around", "about", "circa",
]);

impl Words<'_> {
    fn time(&self, at: usize) -> Option<Read> {
        let token = self.get(at)?;
        let one = |time| Some(Read { time, first: at, end: at + 1 });
        const FOLDS: [u64; 10] = folds_ascii(STARTS);
        let [today, tonight, yesterday, tomorrow, last, this, next, ago, earlier, later] = FOLDS;
        let fold = token.fold;
        // "USA Today", "the Today programme": names.
        let name = token.is_capital() && !token.starts_sentence();
        if fold == ago {
            return self.ago(at);
        }
        if fold == earlier || fold == later {
            return self.within_unit(at);
        }
        if [today, tonight, yesterday, tomorrow].contains(&fold) {
            // "the day after tomorrow"
            let beside = at.checked_sub(1).and_then(|i| self.tokens.get(i));
            let further = beside.is_some_and(|t| BESIDE.contains(&t.fold));
            if further && (fold == tomorrow || fold == yesterday) {
                return None;
            }
            let offset = i8::from(fold == tomorrow) - i8::from(fold == yesterday);
            return if name { None } else { one(Time::Day(offset)) };
        }
        if fold == last || fold == this || fold == next {
            let which = match fold {
                f if f == last => Which::Last,
                f if f == this => Which::This,
                _ => Which::Next,
            };
            return self.turned(at, which);
        }
        if token.kind == Kind::Number {
            return self.bare_year(at);
        }
        self.bare_weekday(at).or_else(|| self.bare_month(at))
    }

    /// "last week", "this morning", "next Tuesday".
    fn turned(&self, at: usize, which: Which) -> Option<Read> {
        // "the last week of the trial", "his last year".
        let owned = ["the", "his", "her", "their", "its", "our", "my", "your", "a", "every"];
        if at > 0 && self.is_any(at - 1, &owned) {
            return None;
        }
        let (time, end) = if let Some((day, end)) = self.weekday(at + 1) {
            (Time::Weekday(day.weekday, which), end)
        } else if let Some((month, _, end)) = self.month(at + 1) {
            (Time::Month(month, which, None), end)
        } else {
            (self.turned_unit(at + 1, which)?, at + 2)
        };
        Some(Read { time, first: at, end })
    }

    fn turned_unit(&self, at: usize, which: Which) -> Option<Time> {
        if self.is_any(at, &["weekend"]) {
            return Some(Time::Weekend(which));
        }
        let part = self.is_any(at, &["morning", "afternoon", "evening"]);
        if part && which == Which::This {
            return Some(Time::Day(0));
        }
        if self.is_any(at, &["night", "evening"]) && which == Which::Last {
            return Some(Time::Day(-1));
        }
        let token = self.get(at)?;
        let unit = Unit::singular(token.fold)?;
        // "this day" is no time, "next month-end" another one.
        let compound = self.touches_next(at) && self.is_mark(at + 1, '-');
        (unit != Unit::Day && !compound).then_some(Time::Calendar(unit, which))
    }

    /// "earlier in the month"
    fn within_unit(&self, at: usize) -> Option<Read> {
        let unit = Unit::singular(self.get(at + 3)?.fold)?;
        let reads = self.is_any(at + 1, &["in"]) && self.is_any(at + 2, &["the"]);
        let time = Time::Calendar(unit, Which::This);
        (reads && unit != Unit::Day).then_some(Read { time, first: at, end: at + 4 })
    }

    /// "three weeks ago"
    fn ago(&self, at: usize) -> Option<Read> {
        let (count, first) = self.count_ending(at)?;
        Some(Read { time: Time::Ago(count), first, end: at + 1 })
    }

    fn bare_weekday(&self, at: usize) -> Option<Read> {
        let token = self.get(at)?;
        weekday_of(token, self.text)?;
        let (day, end) = self.weekday(at)?;
        let named = at > 0 && self.get(at - 1).is_some_and(|b| DAY_NAMES.contains(&b.fold));
        let masthead =
            self.get(end).is_some_and(|n| n.is_capital() && AFTER_DAYS.contains(&n.fold));
        let time = Time::Weekday(day.weekday, Which::Bare);
        (!named && !masthead).then_some(Read { time, first: at, end })
    }

    fn bare_month(&self, at: usize) -> Option<Read> {
        month_of(self.get(at)?, self.text)?;
        let (month, _, end) = self.month(at)?;
        let comma = usize::from(self.is_mark(end, ','));
        let year = self.year_number(end + comma).filter(|_| self.get(end + comma).is_some());
        let led = at > 0
            && self.get(at - 1).is_some_and(|b| {
                BEFORE.contains(&b.fold) || b.is_mark(self.text, '(') || b.is_mark(self.text, ',')
            });
        // "In May she left", but "May she rest", "March on".
        if !led && year.is_none() {
            return None;
        }
        let end = if year.is_some() { end + comma + 1 } else { end };
        Some(Read { time: Time::Month(month, Which::Bare, year), first: at, end })
    }

    fn bare_year(&self, at: usize) -> Option<Read> {
        let year = self.year_number(at).filter(|y| (1700..2100).contains(y))?;
        let before = at.checked_sub(1).and_then(|b| self.get(b))?;
        let led = BEFORE.contains(&before.fold)
            || [',', '(', '-', '–'].iter().any(|&m| before.is_mark(self.text, m));
        led.then_some(Read { time: Time::Year(year), first: at, end: at + 1 })
    }
}
