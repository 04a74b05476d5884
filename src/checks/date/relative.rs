//! `date/relative`: "yesterday, March 3", published on March 5.
//!
//! A word that counts from the day of publication and a date or weekday beside it say the same
//! day twice. When a story is held over, or last week's notice is used again, one of them is
//! changed and the other is not. Speaks only where the two stand in apposition: everywhere else
//! they are two times of two things.

use jiff::civil::Date;

use super::reckon::{self, When};
use super::wording;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::counts::Unit;
use crate::extract::dates::times::{Time, Which};
use crate::extract::dates::{Order, weekday_of};
use crate::finding::{Finding, Severity};
use crate::tokens::{Kind, Token, folds_ascii};

/// The check.
pub struct Relative;

static INFO: Info = Info {
    name: "date/relative",
    summary: "\"yesterday\" and the date beside it are two days",
    severity: Severity::Warning,
    default: true,
    explanation: "\
\"Yesterday, March 3\", \"today (Tuesday)\", \"last month, in March\" or \"this year, 2024\" say one time \
twice, once counted from the day of publication. Both must mean the same: when a story is held over \
or a notice is used again, one of the two is forgotten.

Usage is loose, and so is this check: \"last week\" covers the calendar week before and the seven days \
before, \"last Tuesday\" either of two. A date in the dateline counts as well as the publication date. \
One day's difference is a warning, since articles are filed before midnight and published after it. \
Quotations and copy that the newsroom did not write are left alone.",
    bad: "The council met yesterday, March 3. (Published on March 5.)",
    good: "The council met on Tuesday, March 3.",
    needs_date: true,
};

const ON: [u64; 8] =
    folds_ascii(["on", "in", "starting", "beginning", "from", "that", "is", "being"]);

/// Words after a weekday or date that leave it an apposition.
const AFTER: [u64; 26] = folds_ascii([
    "at", "in", "on", "from", "for", "with", "by", "before", "after", "when", "as", "the", "a",
    "during", "that", "where", "near", "over", "while", "outside", "inside", "via", "because",
    "between", "if", "under",
]);

impl Check for Relative {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(published) = cx.article.date() else { return };
        let line = reckon::line(cx.mentions);
        for pair in line.windows(2) {
            let [first, second] = pair else { continue };
            if first.is_quoted() || second.is_quoted() || !first.zone().is_copy() {
                continue;
            }
            let pair = match (relative(*first), relative(*second)) {
                (Some(time), None) => Pair::new(cx, *first, *second, time, true),
                (None, Some(time)) => Pair::new(cx, *second, *first, time, false),
                _ => continue,
            };
            out.extend(pair.and_then(|pair| examine(cx, &pair, published)));
        }
    }
}

/// The time that an expression counts from publication.
fn relative(when: When<'_>) -> Option<Time> {
    let When::Time(mention) = when else { return None };
    let counts = match mention.time {
        Time::Day(_) | Time::Weekend(_) | Time::Calendar(..) => true,
        Time::Weekday(_, which) => which != Which::Bare,
        Time::Ago(count) => count.unit != Unit::Year,
        Time::Month(..) | Time::Year(_) => false,
    };
    counts.then_some(mention.time)
}

/// Two expressions of one time.
struct Pair<'a> {
    counted: When<'a>,
    stated: When<'a>,
    time: Time,
}

impl<'a> Pair<'a> {
    /// The two, if they stand in apposition.
    fn new(
        cx: &ArticleContext<'_>,
        counted: When<'a>,
        stated: When<'a>,
        time: Time,
        forward: bool,
    ) -> Option<Self> {
        let pair = Self { counted, stated, time };
        let (first, second) = if forward { (counted, stated) } else { (stated, counted) };
        let possessive = |when: When<'_>| matches!(when, When::Time(mention) if mention.possessive);
        let comparable = match stated {
            When::Date(_) => true,
            When::Time(mention) => match mention.time {
                Time::Weekday(..) => matches!(time, Time::Day(_)) || is_days_ago(time),
                // "accepted today, in May 2008 he sold": a day is not told again as a month.
                Time::Month(..) => is_of_months(time),
                Time::Year(_) => matches!(time, Time::Calendar(Unit::Month | Unit::Year, _)),
                _ => false,
            },
        };
        let tokens = cx.tokens;
        let from = tokens.partition_point(|t| t.start < first.span().end);
        // "last Tuesday, March 3": the weekday belongs to both.
        let to = tokens.partition_point(|t| t.start < second.span().start).max(from);
        let after = tokens.partition_point(|t| t.start < second.span().end);
        let between = tokens.get(from..to).filter(|b| b.len() <= 3)?;
        let apart = between.iter().chain(tokens.get(to)).any(Token::starts_sentence);
        if !comparable || possessive(first) || possessive(second) || apart {
            return None;
        }
        let fits = if forward {
            pair.forward(cx, between, after)
        } else {
            pair.backward(cx, between, after)
        };
        fits.then_some(pair)
    }

    /// "yesterday, March 3", "last month, in March", "today (Tuesday)".
    fn forward(&self, cx: &ArticleContext<'_>, between: &[Token], after: usize) -> bool {
        let text = cx.article.text.as_str();
        let mark = |t: &Token| matches!(t.text(text), "," | "(" | "[" | "—" | "–");
        let exact = matches!(self.stated, When::Date(_));
        let led = between.last().is_some_and(|t| ON.contains(&t.fold));
        let joined = match between {
            [] => exact && matches!(self.time, Time::Day(_) | Time::Weekday(..)),
            [one] => mark(one) || (led && !matches!(self.time, Time::Day(_))),
            [one, two] => mark(one) && (led || mark(two)),
            _ => false,
        };
        joined && self.ends(cx, after, led || exact)
    }

    /// "on March 3 (yesterday)", "in 2019, last year,".
    fn backward(&self, cx: &ArticleContext<'_>, between: &[Token], after: usize) -> bool {
        let text = cx.article.text.as_str();
        let next = cx.tokens.get(after).filter(|t| !t.starts_block());
        let next = next.map_or("", |t| t.text(text));
        match between {
            [one] if one.is_mark(text, '(') => next == ")",
            [one] if one.is_mark(text, ',') => matches!(next, "," | "." | ")" | ";" | ""),
            _ => false,
        }
    }

    /// What follows does not make the second expression something else: one of a list, a number
    /// of something, the subject of another clause.
    fn ends(&self, cx: &ArticleContext<'_>, after: usize, firm: bool) -> bool {
        let text = cx.article.text.as_str();
        let Some(next) = cx.tokens.get(after).filter(|t| !t.starts_block()) else { return true };
        // "last year, in 2019-20": a season belongs to two years.
        let year = matches!(self.stated, When::Time(m) if matches!(m.time, Time::Year(_)));
        let season = year && matches!(next.text(text), "-" | "–" | "/");
        if next.kind == Kind::Possessive || season {
            return false;
        }
        let closed = matches!(next.text(text), "," | "." | ")" | ";" | ":" | "]" | "—" | "–");
        if matches!(self.stated, When::Time(m) if matches!(m.time, Time::Weekday(..))) {
            // "open today, Friday, Saturday and Sunday".
            let listed = (1..=2)
                .any(|i| cx.tokens.get(after + i).is_some_and(|t| weekday_of(t, text).is_some()));
            return !listed && (closed || AFTER.contains(&next.fold));
        }
        closed || (firm && (AFTER.contains(&next.fold) || !next.is_word()))
    }
}

fn is_of_months(time: Time) -> bool {
    match time {
        Time::Calendar(unit, _) => unit != Unit::Day,
        Time::Ago(count) => count.unit != Unit::Day,
        _ => false,
    }
}

fn is_days_ago(time: Time) -> bool {
    matches!(time, Time::Ago(count) if count.unit == Unit::Day)
}

fn examine(cx: &ArticleContext<'_>, pair: &Pair<'_>, published: Date) -> Option<Finding> {
    let week = cx.style.week_start.unwrap_or_default();
    let gap = |anchor: Date| {
        let counted = reckon::days(pair.counted, anchor, week);
        reckon::gap(&counted, &reckon::days(pair.stated, anchor, week))
    };
    let apart = gap(published)?;
    let line = cx.article.meta.dateline;
    let dateline =
        line.and_then(|d| Date::new(d.year.unwrap_or(published.year()), d.month, d.day).ok());
    if apart == 0 || dateline.and_then(gap) == Some(0) {
        return None;
    }
    let span = pair.counted.span();
    let both = if span.start < pair.stated.span().start {
        span.to(pair.stated.span())
    } else {
        pair.stated.span().to(span)
    };
    let (counted, stated) = (cx.text(span), cx.text(pair.stated.span()));
    let means = meaning(pair, published, week)?;
    let day = wording::day_and_year(order(pair.stated), published);
    let mut finding = cx
        .finding(&INFO, both, format!("\"{counted}\" is {means}, not \"{stated}\""))
        .label("one of the two is wrong")
        .note(format!("counted from the publication date, {day}"))
        .help("check both; a date or a weekday alone says when");
    if apart == 1 && matches!(pair.time, Time::Day(_)) {
        finding.severity = Severity::Note;
    }
    Some(finding)
}

fn order(when: When<'_>) -> Order {
    match when {
        When::Date(date) => date.order,
        When::Time(_) => Order::MonthDay,
    }
}

/// The time that is counted, in words.
fn meaning(
    pair: &Pair<'_>,
    published: Date,
    week: crate::stylebook::style::WeekStart,
) -> Option<String> {
    let days = reckon::days(pair.counted, published, week);
    let (first, last) = (*days.first()?, *days.last()?);
    let order = order(pair.stated);
    let by_weekday = matches!(pair.stated, When::Time(m) if matches!(m.time, Time::Weekday(..)));
    Some(match pair.time {
        Time::Calendar(Unit::Year, _) => first.first.year().to_string(),
        Time::Calendar(Unit::Month, _) => {
            let month = wording::month(first.first.month().unsigned_abs());
            format!("{month} {}", first.first.year())
        }
        _ if by_weekday => {
            let day = wording::weekday(first.first.weekday());
            format!("{day}, {}", wording::day(order, first.first))
        }
        _ if first.first == first.last && first == last => {
            wording::day_and_year(order, first.first)
        }
        _ => {
            let (from, to) = (first.first.min(last.first), first.last.max(last.last));
            let (from, to) = (wording::day(order, from), wording::day_and_year(order, to));
            format!("between {from} and {to}")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::date::testing::{check, messages};

    /// Messages about a text published on Wednesday, 18 November 2020.
    fn found(text: &str) -> Vec<String> {
        messages(&Relative, text, Some("2020-11-18"))
    }

    #[test]
    fn one_time_said_twice() {
        for (text, want) in [
            (
                "It met yesterday, Nov. 16, in Salem.",
                "\"yesterday\" is November 17, 2020, not \"Nov. 16\"",
            ),
            (
                "It met yesterday (16 November).",
                "\"yesterday\" is 17 November 2020, not \"16 November\"",
            ),
            (
                "It meets today, Tuesday, at noon.",
                "\"today\" is Wednesday, November 18, not \"Tuesday\"",
            ),
            (
                "Polls close tomorrow (Friday).",
                "\"tomorrow\" is Thursday, November 19, not \"Friday\"",
            ),
            ("on Monday (yesterday)", "\"yesterday\" is Tuesday, November 17, not \"Monday\""),
            (
                "It fell last month, in September.",
                "\"last month\" is October 2020, not \"September\"",
            ),
            ("It grew last year, in 2018, too.", "\"last year\" is 2019, not \"2018\""),
            ("In 2018, last year, it grew.", "\"last year\" is 2019, not \"2018\""),
            ("This year (2021) it grew.", "\"This year\" is 2020, not \"2021\""),
            (
                "It closed three days ago, on Saturday.",
                "\"three days ago\" is Sunday, November 15, not \"Saturday\"",
            ),
            (
                "It meets last Tuesday, Nov. 3, in Salem.",
                "\"last Tuesday\" is between November 10 and November 17, 2020, not \"Tuesday, Nov. 3\"",
            ),
            (
                "It closed last week, on Oct. 30.",
                "\"last week\" is between November 5 and November 17, 2020, not \"Oct. 30\"",
            ),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn one_day_off_is_a_warning() {
        let severity = |text| check(&Relative, text, Some("2020-11-18"))[0].severity;
        assert_eq!(severity("It met today, Nov. 17."), Severity::Note);
        assert_eq!(severity("It met today, Nov. 10."), Severity::Warning);
        assert_eq!(severity("It met last month, in September."), Severity::Warning);
    }

    #[test]
    fn what_agrees_or_is_two_things() {
        for text in [
            "It met yesterday, Nov. 17.",
            "It met last Tuesday, Nov. 10, and today, Wednesday, in Salem.",
            "last week, on Tuesday",
            "last year, on March 3",
            "last month, in October",
            "in October, last month,",
            "It is open today, Friday and Saturday.",
            "It is open today, Friday, Saturday and Sunday.",
            "This year, 2019 songs were sold.",
            "This year, 1935 Foods has grown.",
            "It met on Monday. Yesterday, Nov. 3 was recalled.",
            "From today to Nov. 30 it is open.",
            "On Monday, yesterday's winner spoke.",
            "He spoke today, Tuesday's vote in mind.",
            "Last month, May told reporters.",
            "It grew last year, in 2018-19, too.",
            "It was filed today, in January 2008, she sold it.",
            "The last week of May, 2019, was wet.",
            "“It met yesterday, Nov. 3,” she said. It met USA Today, Nov. 3.",
            "This week, from Nov. 16 to 20, it is closed.",
            "In March this year, 2018 seemed far.",
            "last night, Nov. 17",
        ] {
            let quoted = text.starts_with('“');
            assert!(quoted || found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
