//! What is known of bodies before a draft is made: the packs in use, and the archive's usual names.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::{Archive, Use, majority};
use crate::checks::org::similar::{Difference, difference};
use crate::lexicon;
use crate::stylebook::Stylebook;
use crate::stylebook::official::{OfficialName, content_words};
use crate::tokens::fold;

/// Names and acronyms that need not be learned, and help to read others.
pub(super) struct Known<'a> {
    packs: &'a Stylebook,
    /// Names of the packs, as content words.
    listed: BTreeSet<String>,
    /// Names in so many articles that they stand for themselves, with their number.
    usual: BTreeMap<String, usize>,
    /// Acronyms of the packs, and those that several articles introduce.
    acronyms: BTreeSet<String>,
}

/// A name, and the body that it stands with.
pub(super) struct Own<'n> {
    pub(super) name: &'n str,
    pub(super) owner: Option<String>,
}

/// What stands before and behind each "of" and "for the" of a name.
pub(super) fn joints(name: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends = name.match_indices(' ').map(|(at, _)| at);
    ends.filter_map(|at| {
        let tail =
            [" of the ", " of ", " for the "].iter().find_map(|j| name[at..].strip_prefix(j));
        tail.map(|tail| (&name[..at], without_country(tail)))
    })
}

/// How the country stands before a name.
pub(super) const COUNTRY: [&str; 5] = ["U.S. ", "US ", "U. S. ", "U.S ", "United States "];

/// A name without the country before it.
fn without_country(name: &str) -> &str {
    let bare = COUNTRY.iter().find_map(|c| name.strip_prefix(c));
    bare.unwrap_or(name)
}

impl<'a> Known<'a> {
    pub(super) fn new(archive: &Archive<'_>, packs: &'a Stylebook) -> Self {
        let headed = |at: &Use| {
            let record = archive.records[at.record as usize];
            record.organizations[at.form as usize].headed
        };
        let usual = archive.organizations.iter();
        let usual =
            usual.filter(|(_, uses)| uses.len() >= majority::VOTES && uses.iter().all(headed));
        let mut introduced: BTreeMap<&str, usize> = BTreeMap::new();
        for record in archive.records.iter() {
            for form in record.organizations.iter().filter(|f| !f.acronym.is_empty()) {
                *introduced.entry(record.word(form.acronym)).or_default() += 1;
            }
        }
        let introduced = introduced.into_iter().filter(|(_, n)| *n >= majority::VOTES);
        let listed = packs.rules.organizations.iter().filter_map(|o| o.acronym.as_deref());
        Self {
            packs,
            listed: packs.official().keys().collect(),
            usual: usual.map(|(key, uses)| ((*key).to_owned(), uses.len())).collect(),
            acronyms: introduced.map(|(text, _)| text).chain(listed).map(str::to_owned).collect(),
        }
    }

    /// A name without the body that it belongs to: "Tides Department's Dredging Division", also
    /// where a text has lost its apostrophe, "TD Dredging Division", "Dredging Division of the Tides
    /// Department".
    pub(super) fn own_part<'n>(&self, name: &'n str) -> Own<'n> {
        let name = without_country(name);
        let ends = name.match_indices(' ').map(|(at, _)| at);
        let owner = ends.filter_map(|at| Some((at, self.owner(&name[..at])?))).next_back();
        let rest = |at: usize| name[at..].trim_start();
        let whole = |rest: &str| rest.starts_with(char::is_uppercase) && rest.contains(' ');
        let owner = owner.filter(|(at, _)| whole(rest(*at)));
        let (name, owner) = owner.map_or((name, None), |(at, owner)| (rest(at), Some(owner)));
        let parent = joints(name).find(|(head, tail)| head.contains(' ') && self.is_body(tail));
        match parent {
            Some((head, tail)) => Own { name: head, owner: Some(self.identity(tail)) },
            None => Own { name, owner },
        }
    }

    /// The body whose name, or acronym, stands at the end of some words in the possessive, or a
    /// place; an acronym does so without.
    fn owner(&self, words: &str) -> Option<String> {
        let country = ["'s", "’s"].iter().find_map(|end| words.strip_suffix(end));
        if let Some(country) = country.filter(|word| lexicon::is_place(word)) {
            return Some(country.to_lowercase());
        }
        let bare = words.trim_end_matches(['\'', '’']);
        let bare = ["'s", "’s", "s"].iter().find_map(|end| bare.strip_suffix(end));
        let acronym = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
        let Some(bare) = bare else {
            let known = acronym(words) && self.acronyms.contains(words);
            return known.then(|| self.identity(words));
        };
        let starts = bare.match_indices(' ').map(|(at, _)| at + 1);
        let mut tails = std::iter::once(0).chain(starts).map(|at| &bare[at..]);
        let owns = |tail: &&str| match acronym(tail) {
            true => self.acronyms.contains(*tail),
            false => self.is_right(tail),
        };
        tails.find(owns).map(|tail| self.identity(tail))
    }

    /// What several names of one body have in common: its place in the packs.
    fn identity(&self, name: &str) -> String {
        let words = content_words(name);
        let listed = self.near(&words).into_iter().find(|n| n.words() == words);
        let owners = self.packs.official().owners(name).first().copied();
        let body = listed.map(|n| n.organization).or(owners);
        body.map_or_else(|| words.join(" "), |body| format!("{body}"))
    }

    /// Names of the packs that have all of these content words but one.
    fn near(&self, words: &[String]) -> Vec<&OfficialName> {
        let hashes: Vec<u64> = words.iter().map(|word| fold(word)).collect();
        self.packs.official().near(&hashes)
    }

    /// Whether the packs have the name of these content words.
    pub(super) fn is_listed(&self, key: &str) -> bool {
        self.listed.contains(key)
    }

    /// Whether a name is right for some body: of the packs, or in many articles.
    pub(super) fn is_right(&self, name: &str) -> bool {
        let key = content_words(name).join(" ");
        key.contains(' ') && (self.listed.contains(&key) || self.usual.contains_key(&key))
    }

    /// Whether a name or an acronym is some body's.
    pub(super) fn is_body(&self, name: &str) -> bool {
        self.is_right(name) || self.acronyms.contains(name)
    }

    /// Whether a name is the plural of one that is as frequent, or its possessive without the
    /// apostrophe.
    pub(super) fn is_plural_of_another(&self, key: &str, articles: usize) -> bool {
        let Some(one) = key.strip_suffix('s') else { return false };
        let one = one.strip_suffix('\'').unwrap_or(one);
        self.listed.contains(one) || self.usual.get(one).is_some_and(|n| *n >= articles)
    }

    /// Whether the packs give an acronym to a body.
    pub(super) fn is_listed_acronym(&self, acronym: &str) -> bool {
        !self.packs.official().owners(acronym).is_empty()
    }

    /// Whether content words are a name of the packs with a slip, or a part of one.
    pub(super) fn is_part_or_slip_of_listed(&self, key: &str) -> bool {
        let words: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let near = self.near(&words).into_iter().any(|name| {
            matches!(
                difference(&words, name.words()),
                Some(Difference::Missing(_) | Difference::Spelling(_) | Difference::Swapped(_))
            )
        });
        let part = |name: &String| {
            name.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '))
                || name.strip_suffix(key).is_some_and(|rest| rest.ends_with(' '))
        };
        near || self.listed.iter().any(part)
    }
}
