//! `newslint import`: a pack out of lists.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use encoding_rs::Encoding;
use jiff::civil::Date;

use super::{Outcome, refuse, whole};
use crate::import::map::{Head, Map, Source, Take, Takes};
use crate::import::{Input, import};
use crate::read::discover::shown;
use crate::tables::quoted;

/// Make a pack from CSV, TSV or YAML
///
/// Each row becomes a rule. Say with --column which column holds what, or with --map a file that
/// says it for good: then the pack can be made again when the lists change. Rows that fight are
/// merged or left out, and each is named on standard error.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint import agencies.csv --kind organization --column name=Agency --column acronym=Short\n  \
    newslint import council.csv --kind person --column name=Name --column not='Often misspelled'\n  \
    newslint import --map lints.map.toml agencies.csv wrong-names.tsv --output lints/agencies.toml\n\n\
A map:\n  \
    [pack]\n  \
    name = \"council\"\n  \
    source = \"list of members, council website\"\n  \
    as-of = 2026-03-01\n\n  \
    [[from]]                            # one for each file; what the first says stays\n  \
    file = \"members.yaml\"\n  \
    kind = \"person\"                     # organization, person, title or term\n  \
    skip = { status = [\"retired\"] }     # rows that do not count; `only`: those that do\n  \
    columns.name = \"name.full\"\n  \
    columns.also = [{ text = \"{name.nickname} {name.last}\" }, { column = \"aliases\", split = \"|\" }]\n\n  \
    [[from.office]]                     # and [[from.formerly]] of an organization\n  \
    each = \"terms[]\"\n  \
    title = { column = \"type\", words = { cllr = \"councillor\" } }\n  \
    from = { column = \"start\", date = \"%d/%m/%Y\" }\n  \
    until = { column = \"end\", date = \"%d/%m/%Y\" }")]
pub(super) struct Options {
    /// Lists: .csv, .tsv, .yaml, or a pack in .toml whose rules are taken over
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Which column becomes what, for each of the files
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "column", "set", "key", "delimiter"])]
    map: Option<PathBuf>,
    /// What a row is: organization, person, title or term
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Which column holds a key of the rules (default: columns called like keys)
    #[arg(long, value_name = "KEY=COLUMN", value_parser = pair)]
    column: Vec<(String, String)>,
    /// A key that has the same value in all rules
    #[arg(long, value_name = "KEY=TEXT", value_parser = pair)]
    set: Vec<(String, String)>,
    /// The column that tells namesakes apart
    #[arg(long, value_name = "COLUMN")]
    key: Option<String>,
    /// What separates columns (default: commas, in .tsv tabs)
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<char>,
    /// The encoding of files that are not in UTF-8
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// The pack's name (default: the map's, or that of the output or of the first file)
    #[arg(long, value_name = "NAME")]
    pack_name: Option<String>,
    /// One line about the pack
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Where the facts come from, with licence
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Up to when the lists know the world
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Where the pack goes (default: standard output)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the output if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// Do not name the rows that were left out
    #[arg(long, short)]
    quiet: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(key, value)| !key.is_empty() && !value.is_empty());
    let (key, value) = pair.ok_or("write KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no such encoding; utf-8, utf-16le and windows-1252 are some".to_owned())
}

/// Larger lists are no lists of names.
const LARGEST: u64 = 512 << 20;

pub(super) fn run(options: &Options) -> Outcome {
    if let Some(output) = options.output.as_deref().filter(|path| path.exists() && !options.force) {
        return Err(refuse(format!("{} exists already: --force replaces it", shown(output))));
    }
    let parent = options.output.as_deref().and_then(Path::parent);
    if let Some(folder) = parent.filter(|p| !p.as_os_str().is_empty() && !p.is_dir()) {
        return Err(refuse(format!("{} is no folder: make it first", shown(folder))));
    }
    let inputs =
        options.files.iter().map(|path| input(options, path)).collect::<io::Result<Vec<_>>>()?;
    let map = map(options)?;
    let imported = import(&map, &inputs).map_err(|fault| refuse(fault.to_string()))?;
    match &options.output {
        Some(path) => whole::write(path, &imported.text, options.force)?,
        None => io::stdout().lock().write_all(imported.text.as_bytes())?,
    }
    if !options.quiet {
        let mut out = io::BufWriter::new(io::stderr().lock());
        for remark in &imported.remarks {
            writeln!(out, "{remark}")?;
        }
        let rules = if imported.rules == 1 { "rule" } else { "rules" };
        let place =
            options.output.as_deref().map_or(String::new(), |path| format!("{}: ", shown(path)));
        writeln!(out, "{place}{} {rules}", imported.rules)?;
        out.flush()?;
    }
    Ok(0)
}

fn input(options: &Options, path: &Path) -> io::Result<Input> {
    let name = shown(path);
    let unreadable =
        |error: &dyn std::fmt::Display| refuse(format!("{name} can't be read: {error}"));
    let size = path.metadata().map_err(|error| unreadable(&error))?.len();
    if size > LARGEST {
        return Err(unreadable(&format!("it is larger than {} MB", LARGEST >> 20)));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(&error))?;
    Input::decode(name.as_str().into(), &bytes, options.encoding)
        .map_err(|fault| refuse(fault.to_string()))
}

/// The map that is named, or the one that the options are; options change its head.
fn map(options: &Options) -> io::Result<Map> {
    let mut map = match &options.map {
        Some(path) => {
            let name = shown(path);
            let text = std::fs::read_to_string(path)
                .map_err(|error| refuse(format!("{name} can't be read: {error}")))?;
            Map::read(&name, &text).map_err(|fault| refuse(fault.to_string()))?
        }
        None => Map { pack: Head::default(), from: vec![of_options(options)] },
    };
    let head = &mut map.pack;
    if let Some(name) = &options.pack_name {
        head.name.clone_from(name);
    }
    if head.name.is_empty() {
        let path = options.output.as_deref().or(options.files.first().map(PathBuf::as_path));
        let stem = path.and_then(Path::file_stem).map(|stem| stem.to_string_lossy());
        head.name = crate::stylebook::slug(&stem.unwrap_or_default());
    }
    if head.name != crate::stylebook::slug(&head.name) || head.name.is_empty() {
        let message = format!(
            "{} is no pack name: write small letters, digits and hyphens",
            quoted(&head.name)
        );
        return Err(refuse(message));
    }
    head.description = options.description.clone().or(head.description.take());
    head.source = options.source.clone().or(head.source.take());
    if let Some(day) = options.as_of {
        head.as_of = day.to_string().parse().ok();
    }
    Ok(map)
}

fn of_options(options: &Options) -> Source {
    let column = |name: &String| Takes::Column(name.clone());
    let constant = |text: &String| Take { text: Some(text.clone()), ..Take::default() };
    let mut columns: BTreeMap<String, Takes> = BTreeMap::new();
    let values = options.column.iter().map(|(key, name)| (key, column(name)));
    let texts = options.set.iter().map(|(key, text)| (key, Takes::Take(Box::new(constant(text)))));
    for (key, takes) in values.chain(texts) {
        let takes = match columns.remove(key) {
            Some(before) => Takes::Many(vec![before, takes]),
            None => takes,
        };
        columns.insert(key.clone(), takes);
    }
    Source {
        kind: options.kind.clone(),
        key: options.key.as_ref().map(column),
        delimiter: options.delimiter,
        columns,
        ..Source::default()
    }
}
