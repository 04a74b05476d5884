//! reviewdog's diagnostic format: findings as review comments on any code host.
//!
//! Its columns count bytes of UTF-8, unlike those of all other formats.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Report, ends, record};
use crate::finding::{Finding, Label, Severity};
use crate::source::Position;

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    out.write_all(b"{\"source\":{\"name\":\"newslint\"},\"diagnostics\":[")?;
    record::write_items(out, report.findings, |out, _, finding| {
        record::write_value(out, &diagnostic(report, finding))
    })?;
    out.write_all(b"]}\n")
}

fn diagnostic(report: &Report<'_>, finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    let mut out = json!({
        "message": super::with_evidence(finding),
        "location": location(report, &finding.primary),
        "severity": severity,
        "code": { "value": finding.check },
    });
    let Some(fields) = out.as_object_mut() else { return out };
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safe) {
        let suggestion = |edit: &crate::finding::Edit| json!({ "range": range(report, &edit.at), "text": edit.replacement });
        fields.insert("suggestions".into(), fix.edits.iter().map(suggestion).collect());
    }
    if !finding.related.is_empty() {
        let related = |label: &Label| json!({ "message": label.message, "location": location(report, label) });
        let related = finding.related.iter().map(related).collect();
        fields.insert("relatedLocations".into(), related);
    }
    out
}

fn location(report: &Report<'_>, label: &Label) -> Value {
    json!({ "path": &*label.place.path, "range": range(report, label) })
}

fn range(report: &Report<'_>, label: &Label) -> Value {
    let (start, end) = ends(label);
    let span = label.place.span;
    let point = |at: Position, byte: u32| {
        let column = column(report, label, at, byte);
        json!({ "line": at.line, "column": column })
    };
    json!({ "start": point(start, span.start), "end": point(end, span.end) })
}

/// Bytes from the start of the line, counted from 1.
fn column(report: &Report<'_>, label: &Label, at: Position, byte: u32) -> u32 {
    let file = label.at.as_ref().and_then(|_| (report.source)(&label.place.path));
    let head = file.as_ref().and_then(|file| file.text.get(..byte as usize));
    let Some(head) = head else { return at.column };
    let line = head.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    (head.len() - line) as u32 + 1
}
