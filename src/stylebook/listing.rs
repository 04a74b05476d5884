//! The names and words that one pack lists, sorted for the questions that are asked about them.
//!
//! The build script makes the listings of the built-in packs, the program those of a house's own, so
//! this file needs nothing but the words of a text.
//!
//! A listing is numbers: how many there are of each of its parts, then the parts. The first has the
//! phrases in the order of the rules, the others have hashes, each with the number of a phrase, and
//! are sorted.

use crate::tokens::{Kind, Token, cut, fold_on, folds_ascii};

/// The kinds of rules in the order in which their places are written down.
pub(crate) const KINDS: [&str; 11] = [
    "organization",
    "person",
    "distinct",
    "title",
    "term",
    "event",
    "quotation",
    "pattern",
    "require",
    "correction",
    "fact",
];

/// What a phrase is to the rule that lists it, all that are an organization's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// A right name of an organization; the first one is official.
    Organization,
    /// A known wrong name of an organization.
    WrongOrganization,
    /// The acronym of an organization.
    Acronym,
    /// A right name of a person; the first one is the whole name.
    Person,
    /// A known wrong name of a person.
    WrongPerson,
    /// A name that a person had before.
    RetiredPerson,
    /// The word of a term that should be written.
    Term,
    /// A word of a term that should not be written.
    WrongTerm,
    /// One of several forms of a term.
    EitherTerm,
    /// A phrase in which a term's words stand as they are.
    Except,
    /// A form that was published and corrected.
    Corrected,
}

impl Role {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 11] = [
        Self::Organization,
        Self::WrongOrganization,
        Self::Acronym,
        Self::Person,
        Self::WrongPerson,
        Self::RetiredPerson,
        Self::Term,
        Self::WrongTerm,
        Self::EitherTerm,
        Self::Except,
        Self::Corrected,
    ];

    /// The kind of its rules, a place in [`KINDS`].
    #[must_use]
    pub(crate) fn kind(self) -> usize {
        match self {
            Self::Organization | Self::WrongOrganization | Self::Acronym => 0,
            Self::Person | Self::WrongPerson | Self::RetiredPerson => 1,
            Self::Term | Self::WrongTerm | Self::EitherTerm | Self::Except => 4,
            Self::Corrected => 9,
        }
    }

    /// Whether a rule's phrases of that role are told apart by their place in the rule.
    #[must_use]
    pub(crate) fn has_parts(self) -> bool {
        matches!(self, Self::RetiredPerson | Self::WrongTerm | Self::EitherTerm)
    }
}

/// Numbers of a phrase: its place in the text (two), its role, its rule among those of its kind, its
/// place in the rule.
pub(crate) const PHRASE: usize = 5;
/// Added to the role: capitals must match.
pub(crate) const EXACT: u32 = 1 << 8;
/// How many of its words count, shifted so far and added to the role.
pub(crate) const WORDS: u32 = 16;
/// Numbers of a hash with its phrase, the higher half first.
pub(crate) const HASH: usize = 3;

/// The parts of a listing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// The phrases.
    Phrases,
    /// By the hash of the first word.
    Firsts,
    /// Right names of organizations by the hash of each word that counts.
    Words,
    /// Right names of organizations by the hash of all words that count.
    Wholes,
    /// By what forms that may be the same have in common.
    Keys,
    /// People, not phrases, by the titles and the bodies of their offices.
    Offices,
}

/// How many parts there are.
pub(crate) const PARTS: usize = 6;

/// Makes a listing.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    phrases: Vec<[u32; PHRASE]>,
    hashes: [Vec<(u64, u32)>; PARTS - 1],
    /// Room for the words of one phrase.
    tokens: Vec<Token>,
    folds: Vec<u64>,
}

impl Writer {
    /// Lists a phrase that stands at a place; the rules of a kind come in their order, each with the
    /// number of the phrase in the rule.
    pub(crate) fn add(
        &mut self,
        role: Role,
        exact: bool,
        rule: [u32; 2],
        place: [u32; 2],
        text: &str,
    ) {
        let id = self.phrases.len() as u32;
        let [firsts, words, wholes, ..] = &mut self.hashes;
        firsts.extend(first_fold(text, &mut self.tokens).map(|fold| (fold, id)));
        let mut count = 0;
        if role == Role::Organization {
            content_folds(text, &mut self.tokens, &mut self.folds);
            for (i, word) in self.folds.iter().enumerate() {
                if !self.folds[..i].contains(word) {
                    words.push((*word, id));
                }
            }
            wholes.push((hash_all(self.folds.iter().copied()), id));
            count = self.folds.len() as u32;
        }
        self.add_key(text);
        let part = if role.has_parts() { rule[1] } else { 0 };
        let role = role as u32 | if exact { EXACT } else { 0 } | count << WORDS;
        self.phrases.push([place[0], place[1], role, rule[0], part]);
    }

    /// Lists a text that no article is searched for, but that other rules may contradict.
    pub(crate) fn add_key(&mut self, text: &str) {
        self.hashes[Part::Keys as usize - 1].push((key(text), 0));
    }

    /// Lists an office of a person.
    pub(crate) fn add_office(&mut self, person: u32, title: &str, of: Option<&str>) {
        let hashes = [Some(of_title(title)), of.map(of_body)];
        let offices = &mut self.hashes[Part::Offices as usize - 1];
        offices.extend(hashes.into_iter().flatten().map(|hash| (hash, person)));
    }

    /// The listing.
    #[must_use]
    pub(crate) fn finish(mut self) -> Vec<[u8; 4]> {
        for part in &mut self.hashes {
            part.sort_unstable();
            part.dedup();
        }
        let mut numbers = vec![self.phrases.len() as u32];
        numbers.extend(self.hashes.iter().map(|part| part.len() as u32));
        numbers.extend(self.phrases.iter().flatten());
        for part in &self.hashes {
            let entries = part.iter().map(|(hash, id)| [(hash >> 32) as u32, *hash as u32, *id]);
            numbers.extend(entries.flatten());
        }
        numbers.into_iter().map(u32::to_le_bytes).collect()
    }
}

/// The fold of a phrase's first word: no word reaches across a space.
pub(crate) fn first_fold(text: &str, tokens: &mut Vec<Token>) -> Option<u64> {
    let space = text.bytes().position(|byte| byte == b' ').unwrap_or(text.len());
    for end in [space, text.len()] {
        tokens.clear();
        cut(&text[..end], 0, tokens);
        if let Some(word) = tokens.first() {
            return Some(word.fold);
        }
    }
    None
}

/// The hashes of the words of a name that count.
pub(crate) fn content_folds(name: &str, tokens: &mut Vec<Token>, folds: &mut Vec<u64>) {
    tokens.clear();
    cut(name, 0, tokens);
    content_folds_of(name, tokens, folds);
}

/// The same for a name in a text that is cut into tokens already.
pub(crate) fn content_folds_of(text: &str, tokens: &[Token], folds: &mut Vec<u64>) {
    folds.clear();
    for part in counting(text, tokens) {
        match (part, folds.last_mut()) {
            (Counting::Word(token), _) => folds.push(token.fold),
            (Counting::Possessive, Some(last)) => *last = fold_on(*last, POSSESSIVE),
            (Counting::Possessive, None) => {}
        }
    }
}

/// One hash for many.
pub(crate) fn hash_all(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, |all: u64, word| (all.rotate_left(9) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// What forms that may be the same have in common: a hash of their words.
#[must_use]
pub(crate) fn key(text: &str) -> u64 {
    let add = |hash, word: &str| fold_on(fold_on(hash, " "), word);
    if text.is_ascii() {
        return text.split_ascii_whitespace().fold(0, add);
    }
    text.split_whitespace().fold(0, add)
}

/// The hash of an office's title.
pub(crate) fn of_title(title: &str) -> u64 {
    fold_on(key("title"), title)
}

/// The hash of an office's body, as the office names it.
pub(crate) fn of_body(name: &str) -> u64 {
    fold_on(key("of"), name)
}

/// How a possessive ending is written.
pub(crate) const POSSESSIVE: &str = "'s";

/// A part of a name that counts.
pub(crate) enum Counting<'t> {
    /// A word.
    Word(&'t Token),
    /// Belongs to the last word that counts.
    Possessive,
}

/// The parts of a name that count: no small words, no marks, no leading "U.S.".
pub(crate) fn counting<'t>(text: &str, tokens: &'t [Token]) -> impl Iterator<Item = Counting<'t>> {
    let mut begun = false;
    tokens.iter().filter_map(move |token| {
        // Some texts set "U. S." in two.
        let country = !begun
            && token.len <= 4
            && matches!(token.text(text), "U.S." | "US" | "U.S" | "U." | "S." | "U" | "S");
        match token.kind {
            Kind::Possessive => Some(Counting::Possessive),
            Kind::Mark => None,
            _ if country || is_minor(token.fold) => None,
            _ => {
                begun = true;
                Some(Counting::Word(token))
            }
        }
    })
}

const MINOR: [u64; 8] = folds_ascii(["of", "and", "the", "for", "on", "in", "to", "&"]);

/// Whether a word is one of the small ones that a name may gain or lose: "of", "and", "the".
#[must_use]
pub fn is_minor(hash: u64) -> bool {
    MINOR.contains(&hash)
}
