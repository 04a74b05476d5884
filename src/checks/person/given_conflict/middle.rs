//! "Benjamin Matthew Roe", whom all other articles call Benjamin David Roe.
//!
//! People with one given name and surname are many: the story or the office must be the same, or
//! the surname rare.

use std::collections::BTreeMap;

use super::{INFO, is_unrelated};
use crate::archive::vicinity::are_two;
use crate::archive::{Record, Use, majority, record};
use crate::checks::ArchiveContext;
use crate::finding::{Cite, Finding, Place};
use crate::lexicon;
use crate::tokens::fold;

/// A name of more articles than this is not looked into.
const MOST: usize = 400;

pub(super) fn report(cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
    let archive = cx.archive;
    for ((surname, given), uses) in archive.names.iter() {
        if uses.len() <= majority::VOTES || uses.len() > MOST {
            continue;
        }
        let mut forms: BTreeMap<&str, Vec<Use>> = BTreeMap::new();
        for at in uses {
            let middle = middle(archive.records[at.record as usize], *at);
            if middle.len() > 2 && lexicon::is_given_name(middle) {
                forms.entry(middle).or_default().push(*at);
            }
        }
        let Some((usual, most)) = forms.iter().max_by_key(|(_, uses)| uses.len()) else { continue };
        let votes = archive.votes(most);
        for (odd, places) in forms.iter().filter(|(odd, _)| is_unrelated(odd, usual)) {
            let [at] = places[..] else { continue };
            let this = Middle { cx, name: (surname, given), usual, votes, most };
            if votes >= majority::VOTES {
                out.extend(this.finding(odd, at));
            }
        }
    }
}

/// The only name between the first one and the surname, as written; empty where there is none.
fn middle(record: &Record, at: Use) -> &str {
    let mut words = record.word(record.names[at.form as usize].written).split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some(_), Some(middle), Some(_), None) => middle,
        _ => "",
    }
}

struct Middle<'c, 'a> {
    cx: &'c ArchiveContext<'a>,
    name: (&'c str, &'c str),
    usual: &'c str,
    votes: usize,
    most: &'c [Use],
}

impl Middle<'_, '_> {
    fn finding(&self, odd: &str, at: Use) -> Option<Finding> {
        let archive = self.cx.archive;
        let record = archive.records[at.record as usize];
        let form = &record.names[at.form as usize];
        if !record.reported || form.list || form.vicinity.kin {
            return None;
        }
        let (surname, given) = self.name;
        let this = record::mark(fold(surname));
        let title = record.word(form.title);
        let proves = |u: &&Use| {
            let other = archive.records[u.record as usize];
            let theirs = &other.names[u.form as usize];
            if are_two(theirs.suffix, form.suffix) {
                return false;
            }
            !title.is_empty() && other.word(theirs.title) == title
                || form.vicinity.is_same_person(&theirs.vicinity)
                || archive.stories().same(record, other, Some(this))
        };
        let proof = self
            .most
            .iter()
            .find(proves)
            .or_else(|| self.most.first().filter(|_| !lexicon::is_common_surname(surname)))?;
        let written = record.word(form.written);
        if self.cx.stylebook.rules.keeps_apart(&written.to_lowercase()) {
            return None;
        }
        let other = archive.records[proof.record as usize];
        let usual = other.word(other.names[proof.form as usize].written);
        let place = Place { path: record.path.clone(), span: form.place.span() };
        let message = format!("\"{written}\" is \"{usual}\" in {} other articles", self.votes);
        let mut finding = Finding::new(INFO.name, INFO.severity, place, message)
            .label(format!("\"{odd}\" here, \"{}\" elsewhere", self.usual))
            .help("check who is meant; if these are two people, list them under [[distinct]]");
        finding.cite =
            Some(Box::new(Cite::Person { surname: surname.to_owned(), given: given.to_owned() }));
        Some(finding)
    }
}
