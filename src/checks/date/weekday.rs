//! `date/weekday`: a weekday that does not fit the date beside it.
//!
//! The calendar decides, no style guide: AP, Reuters, the Guardian and the Economist differ on
//! how to write a date, and every desk's checklist asks whether the day matches it. Where the
//! year is not stated it is the one nearest to publication; months away, where copy speaks of
//! next season or of last year, a weekday that fits any of the three years is left alone.

mod undated;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday as Day};

use super::wording;
use crate::article::date::civil::days_between;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::{DateMention, Day as DayMention, Join};
use crate::finding::{Finding, Severity};
use crate::tokens::Sort;

/// The check.
pub struct Weekday;

static INFO: Info = Info {
    name: "date/weekday",
    summary: "a weekday does not fit the date beside it",
    severity: Severity::Error,
    default: true,
    explanation: "\
A weekday and a date that stand together must agree. Readers plan by the one and archives file by \
the other; about one pair in a hundred of published copy is wrong, most often because last year's \
notice was used again.

A date with a year is checked against the calendar, in quotations too. A date without a year is \
read as the one nearest to the publication date: within 60 days of it a weekday that does not fit \
is an error, beyond that a warning, and only if the weekday fits neither last year, this year nor \
next. A date that fits an earlier year named in the article is a warning too. Two \
dates told in one breath must be as far apart as their weekdays, in whatever year. Without a \
publication date only these and dates with a year are checked.

Lists and ranges are read day by day (\"Thursday through Sunday, March 6-9\"). Days before 1753, \
newspapers called the Sun, dates that the next words move to another year and copy the newsroom \
did not write are left alone.",
    bad: "The council met on Wednesday, November 17, 2020.",
    good: "The council met on Tuesday, November 17, 2020.",
    needs_date: false,
};

/// A date without a year this close to publication belongs to the year that makes it so.
const NEAR_DAYS: i64 = 60;

impl Check for Weekday {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let published = cx.article.date();
        let named = OnceCell::new();
        let dates = cx.mentions.dates.iter();
        for mention in dates.filter(|m| !m.weekdays.is_empty() && is_read(m)) {
            if let Some(fault) = fault(mention, published) {
                let other = other_year(cx, mention, &fault, named.get_or_init(|| years(cx)));
                out.push(report(cx, mention, &fault, other));
            }
        }
        undated::contradictions(cx, |mention| fault(mention, published).is_none(), out);
    }
}

/// In furniture and credits a stated year proves a date wrong as well; without one, whose date it
/// is can't be known there.
fn is_read(mention: &DateMention) -> bool {
    mention.zone.is_copy() || mention.days.iter().all(|day| day.year.is_some())
}

/// The years that the article names.
fn years(cx: &ArticleContext<'_>) -> BTreeSet<i16> {
    let numbers = cx.tokens.places([Sort::Number]).map(|at| &cx.tokens[at]);
    let numbers = numbers.filter(|t| t.len == 4);
    let years = numbers.filter_map(|t| t.text(&cx.article.text).parse().ok());
    years.filter(|year| (wording::FIRST_YEAR..2200).contains(year)).collect()
}

/// A year that the article names and that a date without one may belong to: a story that looks
/// back. Last year and next are not asked: they are what a recycled notice fits.
fn other_year(
    cx: &ArticleContext<'_>,
    mention: &DateMention,
    fault: &Fault,
    named: &BTreeSet<i16>,
) -> Option<i16> {
    let written = mention.weekdays.get(fault.weekday)?.weekday;
    let day = mention.days.get(fault.day).filter(|d| d.year.is_none())?;
    let published = cx.article.date()?.year();
    let far = named.iter().copied().filter(|year| (year - published).abs() > 1);
    far.rev().find(|&year| day.in_year(year).is_some_and(|d| d.weekday() == written))
}

/// A weekday, the day it was written for, and the date that day is.
struct Fault {
    weekday: usize,
    day: usize,
    date: Date,
    severity: Severity,
}

/// The first weekday of a date that does not fit.
fn fault(mention: &DateMention, published: Option<Date>) -> Option<Fault> {
    if mention.other_year {
        return None;
    }
    let (names, days) = (&mention.weekdays, &mention.days);
    let last = days.len().checked_sub(1)?;
    let check = |weekday: usize, day: usize| -> Option<Fault> {
        let (date, severity) = conflict(names.get(weekday)?.weekday, days.get(day)?, published)?;
        Some(Fault { weekday, day, date, severity })
    };
    match (names.len(), days.len()) {
        (n, d) if n == d => (0..n).find_map(|i| check(i, i)),
        (1, _) => {
            let fault = check(0, 0)?;
            let loose = mention.join == Join::Range
                && (check(0, last).is_none() || (mention.bracketed && within(mention, &fault)));
            (!loose).then_some(fault)
        }
        // "Monday and Tuesday, April 29" leaves open which of them the day belongs to.
        (n, 1) => {
            let faults: Option<Vec<Fault>> = (0..n).map(|i| check(i, 0)).collect();
            faults?.pop()
        }
        (n, _) => check(0, 0).or_else(|| check(n - 1, last)),
    }
}

/// "Cyber Monday (Nov. 29-Dec. 3)": the weekday lies somewhere in the range.
fn within(mention: &DateMention, fault: &Fault) -> bool {
    let Some((written, last)) = mention.weekdays.first().zip(mention.days.last()) else {
        return false;
    };
    let ahead = i64::from(fault.date.weekday().until(written.weekday));
    let year = last.year.unwrap_or(fault.date.year());
    last.in_year(year).is_some_and(|end| ahead <= days_between(fault.date, end))
}

/// The date that a weekday does not fit, if it does not.
fn conflict(written: Day, day: &DayMention, published: Option<Date>) -> Option<(Date, Severity)> {
    if let Some(year) = day.year {
        let date = day.in_year(year).filter(|_| year >= wording::FIRST_YEAR)?;
        return (date.weekday() != written).then_some((date, Severity::Error));
    }
    let published = published?;
    let years = [published.year() - 1, published.year(), published.year() + 1];
    let candidates = || years.iter().filter_map(|&y| day.in_year(y));
    let near = candidates().min_by_key(|&c| days_between(published, c).abs())?;
    if near.weekday() == written {
        return None;
    }
    if days_between(published, near).abs() <= NEAR_DAYS {
        return Some((near, Severity::Error));
    }
    let fits = candidates().any(|c| c.weekday() == written);
    (!fits).then_some((near, Severity::Warning))
}

fn report(
    cx: &ArticleContext<'_>,
    mention: &DateMention,
    fault: &Fault,
    other: Option<i16>,
) -> Finding {
    let published = cx.article.date();
    let order = mention.order;
    let (Some(written), Some(day)) =
        (mention.weekdays.get(fault.weekday), mention.days.get(fault.day))
    else {
        return cx.finding(&INFO, mention.span, INFO.summary);
    };
    let wrong = wording::weekday(written.weekday);
    let right = wording::weekday(fault.date.weekday());
    let is = wording::tense(fault.date, published);
    let date = wording::day_and_year(order, fault.date);
    let mut finding = cx
        .finding(&INFO, written.span, format!("{date} {is} a {right}, not a {wrong}"))
        .label(format!("{right}, if the date is right"))
        .related(cx.place(wording::place(mention, day)), format!("this day {is} a {right}"))
        .help(help(mention, fault, written.weekday, published));
    finding.severity = fault.severity;
    if let Some(year) = other {
        finding.severity = Severity::Warning;
        finding = finding.note(format!("the weekday fits {year}, which the article names"));
    }
    if mention.quoted {
        finding = finding.note("it stands inside quotation marks: ask the source");
    }
    finding
}

/// The nearest day that fits the weekday, and the year in which the date does.
fn help(mention: &DateMention, fault: &Fault, written: Day, published: Option<Date>) -> String {
    let name = wording::weekday(written);
    let ahead = i64::from(fault.date.weekday().until(written));
    let offset = if ahead > 3 { ahead - 7 } else { ahead };
    let nearest = fault.date.checked_add(offset.days()).unwrap_or(fault.date);
    let is = wording::tense(nearest, published);
    let mut text = format!("{name} {is} {}", wording::day(mention.order, nearest));
    let same_day = |year: i16| {
        let date = Date::new(year, fault.date.month(), fault.date.day()).ok()?;
        (date.weekday() == written).then_some(date)
    };
    let year = fault.date.year();
    if let Some(other) = same_day(year - 1).or_else(|| same_day(year + 1)) {
        let day = wording::day(mention.order, other);
        let is = wording::tense(other, published);
        text.push_str(&format!("; {day} {is} a {name} in {}", other.year()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::date::testing::{check, check_quoted, messages};

    /// Messages about a text published on 18 November 2020.
    fn found(text: &str) -> Vec<String> {
        messages(&Weekday, text, Some("2020-11-18"))
    }

    #[test]
    fn a_stated_year_needs_no_publication_date() {
        for (text, want) in [
            ("It met Wednesday, Nov. 17, 2020.", "November 17, 2020 is a Tuesday, not a Wednesday"),
            ("on Sunday, 29 February 2004", "29 February 2004 is a Sunday, not a Monday"),
            ("logged 2020-11-17 (Monday)", "November 17, 2020 is a Tuesday, not a Monday"),
            ("on Monday, 11/17/2020", "November 17, 2020 is a Tuesday, not a Monday"),
            (
                "on Tuesday 17th and Friday 18th November 2020",
                "18 November 2020 is a Wednesday, not a Friday",
            ),
            ("on July 4, 1776, a Friday.", "July 4, 1776 is a Thursday, not a Friday"),
        ] {
            let got = messages(&Weekday, text, None);
            let want = if text.contains("29 Feb") { Vec::new() } else { vec![want.to_owned()] };
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn the_tense_follows_the_publication_date() {
        for (text, want) in [
            ("He quit Wednesday, Nov. 17.", "November 17, 2020 was a Tuesday, not a Wednesday"),
            ("on Monday, Nov. 18.", "November 18, 2020 is a Wednesday, not a Monday"),
            ("on Monday, Jan. 10.", "January 10, 2021 will be a Sunday, not a Monday"),
            ("on Monday, 10 January.", "10 January 2021 will be a Sunday, not a Monday"),
        ] {
            let got = messages(&Weekday, text, Some("2020-11-18"));
            assert_eq!(got.first().map(String::as_str), Some(want), "{text}");
        }
    }

    #[test]
    fn severity_falls_where_the_year_is_a_guess() {
        let severity =
            |text: &str| check(&Weekday, text, Some("2024-08-20")).first().map(|f| f.severity);
        assert_eq!(severity("on Monday, August 20."), Some(Severity::Error));
        assert_eq!(severity("on Monday, March 10."), None, "fits 2025");
        assert_eq!(severity("on Thursday, March 10."), Some(Severity::Warning));
        assert_eq!(severity("on Thursday, March 10, 2025."), Some(Severity::Error));
        assert!(check(&Weekday, "on Thursday, March 10.", None).is_empty());
    }

    #[test]
    fn a_story_that_looks_back_is_only_warned_about() {
        let text = "In 2015 he was seen on Tuesday, Nov. 17, and left.";
        assert!(check(&Weekday, text, Some("2020-11-18")).is_empty());
        let text = "In 2014 he was seen on Monday, Nov. 17, and left.";
        let found = check(&Weekday, text, Some("2020-11-18"));
        assert_eq!(found[0].severity, Severity::Warning);
        assert_eq!(found[0].notes, ["the weekday fits 2014, which the article names"]);
        let text = "In 2013 he was seen on Monday, Nov. 17, and left.";
        assert_eq!(check(&Weekday, text, Some("2020-11-18"))[0].severity, Severity::Error);
    }

    #[test]
    fn help_names_the_nearest_day_and_last_year() {
        let finding = &check(&Weekday, "on Sunday, Nov. 17, 2020", Some("2020-11-18"))[0];
        let help = finding.help.as_deref().unwrap();
        assert_eq!(help, "Sunday was November 15; November 17 was a Sunday in 2019");
        let finding = &check(&Weekday, "on Wednesday, Nov. 17, 2020", Some("2020-11-18"))[0];
        assert!(finding.help.as_deref().unwrap().starts_with("Wednesday is November 18"));
    }

    #[test]
    fn the_weekday_is_marked_and_the_date_is_shown() {
        let text = "Polls opened on Monday, Nov. 3, 2020, at dawn.";
        let finding = &check(&Weekday, text, None)[0];
        assert_eq!(finding.primary.place.span.of(text), "Monday");
        assert_eq!(finding.related[0].place.span.of(text), "Nov. 3, 2020");
        assert!(finding.fix.is_none());
    }

    #[test]
    fn lists_and_ranges_that_fit() {
        for text in [
            "runs Tuesday through Friday, Nov. 17-20",
            "runs Tuesday-Friday, Nov. 17-20, 2020",
            "on Tuesday and Wednesday, November 17 and 18",
            "on Friday, Nov. 27 to Tuesday, Dec. 1",
            "on Friday to Tuesday, Nov. 27-Dec. 1",
            "Tuesday, Wednesday, Nov. 17-18",
            "Tuesday, Nov. 17, 24 and Dec. 1",
            "open through Sunday, Nov. 19-22",
            "Cyber Monday (Nov. 27-Dec. 4) deals",
            "closed Monday and Tuesday, Nov. 17",
            "from Thursday, Dec. 31, 2020 to Friday, Jan. 1, 2021",
            "from Thursday, Dec. 31 to Friday, Jan. 1, 2021",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn lists_and_ranges_that_do_not() {
        for (text, want) in [
            ("Tuesday-Friday, Nov. 17-21", "November 21, 2020 will be a Saturday, not a Friday"),
            ("Monday and Tuesday, Nov. 17 and 18", "November 17, 2020 was a Tuesday, not a Monday"),
            (
                "Friday to Sunday, Nov. 20-Dec. 1",
                "December 1, 2020 will be a Tuesday, not a Sunday",
            ),
            (
                "Friday, Nov. 20 to Sunday, Dec. 1",
                "December 1, 2020 will be a Tuesday, not a Sunday",
            ),
            ("Friday, Nov. 23-24", "November 23, 2020 will be a Monday, not a Friday"),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn dates_that_agree_or_are_none() {
        for text in [
            "on Tuesday, Nov. 17, 2020",
            "Thursday, 12 November",
            "Super Tuesday, March 3, 2020",
            "Black Friday, Nov. 27",
            "the Sun, November 17, 2020",
            "The Sunday Times, November 17, 2020",
            "He spoke Wednesday. Nov. 17 was a holiday.",
            "It closed Monday at 5 p.m. Nov. 17 it opened.",
            "Monday, Nov. 17 last year",
            "Monday, March 17, 1745",
            "Friday's Nov. 17 deadline",
            "On Monday, May spoke to 17 members",
            "on Monday, March 3 p.m. talks",
            "Ruby Tuesday opened November 18, 2020",
            "\"See you Tuesday, Nov. 17,\" she said",
            "On Monday 17 people came in November",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn quotations_are_checked_and_say_so() {
        let text = "“We close Friday, Nov. 17, 2020,” it said.";
        let mut found = check_quoted(&Weekday, text);
        let notes = found.pop().map(|f| f.notes).unwrap_or_default();
        assert_eq!(notes, ["it stands inside quotation marks: ask the source"]);
    }
}
