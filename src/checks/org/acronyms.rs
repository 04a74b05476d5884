//! Acronyms of one article: where each is introduced, where it is used, what it may stand for.
//!
//! "Harbour Safety Agency (HSA)" introduces; "HSA" anywhere else uses. Which of that a house wants
//! is for the checks to say.

use std::collections::BTreeMap;

use crate::article::Zone;
use crate::checks::ArticleContext;
use crate::checks::org::expansion::{has_initials, initials};
use crate::lexicon;
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::stylebook::rules::Organization;
use crate::tokens::{Kind, Sort, Token, fold};

/// A name with its acronym in brackets, in the story itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Introduction {
    /// The name.
    pub(super) name: Span,
    /// The acronym.
    pub(super) acronym: Span,
    /// Its hash.
    pub(super) fold: u64,
}

/// The introductions of an article's body, by place, outside quotations.
pub(super) fn introductions(cx: &ArticleContext<'_>) -> Vec<Introduction> {
    let own = |m: &&crate::extract::organizations::OrganizationMention| {
        !m.acronym.is_empty() && m.zone == Zone::Body && !m.quoted
    };
    let mentions = cx.mentions.organizations.iter().filter(own);
    mentions
        .map(|m| Introduction { name: m.span, acronym: m.acronym, fold: fold(cx.text(m.acronym)) })
        .collect()
}

/// Where acronyms stand, by hash: indices of tokens.
pub(super) type Uses = BTreeMap<u64, Vec<usize>>;

/// Every place of some acronyms in prose, introductions included; plurals count ("ICBMs").
pub(super) fn uses(cx: &ArticleContext<'_>, wanted: impl Iterator<Item = u64>) -> Uses {
    let mut out: Uses = wanted.map(|fold| (fold, Vec::new())).collect();
    if out.is_empty() {
        return out;
    }
    let text = &cx.article.text;
    for i in cx.tokens.places([Sort::Capitals]) {
        let token = &cx.tokens[i];
        if !token.is_capital() || token.is_masked() {
            continue;
        }
        let word = token.text(text);
        let plural = || word.strip_suffix('s').map(fold);
        let hash = if out.contains_key(&token.fold) { Some(token.fold) } else { plural() };
        let capitals = || word.chars().filter(|c| c.is_uppercase()).count();
        if let Some(places) = hash.and_then(|hash| out.get_mut(&hash)).filter(|_| capitals() > 1) {
            places.push(i);
        }
    }
    out
}

/// Whether an acronym needs no introduction: the style, a pack or everybody knows it.
pub(super) fn is_known(cx: &ArticleContext<'_>, acronym: &str) -> bool {
    let well_known = |o: &usize| cx.stylebook.rules.organizations[*o].well_known;
    HOUSEHOLD.contains(&acronym)
        || cx.style.known_acronyms.iter().flatten().any(|known| known.eq_ignore_ascii_case(acronym))
        || cx.stylebook.official().owners(acronym).iter().any(well_known)
}

/// Letters that no newsroom spells out, organizations' and others.
const HOUSEHOLD: [&str; 101] = [
    "ABC", "AIDS", "AOL", "AP", "ATM", "BBC", "BMW", "CBS", "CCTV", "CD", "CEO", "CEOS", "CFO",
    "CIA", "CNN", "COO", "COVID", "CTO", "DJ", "DNA", "DUI", "DVD", "ESPN", "EU", "FAQ", "FBI",
    "FOX", "GDP", "GIF", "GPS", "HBO", "HIV", "HTML", "HTTP", "HTTPS", "IBM", "ID", "IQ", "IT",
    "KGB", "LED", "LGBT", "LGBTQ", "LLC", "LLP", "MBA", "MIT", "MP", "MVP", "NASA", "NATO", "NBA",
    "NBC", "NFL", "NHL", "OK", "PC", "PDF", "PLC", "RNA", "SMS", "SUV", "SWAT", "TV", "UCLA",
    "UFO", "UN", "UNESCO", "UNICEF", "URL", "USA", "VIP",
    // Hours, currencies, exchanges, degrees, services on the telephone.
    "API", "AUD", "BST", "CAD", "CET", "CHF", "CDT", "CPA", "CST", "EDT", "EST", "ETF", "EUR",
    "GBP", "GMT", "HKD", "IPO", "JPY", "MDT", "MST", "NASDAQ", "NYSE", "PDT", "PHD", "PST", "TDD",
    "TTY", "USD", "UTC",
];

/// Whether the letters are the first letters of a name's words.
pub(super) fn initials_fit(name: &str, acronym: &str) -> bool {
    initials(name).iter().any(|letters| letters.eq_ignore_ascii_case(acronym))
}

/// The listed body that an acronym stands for, where only one has it.
pub(super) fn owner<'a>(cx: &ArticleContext<'a>, acronym: &str) -> Option<&'a Organization> {
    match cx.stylebook.official().owners(acronym).as_slice() {
        [one] => cx.stylebook.rules.organizations.get(*one),
        _ => None,
    }
}

/// Where the full name of some letters stands before a place, without brackets: a listed name of
/// their owner, or a long name with these first letters in the article's own copy.
pub(super) fn full_name(cx: &ArticleContext<'_>, acronym: &str, before: u32) -> Option<Span> {
    let owners = cx.stylebook.official().owners(acronym);
    let listed = owners.iter().filter_map(|o| cx.matches.first(Form::Organization(*o)));
    let listed = listed.map(|m| m.span).filter(|s| in_story(cx.article.zone_at(s.start)));
    let mut names = cx.mentions.organizations.iter().filter(|m| in_story(m.zone));
    let spelled = names.find(|name| has_initials(cx.text(name.span), acronym)).map(|m| m.span);
    listed.chain(spelled).filter(|span| span.start < before).min()
}

/// Where a full name counts: headlines introduce nothing.
fn in_story(zone: Zone) -> bool {
    zone.is_copy() && zone != Zone::Headline
}

/// Part of something longer: "HHS-OIG", "HSA.gov", "HSA-12", "R&D"; not "HSA-led".
fn is_piece(cx: &ArticleContext<'_>, i: usize) -> bool {
    let text = &cx.article.text;
    let at = |n: Option<usize>| n.and_then(|n| cx.tokens.get(n));
    let own = cx.tokens[i].span();
    let joins = |mark: &Token, part: &Token| match mark.text(text) {
        "-" | "/" | "–" => part.is_all_upper() || part.kind == Kind::Number,
        "." | "&" | "@" | "_" => true,
        _ => false,
    };
    let after = at(Some(i + 1)).zip(at(Some(i + 2))).is_some_and(|(mark, part)| {
        mark.start == own.end && part.start == mark.span().end && joins(mark, part)
    });
    let before = at(i.checked_sub(1)).zip(at(i.checked_sub(2))).is_some_and(|(mark, part)| {
        mark.span().end == own.start && part.span().end == mark.start && joins(mark, part)
    });
    after || before
}

/// A word of capitals that can be an acronym: three letters or more, no figure, no Roman number, no
/// word in capitals, not in a line of capitals.
pub(super) fn is_acronym(cx: &ArticleContext<'_>, i: usize) -> bool {
    let token = &cx.tokens[i];
    let word = token.text(&cx.article.text);
    let shouted = |t: Option<&Token>| {
        t.is_some_and(|t| {
            !t.starts_block()
                && t.is_all_upper()
                && lexicon::is_common_word(t.text(&cx.article.text))
        })
    };
    token.is_all_upper()
        && !is_piece(cx, i)
        && (3..=7).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && !word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'M'))
        && !lexicon::is_common_word(word)
        && !lexicon::is_place(word)
        && !lexicon::is_given_name(word)
        && !shouted(cx.tokens.get(i + 1))
        && !shouted(i.checked_sub(1).and_then(|p| cx.tokens.get(p)))
}
