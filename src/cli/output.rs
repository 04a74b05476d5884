//! Where a report goes, and in which formats: several at once, to the terminal and to files.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::{refuse, whole};
use crate::report::{self, Format, Report};

/// A format, and the file that it is written to.
#[derive(Clone, Debug)]
struct Target {
    format: Format,
    file: Option<PathBuf>,
}

/// Options that say how findings are written.
#[derive(Args, Clone, Debug)]
pub(super) struct Output {
    /// How findings are written: human, short, jsonl, json, github, sarif, gitlab, checkstyle, junit
    /// or rdjson; with =FILE into a file, so that several can be asked for at once
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = target)]
    format: Vec<Target>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn target(text: &str) -> Result<Target, String> {
    let (name, file) = match text.split_once('=') {
        Some((_, "")) => return Err("name a file after `=`".to_owned()),
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let names = || Format::NAMES.map(|(_, name)| name).join(", ");
    let format = Format::parse(name).ok_or_else(|| format!("one of {}", names()))?;
    Ok(Target { format, file })
}

impl Output {
    /// Refuses what can't be done before anything is read.
    pub(super) fn check(&self) -> io::Result<()> {
        let open = self.format.iter().filter(|target| target.file.is_none()).count();
        if open > 1 {
            let message = "only one --format can go to standard output: write --format FORMAT=FILE \
                           for the others";
            return Err(refuse(message));
        }
        if open == 0 && self.output.is_some() {
            return Err(refuse("--output has nothing to write: every --format has a file"));
        }
        Ok(())
    }

    /// Whether the first format is JSON, so that all else should be as well.
    pub(super) fn is_json(&self) -> bool {
        let first = self.format.first().map(|target| target.format);
        matches!(first, Some(Format::Jsonl | Format::Json))
    }

    /// Writes a report to all that want it, and to `out` what has no file. Files have no colour.
    pub(super) fn write(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        for Target { format, file } in &self.format {
            match file.as_deref().or(self.output.as_deref()) {
                Some(file) => {
                    let report = Report { color: false, ..*report };
                    whole::replace(file, &mut |out| report::write(*format, out, &report))?;
                }
                None => write_out(*format, report, out)?,
            }
        }
        Ok(())
    }
}

/// Who reads no further has read enough; the exit status still says what was found.
fn write_out(format: Format, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match report::write(format, &mut out, report).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
