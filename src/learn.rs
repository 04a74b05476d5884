//! Drafts a house pack from an archive: what its articles call bodies and people, and how they
//! spell.
//!
//! An editor deletes what is wrong in the draft, and what is left is checked for ever: so a name is
//! learned only where the archive leaves no doubt. What is quoted is somebody else's wording and
//! doesn't count; articles that begin alike are copies of one, and count once.
//!
//! One pass: of each article a [`Seen`] is kept, of all of them a [`Learner`]. The disk is read
//! again only for the lines of the examples.

mod bodies;
mod habits;
mod offices;
mod people;
mod slips;
mod spelling;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::archive::{Archive, Record, majority};
use crate::checks::{ArchiveContext, ArticleContext};
use crate::finding::Place;
use crate::source::{SourceFile, Span};
use crate::stylebook::Stylebook;
use crate::stylebook::style::Style;
use crate::tokens::FoldSet;
use habits::Habits;

/// What one article adds.
#[derive(Debug)]
pub struct Seen {
    record: Record,
    spellings: spelling::Seen,
    habits: Habits,
}

impl Seen {
    /// Reads an article; the record holds what stands outside quotation marks.
    #[must_use]
    pub fn of(cx: &ArticleContext<'_>, record: Record) -> Self {
        Self { record, spellings: spelling::Seen::of(cx), habits: Habits::of(cx) }
    }
}

/// What all articles say.
#[derive(Debug, Default)]
pub struct Learner {
    /// By path.
    records: Vec<Record>,
    twins: FoldSet,
    spellings: spelling::Tally,
    habits: Habits,
    repeated: usize,
}

/// What a draft is made with.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// The name of the pack.
    pub name: &'a str,
    /// A name is learned from so many articles; none for a number that suits the archive.
    pub least: Option<usize>,
    /// The packs in use: what they know is left out.
    pub known: &'a Stylebook,
    /// The house style.
    pub style: &'a Style,
    /// A file as it is, for the lines of examples.
    pub source: &'a dyn Fn(&str) -> Option<Arc<SourceFile>>,
}

/// A pack as text, and what is in it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// TOML, with comments.
    pub text: String,
    /// How many articles it is made of.
    pub articles: usize,
    /// Articles that are copies of one of them.
    pub repeated: usize,
    /// Rules by kind.
    pub bodies: usize,
    /// People.
    pub people: usize,
    /// Spellings.
    pub terms: usize,
}

/// Something written in one way: in how many articles, when, and one place.
#[derive(Clone, Debug)]
struct Form {
    text: String,
    articles: usize,
    first: Option<Date>,
    last: Option<Date>,
    place: Place,
}

/// Where something stands: the record and the place in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sight {
    record: u32,
    place: Span,
}

/// A rule of the draft.
#[derive(Clone, Debug)]
enum Rule {
    Body(bodies::Body),
    Person(people::Person),
    Term(spelling::Choice),
}

impl Learner {
    /// Adds an article. Articles are added by path, so that the same archive makes the same pack.
    pub fn add(&mut self, seen: Seen) {
        if !self.twins.insert(seen.record.twin) {
            self.repeated += 1;
            return;
        }
        self.spellings.add(seen.spellings, self.records.len() as u32);
        self.habits.add(&seen.habits);
        self.records.push(seen.record);
    }

    /// In how many articles a name stands that is listed: three, and more in a large archive, whose
    /// draft nobody would read to its end otherwise.
    fn least(&self) -> usize {
        majority::VOTES.max(self.records.len().isqrt() / 10)
    }

    /// The pack that the articles suggest.
    #[must_use]
    pub fn draft(&self, settings: &Settings<'_>) -> Draft {
        let least = settings.least.unwrap_or_else(|| self.least());
        let archive = Archive::new(self.records.iter().collect());
        let context =
            ArchiveContext { archive: &archive, stylebook: settings.known, style: settings.style };
        let dialect = self.habits.has_dialect();
        let slips = slips::Slips::new(&context);
        let mut rules = bodies::learn(&archive, settings.known, least, &slips);
        rules.extend(people::learn(&archive, settings.known, least, &slips));
        rules.extend(self.spellings.learn(&archive, settings.known, least, dialect));
        let head = write::Head {
            name: settings.name,
            articles: self.records.len(),
            repeated: self.repeated,
            least,
            dates: span_of(self.records.iter().filter_map(|r| r.date)),
            habits: self.habits.lines(least),
        };
        let text = write::sound(&head, &mut rules, settings);
        let count = |is: fn(&Rule) -> bool| rules.iter().filter(|rule| is(rule)).count();
        Draft {
            text,
            articles: self.records.len(),
            repeated: self.repeated,
            bodies: count(|rule| matches!(rule, Rule::Body(_))),
            people: count(|rule| matches!(rule, Rule::Person(_))),
            terms: count(|rule| matches!(rule, Rule::Term(_))),
        }
    }
}

/// First and last of some days.
fn span_of(days: impl Iterator<Item = Date>) -> Option<(Date, Date)> {
    days.fold(None, |span, day| match span {
        None => Some((day, day)),
        Some((first, last)) => Some((day.min(first), day.max(last))),
    })
}

impl Form {
    /// A form with everything known of the places where it stands; each article has one.
    fn new(archive: &Archive<'_>, text: impl Into<String>, sights: &[Sight]) -> Self {
        let date = |sight: &Sight| archive.records[sight.record as usize].date;
        let days = span_of(sights.iter().filter_map(date));
        // The latest is the one that an editor remembers.
        let example = sights.iter().max_by_key(|s| (date(s), std::cmp::Reverse(**s)));
        let place = example.map(|sight| {
            let path = archive.records[sight.record as usize].path.clone();
            Place { path, span: sight.place }
        });
        Self {
            text: text.into(),
            articles: sights.len(),
            first: days.map(|d| d.0),
            last: days.map(|d| d.1),
            place: place.unwrap_or_else(|| Place { path: "".into(), span: Span::default() }),
        }
    }

    /// Whether this rare form may be a slip for a usual one: others outnumber it by far, it is met
    /// once or twice, and it is not what the house has come to write.
    fn is_slip_of(&self, usual: &Self) -> bool {
        /// A form in more articles is somebody's habit.
        const MOST: usize = 3;
        let renamed = match (self.last, usual.last) {
            (Some(own), Some(theirs)) => own > theirs,
            _ => false,
        };
        let regular = self.articles > 1 && self.is_late(usual);
        self.articles <= MOST
            && majority::decides(usual.articles, 2 * self.articles)
            && !renamed
            && !regular
    }

    /// Whether all its places are in the last quarter of the time in which the other was used.
    fn is_late(&self, usual: &Self) -> bool {
        let (Some(own), Some(first), Some(last)) = (self.first, usual.first, usual.last) else {
            return false;
        };
        let days = |from: Date, to: Date| crate::article::date::civil::days_between(from, to);
        4 * days(first, own) > 3 * days(first, last)
    }
}

/// Forms by text, the most frequent first.
fn by_frequency(archive: &Archive<'_>, sights: &BTreeMap<String, Vec<Sight>>) -> Vec<Form> {
    let mut forms: Vec<Form> =
        sights.iter().map(|(text, sights)| Form::new(archive, text.as_str(), sights)).collect();
    forms.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.text.cmp(&b.text)));
    forms
}
