//! `person/name`: a listed person's name is misspelled.
//!
//! A wrong form that a pack lists is an error. A near miss of a listed name is one only with
//! evidence that this person is meant: the right form in the same article, or the person's office
//! before the name. Namesakes are the great trap: everything else stays silent.

use std::collections::BTreeSet;

use strsim::osa_distance;

use crate::article::Zone;
use crate::checks::edits::are_within;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::rules::Person;

/// See the module.
pub struct Name;

const INFO: Info = Info {
    name: "person/name",
    summary: "a listed person's name is misspelled",
    severity: Severity::Error,
    default: true,
    explanation: "A pack lists the person, and the article writes a form that the pack lists as \
        wrong, or one a letter or two away. A near miss counts only where the article also has the \
        right form, or the person's office stands before the name.\n\n\
        Silent about namesakes: forms that belong to another listed person, names joined by \
        [[distinct]], and strangers with a similar name.",
    bad: "President Barrack Obama spoke first. Barack Obama then left.",
    good: "President Barack Obama spoke first. Barack Obama then left.",
    needs_date: false,
};

impl Check for Name {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for found in cx.matches {
            let Form::WrongPerson(i) = found.form else { continue };
            if cx.article.zone_at(found.span.start).is_copy() {
                report(cx, found.span, i, Severity::Error, out);
            }
        }
        let named = named_people(cx);
        for mention in cx.mentions.people.iter().filter(|m| m.is_full() && m.zone.is_copy()) {
            near_miss(cx, mention, &named, out);
        }
    }
}

/// The listed people whose names stand in the article.
fn named_people(cx: &ArticleContext<'_>) -> BTreeSet<usize> {
    let people = cx.matches.iter().filter_map(|m| match m.form {
        Form::Person(i) => Some(i),
        _ => None,
    });
    people.collect()
}

/// Evidence first: without the right name or the office nearby, a likeness proves nothing, and
/// most names need not be compared at all.
fn near_miss(
    cx: &ArticleContext<'_>,
    mention: &PersonMention,
    named: &BTreeSet<usize>,
    out: &mut Vec<Finding>,
) {
    let listed = cx.matches.near(mention.span).any(|m| {
        matches!(m.form, Form::Person(_) | Form::WrongPerson(_)) && m.span.overlaps(mention.span)
    });
    if listed || mention.list {
        return;
    }
    let title = cx.text(mention.title).to_lowercase();
    if title.is_empty() && named.is_empty() {
        return;
    }
    let given = first_word(cx.text(mention.given));
    let surname = cx.text(mention.surname);
    let people = cx.stylebook.rules.people.iter().enumerate();
    let meant = people.filter(|(i, person)| holds_title(&title, person) || named.contains(i));
    let mut near = meant.filter(|(_, p)| p.names().any(|name| is_near(given, surname, name)));
    let Some((i, person)) = near.next() else { return };
    let thing = || named.contains(&i) && is_thing(cx, mention);
    if near.next().is_none() && !is_distinct(cx, mention, person) && !thing() {
        report(cx, mention.span, i, Severity::Warning, out);
    }
}

/// A name that the headline has, the story has again, and that stands beside the right one: a
/// product's, a parody's.
fn is_thing(cx: &ArticleContext<'_>, mention: &PersonMention) -> bool {
    let written = cx.text(mention.span);
    let mut people = cx.mentions.people.iter();
    let same = |p: &&PersonMention| p.is_full() && cx.text(p.span) == written;
    // The headline comes first: where it has no such name, little is read.
    let headline = people.by_ref().take_while(|p| p.zone == Zone::Headline).find(same);
    headline.is_some() && people.find(same).is_some()
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or("")
}

/// One slip from a listed name: in the surname with the same given name (or its short form), or
/// in the given name with the same surname.
fn is_near(given: &str, surname: &str, name: &str) -> bool {
    let Some((listed_given, listed_surname)) = name.rsplit_once(' ') else { return false };
    let listed_given = first_word(listed_given);
    let same_given = || given == listed_given || lexicon::nickname_related(given, listed_given);
    if surname == listed_surname {
        return is_slip(given, listed_given) && !lexicon::is_given_name(given);
    }
    is_slip(surname, listed_surname) && same_given()
}

fn is_slip(a: &str, b: &str) -> bool {
    let letters = |word: &str| if word.is_ascii() { word.len() } else { word.chars().count() };
    let (long_a, long_b) = (letters(a), letters(b));
    let long = long_a.min(long_b);
    let allowed = if long >= 8 { 2 } else { 1 };
    long >= 5
        && a != b
        && long_a.abs_diff(long_b) <= allowed
        && are_within(allowed, a, b)
        && b.strip_suffix('s') != Some(a)
        && a.strip_suffix('s') != Some(b)
}

/// The article's name is listed as somebody else's.
fn is_distinct(cx: &ArticleContext<'_>, mention: &PersonMention, person: &Person) -> bool {
    let written = cx.text(mention.span);
    cx.stylebook.rules.distinct.iter().any(|d| {
        d.names.iter().any(|n| n == written)
            && d.names.iter().any(|n| person.names().any(|p| p == n))
    })
}

/// Whether the words before the name, lower case, are an office that the person held.
fn holds_title(written: &str, person: &Person) -> bool {
    !written.is_empty() && person.offices.iter().any(|o| written.ends_with(o.title.as_str()))
}

fn report(
    cx: &ArticleContext<'_>,
    span: Span,
    i: usize,
    severity: Severity,
    out: &mut Vec<Finding>,
) {
    let person = &cx.stylebook.rules.people[i];
    if !person.meta.applies(cx.article) {
        return;
    }
    let written = cx.text(span);
    let right = closest_form(written, person);
    let message = format!("\"{written}\" is a misspelling of \"{right}\"");
    let mut finding = cx
        .rule_finding(&INFO, &person.meta, span, message)
        .label(format!("the name is \"{right}\""))
        .help(format!("write \"{right}\""));
    finding.severity = person.meta.severity.unwrap_or(severity);
    if let Some(m) = cx.matches.first(Form::Person(i)) {
        finding = finding.related(cx.place(m.span), "right here");
    }
    if cx.is_fixable(span) {
        finding = finding.replace(true, right);
    }
    out.push(finding);
}

/// The right form that is nearest to what stands there: "Chris" stays "Chris".
fn closest_form<'a>(written: &str, person: &'a Person) -> &'a str {
    let preferred = person.prefer.as_deref();
    preferred.unwrap_or_else(|| {
        person.names().min_by_key(|name| osa_distance(written, name)).unwrap_or(&person.name)
    })
}
