//! `style/term`: a word that the house writes differently, or two accepted forms side by side.
//!
//! Official names and quotations keep their own spelling: a house that writes "cyber security"
//! still writes "Cybersecurity and Infrastructure Security Agency" (BBC guide, "Spelling").

use std::collections::BTreeMap;

use crate::archive::majority;
use crate::article::Zone;
use crate::checks::{ArchiveContext, ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::finding::{Finding, Place, Severity};
use crate::lexicon;
use crate::source::{Span, Text};
use crate::stylebook::matcher::{Form, Match};
use crate::stylebook::rules::{Term as Rule, Within, Wording};
use crate::tokens::{Kind, Token};

/// See the module.
pub struct Term;

const INFO: Info = Info {
    name: "style/term",
    summary: "a word that the house writes differently",
    severity: Severity::Warning,
    default: true,
    explanation: "A [[term]] of a pack asks for one word instead of others (`use`, `not`), or to \
        pick one of several and keep to it (`either`), in an article or in the whole archive.\n\n\
        Silent inside quotations, inside official names, in the phrases that the rule excepts, and \
        in zones that it does not name. Where nothing decides between two forms, the later one is \
        reported and both are shown.",
    bad: "The council hired a cyber security firm. (House style: cybersecurity.)",
    good: "The council hired a cybersecurity firm.",
    needs_date: false,
};

impl Check for Term {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut either: BTreeMap<usize, BTreeMap<usize, Vec<&Match>>> = BTreeMap::new();
        for found in cx.matches {
            match found.form {
                Form::WrongTerm(term, _) if is_house_copy(cx, found, term) => {
                    wrong_word(cx, found, term, out);
                }
                Form::EitherTerm(term, form) if is_house_copy(cx, found, term) => {
                    either.entry(term).or_default().entry(form).or_default().push(found);
                }
                _ => {}
            }
        }
        for (term, forms) in &either {
            let rule = &cx.stylebook.rules.terms[*term];
            if matches!(rule.wording, Wording::Either { within: Within::Article, .. }) {
                mixed_forms(cx, rule, forms, out);
            }
        }
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        for (term, rule) in cx.stylebook.rules.choices() {
            if let Wording::Either { forms, within: Within::Archive } = &rule.wording {
                archive_forms(cx, term, rule, forms, out);
            }
        }
    }
}

/// Whether a match stands in copy that the rule speaks about: in its zones, outside quotations,
/// exceptions and names.
#[must_use]
pub fn is_house_copy(cx: &ArticleContext<'_>, found: &Match, term: usize) -> bool {
    let rule = &cx.stylebook.rules.terms[term];
    let zone = cx.article.zone_at(found.span.start);
    let first = &cx.tokens[found.first];
    if !rule.zones.contains(&zone) || first.is_quoted() || !rule.meta.applies(cx.article) {
        return false;
    }
    let covered = cx.matches.near(found.span).any(|m| {
        let longer = m.span.contains(found.span) && m.span != found.span;
        match m.form {
            Form::Except(t) => t == term && m.span.contains(found.span),
            Form::Term(t) => t == term && longer,
            Form::Organization(_) | Form::Person(_) => longer,
            _ => false,
        }
    });
    let name = first.is_capital()
        && !first.starts_sentence()
        && zone != Zone::Headline
        && (in_headed_name(cx, found.span) || in_capitals(cx, found));
    !covered && !name
}

/// Whether a span is part of a long name of an organization.
fn in_headed_name(cx: &ArticleContext<'_>, span: Span) -> bool {
    let names = &cx.mentions.organizations;
    let after = names.partition_point(|o| o.span.start <= span.start);
    let before = after.checked_sub(1).and_then(|i| names.get(i));
    before.is_some_and(|o| o.headed && o.span.contains(span))
}

/// Whether a capitalised word is one of several that make a name: "Defence Secretary's Award", "Data
/// Centre World". A title and the name of its bearer are none.
fn in_capitals(cx: &ArticleContext<'_>, found: &Match) -> bool {
    const LONGEST: usize = 6;
    let people = &cx.mentions.people;
    let is_part = |t: &Token| {
        let person = people.partition_point(|p| p.span.end <= t.start);
        let named = |p: &PersonMention| p.is_full() || !p.title.is_empty();
        let person = people.get(person).is_some_and(|p| p.span.start <= t.start && named(p));
        !person && !lexicon::is_title_word(t.text(&cx.article.text))
    };
    let after = cx.tokens.get(found.last..).unwrap_or_default().iter().take(LONGEST);
    let name = |t: &&Token| t.is_capital() && !t.starts_sentence() || t.kind == Kind::Possessive;
    after.take_while(name).any(|t| t.is_capital() && is_part(t))
}

fn wrong_word(cx: &ArticleContext<'_>, found: &Match, term: usize, out: &mut Vec<Finding>) {
    let rule = &cx.stylebook.rules.terms[term];
    let Wording::Use { right, .. } = &rule.wording else { return };
    let written = cx.text(found.span);
    let right = with_case_of(written, right);
    let message = format!("house style is \"{right}\", not \"{written}\"");
    let mut finding =
        cx.rule_finding(&INFO, &rule.meta, found.span, message).help(format!("write \"{right}\""));
    if cx.is_fixable(found.span) {
        finding = finding.replace(true, right);
    }
    out.push(finding);
}

/// The right word with the capitals of what it replaces: at the head of a sentence, in capitals.
fn with_case_of(written: &str, right: &str) -> String {
    let letters = || written.chars().filter(|c| c.is_alphabetic());
    let keeps_own = right.chars().any(char::is_uppercase);
    if keeps_own {
        right.to_owned()
    } else if letters().count() > 1 && letters().all(char::is_uppercase) {
        right.to_uppercase()
    } else if letters().next().is_some_and(char::is_uppercase) {
        let mut chars = right.chars();
        chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
    } else {
        right.to_owned()
    }
}

fn mixed_forms(
    cx: &ArticleContext<'_>,
    rule: &Rule,
    forms: &BTreeMap<usize, Vec<&Match>>,
    out: &mut Vec<Finding>,
) {
    // The form used most often stands; of equal ones the first in the article.
    let first = |uses: &Vec<&Match>| uses[0].span.start;
    let Some((usual, kept)) =
        forms.iter().max_by_key(|(_, uses)| (uses.len(), std::cmp::Reverse(first(uses))))
    else {
        return;
    };
    for (_, uses) in forms.iter().filter(|(form, _)| *form != usual) {
        for found in uses {
            let (odd, right) = (cx.text(found.span), cx.text(kept[0].span));
            let message = format!("\"{odd}\" and \"{right}\" in one article");
            let elsewhere = match kept.len() {
                1 => "here".to_owned(),
                n => format!(
                    "here and {} more",
                    if n == 2 { "once".into() } else { format!("{} times", n - 1) }
                ),
            };
            let finding = cx
                .rule_finding(&INFO, &rule.meta, found.span, message)
                .related(cx.place(kept[0].span), format!("\"{right}\" {elsewhere}"))
                .help("choose one and keep to it");
            out.push(finding);
        }
    }
}

/// One form per archive: the minority is reported, or, where nothing decides, the later article.
fn archive_forms(
    cx: &ArchiveContext<'_>,
    term: usize,
    rule: &Rule,
    forms: &[Text],
    out: &mut Vec<Finding>,
) {
    let records = &cx.archive.records;
    let uses = |form: usize| {
        records.iter().flat_map(move |r| {
            r.terms
                .iter()
                .filter(move |u| u.term as usize == term && u.form as usize == form)
                .map(move |u| (*r, *u))
        })
    };
    let votes: Vec<usize> = (0..forms.len())
        .map(|form| {
            let voters: std::collections::BTreeSet<u64> = uses(form).map(|(r, _)| r.twin).collect();
            voters.len()
        })
        .collect();
    let Some((usual, many)) = votes
        .iter()
        .enumerate()
        .max_by_key(|(form, n)| {
            let earliest =
                uses(*form).map(|(r, _)| (r.date.is_none(), r.date, r.path.clone())).min();
            (**n, std::cmp::Reverse(earliest))
        })
        .map(|(form, n)| (form, *n))
    else {
        return;
    };
    let Some((witness, example)) = uses(usual).max_by_key(|(r, _)| (r.authority, r.date)) else {
        return;
    };
    for (form, few) in votes.iter().enumerate().filter(|(form, _)| *form != usual) {
        for (record, found) in uses(form).filter(|(r, _)| r.reported && r.path != witness.path) {
            let place = Place { path: record.path.clone(), span: found.place };
            let proof = Place { path: witness.path.clone(), span: example.place };
            let (odd, right) = (&forms[form], &forms[usual]);
            let decided = majority::decides(many, *few);
            let message = if decided {
                format!("\"{odd}\" is \"{right}\" in {many} other articles")
            } else {
                format!("\"{odd}\" here, \"{right}\" in another article")
            };
            let mut finding = Finding::new(INFO.name, INFO.severity, place, message)
                .related(proof, format!("\"{right}\" here"))
                .rule(&rule.meta.rule)
                .help("choose one and keep to it");
            finding.severity = rule.meta.severity.unwrap_or(finding.severity);
            finding.notes.extend(rule.meta.note.as_deref().map(str::to_owned));
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_follow_what_is_replaced() {
        assert_eq!(with_case_of("Cyber security", "cybersecurity"), "Cybersecurity");
        assert_eq!(with_case_of("CYBER SECURITY", "cybersecurity"), "CYBERSECURITY");
        assert_eq!(with_case_of("web site", "website"), "website");
        assert_eq!(with_case_of("internet", "Internet"), "Internet");
    }
}
