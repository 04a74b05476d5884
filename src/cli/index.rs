//! `newslint index`: the archive's memory on disk.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::memory;
use super::project::{Files, Project, Running, Sources};
use super::renewal::{self, Place};
use super::{Outcome, from_mentions};
use crate::index::{Holdings, Index};
use crate::read::discover::shown;

/// Build or renew the index of an archive, or say what it holds
///
/// An index keeps what every article says, so that a draft is compared with all of them in a
/// moment. `newslint check` uses and renews the index of its project by itself; one that is given
/// with `--archive INDEX` is enough without the articles.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint index published/\n  \
    newslint check draft.md --archive published/\n  \
    newslint index published/ --output archive.index\n  \
    newslint check draft.md --archive archive.index\n  \
    newslint index --from-mentions part-*.jsonl --output archive.index\n  \
    newslint index --stats")]
pub(super) struct Options {
    /// Articles, or folders of them; without a path, the project's
    paths: Vec<PathBuf>,
    #[command(flatten)]
    sources: Sources,
    /// Make the index from rows of `newslint mentions` instead, without a look at the articles
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["paths", "stats"])]
    from_mentions: Vec<PathBuf>,
    /// Where the index goes (default: .newslint beside newslint.toml, or here)
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Publication date for articles that state none
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Say what the index holds, and leave it as it is
    #[arg(long)]
    stats: bool,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// No progress, no closing line
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(options: &Options) -> Outcome {
    let start = options.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let project = Project::load(&options.sources, start);
    let mut place = Place::of(&project, options.date);
    if let Some(folder) = &options.output {
        place.folder.clone_from(folder);
    }
    if options.stats {
        let given = options.paths.first().filter(|path| Index::is_at(path));
        return stats(given.unwrap_or(&place.folder));
    }
    if !options.from_mentions.is_empty() {
        let index = from_mentions::build(&place.folder, &options.from_mentions)?;
        if !options.quiet {
            let Holdings { articles, bytes, .. } = index.holdings();
            let (folder, size) = (shown(&place.folder), size(bytes));
            writeln!(io::stdout(), "{folder}: {articles} articles, {size}")?;
        }
        return Ok(if project.faults.is_empty() { 0 } else { 2 });
    }
    let files = Files::choose(&project.config, &options.paths);
    let run = Running { date: options.date, threads: options.threads, quiet: options.quiet };
    let (index, renewal) =
        project.extracting(&files, run, |session| renewal::build(&place, session, &files))?;
    if !options.quiet {
        let Holdings { articles, bytes, .. } = index.holdings();
        let (read, gone, size) = (renewal.read, renewal.gone, size(bytes));
        writeln!(
            io::stdout(),
            "{}: {articles} articles, {read} of them read now, {gone} gone, {size}",
            shown(&place.folder)
        )?;
    }
    Ok(if project.faults.is_empty() && files.faults.is_empty() { 0 } else { 2 })
}

fn stats(folder: &Path) -> Outcome {
    let index = Index::open(folder).map_err(|error| memory::no_index(folder, &error))?;
    let Holdings { articles, dead, segments, bytes } = index.holdings();
    let mut out = io::stdout().lock();
    writeln!(out, "index:            {}", shown(folder))?;
    writeln!(out, "articles:         {articles}")?;
    writeln!(out, "  replaced, gone: {dead}")?;
    writeln!(out, "segments:         {segments}")?;
    writeln!(out, "size:             {}", size(bytes))?;
    Ok(0)
}

fn size(bytes: u64) -> String {
    let kilobytes = bytes as f64 / 1e3;
    if kilobytes < 1e3 {
        return format!("{kilobytes:.0} KB");
    }
    format!("{:.1} MB", kilobytes / 1e3)
}
