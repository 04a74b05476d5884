//! The keys under which an article is found by another one, and what a draft has to ask.
//!
//! A check between articles compares only what shares a key: a surname, a body's name with a word
//! left out, a run of quoted words. So the articles that can matter to a draft are found by keys,
//! never one by one, and the same keys join rows in any engine that can group them.
//!
//! Some keys lead to articles; others, which a whole archive of articles may share, lead to what
//! the articles say (a surname, a body, a wording), each of which is a key to articles again.

use std::collections::{BTreeMap, BTreeSet};

use super::Record;
use super::figures::FigureForm;
use super::phrases::{self, Part};
use super::record::mark;
use crate::extract::quotations::{grams, version};
use crate::finding::Cite;
use crate::lexicon::folds_without_each_letter;
use crate::read::checksum;
use crate::stylebook::official::content_words;
use crate::tokens::fold;

/// What a key says of the articles behind it.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
enum Kind {
    /// People of one surname.
    Surname = 1,
    /// A body by its name.
    Body,
    /// A body's name, whole or without one of its words.
    Gap,
    /// A person's name, either part whole or without one of its letters.
    Slip,
    /// An acronym.
    Acronym,
    /// A word that tells one story from another.
    Mark,
    /// A capitalised phrase, whole or without what stands before it.
    Phrase,
    /// A capitalised phrase without one of its inner words.
    Lacking,
    /// A quotation word by word.
    Version,
    /// A run of quoted words.
    Gram,
    /// What a figure counts.
    Figure,
    /// The same with a word that stands beside it.
    FigureBeside,
    /// A term of which a house picks one form.
    Term,
    /// A person whom a published note corrects.
    CorrectedPerson,
    /// A body that a published note corrects.
    CorrectedBody,
    /// A title before a name.
    Title,
    /// A rank in its normal form.
    Rank,
    /// An article by its path.
    Path,
    /// The articles of a folder.
    Folder,
}

/// A key, spread over all its bits.
fn key(kind: Kind, value: u64) -> u64 {
    let mut hash = value.wrapping_add((kind as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A word as keys have it.
pub(crate) fn short(word: &str) -> u32 {
    mark(fold(word))
}

/// Who somebody is, among those that a key leads to.
#[must_use]
pub fn person(given: &str, surname: &str) -> u32 {
    mark(fold(given).rotate_left(21) ^ fold(surname))
}

/// The articles that have a mark.
#[must_use]
pub fn of_mark(mark: u32) -> u64 {
    key(Kind::Mark, u64::from(mark))
}

/// The keys of one article.
#[derive(Debug, Default)]
pub struct Keys {
    /// Those that lead to the article.
    pub articles: Vec<u64>,
    /// Those that lead to something that it says.
    pub sayings: Vec<(u64, u32)>,
    /// Those that lead to names like one of its own: one article a name is enough.
    pub near: Vec<(u64, u32)>,
}

impl Keys {
    /// The keys under which an article is kept.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let mut keys = Self::default();
        keys.people(record);
        for form in &record.organizations {
            let name = record.word(form.key);
            keys.articles.push(of_body(short(name)));
            // Names of two words are short for something, never what is meant.
            if name.split(' ').count() > 2 {
                keys.near.extend(gaps(name).map(|gap| (gap, short(name))));
            }
        }
        keys.articles.extend(record.acronyms.iter().map(|a| key(Kind::Acronym, *a)));
        let marks = record.marks.iter().chain(&record.sayings);
        keys.articles.extend(marks.map(|m| of_mark(*m)));
        phrases::parts(record, |_, part| {
            keys.articles.push(match part {
                Part::Whole(hash) => of_phrase(hash),
                Part::Lacking { rest, .. } => of_lacking(rest),
            });
        });
        for quotation in &record.quotations {
            let words = quotation.words();
            let version = mark(version(&words));
            keys.articles.push(of_version(version));
            keys.sayings.extend(grams(&words).map(|g| (of_gram(g), version)));
        }
        keys.articles.extend(record.terms.iter().map(|t| of_term(t.term)));
        let corrected =
            record.corrections.iter().flat_map(|note| corrected(record.word(note.wrong)));
        keys.articles.extend(corrected);
        keys.articles.sort_unstable();
        keys.articles.dedup();
        keys.sayings.sort_unstable();
        keys.sayings.dedup();
        // An article may count one thing twice, and each counts.
        keys.articles.extend(record.figures.iter().flat_map(figure_keys));
        keys
    }

    fn people(&mut self, record: &Record) {
        let word = |key| record.word(key);
        for form in &record.names {
            let (given, surname) = (word(form.given), word(form.surname));
            self.articles.push(of_surname(short(surname)));
            self.near.extend(slips(given, surname).map(|slip| (slip, short(surname))));
            if !form.title.is_empty() {
                self.sayings.push((of_title(word(form.title)), short(surname)));
            }
        }
        for form in &record.titles {
            let (given, surname) = (word(form.given), word(form.surname));
            self.articles.push(of_surname(short(surname)));
            self.sayings.push((of_rank(word(form.rank)), person(given, surname)));
        }
        let named = record.affiliations.iter().map(|a| of_surname(short(word(a.surname))));
        self.articles.extend(named);
    }
}

/// The articles with a surname.
#[must_use]
pub fn of_surname(surname: u32) -> u64 {
    key(Kind::Surname, u64::from(surname))
}

/// The articles with a body's name.
#[must_use]
pub fn of_body(body: u32) -> u64 {
    key(Kind::Body, u64::from(body))
}

/// The articles with a term of which a house picks one form.
pub(super) fn of_term(term: u32) -> u64 {
    key(Kind::Term, u64::from(term))
}

/// The articles that correct a name, a person's or a body's.
pub(super) fn corrected(wrong: &str) -> [u64; 2] {
    let body = content_words(wrong).join(" ");
    [
        key(Kind::CorrectedPerson, u64::from(person_of(wrong))),
        key(Kind::CorrectedBody, u64::from(short(&body))),
    ]
}

/// The person that a corrected name means, as names are read: first and last word.
fn person_of(name: &str) -> u32 {
    let (given, rest) = name.split_once(' ').unwrap_or(("", name));
    person(given, rest.rsplit(' ').next().unwrap_or(rest))
}

/// An acronym, and the same with two neighbours changed over.
fn swapped(acronym: &str) -> impl Iterator<Item = u64> {
    let letters: Vec<char> = acronym.chars().collect();
    let swap = move |at: usize| {
        let mut letters = letters.clone();
        letters.swap(at, at + 1);
        fold(&letters.into_iter().collect::<String>())
    };
    (1..acronym.chars().count()).map(move |at| swap(at - 1))
}

/// A name and all its slips meet where one part is the same and the other lacks a letter.
pub(super) fn slips(given: &str, surname: &str) -> impl Iterator<Item = u64> {
    let side = |kept: &str, slipped: &str, side: u64| {
        let kept = fold(kept).rotate_left(17) ^ side;
        let all: Vec<u64> = std::iter::once(fold(slipped))
            .chain(folds_without_each_letter(slipped, 0))
            .map(|hash| key(Kind::Slip, kept ^ hash))
            .collect();
        all
    };
    side(given, surname, 1).into_iter().chain(side(surname, given, 2))
}

/// A body's name and those one word apart meet where a word is left out.
pub(super) fn gaps(name: &str) -> impl Iterator<Item = u64> {
    let words: Vec<u64> = name.split(' ').map(fold).collect();
    let without = move |gap: usize| {
        let rest = words.iter().enumerate().filter(|(i, _)| *i != gap);
        let hash = rest.fold(0u64, |hash, (_, word)| (hash.rotate_left(11) ^ word) + 1);
        key(Kind::Gap, hash)
    };
    // One more than there are words: the name itself.
    (0..=name.split(' ').count()).map(without)
}

/// The names that a part of a name may be by itself.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    let heads = name.match_indices(' ').map(|(at, _)| &name[..at]);
    let tails = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
    heads.chain(tails).chain(std::iter::once(name))
}

/// What the articles about a figure have in common: what is counted, and a word beside it.
#[must_use]
pub fn of_figure(counted: u32) -> u64 {
    key(Kind::Figure, u64::from(counted))
}

/// The same with a word that stands beside the figure.
#[must_use]
pub fn of_figure_beside(counted: u32, word: u16) -> u64 {
    key(Kind::FigureBeside, u64::from(counted) << 16 | u64::from(word))
}

/// An article by its path.
#[must_use]
pub fn of_path(path: &str) -> u64 {
    key(Kind::Path, fold_exact(path))
}

/// The articles of a folder.
#[must_use]
pub fn of_folder(folder: &str) -> u64 {
    key(Kind::Folder, fold_exact(folder))
}

/// The folder in a path.
#[must_use]
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Paths differ by case as well.
fn fold_exact(path: &str) -> u64 {
    checksum(path.as_bytes())
}

/// What one figure is looked up by, as often as it is counted.
pub(crate) fn figure_keys(form: &FigureForm) -> impl Iterator<Item = u64> {
    let beside = form.context.into_iter().filter(|word| *word != 0);
    [form.phrase, form.counted].into_iter().filter(|counted| *counted != 0).flat_map(
        move |counted| {
            let beside = beside.clone().map(move |word| of_figure_beside(counted, word));
            std::iter::once(of_figure(counted)).chain(beside)
        },
    )
}

/// A phrase that lacks an inner word of another.
#[must_use]
pub fn of_lacking(rest: u32) -> u64 {
    key(Kind::Lacking, u64::from(rest))
}

/// A phrase as it is.
#[must_use]
pub fn of_phrase(hash: u32) -> u64 {
    key(Kind::Phrase, u64::from(hash))
}

/// The wordings that have a run of words.
#[must_use]
pub fn of_gram(gram: u64) -> u64 {
    key(Kind::Gram, gram)
}

/// The surnames with a title.
#[must_use]
pub fn of_title(title: &str) -> u64 {
    key(Kind::Title, fold(title))
}

/// A wording of a quotation.
#[must_use]
pub fn of_version(version: u32) -> u64 {
    key(Kind::Version, u64::from(version))
}

/// The people of a rank.
#[must_use]
pub fn of_rank(rank: &str) -> u64 {
    key(Kind::Rank, fold(rank))
}

/// What some articles ask of an archive.
#[derive(Debug, Default)]
pub struct Questions {
    /// Keys all of whose articles matter.
    pub articles: BTreeSet<u64>,
    /// Surnames all of whose bearers matter.
    pub surnames: BTreeSet<u32>,
    /// Bodies, by names that are asked for in any case.
    pub bodies: BTreeSet<u32>,
    /// Wordings of quotations.
    pub versions: BTreeSet<u32>,
    /// Keys of surnames one slip away.
    pub slips: BTreeSet<u64>,
    /// For each body: keys of those one word away, and the names that are asked for where there
    /// is one: its own and its parts.
    pub gaps: Vec<(Vec<u64>, Vec<u32>)>,
    /// Acronyms with two letters changed over, and as the asker has them.
    pub acronyms: BTreeSet<(u64, u64)>,
    /// Runs of quoted words, and the asker's own wordings that have them.
    pub grams: BTreeMap<u64, BTreeSet<u32>>,
    /// Titles before names, and the asker's own surnames with them.
    pub titles: BTreeMap<String, BTreeSet<u32>>,
    /// How often the asker has each key of a figure.
    pub figures: BTreeMap<u64, usize>,
    /// Phrases that may lack a word.
    pub phrases: BTreeSet<u32>,
}

impl Questions {
    /// Whom or what a finding wants to show as others have it.
    pub fn cite(&mut self, cite: &Cite) {
        match cite {
            Cite::Person { surname, .. } => {
                self.surnames.insert(short(surname));
            }
            Cite::Organization(name) => {
                self.bodies.insert(short(&content_words(name).join(" ")));
            }
        }
    }

    /// What one more article asks.
    pub fn add(&mut self, record: &Record) {
        let word = |key| record.word(key);
        for form in &record.names {
            let (given, surname) = (word(form.given), word(form.surname));
            self.surnames.insert(short(surname));
            self.articles.insert(key(Kind::CorrectedPerson, u64::from(person(given, surname))));
            self.slips.extend(slips(given, surname));
            if !form.title.is_empty() {
                let own = self.titles.entry(word(form.title).to_owned()).or_default();
                own.insert(short(surname));
            }
        }
        let named = record.doubtful.iter().map(|n| n.surname);
        let named = named.chain(record.titles.iter().map(|t| t.surname));
        let named = named.chain(record.affiliations.iter().map(|a| a.surname));
        self.surnames.extend(named.map(|surname| short(word(surname))));
        for form in &record.organizations {
            let name = word(form.key);
            self.articles.insert(key(Kind::CorrectedBody, u64::from(short(name))));
            let bodies: Vec<u32> = ends(name).map(short).collect();
            self.gaps.push((gaps(name).collect(), bodies));
            let acronym = word(form.acronym);
            let own = key(Kind::Acronym, fold(acronym));
            let right = swapped(acronym).map(|letters| (key(Kind::Acronym, letters), own));
            self.acronyms.extend(right);
        }
        phrases::parts(record, |_, part| {
            if let Part::Whole(hash) = part {
                self.phrases.insert(hash);
            }
        });
        for quotation in &record.quotations {
            let words = quotation.words();
            let own = mark(version(&words));
            self.versions.insert(own);
            for gram in grams(&words) {
                self.grams.entry(gram).or_default().insert(own);
            }
        }
        for key in record.figures.iter().flat_map(figure_keys) {
            *self.figures.entry(key).or_default() += 1;
        }
        self.articles.extend(record.terms.iter().map(|t| of_term(t.term)));
    }
}
