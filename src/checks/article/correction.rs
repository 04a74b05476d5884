//! `article/correction`: a published correction holds for everything else.
//!
//! Papers correct one article and leave the same slip in a dozen others. A note that corrects a name
//! is read as a rule: the full name with the wrong word in it must stand nowhere any more.

mod listed;

use std::collections::BTreeSet;

use crate::archive::{Record, Use};
use crate::checks::{ArchiveContext, ArticleContext, Check, Info};
use crate::finding::{Finding, Place, Severity};
use crate::source::Span;
use crate::stylebook::official::content_words;

/// See the module.
pub struct Correction;

static INFO: Info = Info {
    name: "article/correction",
    summary: "a name stands as a published correction says it is wrong",
    severity: Severity::Warning,
    default: true,
    explanation: "\
A correction note of any article (\"She is Wilma Oosterhout, not Oosterhoud\", \"misspelled the name of \
Wilma Oosterhout as Oosterhoud\") is a rule for all articles: those that still have the wrong name, \
with the rest of the name beside it, are reported. A pack can list corrections too, under \
[[correction]]; `with` then names the words of which one must tell whom it is about.

Only names of which one word was misspelled by a few letters are read, so that \"the Harbour Agency, \
not the Harbour Council\" makes no rule about the council.",
    bad: "Wilma Oosterhoud taught for years. (Corrected elsewhere: She is Wilma Oosterhout, not Oosterhoud.)",
    good: "Wilma Oosterhout taught for years.",
    needs_date: false,
};

impl Check for Correction {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        listed::still_wrong(cx, out);
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let mut seen = BTreeSet::new();
        for source in cx.archive.records.iter() {
            for note in &source.corrections {
                let (right, wrong) = (source.word(note.right), source.word(note.wrong));
                if seen.insert((right.to_lowercase(), wrong.to_lowercase())) {
                    let note = Place { path: source.path.clone(), span: note.place };
                    still_wrong(cx, right, wrong, &note, out);
                }
            }
        }
    }
}

/// The articles that have the wrong name.
fn still_wrong(
    cx: &ArchiveContext<'_>,
    right: &str,
    wrong: &str,
    note: &Place,
    out: &mut Vec<Finding>,
) {
    let folded = wrong.to_lowercase();
    let (given, surname) = folded.split_once(' ').unwrap_or(("", &folded));
    let surname = surname.rsplit(' ').next().unwrap_or(surname);
    let people = cx.archive.names.get(&(surname, given));
    let key = content_words(wrong).join(" ");
    let bodies = cx.archive.organizations.get(&key.as_str());
    let places = places(cx, people, |r, form| Some(r.names.get(form)?.place.span()));
    let places = places.into_iter().chain(self::places(cx, bodies, |r, form| {
        let form = r.organizations.get(form).filter(|f| f.zone.is_copy())?;
        Some(form.place.span())
    }));
    for place in places {
        let finding = Finding::new(
            INFO.name,
            INFO.severity,
            place,
            format!("\"{wrong}\" was corrected: the name is \"{right}\""),
        );
        out.push(
            finding
                .label(format!("write \"{right}\""))
                .related(note.clone(), "the published correction"),
        );
    }
}

fn places(
    cx: &ArchiveContext<'_>,
    uses: &[Use],
    place: impl Fn(&Record, usize) -> Option<Span>,
) -> Vec<Place> {
    let reported = |u: &&Use| cx.archive.records[u.record as usize].reported;
    uses.iter()
        .filter(reported)
        .filter_map(|u| {
            let record = cx.archive.records[u.record as usize];
            let span = place(record, u.form as usize)?;
            Some(Place { path: record.path.clone(), span })
        })
        .collect()
}
