//! Articles into an index: new segments, old ones merged.

use std::collections::HashMap;
use std::io;

use rayon::prelude::*;
use tempfile::NamedTempFile;

use super::manifest::Part;
use super::segment::{Segment, Stored};
use super::{Index, lock, make_folder};
use crate::archive::Record;
use crate::archive::lookups::Keys;
use crate::read::checksum;
use crate::read::stamp::Stamp;

/// Articles that are entered at a time: a segment of the index.
pub const CHUNK: usize = 8192;
/// Small segments from which on they are merged: a look-up asks each of them.
const SMALL: usize = 8;

/// An article on its way into an index.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Its name in the index.
    pub name: String,
    /// What its file was.
    pub stamp: Stamp,
    /// What other articles can contradict.
    pub record: Record,
    /// Checksum of the file's bytes.
    pub content: u64,
    /// The file's bytes; none where they are not at hand.
    pub bytes: Option<Vec<u8>>,
}

/// The right to change an index. What is entered counts when it is committed.
#[derive(Debug)]
pub struct Entry<'i> {
    index: &'i mut Index,
    _lock: std::fs::File,
    /// Where each article that may have changed lies, by name.
    known: HashMap<String, (usize, u32)>,
    /// How many segments there were before.
    old: usize,
}

impl Index {
    /// Takes the right to change it; none where another run has it.
    ///
    /// # Errors
    /// Where its folder can't be made or written to.
    pub fn enter(&mut self) -> io::Result<Option<Entry<'_>>> {
        make_folder(&self.folder)?;
        let Some(lock) = lock(&self.folder)? else { return Ok(None) };
        let mut known = HashMap::new();
        for (s, segment) in self.segments.iter().enumerate() {
            let dead = &self.manifest.parts[s].dead;
            for (article, listed) in segment.listing()?.iter().enumerate() {
                let (name, _) = listed?;
                if dead.binary_search(&(article as u32)).is_err() {
                    known.insert(name.to_owned(), (s, article as u32));
                }
            }
        }
        let old = self.segments.len();
        Ok(Some(Entry { index: self, _lock: lock, known, old }))
    }
}

impl Entry<'_> {
    /// Whether the index has an article of a name.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// Where git has the content that the index has of an article, only its stamp changes.
    pub fn is_checked_out(&mut self, name: &str, stamp: Stamp) -> bool {
        let Some((.., then)) = self.stored(name) else { return false };
        let same = then.is_same_blob(stamp);
        if same {
            *then = stamp;
        }
        same
    }

    /// Where bytes are those that the index has of an article, only its stamp changes.
    pub fn is_same(&mut self, name: &str, bytes: &[u8], stamp: Stamp) -> bool {
        let Some((segment, article, then)) = self.stored(name) else { return false };
        let same = segment.row(article).is_ok_and(|row| row.content == checksum(bytes));
        if same {
            *then = stamp;
        }
        same
    }

    /// Where an article lies that may have changed, and its stamp.
    fn stored(&mut self, name: &str) -> Option<(&Segment, u32, &mut Stamp)> {
        let &(s, article) = self.known.get(name)?;
        let stamp = self.index.stamps.get_mut(s)?.get_mut(article as usize)?;
        Some((self.index.segments.get(s)?, article, stamp))
    }

    /// Writes articles into a segment of their own; what was known under their names counts no
    /// more.
    ///
    /// # Errors
    /// Where the segment can't be written.
    pub fn add(&mut self, mut entered: Vec<Entered>) -> io::Result<()> {
        if entered.is_empty() {
            return Ok(());
        }
        entered.sort_by(|a, b| a.name.cmp(&b.name));
        entered.dedup_by(|a, b| a.name == b.name);
        let stored: Vec<Stored<'_>> = entered.par_iter().map(store).collect::<Result<_, _>>()?;
        let stamps = entered.iter().map(|e| e.stamp).collect();
        let (part, segment) = self.write(&stored)?;
        for article in &entered {
            self.remove(&article.name);
        }
        let s = self.index.segments.len();
        let names = entered.into_iter().enumerate();
        self.known.extend(names.map(|(n, article)| (article.name, (s, n as u32))));
        self.index.manifest.parts.push(part);
        self.index.segments.push(segment);
        self.index.stamps.push(stamps);
        Ok(())
    }

    /// An article counts no more.
    pub fn remove(&mut self, name: &str) {
        let Some((s, article)) = self.known.remove(name) else { return };
        let dead = &mut self.index.manifest.parts[s].dead;
        if let Err(at) = dead.binary_search(&article) {
            dead.insert(at, article);
        }
    }

    /// Takes back everything that was entered.
    pub fn abandon(self) {
        for part in self.index.manifest.parts.iter().skip(self.old) {
            // What can't be removed now is removed the next time.
            let _ = std::fs::remove_file(self.index.folder.join(&part.file));
        }
    }

    /// Makes everything that was entered count.
    ///
    /// # Errors
    /// Where it can't be written; the index then is as it was before.
    pub fn commit(mut self) -> io::Result<()> {
        self.merge()?;
        let index = &mut *self.index;
        index.manifest.write(&index.folder, &index.stamps)?;
        index.manifest.sweep(&index.folder);
        Ok(())
    }

    /// Merges small segments into one, and those with more dead than living.
    fn merge(&mut self) -> io::Result<()> {
        let mut chosen = choice(&self.index.manifest.parts);
        if chosen.is_empty() {
            return Ok(());
        }
        chosen.sort_unstable();
        let mut names = Vec::new();
        for &s in &chosen {
            let dead = &self.index.manifest.parts[s].dead;
            for (article, listed) in self.index.segments[s].listing()?.iter().enumerate() {
                let (name, row) = listed?;
                if dead.binary_search(&(article as u32)).is_err() {
                    names.push((name.to_owned(), s, article, row));
                }
            }
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        let segments = &self.index.segments;
        let stored: Vec<Stored<'_>> = names
            .par_iter()
            .map(|(name, s, _, row)| {
                let (record, text) = segments[*s].pieces(row)?;
                let keys = Keys::of(&segments[*s].record(row)?);
                Ok(Stored { path: name, content: row.content, record, text, keys })
            })
            .collect::<io::Result<_>>()?;
        let written = if stored.is_empty() { None } else { Some(self.write(&stored)?) };
        let index = &mut *self.index;
        let stamp = |(_, s, article, _): &(String, usize, usize, super::segment::Row)| {
            index.stamps[*s].get(*article).copied().unwrap_or_default()
        };
        let stamps: Vec<Stamp> = names.iter().map(stamp).collect();
        for &s in chosen.iter().rev() {
            index.manifest.parts.remove(s);
            index.segments.remove(s);
            index.stamps.remove(s);
        }
        if let Some((part, segment)) = written {
            index.manifest.parts.push(part);
            index.segments.push(segment);
            index.stamps.push(stamps);
        }
        Ok(())
    }

    fn write(&self, stored: &[Stored<'_>]) -> io::Result<(Part, Segment)> {
        let file = NamedTempFile::new_in(&self.index.folder)?;
        Segment::write(file.as_file(), stored)?;
        // After a power cut a segment may be cut short: its checksums tell, and it is made anew.
        // The name is no secret and says nothing: random, as the temporary one was.
        let name = file.path().file_name().and_then(|n| n.to_str()).unwrap_or("0");
        let name = format!("{}.segment", name.trim_start_matches('.'));
        let path = self.index.folder.join(&name);
        file.persist(&path).map_err(|error| error.error)?;
        let part = Part { file: name, articles: stored.len() as u32, dead: Vec::new() };
        Ok((part, Segment::open(&path)?))
    }
}

/// Which segments to merge: never more than two large ones hold, however large the index is.
fn choice(parts: &[Part]) -> Vec<usize> {
    let living = |s: &usize| parts[*s].articles as usize - parts[*s].dead.len();
    let half_dead = |s: &usize| parts[*s].dead.len() > living(s);
    let mut small: Vec<usize> = (0..parts.len()).filter(|s| living(s) < CHUNK / 2).collect();
    let many = small.len() > SMALL;
    small.sort_by_key(living);
    let mut room = 2 * CHUNK;
    let mut fits = |s: &usize| {
        let fits = living(s) <= room;
        room -= if fits { living(s) } else { 0 };
        fits
    };
    let mut chosen: Vec<usize> = (0..parts.len()).filter(half_dead).filter(&mut fits).collect();
    if many {
        let rest = small.into_iter().filter(|s| !half_dead(s)).filter(fits);
        chosen.extend(rest);
    }
    chosen
}

fn store(entered: &Entered) -> io::Result<Stored<'_>> {
    Ok(Stored {
        path: &entered.name,
        content: entered.content,
        record: postcard::to_allocvec(&entered.record).map_err(io::Error::other)?,
        text: entered.bytes.as_deref().map_or_else(Vec::new, lz4_flex::compress_prepend_size),
        keys: Keys::of(&entered.record),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Folders, Listed};

    fn part(articles: u32, dead: u32) -> Part {
        Part { file: String::new(), articles, dead: (0..dead).collect() }
    }

    #[test]
    fn small_segments_are_merged_when_they_are_many_and_large_ones_never() {
        let large = CHUNK as u32;
        let mut parts = vec![part(large, 0), part(large, 10)];
        parts.extend((0..SMALL).map(|_| part(5, 0)));
        assert!(choice(&parts).is_empty());
        parts.push(part(1, 0));
        assert_eq!(choice(&parts).len(), SMALL + 1);
        assert!(!choice(&parts).contains(&0));
    }

    #[test]
    fn a_segment_with_more_dead_than_living_is_written_again() {
        assert_eq!(choice(&[part(100, 51), part(100, 49)]), [0]);
    }

    #[test]
    fn a_fresh_checkout_is_known_by_what_git_calls_its_content() {
        let dir = tempfile::tempdir().unwrap();
        let stamp = Stamp { size: 9, modified: 5, inode: 1, blob: 77 };
        let (record, bytes) = (Record::default(), Some(b"The lock.".to_vec()));
        let entered = Entered { name: "a.txt".to_owned(), stamp, record, content: 0, bytes };
        let mut index = Index::create(dir.path(), "");
        let mut entry = index.enter().unwrap().unwrap();
        entry.add(vec![entered]).unwrap();
        let later = Stamp { modified: 6, inode: 2, ..stamp };
        for other in
            [Stamp { blob: 78, ..later }, Stamp { blob: 0, ..later }, Stamp { size: 8, ..later }]
        {
            assert!(!entry.is_checked_out("a.txt", other));
        }
        assert!(!entry.is_checked_out("b.txt", later));
        assert!(entry.is_checked_out("a.txt", later));
        entry.commit().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let now = vec![("a.txt", Stamp { blob: 0, ..later })];
        let now = Folders::new(vec![Listed { folder: String::new(), files: now }]);
        assert_eq!(index.compare(&now, &[false]).unwrap().changed, [0usize; 0]);
    }
}
