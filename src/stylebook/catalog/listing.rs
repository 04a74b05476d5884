//! One listing: that of a built-in pack, read in place, or that of rules which were read.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::source::Text;
use crate::stylebook::listing::{EXACT, HASH, KINDS, PARTS, PHRASE, Part, Role, Writer, key};
use crate::stylebook::rules::{Rules, Wording};

/// A listing and the text in which its phrases stand.
#[derive(Clone, Debug)]
pub(in crate::stylebook) struct Listing {
    texts: Text,
    numbers: Cow<'static, [[u8; 4]]>,
    /// Where each part begins, and the end of the last.
    parts: [usize; PARTS + 1],
    /// How many phrases are organizations'.
    names: usize,
    /// How many rules of each kind the pack has.
    pub(super) rules: [usize; KINDS.len()],
}

/// A hash and its phrase.
type Entry = [[u8; 4]; HASH];

/// The hash of an entry.
pub(super) fn hash([high, low, _]: &Entry) -> u64 {
    u64::from(u32::from_le_bytes(*high)) << 32 | u64::from(u32::from_le_bytes(*low))
}

/// The rule of a phrase.
pub(super) fn rule(phrase: &[[u8; 4]; PHRASE]) -> u32 {
    u32::from_le_bytes(phrase[3])
}

/// Most hashes stand for fewer phrases.
const FEW: usize = 4;

/// The first entry whose hash is not smaller than a given one. Hashes are spread evenly: it lies near
/// the place that its size says.
fn first_from(entries: &[Entry], wanted: u64) -> usize {
    let is_before = |at: usize| entries.get(at).is_some_and(|entry| hash(entry) < wanted);
    let guess = ((u128::from(wanted) * entries.len() as u128) >> u64::BITS) as usize;
    let (mut low, mut high, mut step) = (guess, guess, FEW);
    while low > 0 && !is_before(low - 1) {
        (high, low) = (low, low.saturating_sub(step));
        step *= 2;
    }
    while is_before(high) {
        (low, high) = (high, entries.len().min(high + step));
        step *= 2;
    }
    low + entries[low..high].partition_point(|entry| hash(entry) < wanted)
}

fn id([.., id]: &Entry) -> u32 {
    u32::from_le_bytes(*id)
}

impl Listing {
    /// That of a built-in pack.
    pub(in crate::stylebook) fn ready(
        texts: &'static str,
        numbers: &'static [u8],
        rules: [usize; KINDS.len()],
    ) -> Self {
        Self::new(texts.into(), numbers.as_chunks().0.into(), rules)
    }

    /// That of rules which were read.
    pub(in crate::stylebook) fn of_rules(rules: &Rules) -> Self {
        let mut lister = Lister::default();
        lister.bodies(rules);
        lister.people(rules);
        lister.terms(rules);
        for (i, correction) in rules.corrections.iter().enumerate() {
            lister.add(Role::Corrected, (i, 0), &correction.wrong);
        }
        let apart = rules.distinct.iter().flat_map(|rule| &rule.names);
        let right = rules.corrections.iter().map(|correction| &correction.right);
        apart.chain(right).for_each(|text| lister.writer.add_key(text));
        Self::new(lister.texts.into(), lister.writer.finish().into(), rules.counts())
    }

    fn new(texts: Text, numbers: Cow<'static, [[u8; 4]]>, rules: [usize; KINDS.len()]) -> Self {
        let mut parts = [PARTS; PARTS + 1];
        for at in 0..PARTS {
            let size = if at == 0 { PHRASE } else { HASH };
            let count = numbers.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes));
            parts[at + 1] = parts[at] + count as usize * size;
        }
        let mut listing = Self { texts, numbers, parts, names: 0, rules };
        let is_name = |role: u32| role % EXACT <= Role::Acronym as u32;
        listing.names = listing.phrases().partition_point(|n| is_name(u32::from_le_bytes(n[2])));
        listing
    }

    pub(super) fn texts(&self) -> &Text {
        &self.texts
    }

    /// The phrases in the order of the rules.
    pub(super) fn phrases(&self) -> &[[[u8; 4]; PHRASE]] {
        self.numbers(Part::Phrases).as_chunks().0
    }

    /// Those of organizations.
    pub(super) fn names(&self) -> &[[[u8; 4]; PHRASE]] {
        self.phrases().get(..self.names).unwrap_or_default()
    }

    /// The entries of a part with hashes.
    pub(super) fn part(&self, part: Part) -> &[Entry] {
        self.numbers(part).as_chunks().0
    }

    /// The phrases whose hashes lie in a range; those of one hash in their order.
    pub(super) fn between(
        &self,
        part: Part,
        hashes: RangeInclusive<u64>,
    ) -> impl DoubleEndedIterator<Item = u32> {
        self.entries(part, hashes).iter().map(id)
    }

    fn entries(&self, part: Part, hashes: RangeInclusive<u64>) -> &[Entry] {
        let entries = self.part(part);
        let rest = entries.get(first_from(entries, *hashes.start())..).unwrap_or_default();
        let inside = |entry: &Entry| hash(entry) <= *hashes.end();
        let near = rest.get(..FEW).unwrap_or(rest);
        let count = match near.iter().position(|entry| !inside(entry)) {
            Some(count) => count,
            None => near.len() + rest[near.len()..].partition_point(inside),
        };
        &rest[..count]
    }

    /// How many phrases have a hash.
    pub(super) fn count(&self, part: Part, wanted: u64) -> usize {
        self.entries(part, wanted..=wanted).len()
    }

    /// The phrases with a hash.
    pub(super) fn of(&self, part: Part, wanted: u64) -> impl DoubleEndedIterator<Item = u32> {
        self.between(part, wanted..=wanted)
    }

    /// Whether a form of other rules may be the same as one that is listed here.
    pub(in crate::stylebook) fn may_meet(&self, text: &str) -> bool {
        self.of(Part::Keys, key(text)).next().is_some()
    }

    /// All hashes, each with what it stands for.
    #[cfg(test)]
    pub(in crate::stylebook) fn hashes(&self) -> Vec<(u64, u32)> {
        let parts = [Part::Firsts, Part::Words, Part::Wholes, Part::Keys, Part::Offices];
        let entries = parts.into_iter().flat_map(|part| self.part(part));
        entries.map(|entry| (hash(entry), id(entry))).collect()
    }

    fn numbers(&self, part: Part) -> &[[u8; 4]] {
        let at = part as usize;
        self.numbers.get(self.parts[at]..self.parts[at + 1]).unwrap_or_default()
    }
}

/// Lists the names and words of rules.
#[derive(Default)]
struct Lister {
    texts: String,
    writer: Writer,
}

impl Lister {
    fn add(&mut self, role: Role, at: (usize, usize), text: &str) {
        self.add_cased(role, role == Role::Acronym, at, text);
    }

    fn add_cased(&mut self, role: Role, exact: bool, (rule, part): (usize, usize), text: &str) {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        let place = [start, self.texts.len() as u32];
        self.writer.add(role, exact, [rule as u32, part as u32], place, text);
    }

    fn bodies(&mut self, rules: &Rules) {
        for (i, body) in rules.organizations.iter().enumerate() {
            body.names().for_each(|name| self.add(Role::Organization, (i, 0), name));
            body.not.iter().for_each(|name| self.add(Role::WrongOrganization, (i, 0), name));
            body.acronym.iter().for_each(|name| self.add(Role::Acronym, (i, 0), name));
        }
    }

    fn people(&mut self, rules: &Rules) {
        for (i, person) in rules.people.iter().enumerate() {
            person.names().for_each(|name| self.add(Role::Person, (i, 0), name));
            person.not.iter().for_each(|name| self.add(Role::WrongPerson, (i, 0), name));
            for (k, retired) in person.formerly.iter().enumerate() {
                self.add(Role::RetiredPerson, (i, k), &retired.name);
            }
            for office in &person.offices {
                self.writer.add_office(i as u32, &office.title, office.of_name.as_deref());
            }
        }
    }

    fn terms(&mut self, rules: &Rules) {
        for (i, term) in rules.terms.iter().enumerate() {
            let exact = term.exact_case;
            let (role, words) = match &term.wording {
                Wording::Use { right, wrong } => {
                    self.add_cased(Role::Term, exact, (i, 0), right);
                    (Role::WrongTerm, wrong)
                }
                Wording::Either { forms, .. } => (Role::EitherTerm, forms),
            };
            for (k, word) in words.iter().enumerate() {
                self.add_cased(role, exact, (i, k), word);
            }
            term.except.iter().for_each(|phrase| self.add(Role::Except, (i, 0), phrase));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn entries_are_found_from_any_guess(
            mut hashes in proptest::collection::vec(0u64..40, 0..60),
            spread in 0u32..2,
            wanted in 0u64..42,
        ) {
            // Evenly spread, or all at one end.
            let place = |n: u64| if spread == 0 { n } else { n << 58 };
            hashes.sort_unstable();
            let halves = |n: u64| [(n >> 32) as u32, n as u32, 0].map(u32::to_le_bytes);
            let entries: Vec<Entry> = hashes.iter().map(|n| halves(place(*n))).collect();
            let walked = hashes.iter().take_while(|n| place(**n) < place(wanted)).count();
            proptest::prop_assert_eq!(first_from(&entries, place(wanted)), walked);
        }
    }
}
