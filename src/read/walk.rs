//! The way through folders: which articles lie in each, and what the file system says of them.
//!
//! An archive has many files and few folders. So a folder is kept once, with the names of its
//! articles end to end, and each file is asked about while its folder is open. Trees that no rule
//! concerns are read directly; in all others a walker that knows `.gitignore` decides what counts.

use std::collections::HashMap;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ignore::{
    DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkParallel, WalkState,
};
use rayon::prelude::*;

use super::discover::{Found, Identity, appearance, found, is_article, is_named_as_article, real};
use super::plain;
use super::stamp::{OpenFolder, Stamp};

/// A folder and articles in it, to which no link has led.
#[derive(Debug)]
pub struct Folder {
    prefix: String,
    identity: Identity,
    names: String,
    files: Vec<Member>,
}

/// A file of a folder: where its name stands, and what the file system said, if it was asked.
#[derive(Clone, Copy, Debug)]
struct Member {
    start: u32,
    end: u32,
    stamp: Option<Stamp>,
}

impl Folder {
    /// What stands before each name in a path: for people, and for the operating system too.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// How many articles it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The articles by name, sorted, with what the file system said of each.
    pub fn files(&self) -> impl Iterator<Item = (&str, Option<Stamp>)> {
        self.files.iter().map(|file| (self.name(file), file.stamp))
    }

    /// Which file each article is.
    pub fn identities(&self) -> impl Iterator<Item = Identity> {
        self.files.iter().map(|file| self.identity.file(self.name(file).as_ref()))
    }

    /// Leaves the articles that are wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(Identity) -> bool) {
        let (folder, names) = (self.identity, &self.names);
        self.files.retain(|file| wanted(folder.file(named(names, file).as_ref())));
    }

    /// Takes out the articles for which something holds, by path.
    #[must_use]
    pub fn split_off(&mut self, holds: impl Fn(&Path) -> bool) -> Self {
        let holds = |file: &Member| holds(Path::new(&self.path(self.name(file))));
        let (taken, left) = self.files.iter().partition(|file| holds(file));
        self.files = left;
        let (prefix, names) = (self.prefix.clone(), self.names.clone());
        Self { prefix, identity: self.identity, names, files: taken }
    }

    /// The path of an article.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        [&*self.prefix, name].concat()
    }

    /// A folder by its path, as yet empty; none where that is no text.
    pub(super) fn new(path: &Path, real: &Path) -> Option<Self> {
        path.to_str()?;
        let prefix = appearance(&path.join("_")).strip_suffix('_')?.to_owned();
        let (names, files) = (String::new(), Vec::new());
        Some(Self { prefix, identity: Identity::folder(real), names, files })
    }

    /// Asks the file system about each article.
    fn ask(&mut self) {
        let open =
            OpenFolder::at(Path::new(if self.prefix.is_empty() { "." } else { &self.prefix }));
        let (names, prefix) = (&self.names, &self.prefix);
        for file in &mut self.files {
            let name = named(names, file);
            file.stamp = open.stamp(name, || [prefix, name].concat());
        }
    }

    /// The articles one by one.
    pub(super) fn into_files(self) -> impl Iterator<Item = Found> {
        (0..self.files.len()).map(move |i| {
            let name = self.name(&self.files[i]);
            let identity = self.identity.file(name.as_ref());
            Found { path: self.path(name).into(), file: None, identity, linked: false }
        })
    }

    fn name(&self, file: &Member) -> &str {
        named(&self.names, file)
    }

    pub(super) fn add(&mut self, name: &str) {
        let start = self.names.len() as u32;
        self.names.push_str(name);
        self.files.push(Member { start, end: self.names.len() as u32, stamp: None });
    }

    fn append(&mut self, other: &Self) {
        other.files().for_each(|(name, _)| self.add(name));
    }

    fn sort(&mut self) {
        let names = &self.names;
        self.files.sort_unstable_by(|a, b| named(names, a).cmp(named(names, b)));
    }
}

fn named<'n>(names: &'n str, file: &Member) -> &'n str {
    names.get(file.start as usize..file.end as usize).unwrap_or("")
}

/// What lies below a root.
pub(super) struct Walked {
    /// Folders with articles, by path.
    pub(super) folders: Vec<Folder>,
    /// Articles that links lead to, and those whose paths are no text.
    pub(super) others: Vec<Found>,
    pub(super) faults: Vec<ignore::Error>,
}

/// Finds the articles below a root; `stamped`, with what the file system says of them.
pub(super) fn walk(root: &Path, stamped: bool) -> Walked {
    let mut walked = match plain::folders(root) {
        Some(folders) => Walked { folders, others: Vec::new(), faults: Vec::new() },
        None => by_rules(root),
    };
    let finish = |folder: &mut Folder| {
        folder.sort();
        if stamped {
            folder.ask();
        }
    };
    walked.folders.par_iter_mut().for_each(finish);
    walked
}

/// The same as rules of git's and links have it.
pub(super) fn by_rules(root: &Path) -> Walked {
    let met = Met::default();
    walker(root).visit(&mut &met);
    let mut folders = met.found.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Two threads may have met files of one folder.
    folders.sort_unstable_by(|a, b| a.prefix.cmp(&b.prefix));
    folders.dedup_by(|next, first| {
        let same = next.prefix == first.prefix && next.identity == first.identity;
        if same {
            first.append(next);
        }
        same
    });
    let others = met.others.into_inner().unwrap_or_else(PoisonError::into_inner);
    let faults = met.faults.into_inner().unwrap_or_else(PoisonError::into_inner);
    Walked { folders, others, faults }
}

fn walker(root: &Path) -> WalkParallel {
    // The walker would take a bare "-" for standard input.
    let root = if root == Path::new("-") { Path::new("./-") } else { root };
    WalkBuilder::new(root)
        .follow_links(true)
        .require_git(false)
        // What one user ignores everywhere must not change what a newsroom checks.
        .git_global(false)
        .build_parallel()
}

/// What all threads met on their ways.
#[derive(Default)]
struct Met {
    /// Real paths of folders, by the paths that lead there, and whether a link was on the way: so
    /// that one file reached by two ways is known again without asking about every file.
    folders: Mutex<HashMap<PathBuf, (PathBuf, bool)>>,
    found: Mutex<Vec<Folder>>,
    others: Mutex<Vec<Found>>,
    faults: Mutex<Vec<ignore::Error>>,
}

/// One thread's way through the folders.
struct Way<'m> {
    met: &'m Met,
    /// The folder of the last file: most of the next ones lie there too.
    here: Option<Here>,
    found: Vec<Folder>,
    others: Vec<Found>,
    faults: Vec<ignore::Error>,
}

/// A folder on the way.
struct Here {
    /// Its path as the walker has it.
    path: String,
    linked: bool,
    folder: Folder,
}

impl<'m> ParallelVisitorBuilder<'m> for &'m Met {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 'm> {
        let (found, others, faults) = (Vec::new(), Vec::new(), Vec::new());
        Box::new(Way { met: self, here: None, found, others, faults })
    }
}

impl ParallelVisitor for Way<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_dir()) => self.enter(&entry),
            Ok(entry) => self.meet(&entry),
            Err(error) => self.faults.push(error),
        }
        WalkState::Continue
    }
}

impl Drop for Way<'_> {
    fn drop(&mut self) {
        fn hand<T>(own: &mut Vec<T>, all: &Mutex<Vec<T>>) {
            all.lock().unwrap_or_else(PoisonError::into_inner).append(&mut take(own));
        }
        self.leave();
        hand(&mut self.found, &self.met.found);
        hand(&mut self.others, &self.met.others);
        hand(&mut self.faults, &self.met.faults);
    }
}

impl Way<'_> {
    fn enter(&self, entry: &DirEntry) {
        let (path, link) = (entry.path(), entry.path_is_symlink());
        let mut folders = self.met.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let parent = path.parent().and_then(|p| folders.get(p));
        // The root itself may be a link: it was named.
        let linked = parent.is_some_and(|(_, linked)| *linked || link);
        let own = match (parent, path.file_name()) {
            (Some((parent, _)), Some(name)) if !link => parent.join(name),
            _ => real(path),
        };
        folders.insert(path.to_path_buf(), (own, linked));
    }

    /// Keeps a file if it is an article.
    fn meet(&mut self, entry: &DirEntry) {
        let (path, link) = (entry.path(), entry.path_is_symlink());
        // Whoever asks a pipe or a device for its text may wait for ever.
        if !(link || entry.file_type().is_some_and(|t| t.is_file())) {
            return;
        }
        let text = path.to_str().filter(|_| !link);
        let Some((folder, name)) = text.and_then(|text| text.rsplit_once(std::path::is_separator))
        else {
            return self.meet_other(path, link);
        };
        if !is_named_as_article(name) {
            return;
        }
        match self.go_to(folder, path) {
            Some(here) if !here.linked => here.folder.add(name),
            _ => self.meet_other(path, link),
        }
    }

    fn meet_other(&mut self, path: &Path, link: bool) {
        if !is_article(path) {
            return;
        }
        let folders = self.met.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = path.parent().and_then(|parent| folders.get(parent));
        let linked = link || folder.is_some_and(|(_, linked)| *linked);
        let identity = match (folder, path.file_name()) {
            (Some((folder, _)), Some(name)) if !link => Identity::folder(folder).file(name),
            _ => Identity::of(&real(path)),
        };
        self.others.push(Found { linked, ..found(path, identity) });
    }

    /// The folder that a file lies in, if it was met on the way.
    fn go_to(&mut self, folder: &str, path: &Path) -> Option<&mut Here> {
        if self.here.as_ref().is_none_or(|here| here.path != folder) {
            self.leave();
            let folders = self.met.folders.lock().unwrap_or_else(PoisonError::into_inner);
            let parent = path.parent()?;
            let (real, linked) = folders.get(parent)?;
            let (path, linked, own) = (folder.to_owned(), *linked, Folder::new(parent, real)?);
            self.here = Some(Here { path, linked, folder: own });
        }
        self.here.as_mut()
    }

    fn leave(&mut self) {
        let left = self.here.take().map(|here| here.folder);
        self.found.extend(left.filter(|folder| !folder.is_empty()));
    }
}
