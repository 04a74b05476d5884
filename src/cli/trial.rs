//! `newslint trial`: what a pack or a rule would do to an archive.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;

use super::check::{Color, width};
use super::project::{Files, Project, Running, Sources};
use super::{Outcome, refuse, test};
use crate::finding::Finding;
use crate::report::{self, Report};
use crate::source::{SourceFile, Text};
use crate::tables::did_you_mean;
use crate::trial::{self, Target};

/// Folders and rules that are listed one by one.
const LISTED: usize = 20;

/// How the outcome is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Counts, and examples with their excerpts
    Human,
    /// One JSON object
    Json,
}

/// Say what a pack or a rule would do to an archive, before it is adopted
///
/// Checks the archive and shows what the rules on trial find in it: how often, in which years and
/// folders, how much of it in quotations, and some examples drawn at random. The exit status is 0
/// also with hits.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint trial lints/learned.toml published/\n  \
    newslint trial en-us published/ --examples 20\n  \
    newslint trial house/cybersecurity published/ --format json")]
pub(super) struct Options {
    /// A pack (its name, its file, a folder of packs), or one rule of a pack: PACK/ID
    #[arg(value_name = "PACK|RULE")]
    target: String,
    /// Articles, or folders of them; without a path, the project's
    paths: Vec<PathBuf>,
    #[command(flatten)]
    sources: Sources,
    /// How many examples are shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    examples: usize,
    /// Which examples are drawn: another number draws others
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How the outcome is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Publication date for articles that state none
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Colour in human output
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// No progress
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(options: &Options) -> Outcome {
    let mut sources = options.sources.clone();
    let is_rule = options.target.contains('/') && !Path::new(&options.target).exists();
    // The pack of a rule may be one that is not in use.
    let pack = options.target.split('/').next().unwrap_or_default();
    let wanted = if is_rule { pack } else { &options.target };
    let start = options.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let mut project = Project::load(&sources, start);
    if !project.stylebook.packs.iter().any(|p| test::is_pack(p, wanted)) {
        sources.lints.push(wanted.to_owned());
        project = Project::load(&sources, start);
    }
    let target = target(&project, wanted, is_rule.then_some(options.target.as_str()))?;
    let mut files = Files::choose_alone(&project.config, &options.paths);
    // Whatever is an archive elsewhere is what the trial is about.
    files.jobs.iter_mut().for_each(|job| job.reported = true);
    let run = Running { date: options.date, threads: options.threads, quiet: options.quiet };
    let trial = project.extracting(&files, run, |session| {
        session.read(&files.jobs);
        let hits = trial::hits(session.findings(Vec::new()).0, &target);
        let outcome = trial::outcome(session, &project.stylebook, &target, &hits);
        let examples = trial::examples(&hits, options.examples, options.seed);
        let shown = examples.iter().flat_map(|f| std::iter::once(&f.primary).chain(&f.related));
        let paths: BTreeSet<Arc<str>> = shown.map(|label| label.place.path.clone()).collect();
        let file = |path: Arc<str>| session.source(&path).map(|file| (path, file));
        Ok(Trial {
            options,
            outcome,
            examples,
            sources: paths.into_iter().filter_map(file).collect(),
        })
    })?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match options.format {
        Format::Human => trial.human(&mut out)?,
        Format::Json => trial.json(&mut out)?,
    }
    out.flush()?;
    Ok(if project.faults.is_empty() && files.faults.is_empty() { 0 } else { 2 })
}

/// The rules that are meant, or an error that names what there is.
fn target(project: &Project, pack: &str, rule: Option<&str>) -> io::Result<Target> {
    let packs = &project.stylebook.packs;
    let named: Vec<Arc<str>> =
        packs.iter().filter(|p| test::is_pack(p, pack)).map(|p| p.name.clone()).collect();
    if let Some(rule) = rule.filter(|_| !named.is_empty()) {
        let ids: Vec<&str> = project.stylebook.rules.metas().map(|meta| &*meta.rule.id).collect();
        let known = ids.iter().find(|id| **id == rule);
        let help = did_you_mean(rule, ids.iter().copied());
        let help = help.unwrap_or_else(|| "`newslint list rules` lists them".to_owned());
        let unknown = || refuse(format!("no rule is named \"{rule}\": {help}"));
        return known.map(|id| Target::Rule((*id).into())).ok_or_else(unknown);
    }
    if named.is_empty() {
        let mut unknown = project.faults.iter().filter(|f| f.check == "config/unknown-pack");
        let help = unknown.next_back().and_then(|fault| fault.help.as_deref());
        let help = help.unwrap_or("name a built-in pack, a file, a folder, or a rule as PACK/ID");
        return Err(refuse(format!("there is no pack \"{pack}\": {help}")));
    }
    Ok(Target::Packs(named))
}

/// An outcome on its way out.
struct Trial<'a> {
    options: &'a Options,
    outcome: trial::Outcome,
    examples: Vec<Finding>,
    /// The files that the examples show.
    sources: BTreeMap<Arc<str>, Arc<SourceFile>>,
}

/// The outcome as other programs read it.
#[derive(Serialize)]
struct Json<'a> {
    target: &'a str,
    #[serde(flatten)]
    outcome: &'a trial::Outcome,
    seed: u64,
    examples: serde_json::Value,
}

impl Trial<'_> {
    fn report(&self, format: report::Format, out: &mut dyn Write) -> io::Result<()> {
        let color = self.options.color.wanted();
        let source = |path: &str| self.sources.get(path).cloned();
        let findings = &self.examples;
        let report = Report { findings, source: &source, color, width: width(), summary: None };
        report::write(format, out, &report)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut examples = Vec::new();
        self.report(report::Format::Json, &mut examples)?;
        let examples = serde_json::from_slice(&examples)?;
        let Options { target, seed, .. } = self.options;
        let json = Json { target, outcome: &self.outcome, seed: *seed, examples };
        serde_json::to_writer_pretty(&mut *out, &json)?;
        writeln!(out)
    }

    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let outcome = &self.outcome;
        if !self.examples.is_empty() {
            self.report(report::Format::Human, out)?;
        }
        let shown = match self.examples.len() {
            n if n > 0 && n < outcome.hits => format!(" (shown above: {n})"),
            _ => String::new(),
        };
        let hits = report::count(outcome.hits, "hit") + &shown;
        let articles = report::count(outcome.articles, "article");
        let hit = outcome.hit_articles;
        writeln!(out, "{}: {hits} in {hit} of {articles}", self.options.target)?;
        if let Some(percent) = (100 * outcome.in_quotations).checked_div(outcome.hits) {
            let what = "in quotations, where nothing is changed";
            writeln!(out, "{what}: {} ({percent}%)", outcome.in_quotations)?;
        }
        let years: Vec<(&str, usize)> =
            outcome.by_year.iter().map(|(year, n)| (year.as_str(), *n)).collect();
        let checks: Vec<(&str, usize)> = outcome.by_check.iter().map(|(c, n)| (*c, *n)).collect();
        table(out, "by check", &checks)?;
        table(out, "by year", &years)?;
        table(out, "by folder", &outcome.by_folder)?;
        table(out, "by rule", &outcome.by_rule)?;
        silent(out, &outcome.silent)
    }
}

fn table<K: AsRef<str>>(out: &mut dyn Write, head: &str, rows: &[(K, usize)]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "{head}:")?;
    for (name, n) in rows.iter().take(LISTED) {
        writeln!(out, "{n:>7}  {}", report::clean::line(name.as_ref()))?;
    }
    if let Some(rest) = rows.get(LISTED..).filter(|rest| !rest.is_empty()) {
        let n: usize = rest.iter().map(|(_, n)| n).sum();
        writeln!(out, "{n:>7}  in {} more", rest.len())?;
    }
    Ok(())
}

/// Rules that never spoke: all of a few, the number of many.
pub(super) fn silent(out: &mut dyn Write, rules: &[Text]) -> io::Result<()> {
    if rules.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = rules.iter().take(LISTED).map(|id| &**id).collect();
    let more = match rules.len() - names.len() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let number = report::count(rules.len(), "rule");
    writeln!(out, "{number} without a hit: {}{more}", names.join(", "))
}
