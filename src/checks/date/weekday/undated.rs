//! Two weekdays that contradict each other, whatever the year.
//!
//! Without a publication date, or months away from it, nothing says which year a date belongs to,
//! but November 16 and 17 are one day apart in all of them.

use jiff::civil::Weekday as Day;

use super::INFO;
use crate::article::date::civil::days_between;
use crate::checks::ArticleContext;
use crate::checks::date::wording;
use crate::extract::dates::{DateMention, Day as DayMention, NamedWeekday};
use crate::finding::{Finding, Severity};

/// Dates this many bytes apart are told in one breath, and belong to one year.
const BREATH: u32 = 200;

/// A common year and a leap year stand for all years.
const YEARS: [i16; 2] = [2023, 2024];

/// Compares each weekday with the one before it, where neither has been found wrong by itself.
pub(super) fn contradictions(
    cx: &ArticleContext<'_>,
    stands: impl Fn(&DateMention) -> bool,
    out: &mut Vec<Finding>,
) {
    let mut previous: Option<Pair<'_>> = None;
    for mention in cx.mentions.dates.iter().filter(|m| m.zone.is_copy()) {
        let even = mention.days.len() == mention.weekdays.len() && !mention.other_year;
        for (name, day) in mention.weekdays.iter().zip(&mention.days).filter(|_| even) {
            let pair = Pair { mention, name, day };
            if day.year.is_some() {
                previous = None;
                continue;
            }
            let clash = previous.take().filter(|before| {
                before.clashes(&pair, cx) && stands(before.mention) && stands(pair.mention)
            });
            out.extend(clash.map(|before| report(cx, &before, &pair)));
            previous = Some(pair);
        }
    }
}

struct Pair<'a> {
    mention: &'a DateMention,
    name: &'a NamedWeekday,
    day: &'a DayMention,
}

impl Pair<'_> {
    fn clashes(&self, later: &Pair<'_>, cx: &ArticleContext<'_>) -> bool {
        let (from, to) = (self.mention.span, later.mention.span);
        let near = to.start.saturating_sub(from.end) <= BREATH
            && cx.article.block_at(from.start) == cx.article.block_at(to.start);
        near && YEARS
            .iter()
            .all(|&year| later.expected(self, year).is_some_and(|d| d != later.name.weekday))
    }

    /// The weekday of this day, if the one before it is right.
    fn expected(&self, before: &Pair<'_>, year: i16) -> Option<Day> {
        let next_year = self.day.month < before.day.month;
        let from = before.day.in_year(year)?;
        let to = self.day.in_year(if next_year { year + 1 } else { year })?;
        let days = days_between(from, to);
        (days.abs() <= 60).then(|| before.name.weekday.wrapping_add(days))
    }
}

fn report(cx: &ArticleContext<'_>, before: &Pair<'_>, pair: &Pair<'_>) -> Finding {
    let say = |p: &Pair<'_>| {
        let day = wording::day_and_month(p.mention.order, p.day.number, p.day.month);
        (wording::weekday(p.name.weekday), day)
    };
    let ((first, date), (second, other)) = (say(before), say(pair));
    let message = format!("{first}, {date}, and {second}, {other}, can't both be right");
    let mut finding = cx
        .finding(&INFO, pair.name.span, message)
        .label("one of the two weekdays is wrong")
        .related(cx.place(before.name.span), "it does not fit this one");
    finding.severity = Severity::Warning;
    match pair.expected(before, YEARS[0]) {
        Some(right) => {
            let right = wording::weekday(right);
            finding.help(format!("if {date} is a {first}, {other} is a {right}"))
        }
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::date::testing::{check, messages};
    use crate::checks::date::weekday::Weekday;

    #[test]
    fn neighbouring_days_need_neighbouring_weekdays() {
        for text in [
            "It meets Monday, Nov. 16, and Wednesday, Nov. 17.",
            "It meets Monday and Wednesday, Nov. 16 and 17.",
            "From Thursday, Dec. 31 to Saturday, Jan. 1",
        ] {
            assert_eq!(check(&Weekday, text, None).len(), 1, "{text}");
        }
        let text = "It meets Monday, Nov. 16, and Wednesday, Nov. 17.";
        let finding = &check(&Weekday, text, None)[0];
        assert_eq!(
            finding.message,
            "Monday, November 16, and Wednesday, November 17, can't both be right"
        );
        let help = "if November 16 is a Monday, November 17 is a Tuesday";
        assert_eq!(finding.help.as_deref(), Some(help));
    }

    #[test]
    fn months_from_publication_two_days_still_contradict_each_other() {
        let text = "on Tuesday 4th and Thursday 5th June";
        assert_eq!(check(&Weekday, text, Some("2024-03-25")).len(), 1);
        // Near publication each is found wrong by itself.
        assert_eq!(check(&Weekday, text, Some("2024-05-25")).len(), 1);
    }

    #[test]
    fn what_some_year_allows_is_left_alone() {
        for text in [
            "Monday, Nov. 16, and Tuesday, Nov. 17",
            "Friday, Feb. 27, and Sunday, March 1",
            "Friday, Feb. 27, and Monday, March 2",
            "Monday, March 2, and Friday, Nov. 7",
            "Monday, Nov. 16, and Wednesday, Nov. 17 last year",
            "Thursday, Dec. 31 to Friday, Jan. 1",
        ] {
            assert_eq!(messages(&Weekday, text, None), Vec::<String>::new(), "{text}");
        }
    }
}
