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
//! | calendar, numbers, words of time and age, small words of other languages, first words of compounds | own lists |

use crate::tokens::{Listed, fold};

mod congress;
mod slips;
mod table;

pub use congress::{Seat, seats};
pub use slips::{LONGEST as LONGEST_SLIP, folds_without_each_letter, without_each_letter};
use table::{Bits, Values};

/// All lists in one, compiled by the build script: of each word, which of [`LISTS`] hold it.
static WORDS: Bits = Bits::new(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));

/// The lists that some word is in, each combination once; the first is no list.
static LISTS: &[[u8; 4]] = include_bytes!(concat!(env!("OUT_DIR"), "/lists.bin")).as_chunks().0;

/// What lists say about a word beyond holding it.
static VALUES: Values = Values::new(
    include_str!(concat!(env!("OUT_DIR"), "/values.txt")),
    include_bytes!(concat!(env!("OUT_DIR"), "/values.bin")),
);

/// Given names of four letters and more, as they are and without each letter but the first.
static GIVEN_SLIPS: Bits = Bits::new(include_bytes!(concat!(env!("OUT_DIR"), "/given_slips.bin")));

/// The lists that hold the word of a hash, as it is.
#[must_use]
pub fn lists(fold: u64) -> Listed {
    let lists = LISTS.get(usize::from(WORDS.get(fold)));
    lists.map_or(Listed::NOWHERE, |bits| Listed::from_bits(u32::from_le_bytes(*bits)))
}

/// All answers about a word whose hash is known: what [`is_abbreviation`] and its like would say.
#[must_use]
pub fn listed(word: &str, fold: u64) -> Listed {
    let whole = lists(fold);
    let special = match word.as_bytes() {
        [.., b'.'] => true,
        [first, ..] if word.len() <= 4 => !first.is_ascii_lowercase(), // an initial, perhaps
        _ => false,
    };
    if !special && !whole.is_abbreviation() {
        return whole;
    }
    let (bare, stem) = bare(word, whole);
    let listed = whole.taking(Listed::TITLE_WORD.or(Listed::ORG_HEAD), stem);
    let short = if is_abbreviated(bare, stem) { Listed::ABBREVIATION } else { Listed::NOWHERE };
    listed.taking(Listed::ABBREVIATION, short)
}

/// A word without its final period, and the lists that hold it so.
fn bare(word: &str, whole: Listed) -> (&str, Listed) {
    word.strip_suffix('.').map_or((word, whole), |stem| (stem, lists(crate::tokens::fold(stem))))
}

fn value(word: &str, list: Listed) -> Option<&'static str> {
    let fold = fold(word);
    if lists(fold).is_in(list) { VALUES.get(fold, list.number()) } else { None }
}

/// A given name somewhere in the world. Many are ordinary words as well ("Will", "Grant").
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    lists(fold(word)).is_given_name()
}

/// A word that is no given name and may be one with a slip: a letter dropped, doubled, changed or
/// swapped. Now and then a word that is two slips away.
#[must_use]
pub fn resembles_given_name(word: &str) -> bool {
    const SHORTEST: usize = 4;
    let near = |hash| GIVEN_SLIPS.get(hash) != 0;
    word.chars().count() >= SHORTEST
        && !is_given_name(word)
        && (near(fold(word)) || folds_without_each_letter(word, 1).any(near))
}

/// A surname that many people have who are not related.
#[must_use]
pub fn is_common_surname(word: &str) -> bool {
    lists(fold(word)).is_common_surname()
}

/// How many of 100,000 Americans have a surname; of those that few have, a generous guess.
#[must_use]
pub fn surname_bearers(word: &str) -> u32 {
    value(word, Listed::COMMON_SURNAME).and_then(|n| n.parse().ok()).unwrap_or(15)
}

/// Whether one given name is a short form of the other ("Christopher", "Chris"): one hop, so that
/// "Chris" joins neither Christine to Christopher nor Kit to itself.
#[must_use]
pub fn nickname_related(a: &str, b: &str) -> bool {
    let short_of =
        |short: &str, given: &str| nicknames(given).any(|s| s.eq_ignore_ascii_case(short));
    short_of(a, b) || short_of(b, a)
}

/// The short forms of a given name ("Christopher": "Chris", "Kit", "Topher"), in lower case.
pub fn nicknames(given: &str) -> impl Iterator<Item = &'static str> {
    value(given, Listed::NICKNAMED).unwrap_or_default().split(' ').filter(|s| !s.is_empty())
}

/// An ordinary English word, which a capital does not make a name.
#[must_use]
pub fn is_common_word(word: &str) -> bool {
    lists(fold(word)).is_common_word()
}

/// A country, state, region, city or the people of one; a name of several words counts as a whole
/// ("New York", not "New").
#[must_use]
pub fn is_place(word: &str) -> bool {
    lists(fold(word)).is_place()
}

/// A people or origin: "Ukrainian", "Texans".
#[must_use]
pub fn is_demonym(word: &str) -> bool {
    lists(fold(word)).is_demonym()
}

/// Ends with a period that does not end the sentence ("Sen", "Inc", "U.S"), with or without that
/// period. Words that are also ordinary ("no", "mass") count with a capital only.
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    is_abbreviated(word, lists(fold(word)))
}

fn is_abbreviated(word: &str, lists: Listed) -> bool {
    let mut chars = word.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    if chars.next().is_none() && capital {
        return word != "I"; // an initial
    }
    lists.is_abbreviation() && (capital || !lists.is_common_word())
}

/// Stands before a name, alone or with others of its kind: "Special Agent", "Lt. Gov.", "Coach".
#[must_use]
pub fn is_title_word(word: &str) -> bool {
    lists(fold(word.strip_suffix('.').unwrap_or(word))).is_title_word()
}

/// The noun that makes a name an organization's: "Agency", "Institutes", "Ltd".
#[must_use]
pub fn is_org_head(word: &str) -> bool {
    lists(fold(word.strip_suffix('.').unwrap_or(word))).is_org_head()
}

/// A small word inside a person's name: "van", "bin", "de la".
#[must_use]
pub fn is_name_particle(word: &str) -> bool {
    lists(fold(word)).is_name_particle()
}

/// Follows a person's name without being part of it: "Jr.", "III".
#[must_use]
pub fn is_name_suffix(word: &str) -> bool {
    lists(fold(word)).is_name_suffix()
}

/// Never a surname where a surname might stand: "Madison *Avenue*", "Grant *County*".
#[must_use]
pub fn is_never_surname(word: &str) -> bool {
    lists(fold(word)).is_never_surname()
}

/// The second words that make one noun of a first word ("cyber": "attack"), however the two are
/// written.
pub fn compound_tails(first: u64) -> impl Iterator<Item = &'static str> {
    let tails = VALUES.get(first, Listed::COMPOUND.number());
    tails.unwrap_or_default().split(' ').filter(|s| !s.is_empty())
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
    value(word, Listed::BRITISH).or_else(|| value(word, Listed::AMERICAN))
}

/// Whether a word is the British one of two twins.
#[must_use]
pub fn is_british(word: &str) -> bool {
    lists(fold(word)).is_british()
}

/// A word that has other accepted spellings in the same dialect ("adviser", "advisor"): what they
/// have in common, with a capital for names, and which of them it is.
#[must_use]
pub fn variant(word: &str) -> Option<(&'static str, &'static str)> {
    value(word, Listed::VARIANT)?.split_once(' ')
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
    if is_british(word) {
        return Some(Dialect::British);
    }
    let british = value(word, Listed::AMERICAN)?;
    let oxford =
        ["isa", "ise", "isi"].iter().any(|end| british.contains(end)) && !british.contains("ys");
    (!oxford).then_some(Dialect::American)
}

#[cfg(test)]
mod tests;
