//! Compounds in one word, with a hyphen or in two: "cybersecurity", "cyber-security", "cyber
//! security".
//!
//! A hyphen is always seen; two words only where they are listed, since most neighbours are no
//! compound ("any one", "in formation"). One word is then looked for wherever one of the others
//! was found.

use crate::checks::ArticleContext;
use crate::lexicon;
use crate::tokens::{Listed, Sort, Token, WordSet, fold, fold_on, folds_ascii};

use super::{Use, standing};

/// In one word.
pub(crate) const CLOSED: u8 = 10;
/// With a hyphen.
pub(crate) const HYPHEN: u8 = 11;
/// In two words.
pub(crate) const OPEN: u8 = 12;

/// With a hyphen it is another word: to re-sign is not to resign.
const SIGNALS: [u64; 40] = folds_ascii([
    "resign",
    "resigned",
    "resigning",
    "resigns",
    "reform",
    "reformed",
    "reforming",
    "recreation",
    "recreate",
    "recreated",
    "recover",
    "recovered",
    "recovering",
    "recount",
    "recounted",
    "recollect",
    "redress",
    "repress",
    "relay",
    "relayed",
    "remark",
    "remarked",
    "represent",
    "represented",
    "reserve",
    "reserved",
    "resort",
    "retreat",
    "retreated",
    "release",
    "released",
    "repose",
    "react",
    "reacted",
    "research",
    "restore",
    "prove",
    "coop",
    "onetime",
    "unionized",
]);

/// What may follow a noun, and no noun that it belongs to.
static AFTER_NOUNS: WordSet<78> = WordSet::new([
    "about", "across", "after", "against", "along", "also", "among", "an", "and", "are", "as",
    "at", "be", "because", "been", "before", "between", "but", "by", "can", "could", "did", "do",
    "does", "during", "for", "from", "had", "has", "have", "he", "how", "if", "in", "into", "is",
    "it", "its", "may", "might", "must", "not", "of", "off", "on", "or", "over", "said", "says",
    "she", "should", "since", "so", "than", "that", "the", "their", "they", "this", "through",
    "to", "under", "until", "was", "we", "were", "when", "where", "which", "while", "who", "whom",
    "whose", "will", "with", "within", "without", "would",
]);

/// Adds every compound that is written with a hyphen or in two words, and the one-word forms of
/// those.
pub(super) fn read(cx: &ArticleContext<'_>, uses: &mut Vec<Use>) {
    let from = uses.len();
    for i in cx.tokens.places([Sort::Hyphen, Sort::Compound]) {
        let is_first = cx.tokens[i].listed.is_in(Listed::COMPOUND);
        uses.extend(if is_first { open(cx, i) } else { hyphened(cx, i) });
    }
    if uses.len() == from {
        return;
    }
    let mut known: Vec<u64> = uses[from..].iter().map(|u| u.key).collect();
    known.sort_unstable();
    let text = &cx.article.text;
    // A bit for the letter that one of them begins with tells that most words are none of them.
    let first = |at: u32| text.as_bytes().get(at as usize).map_or(0, |byte| byte % 32);
    let letters = uses[from..].iter().fold(0u32, |all, u| all | 1 << first(u.place.start));
    let may_be = |t: &&Token| t.len >= 5 && t.is_word() && letters >> first(t.start) & 1 != 0;
    for token in cx.tokens.iter().filter(may_be) {
        let key = in_one_word(text, token);
        if known.binary_search(&key).is_ok()
            && let Some(house) = standing(cx, token)
        {
            uses.push(Use { key, form: CLOSED, place: token.span(), attribute: false, house });
        }
    }
}

/// What a word of the house's own prose would have in common with a compound, if it is one.
pub(crate) fn as_compound(cx: &ArticleContext<'_>, token: &Token) -> Option<u64> {
    let plain = token.len >= 5 && token.is_word() && standing(cx, token) == Some(true);
    plain.then(|| in_one_word(&cx.article.text, token))
}

/// Whether a use counts against other spellings: a hyphen before a noun and two words elsewhere
/// are both right.
pub(super) fn counts(found: &Use, others: &[Use]) -> bool {
    let against = others.first().map_or(CLOSED, |u| u.form);
    match (found.form, against) {
        (HYPHEN, OPEN) => !found.attribute,
        // Two words are right where a hyphen stands before nouns only.
        (OPEN, HYPHEN) => others.iter().any(|u| !u.attribute || found.attribute),
        _ => true,
    }
}

/// The hash of a compound in one word, without a last "s": the plural's in most of them, and
/// every spelling of the others has it.
fn joined(head: u64, tail: &str) -> u64 {
    fold_on(head, tail.strip_suffix('s').unwrap_or(tail))
}

/// The same of a compound that stands in one word.
fn in_one_word(text: &str, token: &Token) -> u64 {
    let last = text.as_bytes().get(token.span().end as usize - 1);
    if last == Some(&b's') { joined(fold(""), token.text(text)) } else { token.fold }
}

/// "cyber-security", at its hyphen.
fn hyphened(cx: &ArticleContext<'_>, hyphen: usize) -> Option<Use> {
    let text = &cx.article.text;
    let i = hyphen.checked_sub(1)?;
    let [first, mark, last] = cx.tokens.get(i..i + 3)? else { return None };
    let dash = mark.is_mark(text, '-') || mark.is_mark(text, '\u{2011}');
    let glued = mark.start == first.span().end && last.start == mark.span().end;
    if !dash || !glued || !last.is_word() || last.is_capital() {
        return None;
    }
    let house = standing(cx, first)?;
    // Three parts are no compound of two.
    let after =
        cx.tokens.get(i + 3).is_some_and(|t| t.start == last.span().end && t.is_mark(text, '-'));
    let before = i.checked_sub(1).and_then(|p| cx.tokens.get(p));
    if after || before.is_some_and(|t| t.span().end == first.start && t.is_mark(text, '-')) {
        return None;
    }
    let key = joined(first.fold, last.text(text));
    let place = first.span().to(last.span());
    let signal = SIGNALS.contains(&fold_on(first.fold, last.text(text)));
    let attribute = is_attribute(cx, i + 3);
    (!signal).then_some(Use { key, form: HYPHEN, place, attribute, house })
}

/// "cyber security", at a first word of compounds.
fn open(cx: &ArticleContext<'_>, i: usize) -> Option<Use> {
    let first = cx.tokens.get(i)?;
    let text = &cx.article.text;
    let last = cx.tokens.get(i + 1).filter(|t| t.is_word() && !t.starts_block())?;
    let word = last.text(text);
    let plain = word.strip_suffix('s').unwrap_or(word);
    let pair = lexicon::compound_tails(first.fold)
        .any(|s| s.eq_ignore_ascii_case(word) || s.eq_ignore_ascii_case(plain));
    if !pair || last.is_capital() || last.is_masked() {
        return None;
    }
    // "Web site" keeps the capital of the Web.
    let web = first.text(text) == "Web" && !first.is_masked();
    let copy = || cx.article.zone_at(first.start).is_copy() && !first.is_quoted();
    let house = if web { copy() } else { standing(cx, first)? };
    let place = first.span().to(last.span());
    let key = joined(first.fold, word);
    Some(Use { key, form: OPEN, place, attribute: is_attribute(cx, i + 2), house })
}

/// Whether a noun follows that the compound belongs to: "a decision-making body".
fn is_attribute(cx: &ArticleContext<'_>, next: usize) -> bool {
    cx.tokens.get(next).is_some_and(|t| {
        t.is_word() && !t.starts_block() && !t.starts_sentence() && !AFTER_NOUNS.contains(t.fold)
    })
}
