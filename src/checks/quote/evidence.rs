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
    /// Versions that share a rare phrase with each.
    near: &'v BTreeMap<u32, Vec<u32>>,
    /// The words of the versions that were asked about already.
    words: RefCell<BTreeMap<u32, Box<[u64]>>>,
}

impl<'v, 'a> Evidence<'v, 'a> {
    pub(super) fn new(versions: &'v Versions<'a>, near: &'v BTreeMap<u32, Vec<u32>>) -> Self {
        Self { versions, near, words: RefCell::default() }
    }

    /// How many independent articles have the reading of either side.
    pub(super) fn votes(&self, pair: &Pair) -> (usize, usize) {
        let (read_u, read_v) = (pair.phrase(false), pair.phrase(true));
        let mut votes: (BTreeSet<u64>, BTreeSet<u64>) = Default::default();
        let around = |v: u32| self.near.get(&v).map(Vec::as_slice).unwrap_or_default();
        let all: BTreeSet<u32> =
            [pair.u, pair.v].iter().chain(around(pair.u)).chain(around(pair.v)).copied().collect();
        for version in all {
            let mut known = self.words.borrow_mut();
            let read = || self.versions.words(version).iter().map(|w| w.fold).collect();
            let folds = known.entry(version).or_insert_with(read);
            let has = |phrase: &[u64]| folds.windows(phrase.len().max(1)).any(|w| w == phrase);
            let holders = self.versions.holders(version).iter();
            let twins = holders.filter_map(|&h| self.versions.record(h)).map(|r| r.twin);
            if has(&read_u) {
                votes.0.extend(twins);
            } else if has(&read_v) {
                votes.1.extend(twins);
            }
        }
        (votes.0.len(), votes.1.len())
    }
}
