//! The words inside quotation marks, ready to be compared.
//!
//! A mention keeps the quoted text itself and how it lies in the article: that is as small as its
//! words would be, and they are cut again only when two quotations are compared. Nothing here
//! knows of other articles.

mod keys;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::map::TextMap;
use crate::article::quotes::Quotation;
use crate::article::{Article, Zone};
use crate::extract::people::PersonMention;
use crate::shared::{Passage, Run};
use crate::source::Span;
use crate::tokens::{Kind, Token, fold, folds_ascii, tokenize};
pub use keys::{GRAM, STOCK, grams, version};

/// Shorter quotations are scare quotes, titles and stock phrases.
pub const FEWEST: usize = 6;

/// Most words that a bracketed insertion may have; more is a lost bracket.
const INSERTION: usize = 12;

/// One quotation long enough to compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotationMention {
    /// From the first opening mark to the last closing one.
    pub span: Span,
    /// Whether it stands in a headline or deck, where quotations are cut to fit.
    pub display: bool,
    /// Hash of the surname of whom it is attributed to right behind it; none where nobody is named
    /// there.
    pub speaker: Option<u64>,
    /// What is quoted, paragraphs joined by line ends.
    text: Passage,
    /// How `text` lies in the article, by position.
    parts: Run<Part>,
}

/// A stretch of the quoted text that stands in the article as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// First byte in the quoted text.
    pub text: u32,
    /// Length in the quoted text.
    pub len: u32,
    /// The bytes of the article.
    pub place: Span,
}

/// What stands at one place of a quotation, for comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A word or figure.
    Word,
    /// An ellipsis: something was left out.
    Gap,
    /// A bracketed insertion: something was put in, or in the place of what was said.
    Insertion,
}

/// One word of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotedWord {
    /// What it is.
    pub sort: Sort,
    /// Hash of its letters and digits, case folded.
    pub fold: u64,
    /// Its bytes in [`QuotationMention::text`].
    pub text: Span,
}

impl QuotationMention {
    /// A quotation of some text, by nobody; `parts` say how the text lies in the article.
    #[must_use]
    pub fn new(span: Span, text: &str, parts: Vec<Part>) -> Self {
        Self { span, display: false, speaker: None, text: text.into(), parts: parts.into() }
    }

    /// How the text lies in the article, by position.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What is quoted, without the outer marks.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words, with gaps and insertions; marks, dashes and fillers are left out.
    #[must_use]
    pub fn words(&self) -> Vec<QuotedWord> {
        words_of(&self.text)
    }

    /// The bytes of the article that a span of the quoted text stands for.
    #[must_use]
    pub fn place(&self, span: Span) -> Span {
        let i = self.parts.partition_point(|p| p.text <= span.start).saturating_sub(1);
        let j = self.parts.partition_point(|p| p.text < span.end).saturating_sub(1);
        let (Some(first), Some(last)) = (self.parts.get(i), self.parts.get(j)) else {
            return self.span;
        };
        let inside =
            |p: &Part, at: u32| (p.place.start + at.saturating_sub(p.text)).min(p.place.end);
        let start = inside(first, span.start);
        // Where a part reads otherwise in the file, its end is the only sure place after it.
        let whole = span.end >= last.text + last.len;
        let end = if whole { last.place.end } else { inside(last, span.end) };
        Span { start, end: end.max(start) }
    }

    /// Moves the text and its parts to others that are kept, still unread until it is
    /// [settled](Self::settle).
    pub fn move_into(&mut self, text: &mut String, parts: &mut Vec<Part>) {
        self.text.move_into(text);
        self.parts.move_into(parts);
    }

    /// Says where the text and its parts were moved to.
    pub fn settle(&mut self, text: &Arc<String>, parts: &Arc<Vec<Part>>) {
        self.text.settle(text);
        self.parts.settle(parts);
    }

    /// Turns the places from the article's text into the decoded file's.
    pub fn to_source(&mut self, map: &TextMap) {
        self.span = map.to_source(self.span);
        let mut parts = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            if map.is_copy(part.place) {
                parts.push(Part { place: map.to_source(part.place), ..*part });
                continue;
            }
            // Mark-up or entities inside: word by word, which is as exact as a label needs.
            let mut tokens = Vec::new();
            let span = Span { start: part.text, end: part.text + part.len };
            tokenize(&self.text, span, &mut tokens);
            for token in &tokens {
                let start = part.place.start + (token.start - part.text);
                let place = Span { start, end: start + u32::from(token.len) };
                let place = map.to_source(place);
                parts.push(Part { text: token.start, len: u32::from(token.len), place });
            }
        }
        self.parts = parts.into();
    }
}

/// The quotations of an article that are long enough to compare, by position. Paragraphs of one
/// quotation are one mention; a quotation that its attribution interrupts is two.
#[must_use]
pub fn quotations(
    article: &Article,
    tokens: &[Token],
    people: &[PersonMention],
) -> Vec<QuotationMention> {
    let mention = |group: &[&Quotation]| {
        let speaker = group.last().and_then(|last| speaker(article, tokens, people, last));
        mention(article, tokens, group).map(|m| QuotationMention { speaker, ..m })
    };
    let mut out: Vec<QuotationMention> = Vec::new();
    let mut group: Vec<&Quotation> = Vec::new();
    let quotes = article.quotes.iter().filter(|q| q.depth == 1);
    for quote in quotes {
        if !quote.continues {
            out.extend(mention(&group));
            group.clear();
        }
        group.push(quote);
    }
    out.extend(mention(&group));
    out
}

const SAYING: [u64; 12] = folds_ascii([
    "said",
    "says",
    "told",
    "wrote",
    "added",
    "stated",
    "explained",
    "noted",
    "continued",
    "remarked",
    "tweeted",
    "commented",
]);
const PRONOUNS: [u64; 4] = folds_ascii(["he", "she", "they", "who"]);

/// "…,” said Acting Director Ada Roe", "…,” Roe said": the first person behind the quotation, with
/// the verb before or right after the name and nobody else in between.
fn speaker(
    article: &Article,
    tokens: &[Token],
    people: &[PersonMention],
    quote: &Quotation,
) -> Option<u64> {
    const REACH: usize = 14;
    let from = tokens.partition_point(|t| t.start < quote.span.end);
    let person = people.get(people.partition_point(|p| (p.tokens.0 as usize) < from))?;
    let (first, last) = (person.tokens.0 as usize, person.tokens.1 as usize);
    let between = tokens.get(from..first).filter(|b| b.len() <= REACH)?;
    let apart = |t: &Token| t.starts_block() || t.is_quoted() || PRONOUNS.contains(&t.fold);
    let says = |t: &Token| SAYING.contains(&t.fold);
    let said = between.iter().any(says) || tokens.get(last).is_some_and(says) && between.len() < 8;
    let named = said && !person.quoted && !between.iter().any(apart);
    named.then(|| fold(person.surname.of(&article.text)))
}

fn mention(article: &Article, tokens: &[Token], group: &[&Quotation]) -> Option<QuotationMention> {
    let (first, last) = (group.first()?, group.last()?);
    let zone = article.zone_at(first.span.start);
    if !zone.is_copy() || article.is_masked(Span { end: first.inner.start, ..first.span }) {
        return None;
    }
    let inner = |q: &Quotation| {
        let from = tokens.partition_point(|t| t.start < q.inner.start);
        let to = tokens.partition_point(|t| t.start < q.inner.end);
        tokens.get(from..to).unwrap_or_default().iter().filter(|t| t.kind != Kind::Mark).count()
    };
    if group.iter().map(|q| inner(q)).sum::<usize>() < FEWEST {
        return None;
    }
    let mut text = String::new();
    let mut parts = Vec::new();
    for quote in group {
        if !text.is_empty() {
            text.push('\n');
        }
        let len = quote.inner.len() as u32;
        parts.push(Part { text: text.len() as u32, len, place: quote.inner });
        text.push_str(quote.inner.of(&article.text));
    }
    let mention = QuotationMention {
        display: matches!(zone, Zone::Headline | Zone::Deck),
        ..QuotationMention::new(first.span.to(last.span), &text, parts)
    };
    let enough = mention.words().iter().filter(|w| w.sort == Sort::Word).count() >= FEWEST;
    enough.then_some(mention)
}

/// The words of any text as those of a quotation are read.
#[must_use]
pub fn words_of(text: &str) -> Vec<QuotedWord> {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut tokens);
    words(text, &tokens)
}

/// Sounds that no newsroom prints by rule and none alters a quotation by leaving out.
const FILLERS: [u64; 6] = folds_ascii(["um", "uh", "er", "ah", "erm", "uhm"]);

fn words(text: &str, tokens: &[Token]) -> Vec<QuotedWord> {
    let mut out: Vec<QuotedWord> = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let sort = match token.kind {
            Kind::Possessive => {
                // One word with what it stands after, as where the apostrophe was lost.
                if let Some(last) = out.last_mut().filter(|w| w.text.end == token.start) {
                    last.text.end = token.span().end;
                    last.fold = letters(last.text.of(text));
                }
                i += 1;
                continue;
            }
            Kind::Word | Kind::Number => Some(Sort::Word),
            Kind::Mark => match token.text(text) {
                "[" | "(" if insertion(text, tokens, i).is_some() => {
                    let end = insertion(text, tokens, i).unwrap_or(i);
                    let span = token.span().to(tokens.get(end).map_or(token.span(), Token::span));
                    if !is_sic(span.of(text)) {
                        out.push(QuotedWord { sort: Sort::Insertion, fold: 0, text: span });
                    }
                    i = end + 1;
                    continue;
                }
                "…" => Some(Sort::Gap),
                "." if is_stops(text, tokens, i) => {
                    let span = token.span().to(tokens.get(i + 2).map_or(token.span(), Token::span));
                    out.push(QuotedWord { sort: Sort::Gap, fold: 0, text: span });
                    i += 3;
                    while tokens.get(i).is_some_and(|t| t.is_mark(text, '.')) {
                        i += 1;
                    }
                    continue;
                }
                "&" | "%" => Some(Sort::Word),
                _ => None,
            },
        };
        i += 1;
        let Some(sort) = sort else { continue };
        if FILLERS.contains(&token.fold) {
            continue;
        }
        let fold = if token.is_plain() { token.fold } else { letters(token.text(text)) };
        out.push(QuotedWord { sort, fold, text: token.span() });
    }
    out
}

/// The closing bracket of an insertion that opens at `i`.
fn insertion(text: &str, tokens: &[Token], i: usize) -> Option<usize> {
    let close = if tokens.get(i)?.is_mark(text, '[') { ']' } else { ')' };
    let ahead = tokens.iter().enumerate().skip(i + 1).take(INSERTION + 1);
    ahead.into_iter().find(|(_, t)| t.is_mark(text, close)).map(|(j, _)| j)
}

fn is_sic(bracket: &str) -> bool {
    bracket.trim_matches(['[', ']', '(', ')', ' ']).eq_ignore_ascii_case("sic")
}

/// Three stops, with or without spaces between.
fn is_stops(text: &str, tokens: &[Token], i: usize) -> bool {
    let next = tokens.get(i..i + 3).unwrap_or_default();
    let near = next.windows(2).all(|w| matches!(w, [a, b] if b.start - a.start <= 3));
    next.len() == 3 && near && next.iter().all(|t| t.is_mark(text, '.'))
}

/// Hash of the letters and digits of a word: case, apostrophes, points and commas in figures are
/// the printer's, not the speaker's.
fn letters(body: &str) -> u64 {
    match body {
        "&" => return crate::tokens::fold("and"),
        "%" => return crate::tokens::fold("percent"),
        _ => {}
    }
    if body.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return crate::tokens::fold(body);
    }
    let point = body.starts_with(|c: char| c.is_ascii_digit());
    let kept: String =
        body.chars().filter(|&c| c.is_alphanumeric() || (point && c == '.')).collect();
    crate::tokens::fold(&kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;
    use crate::article::map::Piece;
    use crate::article::quotes::find;

    fn read(text: &str) -> Vec<QuotationMention> {
        let mut article = Article { text: text.into(), ..Article::default() };
        let mut at = 0;
        for line in text.split('\n') {
            let span = Span::new(at, at + line.len());
            article.blocks.push(Block { span, zone: Zone::Body, list: false });
            at += line.len() + 1;
        }
        article.quotes = find(text, &article.blocks);
        let tokens = crate::extract::words(&article);
        quotations(&article, &tokens, &crate::extract::people::people(&article, &tokens))
    }

    fn said(mention: &QuotationMention) -> String {
        let word = |w: &QuotedWord| match w.sort {
            Sort::Word => w.text.of(mention.text()).to_lowercase(),
            Sort::Gap => "…".into(),
            Sort::Insertion => "[]".into(),
        };
        mention.words().iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn short_quotations_are_left_out_and_interrupted_ones_are_two() {
        let found = read(
            "“Keep calm,” Roe said. “We will mend the bridge by spring,” he said, “and then we \
             will mend the road.”",
        );
        let said: Vec<_> = found.iter().map(said).collect();
        assert_eq!(said, ["we will mend the bridge by spring", "and then we will mend the road"]);
    }

    #[test]
    fn marks_fillers_and_sic_are_dropped_gaps_and_insertions_kept() {
        let found = read(
            "\"The, um, city’s [transport] plan -- a \"big\" one … cost . . . 1,200 pund [sic] \
             more...\"",
        );
        assert_eq!(said(&found[0]), "the city’s [] plan a big one … cost … 1,200 pund more …");
    }

    #[test]
    fn paragraphs_join_and_words_keep_their_places() {
        let text = "“We will mend the bridge.\n“Then the road,” Roe said.";
        let found = read(text);
        assert_eq!(found.len(), 1);
        assert_eq!(said(&found[0]), "we will mend the bridge then the road");
        let words = found[0].words();
        assert_eq!(found[0].place(words[7].text).of(text), "road");
        assert_eq!(found[0].place(words[4].text).of(text), "bridge");
        assert_eq!(found[0].place(words[0].text.to(words[7].text)).of(text), {
            text.get(3..text.find(",”").unwrap()).unwrap()
        });
    }

    #[test]
    fn places_follow_the_map_into_the_file() {
        // source: "“We *will* mend the caf&eacute; by spring”"
        let text = "“We will mend the café by spring”";
        let source = "“We *will* mend the caf&eacute; by spring”";
        let mut map = TextMap::new();
        let mut push = |t: (usize, usize), s: (usize, usize)| {
            map.push(Piece { text: Span::new(t.0, t.1), source: Span::new(s.0, s.1) });
        };
        push((0, 6), (0, 6));
        push((6, 10), (7, 11));
        push((10, 23), (12, 25));
        push((23, 25), (25, 33));
        push((25, text.len()), (33, source.len()));
        let mut found = read(text).remove(0);
        found.to_source(&map);
        let words = found.words();
        let places: Vec<_> = words.iter().map(|w| found.place(w.text).of(source)).collect();
        assert_eq!(places, ["We", "will", "mend", "the", "caf&eacute;", "by", "spring"]);
        assert_eq!(found.span.of(source), source);
    }

    #[test]
    fn case_apostrophes_and_points_do_not_make_another_word() {
        let fold = |s: &str| letters(s);
        assert_eq!(fold("U.S."), fold("us"));
        assert_eq!(fold("city’s"), fold("citys"));
        assert_eq!(fold("1,200"), fold("1200"));
        assert_ne!(fold("3.5"), fold("35"));
    }
}
