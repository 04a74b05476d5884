//! Checkstyle's XML: what many continuous-integration servers and editors read.

use std::io::{self, Write};

use super::{Report, ends, xml};
use crate::finding::Severity;

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">")?;
    for file in report.findings.chunk_by(|a, b| a.primary.place.path == b.primary.place.path) {
        let path = file.first().map_or("", |finding| &finding.primary.place.path);
        writeln!(out, "  <file name=\"{}\">", xml(path))?;
        for finding in file {
            let start = ends(&finding.primary).0;
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "info",
            };
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"newslint.{}\"/>",
                start.line,
                start.column,
                xml(&super::with_evidence(finding)),
                xml(finding.check),
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}
