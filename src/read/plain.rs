//! Trees without a rule of git's and without a link, read directly.
//!
//! A walker that knows rules makes a path, a task and a look at all rules above of every file,
//! which takes longer than the file system itself. Where there is no rule and no link, all files
//! count that are not hidden, and nothing of that is needed. Whatever is not as plain as that
//! (a fault, a kind of file that the system does not tell) is left to the walker as a whole.

use std::path::Path;

use super::walk::Folder;

/// Folders below a root with the articles in them, by path; none where the walker must decide.
#[cfg(unix)]
pub(super) fn folders(root: &Path) -> Option<Vec<Folder>> {
    let real = root.canonicalize().ok()?;
    // A bare "-" is no path for everybody.
    if root == Path::new("-") || real.ancestors().skip(1).any(tree::has_rules) {
        return None;
    }
    tree::read(root, &real)
}

/// Elsewhere names have more to them: files are hidden by attributes.
#[cfg(not(unix))]
pub(super) fn folders(_: &Path) -> Option<Vec<Folder>> {
    None
}

#[cfg(unix)]
mod tree {
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Mutex, PoisonError};

    use rayon::Scope;
    use rustix::fs::{Dir, FileType, Mode, OFlags};

    use crate::read::discover::is_named_as_article;
    use crate::read::walk::Folder;

    /// Files that may hold rules, and the folder that a repository keeps its own in.
    const RULES: [&str; 3] = [".gitignore", ".ignore", ".git"];

    /// What all threads found.
    #[derive(Default)]
    struct Tree {
        found: Mutex<Vec<Folder>>,
        unusual: AtomicBool,
    }

    pub(super) fn read(root: &Path, real: &Path) -> Option<Vec<Folder>> {
        let tree = Tree::default();
        rayon::scope(|scope| tree.enter(scope, root.to_path_buf(), real.to_path_buf()));
        if tree.unusual.into_inner() {
            return None;
        }
        let mut found = tree.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_unstable_by(|a, b| a.prefix().cmp(b.prefix()));
        Some(found)
    }

    impl Tree {
        fn enter<'s>(&'s self, scope: &Scope<'s>, path: PathBuf, real: PathBuf) {
            if self.unusual.load(Ordering::Relaxed) {
                return;
            }
            let Some(folder) = self.folder(scope, &path, &real) else {
                return self.unusual.store(true, Ordering::Relaxed);
            };
            if !folder.is_empty() {
                self.found.lock().unwrap_or_else(PoisonError::into_inner).push(folder);
            }
        }

        fn folder<'s>(&'s self, scope: &Scope<'s>, path: &Path, real: &Path) -> Option<Folder> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let handle = rustix::fs::open(path, flags, Mode::empty()).ok()?;
            let mut folder = Folder::new(path, real)?;
            for entry in Dir::new(handle).ok()? {
                let entry = entry.ok()?;
                let name = entry.file_name().to_str().ok()?;
                match entry.file_type() {
                    _ if matches!(name, "." | "..") => {}
                    // The walker follows a link even where its name is hidden.
                    FileType::Symlink | FileType::Unknown => return None,
                    _ if RULES.contains(&name) && has_rules(path) => return None,
                    _ if name.starts_with('.') => {}
                    FileType::Directory => {
                        let (path, real) = (path.join(name), real.join(name));
                        scope.spawn(move |scope| self.enter(scope, path, real));
                    }
                    FileType::RegularFile if is_named_as_article(name) => folder.add(name),
                    _ => {}
                }
            }
            Some(folder)
        }
    }

    /// Whether a folder has rules of its own, or a repository of which that can't be told.
    pub(super) fn has_rules(folder: &Path) -> bool {
        let git = folder.join(".git");
        let elsewhere = git.symlink_metadata().is_ok_and(|meta| !meta.is_dir());
        elsewhere
            || is_rule_file(&git.join("info/exclude"))
            || RULES[..2].iter().any(|name| is_rule_file(&folder.join(name)))
    }

    /// Whether a file has a line that is not empty and no comment, as far as it can be read.
    fn is_rule_file(path: &Path) -> bool {
        let is_rule = |line: &[u8]| !line.trim_ascii().is_empty() && !line.starts_with(b"#");
        match std::fs::read(path) {
            Ok(bytes) => bytes.split(|byte| *byte == b'\n').any(is_rule),
            Err(_) => path.symlink_metadata().is_ok(),
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::read::testing::folder;
    use crate::read::walk::by_rules;

    fn names(folders: &[Folder]) -> Vec<String> {
        let files = folders.iter().flat_map(|f| f.files().map(|(name, _)| f.path(name)));
        let mut names: Vec<String> = files.collect();
        names.sort();
        names
    }

    #[test]
    fn a_plain_tree_is_what_the_walker_finds() {
        let dir = folder(&[
            ("b/x.md", ""),
            ("b/c/d/y.txt", ""),
            ("a.TXT", ""),
            ("b-/z.txt", ""),
            ("notes.rs", ""),
            (".hidden.txt", ""),
            (".hidden/a.txt", ""),
            ("b/.txt", ""),
            ("b/.git/info/exclude", "# Nothing yet.\n"),
            (".gitignore", "\n# Nothing yet.\n"),
        ]);
        let found = tree::read(dir.path(), dir.path()).unwrap();
        assert_eq!(names(&found).len(), 4);
        assert_eq!(names(&found), names(&by_rules(dir.path()).folders));
    }

    #[test]
    fn rules_links_and_faults_are_left_to_the_walker() {
        for (name, text) in [
            (".gitignore", "b\n"),
            ("b/.ignore", "*.md"),
            ("b/.git/info/exclude", "*.md"),
            ("b/.git", "gitdir: ../elsewhere"),
        ] {
            let dir = folder(&[("b/x.md", ""), (name, text)]);
            assert!(folders(dir.path()).is_none(), "{name}");
            // Rules above a root hold below it.
            assert!(folders(&dir.path().join("b")).is_none(), "{name}");
        }
        for link in ["y.txt", ".y"] {
            let dir = folder(&[("b/x.md", "")]);
            symlink("b/x.md", dir.path().join(link)).unwrap();
            assert!(folders(dir.path()).is_none(), "{link}");
        }
        assert!(folders(Path::new("/there/is/no/such/folder")).is_none());
    }
}
