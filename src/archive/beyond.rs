//! Counts over articles that are not at hand.
//!
//! A draft is compared with the few articles of a large archive that share a name, a phrase or a
//! figure with it. How many articles have a word, and how many people an office, can't be counted
//! in these: it is asked of the index.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// What is counted over all articles, at hand or not.
pub struct Beyond {
    /// People of each title that a draft puts before a name, by surname.
    pub titles: HashMap<String, usize>,
    /// People of each rank that is in question.
    pub ranks: HashMap<String, usize>,
    /// Runs of words that so many quotations have that they are nobody's own.
    pub stock: HashSet<u64>,
    /// Phrases of figures, alone or with a word beside them, that too many articles have.
    pub crowded: HashSet<u64>,
    /// Articles in each folder, by the hash of its path.
    pub folders: HashMap<u64, usize>,
    /// Articles that have a mark.
    marks: Box<dyn Fn(u32) -> usize + Send + Sync>,
    asked: Mutex<HashMap<u32, usize>>,
}

impl Beyond {
    /// Nothing but the marks, which are counted when somebody asks.
    pub fn new(marks: impl Fn(u32) -> usize + Send + Sync + 'static) -> Self {
        Self {
            titles: HashMap::new(),
            ranks: HashMap::new(),
            stock: HashSet::new(),
            crowded: HashSet::new(),
            folders: HashMap::new(),
            marks: Box::new(marks),
            asked: Mutex::default(),
        }
    }

    /// How many articles have a mark.
    #[must_use]
    pub fn mark(&self, mark: u32) -> usize {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        *asked.entry(mark).or_insert_with(|| (self.marks)(mark))
    }
}

impl fmt::Debug for Beyond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Beyond").field("titles", &self.titles).finish_non_exhaustive()
    }
}
