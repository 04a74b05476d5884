//! `org/variant`: one article names an organization differently from nearly all others.
//!
//! No pack is needed: the archive's majority is the authority. Names one word apart are found by
//! leaving out one word of each established name, never pair by pair; and two names one word
//! apart are often two bodies, so evidence is asked for that one is meant.

use crate::archive::{Archive, OrganizationForm, Record, Use, majority};
use crate::checks::meeting::{Entry, Meeting};
use crate::checks::org::similar::{Difference, breaks_a_pair, difference, is_number};
use crate::checks::org::story_names;
use crate::checks::{ArchiveContext, Check, Info};
use crate::finding::{Cite, Finding, Place, Severity};
use crate::lexicon;
use crate::stylebook::matcher::is_minor;
use crate::stylebook::official::OfficialNames;
use crate::tokens::fold;

/// See the module.
pub struct Variant;

const INFO: Info = Info {
    name: "org/variant",
    summary: "an organization's name differs from the one in nearly all other articles",
    severity: Severity::Warning,
    default: true,
    explanation: "A long name stands in one article and, one word longer, shorter or different, in \
        at least three others (and four times as many). Both articles must speak of the same body: \
        the same acronym, the established name in the same article, or a word dropped from the \
        middle of a long name that nobody else calls so. Inside one story two articles are enough, \
        and any name of several capitals is compared.\n\n\
        Silent about names that differ at the beginning or the end, which are mostly short forms \
        or other bodies, and about districts, branches and years.",
    bad: "The Harbour Inspection Agency (HSIA) closed the pier.",
    good: "The Harbour Safety Inspection Agency (HSIA) closed the pier.",
    needs_date: false,
};

impl Check for Variant {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let index = Established::new(cx.archive);
        for (key, uses) in cx.archive.organizations.iter() {
            if key.split(' ').count() < 2 {
                continue;
            }
            let right = cx.stylebook.official();
            if right.has(key) {
                continue;
            }
            if let Some(found) = index.closest(cx.archive, key, uses, right) {
                report(cx.archive, key, uses, &found, out);
            }
        }
        story_names::report(cx.archive, INFO.name, out);
    }
}

/// Names that three or more independent articles use, by what is left when one word is left out.
struct Established<'a> {
    names: Vec<(&'a str, usize)>,
    without: Meeting,
}

struct Found<'a> {
    name: &'a str,
    votes: usize,
    how: Difference,
}

impl<'a> Established<'a> {
    fn new(archive: &Archive<'a>) -> Self {
        let mut names: Vec<(&str, usize)> = Vec::new();
        let mut without = Vec::new();
        for (key, uses) in archive.organizations.iter() {
            let words: Vec<&str> = key.split(' ').collect();
            if words.len() < 3 || words.len() > 14 || uses.len() < majority::VOTES {
                continue;
            }
            let votes = archive.votes(uses);
            if votes < majority::VOTES {
                continue;
            }
            let id = names.len() as u32;
            without.extend(gaps(&words).map(|gap| Entry::new(gap, id)));
            names.push((key, votes));
        }
        Self { names, without: Meeting::new(without) }
    }

    /// The established name that a rare one is meant to be.
    fn closest(
        &self,
        archive: &Archive<'_>,
        key: &str,
        uses: &[Use],
        listed: &OfficialNames,
    ) -> Option<Found<'a>> {
        let words: Vec<&str> = key.split(' ').collect();
        let votes = archive.votes(uses);
        let mut ids: Vec<u32> = gaps(&words).flat_map(|gap| self.without.of(gap)).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut found: Option<Found<'a>> = None;
        for id in ids {
            let (name, many) = &self.names[id as usize];
            if *name == key {
                continue;
            }
            let right: Vec<&str> = name.split(' ').collect();
            let Some(how) = difference(&words, &right) else { continue };
            let usual = established_form(archive, name);
            let broken = uses.first().is_some_and(|u| {
                let record = archive.records[u.record as usize];
                let form = &record.organizations[u.form as usize];
                breaks_a_pair(how, record.word(form.written), usual)
            });
            // Three witnesses make a name of its own, unless so many more contradict it.
            let own = votes >= majority::VOTES && *many < OWN * votes;
            let beside = || {
                let known = archive.organizations.get(name);
                let record = |u: &Use| archive.records[u.record as usize];
                let near = |u: &Use, k: &Use| {
                    k.record == u.record || archive.stories().same(record(u), record(k), None)
                };
                uses.iter().all(|u| known.iter().take(60).any(|k| near(u, k)))
            };
            let decided = !own && majority::decides(*many, votes);
            if !(broken || decided || *many > votes && beside()) {
                continue;
            }
            let joined = usual.split(' ').any(|w| is_minor(fold(w)));
            let listed = listed.has(name);
            let pair = Pair { name, how, written: &words, right: &right, joined, listed };
            if pair.is_ordinary() || pair.lost_apostrophe(archive, uses) {
                continue;
            }
            let evident = uses.iter().any(|u| pair.is_same(archive, *u));
            if evident && found.as_ref().is_none_or(|f| f.votes < *many) {
                found = Some(Found { name, votes: *many, how });
            }
        }
        found
    }
}

/// Hashes of a name, and of the name with each of its words left out in turn.
fn gaps(words: &[&str]) -> impl Iterator<Item = u64> + use<> {
    let folds: Vec<u64> = words.iter().map(|word| fold(word)).collect();
    let all_but = move |skipped| {
        let kept = folds.iter().enumerate().filter(|(i, _)| *i != skipped);
        kept.fold(0, |hash: u64, (_, word)| (hash.rotate_left(9) ^ word).wrapping_mul(SPREAD))
    };
    (0..=words.len()).map(all_but)
}

const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// How many times as often a name must stand for a rarer one to be no name of its own.
const OWN: usize = 8;

/// How often an article has the full name that never shortens it.
const AGAIN: u16 = 3;

/// Head nouns whose plural names several bodies.
const COUNTED: [&str; 13] = [
    "force",
    "office",
    "division",
    "district",
    "court",
    "department",
    "attorney",
    "bureau",
    "branch",
    "section",
    "agency",
    "committee",
    "center",
];

/// What a local branch may be called with or without.
const LOCAL: [&str; 4] = ["field", "regional", "district", "local"];

/// A rare name and an established one, one word apart.
struct Pair<'a> {
    name: &'a str,
    how: Difference,
    written: &'a [&'a str],
    right: &'a [&'a str],
    /// A small word stands between the others.
    joined: bool,
    /// A pack lists the established name: org/name knows how to tell wrong forms from others.
    listed: bool,
}

impl Pair<'_> {
    /// Differences that are none of the name's: both spellings of a dialect, several bodies at
    /// once, a possessive, a word that the name has twice anyway, a year or a number.
    fn is_ordinary(&self) -> bool {
        match self.how {
            Difference::Spelling(i) | Difference::Replaced(i) => {
                let (a, b) = (self.written[i], self.right[i]);
                let bare = |w: &str| w.replace('\'', "");
                let counted = COUNTED.iter().any(|head| a.strip_suffix('s').unwrap_or(a) == *head);
                // "System Security Plans" are several; "Bureau of Investigations" is not.
                let several = is_number(a, b)
                    && i + 1 == self.written.len()
                    && a.ends_with('s')
                    && !lexicon::is_org_head(a);
                let number = a.chars().any(|c| c.is_ascii_digit());
                let possessive =
                    bare(a) == bare(b) || format!("{a}'s") == b || format!("{b}'s") == a;
                lexicon::spelling_twin(a) == Some(b)
                    || (is_number(a, b) && counted)
                    || several && !self.joined
                    || number
                    || possessive
            }
            Difference::Missing(i) => {
                let twice = self.right.iter().filter(|w| **w == self.right[i]).count() > 1;
                // "Department of Tides Inspector General" is a person.
                twice || self.right[i] == "office" || LOCAL.contains(&self.right[i])
            }
            _ => false,
        }
    }

    /// Where a text lost its apostrophes, "Services" may be "Service's".
    fn lost_apostrophe(&self, archive: &Archive<'_>, uses: &[Use]) -> bool {
        let Difference::Spelling(i) = self.how else { return false };
        let (a, b) = (self.written[i], self.right[i]);
        let lost = |u: &Use| !archive.records[u.record as usize].apostrophes;
        let known = archive.organizations.get(&self.name);
        (a.strip_suffix('s') == Some(b) && uses.iter().any(lost))
            || (b.strip_suffix('s') == Some(a) && known.iter().any(lost))
    }

    /// Evidence that the article means the body with the established name.
    fn is_same(&self, archive: &Archive<'_>, at: Use) -> bool {
        let record = archive.records[at.record as usize];
        let form = &record.organizations[at.form as usize];
        let acronym = record.word(form.acronym);
        let known = archive.organizations.get(&self.name);
        let acronyms = || {
            known.iter().filter_map(|u| {
                let other = archive.records[u.record as usize];
                let word = other.word(other.organizations[u.form as usize].acronym);
                (!word.is_empty()).then_some(word)
            })
        };
        let (headed, missing) = (form.headed, matches!(self.how, Difference::Missing(_)));
        if !headed && !missing || form.local {
            return false;
        }
        let in_full = known.iter().find(|u| u.record == at.record);
        let names_it = in_full.is_some();
        let times = in_full.map_or(0, |u| record.organizations[u.form as usize].count);
        // "The Lung Association", once and in no other article, where this one has the full name
        // again and again: a short form that a house has is met more than once.
        if matches!(self.how, Difference::Missing(0))
            && times >= AGAIN
            && form.count == 1
            && self.written.len() > 1
            && archive.votes(known) >= OWN
            && !self.written.iter().any(|word| LOCAL.contains(word))
        {
            return true;
        }
        if missing && names_its_place(record, self.written) {
            return false;
        }
        // A name whose own initials are its acronym stands by itself.
        let initials: String = self.written.iter().filter_map(|w| w.chars().next()).collect();
        if !acronym.is_empty() && acronym.eq_ignore_ascii_case(&initials) {
            return false;
        }
        if !acronym.is_empty() && acronyms().any(|a| a == acronym) {
            // Another word at the head is a short form, or the body's parent.
            return !matches!(
                self.how,
                Difference::Missing(0) | Difference::Extra(0) | Difference::Replaced(0)
            );
        }
        if self.at_edge() || (self.listed && !missing) {
            return false;
        }
        let uses_acronym = acronyms().any(|a| record.acronyms.binary_search(&fold(a)).is_ok());
        match self.how {
            // One article alone against so many: nobody else calls it so. Without a small word
            // left in it, two words may be anybody's ("Alder Office").
            Difference::Missing(gap) => {
                if self.is_made_of_names(archive, gap) {
                    return false;
                }
                let joined = record.word(form.written).split(' ').any(|w| is_minor(fold(w)));
                let tells = |u: &Use| {
                    archive.stories().same(record, archive.records[u.record as usize], None)
                };
                joined || self.written.len() > 2 || names_it || known.iter().take(60).any(tells)
            }
            Difference::Extra(_) => uses_acronym && names_it,
            Difference::Spelling(_) => self.written.len() >= 3 || uses_acronym || names_it,
            Difference::Swapped(_) => uses_acronym,
            Difference::Replaced(_) => false,
        }
    }

    /// "Civil Division of the Justice Department": what stands around the gap is an established
    /// name itself.
    fn is_made_of_names(&self, archive: &Archive<'_>, gap: usize) -> bool {
        let established = |words: &[&str]| {
            let name = words.join(" ");
            archive.votes(archive.organizations.get(&name.as_str())) >= majority::VOTES
        };
        let head = self.written.get(..=gap).filter(|w| w.len() < self.written.len());
        let tail = gap.checked_sub(1).filter(|g| *g > 0).and_then(|g| self.written.get(g..));
        head.is_some_and(established) || tail.is_some_and(established)
    }

    fn at_edge(&self) -> bool {
        self.how.at_edge(self.written.len(), self.right.len())
    }
}

/// "the Norland Department of Human Services" in the same article: whose it is has been said, and
/// what follows is short for that.
fn names_its_place(record: &Record, written: &[&str]) -> bool {
    let last = |longer: &str| {
        let mut words = longer.split(' ').rev();
        let same = written.iter().rev().all(|w| words.next() == Some(w));
        same && words.next().is_some()
    };
    // "Norland Department of ..." and "Department of ... of Norland" alike.
    let first = |longer: &str| {
        let mut words = longer.split(' ');
        let same = written.iter().all(|w| words.next() == Some(*w));
        same && words.next().is_some_and(lexicon::is_place)
    };
    let longer = |f: &OrganizationForm| {
        let key = record.word(f.key);
        last(key) || first(key)
    };
    record.organizations.iter().any(longer)
}

fn report(
    archive: &Archive<'_>,
    key: &str,
    uses: &[Use],
    found: &Found<'_>,
    out: &mut Vec<Finding>,
) {
    let written: Vec<&str> = key.split(' ').collect();
    let right: Vec<&str> = found.name.split(' ').collect();
    for at in uses {
        let record: &Record = archive.records[at.record as usize];
        let form: &OrganizationForm = &record.organizations[at.form as usize];
        if !record.reported {
            continue;
        }
        let what = found.how.describe(&written, &right);
        let usual = established_form(archive, found.name);
        let place = Place { path: record.path.clone(), span: form.place.span() };
        let mut finding = Finding::new(
            INFO.name,
            INFO.severity,
            place,
            format!("\"{}\" {what}", record.word(form.written)),
        )
        .label(format!("\"{usual}\" in {} other articles", found.votes))
        .help("check the official name; if this is another body, list both in a pack");
        finding.cite = Some(Box::new(Cite::Organization(usual.to_owned())));
        out.push(finding);
    }
}

/// The established name as its latest article writes it.
fn established_form<'a>(archive: &Archive<'a>, name: &str) -> &'a str {
    let uses = archive.organizations.get(&name);
    uses.iter()
        .map(|u| (archive.records[u.record as usize], u.form as usize))
        .max_by_key(|(record, _)| (record.date, std::cmp::Reverse(&record.path)))
        .map_or("", |(record, form)| record.word(record.organizations[form].written))
}
