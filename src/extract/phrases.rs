//! Capitalised phrases: whatever a text calls by several capitals, people left out.
//!
//! Business units, buildings, laws, awards and offices have names without a noun that would tell
//! what they are. Inside one story they can still be compared with each other.

use crate::article::{Article, Zone};
use crate::extract::dates::is_calendar;
use crate::extract::people::PersonMention;
use crate::source::Span;
use crate::tokens::{Sort, Token, Tokens, WordSet, fold_ascii, folds_ascii};

/// Capitals, and the small words between them.
#[derive(Clone, Copy, Debug)]
pub struct PhraseMention {
    /// The phrase, without a leading article.
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (u32, u32),
    /// How many tokens at its end are the name of somebody who holds an office: "Upper Tidal Judge
    /// Edgar Marlow".
    pub bearer: u32,
}

/// A phrase of more words is a list.
const LONGEST: usize = 12;

const THE: u64 = fold_ascii("the");
const JOINTS: [u64; 4] = folds_ascii(["of", "for", "and", "&"]);
/// What opens a sentence and is no part of a name.
static OPENERS: WordSet<26> = WordSet::new([
    "the", "a", "an", "in", "on", "at", "by", "for", "from", "with", "but", "and", "when", "while",
    "as", "after", "before", "under", "since", "both", "this", "that", "these", "if", "though",
    "former",
]);

/// The phrases of an article's sentences, by place. In headlines every word has a capital, and
/// quotations, bylines and lists of names are left alone.
#[must_use]
pub fn phrases(article: &Article, tokens: &Tokens, people: &[PersonMention]) -> Vec<PhraseMention> {
    let mut out = Vec::new();
    let mut people = people.iter().filter(|p| p.is_full() || !p.title.is_empty()).peekable();
    let text = &article.text;
    let mut start = None;
    let mut end = 0;
    let mut capitals = tokens.places([Sort::Capital]);
    let (mut capital, mut next) = (capitals.next(), 0);
    loop {
        // Every capital, and every word of a person's name.
        while people.next_if(|p| p.tokens.1 as usize <= next).is_some() {}
        while capital.is_some_and(|at| at < next) {
            capital = capitals.next();
        }
        let named = people.peek().map_or(usize::MAX, |p| next.max(p.tokens.0 as usize));
        let at = capital.map_or(named, |at| at.min(named));
        let Some(token) = tokens.get(at) else { break };
        next = at + 1;
        let person = people.peek().copied().filter(|p| p.tokens.0 as usize <= at);
        let named = person.filter(|p| p.is_full() && p.tokens.0 as usize == end);
        if let (Some(first), Some(person)) = (start, named) {
            let bearer = person.tokens.1 - person.tokens.0;
            out.extend(phrase(article, tokens, (first, person.tokens.1 as usize), bearer));
        }
        let part = token.is_capital()
            && !token.is_masked()
            && !token.is_quoted()
            && person.is_none()
            && !(is_calendar(token) || token.starts_sentence() && OPENERS.contains(token.fold));
        let goes_on = start.is_some() && joined(text, tokens, end, at);
        if part && goes_on {
            end = at + 1;
        } else if part || person.is_some() {
            out.extend(start.and_then(|start| phrase(article, tokens, (start, end), 0)));
            (start, end) = (part.then_some(at), at + 1);
        }
    }
    out.extend(start.and_then(|start| phrase(article, tokens, (start, end), 0)));
    out
}

/// Whether nothing but small words of names stands between the last capital and the next.
fn joined(text: &str, tokens: &[Token], end: usize, at: usize) -> bool {
    let first = &tokens[at];
    if at - end > 2 || first.starts_block() || first.starts_sentence() {
        return false;
    }
    match &tokens[end..at] {
        [] => true,
        [one] => {
            let dash = one.is_mark(text, '-')
                && one.start == tokens[end - 1].span().end
                && first.start == one.span().end;
            JOINTS.contains(&one.fold) || dash
        }
        [one, two] => JOINTS.contains(&one.fold) && two.fold == THE,
        _ => false,
    }
}

fn phrase(
    article: &Article,
    tokens: &[Token],
    (start, end): (usize, usize),
    bearer: u32,
) -> Option<PhraseMention> {
    let words = &tokens[start..end];
    let capitals = words.iter().filter(|t| t.is_capital()).count();
    let shouted = words.iter().all(|t| t.is_all_upper() || !t.is_capital());
    let zone = article.zone_at(words[0].start);
    if capitals < 2 || words.len() > LONGEST || shouted {
        return None;
    }
    let told = matches!(zone, Zone::Body | Zone::Caption | Zone::Deck);
    let span = words[0].span().to(words[words.len() - 1].span());
    told.then_some(PhraseMention { span, tokens: (start as u32, end as u32), bearer })
}
