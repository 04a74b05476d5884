//! `style/variants`: one article mixes two accepted spellings of a word.
//!
//! No house style is needed to keep to one of them: British and American spellings, "adviser" and
//! "advisor", a compound in one word, with a hyphen or in two. The spelling that the article uses
//! more often stands; where both are as frequent, the one that comes first.

pub(crate) mod compounds;

use std::cmp::Reverse;

use crate::article::{Block, Zone};
use crate::checks::{ArticleContext, Check, Info};
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::source::Span;
use crate::stylebook::matcher::Form;
use crate::tokens::{Kind, Sort, Token, fold, folds_ascii};

/// See the module.
pub struct Variants;

const INFO: Info = Info {
    name: "style/variants",
    summary: "one article mixes two accepted spellings of a word",
    severity: Severity::Warning,
    default: true,
    explanation: "A word stands in one spelling and elsewhere in another that is just as right: \
        organization and organisation, adviser and advisor, email and e-mail, health care and \
        healthcare. Forms of one word count together (organized, organisation). The rarer \
        spelling is reported; of equals the later, and quotations may decide which is rarer.\n\n\
        Silent inside quotations, block quotations, names, paths and handles, about capitalised words, about pairs that mean two \
        things in one dialect (to practise, the practice), and about a hyphen that only joins two \
        words before a noun (a decision-making body). A [[term]] says which one the house wants.",
    bad: "The adviser met an adviser of the advisor.",
    good: "The adviser met an adviser of the adviser.",
    needs_date: false,
};

/// How far a compound or a path reaches, in bytes.
const LONGEST_NAME: usize = 40;
/// More places than this of one odd spelling are not shown.
const SHOWN: usize = 3;

/// One way to spell a word, at one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    /// What the spellings have in common.
    pub(crate) key: u64,
    /// Which spelling it is.
    pub(crate) form: u8,
    /// Where it stands in the article's text.
    pub(crate) place: Span,
    /// A compound right before a noun.
    pub(crate) attribute: bool,
    /// In the house's own prose; elsewhere it is only a vote.
    pub(crate) house: bool,
}

impl Check for Variants {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let mut uses = uses(cx);
        uses.sort_unstable();
        for family in uses.chunk_by(|a, b| a.key == b.key) {
            let forms: Vec<&[Use]> = family.chunk_by(|a, b| a.form == b.form).collect();
            if forms.len() > 1 {
                mixed(cx, &forms, out);
                within_self_portraits(cx, &forms, out);
            }
        }
    }
}

/// Every word of an article that has several spellings. Of a compound in one word it is known only
/// where the article has it in another spelling as well.
pub(crate) fn uses(cx: &ArticleContext<'_>) -> Vec<Use> {
    let mut uses = Vec::new();
    for i in cx.tokens.places([Sort::Spelling]) {
        let token = &cx.tokens[i];
        if !token.is_masked() {
            uses.extend(spelling(cx, i, token));
        }
    }
    compounds::read(cx, &mut uses);
    uses
}

/// Holds the rarer spellings of a word against the usual one.
fn mixed(cx: &ArticleContext<'_>, forms: &[&[Use]], out: &mut Vec<Finding>) {
    let Some(usual) = forms.iter().max_by_key(|f| weight(f.iter())) else { return };
    for odd in forms.iter().filter(|f| !std::ptr::eq(**f, *usual)) {
        compare(cx, odd, usual, out);
    }
}

/// What a company says of itself at the end of a release ("About Tidal Cargo") keeps a spelling
/// of its own, but one.
fn within_self_portraits(cx: &ArticleContext<'_>, forms: &[&[Use]], out: &mut Vec<Finding>) {
    let text = &cx.article.text;
    let portrait = |b: &&Block| {
        b.zone == Zone::Boilerplate && b.span.of(text).trim_start().starts_with("About ")
    };
    for block in cx.article.blocks.iter().filter(portrait) {
        let inside = |found: &Use| block.span.contains(found.place);
        let own = |found: &Use| Use { house: found.house || inside(found), ..*found };
        let local: Vec<Vec<Use>> = forms.iter().map(|f| f.iter().map(own).collect()).collect();
        let Some(usual) = local.iter().max_by_key(|f| weight(f.iter())) else { continue };
        for odd in local.iter().filter(|f| !std::ptr::eq(*f, usual) && usual.iter().any(inside)) {
            let odd: Vec<Use> = odd.iter().filter(|found| inside(found)).copied().collect();
            compare(cx, &odd, usual, out);
        }
    }
}

/// How much speaks for a spelling: its uses in the house's prose, all its uses, its first place.
fn weight<'a>(uses: impl Iterator<Item = &'a Use>) -> (usize, usize, Reverse<u32>) {
    let mut weight = (0, 0, Reverse(u32::MAX));
    for found in uses {
        weight.0 += usize::from(found.house);
        weight.1 += 1;
        if found.house {
            weight.2 = weight.2.max(Reverse(found.place.start));
        }
    }
    weight
}

/// Whether a word is prose of the house, or a vote only: quoted, in furniture, or with the capital
/// that a headline gives every word; none where it is code or a name.
fn standing(cx: &ArticleContext<'_>, token: &Token) -> Option<bool> {
    if !token.is_word() || token.is_masked() || is_code(cx, token) {
        return None;
    }
    let zone = cx.article.zone_at(token.start);
    let display = matches!(zone, Zone::Headline | Zone::Deck);
    let plain = !token.is_capital() || token.starts_sentence();
    let voice = zone.names_bodies() && (plain || display);
    voice.then(|| zone.is_copy() && plain && !token.is_quoted())
}

/// Part of a path, a handle or a file's name: "orrsund/e-mail", "email_gateway", "e-mail.js".
fn is_code(cx: &ArticleContext<'_>, token: &Token) -> bool {
    let (start, end) = (token.start as usize, token.span().end as usize);
    let bytes = cx.article.text.as_bytes();
    // The rest of a compound belongs to the same name.
    let part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let head = bytes[..start].iter().rev().take(LONGEST_NAME).find(|b| !part(b));
    let mut tail = bytes[end..].iter().take(LONGEST_NAME).skip_while(|b| part(b));
    let joins = |b: &u8| matches!(b, b'/' | b'_' | b'@' | b'#');
    let stop = tail.next();
    let ending = stop == Some(&b'.') && tail.next().is_some_and(u8::is_ascii_lowercase);
    head.is_some_and(joins) || stop.is_some_and(joins) || ending
}

/// The spelling of the word at a place, where it has another one.
fn spelling(cx: &ArticleContext<'_>, i: usize, token: &Token) -> Option<Use> {
    let word = token.text(&cx.article.text);
    let (key, form, name) = match lexicon::variant(word) {
        Some((key, form)) => (fold(key), form.parse().ok()?, key.starts_with(char::is_uppercase)),
        None => {
            let twin = lexicon::spelling_twin(word).filter(|_| !is_another_word(cx, i))?;
            (family(word, twin), u8::from(lexicon::is_british(word)), false)
        }
    };
    let house = if name {
        // Without its capital it is none.
        let copy = cx.article.zone_at(token.start).is_copy();
        token.is_capital().then(|| copy && !token.is_quoted())?
    } else {
        standing(cx, token)?
    };
    Some(Use { key, form, place: token.span(), attribute: false, house })
}

/// What a word shares with its twin, so that "organised" and "organization" meet; of short words
/// the whole, or "mum" would meet "moustache".
fn family(word: &str, twin: &str) -> u64 {
    const LONG: usize = 4;
    let shared = word.bytes().zip(twin.bytes());
    let shared = shared.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    match word.get(..shared).filter(|stem| stem.len() >= LONG) {
        Some(stem) => fold(stem),
        None => {
            let (word, twin) = (singular(word), singular(twin));
            // The same for both: the sum does not depend on the order.
            fold(word).wrapping_add(fold(twin))
        }
    }
}

/// The word without a plural "s".
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() >= 4 && !one.ends_with('s') => one,
        _ => word,
    }
}

/// Both are right in one dialect, for two things that nothing around them tells apart.
const TWO_THINGS: [u64; 17] = folds_ascii([
    "check",
    "checks",
    "cheque",
    "cheques",
    "draft",
    "draught",
    "curb",
    "curbs",
    "kerb",
    "kerbs",
    "prise",
    "prised",
    "prises",
    "prize",
    "prized",
    "prizes",
    "paralyses",
]);

/// American words that British writers use as well, for something else: to license, a parking
/// meter, a story told, to tire.
const LICENSE: [u64; 2] = folds_ascii(["license", "licenses"]);
const METER: [u64; 2] = folds_ascii(["meter", "meters"]);
const TIRE: [u64; 2] = folds_ascii(["tire", "tires"]);
const PROGRAM: [u64; 2] = folds_ascii(["program", "programs"]);
const GRAY: [u64; 4] = folds_ascii(["gray", "grays", "grey", "greys"]);

/// What stands before a verb and not before a noun, and what stands after it.
const BEFORE_VERBS: [u64; 20] = folds_ascii([
    "to", "will", "can", "may", "would", "could", "should", "must", "not", "they", "we", "you",
    "who", "that", "which", "and", "never", "he", "she", "it",
]);
const AFTER_VERBS: [u64; 14] = folds_ascii([
    "the", "a", "an", "its", "their", "his", "her", "all", "any", "this", "these", "those", "of",
    "easily",
]);
const MACHINES: [u64; 5] = folds_ascii(["computer", "software", "spyware", "web", "malware"]);
const SIZES: [u64; 4] = folds_ascii(["square", "cubic", "per", "of"]);

/// Whether the word may be another one than its twin is the other spelling of.
fn is_another_word(cx: &ArticleContext<'_>, i: usize) -> bool {
    let token = &cx.tokens[i];
    let before = i.checked_sub(1).and_then(|p| cx.tokens.get(p));
    let is = |words: &[u64]| before.is_some_and(|b| words.contains(&b.fold));
    let after = cx.tokens.get(i + 1);
    let verb = || is(&BEFORE_VERBS) || after.is_some_and(|a| AFTER_VERBS.contains(&a.fold));
    let counted = || before.is_some_and(|b| b.kind == Kind::Number);
    match token.fold {
        f if TWO_THINGS.contains(&f) => true,
        f if LICENSE.contains(&f) || TIRE.contains(&f) => verb(),
        f if METER.contains(&f) => !counted() && !is(&SIZES),
        f if PROGRAM.contains(&f) => is(&MACHINES),
        // Capitalised, it is somebody's name.
        f if GRAY.contains(&f) => token.is_capital(),
        _ => false,
    }
}

fn compare(cx: &ArticleContext<'_>, odd: &[Use], usual: &[Use], out: &mut Vec<Finding>) {
    let few = || odd.iter().filter(|u| compounds::counts(u, usual));
    let many = || usual.iter().filter(|u| compounds::counts(u, odd));
    if weight(few()) >= weight(many()) {
        return;
    }
    let mut kept = many().filter(|u| u.house);
    let Some(first) = kept.next() else { return };
    let right = cx.text(first.place);
    let elsewhere = match kept.count() {
        0 => format!("\"{right}\" here"),
        1 => format!("\"{right}\" here and once more"),
        n => format!("\"{right}\" here and {n} more times"),
    };
    // What a [[term]] decides is said by style/term.
    let ruled = |u: &&Use| {
        let rule = |form| matches!(form, Form::WrongTerm(..) | Form::EitherTerm(..));
        cx.matches.near(u.place).any(|m| rule(m.form) && m.span.overlaps(u.place))
    };
    for found in few().filter(|u| u.house && !ruled(u)).take(SHOWN) {
        let message = format!("\"{}\" and \"{right}\" in one article", cx.text(found.place));
        out.push(
            cx.finding(&INFO, found.place, message)
                .related(cx.place(first.place), elsewhere.clone())
                .help("choose one spelling and keep to it"),
        );
    }
}
