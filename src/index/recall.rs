//! From drafts to the articles that can matter to them.
//!
//! What is recalled is more than enough: every article that shares a key with a draft, and those
//! that a name or a wording near the draft's own leads to. The checks then compare as if they had
//! the whole archive; what they count over all articles is counted here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::asked::{Asked, Place};
use super::segment::{Listing, Row};
use super::wanted::Wanted;
use super::{Index, Live};
use crate::archive::beyond::Beyond;
use crate::archive::figures::CROWD;
use crate::archive::lookups::{self, Questions};
use crate::archive::phrases::{self, Part};
use crate::archive::{Record, TitleForm};
use crate::extract::quotations::STOCK;
use crate::finding::Cite;
use crate::tokens::fold;

/// Articles that lack a word of a name; from so many on the short form is a name of its own.
const SHORTENED: usize = phrases::LOOKED_AT + 2;

/// Articles that are read at a time.
const BATCH: usize = 64;

/// An article of the run that is not the index's: its record, and the name under which the index
/// may have it.
#[derive(Clone, Copy, Debug)]
pub struct Own<'r> {
    /// What it says.
    pub record: &'r Record,
    /// Its name in an index.
    pub name: &'r str,
}

/// What an index holds that matters to a draft.
#[derive(Debug)]
pub struct Recalled {
    /// Articles, by path.
    pub records: Vec<Record>,
    /// Counts over all articles.
    pub beyond: Arc<Beyond>,
    /// How many articles the draft was compared with.
    pub articles: usize,
    damaged: Arc<AtomicBool>,
}

impl Recalled {
    /// Whether the index turned out to be damaged after the fact: nothing that it said counts.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }
}

/// How an article of the index is called in this run, and whether it is authority.
pub(crate) type Role<'a> = dyn Fn(&str) -> (Arc<str>, bool) + Sync + 'a;

impl Index {
    /// What matters to some articles.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn recall(
        self: &Arc<Self>,
        live: &Arc<Live>,
        own: &[Own<'_>],
        cites: &[&Cite],
        role: &Role<'_>,
    ) -> io::Result<Recalled> {
        let mut questions = Questions::default();
        own.iter().for_each(|own| questions.add(own.record));
        cites.iter().for_each(|cite| questions.cite(cite));
        let asked = Asked { index: self, live };
        let mut search = Search { asked, records: BTreeMap::new(), folders: HashMap::new(), role };
        let damaged = Arc::new(AtomicBool::new(false));
        let mut beyond = self.beyond(live, own, damaged.clone());

        let mut wanted = Wanted::new(own, &questions);
        let (articles, said) = asked.first(&questions, &mut wanted, &mut beyond)?;
        let named = search.shortened(own, &questions.phrases, &mut wanted)?;
        // From here on it is known what matters of an article: the rest is not kept.
        let keep = |place: &Place, record: &mut Record| {
            wanted.keep(record, named.contains(place), said.contains(place));
        };
        search.records.par_iter_mut().for_each(|(place, record)| keep(place, record));
        search.load(articles.into_iter().chain(said.iter().chain(&named).copied()), keep)?;
        search.ranks(own, &mut beyond)?;
        search.sizes(own, &mut beyond)?;
        let mut records: Vec<Record> = search.records.into_values().collect();
        records.par_sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Recalled { records, beyond: Arc::new(beyond), articles: live.count, damaged })
    }

    /// Marks are counted when two articles share one.
    fn beyond(
        self: &Arc<Self>,
        live: &Arc<Live>,
        own: &[Own<'_>],
        damaged: Arc<AtomicBool>,
    ) -> Beyond {
        let mut mine: HashMap<u32, usize> = HashMap::new();
        for mark in own.iter().flat_map(|o| o.record.marks.iter().chain(&o.record.sayings)) {
            *mine.entry(*mark).or_default() += 1;
        }
        let (index, live) = (self.clone(), live.clone());
        Beyond::new(move |mark| {
            let asked = Asked { index: &index, live: &live };
            let theirs = asked.count(lookups::of_mark(mark)).unwrap_or_else(|_| {
                damaged.store(true, Ordering::Relaxed);
                0
            });
            theirs + mine.get(&mark).copied().unwrap_or(0)
        })
    }
}

impl Asked<'_> {
    /// The articles behind the keys of some questions, and those that quote what they quote.
    fn first(
        &self,
        questions: &Questions,
        wanted: &mut Wanted,
        beyond: &mut Beyond,
    ) -> io::Result<(BTreeSet<Place>, BTreeSet<Place>)> {
        wanted.bodies.extend(&questions.bodies);
        wanted.surnames.extend(self.near(&questions.slips)?);
        self.bodies(&questions.gaps, wanted)?;
        let mut keys = questions.articles.clone();
        keys.extend(wanted.surnames.iter().map(|surname| lookups::of_surname(*surname)));
        keys.extend(wanted.bodies.iter().map(|body| lookups::of_body(*body)));
        for (right, written) in &questions.acronyms {
            if self.count(*right)? > 0 {
                keys.extend([*right, *written]);
            }
        }
        for (gram, mine) in &questions.grams {
            let versions = self.sayings(lookups::of_gram(*gram))?;
            if versions.union(mine).count() > STOCK {
                beyond.stock.insert(*gram);
            } else {
                wanted.versions.extend(versions);
            }
        }
        let said = wanted.versions.iter().map(|version| lookups::of_version(*version));
        let said = self.articles(said, usize::MAX)?;
        for (key, mine) in &questions.figures {
            let count = self.count(*key)?;
            if count + mine > CROWD {
                beyond.crowded.insert(*key);
            } else {
                keys.insert(*key);
                wanted.figures.insert(*key);
            }
        }
        for (title, mine) in &questions.titles {
            let surnames = self.sayings(lookups::of_title(title))?;
            beyond.titles.insert(title.clone(), surnames.union(mine).count());
        }
        Ok((self.articles(keys, usize::MAX)?, said))
    }
}

/// What was found so far.
struct Search<'i, 'r> {
    asked: Asked<'i>,
    records: BTreeMap<Place, Record>,
    /// Folders of what was found: as the run and as the index calls them.
    folders: HashMap<u64, u64>,
    role: &'r Role<'r>,
}

impl Search<'_, '_> {
    /// Reads articles that were not read yet, and keeps what is wanted of them.
    fn load(
        &mut self,
        places: impl IntoIterator<Item = Place>,
        keep: impl Fn(&Place, &mut Record) + Sync,
    ) -> io::Result<()> {
        let unread = |place: &Place| !self.records.contains_key(place);
        let places: BTreeSet<Place> = places.into_iter().filter(unread).collect();
        let listings = self.listings(&places)?;
        let places: Vec<Place> = places.into_iter().collect();
        let batches = places.par_chunks(BATCH).map(|batch| {
            let mut found = Vec::with_capacity(batch.len());
            for own in batch.chunk_by(|a, b| a.0 == b.0) {
                let Some(&(s, _)) = own.first() else { continue };
                self.read(own, listings[s].as_ref(), &keep, &mut found)?;
            }
            Ok(found)
        });
        for (place, record, folder) in
            batches.collect::<io::Result<Vec<_>>>()?.into_iter().flatten()
        {
            self.folders.insert(fold(lookups::folder(&record.path)), folder);
            self.records.insert(place, record);
        }
        Ok(())
    }

    /// Reads articles of one segment.
    fn read(
        &self,
        places: &[Place],
        listing: Option<&Listing>,
        keep: &impl Fn(&Place, &mut Record),
        found: &mut Vec<(Place, Record, u64)>,
    ) -> io::Result<()> {
        let Some(&(s, _)) = places.first() else { return Ok(()) };
        let segment = &self.asked.index.segments[s];
        let row = |&(_, article): &Place| match listing {
            Some(listing) => {
                let (name, row) = listing.get(article)?;
                Ok((Cow::Borrowed(name), row))
            }
            None => {
                let row = segment.row(article)?;
                Ok((Cow::Owned(segment.path(&row)?), row))
            }
        };
        let rows = places.iter().map(row).collect::<io::Result<Vec<_>>>()?;
        let (names, rows): (Vec<Cow<'_, str>>, Vec<Row>) = rows.into_iter().unzip();
        segment.records(&rows, |i, mut record| {
            let (place, name) = (places[i], &names[i]);
            keep(&place, &mut record);
            let (path, authority) = (self.role)(name);
            (record.path, record.authority, record.reported) = (path, authority, false);
            found.push((place, record, lookups::of_folder(lookups::folder(name))));
            Ok(())
        })
    }

    /// For each segment, the whole list of its articles where many of them are wanted: one piece is
    /// read sooner than many small ones.
    fn listings(&self, places: &BTreeSet<Place>) -> io::Result<Vec<Option<Listing>>> {
        /// So many rows are read one by one in the time that the list takes.
        const MANY: usize = 64;
        let segments = self.asked.index.segments.par_iter().enumerate();
        let listing = segments.map(|(s, segment)| {
            let many = places.range((s, 0)..=(s, u32::MAX)).nth(MANY).is_some();
            many.then(|| segment.listing()).transpose()
        });
        listing.collect()
    }

    /// Articles with a name that lacks a word, and with the whole name.
    fn shortened(
        &mut self,
        own: &[Own<'_>],
        mine: &BTreeSet<u32>,
        wanted: &mut Wanted,
    ) -> io::Result<BTreeSet<Place>> {
        let whole =
            self.asked.articles(mine.iter().map(|h| lookups::of_lacking(*h)), usize::MAX)?;
        self.load(whole.clone(), |_, _| ())?;
        // Who lacks the same word, and whether anybody lacks another one of the same name.
        let (mut same, mut names) = (BTreeSet::new(), BTreeSet::new());
        let records = || self.records.values().chain(own.iter().map(|o| o.record));
        for record in records() {
            phrases::parts(record, |_, part| {
                if let Part::Lacking { rest, name, .. } = part
                    && mine.contains(&rest)
                {
                    same.insert(rest);
                    names.insert(name);
                }
            });
        }
        let mut others = BTreeSet::new();
        for record in records() {
            phrases::parts(record, |_, part| {
                if let Part::Lacking { rest, name, .. } = part
                    && names.contains(&name)
                {
                    others.insert(rest);
                }
            });
        }
        wanted.phrases.extend(same.iter().chain(&others));
        let same = same.into_iter().map(lookups::of_phrase);
        let mut found = self.asked.articles(same, SHORTENED)?;
        found.extend(self.asked.articles(others.into_iter().map(lookups::of_phrase), 1)?);
        found.extend(whole);
        Ok(found)
    }

    /// How many people have each rank of the people in question.
    fn ranks(&self, own: &[Own<'_>], beyond: &mut Beyond) -> io::Result<()> {
        let records = || self.records.values().chain(own.iter().map(|o| o.record));
        let person = |record: &Record, form: &TitleForm| {
            lookups::person(record.word(form.given), record.word(form.surname))
        };
        let mine: BTreeSet<u32> = own
            .iter()
            .flat_map(|o| o.record.titles.iter().map(|form| person(o.record, form)))
            .collect();
        let mut ranks: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for record in records() {
            for form in record.titles.iter().filter(|form| mine.contains(&person(record, form))) {
                ranks.entry(record.word(form.rank)).or_default();
            }
        }
        for form in own.iter().flat_map(|o| o.record.titles.iter().map(move |form| (o, form))) {
            let rank = ranks.entry(form.0.record.word(form.1.rank)).or_default();
            rank.insert(person(form.0.record, form.1));
        }
        for (rank, mine) in ranks {
            let people = self.asked.sayings(lookups::of_rank(rank))?;
            beyond.ranks.insert(rank.to_owned(), people.union(&mine).count());
        }
        Ok(())
    }

    /// How many articles lie in each folder that was met.
    fn sizes(&mut self, own: &[Own<'_>], beyond: &mut Beyond) -> io::Result<()> {
        for own in own {
            let folder = fold(lookups::folder(&own.record.path));
            self.folders.insert(folder, lookups::of_folder(lookups::folder(own.name)));
            *beyond.folders.entry(folder).or_default() += 1;
        }
        let counts = self.asked.folders()?;
        for (folder, key) in &self.folders {
            *beyond.folders.entry(*folder).or_default() += counts.get(key).copied().unwrap_or(0);
        }
        Ok(())
    }
}
