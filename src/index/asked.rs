//! Look-ups over all segments of an index, for the articles that count in a run.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::io;

use rayon::prelude::*;

use super::wanted::Wanted;
use super::{Index, Live};
use crate::archive::{lookups, majority};

/// An article of the index: segment, and place in it.
pub(super) type Place = (usize, u32);

/// What counts of an index.
#[derive(Clone, Copy)]
pub(super) struct Asked<'i> {
    pub(super) index: &'i Index,
    pub(super) live: &'i Live,
}

impl Asked<'_> {
    fn is_live(&self, (segment, article): Place) -> bool {
        let part = self.live.parts.get(segment);
        part.and_then(|part| part.get(article as usize)).copied().unwrap_or(false)
    }

    /// Calls `each` with every live article of a key, as often as the key has it.
    fn each(&self, key: u64, mut each: impl FnMut(Place)) -> io::Result<()> {
        for (s, segment) in self.index.segments.iter().enumerate() {
            segment.articles(key, |article| {
                if self.is_live((s, article)) {
                    each((s, article));
                }
            })?;
        }
        Ok(())
    }

    pub(super) fn count(&self, key: u64) -> io::Result<usize> {
        let mut count = 0;
        self.each(key, |_| count += 1)?;
        Ok(count)
    }

    /// How many live articles lie in each folder, by its key.
    pub(super) fn folders(&self) -> io::Result<HashMap<u64, usize>> {
        let mut counts = HashMap::new();
        for (segment, live) in self.index.segments.iter().zip(&self.live.parts) {
            segment.folders(|folder, articles| {
                let articles = live.get(articles.start as usize..articles.end as usize);
                let count = articles.unwrap_or(&[]).iter().filter(|flag| **flag).count();
                *counts.entry(folder).or_default() += count;
            })?;
        }
        Ok(counts)
    }

    /// The articles of some keys, at most so many of each.
    pub(super) fn articles(
        &self,
        keys: impl IntoIterator<Item = u64>,
        most: usize,
    ) -> io::Result<BTreeSet<Place>> {
        let keys: Vec<u64> = keys.into_iter().collect();
        let places = |key: &u64| -> io::Result<Vec<Place>> {
            let mut found = Vec::new();
            self.each(*key, |place| {
                if found.len() < most {
                    found.push(place);
                }
            })?;
            Ok(found)
        };
        let found: Vec<_> = keys.par_iter().map(places).collect::<io::Result<_>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// What live articles say behind a key.
    pub(super) fn sayings(&self, key: u64) -> io::Result<BTreeSet<u32>> {
        let mut found = BTreeSet::new();
        for (s, segment) in self.index.segments.iter().enumerate() {
            segment.sayings(key, |subject, article| {
                if self.is_live((s, article)) {
                    found.insert(subject);
                }
            })?;
        }
        Ok(found)
    }

    /// Bodies whose names are one word from others, if so many articles have them that they may be
    /// what is meant; where there is one, what is asked with it.
    pub(super) fn bodies(
        &self,
        gaps: &[(Vec<u64>, Vec<u32>)],
        wanted: &mut Wanted,
    ) -> io::Result<()> {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for (keys, names) in gaps {
            let own = names.last().copied();
            let mut found = false;
            for body in self.near(keys)?.into_iter().filter(|body| Some(*body) != own) {
                let count = match counts.entry(body) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(slot) => *slot.insert(self.count(lookups::of_body(body))?),
                };
                if count + wanted.own_bodies(body) >= majority::VOTES {
                    wanted.bodies.insert(body);
                    found = true;
                }
            }
            if found {
                wanted.bodies.extend(names);
            }
        }
        Ok(())
    }

    /// Names near some others. Each is kept with one article only, which need not count any more.
    pub(super) fn near<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k u64>,
    ) -> io::Result<BTreeSet<u32>> {
        let keys: Vec<&u64> = keys.into_iter().collect();
        let subjects = |key: &&u64| -> io::Result<Vec<u32>> {
            let mut found = Vec::new();
            for segment in &self.index.segments {
                segment.sayings(**key, |subject, _| found.push(subject))?;
            }
            Ok(found)
        };
        let found: Vec<_> = keys.par_iter().map(subjects).collect::<io::Result<_>>()?;
        Ok(found.into_iter().flatten().collect())
    }
}
