//! Corrections that a pack lists, against one article.

use super::INFO;
use crate::checks::ArticleContext;
use crate::extract::people::PersonMention;
use crate::finding::Finding;
use crate::source::Span;
use crate::stylebook::matcher::{Form, Match, folds};
use crate::stylebook::rules::KnownCorrection;
use crate::tokens::{Kind, Token};

/// Words between a form and the word that tells whom it is about.
const NEAR: usize = 3;

pub(super) fn still_wrong(cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
    for found in cx.matches {
        let Form::Corrected(i) = found.form else { continue };
        let rule = &cx.stylebook.rules.corrections[i];
        let copy = cx.article.zone_at(found.span.start).is_copy();
        if copy
            && rule.meta.applies(cx.article)
            && !is_covered(cx, found)
            && is_meant(cx, found, rule)
        {
            out.push(finding(cx, found.span, rule));
        }
    }
}

/// Whether the form is part of a longer right name.
fn is_covered(cx: &ArticleContext<'_>, found: &Match) -> bool {
    let is_name = |m: &Match| matches!(m.form, Form::Organization(_) | Form::Person(_));
    cx.matches.around(found.span).any(is_name)
}

/// Whether the words that tell whom a correction is about stand where they must.
fn is_meant(cx: &ArticleContext<'_>, found: &Match, rule: &KnownCorrection) -> bool {
    if rule.with.is_empty() {
        return true;
    }
    let with: Vec<Vec<u64>> = rule.with.iter().map(|phrase| folds(phrase)).collect();
    let any = |tokens: &[Token]| with.iter().any(|phrase| holds(tokens, phrase));
    // "Maria Gonzalez" has a given name of her own: what else the sentence holds says nothing.
    let people = &cx.mentions.people;
    let full = |p: &&PersonMention| p.is_full() && p.span.overlaps(found.span);
    if let Some(person) = people.iter().find(full) {
        let whole =
            if person.title.is_empty() { person.span } else { person.title.to(person.span) };
        return any(inside(cx, whole));
    }
    let (from, to) = cx.sentence(found.first);
    any(&cx.tokens[from..to]) || is_named_elsewhere(cx, rule, &any)
}

/// Whether the article has the full name somewhere, in either spelling.
fn is_named_elsewhere(
    cx: &ArticleContext<'_>,
    rule: &KnownCorrection,
    any: &dyn Fn(&[Token]) -> bool,
) -> bool {
    [&rule.wrong, &rule.right].into_iter().map(|form| folds(form)).any(|form| {
        let words: Vec<usize> =
            (0..cx.tokens.len()).filter(|&i| is_at(cx.tokens, i, &form)).collect();
        words.iter().any(|&at| {
            let around = at.saturating_sub(NEAR)..cx.tokens.len().min(at + form.len() + NEAR);
            any(&cx.tokens[around])
        })
    })
}

fn inside<'a>(cx: &ArticleContext<'a>, span: Span) -> &'a [Token] {
    let first = cx.tokens.partition_point(|t| t.start < span.start);
    let last = cx.tokens.partition_point(|t| t.start < span.end);
    &cx.tokens[first..last]
}

/// Whether the words of a phrase follow one another somewhere.
fn holds(tokens: &[Token], phrase: &[u64]) -> bool {
    (0..tokens.len()).any(|i| is_at(tokens, i, phrase))
}

fn is_at(tokens: &[Token], at: usize, phrase: &[u64]) -> bool {
    let words = tokens[at..].iter().filter(|t| t.kind != Kind::Mark).map(|t| t.fold);
    !phrase.is_empty()
        && tokens[at].kind != Kind::Mark
        && words.take(phrase.len()).eq(phrase.iter().copied())
}

fn finding(cx: &ArticleContext<'_>, span: Span, rule: &KnownCorrection) -> Finding {
    let message = format!("\"{}\" was corrected: the name is \"{}\"", cx.text(span), rule.right);
    let mut finding = cx
        .rule_finding(&INFO, &rule.meta, span, message)
        .label(format!("write \"{}\"", rule.right));
    if let Some(day) = rule.corrected {
        finding = finding.note(format!("corrected on {day}"));
    }
    if cx.is_fixable(span) { finding.replace(true, rule.right.clone()) } else { finding }
}
