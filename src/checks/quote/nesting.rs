//! `quote/nesting`: a quotation inside a quotation has the same marks as the outer one.
//!
//! Looks only at pairs that are closed on both levels in one paragraph: where a mark was lost,
//! nobody can say which level is which.

use crate::article::quotes::{Quotation, matches};
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::tokens::folds_ascii;

/// The check.
pub struct Nesting;

static INFO: Info = Info {
    name: "quote/nesting",
    summary: "a quotation inside a quotation has the same marks",
    severity: Severity::Warning,
    default: true,
    explanation: "\
The marks of a quotation inside another are the other kind: ‘…’ inside “…”, “…” inside ‘…’. With the \
same kind a reader takes the second mark for the end of the quotation.

Silent where a mark is missing on either level, where the outer quotation ends in another \
paragraph, and where the inner one is a whole sentence that a speaker is named after: then it is \
the outer mark that was lost. There is no fix, since the marks stand inside what was said.",
    bad: "“They called it a “glitch” and left,” she said.",
    good: "“They called it a ‘glitch’ and left,” she said.",
    needs_date: false,
};

/// Longer ones are a quotation whose neighbour lost a mark.
const LONGEST: usize = 160;

/// Who is named after a quotation that ended.
const SAYING: [u64; 16] = folds_ascii([
    "said",
    "says",
    "told",
    "wrote",
    "added",
    "asked",
    "explained",
    "he",
    "she",
    "they",
    "recalled",
    "tweeted",
    "noted",
    "continued",
    "replied",
    "according",
]);

impl Check for Nesting {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut outer: Vec<&Quotation> = Vec::new();
        for quote in &cx.article.quotes {
            outer.retain(|q| q.span.end >= quote.span.end && q.depth < quote.depth);
            if let Some(around) = outer.last()
                && is_nested(cx, quote, around)
            {
                out.push(finding(cx, quote, around));
            }
            outer.push(quote);
        }
    }
}

fn is_nested(cx: &ArticleContext<'_>, quote: &Quotation, around: &Quotation) -> bool {
    let closed = |q: &Quotation| q.close.is_some_and(|close| matches(q.open, close));
    let block = |at: u32| cx.article.block_at(at).map(|b| b.span);
    let inner = cx.text(quote.inner);
    quote.open == around.open
        && closed(quote)
        && closed(around)
        && cx.article.zone_at(quote.span.start).is_copy()
        && !cx.article.is_masked(quote.span)
        && block(around.span.start) == block(around.inner.end)
        && inner.len() <= LONGEST
        && !inner.trim().is_empty()
        && (ends_with(quote, around) || !is_own(cx, quote))
}

/// “They called it “urgent,””: both marks together prove both levels.
fn ends_with(quote: &Quotation, around: &Quotation) -> bool {
    quote.span.end == around.inner.end
}

/// Whether it is a quotation of its own, beside another that lost a mark: "… Roe said.
/// "We hid," she said."
fn is_own(cx: &ArticleContext<'_>, quote: &Quotation) -> bool {
    let sentence = cx.text(quote.inner).trim_end().ends_with([',', '.', '?', '!']);
    let next = cx.tokens.partition_point(|t| t.start < quote.span.end);
    let ahead = cx.tokens.get(next..).unwrap_or_default().iter().take(4);
    sentence && ahead.filter(|t| !t.starts_block()).any(|t| SAYING.contains(&t.fold))
}

fn finding(cx: &ArticleContext<'_>, quote: &Quotation, around: &Quotation) -> Finding {
    let (left, right) = match quote.open {
        '“' => ("‘", "’"),
        '"' => ("'", "'"),
        '‘' => ("“", "”"),
        _ => ("\"", "\""),
    };
    let text = cx.text(quote.inner);
    let shown = if text.chars().count() > 40 { "…" } else { text };
    let message =
        format!("the quotation inside this one has the same marks: {}", cx.text(quote.span));
    let message = if text.chars().count() > 40 {
        "the quotation inside this one has the same marks".to_owned()
    } else {
        message
    };
    let open = crate::source::Span { start: around.span.start, end: around.inner.start };
    cx.finding(&INFO, quote.span, message)
        .label(format!("write {left}{shown}{right}"))
        .related(cx.place(open), "the outer quotation opens here")
}
