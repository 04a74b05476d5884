//! `newslint stet`: writes down that a finding stands, and why, where the next run will read it.
//!
//! Markdown has room for a comment beside the line. What else an article is made of would show it to
//! readers, so that the configuration says it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use toml::Value;

use super::checking::{Asked, Checked, Wanted, checking};
use super::scope::Scope;
use super::show::file_and_line;
use super::{Outcome, refuse, whole};
use crate::checks;
use crate::config::{self, Config};
use crate::finding::{Finding, Label, Place, Severity};
use crate::fix;
use crate::formats::Format;
use crate::policy::{self, stet};
use crate::read::discover::shown;
use crate::source::{SourceFile, Span};

/// Where a stet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Into {
    /// A comment beside the line
    Article,
    /// A table in newslint.toml
    Config,
}

/// Let a finding stand, and say why
///
/// Findings of this line are let stand: by a comment on the line or before it in Markdown, else by a
/// table in newslint.toml. A stet that lets nothing stand any more is a finding itself.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    newslint stet published/2020/pier.md:12 --reason 'as the outlet wrote it'\n  \
    newslint stet wire.txt:3 --check org/name --reason 'their spelling' --until 2027-01-01")]
pub(super) struct Options {
    /// The article and the line of the finding
    #[arg(value_name = "FILE:LINE")]
    place: String,
    /// Why it stands
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Only findings of this check or family
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    check: Vec<String>,
    /// Who decided (in newslint.toml)
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Last day on which it counts (in newslint.toml)
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// Where to write it
    #[arg(long, value_name = "WHERE")]
    into: Option<Into>,
    #[command(flatten)]
    asked: Asked,
}

pub(super) fn run(options: &Options) -> Outcome {
    let (file, Some(line)) = file_and_line(&options.place) else {
        let file = options.place.trim_end_matches(':');
        return Err(refuse(format!("name a line as well: `newslint stet {file}:LINE`")));
    };
    if options.reason.trim().is_empty() || options.reason.contains(char::is_control) {
        return Err(refuse("--reason says in one line why the finding stands"));
    }
    if options.until.is_some_and(|until| until < policy::today()) {
        return Err(refuse("--until is over: name a day to come"));
    }
    let known = checks::known_names();
    for check in &options.check {
        policy::name(check, &known).map_err(refuse)?;
    }
    let paths = [PathBuf::from(file)];
    let scope = Scope::default();
    let wanted = Wanted { asked: &options.asked, paths: &paths, scope: &scope, quiet: true };
    checking(&wanted, |checked| stand(options, line, checked))
}

/// Lets the findings of a line stand.
fn stand(options: &Options, line: u32, checked: &mut Checked<'_, '_>) -> Outcome {
    let (findings, _) = checked.findings(false)?;
    let [job] = checked.own else {
        return Err(not_one(checked, &options.place));
    };
    let own = |finding: &&Finding| {
        finding.primary.place.path == job.path && !policy::is_fault(finding.check)
    };
    let own: Vec<&Finding> = findings.iter().filter(own).collect();
    let standing = at_line(&own, line, &options.check);
    if standing.is_empty() {
        return Err(nothing(&job.path, line, &own));
    }
    let source = checked.session.source(&job.path);
    let note = Note { options, path: &job.path, standing: &standing };
    let markdown = Format::of(&job.path) == Format::Markdown;
    let bound = options.by.is_some() || options.until.is_some();
    let into = options.into.unwrap_or(match markdown && !bound {
        true => Into::Article,
        false => Into::Config,
    });
    let place = match (into, source) {
        (Into::Article, Some(source)) => {
            if bound {
                return Err(refuse("--by and --until go into newslint.toml: use --into config"));
            }
            match note.write_comment(checked, &source, &own)? {
                true => job.path.to_string(),
                // Front matter and code are no place for a comment.
                false if options.into.is_none() => note.write_table(&checked.project.config)?,
                false => {
                    let why = "a comment there would not be read as one: use --into config";
                    return Err(refuse(format!("{}:{line}: {why}", job.path)));
                }
            }
        }
        _ => note.write_table(&checked.project.config)?,
    };
    let names = note.checks().join(", ");
    // A table of the configuration is about words, wherever they stand in the article.
    let alike = |f: &&&Finding| standing.iter().any(|s| s.check == f.check && words(s) == words(f));
    let elsewhere = match own.iter().filter(alike).count() - standing.len() {
        0 => String::new(),
        _ if place == *job.path => String::new(),
        n => format!(", and where the same words stand ({n} more)"),
    };
    writeln!(io::stdout(), "{}:{line}: {names} stands{elsewhere} (written to {place})", job.path)?;
    Ok(0)
}

/// The findings that begin on a line; those that reach it, where none does.
fn at_line<'f>(own: &[&'f Finding], line: u32, wanted: &[String]) -> Vec<&'f Finding> {
    let asked = |finding: &Finding| {
        wanted.is_empty() || wanted.iter().any(|name| stet::names(name, finding.check))
    };
    let begins = |finding: &Finding| finding.primary.at.as_ref().map(|at| at.start.line);
    let reaches = |finding: &&Finding| {
        finding.primary.at.as_ref().is_some_and(|at| (at.start.line..=at.end.line).contains(&line))
    };
    let mut all: Vec<&Finding> = own.iter().copied().filter(|f| asked(f)).filter(reaches).collect();
    let first = all.iter().filter_map(|f| begins(f)).max();
    all.retain(|finding| begins(finding) == first);
    all
}

/// Why there is not one article to look at.
fn not_one(checked: &Checked<'_, '_>, place: &str) -> io::Error {
    match checked.faults.iter().find(|fault| fault.check.starts_with("input/")) {
        Some(fault) => refuse(format!("{}: {}", fault.primary.place.path, fault.message)),
        None => refuse(format!("{place}: name one article and a line of it, FILE:LINE")),
    }
}

fn nothing(path: &str, line: u32, own: &[&Finding]) -> io::Error {
    let mut lines: Vec<u32> =
        own.iter().filter_map(|f| f.primary.at.as_ref()).map(|at| at.start.line).collect();
    lines.dedup();
    let elsewhere = match &lines[..] {
        [] => "there is nothing in this article to let stand".to_owned(),
        lines => {
            let shown: Vec<String> = lines.iter().take(9).map(u32::to_string).collect();
            let more = if lines.len() > shown.len() { " and more" } else { "" };
            format!("findings begin on line {}{more}", shown.join(", "))
        }
    };
    refuse(format!("{path}:{line}: nothing is found there; {elsewhere}"))
}

/// What is to be written.
struct Note<'a> {
    options: &'a Options,
    path: &'a std::sync::Arc<str>,
    standing: &'a [&'a Finding],
}

impl Note<'_> {
    fn checks(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.standing.iter().map(|finding| finding.check).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Writes a comment, if there is room for one: then nothing else is found in the article than
    /// before, but for what stands now.
    fn write_comment(
        &self,
        checked: &mut Checked<'_, '_>,
        source: &SourceFile,
        before: &[&Finding],
    ) -> io::Result<bool> {
        if self.options.reason.contains("--") {
            return Err(refuse("a comment can't hold `--`: write the reason without it"));
        }
        let at = self.standing.first().and_then(|finding| finding.primary.at.as_ref());
        let comment =
            format!("<!-- stet {}: {} -->", self.checks().join(", "), self.options.reason.trim());
        let line = at.map(|at| at.start.line as usize - 1);
        let Some((at, text)) = line.and_then(|line| beside(source, line, &comment)) else {
            return Ok(false);
        };
        let old = checked.files.read(self.path)?;
        let new = insert(source, &old, at, &text)?;
        checked.files.hold(self.path, new.clone());
        let (findings, _) = checked.again(checked.own)?;
        let after = findings.iter().filter(|finding| finding.primary.place.path == *self.path);
        let stands =
            |finding: &&&Finding| self.standing.iter().any(|s| std::ptr::eq(*s, **finding));
        let wanted = before.iter().filter(|finding| !stands(finding)).copied();
        if known(after.filter(|f| !policy::is_fault(f.check))) != known(wanted) {
            return Ok(false);
        }
        let written = whole::exchange(checked.files.on_disk(self.path), &old, &new);
        written.map_err(|why| refuse(format!("{} can't be written: {why}", self.path)))?;
        Ok(true)
    }

    /// Writes tables at the end of the configuration; says where that is.
    fn write_table(&self, config: &Config) -> io::Result<String> {
        let file = config.file.as_ref().ok_or_else(|| {
            refuse("there is no newslint.toml to write it to: `newslint init` makes one")
        })?;
        let path = Path::new(&*file.path);
        let old = std::fs::read_to_string(path)?;
        let relative = config.relative(self.path);
        if Path::new(&*relative).is_absolute() {
            let message = format!("{relative} is no article of {}", file.path);
            return Err(refuse(message));
        }
        let mut tables: Vec<String> = Vec::new();
        for finding in self.standing {
            tables.push(self.table(&relative, finding)?);
        }
        tables.sort();
        tables.dedup();
        let mut new = old.clone();
        if !(new.is_empty() || new.ends_with('\n')) {
            new.push('\n');
        }
        new.extend(tables.iter().map(String::as_str));
        if old.contains("\r\n") {
            new = new.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        let root = config.root.as_deref().unwrap_or(Path::new(""));
        let stets = config::parse(&file.path, root, &new, &checks::known_names()).0.stets;
        let own = stets.get(config.stets.len()..).unwrap_or_default();
        let fits = |stet: &config::Stet| stet.path.as_ref().is_some_and(|g| g.is_match(&*relative));
        if own.len() != tables.len() || !own.iter().all(fits) {
            return Err(refuse(format!("{}: a [[stet]] can't be added at its end", file.path)));
        }
        let written = whole::exchange(path, old.as_bytes(), new.as_bytes());
        written.map_err(|why| refuse(format!("{} can't be written: {why}", shown(path))))?;
        Ok(shown(path))
    }

    fn table(&self, relative: &str, finding: &Finding) -> io::Result<String> {
        let text = |text: &str| Value::String(text.to_owned()).to_string();
        let words = words(finding);
        if words.is_empty() {
            let why = "blanks can't be named in newslint.toml; mend them, or turn the check off for \
                       the article";
            return Err(refuse(format!("{}: {}: {why}", self.path, finding.check)));
        }
        let lines = [
            ("path", Some(text(&config::exactly(relative)))),
            ("check", Some(text(finding.check))),
            ("text", Some(text(&words))),
            ("reason", Some(text(self.options.reason.trim()))),
            ("by", self.options.by.as_deref().map(text)),
            ("until", self.options.until.map(|day| day.to_string())),
        ];
        let lines = lines.iter().filter_map(|(key, value)| Some((key, value.as_ref()?)));
        let lines: Vec<String> = lines.map(|(key, value)| format!("{key} = {value}\n")).collect();
        Ok(format!("\n[[stet]]\n{}", lines.concat()))
    }
}

/// The words that a finding is about, however their lines are broken.
fn words(finding: &Finding) -> String {
    finding.primary.at.as_ref().map(|at| stet::bare(&at.text)).unwrap_or_default()
}

/// Findings as they are known again where lines have moved.
fn known<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<(&'static str, String, &'f str)> {
    let mut known: Vec<_> = findings.map(|f| (f.check, words(f), f.message.as_str())).collect();
    known.sort_unstable();
    known
}

/// Where a comment about a line goes: on a line of its own where a paragraph begins, else at the
/// line's end, so that nothing is cut in two; none where readers would see it or a table break.
fn beside(source: &SourceFile, line: usize, comment: &str) -> Option<(usize, String)> {
    let span = source.line_span(line);
    let text = span.of(&source.text);
    let blank = |line: usize| source.line_span(line).of(&source.text).trim().is_empty();
    let plain = text.starts_with(|c: char| c.is_alphabetic() || "#\"“‘'(".contains(c));
    if plain && line.checked_sub(1).is_none_or(blank) {
        let end = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
        let end = if source.text.contains('\n') { end } else { "\r" };
        return Some((span.start as usize, format!("{comment}{end}")));
    }
    // Blanks or a backslash at the end break the line.
    let bare = text.trim_end_matches([' ', '\t', '\\']);
    let closed = text.trim_start().starts_with('#') && bare.ends_with('#');
    let fits = !text.contains('|') && !closed;
    fits.then(|| (span.start as usize + bare.len(), format!(" {comment}")))
}

/// The bytes of a file with a text put in.
fn insert(source: &SourceFile, bytes: &[u8], at: usize, text: &str) -> io::Result<Vec<u8>> {
    let place = Place { path: source.path.clone(), span: Span::new(at, at) };
    let mut edit = Finding::new("stet", Severity::Note, place, "").replace(true, text);
    edit.labels_mut().for_each(|label: &mut Label| label.locate(source));
    let mended = fix::mend(&source.path, bytes, &[&edit]);
    Ok(mended.map_err(|why| refuse(format!("{}: {}", source.path, why.words())))?.bytes)
}
