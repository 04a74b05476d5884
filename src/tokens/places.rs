//! The words of an article with an index: where those of each sort stand.
//!
//! Whoever looks for something in an article asks for its candidates, [`Tokens::places`], and
//! looks closer at these. So an article is walked once, when the index is made, however many
//! extractors and checks there are. The index has a row of bits for every 64 words.

use std::ops::{Deref, Range};

use super::{Kind, Listed, Token};

/// What a walk over an article's words may look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A word whose first letter is a capital.
    Capital,
    /// A word of two letters or more, all capitals.
    Upper,
    /// A word of two capitals or more: "CISA", "ICBMs", "McCabe".
    Capitals,
    /// The first word of a sentence or block.
    SentenceStart,
    /// What starts with a digit.
    Number,
    /// A word for a number, or for a ten.
    SpelledNumber,
    /// The name of a month or weekday, with its capital.
    Calendar,
    /// A word for a time told from the day of publication: "last", "ago".
    Time,
    /// A word that an age is told with.
    Age,
    /// A word that stands before names.
    Title,
    /// The first word of compounds that are written in several ways.
    Compound,
    /// A word of four letters or more that has other spellings.
    Spelling,
    /// A small word of another language, or one that begins with no plain letter.
    Foreign,
    /// "-", "‑"
    Hyphen,
    /// What may open a note that stands for copy still to come: "[", "?", "Lorem".
    Filler,
    /// The same word as the one before it.
    Repeated,
}

impl Sort {
    const COUNT: usize = Self::Repeated as usize + 1;

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// For each sort, which of 64 words are of it.
type Row = [u64; Sort::COUNT];

/// The words of an article, cut and annotated, and their index.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    blocks: Vec<Range<usize>>,
    rows: Vec<Row>,
}

impl Tokens {
    /// Indexes the words of a text that are annotated already; `blocks` has those of each block.
    #[must_use]
    pub fn new(text: &str, list: Vec<Token>, blocks: Vec<Range<usize>>) -> Self {
        let mut rows = vec![[0; Sort::COUNT]; list.len().div_ceil(64)];
        let mut before = 0;
        for (words, row) in list.chunks(64).zip(&mut rows) {
            for (at, token) in words.iter().enumerate() {
                let mut sorts = sorts(text, token);
                if token.fold == before {
                    sorts |= Sort::Repeated.bit();
                }
                before = token.fold;
                while sorts != 0 {
                    row[sorts.trailing_zeros() as usize % Sort::COUNT] |= 1 << at;
                    sorts &= sorts - 1;
                }
            }
        }
        Self { list, blocks, rows }
    }

    /// The words of each block of the article.
    #[must_use]
    pub fn blocks(&self) -> &[Range<usize>] {
        &self.blocks
    }

    /// Where the words stand that are of any of these sorts.
    pub fn places<const N: usize>(&self, sorts: [Sort; N]) -> Places<'_, N> {
        self.places_in(sorts, 0..self.list.len())
    }

    /// The same among some words.
    pub fn places_in<const N: usize>(
        &self,
        sorts: [Sort; N],
        words: Range<usize>,
    ) -> Places<'_, N> {
        let row = words.start / 64;
        let mut places = Places { rows: &self.rows, sorts, row, left: 0, end: words.end };
        places.left = places.load() & (u64::MAX << (words.start % 64));
        places
    }

    /// The first such word from a place on.
    #[must_use]
    pub fn next<const N: usize>(&self, sorts: [Sort; N], from: usize) -> Option<usize> {
        self.places_in(sorts, from..self.list.len()).next()
    }
}

impl Deref for Tokens {
    type Target = [Token];
    fn deref(&self) -> &[Token] {
        &self.list
    }
}

/// Walks from candidate to candidate.
#[derive(Clone, Debug)]
pub struct Places<'t, const N: usize> {
    rows: &'t [Row],
    sorts: [Sort; N],
    row: usize,
    /// Candidates of the row that are still to come.
    left: u64,
    end: usize,
}

impl<const N: usize> Places<'_, N> {
    fn load(&self) -> u64 {
        let row = self.rows.get(self.row);
        row.map_or(0, |row| self.sorts.iter().fold(0, |all, sort| all | row[*sort as usize]))
    }
}

impl<const N: usize> Iterator for Places<'_, N> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.row += 1;
            if self.row * 64 >= self.end {
                return None;
            }
            self.left = self.load();
        }
        let at = self.row * 64 + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        (at < self.end).then_some(at)
    }
}

/// The sorts of one word, a bit for each.
fn sorts(text: &str, token: &Token) -> u32 {
    let start = if token.starts_sentence() { Sort::SentenceStart.bit() } else { 0 };
    if token.is_plain() && !token.listed.is_in(INDEXED) {
        return start;
    }
    let first = text.as_bytes().get(token.start as usize).copied().unwrap_or_default();
    start
        | match token.kind {
            Kind::Word => of_word(token, first),
            Kind::Number => Sort::Number.bit(),
            Kind::Possessive => 0,
            Kind::Mark => match first {
                b'-' => Sort::Hyphen.bit(),
                b'[' | b'?' => Sort::Filler.bit(),
                _ if token.text(text) == "\u{2011}" => Sort::Hyphen.bit(),
                _ => 0,
            },
        }
}

fn of_word(token: &Token, first: u8) -> u32 {
    let mut out = 0;
    let mut add = |is: bool, sort: Sort| out |= if is { sort.bit() } else { 0 };
    let capital = token.is_capital();
    if capital || token.has_capitals() {
        add(capital, Sort::Capital);
        add(token.is_all_upper(), Sort::Upper);
        add(token.has_capitals(), Sort::Capitals);
    }
    add(!first.is_ascii(), Sort::Foreign);
    let listed = token.listed;
    if listed.is_in(INDEXED) {
        add(listed.is_calendar() && capital, Sort::Calendar);
        add(listed.is_number(), Sort::SpelledNumber);
        add(listed.is_in(Listed::TIME), Sort::Time);
        add(listed.is_in(Listed::AGE), Sort::Age);
        add(listed.is_title_word(), Sort::Title);
        add(listed.is_in(Listed::COMPOUND), Sort::Compound);
        add((listed.has_variants() || listed.has_twin()) && token.len >= 4, Sort::Spelling);
        add(listed.is_in(Listed::FOREIGN) && !capital, Sort::Foreign);
        add(listed.is_in(Listed::FILLER), Sort::Filler);
    }
    out
}

/// Lists that make a word one of some sort: most words are in none of them.
const INDEXED: Listed = Listed::CALENDAR
    .or(Listed::NUMBER)
    .or(Listed::TIME)
    .or(Listed::AGE)
    .or(Listed::TITLE_WORD)
    .or(Listed::COMPOUND)
    .or(Listed::VARIANT)
    .or(Listed::BRITISH)
    .or(Listed::AMERICAN)
    .or(Listed::FOREIGN)
    .or(Listed::FILLER);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::tokens::tokenize;

    fn index(text: &str) -> Tokens {
        let mut list = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut list);
        let all = 0..list.len();
        Tokens::new(text, list, vec![all])
    }

    fn words<'t, const N: usize>(text: &'t str, tokens: &Tokens, sorts: [Sort; N]) -> Vec<&'t str> {
        tokens.places(sorts).map(|at| tokens[at].text(text)).collect()
    }

    #[test]
    fn words_are_found_by_their_sort() {
        let text = "The CISA and ICBMs of Élan: 3 of of well-off men? [Roe McRoe]";
        let tokens = index(text);
        let capitals = ["The", "CISA", "ICBMs", "Élan", "Roe", "McRoe"];
        assert_eq!(words(text, &tokens, [Sort::Capital]), capitals);
        assert_eq!(words(text, &tokens, [Sort::Upper]), ["CISA"]);
        assert_eq!(words(text, &tokens, [Sort::Capitals]), ["CISA", "ICBMs", "McRoe"]);
        assert_eq!(words(text, &tokens, [Sort::Number, Sort::Foreign]), ["Élan", "3"]);
        assert_eq!(words(text, &tokens, [Sort::Hyphen, Sort::Filler]), ["-", "?", "["]);
        assert_eq!(words(text, &tokens, [Sort::Repeated]), ["of"]);
    }

    proptest::proptest! {
        #[test]
        fn candidates_are_those_of_a_walk(text in "([A-Za-z]{1,3}|[0-9]|-)( ([A-Z]?[a-z]{1,2}|[0-9]|-)){0,200}", cut: (u8, u8)) {
            let tokens = index(&text);
            let (from, to) = (usize::from(cut.0.min(cut.1)), usize::from(cut.0.max(cut.1)));
            let words = from.min(tokens.len())..to.min(tokens.len());
            let is = |at: &usize| tokens[*at].is_capital() || tokens[*at].kind == Kind::Number;
            let walked: Vec<usize> = words.clone().filter(is).collect();
            let sorts = [Sort::Capital, Sort::Number];
            let found: Vec<usize> = tokens.places_in(sorts, words).collect();
            proptest::prop_assert_eq!(found, walked);
            let next = (from..tokens.len()).find(is);
            proptest::prop_assert_eq!(tokens.next(sorts, from), next);
        }
    }
}
