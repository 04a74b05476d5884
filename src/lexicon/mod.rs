//! Embedded word lists: who may be a person, what may be a place, which words are only words.
//!
//! The lists say what a word *may* be; whether it is that in an article is for the extractors to
//! decide. Every question ignores case, because headlines are set in capitals.
//!
//! | list | origin |
//! |---|---|
//! | given names | US Census 1990 (public domain), the 2,600 most frequent; names of the world: own list |
//! | common surnames | US Census 1990 (public domain), the 500 most frequent |
//! | nicknames | pairs chosen by hand, against carltonnorthern/nicknames (Apache-2.0) |
//! | common words, spelling pairs | SCOWL word lists (permissive, © Kevin Atkinson), chosen by use in news |
//! | variants of no dialect | own list |
//! | legislators | unitedstates/congress-legislators (CC0), members of June 2026 with all their terms |
//! | places, demonyms, titles, organization heads, abbreviations, particles, suffixes | own lists |

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

use crate::tokens::{Spread, fold};

mod congress;
mod slips;
mod words;

pub use congress::{Seat, seats};
pub use slips::{LONGEST as LONGEST_SLIP, folds_without_each_letter, without_each_letter};
pub use words::WordList;

static GIVEN_NAMES: WordList = WordList::new(include_str!("data/given_names.txt"));
static COMMON_SURNAMES: WordList = WordList::new(include_str!("data/common_surnames.txt"));
static NICKNAMES: WordList = WordList::new(include_str!("data/nicknames.txt"));
static COMMON_WORDS: WordList = WordList::new(include_str!("data/common_words.txt"));
static PLACES: WordList = WordList::new(include_str!("data/places.txt"));
static DEMONYMS: WordList = WordList::new(include_str!("data/demonyms.txt"));
static ABBREVIATIONS: WordList = WordList::new(include_str!("data/abbreviations.txt"));
static TITLE_WORDS: WordList = WordList::new(include_str!("data/title_words.txt"));
static ORG_HEADS: WordList = WordList::new(include_str!("data/org_heads.txt"));
static PARTICLES: WordList = WordList::new(include_str!("data/particles.txt"));
static SUFFIXES: WordList = WordList::new(include_str!("data/suffixes.txt"));
static NOT_SURNAMES: WordList = WordList::new(include_str!("data/not_surnames.txt"));
static BRITISH: WordList = WordList::new(include_str!("data/british_american.txt"));
static AMERICAN: WordList = WordList::new(include_str!("data/american_british.txt"));
static VARIANTS: WordList = WordList::new(include_str!("data/variants.txt"));

/// A given name somewhere in the world. Many are ordinary words as well ("Will", "Grant").
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    GIVEN_NAMES.contains(word)
}

/// A word that is no given name and may be one with a slip: a letter dropped, doubled, changed or
/// swapped. Now and then a word that is two slips away.
#[must_use]
pub fn resembles_given_name(word: &str) -> bool {
    static NEAR: OnceLock<HashSet<u64, BuildHasherDefault<Spread>>> = OnceLock::new();
    const SHORTEST: usize = 4;
    if word.chars().count() < SHORTEST || is_given_name(word) {
        return false;
    }
    let near = NEAR.get_or_init(|| {
        let names = GIVEN_NAMES.lines().filter(|name| name.len() >= SHORTEST);
        let gaps = |name| folds_without_each_letter(name, 1);
        names.flat_map(|name| std::iter::once(fold(name)).chain(gaps(name))).collect()
    });
    near.contains(&fold(word))
        || folds_without_each_letter(word, 1).any(|rest| near.contains(&rest))
}

/// A surname that many people have who are not related.
#[must_use]
pub fn is_common_surname(word: &str) -> bool {
    COMMON_SURNAMES.contains(word)
}

/// How many of 100,000 Americans have a surname; of those that few have, a generous guess.
#[must_use]
pub fn surname_bearers(word: &str) -> u32 {
    COMMON_SURNAMES.get(word).and_then(|n| n.parse().ok()).unwrap_or(15)
}

/// Whether one given name is a short form of the other ("Christopher", "Chris"): one hop, so that
/// "Chris" joins neither Christine to Christopher nor Kit to itself.
#[must_use]
pub fn nickname_related(a: &str, b: &str) -> bool {
    let short_of = |short: &str, given: &str| {
        NICKNAMES
            .get(given)
            .is_some_and(|all| all.split(' ').any(|s| s.eq_ignore_ascii_case(short)))
    };
    short_of(a, b) || short_of(b, a)
}

/// The short forms of a given name ("Christopher": "Chris", "Kit", "Topher"), in lower case.
pub fn nicknames(given: &str) -> impl Iterator<Item = &'static str> {
    NICKNAMES.get(given).unwrap_or_default().split(' ').filter(|s| !s.is_empty())
}

/// An ordinary English word, which a capital does not make a name.
#[must_use]
pub fn is_common_word(word: &str) -> bool {
    COMMON_WORDS.contains(word)
}

/// A country, state, region, city or the people of one; a name of several words counts as a whole
/// ("New York", not "New").
#[must_use]
pub fn is_place(word: &str) -> bool {
    PLACES.contains(word) || DEMONYMS.contains(word)
}

/// A people or origin: "Ukrainian", "Texans".
#[must_use]
pub fn is_demonym(word: &str) -> bool {
    DEMONYMS.contains(word)
}

/// Ends with a period that does not end the sentence ("Sen", "Inc", "U.S"), with or without that
/// period. Words that are also ordinary ("no", "mass") count with a capital only.
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let mut chars = word.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    if chars.next().is_none() && capital {
        return word != "I"; // an initial
    }
    ABBREVIATIONS.contains(word) && (capital || !is_common_word(word))
}

/// Stands before a name, alone or with others of its kind: "Special Agent", "Lt. Gov.", "Coach".
#[must_use]
pub fn is_title_word(word: &str) -> bool {
    TITLE_WORDS.contains(word.strip_suffix('.').unwrap_or(word))
}

/// The noun that makes a name an organization's: "Agency", "Institutes", "Ltd".
#[must_use]
pub fn is_org_head(word: &str) -> bool {
    ORG_HEADS.contains(word.strip_suffix('.').unwrap_or(word))
}

/// A small word inside a person's name: "van", "bin", "de la".
#[must_use]
pub fn is_name_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// Follows a person's name without being part of it: "Jr.", "III".
#[must_use]
pub fn is_name_suffix(word: &str) -> bool {
    SUFFIXES.contains(word)
}

/// Never a surname where a surname might stand: "Madison *Avenue*", "Grant *County*".
#[must_use]
pub fn is_never_surname(word: &str) -> bool {
    NOT_SURNAMES.contains(word)
}

/// A side of the Atlantic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// "colour"
    British,
    /// "color"
    American,
}

/// The same word as the other dialect spells it: "honour" and "honor" are twins.
#[must_use]
pub fn spelling_twin(word: &str) -> Option<&'static str> {
    BRITISH.get(word).or_else(|| AMERICAN.get(word))
}

/// Whether a word is the British one of two twins.
#[must_use]
pub fn is_british(word: &str) -> bool {
    BRITISH.contains(word)
}

/// A word that has other accepted spellings in the same dialect ("adviser", "advisor"): what they
/// have in common, with a capital for names, and which of them it is.
#[must_use]
pub fn variant(word: &str) -> Option<(&'static str, &'static str)> {
    VARIANTS.get(word)?.split_once(' ')
}

/// The only dialect that spells so. Silent where both do: Oxford writes "-ize", and a British check
/// that is not a cheque is a check; and where the word is mostly met in names (Labour, Grey).
#[must_use]
pub fn dialect(word: &str) -> Option<Dialect> {
    let shared = [
        "check",
        "checks",
        "checked",
        "curb",
        "program",
        "programs",
        "tire",
        "tires",
        "meter",
        "meters",
        "license",
        "licenses",
        "councilor",
        "councilors",
        "airplane",
        "airplanes",
        "fetus",
        "fetal",
        "sulfur",
        "sulfate",
        "sulfide",
        "sulfides",
        "sulfuric",
        "archaeology",
        "encyclopaedia",
        "foetus",
        "foetal",
        "theatre",
        "theatres",
        "mollusk",
        "chilli",
        "chili",
        "catalogue",
        "catalogues",
        "yoghurt",
        "medalist",
        "aging",
        "grays",
        "gray",
        "grey",
        "greys",
        "labour",
        "harbour",
    ];
    if shared.iter().any(|s| s.eq_ignore_ascii_case(word)) {
        return None;
    }
    if BRITISH.contains(word) {
        return Some(Dialect::British);
    }
    let british = AMERICAN.get(word)?;
    let oxford =
        ["isa", "ise", "isi"].iter().any(|end| british.contains(end)) && !british.contains("ys");
    (!oxford).then_some(Dialect::American)
}

#[cfg(test)]
mod tests;
