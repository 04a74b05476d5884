//! Findings for people: codespan draws them, with every place shown in its own lines.
//!
//! codespan prints whole source lines, and a paragraph is one. So it is served *virtual lines*:
//! windows of the paragraph under their true line and column numbers. No other file knows
//! codespan's types. Many notes would bury what matters: they are summed up in one line.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::diagnostic::{Diagnostic, Label as Mark, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{self, Config, Renderer, WriteStyle};

use crate::finding::{Finding, Label, Severity};
use crate::source::{Position, SourceFile, Span};

use super::totals::count;
use super::{Report, clean, place, totals, window};

/// Pieces of evidence shown in their own lines; the rest is counted.
const EVIDENCE: usize = 3;

/// Narrower windows say nothing.
const NARROWEST: usize = 24;

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    if report.color {
        draw(&mut Ansi::new(&mut *out), report)?;
    } else {
        draw(&mut NoColor::new(&mut *out), report)?;
    }
    for line in totals::notes(report.findings).into_iter().chain(totals::lines(report)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn draw<W: WriteColor>(out: &mut W, report: &Report<'_>) -> io::Result<()> {
    let config = Config::default();
    let sums_up = totals::sums_up_notes(report.findings);
    for finding in report.findings.iter().filter(|f| !sums_up || f.severity != Severity::Note) {
        let drawing = Drawing::new(finding, report);
        let result = if drawing.primary_shown {
            term::emit_to_write_style(out, &config, &drawing.excerpts, &drawing.diagnostic)
        } else {
            without_excerpt(out, &config, finding, &drawing.diagnostic)
        };
        result.map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })?;
    }
    Ok(())
}

/// A finding whose file can't be shown: its place is named, and nothing is drawn below it.
fn without_excerpt<W: WriteColor>(
    out: &mut W,
    config: &Config,
    finding: &Finding,
    diagnostic: &Diagnostic<usize>,
) -> Result<(), Error> {
    let mut renderer = Renderer::new(out, config);
    let code = diagnostic.code.as_deref();
    renderer.render_header(None, diagnostic.severity, code, &diagnostic.message)?;
    write!(renderer, "  ")?;
    renderer.set_source_border()?;
    write!(renderer, "{}", config.chars.snippet_start)?;
    renderer.reset()?;
    writeln!(renderer, " {}", place(&finding.primary))?;
    if !diagnostic.notes.is_empty() {
        renderer.render_snippet_empty(1, diagnostic.severity, 0, &[])?;
    }
    for note in &diagnostic.notes {
        renderer.render_snippet_note(1, note)?;
    }
    renderer.render_empty()
}

/// A finding in codespan's words.
struct Drawing {
    diagnostic: Diagnostic<usize>,
    excerpts: Excerpts,
    primary_shown: bool,
}

impl Drawing {
    fn new(finding: &Finding, report: &Report<'_>) -> Self {
        let evidence = finding.related.get(..EVIDENCE).unwrap_or(&finding.related);
        let labels = evidence.iter().chain([&finding.primary]);
        let numbers = labels.filter_map(|l| l.at.as_ref()).map(|at| at.start.line);
        let gutter = numbers.max().unwrap_or(1).max(1).ilog10() as usize + 4;
        let room = report.width.saturating_sub(gutter).max(NARROWEST);

        let mut groups = Vec::new();
        let primary_shown = Group::add(&mut groups, &finding.primary, true, report);
        let mut unseen = Vec::new();
        for label in evidence {
            // Evidence alone would be taken for the place of the fault.
            if !primary_shown || !Group::add(&mut groups, label, false, report) {
                unseen.push(label);
            }
        }
        let mut marks = Vec::new();
        let excerpts =
            groups.iter().enumerate().map(|(id, g)| g.excerpt(id, room, &mut marks)).collect();
        let diagnostic = Diagnostic::new(level(finding.severity))
            .with_code(finding.check)
            .with_message(clean::line(&finding.message))
            .with_labels(marks)
            .with_notes(notes(finding, evidence, &unseen));
        Self { diagnostic, excerpts: Excerpts(excerpts), primary_shown }
    }
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Note => Level::Note,
    }
}

/// What stands below the excerpts: evidence that is not shown, the rule, facts, help.
fn notes(finding: &Finding, evidence: &[Label], unseen: &[&Label]) -> Vec<String> {
    let mut notes: Vec<_> = unseen.iter().map(|label| see(label)).collect();
    notes.extend(further(finding, evidence));
    if let Some(rule) = &finding.rule {
        let (id, path) = (clean::line(&rule.id), clean::line(&rule.path));
        notes.push(format!("rule: {id}, {path}:{}", rule.line));
    }
    notes.extend(finding.notes.iter().map(|note| clean::lines(note)));
    notes.extend(finding.help.iter().map(|help| format!("help: {}", clean::lines(help))));
    notes
}

fn see(label: &Label) -> String {
    match label.message.as_str() {
        "" => format!("see {}", place(label)),
        message => format!("see {}: {}", place(label), clean::line(message)),
    }
}

/// How much evidence there is beside the pieces shown.
fn further(finding: &Finding, evidence: &[Label]) -> Option<String> {
    let hidden = finding.related.get(evidence.len()..).unwrap_or(&[]);
    let shown: BTreeSet<_> =
        evidence.iter().chain([&finding.primary]).map(|l| &l.place.path).collect();
    let others: BTreeSet<_> =
        hidden.iter().map(|l| &l.place.path).filter(|path| !shown.contains(path)).collect();
    match (others.len() + finding.more, hidden.len()) {
        (0, 0) => None,
        (0, places) => Some(format!("and in {}", count(places, "other place"))),
        (articles, _) => Some(format!("and in {}", count(articles, "other article"))),
    }
}

/// The labels of one line of one file, shown under one header.
struct Group<'a> {
    file: Arc<SourceFile>,
    line: Span,
    labels: Vec<Shown<'a>>,
}

/// A label that can be shown, and its bytes in its line.
struct Shown<'a> {
    label: &'a Label,
    start: Position,
    primary: bool,
    bytes: Range<usize>,
}

impl<'a> Group<'a> {
    /// Adds a label to the group of its line; false where there is nothing to show.
    fn add(groups: &mut Vec<Self>, label: &'a Label, primary: bool, report: &Report<'_>) -> bool {
        let Some(at) = &label.at else { return false };
        let Some(file) = (report.source)(&label.place.path) else { return false };
        let boundary = |offset: u32| floor(&file.text, offset as usize);
        let (start, end) = (boundary(label.place.span.start), boundary(label.place.span.end));
        let line = file.line_span(file.line_of(Span::new(start, start).start));
        let lines = line.range();
        // Of several lines the first is shown.
        let start = start.min(lines.end);
        let bytes = start - lines.start..end.clamp(start, lines.end) - lines.start;
        let shown = Shown { label, start: at.start, primary, bytes };
        match groups.iter_mut().find(|g| g.file.path == file.path && g.line == line) {
            Some(group) => group.labels.push(shown),
            None => groups.push(Group { file, line, labels: vec![shown] }),
        }
        true
    }

    /// Cuts the windows of the group and marks its labels in them.
    fn excerpt(&self, id: usize, room: usize, marks: &mut Vec<Mark<usize>>) -> Excerpt {
        let path = clean::line(&self.file.path).into_owned();
        let mut excerpt = Excerpt { path, text: String::new(), lines: Vec::new() };
        let bytes: Vec<_> = self.labels.iter().map(|l| l.bytes.clone()).collect();
        for window in window::cut(self.line.of(&self.file.text), &bytes, room) {
            let base = excerpt.text.len();
            excerpt.text.push_str(&window.text);
            let mut line =
                VirtualLine { bytes: base..excerpt.text.len(), number: 1, columns: Vec::new() };
            excerpt.text.push('\n');
            for (i, mark) in window.marks {
                let Some(shown) = self.labels.get(i) else { continue };
                let mark = base + mark.start..base + mark.end;
                line.number = shown.start.line.max(1) as usize;
                line.columns.push((mark.start, shown.start.column as usize));
                let styled = if shown.primary { Mark::primary } else { Mark::secondary };
                marks.push(styled(id, mark).with_message(clean::line(&shown.label.message)));
            }
            excerpt.lines.push(line);
        }
        excerpt
    }
}

/// The last character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What is shown of one line of a file.
struct Excerpt {
    path: String,
    text: String,
    lines: Vec<VirtualLine>,
}

/// A window, and which place of the real line its marks stand for.
struct VirtualLine {
    bytes: Range<usize>,
    number: usize,
    columns: Vec<(usize, usize)>,
}

/// The excerpts of a finding, in the order in which they are shown.
struct Excerpts(Vec<Excerpt>);

impl Excerpts {
    fn get(&self, id: usize) -> Result<&Excerpt, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }

    fn line(&self, id: usize, index: usize) -> Result<&VirtualLine, Error> {
        let lines = &self.get(id)?.lines;
        lines.get(index).ok_or(Error::LineTooLarge { given: index, max: lines.len() })
    }
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.path)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let lines = &self.get(id)?.lines;
        Ok(lines.partition_point(|l| l.bytes.start <= byte).saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.line(id, index)?.number)
    }

    fn column_number(&'a self, id: usize, index: usize, byte: usize) -> Result<usize, Error> {
        let columns = &self.line(id, index)?.columns;
        Ok(columns.iter().find(|(at, _)| *at == byte).map_or(1, |(_, column)| *column))
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.line(id, index)?.bytes.clone())
    }
}
