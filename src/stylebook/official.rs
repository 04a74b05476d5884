//! The official names of organizations, indexed by their words: which names is a phrase close to?

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::source::{Span, Text};
use crate::stylebook::matcher::is_minor;
use crate::stylebook::rules::Rules;
use crate::tokens::{FoldMap, Kind, Token, fold, fold_on, tokenize};

/// A right name of an organization.
#[derive(Clone, Debug)]
pub struct OfficialName {
    /// Index into [`Rules::organizations`].
    pub organization: usize,
    /// The name as the rule writes it.
    pub name: Text,
    /// Cut when they are first asked for.
    words: OnceLock<Vec<String>>,
    /// How many there are.
    count: usize,
}

impl OfficialName {
    /// Lower-case words without the small ones.
    #[must_use]
    pub fn words(&self) -> &[String] {
        self.words.get_or_init(|| content_words(&self.name))
    }
}

/// All right names of all organizations. Packs list thousands, and a run asks for few: of most only
/// the hashes of their words are made.
#[derive(Clone, Debug, Default)]
pub struct OfficialNames {
    names: Vec<OfficialName>,
    /// The last name with each word, by its hash: a place in `with`.
    by_word: FoldMap<u32>,
    /// Names with a word, and the place of the one before them.
    with: Vec<(u32, Option<u32>)>,
    /// The hash of all words of each name, sorted.
    whole: Vec<(u64, u32)>,
    by_acronym: HashMap<Text, Vec<usize>>,
}

impl OfficialNames {
    /// Indexes the names of all organizations.
    #[must_use]
    pub fn new(rules: &Rules) -> Self {
        let mut out = Self::default();
        out.by_word.reserve(rules.organizations.len() * 2);
        let (mut tokens, mut words) = (Vec::new(), Vec::new());
        for (i, org) in rules.organizations.iter().enumerate() {
            for name in org.texts() {
                tokens.clear();
                tokenize(name, Span::new(0, name.len()), &mut tokens);
                words.clear();
                hash_words(name, &tokens, &mut words);
                out.add(&words);
                let (name, count) = (name.clone(), words.len());
                out.names.push(OfficialName {
                    organization: i,
                    name,
                    words: OnceLock::new(),
                    count,
                });
            }
            if let Some(acronym) = &org.acronym {
                out.by_acronym.entry(acronym.clone()).or_default().push(i);
            }
        }
        out.whole.sort_unstable();
        out
    }

    /// Takes down the words of the name that comes next.
    fn add(&mut self, words: &[u64]) {
        let id = self.names.len() as u32;
        self.whole.push((hash_all(words.iter().copied()), id));
        for (i, word) in words.iter().enumerate() {
            if !words[..i].contains(word) {
                let before = self.by_word.insert(*word, self.with.len() as u32);
                self.with.push((id, before));
            }
        }
    }

    /// Organizations that an acronym may stand for.
    #[must_use]
    pub fn owners(&self, acronym: &str) -> &[usize] {
        self.by_acronym.get(acronym).map_or(&[], Vec::as_slice)
    }

    /// The names with a word, the last one first.
    fn with(&self, word: &str) -> impl Iterator<Item = u32> {
        let at = |place: u32| self.with.get(place as usize);
        let last = self.by_word.get(&fold(word)).and_then(|last| at(*last));
        std::iter::successors(last, move |(_, before)| before.and_then(at)).map(|(name, _)| *name)
    }

    /// Whether it is a name, written as its words with a space between them.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        let hash = hash_all(key.split(' ').map(fold));
        let from = self.whole.partition_point(|(whole, _)| *whole < hash);
        let same = self.whole.iter().skip(from).take_while(|(whole, _)| *whole == hash);
        let mut names = same.filter_map(|(_, id)| self.names.get(*id as usize));
        names.any(|name| name.words().iter().map(String::as_str).eq(key.split(' ')))
    }

    /// Names that share all words but one with `words`, and are at most one word longer or
    /// shorter.
    #[must_use]
    pub fn near(&self, words: &[String]) -> Vec<&OfficialName> {
        let mut shared: Vec<u32> = words.iter().flat_map(|word| self.with(word)).collect();
        shared.sort_unstable();
        shared
            .chunk_by(u32::eq)
            .filter_map(|same| Some((self.names.get(*same.first()? as usize)?, same.len())))
            .filter(|(name, shared)| {
                name.count.abs_diff(words.len()) <= 1 && shared + 1 >= name.count.min(words.len())
            })
            .map(|(name, _)| name)
            .collect()
    }

    /// In how many organizations' names a word stands: rare ones tell bodies apart.
    #[must_use]
    pub fn bodies_with(&self, word: &str) -> usize {
        let names = self.with(word).filter_map(|id| self.names.get(id as usize));
        let mut bodies: Vec<usize> = names.map(|name| name.organization).collect();
        bodies.dedup();
        bodies.len()
    }

    /// All names, each as its words in one string.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|name| name.words().join(" "))
    }

    /// Names of one organization.
    pub fn of(&self, organization: usize) -> impl Iterator<Item = &OfficialName> {
        self.names.iter().filter(move |name| name.organization == organization)
    }
}

/// The words by which two names are the same: lower case, without small words, marks and a
/// leading "U.S.".
#[must_use]
pub fn content_words(name: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(name, Span::new(0, name.len()), &mut tokens);
    content_words_of(name, &tokens)
}

/// The same for a name in a text that is cut into tokens already.
#[must_use]
pub fn content_words_of(text: &str, tokens: &[Token]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in parts(text, tokens) {
        match (part, words.last_mut()) {
            (Part::Word(token), _) => words.push(token.text(text).to_lowercase()),
            (Part::Possessive, Some(last)) => last.push_str(POSSESSIVE),
            (Part::Possessive, None) => {}
        }
    }
    words
}

/// Their hashes.
fn hash_words(text: &str, tokens: &[Token], words: &mut Vec<u64>) {
    for part in parts(text, tokens) {
        match (part, words.last_mut()) {
            (Part::Word(token), _) => words.push(token.fold),
            (Part::Possessive, Some(last)) => *last = fold_on(*last, POSSESSIVE),
            (Part::Possessive, None) => {}
        }
    }
}

/// One hash for many.
fn hash_all(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, |all: u64, word| (all.rotate_left(9) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

const POSSESSIVE: &str = "'s";

/// A part of a name that counts.
enum Part<'t> {
    Word(&'t Token),
    /// Belongs to the last word that counts.
    Possessive,
}

fn parts<'t>(text: &str, tokens: &'t [Token]) -> impl Iterator<Item = Part<'t>> {
    let mut begun = false;
    tokens.iter().filter_map(move |token| {
        let word = token.text(text);
        // Some texts set "U. S." in two.
        let country = !begun && matches!(word, "U.S." | "US" | "U.S" | "U." | "S." | "U" | "S");
        match token.kind {
            Kind::Possessive => Some(Part::Possessive),
            Kind::Mark => None,
            _ if country || is_minor(token.fold) => None,
            _ => {
                begun = true;
                Some(Part::Word(token))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_words_are_those_of_the_words() {
        for name in ["U.S. Bank of Étang’s Children's Fund", "SENATE Ünion & Co.", "the", "’s"]
        {
            let mut tokens = Vec::new();
            tokenize(name, Span::new(0, name.len()), &mut tokens);
            let mut hashes = Vec::new();
            hash_words(name, &tokens, &mut hashes);
            let words = content_words(name);
            assert_eq!(hashes, words.iter().map(|word| fold(word)).collect::<Vec<_>>(), "{name}");
        }
    }
}
