//! `person/form`: a person is called by a name that is theirs, or was, and not the one to use.
//!
//! Two stylebook habits: the form that a house prefers ("Chris", not "Christopher"), and names that
//! people have given up. What somebody is no longer called, some houses never print (AP, GLAAD
//! Media Reference Guide: not the former name of transgender people unless they ask for it).

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info, bygone};
use crate::finding::{Finding, Severity};
use crate::stylebook::matcher::{self, Match, folds};
use crate::stylebook::rules::{Person, RetiredName};

/// See the module.
pub struct Form;

const INFO: Info = Info {
    name: "person/form",
    summary: "a person is called by a name that the house does not use",
    severity: Severity::Note,
    default: true,
    explanation: "A pack says of a person which form the house prefers (`prefer`): another right form \
        is a note. Under `formerly` it lists names that the person has given up: after `until` they \
        are warnings, unless the sentence speaks of the time before or the article gives the \
        present name as well. With use = \"never\" a name is an error wherever it stands, in \
        quotations and old articles too; with show = false no message repeats it.\n\n\
        Preferred forms are not asked for in quotations.",
    bad: "Christopher Krebs spoke first. (A pack: prefer = \"Chris Krebs\".)",
    good: "Chris Krebs spoke first.",
    needs_date: false,
};

impl Check for Form {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for found in cx.matches {
            let zone = cx.article.zone_at(found.span.start);
            match found.form {
                matcher::Form::Person(i) if zone.is_copy() => {
                    out.extend(unlike_house(cx, found, &cx.stylebook.rules.people[i]));
                }
                matcher::Form::RetiredPerson(i, k) => {
                    let person = &cx.stylebook.rules.people[i];
                    out.extend(retired(cx, found, i, &person.formerly[k], zone));
                }
                _ => {}
            }
        }
    }
}

/// A right form that is not the house's.
fn unlike_house(cx: &ArticleContext<'_>, found: &Match, person: &Person) -> Option<Finding> {
    let prefer = person.prefer.as_deref()?;
    let written = cx.text(found.span);
    if cx.tokens[found.first].is_quoted()
        || folds(written) == folds(prefer)
        || is_part(cx, found)
        || !person.meta.applies(cx.article)
    {
        return None;
    }
    let message = format!("\"{written}\": the house writes \"{prefer}\"");
    let finding = cx.rule_finding(&INFO, &person.meta, found.span, message);
    Some(replaced(cx, found, finding, prefer))
}

/// Part of a longer name: an award's, an institute's, a longer form of the same one.
fn is_part(cx: &ArticleContext<'_>, found: &Match) -> bool {
    cx.matches.around(found.span).next().is_some()
        || cx.mentions.organizations.iter().any(|o| o.span.contains(found.span))
}

fn retired(
    cx: &ArticleContext<'_>,
    found: &Match,
    i: usize,
    name: &RetiredName,
    zone: Zone,
) -> Option<Finding> {
    let person = &cx.stylebook.rules.people[i];
    let right = person.prefer.as_deref().unwrap_or(&person.name);
    let published = zone.is_copy() || matches!(zone, Zone::Boilerplate | Zone::Correction);
    if !published
        || !person.meta.applies(cx.article)
        || !(name.never || is_bygone(cx, found, i, name))
    {
        return None;
    }
    let message = match (name.shown, name.until) {
        (true, Some(until)) => {
            format!("\"{}\" was the name until {until}; now it is \"{right}\"", cx.text(found.span))
        }
        (true, None) => format!("\"{}\" is an earlier name of {right}", cx.text(found.span)),
        (false, _) => format!("an earlier name of {right}, which is not to be used"),
    };
    let mut finding = cx.rule_finding(&INFO, &person.meta, found.span, message);
    let own = if name.never { Severity::Error } else { Severity::Warning };
    finding.severity = person.meta.severity.unwrap_or(own);
    Some(replaced(cx, found, finding, right))
}

/// Whether a name is over, in a sentence of today that leaves the reader with it.
fn is_bygone(cx: &ArticleContext<'_>, found: &Match, i: usize, name: &RetiredName) -> bool {
    let (Some(until), Some(today)) = (name.until, cx.article.date()) else { return false };
    let present = || cx.matches.first(matcher::Form::Person(i)).is_some();
    bygone::is_over(until, today)
        && !cx.tokens[found.first].is_quoted()
        && !present()
        && !is_part(cx, found)
        && !bygone::speaks_of_before(cx, found.first, until)
}

fn replaced(cx: &ArticleContext<'_>, found: &Match, finding: Finding, right: &str) -> Finding {
    let finding = finding.help(format!("write \"{right}\""));
    if cx.is_fixable(found.span) { finding.replace(false, right) } else { finding }
}
