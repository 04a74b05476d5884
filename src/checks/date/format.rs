//! `date/format`: dates written against the house's style, or in two ways in one article.
//!
//! Every style book fixes the order of day and month, the months that are shortened beside a day
//! and whether "17th" may stand. A house that has said nothing is only held to itself.

mod consistency;

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::times::{Time, TimeMention};
use crate::extract::dates::{DateMention, Day, Join, Order};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::style::{DateOrder, Months, Policy, Style};

use super::wording;

/// The check.
pub struct Format;

static INFO: Info = Info {
    name: "date/format",
    summary: "a date is not written as the house writes dates",
    severity: Severity::Note,
    default: true,
    explanation: "\
`[style]` says how dates are written: `date-order` (\"July 21, 2016\" or \"21 July 2016\"), `months` \
beside a day (\"Nov. 17\", where March to July stay as they are, or \"November 17\") and `ordinals` \
(\"July 5th\"). A key that is not set only asks for consistency: an article that writes dates in two \
ways gets a note at the rarer one.

Names of weekdays are spelled out in every style that newslint knows. Quotations, headlines, ISO dates \
and datelines, which have rules of their own, are left alone.",
    bad: "The bridge opened on November 17th, 2020. (In AP style.)",
    good: "The bridge opened on Nov. 17, 2020.",
    needs_date: false,
};

impl Check for Format {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let style = cx.style;
        let dates = || cx.mentions.dates.iter().filter(|d| is_read(cx, d));
        for date in dates() {
            by_style(cx, style, date, out);
        }
        if let Some(months) = style.months {
            for time in &cx.mentions.times {
                out.extend(lone_month(cx, months, time));
            }
        }
        consistency::check(cx, &consistency::All::new(cx, dates()), out);
    }
}

/// How often an article writes its dates in each of two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateWays {
    /// "July 21" and "21 July".
    pub(crate) order: [usize; 2],
    /// "November 17" and "Nov. 17".
    pub(crate) months: [usize; 2],
    /// "July 5" and "July 5th".
    pub(crate) ordinals: [usize; 2],
}

/// How an article writes its dates, where the house's own form counts.
pub(crate) fn ways(cx: &ArticleContext<'_>) -> DateWays {
    let dates = cx.mentions.dates.iter().filter(|d| is_read(cx, d));
    consistency::All::new(cx, dates).counts()
}

/// Copy in which the house's own form counts.
fn is_read(cx: &ArticleContext<'_>, date: &DateMention) -> bool {
    let zone = matches!(date.zone, Zone::Body | Zone::Caption | Zone::Deck);
    let named = !matches!(date.order, Order::Iso | Order::Numeric);
    zone && !date.quoted && named && cx.is_fixable(date.span)
}

fn by_style(cx: &ArticleContext<'_>, style: &Style, date: &DateMention, out: &mut Vec<Finding>) {
    let mut months: Vec<Span> = Vec::new();
    for day in &date.days {
        if let Some(months_style) = style.months
            && !months.contains(&day.month_span)
        {
            months.push(day.month_span);
            out.extend(month(cx, months_style, day));
        }
        if let Some(policy) = style.ordinals {
            out.extend(ordinal(cx, policy, day));
        }
    }
    if let Some(order) = style.date_order {
        out.extend(turned(cx, style, order, date));
    }
    if style.months.is_some() || style.preset.is_some() {
        out.extend(weekdays(cx, date));
    }
    out.extend(comma(cx, style, date));
}

/// A month beside a day: "Nov. 17" or "November 17".
fn month(cx: &ArticleContext<'_>, months: Months, day: &Day) -> Option<Finding> {
    let span = with_period(cx, day.month_span);
    let written = cx.text(span);
    let right = match months {
        Months::Full => wording::month(day.month).to_owned(),
        Months::Abbreviated => abbreviated(day.month).to_owned(),
    };
    if written == right || written.chars().all(|c| !c.is_lowercase()) {
        return None;
    }
    Some(instead(cx, span, written, &right, "beside a day"))
}

/// A month without a day is never shortened.
fn lone_month(cx: &ArticleContext<'_>, _: Months, time: &TimeMention) -> Option<Finding> {
    let Time::Month(number, ..) = time.time else { return None };
    let read = matches!(time.zone, Zone::Body | Zone::Caption | Zone::Deck) && !time.quoted;
    let words = cx.text(time.span);
    let from = words.find(|c: char| c.is_uppercase())?;
    let len = words.get(from..)?.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len() - from);
    let start = time.span.start as usize + from;
    let span = Span::new(start, start + len);
    let right = wording::month(number);
    let shortened = cx.text(span).len() < right.len();
    if !read
        || !shortened
        || !cx.is_fixable(span)
        || !right.starts_with(cx.text(span))
        || is_given_name(cx, span)
    {
        return None;
    }
    let span = with_period(cx, span);
    Some(instead(cx, span, cx.text(span), right, "without a day"))
}

/// "Dec Connolly", "Jan Brask": a name goes on, where a shortened month has a stop or a small word
/// behind it.
fn is_given_name(cx: &ArticleContext<'_>, month: Span) -> bool {
    let next = cx.tokens.partition_point(|t| t.start < month.end);
    cx.tokens.get(next).is_some_and(|t| t.is_capital() && !t.starts_sentence())
}

/// What the house has said is more than a matter of consistency.
fn against(cx: &ArticleContext<'_>, span: Span, message: String) -> Finding {
    let mut finding = cx.finding(&INFO, span, message);
    finding.severity = Severity::Warning;
    finding
}

fn instead(
    cx: &ArticleContext<'_>,
    span: Span,
    written: &str,
    right: &str,
    where_to: &str,
) -> Finding {
    against(cx, span, format!("house style is \"{right}\" {where_to}, not \"{written}\""))
        .help(format!("write \"{right}\""))
        .replace(true, right)
}

/// The abbreviation with its period.
fn with_period(cx: &ArticleContext<'_>, month: Span) -> Span {
    let dotted = cx.article.text.as_bytes().get(month.end as usize) == Some(&b'.');
    let short = month.end - month.start <= 4;
    Span { start: month.start, end: month.end + u32::from(dotted && short) }
}

/// How American agencies shorten a month.
fn abbreviated(month: u8) -> &'static str {
    match month {
        1 => "Jan.",
        2 => "Feb.",
        8 => "Aug.",
        9 => "Sept.",
        10 => "Oct.",
        11 => "Nov.",
        12 => "Dec.",
        other => wording::month(other),
    }
}

/// "July 5th" or "July 5".
fn ordinal(cx: &ArticleContext<'_>, policy: Policy, day: &Day) -> Option<Finding> {
    let written = cx.text(day.span);
    let has = written.ends_with(|c: char| c.is_ascii_alphabetic());
    let right = match policy {
        Policy::Never => day.number.to_string(),
        Policy::Always => format!("{}{}", day.number, ending(day.number)),
    };
    let wrong = has == (policy == Policy::Never);
    wrong.then(|| instead(cx, day.span, written, &right, "in a date"))
}

fn ending(number: u8) -> &'static str {
    match (number % 10, number / 10 == 1) {
        (1, false) => "st",
        (2, false) => "nd",
        (3, false) => "rd",
        _ => "th",
    }
}

/// A date whose parts stand in the other order.
fn turned(
    cx: &ArticleContext<'_>,
    style: &Style,
    wanted: DateOrder,
    date: &DateMention,
) -> Option<Finding> {
    let ((Order::MonthDay, DateOrder::DayMonth) | (Order::DayMonth, DateOrder::MonthDay)) =
        (date.order, wanted)
    else {
        return None;
    };
    let day = date.days.first().filter(|_| date.join == Join::One)?;
    let name = match style.months {
        Some(Months::Abbreviated) => abbreviated(day.month),
        _ => wording::month(day.month),
    };
    let number = match style.ordinals {
        Some(Policy::Always) => format!("{}{}", day.number, ending(day.number)),
        _ => day.number.to_string(),
    };
    let (mut right, separator) = match wanted {
        DateOrder::DayMonth => (format!("{number} {name}"), " "),
        DateOrder::MonthDay if style.ordinals == Some(Policy::Always) => {
            (format!("{name} {number}"), " ")
        }
        DateOrder::MonthDay => (format!("{name} {number}"), ", "),
    };
    if let Some(year) = day.year {
        right.push_str(&format!("{separator}{year}"));
    }
    let span = wording::place(date, day);
    let message = format!("house style is \"{right}\", not \"{}\"", cx.text(span));
    let finding = against(cx, span, message).help(format!("write \"{right}\""));
    Some(finding.replace(false, right))
}

/// "Tues., Nov. 17"
fn weekdays(cx: &ArticleContext<'_>, date: &DateMention) -> Option<Finding> {
    let short = date
        .weekdays
        .iter()
        .find(|w| w.span.end - w.span.start < wording::weekday(w.weekday).len() as u32)?;
    let span = with_period(cx, short.span);
    Some(instead(cx, span, cx.text(span), wording::weekday(short.weekday), "in full"))
}

/// "November 17 2020" in a style that sets the year off by a comma.
fn comma(cx: &ArticleContext<'_>, style: &Style, date: &DateMention) -> Option<Finding> {
    let american = style.date_order == Some(DateOrder::MonthDay)
        && style.ordinals != Some(Policy::Always)
        && date.order == Order::MonthDay;
    let year = date.year_span.filter(|_| american)?;
    let day = date.days.iter().rev().find(|d| d.span.end <= year.start)?;
    let between = Span { start: day.span.end, end: year.start };
    let bare = !between.of(&cx.article.text).is_empty()
        && between.of(&cx.article.text).chars().all(char::is_whitespace);
    bare.then(|| {
        let span = day.span.to(year);
        let right = format!("{}, {}", cx.text(day.span), cx.text(year));
        instead(cx, span, cx.text(span), &right, "with a comma")
    })
}
