//! People of a draft: the usual form of the name, other accepted forms, known slips, offices.

use std::collections::{BTreeMap, BTreeSet};

use super::offices::{Office, offices, titled};
use super::slips::{Name, Slips};
use super::{Form, Rule, Sight, by_frequency};
use crate::archive::Archive;
use crate::lexicon;
use crate::stylebook::Stylebook;

/// A `[[person]]`.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: Form,
    pub(super) also: Vec<Form>,
    pub(super) not: Vec<Form>,
    pub(super) offices: Vec<Office>,
}

/// Surname and given name, as the archive keeps them.
type Key<'a> = (&'a str, &'a str);

/// What people an archive names.
pub(super) fn learn(
    archive: &Archive<'_>,
    packs: &Stylebook,
    least: usize,
    slips: &Slips,
) -> Vec<Rule> {
    let listed = listed(packs);
    let mut people: BTreeMap<Key<'_>, Person> = BTreeMap::new();
    for (key, _) in archive.names.iter() {
        let slip = slips.people.contains_key(&owned(key));
        if slip || listed.contains(&owned(key)) {
            continue;
        }
        if let Some(person) = person(archive, key, least) {
            people.insert(key, person);
        }
    }
    for (wrong, right) in &slips.people {
        let usual = people.get_mut(&(right.0.as_str(), right.1.as_str()));
        let Some(usual) = usual.filter(|_| !listed.contains(wrong)) else { continue };
        let forms = by_frequency(archive, &sights(archive, (&wrong.0, &wrong.1)));
        usual.not.extend(forms.into_iter().filter(|form| form.is_slip_of(&usual.name)));
    }
    let mut people: Vec<Person> = short_forms(archive, people, &listed).into_values().collect();
    people.sort_by(|a, b| a.name.text.cmp(&b.name.text));
    people.into_iter().map(Rule::Person).collect()
}

fn owned((surname, given): Key<'_>) -> Name {
    (surname.to_owned(), given.to_owned())
}

/// Every name of a person that a pack has: its last word and its first, lower case.
fn listed(packs: &Stylebook) -> BTreeSet<Name> {
    let people = packs.rules.people.iter();
    let names = people.flat_map(|p| p.names().chain(p.not.iter().map(AsRef::as_ref)));
    let distinct = packs.rules.distinct.iter().flat_map(|d| d.names.iter().map(AsRef::as_ref));
    let key = |name: &str| {
        let name = name.to_lowercase();
        let mut words = name.split(' ').filter(|w| !lexicon::is_name_suffix(w));
        let first = words.next().unwrap_or_default().to_owned();
        (words.next_back().unwrap_or_default().to_owned(), first)
    };
    names.chain(distinct).map(key).collect()
}

/// Where a person is named in prose, by what is written.
fn sights(archive: &Archive<'_>, key: Key<'_>) -> BTreeMap<String, Vec<Sight>> {
    let mut out: BTreeMap<String, Vec<Sight>> = BTreeMap::new();
    for at in archive.names.get(&key) {
        let record = archive.records[at.record as usize];
        let form = &record.names[at.form as usize];
        if !form.list && form.suffix == 0 {
            let sight = Sight { record: at.record, place: form.place.span() };
            out.entry(record.word(form.written).to_owned()).or_default().push(sight);
        }
    }
    out
}

fn person(archive: &Archive<'_>, key: Key<'_>, least: usize) -> Option<Person> {
    let sights = sights(archive, key);
    let articles: usize = sights.values().map(Vec::len).sum();
    let mut forms = by_frequency(archive, &sights).into_iter();
    let name = forms.next().filter(|_| articles >= least)?;
    let titled = titled(archive.titles.get(&key));
    if !is_person(&name.text, key, titled, articles) {
        return None;
    }
    let mut also = Vec::new();
    for form in forms {
        match Middle::of(&form.text, &name.text) {
            Middle::Same => also.push(form),
            // "Ada B. Roe" and "Ada C. Roe" are two people, where neither is a slip.
            Middle::Other if !form.is_slip_of(&name) => return None,
            Middle::Other | Middle::Unlike => {}
        }
    }
    let offices = offices(archive, key);
    // "Ada B. Roe" and "Ada Roe", a name of many: nothing says that they are one.
    if !also.is_empty() && offices.is_empty() && lexicon::is_common_surname(key.0) {
        return None;
    }
    let often = |office: &Office| office.articles > 1 && 4 * office.articles >= articles;
    let offices = offices.into_iter().filter(often).collect();
    Some(Person { name, also, not: Vec::new(), offices })
}

/// How two forms of a name with the same ends differ.
enum Middle {
    /// In a middle name that one leaves out or shortens.
    Same,
    /// In two middle names.
    Other,
    /// In something else.
    Unlike,
}

impl Middle {
    fn of(a: &str, b: &str) -> Self {
        let cut = |name: &str| -> Vec<String> { name.split(' ').map(str::to_owned).collect() };
        let (a, b) = (cut(a), cut(b));
        if a.len() > 3 || b.len() > 3 || a.first() != b.first() || a.last() != b.last() {
            return Self::Unlike;
        }
        let initial = |words: &[String]| words.get(1).and_then(|w| w.chars().next());
        let whole = |words: &[String]| words[1].len() > 1;
        match (a.len(), b.len()) {
            (2, _) | (_, 2) if whole(&a) && whole(&b) => Self::Same,
            (3, 3) if initial(&a) != initial(&b) => Self::Other,
            (3, 3) if whole(&a) && whole(&b) && a[1] != b[1] => Self::Same,
            _ => Self::Unlike,
        }
    }
}

/// Whether a name is a person's: a given name that is nothing else, or a title that nearly always
/// stands before it.
fn is_person(name: &str, (surname, given): Key<'_>, titled: usize, articles: usize) -> bool {
    let words = name.split(' ').count();
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let thing = |word: &str| {
        lexicon::is_org_head(word)
            || lexicon::is_title_word(word)
            || lexicon::is_never_surname(word)
    };
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-');
    let middle = name.split(' ').nth(1).is_some_and(initial);
    // "Orrsund Advisors", "Diego Chargers" are several; "Mike Fields" has a name that many have.
    let several = surname.ends_with('s') && !lexicon::is_common_surname(surname) && titled == 0;
    let ordinary =
        lexicon::is_common_word(surname) && (words > 3 || words == 3 && !middle || several);
    if !name.chars().all(plain)
        || !name.chars().any(char::is_lowercase)
        || name.split(' ').any(|word| word.ends_with('-'))
        || lexicon::is_name_particle(surname)
        || words < 2
        || initial(given) && words < 3
        || thing(surname)
        || ordinary
        || lexicon::is_place(name)
    {
        return false;
    }
    let known = lexicon::is_given_name(given) && !lexicon::is_place(given);
    if known && !(lexicon::is_common_word(given) && lexicon::is_common_word(surname)) {
        return true;
    }
    let odd = lexicon::is_common_word(given) || lexicon::is_place(given) || thing(given);
    3 * titled >= 2 * articles && !odd && !lexicon::is_common_word(surname)
}

/// "Chris Vale" and "Christopher Vale" with one office are one person: the rarer form is accepted.
fn short_forms<'a>(
    archive: &'a Archive<'_>,
    mut people: BTreeMap<Key<'a>, Person>,
    listed: &BTreeSet<Name>,
) -> BTreeMap<Key<'a>, Person> {
    let keys: Vec<Key<'_>> = people.keys().copied().collect();
    for key in keys {
        let family = archive.names.family(key.0);
        let given: Vec<&str> = family.map(|((_, given), _)| given).collect();
        for other in given.into_iter().filter(|g| lexicon::nickname_related(g, key.1)) {
            let other = (key.0, other);
            let Some(person) = people.get(&key) else { break };
            let rarer = people.get(&other).is_none_or(|o| {
                (o.name.articles, std::cmp::Reverse(&o.name.text))
                    < (person.name.articles, std::cmp::Reverse(&person.name.text))
            });
            if !rarer || listed.contains(&owned(other)) || !share_office(archive, key, other) {
                continue;
            }
            let mut forms = by_frequency(archive, &sights(archive, other));
            people.remove(&other);
            if let Some(person) = people.get_mut(&key) {
                person.also.append(&mut forms);
            }
        }
    }
    people
}

fn share_office(archive: &Archive<'_>, a: Key<'_>, b: Key<'_>) -> bool {
    let theirs = offices(archive, b);
    offices(archive, a).iter().any(|own| theirs.iter().any(|their| their.title == own.title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_or_a_given_name_makes_a_person() {
        let is = |name: &str, titled| {
            let lower = name.to_lowercase();
            let mut words = lower.split(' ');
            let given = words.next().unwrap();
            is_person(name, (words.next_back().unwrap(), given), titled, 6)
        };
        for name in ["Edith Pell", "Mark Ostrander", "Edith B. Brand", "Andrew Luck"] {
            assert!(is(name, 0), "{name}");
        }
        assert!(is("Wrenlow A. Pell", 6));
        for name in [
            "Wrenlow Pell",
            "Web Standards",
            "Information Officer",
            "Edith Pell-",
            "S. Moreno",
            "Edith Pells Financial",
            "Will Preserve Competition",
            "Geological Survey",
        ] {
            assert!(!is(name, 0), "{name}");
        }
    }

    #[test]
    fn middle_names_may_be_left_out() {
        let same = |a, b| matches!(Middle::of(a, b), Middle::Same);
        assert!(same("Ada Roe", "Ada B. Roe"));
        assert!(same("Ada Beth Roe", "Ada B. Roe"));
        assert!(matches!(Middle::of("Ada C. Roe", "Ada B. Roe"), Middle::Other));
        assert!(!same("Ada B Roe", "Ada B. Roe"));
        assert!(!same("ADA Roe", "Ada Roe"));
    }
}
