//! What a pack can say: one type for each kind of rule, as plain data.
//!
//! Loading fills these in and proves them sound; matching and checks read them.

mod all;
mod demands;
mod list;
mod meta;

use std::sync::Arc;

use jiff::civil::Date;
use regex::Regex;

use crate::article::Zone;
use crate::source::Text;
pub use all::{Rule, Rules};
pub use demands::{Fact, KnownCorrection, Reach, Require};
pub use list::{Kind, List};
pub use meta::{Condition, Example, Meta};

/// Whether an acronym stands in brackets after the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bracket {
    /// As the house style says.
    #[default]
    Style,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A name that a body had before.
#[derive(Clone, Debug)]
pub struct FormerName {
    /// The name.
    pub name: Text,
    /// Last day it was valid.
    pub until: Option<Date>,
}

/// `[[organization]]`
#[derive(Clone, Debug)]
pub struct Organization {
    /// Common part.
    pub meta: Meta,
    /// Official name.
    pub name: Text,
    /// Official acronym.
    pub acronym: Option<Text>,
    /// Acceptable names.
    pub also: Vec<Text>,
    /// Known wrong names.
    pub not: Vec<Text>,
    /// Earlier names.
    pub formerly: Vec<FormerName>,
    /// The body it belongs to: an index into [`Rules::organizations`].
    pub parent: Option<usize>,
    /// First day.
    pub founded: Option<Date>,
    /// Last day.
    pub ended: Option<Date>,
    /// Country code.
    pub country: Option<Text>,
    /// Whether the acronym needs no introduction.
    pub well_known: bool,
    /// Whether the acronym is bracketed.
    pub bracket: Bracket,
    /// The form at first reference.
    pub first: Option<Text>,
    /// The forms from then on; none where any right one will do.
    pub later: Vec<Text>,
    /// The form in headlines.
    pub headline: Option<Text>,
}

impl Organization {
    /// Every name that is right at some time: official, acceptable, earlier.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts().map(AsRef::as_ref)
    }

    /// The same, as the rule keeps them.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        let former = self.formerly.iter().map(|f| &f.name);
        std::iter::once(&self.name).chain(&self.also).chain(former)
    }
}

/// How an office is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermKind {
    /// In full.
    #[default]
    Full,
    /// Until somebody is appointed.
    Acting,
    /// Chosen, not yet in office.
    Elect,
}

/// One term in an office.
#[derive(Clone, Debug)]
pub struct Office {
    /// The title, lower case: "director".
    pub title: Text,
    /// The organization's name as the pack writes it.
    pub of_name: Option<Text>,
    /// The organization: an index into [`Rules::organizations`].
    pub of: Option<usize>,
    /// First day.
    pub from: Option<Date>,
    /// Last day; none while it lasts.
    pub until: Option<Date>,
    /// How it is held.
    pub kind: TermKind,
}

/// A name that a person had before.
#[derive(Clone, Debug)]
pub struct RetiredName {
    /// The name.
    pub name: Text,
    /// Last day it was used.
    pub until: Option<Date>,
    /// Not even for the time in which it was theirs.
    pub never: bool,
    /// Whether messages may repeat it.
    pub shown: bool,
}

/// `[[person]]`
#[derive(Clone, Debug)]
pub struct Person {
    /// Common part.
    pub meta: Meta,
    /// Full name.
    pub name: Text,
    /// The form that this house uses.
    pub prefer: Option<Text>,
    /// Acceptable forms.
    pub also: Vec<Text>,
    /// Known wrong forms.
    pub not: Vec<Text>,
    /// Earlier names.
    pub formerly: Vec<RetiredName>,
    /// Offices held.
    pub offices: Vec<Office>,
    /// Whether `offices` lists all of them.
    pub offices_complete: bool,
}

impl Person {
    /// Every right form of the name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts().map(AsRef::as_ref)
    }

    /// The same, as the rule keeps them.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.name).chain(&self.prefer).chain(&self.also)
    }
}

/// `[[distinct]]`: names of different people, never compared.
#[derive(Clone, Debug)]
pub struct Distinct {
    /// Common part.
    pub meta: Meta,
    /// The names.
    pub names: Vec<Text>,
}

/// `[[title]]`: a job title.
#[derive(Clone, Debug)]
pub struct Title {
    /// Common part.
    pub meta: Meta,
    /// The title, lower case.
    pub name: Text,
    /// Its plural.
    pub plural: Option<Text>,
    /// Its abbreviation before a name.
    pub abbreviation: Option<Text>,
}

/// How far "pick one and keep to it" reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In one article.
    Article,
    /// In everything that is checked and everything that was published.
    Archive,
}

/// What a term asks for.
#[derive(Clone, Debug)]
pub enum Wording {
    /// Write `right`, not any of `wrong`.
    Use {
        /// The house's word.
        right: Text,
        /// Words that it replaces.
        wrong: Vec<Text>,
    },
    /// Any of the forms, but only one of them.
    Either {
        /// The forms.
        forms: Vec<Text>,
        /// How far the choice binds.
        within: Within,
    },
}

impl Wording {
    /// Whether it leaves a house the choice between several forms.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        matches!(self, Self::Either { .. })
    }
}

/// `[[term]]`
#[derive(Clone, Debug)]
pub struct Term {
    /// Common part.
    pub meta: Meta,
    /// What it asks for.
    pub wording: Wording,
    /// Phrases in which the words stand as they are.
    pub except: Vec<Text>,
    /// Zones that it speaks about.
    pub zones: Vec<Zone>,
    /// Whether capitals must match.
    pub exact_case: bool,
}

/// `[[event]]`: something that happened on a known day.
#[derive(Clone, Debug)]
pub struct Event {
    /// Common part.
    pub meta: Meta,
    /// What it was.
    pub name: Text,
    /// When.
    pub date: Date,
    /// All must match in a sentence that speaks of it.
    pub mentions: Vec<Regex>,
}

/// `[[quotation]]`: what was really said.
#[derive(Clone, Debug)]
pub struct KnownQuotation {
    /// Common part.
    pub meta: Meta,
    /// Who said it.
    pub speaker: Option<Text>,
    /// The words.
    pub text: Text,
    /// Hashes of the words, sorted: most quotations share none of them.
    pub words: Vec<u64>,
}

/// `[[pattern]]`: a regular expression.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Common part.
    pub meta: Meta,
    /// What to look for.
    pub matcher: Regex,
    /// What is wrong with it.
    pub message: Text,
    /// What to write instead; `$1` names a group.
    pub replacement: Option<Text>,
}

/// What a pack says about itself.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name, by which `use` finds it.
    pub name: Arc<str>,
    /// One line about it.
    pub description: Text,
    /// Where the facts come from.
    pub source: Option<Text>,
    /// Up to when it knows the world.
    pub as_of: Option<Date>,
    /// Its file.
    pub path: Arc<str>,
    /// How many rules it holds.
    pub rules: usize,
    /// Whether it is part of the program.
    pub built_in: bool,
}
