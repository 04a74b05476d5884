//! Which of two readings of one utterance is likelier the altered one.
//!
//! Readings are counted, not whole versions: two articles that quote different lengths of one
//! utterance agree on the words they share.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::drift::Pair;
use super::versions::Versions;

/// All that is known beside the two quotations themselves.
pub(super) struct Evidence<'v, 'a> {
    pub(super) versions: &'v Versions<'a>,
    /// Each version with each of those that share a rare phrase with it, sorted.
    near: Vec<(u32, u32)>,
    /// The words of the versions that were asked about last.
    words: RefCell<BTreeMap<u32, Box<[u64]>>>,
}

/// Versions whose words are kept: pairs come in order, and neighbours ask for the same.
const KEPT: usize = 4096;

impl<'v, 'a> Evidence<'v, 'a> {
    /// Knows, of the pairs of versions that share a rare phrase, those beside some that differ.
    pub(super) fn new(versions: &'v Versions<'a>, pairs: &[(u32, u32)], found: &[Pair]) -> Self {
        let mut asked: Vec<u32> = found.iter().flat_map(|pair| [pair.u, pair.v]).collect();
        asked.sort_unstable();
        asked.dedup();
        let both = pairs.iter().flat_map(|&(u, v)| [(u, v), (v, u)]);
        let mut near: Vec<(u32, u32)> =
            both.filter(|(version, _)| asked.binary_search(version).is_ok()).collect();
        near.sort_unstable();
        Self { versions, near, words: RefCell::default() }
    }

    fn around(&self, version: u32) -> impl Iterator<Item = u32> {
        let first = self.near.partition_point(|(u, _)| *u < version);
        self.near[first..].iter().take_while(move |(u, _)| *u == version).map(|(_, v)| *v)
    }

    /// How many independent articles have the reading of either side.
    pub(super) fn votes(&self, pair: &Pair) -> (usize, usize) {
        let (read_u, read_v) = (pair.phrase(false), pair.phrase(true));
        let mut votes: (BTreeSet<u64>, BTreeSet<u64>) = Default::default();
        let both = [pair.u, pair.v];
        let all: BTreeSet<u32> =
            both.into_iter().chain(self.around(pair.u)).chain(self.around(pair.v)).collect();
        for version in all {
            let mut known = self.words.borrow_mut();
            if known.len() >= KEPT {
                known.clear();
            }
            let read = || self.versions.words(version).iter().map(|w| w.fold).collect();
            let folds = known.entry(version).or_insert_with(read);
            let has = |phrase: &[u64]| folds.windows(phrase.len().max(1)).any(|w| w == phrase);
            let holders = self.versions.holders(version).iter();
            let twins = holders.filter_map(|&h| self.versions.record(h)).map(|r| r.twin);
            if has(read_u) {
                votes.0.extend(twins);
            } else if has(read_v) {
                votes.1.extend(twins);
            }
        }
        (votes.0.len(), votes.1.len())
    }
}
