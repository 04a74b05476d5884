//! A project's articles read and compared as the options ask for: what every command does that
//! wants findings.

use std::borrow::Cow;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::Args;
use jiff::civil::Date;

use super::memory::{self, Memory};
use super::progress::Progress;
use super::project::{Chosen, Files, Project, Sources};
use super::renewal::Place;
use super::scope::Scope;
use super::{Outcome, refuse};
use crate::checks;
use crate::config::{Config, absolute};
use crate::finding::Finding;
use crate::policy::{self, CliLevels, Policy};
use crate::session::{Job, Session, Setup, Statistics};

/// Options that decide what is found.
#[derive(Args, Debug)]
pub(super) struct Asked {
    /// Earlier articles to compare with, not reported themselves; or an index of them
    #[arg(long, value_name = "PATH|INDEX")]
    archive: Vec<PathBuf>,
    #[command(flatten)]
    sources: Sources,
    /// Compare with what the index holds, without a look at the archive's files
    #[arg(long, conflicts_with = "no_cache")]
    trust_index: bool,
    /// Read the archive again; neither use nor write an index
    #[arg(long)]
    no_cache: bool,
    /// Run only these checks or families (opt-in ones included)
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave out these checks or families
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    ignore: Vec<String>,
    /// How much a check or family matters: error, warning, note or off
    #[arg(long, value_name = "CHECK=LEVEL", value_delimiter = ',')]
    level: Vec<String>,
    /// Publication date for articles that state none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<Date>,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date looks like 2026-11-21".to_owned())
}

impl Asked {
    fn levels(&self, known: &[&str]) -> Result<CliLevels, String> {
        let names = |list: &[String]| -> Result<Vec<String>, String> {
            list.iter().map(|name| policy::name(name, known)).collect()
        };
        Ok(CliLevels {
            levels: self
                .level
                .iter()
                .map(|text| policy::setting(text, known))
                .collect::<Result<_, _>>()?,
            select: names(&self.select)?,
            ignore: names(&self.ignore)?,
        })
    }
}

/// What is to be checked, and how.
pub(super) struct Wanted<'a> {
    pub(super) asked: &'a Asked,
    pub(super) paths: &'a [PathBuf],
    pub(super) scope: &'a Scope,
    pub(super) quiet: bool,
}

/// Articles that were read, ready to be compared.
pub(super) struct Checked<'c, 's> {
    pub(super) project: &'c Project,
    pub(super) policy: &'c Policy,
    pub(super) files: &'c Files,
    /// The articles that findings may stand in.
    pub(super) own: &'c [Job],
    pub(super) session: &'c mut Session<'s>,
    progress: &'c Progress,
    memory: Option<&'c Memory<'c>>,
    /// What is wrong with configuration, packs and paths.
    pub(super) faults: Vec<Finding>,
}

/// Reads what is wanted, and lets `work` ask what is found.
pub(super) fn checking(
    wanted: &Wanted<'_>,
    work: impl FnOnce(&mut Checked<'_, '_>) -> Outcome,
) -> Outcome {
    let Wanted { asked, paths, scope, quiet } = *wanted;
    // The process ends with the run: rules by the thousand and files by the hundred thousand need
    // not be freed one by one.
    let project = ManuallyDrop::new(Project::load(&asked.sources, scope.start(paths)));
    let policy =
        Policy::new(&project.config, asked.levels(&checks::known_names()).map_err(refuse)?);
    let (archive, given) = memory::split(&asked.archive)?;
    let trusted = given.is_some() || asked.trust_index;
    // What is trusted is not looked at.
    let archive = if asked.trust_index { Vec::new() } else { archive };
    let shelved = !trusted && !asked.no_cache;
    let chosen = Chosen { paths, archive: &archive, context: !trusted, shelved };
    let files = ManuallyDrop::new(scope.files(&project.config, chosen)?);
    let progress = Progress::new(files.count(), quiet);
    let memory = ManuallyDrop::new(OnceLock::new());
    let reader = |path: &str| {
        progress.step();
        let memory = memory.get().filter(|_| !files.has(path));
        let text = memory.and_then(|memory: &Memory<'_>| memory.text(&project.config, path));
        text.unwrap_or_else(|| files.read(path))
    };
    let mut session = Session::new(Setup {
        reader: &reader,
        config: &project.config,
        stylebook: &project.stylebook,
        policy: &policy,
        date: asked.date,
        threads: asked.threads,
        whole: scope.is_whole(paths) && is_whole(&project.config, paths),
    });
    let (own, context): (Cow<'_, [Job]>, Vec<Job>) = match files.jobs.iter().all(|j| j.reported) {
        true => (Cow::Borrowed(&files.jobs), Vec::new()),
        false => {
            let (own, context) = files.jobs.iter().cloned().partition(|job| job.reported);
            (Cow::Owned(own), context)
        }
    };
    let context = ManuallyDrop::new(context);
    session.read(&own);
    let (found, rest) = remember(asked, given.as_deref(), &project, &session, &files, &context)?;
    if let Some(found) = found {
        memory.get_or_init(|| found);
    }
    session.read(&rest);
    work(&mut Checked {
        project: &project,
        policy: &policy,
        files: &files,
        own: &own,
        session: &mut session,
        progress: &progress,
        memory: memory.get(),
        faults: project.faults.iter().chain(&files.faults).cloned().collect(),
    })
}

impl Checked<'_, '_> {
    /// The articles that findings may stand in and that could be read.
    pub(super) fn read(&self) -> Vec<Arc<str>> {
        let reported = self.session.records().filter(|record| record.reported);
        reported.map(|record| record.path.clone()).collect()
    }

    /// All findings; asked for the `last` time, the session keeps none of them.
    pub(super) fn findings(&mut self, last: bool) -> io::Result<(Vec<Finding>, Statistics)> {
        self.progress.compare();
        let found = self.compare(last);
        self.progress.clear();
        found
    }

    /// All findings, with some articles read again.
    pub(super) fn again(&mut self, jobs: &[Job]) -> io::Result<(Vec<Finding>, Statistics)> {
        self.session.read(jobs);
        self.compare(false)
    }

    /// Findings beside what is remembered, or, where that turns out to be damaged, beside the
    /// articles themselves.
    fn compare(&mut self, last: bool) -> io::Result<(Vec<Finding>, Statistics)> {
        let faults = self.faults.clone();
        if let Some(memory) = self.memory {
            if let Ok(recalled) = memory.recall(self.session) {
                let recalled = ManuallyDrop::new(recalled);
                let found = self.session.findings_beside(faults.clone(), Some(&recalled));
                let is_damaged = recalled.is_damaged();
                // After the last time the process ends: all that is recalled need not be freed.
                if !last {
                    drop(ManuallyDrop::into_inner(recalled));
                }
                if !is_damaged {
                    return Ok(found);
                }
            }
            memory.discard()?;
            self.session.read(&self.files.context());
        }
        Ok(if last { self.session.last_findings(faults) } else { self.session.findings(faults) })
    }
}

/// Whether the paths take in all of a project.
fn is_whole(config: &Config, paths: &[PathBuf]) -> bool {
    let Some(root) = config.root.as_deref().map(absolute) else { return paths.is_empty() };
    paths.is_empty() || paths.iter().any(|path| root.starts_with(absolute(path)))
}

/// What the run remembers of earlier articles, and which of them are to be read.
fn remember<'f>(
    asked: &Asked,
    given: Option<&Path>,
    project: &Project,
    session: &Session<'_>,
    files: &'f Files,
    context: &'f [Job],
) -> io::Result<(Option<Memory<'f>>, Vec<Job>)> {
    let place = Place::of(project, asked.date);
    if given.is_some() || asked.trust_index {
        let folder = given.unwrap_or(&place.folder);
        let roles = given.is_none().then(|| memory::roles(&project.config));
        let trusted = Memory::trusted(folder, &project.config, &files.jobs, roles)?;
        return Ok((Some(trusted), context.to_vec()));
    }
    if asked.no_cache {
        return Ok((None, context.to_vec()));
    }
    Ok(Memory::renewed(&place, session, files, context))
}
