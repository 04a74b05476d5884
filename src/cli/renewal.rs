//! An index brought up to date: which files are as it has them, which are read again.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::iter::Either;
use rayon::prelude::*;

use super::project::{Files, Project};
use super::shelves::Shelf;
use crate::config::Config;
use crate::index::{CHUNK, Comparison, Entered, Folders, Index, Listed, Stamp, parts};
use crate::read::checksum;
use crate::read::git::Repository;
use crate::session::{Extract, Job, Session};

/// The folder of an index in a project.
pub(super) const FOLDER: &str = ".newslint";

/// Where an index lies, and what decides how articles are read for it.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) settings: String,
}

impl Place {
    /// The index of a project; of the current folder where there is no configuration.
    pub(super) fn of(project: &Project, date: Option<Date>) -> Self {
        let root = project.config.root.as_deref().unwrap_or(Path::new(""));
        Self { folder: root.join(FOLDER), settings: settings(project, date) }
    }

    /// The index as it is, or a new one where there is none that can be used.
    fn open(&self) -> Index {
        match Index::open(&self.folder) {
            Ok(index) if index.settings() == self.settings => index,
            _ => self.create(),
        }
    }

    /// A new index.
    fn create(&self) -> Index {
        Index::create(&self.folder, &self.settings)
    }
}

/// What decides how an article is read, beside its own text: dates and languages that the
/// configuration gives, and terms of which a house picks one form.
fn settings(project: &Project, date: Option<Date>) -> String {
    let Config { date: patterns, timezone, articles, .. } = &project.config;
    let terms = project.stylebook.rules.choices();
    let picked: Vec<_> =
        terms.map(|(i, t)| (i, &t.wording, &t.zones, &t.except, t.exact_case)).collect();
    let all = format!("{patterns:?} {timezone:?} {articles:?} {date:?} {picked:?}");
    format!("{:016x}", checksum(all.as_bytes()))
}

/// Files of a run as an index knows them, by name.
pub(super) struct Known<'f> {
    pub(super) names: Folders<'f>,
    /// Whence each folder's files are.
    origins: Vec<Origin<'f>>,
    /// Files for which the file system does not speak.
    unknown: Vec<Job>,
}

/// Whence the files of a folder are.
enum Origin<'f> {
    /// All of them lie in one place, and play one role.
    Shelf(&'f Shelf),
    /// Each by itself, in order of name.
    Jobs(Vec<&'f Job>),
}

/// A job with its folder, its name in there, and its stamp.
type Stamped<'f> = (String, &'f str, Stamp, &'f Job);

impl<'f> Known<'f> {
    /// Asks the file system about some files, where that is not done yet.
    pub(super) fn new(config: &Config, files: &'f Files, jobs: &'f [Job]) -> Self {
        let ask = |job: &'f Job| match std::fs::metadata(files.on_disk(&job.path)) {
            Ok(meta) if !files.holds(&job.path) => {
                let folder = parts(&config.relative(&job.path)).0.to_owned();
                Either::Left((folder, parts(&job.path).1, Stamp::of(&meta), job))
            }
            _ => Either::Right(job.clone()),
        };
        let (mut known, mut unknown): (Vec<Stamped<'f>>, Vec<Job>) =
            jobs.par_iter().partition_map(ask);
        known.par_sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let by_folder = known.chunk_by(|a, b| a.0 == b.0).map(|known| {
            let folder = known.first().map(|first| first.0.clone()).unwrap_or_default();
            let files = known.iter().map(|(_, name, stamp, _)| (*name, *stamp)).collect();
            let jobs = known.iter().map(|(.., job)| *job).collect();
            (Listed { folder, files }, Origin::Jobs(jobs))
        });
        let mut folders: Vec<_> = by_folder.collect();
        let shelves =
            files.shelves.par_iter().map(|shelf| (listed(config, shelf), Origin::Shelf(shelf)));
        folders.par_extend(shelves);
        let unasked = files.shelves.iter().flat_map(|shelf| {
            let unasked = shelf.folder.files().filter(|(_, stamp)| stamp.is_none());
            unasked.map(|(name, _)| shelf.job(name))
        });
        unknown.extend(unasked);
        folders.par_sort_by(|a, b| a.0.folder.cmp(&b.0.folder));
        let (names, origins) = folders.into_iter().unzip();
        Self { names: Folders::new(names), origins, unknown }
    }

    /// How an index calls the file at a position.
    fn name(&self, at: usize) -> String {
        let name = self.names.get(at).map(|(folder, name, _)| [&folder.folder, name].concat());
        name.unwrap_or_default()
    }

    fn stamp(&self, at: usize) -> Stamp {
        self.names.get(at).map(|(.., stamp)| stamp).unwrap_or_default()
    }

    /// The file at a position.
    pub(super) fn job(&self, at: usize) -> Option<Job> {
        let (folder, file) = self.names.place(at);
        match self.origins.get(folder)? {
            Origin::Shelf(shelf) => self.names.get(at).map(|(_, name, _)| shelf.job(name)),
            Origin::Jobs(jobs) => jobs.get(file).map(|job| (*job).clone()),
        }
    }

    /// The files at some positions, and those of which nothing is known.
    pub(super) fn rest(&self, positions: &[usize]) -> Vec<Job> {
        let known = positions.iter().filter_map(|at| self.job(*at));
        known.chain(self.unknown.iter().cloned()).collect()
    }
}

/// A shelf as an index calls it.
fn listed<'f>(config: &Config, shelf: &'f Shelf) -> Listed<'f> {
    let files = shelf.folder.files().filter_map(|(name, stamp)| Some((name, stamp?)));
    let path = shelf.folder.path("_");
    let folder = parts(&config.relative(&path)).0.to_owned();
    Listed { folder, files: files.collect() }
}

/// How an index was brought up to date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Renewal {
    /// Articles that were read.
    pub(super) read: usize,
    /// Articles whose files are no more.
    pub(super) gone: usize,
}

/// Brings an index up to date with some files; says which it has now, and what was done. Where
/// another run is at it, the index stays as it is.
fn renew(
    index: &mut Index,
    session: &Session<'_>,
    files: &Files,
    known: &Known<'_>,
) -> io::Result<(Comparison, Renewal)> {
    let mut fresh = vec![false; known.names.len()];
    let comparison = index.compare(&known.names, &fresh)?;
    let root = session.config().root.clone().unwrap_or_default();
    let is_gone = |name: &&String| !root.join(name.as_str()).exists();
    let gone: Vec<&String> = comparison.others.iter().filter(is_gone).collect();
    let mut renewal = Renewal { read: 0, gone: gone.len() };
    if comparison.changed.is_empty() && gone.is_empty() {
        return Ok((comparison, renewal));
    }
    let Some(mut entry) = index.enter()? else { return Ok((comparison, Renewal::default())) };
    gone.into_iter().for_each(|name| entry.remove(name));
    let blobs = blobs(files, known, &comparison.changed);
    for chunk in comparison.changed.chunks(CHUNK) {
        let begun = now();
        let (mut wanted, mut jobs) = (Vec::new(), Vec::new());
        for &i in chunk {
            let Some(job) = known.job(i) else { continue };
            let (name, stamp) = (known.name(i), known.stamp(i));
            let stamp = Stamp { blob: blobs(i), ..stamp.read_at(begun) };
            let read = || files.read(&job.path);
            fresh[i] = entry.knows(&name)
                && (entry.is_checked_out(&name, stamp)
                    || read().is_ok_and(|b| entry.is_same(&name, &b, stamp)));
            if !fresh[i] {
                wanted.push(i);
                jobs.push(job);
            }
        }
        let mut entered = Vec::with_capacity(jobs.len());
        for (i, extract) in wanted.into_iter().zip(session.extract(&jobs)) {
            let Some(extract) = extract else { continue };
            fresh[i] = true;
            let Extract { record, bytes } = extract;
            let content = checksum(&bytes);
            let (name, stamp) = (known.name(i), known.stamp(i).read_at(begun));
            // What was written meanwhile is not what git was asked about.
            let blob = if bytes.len() as u64 == stamp.size { blobs(i) } else { 0 };
            let stamp = Stamp { blob, ..stamp };
            entered.push(Entered { name, stamp, record, content, bytes: Some(bytes) });
        }
        renewal.read += entered.len();
        entry.add(entered)?;
    }
    entry.commit()?;
    Ok((index.compare(&known.names, &fresh)?, renewal))
}

/// So many files are read in the time that git takes to say which of them it knows.
const FEW: usize = 256;

/// What git calls the content of each file, by its position; 0 where that is not known. After a
/// fresh checkout each file has another time, and none another content: so none need be read.
fn blobs(files: &Files, known: &Known<'_>, changed: &[usize]) -> impl Fn(usize) -> u64 + use<> {
    let on_disk = |i: &usize| Some(files.on_disk(&known.job(*i)?.path).to_path_buf());
    let first = changed.first().filter(|_| changed.len() >= FEW).and_then(on_disk);
    let repository = first.as_deref().and_then(Path::parent).and_then(Repository::around);
    let contents = repository.as_ref().and_then(|r| r.contents().ok()).unwrap_or_default();
    let mut blobs = HashMap::new();
    if let Some(repository) = repository.filter(|_| !contents.is_empty()) {
        for i in changed {
            let name = on_disk(i).and_then(|file| repository.name(&file));
            let content = name.and_then(|name| contents.get(&name).copied());
            blobs.extend(content.map(|content| (*i, content)));
        }
    }
    move |i| blobs.get(&i).copied().unwrap_or(0)
}

fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |time| time.as_nanos() as u64)
}

/// Builds or renews an index of some files.
pub(super) fn build(
    place: &Place,
    session: &Session<'_>,
    files: &Files,
) -> io::Result<(Index, Renewal)> {
    let known = Known::new(session.config(), files, &files.jobs);
    let (index, _, renewal) = current(place, session, files, &known)?;
    Ok((index, renewal))
}

/// The index of a place, brought up to date with some files. One that is damaged is made anew; what
/// can't be written can't be helped.
pub(super) fn current(
    place: &Place,
    session: &Session<'_>,
    files: &Files,
    known: &Known<'_>,
) -> io::Result<(Index, Comparison, Renewal)> {
    let mut index = place.open();
    let renewed = renew(&mut index, session, files, known).or_else(|error| {
        if error.kind() != io::ErrorKind::InvalidData {
            return Err(error);
        }
        index = place.create();
        renew(&mut index, session, files, known)
    });
    renewed.map(|(comparison, renewal)| (index, comparison, renewal))
}
