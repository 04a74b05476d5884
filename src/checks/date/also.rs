//! `date/also`: "Also last week" where no last week was told.
//!
//! "Also" goes on with the time of the sentence before. When that sentence was moved, cut or
//! dated otherwise, the reader counts from the wrong time. Heuristic, therefore opt-in.

use jiff::civil::Date;

use super::reckon::{self, Days, When};
use super::sentence::{self, Sentence};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::times::{Time, Which};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::tokens::{Token, fold_ascii, folds_ascii};

/// The check.
pub struct Also;

static INFO: Info = Info {
    name: "date/also",
    summary: "\"also last week\" after a sentence about another time",
    severity: Severity::Note,
    default: false,
    explanation: "\
A sentence that begins \"Also last week\" goes on with a time that was named before. If the last time \
named before it is another one (\"Last month, …\"), one of the two is wrong or a sentence is missing. The \
same holds for a series \"since\" one time that goes on with an earlier one.",
    bad: "Last month the deputy resigned. Also last week, the chief of staff left.",
    good: "Last week the deputy resigned. Also last week, the chief of staff left.",
    needs_date: true,
};

const ALSO: u64 = fold_ascii("also");
const SINCE: u64 = fold_ascii("since");
const ON: [u64; 2] = folds_ascii(["on", "in"]);

/// How far, in words, a time may stand after "since".
const REACH: usize = 10;

/// The last time that was told.
struct Told {
    span: Span,
    days: Vec<Days>,
    since: bool,
}

impl Check for Also {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let Some(published) = cx.article.date() else { return };
        let mut told: Option<Told> = None;
        sentence::each(cx, |sentence| {
            if let (Some(told), Some(when)) = (&told, opening(&sentence)) {
                let days = reckon::days(when, published, cx.style.week_start.unwrap_or_default());
                let also = sentence.is(0, &[ALSO]);
                out.extend(examine(cx, told, (when.span(), &days), also));
            }
            // Another kind of time takes the story elsewhere, and so does a quotation's.
            match sentence.whens.last() {
                Some(when) if is_counted(*when) && !when.is_quoted() => {
                    told = Some(tell(cx, &sentence, *when, published));
                }
                Some(_) => told = None,
                None if sentence.tokens.first().is_some_and(Token::starts_block) => {
                    told.iter_mut().for_each(|told| told.since = false);
                }
                None => {}
            }
        });
    }
}

/// Times that count from publication: a date in between tells of something else.
fn is_counted(when: When<'_>) -> bool {
    match when {
        When::Date(_) => false,
        When::Time(mention) => {
            !matches!(mention.time, Time::Year(_) | Time::Month(..) | Time::Weekday(_, Which::Bare))
        }
    }
}

fn tell(cx: &ArticleContext<'_>, sentence: &Sentence<'_>, when: When<'_>, published: Date) -> Told {
    let first = sentence.range(when.span()).0;
    let since = (first.saturating_sub(REACH)..first).any(|i| sentence.is(i, &[SINCE]));
    let days = reckon::days(when, published, cx.style.week_start.unwrap_or_default());
    Told { span: when.span(), days, since }
}

/// The time that a sentence opens with, after "also" and a preposition.
fn opening<'a>(sentence: &Sentence<'a>) -> Option<When<'a>> {
    let at = usize::from(sentence.is(0, &[ALSO]));
    let at = at + usize::from(sentence.is(at, &ON));
    let start = sentence.tokens.get(at)?.start;
    let when = sentence.whens.first().copied()?;
    (when.span().start == start && is_counted(when)).then_some(when)
}

fn examine(
    cx: &ArticleContext<'_>,
    told: &Told,
    (span, days): (Span, &[Days]),
    also: bool,
) -> Option<Finding> {
    let earlier = || {
        let start = told.days.iter().map(|d| d.first).min()?;
        let end = days.iter().map(|d| d.last).max()?;
        Some(end < start)
    };
    let apart = reckon::gap(&told.days, days)? > 0;
    let (before, here) = (cx.text(told.span), cx.text(span));
    let message = if also && apart {
        format!("\"also\" goes on with \"{here}\", but \"{before}\" was told before")
    } else if told.since && earlier()? {
        format!("\"{here}\" lies before what is told since \"{before}\"")
    } else {
        return None;
    };
    let finding = cx.finding(&INFO, span, message).label("another time");
    Some(
        finding
            .related(cx.place(told.span), "told before")
            .help("correct one of the two, or take the link between the sentences out"),
    )
}
