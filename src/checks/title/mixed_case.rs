//! `title/mixed-case`: one article sets titles with a capital here and without one there.
//!
//! Compared is like with like: the same title directly before names, different offices of state
//! directly before names, the same title behind names or without one.

use std::collections::{HashMap, HashSet};

use crate::checks::title::cases::{Cased, cased, is_formal};
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::titles::{Tense, rank};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::style::Case;
use crate::tokens::{Sort, Token, fold_ascii, folds_ascii};

/// See the module.
pub struct MixedCase;

const INFO: Info = Info {
    name: "title/mixed-case",
    summary: "titles have a capital in one place and none in another",
    severity: Severity::Note,
    default: true,
    explanation: "In one article the same title directly before names, or two offices of state \
        directly before names, or one office behind a name, have a capital once and none another \
        time.\n\n\
        Silent in headlines, quotations and bylines, at the start of a sentence, about job \
        descriptions (\"company president\"), and about former holders, whom many houses set lower. \
        Where [style] says how titles are set, title/case speaks instead.",
    bad: "US president Edith Pell met Defence Secretary Edgar Quist.",
    good: "US President Edith Pell met Defence Secretary Edgar Quist.",
    needs_date: false,
};

impl Check for MixedCase {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let titles = cased(cx);
        if cx.style.titles_before_name.is_none() {
            before_names(cx, &titles, out);
        }
        if cx.style.titles_after_name.is_none() {
            behind_names(cx, &titles, out);
        }
    }
}

/// Titles directly before names.
fn before_names(cx: &ArticleContext<'_>, titles: &[Cased], out: &mut Vec<Finding>) {
    let before: Vec<&Cased> =
        titles.iter().filter(|t| !t.after && t.tense != Tense::Elsewhen).collect();
    // The first of each rank and of all formal ranks, by case; and how many formal ones there are.
    let mut firsts: HashMap<(&str, bool), usize> = HashMap::new();
    let (mut formal, mut counts) = ([None; 2], [0; 2]);
    for (i, title) in before.iter().enumerate() {
        let upper = title.case == Case::Upper;
        firsts.entry((&title.rank, upper)).or_insert(i);
        if is_formal(&title.rank) {
            formal[usize::from(upper)].get_or_insert(i);
            counts[usize::from(upper)] += 1;
        }
    }
    for odd in &before {
        let upper = odd.case == Case::Upper;
        let same = firsts.get(&(odd.rank.as_str(), !upper)).copied();
        let alike = formal[usize::from(!upper)].filter(|_| is_formal(&odd.rank));
        let Some(other) = same.into_iter().chain(alike).min() else { continue };
        let other = before[other];
        // The rarer case is told of, the later one where neither is rarer.
        let (mine, theirs) = (counts[usize::from(upper)], counts[usize::from(!upper)]);
        if mine < theirs || mine == theirs && odd.span.start > other.span.start {
            out.push(finding(cx, odd.span, other.span, "before a name"));
            return;
        }
    }
}

fn finding(cx: &ArticleContext<'_>, odd: Span, other: Span, where_: &str) -> Finding {
    let (a, b) = (cx.text(odd), cx.text(other));
    let message = format!("\"{a}\" and \"{b}\": titles {where_} are set in two ways");
    cx.finding(&INFO, odd, message)
        .related(cx.place(other), format!("\"{b}\" here"))
        .help("choose one, or say in [style] how the house sets titles")
}

const OF: [u64; 2] = folds_ascii(["of", "for"]);
const THE: u64 = fold_ascii("the");

/// "Ada Roe, Director of the HSIA" and "she served as director of the HSIA".
fn behind_names(cx: &ArticleContext<'_>, titles: &[Cased], out: &mut Vec<Finding>) {
    let mut known: Vec<(String, Case, Span)> = titles
        .iter()
        .filter(|t| t.after && t.tense != Tense::Elsewhen)
        .map(|t| (t.rank.clone(), t.case, t.span))
        .collect();
    if known.is_empty() {
        return;
    }
    known.extend(offices(cx, &known));
    known.sort_by_key(|(.., span)| *span);
    let mut firsts: HashMap<&str, (Case, Span)> = HashMap::new();
    for (rank, case, span) in &known {
        let (usual, first) = *firsts.entry(rank).or_insert((*case, *span));
        if usual != *case {
            out.push(finding(cx, *span, first, "after a name or alone"));
            return;
        }
    }
}

/// Ranks of the list that stand without a name: "as director of the HSIA".
fn offices(cx: &ArticleContext<'_>, known: &[(String, Case, Span)]) -> Vec<(String, Case, Span)> {
    let mut out = Vec::new();
    let mut taken: Vec<Span> = known.iter().map(|(.., span)| *span).collect();
    taken.sort_unstable();
    let is_taken = |span: Span| {
        let after = taken.partition_point(|t| t.end <= span.start);
        taken.get(after).is_some_and(|t| t.overlaps(span))
    };
    let ranks: HashSet<&str> = known.iter().map(|(rank, ..)| rank.as_str()).collect();
    for i in cx.tokens.places_in([Sort::Title], 1..cx.tokens.len()) {
        let token = &cx.tokens[i];
        let of = cx.tokens.get(i + 1).is_some_and(|t| OF.contains(&t.fold));
        if !of || token.is_quoted() || token.is_masked() || token.starts_sentence() {
            continue;
        }
        if is_taken(token.span()) {
            continue;
        }
        let the = cx.tokens.get(i + 2).is_some_and(|t| t.fold == THE);
        let body = cx.tokens.get(i + 2 + usize::from(the)).is_some_and(Token::is_capital);
        let zone = cx.article.zone_at(token.start);
        let rank = rank::normal(&cx.article.text, &cx.tokens[i..=i]);
        // "deputy director of" is another rank.
        let alone = !cx.tokens[i - 1].listed.is_title_word();
        let running = matches!(zone, crate::article::Zone::Body | crate::article::Zone::Caption);
        if body && alone && running && ranks.contains(rank.as_str()) {
            let case = if token.is_capital() { Case::Upper } else { Case::Lower };
            out.push((rank, case, token.span()));
        }
    }
    out
}
