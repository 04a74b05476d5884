//! `path:line:col: severity[check]: message`, one line a finding and nothing else.

use std::io::{self, Write};

use super::{Report, clean, place};

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    for finding in report.findings {
        let (severity, check) = (finding.severity.as_str(), finding.check);
        let message = clean::line(&finding.message);
        writeln!(out, "{}: {severity}[{check}]: {message}", place(&finding.primary))?;
    }
    Ok(())
}
