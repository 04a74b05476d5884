//! The pieces that dates are made of: a day's number, a month, a year, what joins two of them.

use super::names::{month_of, weekday_of};
use super::{Join, NamedWeekday};
use crate::source::Span;
use crate::tokens::{Kind, Token};

/// A number that may be a day of the month.
pub(super) struct DayNumber {
    pub(super) number: u8,
    pub(super) ordinal: bool,
    /// The year in "17,2020", where the space after the comma was lost.
    pub(super) year: Option<i16>,
    pub(super) span: Span,
}

/// The tokens of one block with their text: readers of dates and of figures walk along it.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Words<'a> {
    pub(in crate::extract) text: &'a str,
    pub(in crate::extract) tokens: &'a [Token],
}

impl Words<'_> {
    pub(in crate::extract) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(in crate::extract) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.get(at).is_some_and(|t| t.is_mark(self.text, mark))
    }

    pub(in crate::extract) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.get(at).is_some_and(|t| {
            let body = t.text(self.text);
            words.iter().any(|w| w.eq_ignore_ascii_case(body))
        })
    }

    /// No space between this token and the next.
    pub(in crate::extract) fn touches_next(&self, at: usize) -> bool {
        let (Some(a), Some(b)) = (self.get(at), self.get(at + 1)) else { return false };
        a.span().end == b.start
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(NamedWeekday, usize)> {
        let token = self.get(at)?;
        let (weekday, short) = weekday_of(token, self.text)?;
        let dotted = short && self.is_mark(at + 1, '.') && self.touches_next(at);
        let before = at.checked_sub(1).and_then(|i| self.get(i));
        // "The Sun", "Baltimore Sun": newspapers.
        let masthead = short
            && !dotted
            && before.is_some_and(|b| b.is_capital() || self.is_any(at - 1, &["the"]));
        if masthead {
            return None;
        }
        Some((NamedWeekday { span: token.span(), weekday }, at + 1 + usize::from(dotted)))
    }

    pub(super) fn month(&self, at: usize) -> Option<(u8, Span, usize)> {
        let token = self.get(at)?;
        let (month, short) = month_of(token, self.text)?;
        let dotted = short && self.is_mark(at + 1, '.') && self.touches_next(at);
        Some((month, token.span(), at + 1 + usize::from(dotted)))
    }

    /// One or two digits that can be a day: no time of day, no measure, no compound.
    pub(super) fn day(&self, at: usize) -> Option<DayNumber> {
        let token = self.get(at).filter(|t| t.kind == Kind::Number && t.len <= 7)?;
        let body = token.text(self.text);
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let number = body.get(..digits).filter(|d| d.len() <= 2)?.parse().ok()?;
        let (ordinal, year) = match body.get(digits..)? {
            "" => (false, None),
            "st" | "nd" | "rd" | "th" => (true, None),
            tail => (false, Some(parse_year(tail.strip_prefix(',')?)?)),
        };
        if self.is_other_number(at) {
            return None;
        }
        let span = Span { start: token.start, end: token.start + digits as u32 };
        let span = if year.is_some() { span } else { token.span() };
        Some(DayNumber { number, ordinal, year, span })
    }

    /// What follows or leads makes the number a time, a sum, a score, an age.
    fn is_other_number(&self, at: usize) -> bool {
        const UNITS: [&str; 18] = [
            "a.m.",
            "p.m.",
            "a.m",
            "p.m",
            "am",
            "pm",
            "o'clock",
            "o’clock",
            "percent",
            "million",
            "billion",
            "trillion",
            "points",
            "degrees",
            "mph",
            "km",
            "kg",
            "%",
        ];
        if self.is_any(at + 1, &UNITS) {
            return true;
        }
        let glued_before = at.checked_sub(1).is_some_and(|b| {
            self.touches_next(b)
                && [':', '$', '£', '€', '#', '.', '¥'].iter().any(|&m| self.is_mark(b, m))
                && !self.ends_abbreviation(b)
        });
        let time = self.touches_next(at)
            && self.is_mark(at + 1, ':')
            && self.touches_next(at + 1)
            && self.get(at + 2).is_some_and(|t| t.kind == Kind::Number);
        let compound = self.touches_next(at)
            && self.is_mark(at + 1, '-')
            && self.touches_next(at + 1)
            && self.get(at + 2).is_some_and(Token::is_word)
            && self.month(at + 2).is_none()
            && self.weekday(at + 2).is_none();
        glued_before || time || compound
    }

    /// "Nov.17": the period belongs to the month.
    fn ends_abbreviation(&self, period: usize) -> bool {
        period.checked_sub(1).is_some_and(|m| self.month(m).is_some())
    }

    /// A year of four digits, "2020".
    pub(in crate::extract) fn year_number(&self, at: usize) -> Option<i16> {
        const COUNTED: [&str; 26] = [
            "people",
            "men",
            "women",
            "children",
            "residents",
            "workers",
            "employees",
            "troops",
            "soldiers",
            "protesters",
            "demonstrators",
            "homes",
            "houses",
            "students",
            "patients",
            "cases",
            "deaths",
            "miles",
            "feet",
            "dollars",
            "euros",
            "pounds",
            "tons",
            "votes",
            "jobs",
            "passengers",
        ];
        let token = self.get(at).filter(|t| t.kind == Kind::Number && t.len == 4)?;
        let year = parse_year(token.text(self.text))?;
        let other = self.is_any(at + 1, &COUNTED)
            || self.is_any(at + 1, &["B.C.", "BC", "BCE", "B.C.E.", "B.C"]);
        (!other).then_some(year)
    }

    /// `, 2020` or ` 2020` after a day or month.
    pub(super) fn year(&self, at: usize) -> Option<(i16, Span, usize)> {
        let comma = usize::from(self.is_mark(at, ','));
        let year = self.year_number(at + comma)?;
        Some((year, self.get(at + comma)?.span(), at + comma + 1))
    }

    /// A comma, "and", a dash or "through" between two days or weekdays.
    pub(super) fn joiner(&self, at: usize) -> Option<(Join, usize)> {
        if self.is_mark(at, ',') {
            let and = self.is_any(at + 1, &["and", "&", "or"]);
            return Some((Join::List, at + 1 + usize::from(and)));
        }
        if self.is_any(at, &["and", "or"]) || self.is_mark(at, '&') || self.is_mark(at, '/') {
            return Some((Join::List, at + 1));
        }
        if self.is_any(at, &["through", "thru", "to", "until", "till"]) {
            return Some((Join::Range, at + 1));
        }
        if ['-', '–', '—', '−', '‑', '‐'].iter().any(|&m| self.is_mark(at, m)) {
            let doubled = self.is_mark(at + 1, '-') && self.touches_next(at);
            return Some((Join::Range, at + 1 + usize::from(doubled)));
        }
        None
    }
}

/// Years that news copy speaks of.
pub(super) fn parse_year(digits: &str) -> Option<i16> {
    let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|y| four && (1500..2200).contains(y))
}
