//! `style/marks`: straight and curly apostrophes in one article, a spaced hyphen for a dash.
//!
//! Typing, not meaning: many houses leave it to their publishing system. So it has to be asked
//! for. What stands in quotation marks may come as it was written: it is left alone.

use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::tokens::Token;

/// See the module.
pub struct Marks;

const INFO: Info = Info {
    name: "style/marks",
    summary: "straight and curly apostrophes in one article, a spaced hyphen for a dash",
    severity: Severity::Note,
    default: false,
    explanation: "One article should set its apostrophes one way, straight (') or curly (’); the \
        rarer kind is reported once, with its count. A hyphen between spaces stands where a dash \
        (–, —) is meant.\n\n\
        Switch it on with \"style/marks\" = \"note\" under [levels]. Silent inside quotations, and about the \
        hyphen after a dateline, in lists and between figures.",
    bad: "The mayor’s plan - it's the third - failed.",
    good: "The mayor’s plan – it’s the third – failed.",
    needs_date: false,
};

impl Check for Marks {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        apostrophes(cx, out);
        hyphens(cx, out);
    }
}

fn apostrophes(cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
    let text = &cx.article.text;
    let (mut straight, mut curly) = (Vec::new(), Vec::new());
    for token in cx.tokens.iter().filter(|t| !t.is_masked() && !t.is_quoted()) {
        let word = token.text(text);
        let Some(at) = word.find(['\'', '’']) else { continue };
        if word.chars().count() < 2 || !cx.article.zone_at(token.start).is_copy() {
            continue;
        }
        let start = token.start as usize + at;
        let len = word.get(at..).and_then(|w| w.chars().next()).map_or(1, char::len_utf8);
        let kind = if len == 1 { &mut straight } else { &mut curly };
        kind.push(Span::new(start, start + len));
    }
    let (odd, usual, name) = if straight.len() <= curly.len() {
        (straight, curly, "straight (')")
    } else {
        (curly, straight, "curly (’)")
    };
    let (Some(first), Some(other)) = (odd.first(), usual.first()) else { return };
    let right = cx.text(*other);
    let message = match odd.len() {
        1 => format!("this apostrophe is {name}, {} others are not", usual.len()),
        n => format!("{n} apostrophes are {name} from here on, {} are not", usual.len()),
    };
    let mut finding =
        cx.finding(&INFO, *first, message).related(cx.place(*other), "set the other way here");
    if odd.len() == 1 && cx.is_fixable(*first) {
        finding = finding.replace(true, right);
    }
    out.push(finding);
}

/// "fraud - including": the first place and how many more there are.
fn hyphens(cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
    let mut places = (1..cx.tokens.len()).filter(|i| is_dash(cx, *i));
    let Some(first) = places.next() else { return };
    let message = match places.count() {
        0 => "a hyphen between spaces stands for a dash".to_owned(),
        1 => "a hyphen between spaces stands for a dash, here and once more".to_owned(),
        n => format!("a hyphen between spaces stands for a dash, here and {n} more times"),
    };
    out.push(cx.finding(&INFO, cx.tokens[first].span(), message).help("write – or —"));
}

fn is_dash(cx: &ArticleContext<'_>, i: usize) -> bool {
    let text = &cx.article.text;
    let token = &cx.tokens[i];
    let (Some(before), Some(after)) = (cx.tokens.get(i - 1), cx.tokens.get(i + 1)) else {
        return false;
    };
    let prose =
        |t: &Token| t.is_word() && !t.is_all_upper() || matches!(t.text(text), "," | "”" | "\"");
    token.is_mark(text, '-')
        && before.span().end < token.start
        && token.span().end < after.start
        && prose(before)
        && after.is_word()
        && !token.starts_block()
        && !after.starts_block()
        && !token.is_masked()
        && !token.is_quoted()
        && cx.article.block_at(token.start).is_some_and(|b| b.zone.is_copy() && !b.list)
}
