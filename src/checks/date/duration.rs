//! `date/duration`: lengths of time that the dates beside them contradict.
//!
//! "The 50th anniversary" of what was founded 40 years ago, "three years ago, in 2015", "from 2015
//! to 2010": readers do the sum, and find one of the figures wrong. Speaks only where the length
//! and the dates belong together by their grammar, and leaves out a unit either way for how
//! people count.

mod ages;
mod ago;
mod spans;

use super::sentence::{self, Sentence};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::counts::Measure;
use crate::finding::{Finding, Severity};
use crate::source::Span;

/// The check.
pub struct Duration;

static INFO: Info = Info {
    name: "date/duration",
    summary: "a length of time does not fit the dates beside it",
    severity: Severity::Warning,
    default: true,
    explanation: "\
An anniversary, an age, \"three years ago\" or \"for five years\" beside the dates that it is counted \
from must come out. So must the order of a span: what runs from 2015 to 2010 ends before it starts.

Read are anniversaries of what happened or was founded in a named year, ages beside a year of birth, \
\"N years ago, in\" and \"N years later, in\" a year, and spans between two dates with their length \
directly beside them. One year more or less is let pass, since people count both ends or neither, \
and \"about\" and \"nearly\" widen it. Quotations are left alone.",
    bad: "She ran the port for five years, from 2010 to 2018.",
    good: "She ran the port for eight years, from 2010 to 2018.",
    needs_date: false,
};

impl Check for Duration {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        sentence::each(cx, |sentence| {
            spans::check(cx, &sentence, out);
            ago::check(cx, &sentence, out);
            ages::check(cx, &sentence, out);
        });
    }
}

/// Whether a number of years fits those that passed, as people count.
fn fits(number: i32, measure: Measure, passed: i32) -> bool {
    let loose = (number / 5).max(2);
    let (least, most) = match measure {
        Measure::Exact => (number - 1, number + 1),
        Measure::About => (number - loose, number + loose),
        Measure::More => (number - 1, number + number / 2 + loose),
        Measure::Less => (number - loose, number + 1),
    };
    (least..=most).contains(&passed)
}

/// A finding at the length of time, with the place of what it is counted from.
fn report(
    cx: &ArticleContext<'_>,
    length: Span,
    message: String,
    from: (Span, &str),
    help: &str,
) -> Finding {
    cx.finding(&INFO, length, message).related(cx.place(from.0), from.1).help(help)
}

/// "1 year", "5 years".
fn years(number: i32) -> String {
    if number == 1 { "1 year".to_owned() } else { format!("{number} years") }
}

/// The words under a span.
fn quoted(sentence: &Sentence<'_>, span: Span) -> String {
    format!("\"{}\"", span.of(sentence.article()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::date::testing::{check, messages};

    fn found(text: &str) -> Vec<String> {
        messages(&Duration, text, Some("2020-11-18"))
    }

    #[test]
    fn spans_run_forward() {
        for (text, want) in [
            ("She led it from 2015 to 2010.", "this span ends before it starts"),
            ("between March 2015 and June 2014,", "this span ends before it starts"),
            ("from May 4, 2015, until May 2, 2015,", "this span ends before it starts"),
            ("It runs from Nov. 20 to Nov. 5.", "this span ends before it starts"),
            ("from 20 November to 5 November", "this span ends before it starts"),
            ("from April 26-20, 2013,", "this span ends before it starts"),
            ("between Jan. 1, 2008 and Dec. 31, 2006, it", "this span ends before it starts"),
            ("It grew 9 percent from 2023 to 2020.", "this span ends before it starts"),
            ("from in or about 2009 through in or about 2006", "this span ends before it starts"),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn spans_are_as_long_as_they_say() {
        for (text, want) in [
            (
                "She ran it for five years, from 2010 to 2018.",
                "from 2010 to 2018 is 8 years, not \"five years\"",
            ),
            (
                "It lasted from 2010 to 2018, five years.",
                "from 2010 to 2018 is 8 years, not \"five years\"",
            ),
            (
                "a five-year period from March 2010 to May 2018",
                "from March 2010 to May 2018 is 8 years, not \"five-year\"",
            ),
            (
                "the 12 years between 2010 and 2018",
                "between 2010 and 2018 is 8 years, not \"12 years\"",
            ),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn years_ago_and_later() {
        for (text, want) in [
            ("It closed five years ago, in 2012.", "2012 was 8 years ago, not \"five years ago\""),
            ("In 2012, five years ago, it closed.", "2012 was 8 years ago, not \"five years ago\""),
            ("It closed a decade ago in 2002.", "2002 was 18 years ago, not \"a decade ago\""),
            (
                "It opened in 1990 and closed five years later, in 2005.",
                "2005 is 15 years after 1990, not \"five years\"",
            ),
            (
                "It closed in 2005; five years earlier, in 1990, it had opened.",
                "1990 is 15 years before 2005, not \"five years\"",
            ),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn anniversaries_and_ages() {
        for (text, want) in [
            (
                "It marks the 50th anniversary of the 1980 eruption.",
                "1980 was 40 years ago: not the 50th anniversary",
            ),
            (
                "The club, founded in 1980, celebrates its 50th anniversary.",
                "1980 was 40 years ago: not the 50th anniversary",
            ),
            ("It is the twentieth anniversary of the Sept. 11, 2001, attacks.", ""),
            ("Roe, 54, was born in 1956 in Salem.", "who was born in 1956 is 63 or 64, not 54"),
            ("The 54-year-old (born 1956) sings.", "who was born in 1956 is 63 or 64, not 54"),
            (
                "He was born in 1906 and died in 1980, aged 54.",
                "who was born in 1906 was 73 or 74 in 1980, not 54",
            ),
        ] {
            let want: &[&str] = if want.is_empty() { &[] } else { &[want] };
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn what_comes_out_or_is_no_sum() {
        for text in [
            "from 2010 to 2015, five years",
            "for six years, from 2010 to 2015",
            "Arrests fell from 2010 to 1950.",
            "sentenced to five years in prison for fraud from 2001 to 2013",
            "from Nov. 20 to Nov. 5 of next year",
            "from November 2019 to March 2020",
            "from 2010 to 2005 people",
            "five years ago, in 2015",
            "more than five years ago, in 2013",
            "nearly a decade ago, in 2011",
            "It opened in 1990; five years later, in 1995, it closed.",
            "the 50th anniversary of the 1970 eruption",
            "founded in 1970, it celebrates its 50th anniversary",
            "In 2015 it marked the 50th anniversary of the 1965 strike.",
            "Roe, 54, was born in 1966 in Salem.",
            "Roe, 54, whose daughter was born in 1996, sings.",
            "Roe, 54, and his twins, born in 2011, sing.",
            "At the age of 12, Roe, born in 1956, sang.",
            "born in 1906, he died in 1980 at 74",
            "the 5th anniversary party in 2020 for the 1990 club",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_length_is_marked() {
        let text = "She ran it for five years, from 2010 to 2018.";
        let finding = &check(&Duration, text, None)[0];
        assert_eq!(finding.primary.place.span.of(text), "five years, from 2010 to 2018");
    }
}
