//! A built-in pack that no other pack amends or contradicts: each of its rules is read when it is
//! first asked for.

use std::sync::Arc;

use super::builtin::Compiled;
use super::catalog::{Catalog, Found};
use super::link::Owner;
use super::load::{self, Parsed, Said};
use super::rules::{Pack, Rule};
use crate::source::SourceFile;

/// A pack that is part of the program, not read yet.
#[derive(Debug)]
pub(super) struct Unread {
    pack: Pack,
    file: Arc<SourceFile>,
    compiled: Compiled,
    /// Its place among the packs in use.
    place: usize,
    /// Tells whom it means by the names of bodies.
    catalog: Arc<Catalog>,
}

impl Unread {
    pub(super) fn new(
        pack: Pack,
        (file, compiled): (Arc<SourceFile>, Compiled),
        place: usize,
        catalog: Arc<Catalog>,
    ) -> Self {
        Self { pack, file, compiled, place, catalog }
    }

    /// One of its rules, by kind and place among those of its kind.
    pub(super) fn read(&self, key: &'static str, at: usize) -> Option<Rule> {
        let Parsed { said, references, .. } =
            load::read_rule(&self.file, &self.pack, self.compiled, (key, at))?;
        let Said::Rule(mut rule) = said else { return None };
        for reference in references {
            let Found::One(found) = self.catalog.body(&reference.name, self.place) else {
                continue;
            };
            match (&mut *rule, reference.owner) {
                (Rule::Organization(body), Owner::Parent) => body.parent = Some(found),
                (Rule::Person(person), Owner::Office(i)) => {
                    person.offices.get_mut(i).into_iter().for_each(|o| o.of = Some(found));
                }
                _ => {}
            }
        }
        Some(*rule)
    }
}
