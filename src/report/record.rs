//! A finding as a JSON object: the shape that other programs rely on.
//!
//! `check`, `severity`, `message`, `path`, `start` and `end` are always there, other keys only
//! where they say something.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::finding::{Edit, Finding, Fix, Label, RuleRef, Severity};
use crate::source::Position;

use super::ends;

/// Writes a finding as one line, without its end.
pub(super) fn write(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    write_value(out, &Record::new(finding))
}

/// Writes any JSON as one line, without its end.
pub(super) fn write_value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, OneLine);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes the items of a JSON list, each on a line of its own.
pub(super) fn write_items<T>(
    out: &mut dyn Write,
    items: &[T],
    mut write: impl FnMut(&mut dyn Write, usize, &T) -> io::Result<()>,
) -> io::Result<()> {
    for (i, item) in items.iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        write(out, i, item)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Record<'a> {
    check: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceRecord<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<RuleRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixRecord<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    path: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: PlaceRecord<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    message: &'a str,
}

#[derive(Serialize)]
struct RuleRecord<'a> {
    id: &'a str,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct FixRecord<'a> {
    safe: bool,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Serialize)]
struct EditRecord<'a> {
    #[serde(flatten)]
    place: PlaceRecord<'a>,
    replacement: &'a str,
}

impl<'a> Record<'a> {
    fn new(finding: &'a Finding) -> Self {
        Self {
            check: finding.check,
            severity: finding.severity,
            message: &finding.message,
            place: PlaceRecord::new(&finding.primary),
            text: text(&finding.primary),
            related: finding.related.iter().map(Related::new).collect(),
            notes: &finding.notes,
            help: finding.help.as_deref(),
            rule: finding.rule.as_deref().map(RuleRecord::new),
            fix: finding.fix.as_ref().map(FixRecord::new),
            fingerprint: &finding.fingerprint,
        }
    }
}

impl<'a> PlaceRecord<'a> {
    fn new(label: &'a Label) -> Self {
        let (start, end) = ends(label);
        // Where the file could not be read again, no byte of it can be promised.
        let point = |at: Position| Point {
            line: at.line,
            column: at.column,
            offset: label.at.as_ref().map(|_| at.offset),
        };
        Self { path: &label.place.path, start: point(start), end: point(end) }
    }
}

impl<'a> Related<'a> {
    fn new(label: &'a Label) -> Self {
        Self { place: PlaceRecord::new(label), text: text(label), message: &label.message }
    }
}

impl<'a> RuleRecord<'a> {
    fn new(rule: &'a RuleRef) -> Self {
        Self { id: &rule.id, path: &rule.path, line: rule.line }
    }
}

impl<'a> FixRecord<'a> {
    fn new(fix: &'a Fix) -> Self {
        let edit = |edit: &'a Edit| EditRecord {
            place: PlaceRecord::new(&edit.at),
            replacement: &edit.replacement,
        };
        Self { safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
    }
}

fn text(label: &Label) -> &str {
    label.at.as_ref().map_or("", |at| &at.text)
}

/// Compact JSON in which no character but the line feed can be taken for a line end (many readers
/// of line-delimited JSON split at the Unicode ones too), nor for an order to the terminal.
struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        let unsafe_raw = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
        while let Some((at, end)) = rest.char_indices().find(|(_, c)| unsafe_raw(*c)) {
            let (head, tail) = rest.split_at(at);
            writer.write_all(head.as_bytes())?;
            write!(writer, "\\u{:04x}", u32::from(end))?;
            rest = tail.get(end.len_utf8()..).unwrap_or("");
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::source::{SourceFile, Span};
    use serde_json::{Value, json};

    fn located(file: &SourceFile, word: &str, message: &str) -> Label {
        let start = file.text.find(word).unwrap();
        let span = Span::new(start, start + word.len());
        let mut label = Label::new(Place { path: file.path.clone(), span }, message);
        label.locate(file);
        label
    }

    fn written(finding: &Finding) -> String {
        let mut out = Vec::new();
        write(&mut out, finding).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_full_finding_reads_back_whole() {
        let draft = SourceFile::utf8("drafts/a.txt", "Bridge\n\nThe Harbor Board met.\n");
        let wire = SourceFile::utf8("published/b.txt", "The Harbour Board met.\n");
        let primary = located(&draft, "Harbor Board", "");
        let place = primary.place.clone();
        let mut finding = Finding::new("org/name", Severity::Error, place, "“Harbor Board”\n")
            .note("both: chaired by Ada Quill")
            .help("replace it")
            .rule(&RuleRef { id: "town/board".into(), path: "lints/town.toml".into(), line: 7 })
            .replace(true, "Harbour Board");
        finding.related.push(located(&wire, "Harbour Board", "as here"));
        finding.fingerprint = "f00d".into();
        finding.primary = primary.clone();
        finding.fix.as_mut().unwrap().edits[0].at = primary;
        let start = json!({"line": 3, "column": 5, "offset": 12});
        let end = json!({"line": 3, "column": 17, "offset": 24});
        let expected = json!({
            "check": "org/name", "severity": "error", "message": "“Harbor Board”\n",
            "path": "drafts/a.txt", "start": start, "end": end, "text": "Harbor Board",
            "related": [{
                "path": "published/b.txt", "start": {"line": 1, "column": 5, "offset": 4},
                "end": {"line": 1, "column": 18, "offset": 17},
                "text": "Harbour Board", "message": "as here",
            }],
            "notes": ["both: chaired by Ada Quill"], "help": "replace it",
            "rule": {"id": "town/board", "path": "lints/town.toml", "line": 7},
            "fix": {"safe": true, "edits": [{
                "path": "drafts/a.txt", "start": start, "end": end, "replacement": "Harbour Board",
            }]},
            "fingerprint": "f00d",
        });
        let line = written(&finding);
        assert!(!line.contains('\n'));
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), expected);
    }

    #[test]
    fn what_does_not_apply_is_left_out() {
        let finding = Finding::file("input/unreadable", Severity::Error, "a.txt", "not text");
        assert_eq!(
            written(&finding),
            r#"{"check":"input/unreadable","severity":"error","message":"not text","path":"a.txt","start":{"line":1,"column":1},"end":{"line":1,"column":1}}"#
        );
    }

    #[test]
    fn unicode_line_ends_are_escaped() {
        let message = "a\u{2028}b\u{2029}\u{85}\u{8f}\"c";
        let finding = Finding::file("a/b", Severity::Note, "x", message);
        let line = written(&finding);
        assert!(line.contains(r#""a\u2028b\u2029\u0085\u008f\"c""#), "{line}");
        let back: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(back["message"], message);
    }
}
