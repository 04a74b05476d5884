//! `date/founded`: an organization founded in another year than a pack says.
//!
//! Agencies' birth dates are background that is written from memory. Speaks only where the verb
//! and the organization belong together by their grammar ("CISA, created in 2016,", "Congress
//! created CISA in 2016"); "after 2016" is no claim.

use jiff::civil::Date;

use super::reckon::When;
use super::sentence::{self, Sentence};
use super::wording;
use crate::article::date::civil::days_between;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::Order;
use crate::extract::dates::times::Time;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::matcher::{Form, Match};
use crate::stylebook::rules::Organization;
use crate::tokens::{fold_ascii, folds_ascii};

/// The check.
pub struct Founded;

static INFO: Info = Info {
    name: "date/founded",
    summary: "an organization was founded at another time",
    severity: Severity::Warning,
    default: true,
    explanation: "\
Where a pack says when an organization was founded, a sentence that says so must agree, as exactly as \
it speaks: \"created in 2016\" is compared by the year, \"founded on Nov. 16, 2018\" by the day. A year \
more or less is a note, since a law, its signature and the first day of work may lie in two years.

Read are \"founded\", \"established\", \"created\", \"formed\", \"launched\" and \"set up\" right after the \
organization or right before it, or at the head of a sentence about it (\"Founded in 2018, the agency\"). Quotations, and times after \"since\" or \"after\", are left alone.",
    bad: "The Cybersecurity and Infrastructure Security Agency was created in 2014.",
    good: "The Cybersecurity and Infrastructure Security Agency was created in 2018.",
    needs_date: false,
};

const FOUNDED: [u64; 6] =
    folds_ascii(["founded", "established", "created", "formed", "launched", "set"]);
const FOUNDING: [u64; 5] =
    folds_ascii(["founding", "establishment", "creation", "formation", "launch"]);
const SET: u64 = fold_ascii("set");
const UP: u64 = fold_ascii("up");
const IN: [u64; 2] = folds_ascii(["in", "on"]);
const OF: u64 = fold_ascii("of");
const THE: [u64; 3] = folds_ascii(["the", "a", "new"]);
const OPENERS: [u64; 3] = folds_ascii(["first", "originally", "officially"]);
const BY: u64 = fold_ascii("by");

/// Words between an organization and "was founded" that leave it the subject.
const BETWEEN: [u64; 22] = folds_ascii([
    "was",
    "were",
    "is",
    "has",
    "had",
    "been",
    "which",
    "that",
    "itself",
    "formally",
    "officially",
    "first",
    "originally",
    "initially",
    "only",
    "an",
    "a",
    "the",
    "agency",
    "department",
    "bureau",
    "being",
]);

impl Check for Founded {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let organizations = &cx.stylebook.rules.organizations;
        let dated = cx.matches.into_iter().filter_map(|found| match found.form {
            Form::Organization(i) | Form::Acronym(i) => {
                let organization = organizations.get(i)?;
                Some((found, organization, organization.founded?))
            }
            _ => None,
        });
        let mut named = dated.peekable();
        if named.peek().is_none() {
            return;
        }
        // Name and bracketed acronym make one claim.
        let mut told = None;
        sentence::each(cx, |sentence| {
            let end = sentence.span().end;
            while let Some((found, organization, founded)) =
                named.next_if(|(found, ..)| found.span.start < end)
            {
                if found.span.start >= sentence.span().start && !is_part(cx, found) {
                    let claim = after(&sentence, found)
                        .or_else(|| before(&sentence, found))
                        .or_else(|| opening(&sentence, found));
                    let claim = claim.filter(|c| told != Some(c.when.span()));
                    told = claim.as_ref().map(|c| c.when.span()).or(told);
                    out.extend(claim.and_then(|claim| {
                        examine(cx, &claim, (found.span, organization), founded)
                    }));
                }
            }
        });
    }
}

/// Inside a longer name.
fn is_part(cx: &ArticleContext<'_>, found: &Match) -> bool {
    cx.matches.near(found.span).any(|m| {
        let name = matches!(
            m.form,
            Form::Organization(_) | Form::WrongOrganization(_) | Form::Acronym(_) | Form::Person(_)
        );
        name && m.span != found.span && m.span.contains(found.span)
    })
}

/// The verb and the time that a sentence gives.
struct Claim<'a> {
    verb: Span,
    when: When<'a>,
}

/// "CISA, which was created in 2016,"
fn after<'a>(sentence: &Sentence<'a>, found: &Match) -> Option<Claim<'a>> {
    let end = sentence.range(found.span).1;
    let mut passive = false;
    for at in end..end + 8 {
        let word = sentence.word(at);
        if sentence.is(at, &FOUNDED) {
            let verb = verb_end(sentence, at)?;
            return passive.then(|| claim(sentence, at, verb)).flatten();
        }
        let acronym = sentence.word(at.wrapping_sub(1)) == "(" && sentence.word(at + 1) == ")";
        if !matches!(word, "," | "(" | ")") && !acronym && !sentence.is(at, &BETWEEN) {
            return None;
        }
        passive |= word == "," || sentence.is(at, &BETWEEN);
    }
    None
}

/// "Congress created CISA in 2016", "the creation of CISA in 2016".
fn before<'a>(sentence: &Sentence<'a>, found: &Match) -> Option<Claim<'a>> {
    let (first, mut end) = sentence.range(found.span);
    let mut at = first.checked_sub(1)?;
    while at > 0 && sentence.is(at, &THE) {
        at -= 1;
    }
    let noun = sentence.is(at, &[OF]) && sentence.is(at.checked_sub(1)?, &FOUNDING);
    let up = sentence.is(at, &[UP]) && sentence.is(at.checked_sub(1)?, &[SET]);
    let verb = sentence.is(at, &FOUNDED) && !sentence.is(at, &[SET]);
    if !noun && !up && !verb {
        return None;
    }
    if sentence.word(end) == "(" && sentence.word(end + 2) == ")" {
        end += 3;
    }
    let verb = sentence.tokens.get(at)?.span();
    Some(Claim { verb, when: time(sentence, end)? })
}

/// "Founded in 2001, the CISA ..."
fn opening<'a>(sentence: &Sentence<'a>, found: &Match) -> Option<Claim<'a>> {
    let first = usize::from(sentence.is(0, &OPENERS));
    if !sentence.is(first, &FOUNDED) {
        return None;
    }
    let claim = claim(sentence, first, verb_end(sentence, first)?)?;
    let comma = sentence.range(claim.when.span()).1;
    let name = comma + 1 + usize::from(sentence.is(comma + 1, &THE));
    let subject = name == sentence.range(found.span).0;
    (sentence.word(comma) == "," && subject).then_some(claim)
}

/// One past the verb: "set up" has two words.
fn verb_end(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    if !sentence.is(at, &[SET]) {
        return Some(at + 1);
    }
    sentence.is(at + 1, &[UP]).then_some(at + 2)
}

fn claim<'a>(sentence: &Sentence<'a>, at: usize, end: usize) -> Option<Claim<'a>> {
    let verb = sentence.tokens.get(at)?.span();
    if let Some(when) = time(sentence, end) {
        return Some(Claim { verb, when });
    }
    // "created by Congress in 2016".
    if !sentence.is(end, &[BY]) {
        return None;
    }
    let by = (end + 1..=end + 6).find(|&i| sentence.is(i, &IN))?;
    Some(Claim { verb, when: time(sentence, by)? })
}

/// "in 2016", "on Nov. 16, 2018", right there.
fn time<'a>(sentence: &Sentence<'a>, at: usize) -> Option<When<'a>> {
    let start = sentence.tokens.get(at + 1).filter(|_| sentence.is(at, &IN))?.start;
    sentence.whens.iter().copied().find(|w| w.span().start == start && !w.is_quoted())
}

fn examine(
    cx: &ArticleContext<'_>,
    claim: &Claim<'_>,
    (name, organization): (Span, &Organization),
    founded: Date,
) -> Option<Finding> {
    let (order, said) = match claim.when {
        When::Date(date) => {
            let [day] = date.days.as_slice() else { return None };
            (date.order, day.in_year(day.year?)?)
        }
        When::Time(mention) => match mention.time {
            Time::Year(year) => {
                (Order::MonthDay, Date::new(year, founded.month(), founded.day()).ok()?)
            }
            Time::Month(month, _, Some(year)) => {
                let month = i8::try_from(month).ok()?;
                // A day that the month has.
                (Order::MonthDay, Date::new(year, month, founded.day().min(28)).ok()?)
            }
            _ => return None,
        },
    };
    let years = said.year() - founded.year();
    let days = days_between(founded, said).abs();
    // Days and weeks pass between a signature and its effect.
    if days <= 31 {
        return None;
    }
    let day = wording::day_and_year(order, founded);
    let message = format!(
        "{} was founded on {day}, not \"{}\"",
        organization.name,
        cx.text(claim.when.span())
    );
    let mut finding = cx
        .rule_finding(&INFO, &organization.meta, claim.when.span(), message)
        .label(if years == 0 { "another day".to_owned() } else { founded.year().to_string() })
        .related(cx.place(name.to(claim.verb)), "founded")
        .help("correct the date, or say what else began then");
    if years.abs() <= 1 && organization.meta.severity.is_none() {
        finding.severity = Severity::Note;
    }
    Some(finding)
}
