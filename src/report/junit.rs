//! JUnit's XML: each error and warning is a failed test, each note a skipped one, so that any server
//! which shows tests can show findings.

use std::io::{self, Write};

use super::{Report, place, xml};
use crate::finding::{Finding, Severity};

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let all = report.findings.len();
    let notes = report.findings.iter().filter(|f| f.severity == Severity::Note).count();
    // A suite without a test is a fault to some servers.
    let tests = all.max(1);
    let counts = format!("tests=\"{tests}\" failures=\"{}\" skipped=\"{notes}\"", all - notes);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites>\n  <testsuite name=\"newslint\" {counts} errors=\"0\">")?;
    if report.findings.is_empty() {
        writeln!(out, "    <testcase name=\"articles\" classname=\"newslint\"/>")?;
    }
    for finding in report.findings {
        case(out, finding)?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

fn case(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    let at = place(&finding.primary);
    let (at, check) = (xml(&at), xml(finding.check));
    let file = xml(&finding.primary.place.path);
    writeln!(out, "    <testcase name=\"{check} {at}\" classname=\"{file}\" file=\"{file}\">")?;
    let message = super::with_evidence(finding);
    let message = xml(&message);
    match finding.severity {
        Severity::Note => writeln!(out, "      <skipped message=\"{message}\"/>")?,
        severity => {
            let kind = severity.as_str();
            writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{at}</failure>")?;
        }
    }
    writeln!(out, "    </testcase>")
}
