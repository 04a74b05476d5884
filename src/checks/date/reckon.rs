//! Which days an expression of time means, seen from the day of publication.
//!
//! Wide where usage is loose: "last week" is the calendar week before as well as the seven days
//! before, "last Tuesday" may be either of two. What lies outside is outside of any reading.

use jiff::Span as Distance;
use jiff::civil::{Date, Weekday};

use crate::article::Zone;
use crate::article::date::civil::days_between;
use crate::extract::Mentions;
use crate::extract::dates::counts::{Count, Measure, Unit};
use crate::extract::dates::times::{Time, TimeMention, Which};
use crate::extract::dates::{DateMention, Join};
use crate::source::Span;
use crate::stylebook::style::WeekStart;

/// One expression of time: a full date or a looser one.
#[derive(Clone, Copy, Debug)]
pub(super) enum When<'a> {
    /// "Tuesday, November 17"
    Date(&'a DateMention),
    /// "yesterday", "in March"
    Time(&'a TimeMention),
}

impl When<'_> {
    pub(super) fn span(self) -> Span {
        match self {
            Self::Date(date) => date.span,
            Self::Time(time) => time.span,
        }
    }

    pub(super) fn is_quoted(self) -> bool {
        match self {
            Self::Date(date) => date.quoted,
            Self::Time(time) => time.quoted,
        }
    }

    pub(super) fn zone(self) -> Zone {
        match self {
            Self::Date(date) => date.zone,
            Self::Time(time) => time.zone,
        }
    }
}

/// All expressions of an article in the order of the text.
pub(super) fn line(mentions: &Mentions) -> Vec<When<'_>> {
    let mut dates = mentions.dates.iter().peekable();
    let mut out = Vec::with_capacity(mentions.dates.len() + mentions.times.len());
    for time in &mentions.times {
        while let Some(date) = dates.next_if(|d| d.span.start <= time.span.start) {
            out.push(When::Date(date));
        }
        out.push(When::Time(time));
    }
    out.extend(dates.map(When::Date));
    out
}

/// Days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    fn one(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// Whether a day lies among them, give or take some.
    pub(super) fn holds(self, day: Date, slack: i64) -> bool {
        self.apart(Self::one(day)) <= slack
    }

    /// Days between the two, none where they meet.
    pub(super) fn apart(self, other: Self) -> i64 {
        let gap = |from: Date, to: Date| days_between(from, to).max(0);
        gap(self.last, other.first).max(gap(other.last, self.first))
    }
}

/// How far two readings lie apart at the least, in days; none if either means nothing.
pub(super) fn gap(a: &[Days], b: &[Days]) -> Option<i64> {
    a.iter().flat_map(|x| b.iter().map(|y| x.apart(*y))).min()
}

/// The days that an expression may mean.
pub(super) fn days(when: When<'_>, published: Date, week: WeekStart) -> Vec<Days> {
    match when {
        When::Date(date) => date_days(date, published),
        When::Time(mention) => time_days(mention.time, published, week),
    }
}

fn date_days(date: &DateMention, published: Date) -> Vec<Days> {
    let year = published.year();
    let years = [year.saturating_sub(1), year, year.saturating_add(1)];
    let each = |day: &crate::extract::dates::Day| -> Vec<Days> {
        let stated = day.year.filter(|_| !date.other_year);
        let years = stated.as_ref().map_or(&years[..], std::slice::from_ref);
        years.iter().filter_map(|&y| day.in_year(y)).map(Days::one).collect()
    };
    match (date.join, date.days.as_slice()) {
        (Join::Range, [first, .., last]) => {
            let (from, to) = (each(first), each(last));
            let range = |f: &Days| {
                let end = to.iter().find(|t| (0..=60).contains(&days_between(f.first, t.first)));
                end.map_or(*f, |end| Days { first: f.first, last: end.last })
            };
            from.iter().map(range).collect()
        }
        (_, days) => days.iter().flat_map(each).collect(),
    }
}

fn time_days(time: Time, published: Date, week: WeekStart) -> Vec<Days> {
    match time {
        Time::Day(offset) => vec![Days::one(shift(published, Unit::Day, offset.into()))],
        Time::Weekday(day, which) => weekday_days(day, which, published),
        Time::Weekend(which) => {
            let (from, to) = match which {
                Which::Last => (-9, 0),
                Which::This | Which::Bare => (-3, 7),
                Which::Next => (0, 15),
            };
            vec![around(published, Unit::Day, from, to)]
        }
        Time::Calendar(unit, which) => calendar_days(unit, which, published, week),
        Time::Ago(count) => ago(count, published).into_iter().collect(),
        Time::Month(month, which, year) => month_days(month, which, year, published),
        Time::Year(year) => whole_year(year).into_iter().collect(),
    }
}

fn weekday_days(day: Weekday, which: Which, published: Date) -> Vec<Days> {
    let before = |most: i64| {
        let back = i64::from(published.weekday().since(day));
        let back = if back == 0 && most == 0 { 7 } else { back };
        Days::one(shift(published, Unit::Day, -back))
    };
    let after = |most: i64| {
        let ahead = i64::from(published.weekday().until(day));
        let ahead = if ahead == 0 && most == 0 { 7 } else { ahead };
        Days::one(shift(published, Unit::Day, ahead))
    };
    let week = |days: Days, by: i64| Days::one(shift(days.first, Unit::Day, by));
    match which {
        Which::Bare | Which::This => {
            let (back, ahead) = (before(1), after(1));
            vec![back, ahead, week(back, if back == ahead { -7 } else { 0 })]
        }
        Which::Last => vec![before(0), week(before(0), -7)],
        Which::Next => vec![after(0), week(after(0), 7)],
    }
}

fn calendar_days(unit: Unit, which: Which, published: Date, week: WeekStart) -> Vec<Days> {
    let turn = match which {
        Which::Last => -1,
        Which::This | Which::Bare => 0,
        Which::Next => 1,
    };
    match unit {
        Unit::Day => vec![Days::one(shift(published, Unit::Day, turn))],
        Unit::Week => {
            let start = match week {
                WeekStart::Monday => Weekday::Monday,
                WeekStart::Sunday => Weekday::Sunday,
            };
            let back = i64::from(published.weekday().since(start));
            // Not everybody counts from the same day.
            let first = -back + 7 * turn - 1;
            let (from, to) = match turn {
                -1 => (first.min(-13), -1),
                0 => (first, first + 8),
                _ => (first.min(1), (first + 8).max(13)),
            };
            vec![around(published, Unit::Day, from, to)]
        }
        Unit::Month => {
            let day = shift(published, Unit::Month, turn);
            vec![Days { first: day.first_of_month(), last: day.last_of_month() }]
        }
        Unit::Year => {
            whole_year(published.year().saturating_add(turn as i16)).into_iter().collect()
        }
    }
}

/// "three weeks ago", with the looseness of its unit and of the words before it.
fn ago(count: Count, published: Date) -> Option<Days> {
    let number = i64::from(count.number);
    if number > 3000 {
        return None;
    }
    let (slack_unit, slack) = match count.unit {
        Unit::Day => (Unit::Day, 0),
        Unit::Week => (Unit::Day, 3),
        Unit::Month => (Unit::Day, 15),
        Unit::Year => (Unit::Month, 6),
    };
    let loose = (number / 5).max(1);
    let (more, less) = match count.measure {
        Measure::Exact => (0, 0),
        Measure::About => (loose, loose),
        Measure::More => ((number / 2).max(1), 0),
        Measure::Less => (0, loose),
    };
    let first = shift(published, count.unit, -number - more);
    let last = shift(published, count.unit, -number + less);
    Some(Days { first: shift(first, slack_unit, -slack), last: shift(last, slack_unit, slack) })
}

fn month_days(month: u8, which: Which, year: Option<i16>, published: Date) -> Vec<Days> {
    let now = published.year();
    let this = i16::from(month) - i16::from(published.month());
    let years = match (year, which) {
        (Some(year), _) => vec![year],
        (None, Which::Bare) => vec![now.saturating_sub(1), now, now.saturating_add(1)],
        (None, Which::This) => vec![now],
        (None, Which::Last) => {
            vec![now.saturating_sub(1), now.saturating_sub(i16::from(this >= 0))]
        }
        (None, Which::Next) => {
            vec![now.saturating_add(1), now.saturating_add(i16::from(this <= 0))]
        }
    };
    let whole = |year: i16| {
        let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
        Some(Days { first, last: first.last_of_month() })
    };
    years.into_iter().filter_map(whole).collect()
}

fn whole_year(year: i16) -> Option<Days> {
    Some(Days { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
}

fn around(day: Date, unit: Unit, from: i64, to: i64) -> Days {
    Days { first: shift(day, unit, from), last: shift(day, unit, to.max(from)) }
}

/// A day moved by units of the calendar, kept inside it.
fn shift(day: Date, unit: Unit, by: i64) -> Date {
    let distance = match unit {
        Unit::Day => Distance::new().try_days(by),
        Unit::Week => Distance::new().try_weeks(by),
        Unit::Month => Distance::new().try_months(by),
        Unit::Year => Distance::new().try_years(by),
    };
    distance.map_or(day, |distance| day.saturating_add(distance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn of(time: Time) -> Vec<String> {
        let days = time_days(time, date(2020, 11, 18), WeekStart::Monday);
        days.iter().map(|d| format!("{}/{}", d.first, d.last)).collect()
    }

    #[test]
    fn each_expression_means_its_days() {
        let week = |which| of(Time::Calendar(Unit::Week, which));
        assert_eq!(of(Time::Day(-1)), ["2020-11-17/2020-11-17"]);
        assert_eq!(week(Which::Last), ["2020-11-05/2020-11-17"]);
        assert_eq!(week(Which::This), ["2020-11-15/2020-11-23"]);
        assert_eq!(week(Which::Next), ["2020-11-19/2020-12-01"]);
        assert_eq!(of(Time::Calendar(Unit::Month, Which::Last)), ["2020-10-01/2020-10-31"]);
        assert_eq!(
            of(Time::Weekday(Weekday::Tuesday, Which::Last)),
            ["2020-11-17/2020-11-17", "2020-11-10/2020-11-10"]
        );
        assert_eq!(
            of(Time::Weekday(Weekday::Wednesday, Which::Next)),
            ["2020-11-25/2020-11-25", "2020-12-02/2020-12-02"]
        );
        assert_eq!(
            of(Time::Month(3, Which::Last, None)),
            ["2019-03-01/2019-03-31", "2020-03-01/2020-03-31"]
        );
        let count = Count { number: 3, unit: Unit::Week, measure: Measure::Exact };
        assert_eq!(of(Time::Ago(count)), ["2020-10-25/2020-10-31"]);
    }

    #[test]
    fn no_distance_leaves_the_calendar() {
        let far = Count { number: u16::MAX, unit: Unit::Day, measure: Measure::More };
        assert!(of(Time::Ago(far)).is_empty());
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
            let day = time_days(Time::Calendar(unit, Which::Next), Date::MAX, WeekStart::Sunday);
            assert!(day.iter().all(|d| d.first <= d.last));
            let count = Count { number: 3000, unit, measure: Measure::About };
            assert!(ago(count, Date::MIN).is_some_and(|d| d.first <= d.last));
        }
    }
}
