//! Two given names of one surname: the evidence that one person is meant.
//!
//! The office, the middle initial, the story. A small folder is a weaker story: there the
//! words around both names must agree, or everybody else.

use std::collections::HashMap;

use super::{Bearer, INFO, NAMESAKES};
use crate::archive::vicinity::are_two;
use crate::archive::{NameForm, Record, Use, majority, record};
use crate::checks::{ArchiveContext, other_articles};
use crate::extract::titles::rank::{self, Difference};
use crate::finding::{Cite, Finding, Place};
use crate::lexicon;
use crate::tokens::fold;

/// A few dozen articles with the name are enough to know.
const ASKED: usize = 60;

/// An office of so many is a profession.
const MANY: usize = 8;

/// From so many expected namesakes on, names beside an office say nothing.
const CROWDED: u32 = 2 * NAMESAKES;

/// Whom a folder's story is about stands in one article of so many.
const SALIENT: usize = 4;

pub(super) struct Conflict<'c, 'a> {
    pub(super) cx: &'c ArchiveContext<'a>,
    pub(super) surname: &'c str,
    pub(super) given: &'c str,
    pub(super) usual: Bearer<'a>,
    pub(super) votes: usize,
    pub(super) holders: &'c HashMap<&'a str, usize>,
    /// Few people bear the surname.
    pub(super) rare: bool,
    /// Nobody else of the surname is known.
    pub(super) only: bool,
    /// A third person of the surname stands in the same small folder.
    pub(super) family: bool,
}

impl Conflict<'_, '_> {
    fn is_distinct(&self) -> bool {
        let full = format!("{} {}", self.given, self.surname);
        let rules = &self.cx.stylebook.rules;
        let mut listed = rules.names_of_people();
        rules.keeps_apart(&full) || listed.any(|(_, name)| name.to_lowercase() == full)
    }

    fn record(&self, at: Use) -> &Record {
        self.cx.archive.records[at.record as usize]
    }

    fn form(&self, at: Use) -> &NameForm {
        &self.record(at).names[at.form as usize]
    }

    fn title(&self, at: Use) -> &str {
        self.record(at).word(self.form(at).title)
    }

    /// Initials and names between the first one and the surname, lower case.
    fn middle(&self, at: Use) -> String {
        let record = self.record(at);
        let form = &record.names[at.form as usize];
        let written = record.word(form.written).to_lowercase();
        let rest = written.strip_suffix(record.word(form.surname)).unwrap_or("");
        rest.split_once(' ').map_or("", |(_, middle)| middle).trim().to_owned()
    }

    /// Another article that proves that the usual name is meant.
    fn proof(&self, at: Use) -> Option<Use> {
        let usual = self.usual.1;
        let several = |needed: usize, is: &dyn Fn(&Use) -> bool| {
            let found: Vec<Use> = usual.iter().copied().filter(is).collect();
            // A common surname needs three witnesses, whatever the office.
            let needed = if self.rare { needed.min(self.votes) } else { needed };
            found.first().copied().filter(|_| found.len() >= needed)
        };
        let (middle, title) = (self.middle(at), self.title(at));
        let same_title = |u: &Use| self.title(*u) == title;
        let (titled, holds) =
            (usual.iter().any(|u| !self.title(*u).is_empty()), usual.iter().any(same_title));
        // Another office is another person.
        let fits = |u: &Use| rank::difference(self.title(*u), title) != Difference::Whole;
        if !title.is_empty() && titled && !usual.iter().any(fits) {
            return None;
        }
        let same_middle = |u: &Use| self.middle(*u) == middle;
        let known = if title.is_empty() { self.rare } else { holds };
        // "Ford Fusion" is nobody's: only a story can tell, as it must where one stands against one.
        if self.votes < 2 || title.is_empty() && lexicon::is_common_word(self.surname) {
            return self.by_story(at);
        }
        if known && !middle.is_empty() {
            let proof = several(majority::VOTES, &same_middle);
            if proof.is_some() {
                return proof;
            }
        }
        if !title.is_empty() {
            // How many namesakes to expect among the holders of the office.
            let namesakes = self.namesakes(title);
            let needed = if self.rare && namesakes < NAMESAKES / 5 { 2 } else { majority::VOTES };
            // Where many hold the office, what is said beside it must be shared as well.
            let near = &self.form(at).vicinity;
            let beside = |u: &Use| self.form(*u).vicinity.shared_names(near) > 0;
            let many = self.holders.get(title).is_some_and(|n| *n >= MANY);
            let asked = || usual.iter().take(ASKED);
            let alike = || !many || 2 * asked().filter(|u| beside(u)).count() > asked().len();
            let proof = several(needed, &same_title).filter(|_| namesakes < NAMESAKES && alike());
            if proof.is_some() {
                return proof;
            }
        }
        self.by_office(at).or_else(|| self.by_story(at))
    }

    /// How many times as many people of the surname as the holders of the office there are.
    fn namesakes(&self, title: &str) -> u32 {
        let holders = self.holders.get(title).map_or(1, |n| u32::try_from(*n).unwrap_or(u32::MAX));
        holders.saturating_mul(lexicon::surname_bearers(self.surname))
    }

    /// The same office or work, told by the names beside it; nobody else of the surname is known.
    fn by_office(&self, at: Use) -> Option<Use> {
        let (title, near) = (self.title(at), &self.form(at).vicinity);
        if !self.only {
            return None;
        }
        // Hundreds are trial attorneys, and some of them have one surname.
        let namesakes = self.namesakes(title);
        if title.is_empty() || namesakes >= CROWDED {
            return None;
        }
        let holds =
            |u: &Use| self.title(*u) == title && self.form(*u).vicinity.shared_names(near) > 0;
        let found: Vec<Use> = self.usual.1.iter().take(ASKED).copied().filter(holds).collect();
        let votes = self.cx.archive.votes(&found);
        found.first().copied().filter(|_| votes >= majority::VOTES)
    }

    /// The same story.
    fn by_story(&self, at: Use) -> Option<Use> {
        let this = record::mark(fold(self.surname));
        let stories = self.cx.archive.stories();
        let here = self.record(at);
        let suffix = self.form(at).suffix;
        let other = |u: &Use| are_two(self.form(*u).suffix, suffix);
        let usual = || self.usual.1.iter().take(ASKED).copied().filter(|u| !other(u));
        let told: Vec<Use> =
            usual().filter(|u| stories.same(here, self.record(*u), Some(this))).collect();
        let votes = self.cx.archive.votes(&told);
        // "Weeks", "Ivory": a surname that is a word as well.
        let word = lexicon::is_common_word(self.surname);
        let enough = votes >= majority::VOTES && !(word && self.family)
            || votes >= 1 && self.votes > 1 && self.rare && !word && !self.family;
        if enough {
            return told.first().copied();
        }
        let near: Vec<Use> = usual()
            .filter(|u| told.contains(u) || stories.together(here, self.record(*u)))
            .collect();
        let votes = self.cx.archive.votes(&near);
        let around = &self.form(at).vicinity;
        let same = |u: &&Use| around.is_same_person(&self.form(**u).vicinity);
        if let Some(proof) = near.iter().find(same) {
            // One against one: the later article is asked.
            let (there, here) = (self.record(*proof), self.record(at));
            let later = (there.date, &there.path) < (here.date, &here.path);
            let told = told.contains(proof) && later && !self.family && self.rare;
            return Some(*proof).filter(|_| votes > 1 || told);
        }
        // In a folder of many stories two people may well share a surname.
        let salient = votes * SALIENT >= stories.folder_size(here);
        if self.family || !salient || lexicon::is_common_surname(self.surname) {
            return None;
        }
        let beside = |u: &&Use| around.shared_names(&self.form(**u).vicinity) > 0;
        let beside = near.iter().find(beside).filter(|_| votes > 1);
        let all = || near.first().filter(|_| votes >= majority::VOTES && self.only && !word);
        beside.or_else(all).copied()
    }

    pub(super) fn finding(&self, at: Use) -> Option<Finding> {
        let record = self.record(at);
        let form = &record.names[at.form as usize];
        if !record.reported || form.list || form.vicinity.kin {
            return None;
        }
        let both = self.usual.1.iter().any(|u| u.record == at.record);
        // "Houston Texans" are nobody; in "Virginia Edith Pell" a place stands before the usual name.
        let title = self.title(at);
        let middle = self.middle(at);
        let named = |word: &str| word.len() > 2 && lexicon::is_common_word(word);
        let thing = title.is_empty() && lexicon::is_place(self.given)
            || lexicon::is_place(self.surname)
            || middle.split(' ').any(|word| named(word) || word == self.usual.0);
        if both || thing {
            return None;
        }
        // Whether a rule keeps the two apart is asked last: it looks at every listed person.
        let proof = self.proof(at).filter(|_| !self.is_distinct())?;
        let other = self.record(proof);
        let usual = other.word(other.names[proof.form as usize].written);
        let written = record.word(form.written);
        let place = Place { path: record.path.clone(), span: form.place.span() };
        let message = if majority::decides(self.votes, 1) {
            format!("\"{written}\" is \"{usual}\" in {} other articles", self.votes)
        } else {
            let articles = other_articles(self.votes);
            format!("\"{written}\" here differs from \"{usual}\" in {articles}")
        };
        let mut finding = Finding::new(INFO.name, INFO.severity, place, message)
            .label("another given name than elsewhere")
            .help("check who is meant; if these are two people, list them under [[distinct]]");
        let (surname, given) = (self.surname.to_owned(), self.usual.0.to_owned());
        finding.cite = Some(Box::new(Cite::Person { surname, given }));
        Some(finding)
    }
}
