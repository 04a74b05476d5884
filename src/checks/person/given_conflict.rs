//! `person/given-conflict`: one article gives a person another given name than nearly all others.
//!
//! "Attorney General Ada Roe" in a dozen articles, "Attorney General Ida Roe" in one. Namesakes
//! and relatives are the trap: the same office must stand before both names, the same middle initial
//! between them, or the articles must tell the same story, and no word of kinship may stand near
//! the odd name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use strsim::osa_distance;

use crate::archive::{Archive, Record, Use, majority, record};
use crate::checks::{ArchiveContext, ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
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
        with the same office before it, with the same middle initial, or in the same story, and an \
        unrelated given name.\n\n\
        Silent where a word of kinship stands near the name, where both names stand in one \
        article, about short forms and initials, about names that [[distinct]] keeps apart, about \
        surnames that many people in the archive share, and in team sheets.",
    bad: "Attorney General Edgar Pell closed the lock. (Elsewhere: Attorney General Edith Pell.)",
    good: "Attorney General Edith Pell closed the lock.",
    needs_date: false,
};

/// A surname of more people than this says little about who is meant.
const BEARERS: usize = 3;
/// So many namesakes among 100,000 are as good as none: one in twenty.
const NAMESAKES: u32 = 5_000;

impl Check for GivenConflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        for mention in cx.mentions.people.iter().filter(|m| m.is_full() && m.zone.is_copy()) {
            out.extend(against_packs(cx, mention));
        }
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let mut by_surname: BTreeMap<&str, Vec<(&str, &[Use])>> = BTreeMap::new();
        for ((surname, given), uses) in &cx.archive.names {
            by_surname.entry(surname).or_default().push((given, uses));
        }
        let holders = holders(cx.archive);
        for (surname, bearers) in by_surname.iter().filter(|(_, b)| b.len() > 1) {
            let votes: Vec<usize> = bearers.iter().map(|(_, u)| cx.archive.votes(u)).collect();
            // Who is named in one article only may be anybody, or nobody: a slip.
            let mut known: Vec<usize> = (0..votes.len()).filter(|i| votes[*i] > 1).collect();
            known.sort_by_key(|i| std::cmp::Reverse(votes[*i]));
            let rare = known.len() <= BEARERS && !lexicon::is_common_surname(surname);
            for (i, (given, uses)) in bearers.iter().enumerate() {
                let outvotes =
                    |o: &&usize| votes[i] == 1 || majority::decides(votes[**o], votes[i]);
                let others = known.iter().take(BEARERS).filter(outvotes).copied();
                let conflicts = others.map(|other| Conflict {
                    cx,
                    surname,
                    given,
                    usual: bearers[other],
                    votes: votes[other],
                    holders: &holders,
                    rare,
                });
                let open: Vec<Conflict<'_, '_>> =
                    conflicts.filter(|c| is_unrelated(c.given, c.usual.0)).collect();
                for at in *uses {
                    out.extend(open.iter().find_map(|c| c.finding(*at)));
                }
            }
        }
    }
}

/// "President Edgar Pell", where a pack knows one President Pell: Edith.
fn against_packs(cx: &ArticleContext<'_>, mention: &PersonMention) -> Option<Finding> {
    let title = cx.text(mention.title).to_lowercase();
    let given = cx.text(mention.given).split_whitespace().next().unwrap_or("");
    let surname = cx.text(mention.surname);
    if title.is_empty() || mention.list || lexicon::is_common_surname(surname) {
        return None;
    }
    let bare = ["former ", "then-", "u.s. ", "us "]
        .iter()
        .fold(title.as_str(), |rest, before| rest.strip_prefix(before).unwrap_or(rest));
    let named = |p: &&Person| p.names().any(|n| n.rsplit(' ').next() == Some(surname));
    let mut people = cx.stylebook.rules.people.iter().filter(named);
    let (person, other) = (people.next()?, people.next());
    let theirs: Vec<&str> = person.names().filter_map(|n| n.split_whitespace().next()).collect();
    let holds = person.offices.iter().any(|o| o.title == bare);
    let date = cx.article.date();
    if other.is_some()
        || !holds
        || !person.meta.applies(date)
        || theirs.iter().any(|t| !is_unrelated(given, t))
        || cx.stylebook.rules.keeps_apart(cx.text(mention.span))
    {
        return None;
    }
    let right = person.prefer.as_deref().unwrap_or(&person.name);
    let message = format!("no {bare} called \"{}\" is listed", cx.text(mention.span));
    let finding = cx
        .rule_finding(&INFO, &person.meta, mention.span, message)
        .label(format!("the {bare} of that surname is \"{right}\""))
        .help(format!("check who is meant; if it is the {bare}, write \"{right}\""));
    Some(finding)
}

/// Two given names that nobody would confuse by a slip or a short form: other checks see those.
fn is_unrelated(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let initial = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    lexicon::is_given_name(&a)
        && !initial(&a)
        && !initial(&b)
        && !lexicon::nickname_related(&a, &b)
        && !a.starts_with(&b)
        && !b.starts_with(&a)
        && osa_distance(&a, &b) > 1
}

/// How many surnames stand behind each title.
fn holders<'a>(archive: &Archive<'a>) -> HashMap<&'a str, usize> {
    let mut surnames: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for record in &archive.records {
        for name in record.names.iter().filter(|n| !n.title.is_empty()) {
            let title = record.word(name.title);
            surnames.entry(title).or_default().insert(record.word(name.surname));
        }
    }
    surnames.into_iter().map(|(title, s)| (title, s.len())).collect()
}

struct Conflict<'c, 'a> {
    cx: &'c ArchiveContext<'a>,
    surname: &'c str,
    given: &'c str,
    usual: (&'c str, &'c [Use]),
    votes: usize,
    holders: &'c HashMap<&'a str, usize>,
    /// Few people bear the surname.
    rare: bool,
}

impl Conflict<'_, '_> {
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

    /// Initials and names between the first one and the surname, lower case.
    fn middle(&self, at: Use) -> String {
        let record = self.record(at);
        let form = &record.names[at.form as usize];
        let written = record.word(form.written).to_lowercase();
        let rest = written.strip_suffix(record.word(form.surname)).unwrap_or("");
        rest.split_once(' ').map_or("", |(_, middle)| middle).trim().to_owned()
    }

    /// Another article that proves that the usual name is meant.
    fn proof(&self, at: Use) -> Option<Use> {
        let usual = self.usual.1;
        let several = |needed: usize, is: &dyn Fn(&Use) -> bool| {
            let found: Vec<Use> = usual.iter().copied().filter(is).collect();
            // A common surname needs three witnesses, whatever the office.
            let needed = if self.rare { needed.min(self.votes) } else { needed };
            found.first().copied().filter(|_| found.len() >= needed)
        };
        let (middle, title) = (self.middle(at), self.title(at));
        let same_title = |u: &Use| self.title(*u) == title;
        let (titled, holds) =
            (usual.iter().any(|u| !self.title(*u).is_empty()), usual.iter().any(same_title));
        // Another office is another person.
        if !title.is_empty() && titled && !holds {
            return None;
        }
        let same_middle = |u: &Use| self.middle(*u) == middle;
        let known = if title.is_empty() { self.rare } else { holds };
        if known && !middle.is_empty() {
            let proof = several(majority::VOTES, &same_middle);
            if proof.is_some() {
                return proof;
            }
        }
        if !title.is_empty() {
            // How many namesakes to expect among the holders of the office.
            let holders =
                self.holders.get(title).map_or(1, |n| u32::try_from(*n).unwrap_or(u32::MAX));
            let namesakes = holders.saturating_mul(lexicon::surname_bearers(self.surname));
            let needed = if self.rare && namesakes < NAMESAKES / 5 { 2 } else { majority::VOTES };
            let proof = several(needed, &same_title).filter(|_| namesakes < NAMESAKES);
            if proof.is_some() {
                return proof;
            }
        }
        let this = record::mark(fold(self.surname));
        let stories = self.cx.archive.stories();
        let tells = |u: &Use| stories.same(self.record(at), self.record(*u), Some(this));
        // A few dozen articles with the name are enough to know.
        let told: Vec<Use> = usual.iter().take(60).copied().filter(tells).collect();
        let enough = if self.rare { 1 } else { majority::VOTES };
        told.first().copied().filter(|_| self.cx.archive.votes(&told) >= enough)
    }

    fn finding(&self, at: Use) -> Option<Finding> {
        let record = self.record(at);
        let form = &record.names[at.form as usize];
        if !record.reported || form.list || form.kin {
            return None;
        }
        let both = self.usual.1.iter().any(|u| u.record == at.record);
        // "Ford Fusion" and "Houston Texans" are nobody.
        let title = self.title(at);
        let middle = self.middle(at);
        let named = |word: &str| word.len() > 2 && lexicon::is_common_word(word);
        let thing = title.is_empty()
            && (lexicon::is_common_word(self.surname) || lexicon::is_place(self.given))
            || lexicon::is_place(self.surname)
            || middle.split(' ').any(named);
        if both || thing {
            return None;
        }
        // Whether a rule keeps the two apart is asked last: it looks at every listed person.
        let proof = self.proof(at).filter(|_| !self.is_distinct())?;
        let other = self.record(proof);
        let usual = other.word(other.names[proof.form as usize].written);
        let written = record.word(form.written);
        let place = Place { path: record.path.clone(), span: form.place };
        let message = if majority::decides(self.votes, 1) {
            format!("\"{written}\" is \"{usual}\" in {} other articles", self.votes)
        } else {
            format!("\"{written}\" here differs from \"{usual}\" in {} other articles", self.votes)
        };
        let mut finding = Finding::new(INFO.name, INFO.severity, place, message)
            .label("another given name than elsewhere")
            .help("check who is meant; if these are two people, list them under [[distinct]]");
        let (surname, given) = (self.surname.to_owned(), self.usual.0.to_owned());
        finding.cite = Some(Cite::Person { surname, given });
        Some(finding)
    }
}
