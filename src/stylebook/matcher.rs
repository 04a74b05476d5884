//! Every name and word of every rule, found in one pass over an article's words.
//!
//! A trie over folded words, entered at each word: whatever the number of rules, an article is
//! read once, and most words cost one failed look-up. Case, hyphens and spaces are compared only
//! where the words fit.
//!
//! Packs list thousands of phrases, and one draft has the first words of few: a phrase is taken from
//! the listing of its pack and cut into words when its first word is met. So there is a trie for
//! every few first words.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Arc, OnceLock};

use super::catalog::{Catalog, Phrase as Listed};
pub use super::listing::is_minor;
use crate::source::{Span, Text};
use crate::stylebook::matches::Matches;
use crate::stylebook::rules::Rules;
use crate::tokens::{Kind, Spread, Token, tokenize};

/// What a matched phrase is to the rule that lists it. Numbers index the tables of [`Rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A right name of an organization.
    Organization(usize),
    /// A known wrong name of an organization.
    WrongOrganization(usize),
    /// The acronym of an organization.
    Acronym(usize),
    /// A right name of a person.
    Person(usize),
    /// A known wrong name of a person.
    WrongPerson(usize),
    /// A name that a person had before: person, index of the name.
    RetiredPerson(usize, usize),
    /// The word of a term that should be written.
    Term(usize),
    /// A word of a term that should not be written: term, index of the wrong form.
    WrongTerm(usize, usize),
    /// One of several forms of a term: term, index of the form.
    EitherTerm(usize, usize),
    /// A phrase in which a term's words stand as they are.
    Except(usize),
    /// A form that was published and corrected.
    Corrected(usize),
}

/// A phrase of a rule, found in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Bytes of the article's text.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What it is.
    pub form: Form,
}

/// How the capitals of a phrase bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Any.
    Fold,
    /// Capitals of the phrase must be capitals; more capitals (headlines) do no harm.
    Name,
    /// Letter by letter.
    Exact,
}

impl Case {
    fn of(form: Form, exact: bool) -> Self {
        match form {
            _ if exact => Self::Exact,
            Form::Term(_) | Form::WrongTerm(..) | Form::EitherTerm(..) | Form::Except(_) => {
                Self::Fold
            }
            _ => Self::Name,
        }
    }
}

/// The phrases of a few first words by their words.
#[derive(Clone, Debug, Default)]
struct Trie {
    edges: HashMap<(u32, u64), u32, BuildHasherDefault<Spread>>,
    /// The first and the last phrase that end at each node.
    ends: Vec<Option<(u32, u32)>>,
    phrases: Vec<Phrase>,
    /// The words of all of them.
    words: Vec<Token>,
}

/// A phrase, cut.
#[derive(Clone, Debug)]
struct Phrase {
    form: Form,
    case: Case,
    text: Text,
    /// First and one past the last of its words.
    words: (u32, u32),
    /// Another phrase of the same words.
    next: Option<u32>,
}

/// Which words may begin a phrase: most do not, and a look at one bit tells.
#[derive(Clone, Debug)]
struct Starts(Box<[u64; Self::WORDS]>);

impl Default for Starts {
    fn default() -> Self {
        Self(Box::new([0; Self::WORDS]))
    }
}

impl Starts {
    /// 32 bits for each of a thousand words.
    const WORDS: usize = 512;

    /// Where the bit of a word stands.
    fn place(fold: u64) -> (usize, u64) {
        ((fold >> 6) as usize % Self::WORDS, 1 << (fold % 64))
    }

    fn add(&mut self, fold: u64) {
        let (at, bit) = Self::place(fold);
        self.0[at] |= bit;
    }

    fn may_contain(&self, fold: u64) -> bool {
        let (at, bit) = Self::place(fold);
        self.0[at] & bit != 0
    }
}

/// All phrases of all rules.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    catalog: Arc<Catalog>,
    starts: Starts,
    /// The tries of the words whose hashes begin with the same bits, made when one of the words is
    /// first met.
    openings: Vec<OnceLock<Box<Trie>>>,
}

/// Bits of a hash that choose among [`Matcher::openings`]: few first words share a trie.
const OPENINGS: u32 = 11;

impl Matcher {
    /// Gets ready to find the names and words of all rules.
    #[must_use]
    pub fn new(rules: &Rules) -> Self {
        let catalog = rules.catalog().clone();
        let mut starts = Starts::default();
        catalog.firsts().for_each(|fold| starts.add(fold));
        let count = if catalog.is_empty() { 0 } else { 1 << OPENINGS };
        Self { catalog, starts, openings: vec![OnceLock::new(); count] }
    }

    /// The phrases that begin with a word, and those of a few others.
    fn opening(&self, fold: u64) -> Option<&Trie> {
        let opening = fold >> (u64::BITS - OPENINGS);
        let trie = self.openings.get(opening as usize)?.get_or_init(|| {
            let first = opening << (u64::BITS - OPENINGS);
            let mut trie = Trie { ends: vec![None], ..Trie::default() };
            for phrase in self.catalog.opened_by(first..=first | (u64::MAX >> OPENINGS)) {
                trie.add(&phrase);
            }
            Box::new(trie)
        });
        Some(trie)
    }

    /// Every phrase in the words of an article, by place, longer ones first.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &[Token]) -> Matches {
        let mut out = Vec::new();
        if self.openings.is_empty() {
            return Matches::default();
        }
        for (first, token) in tokens.iter().enumerate() {
            if self.starts.may_contain(token.fold) {
                let at = out.len();
                self.find_at(text, tokens, first, &mut out);
                out[at..].reverse();
            }
        }
        Matches::new(out)
    }

    fn find_at(&self, text: &str, tokens: &[Token], first: usize, out: &mut Vec<Match>) {
        let Some(trie) = self.opening(tokens[first].fold) else { return };
        let mut node = 0;
        for (i, token) in tokens[first..].iter().enumerate() {
            if token.is_masked() || (i > 0 && is_apart(&tokens[first + i - 1], token)) {
                return;
            }
            let Some(&next) = trie.edges.get(&(node, token.fold)) else { return };
            node = next;
            let last = first + i + 1;
            let mut end = trie.ends[node as usize].map(|(first, _)| first);
            while let Some(phrase) = end.map(|at| &trie.phrases[at as usize]) {
                let wanted = &trie.words[phrase.words.0 as usize..phrase.words.1 as usize];
                if phrase.fits(wanted, text, &tokens[first..last]) {
                    let span = tokens[first].span().to(token.span());
                    out.push(Match { span, first, last, form: phrase.form });
                }
                end = phrase.next;
            }
        }
    }
}

impl Trie {
    fn add(&mut self, listed: &Listed<'_>) {
        let Some(form) = listed.form() else { return };
        let text = listed.owned();
        let first = self.words.len();
        tokenize(&text, Span::new(0, text.len()), &mut self.words);
        let mut node = 0;
        for word in &self.words[first..] {
            let next = self.ends.len() as u32;
            node = *self.edges.entry((node, word.fold)).or_insert(next);
            if node == next {
                self.ends.push(None);
            }
        }
        let at = self.phrases.len() as u32;
        let end = &mut self.ends[node as usize];
        if let Some((_, last)) = *end {
            self.phrases[last as usize].next = Some(at);
        }
        *end = Some((end.map_or(at, |(first, _)| first), at));
        let words = (first as u32, self.words.len() as u32);
        let case = Case::of(form, listed.is_exact());
        self.phrases.push(Phrase { form, case, text, words, next: None });
    }
}

impl Phrase {
    /// Whether a phrase is written as its rule writes it: hyphens, spaces and capitals.
    fn fits(&self, wanted: &[Token], text: &str, found: &[Token]) -> bool {
        let glued = |tokens: &[Token], i: usize| tokens[i - 1].span().end == tokens[i].start;
        found.iter().zip(wanted).enumerate().all(|(i, (have, want))| {
            let joint =
                i == 0 || have.kind == Kind::Possessive || glued(found, i) == glued(wanted, i);
            joint
                && match self.case {
                    Case::Fold => true,
                    Case::Name => !want.is_capital() || have.is_capital(),
                    Case::Exact => have.text(text) == want.text(&self.text),
                }
        })
    }
}

/// Widest space inside a phrase, in bytes: more is a gap between two texts, and a match that
/// spans it would lie "near" everything else in an article.
const WIDEST: u32 = 256;

/// Whether nothing reaches from one token to the next.
fn is_apart(before: &Token, after: &Token) -> bool {
    after.starts_block() || after.start > before.span().end + WIDEST
}

/// The folded words of a phrase, for comparing names word by word.
#[must_use]
pub fn folds(phrase: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    tokenize(phrase, Span::new(0, phrase.len()), &mut tokens);
    tokens.iter().filter(|t| t.kind != Kind::Mark).map(|t| t.fold).collect()
}
