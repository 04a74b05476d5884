//! Days with their months and years: single, in lists, in ranges.

use super::words::{DayNumber, Words, parse_year};
use super::{Day, Join, Order};
use crate::source::Span;
use crate::tokens::Kind;

const MAX_DAYS: usize = 12;

/// Days with their months, before weekdays are added.
pub(super) struct Core {
    pub(super) days: Vec<Day>,
    pub(super) year_span: Option<Span>,
    pub(super) join: Join,
    pub(super) order: Order,
    pub(super) end: usize,
}

impl Words<'_> {
    /// The days that start at a token.
    pub(super) fn core(&self, at: usize) -> Option<Core> {
        let token = self.get(at)?;
        if token.kind == Kind::Number {
            return self.iso(at).or_else(|| self.numeric(at)).or_else(|| self.day_month(at));
        }
        self.month_day(at)
    }

    /// 2020-11-17
    fn iso(&self, at: usize) -> Option<Core> {
        let part = |i: usize, len: usize| {
            let token = self.get(i).filter(|t| t.kind == Kind::Number)?;
            let body = token.text(self.text);
            let digits = body.get(..len).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
            let tail = body.get(len..)?;
            // "2020-11-17T09:00" is cut after the T.
            (tail.is_empty() || (len == 2 && tail == "T")).then_some((token, digits))
        };
        let dash = |i: usize| {
            self.is_mark(i, '-') && self.touches_next(i) && i > 0 && self.touches_next(i - 1)
        };
        let (_, year) = part(at, 4)?;
        let (month_token, month) = part(at + 2, 2)?;
        let (day_token, day) = part(at + 4, 2)?;
        let glued = at > 0 && self.touches_next(at - 1) && !self.opens(at - 1);
        if !dash(at + 1) || !dash(at + 3) || glued || dash(at + 5) {
            return None;
        }
        let month = month.parse().ok().filter(|m| (1..=12).contains(m))?;
        let start = day_token.start;
        let day = Day {
            span: Span { start, end: start + 2 },
            number: day.parse().ok()?,
            month,
            month_span: month_token.span(),
            year: Some(parse_year(year)?),
            plain: true,
        };
        let year_span = Some(self.get(at)?.span());
        let ends =
            Core { days: vec![day], year_span, join: Join::One, order: Order::Iso, end: at + 5 };
        (day.number <= 39).then_some(ends)
    }

    /// 11/17/2020 or 17/11/2020, where one number is too large for a month.
    fn numeric(&self, at: usize) -> Option<Core> {
        let slash = |i: usize| {
            self.is_mark(i, '/') && self.touches_next(i) && i > 0 && self.touches_next(i - 1)
        };
        let glued = at > 0 && self.touches_next(at - 1) && !self.opens(at - 1);
        if !slash(at + 1) || !slash(at + 3) || slash(at + 5) || glued {
            return None;
        }
        let number = |i: usize| -> Option<(u8, Span)> {
            let token = self.get(i).filter(|t| t.kind == Kind::Number && t.len <= 2)?;
            Some((token.text(self.text).parse().ok()?, token.span()))
        };
        let (first, second) = (number(at)?, number(at + 2)?);
        let year_token = self.get(at + 4).filter(|t| t.kind == Kind::Number)?;
        let is_month = |n: u8| (1..=12).contains(&n);
        let ((month, month_span), (day, span)) = match (is_month(first.0), is_month(second.0)) {
            (true, false) => (first, second),
            (false, true) => (second, first),
            (true, true) if first.0 == second.0 => (first, second),
            // "3/4/2020" is a day in March or in April.
            _ => return None,
        };
        let year = Some(parse_year(year_token.text(self.text))?);
        let day = Day { span, number: day, month, month_span, year, plain: true };
        let year_span = Some(year_token.span());
        let order = Order::Numeric;
        let core = Core { days: vec![day], year_span, join: Join::One, order, end: at + 5 };
        (day.number <= 39).then_some(core)
    }

    /// Days of one month that stand apart: "4th" and "5th" of "Tuesday 4th and Thursday 5th June".
    pub(super) fn of_one_month(&self, days: Vec<DayNumber>, at: usize) -> Option<Core> {
        let (month, span, end) = self.month(at)?;
        let mut list = List::new(Order::DayMonth);
        let open = days.len();
        for (i, day) in days.into_iter().enumerate() {
            // "Friday 31st to Sunday 2nd June": the first belongs to the month before.
            if i > 0 && list.last_number() >= day.number {
                return None;
            }
            list.push(day, 0, Span::default(), if i > 0 { Join::List } else { Join::One });
        }
        list.name(open, month, span);
        let end = list.year(self.year(end), end);
        Some(list.core(end))
    }

    fn opens(&self, at: usize) -> bool {
        ['(', '[', '"', '“', '\'', '‘', '>', '—', '–', '*', '_', '|']
            .iter()
            .any(|&m| self.is_mark(at, m))
    }

    /// November 17[-20 | , 18 and 20][, 2020][ to December 3[, 2020]]
    fn month_day(&self, at: usize) -> Option<Core> {
        let (month, month_span, next) = self.month(at)?;
        let next = next + usize::from(self.is_any(next, &["the"]) && self.day(next + 1).is_some());
        let mut list = List::new(Order::MonthDay);
        list.push(self.day(next)?, month, month_span, Join::One);
        let mut end = list.year(self.year(next + 1), next + 1);
        let mut month = (month, month_span);
        while list.days.len() < MAX_DAYS {
            let Some((join, next)) = self.joiner(end) else { break };
            if self.year_number(next).is_some() && join == Join::List {
                break;
            }
            let comma = self.is_mark(end, ',');
            // "May 3, 2020, 9 a.m.": after a year only a month opens another day.
            if list.is_dated() && self.month(next).is_none() {
                break;
            }
            if let Some(day) = self.day(next).filter(|d| self.is_next_day(d, join, next)) {
                // "May 3, 5 June": the number belongs to the next month.
                if self.month(next + 1).is_some() && self.day_month(next).is_some() {
                    break;
                }
                // A year makes "April 31-26, 2013" a date, if a wrong one.
                let dated = self.year(next + 1).is_some();
                if join == Join::Range && list.last_number() >= day.number && !dated {
                    // A score ("May 24-19"), unless the first number is hardly one of a month.
                    let score = list.days.len() < 2 && list.last_number() <= 28;
                    let end = if list.days.len() < 2 { next + 1 } else { end };
                    return (!score).then(|| list.core(end));
                }
                list.push(day, month.0, month.1, join);
                end = list.year(self.year(next + 1), next + 1);
            } else if let Some((name, span, after)) = self.month(next)
                && let Some(day) = self.day(after).filter(|d| d.number <= 31)
                && !comma
            {
                month = (name, span);
                list.push(day, name, span, join);
                end = list.year(self.year(after + 1), after + 1);
            } else {
                break;
            }
        }
        Some(list.core(end))
    }

    /// A number over 31 goes on with a date only where a year proves it.
    fn is_next_day(&self, day: &DayNumber, join: Join, at: usize) -> bool {
        day.number <= 31 || (join == Join::Range && self.year(at + 1).is_some())
    }

    /// `17[-20 | , 18 and 20] [of] November[ 2020][ to 3 December[ 2020]]`
    fn day_month(&self, at: usize) -> Option<Core> {
        let mut list = List::new(Order::DayMonth);
        let (mut next, mut join, mut end) = (at, Join::One, at);
        let mut open = 0;
        while let Some(day) = self.day(next).filter(|_| open < 5 && list.days.len() < MAX_DAYS) {
            list.push(day, 0, Span::default(), join);
            open += 1;
            let of = usize::from(self.is_any(next + 1, &["of"]));
            let mut after = next + 1;
            if let Some((month, span, named)) = self.month(next + 1 + of) {
                // "at 7 May 5" reads as "May 5".
                if self.month_day_follows(named) {
                    break;
                }
                list.name(open, month, span);
                open = 0;
                end = list.year(self.year(named), named);
                after = end;
            }
            let Some(joined) = self.joiner(after) else { break };
            (join, next) = joined;
        }
        // Numbers after the last month were no days.
        list.days.retain(|day| day.month > 0);
        (!list.days.is_empty()).then(|| list.core(end))
    }

    fn month_day_follows(&self, at: usize) -> bool {
        self.day(at).is_some() && self.year(at).is_none()
    }
}

/// Days under construction.
struct List {
    days: Vec<Day>,
    year_span: Option<Span>,
    join: Join,
    order: Order,
}

impl List {
    fn new(order: Order) -> Self {
        Self { days: Vec::new(), year_span: None, join: Join::One, order }
    }

    fn push(&mut self, day: DayNumber, month: u8, month_span: Span, join: Join) {
        if join != Join::One && self.join != Join::Range {
            self.join = join;
        }
        let DayNumber { number, span, year, ordinal: _ } = day;
        self.days.push(Day { span, number, month, month_span, year, plain: false });
    }

    fn is_dated(&self) -> bool {
        self.days.last().is_some_and(|d| d.year.is_some())
    }

    fn last_number(&self) -> u8 {
        self.days.last().map_or(0, |d| d.number)
    }

    /// Gives the last `open` days their month.
    fn name(&mut self, open: usize, month: u8, span: Span) {
        for day in self.days.iter_mut().rev().take(open) {
            day.month = month;
            day.month_span = span;
        }
    }

    /// Gives a year to the last day and to those before it that have none.
    fn year(&mut self, year: Option<(i16, Span, usize)>, end: usize) -> usize {
        let own = self.days.last().and_then(|d| d.year.map(|y| (y, d.span, end)));
        let Some((year, span, end)) = own.or(year) else { return end };
        let month = self.days.last().map_or(0, |d| d.month);
        for day in self.days.iter_mut().rev() {
            if day.year.is_some_and(|y| y != year) {
                break;
            }
            day.year = Some(if day.month > month { year - 1 } else { year });
        }
        self.year_span = Some(span);
        end
    }

    fn core(self, end: usize) -> Core {
        let Self { days, year_span, join, order } = self;
        let join = if days.len() < 2 { Join::One } else { join };
        Core { days, year_span, join, order, end }
    }
}
