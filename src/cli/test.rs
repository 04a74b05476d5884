//! `newslint test`: runs the examples that packs carry.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::project::{Project, Sources};
use super::{Outcome, refuse};
use crate::config::Config;
use crate::examples::{self, Failure};
use crate::report::{self, Format, Report};

/// Run the examples that packs carry
///
/// `bad` must be flagged by its own rule, `good` and `ok` must not.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// Packs to test: names, files or folders (default: those in use here)
    packs: Vec<String>,
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn run(options: &Options) -> Outcome {
    let mut sources = options.sources.clone();
    sources.lints.extend(options.packs.iter().cloned());
    let start = options.packs.first().map_or_else(|| PathBuf::from("."), PathBuf::from);
    let project = Project::load(&sources, &start);
    let mut out = io::BufWriter::new(io::stdout().lock());
    if !project.faults.is_empty() {
        report_faults(&mut out, &project)?;
    }
    let chosen: Vec<&str> = project
        .stylebook
        .packs
        .iter()
        .filter(|p| options.packs.is_empty() || options.packs.iter().any(|n| is_pack(p, n)))
        .map(|p| &*p.name)
        .collect();
    if chosen.is_empty() && project.faults.is_empty() {
        return Err(refuse("no such pack; `newslint list packs` names those in use"));
    }
    let result = examples::run(&project.stylebook, &chosen);
    for failure in &result.failures {
        write_failure(&mut out, failure)?;
    }
    let examples = if result.run == 1 { "example" } else { "examples" };
    writeln!(
        out,
        "{} {examples} in {} packs: {} failed",
        result.run,
        chosen.len(),
        result.failures.len()
    )?;
    out.flush()?;
    if !project.faults.is_empty() {
        return Ok(2);
    }
    Ok(u8::from(!result.failures.is_empty()))
}

pub(super) fn is_pack(pack: &crate::stylebook::rules::Pack, name: &str) -> bool {
    &*pack.name == name
        || &*pack.path == name
        || pack.path.starts_with(&format!("{}/", name.trim_end_matches('/')))
}

fn write_failure(out: &mut dyn Write, failure: &Failure) -> io::Result<()> {
    writeln!(out, "{}:{}: {}: {}", failure.path, failure.line, failure.rule, failure.why)?;
    writeln!(out, "    {}", failure.text)
}

fn report_faults(out: &mut dyn Write, project: &Project) -> io::Result<()> {
    let mut faults = project.faults.clone();
    let files = &project.stylebook.files;
    let config: Option<&Config> = Some(&project.config);
    let source = |path: &str| {
        files.iter().chain(config.and_then(|c| c.file.as_ref())).find(|f| &*f.path == path).cloned()
    };
    faults.sort_by(crate::finding::Finding::order);
    for label in faults.iter_mut().flat_map(crate::finding::Finding::labels_mut) {
        if let Some(file) = source(&label.place.path) {
            label.locate(&file);
        }
    }
    let report =
        Report { findings: &faults, source: &source, color: false, width: 100, summary: None };
    report::write(Format::Human, out, &report)
}
