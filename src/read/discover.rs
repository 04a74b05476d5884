//! Paths → article files.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use twox_hash::XxHash3_128;

use crate::config::absolute;
use crate::finding::{Finding, Severity};
use crate::read::decode;
use crate::read::walk::{Folder, Walked, walk};
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
    pub(super) linked: bool,
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
    pub(super) fn of(real: &Path) -> Self {
        match (real.parent(), real.file_name()) {
            (Some(folder), Some(name)) => Self::folder(folder).file(name),
            _ => Self::folder(real),
        }
    }

    pub(super) fn folder(real: &Path) -> Self {
        Self(XxHash3_128::oneshot(real.as_os_str().as_encoded_bytes()))
    }

    pub(super) fn file(self, name: &OsStr) -> Self {
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
    /// Folders with the articles in them, by path.
    pub folders: Vec<Folder>,
    /// Articles beside: named ones, and those that links lead to. All of them are different files.
    pub files: Vec<Found>,
    /// Paths that do not exist or cannot be read.
    pub faults: Vec<Finding>,
}

impl Discovery {
    /// All articles one by one, sorted by path.
    #[must_use]
    pub fn into_files(self) -> Vec<Found> {
        let mut files = self.files;
        files.par_extend(self.folders.into_par_iter().flat_map_iter(Folder::into_files));
        files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

/// Finds the article files below `roots`, each once. A file named by itself is taken whatever its
/// ending. `stamped`, with what the file system says of those in folders.
#[must_use]
pub fn discover(roots: &[PathBuf], stamped: bool) -> Discovery {
    let mut search = Search { is_one: roots.len() == 1, stamped, ..Search::default() };
    for root in roots {
        match std::fs::metadata(root) {
            Ok(meta) if meta.is_dir() => search.folder(root),
            Ok(_) => search.take(named(root)),
            Err(error) => search.fault(missing_or_unreadable(root, &error)),
        }
    }
    Discovery { folders: search.folders, files: search.files, faults: search.faults }
}

#[derive(Default)]
struct Search {
    is_one: bool,
    stamped: bool,
    folders: Vec<Folder>,
    files: Vec<Found>,
    seen: HashSet<Identity, BuildHasherDefault<Spread>>,
    faults: Vec<Finding>,
}

impl Search {
    fn folder(&mut self, root: &Path) {
        let Walked { mut folders, mut others, faults } = walk(root, self.stamped);
        // Of two ways to a file the one without links counts, then the first by name: what a
        // configuration says of a folder holds for the articles in it, whatever leads there. Below
        // one root without links there are no two ways.
        if !self.is_one || others.iter().any(|other| other.linked) {
            self.seen.reserve(folders.iter().map(Folder::len).sum());
            let seen = &mut self.seen;
            folders.iter_mut().for_each(|folder| folder.retain(|file| seen.insert(file)));
        }
        self.folders.extend(folders);
        others.sort_unstable_by(|a, b| (a.linked, &a.path).cmp(&(b.linked, &b.path)));
        others.into_iter().for_each(|file| self.take(file));
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

/// A file by its name, whether it is there or not.
#[must_use]
pub fn named(path: &Path) -> Found {
    found(path, Identity::of(&real(path)))
}

pub(super) fn found(path: &Path, identity: Identity) -> Found {
    let shown = appearance(path);
    let file = (OsStr::new(&*shown) != path.as_os_str()).then(|| path.to_path_buf());
    Found { path: shown.into(), file, identity, linked: false }
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
    path.extension().and_then(OsStr::to_str).is_some_and(is_ending)
}

/// The same of a name alone.
pub(super) fn is_named_as_article(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && is_ending(ending))
}

fn is_ending(ending: &str) -> bool {
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Where a path leads, without links.
pub(super) fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| absolute(path))
}

/// A path as people see it: with `/`, without a leading `./`.
#[must_use]
pub fn shown(path: &Path) -> String {
    appearance(path).into_owned()
}

pub(super) fn appearance(path: &Path) -> Cow<'_, str> {
    let dot = path.as_os_str().as_encoded_bytes().starts_with(b".");
    let inside = dot.then(|| path.strip_prefix(".").ok()).flatten();
    let path = inside.filter(|inside| inside.file_name().is_some()).unwrap_or(path);
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text } else { text.replace(MAIN_SEPARATOR, "/").into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::testing::folder;

    /// The articles below some roots, and the check of the first fault.
    fn names(dir: &Path, roots: &[PathBuf]) -> (Vec<String>, Option<&'static str>) {
        let prefix = format!("{}/", shown(dir));
        let found = discover(roots, false);
        let fault = found.faults.first().map(|fault| fault.check);
        (found.into_files().iter().map(|f| f.path.replace(&prefix, "")).collect(), fault)
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
        let (found, fault) = names(dir.path(), &roots);
        assert_eq!((found, fault), (vec!["a.TXT".to_owned(), "b/x.md".to_owned()], None));
    }

    #[test]
    fn a_named_file_is_taken_whatever_its_ending() {
        let dir = folder(&[("story.copy", "")]);
        let (found, fault) =
            names(dir.path(), &[dir.path().join("story.copy"), dir.path().join("gone.txt")]);
        assert_eq!(found, ["story.copy"]);
        assert_eq!(fault, Some("input/missing"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_loop_is_reported_and_the_rest_is_found() {
        let dir = folder(&[("a/x.txt", "")]);
        std::os::unix::fs::symlink(dir.path(), dir.path().join("a/again")).unwrap();
        // One file by two names is one article.
        std::os::unix::fs::symlink(dir.path().join("a/x.txt"), dir.path().join("y.txt")).unwrap();
        let (found, fault) = names(dir.path(), &[dir.path().to_path_buf()]);
        assert_eq!(found, ["a/x.txt"]);
        assert_eq!(fault, Some("input/link-loop"));
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
        let (found, _) = names(dir.path(), &[dir.path().to_path_buf()]);
        assert_eq!(found, ["drafts/y.txt", "published/x.txt"]);
        // A folder that is named by a link is a folder.
        let (found, _) = names(dir.path(), &[dir.path().join("a")]);
        assert_eq!(found, ["a/x.txt"]);
    }
}
