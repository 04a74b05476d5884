//! `date/preposition`: "on" before a weekday, written here and left out there.
//!
//! American agencies write "said Tuesday", British papers "said on Tuesday". A matter of house
//! style, therefore opt-in; without a style an article is held to itself.

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::dates::weekday_of;
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::style::Policy;
use crate::tokens::{Kind, Sort, Token, fold_ascii, folds_ascii};

/// The check.
pub struct Preposition;

static INFO: Info = Info {
    name: "date/preposition",
    summary: "\"on\" before a weekday, against the style or now and then",
    severity: Severity::Note,
    default: false,
    explanation: "\
`on-before-weekday` in `[style]` says whether the house writes \"said on Tuesday\" or \"said Tuesday\". If \
it is not set, an article that does both gets one note, at the rarer form.

At the start of a sentence, beside a name (\"met Lee on Tuesday\"), in lists, in headlines and in \
quotations both are left alone.",
    bad: "The mayor spoke on Tuesday and resigned Wednesday.",
    good: "The mayor spoke on Tuesday and resigned on Wednesday.",
    needs_date: false,
};

const ON: u64 = fold_ascii("on");

/// Lower-case words before a weekday that are no verb or noun of the clause.
const LEADS: [u64; 44] = folds_ascii([
    "on",
    "by",
    "until",
    "till",
    "since",
    "from",
    "to",
    "through",
    "before",
    "after",
    "next",
    "last",
    "this",
    "every",
    "each",
    "of",
    "and",
    "or",
    "late",
    "early",
    "the",
    "a",
    "for",
    "between",
    "past",
    "that",
    "any",
    "one",
    "with",
    "as",
    "is",
    "was",
    "in",
    "at",
    "than",
    "into",
    "per",
    "most",
    "his",
    "her",
    "their",
    "its",
    "previous",
    "following",
]);

/// Words after a weekday that end its part of the clause.
const AFTER: [u64; 30] = folds_ascii([
    "that",
    "in",
    "at",
    "to",
    "morning",
    "afternoon",
    "evening",
    "night",
    "after",
    "as",
    "with",
    "for",
    "by",
    "and",
    "but",
    "when",
    "the",
    "a",
    "from",
    "over",
    "during",
    "he",
    "she",
    "they",
    "it",
    "before",
    "while",
    "he's",
    "if",
    "against",
]);

struct Use {
    weekday: Span,
    /// "on", if it is written.
    on: Option<Span>,
}

impl Check for Preposition {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let uses = uses(cx);
        if let Some(policy) = cx.style.on_weekday {
            let wrong = |u: &&Use| u.on.is_some() == (policy == Policy::Never);
            out.extend(uses.iter().filter(wrong).map(|u| against(cx, u)));
            return;
        }
        let (with, without): (Vec<&Use>, Vec<&Use>) = uses.iter().partition(|u| u.on.is_some());
        let (Some(on), Some(bare)) = (with.first(), without.first()) else { return };
        let rare_bare = match with.len().cmp(&without.len()) {
            std::cmp::Ordering::Equal => bare.weekday.start > on.weekday.start,
            order => order.is_gt(),
        };
        let (rare, usual) = if rare_bare { (bare, on) } else { (on, bare) };
        let message = "\"on\" stands before some weekdays of this article and not before others";
        out.push(
            cx.finding(&INFO, span(rare), message)
                .label("written so here")
                .related(cx.place(span(usual)), "and so here")
                .help("write all of them one way; `on-before-weekday` in [style] can say which"),
        );
    }
}

fn span(one: &Use) -> Span {
    one.on.map_or(one.weekday, |on| on.to(one.weekday))
}

fn against(cx: &ArticleContext<'_>, one: &Use) -> Finding {
    let day = cx.text(one.weekday);
    let (right, message) = match one.on {
        Some(_) => (day.to_owned(), "house style has no \"on\" before a weekday"),
        None => (format!("on {day}"), "house style is \"on\" before a weekday"),
    };
    let finding = cx.finding(&INFO, span(one), message).help(format!("write \"{right}\""));
    if cx.is_fixable(span(one)) { finding.replace(false, right) } else { finding }
}

/// Weekdays that say when something in their clause happened.
fn uses(cx: &ArticleContext<'_>) -> Vec<Use> {
    let text = cx.article.text.as_str();
    let mut out = Vec::new();
    for at in cx.tokens.places([Sort::Calendar]) {
        let token = &cx.tokens[at];
        if token.starts_sentence() || token.is_quoted() {
            continue;
        }
        let Some((_, false)) = weekday_of(token, text) else { continue };
        let next = cx.tokens.get(at + 1).filter(|t| !t.starts_block());
        let closed = next.is_none_or(|t| {
            (t.kind == Kind::Mark && !matches!(t.text(text), "-" | "–" | "/" | "&"))
                || AFTER.contains(&t.fold)
        });
        let list = next.is_some_and(|t| {
            weekday_of(t, text).is_some()
                || cx.tokens.get(at + 2).is_some_and(|t| weekday_of(t, text).is_some())
        });
        let zone = matches!(cx.article.zone_at(token.start), Zone::Body | Zone::Deck);
        if !closed || list || !zone {
            continue;
        }
        out.extend(led(cx.tokens, at, token));
    }
    out
}

fn led(tokens: &[Token], at: usize, weekday: &Token) -> Option<Use> {
    let before = tokens.get(at.checked_sub(1)?)?;
    // Beside a name "on" keeps the two apart.
    let plain = |t: &Token| t.is_word() && !t.is_capital();
    if before.fold == ON {
        let verb = tokens.get(at.checked_sub(2)?)?;
        let fits = plain(verb) && !before.starts_sentence();
        return fits.then(|| Use { weekday: weekday.span(), on: Some(before.span()) });
    }
    let bare = plain(before) && !LEADS.contains(&before.fold);
    bare.then(|| Use { weekday: weekday.span(), on: None })
}
