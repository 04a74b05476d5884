//! The official names of organizations, indexed by their words: which names is a phrase close to?

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::source::Span;
use crate::stylebook::matcher::is_minor;
use crate::stylebook::rules::Rules;
use crate::tokens::{Kind, Spread, Token, fold, tokenize};

/// A right name of an organization, as its words.
#[derive(Clone, Debug)]
pub struct OfficialName {
    /// Index into [`Rules::organizations`].
    pub organization: usize,
    /// The name as the rule writes it.
    pub name: String,
    /// Lower-case words without the small ones.
    pub words: Vec<String>,
}

/// All right names of all organizations.
#[derive(Clone, Debug, Default)]
pub struct OfficialNames {
    names: Vec<OfficialName>,
    by_word: HashMap<u64, Vec<u32>, BuildHasherDefault<Spread>>,
    by_acronym: HashMap<String, Vec<usize>>,
}

impl OfficialNames {
    /// Indexes the names of all organizations.
    #[must_use]
    pub fn new(rules: &Rules) -> Self {
        let mut out = Self::default();
        for (i, org) in rules.organizations.iter().enumerate() {
            for name in org.names() {
                out.add(i, name);
            }
            if let Some(acronym) = &org.acronym {
                out.by_acronym.entry(acronym.clone()).or_default().push(i);
            }
        }
        out
    }

    fn add(&mut self, organization: usize, name: &str) {
        let words = content_words(name);
        let id = self.names.len() as u32;
        for word in &words {
            let names = self.by_word.entry(fold(word)).or_default();
            if names.last() != Some(&id) {
                names.push(id);
            }
        }
        self.names.push(OfficialName { organization, name: name.to_owned(), words });
    }

    /// Organizations that an acronym may stand for.
    #[must_use]
    pub fn owners(&self, acronym: &str) -> &[usize] {
        self.by_acronym.get(acronym).map_or(&[], Vec::as_slice)
    }

    /// Names that share all words but one with `words`, and are at most one word longer or
    /// shorter.
    #[must_use]
    pub fn near(&self, words: &[String]) -> Vec<&OfficialName> {
        let with = |word: &String| self.by_word.get(&fold(word)).map_or(&[][..], Vec::as_slice);
        let mut shared: Vec<u32> = words.iter().flat_map(with).copied().collect();
        shared.sort_unstable();
        shared
            .chunk_by(u32::eq)
            .filter_map(|same| Some((self.names.get(*same.first()? as usize)?, same.len())))
            .filter(|(name, count)| {
                let length = name.words.len();
                length.abs_diff(words.len()) <= 1 && count + 1 >= length.min(words.len())
            })
            .map(|(name, _)| name)
            .collect()
    }

    /// In how many organizations' names a word stands: rare ones tell bodies apart.
    #[must_use]
    pub fn bodies_with(&self, word: &str) -> usize {
        let ids = self.by_word.get(&fold(word)).map_or(&[][..], Vec::as_slice);
        let mut bodies: Vec<usize> =
            ids.iter().map(|id| self.names[*id as usize].organization).collect();
        bodies.dedup();
        bodies.len()
    }

    /// All names, each as its words in one string.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|name| name.words.join(" "))
    }

    /// Names of one organization.
    pub fn of(&self, organization: usize) -> impl Iterator<Item = &OfficialName> {
        self.names.iter().filter(move |n| n.organization == organization)
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
    for token in tokens {
        let word = token.text(text);
        // Some texts set "U. S." in two.
        let country =
            words.is_empty() && matches!(word, "U.S." | "US" | "U.S" | "U." | "S." | "U" | "S");
        if let (Kind::Possessive, Some(last)) = (token.kind, words.last_mut()) {
            last.push_str("'s");
        }
        let skipped = matches!(token.kind, Kind::Mark | Kind::Possessive) || is_minor(token.fold);
        if !(skipped || country) {
            words.push(word.to_lowercase());
        }
    }
    words
}
