//! Numbers in running text, with what they count: one reading for all checks.
//!
//! A figure is a number in digits or words with its magnitude ("million"), its unit (money, percent,
//! things), the noun it counts, and what is said of its exactness. Dates, years, times, ordinal
//! numbers, scores, telephone numbers and numbers that are names ("Channel 16") are no figures.
//! Says what stands there; whether two figures speak of one thing is for checks to decide.

mod context;
pub mod nearby;
mod nouns;
mod value;
mod words;

use std::ops::Range;

use crate::article::{Article, Zone};
use crate::extract::blocks;
use crate::extract::dates::{DateMention, Words};
use crate::source::Span;
use crate::tokens::{Kind, Sort, Tokens};

pub use nouns::{Fate, Noun, lemma};
pub use value::Value;
pub use words::{Hedge, Unit};

/// One figure.
#[derive(Clone, Debug)]
pub struct FigureMention {
    /// Sign, number, magnitude and unit ("$5.2 million", "30 percent", "23").
    pub span: Span,
    /// The digits or words of the number alone.
    pub number: Span,
    /// The word for zeros, with its power of ten.
    pub magnitude: Option<(i16, Span)>,
    /// All that it is worth.
    pub value: Value,
    /// Power of ten of the last digit that means something: the figure is right to that digit.
    pub last: i16,
    /// The same number repeated in brackets ("thirty (30)"): what it is worth, and where.
    pub repeated: Option<(Value, Span)>,
    /// What it is counted in.
    pub unit: Unit,
    /// The noun it counts.
    pub noun: Option<Noun>,
    /// What befell those counted.
    pub fate: Option<Fate>,
    /// How exact it wants to be.
    pub hedge: Option<Hedge>,
    /// Part of a larger number, or so many more ("five of the 23", "another five", "12 a day").
    pub part: bool,
    /// One end of a range ("5 to 7").
    pub range: bool,
    /// "the 23", "all 23": known already.
    pub definite: bool,
    /// Inside quotation marks.
    pub quoted: bool,
    /// Where it stands.
    pub zone: Zone,
    /// Its first token and the one after its last, in the article.
    pub tokens: (u32, u32),
}

impl FigureMention {
    /// Whether this figure is `exact`, rounded to as many digits as it has.
    #[must_use]
    pub fn rounds(&self, exact: Value) -> bool {
        self.value.rounds(self.last, exact)
    }
}

/// Every figure of an article, in the order of the text.
#[must_use]
pub fn figures(article: &Article, tokens: &Tokens, dates: &[DateMention]) -> Vec<FigureMention> {
    let mut out = Vec::new();
    let mut dates = dates.iter().peekable();
    for (block, Range { start: first, end }) in blocks(article, tokens) {
        let words = Words { text: &article.text, tokens: &tokens[first..end] };
        let mut next = 0;
        for at in tokens.places_in([Sort::Number, Sort::SpelledNumber], first..end) {
            let Some(token) = tokens.get(at).filter(|_| at >= next) else { continue };
            while dates.next_if(|d| d.span.end <= token.start).is_some() {}
            let dated = dates.peek().is_some_and(|d| d.span.start <= token.start);
            let read = if dated { None } else { words.figure(at - first) };
            let Some(mut figure) = read else { continue };
            figure.zone = block.zone;
            figure.tokens.0 += first as u32;
            figure.tokens.1 += first as u32;
            next = figure.tokens.1 as usize;
            out.push(figure);
        }
    }
    out.retain(|figure| !article.is_masked(figure.span));
    out
}

impl Words<'_> {
    /// The figure whose number starts at a token.
    fn figure(&self, at: usize) -> Option<FigureMention> {
        let (mut value, mut next) = self.number(at)?;
        if self.is_no_figure(at, next) {
            return None;
        }
        let number = self.tokens[at].span().to(self.tokens[next - 1].span());
        let repeated = self.repeated(next);
        next += if repeated.is_some() { 3 } else { 0 };
        let magnitude = self.magnitude(next - 1, next);
        if let Some((power, _, after)) = magnitude {
            value = value.times_ten_to(power);
            next = after;
        }
        let sign = self.sign_before(at);
        let (unit, after) = match sign {
            Some((currency, _)) => {
                // "$5 million dollars"
                let twice =
                    self.unit_after(next).filter(|(unit, _)| matches!(unit, Unit::Money(_)));
                (Unit::Money(currency), twice.map_or(next, |(_, after)| after))
            }
            None => self.unit_after(next).unwrap_or((Unit::Things, next)),
        };
        next = after;
        let start = sign.map_or(at, |(_, start)| start);
        let hedge = self.hedge_before(start);
        let noun = self.noun(next, unit, value == Value::new(1));
        let before = hedge.map_or(start, |(_, start)| start);
        let range = self.is_range(start, next);
        // "3-2", "844-916-0895": scores and telephone numbers.
        let bare = unit == Unit::Things && magnitude.is_none() && noun.is_none();
        if bare && self.is_hyphen(next) {
            return None;
        }
        Some(FigureMention {
            span: self.tokens[start].span().to(self.tokens[next - 1].span()),
            number,
            magnitude: magnitude.map(|(power, word, _)| (power, self.tokens[word].span())),
            value,
            last: self.last(at, value, magnitude.map(|(power, ..)| power)),
            repeated,
            unit,
            noun,
            fate: self.fate(before, next, noun.as_ref()),
            hedge: hedge.map(|(hedge, _)| hedge).or_else(|| self.hedge_after(next)),
            part: self.is_part(before, next, unit, noun.as_ref()),
            range,
            definite: self.is_definite(before),
            quoted: self.tokens[at].is_quoted(),
            zone: Zone::Body,
            tokens: (start as u32, next as u32),
        })
    }

    /// "5.2 million" is right to the hundred thousand, "12,000" to the thousand.
    fn last(&self, at: usize, value: Value, magnitude: Option<i16>) -> i16 {
        let body = self.tokens[at].text(self.text);
        let decimals = body
            .split_once('.')
            .map_or(0, |(_, tail)| tail.bytes().take_while(u8::is_ascii_digit).count() as i16);
        magnitude.map_or_else(|| value.exponent(), |power| power - decimals)
    }

    /// "(30)" behind "thirty".
    fn repeated(&self, next: usize) -> Option<(Value, Span)> {
        let token = self.get(next + 1).filter(|t| t.kind == Kind::Number)?;
        let spelled = self.get(next.checked_sub(1)?)?.is_word();
        let value = Value::parse(token.text(self.text))?;
        let brackets = self.is_mark(next, '(') && self.is_mark(next + 2, ')');
        (spelled && brackets).then_some((value, token.span()))
    }
}

#[cfg(test)]
mod tests;
