//! What is kept of an article's figures: what is counted, and how many, without the text.
//!
//! Two articles can be compared only where both say plainly what they count. So hedged, quoted
//! and partial figures, ages and stretches of time are left out, and so is whatever the article
//! itself gives two figures for. A figure takes some seventy bytes, and an article has few.

mod phrase;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use serde::{Deserialize, Serialize};

use super::record::{Keeper, Key, mark};
use crate::article::{Article, Zone};
use crate::extract::Mentions;
use crate::extract::figures::{Fate, FigureMention, Value, nearby};
use crate::source::Span;
use crate::tokens::{Kind, Spread, Token, fold};
use phrase::Phrase;

/// Figures that are kept of one article.
const MOST: usize = 24;
/// An article of more numbers is a table.
const TABLE: usize = 120;
/// A phrase with more figures than this says what everybody says, and only those count together that
/// share a word beside them as well.
pub const CROWD: usize = 64;
/// Words kept of the sentence around a figure.
pub const CONTEXT: usize = 8;

/// A figure that other articles can contradict.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct FigureForm {
    /// All that it is worth.
    pub value: Value,
    /// Where, in the decoded file: the number and its noun.
    pub place: Span,
    /// The same as the article writes it.
    pub written: Key,
    /// What is counted: equal for equal phrases without their numbers.
    pub phrase: u32,
    /// The number and the two words before the noun; 0 where there are none.
    pub counted: u32,
    /// The noun, in the singular.
    pub head: u32,
    /// Words of the sentence around it, the nearest first; 0 where there are no more.
    pub context: [u16; CONTEXT],
    /// Which of them are names, by bit.
    pub names: u8,
    /// How many words stand between the number and its noun.
    pub modifiers: u8,
    /// The year that the sentence names; 0 for none.
    pub year: u16,
    /// Power of ten of the last digit that means something.
    pub last: i16,
    /// What befell those counted.
    pub fate: Option<Fate>,
    /// What the number is of.
    pub of: Of,
}

/// What a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// Things or people.
    Things,
    /// Money.
    Money,
    /// Hundredths.
    Percent,
    /// Months in prison.
    Prison,
}

/// The figures of an article, and the marks of all its numbers, sorted.
pub(super) fn figures(
    article: &Article,
    tokens: &[Token],
    mentions: &Mentions,
    keeper: &mut Keeper,
) -> (Vec<FigureForm>, Vec<u32>) {
    let mut out: Vec<FigureForm> = Vec::new();
    if mentions.figures.len() > TABLE {
        return (out, Vec::new());
    }
    // What the article gives two figures for is no claim.
    let mut claims: HashMap<u32, Option<Value>, BuildHasherDefault<Spread>> = HashMap::default();
    for figure in mentions.figures.iter().filter(|f| f.zone.is_copy() && !f.range) {
        let Some(phrase) = phrase::phrase(&article.text, tokens, figure) else { continue };
        let value = phrase::worth(figure, phrase.of);
        let key = mark(phrase.key);
        let claim = claims.entry(key).or_insert(Some(value));
        *claim = claim.filter(|known| *known == value);
        let listed = article.block_at(figure.span.start).is_none_or(|b| b.list);
        let plain = !figure.quoted
            && !figure.part
            && figure.hedge.is_none()
            && !listed
            && !phrase::is_label(article, tokens, figure);
        if !plain || out.len() == MOST || out.iter().any(|f| f.phrase == key) {
            continue;
        }
        let (first, last) = phrase.tokens;
        let span = tokens[first].span().to(tokens[last].span());
        let around = Around::new(article, tokens, figure, &phrase);
        out.push(FigureForm {
            value,
            place: article.map.to_source(span),
            written: keeper.keep_exact(span.of(&article.text)),
            phrase: key,
            counted: if phrase.counted == 0 { 0 } else { mark(phrase.counted) },
            head: mark(phrase.head),
            context: around.context,
            names: around.names,
            modifiers: phrase.modifiers,
            year: around.year,
            last: figure.last,
            fate: figure.fate,
            of: phrase.of,
        });
    }
    out.retain(|f| claims.get(&f.phrase).is_some_and(Option::is_some));
    let counted = mentions.figures.iter().filter(|f| !phrase::is_passing(f));
    let mut numbers: Vec<u32> = counted.map(|f| number(f.value, phrase::of(f))).collect();
    numbers.sort_unstable();
    numbers.dedup();
    (out, numbers)
}

/// The mark of a number, whatever things it counts.
#[must_use]
pub fn number(value: Value, of: Of) -> u32 {
    let of = match of {
        Of::Prison => Of::Things,
        other => other,
    };
    mark(join(exact(value), of as u64))
}

/// Hash of a number.
fn exact(value: Value) -> u64 {
    join(value.digits(), value.exponent().cast_unsigned().into())
}

fn join(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(9) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Hash of a word without its commonest endings: enough for words around a figure to meet.
fn stem(body: &str) -> u64 {
    let last = body.bytes().next_back().unwrap_or_default().to_ascii_lowercase();
    if !matches!(last, b's' | b'g' | b'd' | b'e' | b'y') {
        return fold(body);
    }
    let ends = |tail: &&str| {
        body.len() >= tail.len() + 3
            && body.is_char_boundary(body.len() - tail.len())
            && body[body.len() - tail.len()..].eq_ignore_ascii_case(tail)
    };
    let cut = ["ings", "ing", "ies", "ed", "es", "s", "e", "y"].into_iter().find(ends);
    fold(&body[..body.len() - cut.map_or(0, str::len)])
}

/// The sentence around a figure.
struct Around {
    context: [u16; CONTEXT],
    names: u8,
    year: u16,
}

impl Around {
    fn new(article: &Article, tokens: &[Token], figure: &FigureMention, phrase: &Phrase) -> Self {
        let (from, sentence) = nearby::sentence(tokens, figure);
        let (first, last) = phrase.tokens;
        let headline = figure.zone == Zone::Headline;
        let mut found: Vec<(usize, u16, bool)> = Vec::new();
        let mut year = 0;
        for (i, token) in sentence.iter().enumerate() {
            let at = from + i;
            if token.kind == Kind::Number && token.len == 4 {
                let number: u16 = token.text(&article.text).parse().unwrap_or(0);
                let inside = (first..=last).contains(&at);
                year = if !inside && (1700..2100).contains(&number) { number } else { year };
            }
            if (first..=last).contains(&at) || !nearby::is_weighty(token) {
                continue;
            }
            let word = token.text(&article.text);
            let name = token.is_capital()
                && !token.listed.is_common_word()
                && (!headline || !token.listed.is_given_name());
            let distance = if at < first { first - at } else { at - last };
            // A name says more than the words beside it.
            let distance = if name { distance / 3 } else { distance };
            let hash = mark(stem(word));
            found.push((distance, ((hash ^ (hash >> 16)) as u16).max(1), name));
        }
        found.sort_unstable();
        let mut out = Self { context: [0; CONTEXT], names: 0, year };
        let mut kept = 0;
        for (_, word, name) in found {
            if kept == CONTEXT {
                break;
            }
            if !out.context[..kept].contains(&word) {
                out.context[kept] = word;
                out.names |= u8::from(name) << kept;
                kept += 1;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests;
