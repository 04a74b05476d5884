//! `style/require`: an article that says one thing must say another, as a `[[require]]` of a pack
//! demands: the helpline beside a suicide, the exchange rate beside a foreign sum.

use crate::article::Block;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::rules::{Reach, Require as Rule};

/// See the module.
pub struct Require;

const INFO: Info = Info {
    name: "style/require",
    summary: "something is missing that a pack demands",
    severity: Severity::Warning,
    default: true,
    explanation: "A [[require]] of a pack says: where `when` matches, `need` must match as well, in \
        the same article, paragraph or sentence (`within`). Both are regular expressions. What \
        `unless` matches around a place asks for nothing.\n\n\
        `when` is looked for in headline, deck, caption and body, `need` in the whole text. An \
        article is reported once, at the first place; paragraphs and sentences each for themselves.",
    bad: "Police treat the death as a suicide. (A pack requires the number of the helpline.)",
    good: "Police treat the death as a suicide. The helpline's number is 988.",
    needs_date: false,
};

impl Check for Require {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for rule in &cx.stylebook.rules.requires {
            if rule.meta.applies(cx.article) && rule.when.is_match(&cx.article.text) {
                missing(cx, rule, out);
            }
        }
    }
}

fn missing(cx: &ArticleContext<'_>, rule: &Rule, out: &mut Vec<Finding>) {
    let whole = Span::new(0, cx.article.text.len());
    if rule.within == Reach::Article && has(cx, rule, whole) {
        return;
    }
    let mut told = Span::default();
    for block in cx.article.blocks.iter().filter(|b| b.zone.is_copy()) {
        for place in places(cx, rule, block) {
            let around = reach(cx, rule.within, block, place);
            let new = !told.contains(place);
            if new && (rule.within == Reach::Article || !has(cx, rule, around)) {
                told = around;
                out.push(finding(cx, rule, place));
            }
        }
    }
}

/// The places in a paragraph that ask for something.
fn places(cx: &ArticleContext<'_>, rule: &Rule, block: &Block) -> Vec<Span> {
    let (text, base) = (cx.text(block.span), block.span.start as usize);
    let excepted = |found: &regex::Match<'_>| {
        let covers = |m: regex::Match<'_>| m.start() < found.end() && found.start() < m.end();
        rule.unless.iter().any(|unless| unless.find_iter(text).any(covers))
    };
    rule.when
        .find_iter(text)
        .filter(|found| !found.is_empty() && !excepted(found))
        .map(|found| Span::new(base + found.start(), base + found.end()))
        .filter(|span| !cx.article.is_masked(*span))
        .collect()
}

/// How far around a place the demand reaches.
fn reach(cx: &ArticleContext<'_>, within: Reach, block: &Block, place: Span) -> Span {
    match within {
        Reach::Article => Span::new(0, cx.article.text.len()),
        Reach::Paragraph => block.span,
        Reach::Sentence => {
            let at = cx.tokens.partition_point(|t| t.span().end <= place.start);
            let Some(token) = cx.tokens.get(at) else { return block.span };
            let (from, to) = cx.sentence(at);
            let last = cx.tokens[from..to].last().unwrap_or(token);
            cx.tokens[from].span().to(last.span())
        }
    }
}

fn has(cx: &ArticleContext<'_>, rule: &Rule, span: Span) -> bool {
    rule.need.is_match(cx.text(span))
}

fn finding(cx: &ArticleContext<'_>, rule: &Rule, place: Span) -> Finding {
    let reach = rule.within.name();
    let message = rule.message.as_deref().map(str::to_owned).unwrap_or_else(|| {
        let found = cx.text(place);
        format!("\"{found}\" asks for something that the {reach} does not have: {}", rule.need)
    });
    cx.rule_finding(&INFO, &rule.meta, place, message)
        .help(format!("add it to the {reach}: it must match {}", rule.need))
}
