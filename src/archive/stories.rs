//! Stories: which articles tell of the same event.
//!
//! Two articles tell one story when they share several names that few others have, or the words
//! of one long quotation. Names that are everywhere say nothing, so that each is first counted;
//! articles that lie weeks apart are two stories whatever they share.

use super::Record;

/// A name in more articles than this is no mark of one story.
const RARE: usize = 30;
/// Rare names that two articles of one story share.
const SHARED: usize = 3;
/// The same where dates do not speak for them.
const SHARED_UNDATED: usize = 4;
/// Days that lie between two articles of one story at the most.
const DAYS: i32 = 14;

/// What tells stories apart.
#[derive(Debug, Default)]
pub struct Stories {
    /// Marks that two or more articles have, but not many, with these articles: sorted.
    places: Vec<(u32, u32)>,
}

impl Stories {
    pub(super) fn new(records: &[&Record]) -> Self {
        let mut places: Vec<(u32, u32)> = Vec::new();
        for (i, record) in records.iter().enumerate() {
            let all = record.marks.iter().chain(&record.sayings);
            places.extend(all.map(|mark| (*mark, i as u32)));
        }
        places.sort_unstable();
        let mut rare = Vec::new();
        for group in places.chunk_by(|a, b| a.0 == b.0) {
            if (2..=RARE).contains(&group.len()) {
                rare.extend_from_slice(group);
            }
        }
        rare.shrink_to_fit();
        Self { places: rare }
    }

    /// The articles that have a mark; none where it is everywhere, or in one only.
    fn places(&self, mark: u32) -> &[(u32, u32)] {
        let from = self.places.partition_point(|p| p.0 < mark);
        let rest = self.places.get(from..).unwrap_or_default();
        let len = rest.iter().take(RARE).take_while(|p| p.0 == mark).count();
        rest.get(..len).unwrap_or_default()
    }

    /// Whether two articles tell the same story. A mark that is in question itself, such as the
    /// surname of the two people compared, does not count.
    #[must_use]
    pub fn same(&self, a: &Record, b: &Record, but: Option<u32>) -> bool {
        let Some(needed) = needed(a, b) else { return false };
        let rare = |mark: &&u32| Some(**mark) != but && !self.places(**mark).is_empty();
        common(&a.sayings, &b.sayings).any(|m| rare(&m))
            || common(&a.marks, &b.marks).filter(rare).take(needed).count() == needed
    }

    /// The other articles of an article's story.
    #[must_use]
    pub fn around(&self, records: &[&Record], at: u32) -> Vec<u32> {
        let Some(record) = records.get(at as usize) else { return Vec::new() };
        let all = record.marks.iter().chain(&record.sayings);
        let mut near: Vec<u32> = all.flat_map(|m| self.places(*m)).map(|p| p.1).collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|other| {
            let other_record = records.get(*other as usize);
            *other != at && other_record.is_some_and(|other| self.same(record, other, None))
        });
        near
    }
}

/// How many rare names two articles must share; none where their dates speak against it.
fn needed(a: &Record, b: &Record) -> Option<usize> {
    match (a.date, b.date) {
        (Some(x), Some(y)) if (x - y).get_days().abs() > DAYS => None,
        (Some(_), Some(_)) => Some(SHARED),
        // A few lines have few names: half of them shared is much.
        _ => Some(SHARED_UNDATED.min((a.marks.len().min(b.marks.len()) / 2).max(SHARED))),
    }
}

/// What two sorted lists share.
fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    a.iter().filter(|mark| b.binary_search(mark).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, Zone};
    use crate::extract::{Mentions, words};
    use crate::source::Span;

    fn record(text: &str) -> Record {
        let mut article = Article { path: "a.txt".into(), text: text.into(), ..Article::default() };
        let span = Span::new(0, text.len());
        article.blocks.push(Block { span, zone: Zone::Body, list: false });
        article.quotes = crate::article::quotes::find(text, &article.blocks);
        let tokens = words(&article);
        Record::new(&article, &tokens, &Mentions::of(&article, &tokens), &[])
    }

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
        let stories = Stories::new(&all);
        assert_eq!(stories.around(&all, 0), [1]);
        assert!(!stories.same(all[0], all[2], None));
    }

    #[test]
    fn dates_far_apart_are_two_stories() {
        let (mut a, mut b) = (record(FIRE), record(FIRE));
        let said = |a: &Record, b: &Record| Stories::new(&[a, b]).same(a, b, None);
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
        assert!(Stories::new(&[&a, &b]).same(&a, &b, None));
    }
}
