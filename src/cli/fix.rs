//! `--fix` and `--diff`: files are mended whole, one after another, or left as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use clap::Args;
use similar::TextDiff;

use super::project::Files;
use super::{refuse, whole};
use crate::finding::Finding;
use crate::fix::{self, Fixes};
use crate::policy::{FailOn, exit_status};
use crate::read::decode;
use crate::report::clean;
use crate::session::Job;

/// Options about fixes.
#[derive(Args, Clone, Debug)]
pub(super) struct Fixing {
    /// Make the fixes that can't change what an article says
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// With --fix or --diff: those as well that an editor should look at
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show as a unified diff what --fix would change, and nothing else; the exit status is 1 if it
    /// would change anything
    #[arg(long)]
    diff: bool,
}

/// Rounds of mending and checking again: edits that overlap need one each.
const ROUNDS: usize = 10;

/// What became of the files.
#[derive(Debug, Default)]
pub(super) struct Done {
    rounds: usize,
    /// Files that are changed, and what they held before, where that has to be shown.
    changed: BTreeMap<Arc<str>, Vec<u8>>,
    /// Findings that are mended.
    findings: usize,
    /// Files that had to be left as they are, and why.
    pub(super) failed: BTreeMap<Arc<str>, io::Error>,
}

impl Done {
    /// Says on standard error what was done, and what could not be.
    pub(super) fn tell(&self, quiet: bool) -> io::Result<()> {
        let mut out = io::stderr().lock();
        for (path, why) in &self.failed {
            writeln!(out, "newslint: {} was not mended: {why}", clean::line(path))?;
        }
        if self.findings > 0 && !quiet {
            let some = |n: usize, one: &str| match n {
                1 => format!("1 {one}"),
                n => format!("{n} {one}s"),
            };
            let (findings, files) =
                (some(self.findings, "finding"), some(self.changed.len(), "file"));
            writeln!(out, "newslint: mended {findings} in {files}")?;
        }
        Ok(())
    }
}

impl Fixing {
    /// Refuses what makes no sense.
    pub(super) fn check(&self) -> io::Result<()> {
        if self.unsafe_fixes && !(self.fix || self.diff) {
            return Err(refuse("--unsafe-fixes goes with --fix or --diff"));
        }
        Ok(())
    }

    /// Whether a diff is wanted and no report.
    pub(super) fn shows(&self) -> bool {
        self.diff
    }

    fn which(&self) -> Fixes {
        if self.unsafe_fixes { Fixes::Unsafe } else { Fixes::Safe }
    }

    /// Whether files are changed.
    pub(super) fn mends(&self) -> bool {
        self.fix
    }

    /// Mends the files of findings, for a diff only in memory; which of them are to be checked
    /// again, none after the last round.
    pub(super) fn round(
        &self,
        files: &Files,
        jobs: &[Job],
        findings: &[Finding],
        done: &mut Done,
    ) -> Option<Vec<Job>> {
        if !(self.fix || self.diff) || done.rounds == ROUNDS {
            return None;
        }
        done.rounds += 1;
        let mut changed = BTreeSet::new();
        for (path, findings) in fix::by_file(findings, self.which()) {
            if done.failed.contains_key(&path) {
                continue;
            }
            match self.mend_one(&path, files, &findings) {
                Ok((0, _)) => {}
                Ok((count, old)) => {
                    done.findings += count;
                    done.changed.entry(path.clone()).or_insert(old);
                    changed.insert(path);
                }
                Err(error) => {
                    done.failed.insert(path, error);
                }
            }
        }
        let again = jobs.iter().filter(|job| changed.contains(&job.path)).cloned();
        Some(again.collect()).filter(|jobs: &Vec<Job>| !jobs.is_empty())
    }

    /// How many findings are mended in a file, and what it held.
    fn mend_one(
        &self,
        path: &Arc<str>,
        files: &Files,
        findings: &[&Finding],
    ) -> io::Result<(usize, Vec<u8>)> {
        let bytes = files.read(path)?;
        let mended = fix::mend(path, &bytes, findings).map_err(|why| refuse(why.words()))?;
        if mended.findings == 0 || mended.bytes == bytes {
            return Ok((0, Vec::new()));
        }
        if self.diff || files.holds(path) {
            files.hold(path, mended.bytes);
        } else {
            whole::exchange(files.on_disk(path), &bytes, &mended.bytes)?;
        }
        Ok((mended.findings, if self.diff { bytes } else { Vec::new() }))
    }

    /// Writes what mending would change.
    pub(super) fn show(&self, files: &Files, done: &Done) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let terminal = io::stdout().is_terminal();
        for (path, old) in &done.changed {
            let text = |bytes: Vec<u8>| {
                decode::decode(path.clone(), bytes)
                    .map(|decoded| decoded.file.text)
                    .unwrap_or_default()
            };
            let (old, new) = (text(old.clone()), text(files.read(path)?));
            // A tab ends a name that has blanks in it.
            let name = if path.contains(' ') { format!("{path}\t") } else { path.to_string() };
            let diff = TextDiff::from_lines(&old, &new);
            let unified = diff.unified_diff().header(&name, &name).to_string();
            let unified = if terminal { clean::lines(&unified) } else { unified };
            out.write_all(unified.as_bytes())?;
        }
        out.flush()
    }

    /// The exit status of a diff: 1 if anything would be changed.
    pub(super) fn status(&self, done: &Done, faults: &[Finding], fail_on: FailOn) -> u8 {
        let changes = u8::from(!done.changed.is_empty() && fail_on != FailOn::Never);
        changes.max(exit_status(faults, fail_on))
    }
}
