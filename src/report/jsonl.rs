//! One JSON object a line: findings as a stream.

use std::io::{self, Write};

use super::{Report, record};

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    for finding in report.findings {
        record::write(out, finding)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
