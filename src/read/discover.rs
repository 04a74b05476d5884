//! Paths → article files.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::io;
use std::mem::take;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{
    DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkParallel, WalkState,
};
use rayon::prelude::*;
use twox_hash::XxHash3_128;

use crate::config::absolute;
use crate::finding::{Finding, Severity};
use crate::read::decode;
use crate::tokens::Spread;

/// Endings of the formats that are looked for in folders.
const ENDINGS: [&str; 3] = ["txt", "md", "markdown"];

/// One article file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path for people: joined with the root as the user gave it, with `/`.
    pub path: Arc<str>,
    /// Its path for the operating system, where that is another one.
    pub file: Option<PathBuf>,
    /// Equal for one file, whatever links lead there.
    pub identity: Identity,
    /// A link is on the way from the root to it.
    linked: bool,
}

impl Found {
    /// Its path for the operating system.
    #[must_use]
    pub fn file(&self) -> &Path {
        self.file.as_deref().unwrap_or(Path::new(&*self.path))
    }
}

/// Which file or folder a path leads to: a hash of where it lies. An archive has many files, and
/// their real paths would take more room than their names, and longer to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity(u128);

impl Identity {
    /// Of a path without links: of its folder, and of its name in there.
    fn of(real: &Path) -> Self {
        match (real.parent(), real.file_name()) {
            (Some(folder), Some(name)) => Self::folder(folder).file(name),
            _ => Self::folder(real),
        }
    }

    fn folder(real: &Path) -> Self {
        Self(XxHash3_128::oneshot(real.as_os_str().as_encoded_bytes()))
    }

    fn file(self, name: &OsStr) -> Self {
        let folder = (self.0 >> 64) as u64 ^ self.0 as u64;
        Self(XxHash3_128::oneshot_with_seed(folder, name.as_encoded_bytes()))
    }
}

/// An identity is a hash already: half of it tells files apart in a table.
impl Hash for Identity {
    fn hash<H: Hasher>(&self, table: &mut H) {
        table.write_u64(self.0 as u64);
    }
}

/// Files or folders by where a path leads.
pub type ByIdentity<V> = HashMap<Identity, V, BuildHasherDefault<Spread>>;

/// What was found below the roots.
#[derive(Debug, Default)]
pub struct Discovery {
    /// Article files, sorted by path, each once.
    pub files: Vec<Found>,
    /// Paths that do not exist or cannot be read.
    pub faults: Vec<Finding>,
}

/// Finds the article files below `roots`. A file named by itself is taken whatever its ending.
#[must_use]
pub fn discover(roots: &[PathBuf]) -> Discovery {
    let mut search = Search::default();
    for root in roots {
        match std::fs::metadata(root) {
            Ok(meta) if meta.is_dir() => search.folder(root),
            Ok(_) => search.take(named(root)),
            Err(error) => search.fault(missing_or_unreadable(root, &error)),
        }
    }
    if roots.len() > 1 {
        search.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    }
    Discovery { files: search.files, faults: search.faults }
}

#[derive(Default)]
struct Search {
    files: Vec<Found>,
    seen: HashSet<Identity, BuildHasherDefault<Spread>>,
    faults: Vec<Finding>,
}

impl Search {
    fn folder(&mut self, root: &Path) {
        // Real paths of the folders on the way, so that one file reached by two ways is known
        // again without asking the operating system about every file.
        let met = Met::default();
        walk(root).visit(&mut &met);
        let mut found = met.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        let faults = met.faults.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Of two ways to a file the one without links counts, then the first by name: what a
        // configuration says of a folder holds for the articles in it, whatever leads there.
        found.par_sort_unstable_by(|a, b| (a.linked, &a.path).cmp(&(b.linked, &b.path)));
        let any_linked = found.last().is_some_and(|last| last.linked);
        let from = self.files.len();
        self.seen.reserve(found.len());
        self.files.reserve(found.len());
        found.into_iter().for_each(|file| self.take(file));
        if any_linked {
            self.files[from..].sort_unstable_by(|a, b| a.path.cmp(&b.path));
        }
        let from = self.faults.len();
        faults.iter().for_each(|error| self.walk_fault(root, error));
        self.faults[from..].sort_by(Finding::order);
    }

    fn take(&mut self, found: Found) {
        if self.seen.insert(found.identity) {
            self.files.push(found);
        }
    }

    fn fault(&mut self, finding: Finding) {
        self.faults.push(finding);
    }

    fn walk_fault(&mut self, root: &Path, error: &ignore::Error) {
        let (path, kind) = unwrap(error, root);
        match kind {
            ignore::Error::Loop { ancestor, child } => {
                let message = format!("this link leads back to {}", shown(ancestor));
                let place = shown(child);
                self.fault(Finding::file("input/link-loop", Severity::Error, &place, message));
            }
            // The walker's own words repeat the path.
            ignore::Error::Io(error) => {
                let plain = io::Error::from(error.kind());
                self.fault(decode::unreadable(&shown(path), &plain));
            }
            // A bad line in somebody's .gitignore is not our user's fault.
            _ => {}
        }
    }
}

/// What all threads met on their ways.
#[derive(Default)]
struct Met {
    /// Real paths of folders, by the paths that lead there, and whether a link was on the way.
    folders: Mutex<HashMap<PathBuf, (PathBuf, bool)>>,
    found: Mutex<Vec<Found>>,
    faults: Mutex<Vec<ignore::Error>>,
}

/// One thread's way through the folders.
struct Way<'m> {
    met: &'m Met,
    /// The folder of the last file: most of the next ones lie there too.
    last: Option<(PathBuf, Identity, bool)>,
    found: Vec<Found>,
    faults: Vec<ignore::Error>,
}

impl<'m> ParallelVisitorBuilder<'m> for &'m Met {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 'm> {
        Box::new(Way { met: self, last: None, found: Vec::new(), faults: Vec::new() })
    }
}

impl ParallelVisitor for Way<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) => {
                let article = self.article(&entry);
                self.found.extend(article);
            }
            Err(error) => self.faults.push(error),
        }
        WalkState::Continue
    }
}

impl Drop for Way<'_> {
    fn drop(&mut self) {
        let mut found = self.met.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.append(&mut take(&mut self.found));
        let mut faults = self.met.faults.lock().unwrap_or_else(PoisonError::into_inner);
        faults.append(&mut take(&mut self.faults));
    }
}

impl Way<'_> {
    /// The article that an entry of a folder is, if it is one.
    fn article(&mut self, entry: &DirEntry) -> Option<Found> {
        let path = entry.path();
        let link = entry.path_is_symlink();
        if entry.file_type().is_some_and(|t| t.is_dir()) {
            let mut folders = self.met.folders.lock().unwrap_or_else(PoisonError::into_inner);
            let parent = path.parent().and_then(|p| folders.get(p));
            // The root itself may be a link: it was named.
            let linked = parent.is_some_and(|(_, linked)| *linked || link);
            let own = match (parent, path.file_name()) {
                (Some((parent, _)), Some(name)) if !link => parent.join(name),
                _ => real(path),
            };
            folders.insert(path.to_path_buf(), (own, linked));
            return None;
        }
        // Whoever asks a pipe or a device for its text may wait for ever.
        if !is_article(path) || !(link || entry.file_type().is_some_and(|t| t.is_file())) {
            return None;
        }
        let folder = self.folder(path);
        let linked = link || folder.is_some_and(|(_, linked)| linked);
        let identity = match (folder, path.file_name()) {
            (Some((folder, _)), Some(name)) if !link => folder.file(name),
            _ => Identity::of(&real(path)),
        };
        Some(Found { linked, ..found(path, identity) })
    }

    /// The folder that a path lies in, if it was met on the way.
    fn folder(&mut self, path: &Path) -> Option<(Identity, bool)> {
        let parent = path.parent()?;
        if let Some((_, known, linked)) =
            self.last.as_ref().filter(|(last, ..)| last.as_os_str() == parent.as_os_str())
        {
            return Some((*known, *linked));
        }
        let folders = self.met.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let (real, linked) = folders.get(parent)?;
        let identity = Identity::folder(real);
        self.last = Some((parent.to_path_buf(), identity, *linked));
        Some((identity, *linked))
    }
}

/// A file by its name, whether it is there or not.
#[must_use]
pub fn named(path: &Path) -> Found {
    found(path, Identity::of(&real(path)))
}

fn found(path: &Path, identity: Identity) -> Found {
    let shown = appearance(path);
    let file = (OsStr::new(&*shown) != path.as_os_str()).then(|| path.to_path_buf());
    Found { path: shown.into(), file, identity, linked: false }
}

fn walk(root: &Path) -> WalkParallel {
    // The walker would take a bare "-" for standard input.
    let root = if root == Path::new("-") { Path::new("./-") } else { root };
    WalkBuilder::new(root)
        .follow_links(true)
        .require_git(false)
        // What one user ignores everywhere must not change what a newsroom checks.
        .git_global(false)
        .build_parallel()
}

fn unwrap<'a>(error: &'a ignore::Error, path: &'a Path) -> (&'a Path, &'a ignore::Error) {
    match error {
        ignore::Error::WithPath { path, err } => unwrap(err, path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            unwrap(err, path)
        }
        other => (path, other),
    }
}

fn missing_or_unreadable(path: &Path, error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::NotFound {
        let message = "there is no such file or folder";
        return Finding::file("input/missing", Severity::Error, &shown(path), message);
    }
    decode::unreadable(&shown(path), error)
}

/// Whether a file in a folder is an article, by its ending.
#[must_use]
pub fn is_article(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// Where a path leads, without links.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| absolute(path))
}

/// A path as people see it: with `/`, without a leading `./`.
#[must_use]
pub fn shown(path: &Path) -> String {
    appearance(path).into_owned()
}

fn appearance(path: &Path) -> Cow<'_, str> {
    let dot = path.as_os_str().as_encoded_bytes().starts_with(b".");
    let inside = dot.then(|| path.strip_prefix(".").ok()).flatten();
    let path = inside.filter(|inside| inside.file_name().is_some()).unwrap_or(path);
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text } else { text.replace(MAIN_SEPARATOR, "/").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        dir
    }

    fn names(dir: &Path, found: &Discovery) -> Vec<String> {
        let prefix = format!("{}/", shown(dir));
        found.files.iter().map(|f| f.path.replace(&prefix, "")).collect()
    }

    #[test]
    fn articles_are_found_once_in_order_and_ignored_files_are_not() {
        let dir = folder(&[
            ("b/x.md", ""),
            ("a.TXT", ""),
            ("notes.rs", ""),
            (".hidden.txt", ""),
            ("out/old.txt", ""),
            (".gitignore", "out/\n"),
        ]);
        let roots = [dir.path().to_path_buf(), dir.path().join("b/../a.TXT")];
        let found = discover(&roots);
        assert_eq!(names(dir.path(), &found), ["a.TXT", "b/x.md"]);
        assert!(found.faults.is_empty());
    }

    #[test]
    fn a_named_file_is_taken_whatever_its_ending() {
        let dir = folder(&[("story.copy", "")]);
        let found = discover(&[dir.path().join("story.copy"), dir.path().join("gone.txt")]);
        assert_eq!(names(dir.path(), &found), ["story.copy"]);
        assert_eq!(found.faults.first().unwrap().check, "input/missing");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_loop_is_reported_and_the_rest_is_found() {
        let dir = folder(&[("a/x.txt", "")]);
        std::os::unix::fs::symlink(dir.path(), dir.path().join("a/again")).unwrap();
        // One file by two names is one article.
        std::os::unix::fs::symlink(dir.path().join("a/x.txt"), dir.path().join("y.txt")).unwrap();
        let found = discover(&[dir.path().to_path_buf()]);
        assert_eq!(names(dir.path(), &found), ["a/x.txt"]);
        assert_eq!(found.faults.first().unwrap().check, "input/link-loop");
    }

    #[cfg(unix)]
    #[test]
    fn an_article_is_where_it_lies_whatever_links_lead_there() {
        let dir = folder(&[("published/x.txt", ""), ("drafts/y.txt", "")]);
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(dir.path().join(to), dir.path().join(name)).unwrap();
        };
        link("published", "a");
        link("published/x.txt", "drafts/b.txt");
        let found = discover(&[dir.path().to_path_buf()]);
        assert_eq!(names(dir.path(), &found), ["drafts/y.txt", "published/x.txt"]);
        // A folder that is named by a link is a folder.
        let found = discover(&[dir.path().join("a")]);
        assert_eq!(names(dir.path(), &found), ["a/x.txt"]);
    }
}
