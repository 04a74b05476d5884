//! Compounds in one word, with a hyphen or in two: "cybersecurity", "cyber-security", "cyber
//! security".
//!
//! A hyphen is always seen; two words only where they are listed, since most neighbours are no
//! compound ("any one", "in formation"). One word is then looked for wherever one of the others
//! was found.

use crate::checks::ArticleContext;
use crate::tokens::{Kind, Token, WordSet, fold, fold_on, folds_ascii};

use super::{Use, standing};

/// In one word.
pub(crate) const CLOSED: u8 = 10;
/// With a hyphen.
pub(crate) const HYPHEN: u8 = 11;
/// In two words.
pub(crate) const OPEN: u8 = 12;

/// First words of compounds, each with the second words that make the same noun of it however it
/// is written; a plural "s" may follow.
const FIRSTS: [&str; 61] = [
    "air", "anti", "bench", "book", "care", "case", "cease", "cell", "child", "class", "co",
    "coast", "counter", "court", "cyber", "data", "day", "dead", "decision", "down", "fire",
    "fund", "ground", "guide", "gun", "hand", "head", "health", "home", "key", "land", "law",
    "life", "living", "mal", "money", "multi", "news", "non", "pay", "peace", "per", "policy",
    "record", "rain", "road", "school", "semi", "share", "smart", "snow", "stake", "storm", "tax",
    "think", "time", "trade", "waste", "web", "wild", "work",
];
const SECONDS: [&str; 61] = [
    "bag base craft field lift line port space strike",
    "corruption crime doping drug fraud gang inflammatory money poverty semitic semitism social \
     tank terror terrorism terrorist trafficking trust virus war",
    "mark",
    "case keeper keeping seller shelf store",
    "giver taker",
    "load worker",
    "fire",
    "phone",
    "care",
    "mate room",
    "author conspirator defendant founder operation owner pilot sponsor worker",
    "line",
    "attack balance claim espionage insurgency intelligence measure offer offensive part \
     proliferation protest terror terrorism terrorist",
    "house room",
    "attack bully bullying crime criminal defense espionage risk security space spying stalking \
     threat war warfare",
    "base set",
    "care dream light time",
    "line lock",
    "maker making",
    "load time town turn",
    "arm bomb fighter fighting man place wall works",
    "raise raiser raising",
    "water work",
    "book line",
    "fight fire man men shot",
    "book gun out shake",
    "count hunter hunting line quarters set stone",
    "care",
    "builder building buyer coming land maker owner ownership page town work",
    "board note stone word",
    "fill holder lady lord mark mass owner owning scape slide",
    "breaker maker making suit",
    "boat guard line long saver span style time",
    "room",
    "ware",
    "laundering",
    "cultural disciplinary ethnic family lateral lingual media millionaire modal national \
     nationals player purpose task tasking",
    "agent cast caster letter maker paper print reel room stand",
    "compliance compliant essential fiction fatal governmental partisan payment proliferation \
     profit stop union violent white",
    "check day roll",
    "keeper keeping maker making time",
    "cent",
    "maker making",
    "keeping",
    "fall storm water",
    "block map side show way work",
    "boy child children girl house mate room teacher work yard",
    "automatic conductor final finalist retired skilled trailer truck",
    "holder holding",
    "phone watch",
    "ball fall flake storm",
    "holder",
    "water",
    "payer",
    "tank",
    "frame keeper keeping line scale sheet table",
    "mark union",
    "water",
    "cam cast log master page site",
    "fire flower life",
    "book day flow force group load man men out place sheet shop station",
];
const FIRST_FOLDS: [u64; 61] = folds_ascii(FIRSTS);
static FIRST_WORDS: WordSet<61> = WordSet::new(FIRSTS);

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
    for (i, token) in cx.tokens.iter().enumerate() {
        let found = match token.kind {
            Kind::Mark => hyphened(cx, i),
            Kind::Word if FIRST_WORDS.contains(token.fold) => open(cx, i),
            _ => None,
        };
        if let Some(found) = found {
            uses.push(found);
        }
    }
    if uses.len() == from {
        return;
    }
    let mut known: Vec<u64> = uses[from..].iter().map(|u| u.key).collect();
    known.sort_unstable();
    // A bit for each tells that most words are none of them.
    let bits = known.iter().fold(0u64, |bits, key| bits | 1 << (key % 64));
    let text = &cx.article.text;
    for token in cx.tokens.iter().filter(|t| t.len >= 5 && t.is_word()) {
        let key = in_one_word(text, token);
        if bits >> (key % 64) & 1 != 0
            && known.binary_search(&key).is_ok()
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
    let listed = FIRST_FOLDS.iter().position(|f| *f == first.fold)?;
    let text = &cx.article.text;
    let last = cx.tokens.get(i + 1).filter(|t| t.is_word() && !t.starts_block())?;
    let word = last.text(text);
    let plain = word.strip_suffix('s').unwrap_or(word);
    let pair = SECONDS
        .get(listed)?
        .split(' ')
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
