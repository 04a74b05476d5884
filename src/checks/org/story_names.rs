//! Names of any kind that lost an inner word, held against the other articles of the same story.
//!
//! "Harbour Repair Division" where the story's other articles write "Harbour Crane Repair
//! Division": no head noun is needed to see it, since articles about one event speak of one thing.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::phrases::{LOOKED_AT, Longer, Shortened, counts};
use crate::archive::{Archive, PhraseForm, Use};
use crate::finding::{Finding, Label, Place, Severity};
use crate::source::Span;
use crate::tokens::{fold, folds_ascii, tokenize};

/// Independent articles of the story that have the longer name.
const VOTES: usize = 2;

/// Words that make another office or rank, and those that everybody leaves out.
const RANKS: [u64; 15] = folds_ascii([
    "assistant",
    "deputy",
    "acting",
    "vice",
    "associate",
    "senior",
    "chief",
    "former",
    "interim",
    "general",
    "executive",
    "principal",
    "county",
    "state",
    "department",
]);

pub(super) fn report(archive: &Archive<'_>, check: &'static str, out: &mut Vec<Finding>) {
    let shortened = Shortened::new(archive);
    let gaps = shortened.iter().flat_map(|(_, longer)| longer);
    let mut gaps: Vec<(u32, u32)> = gaps.map(|long| (long.name, long.gap)).collect();
    gaps.sort_unstable();
    gaps.dedup();
    // Whether more than one word of a name is left out somewhere.
    let certain = |name: u32| {
        let first = gaps.partition_point(|gap| gap.0 < name);
        gaps.get(first + 1).is_some_and(|gap| gap.0 == name)
    };
    let is_reported = |u: &Use| archive.records[u.record as usize].reported;
    for (uses, longer) in shortened.iter() {
        if uses.len() > LOOKED_AT || !uses.iter().any(is_reported) {
            continue;
        }
        let mut names: BTreeMap<u32, Name> = BTreeMap::new();
        for long in longer {
            let name = names.entry(long.name).or_default();
            name.uses.push(long);
            name.certain = certain(long.name);
        }
        names.retain(|_, name| name.is_meant(archive, &uses));
        if names.is_empty() {
            continue;
        }
        let long = names.values().flat_map(|n| n.uses.iter().take(LOOKED_AT)).map(|l| l.long);
        let among = uses.iter().copied().chain(long).map(|u| u.record).take(2 * LOOKED_AT);
        let among: BTreeSet<u32> = among.collect();
        for at in uses.iter().filter(|u| is_reported(u)) {
            let story = Story::new(archive, at.record, &among);
            if let Some((long, votes)) = story.meant(names.values(), &uses)
                && !is_halved(archive, *at, long)
            {
                out.push(finding(archive, check, *at, long, votes));
            }
        }
    }
}

/// A longer name that a phrase may be meant to be.
#[derive(Default)]
struct Name {
    uses: Vec<Longer>,
    /// Two articles lack two different words of it: it is the whole that both come from.
    certain: bool,
}

impl Name {
    fn needed(&self) -> usize {
        if self.certain { 1 } else { VOTES }
    }

    /// Whether enough articles have the longer name, none has both, and the word could be lost
    /// without another thing being meant.
    fn is_meant(&self, archive: &Archive<'_>, uses: &[Use]) -> bool {
        let both = || uses.iter().any(|u| self.uses.iter().any(|l| l.long.record == u.record));
        let lost = lost_word(archive, self.uses[0]).unwrap_or_default();
        let has = |u: &Use| form(archive, *u).bearer > 0 && written(archive, *u).contains(lost);
        let has = || uses.iter().any(has);
        // "Secretary of Tides Edgar Pell" is "Tides Secretary Edgar Pell".
        let lost = || !RANKS.contains(&fold(lost)) && !has();
        let long: Vec<Use> = self.uses.iter().map(|l| l.long).collect();
        // "Fire Chief" is short for "Orr Fire Department Chief".
        let two = uses.iter().all(|u| written(archive, *u).is_empty());
        let head = two && self.uses.iter().all(|l| l.start > 0);
        let votes = archive.votes(&long);
        votes >= self.needed()
            && (self.certain || votes >= archive.votes(uses))
            && !head
            && lost()
            && !both()
    }
}

/// One article, and those that tell the same story or go on with it.
struct Story<'a> {
    archive: &'a Archive<'a>,
    articles: BTreeSet<u32>,
}

impl<'a> Story<'a> {
    /// From one article on to others of those that are given, as long as each tells the story of
    /// one before it.
    fn new(archive: &'a Archive<'a>, at: u32, among: &BTreeSet<u32>) -> Self {
        let record = |at: u32| archive.records[at as usize];
        let mut rest: Vec<u32> = among.iter().copied().filter(|other| *other != at).collect();
        let mut articles = BTreeSet::from([at]);
        let mut ahead = vec![at];
        while let Some(known) = ahead.pop() {
            rest.retain(|other| {
                let told = archive.stories().same(record(known), record(*other), None);
                if told {
                    articles.insert(*other);
                    ahead.push(*other);
                }
                !told
            });
        }
        Self { archive, articles }
    }

    fn tells(&self, other: u32) -> bool {
        self.articles.contains(&other)
    }

    /// The longer name that most articles of the story have, and how many do.
    fn meant<'n>(
        &self,
        names: impl Iterator<Item = &'n Name>,
        uses: &[Use],
    ) -> Option<(Longer, usize)> {
        let short: Vec<Use> = uses.iter().filter(|u| self.tells(u.record)).copied().collect();
        let short = self.archive.votes(&short);
        let mut best: Option<(Longer, usize)> = None;
        for name in names {
            let told = name.uses.iter().take(LOOKED_AT).filter(|l| self.tells(l.long.record));
            let told: Vec<Longer> = told.copied().collect();
            let votes = self.archive.votes(&told.iter().map(|l| l.long).collect::<Vec<_>>());
            if votes < name.needed()
                || (votes < short && !name.certain)
                || best.is_some_and(|(_, most)| most >= votes)
            {
                continue;
            }
            let date = |l: &Longer| self.archive.records[l.long.record as usize].date;
            best = told.into_iter().max_by_key(date).map(|l| (l, votes));
        }
        best
    }
}

fn form<'a>(archive: &Archive<'a>, at: Use) -> &'a PhraseForm {
    &archive.records[at.record as usize].phrases[at.form as usize]
}

fn written<'a>(archive: &Archive<'a>, at: Use) -> &'a str {
    archive.records[at.record as usize].word(form(archive, at).written)
}

/// "Orr Fire Chief" is the "Orr Fire and Rescue Chief" as well; "Fire and Chief" is nobody.
fn is_halved(archive: &Archive<'_>, at: Use, long: Longer) -> bool {
    let lost = lost_word(archive, long).unwrap_or_default();
    let words: Vec<&str> = written(archive, long.long).split(' ').collect();
    let joined = words.windows(2).any(|pair| pair.contains(&lost) && pair.contains(&"and"));
    joined && !written(archive, at).split(' ').any(|word| word == "and")
}

fn lost_word<'a>(archive: &Archive<'a>, long: Longer) -> Option<&'a str> {
    let name = written(archive, long.long);
    let mut tokens = Vec::new();
    tokenize(name, Span::new(0, name.len()), &mut tokens);
    let token = tokens.iter().filter(|t| counts(t)).nth((long.start + long.gap) as usize)?;
    Some(token.text(name))
}

fn finding(
    archive: &Archive<'_>,
    check: &'static str,
    at: Use,
    long: Longer,
    votes: usize,
) -> Finding {
    let record = archive.records[at.record as usize];
    let name = written(archive, long.long);
    let word = lost_word(archive, long).unwrap_or_default();
    let place = Place { path: record.path.clone(), span: form(archive, at).place.span() };
    let other = archive.records[long.long.record as usize];
    let there = Place { path: other.path.clone(), span: form(archive, long.long).place.span() };
    let others = if votes == 1 { "another article".into() } else { format!("{votes} articles") };
    let mut finding =
        Finding::new(check, Severity::Warning, place, format!("this name lacks \"{word}\""))
            .label(format!("\"{name}\" in {others} of the same story"))
            .help("check which is right and write it alike in all articles of the story");
    finding.related.push(Label::new(there, "as here".to_owned()));
    finding
}
