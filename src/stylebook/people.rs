//! The people of all packs, looked at together: who is called nearly so, and which offices are
//! seats, held by many at a time. Packs may list a whole parliament, and articles are full of
//! names, so nobody is compared with everybody.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::rules::{Office, Rules, TermKind};
use crate::lexicon;
use crate::tokens::{FoldMap, FoldSet, fold, letters};

/// Made when it is first asked for: most articles name nobody by an office.
#[derive(Debug, Default)]
pub struct People {
    names: OnceLock<Names>,
    /// Keys of titles with their bodies.
    seats: OnceLock<FoldSet>,
    /// By surname; none where several have it.
    eminent: OnceLock<FoldMap<Option<usize>>>,
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

    /// Whether several people of the packs hold an office at a time: a seat in a parliament. Who
    /// has the title and the surname of one of them may be another.
    #[must_use]
    pub fn is_seat(&self, rules: &Rules, office: &Office) -> bool {
        let seats = self.seats.get_or_init(|| seats(rules));
        seats.contains(&key(&office.title, office.of))
    }

    /// The one of that surname, given by its hash, who is known by it: who is one of hundreds in a
    /// parliament is known by the surname to nobody.
    #[must_use]
    pub fn eminent(&self, rules: &Rules, surname: u64) -> Option<usize> {
        let make = || {
            let mut out: FoldMap<Option<usize>> = FoldMap::default();
            for (i, person) in rules.people.iter().enumerate() {
                let is_seat = |office| self.is_seat(rules, office);
                if !person.offices.is_empty() && person.offices.iter().all(is_seat) {
                    continue;
                }
                let mut words = person.name.split_whitespace().rev();
                if let Some(surname) = words.find(|word| !lexicon::is_name_suffix(word)) {
                    out.entry(fold(surname)).and_modify(|one| *one = None).or_insert(Some(i));
                }
            }
            out
        };
        self.eminent.get_or_init(make).get(&surname).copied().flatten()
    }
}

impl Names {
    fn new(rules: &Rules) -> Self {
        let mut out = Self::default();
        for (person, rule) in rules.people.iter().enumerate() {
            for (given, surname) in rule.names().filter_map(|name| name.rsplit_once(' ')) {
                let given = given.split_whitespace().next().unwrap_or("");
                out.surnames.push((fold(surname), Bearer { person, letters: letters(given) }));
                let bearer = Bearer { person, letters: letters(surname) };
                out.given.push((fold(given), bearer));
                out.given.extend(lexicon::nicknames(given).map(|short| (fold(short), bearer)));
            }
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

/// One number for an office.
fn key(title: &str, of: Option<usize>) -> u64 {
    let body = of.map_or(0, |of| of as u64 + 1);
    fold(title) ^ body.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The offices that several people hold at a time. A list without dates, of those who had an office
/// one after another, makes no seat of it.
fn seats(rules: &Rules) -> FoldSet {
    let mut terms = Vec::with_capacity(rules.people.len());
    for person in &rules.people {
        let dated = |office: &&Office| office.from.is_some() || office.until.is_some();
        let full = person.offices.iter().filter(|office| office.kind == TermKind::Full);
        for office in full.filter(dated) {
            let from = office.from.unwrap_or(Date::MIN);
            terms.push((key(&office.title, office.of), from, office.until.unwrap_or(Date::MAX)));
        }
    }
    terms.sort_unstable();
    let mut out = FoldSet::default();
    for terms in terms.chunk_by(|(office, ..), (other, ..)| office == other) {
        let mut latest = Date::MIN;
        let shared = terms.iter().any(|(_, from, until)| {
            let days = latest.min(*until).duration_since(*from).as_hours() / 24;
            latest = latest.max(*until);
            days > HANDOVER
        });
        out.extend(terms.first().filter(|_| shared).map(|(office, ..)| *office));
    }
    out
}

#[cfg(test)]
mod tests {
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
            .map(|office| (&*office.title, book.people.is_seat(&book.rules, office)))
            .collect();
        assert_eq!(seats, [("mayor", false), ("councillor", true), ("sheriff", false)]);
        let eminent = |surname: &str| book.people.eminent(&book.rules, fold(surname));
        assert_eq!((eminent("Pell"), eminent("Thornbury")), (Some(0), None));
    }
}
