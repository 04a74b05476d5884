//! Which rules may speak of a name or word: the listings of all packs in use, asked one after the
//! other.
//!
//! Those of the built-in packs lie ready in the program. Nothing is joined when a run starts, and no
//! rule is read to learn that an article does not concern it.

mod listing;

use std::ops::{Range, RangeInclusive};

use super::listing::{
    self as form, Part, Role, content_folds, first_fold, hash_all, of_body, of_title,
};
use super::matcher::Form;
use crate::source::Text;
pub(super) use listing::Listing;

/// The listings of all packs.
#[derive(Clone, Debug, Default)]
pub(super) struct Catalog {
    packs: Vec<Shelved>,
    /// Phrases of organizations in all of them.
    names: usize,
}

/// A listing among others.
#[derive(Clone, Debug)]
struct Shelved {
    listing: Listing,
    built_in: bool,
    /// How many rules of each kind stand in the packs before it.
    rules: [usize; form::KINDS.len()],
    /// How many phrases of organizations.
    names: usize,
}

/// A phrase of a rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase<'c> {
    pack: &'c Shelved,
    numbers: &'c [[u8; 4]; form::PHRASE],
}

/// Whom the name of a body in a rule means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(usize),
    Many(Vec<usize>),
    None,
}

impl Catalog {
    /// Adds the listing of a pack that is one of the program or of the house.
    pub(super) fn add(&mut self, listing: Listing, built_in: bool) {
        let (rules, names) = (self.rules(), self.names);
        self.names += listing.names().len();
        self.packs.push(Shelved { listing, built_in, rules, names });
    }

    /// How many rules of each kind there are.
    pub(super) fn rules(&self) -> [usize; form::KINDS.len()] {
        let mut all = [0; form::KINDS.len()];
        for pack in &self.packs {
            all.iter_mut().zip(pack.listing.rules).for_each(|(all, more)| *all += more);
        }
        all
    }

    /// Whether nothing is listed.
    pub(super) fn is_empty(&self) -> bool {
        self.packs.iter().all(|pack| pack.listing.phrases().is_empty())
    }

    /// Phrases of organizations; each has a number below.
    pub(super) fn names(&self) -> usize {
        self.names
    }

    /// All phrases, pack by pack.
    pub(super) fn phrases(&self) -> impl Iterator<Item = Phrase<'_>> {
        self.packs.iter().flat_map(|pack| {
            pack.listing.phrases().iter().map(move |numbers| Phrase { pack, numbers })
        })
    }

    /// Hashes of first words.
    pub(super) fn firsts(&self) -> impl Iterator<Item = u64> {
        self.packs.iter().flat_map(|pack| pack.listing.part(Part::Firsts)).map(listing::hash)
    }

    /// The phrases whose first words have hashes in a range, in the order of kinds, packs, rules.
    pub(super) fn opened_by(&self, hashes: RangeInclusive<u64>) -> Vec<Phrase<'_>> {
        let phrases = self.packs.iter().flat_map(|pack| {
            let mut ids = pack.listing.between(Part::Firsts, hashes.clone()).collect::<Vec<_>>();
            ids.sort_unstable();
            ids.into_iter().filter_map(move |id| pack.phrase(id))
        });
        let mut phrases: Vec<_> = phrases.collect();
        phrases.sort_by_key(|phrase| phrase.role().map(Role::kind));
        phrases
    }

    /// Right names of organizations with a word, given by its hash: their numbers, the last first.
    pub(super) fn with(&self, word: u64) -> impl Iterator<Item = u32> {
        self.packs.iter().rev().flat_map(move |pack| {
            let ids = pack.listing.of(Part::Words, word).rev();
            ids.map(move |id| pack.names as u32 + id)
        })
    }

    /// How many right names of organizations have a word.
    pub(super) fn count_with(&self, word: u64) -> usize {
        self.packs.iter().map(|pack| pack.listing.count(Part::Words, word)).sum()
    }

    /// Right names of organizations whose words together have a hash: their numbers.
    pub(super) fn whole(&self, hash: u64) -> impl Iterator<Item = u32> {
        self.packs.iter().flat_map(move |pack| {
            pack.listing.of(Part::Wholes, hash).map(move |id| pack.names as u32 + id)
        })
    }

    /// The phrase of an organization by its number.
    pub(super) fn name(&self, number: u32) -> Option<Phrase<'_>> {
        let pack = self.packs.partition_point(|pack| pack.names <= number as usize);
        let pack = self.packs.get(pack.checked_sub(1)?)?;
        pack.phrase(number - pack.names as u32)
    }

    /// The numbers of an organization's phrases.
    pub(super) fn names_of(&self, organization: usize) -> Range<u32> {
        let pack = self.packs.partition_point(|pack| pack.rules[0] <= organization);
        let Some(pack) = pack.checked_sub(1).and_then(|at| self.packs.get(at)) else { return 0..0 };
        let rule = (organization - pack.rules[0]) as u32;
        let at = |rule| pack.listing.names().partition_point(|n| listing::rule(n) < rule);
        let first = pack.names as u32;
        first + at(rule) as u32..first + at(rule + 1) as u32
    }

    /// Right names of people, each with its person; the whole name of each comes first.
    pub(super) fn people(&self) -> impl Iterator<Item = (usize, &str)> {
        let right = self.phrases().filter(|phrase| phrase.role() == Some(Role::Person));
        right.map(|phrase| (phrase.rule(), phrase.text()))
    }

    /// Terms with a form that is one of several, each as often as it has forms.
    pub(super) fn choices(&self) -> impl Iterator<Item = usize> {
        let forms = self.phrases().filter(|phrase| phrase.role() == Some(Role::EitherTerm));
        forms.map(|phrase| phrase.rule())
    }

    /// People with an office of that title.
    pub(super) fn titled(&self, title: &str) -> impl Iterator<Item = usize> {
        self.in_office(of_title(title))
    }

    /// People with an office of a body, and perhaps of others that share a name with it.
    pub(super) fn officials(&self, organization: usize) -> Vec<usize> {
        let names = self.names_of(organization).filter_map(|number| self.name(number));
        let mut people: Vec<usize> =
            names.flat_map(|name| self.in_office(of_body(name.text()))).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn in_office(&self, hash: u64) -> impl Iterator<Item = usize> {
        self.packs.iter().flat_map(move |pack| {
            let before = pack.rules[Role::Person.kind()];
            pack.listing.of(Part::Offices, hash).map(move |person| before + person as usize)
        })
    }

    /// Organizations with an acronym.
    pub(super) fn owners<'c>(&'c self, acronym: &'c str) -> impl Iterator<Item = usize> {
        let first = first_fold(acronym, &mut Vec::new());
        let packs = self.packs.iter().filter_map(move |pack| Some((pack, first?)));
        packs.flat_map(move |(pack, first)| pack.owners(acronym, first))
    }

    /// The body that a rule of a pack names by name or acronym: one of its own first, and a built-in
    /// pack asks its kind before a house's.
    pub(super) fn body(&self, name: &str, pack: usize) -> Found {
        let (mut tokens, mut folds) = (Vec::new(), Vec::new());
        content_folds(name, &mut tokens, &mut folds);
        let whole = hash_all(folds.iter().copied());
        let first = first_fold(name, &mut tokens);
        let built_in = |at: usize| self.packs.get(at).is_some_and(|pack| pack.built_in);
        let near: [&dyn Fn(usize) -> bool; 3] =
            [&|at| at == pack, &|at| built_in(pack) && built_in(at), &|_| true];
        for is_near in near {
            let packs = || self.packs.iter().enumerate().filter(|(at, _)| is_near(*at));
            let named = packs().flat_map(|(_, pack)| pack.named(name, whole)).collect::<Vec<_>>();
            if !named.is_empty() {
                return self.choose(name, named);
            }
            let owners = packs().filter_map(|(_, pack)| Some(pack.owners(name, first?)));
            let owners = owners.flatten().collect::<Vec<_>>();
            if !owners.is_empty() {
                return self.choose(name, owners);
            }
        }
        Found::None
    }

    /// Bodies with one official name are one body, the first that was loaded; one that bears the
    /// name now comes before those that bore it once.
    fn choose(&self, name: &str, mut found: Vec<usize>) -> Found {
        let official =
            |i: &usize| self.name(self.names_of(*i).start).map_or("", |phrase| phrase.text());
        if found.iter().any(|i| official(i) == name) {
            found.retain(|i| official(i) == name);
        }
        match found.first() {
            Some(&first) if found.iter().all(|i| official(i) == official(&first)) => {
                Found::One(first)
            }
            _ => Found::Many(found),
        }
    }
}

impl Shelved {
    fn phrase(&self, id: u32) -> Option<Phrase<'_>> {
        let numbers = self.listing.phrases().get(id as usize)?;
        Some(Phrase { pack: self, numbers })
    }

    /// Organizations with that right name.
    fn named<'c>(&'c self, name: &'c str, whole: u64) -> impl Iterator<Item = usize> {
        let same = self.listing.of(Part::Wholes, whole).filter_map(|id| self.phrase(id));
        same.filter(move |phrase| phrase.text() == name).map(|phrase| phrase.rule())
    }

    /// Organizations with that acronym.
    fn owners<'c>(&'c self, acronym: &'c str, first: u64) -> impl Iterator<Item = usize> {
        let same = self.listing.of(Part::Firsts, first).filter_map(|id| self.phrase(id));
        let same = same.filter(|phrase| phrase.role() == Some(Role::Acronym));
        same.filter(move |phrase| phrase.text() == acronym).map(|phrase| phrase.rule())
    }
}

impl<'c> Phrase<'c> {
    /// What it is to its rule.
    pub(super) fn role(&self) -> Option<Role> {
        Role::ALL.get(self.number(2) as usize % form::EXACT as usize).copied()
    }

    /// The same, with its rule.
    pub(super) fn form(&self) -> Option<Form> {
        let (rule, part) = (self.rule(), self.number(4) as usize);
        Some(match self.role()? {
            Role::Organization => Form::Organization(rule),
            Role::WrongOrganization => Form::WrongOrganization(rule),
            Role::Acronym => Form::Acronym(rule),
            Role::Person => Form::Person(rule),
            Role::WrongPerson => Form::WrongPerson(rule),
            Role::RetiredPerson => Form::RetiredPerson(rule, part),
            Role::Term => Form::Term(rule),
            Role::WrongTerm => Form::WrongTerm(rule, part),
            Role::EitherTerm => Form::EitherTerm(rule, part),
            Role::Except => Form::Except(rule),
            Role::Corrected => Form::Corrected(rule),
        })
    }

    /// Its rule among all of its kind.
    pub(super) fn rule(&self) -> usize {
        let before = self.role().map_or(0, |role| self.pack.rules[role.kind()]);
        before + self.number(3) as usize
    }

    /// Whether capitals must match.
    pub(super) fn is_exact(&self) -> bool {
        self.number(2) & form::EXACT != 0
    }

    /// How many words count, of an organization's right name.
    pub(super) fn words(&self) -> usize {
        (self.number(2) >> form::WORDS) as usize
    }

    /// As the rule writes it.
    pub(super) fn text(&self) -> &'c str {
        self.pack.listing.texts().get(self.place()).unwrap_or_default()
    }

    /// The same; that of the program is not copied.
    pub(super) fn owned(&self) -> Text {
        match &self.pack.listing.texts() {
            Text::Borrowed(all) => Text::Borrowed(all.get(self.place()).unwrap_or_default()),
            Text::Owned(_) => Text::Owned(self.text().to_owned()),
        }
    }

    fn place(&self) -> Range<usize> {
        self.number(0) as usize..self.number(1) as usize
    }

    fn number(&self, at: usize) -> u32 {
        self.numbers.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }
}
