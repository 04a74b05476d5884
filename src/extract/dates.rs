//! Calendar dates in running text, with the weekdays that are written beside them.
//!
//! Says what stands there, not whether it is right: a day may not exist, a weekday may not fit.
//! Knows nothing of the publication date; which year a date without one belongs to is the
//! reader's question.

mod context;
pub mod counts;
mod days;
mod grammar;
mod names;
pub mod times;
mod words;

use jiff::civil::{Date, Weekday};

use crate::article::{Article, Zone};
use crate::extract::blocks;
use crate::source::Span;
use crate::tokens::Tokens;

pub(in crate::extract) use counts::spelled;
pub use names::{is_calendar, month_of, weekday_of};
pub(in crate::extract) use words::Words;

/// In which order a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// November 17, 2020
    MonthDay,
    /// 17 November 2020
    DayMonth,
    /// 2020-11-17
    Iso,
    /// 11/17/2020 or 17/11/2020
    Numeric,
}

/// How the days of one date hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// A single day.
    One,
    /// November 17, 18 and 20
    List,
    /// November 17-20
    Range,
}

/// One day of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The number, with its ordinal letters.
    pub span: Span,
    /// The number as written: it need not exist in the month.
    pub number: u8,
    /// Month, from 1.
    pub month: u8,
    /// The name of the month; that of a neighbour where days share one.
    pub month_span: Span,
    /// The year stated in the date, for this day or for the list or range it belongs to.
    pub year: Option<i16>,
    /// Whether the number can be nothing else than a day of the month ("June 31 people" is not).
    pub plain: bool,
}

impl Day {
    /// The day of that year; none where the calendar has no such day.
    #[must_use]
    pub fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, i8::try_from(self.month).ok()?, i8::try_from(self.number).ok()?).ok()
    }
}

/// A weekday written beside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedWeekday {
    /// The word, without the period of an abbreviation.
    pub span: Span,
    /// Which one.
    pub weekday: Weekday,
}

/// One date as the article writes it: a day, a list or a range of days, and their weekdays.
#[derive(Clone, Debug)]
pub struct DateMention {
    /// All of it, weekdays included.
    pub span: Span,
    /// The days in the order of the text, never empty.
    pub days: Vec<Day>,
    /// The weekdays in the order of the text.
    pub weekdays: Vec<NamedWeekday>,
    /// The last year that is written out.
    pub year_span: Option<Span>,
    /// How the days hang together.
    pub join: Join,
    /// In which order day and month are written.
    pub order: Order,
    /// Weekday or date stands in brackets beside the other.
    pub bracketed: bool,
    /// The words after it move it to another year ("last year", "a year earlier").
    pub other_year: bool,
    /// Inside quotation marks.
    pub quoted: bool,
    /// Where it stands.
    pub zone: Zone,
}

/// Every date of an article, in the order of the text.
#[must_use]
pub fn dates(article: &Article, tokens: &Tokens) -> Vec<DateMention> {
    let mut out = Vec::new();
    for (block, inside) in blocks(article, tokens) {
        grammar::scan(&article.text, tokens, inside, block.zone, &mut out);
    }
    out.retain(|mention| !article.is_masked(mention.span));
    out
}

#[cfg(test)]
mod tests;
