//! Which articles a run is about, beside the paths: what git has staged, what has changed since a
//! revision, or a text from standard input.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::project::{Chosen, Files};
use super::{changed, refuse, staged};
use crate::config::Config;
use crate::finding::Finding;

/// Options that say what a run is about.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Scope {
    /// Check the articles that git has staged, as they are staged; the rest of the index is the
    /// context
    #[arg(long, conflicts_with_all = ["fix", "write_baseline", "changed_since", "stdin_filename"])]
    staged: bool,
    /// Only findings with a line in them that has changed since REV, whichever article they stand in
    #[arg(long, value_name = "REV", conflicts_with_all = ["write_baseline", "stdin_filename"])]
    changed_since: Option<String>,
    /// Check standard input as if it were this file; with --fix the mended text goes to standard
    /// output, findings to standard error
    #[arg(long, value_name = "NAME", conflicts_with = "write_baseline")]
    stdin_filename: Option<PathBuf>,
}

/// What standard input is called where nobody gives it a name.
const NAMELESS: &str = "stdin.txt";

impl Scope {
    /// The name of standard input, where that is what is checked.
    fn text<'s>(&'s self, paths: &'s [PathBuf]) -> Option<&'s Path> {
        let dash = matches!(paths, [path] if path == Path::new("-"));
        match &self.stdin_filename {
            Some(name) => Some(name),
            None => dash.then_some(Path::new(NAMELESS)),
        }
    }

    /// Whether one text is checked that comes from standard input.
    pub(super) fn is_text(&self, paths: &[PathBuf]) -> bool {
        self.text(paths).is_some()
    }

    /// Whether all articles of the paths are reported.
    pub(super) fn is_whole(&self, paths: &[PathBuf]) -> bool {
        !self.staged && !self.is_text(paths)
    }

    /// Where to look for the configuration.
    pub(super) fn start<'s>(&'s self, paths: &'s [PathBuf]) -> &'s Path {
        self.text(paths).or_else(|| paths.first().map(PathBuf::as_path)).unwrap_or(Path::new("."))
    }

    /// Chooses the articles.
    pub(super) fn files(&self, config: &Config, chosen: Chosen<'_>) -> io::Result<Files> {
        if let Some(name) = self.text(chosen.paths) {
            if self.is_about_git() {
                return Err(refuse("git knows nothing of standard input: leave out the `-`"));
            }
            if !matches!(chosen.paths, []) && *chosen.paths != [PathBuf::from("-")] {
                return Err(refuse("--stdin-filename names the only article: leave out the paths"));
            }
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            return Ok(Files::of_text(config, name, bytes, &chosen));
        }
        let mut files = Files::choose_beside(config, chosen);
        if self.staged {
            files.unshelve();
            staged::narrow(&mut files, config, &chosen)?;
        }
        if self.is_about_git() {
            // A commit without articles is nobody's mistake.
            files.faults.retain(|fault| fault.check != "input/no-articles");
        }
        Ok(files)
    }

    /// Whether git says what the run is about.
    pub(super) fn is_about_git(&self) -> bool {
        self.staged || self.changed_since.is_some()
    }

    /// Leaves the findings that the run is about.
    pub(super) fn narrow(&self, files: &Files, findings: &mut Vec<Finding>) -> io::Result<()> {
        match &self.changed_since {
            Some(revision) => changed::narrow(revision, files, findings),
            None => Ok(()),
        }
    }

    /// Writes the text from standard input as it is by now.
    pub(super) fn write_text(&self, files: &Files) -> io::Result<()> {
        for job in files.jobs.iter().filter(|job| job.reported) {
            io::stdout().lock().write_all(&files.read(&job.path)?)?;
        }
        io::stdout().lock().flush()
    }
}
