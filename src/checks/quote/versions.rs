//! All quotations of a run, the same words counted once, and the pairs worth comparing.
//!
//! Never all pairs: two versions meet only in a phrase of four words that few others use. The
//! index of phrases is built in slices, so that its size does not grow with the archive.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::archive::{Archive, Record};
use crate::extract::quotations::{QuotationMention, QuotedWord, STOCK, grams, version};

/// Phrases in one slice of the index: 16 MB.
const SLICE: usize = 1_000_000;

/// Pairs that are put together before those that were met twice are sorted out: 2 MB.
const ROOM: usize = 250_000;

/// One place where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Holder {
    /// Index of the article.
    pub(super) record: u32,
    /// Index of the quotation in it.
    pub(super) quotation: u32,
}

/// All quotations, grouped by their words.
pub(super) struct Versions<'a> {
    archive: &'a Archive<'a>,
    /// Holders of all versions, version by version.
    holders: Vec<Holder>,
    /// Where each version's holders begin.
    starts: Vec<u32>,
}

impl<'a> Versions<'a> {
    pub(super) fn new(archive: &'a Archive<'a>) -> Self {
        let keyed = archive.records.par_iter().enumerate().flat_map_iter(|(i, record)| {
            record.quotations.iter().enumerate().map(move |(j, mention)| {
                let holder = Holder { record: i as u32, quotation: j as u32 };
                (version(&mention.words()), holder)
            })
        });
        let mut keyed: Vec<(u64, Holder)> = keyed.collect();
        keyed.par_sort_unstable();
        let mut starts = Vec::new();
        let mut last = None;
        for (i, (key, _)) in keyed.iter().enumerate() {
            if last != Some(*key) {
                starts.push(i as u32);
                last = Some(*key);
            }
        }
        starts.shrink_to_fit();
        let mut holders: Vec<Holder> = keyed.into_iter().map(|(_, holder)| holder).collect();
        holders.shrink_to_fit();
        Self { archive, holders, starts }
    }

    /// Where a version stands, in the order of the articles.
    pub(super) fn holders(&self, version: u32) -> &[Holder] {
        let i = version as usize;
        let start = self.starts.get(i).map_or(self.holders.len(), |&s| s as usize);
        let end = self.starts.get(i + 1).map_or(self.holders.len(), |&s| s as usize);
        self.holders.get(start..end).unwrap_or_default()
    }

    pub(super) fn record(&self, holder: Holder) -> Option<&'a Record> {
        self.archive.records.get(holder.record as usize).copied()
    }

    pub(super) fn mention(&self, holder: Holder) -> Option<&'a QuotationMention> {
        self.record(holder)?.quotations.get(holder.quotation as usize)
    }

    /// The words of a version, as its first holder has them.
    pub(super) fn words(&self, version: u32) -> Vec<QuotedWord> {
        let first = self.holders(version).first();
        first.and_then(|&h| self.mention(h)).map(QuotationMention::words).unwrap_or_default()
    }

    /// The text of a version, as its first holder has it.
    pub(super) fn text(&self, version: u32) -> &'a str {
        let first = self.holders(version).first();
        first.and_then(|&h| self.mention(h)).map_or("", QuotationMention::text)
    }

    fn is_reported(&self, version: u32) -> bool {
        self.holders(version).iter().any(|&h| self.record(h).is_some_and(|r| r.reported))
    }

    /// Puts together the phrases of all versions that are to be kept, in any order: threads add to
    /// one list, which would be there twice if they made a list each.
    fn fill(&self, index: &mut Vec<(u64, u32)>, is_kept: impl Fn(&u64) -> bool + Sync) {
        /// Versions that a thread looks at before it adds what it found.
        const AT_ONCE: usize = 1024;
        index.clear();
        let versions = self.starts.len() as u32;
        let index = Mutex::new(index);
        (0..versions).into_par_iter().step_by(AT_ONCE).for_each(|first| {
            let mut found = Vec::new();
            for v in first..versions.min(first + AT_ONCE as u32) {
                let words = self.words(v);
                found.extend(grams(&words).filter(&is_kept).map(|g| (g, v)));
            }
            index.lock().unwrap_or_else(PoisonError::into_inner).append(&mut found);
        });
    }

    /// Pairs of versions that share a rare phrase, one of them in a reported article, in order.
    pub(super) fn pairs(&self) -> Vec<(u32, u32)> {
        let versions = 0..self.starts.len() as u32;
        let reported: Vec<bool> = versions.clone().map(|v| self.is_reported(v)).collect();
        let is_reported = |v: u32| reported.get(v as usize).copied().unwrap_or(false);
        // A few drafts against a large archive: only the drafts' phrases matter.
        let few = reported.iter().filter(|r| **r).count() * 4 < reported.len();
        let mut known: Vec<u64> = Vec::new();
        if few {
            for v in versions.clone().filter(|&v| is_reported(v)) {
                known.extend(grams(&self.words(v)));
            }
            known.sort_unstable();
            known.dedup();
        }
        let total: usize = versions
            .clone()
            .filter_map(|v| self.holders(v).first().and_then(|&h| self.mention(h)))
            .map(|m| m.text().len() / 6)
            .sum();
        let slices = if few { 1 } else { (total / SLICE + 1) as u64 };
        let mut pairs = Vec::new();
        let mut room = ROOM;
        // Room that is not written to costs nothing, and a list of more than 32 MB is given back to
        // the system when it goes: a smaller one would stay with the thread.
        let mut index: Vec<(u64, u32)> = Vec::with_capacity(match slices {
            1 => 0,
            _ => SLICE * 2 + SLICE / 8,
        });
        for slice in 0..slices {
            let is_kept = |g: &u64| g % slices == slice && (!few || known.binary_search(g).is_ok());
            self.fill(&mut index, is_kept);
            index.par_sort_unstable();
            index.dedup();
            let own = |p: &&[(u64, u32)]| p.len() <= STOCK && !self.archive.is_stock(p[0].0);
            for phrase in index.chunk_by(|a, b| a.0 == b.0).filter(own) {
                for (i, &(_, u)) in phrase.iter().enumerate() {
                    let rest = phrase.iter().skip(i + 1).map(|&(_, v)| v);
                    pairs
                        .extend(rest.filter(|&v| is_reported(u) || is_reported(v)).map(|v| (u, v)));
                }
                // Two long versions meet in each of their phrases.
                if pairs.len() >= room {
                    pairs.par_sort_unstable();
                    pairs.dedup();
                    room = ROOM.max(pairs.len() * 2);
                }
            }
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs.shrink_to_fit();
        pairs
    }
}
