//! Findings as people and other programs want to read them: one output format a file.
//!
//! Findings arrive sorted and located. A format knows nothing about checks, rules or
//! configuration, and prints the positions it is given: none is worked out here.

mod checkstyle;
pub mod clean;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod rdjson;
mod record;
mod sarif;
mod short;
mod terminal;
mod totals;
mod window;

#[cfg(test)]
mod tests;

pub use totals::count;

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use crate::finding::{Finding, Label};
use crate::source::{Position, SourceFile};

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Excerpts with both places, for people.
    #[default]
    Human,
    /// One line a finding, for editors and `grep`.
    Short,
    /// One JSON object a line.
    Jsonl,
    /// One JSON array.
    Json,
    /// Workflow commands that GitHub shows beside the changed lines.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// GitLab's code quality report.
    Gitlab,
    /// Checkstyle's XML.
    Checkstyle,
    /// JUnit's XML.
    Junit,
    /// reviewdog's diagnostics.
    Rdjson,
}

impl Format {
    /// Every format with its name on the command line.
    pub const NAMES: [(Self, &'static str); 10] = [
        (Self::Human, "human"),
        (Self::Short, "short"),
        (Self::Jsonl, "jsonl"),
        (Self::Json, "json"),
        (Self::Github, "github"),
        (Self::Sarif, "sarif"),
        (Self::Gitlab, "gitlab"),
        (Self::Checkstyle, "checkstyle"),
        (Self::Junit, "junit"),
        (Self::Rdjson, "rdjson"),
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(f, _)| *f == self).map_or("human", |(_, name)| name)
    }

    /// The format of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, n)| *n == name).map(|(f, _)| *f)
    }
}

/// What the whole run looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reported articles.
    pub articles: usize,
    /// Articles that they were compared with.
    pub archive: usize,
    /// Reported articles without a publication date.
    pub undated: usize,
    /// How many active checks need one.
    pub checks_without_date: usize,
    /// Reported articles that are not in English.
    pub foreign: usize,
}

/// Everything that a format may show.
pub struct Report<'a> {
    /// In the order in which they are shown, with lines and columns.
    pub findings: &'a [Finding],
    /// The file of a path, for excerpts; asked once for each label shown.
    pub source: &'a dyn Fn(&str) -> Option<Arc<SourceFile>>,
    /// Whether the output understands colour.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// What the run looked at; none to leave out the closing lines.
    pub summary: Option<Summary>,
}

/// Writes a report. A closed pipe is an error like any other here: the caller knows what it means.
///
/// # Errors
///
/// When `out` can't be written to.
pub fn write(format: Format, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    match format {
        Format::Human => terminal::write(&mut out, report)?,
        Format::Short => short::write(&mut out, report)?,
        Format::Jsonl => jsonl::write(&mut out, report)?,
        Format::Json => json::write(&mut out, report)?,
        Format::Github => github::write(&mut out, report)?,
        Format::Sarif => sarif::write(&mut out, report)?,
        Format::Gitlab => gitlab::write(&mut out, report)?,
        Format::Checkstyle => checkstyle::write(&mut out, report)?,
        Format::Junit => junit::write(&mut out, report)?,
        Format::Rdjson => rdjson::write(&mut out, report)?,
    }
    out.flush()
}

/// First and last place of a label, 1:1 where its file could not be read again.
fn ends(label: &Label) -> (Position, Position) {
    let top = Position { line: 1, column: 1, offset: 0 };
    label.at.as_ref().map_or((top, top), |at| (at.start, at.end))
}

/// `path:line:column`, harmless on a terminal.
fn place(label: &Label) -> String {
    let start = ends(label).0;
    format!("{}:{}:{}", clean::line(&label.place.path), start.line, start.column)
}

/// How many places of evidence fit a message.
const EVIDENCE: usize = 3;

/// The message with the places of its evidence, for formats that show one place only.
fn with_evidence(finding: &Finding) -> String {
    let mut text = clean::lines(&finding.message);
    let places: Vec<_> = finding.related.iter().take(EVIDENCE).map(place).collect();
    if !places.is_empty() {
        text.push_str("; see ");
        text.push_str(&places.join(", "));
    }
    text
}

/// A path as a URI: what is no plain character of one is escaped.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Text for an attribute or an element of XML, on one line.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(clean::character) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}
