//! The archive on disk: what earlier articles said, kept so that a draft is compared with all of
//! them in the time that it takes to read a few.
//!
//! An index is a folder: immutable segments, the stamps of the files that they were made from,
//! and a manifest that names both and says which articles of a segment count no more. The
//! manifest is replaced in one step, and last: whoever is interrupted before leaves the index as
//! it was. Nothing in it is trusted; what is damaged, foreign or of another version is made anew.
//!
//! It keeps the articles' own bytes as well, compressed: the evidence beside a finding can be
//! shown where the articles are not.

mod asked;
mod bytes;
mod enter;
mod folders;
mod manifest;
mod recall;
mod segment;
mod table;
mod wanted;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::archive::lookups::of_path;
pub use crate::read::stamp::Stamp;
use bytes::damaged;
pub use enter::{CHUNK, Entered, Entry};
pub use folders::{Folders, Listed, parts};
use manifest::{MANIFEST, Manifest, Part};
pub use recall::{Own, Recalled};
use segment::Segment;

/// What a fresh index holds so that no one publishes it by accident.
const IGNORE: &str = "# What newslint remembers of the articles here; it can be deleted.\n*\n";

/// An index, open.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
    manifest: Manifest,
    segments: Vec<Segment>,
    stamps: Vec<Vec<Stamp>>,
}

/// Which articles of an index count in one run.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// For each segment, for each article.
    parts: Vec<Vec<bool>>,
    /// How many there are.
    pub count: usize,
}

/// What an index says of the files of a run.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Articles that are as the index has them.
    pub live: Live,
    /// Files that it has not, or not as they are now, by position.
    pub changed: Vec<usize>,
    /// Articles of the index of which no file was given, by name.
    pub others: Vec<String>,
}

/// The same of one segment.
#[derive(Default)]
struct Compared {
    flags: Vec<bool>,
    /// Files that are as the segment has them, by position.
    known: Vec<usize>,
    others: Vec<String>,
}

/// What an index has of an article's text.
#[derive(Clone, Debug)]
pub enum Text {
    /// The file's bytes.
    Bytes(Vec<u8>),
    /// Only their checksum: the article was entered without.
    Checksum(u64),
}

/// What an index holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Articles that count.
    pub articles: usize,
    /// Articles that count no more, until segments are merged.
    pub dead: usize,
    /// Files of articles.
    pub segments: usize,
    /// Bytes on disk.
    pub bytes: u64,
}

impl Index {
    /// Whether a folder holds an index.
    #[must_use]
    pub fn is_at(folder: &Path) -> bool {
        folder.join(MANIFEST).is_file()
    }

    /// A new, empty index in a folder, which is made if need be. Nothing is written before
    /// something is entered.
    #[must_use]
    pub fn create(folder: &Path, settings: &str) -> Self {
        let manifest = Manifest::new(settings);
        let folder = folder.to_path_buf();
        Self { folder, manifest, segments: Vec::new(), stamps: Vec::new() }
    }

    /// Opens the index of a folder.
    ///
    /// # Errors
    /// `NotFound` where there is none, `InvalidData` where it is damaged or made by another
    /// version, others where it can't be read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        Self::open_with(folder, |manifest| manifest.stamps(folder))
    }

    /// The same for who believes the index as it is, and compares no file with it.
    ///
    /// # Errors
    /// The same.
    pub fn open_trusted(folder: &Path) -> io::Result<Self> {
        Self::open_with(folder, |_| Ok(Vec::new()))
    }

    fn open_with(
        folder: &Path,
        stamps: impl Fn(&Manifest) -> io::Result<Vec<Vec<Stamp>>>,
    ) -> io::Result<Self> {
        let mut last = None;
        // Another run may replace the index between its manifest and its segments.
        for _ in 0..3 {
            match Self::open_once(folder, &stamps) {
                Ok(index) => return Ok(index),
                Err(error) if !Self::is_at(folder) => return Err(error),
                Err(error) => last = Some(error),
            }
        }
        Err(last.unwrap_or_else(|| damaged("no manifest")))
    }

    fn open_once(
        folder: &Path,
        stamps: &impl Fn(&Manifest) -> io::Result<Vec<Vec<Stamp>>>,
    ) -> io::Result<Self> {
        let manifest = Manifest::read(folder)?;
        let mut segments = Vec::with_capacity(manifest.parts.len());
        for part in &manifest.parts {
            let segment = Segment::open(&folder.join(&part.file)).map_err(|error| {
                if error.kind() == io::ErrorKind::NotFound {
                    damaged("a segment is missing")
                } else {
                    error
                }
            })?;
            if segment.count != part.articles {
                return Err(damaged("a segment has more or fewer articles than it should"));
            }
            segments.push(segment);
        }
        let stamps = stamps(&manifest)?;
        Ok(Self { folder: folder.to_path_buf(), manifest, segments, stamps })
    }

    /// What decided how its articles were read: dates that a configuration gives, terms of a house.
    #[must_use]
    pub fn settings(&self) -> &str {
        &self.manifest.settings
    }

    /// What it holds.
    #[must_use]
    pub fn holdings(&self) -> Holdings {
        let all: usize = self.segments.iter().map(|s| s.count as usize).sum();
        let dead: usize = self.manifest.parts.iter().map(|p| p.dead.len()).sum();
        Holdings {
            articles: all - dead.min(all),
            dead,
            segments: self.segments.len(),
            bytes: self.segments.iter().map(Segment::size).sum(),
        }
    }

    /// Everything that the index holds counts, but for some names.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn all_but<'n>(&self, names: impl Iterator<Item = &'n str>) -> io::Result<Live> {
        let mut live = self.everything();
        for name in names {
            let key = of_path(name);
            for (segment, part) in self.segments.iter().zip(&mut live.parts) {
                segment.articles(key, |article| {
                    let Some(flag) = part.get_mut(article as usize) else { return };
                    live.count -= usize::from(*flag);
                    *flag = false;
                })?;
            }
        }
        Ok(live)
    }

    fn everything(&self) -> Live {
        let part = |(segment, part): (&Segment, &Part)| {
            let mut flags = vec![true; segment.count as usize];
            for dead in &part.dead {
                if let Some(flag) = flags.get_mut(*dead as usize) {
                    *flag = false;
                }
            }
            flags
        };
        let parts: Vec<Vec<bool>> =
            self.segments.iter().zip(&self.manifest.parts).map(part).collect();
        let count = parts.iter().flatten().filter(|flag| **flag).count();
        Live { parts, count }
    }

    /// Which articles of the index are as their files are now; `fresh` says which of these were
    /// entered just now, whatever their stamps.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn compare(&self, files: &Folders<'_>, fresh: &[bool]) -> io::Result<Comparison> {
        let parts = self.everything().parts;
        let parts = self.segments.par_iter().zip(parts).enumerate();
        let parts = parts.map(|(s, (_, flags))| self.compare_segment(s, flags, files, fresh));
        let mut known = vec![false; files.len()];
        let mut found = Comparison::default();
        for part in parts.collect::<io::Result<Vec<Compared>>>()? {
            found.live.parts.push(part.flags);
            found.live.count += part.known.len();
            part.known.into_iter().for_each(|at| known[at] = true);
            found.others.extend(part.others);
        }
        found.changed = (0..files.len()).filter(|i| !known[*i]).collect();
        Ok(found)
    }

    fn compare_segment(
        &self,
        s: usize,
        flags: Vec<bool>,
        files: &Folders<'_>,
        fresh: &[bool],
    ) -> io::Result<Compared> {
        let mut found = Compared { flags, ..Compared::default() };
        let listing = self.segments[s].listing()?;
        let mut search = files.search();
        for (article, listed) in listing.iter().enumerate() {
            let (name, _) = listed?;
            let Some(flag) = found.flags.get_mut(article).filter(|flag| **flag) else { continue };
            let file = search.find(name);
            let stamp = self.stamps.get(s).and_then(|stamps| stamps.get(article));
            *flag = file.is_some_and(|(at, now)| {
                let is_fresh = fresh.get(at).copied().unwrap_or(false);
                is_fresh || stamp.is_some_and(|then| then.is_sure(now))
            });
            match file {
                Some((at, _)) if *flag => found.known.push(at),
                Some(_) => {}
                None => found.others.push(name.to_owned()),
            }
        }
        Ok(found)
    }

    /// Takes away the manifest: there is no index any more, and the next one sweeps the rest.
    ///
    /// # Errors
    /// Where the file can't be removed.
    pub fn discard(&self) -> io::Result<()> {
        fs::remove_file(self.folder.join(MANIFEST))
    }

    /// An article's bytes as they were when it was entered.
    ///
    /// # Errors
    /// Where the index is damaged; `NotFound` where it has no such article.
    pub fn text(&self, name: &str) -> io::Result<Text> {
        let mut found = None;
        for (s, segment) in self.segments.iter().enumerate() {
            let dead = &self.manifest.parts[s].dead;
            let live = |article: u32| dead.binary_search(&article).is_err();
            segment.articles(of_path(name), |article| {
                if live(article) {
                    found = Some((s, article));
                }
            })?;
        }
        let (s, article) = found.ok_or(io::ErrorKind::NotFound)?;
        let segment = &self.segments[s];
        let row = segment.row(article)?;
        Ok(segment.text(&row)?.map_or(Text::Checksum(row.content), Text::Bytes))
    }
}

/// Makes the folder of an index: for its owner only.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    fs::write(folder.join(".gitignore"), IGNORE)
}

/// Takes the right to write, for as long as the file lives; none where another run has it.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let file =
        File::options().create(true).truncate(false).write(true).open(folder.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}
