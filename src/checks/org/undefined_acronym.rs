//! `org/undefined-acronym`: an acronym is used and nobody says what it stands for.
//!
//! What an introduction is, the house decides: brackets after the name (Guardian), the full name
//! earlier in the text (AP), or either. With no style set, an article is measured by what it does
//! itself: one that introduces its acronyms should introduce all of them.

use std::collections::BTreeMap;

use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::stylebook::style::Acronyms;
use crate::tokens::{Sort, Token, folds_ascii};

use super::acronyms::{full_name, introductions, is_acronym, is_known, owner};

/// See the module.
pub struct UndefinedAcronym;

const INFO: Info = Info {
    name: "org/undefined-acronym",
    summary: "an acronym is used and never introduced",
    severity: Severity::Note,
    default: true,
    explanation: "The key `acronyms` of [style] says how an acronym is introduced: in brackets \
        after the full name, by the full name earlier in the text, or in either way. The first \
        use in the story is reported where that is missing: a warning where a pack knows the \
        letters, else a note. Without the key only articles that introduce two other acronyms in \
        brackets are looked at, and only for letters that a pack knows; they get notes.\n\n\
        Silent about acronyms that everybody knows (FBI, NATO), that the style lists under \
        `known-acronyms` or a pack marks `well-known`; about headlines, captions, quotations, and \
        words in capitals.",
    bad: "The HSA closed the pier. (Style: acronyms = \"bracketed\".)",
    good: "The Harbour Safety Agency (HSA) closed the pier.",
    needs_date: false,
};

/// Introductions by which an article shows that it makes them.
const SHOWS: usize = 2;

impl Check for UndefinedAcronym {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let introduced = introductions(cx);
        if cx.style.acronyms.is_none() && introduced.len() < SHOWS {
            return;
        }
        let mut seen: BTreeMap<u64, ()> = introduced.iter().map(|i| (i.fold, ())).collect();
        for i in cx.tokens.places([Sort::Upper]) {
            let token = &cx.tokens[i];
            if !is_acronym(cx, i) {
                continue;
            }
            let body = cx.article.zone_at(token.start) == Zone::Body && !token.is_masked();
            if !body || token.is_quoted() || seen.insert(token.fold, ()).is_some() {
                continue;
            }
            out.extend(judge(cx, i));
        }
    }
}

/// The first use of some letters that no brackets introduce.
fn judge(cx: &ArticleContext<'_>, i: usize) -> Option<Finding> {
    let token = &cx.tokens[i];
    let acronym = token.text(&cx.article.text);
    if is_known(cx, acronym) || is_explained(cx, i) {
        return None;
    }
    let body = owner(cx, acronym);
    if cx.style.acronyms.is_none() && body.is_none() {
        return None;
    }
    let named = full_name(cx, acronym, token.start);
    if named.is_some() && cx.style.acronyms != Some(Acronyms::Bracketed) {
        return None;
    }
    let sure = cx.style.acronyms.is_some() && (body.is_some() || named.is_some());
    Some(finding(cx, token, named, sure))
}

/// Words that lead letters in: "the agency, or HSA", "known as HSA".
const LEADS: [u64; 5] = folds_ascii(["or", "as", "called", "dubbed", "abbreviated"]);

/// "HSA (Harbour Safety Agency)", "the agency, or HSA,", a ticker "(NYSE: HSA)".
fn is_explained(cx: &ArticleContext<'_>, i: usize) -> bool {
    let text = &cx.article.text;
    let at = |n: usize| cx.tokens.get(n);
    let before = i.checked_sub(1).and_then(at).filter(|_| !cx.tokens[i].starts_sentence());
    let after = at(i + 1).filter(|t| !t.starts_block());
    let opens =
        after.is_some_and(|t| t.is_mark(text, '(')) && at(i + 2).is_some_and(Token::is_capital);
    let led = before.is_some_and(|t| LEADS.contains(&t.fold));
    let marked = before.is_some_and(|t| matches!(t.text(text), ":" | "(" | "$" | "&" | "/" | "."));
    // Part of a longer name: "ABC News", "IRS Criminal Investigation".
    let names = &cx.mentions.organizations;
    let next = names.partition_point(|m| m.span.start <= cx.tokens[i].start);
    let own = cx.tokens[i].span();
    let named = next.checked_sub(1).is_some_and(|n| names[n].span.contains(own));
    opens || led || marked || named
}

fn finding(cx: &ArticleContext<'_>, token: &Token, named: Option<Span>, sure: bool) -> Finding {
    let acronym = token.text(&cx.article.text);
    let mut finding = match (named, owner(cx, acronym)) {
        (Some(place), _) => cx
            .finding(&INFO, token.span(), format!("\"{acronym}\" is not given after its full name"))
            .related(cx.place(place), "the full name is here")
            .help(format!("write \"{} ({acronym})\" there", cx.text(place))),
        (None, Some(body)) => cx
            .finding(&INFO, token.span(), format!("\"{acronym}\" is not introduced"))
            .label(body.name.clone())
            .help(format!("write \"{}\" at the first mention", body.name)),
        (None, None) => cx
            .finding(&INFO, token.span(), format!("\"{acronym}\" is not introduced"))
            .help("say at the first mention what it stands for"),
    };
    if sure {
        finding.severity = Severity::Warning;
    }
    finding
}
