//! `style/doubled-word`: a word stands twice in a row.
//!
//! The eye skips it, above all across a line break. Some words may well stand twice ("had had",
//! "the show goes on on Monday"), names too (Duran Duran), and speech repeats itself.

use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::tokens::{Sort, Token, folds_ascii};

/// See the module.
pub struct DoubledWord;

const INFO: Info = Info {
    name: "style/doubled-word",
    summary: "a word stands twice in a row",
    severity: Severity::Warning,
    default: true,
    explanation: "The same word twice with nothing but a space or a line break between.\n\n\
        Silent inside quotations, about names and capitals, about numbers, and about words that \
        may stand twice: that, had, is, in, on, very, so, no and the like.",
    bad: "The mayor opened the the bridge.",
    good: "The mayor opened the bridge.",
    needs_date: false,
};

/// "had had", "goes on on Monday", "logged in in May", "very very".
const TWICE: [u64; 32] = folds_ascii([
    "that", "had", "is", "in", "on", "very", "so", "no", "ha", "bye", "now", "long", "many",
    "really", "far", "it", "her", "there", "who", "do", "what", "much", "more", "up", "out", "by",
    "over", "through", "was", "blah", "too", "knock",
]);

impl Check for DoubledWord {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for i in cx.tokens.places([Sort::Repeated]).filter_map(|second| second.checked_sub(1)) {
            let Some([first, second]) = cx.tokens.get(i..i + 2) else { continue };
            // "Help, help help": three times is meant.
            let around = [i.checked_sub(1), Some(i + 2)];
            let thrice = around
                .iter()
                .flatten()
                .any(|k| cx.tokens.get(*k).is_some_and(|t| t.fold == first.fold));
            if !thrice
                && is_doubled(cx, first, second)
                && cx.article.zone_at(second.start).is_copy()
            {
                out.push(finding(cx, first, second));
            }
        }
    }
}

fn is_doubled(cx: &ArticleContext<'_>, first: &Token, second: &Token) -> bool {
    let prose = |t: &Token| t.is_word() && !t.is_quoted() && !t.is_masked() && !t.is_all_upper();
    first.span().end < second.start
        && prose(first)
        && prose(second)
        && !second.is_capital()
        && !second.starts_block()
        && !TWICE.contains(&first.fold)
        && first.text(&cx.article.text).chars().all(char::is_alphabetic)
        && first.len > 1
        && !is_heading(&cx.article.text, first, second)
}

/// "About acme  acme is a mill": where a text lost its line breaks, two spaces are left, and a name
/// that is no ordinary word ends one line and begins the next.
fn is_heading(text: &str, first: &Token, second: &Token) -> bool {
    let gap = Span { start: first.span().end, end: second.start }.of(text);
    gap == "  " && !lexicon::is_common_word(first.text(text))
}

fn finding(cx: &ArticleContext<'_>, first: &Token, second: &Token) -> Finding {
    let span = first.span().to(second.span());
    let word = first.text(&cx.article.text);
    let finding = cx
        .finding(&INFO, span, format!("\"{}\" stands twice", second.text(&cx.article.text)))
        .help("cut one, or write the word that was meant");
    if cx.is_fixable(span) { finding.replace(false, word) } else { finding }
}
