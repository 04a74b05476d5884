//! An index brought up to date: which files are as it has them, which are read again.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::iter::Either;
use rayon::prelude::*;

use super::project::{Files, Project};
use crate::config::Config;
use crate::index::{CHUNK, Comparison, Entered, Index, Stamp};
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
pub(super) struct Known {
    names: Vec<(String, Stamp)>,
    jobs: Vec<Job>,
    /// Files for which the file system does not speak.
    unknown: Vec<Job>,
}

impl Known {
    /// Asks the file system about some files.
    pub(super) fn new(config: &Config, files: &Files, jobs: &[Job]) -> Self {
        let ask = |job: &Job| match std::fs::metadata(files.on_disk(&job.path)) {
            Ok(meta) if !files.holds(&job.path) => {
                let name = config.relative(&job.path).into_owned();
                Either::Left(((name, Stamp::of(&meta)), job.clone()))
            }
            _ => Either::Right(job.clone()),
        };
        let (mut known, unknown): (Vec<_>, Vec<_>) = jobs.par_iter().partition_map(ask);
        known.par_sort_unstable_by(|a, b| a.0.0.cmp(&b.0.0));
        let (names, jobs) = known.into_iter().unzip();
        Self { names, jobs, unknown }
    }

    /// The files by their names, but for some positions; those, and what is unknown.
    pub(super) fn split(self, positions: &[usize]) -> (Vec<(String, Job)>, Vec<Job>) {
        let (mut kept, mut rest) = (Vec::with_capacity(self.jobs.len()), self.unknown);
        let mut left_out = positions.iter().peekable();
        for (i, ((name, _), job)) in self.names.into_iter().zip(self.jobs).enumerate() {
            if left_out.next_if(|at| **at == i).is_some() {
                rest.push(job);
            } else {
                kept.push((name, job));
            }
        }
        (kept, rest)
    }
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
    known: &Known,
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
        let mut wanted = Vec::new();
        for &i in chunk {
            let (name, stamp) = &known.names[i];
            let stamp = Stamp { blob: blobs(i), ..stamp.read_at(begun) };
            let read = || files.read(&known.jobs[i].path);
            fresh[i] = entry.knows(name)
                && (entry.is_checked_out(name, stamp)
                    || read().is_ok_and(|b| entry.is_same(name, &b, stamp)));
            if !fresh[i] {
                wanted.push(i);
            }
        }
        let jobs: Vec<Job> = wanted.iter().map(|i| known.jobs[*i].clone()).collect();
        let mut entered = Vec::with_capacity(jobs.len());
        for (i, extract) in wanted.into_iter().zip(session.extract(&jobs)) {
            let Some(extract) = extract else { continue };
            fresh[i] = true;
            let Extract { record, bytes } = extract;
            let content = checksum(&bytes);
            let (name, stamp) = (known.names[i].0.clone(), known.names[i].1.read_at(begun));
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
fn blobs(files: &Files, known: &Known, changed: &[usize]) -> impl Fn(usize) -> u64 {
    let on_disk = |i: usize| files.on_disk(&known.jobs[i].path);
    let first = changed.first().filter(|_| changed.len() >= FEW).and_then(|i| on_disk(*i).parent());
    let repository = first.and_then(Repository::around);
    let contents = repository.as_ref().and_then(|r| r.contents().ok()).unwrap_or_default();
    let mut blobs = HashMap::new();
    if let Some(repository) = repository.filter(|_| !contents.is_empty()) {
        for &i in changed {
            let content = repository.name(on_disk(i)).and_then(|name| contents.get(&name).copied());
            blobs.extend(content.map(|content| (i, content)));
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
    known: &Known,
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
