//! `person/name`: a listed person's name is misspelled.
//!
//! A wrong form that a pack lists is an error. A near miss of a listed name is one only with
//! evidence that this person is meant: the right form or the right surname in the same article, the
//! person's office or party beside the name, the same middle initial. Namesakes are the great trap:
//! everything else stays silent.

use std::collections::BTreeSet;

use strsim::osa_distance;

use crate::article::Zone;
use crate::checks::edits::are_within;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::extract::titles::rank;
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::people::is_seat;
use crate::stylebook::rules::Person;
use crate::tokens::folds_ascii;

/// See the module.
pub struct Name;

const INFO: Info = Info {
    name: "person/name",
    summary: "a listed person's name is misspelled",
    severity: Severity::Error,
    default: true,
    explanation: "A pack lists the person, and the article writes a form that the pack lists as \
        wrong, or one a letter or two away. A near miss counts only where the article also has the \
        right form or the right surname, where the person's office or a party stands beside the \
        name, or where the middle initial is the same.\n\n\
        Silent about namesakes: forms that belong to another listed person, names joined by \
        [[distinct]], and strangers with a similar name.",
    bad: "President Barrack Obama spoke first. Barack Obama then left.",
    good: "President Barack Obama spoke first. Barack Obama then left.",
    needs_date: false,
};

const ELECT: [u64; 2] = folds_ascii(["elect", "designate"]);

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
        let people = cx.mentions.people.iter().enumerate();
        for mention in people.filter(|(_, m)| m.is_full() && m.zone.is_copy()) {
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

/// A likeness proves nothing: somebody of the packs is meant where the article shows it.
fn near_miss(
    cx: &ArticleContext<'_>,
    (at, mention): (usize, &PersonMention),
    named: &BTreeSet<usize>,
    out: &mut Vec<Finding>,
) {
    let given = first_word(cx.text(mention.given));
    let surname = cx.text(mention.surname);
    let rules = &cx.stylebook.rules;
    let like = cx.stylebook.people.like(rules, given, surname);
    if like.is_empty() || mention.list {
        return;
    }
    let listed = cx.matches.near(mention.span).any(|m| {
        matches!(m.form, Form::Person(_) | Form::WrongPerson(_)) && m.span.overlaps(mention.span)
    });
    if listed {
        return;
    }
    let people = like.into_iter().map(|i| (i, &rules.people[i]));
    let near = people.filter(|(_, p)| p.names().any(|name| is_near(given, surname, name)));
    let mut meant = near.filter(|(i, p)| named.contains(i) || is_shown(cx, at, mention, p));
    let Some((i, person)) = meant.next() else { return };
    let thing = || named.contains(&i) && is_thing(cx, mention);
    // Two packs may list one person.
    let alone = meant.all(|(_, other)| other.name == person.name);
    if alone && !is_distinct(cx, mention, person) && !thing() {
        report(cx, mention.span, i, Severity::Warning, out);
    }
}

/// Whether an office or a party beside the name, or the name itself, shows that a person is meant.
fn is_shown(cx: &ArticleContext<'_>, at: usize, mention: &PersonMention, person: &Person) -> bool {
    holds_title(&cx.text(mention.title).to_lowercase(), person)
        || has_office_beside(cx, at, mention, person)
        || is_affiliated(cx, at, person)
        || has_initial(cx, mention, person)
        || goes_by_surname(cx, mention, person)
}

/// "Secretary of Harbours Ada Roe", "Ada Roe, the secretary", "President-elect Ada Roe"
fn has_office_beside(
    cx: &ArticleContext<'_>,
    at: usize,
    mention: &PersonMention,
    person: &Person,
) -> bool {
    let titles = cx.mentions.titles.iter().filter(|title| title.person as usize == at);
    let beside = titles.into_iter().any(|title| {
        let words = &cx.tokens[title.tokens.0 as usize..title.tokens.1 as usize];
        let rank = rank::normal(&cx.article.text, words);
        let rank = rank.strip_prefix("u.s. ").unwrap_or(&rank);
        person.offices.iter().any(|office| rank::normal_of(&office.title) == rank)
    });
    let before = &cx.tokens[..mention.tokens.0 as usize];
    let elect = match before {
        [.., title, hyphen, elect] => {
            let text = &cx.article.text;
            ELECT.contains(&elect.fold)
                && hyphen.is_mark(text, '-')
                && person.offices.iter().any(|o| o.title.eq_ignore_ascii_case(title.text(text)))
        }
        _ => false,
    };
    beside || elect
}

/// "Ada Roe (D-Vt.)", of somebody who sat in a parliament.
fn is_affiliated(cx: &ArticleContext<'_>, at: usize, person: &Person) -> bool {
    cx.mentions.affiliations.iter().any(|said| said.person as usize == at)
        && person.offices.iter().any(|o| is_seat(&cx.stylebook.rules, o))
}

/// "Ada G. Row" for Ada G. Roe: two people seldom share the initial as well.
fn has_initial(cx: &ArticleContext<'_>, mention: &PersonMention, person: &Person) -> bool {
    let initial = |word: &str| word.len() == 2 && word.ends_with('.');
    let written: Vec<&str> = cx.text(mention.given).split_whitespace().collect();
    // Half of the families that are called Gonzalez have a Robert G.
    if lexicon::is_common_surname(cx.text(mention.surname)) {
        return false;
    }
    written.last().is_some_and(|last| initial(last))
        && person.names().any(|name| {
            let words: Vec<&str> = name.split_whitespace().collect();
            words.split_last().is_some_and(|(_, given)| given == written)
        })
}

/// "Ada Row", and then "Roe said".
fn goes_by_surname(cx: &ArticleContext<'_>, mention: &PersonMention, person: &Person) -> bool {
    let written = cx.text(mention.surname);
    let alone = |p: &&PersonMention| !p.is_full() && !p.list && p.zone.is_copy();
    let is = |surname: &str| person.name.rsplit(' ').next() == Some(surname);
    let people = || cx.mentions.people.iter().filter(alone).map(|p| cx.text(p.surname));
    !is(written) && people().any(is) && !people().any(|surname| surname == written)
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
    let (short, long) = (long_a.min(long_b), long_a.max(long_b));
    let allowed = if short >= 8 { 2 } else { 1 };
    short >= 4
        && long >= 5
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
    !written.is_empty() && person.offices.iter().any(|o| written.ends_with(&*o.title))
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
        // A slip happens once: who writes it so again may have chosen the name.
        let same = cx.mentions.people.iter().filter(|m| cx.text(m.span) == written);
        finding = finding.replace(severity == Severity::Error || same.count() < 2, right);
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
