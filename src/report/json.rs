//! One JSON array, an object a line, so that two reports can be compared by `diff`.

use std::io::{self, Write};

use super::{Report, record};

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    out.write_all(b"[")?;
    record::write_items(out, report.findings, |out, _, finding| record::write(out, finding))?;
    out.write_all(if report.findings.is_empty() { b"]\n" } else { b"\n]\n" })
}
