//! The offices of packs: under which words each of them stands, and who holds it on a day.

use jiff::civil::Date;

use crate::checks::title::claims::is_surely_in_term;
use crate::extract::titles::rank;
use crate::lexicon;
use crate::stylebook::rules::{Office, Person, Rules, TermKind};
use crate::tokens::fold;

/// A title in words, as it may stand beside a name.
pub(super) struct Wording<'a> {
    /// The title as the pack has it.
    pub(super) title: &'a str,
    /// The body, where the words name it by themselves ("Defense Secretary").
    pub(super) of: Option<usize>,
    /// Hashes of the words.
    pub(super) words: Vec<u64>,
}

/// All wordings of a person's offices, longest first.
pub(super) fn wordings(person: &Person) -> Vec<Wording<'_>> {
    let mut out: Vec<Wording<'_>> = Vec::new();
    for office in &person.offices {
        let title: Vec<&str> = office.title.split_whitespace().collect();
        out.push(Wording { title: &office.title, of: None, words: folds(&title) });
        let field = office.of_name.as_deref().and_then(|of| of.strip_prefix("Department of "));
        if let (Some(field), ["secretary"]) = (field, &title[..]) {
            let words: Vec<&str> = field.split_whitespace().filter(|w| *w != "the").collect();
            let british: Vec<&str> =
                words.iter().map(|w| lexicon::spelling_twin(w).unwrap_or(w)).collect();
            for field in [words, british] {
                let before: Vec<&str> = field.iter().copied().chain(["secretary"]).collect();
                let after: Vec<&str> =
                    ["secretary", "of"].into_iter().chain(field.iter().copied()).collect();
                for words in [before, after] {
                    let words = folds(&words);
                    out.push(Wording { title: &office.title, of: office.of, words });
                }
            }
        }
    }
    out.sort_by(|a, b| (b.words.len(), a.title, &a.words).cmp(&(a.words.len(), b.title, &b.words)));
    out.dedup_by(|a, b| a.words == b.words && a.of == b.of);
    out
}

fn folds(words: &[&str]) -> Vec<u64> {
    words.iter().map(|word| fold(word)).collect()
}

/// The department behind a rank that names its field: "defense secretary", "secretary of defense",
/// in the normal form of ranks.
pub(super) fn department(rules: &Rules, rank: &str) -> Option<usize> {
    let field = rank.strip_suffix(" secretary").or_else(|| rank.strip_prefix("secretary of "))?;
    let field = field.strip_prefix("the ").unwrap_or(field);
    let people = rules.titled("secretary");
    let offices = people.flat_map(|p| &p.offices).filter(|o| o.title == "secretary");
    let is = |of: &str| {
        let own = of.strip_prefix("Department of ")?;
        own.strip_prefix("the ").unwrap_or(own).eq_ignore_ascii_case(field).then_some(())
    };
    offices.into_iter().find(|o| o.of_name.as_deref().and_then(is).is_some())?.of
}

/// Who surely holds an office on a day; the title in the normal form of ranks.
pub(super) fn holder<'a>(
    rules: &'a Rules,
    title: &str,
    of: usize,
    day: Date,
) -> Option<(&'a Person, &'a Office)> {
    /// Announcements and time zones move a date by so much.
    const DOUBT: i64 = 2;
    rules.officials(of).find_map(|person| {
        let held = |o: &&Office| {
            o.of == Some(of)
                && o.kind != TermKind::Elect
                && is_surely_in_term(o, day, DOUBT)
                && rank::normal_of(&o.title) == title
        };
        person.offices.iter().find(held).map(|office| (person, office))
    })
}
