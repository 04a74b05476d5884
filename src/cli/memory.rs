//! The articles that a run compares with: read again, or recalled from an index.
//!
//! A few files are read faster than they are looked up. From some hundred on, a project keeps an
//! index in its own folder, brings it up to date first, and recalls what matters to the articles
//! in question.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::project::{Files, Project};
use super::refuse;
use crate::archive::index::{Comparison, Entered, Index, Live, Own, Recalled, Stamp};
use crate::config::Config;
use crate::read::discover::{Selection, shown};
use crate::session::{Job, Session};

/// The folder of an index in a project.
pub(super) const FOLDER: &str = ".newslint";
/// So many files are read in the time that an index takes.
const FEW: usize = 256;
/// Articles that are entered at a time: a segment of the index.
const CHUNK: usize = 16_384;

/// Where an index lies, and what decides how articles are read for it.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    settings: String,
}

impl Place {
    /// The index of a project; of the current folder where there is no configuration.
    pub(super) fn of(project: &Project, date: Option<jiff::civil::Date>) -> Self {
        let root = project.config.root.as_deref().unwrap_or(Path::new(""));
        Self { folder: root.join(FOLDER), settings: settings(project, date) }
    }

    /// The index as it is, or a new one where there is none that can be used.
    pub(super) fn open(&self) -> Index {
        match Index::open(&self.folder) {
            Ok(index) if index.settings() == self.settings => index,
            _ => Index::create(&self.folder, &self.settings),
        }
    }
}

/// What decides how an article is read, beside its own text: dates and languages that the
/// configuration gives, and terms of which a house picks one form.
fn settings(project: &Project, date: Option<jiff::civil::Date>) -> String {
    let Config { date: patterns, timezone, articles, .. } = &project.config;
    let terms = project.stylebook.rules.terms.iter().enumerate();
    let picked: Vec<_> = terms
        .filter(|(_, term)| term.wording.is_choice())
        .map(|(i, t)| (i, &t.wording, &t.zones, &t.except, t.exact_case))
        .collect();
    let all = format!("{patterns:?} {timezone:?} {articles:?} {date:?} {picked:?}");
    format!("{:016x}", crate::archive::index::content(all.as_bytes()))
}

/// A file of the run, as an index knows it.
struct Known {
    job: Job,
    name: String,
    stamp: Stamp,
}

/// Files by their names in an index, sorted; those that can't be asked about are left out.
fn known(config: &Config, files: &Files, jobs: &[Job]) -> Vec<Known> {
    let ask = |job: &Job| {
        let stamp = Stamp::of(&std::fs::metadata(files.on_disk(&job.path)).ok()?);
        let name = config.relative(&job.path).into_owned();
        Some(Known { job: job.clone(), name, stamp })
    };
    let mut known: Vec<Known> = jobs.par_iter().filter_map(ask).collect();
    known.par_sort_by(|a, b| a.name.cmp(&b.name));
    known
}

/// How an index was brought up to date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Renewal {
    /// Articles that were read.
    pub(super) read: usize,
    /// Articles whose files are no more.
    pub(super) gone: usize,
}

/// Brings an index up to date with some files; says which it has now, and what was done.
fn renew(
    index: &mut Index,
    session: &Session<'_>,
    files: &Files,
    known: &[Known],
) -> io::Result<(Comparison, Renewal)> {
    let names: Vec<(String, Stamp)> = known.iter().map(|k| (k.name.clone(), k.stamp)).collect();
    let mut fresh = vec![false; known.len()];
    let comparison = index.compare(&names, &fresh)?;
    let root = session.config().root.clone().unwrap_or_default();
    let is_gone = |name: &&String| !root.join(name.as_str()).exists();
    let gone: Vec<&String> = comparison.others.iter().filter(is_gone).collect();
    let mut renewal = Renewal { read: 0, gone: gone.len() };
    if comparison.changed.is_empty() && gone.is_empty() {
        return Ok((comparison, renewal));
    }
    let Some(mut entry) = index.enter()? else { return Ok((comparison, renewal)) };
    gone.into_iter().for_each(|name| entry.remove(name));
    for chunk in comparison.changed.chunks(CHUNK) {
        let begun = now();
        let mut wanted = Vec::new();
        for &i in chunk {
            let file = &known[i];
            let stamp = file.stamp.read_at(begun);
            let same = entry.knows(&file.name)
                && files.read(&file.job.path).is_ok_and(|b| entry.is_same(&file.name, &b, stamp));
            if same { fresh[i] = true } else { wanted.push(i) }
        }
        let jobs: Vec<Job> = wanted.iter().map(|i| known[*i].job.clone()).collect();
        let extracts = session.extract(&jobs);
        let mut entered = Vec::with_capacity(extracts.len());
        for (i, extract) in wanted.into_iter().zip(extracts) {
            let Some(extract) = extract else { continue };
            fresh[i] = true;
            let (name, stamp) = (known[i].name.clone(), known[i].stamp.read_at(begun));
            entered.push(Entered { name, stamp, record: extract.record, bytes: extract.bytes });
        }
        renewal.read += entered.len();
        entry.add(entered)?;
    }
    entry.commit()?;
    Ok((index.compare(&names, &fresh)?, renewal))
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
    let mut index = place.open();
    let known = known(session.config(), files, &files.jobs);
    let (_, renewal) = renew(&mut index, session, files, &known)?;
    Ok((index, renewal))
}

/// What a run remembers of earlier articles.
pub(super) struct Memory {
    index: Arc<Index>,
    live: Arc<Live>,
    /// The articles of this run that the index has, by name; none where it is trusted.
    jobs: Option<Vec<(String, Job)>>,
    /// Which articles of a trusted index are authority; all where nothing says so.
    roles: Option<(PathBuf, Option<Selection>)>,
}

impl Memory {
    /// An index that is believed as it is.
    pub(super) fn trusted(
        folder: &Path,
        config: &Config,
        own: &[Job],
        roles: Option<(PathBuf, Option<Selection>)>,
    ) -> io::Result<Self> {
        let index = Index::open(folder).map_err(|error| no_index(folder, &error))?;
        let names: Vec<_> = own.iter().map(|job| config.relative(&job.path)).collect();
        let live = index.all_but(names.iter().map(AsRef::as_ref))?;
        Ok(Self { index: Arc::new(index), live: Arc::new(live), jobs: None, roles })
    }

    /// An index of the files that a run compares with, as they are now; the files that are not
    /// in it are returned, to be read.
    pub(super) fn renewed(
        place: &Place,
        session: &Session<'_>,
        files: &Files,
        context: Vec<Job>,
    ) -> (Option<Self>, Vec<Job>) {
        let has_project = session.config().root.is_some();
        let wanted = Index::is_at(&place.folder) || has_project && context.len() >= FEW;
        if !wanted || context.is_empty() {
            return (None, context);
        }
        let mut index = place.open();
        let known = known(session.config(), files, &context);
        let renewed = renew(&mut index, session, files, &known).or_else(|error| {
            if error.kind() != io::ErrorKind::InvalidData {
                return Err(error);
            }
            index = Index::create(&place.folder, &place.settings);
            renew(&mut index, session, files, &known)
        });
        match renewed {
            Ok((comparison, _)) => {
                let changed: HashSet<usize> = comparison.changed.iter().copied().collect();
                let kept = known.into_iter().enumerate().filter(|(i, _)| !changed.contains(i));
                let jobs: Vec<_> = kept.map(|(_, file)| (file.name, file.job)).collect();
                let has: HashSet<&str> = jobs.iter().map(|(_, job)| &*job.path).collect();
                let rest = context.into_iter().filter(|job| !has.contains(&*job.path)).collect();
                let memory = Self {
                    index: Arc::new(index),
                    live: Arc::new(comparison.live),
                    jobs: Some(jobs),
                    roles: None,
                };
                (Some(memory), rest)
            }
            Err(error) => {
                let _ = writeln!(
                    io::stderr(),
                    "newslint: the index in {} can't be used ({error}); the archive is read instead",
                    shown(&place.folder)
                );
                (None, context)
            }
        }
    }

    /// What matters to the articles of a session.
    pub(super) fn recall(&self, session: &Session<'_>) -> io::Result<Recalled> {
        let config = session.config();
        let names: Vec<_> = session.records().map(|r| config.relative(&r.path)).collect();
        let own: Vec<Own<'_>> = session
            .records()
            .zip(&names)
            .map(|(record, name)| Own { record, name: name.as_ref() })
            .collect();
        self.index.recall(&self.live, &own, &|name| self.role(name))
    }

    fn role(&self, name: &str) -> (Arc<str>, bool) {
        if let Some(jobs) = &self.jobs {
            let at = jobs.binary_search_by(|(known, _)| known.as_str().cmp(name));
            if let Some((_, job)) = at.ok().and_then(|at| jobs.get(at)) {
                return (job.path.clone(), job.authority);
            }
        }
        let Some((root, selection)) = &self.roles else { return (name.into(), true) };
        let path = root.join(name);
        let authority = selection.as_ref().is_some_and(|s| s.is_authority(&path));
        (shown(&path).into(), authority)
    }

    /// The bytes of an article that is not looked at on disk.
    pub(super) fn text(&self, config: &Config, path: &str) -> Option<Vec<u8>> {
        if self.jobs.is_some() {
            return None;
        }
        self.index.text(&config.relative(path)).ok()
    }
}

pub(super) fn no_index(folder: &Path, error: &io::Error) -> io::Error {
    let folder = shown(folder);
    if error.kind() == io::ErrorKind::NotFound {
        return refuse(format!(
            "there is no index in {folder}: make one with `newslint index PATH`"
        ));
    }
    refuse(format!("the index in {folder} can't be used: {error}"))
}

/// Folders of articles and at most one index among the paths of an archive.
pub(super) fn split(paths: &[PathBuf]) -> io::Result<(Vec<PathBuf>, Option<PathBuf>)> {
    let (indexes, folders): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| Index::is_at(path));
    let mut indexes = indexes.into_iter();
    let first = indexes.next();
    if indexes.next().is_some() {
        return Err(refuse("one index at a time: --archive names two"));
    }
    Ok((folders, first))
}

/// Where the articles of a project's index lie, and which of them are authority.
pub(super) fn roles(config: &Config) -> (PathBuf, Option<Selection>) {
    let root = config.root.clone().unwrap_or_default();
    let selection = Selection::new(&root, &config.include, &config.archive).ok();
    (root, selection)
}
