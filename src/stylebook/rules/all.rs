//! The rules of all kinds together, and what is done to all of them alike.

use std::sync::Arc;

use super::{
    Distinct, Event, Fact, Kind, KnownCorrection, KnownQuotation, List, Meta, Organization,
    Pattern, Person, Require, Term, Title,
};
use crate::stylebook::catalog::Catalog;
use crate::stylebook::listing::KINDS;
use crate::stylebook::unread::Unread;

/// One list for each kind of rule, and what is done to all of them alike: a new kind is a line.
macro_rules! kinds {
    ($($(#[$doc:meta])* $list:ident: $kind:ident = $key:literal,)*) => {
        /// All rules of all packs.
        #[derive(Clone, Debug, Default)]
        pub struct Rules {
            $($(#[$doc])* pub $list: List<$kind>,)*
            /// The names and words that they list.
            catalog: Arc<Catalog>,
        }

        impl Rules {
            /// The common part of every rule, in the order of the tables above.
            pub fn metas(&self) -> impl Iterator<Item = &Meta> {
                std::iter::empty()$(.chain(self.$list.iter().map(|rule| &rule.meta)))*
            }

            /// The same of those that have been read, to be amended.
            pub(in crate::stylebook) fn metas_mut(&mut self) -> impl Iterator<Item = &mut Meta> {
                std::iter::empty()$(.chain(self.$list.iter_mut().map(|rule| &mut rule.meta)))*
            }

            /// How many there are of each kind.
            pub(in crate::stylebook) fn counts(&self) -> [usize; KINDS.len()] {
                [$(self.$list.len(),)*]
            }

            /// Makes room for so many rules of each kind.
            pub(in crate::stylebook) fn reserve(&mut self, counts: [usize; KINDS.len()]) {
                let mut counts = counts.into_iter();
                $(self.$list.reserve(counts.next().unwrap_or_default());)*
            }

            /// Adds the rules of another pack, which have been read.
            pub(in crate::stylebook) fn append(&mut self, other: Self) {
                $(self.$list.append(other.$list);)*
            }

            /// Adds the rules of a pack that are read when they are asked for.
            pub(in crate::stylebook) fn leave(&mut self, counts: [usize; KINDS.len()], pack: &Arc<Unread>) {
                let mut counts = counts.into_iter();
                $(self.$list.leave(counts.next().unwrap_or_default(), pack);)*
            }

            /// Leaves out every rule that is not to be kept.
            pub(in crate::stylebook) fn retain(&mut self, keep: impl Fn(&Meta) -> bool) {
                $(self.$list.retain(|rule| keep(&rule.meta));)*
            }

            /// Adds one rule.
            pub(in crate::stylebook) fn add(&mut self, rule: Rule) {
                match rule {
                    $(Rule::$kind(rule) => self.$list.push(rule),)*
                }
            }
        }

        $(impl Kind for $kind {
            const KEY: &'static str = $key;

            fn of(rule: Rule) -> Option<Self> {
                match rule {
                    Rule::$kind(rule) => Some(rule),
                    _ => None,
                }
            }
        })*

        /// A rule of any kind.
        pub enum Rule {
            $(
                $(#[$doc])*
                $kind($kind),
            )*
        }

        impl Rule {
            pub(in crate::stylebook) fn meta_mut(&mut self) -> &mut Meta {
                match self {
                    $(Self::$kind(rule) => &mut rule.meta,)*
                }
            }
        }
    };
}

kinds! {
    /// `[[organization]]`
    organizations: Organization = "organization",
    /// `[[person]]`
    people: Person = "person",
    /// `[[distinct]]`
    distinct: Distinct = "distinct",
    /// `[[title]]`
    titles: Title = "title",
    /// `[[term]]`
    terms: Term = "term",
    /// `[[event]]`
    events: Event = "event",
    /// `[[quotation]]`
    quotations: KnownQuotation = "quotation",
    /// `[[pattern]]`
    patterns: Pattern = "pattern",
    /// `[[require]]`
    requires: Require = "require",
    /// `[[correction]]`
    corrections: KnownCorrection = "correction",
    /// `[[fact]]`
    facts: Fact = "fact",
}

impl Rules {
    /// The names and words that the rules list.
    pub(in crate::stylebook) fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    pub(in crate::stylebook) fn set_catalog(&mut self, catalog: Arc<Catalog>) {
        self.catalog = catalog;
    }

    /// The terms that leave a house the choice between several forms, with their places.
    pub fn choices(&self) -> impl Iterator<Item = (usize, &Term)> {
        let mut last = None;
        self.catalog
            .choices()
            .filter(move |term| last.replace(*term) != Some(*term))
            .filter_map(|term| Some((term, self.terms.get(term)?)))
            .filter(|(_, term)| term.wording.is_choice())
    }

    /// Right names of people, each with the place of its person; the whole name of each comes first.
    pub fn names_of_people(&self) -> impl Iterator<Item = (usize, &str)> {
        self.catalog.people()
    }

    /// People with an office of that title.
    pub fn titled(&self, title: &str) -> impl Iterator<Item = &Person> {
        self.catalog.titled(title).filter_map(|person| self.people.get(person))
    }

    /// People with an office of a body, and perhaps others.
    pub fn officials(&self, organization: usize) -> impl Iterator<Item = &Person> {
        let people = self.catalog.officials(organization).into_iter();
        people.filter_map(|person| self.people.get(person))
    }

    /// Whether a `[[distinct]]` names a person, written in lower case.
    #[must_use]
    pub fn keeps_apart(&self, person: &str) -> bool {
        self.distinct.iter().flat_map(|d| &d.names).any(|name| name.to_lowercase() == person)
    }
}
