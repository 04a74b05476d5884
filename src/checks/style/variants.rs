//! `style/variants`: one article mixes two accepted spellings of a word.
//!
//! No house style is needed to keep to one of them: British and American spellings, "adviser" and
//! "advisor", a compound in one word, with a hyphen or in two. The spelling that the article uses
//! more often stands; where both are as frequent, nothing is said.

use std::collections::BTreeMap;

use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::tokens::Token;

/// See the module.
pub struct Variants;

const INFO: Info = Info {
    name: "style/variants",
    summary: "one article mixes two accepted spellings of a word",
    severity: Severity::Warning,
    default: true,
    explanation: "A word stands twice or more in one spelling and less often in another that is \
        just as right: organization and organisation, adviser and advisor, email and e-mail, \
        health care and healthcare.\n\n\
        Silent inside quotations and names, about capitalised words, about pairs that mean two \
        things in one dialect (practice and practise), and where neither spelling is the more \
        frequent. A [[term]] says which one the house wants.",
    bad: "The adviser met an adviser of the advisor.",
    good: "The adviser met an adviser of the adviser.",
    needs_date: false,
};

/// Pairs of no dialect.
const PAIRS: [(&str, &str); 12] = [
    ("adviser", "advisor"),
    ("afterwards", "afterward"),
    ("amid", "amidst"),
    ("among", "amongst"),
    ("anaesthetist", "anesthetist"),
    ("convener", "convenor"),
    ("focused", "focussed"),
    ("judgement", "judgment"),
    ("protester", "protestor"),
    ("tsar", "czar"),
    ("while", "whilst"),
    ("yogurt", "yoghurt"),
];

/// Both are right in one dialect, for two things, or mostly met in names.
const TWO_THINGS: [&str; 21] = [
    "analyses", "grey", "gray", "practice", "practise", "licence", "license", "check", "cheque",
    "story", "storey", "meter", "metre", "draft", "draught", "disk", "disc", "tire", "tyre",
    "curb", "kerb",
];

/// Compounds that are also written as two words, for the same thing.
const OPEN: [(&str, &str); 14] = [
    ("child", "care"),
    ("cyber", "attack"),
    ("cyber", "attacks"),
    ("cyber", "crime"),
    ("cyber", "security"),
    ("day", "care"),
    ("decision", "maker"),
    ("decision", "makers"),
    ("health", "care"),
    ("per", "cent"),
    ("policy", "maker"),
    ("policy", "makers"),
    ("web", "site"),
    ("web", "sites"),
];

/// One way to spell a word, wherever it stands.
#[derive(Default)]
struct Uses {
    places: Vec<Span>,
}

/// Ways to spell each word, by what they have in common.
type Spellings = BTreeMap<String, BTreeMap<String, Uses>>;

impl Check for Variants {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut spellings = Spellings::new();
        let mut i = 0;
        while i < cx.tokens.len() {
            let used = note(cx, i, &mut spellings);
            i += used.max(1);
        }
        for forms in spellings.values().filter(|forms| forms.len() == 2) {
            let mut forms: Vec<(&String, &Uses)> = forms.iter().collect();
            forms.sort_by_key(|(_, uses)| uses.places.len());
            let [(_, odd), (_, usual)] = forms[..] else { continue };
            if odd.places.len() < usual.places.len() {
                report(cx, odd, usual, out);
            }
        }
    }
}

/// Prose of the house: outside quotations, code and names.
fn is_house_word(cx: &ArticleContext<'_>, token: &Token) -> bool {
    token.is_word()
        && !token.is_quoted()
        && !token.is_masked()
        && (!token.is_capital() || token.starts_sentence())
        && cx.article.zone_at(token.start).is_copy()
}

/// Notes the word at a place under each spelling that it has; returns how many tokens it takes.
fn note(cx: &ArticleContext<'_>, i: usize, spellings: &mut Spellings) -> usize {
    let text = &cx.article.text;
    let token = &cx.tokens[i];
    if !is_house_word(cx, token) {
        return 1;
    }
    let word = token.text(text);
    if let Some((joined, style, count)) = compound(cx, i) {
        let span = token.span().to(cx.tokens[i + count - 1].span());
        add(spellings, singular(&joined), style, span);
        return count;
    }
    // Most words are short or have one spelling only.
    if word.len() < 4 {
        return 1;
    }
    let word = word.to_lowercase();
    let listed = lexicon::spelling_twin(&word);
    let twin = listed.or_else(|| lexicon::spelling_twin(singular(&word))).or_else(|| {
        let pair = PAIRS.iter().find(|(a, b)| singular(&word) == *a || singular(&word) == *b)?;
        Some(if singular(&word) == pair.0 { pair.1 } else { pair.0 })
    });
    match twin {
        Some(_) if TWO_THINGS.iter().any(|w| *w == word || *w == singular(&word)) => {}
        Some(twin) => {
            let (own, other) = (singular(&word), singular(twin));
            add(spellings, own.min(other), own, token.span());
        }
        _ if word.len() >= 5 => add(spellings, singular(&word), "closed", token.span()),
        _ => {}
    }
    1
}

fn add(spellings: &mut Spellings, key: &str, form: &str, span: Span) {
    let forms = spellings.entry(key.to_owned()).or_default();
    forms.entry(form.to_owned()).or_default().places.push(span);
}

/// The word without a plural "s".
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() >= 4 && !one.ends_with('s') => one,
        _ => word,
    }
}

/// A compound with a hyphen or in two words: what it is in one word, how it is written, and how
/// many tokens it takes.
fn compound(cx: &ArticleContext<'_>, i: usize) -> Option<(String, &'static str, usize)> {
    let text = &cx.article.text;
    let first = &cx.tokens[i];
    let joined = |a: &Token, b: &Token| format!("{}{}", a.text(text), b.text(text)).to_lowercase();
    let next = cx.tokens.get(i + 1).filter(|t| !t.starts_block())?;
    if next.is_mark(text, '-') {
        let last = cx.tokens.get(i + 2).filter(|t| t.is_word() && !t.is_capital())?;
        let glued = next.start == first.span().end && last.start == next.span().end;
        // "re-sign" is not "resign"; three parts are no compound of two.
        let after = cx.tokens.get(i + 3).is_some_and(|t| t.is_mark(text, '-'));
        let before = i.checked_sub(1).is_some_and(|p| cx.tokens[p].is_mark(text, '-'));
        let chain = before || after;
        let prefix = first.text(text).eq_ignore_ascii_case("re");
        return (glued && !chain && !prefix).then(|| (joined(first, last), "hyphen", 3));
    }
    let (a, b) = (first.text(text), next.text(text));
    let known = OPEN.iter().any(|(x, y)| a.eq_ignore_ascii_case(x) && b.eq_ignore_ascii_case(y));
    (known && !next.is_capital()).then(|| (joined(first, next), "open", 2))
}

fn report(cx: &ArticleContext<'_>, odd: &Uses, usual: &Uses, out: &mut Vec<Finding>) {
    let Some(first) = usual.places.first() else { return };
    let right = cx.text(*first);
    let elsewhere = match usual.places.len() {
        2 => format!("\"{right}\" here and once more"),
        n => format!("\"{right}\" here and {} more times", n - 1),
    };
    for place in odd.places.iter().take(3) {
        let message = format!("\"{}\" and \"{right}\" in one article", cx.text(*place));
        out.push(
            cx.finding(&INFO, *place, message)
                .related(cx.place(*first), elsewhere.clone())
                .help("choose one spelling and keep to it"),
        );
    }
}
