//! `newslint check`: the main job.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, IsTerminal};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::accepted::{self, AcceptedIn};
use super::fix::{Done, Fixing};
use super::memory::{self, Memory};
use super::output::Output;
use super::progress::Progress;
use super::project::{Files, Project, Sources};
use super::renewal::Place;
use super::statistics::Counted;
use super::{Outcome, refuse};
use crate::checks;
use crate::config::{Config, absolute};
use crate::finding::Finding;
use crate::policy::{self, CliLevels, FailOn, Policy, exit_status};
use crate::report::{Report, Summary};
use crate::session::{Job, Session, Setup, Statistics};
use crate::source::SourceFile;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(super) fn wanted(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                io::stdout().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                    && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
            }
        }
    }
}

/// Check articles: the main job
///
/// Files named here are reported, and compared with the other articles of the project. A folder
/// stands for the articles in it; what the configuration calls archive is compared with, not
/// reported. Without a path, the project's articles are checked.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint check drafts/\n  \
    newslint check story.md --archive published/ --date 2026-11-21\n  \
    newslint check --select org,date/weekday --format short drafts/")]
pub(super) struct Options {
    /// Articles, or folders of them
    paths: Vec<PathBuf>,
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
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    accepted: AcceptedIn,
    #[command(flatten)]
    fixing: Fixing,
    /// Severity from which the exit status is 1: error, warning, note or never
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = fail_on)]
    fail_on: FailOn,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Colour in human output
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Only findings: no progress, no closing line
    #[arg(long, short)]
    quiet: bool,
    /// Say at the end, on standard error, what was read, how often each check and rule spoke, and
    /// which rules did not; with --format json or jsonl as one JSON object
    #[arg(long)]
    statistics: bool,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date looks like 2026-11-21".to_owned())
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    FailOn::parse(text).ok_or_else(|| "one of error, warning, note, never".to_owned())
}

impl Options {
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

pub(super) fn run(options: &Options) -> Outcome {
    options.output.check()?;
    options.fixing.check()?;
    let start = options.paths.first().map_or(Path::new("."), PathBuf::as_path);
    // The process ends with the run: rules by the thousand need not be freed one by one.
    let project = ManuallyDrop::new(Project::load(&options.sources, start));
    let known = checks::known_names();
    let levels = options.levels(&known).map_err(refuse)?;
    let policy = Policy::new(&project.config, levels);
    let (archive, given) = memory::split(&options.archive)?;
    let trusted = given.is_some() || options.trust_index;
    // What is trusted is not looked at.
    let archive = if options.trust_index { Vec::new() } else { archive };
    let files = Files::choose_beside(&project.config, &options.paths, &archive, !trusted);
    let progress = Progress::new(files.jobs.len(), options.quiet);
    let memory = OnceLock::new();
    let reader = |path: &str| {
        progress.step();
        let memory = memory.get().filter(|_| !files.has(path));
        let text = memory.and_then(|memory: &Memory| memory.text(&project.config, path));
        text.unwrap_or_else(|| files.read(path))
    };
    let mut session = Session::new(Setup {
        reader: &reader,
        config: &project.config,
        stylebook: &project.stylebook,
        policy: &policy,
        date: options.date,
        threads: options.threads,
        whole: is_whole(&project.config, &options.paths),
    });
    let (own, context): (Vec<Job>, Vec<Job>) =
        files.jobs.iter().cloned().partition(|job| job.reported);
    session.read(&own);
    let rest = match remember(options, given.as_deref(), &project, &session, &files, &context)? {
        (Some(found), rest) => {
            memory.get_or_init(|| found);
            rest
        }
        (None, rest) => rest,
    };
    session.read(&rest);
    progress.compare();
    let faults: Vec<Finding> = project.faults.iter().chain(&files.faults).cloned().collect();
    let remembered = (memory.get(), context.as_slice());
    let once = !options.fixing.mends();
    let (mut findings, mut statistics) = compare(&mut session, remembered, &faults, once)?;
    progress.clear();

    let ran = accepted::Run {
        config: &project.config,
        policy: &policy,
        reported: &own,
        quiet: options.quiet,
    };
    options.accepted.apply(&ran, &mut findings)?;
    if options.fixing.shows() {
        return Ok(u8::from(options.fixing.show(&files, &findings)? > 0));
    }
    let mut mended = Done::default();
    while let Some(jobs) = options.fixing.round(&files, &own, &findings, &mut mended) {
        session.read(&jobs);
        (findings, statistics) = compare(&mut session, remembered, &faults, false)?;
        options.accepted.hide(&mut findings)?;
    }
    mended.tell(options.quiet)?;
    let summary = (!options.quiet).then(|| summary(&policy, &statistics));
    report(options, &session, &findings, summary)?;
    if options.statistics {
        let counted = Counted::new(&findings, &statistics, &project.stylebook);
        counted.write(options.output.is_json())?;
    }
    let status = exit_status(&findings, options.fail_on);
    Ok(if mended.failed.is_empty() { status } else { 2 })
}

/// Writes the findings in all formats that are asked for.
fn report(
    options: &Options,
    session: &Session<'_>,
    findings: &[Finding],
    summary: Option<Summary>,
) -> io::Result<()> {
    let recent = Recent::default();
    let source = |path: &str| recent.get(path, || session.source(path));
    let (color, width) = (options.color.wanted(), width());
    options.output.write(&Report { findings, source: &source, color, width, summary })
}

/// Whether the paths take in all of a project.
fn is_whole(config: &Config, paths: &[PathBuf]) -> bool {
    let Some(root) = config.root.as_deref().map(absolute) else { return paths.is_empty() };
    paths.is_empty() || paths.iter().any(|path| root.starts_with(absolute(path)))
}

/// What the run remembers of earlier articles, and which of them are to be read.
fn remember(
    options: &Options,
    given: Option<&Path>,
    project: &Project,
    session: &Session<'_>,
    files: &Files,
    context: &[Job],
) -> io::Result<(Option<Memory>, Vec<Job>)> {
    let place = Place::of(project, options.date);
    if given.is_some() || options.trust_index {
        let folder = given.unwrap_or(&place.folder);
        let roles = given.is_none().then(|| memory::roles(&project.config));
        let trusted = Memory::trusted(folder, &project.config, &files.jobs, roles)?;
        return Ok((Some(trusted), context.to_vec()));
    }
    if options.no_cache {
        return Ok((None, context.to_vec()));
    }
    Ok(Memory::renewed(&place, session, files, context))
}

/// All findings: beside what is remembered, or, where that turns out to be damaged, beside the
/// articles themselves.
fn compare(
    session: &mut Session<'_>,
    (memory, context): (Option<&Memory>, &[Job]),
    faults: &[Finding],
    last: bool,
) -> io::Result<(Vec<Finding>, Statistics)> {
    if let Some(memory) = memory {
        if let Ok(recalled) = memory.recall(session) {
            let found = session.findings_beside(faults.to_vec(), Some(&recalled));
            if !recalled.is_damaged() {
                return Ok(found);
            }
        }
        memory.discard()?;
        session.read(context);
    }
    let faults = faults.to_vec();
    Ok(if last { session.last_findings(faults) } else { session.findings(faults) })
}

/// The last files that a report asked for: a finding and its evidence stand in two or three, and
/// so do the findings after it.
#[derive(Default)]
struct Recent(RefCell<VecDeque<(String, Option<Arc<SourceFile>>)>>);

impl Recent {
    /// Kept at most: texts are large.
    const MOST: usize = 4;

    fn get(
        &self,
        path: &str,
        read: impl FnOnce() -> Option<Arc<SourceFile>>,
    ) -> Option<Arc<SourceFile>> {
        let known = self.0.borrow().iter().find(|(p, _)| p == path).map(|(_, file)| file.clone());
        known.unwrap_or_else(|| {
            let file = read();
            let mut kept = self.0.borrow_mut();
            kept.truncate(Self::MOST - 1);
            kept.push_front((path.to_owned(), file.clone()));
            file
        })
    }
}

pub(super) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    columns.unwrap_or(100).clamp(40, 160)
}

fn summary(policy: &Policy, statistics: &Statistics) -> Summary {
    let waiting = checks::ALL
        .iter()
        .map(|c| c.info())
        .filter(|info| info.needs_date && policy.is_active(info.name, info.default))
        .count();
    Summary {
        articles: statistics.reported,
        archive: statistics.context,
        undated: statistics.undated,
        checks_without_date: waiting,
        foreign: statistics.foreign,
    }
}
