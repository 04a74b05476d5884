//! `newslint check`: the main job.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::accepted::{self, AcceptedIn};
use super::checking::{Asked, Checked, Wanted, checking};
use super::fix::{Done, Fixing};
use super::output::Output;
use super::scope::Scope;
use super::statistics::Counted;
use crate::checks;
use crate::finding::Finding;
use crate::policy::{self, FailOn, Policy, exit_status};
use crate::read::decode;
use crate::report::{Report, Summary};
use crate::session::{Session, Statistics};
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
    /// Whether standard output is to have it.
    pub(super) fn wanted(self) -> bool {
        self.wanted_on(&io::stdout())
    }

    fn wanted_on(self, out: &impl IsTerminal) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                out.is_terminal()
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
    newslint check --select org,date/weekday --format short drafts/\n  \
    newslint check --changed-since origin/main --format github")]
pub(super) struct Options {
    /// Articles, or folders of them; - for standard input
    paths: Vec<PathBuf>,
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    accepted: AcceptedIn,
    #[command(flatten)]
    fixing: Fixing,
    /// Severity from which the exit status is 1: error, warning, note or never
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = fail_on)]
    fail_on: FailOn,
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

fn fail_on(text: &str) -> Result<FailOn, String> {
    FailOn::parse(text).ok_or_else(|| "one of error, warning, note, never".to_owned())
}

pub(super) fn run(options: &Options) -> Outcome {
    options.output.check()?;
    options.fixing.check()?;
    let wanted = Wanted {
        asked: &options.asked,
        paths: &options.paths,
        scope: &options.scope,
        quiet: options.quiet,
    };
    checking(&wanted, |checked| report(options, checked))
}

/// Finds, mends and reports.
fn report(options: &Options, checked: &mut Checked<'_, '_>) -> Outcome {
    let text = options.scope.is_text(&options.paths);
    let fixing = &options.fixing;
    let (mut findings, mut statistics) = checked.findings(!(fixing.mends() || fixing.shows()))?;
    let ran = accepted::Run {
        config: &checked.project.config,
        policy: checked.policy,
        read: &|| checked.read(),
        quiet: options.quiet,
    };
    if statistics.reported == 0 && !options.scope.is_about_git() {
        let binary = statistics.binary.iter();
        findings.extend(binary.map(|path| decode::skipped(path, decode::Skipped::Binary)));
    }
    options.accepted.apply(&ran, &mut findings)?;
    options.scope.narrow(checked.files, &mut findings)?;
    let mut mended = Done::default();
    while let Some(jobs) = fixing.round(checked.files, checked.own, &findings, &mut mended) {
        (findings, statistics) = checked.again(&jobs)?;
        options.accepted.hide(&mut findings)?;
        options.scope.narrow(checked.files, &mut findings)?;
    }
    mended.tell(options.quiet || fixing.shows())?;
    if fixing.shows() {
        fixing.show(checked.files, &mended)?;
        findings.retain(|finding| policy::is_fault(finding.check));
        let status = fixing.status(&mended, &findings, options.fail_on);
        for fault in &findings {
            let (path, message) = (&fault.primary.place.path, &fault.message);
            writeln!(io::stderr(), "newslint: {path}: {message}")?;
        }
        return Ok(if mended.failed.is_empty() { status } else { 2 });
    }
    // The mended text takes standard output for itself.
    let mends_text = text && options.fixing.mends();
    if mends_text {
        options.scope.write_text(checked.files)?;
    }
    let summary = (!options.quiet).then(|| summary(checked.policy, &statistics));
    write(options, checked.session, &findings, summary, mends_text)?;
    if options.statistics {
        let counted = Counted::new(&findings, &statistics, &checked.project.stylebook);
        counted.write(options.output.is_json())?;
    }
    let status = exit_status(&findings, options.fail_on);
    Ok(if mended.failed.is_empty() { status } else { 2 })
}

/// Writes the findings in all formats that are asked for; `aside`, where standard output has
/// something else.
fn write(
    options: &Options,
    session: &Session<'_>,
    findings: &[Finding],
    summary: Option<Summary>,
    aside: bool,
) -> io::Result<()> {
    let recent = Recent::default();
    let source = |path: &str| recent.get(path, || session.source(path));
    let report = Report { findings, source: &source, color: false, width: width(), summary };
    if aside {
        let report = Report { color: options.color.wanted_on(&io::stderr()), ..report };
        return options.output.write(&report, &mut io::stderr().lock());
    }
    let report = Report { color: options.color.wanted(), ..report };
    options.output.write(&report, &mut io::stdout().lock())
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
