//! Weekdays and days put together, over the tokens of one block.
//!
//! Every attempt to read a date looks at a bounded number of tokens, so a scan stays linear on
//! any input. Reads what is written; knows no calendar.

use std::ops::Range;

use super::context::is_plain;
use super::days::Core;
use super::words::Words;
use super::{DateMention, NamedWeekday};
use crate::article::Zone;
use crate::tokens::{Kind, Sort, Tokens};

const MAX_WEEKDAYS: usize = 7;

/// Appends the dates of one block.
pub(super) fn scan(
    text: &str,
    tokens: &Tokens,
    block: Range<usize>,
    zone: Zone,
    out: &mut Vec<DateMention>,
) {
    let first = block.start;
    let words = Words { text, tokens: &tokens[block.clone()] };
    let mut last_end = None;
    for at in tokens.places_in([Sort::Number, Sort::Calendar], block).map(|at| at - first) {
        if last_end.is_some_and(|end| at < end) {
            continue;
        }
        let Some(mut read) = words.mention(at) else { continue };
        read.mention.zone = zone;
        let joined = |end: usize| {
            let bare_comma = words.is_mark(end, ',') && end + 1 == at;
            !bare_comma && words.joiner(end).is_some_and(|(_, next)| next == at)
        };
        if last_end.is_some_and(joined)
            && let Some(previous) = out.last_mut()
        {
            lend_year(previous, &read.mention);
        }
        out.push(read.mention);
        last_end = Some(read.end);
    }
}

/// "Friday, Nov. 29 to Sunday, Dec. 1, 2024": the year counts for both.
fn lend_year(previous: &mut DateMention, next: &DateMention) {
    let ([last], Some(first)) = (previous.days.as_mut_slice(), next.days.first()) else { return };
    if let (Some(year), None) = (first.year, last.year) {
        last.year = Some(if last.month > first.month { year - 1 } else { year });
    }
}

struct Read {
    mention: DateMention,
    /// The first token after the date.
    end: usize,
}

impl Words<'_> {
    fn weekdays(&self, at: usize) -> (Vec<NamedWeekday>, usize) {
        let mut out = Vec::new();
        let mut end = at;
        let mut next = at;
        while let Some((weekday, after)) = self.weekday(next) {
            out.push(weekday);
            let part = self.is_any(after, &["morning", "afternoon", "evening", "night"]);
            end = after + usize::from(part);
            match self.joiner(end) {
                Some((_, after)) if out.len() < MAX_WEEKDAYS => next = after,
                _ => break,
            }
        }
        (out, end)
    }

    fn mention(&self, at: usize) -> Option<Read> {
        let (weekdays, after) = self.weekdays(at);
        if weekdays.is_empty() {
            let core = self.core(at)?;
            return self.finish(at, core, weekdays, false);
        }
        let mut next = after;
        if self.get(next).is_some_and(|t| t.kind == Kind::Possessive) {
            // "Tuesday's (Nov. 17) game", but not "Tuesday's Nov. 17 deadline".
            next += 1;
            if !self.is_mark(next, '(') {
                return None;
            }
        }
        next += usize::from(self.is_mark(next, ','));
        let bracketed = self.is_mark(next, '(') || self.is_mark(next, '[');
        next += usize::from(bracketed);
        next += usize::from(self.is_mark(next, ']'));
        next += usize::from(self.is_any(next, &["the"]));
        if let Some(core) = self.core(next) {
            return self.finish(at, core, weekdays, bracketed);
        }
        let (core, weekdays) = self.chain(at)?;
        self.finish(at, core, weekdays, false)
    }

    /// "Tuesday 4th and Thursday 5th June": the month comes once, at the end.
    fn chain(&self, at: usize) -> Option<(Core, Vec<NamedWeekday>)> {
        let (mut names, mut days, mut next) = (Vec::new(), Vec::new(), at);
        while names.len() < MAX_WEEKDAYS {
            let (name, after) = self.weekday(next)?;
            let after = after + usize::from(self.is_mark(after, ','));
            let after = after + usize::from(self.is_any(after, &["the"]));
            days.push(self.day(after)?);
            names.push(name);
            let of = usize::from(self.is_any(after + 1, &["of"]));
            if names.len() > 1 && self.month(after + 1 + of).is_some() {
                return Some((self.of_one_month(days, after + 1 + of)?, names));
            }
            next = self.joiner(after + 1)?.1;
        }
        None
    }

    fn finish(
        &self,
        at: usize,
        core: Core,
        mut weekdays: Vec<NamedWeekday>,
        mut bracketed: bool,
    ) -> Option<Read> {
        let Core { mut days, year_span, join, order, mut end } = core;
        let attached = !weekdays.is_empty();
        if !attached && let Some((after, names)) = self.weekdays_after(end, days.len()) {
            bracketed = self.is_mark(end, '(') || self.is_mark(end, '[');
            weekdays = names;
            end = after;
        }
        for (i, day) in days.iter_mut().enumerate() {
            day.plain = is_plain(self, at, end, i, day, (&weekdays, join, order));
        }
        if days.first().is_some_and(|d| !d.plain && !(1..=31).contains(&d.number)) {
            return None;
        }
        days.retain(|d| d.plain || (1..=31).contains(&d.number));
        let first = self.get(at)?;
        let span = first.span().to(self.get(end.checked_sub(1)?)?.span());
        let mention = DateMention {
            span,
            days,
            weekdays,
            year_span,
            join,
            order,
            bracketed,
            other_year: self.other_year(end),
            quoted: first.is_quoted(),
            zone: Zone::Body,
        };
        Some(Read { mention, end })
    }

    /// "(Tuesday)" or ", a Tuesday," after a date.
    fn weekdays_after(&self, at: usize, days: usize) -> Option<(usize, Vec<NamedWeekday>)> {
        let bracket = self.is_mark(at, '(') || self.is_mark(at, '[');
        let apposition = self.is_mark(at, ',') && self.is_any(at + 1, &["a"]);
        if !bracket && !apposition {
            return None;
        }
        let (names, end) = self.weekdays(at + if bracket { 1 } else { 2 });
        let closed = if bracket {
            [')', ']', ','].iter().any(|&m| self.is_mark(end, m)) || self.is_any(end, &["at"])
        } else {
            [',', '.', ';', ')'].iter().any(|&m| self.is_mark(end, m)) || self.get(end).is_none()
        };
        let fits = names.len() == 1 || names.len() == days;
        (closed && fits).then_some((end, names))
    }

    /// "last year", "of the following year", "a year earlier", "three years ago".
    fn other_year(&self, end: usize) -> bool {
        let mut at = end + usize::from(self.is_mark(end, ','));
        at += usize::from(self.is_any(at, &["of", "in"]));
        at += usize::from(self.is_any(at, &["the"]));
        let which = ["last", "next", "previous", "following", "that", "same", "each", "every"];
        (self.is_any(at, &which) && self.is_any(at + 1, &["year"]))
            || (self.is_any(at + 1, &["year", "years"])
                && self.is_any(at + 2, &["ago", "earlier", "before", "later", "after"]))
    }
}
