//! `newslint mentions`: what articles say, as rows for other engines.
//!
//! Articles are read some hundred at a time and written before the next are read, so that an
//! archive of any size needs the memory of a few.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use tempfile::NamedTempFile;

use super::project::{Files, Project, Running, Sources};
use super::renewal::Place;
use super::{Outcome, refuse, whole};
#[cfg(feature = "parquet")]
use crate::archive::rows::columnar::Writer;
use crate::archive::rows::{Row, Source};
use crate::session::{Extract, Job, Session};

/// Articles that are read at a time.
const CHUNK: usize = 1024;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A JSON object a line
    Jsonl,
    /// Apache Parquet; needs a newslint built with `--features parquet`
    Parquet,
}

/// Write what articles say as rows, for engines that run on many machines
///
/// One row a mention: a name, a body, a quotation, a figure, with its article and the keys that
/// checks between articles join on. `newslint index --from-mentions` makes an index of them;
/// docs/scale.md has the columns.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint mentions published/ --output part-000.jsonl\n  \
    newslint mentions published/ | gzip > part-000.jsonl.gz\n  \
    newslint index --from-mentions part-*.jsonl --output archive.index")]
pub(super) struct Options {
    /// Articles, or folders of them; without a path, the project's
    paths: Vec<PathBuf>,
    #[command(flatten)]
    sources: Sources,
    /// How rows are written
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: Format,
    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add the articles' own bytes: an index of such rows is enough without the articles
    #[arg(long)]
    texts: bool,
    /// Publication date for articles that state none
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// No progress, no closing line
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(options: &Options) -> Outcome {
    let file = options.output.as_deref().map(whole::beside).transpose()?;
    let out = Output::new(options, file.as_ref().map(NamedTempFile::as_file))?;
    let start = options.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let project = Project::load(&options.sources, start);
    // Parts of an archive are written apart: nothing but what is named.
    let files = Files::choose_alone(&project.config, &options.paths);
    let place = Place::of(&project, options.date);
    let run = Running { date: options.date, threads: options.threads, quiet: options.quiet };
    let (articles, rows) = project.extracting(&files, run, |session| {
        let map = Map { session, settings: &place.settings, texts: options.texts };
        map.write(&files.jobs, out)
    })?;
    if let (Some(file), Some(path)) = (file, &options.output) {
        file.persist(path).map_err(|error| error.error)?;
    }
    if !options.quiet {
        let skipped = files.jobs.len() - articles;
        writeln!(io::stderr(), "{rows} rows of {articles} articles, {skipped} files skipped")?;
    }
    Ok(if project.faults.is_empty() && files.faults.is_empty() { 0 } else { 2 })
}

/// Where rows go.
enum Output<'f> {
    Lines(BufWriter<Box<dyn Write + 'f>>),
    #[cfg(feature = "parquet")]
    Columns(Box<Writer<&'f File>>),
}

impl<'f> Output<'f> {
    fn new(options: &Options, file: Option<&'f File>) -> io::Result<Self> {
        match (options.format, file) {
            (Format::Jsonl, Some(file)) => Ok(Self::Lines(BufWriter::new(Box::new(file)))),
            (Format::Jsonl, None) => Ok(Self::Lines(BufWriter::new(Box::new(io::stdout())))),
            #[cfg(feature = "parquet")]
            (Format::Parquet, Some(file)) => {
                Ok(Self::Columns(Box::new(Writer::new(file, options.texts)?)))
            }
            #[cfg(feature = "parquet")]
            (Format::Parquet, None) => Err(refuse("--format parquet needs --output FILE")),
            #[cfg(not(feature = "parquet"))]
            (Format::Parquet, _) => Err(refuse(
                "this newslint writes no Parquet: build it with `cargo install --path . \
                 --features parquet`",
            )),
        }
    }
}

/// The map: articles to rows.
struct Map<'s> {
    session: &'s Session<'s>,
    settings: &'s str,
    texts: bool,
}

impl Map<'_> {
    /// Writes the rows of articles as they are read; says how many articles and rows there were.
    fn write(&self, jobs: &[Job], mut out: Output<'_>) -> io::Result<(usize, usize)> {
        let (mut articles, mut rows) = (0, 0);
        for chunk in jobs.chunks(CHUNK) {
            match &mut out {
                Output::Lines(out) => {
                    let each = |job: &Job, extract| lines(&self.rows(job, &extract));
                    for read in self.session.extract_each(chunk, each).into_iter().flatten() {
                        let (count, text) = read?;
                        (articles, rows) = (articles + 1, rows + count);
                        out.write_all(&text)?;
                    }
                }
                #[cfg(feature = "parquet")]
                Output::Columns(out) => {
                    let each = |job: &Job, extract| self.rows(job, &extract);
                    for read in self.session.extract_each(chunk, each).into_iter().flatten() {
                        (articles, rows) = (articles + 1, rows + read.len());
                        out.write(read)?;
                    }
                }
            }
        }
        match out {
            Output::Lines(mut out) => out.flush()?,
            #[cfg(feature = "parquet")]
            Output::Columns(out) => out.finish()?,
        }
        Ok((articles, rows))
    }

    fn rows(&self, job: &Job, extract: &Extract) -> Vec<Row> {
        let Extract { record, bytes } = extract;
        let name = self.session.config().relative(&job.path);
        let (settings, texts) = (self.settings, self.texts);
        Source { name: &name, settings, record, bytes, texts }.rows()
    }
}

/// Rows as lines, and how many they are.
fn lines(rows: &[Row]) -> io::Result<(usize, Vec<u8>)> {
    let mut out = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        out.push(b'\n');
    }
    Ok((rows.len(), out))
}
