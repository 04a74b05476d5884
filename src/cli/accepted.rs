//! `--baseline` and `--write-baseline`: findings that are accepted for now.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::{refuse, whole};
use crate::checks;
use crate::config::Config;
use crate::finding::Finding;
use crate::policy::{Accepted, Baseline, Policy};

/// Options about accepted findings.
#[derive(Args, Clone, Debug)]
pub(super) struct AcceptedIn {
    /// Leave out the findings that this file accepts, so that new ones show
    #[arg(long, value_name = "FILE", conflicts_with_all = ["write_baseline", "changed_since"])]
    baseline: Option<PathBuf>,
    /// Accept all findings of this run in this file; what it accepts of other articles stays
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff"])]
    write_baseline: Option<PathBuf>,
}

/// What a run looked at.
pub(super) struct Run<'a> {
    pub(super) config: &'a Config,
    pub(super) policy: &'a Policy,
    /// The articles that were read.
    pub(super) read: &'a dyn Fn() -> Vec<Arc<str>>,
    pub(super) quiet: bool,
}

impl AcceptedIn {
    /// Leaves out what is accepted, and says nothing of it.
    pub(super) fn hide(&self, findings: &mut Vec<Finding>) -> io::Result<()> {
        if let Some(path) = self.baseline.as_ref().or(self.write_baseline.as_ref())
            && let Some(known) = read(path)?
        {
            known.hide(findings, &|_| false);
        }
        Ok(())
    }

    /// Leaves out what is accepted, or accepts all; says on standard error how much.
    pub(super) fn apply(&self, run: &Run<'_>, findings: &mut Vec<Finding>) -> io::Result<()> {
        if self.baseline.is_none() && self.write_baseline.is_none() {
            return Ok(());
        }
        let relative = |path: &str| run.config.relative(path).into_owned();
        let looked_at: BTreeSet<String> = (run.read)().iter().map(|path| relative(path)).collect();
        let active = |check: &str| {
            checks::find(check)
                .is_some_and(|check| run.policy.is_active(check.info().name, check.info().default))
        };
        // Nothing is said of articles and checks that this run left alone.
        let judged = |one: &Accepted| looked_at.contains(&one.path) && active(&one.check);
        if let Some(path) = &self.baseline {
            let known = read(path)?.ok_or_else(|| {
                refuse(format!(
                    "there is no baseline {}: `newslint check --write-baseline {0}` makes it",
                    path.display()
                ))
            })?;
            let before = findings.len();
            let stale = known.hide(findings, &judged).len();
            let hidden = before - findings.len();
            if !run.quiet {
                say(&format!("{hidden} accepted by {}{}", path.display(), pruned(stale)))?;
            }
        }
        if let Some(path) = &self.write_baseline {
            let mut new = Baseline::of(findings, &relative);
            let gone = match read(path)? {
                Some(older) => new.succeed(older, &judged),
                None => 0,
            };
            whole::replace(path, &mut |out| out.write_all(new.text().as_bytes()))?;
            let before = findings.len();
            new.hide(findings, &|_| false);
            if !run.quiet {
                let (accepted, path) = (before - findings.len(), path.display());
                say(&format!("{accepted} accepted in {path}, {gone} that were are gone"))?;
            }
        }
        Ok(())
    }
}

/// What a stale entry is for.
fn pruned(stale: usize) -> String {
    match stale {
        0 => String::new(),
        1 => "; 1 entry is stale: --write-baseline takes it out".to_owned(),
        n => format!("; {n} entries are stale: --write-baseline takes them out"),
    }
}

fn say(message: &str) -> io::Result<()> {
    writeln!(io::stderr(), "newslint: {message}")
}

/// A baseline, if there is one.
fn read(path: &Path) -> io::Result<Option<Baseline>> {
    let failed = |why: String| refuse(format!("the baseline {} {why}", path.display()));
    match std::fs::read_to_string(path) {
        Ok(text) => Baseline::parse(&text)
            .map(Some)
            .map_err(|(line, why)| failed(format!("is no baseline (line {line}: {why})"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(format!("can't be read: {error}"))),
    }
}
