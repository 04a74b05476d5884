//! `person/given-conflict`: one article gives a person another given name than nearly all others.
//!
//! "Attorney General Ada Roe" in a dozen articles, "Attorney General Ida Roe" in one. Namesakes
//! and relatives are the trap: the same office must stand before both names, or the articles must
//! tell the same story, and no word of kinship may stand near the odd name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use strsim::osa_distance;

use crate::archive::{Archive, Record, Use, majority};
use crate::checks::{ArchiveContext, Check, Info};
use crate::finding::{Cite, Finding, Place, Severity};
use crate::lexicon;
use crate::stylebook::rules::Person;
use crate::tokens::fold;

/// See the module.
pub struct GivenConflict;

const INFO: Info = Info {
    name: "person/given-conflict",
    summary: "a person has another given name than in nearly all other articles",
    severity: Severity::Warning,
    default: true,
    explanation: "At least three other articles, and four times as many, have the same surname \
        with the same office before it, or in the same story, and an unrelated given name.\n\n\
        Silent where a word of kinship stands near the name, where both names stand in one \
        article, about short forms and initials, about names that [[distinct]] keeps apart, about \
        surnames that many people in the archive share, and in team sheets.",
    bad: "Attorney General Edgar Pell closed the lock. (Elsewhere: Attorney General Edith Pell.)",
    good: "Attorney General Edith Pell closed the lock.",
    needs_date: false,
};

/// A surname of more people than this says little about who is meant.
const BEARERS: usize = 4;
/// A title of more people than this is no office of one: "Assistant U.S. Attorney".
const HOLDERS: usize = 20;
/// A name in more articles than this is no mark of one story.
const RARE: usize = 25;
/// So many rare names in common make two articles one story.
const SHARED: usize = 2;
/// Days that lie between articles of one story at the most.
const STORY_DAYS: i32 = 14;

impl Check for GivenConflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let mut by_surname: BTreeMap<&str, Vec<(&str, &[Use])>> = BTreeMap::new();
        for ((surname, given), uses) in &cx.archive.names {
            by_surname.entry(surname).or_default().push((given, uses));
        }
        let marks = Marks::new(cx.archive);
        for (surname, bearers) in by_surname.iter().filter(|(_, b)| b.len() > 1) {
            let votes: Vec<usize> = bearers.iter().map(|(_, u)| cx.archive.votes(u)).collect();
            let Some(best) = (0..votes.len()).max_by_key(|i| votes[*i]) else { continue };
            for (i, (given, uses)) in bearers.iter().enumerate() {
                if i == best || !majority::decides(votes[best], votes[i]) {
                    continue;
                }
                let conflict = Conflict { cx, surname, given, usual: bearers[best], marks: &marks };
                if conflict.are_unrelated() && !conflict.is_distinct() {
                    let crowded = bearers.len() > BEARERS;
                    conflict.report(uses, votes[best], crowded, out);
                }
            }
        }
    }
}

/// Full names and long names of bodies that few articles have: what two articles of one story
/// share.
struct Marks<'a> {
    articles: HashMap<u64, u32>,
    /// How many surnames stand behind each title.
    holders: HashMap<&'a str, usize>,
}

impl<'a> Marks<'a> {
    fn new(archive: &Archive<'a>) -> Self {
        let mut articles: HashMap<u64, u32> = HashMap::new();
        let mut surnames: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for record in &archive.records {
            for name in record.names.iter().filter(|n| !n.title.is_empty()) {
                let title = record.word(name.title);
                surnames.entry(title).or_default().insert(record.word(name.surname));
            }
            for mark in Self::of(record) {
                *articles.entry(mark).or_default() += 1;
            }
        }
        let holders = surnames.into_iter().map(|(title, s)| (title, s.len())).collect();
        Self { articles, holders }
    }

    fn of(record: &Record) -> BTreeSet<u64> {
        let names = record.names.iter().map(|n| fold(record.word(n.written)));
        let bodies = record.organizations.iter().map(|o| fold(record.word(o.key)));
        names.chain(bodies).collect()
    }

    fn rare_in_common(&self, a: &Record, b: &Record) -> usize {
        let rare = |m: &&u64| self.articles.get(*m).is_some_and(|n| *n as usize <= RARE);
        Self::of(a).intersection(&Self::of(b)).filter(rare).count()
    }
}

struct Conflict<'c, 'a> {
    cx: &'c ArchiveContext<'a>,
    surname: &'c str,
    given: &'c str,
    usual: (&'c str, &'c [Use]),
    marks: &'c Marks<'a>,
}

impl Conflict<'_, '_> {
    /// Two names that nobody would confuse by a slip or a short form: other checks see those.
    fn are_unrelated(&self) -> bool {
        let (a, b) = (self.given, self.usual.0);
        let initial = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count() <= 2;
        lexicon::is_given_name(a)
            && !initial(a)
            && !initial(b)
            && !lexicon::nickname_related(a, b)
            && !a.starts_with(b)
            && !b.starts_with(a)
            && osa_distance(a, b) > 1
    }

    fn is_distinct(&self) -> bool {
        let full = format!("{} {}", self.given, self.surname);
        let rules = &self.cx.stylebook.rules;
        let mut listed = rules.people.iter().flat_map(Person::names);
        rules.keeps_apart(&full) || listed.any(|n| n.to_lowercase() == full)
    }

    fn record(&self, at: Use) -> &Record {
        self.cx.archive.records[at.record as usize]
    }

    fn title(&self, at: Use) -> &str {
        let record = self.record(at);
        record.word(record.names[at.form as usize].title)
    }

    /// Another article that proves that the usual name is meant.
    fn proof(&self, at: Use, crowded: bool) -> Option<Use> {
        let title = self.title(at);
        let office = |u: &Use| title.contains(' ') && self.title(*u) == title;
        let same_office = self.usual.1.iter().filter(|u| office(u)).count();
        if same_office >= majority::VOTES {
            let generic = self.marks.holders.get(title).is_some_and(|n| *n > HOLDERS);
            let meets = |u: &Use| {
                !generic || self.marks.rare_in_common(self.record(at), self.record(*u)) > 0
            };
            return self.usual.1.iter().copied().find(|u| office(u) && meets(u));
        }
        let story = |u: &&Use| {
            let (a, b) = (self.record(at), self.record(**u));
            let near = match (a.date, b.date) {
                (Some(x), Some(y)) => (x - y).get_days().abs() <= STORY_DAYS,
                _ => true,
            };
            near && self.marks.rare_in_common(a, b) >= SHARED
        };
        // A few dozen articles with the name are enough to know.
        let mut candidates = self.usual.1.iter().take(50);
        (!crowded).then(|| candidates.find(story).copied()).flatten()
    }

    fn report(&self, uses: &[Use], many: usize, crowded: bool, out: &mut Vec<Finding>) {
        for at in uses {
            let record = self.record(*at);
            let form = &record.names[at.form as usize];
            let both = self.usual.1.iter().any(|u| u.record == at.record);
            if !record.reported || form.list || form.kin || both {
                continue;
            }
            let Some(proof) = self.proof(*at, crowded) else { continue };
            let other = self.record(proof);
            let usual = other.word(other.names[proof.form as usize].written);
            let written = record.word(form.written);
            let place = Place { path: record.path.clone(), span: form.place };
            let message = format!("\"{written}\" is \"{usual}\" in {many} other articles");
            let mut finding = Finding::new(INFO.name, INFO.severity, place, message)
                .label("another given name than elsewhere")
                .help("check who is meant; if these are two people, list them under [[distinct]]");
            finding.cite = Some(Cite::Person {
                surname: self.surname.to_owned(),
                given: self.usual.0.to_owned(),
            });
            out.push(finding);
        }
    }
}
