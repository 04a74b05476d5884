//! Capitals of titles: which of them an article sets, where a capital says something.

use crate::article::Zone;
use crate::checks::ArticleContext;
use crate::extract::titles::{Tense, TitleMention, rank};
use crate::lexicon;
use crate::source::Span;
use crate::stylebook::style::Case;
use crate::tokens::{Token, fold_ascii, folds_ascii};

/// A title in copy with the case of its words.
pub(super) struct Cased {
    /// The rank without the country.
    pub(super) span: Span,
    /// The rank in its normal form, without the country.
    pub(super) rank: String,
    /// How its words are set.
    pub(super) case: Case,
    /// Behind the name, or without one.
    pub(super) after: bool,
    /// What moves it in time.
    pub(super) tense: Tense,
    /// First and one past the last token.
    pub(super) tokens: (usize, usize),
    /// The body or place of the office, where one is named.
    pub(super) body: Span,
}

/// Offices of state, which have a capital before a name wherever any title has one. Job
/// descriptions ("attorney", "coach", "spokesman") are lower case in many houses all the same.
const FORMAL: [&str; 34] = [
    "president",
    "vice president",
    "prime minister",
    "deputy prime minister",
    "foreign minister",
    "finance minister",
    "chancellor",
    "secretary",
    "defense secretary",
    "home secretary",
    "foreign secretary",
    "press secretary",
    "treasury secretary",
    "interior secretary",
    "health secretary",
    "education secretary",
    "transportation secretary",
    "secretary of state",
    "secretary general",
    "attorney general",
    "assistant attorney general",
    "deputy attorney general",
    "solicitor general",
    "surgeon general",
    "u.s. attorney",
    "governor",
    "lieutenant governor",
    "senator",
    "representative",
    "mayor",
    "deputy mayor",
    "speaker",
    "chief justice",
    "special agent in charge",
];

/// Whether a rank is an office of state.
pub(super) fn is_formal(rank: &str) -> bool {
    FORMAL.contains(&rank)
}

/// Titles of an article's running copy whose capitals say something, by place.
pub(super) fn cased(cx: &ArticleContext<'_>) -> Vec<Cased> {
    let mut out: Vec<Cased> = Vec::new();
    for title in &cx.mentions.titles {
        let Some(person) = cx.mentions.people.get(title.person as usize) else { continue };
        let running = matches!(person.zone, Zone::Body | Zone::Caption);
        if person.quoted || person.list || !running {
            continue;
        }
        out.extend(one(cx, title));
    }
    out.sort_by_key(|t| t.span);
    out
}

const COUNTRY: [u64; 4] = folds_ascii(["u.s.", "us", "united", "states"]);
const IN: u64 = fold_ascii("in");

fn one(cx: &ArticleContext<'_>, title: &TitleMention) -> Option<Cased> {
    let (mut first, last) = (title.tokens.0 as usize, title.tokens.1 as usize);
    let name = cx.mentions.people.get(title.person as usize)?.tokens.0 as usize;
    // "Secretary of State Ada Roe": the rest of the title is not read.
    if !title.after && name > last && cx.tokens[last].is_word() {
        return None;
    }
    let attorney = last - first == 2 && cx.tokens[last - 1].fold == fold_ascii("attorney");
    while first + 1 < last && COUNTRY.contains(&cx.tokens[first].fold) {
        first += 1;
    }
    let words: Vec<&Token> = cx.tokens[first..last]
        .iter()
        .filter(|t| t.is_word() && t.fold != IN && !t.starts_sentence())
        .collect();
    let case = match words.iter().filter(|t| t.is_capital()).count() {
        0 => Case::Lower,
        n if n == words.len() => Case::Upper,
        _ => return None,
    };
    let all_capitals = words.iter().any(|t| t.is_all_upper());
    if words.is_empty() || all_capitals || case == Case::Lower && is_described(cx, title, first) {
        return None;
    }
    let rank = rank::normal(&cx.article.text, &cx.tokens[first..last]);
    let rank = if attorney { format!("u.s. {rank}") } else { rank };
    let span = cx.tokens[first].span().to(cx.tokens[last - 1].span());
    let (after, tense) = (title.after, title.tense);
    Some(Cased { span, rank, case, after, tense, tokens: (first, last), body: title.body })
}

/// "company president Ada Roe", "its president Ada Roe": a description before a name.
fn is_described(cx: &ArticleContext<'_>, title: &TitleMention, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).map(|i| &cx.tokens[i]) else { return false };
    if title.after || cx.tokens[first].starts_sentence() {
        return false;
    }
    let word = before.text(&cx.article.text);
    let owner = before.kind == crate::tokens::Kind::Possessive;
    let determined = before.is_word()
        && !before.is_capital()
        && !LEAD_IN.contains(&before.fold)
        && !lexicon::is_title_word(word);
    // "Alder Ferries president Ada Roe": an officer of a body; "French president" is one of state.
    let body = before.is_capital()
        && !LEAD_IN.contains(&before.fold)
        && !COUNTRY.contains(&before.fold)
        && !lexicon::is_place(word)
        && !lexicon::is_title_word(word);
    owner || determined || body
}

/// Small words and verbs that stand before a title without describing it.
const LEAD_IN: [u64; 30] = folds_ascii([
    "and", "or", "but", "by", "with", "of", "for", "to", "from", "against", "that", "as", "when",
    "while", "after", "before", "than", "told", "said", "says", "asked", "met", "former", "then",
    "acting", "interim", "under", "between", "on", "like",
]);
