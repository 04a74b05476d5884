//! `person/given-conflict`: one article gives a person another given name than nearly all others.
//!
//! "Attorney General Ada Roe" in a dozen articles, "Attorney General Ida Roe" in one. Namesakes
//! and relatives are the trap: the same office must stand before both names, the same middle initial
//! between them, or the articles must tell the same story, and no word of kinship may stand near
//! the odd name. Where a small folder keeps a story together, a role or an age beside both names
//! is enough, and even two articles that differ are shown.

mod conflict;
mod middle;

use std::collections::{BTreeSet, HashMap};

use crate::archive::record::title_before;
use crate::archive::{Archive, Use, majority};
use crate::checks::edits::are_within;
use crate::checks::{ArchiveContext, ArticleContext, Check, Info};
use crate::extract::people::PersonMention;
use crate::extract::titles::rank;
use crate::finding::{Finding, Severity};
use crate::lexicon;
use crate::stylebook::people::is_seat;
use crate::stylebook::rules::{Office, Person};
use conflict::Conflict;

/// See the module.
pub struct GivenConflict;

const INFO: Info = Info {
    name: "person/given-conflict",
    summary: "a person has another given name than in nearly all other articles",
    severity: Severity::Warning,
    default: true,
    explanation: "At least three other articles, and four times as many, have the same surname \
        with the same office before it, with the same middle initial, or in the same story, and an \
        unrelated given name, or another middle name. In one story, two articles that give \
        somebody of one role or age two names are enough.\n\n\
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
        let people = cx.mentions.people.iter().enumerate();
        for (i, mention) in people.filter(|(_, m)| m.is_full() && m.zone.is_copy()) {
            out.extend(against_packs(cx, i, mention));
        }
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let holders = holders(cx.archive);
        let mut names = cx.archive.names.iter().peekable();
        let mut bearers: Vec<Bearer<'_>> = Vec::new();
        while let Some(((surname, given), uses)) = names.next() {
            bearers.clear();
            bearers.push((given, uses));
            while let Some(((_, given), uses)) = names.next_if(|((next, _), _)| *next == surname) {
                bearers.push((given, uses));
            }
            if bearers.len() > 1 {
                Surname::new(cx, &holders, surname, &bearers).report(out);
            }
        }
        middle::report(cx, out);
    }
}

/// A given name and where it stands with the surname in question.
type Bearer<'a> = (&'a str, &'a [Use]);

/// All people of one surname.
struct Surname<'c, 'a> {
    cx: &'c ArchiveContext<'a>,
    surname: &'c str,
    bearers: &'c [Bearer<'a>],
    holders: &'c HashMap<&'a str, usize>,
    /// Independent votes for each bearer.
    votes: Vec<usize>,
    /// Bearers with more than one vote, the most frequent first.
    known: Vec<usize>,
    /// Few people bear the surname.
    rare: bool,
    /// Bearers in each small folder.
    folders: HashMap<u64, BTreeSet<usize>>,
}

impl<'c, 'a> Surname<'c, 'a> {
    fn new(
        cx: &'c ArchiveContext<'a>,
        holders: &'c HashMap<&'a str, usize>,
        surname: &'c str,
        bearers: &'c [Bearer<'a>],
    ) -> Self {
        let votes: Vec<usize> = bearers.iter().map(|(_, u)| cx.archive.votes(u)).collect();
        // Who is named in one article only may be anybody, or nobody: a slip.
        let mut known: Vec<usize> = (0..votes.len()).filter(|i| votes[*i] > 1).collect();
        known.sort_by_key(|i| std::cmp::Reverse(votes[*i]));
        let rare = known.len() <= BEARERS && !lexicon::is_common_surname(surname);
        let mut folders: HashMap<u64, BTreeSet<usize>> = HashMap::new();
        let stories = cx.archive.stories();
        for (i, (_, uses)) in bearers.iter().enumerate() {
            for at in *uses {
                let record = cx.archive.records[at.record as usize];
                if let Some(folder) = stories.small_folder(record) {
                    folders.entry(folder).or_default().insert(i);
                }
            }
        }
        Self { cx, surname, bearers, holders, votes, known, rare, folders }
    }

    fn report(&self, out: &mut Vec<Finding>) {
        for (i, (given, uses)) in self.bearers.iter().enumerate() {
            for at in *uses {
                let others = self.others(i, *at);
                let mut open =
                    others.into_iter().filter(|o| is_unrelated(given, self.bearers[*o].0));
                out.extend(open.find_map(|o| self.conflict(i, o, *at).finding(*at)));
            }
        }
    }

    /// Who may be meant instead: the most frequent bearers, and those of the same small folder.
    fn others(&self, bearer: usize, at: Use) -> Vec<usize> {
        let outvotes = |o: &usize| {
            self.votes[bearer] == 1 || majority::decides(self.votes[*o], self.votes[bearer])
        };
        let mut out: Vec<usize> = self.known.iter().take(BEARERS).copied().collect();
        for other in self.together(at) {
            if other != bearer && !out.contains(&other) {
                out.push(other);
            }
        }
        out.retain(outvotes);
        out
    }

    /// Bearers in the same small folder.
    fn together(&self, at: Use) -> impl Iterator<Item = usize> {
        let record = self.cx.archive.records[at.record as usize];
        let folder = self.cx.archive.stories().small_folder(record);
        folder.and_then(|f| self.folders.get(&f)).into_iter().flatten().copied()
    }

    fn conflict(&self, bearer: usize, other: usize, at: Use) -> Conflict<'_, 'a> {
        let is_family = |b: usize| {
            b != bearer && b != other && self.votes[b] > 1 && {
                let given = self.bearers[b].0;
                !is_same_given(given, self.bearers[other].0)
                    && !is_same_given(given, self.bearers[bearer].0)
            }
        };
        Conflict {
            cx: self.cx,
            surname: self.surname,
            given: self.bearers[bearer].0,
            usual: self.bearers[other],
            votes: self.votes[other],
            holders: self.holders,
            rare: self.rare,
            only: self.known.iter().all(|k| *k == other || *k == bearer),
            family: self.together(at).any(is_family),
        }
    }
}

/// "President Edgar Pell", where a pack knows one President Pell: Edith.
fn against_packs(cx: &ArticleContext<'_>, i: usize, mention: &PersonMention) -> Option<Finding> {
    let given = cx.text(mention.given).split_whitespace().next().unwrap_or("");
    let surname = cx.text(mention.surname);
    let titles = &cx.mentions.titles;
    let at = titles.partition_point(|t| (t.person as usize) < i);
    let titled = titles.get(at).is_some_and(|t| t.person as usize == i);
    if !titled && mention.title.is_empty() || mention.list || surname.contains(' ') {
        return None;
    }
    let (rules, people) = (&cx.stylebook.rules, &cx.stylebook.people);
    let mut called = people.called(rules, surname).peekable();
    called.peek()?;
    let ends = |before: &str| before.is_empty() || before.ends_with(' ');
    let named = |p: &&Person| p.names().any(|n| n.strip_suffix(surname).is_some_and(ends));
    let title = title_before(cx.article, cx.tokens, cx.mentions, i);
    let bare = |title: &str| title.strip_prefix("u.s. ").unwrap_or(title).to_owned();
    let title = bare(&title);
    if title.is_empty() {
        return None;
    }
    // One of several who have a seat may share a surname with another.
    let is_it = |o: &&Office| bare(&rank::normal_of(&o.title)) == title && !is_seat(rules, o);
    let (mut holder, mut namesakes) = (None, Vec::new());
    for person in called.map(|i| &rules.people[i]).filter(named) {
        match person.offices.iter().find(is_it) {
            Some(_) if holder.is_some() => return None,
            Some(office) => holder = Some((person, &*office.title)),
            None => namesakes.push(person),
        }
    }
    let (person, office) = holder?;
    if lexicon::is_common_surname(surname) && !has_middle_of(cx.text(mention.span), person) {
        return None;
    }
    // Somebody else of that surname may be meant, and the title be wrong.
    let meant = |p: &&Person| {
        let mut firsts = p.names().filter_map(|n| n.split_whitespace().next());
        firsts.any(|first| !is_unrelated(given, first))
    };
    let theirs: Vec<&str> = person.names().filter_map(|n| n.split_whitespace().next()).collect();
    // "U.S. Attorney for Norland Edith Pell": the given name stands behind the place.
    let inside = |word: &str| theirs.contains(&word);
    if namesakes.iter().any(meant)
        || cx.text(mention.span).split_whitespace().any(inside)
        || !person.meta.applies(cx.article)
        || theirs.iter().any(|t| !is_unrelated(given, t))
        || cx.stylebook.rules.keeps_apart(cx.text(mention.span))
    {
        return None;
    }
    let right = person.prefer.as_deref().unwrap_or(&person.name);
    let message = format!("no {office} called \"{}\" is listed", cx.text(mention.span));
    let finding = cx
        .rule_finding(&INFO, &person.meta, mention.span, message)
        .label(format!("the {office} of that surname is \"{right}\""))
        .help(format!("check who is meant; if it is the {office}, write \"{right}\""));
    Some(finding)
}

/// "Edgar B. Roe" and "Edith B. Roe": a surname of many, and the same middle initial.
fn has_middle_of(written: &str, person: &Person) -> bool {
    let middle = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.get(1).filter(|_| words.len() == 3).and_then(|word| word.chars().next())
    };
    let own = middle(written);
    own.is_some() && person.names().any(|name| middle(name) == own)
}

/// Two given names that nobody would confuse by a slip or a short form: other checks see those.
fn is_unrelated(a: &str, b: &str) -> bool {
    // In an archive they are in lower case already.
    if [a, b].iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase())) {
        return are_unrelated(a, b);
    }
    are_unrelated(&a.to_lowercase(), &b.to_lowercase())
}

fn are_unrelated(a: &str, b: &str) -> bool {
    let initial = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    !a.starts_with(b)
        && !b.starts_with(a)
        && !initial(a)
        && !initial(b)
        && lexicon::is_given_name(a)
        && !lexicon::nickname_related(a, b)
        && !are_within(1, a, b)
}

/// One given name, in full, in short or by its initial.
pub(super) fn is_same_given(a: &str, b: &str) -> bool {
    let initial = |s: &str| s.chars().filter(|c| c.is_alphabetic()).count() == 1;
    let same_head = a.chars().next() == b.chars().next();
    a == b || lexicon::nickname_related(a, b) || same_head && (initial(a) || initial(b))
}

/// How many surnames stand behind each title.
fn holders<'a>(archive: &Archive<'a>) -> HashMap<&'a str, usize> {
    let mut surnames: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for record in archive.records.iter() {
        for name in record.names.iter().filter(|n| !n.title.is_empty()) {
            let title = record.word(name.title);
            surnames.entry(title).or_default().insert(record.word(name.surname));
        }
    }
    let counted = surnames.into_iter().map(|(title, s)| (title, s.len()));
    counted.chain(archive.titles_beyond()).collect()
}
