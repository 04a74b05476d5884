//! The articles that a run compares with: read again, or recalled from an index.
//!
//! A few files are read faster than they are looked up. From some hundred on, a project keeps an
//! index in its own folder, brings it up to date first, and recalls what matters to the articles
//! in question.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::project::Files;
use super::refuse;
use super::renewal::{Known, Place, current};
use crate::config::Config;
use crate::index::{Index, Live, Own, Recalled, Text};
use crate::read::discover::shown;
use crate::read::selection::Selection;
use crate::read::{checksum, decode};
use crate::session::{Job, Session};

/// So many files are read in the time that an index takes.
const FEW: usize = 256;

/// What a run remembers of earlier articles.
pub(super) struct Memory<'f> {
    index: Arc<Index>,
    live: Arc<Live>,
    /// The articles of this run by their names in the index; none where it is trusted.
    known: Option<Known<'f>>,
    /// Which articles of a trusted index are authority; all where nothing says so.
    roles: Option<(PathBuf, Option<Selection>)>,
}

impl<'f> Memory<'f> {
    /// An index that is believed as it is.
    pub(super) fn trusted(
        folder: &Path,
        config: &Config,
        own: &[Job],
        roles: Option<(PathBuf, Option<Selection>)>,
    ) -> io::Result<Self> {
        let index = Index::open_trusted(folder).map_err(|error| no_index(folder, &error))?;
        let names: Vec<_> = own.iter().map(|job| config.relative(&job.path)).collect();
        let live = index.all_but(names.iter().map(AsRef::as_ref))?;
        Ok(Self { index: Arc::new(index), live: Arc::new(live), known: None, roles })
    }

    /// An index of the files that a run compares with, as they are now; the files that are not
    /// in it are returned, to be read.
    pub(super) fn renewed(
        place: &Place,
        session: &Session<'_>,
        files: &'f Files,
        context: &'f [Job],
    ) -> (Option<Self>, Vec<Job>) {
        let has_project = session.config().root.is_some();
        let shelved: usize = files.shelves.iter().map(|shelf| shelf.folder.len()).sum();
        let count = context.len() + shelved;
        let wanted = Index::is_at(&place.folder) || has_project && count >= FEW;
        if !wanted || count == 0 {
            return (None, files.context());
        }
        let known = Known::new(session.config(), files, context);
        let (index, comparison) = match current(place, session, files, &known) {
            Ok((index, comparison, _)) => (index, comparison),
            Err(error) => {
                // Nobody asked for an index where there is none.
                if Index::is_at(&place.folder) {
                    let folder = shown(&place.folder);
                    let note = format!("the index in {folder} can't be used ({error})");
                    let _ = writeln!(io::stderr(), "newslint: {note}; the archive is read");
                }
                return (None, files.context());
            }
        };
        let rest = known.rest(&comparison.changed);
        let memory = Self {
            index: Arc::new(index),
            live: Arc::new(comparison.live),
            known: Some(known),
            roles: None,
        };
        (Some(memory), rest)
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
        let cites: Vec<_> = session.cites().collect();
        self.index.recall(&self.live, &own, &cites, &|name| self.role(name))
    }

    /// Forgets an index that is damaged: the next run makes it anew.
    pub(super) fn discard(&self) -> io::Result<()> {
        if self.known.is_none() {
            return Err(refuse("the index is damaged: make it anew with `newslint index PATH`"));
        }
        self.index.discard()
    }

    fn role(&self, name: &str) -> (Arc<str>, bool) {
        let known = self.known.as_ref();
        if let Some(job) = known.and_then(|known| known.job(known.names.find(name)?)) {
            return (job.path, job.authority);
        }
        let Some((root, selection)) = &self.roles else { return (name.into(), true) };
        let path = root.join(name);
        let authority = selection.as_ref().is_some_and(|s| s.is_authority(&path));
        (shown(&path).into(), authority)
    }

    /// The bytes of an article of a trusted index; none where it is none of it. Where the index
    /// has no texts, the file counts if it is as it was.
    pub(super) fn text(&self, config: &Config, path: &str) -> Option<io::Result<Vec<u8>>> {
        if self.known.is_some() {
            return None;
        }
        let same = |sum: u64| {
            let inside = config.root.iter().map(|root| root.join(path));
            let files = std::iter::once(PathBuf::from(path)).chain(inside);
            let mut bytes = files.filter_map(|file| decode::read(&file).ok());
            bytes.find(|bytes| checksum(bytes) == sum).ok_or_else(|| io::ErrorKind::NotFound.into())
        };
        match self.index.text(&config.relative(path)).ok()? {
            Text::Bytes(bytes) => Some(Ok(bytes)),
            Text::Checksum(sum) => Some(same(sum)),
        }
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
