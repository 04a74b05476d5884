//! The official names of organizations, indexed by their words: which names is a phrase close to?

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::catalog::Catalog;
pub(crate) use super::listing::content_folds_of;
use super::listing::{Counting, POSSESSIVE, Role, content_folds, counting, hash_all};
use crate::source::{Span, Text};
use crate::stylebook::rules::Rules;
use crate::tokens::{Token, fold, lower, push_lower, tokenize};

/// A right name of an organization.
#[derive(Clone, Debug)]
pub struct OfficialName {
    /// Index into [`Rules::organizations`].
    pub organization: usize,
    /// The name as the rule writes it.
    pub name: Text,
    /// Cut when they are first asked for.
    words: OnceLock<Vec<String>>,
    folds: OnceLock<Vec<u64>>,
}

impl OfficialName {
    /// Lower-case words without the small ones.
    #[must_use]
    pub fn words(&self) -> &[String] {
        self.words.get_or_init(|| content_words(&self.name))
    }

    /// Their hashes.
    fn folds(&self) -> &[u64] {
        self.folds.get_or_init(|| {
            let mut folds = Vec::new();
            content_folds(&self.name, &mut Vec::new(), &mut folds);
            folds
        })
    }
}

/// All right names of all organizations, made of those that are asked for: packs list thousands.
#[derive(Clone, Debug, Default)]
pub struct OfficialNames {
    catalog: Arc<Catalog>,
    /// By the numbers that the catalog gives.
    names: Vec<OnceLock<Box<OfficialName>>>,
    strange: Arc<Strange>,
}

/// Hashes of names that are like none that is listed: an archive has the same names again and again.
/// Of those that share a place the last is kept.
#[derive(Debug)]
struct Strange([AtomicU64; Self::MOST]);

impl Default for Strange {
    fn default() -> Self {
        Self([const { AtomicU64::new(0) }; Self::MOST])
    }
}

impl Strange {
    const MOST: usize = 4096;

    fn place(&self, hash: u64) -> Option<&AtomicU64> {
        self.0.get(hash as usize % Self::MOST)
    }

    fn has(&self, hash: u64) -> bool {
        hash != 0 && self.place(hash).is_some_and(|known| known.load(Ordering::Relaxed) == hash)
    }

    fn add(&self, hash: u64) {
        if let Some(known) = self.place(hash) {
            known.store(hash, Ordering::Relaxed);
        }
    }
}

impl OfficialNames {
    /// The names of all organizations.
    #[must_use]
    pub fn new(rules: &Rules) -> Self {
        let catalog = rules.catalog().clone();
        let names = vec![OnceLock::new(); catalog.names()];
        Self { catalog, names, strange: Arc::default() }
    }

    fn name(&self, number: u32) -> Option<&OfficialName> {
        let slot = self.names.get(number as usize)?;
        let listed = self.catalog.name(number)?;
        Some(slot.get_or_init(|| {
            let (organization, name) = (listed.rule(), listed.owned());
            let (words, folds) = (OnceLock::new(), OnceLock::new());
            Box::new(OfficialName { organization, name, words, folds })
        }))
    }

    /// Organizations that an acronym may stand for.
    #[must_use]
    pub fn owners(&self, acronym: &str) -> Vec<usize> {
        self.catalog.owners(acronym).collect()
    }

    /// Whether it is a name, written as its words with a space between them.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        let same = self.catalog.whole(hash_all(key.split(' ').map(fold)));
        let mut names = same.filter_map(|number| self.name(number));
        names.any(|name| name.words().iter().map(String::as_str).eq(key.split(' ')))
    }

    /// Names that have all of some words but one, given by their hashes, and are at most one word
    /// longer or shorter. Of any two words such a name has one: only those with one of the two rarest
    /// are looked at.
    #[must_use]
    pub fn near(&self, words: &[u64]) -> Vec<&OfficialName> {
        let hash = hash_all(words.iter().copied());
        if self.strange.has(hash) {
            return Vec::new();
        }
        let near = self.near_unknown(words);
        if near.is_empty() {
            self.strange.add(hash);
        }
        near
    }

    fn near_unknown(&self, words: &[u64]) -> Vec<&OfficialName> {
        let mut rarest = [None; 2];
        for word in words {
            let counted = Some((self.catalog.count_with(*word), *word));
            if rarest[0].is_none() || counted < rarest[0] {
                rarest = [counted, rarest[0]];
            } else if rarest[1].is_none() || counted < rarest[1] {
                rarest[1] = counted;
            }
        }
        let rarest = rarest.into_iter().flatten().filter(|(count, _)| *count > 0);
        let mut found: Vec<u32> = rarest.flat_map(|(_, word)| self.catalog.with(word)).collect();
        found.sort_unstable();
        found.dedup();
        let is_long = |number: &u32| {
            let count = self.catalog.name(*number).map_or(0, |name| name.words());
            count.abs_diff(words.len()) <= 1
        };
        let names = found.into_iter().filter(is_long).filter_map(|number| self.name(number));
        names
            .filter(|name| {
                let strange = |word: &&u64| !name.folds().contains(word);
                words.iter().filter(strange).nth(1).is_none()
            })
            .collect()
    }

    /// In how many organizations' names a word stands: rare ones tell bodies apart.
    #[must_use]
    pub fn bodies_with(&self, word: &str) -> usize {
        let names = self.catalog.with(fold(word)).filter_map(|number| self.catalog.name(number));
        let mut bodies: Vec<usize> = names.map(|name| name.rule()).collect();
        bodies.dedup();
        bodies.len()
    }

    /// All names, each as its words in one string.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        (0..self.names.len() as u32)
            .filter_map(|n| self.right(n))
            .map(|name| name.words().join(" "))
    }

    /// Names of one organization.
    pub fn of(&self, organization: usize) -> impl Iterator<Item = &OfficialName> {
        self.catalog.names_of(organization).filter_map(|number| self.right(number))
    }

    /// The name of that number, where it is right.
    fn right(&self, number: u32) -> Option<&OfficialName> {
        let role = self.catalog.name(number)?.role();
        self.name(number).filter(|_| role == Some(Role::Organization))
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
    for part in counting(text, tokens) {
        match (part, words.last_mut()) {
            (Counting::Word(token), _) => words.push(lower(token.text(text))),
            (Counting::Possessive, Some(last)) => last.push_str(POSSESSIVE),
            (Counting::Possessive, None) => {}
        }
    }
    words
}

/// The same words, with a space between them.
#[must_use]
pub fn content_key_of(text: &str, tokens: &[Token]) -> String {
    let len = tokens.iter().map(|token| usize::from(token.len) + 1).sum();
    let mut key = String::with_capacity(len);
    for part in counting(text, tokens) {
        match part {
            Counting::Word(token) => {
                if !key.is_empty() {
                    key.push(' ');
                }
                push_lower(&mut key, token.text(text));
            }
            Counting::Possessive if key.is_empty() => {}
            Counting::Possessive => key.push_str(POSSESSIVE),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stylebook::listing::content_folds;

    #[test]
    fn hashes_of_words_are_those_of_the_words() {
        for name in ["U.S. Bank of Étang’s Children's Fund", "SENATE Ünion & Co.", "the", "’s"]
        {
            let (mut tokens, mut hashes) = (Vec::new(), Vec::new());
            content_folds(name, &mut tokens, &mut hashes);
            let words = content_words(name);
            assert_eq!(content_key_of(name, &tokens), words.join(" "), "{name}");
            assert_eq!(hashes, words.iter().map(|word| fold(word)).collect::<Vec<_>>(), "{name}");
        }
    }
}
