//! Names that are a slip for another one, as the checks between articles see it.
//!
//! Two names one word or one letter apart are often two bodies or two people. What tells a slip
//! from a name is the business of `org/variant` and `person/variant`; a draft takes their word.

use std::collections::BTreeMap;

use crate::archive::Record;
use crate::checks::{self, ArchiveContext};
use crate::finding::{Cite, Finding};
use crate::stylebook::official::content_words;

/// Surname and given name, lower case.
pub(super) type Name = (String, String);

/// Wrong names, each with the right one.
pub(super) struct Slips {
    /// Content words of bodies' names.
    pub(super) bodies: BTreeMap<String, String>,
    /// People.
    pub(super) people: BTreeMap<Name, Name>,
}

impl Slips {
    pub(super) fn new(cx: &ArchiveContext<'_>) -> Self {
        let mut slips = Self { bodies: BTreeMap::new(), people: BTreeMap::new() };
        for finding in found(cx, "org/variant").into_iter().chain(found(cx, "person/variant")) {
            let place = &finding.primary.place;
            let records = &cx.archive.records;
            let Ok(at) = records.binary_search_by(|r| r.path.cmp(&place.path)) else { continue };
            slips.add(records[at], &finding);
        }
        slips
    }

    fn add(&mut self, record: &Record, finding: &Finding) {
        let span = finding.primary.place.span;
        match finding.cite.as_deref() {
            Some(Cite::Organization(right)) => {
                let form = record.organizations.iter().find(|o| o.place.span() == span);
                let Some(form) = form else { return };
                let right = content_words(right).join(" ");
                self.bodies.insert(record.word(form.key).to_owned(), right);
            }
            Some(Cite::Person { surname, given }) => {
                let Some(form) = record.names.iter().find(|n| n.place.span() == span) else {
                    return;
                };
                let wrong =
                    (record.word(form.surname).to_owned(), record.word(form.given).to_owned());
                self.people.insert(wrong, (surname.clone(), given.clone()));
            }
            None => {}
        }
    }
}

fn found(cx: &ArchiveContext<'_>, check: &str) -> Vec<Finding> {
    let mut out = Vec::new();
    if let Some(check) = checks::find(check) {
        check.archive(cx, &mut out);
    }
    out
}
