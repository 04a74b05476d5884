//! `figure/fact`: a figure that the house stands by, told otherwise.
//!
//! Newsrooms look the same figures up again and again: the length of a bridge, the toll of a fire,
//! the number of seats in a parliament. A `[[fact]]` of a pack keeps one.

use crate::article::{Article, Block, Zone};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates;
use crate::extract::figures::{self, FigureMention, Hedge, Unit};
use crate::extract::words;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::rules::Fact as Rule;

/// See the module.
pub struct Fact;

const INFO: Info = Info {
    name: "figure/fact",
    summary: "a figure is not the one that the house stands by",
    severity: Severity::Warning,
    default: true,
    explanation: "A [[fact]] of a pack says by which words a sentence speaks of a thing (`about`, \
        regular expressions that must all match) and what its figure is (`says`). A figure of that \
        sentence that counts the same (metres, people, money of one currency, percent) must be \
        worth the same; in words or digits, rounded, \"more than 400\" are all right.\n\n\
        Silent about quotations, ranges and parts, about sentences that have the right figure as \
        well, and outside the rule's `since` and `until`.",
    bad: "Alder Bridge is 421 metres long. (The house stands by \"412 metres\".)",
    good: "Alder Bridge is 412 metres long.",
    needs_date: false,
};

impl Check for Fact {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for rule in &cx.stylebook.rules.facts {
            let told = rule.about.iter().all(|about| about.is_match(&cx.article.text));
            if told && rule.meta.applies(cx.article) {
                examine(cx, rule, out);
            }
        }
    }
}

fn examine(cx: &ArticleContext<'_>, rule: &Rule, out: &mut Vec<Finding>) {
    let Some(known) = figure_of(&rule.says) else { return };
    let mut rest = cx.mentions.figures.as_slice();
    while let Some(first) = rest.first() {
        let (from, to) = cx.sentence(first.tokens.0 as usize);
        let end = cx.tokens[from..to].last().map_or(first.span.end, |t| t.span().end);
        let count = rest.iter().take_while(|f| f.span.start < end).count().max(1);
        let (here, later) = rest.split_at(count);
        rest = later;
        let sentence = Span { start: cx.tokens[from].start, end };
        if let Some(words) = about(rule, cx.text(sentence)) {
            let words =
                Span { start: sentence.start + words.start, end: sentence.start + words.end };
            let same = here.iter().filter(|f| counts_the_same(f, &known)).collect::<Vec<_>>();
            let agrees = same.iter().any(|f| agrees(f, &known));
            let nearest = same.into_iter().min_by_key(|f| f.span.start.abs_diff(words.start));
            out.extend(nearest.filter(|_| !agrees).map(|f| finding(cx, rule, f, words)));
        }
    }
}

/// The last of the words by which a sentence speaks of the thing; none where one is missing.
fn about(rule: &Rule, sentence: &str) -> Option<Span> {
    let found = rule.about.iter().map(|about| about.find(sentence));
    let found: Option<Vec<_>> = found.collect();
    found?.last().map(|m| Span::new(m.start(), m.end()))
}

/// The figure of a rule, read as an article's are.
fn figure_of(says: &str) -> Option<FigureMention> {
    let span = Span::new(0, says.len());
    let block = Block { span, zone: Zone::Body, list: false };
    let article = Article { text: says.to_owned(), blocks: vec![block], ..Article::default() };
    let tokens = words(&article);
    let dates = dates::dates(&article, &tokens);
    figures::figures(&article, &tokens, &dates).into_iter().next()
}

/// What a figure counts: its unit, and the noun where there is no other.
fn counts(figure: &FigureMention) -> (Unit, Option<u64>) {
    let noun = figure.noun.filter(|_| figure.unit == Unit::Things).map(|noun| noun.lemma);
    (figure.unit, noun)
}

fn counts_the_same(figure: &FigureMention, known: &FigureMention) -> bool {
    let plain = !figure.quoted && !figure.range && !figure.part && figure.zone.is_copy();
    plain && counts(figure) == counts(known)
}

/// Whether both may be right: equal, rounded, or a bound that holds.
fn agrees(figure: &FigureMention, known: &FigureMention) -> bool {
    let bound = match figure.hedge {
        Some(Hedge::AtLeast) => figure.value <= known.value,
        Some(Hedge::AtMost) => figure.value >= known.value,
        Some(Hedge::About) | None => false,
    };
    bound || figure.rounds(known.value)
}

fn finding(cx: &ArticleContext<'_>, rule: &Rule, figure: &FigureMention, words: Span) -> Finding {
    let whole = figure.noun.map_or(figure.span, |noun| figure.span.to(noun.span));
    let says = &rule.says;
    let message = format!("\"{}\" here; the house stands by \"{says}\"", cx.text(whole));
    cx.rule_finding(&INFO, &rule.meta, figure.span, message)
        .label(format!("known as \"{says}\""))
        .related(cx.place(words), "about this")
        .help(
            "check the figure; if it has changed, give the [[fact]] an `until` and write a new one",
        )
}
