//! `newslint learn`: a draft of a house pack.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::project::{Files, Project, Running, Sources};
use super::{Outcome, refuse, whole};
use crate::learn::{Draft, Learner, Seen, Settings};
use crate::report::count;
use crate::stylebook::Stylebook;

/// Articles that are read at a time.
const CHUNK: usize = 1024;

/// Draft a pack from an archive: names, acronyms, offices, spellings
///
/// Writes what nearly all articles agree on as rules, with counts and a place for each, to be read
/// and cut before it is used. What the packs in use know already is left out; what is quoted doesn't
/// count, and copies of one article count once.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint learn published/ --output lints/learned.toml\n  \
    newslint learn published/ --min-count 10 | less\n  \
    newslint trial lints/learned.toml published/")]
pub(super) struct Options {
    /// Articles, or folders of them; without a path, the project's
    paths: Vec<PathBuf>,
    #[command(flatten)]
    sources: Sources,
    /// File to write instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one
    #[arg(long, requires = "output")]
    force: bool,
    /// In how many articles a name must stand to be listed (default: 3, more in a large archive)
    #[arg(long, value_name = "N", value_parser = least)]
    min_count: Option<usize>,
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

fn least(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| *n > 1);
    number.ok_or_else(|| "a number from 2 on: what one article has is no custom".to_owned())
}

pub(super) fn run(options: &Options) -> Outcome {
    let output = options.output.as_deref();
    if let Some(path) = output.filter(|path| !options.force && path.exists()) {
        let why = "exists already: nothing was written; --force replaces it";
        return Err(refuse(format!("{} {why}", path.display())));
    }
    let start = options.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let project = Project::load(&options.sources, start);
    // An archive is what it is asked for, and nothing beside it.
    let files = Files::choose_alone(&project.config, &options.paths);
    let known = others(&project.stylebook, output);
    let name = name(&known, output);
    let run = Running { date: options.date, threads: options.threads, quiet: options.quiet };
    let draft = project.extracting(&files, run, |session| {
        let mut learner = Learner::default();
        for chunk in files.jobs.chunks(CHUNK) {
            let seen = session.survey(chunk, Seen::of);
            seen.into_iter().flatten().for_each(|seen| learner.add(seen));
        }
        let style = &project.config.style;
        let source = |path: &str| session.source(path);
        let least = options.min_count;
        Ok(learner.draft(&Settings { name: &name, least, known: &known, style, source: &source }))
    })?;
    if draft.articles == 0 {
        return Err(refuse("none of these files is an article in English: nothing was written"));
    }
    if draft.bodies + draft.people + draft.terms == 0 {
        return Err(refuse(format!(
            "in {} no name stands so often that the packs in use do not know: nothing was written; \
             --min-count asks for fewer",
            count(draft.articles, "article")
        )));
    }
    match output {
        Some(path) => whole::write(path, &draft.text, options.force)?,
        None => io::stdout().write_all(draft.text.as_bytes())?,
    }
    if !options.quiet {
        tell(&draft, output)?;
    }
    Ok(if project.faults.is_empty() && files.faults.is_empty() { 0 } else { 2 })
}

fn tell(draft: &Draft, output: Option<&Path>) -> io::Result<()> {
    let mut out = io::stderr().lock();
    let Draft { bodies, people, terms, articles, repeated, .. } = draft;
    let bodies = count(*bodies, "organization");
    let people = if *people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    let (terms, articles) = (count(*terms, "spelling"), count(*articles, "article"));
    let copies = if *repeated == 1 { "1 copy".to_owned() } else { format!("{repeated} copies") };
    writeln!(out, "{bodies}, {people}, {terms} from {articles}; left out: {copies}")?;
    match output {
        Some(path) => writeln!(out, "read {} before you use it", path.display()),
        None => Ok(()),
    }
}

/// The packs in use without the file that is about to be replaced.
fn others(stylebook: &Stylebook, output: Option<&Path>) -> Stylebook {
    let real = |path: &Path| path.canonicalize().ok();
    let output = output.and_then(real);
    let kept = stylebook
        .files
        .iter()
        .filter(|file| output.is_none() || real(Path::new(&*file.path)) != output);
    let packs: Vec<(&str, &str)> = kept.map(|file| (&*file.path, &*file.text)).collect();
    Stylebook::from_toml(&packs).0
}

/// A name that no pack in use has.
fn name(known: &Stylebook, output: Option<&Path>) -> String {
    let stem = output.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    let stem = stem.unwrap_or_else(|| "learned".to_owned());
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let stem: String = stem.chars().map(plain).collect();
    let taken = |name: &String| known.packs.iter().any(|pack| *pack.name == **name);
    let numbered = (2..).map(|n| format!("{stem}-{n}"));
    std::iter::once(stem.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(stem)
}
