//! `newslint show`: how an article is read. Everything else is tuned with it.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::project::{Files, Project, Sources};
use super::{Outcome, refuse};
use crate::article::{DateSource, Metadata, Published};
use crate::extract::people::PersonMention;
use crate::finding::Finding;
use crate::lexicon;
use crate::policy::Policy;
use crate::report::clean;
use crate::session::{Reading, Session, Setup};
use crate::source::Span;
use crate::stylebook::matcher::Form;

/// Show how an article is read: zones, its date and why, who and what it mentions
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The article; with `:LINE`, only what stands on that line
    #[arg(value_name = "FILE[:LINE]")]
    file: String,
    #[command(flatten)]
    sources: Sources,
    /// Publication date for articles that state none
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
}

pub(super) fn run(options: &Options) -> Outcome {
    let (path, line) = file_and_line(&options.file);
    let path = PathBuf::from(path);
    let project = Project::load(&options.sources, &path);
    let files = Files::choose(&project.config, std::slice::from_ref(&path));
    let Some(job) = files.jobs.iter().find(|j| j.reported) else {
        return Err(refuse(format!("{}: no such article", path.display())));
    };
    let policy = Policy::unchanged();
    let reader = |path: &str| files.read(path);
    let mut session = Session::new(Setup {
        reader: &reader,
        config: &project.config,
        stylebook: &project.stylebook,
        policy: &policy,
        date: options.date,
        threads: Some(1),
        whole: false,
    });
    let reading = session.reading(&job.path).map_err(|finding| refuse(finding.message.clone()))?;
    session.read(&files.jobs);
    let (findings, _) = session.findings(Vec::new());
    let mut out = io::BufWriter::new(io::stdout().lock());
    let page = Page { reading: &reading, line, project: &project };
    page.write(&mut out)?;
    page.findings(&mut out, &findings)?;
    out.flush()?;
    Ok(0)
}

/// `FILE:LINE`, or `FILE:LINE:COLUMN` as the short report has it.
pub(super) fn file_and_line(argument: &str) -> (&str, Option<u32>) {
    let number = |text: &str| match text.rsplit_once(':') {
        Some((rest, n)) if !rest.is_empty() => n.parse().ok().map(|n: u32| (rest.len(), n)),
        _ => None,
    };
    let Some((last, line)) = number(argument) else { return (argument, None) };
    match number(&argument[..last]) {
        Some((first, line)) => (&argument[..first], Some(line)),
        None => (&argument[..last], Some(line)),
    }
}

struct Page<'a> {
    reading: &'a Reading,
    line: Option<u32>,
    project: &'a Project,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let article = &self.reading.article;
        writeln!(out, "{}", article.path)?;
        writeln!(out, "date: {}", date(&article.meta))?;
        writeln!(out, "encoding: {}", self.reading.source.encoding.name())?;
        self.section(out, "zones", self.zones())?;
        self.section(out, "quotations", self.quotations())?;
        self.section(out, "people", self.people())?;
        self.section(out, "organizations", self.organizations())?;
        self.section(out, "dates", self.dates())?;
        self.section(out, "figures", self.figures())?;
        self.section(out, "rules", self.rules())
    }

    fn section(
        &self,
        out: &mut dyn Write,
        title: &str,
        rows: Vec<(Span, String)>,
    ) -> io::Result<()> {
        let mut rows: Vec<(crate::source::Position, String)> = rows
            .into_iter()
            .map(|(span, text)| {
                let at = self.reading.article.map.to_source(span);
                (self.reading.source.position(at.start), text)
            })
            .filter(|(at, _)| self.line.is_none_or(|line| line == at.line))
            .collect();
        rows.sort();
        if rows.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{title}")?;
        for (at, text) in rows {
            let place = format!("{}:{}", at.line, at.column);
            writeln!(out, "  {place:>8}  {}", clean::line(&text))?;
        }
        Ok(())
    }

    /// What checks say about the article, compared with the other articles of the project.
    fn findings(&self, out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
        let here = findings.iter().filter(|f| f.primary.place.path == self.reading.article.path);
        let lines: Vec<String> = here
            .filter_map(|f| f.primary.at.as_ref().map(|at| (f, at.start)))
            .filter(|(_, at)| self.line.is_none_or(|line| line == at.line))
            .map(|(f, at)| {
                let place = format!("{}:{}", at.line, at.column);
                format!("  {place:>8}  {}[{}]: {}", f.severity.as_str(), f.check, f.message)
            })
            .collect();
        if lines.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nfindings")?;
        lines.iter().try_for_each(|line| writeln!(out, "{}", clean::line(line)))
    }

    fn text(&self, span: Span) -> &str {
        span.of(&self.reading.article.text)
    }

    fn zones(&self) -> Vec<(Span, String)> {
        let blocks = self.reading.article.blocks.iter();
        blocks
            .map(|block| {
                let list = if block.list { " (list)" } else { "" };
                let name = format!("{}{list}", block.zone.name());
                (block.span, format!("{name:<12} {}", excerpt(self.text(block.span))))
            })
            .collect()
    }

    fn quotations(&self) -> Vec<(Span, String)> {
        let quotes = self.reading.article.quotes.iter();
        quotes
            .map(|q| {
                let open_end = if q.close.is_none() { " (goes on)" } else { "" };
                (q.span, format!("depth {}{open_end}  {}", q.depth, excerpt(self.text(q.span))))
            })
            .collect()
    }

    fn people(&self) -> Vec<(Span, String)> {
        // At the head of a sentence every word has a capital.
        let named = |p: &&PersonMention| {
            let word = self.text(p.span);
            p.is_full() || !p.title.is_empty() || !lexicon::is_common_word(word)
        };
        let people = self.reading.mentions.people.iter().filter(|p| p.zone.is_copy()).filter(named);
        people
            .map(|p| {
                let title = self.text(p.title);
                let title =
                    if title.is_empty() { String::new() } else { format!("  title: {title}") };
                let kind = if p.is_full() { "full" } else { "surname?" };
                (p.span, format!("{kind:<9} {}{title}", self.text(p.span)))
            })
            .collect()
    }

    fn organizations(&self) -> Vec<(Span, String)> {
        let mentions = &self.reading.mentions;
        let names = mentions.organizations.iter().map(|o| {
            let acronym = self.text(o.acronym);
            let defines =
                if acronym.is_empty() { String::new() } else { format!("  defines {acronym}") };
            (o.span, format!("name      {}{defines}", self.text(o.span)))
        });
        let acronyms =
            mentions.acronyms.iter().map(|a| (a.span, format!("acronym   {}", self.text(a.span))));
        names.chain(acronyms).collect()
    }

    fn dates(&self) -> Vec<(Span, String)> {
        self.reading.mentions.dates.iter().map(|d| (d.span, self.text(d.span).to_owned())).collect()
    }

    fn figures(&self) -> Vec<(Span, String)> {
        let figures = self.reading.mentions.figures.iter();
        figures
            .map(|f| {
                let noun = f.noun.map_or("", |noun| self.text(noun.span));
                let hedge = f.hedge.map_or("", |_| " (hedged)");
                (f.span, format!("{:<12} {noun}{hedge}", self.text(f.span)))
            })
            .collect()
    }

    /// Phrases of packs found, with the rule that lists them.
    fn rules(&self) -> Vec<(Span, String)> {
        let rules = &self.project.stylebook.rules;
        let found = self.reading.matches.iter();
        found
            .map(|m| {
                let (meta, what) = match m.form {
                    Form::Organization(i) => (&rules.organizations[i].meta, "right name"),
                    Form::WrongOrganization(i) => (&rules.organizations[i].meta, "wrong name"),
                    Form::Acronym(i) => (&rules.organizations[i].meta, "acronym"),
                    Form::Person(i) => (&rules.people[i].meta, "right name"),
                    Form::WrongPerson(i) => (&rules.people[i].meta, "wrong name"),
                    Form::RetiredPerson(i, _) => (&rules.people[i].meta, "earlier name"),
                    Form::Term(i) => (&rules.terms[i].meta, "right word"),
                    Form::WrongTerm(i, _) => (&rules.terms[i].meta, "wrong word"),
                    Form::EitherTerm(i, _) => (&rules.terms[i].meta, "one of several"),
                    Form::Except(i) => (&rules.terms[i].meta, "exception"),
                    Form::Corrected(i) => (&rules.corrections[i].meta, "corrected"),
                };
                (m.span, format!("{:<24} {what}: {}", meta.rule.id, self.text(m.span)))
            })
            .collect()
    }
}

fn date(meta: &Metadata) -> String {
    match (&meta.published, &meta.disproved) {
        (Some(published), _) => format!("{} ({})", published.date, why(published)),
        (None, Some((stated, day))) => format!(
            "none ({} says {}, but the text reports {day} as past)",
            why(stated),
            stated.date
        ),
        (None, None) => {
            "none (no configuration, front matter, dateline or path gives one)".to_owned()
        }
    }
}

fn why(published: &Published) -> String {
    match &published.source {
        DateSource::Configuration => "[[article]] in newslint.toml".to_owned(),
        DateSource::FrontMatter(key) => format!("front matter, {key}"),
        DateSource::Dateline => "dateline".to_owned(),
        DateSource::FirstLine => "first line".to_owned(),
        DateSource::Path(pattern) => format!("path, read as {pattern}"),
        DateSource::CommandLine => "--date".to_owned(),
    }
}

/// The head of a text on one line.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 72;
    let mut line: String =
        text.chars().take(LONGEST).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}
