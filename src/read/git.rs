//! What git knows of the articles: which are staged, which have changed since a revision, what they
//! held, and which hold what they held before.
//!
//! The `git` program is asked: every hook and every CI server has it, and it alone follows all of
//! its own settings. Blobs are read as git keeps them.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::config::absolute;

/// The repository that the current folder lies in.
#[derive(Debug)]
pub struct Repository {
    top: PathBuf,
}

/// What the next commit will hold.
#[derive(Debug, Default)]
pub struct Index {
    /// Files, and what they hold.
    pub blobs: HashMap<String, String>,
    /// Folders that are repositories of their own, each with a `/` at its end.
    pub others: Vec<String>,
}

/// A file that differs from what it was.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path in the repository.
    pub name: String,
    /// What it was; none where it is new.
    pub old: Option<String>,
}

impl Repository {
    /// The repository that the current folder lies in.
    ///
    /// # Errors
    /// There is none, or there is no git.
    pub fn here() -> io::Result<Self> {
        Self::at(Path::new(".")).map_err(|error| {
            let place = "only inside a git repository can git be asked what is new";
            if error.kind() == io::ErrorKind::NotFound {
                return error;
            }
            io::Error::other(format!("{place}; {error}"))
        })
    }

    /// The repository around a folder, if there is one, and a git to ask.
    #[must_use]
    pub fn around(folder: &Path) -> Option<Self> {
        Self::at(folder).ok()
    }

    /// Asks git where the repository begins.
    fn at(folder: &Path) -> io::Result<Self> {
        let mut top = answer(&mut command(folder, &["rev-parse", "--show-toplevel"]))?;
        // One line end is git's own.
        top.pop();
        Ok(Self { top: absolute(Path::new(&text(&top))) })
    }

    /// A number for what each file holds that is on disk as git has it: equal numbers, equal content.
    ///
    /// # Errors
    /// What git says.
    pub fn contents(&self) -> io::Result<HashMap<String, u64>> {
        let listed = self.ask(&["ls-files", "--stage", "-v", "--full-name", "-z"])?;
        let mut out = HashMap::new();
        for entry in fields(&listed) {
            // "H 100644 <blob> 0<tab><path>"; other letters: git was told not to look at the file.
            let Some((about, name)) = entry.split_once('\t') else { continue };
            if let ["H", mode, blob, "0"] = about.split(' ').collect::<Vec<_>>()[..]
                && let Some(number) = blob.get(..16).filter(|_| is_file(mode))
                && let Ok(number) = u64::from_str_radix(number, 16)
            {
                out.insert(name.to_owned(), number);
            }
        }
        for name in self.unlike_index()? {
            out.remove(&name);
        }
        Ok(out)
    }

    /// The path of a file in the repository; none outside of it.
    #[must_use]
    pub fn name(&self, file: &Path) -> Option<String> {
        let whole = absolute(file);
        let inside = whole.strip_prefix(&self.top).map(Path::to_path_buf).ok();
        let inside = inside.or_else(|| {
            // Git goes by real paths.
            let folder = whole.parent()?.canonicalize().ok()?;
            Some(folder.strip_prefix(&self.top).ok()?.join(whole.file_name()?))
        })?;
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// Where a file of the repository lies: as seen from the current folder, if it is below that.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        let whole = self.top.join(name);
        match whole.strip_prefix(absolute(Path::new(""))) {
            Ok(below) => below.to_path_buf(),
            Err(_) => whole,
        }
    }

    /// What the next commit will hold.
    ///
    /// # Errors
    /// What git says.
    pub fn index(&self) -> io::Result<Index> {
        let listed = self.ask(&["ls-files", "--stage", "--full-name", "-z", "--", ":/"])?;
        let mut index = Index::default();
        for entry in fields(&listed) {
            // "100644 <blob> 0<tab><path>"
            let Some((about, name)) = entry.split_once('\t') else { continue };
            match about.split(' ').collect::<Vec<_>>()[..] {
                [mode, blob, _] if is_file(mode) => {
                    index.blobs.insert(name.to_owned(), blob.to_owned());
                }
                ["160000", ..] => index.others.push(format!("{name}/")),
                _ => {}
            }
        }
        Ok(index)
    }

    /// The files that the next commit adds, changes or takes away.
    ///
    /// # Errors
    /// What git says.
    pub fn staged(&self) -> io::Result<HashSet<String>> {
        let listed = self.diff(&["--cached", "--name-only", "--no-renames"])?;
        Ok(fields(&listed).collect())
    }

    /// The files that are not on disk as they are staged.
    ///
    /// # Errors
    /// What git says.
    pub fn unlike_index(&self) -> io::Result<HashSet<String>> {
        Ok(fields(&self.diff(&["--name-only", "--no-renames"])?).collect())
    }

    /// The files on disk that differ from where the current branch and `revision` parted, new
    /// ones included.
    ///
    /// # Errors
    /// What git says, and what to do about it.
    pub fn since(&self, revision: &str) -> io::Result<Vec<Change>> {
        let base = self.ask(&["merge-base", "--end-of-options", revision, "HEAD"]).map_err(|error| {
            let known = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", revision]);
            io::Error::other(match known {
                Ok(_) => format!("`{revision}` and the current branch have nothing in common"),
                Err(_) if error.kind() == io::ErrorKind::NotFound => error.to_string(),
                Err(_) => format!(
                    "git knows no revision `{revision}`: fetch it first (a shallow clone lacks it: \
                     `git fetch --unshallow`, or `fetch-depth: 0` where GitHub checks out)"
                ),
            })
        })?;
        let base = text(&base);
        let listed =
            self.diff(&["--raw", "--no-abbrev", "--find-renames", "--diff-filter=d", base.trim()])?;
        let mut fields = fields(&listed);
        let mut out = Vec::new();
        while let Some(about) = fields.next() {
            // ":100644 100644 <old> <new> M", then one path; two for what was renamed or copied
            let about: Vec<&str> = about.trim_start_matches(':').split(' ').collect();
            let [old_mode, mode, old, _, how] = about[..] else { break };
            let moved = how.starts_with(['R', 'C']);
            let Some(name) = (if moved { fields.nth(1) } else { fields.next() }) else { break };
            if is_file(mode) {
                out.push(Change { name, old: is_file(old_mode).then(|| old.to_owned()) });
            }
        }
        let new = self.ask(&[
            "ls-files",
            "--others",
            "--exclude-standard",
            "--full-name",
            "-z",
            "--",
            ":/",
        ])?;
        out.extend(self::fields(&new).map(|name| Change { name, old: None }));
        Ok(out)
    }

    /// What git answers.
    fn ask(&self, arguments: &[&str]) -> io::Result<Vec<u8>> {
        answer(&mut command(&self.top, arguments))
    }

    /// A comparison, whatever programs the user's settings name for it.
    fn diff(&self, arguments: &[&str]) -> io::Result<Vec<u8>> {
        let plain = ["-c", "diff.relative=false", "diff", "--no-ext-diff", "--no-textconv", "-z"];
        self.ask(&[&plain, arguments].concat())
    }

    /// What blobs hold, in the order in which they are asked for.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn blobs(&self, ids: &[&str]) -> io::Result<Vec<Vec<u8>>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut program = command(&self.top, &["cat-file", "--batch"]);
        let mut program = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(mut asked), Some(told)) = (program.stdin.take(), program.stdout.take()) else {
            return Err(io::Error::other("git can't be talked to"));
        };
        let blobs = thread::scope(|scope| {
            // Git answers while it is still being asked.
            scope.spawn(move || {
                // Who hears no question gives no answer, and that is an error below.
                let _ = ids.iter().try_for_each(|id| writeln!(asked, "{id}"));
            });
            let mut told = BufReader::new(told);
            ids.iter().map(|id| blob(&mut told, id)).collect()
        });
        program.wait()?;
        blobs
    }
}

/// `<id> blob <size>`, the bytes, and a line end.
fn blob(told: &mut impl BufRead, id: &str) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    told.read_line(&mut head)?;
    let size =
        head.trim_end().rsplit_once(" blob ").or_else(|| head.trim_end().split_once("blob "));
    let size: Option<u64> = size.and_then(|(_, size)| size.parse().ok());
    let size = size.ok_or_else(|| io::Error::other(format!("git has no blob {id}")))?;
    let mut bytes = Vec::new();
    told.take(size).read_to_end(&mut bytes)?;
    told.read_exact(&mut [0])?;
    Ok(bytes)
}

/// Neither a link nor another repository.
fn is_file(mode: &str) -> bool {
    mode.starts_with("100")
}

/// What ends in zeros.
fn fields(bytes: &[u8]) -> impl Iterator<Item = String> {
    let fields = bytes.split(|byte| *byte == 0).filter(|field| !field.is_empty());
    fields.map(text)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    // Nothing is written to a repository that is only looked at.
    command.args(arguments).env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command.current_dir(folder);
    command
}

/// What git answers.
fn answer(command: &mut Command) -> io::Result<Vec<u8>> {
    let output = command.output().map_err(|error| {
        io::Error::new(io::ErrorKind::NotFound, format!("git can't be run ({error}): install it"))
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = text(&output.stderr);
    let said = said.trim().trim_start_matches("fatal: ");
    Err(io::Error::other(format!("git says: {said}")))
}

/// Names and words of git: no article, so no place in them is counted.
#[expect(clippy::disallowed_methods, reason = "no offset into it is ever shown")]
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_content_has_equal_numbers_and_what_differs_has_none() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Repository::around(dir.path()).is_none());
        let say = |arguments: &[&str]| answer(&mut command(dir.path(), arguments)).unwrap();
        let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
        say(&["init", "--quiet"]);
        for name in ["a.txt", "b.txt", "changed.txt", "unwatched.txt"] {
            write(name, "The lock is shut.\n");
        }
        write("c.txt", "The lock is open.\n");
        say(&["add", "."]);
        say(&["update-index", "--assume-unchanged", "unwatched.txt"]);
        for name in ["changed.txt", "unwatched.txt", "new.txt"] {
            write(name, "The lock is gone.\n");
        }
        let contents = Repository::around(dir.path()).unwrap().contents().unwrap();
        let mut names: Vec<&str> = contents.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["a.txt", "b.txt", "c.txt"]);
        assert_eq!(contents["a.txt"], contents["b.txt"]);
        assert_ne!(contents["a.txt"], contents["c.txt"]);
    }
}
