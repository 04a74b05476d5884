//! `date/impossible`: a day that the calendar does not have.
//!
//! The calendar decides: thirty days have September, April, June and November. What makes it
//! hard is telling a day from a count ("In June 31 people applied"); extraction marks the days
//! that can be nothing else, and only those are looked at.

use jiff::civil::Date;

use super::wording;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::{DateMention, Day};
use crate::finding::{Finding, Severity};

/// The check.
pub struct Impossible;

static INFO: Info = Info {
    name: "date/impossible",
    summary: "a date that does not exist",
    severity: Severity::Error,
    default: true,
    explanation: "\
No calendar has a November 31, a February 30 or, in a common year, a February 29.

Only a number that is plainly a day of the month is looked at: a year or a weekday stands with it, \
or the words around it leave nothing else for it to be. \"In June 31 people applied\" and \"March 100\" \
are no dates. February 29 without a year is left alone unless a weekday stands beside it and no \
leap year is near.",
    bad: "The permit expires on November 31, 2020.",
    good: "The permit expires on November 30, 2020.",
    needs_date: false,
};

impl Check for Impossible {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let published = cx.article.date();
        // Wherever it stands: furniture is published too.
        for mention in &cx.mentions.dates {
            let plain = mention.days.iter().filter(|d| d.plain);
            out.extend(plain.filter_map(|day| examine(cx, mention, day, published)));
        }
    }
}

fn examine(
    cx: &ArticleContext<'_>,
    mention: &DateMention,
    day: &Day,
    published: Option<Date>,
) -> Option<Finding> {
    let written = wording::day_and_month(mention.order, day.number, day.month);
    let finding = |message: String| cx.finding(&INFO, wording::place(mention, day), message);
    let most = longest(day.month);
    if day.year.is_some_and(|y| y < wording::FIRST_YEAR) {
        return None;
    }
    if day.number == 0 || day.number > most {
        let month = wording::month(day.month);
        let has = if day.month == 2 { "at most 29".to_owned() } else { most.to_string() };
        let found = finding(format!("there is no {written}: {month} has {has} days"));
        let found = found.label("no such day");
        return Some(if day.number == most + 1 {
            found.help(neighbours(mention, day))
        } else {
            found
        });
    }
    if day.month != 2 || day.number != 29 {
        return None;
    }
    if let Some(year) = day.year {
        let message = format!("there is no {written} in {year}, which is not a leap year");
        return is_common(year)
            .then(|| finding(message).label("no such day").help(neighbours(mention, day)));
    }
    let year = published.filter(|_| !mention.weekdays.is_empty() && !mention.other_year)?.year();
    let mut found =
        finding(format!("there is no {written} in {}, {year} or {}", year - 1, year + 1));
    found.severity = Severity::Warning;
    (year - 1..=year + 1).all(is_common).then(|| found.label("no leap year is near"))
}

/// The days on either side of the gap.
fn neighbours(mention: &DateMention, day: &Day) -> String {
    let last = wording::day_and_month(mention.order, day.number - 1, day.month);
    let next = wording::day_and_month(mention.order, 1, day.month % 12 + 1);
    format!("{last} or {next} may be meant")
}

fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_common(year: i16) -> bool {
    Date::new(year, 2, 29).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::date::testing::{check, messages};

    #[test]
    fn days_that_no_calendar_has() {
        for (text, want) in [
            ("It expires November 31, 2020.", "there is no November 31: November has 30 days"),
            ("by June 31.", "there is no June 31: June has 30 days"),
            ("due on June 31 at noon", "there is no June 31: June has 30 days"),
            ("since April 31, when it closed", "there is no April 31: April has 30 days"),
            ("on 31 September 2019", "there is no 31 September: September has 30 days"),
            ("the 31st of June", "there is no 31 June: June has 30 days"),
            ("logged 2021-02-30", "there is no February 30: February has at most 29 days"),
            ("on March 32, 2020", "there is no March 32: March has 31 days"),
            ("Monday, Aug. 45", "there is no August 45: August has 31 days"),
            ("on March 0", "there is no March 0: March has 31 days"),
            ("Nov. 28-31", "there is no November 31: November has 30 days"),
            ("Sept. 31", "there is no September 31: September has 30 days"),
            ("He died June 31 at home", "there is no June 31: June has 30 days"),
            ("between May 1 and June 31.", "there is no June 31: June has 30 days"),
            ("It takes place April 31-14.", "there is no April 31: April has 30 days"),
            ("free June 31 through July 4 at sea", "there is no June 31: June has 30 days"),
            ("the Sept. 31 win", "there is no September 31: September has 30 days"),
            ("the June 31 shooting", "there is no June 31: June has 30 days"),
            ("It opened April 31, according to her.", "there is no April 31: April has 30 days"),
            (
                "set for November 31, before a judge",
                "there is no November 31: November has 30 days",
            ),
            ("scheduled for May 32 at 10", "there is no May 32: May has 31 days"),
            ("published 32 March 2013, by her", "there is no 32 March: March has 31 days"),
            ("not until 31 November.", "there is no 31 November: November has 30 days"),
            ("on April 31-26, 2013, in Salem", "there is no April 31: April has 30 days"),
            ("signed 2/30/2020 here", "there is no February 30: February has at most 29 days"),
            ("signed 31/4/2020 here", "there is no April 31: April has 30 days"),
            (
                "from Feb. 27 to Feb. 30, 2020",
                "there is no February 30: February has at most 29 days",
            ),
        ] {
            assert_eq!(messages(&Impossible, text, None), [want], "{text}");
        }
    }

    #[test]
    fn the_leap_day_needs_a_leap_year() {
        let one = |text: &str, day| messages(&Impossible, text, Some(day));
        assert_eq!(
            one("on Feb. 29, 2021", "2021-03-01"),
            ["there is no February 29 in 2021, which is not a leap year"]
        );
        assert_eq!(one("on February 29, 1900", "2021-03-01").len(), 1);
        assert_eq!(one("on Sunday, February 29", "2022-03-01").len(), 1);
        for (text, day) in [
            ("on Feb. 29, 2020", "2021-03-01"),
            ("on February 29, 2000", "2021-03-01"),
            ("on Sunday, February 29", "2021-03-01"),
            ("born on February 29", "2022-03-01"),
        ] {
            assert_eq!(one(text, day), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn counts_and_measures_are_no_days() {
        for text in [
            "In June 31 people applied.",
            "By June 31 people had applied.",
            "May 50 people come?",
            "March 100 miles.",
            "In April 2020 it grew.",
            "Sept. 11, 2001",
            "June 31-year-old records",
            "In November 31 percent agreed.",
            "It sold 25 in May and 31 in June.",
            "on Nov. 17, 31 people came",
            "Between Nov. 17 and 31 people came.",
            "the 31 June applicants",
            "the 31 June 2020 applicants",
            "at 10:31 June told him",
            "June $31 million",
            "March 3 p.m.",
            "a June 31,000 crowd",
            "on Dec. 31, 2020",
            "version 2021-02-30-4",
            "to June, 31 in all",
            "Births: March 32, April 35, June 31, July 40",
            "the June 31 applicants",
            "open 24/7/365, signed 3/4/2020",
        ] {
            assert_eq!(messages(&Impossible, text, None), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_day_is_marked() {
        let text = "It runs from Nov. 30 to Nov. 31, 2020.";
        let finding = &check(&Impossible, text, None)[0];
        assert_eq!(finding.primary.place.span.of(text), "Nov. 31");
        assert_eq!(finding.help.as_deref(), Some("November 30 or December 1 may be meant"));
    }
}
