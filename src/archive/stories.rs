//! Stories: which articles tell of the same event.
//!
//! Two articles tell one story when they share several names that few others have, or the words
//! of one long quotation. Names that are everywhere say nothing, so that each is first counted;
//! articles that lie weeks apart are two stories whatever they share. Where no dates are known, the
//! names must be more, unless a newsroom keeps the articles together in a folder of their own.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Record;
use super::beyond::Beyond;
use super::lookups::folder;
use crate::article::date::civil::days_between;
use crate::tokens::fold;

/// A name in more articles than this is no mark of one story.
const RARE: usize = 30;
/// Rare names that two articles of one story share.
const SHARED: usize = 3;
/// The same where dates do not speak for them.
const SHARED_UNDATED: usize = 4;
/// The same where somebody keeps the two in one small folder.
const SHARED_TOGETHER: usize = 2;
/// A folder of more articles is an archive, not a story's.
const FOLDER: usize = 60;
/// Days that lie between two articles of one story at the most.
const DAYS: i64 = 14;

/// What tells stories apart.
#[derive(Debug, Default)]
pub struct Stories {
    /// Marks that two or more articles have, but not many: sorted.
    rare: Vec<u32>,
    /// Counts over more articles than are at hand.
    beyond: Option<Arc<Beyond>>,
    /// How many articles lie in each folder.
    folders: HashMap<u64, usize>,
}

impl Stories {
    pub(super) fn new(records: &[&Record], beyond: Option<Arc<Beyond>>) -> Self {
        if let Some(beyond) = beyond {
            return Self {
                rare: Vec::new(),
                folders: beyond.folders.clone(),
                beyond: Some(beyond),
            };
        }
        let marks_of = |record: &&Record| record.marks.len() + record.sayings.len();
        let mut marks: Vec<u32> = Vec::with_capacity(records.iter().map(marks_of).sum());
        for record in records {
            marks.extend_from_slice(&record.marks);
            marks.extend_from_slice(&record.sayings);
        }
        marks.par_sort_unstable();
        let mut folders: HashMap<u64, usize> = HashMap::new();
        for record in records {
            *folders.entry(fold(folder(&record.path))).or_default() += 1;
        }
        let groups = marks.chunk_by(u32::eq).filter(|g| (2..=RARE).contains(&g.len()));
        let mut rare: Vec<u32> = groups.filter_map(|group| group.first().copied()).collect();
        rare.shrink_to_fit();
        Self { rare, folders, beyond }
    }

    /// Whether few articles have a mark.
    fn is_rare(&self, mark: u32) -> bool {
        self.beyond.as_ref().map_or_else(
            || self.rare.binary_search(&mark).is_ok(),
            |beyond| (2..=RARE).contains(&beyond.mark(mark)),
        )
    }

    /// Whether two articles tell the same story. A mark that is in question itself, such as the
    /// surname of the two people compared, does not count.
    #[must_use]
    pub fn same(&self, a: &Record, b: &Record, but: Option<u32>) -> bool {
        let rare = |mark: &u32| Some(*mark) != but && self.is_rare(*mark);
        self.needed(a, b).is_some() && common(&a.sayings, &b.sayings).any(rare)
            || self.shares_names(a, b, but)
    }

    /// Whether two articles tell the same story by the names in them, whatever they quote.
    #[must_use]
    pub fn shares_names(&self, a: &Record, b: &Record, but: Option<u32>) -> bool {
        let Some(needed) = self.needed(a, b) else { return false };
        let rare = |mark: &&u32| Some(**mark) != but && self.is_rare(**mark);
        common(&a.marks, &b.marks).filter(rare).take(needed).count() == needed
    }

    /// The folder of an article, if it is so small that somebody may keep a story in it.
    #[must_use]
    pub fn small_folder(&self, record: &Record) -> Option<u64> {
        let folder = fold(folder(&record.path));
        self.folders.get(&folder).is_some_and(|size| *size <= FOLDER).then_some(folder)
    }

    /// How many articles lie in the folder of one.
    #[must_use]
    pub fn folder_size(&self, record: &Record) -> usize {
        self.folders.get(&fold(folder(&record.path))).copied().unwrap_or(0)
    }

    /// Whether two articles lie in one small folder, and not weeks apart.
    #[must_use]
    pub fn together(&self, a: &Record, b: &Record) -> bool {
        let own = folder(&a.path);
        !are_apart(a, b)
            && b.path.starts_with(own)
            && folder(&b.path) == own
            && self.small_folder(a).is_some()
    }

    /// How many rare names two articles must share; none where their dates speak against it.
    fn needed(&self, a: &Record, b: &Record) -> Option<usize> {
        match (a.date, b.date) {
            _ if are_apart(a, b) => None,
            (Some(_), Some(_)) => Some(SHARED),
            _ if self.together(a, b) => Some(SHARED_TOGETHER),
            // A few lines have few names: half of them shared is much.
            _ => Some(SHARED_UNDATED.min((a.marks.len().min(b.marks.len()) / 2).max(SHARED))),
        }
    }
}

/// Whether two articles lie more days apart than one story lasts.
fn are_apart(a: &Record, b: &Record) -> bool {
    a.date.zip(b.date).is_some_and(|(x, y)| days_between(x, y).abs() > DAYS)
}

/// What two sorted lists share.
fn common<'a>(a: &'a [u32], mut b: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    a.iter().filter(move |mark| {
        while let [first, rest @ ..] = b
            && first < *mark
        {
            b = rest;
        }
        b.first() == Some(*mark)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::record;

    const FIRE: &str = "A fire at the Velden mill near Orrsund killed a guard, said Chief Tamsin \
        Quill of the Orrsund brigade.";

    #[test]
    fn four_rare_names_make_a_story() {
        let texts = [
            FIRE,
            "Chief Quill of Orrsund said the Velden fire was lit, and Tamsin Quill would know.",
            "The Orrsund ferry sails from Velden again.",
            "Elsewhere, nothing of the kind.",
        ];
        let records: Vec<Record> = texts.iter().map(|t| record(t)).collect();
        let all: Vec<&Record> = records.iter().collect();
        let stories = Stories::new(&all, None);
        let told: Vec<usize> =
            (1..all.len()).filter(|i| stories.same(all[0], all[*i], None)).collect();
        assert_eq!(told, [1]);
    }

    #[test]
    fn dates_far_apart_are_two_stories() {
        let (mut a, mut b) = (record(FIRE), record(FIRE));
        let said = |a: &Record, b: &Record| Stories::new(&[a, b], None).same(a, b, None);
        assert!(said(&a, &b));
        a.date = Some(jiff::civil::date(2026, 3, 1));
        b.date = Some(jiff::civil::date(2026, 3, 12));
        assert!(said(&a, &b));
        b.date = Some(jiff::civil::date(2026, 4, 1));
        assert!(!said(&a, &b));
    }

    #[test]
    fn a_long_quotation_is_enough() {
        let quote = "“we will mend the old bridge by spring and the road in the summer”";
        let (a, b) = (record(&format!("He said {quote}.")), record(&format!("It was {quote}.")));
        assert!(Stories::new(&[&a, &b], None).same(&a, &b, None));
    }
}
