//! How findings about dates speak: months and weekdays in full, a day in the article's own order.

use jiff::civil::{Date, Weekday};

use crate::extract::dates::{DateMention, Day, Join, Order};
use crate::source::Span;

/// Nothing is said about days before Britain and its colonies changed calendars in September 1752.
pub(super) const FIRST_YEAR: i16 = 1753;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month in full.
pub(super) fn month(number: u8) -> &'static str {
    usize::from(number).checked_sub(1).and_then(|i| MONTHS.get(i)).copied().unwrap_or("month")
}

/// The weekday in full.
pub(super) fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// "November 17" or "17 November".
pub(super) fn day_and_month(order: Order, number: u8, in_month: u8) -> String {
    let name = month(in_month);
    match order {
        Order::DayMonth => format!("{number} {name}"),
        Order::MonthDay | Order::Iso | Order::Numeric => format!("{name} {number}"),
    }
}

/// The day without its year.
pub(super) fn day(order: Order, date: Date) -> String {
    day_and_month(order, date.day().unsigned_abs(), date.month().unsigned_abs())
}

/// The day with its year.
pub(super) fn day_and_year(order: Order, date: Date) -> String {
    let comma = if order == Order::DayMonth { "" } else { "," };
    format!("{}{comma} {}", day(order, date), date.year())
}

/// "was", "is" or "will be", seen from the day of publication.
pub(super) fn tense(date: Date, published: Option<Date>) -> &'static str {
    match published.map(|p| date.cmp(&p)) {
        Some(std::cmp::Ordering::Less) => "was",
        Some(std::cmp::Ordering::Greater) => "will be",
        Some(std::cmp::Ordering::Equal) | None => "is",
    }
}

/// The words that name one day of a date, with its month where they stand together.
pub(super) fn place(mention: &DateMention, day: &Day) -> Span {
    if mention.join == Join::One {
        let span = day.span.to(day.month_span);
        return mention.year_span.map_or(span, |year| span.to(year));
    }
    let with_month = day.span.to(day.month_span);
    let shared = mention.days.iter().any(|d| d.span != day.span && with_month.contains(d.span));
    if shared { day.span } else { with_month }
}
