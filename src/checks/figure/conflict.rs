//! `figure/conflict`: two articles of one story give two numbers for the same thing.
//!
//! A toll rises while a story grows, and two articles count two things with one word. So the words
//! of the phrase must be the same, the sentences must share more than the phrase, and neither
//! article may have the other's number anywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::between;
use crate::archive::figures::{Of, number};
use crate::archive::{Archive, FigureForm, Record, Use, majority};
use crate::checks::{ArchiveContext, Check, Info, other_articles};
use crate::extract::figures::{Fate, Value};
use crate::finding::{Finding, Place, Severity};

/// See the module.
pub struct Conflict;

const INFO: Info = Info {
    name: "figure/conflict",
    summary: "two articles of one story give two numbers for the same thing",
    severity: Severity::Note,
    default: true,
    explanation: "\
Two articles of one story give two numbers for the same phrase: \"17 people were killed\" and \"19 people \
were killed\", \"a $4.2 million grant\" and \"a $4.7 million grant\". The dead, the killed and deaths \
are one; a prison term is one in months and in years. The sentences must share further words, \
and names above all, or several articles must agree on the other number.

Silent about hedged figures (at least, about, up to, nearly, some), ranges, parts, quotations, lists, \
ages, times, scores and distances, about a number that rounds the other, about numbers so far apart \
that they count two things, about sentences that name different years, and where one of the articles \
has both numbers.

Tolls rise: an article that is dated later may well be right. What several articles of the story \
say stands against the one that says otherwise.",
    bad: "The blast killed 17 people in Alder. (Elsewhere: The blast in Alder killed 19 people.)",
    good: "The blast killed 19 people in Alder.",
    needs_date: false,
};

impl Check for Conflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let archive = cx.archive;
        let examine = |at: Use, group: &[Use]| {
            case(archive, at, group).map(|case| report(archive, at, &case))
        };
        between::findings(archive, |figure| figure.phrase, examine, out);
    }
}

/// The figure that speaks against one.
struct Case {
    other: Use,
    /// Further independent articles that have it.
    votes: usize,
    /// The other is the usual one.
    decided: bool,
}

/// Articles of the story that have another number for one phrase.
#[derive(Default)]
struct Against {
    uses: Vec<Use>,
    voters: BTreeSet<u64>,
    /// The words around prove that it is one thing.
    proven: bool,
    /// The numbers are near one another.
    near: bool,
}

/// So many articles that agree on a number leave no doubt what the phrase counts.
const AGREED: usize = 2;

/// The strongest of the figures that contradict one and let the finding stand there.
fn case(archive: &Archive<'_>, at: Use, group: &[Use]) -> Option<Case> {
    let (record, figure) = between::form(archive, at);
    let mut against: BTreeMap<(u64, i16), Against> = BTreeMap::new();
    for other in group.iter().filter(|other| other.record != at.record) {
        let (theirs, form) = between::form(archive, *other);
        if !between::outranks(record, theirs)
            && may_contradict((record, figure), (theirs, form))
            && archive.stories().same(record, theirs, None)
        {
            let value = (form.value.digits(), form.value.exponent());
            let known = against.entry(value).or_default();
            known.uses.push(*other);
            known.voters.insert(theirs.twin);
            known.proven |= is_one_thing(figure, form);
            known.near |= is_near(figure, form);
        }
    }
    // Where the others agree on one number, there is one thing to be counted.
    let alone = against.len() == 1;
    against.retain(|_, a| a.proven || (alone && a.near && a.voters.len() >= AGREED));
    let usual = against.values().max_by_key(|a| a.voters.len())?;
    let same = supporters(archive, at, group);
    // Who tells one story with the other need not tell it with this one.
    let votes = usual.voters.len().max(supporters(archive, usual.uses[0], group));
    // What more articles say stands, or what is published; the finding is for the others.
    let published =
        usual.uses.iter().any(|at| between::outranks(between::form(archive, *at).0, record));
    if same > votes && !published {
        return None;
    }
    if votes > same {
        let decided = majority::decides(votes, same);
        return Some(Case { other: usual.uses[0], votes, decided });
    }
    let stands = |other: &&Use| between::stands_at(record, between::form(archive, **other).0);
    let found =
        against.values().filter_map(|a| a.uses.iter().find(stands).map(|u| (*u, a.voters.len())));
    let (other, votes) = found.reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    Some(Case { other, votes, decided: false })
}

/// How many independent articles of the story have the same number.
fn supporters(archive: &Archive<'_>, at: Use, group: &[Use]) -> usize {
    let (record, figure) = between::form(archive, at);
    let same = group.iter().map(|other| between::form(archive, *other)).filter(|(theirs, form)| {
        form.value == figure.value && archive.stories().same(record, theirs, None)
    });
    let mut voters: BTreeSet<u64> = same.map(|(theirs, _)| theirs.twin).collect();
    voters.insert(record.twin);
    voters.len()
}

/// Whether two figures of one phrase can't both be right if they are about one thing.
fn may_contradict((a, x): (&Record, &FigureForm), (b, y): (&Record, &FigureForm)) -> bool {
    let has = |record: &Record, form: &FigureForm| {
        record.numbers.binary_search(&number(form.value, form.of)).is_ok()
    };
    x.value != y.value
        && is_comparable(x)
        && is_comparable(y)
        && x.year == y.year
        && between::shared(x, y).0 > 0
        && !is_rounded(x, y)
        && !is_rounded(y, x)
        && !has(a, y)
        && !has(b, x)
}

/// Whether a long number stands for a longer one. Nobody rounds 22 to 20, or 92% to 90%.
fn is_rounded(round: &FigureForm, exact: &FigureForm) -> bool {
    let long = round.value.approximate() >= 100.0 || exact.value.exponent() < 0;
    long && round.value.rounds(round.last, exact.value)
}

/// Small numbers count anything, round ones are guesses.
fn is_comparable(figure: &FigureForm) -> bool {
    let size = figure.value.approximate();
    match figure.of {
        Of::Prison | Of::Money => true,
        Of::Percent => size >= 10.0,
        Of::Things if figure.fate.is_some() => size >= 2.0,
        Of::Things => size >= 10.0 && (size < 1000.0 || figure.value.significant() > 1),
    }
}

/// Whether one number may be the other, later, miscounted or mistyped. What is many times as
/// large counts something else.
fn is_near(x: &FigureForm, y: &FigureForm) -> bool {
    let times = if x.fate.is_some() { 3.0 } else { 2.0 };
    is_within(x, y, times) || is_mistyped(x.value, y.value, x.of)
}

/// Digits swapped, one digit changed, or a sum of another size.
fn is_mistyped(a: Value, b: Value, of: Of) -> bool {
    if let Some(zeros) = a.shift_from(b) {
        return of == Of::Money && a.significant() > 1 && zeros % 3 == 0;
    }
    let (a, b) = (a.digits().to_string().into_bytes(), b.digits().to_string().into_bytes());
    let sorted = |digits: &[u8]| {
        let mut digits = digits.to_vec();
        digits.sort_unstable();
        digits
    };
    let changed = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    a.len() == b.len() && (sorted(&a) == sorted(&b) || (a.len() > 2 && changed == 1))
}

/// Whether the words around two figures of one phrase say that they are about one thing.
fn is_one_thing(x: &FigureForm, y: &FigureForm) -> bool {
    let (words, names) = between::shared(x, y);
    let fewer = x.names.count_ones().min(y.names.count_ones()) as usize;
    let strangers = fewer > 0 && names == 0;
    let enough = words + usize::from(names > 1) > 3 && is_within(x, y, FAR);
    if !enough && (strangers || !is_near(x, y)) {
        return false;
    }
    // Long numbers are alike by chance least of all.
    let alike = x.value.significant() > 2
        && (is_within(x, y, CLOSE) || is_mistyped(x.value, y.value, x.of));
    let words = words + usize::from(alike || (names > 0 && is_within(x, y, CLOSE)));
    match x.of {
        // Two defendants may share a town, and one court has many.
        Of::Prison => names * 2 > fewer && words >= 2,
        Of::Percent => words >= 4 || (words >= 3 && names >= 1),
        Of::Things if x.modifiers > 1 => words >= 1,
        Of::Things if x.modifiers > 0 || x.fate.is_some() => words >= 2,
        Of::Money | Of::Things => words >= 3 || (words >= 2 && names >= 1),
    }
}

/// Numbers that are so many times apart count two things, however alike the words are.
const FAR: f64 = 8.0;
/// Numbers within a sixth of one another.
const CLOSE: f64 = 1.17;

/// Whether the larger of two numbers is at most so many times the smaller one.
fn is_within(x: &FigureForm, y: &FigureForm, times: f64) -> bool {
    let (a, b) = (x.value.approximate(), y.value.approximate());
    a.max(b) <= times * a.min(b)
}

fn report(archive: &Archive<'_>, at: Use, case: &Case) -> Finding {
    let (record, figure) = between::form(archive, at);
    let (theirs, other) = between::form(archive, case.other);
    let (a, b) = (record.word(figure.written), theirs.word(other.written));
    let votes = other_articles(case.votes);
    let message = format!("\"{a}\" here, \"{b}\" in {votes} of the story");
    let label = match figure.fate {
        Some(Fate::Dead) => "the dead",
        Some(Fate::Injured) => "the injured",
        Some(Fate::Arrested) => "the arrested",
        Some(Fate::Missing) => "the missing",
        None => "the same phrase with another number",
    };
    let apart = record.date.zip(theirs.date).is_some_and(|(a, b)| a != b);
    let help = if case.decided || !apart {
        "check which one is right"
    } else {
        "check which one is right; the later article may be an update"
    };
    let place = |record: &Record, span| Place { path: record.path.clone(), span };
    let mut finding = Finding::new(INFO.name, INFO.severity, place(record, figure.place), message)
        .label(label)
        .related(place(theirs, other.place), "as here")
        .help(help);
    finding.more = case.votes - 1;
    finding
}
