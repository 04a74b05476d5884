//! GitLab's code quality report: shown in merge requests beside the changed lines.

use std::io::{self, Write};

use serde_json::json;

use super::{Report, ends, record};
use crate::finding::{Finding, Severity};
use crate::source::Position;

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    out.write_all(b"[")?;
    record::write_items(out, report.findings, write_one)?;
    out.write_all(if report.findings.is_empty() { b"]\n" } else { b"\n]\n" })
}

fn write_one(out: &mut dyn Write, nth: usize, finding: &Finding) -> io::Result<()> {
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    };
    let (start, end) = ends(&finding.primary);
    let point = |at: Position| json!({ "line": at.line, "column": at.column });
    // GitLab takes equal fingerprints for one finding.
    let print = match finding.fingerprint.as_str() {
        "" => format!("{}-{nth}", finding.check),
        print => print.to_owned(),
    };
    let issue = json!({
        "description": super::with_evidence(finding),
        "check_name": finding.check,
        "fingerprint": print,
        "severity": severity,
        "location": {
            "path": &*finding.primary.place.path,
            "lines": { "begin": start.line, "end": end.line },
            "positions": { "begin": point(start), "end": point(end) },
        },
    });
    record::write_value(out, &issue)
}
