//! The people of all packs, looked at together: who is called nearly so, and which offices are
//! seats, held by many at a time. Packs may list a whole parliament, and articles are full of
//! names, so nobody is compared with everybody.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::rules::{Office, Rules, TermKind};
use crate::lexicon;
use crate::tokens::{fold, letters};

/// Made when it is first asked for: most articles name nobody by an office.
#[derive(Debug, Default)]
pub struct People {
    names: OnceLock<Names>,
    /// People by the surname in their whole name, sorted.
    called: OnceLock<Vec<(u64, usize)>>,
}

/// People by the words of their names.
#[derive(Debug, Default)]
struct Names {
    surnames: Bearers,
    given: Bearers,
}

/// Who has a word, given by its hash: sorted, those of a word in their order.
type Bearers = Vec<(u64, Bearer)>;

/// Somebody with a word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bearer {
    /// Index into [`Rules::people`].
    person: usize,
    /// The letters of the other word, surname or given name.
    letters: u64,
}

/// A slip takes one letter out, brings one in, or both; nobody looks for more than two slips.
const CHANGED: u32 = 4;

/// Two who share an office for longer do not hand it over.
const HANDOVER: i64 = 60;

impl People {
    /// The people who share the surname or the given name, and nearly the other, in their order:
    /// whoever is meant by a name with a slip in one of the two is among them. Short forms of given
    /// names count.
    #[must_use]
    pub fn like(&self, rules: &Rules, given: &str, surname: &str) -> Vec<usize> {
        let names = self.names.get_or_init(|| Names::new(rules));
        let mut found = Vec::new();
        let mut look = |bearers: &Bearers, word: &str, written: u64| {
            let near = |b: &Bearer| (b.letters ^ written).count_ones() <= CHANGED;
            found.extend(with(bearers, word).filter(near).map(|b| b.person));
        };
        look(&names.surnames, surname, letters(given));
        let written = letters(surname);
        look(&names.given, given, written);
        for short in lexicon::nicknames(given) {
            look(&names.given, short, written);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The people of a surname, in their order.
    pub fn called(&self, rules: &Rules, surname: &str) -> impl Iterator<Item = usize> {
        let names = self.names.get_or_init(|| Names::new(rules));
        let mut last = None;
        with(&names.surnames, surname)
            .map(|b| b.person)
            .filter(move |person| last.replace(*person) != Some(*person))
    }

    /// The one of that surname, given by its hash, who is known by it: who is one of hundreds in a
    /// parliament is known by the surname to nobody.
    #[must_use]
    pub fn eminent(&self, rules: &Rules, surname: u64) -> Option<usize> {
        let called = self.called.get_or_init(|| whole_names(rules));
        let from = called.partition_point(|(called, _)| *called < surname);
        let same = called.iter().skip(from).take_while(|(called, _)| *called == surname);
        let mut known = same.map(|(_, person)| *person).filter(|person| {
            let offices = rules.people.get(*person).map_or(&[][..], |person| &person.offices);
            offices.is_empty() || !offices.iter().all(|office| is_seat(rules, office))
        });
        known.next().filter(|_| known.next().is_none())
    }
}

/// People by the surname in their whole name.
fn whole_names(rules: &Rules) -> Vec<(u64, usize)> {
    let (mut out, mut last) = (Vec::new(), None);
    for (person, name) in rules.names_of_people() {
        if last.replace(person) == Some(person) {
            continue;
        }
        let mut words = name.split_whitespace().rev();
        let surname = words.find(|word| !lexicon::is_name_suffix(word));
        out.extend(surname.map(|surname| (fold(surname), person)));
    }
    out.sort_unstable();
    out
}

/// Whether several people of the packs hold an office at a time: a seat in a parliament. Who has the
/// title and the surname of one of them may be another.
#[must_use]
pub fn is_seat(rules: &Rules, office: &Office) -> bool {
    let title = fold(&office.title);
    // A list without dates, of those who had an office one after another, makes no seat of it.
    let is_dated = |o: &Office| o.from.is_some() || o.until.is_some();
    let is_it = |o: &&Office| {
        o.kind == TermKind::Full && o.of == office.of && is_dated(o) && fold(&o.title) == title
    };
    let mut terms: Vec<(Date, Date)> = Vec::new();
    for held in rules.titled(&office.title).flat_map(|person| &person.offices).filter(is_it) {
        let (from, until) = (held.from.unwrap_or(Date::MIN), held.until.unwrap_or(Date::MAX));
        let is_shared = |(f, u): &(Date, Date)| {
            until.min(*u).duration_since(from.max(*f)).as_hours() / 24 > HANDOVER
        };
        if terms.iter().any(is_shared) {
            return true;
        }
        terms.push((from, until));
    }
    false
}

impl Names {
    fn new(rules: &Rules) -> Self {
        let mut out = Self::default();
        let names = rules.names_of_people();
        for (person, (given, surname)) in names.filter_map(|(i, n)| Some((i, n.rsplit_once(' ')?)))
        {
            let given = given.split_whitespace().next().unwrap_or("");
            out.surnames.push((fold(surname), Bearer { person, letters: letters(given) }));
            let bearer = Bearer { person, letters: letters(surname) };
            out.given.push((fold(given), bearer));
            out.given.extend(lexicon::nicknames(given).map(|short| (fold(short), bearer)));
        }
        for names in [&mut out.surnames, &mut out.given] {
            names.sort_by_key(|(word, _)| *word);
            names.dedup();
        }
        out
    }
}

/// The bearers of a word, in their order.
fn with(names: &Bearers, word: &str) -> impl Iterator<Item = Bearer> {
    let hash = fold(word);
    let from = names.partition_point(|(word, _)| *word < hash);
    names.iter().skip(from).take_while(move |(word, _)| *word == hash).map(|(_, bearer)| *bearer)
}

#[cfg(test)]
mod tests {
    use super::is_seat;
    use crate::stylebook::Stylebook;
    use crate::tokens::fold;

    fn book() -> Stylebook {
        let (book, faults) = Stylebook::from_toml(&[(
            "house.toml",
            "[[person]]\nname = \"Edith Pell\"\nalso = [\"Edie Pell\"]\n\
             office = [{ title = \"mayor\", from = 2015-05-01, until = 2020-05-01 },\n\
             { title = \"councillor\", from = 2010-05-01 }, { title = \"sheriff\" }]\n\
             [[person]]\nname = \"Ida Brask\"\n\
             office = [{ title = \"mayor\", from = 2020-05-01 },\n\
             { title = \"councillor\", from = 2012-05-01 }, { title = \"sheriff\" }]\n",
        )]);
        assert!(faults.is_empty(), "{faults:#?}");
        book
    }

    #[test]
    fn a_name_with_one_slip_is_like_the_right_one() {
        let book = book();
        let like = |given: &str, surname: &str| book.people.like(&book.rules, given, surname);
        assert_eq!(like("Edith", "Pel"), [0]);
        assert_eq!(like("Edit", "Pell"), [0]);
        assert_eq!(like("Ida", "Brask"), [1]);
        assert_eq!(like("Ada", "Thornbury"), [0usize; 0]);
    }

    #[test]
    fn many_hold_a_seat_and_one_an_office() {
        let book = book();
        let seats: Vec<(&str, bool)> = book.rules.people[0]
            .offices
            .iter()
            .map(|office| (&*office.title, is_seat(&book.rules, office)))
            .collect();
        assert_eq!(seats, [("mayor", false), ("councillor", true), ("sheriff", false)]);
        let eminent = |surname: &str| book.people.eminent(&book.rules, fold(surname));
        assert_eq!((eminent("Pell"), eminent("Thornbury")), (Some(0), None));
    }
}
